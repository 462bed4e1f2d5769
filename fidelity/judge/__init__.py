"""Alignments to calibrated probabilities."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fidelity.errors import ConfigError, nearest
from fidelity.judge.cascade import CascadeJudge
from fidelity.judge.cross_encoder import CrossEncoderJudge, SentenceTransformersCrossEncoder
from fidelity.judge.marking_network import MarkingNetwork
from fidelity.judge.model import load_stack
from fidelity.judge.network import OnnxNetwork
from fidelity.judge.reading import ReadingJudge, load_reading

if TYPE_CHECKING:
    from fidelity.lexicon import Lexicon
    from fidelity.protocols import Network

__all__ = [
    "JUDGES",
    "CascadeJudge",
    "CrossEncoderJudge",
    "ReadingJudge",
    "make_judge",
    "shipped_network",
    "shipped_reader",
]

LIBRARY = "sentence-transformers"
JUDGES = ("default", "reader", "alignment", "lexical", LIBRARY)


def make_judge(
    spec: str,
    lexicon: Lexicon,
    *,
    semantic: bool,
    threads: int | None = None,
    network: Network | None = None,
) -> CascadeJudge | CrossEncoderJudge | ReadingJudge:
    """Return the judge called `spec`. No network and no library is loaded before the first claim.

    Args:
        spec: "default" (the network, and what is fitted on it and on the alignment), "reader" (a network
            five times as large that reads what decides each claim), "alignment" (what is fitted on the
            alignment alone), "lexical" (... and never uses embeddings), or
            "sentence-transformers:NAME_OR_PATH", any cross-encoder of that library.
        lexicon: Of the story's language.
        semantic: Whether the alignments carry semantic scores.
        threads: Of the network; None for all cores.
        network: One that stands in for the network that ships, such as that one with a memory.

    Raises:
        ConfigError: There is no such judge, or its model has no name.
        ModelError: The fit is missing or damaged.
    """
    kind, _, model = spec.partition(":")
    if kind == LIBRARY:
        if not model.strip():
            raise ConfigError(f"judge {spec!r} names no model; write {LIBRARY}:NAME_OR_PATH")
        return CrossEncoderJudge(_encoder(model.strip()), lexicon)
    if spec not in JUDGES:
        raise ConfigError(f"unknown judge {spec!r}{nearest(kind, JUDGES)}")
    plain = load_stack("alignment" if semantic and spec != "lexical" else "lexical")
    if spec == "reader":
        return ReadingJudge(lexicon, shipped_reader(threads), plain, load_reading())
    if spec == "default":
        weights = load_stack("network" if semantic else "network-lexical")
        return CascadeJudge(lexicon, weights, network or shipped_network(threads), plain)
    return CascadeJudge(lexicon, plain)


@cache
def shipped_network(threads: int | None) -> OnnxNetwork:
    """Load the network once a process; loaded, it is safe to share between threads."""
    return OnnxNetwork(threads=threads)


@cache
def shipped_reader(threads: int | None) -> MarkingNetwork:
    """Load the reader once a process; loaded, it is safe to share between threads."""
    return MarkingNetwork(threads=threads)


@cache
def _encoder(name_or_path: str) -> SentenceTransformersCrossEncoder:
    """Load each model once a process."""
    return SentenceTransformersCrossEncoder(name_or_path)
