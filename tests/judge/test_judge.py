"""The judge: the cascade's steps, probabilities that are probabilities, and a text beside itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity import Config, check_text
from fidelity.judge.model import KINDS, load_stack
from fidelity.types import Method, StoryReport

SOURCE = """The harbour authority approved a wall along the north quay on Tuesday.
It would cost 18 million euros, harbour master Ines Okafor said.
Residents do not know who will run the pumps.
The council votes on 9 June.
"""
OFFLINE = Config(embedder="none", judge="lexical")


def judge(claim: str, config: Config | None = None) -> StoryReport:
    return check_text(claim, SOURCE, config)


@pytest.mark.parametrize(
    "claim",
    [
        "The council votes on 9 June.",
        "the council votes on 9 June",
        "- The council votes on 9 June..",
        "Residents do not know who will run the pumps!",
    ],
)
def test_a_claim_that_stands_in_the_source_is_decided_without_a_model(claim: str) -> None:
    (judgement,) = judge(claim, OFFLINE).judgements
    assert judgement.method is Method.VERBATIM
    assert judgement.p_contradicted == 0
    assert judgement.evidence[0].aligner == "verbatim"


def test_words_that_only_begin_like_the_source_are_not_verbatim() -> None:
    (judgement,) = judge("The harbour authority approved a wall along the north qua", OFFLINE).judgements
    assert judgement.method is not Method.VERBATIM


def test_the_method_says_which_step_decided() -> None:
    claim = "A wall at the north quay was approved."
    assert judge(claim, Config(judge="lexical")).judgements[0].method is Method.LEXICAL
    assert judge(claim, Config(judge="alignment")).judgements[0].method is Method.ALIGNMENT


SUPPORTED = [
    "The harbour authority has approved a wall along the north quay.",
    "The wall would cost €18 million, Okafor said.",
    "The council will vote on June 9.",
]
UNSUPPORTED = [
    "A fire destroyed the lighthouse in Carrow last winter.",
    "Penguins have won the national chess championship in Rotterdam.",
    "The prime minister resigned after a scandal about pensions.",
]


@pytest.mark.parametrize("config", [Config(), OFFLINE], ids=["default", "no embedder"])
def test_supported_claims_are_likelier_than_invented_ones(config: Config) -> None:
    good = [judge(claim, config).judgements[0].p_supported for claim in SUPPORTED]
    bad = [judge(claim, config).judgements[0].p_supported for claim in UNSUPPORTED]
    assert min(good) > max(bad)


@pytest.mark.parametrize("claim", UNSUPPORTED)
def test_an_invented_claim_is_a_finding_with_its_nearest_passage(claim: str) -> None:
    report = judge(claim)
    assert [finding.rule for finding in report.findings] == ["F101"]
    assert report.findings[0].evidence


@pytest.mark.parametrize("claim", SUPPORTED)
def test_a_supported_claim_is_clean(claim: str) -> None:
    assert judge(claim).findings == ()


WORDS = st.sampled_from(
    "The harbour wall Okafor said 18 million euros not on Monday U.S. boats sank, Dr. Reil".split()
)
SENTENCES = st.lists(WORDS, min_size=3, max_size=12).map(lambda words: f"The {' '.join(words)}.")
TEXTS = st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join)


@settings(deadline=None, max_examples=40)
@given(TEXTS)
def test_a_text_against_itself_has_no_unsupported_or_contradicted_claim(text: str) -> None:
    report = check_text(text, text, Config(embedder="none", judge="lexical", select=("F1",)))
    assert report.findings == ()


@settings(deadline=None, max_examples=30)
@given(TEXTS, TEXTS)
def test_probabilities_are_probabilities(summary: str, source: str) -> None:
    report = check_text(summary, source, OFFLINE)
    for judgement in report.judgements:
        assert 0 <= judgement.p_supported <= 1
        assert 0 <= judgement.p_contradicted <= 1
        assert judgement.p_supported + judgement.p_contradicted <= 1 + 1e-9
    assert 0 <= report.scores["faithful"] <= 1


def test_the_order_of_source_sentences_hardly_changes_a_judgement() -> None:
    second = "The fish hall reopened in April.\nThe lighthouse keeper retired.\n"
    claim = "A wall at the north quay was approved."
    one = check_text(claim, SOURCE + second).judgements[0].p_supported
    two = check_text(claim, second + SOURCE).judgements[0].p_supported
    assert one == pytest.approx(two, abs=0.02)


def test_more_doubtful_claims_make_a_story_less_likely_faithful() -> None:
    faithful = load_stack("network").faithful
    assert faithful([0.9, 0.9]) > faithful([0.9, 0.3])
    assert faithful([0.95]) > faithful([0.2])


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_stacks_have_thresholds_in_order(kind: str) -> None:
    stack = load_stack(kind)
    assert 0 <= stack.certain_threshold < stack.threshold < 1
    assert stack.threshold < stack.verbatim < 1
    assert 0 < stack.contradiction_threshold <= 1
