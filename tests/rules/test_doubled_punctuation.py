"""F502: punctuation that was put twice."""

from __future__ import annotations

import pytest
from marked import check

SOURCE = "The bridge over the Ell opened in May. Traffic doubled within a week."

FLAGGED = [
    "The bridge opened in May⟦..⟧ Traffic doubled.",
    "The bridge opened in May⟦..⟧",
    "The bridge opened in May⟦,,⟧ and traffic doubled.",
    "The bridge opened in May⟦;;⟧ traffic doubled.",
    "The bridge opened in May⟦::⟧ traffic doubled.",
    "The bridge opened in May⟦?.⟧ Traffic doubled.",
    "The bridge opened in May⟦!.⟧ Traffic doubled.",
    "The bridge opened in May⟦,.⟧ Traffic doubled.",
    "The bridge opened in May⟦;,⟧ traffic doubled.",
    "The bridge opened in May⟦,;⟧ traffic doubled.",
    "The bridge opened in May⟦ .⟧ Traffic doubled. It is new. It is long.",
    "The bridge opened in May⟦ ,⟧ and traffic doubled. It is new. It is long.",
    "The bridge over the river opened on Monday⟦.,⟧",
    "The bridge over the old harbour⟦.,⟧ opened in May.",
    # The only mark of the story.
    "The bridge opened in May⟦ .⟧",
    # Two places are two findings, in every kind of text.
    "- The bridge opened in May⟦..⟧\n- Traffic doubled⟦..⟧",
    "The **bridge** opened in *May*⟦..⟧ Traffic doubled.",
    "# The bridge opened in May⟦..⟧\n\nTraffic doubled.",
    "## Our view\n\nIt took too long⟦..⟧\n\n## Summary\n\nThe bridge opened in May.",
    '---\ndescription: "The bridge opened in May⟦..⟧"\n---\n\nTraffic doubled.',
]

CLEAN = [
    "The bridge opened in May. Traffic doubled.",
    "The bridge opened in May... Traffic doubled.",
    "The bridge opened in May … Traffic doubled.",
    "The bridge opened in May.... Traffic doubled.",
    "The bridge opened in the U.S., the U.K., etc., in May.",
    "The bridge opened at 5 p.m.; traffic doubled.",
    "The firm is Holm Inc., the bridge is new: it opened in May.",
    "Did traffic really double?! The bridge opened in May.",
    "It opened at last!! The bridge opened in May.",
    "“The bridge opened in May.” Traffic doubled.",
    'The bridge opened in May ("at last."). Traffic doubled.',
    "The bridge opened on Yahoo!, the mayor said in May.",
    "The bridge opened in May, at 5.30, for .5 crowns a car.",
    # Addresses, paths, code and operators.
    "The minutes of May are at https://ellery.example/a..b,,c and ../minutes for all.",
    "The program calls `range(1..3)` and `std::sort`, the bridge opened in May.",
    "The program calls std::sort since the bridge opened in May.",
    "```\na .. b ,, c\n```\n\nThe bridge opened in May.",
    # A text that was tokenised throughout: a habit, not a slip.
    "The bridge opened in May . Traffic doubled , the mayor said . It is new .",
    "The bridge does n't carry lorries .",
    "Parks, streets, lamps, etc., the approx., est., figures: it opened in May.",
    # Numbers with a leading point, and a list of versions.
    "The bridge opened with .NET signs and a .5 metre step in May.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    for finding in check("F502", story, SOURCE):
        assert finding.fix.safe


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F502", story, SOURCE)


@pytest.mark.parametrize(
    ("marks", "once"),
    [("..", "."), (",,", ","), ("?.", "?"), (",.", "."), (" .", "."), (" ,", ","), ("::", ":")],
)
def test_the_fix_is_the_mark_once(marks: str, once: str) -> None:
    (finding,) = check("F502", f"The bridge opened in May⟦{marks}⟧ It is new. It is long.", SOURCE)
    assert finding.fix.replacement == once
