"""What each step of the cascade decides, how often it errs, and what reading every pair would cost.

    python -m benchmarks.judge.study.steps --data DIR --cache FILE [--rows 100] [--pairs 24] [--out FILE]

Steps: the share of claims that each decides, and, of those whose label is known (all claims of a
supported row, the only claim of an unsupported one), the share that is supported and the share that the
threshold puts on the wrong side. All pairs: the way of SummaC-ZS (Laban et al. 2022) with the very same
network, every claim beside every source sentence, the best counts, the mean over claims is the row's score.
Both are timed on the same rows in turn, embeddings included, nothing remembered, on all cores.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.judge.study.marked_words import RESULTS, CheckedRow, Checks
from fidelity.align import FusedAligner
from fidelity.bench.bootstrap import Resampling
from fidelity.bench.statistics import auc, ratio
from fidelity.embed import make_embedder
from fidelity.judge import make_judge
from fidelity.judge.network import OnnxNetwork
from fidelity.judge.remembering_network import RememberingNetwork

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SETS = (
    "bump", "cliff", "cogensumm", "faithbench", "polytope", "qags", "storysumm_sent", "summeval", "wice",
    "xsumfaith",
)  # fmt: skip


JUDGING = "shipped, judging alone"
LENGTHS = (1, 10, 20, 40, 1_000_000)
"""Sources are told apart by their sentences: from each of these to below the next."""


def decided(checked: Sequence[CheckedRow], threshold: float, seed: int) -> dict[str, dict[str, Any]]:
    """Return, for each step, its share of all claims and how it errs on those whose label is known.

    Intervals are over source groups.
    """
    groups = [one.row.source_group for one in checked]
    sampling = Resampling(groups, seed)
    steps = sorted({judgement.method.value for one in checked for judgement in one.judgements})
    every = np.array([len(one.judgements) for one in checked], dtype=np.float64)
    shares = {}
    for step in steps:
        mine, known, supported, alarms, misses = (np.zeros(len(checked)) for _ in range(5))
        for at, one in enumerate(checked):
            ps = [j.p_supported for j in one.judgements if j.method.value == step]
            mine[at] = len(ps)
            if one.row.label == 1:
                known[at] = supported[at] = len(ps)
                alarms[at] = sum(p < threshold for p in ps)
            elif len(one.judgements) == 1 and ps:
                known[at] = 1
                misses[at] = ps[0] >= threshold
        parts = {
            "share": (mine, every),
            "supported": (supported, known),
            "false_alarms": (alarms, supported),
            "misses": (misses, known - supported),
        }
        shares[step] = {
            "claims": int(mine.sum()),
            "known": int(known.sum()),
            **{
                name: sampling.figure(
                    lambda weights, part=part, whole=whole: ratio(part @ weights, whole @ weights),  # type: ignore[misc]
                    "none is known",
                ).to_dict()
                for name, (part, whole) in parts.items()
            },
        }
    return shares


def all_pairs(one: CheckedRow, network: OnnxNetwork) -> float:
    """Return the mean over claims of the entailment beside the best source sentence, log-odds."""
    sentences = [sentence.text for source in one.sources for sentence in source.sentences]
    claims = [alignment.claim.text for alignment in one.alignments]
    logits = network.logits([(sentence, claim) for claim in claims for sentence in sentences])
    odds = logits[:, 1] - np.logaddexp(logits[:, 0], logits[:, 2])
    return float(odds.reshape(len(claims), len(sentences)).max(axis=1).mean())


def against_all_pairs(
    checked: Sequence[CheckedRow], checks: Checks
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Return the scores of both ways, and their seconds, alignment and embeddings included, by row."""
    embedder = make_embedder("default")
    assert embedder is not None
    aligner = FusedAligner(checks.lexicon, embedder)
    network, rival = OnnxNetwork(), OnnxNetwork()
    judge = make_judge("default", checks.lexicon, semantic=True, network=network)
    for warm in (network, rival):
        warm.logits([("A wall was built.", "A wall stands.")])
    embedder.embed(["A wall was built."])
    scores: dict[str, list[float]] = {"shipped": [], "all pairs": []}
    seconds: dict[str, list[float]] = {"shipped": [], "all pairs": [], JUDGING: []}
    for one in checked:
        begun = time.perf_counter()
        alignments = aligner.align(one.story.heads, one.sources)
        aligned = time.perf_counter()
        whole = judge.faithful(judge.judge(alignments, one.sources))
        ended = time.perf_counter()
        assert whole is not None
        scores["shipped"].append(whole)
        seconds["shipped"].append(ended - begun)
        seconds[JUDGING].append(ended - aligned)
        begun = time.perf_counter()
        scores["all pairs"].append(all_pairs(one, rival))
        seconds["all pairs"].append(time.perf_counter() - begun)
    arrays = [{name: np.array(part) for name, part in by_way.items()} for by_way in (scores, seconds)]
    return arrays[0], arrays[1]


