"""F102: a passage of the source says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from marked import check as check_with

import fidelity.pipeline
from fidelity.judge.cascade import CascadeJudge
from fidelity.types import Finding, Severity

SOURCE = """\
The council of Port Ellery approved the new sea wall on Monday by nine votes to four.
Mayor Ruth Calder said the wall will cost 4.2 million crowns.
The old lighthouse on Gull Rock was sold to a hotel group from Norway.
The ferry to Sandholm will run every hour from June.
The harbour school closed its north wing because the roof leaks.
Fish prices rose by 12 percent in March.
Catches increased by a fifth.
The cannery will hire 40 workers before summer.
The European Union and the United Arab Emirates pay for the research ship.
Two key things delay the work: the price of steel and the weather.
"We will not wait for another winter storm," Calder told the council.
"""
# Between the probabilities of the two tables, so that the rule is tested and not the judge's fit.
THRESHOLD = 0.15
CERTAIN = 0.6

FLAGGED = [
    "⟦The council rejected the new sea wall on Monday by nine votes to four.⟧",
    "⟦The council of Port Ellery rejected the new sea wall.⟧",
    "⟦The council has not approved the new sea wall.⟧",
    "⟦The wall will not cost 4.2 million crowns.⟧",
    "⟦The old lighthouse on Gull Rock was not sold to a hotel group from Norway.⟧",
    "⟦The ferry to Sandholm will not run every hour from June.⟧",
    "⟦The harbour school opened its north wing because the roof leaks.⟧",
    "⟦The harbour school closed its south wing because the roof leaks.⟧",
    "⟦Fish prices fell by 12 percent in March.⟧",
    "⟦The cannery will fire 40 workers before summer.⟧",
    "⟦Catches decreased by a fifth.⟧",
    "⟦The ferry to Sandholm cannot run every hour from June.⟧",
    "⟦The cannery will not hire 40 workers before summer.⟧",
]

CLEAN = [
    "The council approved the new sea wall on Monday.",
    # Kin and order: both words may be right of one event.
    "The lighthouse that a group from Norway bought is old, not new.",
    # The number stands in another sentence of the source.
    "The council approved the new sea wall, 12 percent dearer than before, by nine votes to four.",
    "The wall will cost about 4 million crowns.",
    "The mayor put the price of the wall at 4.2 million crowns.",
    "The harbour school shut its north wing since its roof is leaking.",
    "The EU and the UAE pay for the research ship.",
    "Two things delay the work: steel prices and the weather.",
    "The council approved the sea wall, which will cost 4.2 million crowns, the mayor said.",
    "“We will not wait for another winter storm,” Calder said.",
    "Ferries to Sandholm will run hourly from June.",
    "In March, fish prices went up by 12%.",
    "The cannery plans to hire forty workers before summer.",
    "Nine council members voted for the sea wall, four against.",
    # Another matter: unsupported, not contradicted.
    "The football club sacked its trainer after five defeats.",
    # Opinion makes no claim.
    "## Our view\n\nFish prices fell by 12 percent.\n\n## Summary\n\nFish prices rose in March.",
]


@pytest.fixture(autouse=True)
def _threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    made = fidelity.pipeline.make_judge

    def lenient(*args: object, **options: object) -> CascadeJudge:
        judge = made(*args, **options)  # type: ignore[arg-type]
        assert isinstance(judge, CascadeJudge)
        weights = replace(judge.weights, contradiction_threshold=THRESHOLD, certain_threshold=CERTAIN)
        return replace(judge, weights=weights)

    monkeypatch.setattr(fidelity.pipeline, "make_judge", lenient)


def check(
    rule: str, story: str, source: str, options: Mapping[str, object] | None = None
) -> tuple[Finding, ...]:
    return check_with(rule, story, source, options, judge="default")


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F102", story, SOURCE)
    assert finding.evidence


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F102", story, SOURCE)


@pytest.mark.parametrize(
    ("story", "difference"),
    [
        ("⟦Fish prices fell by 12 percent in March.⟧", '"rose" there, "fell" here'),
        ("⟦The wall will not cost 4.2 million crowns.⟧", "negated in one of the two"),
    ],
)
def test_the_message_names_what_differs(story: str, difference: str) -> None:
    (finding,) = check("F102", story, SOURCE)
    assert finding.message.endswith(difference)


def test_without_a_difference_to_name_it_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """However likely the judge calls it: an editor cannot act on a bare probability."""
    monkeypatch.setattr("test_contradicted_claim.THRESHOLD", 0.0)
    assert not check("F102", "The football club sacked its trainer after five defeats.", SOURCE)


def test_a_certain_one_is_an_error_unless_that_is_turned_off() -> None:
    story = "⟦Fish prices fell by 12 percent in March.⟧"
    (finding,) = check("F102", story, SOURCE)
    assert finding.severity is Severity.ERROR
    (finding,) = check("F102", story, SOURCE, {"certain_is_error": False})
    assert finding.severity is Severity.WARNING
