"""Which words lack support: what the checker marks beside what people marked, character by character.

    python -m benchmarks.judge.study.marked_words --data DIR --cache FILE [--network FOLDER] [--out FILE]

Four ways to mark: the whole claim, the alignment's phrases, the network's (each phrase left out in turn),
and what ships, both. A way that can say nothing marks the whole claim. Two questions: `flagged`, of the
claims that the judge calls unsupported, as a report marks them, so that a defect it misses counts against
every way; and `marked`, of the claims that people marked anything in, which asks for the words alone. F1,
precision and recall are those of `fidelity/bench/marks.py`, over all rows together, with 95% intervals
over source groups.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.judge.study.shelf import Shelf
from fidelity.align import FusedAligner
from fidelity.bench.bootstrap import Resampling
from fidelity.bench.loading import load_file
from fidelity.bench.measure import card_of
from fidelity.bench.statistics import ratio
from fidelity.errors import InputError
from fidelity.judge import make_judge
from fidelity.judge.network import OnnxNetwork
from fidelity.judge.remembering_network import RememberingNetwork
from fidelity.judge.unsupported import (
    Entailment,
    lacking_words,
    log_odds,
    occluded_words,
    unsupported_words,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from fidelity.bench.rows import Row
    from fidelity.types import Alignment, Judgement, Source, Story

RESULTS = Path(__file__).resolve().parents[2] / "results"
SETS = ("cliff", "faithbench", "qags", "xsumfaith")
QUESTIONS = ("flagged", "marked")
PARTS = {"f1": (2, 2, 1, 1), "precision": (1, 1, 1, 0), "recall": (1, 1, 0, 1)}

Place = tuple[int, int]
Way = Callable[["Alignment", Sequence["Source"]], Sequence[Place]]


@dataclass(frozen=True)
class CheckedRow:
    """A row taken apart and judged, one judgement for each group of equal claims."""

    row: Row
    story: Story
    sources: tuple[Source, ...]
    alignments: tuple[Alignment, ...]
    judgements: tuple[Judgement, ...]


class Checks(Shelf):
    """Rows through the stages of `check` that come before the rules."""

    def __init__(self, memory: Path, network: RememberingNetwork | None, judge: str) -> None:
        super().__init__(memory, threads=1)
        self.aligner = FusedAligner(self.lexicon, self.embedder)
        self.judge = make_judge(judge, self.lexicon, semantic=True, threads=1, network=network)

    def rows(
        self, data: Path, name: str, most: int | None, *, marked: bool = True, seed: int | None = None
    ) -> Iterator[CheckedRow]:
        """Yield at most `most` rows of a set; those without a claim are left out.

        With `marked`, of those that people looked for words in; drawn with `seed`, or else the first.
        """
        rows = load_file(data / "labelled" / f"{name}.jsonl.gz").rows
        rows = [row for row in rows if row.spans is not None or not marked]
        if seed is not None:
            random.Random(seed).shuffle(rows)
        for row in rows[:most]:
            try:
                yield self._check(row)
            except InputError as error:
                print(f"{name} {row.id}: left out: {error}", file=sys.stderr)

    def _check(self, row: Row) -> CheckedRow:
        story, source = self.apart(row)
        alignments = self.aligner.align(story.heads, (source,))
        judgements = self.judge.judge(alignments, (source,))
        return CheckedRow(row, story, (source,), alignments, judgements)


def ways(checks: Checks, entailment: Entailment | None) -> dict[str, Way]:
    """Return the ways to mark a claim: each gives places in its text, none where it can say nothing."""
    known = checks.lexicon.judge

    def alignment(one: Alignment, sources: Sequence[Source]) -> list[Place]:
        _, marks = lacking_words(one.claim, one.candidates, sources, known)
        return [(mark.span.start, mark.span.end) for mark in marks]

    def occlusion(one: Alignment, sources: Sequence[Source]) -> list[Place]:
        assert entailment is not None
        marks = occluded_words(one.claim, one.candidates, sources, known, entailment)
        return [(mark.span.start, mark.span.end) for mark in marks]

    def both(one: Alignment, sources: Sequence[Source]) -> list[Place]:
        marks = unsupported_words(one.claim, one.candidates, sources, known, entailment)
        return [(mark.span.start, mark.span.end) for mark in marks]

    marking: dict[str, Way] = {"whole claims": lambda _one, _sources: [], "alignment": alignment}
    return marking if entailment is None else {**marking, "occlusion": occlusion, "both": both}


def marked_by_people(row: Row) -> NDArray[np.bool_]:
    """Return which characters of a row people marked as unsupported."""
    card = card_of(row.dataset)
    return painted(
        [(mark.start, mark.end) for mark in row.spans or () if mark.type not in card.benign_spans],
        len(row.claim),
    )


def painted(places: Sequence[Place], length: int) -> NDArray[np.bool_]:
    """Return which of `length` characters some place holds."""
    marked = np.zeros(length, dtype=np.bool_)
    for start, end in places:
        marked[start:end] = True
    return marked


def counts(checked: CheckedRow, way: Way, threshold: float) -> dict[str, tuple[int, int, int]]:
    """Return by question how many characters are in both marks, in ours alone, in people's alone."""
    theirs = marked_by_people(checked.row)
    ours: dict[str, list[Place]] = {question: [] for question in QUESTIONS}
    for number, (alignment, judgement) in enumerate(zip(checked.alignments, checked.judgements, strict=True)):
        claims = [checked.story.claims[at] for at in checked.story.groups[number]]
        asked = {
            "flagged": judgement.p_supported < threshold,
            "marked": any(theirs[claim.span.start : claim.span.end].any() for claim in claims),
        }
        if not any(asked.values()):
            continue
        words = way(alignment, checked.sources)
        for claim in claims:
            # Other claims of the group say the same words, and nearly always letter by letter.
            inside = words if claim.text == alignment.claim.text else ()
            spans = [claim.rendered.locate(*place) for place in inside] or [claim.span]
            for question, yes in asked.items():
                if yes:
                    ours[question] += [(span.start, span.end) for span in spans]
    tallies = {}
    for question, places in ours.items():
        own = painted(places, len(theirs))
        parts = (own & theirs, own & ~theirs, ~own & theirs)
        tallies[question] = (int(parts[0].sum()), int(parts[1].sum()), int(parts[2].sum()))
    return tallies


