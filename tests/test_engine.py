"""The engine calls a rule where it has what it needs, and keeps the finding that says most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

import fidelity.pipeline
from fidelity import Config, Finding, Severity, StoryReport, check_text
from fidelity.rule import About, ClaimCase, RuleInfo, Scope, StoryCase, rule

SOURCE = "The town council opened the new bridge over the river on Monday."
STORY = "The town council closed the old bridge over the river on Monday."
INVENTED = "Opera singers everywhere praised some delicious pancakes yesterday evening."


def flag_all(case: ClaimCase) -> Iterator[Finding]:
    assert case.judgement
    yield from case.flag_all("flagged")


def flag_first(case: ClaimCase) -> Iterator[Finding]:
    yield case.flag((0, 3), "flagged")


def flag_last(case: ClaimCase) -> Iterator[Finding]:
    yield case.flag((len(case.claim.text) - 3, len(case.claim.text)), "flagged")


def ran(
    rules: Sequence[RuleInfo], monkeypatch: pytest.MonkeyPatch, story: str = STORY, **settings: object
) -> StoryReport:
    monkeypatch.setattr(fidelity.pipeline, "selected_rules", lambda _: tuple(rules))
    config = replace(Config(embedder="none", judge="lexical"), **settings)  # type: ignore[arg-type]
    return check_text(story, SOURCE, config)


def codes(report: StoryReport) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.rule, finding.implied) for finding in report.findings]


WHOLE = rule("F998", "whole", severity=Severity.ERROR, about=About.CLAIM)(flag_all)
WORDS = rule("F999", "words", severity=Severity.ERROR, implies=("F998",))(flag_first)
OTHER = rule("F997", "other", severity=Severity.ERROR)(flag_last)


def test_an_unknown_need_is_an_error_where_the_rule_is_made() -> None:
    with pytest.raises(ValueError, match=r"^rule F999 needs 'stopword', no topic .* \"?stopwords\"?"):
        rule("F999", "words", severity=Severity.ERROR, needs=("stopword",))


@pytest.mark.parametrize(
    ("needs", "language", "called"),
    [
        ((), "en", True),
        ((), "fr", True),
        (("language",), "en", True),
        (("language",), "fr", False),
        (("language", "stopwords"), "de", True),
    ],
)
def test_a_rule_is_called_where_the_storys_language_has_what_it_needs(
    needs: tuple[str, ...], language: str, called: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = rule("F999", "words", severity=Severity.ERROR, needs=needs)(flag_first)
    assert bool(ran([info], monkeypatch, language=language).findings) is called


def test_a_rule_is_silent_where_a_needed_topic_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    load = fidelity.pipeline.load_lexicon
    monkeypatch.setattr(
        fidelity.pipeline, "load_lexicon", lambda language: replace(load(language), stages=None)
    )
    info = rule("F999", "words", severity=Severity.ERROR, needs=("stages",))(flag_first)
    assert not ran([info], monkeypatch).findings


def test_what_is_wrong_with_words_stands_for_the_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever words the rule on the claim marks."""
    assert codes(ran([WHOLE, WORDS], monkeypatch)) == [("F999", ("F998",))]
    assert codes(ran([WHOLE, OTHER], monkeypatch)) == [("F998", ()), ("F997", ())]


def test_a_claim_that_no_passage_is_about_is_one_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    report = ran([WHOLE, WORDS, OTHER], monkeypatch, INVENTED)
    assert codes(report) == [("F998", ("F997", "F999"))]


def test_where_the_judge_abstains_nothing_is_said_of_single_words_of_such_a_claim(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not ran([WHOLE, WORDS], monkeypatch, INVENTED, language="fr").findings
    assert codes(ran([WORDS], monkeypatch, INVENTED, language="fr")) == [("F999", ())]


def test_a_rule_on_the_story_is_called_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def flag_story(case: StoryCase) -> Iterator[Finding]:
        yield case.finding(case.story.claims[0].span, "flagged")

    info = rule("F999", "words", severity=Severity.ERROR, scope=Scope.STORY)(flag_story)
    (finding,) = ran([info], monkeypatch, f"{STORY} {STORY}").findings
    assert finding.claim is None


def test_what_is_wrong_with_the_storys_form_stands_for_the_claim_even_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def flag_end(case: StoryCase) -> Iterator[Finding]:
        claim = case.story.claims[0]
        yield replace(case.finding(claim.span, "flagged"), claim=claim.id)

    cut = rule("F996", "cut", severity=Severity.ERROR, scope=Scope.STORY, implies=("F998",))(flag_end)
    assert codes(ran([WHOLE, cut], monkeypatch, INVENTED)) == [("F996", ("F998",))]
