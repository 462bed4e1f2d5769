"""The fitted numbers of the judge: plain JSON, checked when it is loaded.

`load_stack` is what a judge takes: alignment features, and the network's logits where there are any,
to probabilities.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from fidelity.errors import ModelError
from fidelity.judge.additive import Additive, read_additive
from fidelity.judge.features import FEATURES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = [
    "KINDS",
    "NETWORK",
    "Stack",
    "load_stack",
    "network_columns",
    "of_all",
    "read_stack",
]

FOLDER = "judge"
FORMAT = "fidelity.stack/2"
KINDS = ("network", "network-lexical", "alignment", "lexical")
"""What a stack goes by: "network" has the network's logits, "lexical" does without embeddings."""
NETWORK = ("entailment", "contradiction", "entailment_close", "contradiction_close")
"""The columns that follow FEATURES where there is a network: its log-odds of entailment and of contradiction,
each against the other two classes. It reads the claim beside the joined passage, and once more beside the
closest sentence alone (`_close`)."""
SCORE = "score"
"""The one column of the calibration: the log-odds that are not calibrated yet."""
# Log-odds are cut here on both sides: no network is right that often, and the fit is made of finite numbers.
FARTHEST = 12.0
# P(supported) of a claim is taken for no less, and P(all supported) for no less than TINY: logarithms.
LEAST = 1e-6
TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Stack:
    """Everything that turns what is known of a claim into probabilities.

    Attributes:
        kind: One of KINDS.
        claim: Log-odds that a claim is supported, not calibrated.
        calibration: From those, as the column SCORE, to calibrated ones.
        against: Log-odds of a contradiction where it is not.
        verbatim: P(supported) of a claim that stands in the source word for word.
        threshold: P(supported) below which a claim is unsupported.
        certain_threshold: P(supported) below which that is sure enough to stop a gate.
        contradiction_threshold: P(contradicted) from which a claim is contradicted.
        certain_high: P(supported) from which the network need not be asked; None: ask always.
        sha256: Of the file.
    """

    kind: str
    claim: Additive
    calibration: Additive
    against: Additive
    verbatim: float
    threshold: float
    certain_threshold: float
    contradiction_threshold: float
    certain_high: float | None
    sha256: str

    @property
    def network(self) -> bool:
        """Whether it needs the network's logits."""
        return self.kind.startswith("network")

    def supported(self, features: Floats, logits: NDArray[np.floating[Any]] | None = None) -> Floats:
        """Return P(supported) of each claim, shape (n,).

        Args:
            features: Shape (n, len(FEATURES)), as `features` yields them.
            logits: Shape (n, 6), in the network's order (contradiction, entailment, neutral) beside the
                joined passage, then beside the closest sentence. Of the kinds with the network only.
        """
        return self.calibrated(self._columns(features, logits))

    def calibrated(self, columns: Mapping[str, Floats]) -> Floats:
        """Return P(supported) of each claim, shape (n,), from columns of FEATURES and NETWORK by name."""
        return self.calibration.probabilities({SCORE: self.claim.scores(columns)})

    def contradicted(self, features: Floats, logits: NDArray[np.floating[Any]] | None = None) -> Floats:
        """Return P(contradicted | not supported) of each claim, shape (n,); arguments as `supported`."""
        return self.against.probabilities(self._columns(features, logits))

    def faithful(self, probabilities: Sequence[float]) -> float:
        """Return P(every claim is supported) from the P(supported) of a summary's claims, at least one."""
        return of_all(probabilities)

    def _columns(self, features: Floats, logits: NDArray[np.floating[Any]] | None) -> dict[str, Floats]:
        if self.network != (logits is not None):
            raise ValueError(f"a stack of kind {self.kind!r} with{'out' * (logits is None)} logits")
        columns = dict(zip(FEATURES, np.asarray(features, dtype=np.float64).T, strict=True))
        if logits is not None:
            columns |= dict(zip(NETWORK, network_columns(logits).T, strict=True))
        return columns


def network_columns(logits: NDArray[np.floating[Any]]) -> Floats:
    """Return the columns NETWORK, shape (n, 4), of logits of shape (n, 6)."""
    odds = []
    for first in (0, 3):
        against, entailed, neutral = np.asarray(logits, dtype=np.float64).T[first : first + 3]
        odds += [entailed - np.logaddexp(against, neutral), against - np.logaddexp(entailed, neutral)]
    clipped: Floats = np.clip(np.stack(odds, axis=1), -FARTHEST, FARTHEST)
    return clipped


def of_all(probabilities: Sequence[float]) -> float:
    """Return P(every claim is supported) from the P(supported) of each, at least one: their product.

    As if claims were wrong independently of each other. On summaries of several claims the least likely
    claim alone is far too sure of the whole (docs/decisions/0011).
    """
    kept = np.clip(np.asarray(probabilities, dtype=np.float64), LEAST, 1 - LEAST)
    return float(max(np.exp(np.log(kept).sum()), TINY))


@cache
def load_stack(kind: str) -> Stack:
    """Return the shipped stack of one of KINDS. Raises ModelError where it is missing or damaged."""
    path = files("fidelity") / "models" / FOLDER / f"{kind}.json"
    try:
        return read_stack(path.read_bytes(), kind)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(
            f"models/{FOLDER}/{kind}.json is missing or damaged; reinstall source-fidelity"
        ) from error


def read_stack(data: bytes, kind: str) -> Stack:
    """Return the stack that `data` describes. Raises ValueError, KeyError or TypeError."""
    table = json.loads(data)
    if table["format"] != FORMAT or table["kind"] != kind:
        raise ValueError("another format or kind")
    known = (*FEATURES, *NETWORK) if kind.startswith("network") else FEATURES
    certain = table["certain_high"]
    return Stack(
        kind=kind,
        claim=read_additive(table["claim"], known),
        calibration=read_additive(table["calibration"], (SCORE,)),
        against=read_additive(table["against"], known),
        verbatim=_share(table["verbatim"]),
        threshold=_share(table["threshold"]),
        certain_threshold=_share(table["certain_threshold"]),
        contradiction_threshold=_share(table["contradiction_threshold"]),
        certain_high=None if certain is None else _share(certain),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _share(value: Any) -> float:
    share = float(value)
    if not 0.0 <= share <= 1.0:
        raise ValueError("not a probability")
    return share
