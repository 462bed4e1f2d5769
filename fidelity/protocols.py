"""The verbs: what each stage promises, so that any part can be replaced by a plain object."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fidelity.types import Alignment, Claim, Document, Finding, Judgement, Source

__all__ = ["Aligner", "Embedder", "Judge", "Network", "Reader", "RuleCheck"]


class Reader(Protocol):
    """Turns a decoded file into a document with blocks."""

    def __call__(self, text: str, path: str, sha256: str) -> Document:
        """Read `text`. Raises InputError with the place of what cannot be read."""
        ...


class Embedder(Protocol):
    """Turns texts into vectors.

    A text's vector must not depend on the other texts of the call: reports are the same bytes
    whatever the batching.
    """

    @property
    def name(self) -> str:
        """A short name for reports."""
        ...

    @property
    def signature(self) -> str:
        """Name and hash of the weights."""
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row per text: float32, shape (len(texts), dimension)."""
        ...


class Aligner(Protocol):
    """Finds the passages that may bear on each claim."""

    @property
    def signature(self) -> str:
        """Name and settings."""
        ...

    def align(self, claims: Sequence[Claim], sources: Sequence[Source]) -> tuple[Alignment, ...]:
        """Return one alignment per claim, in order, with its top k candidates, best first."""
        ...


class Network(Protocol):
    """Reads a passage and a claim. A pair's logits must not depend on the other pairs of the call."""

    @property
    def signature(self) -> str:
        """Name and hash of the weights."""
        ...

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Return a row (contradiction, entailment, neutral) per (passage, claim): float32, shape (n, 3)."""
        ...


class Judge(Protocol):
    """Says how likely each claim is supported, and how likely contradicted, by its evidence."""

    @property
    def signature(self) -> str:
        """Name and hash of what was fitted or trained."""
        ...

    @property
    def languages(self) -> Collection[str] | None:
        """Codes of the languages that it was measured on: on no other is it asked. None: it is on any."""
        ...

    @property
    def cover_words(self) -> int:
        """Words of `Alignment.cover` that it is shown; 0 where it goes by the passages."""
        ...

    @property
    def threshold(self) -> float:
        """P(supported) below which a claim counts as unsupported, from the fit."""
        ...

    @property
    def certain_threshold(self) -> float:
        """P(supported) below which an unsupported claim is an error and no mere warning."""
        ...

    @property
    def contradiction_threshold(self) -> float:
        """P(contradicted) from which a claim counts as contradicted, from the fit."""
        ...

    def judge(self, alignments: Sequence[Alignment], sources: Sequence[Source]) -> tuple[Judgement, ...]:
        """Return one judgement per alignment, in order."""
        ...

    def explain(
        self, judgements: Sequence[Judgement], sources: Sequence[Source], threshold: float
    ) -> tuple[Judgement, ...]:
        """Return the judgements, those below `threshold` with the words that lack support."""
        ...

    def faithful(self, judgements: Sequence[Judgement]) -> float | None:
        """Return the calibrated P(every claim is supported), or None without a claim."""
        ...


class RuleCheck(Protocol):
    """The generator of a rule file."""

    def __call__(self, case: Any, /) -> Iterator[Finding]:
        """Yield the findings of one case."""
        ...
