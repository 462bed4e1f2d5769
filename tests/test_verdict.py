"""Findings to a verdict: scores, notes and the signature."""

from __future__ import annotations

import math
from typing import Any

import pytest
from conftest import TOWN_SOURCE, TOWN_STORY

from fidelity import Config, StoryReport, Verdict, __version__, check_text
from fidelity.types import Role, Severity, TextKind
from fidelity.verdict import wilson_interval

STORY = "The wall costs 8.4 million pounds. The work will start in March. Whales sang in Peru."


def check(summary: str = STORY, source: str = TOWN_SOURCE, **settings: Any) -> StoryReport:
    return check_text(summary, source, Config(**{"embedder": "none", **settings}))


@pytest.mark.parametrize("total", [1, 2, 10, 1000])
def test_the_interval_holds_the_share_and_stays_within_bounds(total: int) -> None:
    for hits in {0, 1, total // 2, total}:
        low, high = wilson_interval(hits, total)
        assert 0 <= low <= hits / total <= high <= 1
        assert high - low < 1


def test_the_interval_solves_its_equation() -> None:
    """Both bounds are where the score test just rejects (Wilson 1927)."""
    z = 1.959964
    for bound in wilson_interval(7, 23):
        error = math.sqrt(bound * (1 - bound) / 23)
        assert abs(7 / 23 - bound) == pytest.approx(z * error)


def test_no_trial_says_nothing() -> None:
    assert wilson_interval(0, 0) == (0, 1)


@pytest.mark.parametrize(
    ("threshold", "support"), [(0.0, 1.0), (1.0, 0.0)], ids=["all supported", "none supported"]
)
def test_support_is_the_share_at_or_above_the_threshold(threshold: float, support: float) -> None:
    report = check(threshold=threshold)
    assert report.threshold == threshold
    assert report.scores["support"] == support
    assert report.scores["support_interval"] == wilson_interval(round(3 * support), 3)


def test_scores_are_shares_or_intervals() -> None:
    for value in check().scores.values():
        assert value is not None
        for number in value if isinstance(value, tuple) else (value,):
            assert 0 <= number <= 1


@pytest.mark.parametrize(
    ("level", "verdict"),
    [
        (Severity.ERROR, Verdict.PASS),
        (Severity.WARNING, Verdict.FAIL),
        (Severity.SUGGESTION, Verdict.FAIL),
        (None, Verdict.PASS),
    ],
)
def test_the_failing_level(level: Severity | None, verdict: Verdict) -> None:
    """The story's only defect is a warning."""
    report = check("The work will start in March..", fail_on=level)
    assert [finding.severity for finding in report.findings] == [Severity.WARNING]
    assert report.verdict is verdict


class TestNotes:
    """Nothing is skipped in silence."""

    def test_nothing_to_say(self) -> None:
        assert check("The work will start in March.", "The work will start in March.\n").notes == ()

    def test_text_that_is_no_claim(self) -> None:
        report = check("Why now?\n\nThe work will start in March.")
        unchecked = report.story.ledger.counts[TextKind.UNCHECKED]
        assert unchecked
        assert any(note.startswith(f"{unchecked} of ") for note in report.notes)

    def test_furniture_with_its_lines(self) -> None:
        assert any("page furniture at lines 2, 5" in note for note in check().notes)

    def test_a_story_that_is_its_own_source(self) -> None:
        assert "<text> is the story itself, so every claim of it is supported" in check(STORY, STORY).notes

    @pytest.mark.parametrize("settings", [{"select": ("F1", "F201")}, {"ignore": ("F4", "F5")}])
    def test_rules_that_did_not_run(self, settings: dict[str, tuple[str, ...]]) -> None:
        report = check(**settings)
        ran = ", ".join(report.signature["rules"])  # type: ignore[arg-type]
        assert f"select and ignore left only these rules to run: {ran}" in report.notes

    @pytest.mark.parametrize("language", ["fr", "fr-CA", "FR_ca"])
    def test_a_language_without_cue_words(self, language: str) -> None:
        report = check(language=language)
        assert report.story.language == "fr"
        assert any('the story\'s language is "fr"' in note for note in report.notes)

    @pytest.mark.parametrize("declared", ["en-GB", "", "~", "EN"])
    def test_a_language_with_cue_words(self, declared: str) -> None:
        story = TOWN_STORY.replace("language: en", f"language: {declared}")
        report = check_text(story, TOWN_SOURCE, Config(embedder="none", judge="lexical"), markup="markdown")
        assert report.story.language == "en"
        assert not any("language" in note for note in report.notes)


class TestSignature:
    """Two numbers are comparable where their signatures are equal."""

    def test_what_it_names(self) -> None:
        signature = check().signature
        assert signature["fidelity"] == __version__
        assert set(signature) >= {
            "splitter", "language", "lexicon", "aligner", "judge", "threshold", "rules", "config",
        }  # fmt: skip

    @pytest.mark.parametrize(
        "settings",
        [
            {"show": Severity.ERROR},
            {"fail_on": None},
            {"max_bytes": 10**6},
            {"threads": 1},
            {"encoding": "ascii"},
            {"sources": {"a.md": ("b.txt",)}},
        ],
        ids=str,
    )
    def test_settings_that_change_no_number(self, settings: dict[str, Any]) -> None:
        assert check(**settings).signature == check().signature

    @pytest.mark.parametrize(
        "settings",
        [
            {"threshold": 0.4},
            {"top_k": 2},
            {"window": 1},
            {"judge": "lexical"},
            {"language": "fr"},
            {"ignore": ("F5",)},
            {"severity": {"F201": Severity.WARNING}},
            {"roles": {"Ours": Role.OPINION}},
            {"furniture": ("^Advert",)},
            {"rules": {"F201": {"recall": 0.6}}},
        ],
        ids=str,
    )
    def test_settings_that_change_what_is_found(self, settings: dict[str, Any]) -> None:
        assert check(**settings).signature != check().signature

    def test_the_order_of_heading_patterns_counts(self) -> None:
        """The first that matches decides, so two orders are two configurations."""
        roles = {"our*": Role.OPINION, "*view": Role.CLAIMS}
        turned = dict(reversed(roles.items()))
        assert check(roles=roles).signature != check(roles=turned).signature

    def test_the_order_of_other_tables_does_not(self) -> None:
        severity = {"F201": Severity.WARNING, "F502": Severity.ERROR}
        turned = dict(reversed(severity.items()))
        assert check(severity=severity).signature == check(severity=turned).signature