def figures(rows: Sequence[Row], tallies: Sequence[tuple[int, int, int]], seed: int) -> dict[str, Any]:
    """Return F1, precision and recall of all rows together."""
    hit, extra, missed = np.array(tallies, dtype=np.float64).T
    sampling = Resampling([row.source_group for row in rows], seed)
    told = {}
    for name, (gain, both, ours, theirs) in PARTS.items():
        part, whole = gain * hit, both * hit + ours * extra + theirs * missed
        figure = sampling.figure(
            lambda weights, part=part, whole=whole: ratio(part @ weights, whole @ weights),  # type: ignore[misc]
            "nothing is marked",
        )
        told[name] = figure.to_dict()
    return told


def table(results: dict[str, Any]) -> str:
    """Return span F1 as a Markdown table."""
    names = list(results["sets"])
    lines = [f"| question | marks | {' | '.join(names)} |", "|---" * (len(names) + 2) + "|"]
    for question in QUESTIONS:
        for way in results["sets"][names[0]][question]:
            cells = [_cell(results["sets"][name][question][way]) for name in names]
            lines.append(f"| {question} | {way} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(told: dict[str, Any]) -> str:
    if any(told[name]["value"] is None for name in ("f1", "precision", "recall")):
        return "nothing to mark"
    low, high = told["f1"]["interval"] or (float("nan"), float("nan"))
    return (
        f"{told['f1']['value']:.3f} [{low:.3f}, {high:.3f}] "
        f"(P {told['precision']['value']:.2f}, R {told['recall']['value']:.2f})"
    )


def main() -> None:
    """Measure every way on every set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds labelled/")
    parser.add_argument("--cache", type=Path, required=True, help="file that keeps embeddings and logits")
    parser.add_argument("--network", type=Path, help="an exported network; default: the shipped one")
    parser.add_argument("--judge", default="default", help='"alignment": no network at all')
    parser.add_argument("--sets", nargs="+", default=SETS)
    parser.add_argument("--rows", type=int, help="at most the first so many of each set")
    parser.add_argument("--out", type=Path, default=RESULTS / "judge" / "explain.json")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    network = None
    if args.judge == "default" or args.network is not None:
        network = RememberingNetwork(OnnxNetwork(args.network, threads=1), args.cache)
    checks = Checks(args.cache, network if args.judge == "default" else None, args.judge)
    threshold = checks.judge.threshold
    results: dict[str, Any] = {
        "judge": checks.judge.signature,
        "network": None if network is None else network.signature,
        "threshold": threshold,
        "seed": args.seed,
        "rows": {},
        "sets": {},
    }
    for name in args.sets:
        rows: list[Row] = []
        every: dict[str, list[dict[str, tuple[int, int, int]]]] = {}
        for checked in checks.rows(args.data, name, args.rows):
            rows.append(checked.row)
            for label, way in ways(checks, None if network is None else log_odds(network)).items():
                every.setdefault(label, []).append(counts(checked, way, threshold))
        results["rows"][name] = len(rows)
        results["sets"][name] = {
            question: {
                label: figures(rows, [one[question] for one in part], args.seed)
                for label, part in every.items()
            }
            for question in QUESTIONS
        }
        checks.embedder.save()
        if network is not None:
            network.save()
        args.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        print(table(results), flush=True)


if __name__ == "__main__":
    main()
