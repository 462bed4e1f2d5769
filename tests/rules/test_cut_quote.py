"""F306: a quotation that stops before what its speaker went on to say."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = """\
"We will keep the harbour school open unless the state stops paying for it," Mayor Ruth Calder said.

"The crane is safe, but nobody should stand under it in a storm," said Ivan Moss.

"I would sell the cannery tomorrow," Moss said, "if anybody made a decent offer."

The council said that the ferry would run all winter, although the pier needs new planks.

"I do not know if the pier holds. It has held for ninety years."

"They built not only the pier, but also the long wall behind it," Calder said.

"There is nothing in that shed but rope," said the harbour master. But he would not open it.

"The bread is good," said Tom Iversen, but the bakers disagree.

"The museum may open a second room provided the floor is mended first," its director, Ann Holt, said.

"We like the ferry though it rocks; the children sleep on it."
"""

FLAGGED = [
    'Calder said: ⟦"We will keep the harbour school open."⟧',
    '⟦"We will keep the harbour school open,"⟧ Calder said on Monday.',
    "Calder said: ⟦“We will keep the harbour school open.”⟧",
    "⟦'We will keep the harbour school open,'⟧ said Calder.",
    'Calder promised to ⟦"keep the harbour school open"⟧ for the children.',
    'Moss said: ⟦"The crane is safe."⟧',
    '⟦"I would sell the cannery tomorrow,"⟧ Moss said.',
    'Moss ⟦"would sell the cannery tomorrow"⟧.',
    'The ferry ⟦"would run all winter"⟧, the council said.',
    'Holt said: ⟦"The museum may open a second room."⟧',
    'Holt said ⟦"the museum ... a second room"⟧ would be built.',
    '- ⟦"We like the ferry,"⟧ the parents say.',
]

CLEAN = [
    # The claim goes on to say it, in the quotation, behind it, or in the sentence after.
    'Calder said: "We will keep the harbour school open unless the state stops paying for it."',
    '"We will keep the harbour school open," Calder said, unless the state stops paying.',
    '"The crane is safe," Moss said. Still, nobody should stand under it in a storm.',
    '"The crane is safe, but nobody should stand under it," Moss said.',
    '"I would sell the cannery tomorrow," Moss said, "if anybody made a decent offer."',
    'The ferry "would run all winter", the council said, although its pier needs planks.',
    # Words that qualify nothing.
    'The master said: "I do not know."',
    'Calder said: "They built not only the pier."',
    'The harbour master said: "There is nothing in that shed."',
    # What follows is not the speaker's.
    'Iversen said: "The bread is good."',
    # A fragment of few words, and one that stops elsewhere.
    'The crane is "safe".',
    'Calder said: "We will keep the harbour school."',
    # Not in the source at all.
    'Calder said: "We will paint the harbour school green."',
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    for finding in check("F306", story, SOURCE):
        assert finding.evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F306", story, SOURCE)


def test_the_fix_is_the_whole_sentence() -> None:
    (finding,) = check("F306", FLAGGED[0], SOURCE)
    assert finding.fix is not None
    assert finding.fix.replacement == (
        "We will keep the harbour school open unless the state stops paying for it"
    )
    assert "unless the state stops paying for it" in finding.message


def test_the_evidence_is_the_sentence_cut() -> None:
    (finding,) = check("F306", FLAGGED[5], SOURCE)
    assert finding.evidence[0].span.start == SOURCE.index('"The crane')
