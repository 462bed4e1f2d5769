"""Nine defects, each planted alone into the seed story without its own, and six faithful claims.

The texts are read from the folder beside the repository; what is planted is made of them at run time.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fidelity import Config, check, check_text
from fidelity.types import Finding, StoryReport

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
STORY, SOURCE = SEEDS / "story.md", SEEDS / "source.txt"

pytestmark = pytest.mark.skipif(
    not (STORY.is_file() and SOURCE.is_file()),
    reason="the seed story is not part of the repository: no ../shared/seeds",
)
HEDGE = "reportedly "
# Lines of the story: the cut TL;DR, the whole sentence, and the question and answer of a template.
CUT, WHOLE, QUESTION, ANSWER = 22, 28, 59, 61
SPEAKER, OTHER, THIRD = "Helberg", "Remler", "Sharaf"


def story() -> str:
    return STORY.read_text("utf-8")


def sound() -> str:
    """The seed story without the defects that it came with."""
    lines = story().replace(HEDGE, "").replace(".. ", ". ").split("\n")
    whole = lines[WHOLE - 1].split(". ")[0] + "."
    lines[CUT - 1] = whole
    lines[ANSWER - 1] = "**A:** " + whole.removeprefix("- ")
    lines[QUESTION - 1] = "**Q:** What is this story about?"
    return "\n".join(lines)


def announcement() -> str:
    """Who announced how many countries signed what, from the source, without the speaker's office."""
    (line,) = (line for line in SOURCE.read_text("utf-8").splitlines() if f"{SPEAKER} announced" in line)
    return line[line.index(SPEAKER) :]


def quotation(word: str) -> str:
    """The source's quotation that holds `word`, with its marks."""
    return next(q for q in re.findall(r'"[^"]+"', SOURCE.read_text("utf-8")) if word in q)


def with_claim(claim: str) -> str:
    """The sound story with one more claim in its summary."""
    return sound().replace("## Summary\n\n", f"## Summary\n\n- {claim}\n", 1)


def planted() -> dict[str, tuple[str, str, str]]:
    """By name: the story, the rule that must see it, the words that must be flagged."""
    signed = announcement()
    quoted = quotation("strategic")
    changed = quoted.replace("international", "national")
    strange = quotation("frozen").replace(',"', '."')
    number = re.search(r"\d+", signed)
    assert number is not None
    swapped = number[0][::-1]
    return {
        "TL;DR cut": (story().replace(HEDGE, ""), "F402", story().split("\n")[CUT - 1].removeprefix("- ")),
        "added hedge": (with_claim(signed.replace(" signed", f" {HEDGE}signed")), "F201", HEDGE.strip()),
        "number": (sound().replace(number[0] + " countries", swapped + " countries"), "F301", swapped),
        "predicate": (with_claim(signed.replace("signed", "rejected")), "F307", "rejected"),
        "misspelt name": (with_claim(signed.replace("Hel", "Hell", 1)), "F303", "Hellberg"),
        "announcement given to another": (with_claim(signed.replace(SPEAKER, OTHER)), "F204", OTHER),
        "quotation changed": (
            with_claim(f"{THIRD} said that the country's goal is {changed}"), "F305", "national",
        ),
        "quotation given to another": (with_claim(f"{strange} {THIRD} said."), "F204", THIRD),
        "negation taken out": (sound().replace("do not need", "do need"), "F307", "do need"),
    }  # fmt: skip


NAMES = [
    "TL;DR cut", "added hedge", "number", "predicate", "misspelt name", "announcement given to another",
    "quotation changed", "quotation given to another", "negation taken out",
]  # fmt: skip


def findings(report: StoryReport) -> list[tuple[str, str]]:
    return [(f.rule, report.story.document.at(f.span)) for f in report.findings]


@pytest.mark.parametrize("embedder", ["default", "none"])
@pytest.mark.parametrize("name", NAMES)
def test_each_planted_defect_is_found_by_its_rule_at_its_words(name: str, embedder: str) -> None:
    text, rule, words = planted()[name]
    assert text != sound()
    report = check_text(text, SOURCE.read_text("utf-8"), Config(embedder=embedder), markup="markdown")
    here = [flagged for code, flagged in findings(report) if code == rule]
    assert any(words in flagged or flagged in words for flagged in here), findings(report)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "TL;DR cut"])
def test_one_defect_is_one_finding(name: str) -> None:
    """Whatever else a story gets that repeats its sections, the defect adds one finding."""
    source = SOURCE.read_text("utf-8")
    before = findings(
        check_text(sound(), source, Config(embedder="none", judge="lexical"), markup="markdown")
    )
    text, rule, _ = planted()[name]
    after = findings(check_text(text, source, Config(embedder="none", judge="lexical"), markup="markdown"))
    added = [code for code, words in after if (code, words) not in before and code not in {"F403", "F501"}]
    assert added == [rule]


def faithful() -> list[str]:
    signed = announcement()
    lines = [line.removeprefix("- ") for line in sound().splitlines() if line.startswith("- ")]
    return [
        *(next(line for line in lines if word in line) for word in ("two U.S.", "EU and", "capable enough")),
        next(line for line in lines if "export controls" in line),
        signed[signed.index("that ") + 5 :][:1].upper() + signed[signed.index("that ") + 6 :],
        signed,
    ]


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("embedder", ["default", "none"])
def test_faithful_claims_have_no_finding(number: int, embedder: str) -> None:
    claim = faithful()[number]
    report = check_text(claim, SOURCE.read_text("utf-8"), Config(embedder=embedder))
    shown: list[Finding] = [f for f in report.findings if f.rule not in {"F701", "F702"}]
    assert not shown, findings(report)


def test_the_story_as_it_is_has_its_own_defects_and_no_other() -> None:
    report = check(STORY, SOURCE, Config())
    assert {f.rule for f in report.findings} == {"F201", "F402", "F501", "F502", "F504"}
