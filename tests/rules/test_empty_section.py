"""F503: a heading without text."""

from __future__ import annotations

import pytest
from marked import check

from fidelity.types import Severity

SOURCE = "Port Ellery keeps its library open. The council voted for it on Monday."
END = "\n\n## Summary\n\nThe council voted on Monday."

FLAGGED = [
    f"## ⟦Why it matters⟧{END}",
    f"## ⟦Why it matters⟧\n\n---{END}",
    f"## ⟦Why it matters⟧\n\n<!-- to come -->{END}",
    f"## ⟦Why it matters⟧\n\n<p></p>{END}",
    f"## ⟦Why it matters\n\n-⟧{END}",
    f"## ⟦Our view⟧{END}",
    "## Summary\n\nThe council voted on Monday.\n\n## ⟦Background⟧",
    "## Summary\n\nThe council voted on Monday.\n\n## ⟦Sources⟧\n",
    f"## Background\n\n⟦TODO⟧{END}",
    f"## Background\n\n⟦TBD⟧{END}",
    f"## Background\n\n⟦- N/A⟧{END}",
    f"## Background\n\n⟦None⟧{END}",
    f"## Background\n\n⟦null⟧{END}",
    f"## Background\n\n⟦*To be added.*⟧{END}",
    f"## Background\n\n⟦Lorem ipsum dolor sit amet, consectetur adipiscing elit.⟧{END}",
    f"## Background\n\n⟦TODO: write this⟧{END}",
    f"## Background\n\n⟦[Insert text here]⟧{END}",
    f"## Background\n\n**⟦TBD⟧**{END}",
    "**Background**\n\n⟦TODO⟧\n\n**Summary**\n\nThe council voted on Monday.",
]

CLEAN = [
    # A heading that goes on to a lower one; the title.
    f"## Background\n\n### The vote\n\nThe council voted on Monday.{END}",
    "# Library stays open\n\n## Summary\n\nThe council voted on Monday.",
    "# Library stays open\n\n# Summary\n\nThe council voted on Monday.",
    "## FAQ\n\n**What happened?**\n\nThe council voted on Monday.",
    # What is no text and yet something.
    f"## Background\n\n![The library](library.jpg){END}",
    f"## Background\n\n<iframe src='https://map.example'></iframe>{END}",
    f"## Background\n\n```\nvotes = 14\n```{END}",
    f"## Background\n\n| Yes | No |\n|---|---|\n| 14 | 3 |{END}",
    f"## Background\n\n- [Minutes](https://ellery.example/minutes){END}",
    # An answer, and words that only begin like a placeholder.
    f"## Corrections\n\nNone{END}",
    f"## Conflicts of interest\n\nNone.{END}",
    f"## Background\n\nNone of the councillors spoke.{END}",
    f"## Background\n\nA to-do list of the mayor names the library.{END}",
    f"## Background\n\nNull results are rare.{END}",
    # Parts that a page fills in by script.
    "## Summary\n\nThe council voted on Monday.\n\n## Comments",
    "## Summary\n\nThe council voted on Monday.\n\n## Newsletter\n",
    "The council voted on Monday.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F503", story, SOURCE)
    assert finding.help


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F503", story, SOURCE)


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("⟦TODO⟧", Severity.ERROR),
        ("⟦null⟧", Severity.ERROR),
        ("⟦None⟧", Severity.WARNING),
        ("⟦N/A⟧", Severity.WARNING),
    ],
)
def test_what_may_be_an_answer_is_a_warning(text: str, severity: Severity) -> None:
    (finding,) = check("F503", f"## Background\n\n{text}{END}", SOURCE)
    assert finding.severity is severity


def test_an_empty_section_is_a_warning() -> None:
    (finding,) = check("F503", FLAGGED[0], SOURCE)
    assert finding.severity is Severity.WARNING