def compared(checked: Mapping[str, Sequence[CheckedRow]], checks: Checks) -> dict[str, Any]:
    """Return the AUC of both ways by set, their means, and how many times longer all pairs take.

    Sets whose rows all have one label have no AUC.
    """
    areas: dict[str, dict[str, float]] = {}
    taken = []
    every = [one for rows in checked.values() for one in rows]
    for name, rows in checked.items():
        scores, seconds = against_all_pairs(rows, checks)
        taken.append(seconds)
        labels = np.array([one.row.label for one in rows])
        ones = np.ones((len(rows), 1))
        if len(set(labels.tolist())) > 1:
            areas[name] = {way: round(float(auc(labels, part, ones)[0]), 4) for way, part in scores.items()}
    whole = {way: np.concatenate([seconds[way] for seconds in taken]) for way in taken[0]}
    sentences = np.array([sum(len(source.sentences) for source in one.sources) for one in every])
    claims = np.array([len(one.alignments) for one in every])
    return {
        "rows": {name: len(rows) for name, rows in checked.items()},
        "pairs": int(claims @ sentences),
        "auc": areas,
        "mean": {
            way: round(float(np.mean([a[way] for a in areas.values()])), 4)
            for way in ("shipped", "all pairs")
        },
        "by_sentences": by_sentences(sentences, whole),
        **times(whole),
    }


def times(seconds: Mapping[str, Floats]) -> dict[str, Any]:
    """Return the seconds of each way, and how many times longer all pairs take."""
    total = {way: float(part.sum()) for way, part in seconds.items()}
    return {
        "seconds": {way: round(value, 2) for way, value in total.items()},
        "times_longer": round(total["all pairs"] / total["shipped"], 1),
        "times_longer_judging_alone": round(total["all pairs"] / total[JUDGING], 1),
    }


def by_sentences(sentences: NDArray[np.int64], seconds: Mapping[str, Floats]) -> list[dict[str, Any]]:
    """Return `times` of sources of so many sentences; those of no row are left out."""
    spans = []
    for low, high in pairwise(LENGTHS):
        here = (sentences >= low) & (sentences < high)
        if here.any():
            part = {way: values[here] for way, values in seconds.items()}
            mean = round(float(sentences[here].mean()), 1)
            spans.append(
                {"from": low, "below": high, "rows": int(here.sum()), "mean_sentences": mean, **times(part)}
            )
    return spans


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds labelled/")
    parser.add_argument("--cache", type=Path, required=True, help="file that keeps embeddings and logits")
    parser.add_argument("--sets", nargs="+", default=SETS)
    parser.add_argument("--rows", type=int, default=100, help="at most the first so many of each set")
    parser.add_argument("--pairs", type=int, default=24, help="... of which all pairs are read too")
    parser.add_argument("--out", type=Path, default=RESULTS / "judge" / "steps.json")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    network = RememberingNetwork(OnnxNetwork(), args.cache)
    checks = Checks(args.cache, network, "default")
    checked = {
        name: list(checks.rows(args.data, name, args.rows, marked=False, seed=args.seed))
        for name in args.sets
    }
    checks.embedder.save()
    network.save()
    every = [one for part in checked.values() for one in part]
    results = {
        "judge": checks.judge.signature,
        "rows": {name: len(part) for name, part in checked.items()},
        "steps": decided(every, checks.judge.threshold, args.seed),
        "all_pairs": compared({name: part[: args.pairs] for name, part in checked.items()}, checks),
    }
    args.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
