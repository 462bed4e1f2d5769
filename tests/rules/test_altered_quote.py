"""F305: words in quotation marks that the source does not have so."""

from __future__ import annotations

import pytest
from marked import check, unmarked

from fidelity import Config, check_text
from fidelity.types import Severity

SOURCE = """\
Port Ellery council minutes

"We will open the harbour school in June, and the towns will pay for the roof," Mayor Ruth Calder said.
"It is a sound plan," said Ivan Moss, the builder, "and nobody has a better one."
The harbour master called the old crane “a rusty danger to every ship” at the pier.
Calder praised the "small but steady" progress of the ferry line and wrote the pamphlet "The Long Tide".
The council said that the cannery had lost money for eleven years and would not be sold.
"The colour of the boats is nobody's business. I don't paint them," said the ferryman.
"""

FLAGGED = [
    'Calder said: "We will ⟦close⟧ the harbour school in June."',
    '"We will open the ⟦old⟧ harbour school in June," Calder said.',
    '"We will open ⟦the school⟧ in June," Calder said.',
    "“We will open the harbour school in ⟦July⟧,” Calder said.",
    "Calder said: 'We will open the harbour school in ⟦July⟧.'",
    "«It is a ⟦costly⟧ plan», Moss said.",
    'Moss said: "It is a sound plan and ⟦somebody⟧ has a better one."',
    'The crane is "a rusty danger to every ⟦boat⟧ at the pier".',
    'Progress on the ferry is "small but ⟦slow⟧".',
    '- "We will open the harbour school in ⟦May⟧," Calder said.',
    '"We will ... pay for the ⟦pier⟧," Calder said.',
    '"⟦They⟧ will open the harbour school in June, and the towns will pay for the ⟦bill⟧," Calder said.',
    # Nothing near.
    'Moss said: "⟦Seagulls have stolen my breakfast again⟧."',
]

CLEAN = [
    '"We will open the harbour school in June," Calder said.',
    "“We will open the harbour school in June,” Calder said.",
    "Calder said: 'we will open the harbour school in June'.",
    '"We will open the harbour school ... and the towns will pay," Calder said.',
    '"We will open the harbour school [...] and the towns will pay," Calder said.',
    '"[The council] will open the harbour school [this summer], and the towns will pay," Calder said.',
    '"[W]e will open the harbour school," Calder said.',
    # Around the speaker named in between.
    'Moss said: "It is a sound plan and nobody has a better one."',
    '"It is a sound plan," Moss said, "and nobody has a better one."',
    # Words that the source has outside quotation marks.
    'The cannery "had lost money for eleven years" and "would not be sold".',
    # Scare quotes, titles, apostrophes, inches.
    'The "rusty" crane stays, and so does the "plan".',
    'Calder wrote the pamphlet "The Long Tide".',
    "The towns' roof is the council's plan, and the builders' too.",
    "The crane has a hook of 6'2\" at the pier.",
    # The house's spelling, and number words.
    '"The color of the boats is nobody\'s business," said the ferryman.',
    'The cannery "had lost money for 11 years".',
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    assert check("F305", story, SOURCE)


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F305", story, SOURCE)


def test_the_fix_is_what_was_said() -> None:
    (finding,) = check("F305", 'Calder said: "We will ⟦close⟧ the harbour school in June."', SOURCE)
    assert finding.fix is not None
    assert finding.fix.safe
    assert finding.fix.replacement == "We will open the harbour school in June"
    assert 'the source has "open" for "close"' in finding.message


def test_the_fix_makes_it_clean() -> None:
    text = unmarked(FLAGGED[4])
    report = check_text(text, SOURCE, Config(embedder="none", judge="lexical", select=("F305",)))
    fix = report.findings[0].fix
    assert fix is not None
    fixed = text[: fix.span.start] + fix.replacement + text[fix.span.end :]
    assert not check("F305", fixed, SOURCE)


def test_an_invented_quotation_is_a_warning() -> None:
    (finding,) = check("F305", FLAGGED[-1], SOURCE)
    assert finding.severity is Severity.WARNING
    assert "no such quotation" in finding.message


def test_many_differences_are_one_finding() -> None:
    story = '"⟦We shall open our harbour college in May, and all towns will pay for its roof⟧," Calder said.'
    (finding,) = check("F305", story, SOURCE)
    assert finding.message.startswith("not what was said: the source says")


def test_the_evidence_is_the_sentence_quoted() -> None:
    (finding,) = check("F305", FLAGGED[7], SOURCE)
    assert finding.evidence[0].span.start == SOURCE.index("The harbour master")
