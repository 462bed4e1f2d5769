"""What goes beyond one score a row: marked spans, marked evidence, minimal pairs, ranks of systems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from fidelity.bench.bootstrap import DRAWS, Figure, Resampling
from fidelity.bench.cards import Card
from fidelity.bench.rows import Row
from fidelity.bench.scores import Scored
from fidelity.bench.statistics import kendall, ratio, run_sums, spearman

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["LEAST_SYSTEMS", "evidence_share", "extra_figures"]

LEAST_SYSTEMS = 5
RECALL_AT = (1, 3, 5)
# A passage covers a marked sentence when it holds at least this share of its characters.
COVERED = 0.5

Place = tuple[int, int]
Pair = tuple[Row, Scored]


def extra_figures(
    card: Card, pairs: Sequence[Pair], *, threshold: float | None, seed: int, draws: int = DRAWS
) -> dict[str, Figure]:
    """Return every figure that the rows' marks allow, by name; nothing where there are no marks.

    Args:
        card: Of the set.
        pairs: Rows with their scores, all of them scored.
        threshold: P(supported) below which a claim is flagged; None where that is not known.
        seed: Of the bootstrap.
        draws: Of the bootstrap.
    """

    def sampling(rows: Iterable[Row]) -> Resampling:
        return Resampling([row.source_group for row in rows], seed, draws)

    return {
        **_span_figures(card, pairs, threshold, sampling),
        **_localisation(card, pairs, sampling),
        **_evidence_recall(pairs, sampling),
        **_pair_consistency(card, pairs, sampling),
        **_system_ranks(pairs, sampling),
    }


Sampling = Callable[[Iterable[Row]], Resampling]


def _span_figures(
    card: Card, pairs: Sequence[Pair], threshold: float | None, sampling: Sampling
) -> dict[str, Figure]:
    """Compare flagged places with people's, character by character, over all rows together."""
    kept = [(row, scored) for row, scored in pairs if row.spans is not None and scored.claims]
    if not any(_marked(card, row) for row, _ in kept):
        return {}
    flags: dict[str, list[list[Place]]] = {
        "findings": [list(scored.places) for _, scored in kept],
        "everything": [[(0, len(row.claim))] for row, _ in kept],
    }
    if threshold is not None:
        flags["claims"] = [
            [claim.span for claim in scored.claims if claim.p_supported < threshold] for _, scored in kept
        ]
    here = sampling(row for row, _ in kept)
    figures = {}
    for name, flagged in sorted(flags.items()):
        counts = np.array(
            [
                _overlap(places, _marked(card, row), len(row.claim))
                for places, (row, _) in zip(flagged, kept, strict=True)
            ],
            dtype=np.float64,
        )
        hit, extra, missed = counts.T
        parts = {"f1": (2 * hit, 2 * hit + extra + missed)}
        if name != "everything":
            parts |= {"precision": (hit, hit + extra), "recall": (hit, hit + missed)}
        for statistic, (part, whole) in parts.items():
            figures[f"span_{statistic}_{name}"] = here.figure(_share_of(part, whole), "nothing is flagged")
    return figures


def _localisation(card: Card, pairs: Sequence[Pair], sampling: Sampling) -> dict[str, Figure]:
    """Ask whether the claim that is least likely supported is one that people marked.

    Of unsupported rows with marks and at least two claims; by chance is the share of marked claims.
    """
    kept, hits, chances = [], [], []
    for row, scored in pairs:
        marked = _marked(card, row)
        if row.label or not marked or len(scored.claims) < 2:
            continue
        touched = [any(_touch(claim.span, place) for place in marked) for claim in scored.claims]
        least = min(range(len(touched)), key=lambda at: (scored.claims[at].p_supported, at))
        kept.append(row)
        hits.append(float(touched[least]))
        chances.append(sum(touched) / len(touched))
    if not kept:
        return {}
    here = sampling(kept)
    return {"localisation": here.figure(_mean(hits)), "localisation_by_chance": here.figure(_mean(chances))}


def _evidence_recall(pairs: Sequence[Pair], sampling: Sampling) -> dict[str, Figure]:
    """Ask how much of the marked evidence the best k passages of the row's claims hold.

    People gave alternative sets of source sentences. `evidence_recall_at_k` is the share of the best
    covered alternative, `evidence_whole_at_k` the share of rows in which one is covered whole.
    """
    kept = []
    for row, scored in pairs:
        options = [option for option in _alternatives(row) if option]
        if options and any(claim.evidence for claim in scored.claims):
            kept.append((row, scored, options))
    if not kept:
        return {}
    here = sampling(row for row, _, _ in kept)
    figures = {}
    for k in RECALL_AT:
        best = []
        for _, scored, options in kept:
            passages = [place for claim in scored.claims for place in claim.evidence[:k]]
            best.append(max(_covered_share(option, passages) for option in options))
        figures[f"evidence_recall_at_{k}"] = here.figure(_mean(best))
        figures[f"evidence_whole_at_{k}"] = here.figure(_mean([float(share == 1.0) for share in best]))
    return figures


