"""Evidence: the right passage comes first, fused sentences are one passage, nothing is thresholded."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from fidelity.align import FusedAligner
from fidelity.align.lexical import lexical_matches
from fidelity.config import Config
from fidelity.embed import make_embedder
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string
from fidelity.text.matching import SentenceIndex, claim_words
from fidelity.types import Alignment

EN = load_lexicon("en")
SOURCE = """The ferry to Carrow was cancelled on Monday.
Its engine had failed the night before.
The council approved 18 million euros for a wall.
Tomas Reil teaches at the university.
The European Union pays half of it.
Nobody has said who runs the pumps.
"""


def align(claim: str, source: str = SOURCE, embedder: str = "none", **options: int) -> Alignment:
    config = Config()
    story = take_apart_story(read_string(claim, "story", "text", config), config, EN)
    taken = take_apart_source(read_string(source, "source", "text", config), config, EN)
    aligner = FusedAligner(EN, make_embedder(embedder), **options)
    return aligner.align(story.heads, [taken])[0]


@pytest.mark.parametrize("embedder", ["none", "default"])
@pytest.mark.parametrize(
    ("claim", "first", "last"),
    [
        ("Monday's ferry to Carrow did not sail.", 0, 0),
        ("The Carrow ferry was cancelled after its engine failed.", 0, 1),
        ("The EU pays half.", 4, 4),
        ("Councillors approved €18 million for the wall.", 2, 2),
        ("It is unclear who will run the pumps.", 5, 5),
    ],
)
def test_the_best_passage_is_the_one_a_reader_would_point_at(
    claim: str, first: int, last: int, embedder: str
) -> None:
    best = align(claim, embedder=embedder).candidates[0]
    assert (best.first, best.last) == (first, last)


def test_embeddings_find_what_shares_no_word() -> None:
    claim = "The boat connection was called off because the motor broke down."
    assert align(claim, embedder="default").candidates[0].first in {0, 1}


def test_passages_do_not_overlap_and_are_ranked() -> None:
    found = align("The council approved a wall and the ferry was cancelled.", top_k=4).candidates
    assert len(found) == 4
    assert [e.score for e in found] == sorted((e.score for e in found), reverse=True)
    rows = [row for e in found for row in range(e.first, e.last + 1)]
    assert len(rows) == len(set(rows))


def test_an_unsupported_claim_still_has_its_nearest_passages() -> None:
    assert len(align("Penguins invented algebra quickly.", top_k=3).candidates) == 3


def test_the_span_is_the_place_of_the_passage() -> None:
    best = align("The Carrow ferry was cancelled after its engine failed.").candidates[0]
    assert SOURCE[best.span.start : best.span.end].startswith("The ferry")
    assert SOURCE[best.span.start : best.span.end].endswith("night before.")


@pytest.mark.parametrize("window", [1, 2, 3])
def test_a_passage_has_at_most_window_sentences(window: int) -> None:
    found = align("The ferry engine failed and the council approved a wall.", window=window)
    assert all(e.last - e.first < window for e in found.candidates)


SMALL = st.lists(st.text("abc ", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6)


@settings(deadline=None, max_examples=60)
@given(SMALL, SMALL)
def test_matching_equals_the_slow_and_obvious_way(claims: list[str], sentences: list[str]) -> None:
    """The array arithmetic gives what comparing every pair of words one by one gives."""
    index = SentenceIndex(sentences, EN)
    asked = [claim_words(claim, EN) for claim in claims]
    for claim, (found, _) in zip(asked, index.matches(asked), strict=True):
        assert found.shape == (len(claim.words), len(sentences))
        for row, keys in enumerate(claim.keys):
            for column, sentence in enumerate(sentences):
                assert found[row, column] == pytest.approx(_slow(keys, sentence), abs=1e-5)


def _slow(keys: tuple[str, ...], sentence: str) -> float:
    from fidelity.text.words import words

    best = 0.0
    for key in keys:
        for word in words(sentence):
            ratio = fuzz.ratio(key, word.key)
            if (len(key) <= 3 and ratio < 99.9) or ratio < 77:
                ratio = 0.0
            best = max(best, ratio / 100)
    return best


def test_matching_in_parts_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = ["The ferry was cancelled.", "The EU pays.", "Nobody runs the pumps.", "x"]
    sentences = SOURCE.splitlines()
    whole = [s for match in lexical_matches(claims, sentences, EN) for s in match.passages(3)]
    monkeypatch.setattr("fidelity.text.matching.CELLS", 40)
    parts = [s for match in lexical_matches(claims, sentences, EN) for s in match.passages(3)]
    for left, right in zip(whole, parts, strict=True):
        np.testing.assert_array_equal(left, right)


def test_figures_match_by_equality_only() -> None:
    assert align("The council approved 19 million euros.").candidates[0].lexical < (
        align("The council approved 18 million euros.").candidates[0].lexical
    )
