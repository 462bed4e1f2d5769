"""F501: a section that repeats another."""

from __future__ import annotations

import pytest
from marked import check, unmarked

from fidelity.types import Severity

SOURCE = "Port Ellery keeps its library open. The council voted for it on Monday. It costs 40,000 a year."
A = "The council of Port Ellery voted on Monday to keep the library open."
B = "Running the library costs the town 40,000 crowns a year."
C = "Two clubs had asked for the building and will now share the old ice house."
SUMMARY = f"## Summary\n\n- {A}\n- {B}\n\n"

FLAGGED = [
    f"{SUMMARY}## Key points\n\n⟦- {A}\n- {B}⟧",
    f"{SUMMARY}## Why it matters\n\n⟦- {A}\n- {B}⟧\n\n## Sources\n\n- [The Courier](https://courier.example)",
    # As a paragraph, in another order, with other marks.
    f"{SUMMARY}## Key points\n\n⟦{A} {B}⟧",
    f"{SUMMARY}## Key points\n\n⟦- {B}\n- {A}⟧",
    f"{SUMMARY}## Key points\n\n⟦1. {A}\n2. {B}⟧",
    f"{SUMMARY}## Key points\n\n⟦- **{A.rstrip('.')}**\n- {B.rstrip('.')}⟧",
    # Nearly.
    f"{SUMMARY}## Key points\n\n⟦- {A.replace(' of Port', ', Port')}\n- {B}⟧",
    f"{SUMMARY}## Key points\n\n⟦- {A}\n- {B.replace('Running', 'Keeping')}⟧",
    # An opinion that is the summary again; text under the title; bold headings.
    f"{SUMMARY}## Our view\n\n⟦{A} {B}⟧",
    f"# Library stays open\n\n{A} {B}\n\n## Key points\n\n⟦- {A}\n- {B}⟧",
    f"**Summary**\n\n{A} {B}\n\n**Key points**\n\n⟦{A} {B}⟧",
    # Three that are one text: the later two are flagged.
    f"{SUMMARY}## Key points\n\n⟦- {A}\n- {B}⟧\n\n## Background\n\n⟦- {A}\n- {B}⟧",
    # A part of a longer section, under a heading that promises more than a selection.
    f"## Summary\n\n- {A}\n- {B}\n- {C}\n\n## Why it matters\n\n⟦{A} {B}⟧",
    f"## Background\n\n⟦{A} {B}⟧\n\n## Summary\n\n- {A}\n- {B}\n- {C}",
]

CLEAN = [
    f"{SUMMARY}## Key points\n\n- {C}",
    # A digest takes from the rest by design.
    f"## TL;DR\n\n- {A}\n\n{SUMMARY}",
    f"## TL;DR\n\n- {A}\n- {B}\n\n## Summary\n\n- {A}\n- {B}\n- {C}",
    f"## In short\n\n{A} {B}\n\n## Details\n\n{A} {B} {C}",
    f"## Details\n\n{A} {B} {C}\n\n## Key takeaways\n\n- {A}\n- {C}",
    # So does a FAQ.
    f"{SUMMARY}## FAQ\n\n**Q:** What happened?\n\n**A:** {A}\n\n**Q:** What does it cost?\n\n**A:** {B}",
    # One sentence, or a few words.
    f"## Summary\n\n{A}\n\n## Why it matters\n\n{A}",
    "## Summary\n\nIt stays. It is open.\n\n## Why it matters\n\nIt stays. It is open.",
    # Half of it is new.
    f"{SUMMARY}## Why it matters\n\n{A} {C}",
    # The same in other words.
    f"{SUMMARY}## Why it matters\n\nReaders keep their only quiet room. The bill is paid by all households.",
    # Within one section; beside front matter; in sources and page furniture.
    f"## Summary\n\n{A} {B} {A} {B}",
    f'---\ndescription: "{A} {B}"\n---\n\n{SUMMARY}',
    f"{SUMMARY}## Related\n\n{A} {B}",
    f"{A} {B}",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    for finding in check("F501", story, SOURCE):
        assert finding.story_evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F501", story, SOURCE)


def test_a_part_of_another_section_is_a_suggestion() -> None:
    (finding,) = check("F501", FLAGGED[-2], SOURCE)
    assert finding.severity is Severity.SUGGESTION
    (finding,) = check("F501", FLAGGED[0], SOURCE)
    assert finding.severity is Severity.WARNING


def test_how_alike_is_an_option() -> None:
    story = FLAGGED[7]
    check("F501", story, SOURCE, {"similar": 0.85})
    check("F501", unmarked(story), SOURCE, {"similar": 0.99})