def _pair_consistency(card: Card, pairs: Sequence[Pair], sampling: Sampling) -> dict[str, Figure]:
    """Ask how often the supported one of two texts that differ by one edit scores higher; ties: half."""
    by_pair: dict[str, tuple[list[Pair], list[Pair]]] = {}
    for row, scored in pairs:
        name = row.source_id if card.pairs == "source_id" else row.pair_id
        if name is not None:
            by_pair.setdefault(name, ([], []))[row.label].append((row, scored))
    kept, wins = [], []
    for bad, good in by_pair.values():
        for row, right in good:
            for _, wrong in bad:
                kept.append(row)
                wins.append(0.5 + 0.5 * float(np.sign(_score(right) - _score(wrong))))
    return {"pair_consistency": sampling(kept).figure(_mean(wins))} if kept else {}


def _system_ranks(pairs: Sequence[Pair], sampling: Sampling) -> dict[str, Figure]:
    """Correlate the systems' mean scores with their shares of supported rows."""
    kept = [(row, scored) for row, scored in pairs if row.summarizer is not None]
    # Rows by system, so that each system's are one run.
    kept.sort(key=lambda pair: pair[0].summarizer or "")
    names = [row.summarizer for row, _ in kept]
    starts = np.array([at for at, name in enumerate(names) if not at or names[at - 1] != name], dtype=int)
    if len(starts) < LEAST_SYSTEMS:
        return {}
    scores = np.array([_score(scored) for _, scored in kept])
    labels = np.array([float(row.label) for row, _ in kept])

    def means(weights: Floats, values: Floats) -> Floats:
        return ratio(run_sums(weights * values[:, None], starts), run_sums(weights, starts))

    here = sampling(row for row, _ in kept)
    figures = {}
    for name, correlation in (("kendall", kendall), ("spearman", spearman)):
        figure = here.figure(
            lambda weights, correlation=correlation: correlation(  # type: ignore[misc]
                np.round(means(weights, scores), 9), np.round(means(weights, labels), 9)
            ),
            "all systems alike",
        )
        figures[f"systems_{name}"] = figure
    return {"systems": Figure(float(len(starts)), None, len(kept), "a count")} | figures


def _score(scored: Scored) -> float:
    assert scored.score is not None
    return scored.score


def _mean(values: Sequence[float]) -> Callable[[Floats], Floats]:
    column = np.array(values, dtype=np.float64)
    return _share_of(column, np.ones(len(column)))


def _share_of(part: Floats, whole: Floats) -> Callable[[Floats], Floats]:
    return lambda weights: ratio(part @ weights, whole @ weights)


def _marked(card: Card, row: Row) -> list[Place]:
    return [(m.start, m.end) for m in row.spans or () if m.type not in card.benign_spans]


def _overlap(flagged: Sequence[Place], marked: Sequence[Place], length: int) -> tuple[int, int, int]:
    """Return how many characters are in both, in `flagged` alone and in `marked` alone."""
    ours, theirs = _painted(flagged, length), _painted(marked, length)
    both = int((ours & theirs).sum())
    return both, int(ours.sum()) - both, int(theirs.sum()) - both


def _painted(places: Sequence[Place], length: int) -> NDArray[np.bool_]:
    painted = np.zeros(length, dtype=bool)
    for start, end in places:
        painted[start:end] = True
    return painted


def _touch(first: Place, second: Place) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _alternatives(row: Row) -> list[list[Place]]:
    """Return the marked sets of source sentences as places, found in the source one after the other."""
    marked: Any = row.evidence.get("supporting_sentences") if isinstance(row.evidence, Mapping) else None
    sentences = row.extra.get("source_sentences")
    if not isinstance(marked, list) or not isinstance(sentences, list):
        return []
    places: list[Place] = []
    at = 0
    for sentence in sentences:
        start = row.source.find(sentence, at) if isinstance(sentence, str) else -1
        if start < 0:
            return []
        at = start + len(sentence)
        places.append((start, at))
    return [
        [places[index] for index in option if isinstance(index, int) and 0 <= index < len(places)]
        for option in marked
        if isinstance(option, list)
    ]


def evidence_share(row: Row, passages: Sequence[Place]) -> float | None:
    """Return the share, 0..1, of a row's marked evidence that passages hold; None without a mark."""
    options = [option for option in _alternatives(row) if option]
    return max(_covered_share(option, passages) for option in options) if options else None


def _covered_share(option: Sequence[Place], passages: Sequence[Place]) -> float:
    held = sum(
        any(min(end, last) - max(start, first) >= COVERED * max(1, end - start) for first, last in passages)
        for start, end in option
    )
    return held / len(option)
