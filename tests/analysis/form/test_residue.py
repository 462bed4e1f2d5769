"""What a template or a model left in a story; teasers, marks that were put twice, foreign passages."""

from __future__ import annotations

import pytest
from analysed import story_of

from fidelity.analysis.form.foreign import foreign_passages
from fidelity.analysis.form.markers import stray_markers
from fidelity.analysis.form.model_words import chat_marks, model_words
from fidelity.analysis.form.placeholders import placeholders, printed_values
from fidelity.analysis.form.punctuation import slips
from fidelity.analysis.form.teasers import ends_of_texts, stands_so, tail
from fidelity.analysis.form.titles import titles_in_questions
from fidelity.lexicon import load_lexicon

LEXICON = load_lexicon("en")


def test_placeholders_with_what_the_story_has_for_them() -> None:
    page = "---\ntown: Port Ellery\n---\n\n# The wall\n\nIn {{ town }} {{ mayor }} opens {title}. `{0}`\n"
    left = list(placeholders(story_of(page).story))
    assert [(one.text, one.value) for one in left] == [
        ("{{ town }}", "Port Ellery"), ("{{ mayor }}", ""), ("{title}", "The wall"),
    ]  # fmt: skip


def test_a_field_may_hold_a_placeholder_that_yaml_takes_for_a_mapping() -> None:
    story = story_of("---\ntitle: {{ title }}\n---\n\nThe town pays.\n").story
    assert [one.text for one in placeholders(story)] == ["{{ title }}"]


def test_a_printed_value_is_none_where_somebody_says_the_word() -> None:
    assert LEXICON.placeholders is not None
    story = story_of(
        "The fee is null and void. The mayor is undefined. The fee of the town is null. It was `null`.\n"
    ).story
    assert [one.text for one in printed_values(story, LEXICON.placeholders, frozenset())] == ["null"]
    assert not list(printed_values(story, LEXICON.placeholders, {"null"}))


def test_stray_markers() -> None:
    page = "## FAQ\n\n**Q:** What is it?\n\n**A:** - The town pays.\n\n- - The wall\n- * a * b\n"
    assert [(one.text, one.second) for one in stray_markers(story_of(page).story)] == [
        ("-", False),
        ("-", True),
        ("*", True),
    ]


def test_a_title_stands_in_a_question() -> None:
    story = story_of(
        "# Town council votes for the wall\n\n## FAQ\n\n**Q:** What is Town council votes for the wall?\n"
    )
    (span,) = titles_in_questions(story.story, story.sources.texts, 4)
    assert story.story.document.at(span) == "Town council votes for the wall"
    assert not list(titles_in_questions(story.story, story.sources.texts, 7))


LEAD_IN = "Here is a concise summary of the article:"


def test_a_models_words_are_not_those_of_a_source() -> None:
    assert LEXICON.model_residue is not None
    page = f"{LEAD_IN} The town pays. Let me know if you'd like more.\n\nShe said: \u201c{LEAD_IN}\u201d\n"
    for source, kinds in (("It rained.", ["lead_in", "offer"]), (LEAD_IN, ["offer"])):
        story = story_of(page, source)
        words = list(model_words(story.story, LEXICON.model_residue, story.sources))
        assert [one.kind for one in words] == kinds
        assert words[-1].text == "Let me know if you'd like more."


def test_marks_of_a_chat_are_read_in_the_raw_text() -> None:
    story = story_of("The town pays.<|im_end|>\n\n`[INST]` is a mark.\n\n```\n</think>\n```\n", "It rained.")
    assert [story.story.document.at(span) for span in chat_marks(story.story, story.sources)] == [
        "<|im_end|>"
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The council approved the wall after...", "..."),
        ("The council approved the wall [\u2026]", "[\u2026]"),
        ("Oh ...", None),
        ("The wall costs 4 million. Read more", "Read more"),
        ("The wall costs 4 million. (Read more)", "(Read more)"),
        ("The mayor wants to read more", None),
        ("The wall costs 4 million.", None),
    ],
)
def test_how_a_teaser_ends(text: str, shown: str | None) -> None:
    assert LEXICON.teasers is not None
    end = tail(text, LEXICON.teasers.ends.pattern)
    assert (text[end.start : end.end] if end else None) == shown


def test_dots_that_a_source_has_behind_the_same_words() -> None:
    story = story_of("# The wall ...\n\nThe town pays for it ...\n", "The town pays for it ... and more.")
    assert [rendered.text for rendered in ends_of_texts(story.story)] == ["The town pays for it ..."]
    assert stands_so("The town pays for it ", story.sources)
    assert not stands_so("The town builds it ", story.sources)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("The bridge opened in May.. Traffic doubled.", [".."]),
        ("The U.S., the U.K., etc., agreed; really?!", []),
        ("It opened in May , and it closed. It rained.", [" ,"]),
        ("It opened , and , and , it closed.", []),
        ("See https://port.example/a..b for it.", []),
        ("The wall opened!. It rained.", ["!."]),
    ],
)
def test_marks_that_were_put_twice(text: str, marks: list[str]) -> None:
    assert [slip.marks for slip in slips(story_of(text).story, LEXICON.abbreviations)] == marks


def test_foreign_sentences_of_one_section_are_one_passage() -> None:
    german = "Der Rat der Stadt hat am Montag beschlossen, die alte Bibliothek nicht zu schließen."
    page = f"## Summary\n\nThe town pays for it.\n\n{german} {german}\n\n## Background\n\n{german}\n"
    passages = list(foreign_passages(story_of(page).story, 60))
    assert [(one.language, len(one.span)) for one in passages] == [
        ("de", 2 * len(german) + 1),
        ("de", len(german)),
    ]
