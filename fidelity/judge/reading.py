"""The judge that reads: a cross-encoder beside the sentences that decide a claim, weighed with the alignment.

It is shown the sentences that together hold what a claim says (`Alignment.cover`), not the passages that
share most words with it. What it answers, what it marks and what the fit on the alignment alone says are
weighed by one small fit (`fidelity.reading/1`): on text that retells, reading tells right from wrong and
words do not; in summaries that copy, a word that the source lacks tells more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from fidelity.errors import ModelError
from fidelity.judge.additive import Additive, read_additive
from fidelity.judge.cascade import decided_verbatim
from fidelity.judge.features import features
from fidelity.judge.model import FARTHEST, SCORE, of_all
from fidelity.judge.passages import reading_of
from fidelity.text.words import words
from fidelity.types import Judgement, Method, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fidelity.judge.marking_network import MarkingNetwork, Reading
    from fidelity.judge.model import Stack
    from fidelity.lexicon import Lexicon
    from fidelity.types import Alignment, Source

    Floats = NDArray[np.float64]

__all__ = [
    "COLUMNS",
    "COVER_WORDS",
    "ReadingFit",
    "ReadingJudge",
    "cover_passage",
    "load_reading",
    "marked",
    "read_reading",
    "weighed_columns",
    "word_marks",
]

COLUMNS = ("entailment", "contradiction", "mark", "alignment")
"""What is weighed: the reader's log-odds of entailment and of contradiction, each against the other two
classes; its highest mark; and the log-odds of P(supported) from the alignment alone."""
FORMAT = "fidelity.reading/1"
FILE = ("models", "reader", "reading.json")
COVER_WORDS = 150
"""Of the sentences that the network is shown, together: `python -m benchmarks.reader.shown`."""
# P(supported) of the fit on the alignment is never surer than this, in log-odds.
SUREST = 6.0
# Of a claim's words, so many are marked at most; beyond, it is the claim as a whole that lacks support.
MOST_MARKED = 0.6
# Phrases that a person can take in, the most important ones.
MARKS = 6


@dataclass(frozen=True, slots=True)
class ReadingFit:
    """The fitted numbers of the judge that reads.

    Attributes:
        claim: From COLUMNS to log-odds that a claim is supported, not calibrated.
        calibration: From those, as the column SCORE, to calibrated ones, at `prior`.
        prior: The share of supported claims that probabilities are calibrated for.
        verbatim: P(supported) of a claim that stands in the source word for word.
        threshold: P(supported) below which a claim is unsupported.
        certain_threshold: ... and below which that is sure enough to stop a gate.
        contradiction_threshold: P(contradicted) from which a claim is contradicted.
        mark: Log-odds from which a word piece is marked.
        sha256: Of the file.
    """

    claim: Additive
    calibration: Additive
    prior: float
    verbatim: float
    threshold: float
    certain_threshold: float
    contradiction_threshold: float
    mark: float
    sha256: str

    def supported(self, columns: Mapping[str, Floats]) -> Floats:
        """Return P(supported) of each claim, shape (n,), from COLUMNS by name."""
        return self.calibration.probabilities({SCORE: self.claim.scores(columns)})


@dataclass(frozen=True, slots=True)
class ReadingJudge:
    """Reads every claim that does not stand in the source word for word.

    Attributes:
        lexicon: Of the story's language; the judge goes by its topic `judge`.
        reader: The network.
        plain: The fit on the alignment alone.
        fit: What weighs the two.
    """

    lexicon: Lexicon
    reader: MarkingNetwork
    plain: Stack
    fit: ReadingFit

    @property
    def languages(self) -> frozenset[str]:
        """The language of the labelled text that it was trained and measured on."""
        return frozenset({"en"})

    @property
    def signature(self) -> str:
        """Names and hashes of the network, of the fits and of the words they go by."""
        plain = f"{self.plain.kind}@{self.plain.sha256[:12]}"
        own = f"reading@{self.fit.sha256[:12]}"
        listed = f"words@{self.lexicon.judge.sha256[:12]}"
        return f"reading(verbatim, {plain}, {self.reader.signature}, {own}, {listed})"

    @property
    def cover_words(self) -> int:
        """Words of the cover that it is shown."""
        return COVER_WORDS

    @property
    def threshold(self) -> float:
        """P(supported) below which a claim counts as unsupported."""
        return self.fit.threshold

    @property
    def certain_threshold(self) -> float:
        """P(supported) below which an unsupported claim is an error and no mere warning."""
        return self.fit.certain_threshold

    @property
    def contradiction_threshold(self) -> float:
        """P(contradicted) from which a claim counts as contradicted."""
        return self.fit.contradiction_threshold

    def judge(self, alignments: Sequence[Alignment], sources: Sequence[Source]) -> tuple[Judgement, ...]:
        """Return one judgement per alignment, in order. Raises ModelError where the reader cannot be read."""
        verbatim = decided_verbatim(alignments, sources, self.fit.verbatim)
        open_ = [a for a, judgement in zip(alignments, verbatim, strict=True) if judgement is None]
        decided = iter(self._read(open_, sources))
        return tuple(next(decided) if judgement is None else judgement for judgement in verbatim)

    def explain(
        self, judgements: Sequence[Judgement], sources: Sequence[Source], threshold: float
    ) -> tuple[Judgement, ...]:
        """Return the judgements as they are: `judge` marks words while it reads.

        Those that are not below `threshold` lose their marks.
        """
        del sources
        return tuple(
            judgement if judgement.p_supported < threshold else replace(judgement, unsupported=())
            for judgement in judgements
        )

    def faithful(self, judgements: Sequence[Judgement]) -> float | None:
        """Return P(every claim is supported), the product over the claims; None without a claim."""
        return of_all([judgement.p_supported for judgement in judgements]) if judgements else None

    def _read(self, alignments: Sequence[Alignment], sources: Sequence[Source]) -> list[Judgement]:
        if not alignments:
            return []
        vectors = np.stack(list(features(alignments, sources, self.lexicon.judge)))
        claims = [a.claim for a in alignments]
        asked = [reading_of(claim, self.lexicon.judge) for claim in claims]
        passages = [cover_passage(alignment, sources) for alignment in alignments]
        readings = self.reader.read(list(zip(passages, asked, strict=True)))
        columns = weighed_columns(readings, self.plain.supported(vectors))
        supported = self.fit.supported(columns)
        against = _against(readings)
        return [
            Judgement(
                alignment.claim,
                float(p),
                float((1.0 - p) * q),
                alignment.candidates,
                Method.NETWORK,
                tuple(marked(claim.text, reading, len(text) - len(claim.text), self.fit.mark)),
            )
            for alignment, claim, text, reading, p, q in zip(
                alignments, claims, asked, readings, supported, against, strict=True
            )
        ]


def cover_passage(alignment: Alignment, sources: Sequence[Source]) -> str:
    """Return the sentences that decide a claim, in the order of the sources; empty where there are none."""
    return " ".join(sources[source].sentences[at].text for source, at in sorted(alignment.cover))


def weighed_columns(readings: Sequence[Reading], plain: Floats) -> dict[str, Floats]:
    """Return COLUMNS by name, each of shape (n,).

    Args:
        readings: Of n claims.
        plain: P(supported) of each from the alignment alone.
    """
    against, entailed, neutral = np.array([r.logits for r in readings], dtype=np.float64).T
    marks = np.array([r.marks.max(initial=-FARTHEST) for r in readings], dtype=np.float64)
    odds = np.log(plain) - np.log1p(-plain)
    return {
        "entailment": np.clip(entailed - np.logaddexp(against, neutral), -FARTHEST, FARTHEST),
        "contradiction": np.clip(against - np.logaddexp(entailed, neutral), -FARTHEST, FARTHEST),
        "mark": np.clip(marks, -FARTHEST, FARTHEST),
        "alignment": np.clip(odds, -SUREST, SUREST),
    }


def _against(readings: Sequence[Reading]) -> Floats:
    """Return P(contradicted | not supported) of each claim: the reader's own, shape (n,)."""
    against, _, neutral = np.array([r.logits for r in readings], dtype=np.float64).T
    shares: Floats = 1.0 / (1.0 + np.exp(np.clip(neutral - against, -60.0, 60.0)))
    return shares


