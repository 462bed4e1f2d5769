"""The fitted numbers of the alignment judge: plain JSON, checked when it is loaded."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fidelity.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Logistic", "Weights", "load_weights"]

FOLDER = "alignment-judge"


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression on standardised features.

    p = 1 / (1 + exp(-(intercept + sum(coefficients * (x - mean) / scale))))
    """

    names: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    coefficients: tuple[float, ...]
    intercept: float

    def probability(self, values: NDArray[np.float64] | Sequence[float]) -> float:
        """Return the probability, 0..1, for one vector in the order of `names`."""
        total = self.intercept
        for value, mean, scale, coefficient in zip(
            values, self.mean, self.scale, self.coefficients, strict=True
        ):
            total += coefficient * (float(value) - mean) / scale
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, total))))


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything the judge knows.

    Attributes:
        supported: P(supported) from the features.
        contradicted: P(contradicted | not supported) from the same features.
        faithful: P(every claim is supported) from the claims' probabilities.
        verbatim: P(supported) of a claim that stands in the source word for word.
        threshold: P(supported) below which a claim is unsupported.
        certain_threshold: P(supported) below which that is sure enough to stop a gate.
        contradiction_threshold: P(contradicted) from which a claim is contradicted.
        sha256: Of the file.
    """

    supported: Logistic
    contradicted: Logistic
    faithful: Logistic
    verbatim: float
    threshold: float
    certain_threshold: float
    contradiction_threshold: float
    sha256: str


@cache
def load_weights(kind: str) -> Weights:
    """Return the fit called `kind`: "alignment" (with embeddings) or "lexical" (without).

    Raises ModelError where the file is missing or not what this version expects.
    """
    path = files("fidelity") / "models" / FOLDER / f"{kind}.json"
    try:
        data = path.read_bytes()
        table = json.loads(data)
        return Weights(
            supported=_logistic(table["supported"]),
            contradicted=_logistic(table["contradicted"]),
            faithful=_logistic(table["faithful"]),
            verbatim=float(table["verbatim"]),
            threshold=float(table["threshold"]),
            certain_threshold=float(table["certain_threshold"]),
            contradiction_threshold=float(table["contradiction_threshold"]),
            sha256=hashlib.sha256(data).hexdigest(),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"models/{FOLDER}/{kind}.json is missing or damaged; reinstall source-fidelity"
        ) from error


def _logistic(table: Mapping[str, Any]) -> Logistic:
    parts = {name: tuple(table[name]) for name in ("names", "mean", "scale", "coefficients")}
    if len({len(part) for part in parts.values()}) != 1:
        raise ValueError("lengths differ")
    return Logistic(**parts, intercept=float(table["intercept"]))
