"""What a language model said to whoever asked it: lead-ins, refusals, offers, the prompt itself.

What: sentences that open as a model's answer does ("Sure, here's a summary of the article:"), that
refuse ("As an AI language model, I cannot ..."), that offer more ("Let me know if you'd like a
shorter version"), that repeat the instruction ("Summarize the following article"); and marks of a
chat's format ("<|im_end|>", "[INST]", "<think>"). Every text of the story is looked at, those that
make no claim too.

Why: it tells readers that a machine wrote the page and that nobody read it.

Flagged: "Here is a concise summary of the article: The council voted."

Clean: the same words in quotation marks, in code, within a sentence, or in the source; "Here is a
summary of the day's events"; "Here are the facts."

Known misses: a lead-in in words of its own ("The passage describes ..."); one behind a colon.

Fix: a lead-in, an offer or a mark is deleted where more stands beside it (safe). A refusal or a
prompt needs a person, who must see what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.form.model_words import ModelWords, chat_marks, model_words
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Fix, Severity
from fidelity.wording import first_words

# How sure a finding is: all of 58 on faithful stories were a model's words as read
# (benchmarks/results/rules.json, F505).
WORDS, MARK = 0.95, 0.97
# So many of its words are quoted in a message.
SHOWN_WORDS = 8
SAYS = {
    "lead_in": "a model's lead-in to its answer",
    "refusal": "a model's words about itself",
    "input": "a model's words about the text it was given",
    "offer": "a model's words to whoever asked",
    "prompt": "the instruction to a model",
}
# What can be deleted safely, where more stands beside it.
DELETED = frozenset({"lead_in", "offer"})


@rule("F505", "model-residue", severity=Severity.ERROR, scope=Scope.STORY)
def model_residue(case: StoryCase) -> Iterator[Finding]:
    """Flag what a model said around the text it was asked for."""
    for span in chat_marks(case.story, case.analysed):
        yield case.finding(
            span,
            f'"{case.story.document.at(span).strip()}" of a chat with a model was left in',
            confidence=MARK,
            fix=Fix(safe=True, span=span, replacement=""),
            help="delete it",
        )
    cues = case.in_language(case.lexicon.model_residue)
    if cues is not None:
        for words in model_words(case.story, cues, case.analysed):
            yield _finding(case, words)


def _finding(case: StoryCase, words: ModelWords) -> Finding:
    fix = _fix(words) if words.kind in DELETED else None
    return case.finding(
        words.block.rendered.locate(words.start, words.end),
        f'{SAYS[words.kind]}: "{first_words(words.text, SHOWN_WORDS)}"',
        confidence=WORDS,
        fix=fix,
        help="delete it" if fix else "write what should stand here",
    )


def _fix(words: ModelWords) -> Fix:
    """Delete the words and the space behind them; the whole block where nothing else stands in it."""
    block, text = words.block, words.block.rendered.text
    behind = text[words.end :]
    if not any(char.isalnum() for char in text[: words.start] + behind):
        return Fix(safe=True, span=block.span, replacement="")
    end = words.end + len(behind) - len(behind.lstrip())
    return Fix(safe=True, span=block.rendered.locate(words.start, end), replacement="")
