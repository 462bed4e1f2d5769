"""F505: what a language model said to whoever asked it."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = "Port Ellery keeps its library open. The council voted for it on Monday."
END = "The council voted on Monday."

FLAGGED = [
    # Lead-ins.
    f"⟦Here is a concise summary of the article:⟧ {END}",
    f"⟦Here's a brief summary:⟧\n\n{END}",
    f"⟦Sure, here's a summary of the article in 100 words:⟧ {END}",
    f"⟦Certainly! Here is the rewritten version:⟧ {END}",
    f"⟦Below is a short overview of the text:⟧ {END}",
    f"⟦Here are the key points of the article:⟧\n\n- {END}",
    f"⟦Based on the provided passage, here is an overview:⟧ {END}",
    # Refusals and words about itself.
    f"{END} ⟦As an AI language model, I cannot verify this.⟧",
    f"{END} ⟦As an AI, I don't have opinions.⟧",
    f"{END} ⟦I’m sorry, but I can’t access the article.⟧",
    f"{END} ⟦I cannot provide a summary of this content.⟧",
    f"{END} ⟦As of my last knowledge update, no vote was planned.⟧",
    f"{END} ⟦Please provide the full text of the article.⟧",
    f"{END} The vote is not named in ⟦the provided text⟧.",
    # Offers.
    f"{END}\n\n⟦Let me know if you'd like a shorter version!⟧",
    f"{END} ⟦I hope this helps!⟧",
    f"{END} ⟦Would you like me to add a headline?⟧",
    # The prompt.
    f"⟦Summarize the following article in three sentences:⟧ {END}",
    f"⟦You are a helpful assistant that writes news.⟧ {END}",
    f"⟦Write a concise summary of the text below.⟧\n\n{END}",
    # The format of a chat.
    f"{END} ⟦<|im_end|>⟧",
    f"⟦[INST]⟧ {END}",
    f"⟦<think>⟧{END}",
    # In every kind of text.
    f'---\ndescription: "⟦Here is a concise summary:⟧ {END}"\n---\n\n{END}',
    f"## Our view\n\n⟦As an AI, I have no view.⟧\n\n## Summary\n\n{END}",
    f"**Q:** What happened?\n\n**A:** ⟦Sure! Here is a summary of the story:⟧ {END}",
]

CLEAN = [
    END,
    f"Here is a summary of the day's events: {END}",
    f"Here is a summary of what we know so far. {END}",
    f"Here are the facts. {END}",
    f"Here are the key points: {END}",
    f"“As an AI, I cannot vote,” the town's new chatbot said. {END}",
    f'The chatbot answered: "I cannot provide a summary of this content." {END}',
    f"The mayor said that as an AI she would have voted faster. {END}",
    f"Surely, here is a library that stays. {END}",
    f"The council will summarize the following week's votes on Friday. {END}",
    f"The town hall asks visitors to provide the full text of their motions. {END}",
    f"The text provided by the mayor was short. {END}",
    f"The prompt was `Summarize the following article`. {END}",
    f"```\nYou are a helpful assistant.\n<|im_end|>\n```\n\n{END}",
    f"The mark `<|im_end|>` ends a message. {END}",
    f"Let me know your view, the mayor asked. {END}",
    f"An AI model counted the votes. {END}",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F505", story, SOURCE)
    assert finding.help


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F505", story, SOURCE)


def test_what_the_source_says_too_is_reported() -> None:
    source = f'{SOURCE} The chatbot wrote: "As an AI language model, I cannot vote."'
    assert not check("F505", f"{END} As an AI language model, I cannot vote.", source)


@pytest.mark.parametrize(
    ("story", "left"),
    [
        (f"⟦Here is a concise summary:⟧ {END}", END),
        (f"- {END} ⟦I hope this helps!⟧", f"- {END} "),
        (f"{END} ⟦<|im_end|>⟧", f"{END} "),
    ],
)
def test_a_lead_in_an_offer_and_a_mark_are_deleted(story: str, left: str) -> None:
    (finding,) = check("F505", story, SOURCE)
    assert finding.fix is not None
    assert finding.fix.safe
    text = story.replace("⟦", "").replace("⟧", "")
    assert text[: finding.fix.span.start] + finding.fix.replacement + text[finding.fix.span.end :] == left


def test_a_refusal_needs_a_person() -> None:
    (finding,) = check("F505", f"{END} ⟦I cannot provide a summary of this content.⟧", SOURCE)
    assert finding.fix is None
