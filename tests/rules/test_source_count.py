"""F602: a number of sources that is not the number listed."""

from __future__ import annotations

import pytest
from marked import check

from fidelity.types import Severity

SOURCE = "Port Ellery keeps its library open. The council voted for it on Monday."
TEXT = "## Summary\n\nThe council voted on Monday."
ONE = "\n\n## Sources\n\n- [The Courier](https://courier.example/library)"
TWO = ONE + "\n- [The Herald](https://herald.example/library)"
ABOUT = "\n\n## About this article\n\n"


def front(entry: str) -> str:
    return f"---\ntitle: Library\n{entry}\n---\n\n{TEXT}"


FLAGGED = [
    front("sources_count: ⟦3⟧") + ONE,
    front('sources_count: "⟦3⟧"') + ONE,
    front("sources_count: ⟦two⟧") + ONE,
    front("sources: ⟦12⟧") + ONE,
    front("source_count: ⟦0⟧") + ONE,
    front("sources_count: ⟦1⟧") + TWO,
    f"# Library\n\n**Published**: 2026-05-04 | **Sources**: ⟦3⟧\n\n{TEXT}{ONE}",
    f"# Library\n\nSources: ⟦3⟧\n\n{TEXT}{ONE}",
    f"# Library\n\nSources: ⟦two⟧ | Category: local\n\n{TEXT}{ONE}",
    f"{TEXT}{ONE}{ABOUT}This article is a synthesis of ⟦3⟧ sources.",
    f"{TEXT}{ONE}{ABOUT}This article is a synthesis of ⟦three⟧ sources, curated by hand.",
    f"{TEXT}{ONE}{ABOUT}Based on ⟦5⟧ news sources.",
    f"{TEXT} This summary is based on ⟦four⟧ articles.{ONE}",
    # Nothing is listed: the sources given count.
    front("sources_count: ⟦3⟧"),
]

CLEAN = [
    front("sources_count: 1") + ONE,
    front("sources_count: one") + ONE,
    front("sources_count: 2") + TWO,
    front("sources_count: 1"),
    f"{TEXT}{ONE}{ABOUT}This article is a synthesis of 1 sources.",
    f"# Library\n\n**Published**: 2026-05-04 | **Sources**: 1\n\n{TEXT}{ONE}",
    f"# Library\n\nSources: The Courier, The Herald\n\n{TEXT}{ONE}",
    front("sources: [The Courier, The Herald]") + ONE,
    front("sources_count: many") + ONE,
    f"{TEXT} The mayor cited 3 sources.{ONE}",
    f"{TEXT} The estimate is based on 12 reports.{ONE}",
    f"{TEXT}{ONE}{ABOUT}We publish 30 articles a week.",
    f"{TEXT}{TWO}",
    # Two links in one paragraph are two sources; an address may stand on its own line.
    front("sources_count: 2") + "\n\n## Sources\n\n[A](https://a.example/x) and [B](https://b.example/y)",
    front("sources_count: 1") + "\n\n## Sources\n\n- The Courier\n- https://courier.example/library",
    TEXT,
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F602", story, SOURCE)
    assert finding.help


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F602", story, SOURCE)


@pytest.mark.parametrize(
    ("story", "right"),
    [(FLAGGED[0], "1"), (FLAGGED[1], "1"), (FLAGGED[2], "one"), (FLAGGED[10], "one")],
)
def test_the_fix_is_the_number_listed_and_given(story: str, right: str) -> None:
    (finding,) = check("F602", story, SOURCE)
    assert finding.fix is not None
    assert finding.fix.safe
    assert finding.fix.replacement == right


def test_without_as_many_sources_given_there_is_no_fix() -> None:
    (finding,) = check("F602", FLAGGED[5], SOURCE)
    assert finding.fix is None
    assert finding.severity is Severity.WARNING


def test_without_a_list_it_is_a_suggestion() -> None:
    (finding,) = check("F602", FLAGGED[-1], SOURCE)
    assert finding.severity is Severity.SUGGESTION
