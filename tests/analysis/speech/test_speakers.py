"""Who speaks: attributions in one sentence, pronouns and quotations over several."""

from __future__ import annotations

import pytest
from analysed import analysed, in_order

from fidelity.analysis.speech.persons import is_person, same_name, same_person
from fidelity.lexicon import load_lexicon

ALIASES = load_lexicon("en").aliases

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
    (one,) = analysed(text).attributions
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
    assert not analysed(text).attributions


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
    (one,) = analysed(text).attributions
    assert one.kind == kind


SPOKEN = [
    ('"We sail," said Ivan Moss, a former pilot.', ["moss"]),
    ('Moss said: "We sail."', ["moss"]),
    ('"We sail," Moss said, "and we fish."', ["moss", "moss"]),
    ('Moss: "We sail."', ["moss"]),
    ('Moss called the plan "vain and costly".', ["moss"]),
    ('"We sail," said Moss.|"We fish, too," he said.', ["moss", "moss"]),
    # It only goes on.
    ('"We sail," said Moss.|"And we fish, too."', ["moss", "moss"]),
    # The next sentence says whose it was.
    ('"We sail. We fish."|Moss said on Monday.', ["moss"]),
    ('The pier holds.|"We sail."', [""]),
    ('The minister said: "We sail."', [""]),
]


@pytest.mark.parametrize(("text", "speakers"), SPOKEN)
def test_who_speaks_the_quotations(text: str, speakers: list[str]) -> None:
    said = in_order(*text.split("|"), paragraph=True).speech
    names = [one.statement.names[-1] if one.statement and one.statement.names else "" for one in said.spoken]
    assert names == speakers


def test_a_pronoun_that_may_mean_two_is_not_certain() -> None:
    sentences = ("Moss said the pier holds.", "Ann Holt met the bakers.", "He said the roof leaks.")
    assert [one.certain for one in in_order(*sentences).speech.statements] == [True, False]


def test_names_that_may_be_one() -> None:
    assert same_name(("ruth", "calder"), ("calder",), ALIASES)
    assert same_name(("pb",), ("port", "board"), ALIASES)
    assert not same_name(("calder",), ("moss",), ALIASES)


def test_a_source_tells_whose_first_name_it_is() -> None:
    source = in_order("We met Ruth Calder.", "Ruth said it rains.", "Moss and Vries came.")
    assert same_person(("ruth",), ("calder",), source)
    assert not same_person(("moss",), ("vries",), source)


def test_organisations_and_papers_are_no_persons() -> None:
    text = (
        "The Port Board said that it rains.",
        "Moss told Courier that it rains.",
        "We met Moss and the Courier.",
    )
    source = in_order(*text)
    assert [is_person(one, [source]) for one in source.speech.statements if one.names] == [False, True]
