"""Which sentences of the sources say what a claim says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity import Config
from fidelity.analysis.correspondence import Correspondence
from fidelity.analysis.sources import AnalysedSources
from fidelity.analysis.text import Texts
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source
from fidelity.read import read_string
from fidelity.types import Evidence, Span

LEXICON = load_lexicon("en")
CONFIG = Config()
WORDS = (
    "bridge",
    "bridges",
    "harbour",
    "the",
    "of",
    "closed",
    "closing",
    "European",
    "Union",
    "EU",
    "two",
    "2",
)


def beside(claim: str, sources: list[str], candidates: tuple[Evidence, ...] = ()) -> Correspondence:
    """Return a claim beside sources of plain text."""
    read = [
        take_apart_source(read_string(text, f"source {number}", "text", CONFIG), CONFIG, LEXICON)
        for number, text in enumerate(sources)
    ]
    texts = Texts(LEXICON)
    return Correspondence(texts.of(claim), candidates, AnalysedSources(read, texts))


def passage(source: int, first: int, last: int) -> Evidence:
    return Evidence(source, first, last, Span(0, 1), 0.5, 0.5, None, "test")


def test_witnesses_are_sentences_of_the_passages_best_first() -> None:
    source = "The harbour is old. The bridge closed on Monday. The bridge is new. Whales sing."
    found = beside("The bridge closed.", [source], (passage(0, 0, 2), passage(0, 1, 1)))
    assert [(one.number, one.share) for one in found.witnesses(0.5)] == [(1, 1.0), (2, 0.5)]
    assert [one.number for one in found.nearby] == [1, 2, 0]


def test_what_is_retold_is_looked_for_in_every_source() -> None:
    sources = ["Whales sing. The choir sang.", "The old bridge closed. The bridge closed on Monday."]
    found = beside("The old bridge closed.", sources)
    places = found.retold(found.claim.content, least=0.6, margin=0.4)
    assert [(one.source, one.number) for one in places] == [(1, 0), (1, 1)]
    assert [(one.source, one.number) for one in found.retold(found.claim.content, least=0.6, margin=0.2)] == [
        (1, 0)
    ]
    assert places[1].share == pytest.approx(2 / 3)


def test_nothing_is_retold_of_no_words_or_in_no_source() -> None:
    found = beside("The.", ["The bridge closed."])
    assert not found.retold(found.claim.content, least=0.0, margin=0.0)
    nowhere = beside("The bridge closed.", [])
    assert not nowhere.retold(nowhere.claim.content, least=0.0, margin=1.0)


texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(lambda words: " ".join(words) + ".")


@given(
    claim=texts,
    sources=st.lists(st.lists(texts, min_size=1, max_size=5), min_size=1, max_size=3),
    least=st.sampled_from((0.0, 0.5, 0.7, 1.0)),
    margin=st.sampled_from((0.0, 0.2, 0.5, 1.0)),
)
def test_the_index_finds_what_a_look_at_every_sentence_finds(
    claim: str, sources: list[list[str]], least: float, margin: float
) -> None:
    found = beside(claim, ["\n\n".join(one) for one in sources])
    content = found.claim.content
    scored = [
        (sum(not token.keys.isdisjoint(text.content_keys) for token in content) / max(1, len(content)), s, n)
        for s, source in enumerate(found.sources.each)
        for n, text in enumerate(source.sentences)
    ]
    best = max(scored, default=(0.0, 0, 0))[0]
    near = sorted((one for one in scored if one[0] >= best - margin), key=lambda one: (-one[0], one[1:]))
    expected = near if content and best >= least else []
    got = found.retold(content, least=least, margin=margin)
    assert [(one.share, one.source, one.number) for one in got] == expected


def test_a_passage_is_asked_for_the_words_around_a_place() -> None:
    claim = "The bridge reportedly closed on Monday."
    found = beside(claim, ["The bridge closed. Whales sang on Monday."])
    sentences = found.passage(passage(0, 0, 1))
    start = claim.index("reportedly")
    assert found.shares_around(start, start + len("reportedly"), sentences, 2) == pytest.approx(
        (2 / 3, 1 / 3)
    )
    assert found.shares_around(0, len(claim), sentences, 2) == (0.0, 0.0)
    assert found.passage(passage(0, 0, 0))[0] is sentences[0]
