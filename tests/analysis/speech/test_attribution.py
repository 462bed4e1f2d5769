"""Attributions in one sentence: who speaks, and by which verb."""

from __future__ import annotations

import pytest
from analysed import analysed

from fidelity.analysis.speech.attribution import Attribution, attributions
from fidelity.analysis.speech.sentence import NamedWords


def attributions_of(text: str) -> tuple[Attribution, ...]:
    sentence = analysed(text)
    assert sentence.lexicon.speakers is not None
    return attributions(NamedWords(sentence, sentence.lexicon.speakers))


# A sentence, its speaker as it stands, and the kind of the speaker.
SENTENCES = [
    ("Calder said the ferry would run.", "Calder", "name"),
    ("The ferry would run, said Ruth Calder.", "Ruth Calder", "name"),
    ("The ferry would run, Calder said on Monday.", "Calder", "name"),
    ("According to Ann Holt, the ferry would run.", "Ann Holt", "name"),
    ("The ferry would run, according to Ann Holt.", "Ann Holt", "name"),
    ("Holt told the Courier that the ferry would run.", "Holt", "name"),
    ("Undersecretary of ports Ivan Moss announced that 35 towns signed.", "Ivan Moss", "name"),
    ("Ivan Moss, a former pilot, said during the walk that the pier holds.", "Ivan Moss", "name"),
    ("In a talk, Ivan Moss, the towns' envoy for piers and sheds, said the pier holds.", "Ivan Moss", "name"),
    ("The head of the harbour board, Ivan Moss, warned that the pier would fall.", "Ivan Moss", "name"),
    ("Ivan Moss, 45, said the pier holds well.", "Ivan Moss", "name"),
    ("The pier holds, said former harbour master Piet Vries, who built it.", "Piet Vries", "name"),
    ("The Fisheries Office said the quota would fall.", "Fisheries Office", "name"),
    ("He said the quota would fall.", "He", "pronoun"),
    ("The minister said the quota would fall.", "minister", "role"),
    ("A spokesman for the Fisheries Office said the quota would fall.", "Fisheries Office", "role"),
    ("Experts say the quota would fall.", "Experts", "role"),
    ("Calder also claimed that the quota would fall.", "Calder", "name"),
]


@pytest.mark.parametrize(("text", "speaker", "kind"), SENTENCES)
def test_the_speaker_of_a_sentence(text: str, speaker: str, kind: str) -> None:
    (one,) = attributions_of(text)
    found = text[one.speaker.start : one.speaker.end]
    assert one.speaker.kind.value == kind
    assert found == speaker or (kind == "role" and found in speaker)


@pytest.mark.parametrize(
    "text",
    [
        "The State Department expanded the ferry line.",
        "The pier was called a danger to ships.",
        "He was told to leave.",
        "The company added 20 jobs in May.",
        "The ferry runs all winter.",
        "",
    ],
)
def test_no_statement(text: str) -> None:
    assert not attributions_of(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Calder said the ferry would run.", "neutral"),
        ("Calder announced that the ferry would run.", "strong"),
        ("Calder claimed that the ferry would run.", "weak"),
        ("Calder fears that the ferry would stop.", "stance"),
    ],
)
def test_the_verb_has_a_strength(text: str, kind: str) -> None:
    (one,) = attributions_of(text)
    assert one.kind == kind