def word_marks(text: str, reading: Reading, offset: int) -> list[tuple[tuple[int, int], float]]:
    """Return where each word of a claim stands, and the highest mark of its pieces; arguments as `marked`.

    A word that was not read, behind the last piece that is, has a mark of minus infinity.
    """
    each = [(word.start, word.end) for word in words(text)]
    highest = [-np.inf] * len(each)
    for (start, end), mark in zip(reading.spans, reading.marks.tolist(), strict=True):
        for at, (low, high) in enumerate(each):
            if low < end - offset and start - offset < high:
                highest[at] = max(highest[at], mark)
    return list(zip(each, highest, strict=True))


def marked(text: str, reading: Reading, offset: int, least: float) -> list[Span]:
    """Return the phrases of a claim that the reader marks, the surest first.

    Whole words, neighbours as one, at most 6. Empty where nothing is marked, or so much that the claim is
    wrong as a whole.

    Args:
        text: Of the claim.
        reading: Of it, behind `offset` characters of context.
        offset: Length of that context.
        least: Log-odds from which a word piece is marked.
    """
    each = word_marks(text, reading, offset)
    sure = [mark for _, mark in each]
    flagged = [at for at, mark in enumerate(sure) if mark >= least]
    if not flagged or len(flagged) > MOST_MARKED * len(each):
        return []
    phrases: list[tuple[float, Span]] = []
    for at in flagged:
        span = Span(*each[at][0])
        if phrases and at - 1 in flagged:
            best, before = phrases.pop()
            phrases.append((max(best, sure[at]), Span(before.start, span.end)))
        else:
            phrases.append((sure[at], span))
    return [span for _, span in sorted(phrases, key=lambda phrase: (-phrase[0], phrase[1]))[:MARKS]]


@cache
def load_reading() -> ReadingFit:
    """Return the shipped fit. Raises ModelError where it is missing or damaged."""
    path = files("fidelity").joinpath(*FILE)
    try:
        return read_reading(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(f"{'/'.join(FILE)} is missing or damaged; reinstall source-fidelity") from error


def read_reading(data: bytes) -> ReadingFit:
    """Return the fit that `data` describes. Raises ValueError, KeyError or TypeError."""
    table = json.loads(data)
    if table["format"] != FORMAT:
        raise ValueError("another format")
    shares = {
        name: _share(table[name])
        for name in ("prior", "verbatim", "threshold", "certain_threshold", "contradiction_threshold")
    }
    return ReadingFit(
        claim=read_additive(table["claim"], COLUMNS),
        calibration=read_additive(table["calibration"], (SCORE,)),
        mark=float(table["mark"]),
        sha256=hashlib.sha256(data).hexdigest(),
        **shares,
    )


def _share(value: object) -> float:
    share = float(value)  # type: ignore[arg-type]
    if not 0.0 <= share <= 1.0:
        raise ValueError("not a probability")
    return share
