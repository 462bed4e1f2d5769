"""What an alignment says of a claim: each value against one worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from fidelity.align import FusedAligner
from fidelity.config import Config
from fidelity.judge.features import FEATURES, features
from fidelity.judge.features.wording import SourceWording
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string

LEXICON = load_lexicon("en")
SOURCE = """The mayor of Porto Azul opened the new bridge on Monday.
It cost 12 million euros.
Nadia Ferro built the old ferry.
"""


def vector(claim: str, source: str = SOURCE) -> dict[str, float]:
    config = Config()
    taken = take_apart_source(read_string(source, "source", "text", config), config, LEXICON)
    story = take_apart_story(read_string(claim, "story", "text", config), config, LEXICON)
    alignments = FusedAligner(LEXICON, None).align(story.heads, [taken])
    (values,) = features(alignments, [taken], LEXICON.judge)
    return dict(zip(FEATURES, values.tolist(), strict=True))


def wording(*sources: str) -> SourceWording:
    return SourceWording(sources, range(len(sources) + 1))


def test_a_sentence_of_the_source_is_copied_from_it_in_every_way() -> None:
    found = vector("The mayor of Porto Azul opened the new bridge on Monday.")
    whole = "trigrams fourgrams common common_best longest overlap overlap_three together recall_source"
    assert {name: found[name] for name in whole.split()} == dict.fromkeys(whole.split(), 1.0)
    for name in ("gap", "apart", "novel_best", "numbers_missing", "names_missing"):
        assert found[name] == 0
    assert found["needed"] == pytest.approx(math.log1p(1))


def test_words_of_two_sentences_need_both() -> None:
    found = vector("Nadia Ferro built the new bridge.")
    # Content words: Nadia, Ferro, built | new, bridge. Only built-new stand apart: 1 pair of 4.
    assert found["apart"] == pytest.approx(1 / 4)
    # Ordered pairs that meet: 3 * 2 + 2 * 1 of 5 * 4.
    assert found["together"] == pytest.approx(8 / 20)
    assert found["needed"] == pytest.approx(math.log1p(2))


@pytest.mark.parametrize(
    ("claim", "numbers", "names"),
    [
        ("The old bridge cost 40 million euros.", 1, 0),
        ("It cost 12 million euros.", 0, 0),
        ("The bridge of Carrow and Sandholm fell.", 0, 2),
    ],
)
def test_numbers_and_names_that_the_source_lacks_are_counted(claim: str, numbers: int, names: int) -> None:
    found = vector(claim)
    assert found["numbers_missing"] == pytest.approx(math.log1p(numbers))
    assert found["names_missing"] == pytest.approx(math.log1p(names))


def test_words_that_the_best_passage_lacks_are_counted() -> None:
    assert vector("The mayor swallowed a violin.")["novel_best"] == pytest.approx(math.log1p(2))


def test_fragments_are_the_longest_shared_runs_from_left_to_right() -> None:
    source = wording("a b c d e f")
    # Runs: abc (3), de (2), f (1); y f: a single shared word is no run.
    assert source.fragments(source.claim("a b c x d e y f")) == (3, 2)


def test_shares_of_n_grams_and_of_the_common_subsequence() -> None:
    source = wording("one two three four five")
    claim = source.claim("one two three six five")
    assert source.known_grams(claim, 3) == pytest.approx(1 / 3)
    assert source.known_grams(claim, 4) == 0
    assert source.common(claim) == pytest.approx(4 / 5)
    assert source.known_grams(source.claim("six"), 3) == 1  # it has none that could be missing


def test_no_run_crosses_from_one_source_to_the_next() -> None:
    apart, joined = wording("one two", "three four"), wording("one two three four")
    assert apart.known_grams(apart.claim("two three"), 2) == 0
    assert joined.known_grams(joined.claim("two three"), 2) == 1


@pytest.mark.parametrize("text", ["", "!?", "\ud800 \ufffd", "x"])
def test_texts_without_words_have_finite_values(text: str) -> None:
    source = wording(text or "y")
    claim = source.claim(text)
    values = [source.known_grams(claim, 3), source.common(claim), *source.fragments(claim)]
    assert np.isfinite(values).all()


def test_a_claim_beside_others_has_the_vector_that_it_has_alone() -> None:
    claim, other = "Nadia Ferro built the new bridge.", "It cost 12 million euros in all."
    config = Config()
    taken = take_apart_source(read_string(SOURCE, "source", "text", config), config, LEXICON)
    story = take_apart_story(read_string(f"{other} {claim}", "story", "text", config), config, LEXICON)
    alignments = FusedAligner(LEXICON, None).align(story.heads, [taken])
    together = list(features(alignments, [taken], LEXICON.judge))[1]
    assert dict(zip(FEATURES, together.tolist(), strict=True)) == vector(claim)


def test_cosines_are_of_the_best_passage_and_of_the_best_of_all() -> None:
    config = Config()
    taken = take_apart_source(read_string(SOURCE, "source", "text", config), config, LEXICON)
    story = take_apart_story(
        read_string("It cost 12 million euros.", "story", "text", config), config, LEXICON
    )
    (alignment,) = FusedAligner(LEXICON, None).align(story.heads, [taken])
    known = (0.4, 0.7, 0.1)
    candidates = tuple(replace(e, semantic=v) for e, v in zip(alignment.candidates, known, strict=False))
    (values,) = features([replace(alignment, candidates=candidates)], [taken], LEXICON.judge)
    found = dict(zip(FEATURES, values.tolist(), strict=True))
    assert (found["cosine"], found["cosine_max"]) == (0.4, 0.7)
    assert vector("It cost 12 million euros.")["cosine_max"] == 0.0  # no embedder, no cosine
