"""The cascade's steps, with a network and fits that say what the test wants: who decides what."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

import fidelity.judge
from fidelity import Config, ConfigError, check_text
from fidelity.align import FusedAligner
from fidelity.judge import CascadeJudge, make_judge
from fidelity.judge.additive import Additive
from fidelity.judge.model import Stack
from fidelity.judge.passages import PASSAGE_WORDS
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string
from fidelity.types import Alignment, Judgement, Method, Source

EN = load_lexicon("en")
SOURCE = """The harbour authority approved a wall along the north quay on Tuesday.
It would cost 18 million euros, harbour master Ines Okafor said.
The council votes on 9 June.
"""
STORY = "The council votes on 9 June. A wall was approved. Penguins won the chess championship in Carrow."


@dataclass
class Watched:
    """A network that keeps what it was shown and finds every claim entailed."""

    signature: str = "watched@0"
    shown: list[tuple[str, str]] = field(default_factory=list)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        self.shown.extend(pairs)
        return np.array([[-1.0, 2.0, 0.0]] * len(pairs), dtype=np.float32)


def fixed(kind: str, high: float | None = None) -> Stack:
    """Return a stack that follows the recall of the best passage, or the network's entailment."""
    column, knots = ("entailment", (-12.0, 12.0)) if kind == "network" else ("recall_best", (0.0, 1.0))
    return Stack(
        kind=kind,
        claim=Additive((column,), (knots,), ((-12.0, 12.0),), 0.0),
        calibration=Additive(("score",), ((-40.0, 40.0),), ((-40.0, 40.0),), 0.0),
        against=Additive(("negation_close",), ((0.0,),), ((0.0,),), 0.0),
        verbatim=0.99,
        threshold=0.5,
        certain_threshold=0.1,
        contradiction_threshold=0.5,
        certain_high=high,
        sha256="0" * 64,
    )


def aligned(story: str, source: str) -> tuple[tuple[Alignment, ...], list[Source]]:
    config = Config(embedder="none", judge="lexical")
    text = take_apart_story(read_string(story, "story", "text", config), config, EN)
    known = [take_apart_source(read_string(source, "source", "text", config), config, EN)]
    return FusedAligner(EN, None).align(text.heads, known), known


def judged(network: Watched, plain: Stack, story: str = STORY) -> tuple[Judgement, ...]:
    return CascadeJudge(EN, fixed("network"), network, plain).judge(*aligned(story, SOURCE))


def test_what_stands_in_the_source_is_not_shown_to_the_network() -> None:
    network = Watched()
    found = judged(network, fixed("lexical"))
    assert [judgement.method for judgement in found] == [Method.VERBATIM, Method.NETWORK, Method.NETWORK]
    # First beside the joined passages, then beside the closest sentences.
    assert [claim for _, claim in network.shown] == 2 * [judgement.claim.text for judgement in found[1:]]
    assert all("approved a wall along the north quay" in passage for passage, _ in network.shown[:1])
    closest = [passage for passage, _ in network.shown[2:]]
    assert all(passage in SOURCE.splitlines() for passage in closest)
    assert all(passage in joined for passage, (joined, _) in zip(closest, network.shown[:2], strict=True))
    # The softmax of the network's logits.
    supported = math.exp(2) / (math.exp(-1) + math.exp(2) + 1)
    assert found[1].p_supported == pytest.approx(supported)
    assert found[1].p_contradicted == pytest.approx((1 - supported) * 0.5)


def test_what_the_features_call_supported_for_certain_is_not_shown_either() -> None:
    network = Watched()
    found = judged(network, fixed("lexical", high=0.9))
    assert [judgement.method for judgement in found] == [Method.VERBATIM, Method.LEXICAL, Method.NETWORK]
    assert found[1].p_supported >= 0.9
    assert {claim for _, claim in network.shown} == {found[2].claim.text}


def test_where_all_is_certain_the_network_is_not_asked() -> None:
    network = Watched()
    methods = [judgement.method for judgement in judged(network, fixed("alignment", high=0.0))]
    assert methods == [Method.VERBATIM, Method.ALIGNMENT, Method.ALIGNMENT]
    assert not network.shown


