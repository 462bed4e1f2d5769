"""Rows taken apart as `check` takes a story and its source apart."""

from __future__ import annotations

from pathlib import Path

from fidelity.bench.rows import Row
from fidelity.config import Config
from fidelity.embed import make_embedder
from fidelity.embed.remembering_embedder import RememberingEmbedder
from fidelity.errors import InputError
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string
from fidelity.types import Source, Story

__all__ = ["Shelf"]

KEPT = 1_000
"""Sources that are taken apart once: more than the rows that one study reads over and over."""


class Shelf:
    """Takes rows apart; keeps their sources, and in a file what the embedder answered.

    Args:
        memory: That file.
        threads: Of the embedder; None for all cores.
    """

    def __init__(self, memory: Path, threads: int | None = None) -> None:
        self.config, self.lexicon = Config(threads=threads), load_lexicon("en")
        inner = make_embedder("default", threads)
        assert inner is not None
        self.embedder = RememberingEmbedder(inner, memory)
        self._sources: dict[str, Source] = {}

    def apart(self, row: Row) -> tuple[Story, Source]:
        """Return a row's story and source. Raises InputError where it holds no claim or no sentence."""
        source = self._sources.get(row.source)
        if source is None:
            document = read_string(row.source, "source", "text", self.config)
            source = take_apart_source(document, self.config, self.lexicon)
            if len(self._sources) >= KEPT:
                self._sources.pop(next(iter(self._sources)))
            self._sources[row.source] = source
        document = read_string(row.claim, "story", "text", self.config)
        story = take_apart_story(document, self.config, self.lexicon)
        if not story.claims or not source.sentences:
            raise InputError("no claim or no sentence")
        return story, source
