"""F701: a story without what its source opens with."""

from __future__ import annotations

import pytest
from marked import check, unmarked

from fidelity import Config, check_text
from fidelity.types import Severity

SOURCE = (
    "Library stays\n\n"
    "The council of Port Ellery voted on Monday to keep the old library open until 2030. "
    "Fourteen of the seventeen members backed the motion of mayor Ines Okafor. "
    "Two clubs had asked for the building. "
    "The building on Quay Street was a brewery before the war. "
    "Its roof was mended with money from a lottery in 1998. "
    "A chess team meets in the cellar every Friday."
)
B = "The building on Quay Street was a brewery before the war."
R = "Its roof was mended with money from a lottery in 1998."
C = "A chess team meets in the cellar every Friday."

FLAGGED = [
    f"⟦{R}⟧ {C}",
    f"- ⟦{R}⟧\n- {C}",
    f"⟦{C}⟧ {R}",
    f"## Summary\n\n⟦{R}⟧ {C}",
    f"# Library\n\n⟦{R}⟧ {C}",
    f"⟦Lottery money mended its roof in 1998.⟧ {C}",
    f"## Summary\n\n- ⟦{C}⟧\n\n## Background\n\n- {R}",
    f"⟦Chess is played in the cellar on Fridays.⟧ {R}",
    f"**Summary**\n\n⟦{R}⟧ {C}",
    f"⟦{R}⟧ {C} Its players are young.",
    f"## Summary\n\n1. ⟦{R}⟧\n2. {C}",
    # A title is no summary of the lead.
    f"# Council of Port Ellery keeps its old library open until 2030\n\n⟦{R}⟧ {C}",
]

CLEAN = [
    f"The council voted on Monday to keep the old library open. {R}",
    f"{R} {C} The old library of Port Ellery stays open until 2030.",
    f"{R} Fourteen of the seventeen members backed the motion.",
    f"{R} {C} Mayor Okafor's motion found the backing of 14 of 17 members.",
    f"{R} Two clubs had wanted the building.",
    f"Port Ellery's council decided that the library may stay. {C}",
    # The lead is spread over two claims.
    f"Port Ellery's council met on Monday. It kept the library until 2030. {C}",
    # Too short to hold both.
    R,
    f"# Library\n\n{R}",
    f"Until 2030 the library remains open. {R} {C}",
    f"## Key points\n\n- {C}\n- {R}\n- Okafor's motion passed.",
    f"## FAQ\n\n**Q:** What happened?\n\n**A:** The council voted on Monday. {R}",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F701", story, SOURCE)
    assert finding.severity is Severity.SUGGESTION
    assert finding.evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F701", story, SOURCE)


def test_how_much_is_an_option() -> None:
    story = f"The library has friends. {R} {C}"
    check("F701", f"⟦The library has friends.⟧ {R} {C}", SOURCE, {"least": 0.9})
    check("F701", story, SOURCE, {"least": 0.0})


def test_how_many_statements_are_the_lead_is_an_option() -> None:
    story = f"{C} Two clubs had wanted the building."
    assert not check("F701", story, SOURCE)
    check("F701", f"⟦{C}⟧ Two clubs had wanted the building.", SOURCE, {"statements": 1})


def test_a_source_of_titles_has_no_lead() -> None:
    report = check_text(
        unmarked(FLAGGED[0]), "Library stays", Config(embedder="none", judge="lexical", select=("F701",))
    )
    assert not report.findings