def test_a_claim_without_a_passage_is_decided_by_its_features() -> None:
    network = Watched()
    alignments, sources = aligned(STORY, SOURCE)
    bare = [replace(alignments[1], candidates=()), alignments[2]]
    found = CascadeJudge(EN, fixed("network"), network, fixed("lexical")).judge(bare, sources)
    assert [judgement.method for judgement in found] == [Method.LEXICAL, Method.NETWORK]
    assert {claim for _, claim in network.shown} == {alignments[2].claim.text}


def test_no_source_sentence_at_all_is_no_error() -> None:
    network = Watched()
    alignments, sources = aligned(STORY, SOURCE)
    empty = [replace(sources[0], sentences=())]
    bare = [replace(alignment, candidates=()) for alignment in alignments]
    found = CascadeJudge(EN, fixed("network"), network, fixed("lexical")).judge(bare, empty)
    assert {judgement.method for judgement in found} == {Method.LEXICAL}
    assert not network.shown
    assert CascadeJudge(EN, fixed("network"), network, fixed("lexical")).judge([], sources) == ()


def test_a_claim_that_leans_on_its_neighbour_is_shown_behind_it() -> None:
    network = Watched()
    judged(network, fixed("lexical"), "Ines Okafor spoke of a wall. She said it would cost 20 million euros.")
    assert network.shown[1][1] == ("Ines Okafor spoke of a wall. | She said it would cost 20 million euros.")


def test_the_network_is_shown_no_more_of_a_long_source() -> None:
    network = Watched()
    source = " ".join(
        f"Ship {n} of the Port Ellery line carried a crate to the harbour." for n in range(3000)
    )
    story = "Ship 12 carried copper. Ship 2999 sank in the harbour near Port Ellery."
    alignments, sources = aligned(story, source)
    CascadeJudge(EN, fixed("network"), network, fixed("lexical")).judge(alignments, sources)
    assert len(network.shown) == 4
    assert max(len(passage.split()) for passage, _ in network.shown) <= PASSAGE_WORDS


def test_the_signature_names_every_step() -> None:
    cascade = CascadeJudge(EN, fixed("network"), Watched(), fixed("lexical"))
    steps = "verbatim, lexical@000000000000, watched@0, network@000000000000"
    assert cascade.signature == f"cascade({steps}, words@{EN.judge.sha256[:12]})"


def test_a_network_and_the_fit_for_what_it_does_not_read_go_together() -> None:
    with pytest.raises(ValueError, match="a network needs a fit"):
        CascadeJudge(EN, fixed("network"), Watched())


@pytest.mark.parametrize(
    ("judge", "embedder", "method"),
    [
        ("alignment", "default", Method.ALIGNMENT),
        ("alignment", "none", Method.LEXICAL),
        ("lexical", "default", Method.LEXICAL),
        ("lexical", "none", Method.LEXICAL),
    ],
)
def test_judges_without_the_network(
    judge: str, embedder: str, method: Method, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fidelity.judge, "shipped_network", None)  # calling it would fail
    (judgement,) = check_text(
        "A wall was approved.", SOURCE, Config(judge=judge, embedder=embedder)
    ).judgements
    assert judgement.method is method


def test_the_default_reads_with_the_network() -> None:
    (judgement,) = check_text("A wall was approved.", SOURCE).judgements
    assert judgement.method is Method.NETWORK


@pytest.mark.parametrize(
    ("spec", "meant"),
    [
        ("lexicl", "lexical"),
        ("alignement", "alignment"),
        ("defualt", "default"),
        ("sentence-transformer:org/model", "sentence-transformers"),
    ],
)
def test_an_unknown_judge_is_told_the_nearest(spec: str, meant: str) -> None:
    with pytest.raises(ConfigError, match=f'unknown judge .*; did you mean "{meant}"'):
        make_judge(spec, EN, semantic=False)
