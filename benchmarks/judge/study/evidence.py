"""What the network is shown, compared: how passages are found, how wide they are, how many are joined.

    python -m benchmarks.judge.study.evidence --data DIR --cache FILE --network DIR --out FILE [--rows 100]

Two questions for every way: how much of the evidence that people marked in wice is among the best k
passages, and the AUC of the network alone (no features, no stack) when it reads what was found, on
held-back groups of labelled sets and on wice. The way that ships is chosen on the former;
wice is reported.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.judge.split import held_back, zero_shot_groups
from benchmarks.judge.study.shelf import Shelf
from fidelity.align import FusedAligner
from fidelity.bench.loading import load_file
from fidelity.bench.marks import evidence_share
from fidelity.bench.rows import Row
from fidelity.errors import InputError
from fidelity.judge.network import OnnxNetwork
from fidelity.judge.passages import PASSAGE_WORDS, joined_passage, reading_of
from fidelity.lexicon import Lexicon
from fidelity.types import Alignment, Source

# Of ragtruth too few rows are held back.
SETS = ("frank_val", "summedits", "summeval", "xsumfaith", "factcc_val", "defacto", "wice")
RECALL_AT = (1, 3, 5)
LONGEST = 12


@dataclass(frozen=True)
class Way:
    """One way to choose what the network is shown.

    Attributes:
        share: Of the semantic score among the two by which passages are ranked.
        window: Most adjacent sentences in a passage.
        words: Length of the joined passage; 0: each passage alone, the best P(entailment) counts.
    """

    name: str
    share: float = 0.5
    window: int = 3
    words: int = PASSAGE_WORDS


WAYS = (
    Way("as shipped: fused, windows to 3, joined to 100 words"),
    Way("lexical", share=0.0),
    Way("semantic", share=1.0),
    Way("fused, single sentences", window=1),
    Way("fused, windows to 2", window=2),
    Way("joined to 50 words", words=50),
    Way("joined to 150 words", words=150),
    Way("joined to 250 words", words=250),
    Way("five passages, the best alone", words=0),
)


def aligned(shelf: Shelf, row: Row, way: Way) -> tuple[tuple[Alignment, ...], Source]:
    """Return a row's alignments in one way. Raises InputError where it holds no claim or no sentence."""
    story, source = shelf.apart(row)
    embedder = shelf.embedder if way.share else None
    aligner = FusedAligner(shelf.lexicon, embedder, window=way.window, semantic_share=way.share)
    return aligner.align(story.heads[:LONGEST], [source]), source


def pairs_of(
    alignments: Sequence[Alignment], source: Source, way: Way, lexicon: Lexicon
) -> list[list[tuple[str, str]]]:
    """Return the pairs to read for each claim."""
    pairs = []
    for alignment in alignments:
        claim = reading_of(alignment.claim, lexicon.judge)
        if way.words:
            passages = [joined_passage(alignment.candidates, [source], way.words)]
        else:
            passages = [joined_passage([evidence], [source]) for evidence in alignment.candidates]
        pairs.append([(passage, claim) for passage in passages])
    return pairs


def score(network: OnnxNetwork, pairs: Sequence[Sequence[tuple[str, str]]]) -> float:
    """Return log P(all claims supported), each claim by its best passage."""
    logits = network.logits([pair for part in pairs for pair in part])
    logs = logits[:, 1] - np.logaddexp.reduce(logits, axis=1)
    ends = np.cumsum([len(part) for part in pairs])[:-1]
    return float(sum(part.max() for part in np.split(logs, ends)))


def rows_of(data: Path, most: int, seed: int) -> Iterator[Row]:
    """Yield rows by source: of the in-domain sets held-back ones only."""
    barred = zero_shot_groups(data)
    for name in SETS:
        rows = list(load_file(data / "labelled" / f"{name}.jsonl.gz").rows)
        if name != "wice":
            rows = [row for row in rows if held_back(row.source_group) and row.source_group not in barred]
            rows = random.Random(seed).sample(rows, min(most, len(rows)))
        yield from sorted(rows, key=lambda row: row.source)


def measure(rows: Sequence[Row], shelf: Shelf, network: OnnxNetwork, way: Way) -> dict[str, Any]:
    """Return AUC by set, recall@k on wice, and pairs read a claim."""
    scores: dict[str, list[tuple[int, float]]] = {}
    shares: dict[int, list[float]] = {k: [] for k in RECALL_AT}
    claims = read = 0
    for row in rows:
        try:
            alignments, source = aligned(shelf, row, way)
        except InputError:
            continue
        pairs = pairs_of(alignments, source, way, shelf.lexicon)
        claims += len(pairs)
        read += sum(len(part) for part in pairs)
        scores.setdefault(row.dataset, []).append((row.label, score(network, pairs)))
        for k in RECALL_AT:
            passages = [(e.span.start, e.span.end) for a in alignments for e in a.candidates[:k]]
            share = evidence_share(row, passages)
            if share is not None:
                shares[k].append(share)
    auc = {name: float(roc_auc_score(*zip(*part, strict=True))) for name, part in scores.items()}
    held = [value for name, value in auc.items() if name != "wice"]
    return {
        "auc": auc,
        "mean_held_back": float(np.mean(held)),
        "recall": {k: float(np.mean(part)) for k, part in shares.items()},
        "pairs_a_claim": read / max(1, claims),
    }


def table(results: dict[str, dict[str, Any]]) -> str:
    """Return the ways as a Markdown table."""
    names = [*SETS]
    head = [
        "shown",
        "mean of held-back sets",
        *names,
        *(f"wice recall@{k}" for k in RECALL_AT),
        "pairs a claim",
    ]
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    for way, value in results.items():
        cells = [way, f"{value['mean_held_back']:.3f}"]
        cells += [f"{value['auc'].get(name, math.nan):.3f}" for name in names]
        cells += [f"{value['recall'][k]:.3f}" for k in value["recall"]]
        lines.append("| " + " | ".join([*cells, f"{value['pairs_a_claim']:.1f}"]) + " |")
    return "\n".join(lines)


def main() -> None:
    """Measure every way."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True, help="file that keeps embeddings")
    parser.add_argument("--network", type=Path, default=None, help="default: the shipped one")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=100, help="most rows of each in-domain set")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    shelf, network = Shelf(args.cache), OnnxNetwork(args.network)
    rows = list(rows_of(args.data, args.rows, args.seed))
    results: dict[str, dict[str, Any]] = {}
    for way in WAYS:
        results[way.name] = measure(rows, shelf, network, way)
        shelf.embedder.save()
        args.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        print(table(results), flush=True)


if __name__ == "__main__":
    main()
