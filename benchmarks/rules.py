"""Measure the rules on text that people labelled: false alarms, precision, recall.

    python -m benchmarks.rules --data DIR [--limit N] [--seed 7] [--embedder none] [--show F401]

DIR holds `labelled/*.jsonl.gz` (rows of source, claim, label 1 = everything supported). Every rule
is counted on the faithful rows, where a finding is a false alarm unless the text has the defect;
F101 and F102 also on the unfaithful ones. Defects planted in faithful rows (`planted_defects.py`)
give recall. Writes counts, never text: `benchmarks/results/rules.json`, and from it
`fidelity/figures.json`, which `fidelity explain` prints. `--show` prints a rule's findings on
faithful rows, to be read and entered in TRUE_DEFECTS.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import fidelity
from benchmarks.planted_defects import PLANTERS, Planted, dictionary
from fidelity.align import FusedAligner
from fidelity.config import Config
from fidelity.embed import make_embedder
from fidelity.errors import InputError
from fidelity.judge import make_judge
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.protocols import Embedder
from fidelity.read import read_string
from fidelity.rules import run_rules, selected_rules
from fidelity.text.words import phrase_pattern
from fidelity.types import Finding, Severity, Source

ROOT = Path(__file__).resolve().parent.parent
# Zero-shot sets are never learnt from; in-domain ones have relatives among what the judge learnt.
SETS = {
    "bump": "zero-shot", "cliff": "zero-shot", "cogensumm": "zero-shot",
    "faithbench": "zero-shot", "faithbench_sent": "zero-shot", "polytope": "zero-shot",
    "qags": "zero-shot", "qags_sent": "zero-shot", "storysumm": "zero-shot",
    "storysumm_sent": "zero-shot", "wice": "zero-shot", "frank_val": "in-domain",
    "summedits": "in-domain", "summeval": "in-domain", "xsumfaith": "in-domain",
    "ragtruth_summ_subset": "in-domain",
}  # fmt: skip
# FaithBench's items were chosen because detectors disagree on them: every detector sits near chance
# there, so precision is pooled with them and without.
CONTESTED = ("faithbench", "faithbench_sent")
POOLS = {
    "zero-shot": [name for name, kind in SETS.items() if kind == "zero-shot"],
    "zero-shot but FaithBench": [
        name for name, kind in SETS.items() if kind == "zero-shot" and name not in CONTESTED
    ],
    "in-domain": [name for name, kind in SETS.items() if kind == "in-domain"],
}
JUDGED = ("F101", "F102")
PLANTED_ROWS = 500
DRAWS = 1000
# Findings on faithful rows that a person read and found to be right: the text has the defect.
# All others count as false alarms.
TRUE_DEFECTS: dict[str, frozenset[str]] = {
    "F401": frozenset(
        """
        polytope/TextRank-94-7
        cogensumm/cogensumm-val-1204
        summeval/M11-e880fda4c25289f8325574246f0f8ed4ff5eb26b
        faithbench_sent/4-44-s1
        faithbench_sent/4-44-s2
        faithbench_sent/4-44-s3
        xsumfaith/35521849-BERTS2S
        faithbench_sent/3-48-s0
        faithbench_sent/3-48-s1
        summeval/M17-9b1af0f993d78353ebd56a1b180e882e751527b3
        summeval/M11-2c6695b438980783754f7db28129ec2fbb3e6e21
        qags/cnndm-84
        qags_sent/cnndm-84-s2
        cogensumm/cogensumm-test-386
        summeval/M15-31114653cd606fd3f4b1035f98dedd71f8282cd2
        faithbench_sent/1-15-s1
        faithbench_sent/1-18-s1
        polytope/TextRank-138-7
        polytope/BART-b227-10
        polytope/TextRank-74-7
        polytope/TextRank-14-7
        polytope/TextRank-103-7
        polytope/TextRank-87-7
        polytope/TextRank-48-7
        polytope/TextRank-34-7
        """.split()
    ),
    "F402": frozenset(
        """
        polytope/TextRank-103-7
        polytope/TextRank-87-7
        polytope/TextRank-48-7
        polytope/TextRank-34-7
        """.split()
    ),
    "F502": frozenset(
        """
        bump/466-ref
        summeval/M23-fbbafa743a8c2ecd2cedf65c6c61956b2db8ec5c
        bump/302-ref
        wice/dev02066
        bump/8448-ref
        summeval/M17-e06ff0eb7c4fa4416fda84a9a239b15480c5a9d9
        summeval/M23-e06ff0eb7c4fa4416fda84a9a239b15480c5a9d9
        summeval/M23-54b857a66cbd8473d6732e5da52d48612e636a37
        """.split()
    ),
}


@dataclass(frozen=True)
class Row:
    """One labelled summary, sentence or claim."""

    dataset: str
    id: str
    group: str
    label: int
    unit: str
    source: str
    claim: str

    @property
    def tokenised(self) -> bool:
        """Whether marks stand apart throughout, as old neural summarizers write them."""
        apart = len(re.findall(r"\w\s+[.,;]", self.claim))
        return apart > len(re.findall(r"\w[.,;](?=\s|$)", self.claim))


def load(data: Path, limit: int | None, seed: int) -> list[Row]:
    """Return the rows of all sets, `limit` of each at most, equal sources side by side."""
    rows = []
    for name in SETS:
        with gzip.open(data / "labelled" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            table = [json.loads(line) for line in file]
        if limit is not None and len(table) > limit:
            table = random.Random(seed).sample(table, limit)  # noqa: S311 - a sample, no secret
        rows += [
            Row(
                name,
                str(r["id"]),
                r["source_group"],
                int(r["label"]),
                r["unit"],
                r["source"],
                r["claim"],
            )
            for r in table
        ]
    return sorted(rows, key=lambda row: (row.source, row.dataset, row.id))


class Remembered:
    """An embedder that embeds each text once: many rows share a source, and runs share a file."""

    def __init__(self, inner: Embedder, file: Path | None) -> None:
        self.inner, self.file = inner, file
        self.name, self.signature = inner.name, inner.signature
        self._known: dict[bytes, np.ndarray] = {}
        if file is not None and file.exists():
            with np.load(file, allow_pickle=False) as table:
                if str(table["signature"]) == self.signature:
                    keys = (key.tobytes() for key in table["keys"])
                    self._known = dict(zip(keys, table["vectors"], strict=True))

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """Return one row per text."""
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            for key, vector in zip(new, self.inner.embed(list(new.values())), strict=True):
                self._known[key] = vector.astype(np.float16)
        return np.array([self._known[key] for key in keys], dtype=np.float32)

    def save(self) -> None:
        """Write the vectors, for the next run; hashes stand for the texts."""
        if self.file is not None:
            keys = np.array([np.frombuffer(key, dtype=np.uint8) for key in self._known])
            vectors = np.array(list(self._known.values()))
            np.savez(self.file, signature=self.signature, keys=keys, vectors=vectors)


class Flow:
    """The pipeline, with the source of the row before kept apart: rows come sorted by source."""

    def __init__(self, embedder: str, cache: Path | None) -> None:
        self.config, self.lexicon = (
            Config(embedder=embedder, severity={"F101": Severity.ERROR}),
            load_lexicon("en"),
        )
        inner = make_embedder(embedder)
        self.embedder = Remembered(inner, cache) if inner is not None else None
        self.aligner = FusedAligner(self.lexicon, self.embedder)
        self.judge = make_judge("default", self.lexicon, semantic=inner is not None)
        self.rules = selected_rules(self.config)
        self._source: tuple[str, Source | None] = ("", None)

    def source(self, text: str) -> Source:
        """Take a source apart, once for rows in a row."""
        if self._source[0] != text or self._source[1] is None:
            original = read_string(text, "source", "text", self.config)
            self._source = (text, take_apart_source(original, self.config, self.lexicon))
        found = self._source[1]
        assert found is not None
        return found

    def findings(self, claim: str, source: str, markup: str = "text", code: str = "") -> tuple[Finding, ...]:
        """Check one text with all rules, or with those whose code begins with `code`."""
        known = self.source(source)
        document = read_string(claim, "story", markup, self.config)
        story = take_apart_story(document, self.config, self.lexicon)
        if not story.claims or not known.sentences:
            raise InputError("nothing to check")
        rules = [rule for rule in self.rules if rule.code.startswith(code)]
        alignments = self.aligner.align(story.heads, [known])
        judgements = self.judge.judge(alignments, [known])
        outcome = run_rules(
            rules, story, [known], alignments, judgements, self.judge, self.lexicon, self.config
        )
        assert not outcome.failures, outcome.failures
        return outcome.findings


def interval(hits: Sequence[float], totals: Sequence[float], groups: Sequence[str], seed: int) -> list[float]:
    """Return the 95% interval of sum(hits) / sum(totals), by bootstrap over groups.

    Where all rows agree the bootstrap has no width; the exact bound for groups is given instead
    (Clopper and Pearson 1934).
    """
    table: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for hit, total, group in zip(hits, totals, groups, strict=True):
        table[group][0] += hit
        table[group][1] += total
    values = np.array(list(table.values()))
    if not values.size or not values[:, 1].sum():
        return [0.0, 1.0]
    if values[:, 0].sum() in {0.0, values[:, 1].sum()}:
        bound = 0.05 ** (1 / len(values))
        return [0.0, round(1 - bound, 4)] if not values[:, 0].sum() else [round(bound, 4), 1.0]
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(values), np.full(len(values), 1 / len(values)), size=DRAWS) @ values
    shares = drawn[:, 0] / np.maximum(drawn[:, 1], 1e-9)
    return [round(float(bound), 4) for bound in np.quantile(shares, (0.025, 0.975))]


def share(flags: Sequence[bool], groups: Sequence[str], seed: int) -> dict[str, Any]:
    """Return hits, rows, their share and its interval."""
    hits = [float(flag) for flag in flags]
    return {
        "hits": int(sum(hits)),
        "of": len(hits),
        "share": round(sum(hits) / len(hits), 4) if hits else None,
        "interval": interval(hits, [1.0] * len(hits), groups, seed),
    }


def codes_of(findings: Iterable[Finding]) -> frozenset[str]:
    """Return the codes that fired, those that another rule's finding stands for included.

    "F101!" is F101 at the level that fails a story.
    """
    codes = {code for f in findings for code in (f.rule, *f.implied)}
    return frozenset(codes | {f"{f.rule}!" for f in findings if f.severity is Severity.ERROR})


def run(flow: Flow, rows: Sequence[Row], shown: str) -> dict[tuple[str, str], frozenset[str]]:
    """Return, by row, the codes that fired; rows that cannot be checked are missing."""
    fired = {}
    for count, row in enumerate(rows):
        if count % 1000 == 0:
            print(f"{count} of {len(rows)} rows", file=sys.stderr, flush=True)
            if flow.embedder is not None:
                flow.embedder.save()
        try:
            findings = flow.findings(row.claim, row.source)
        except InputError:
            continue
        fired[row.dataset, row.id] = codes_of(findings)
        for finding in findings:
            if shown and row.label and finding.rule.startswith(shown):
                before = row.claim[max(0, finding.span.start - 200) : finding.span.start]
                text = row.claim[finding.span.start : finding.span.end]
                print(f"\n{row.dataset} {row.id} {finding.rule} {finding.message}")
                print(f"  {before}[[{text}]]{row.claim[finding.span.end :][:80]}")
                for each in finding.evidence:
                    print(f"  = {row.source[each.span.start : each.span.end][:400]}")
    return fired


def false_alarms(code: str, rows: Sequence[Row], fired: Any, seed: int) -> dict[str, Any]:
    """Count findings on faithful rows, those apart that a person found right."""
    faithful = [row for row in rows if row.label and (row.dataset, row.id) in fired]
    flagged = [row for row in faithful if code in fired[row.dataset, row.id]]
    right = TRUE_DEFECTS.get(code, frozenset())
    groups = [row.group for row in faithful]
    wrong = {(r.dataset, r.id) for r in flagged if f"{r.dataset}/{r.id}" not in right}
    whole = [row for row in faithful if row.unit == "summary"]
    return {
        "findings": share([code in fired[r.dataset, r.id] for r in faithful], groups, seed),
        "true_defects_read": len(flagged) - len(wrong),
        "in_tokenised_text": sum(row.tokenised for row in flagged),
        "false_alarms": share([(r.dataset, r.id) in wrong for r in faithful], groups, seed),
        "false_alarms_on_summaries": share(
            [(r.dataset, r.id) in wrong for r in whole], [r.group for r in whole], seed
        ),
        "by_dataset": dict(sorted(Counter(row.dataset for row in flagged).items())),
    }


def precision(code: str, rows: Sequence[Row], fired: Any, seed: int) -> dict[str, Any]:
    """Return the share of flagged rows that people call unfaithful, and of those how many fire."""
    found: dict[str, Any] = {}
    kinds = {name: [name] for name in SETS}
    kinds |= {f"all {pool}": members for pool, members in POOLS.items()}
    for name, members in kinds.items():
        here = [r for r in rows if r.dataset in members and (r.dataset, r.id) in fired]
        flagged = [row for row in here if code in fired[row.dataset, row.id]]
        wrong = [row for row in here if not row.label]
        found[name] = {
            "kind": SETS[members[0]],
            "base_rate": round(len(wrong) / len(here), 4) if here else None,
            "precision": share([not r.label for r in flagged], [r.group for r in flagged], seed),
            "recall": share([code in fired[r.dataset, r.id] for r in wrong], [r.group for r in wrong], seed),
        }
    return found


def plant(flow: Flow, rows: Sequence[Row], seed: int) -> dict[str, Any]:
    """Plant each kind of defect in faithful rows and count how many are found at their place."""
    known = dictionary(row.source for row in rows)
    found: dict[str, Any] = {}
    order = [row for row in rows if row.label and not row.tokenised]
    random.Random(seed).shuffle(order)  # noqa: S311
    for code, planter in PLANTERS.items():
        hits: list[bool] = []
        kinds: dict[str, list[bool]] = defaultdict(list)
        groups: list[str] = []
        for planted, row in _planted(code, planter, order, known, seed):
            try:
                findings = flow.findings(planted.text, row.source, planted.markup, code[:2])
            except InputError:
                continue
            hit = any(
                code in {f.rule, *f.implied} and any(
                    span.start < planted.end and planted.start < span.end
                    for span in (f.span, *f.also_at)
                )
                for f in findings
            )  # fmt: skip
            hits.append(hit)
            kinds[planted.kind].append(hit)
            groups.append(row.group)
        found[code] = {
            "recall": share(hits, groups, seed),
            "by_kind": {k: [sum(v), len(v)] for k, v in sorted(kinds.items())},
        }
        print(code, found[code], file=sys.stderr, flush=True)
    return found


def _planted(
    code: str, planter: Any, rows: Sequence[Row], known: frozenset[str], seed: int
) -> Iterator[tuple[Planted, Row]]:
    """Yield the first PLANTED_ROWS rows that take the defect."""
    rng = random.Random(f"{seed} {code}")  # noqa: S311
    count = 0
    for row in rows:
        planted = planter(row.claim, row.source, known, rng)
        if planted is not None:
            count += 1
            yield planted, row
        if count == PLANTED_ROWS:
            return


def percent(part: Any) -> str:
    """Return "0.9% (95% interval 0.5 to 1.4)"."""
    low, high = (100 * bound for bound in part["interval"])
    return f"{100 * part['share']:.1f}%, 95% interval {low:.1f} to {high:.1f}%"


def lines_of(result: Any, where: str) -> list[str]:
    """Return what `fidelity explain` prints about one rule."""
    lines = []
    for level in ("precision", "precision_of_errors"):
        for pool in POOLS if level in result else ():
            part = result[level][f"all {pool}"]
            if part["precision"]["of"]:
                lines.append(
                    f"{'as an error, ' if level != 'precision' else ''}precision on {pool} sets: "
                    f"{percent(part['precision'])} of {part['precision']['of']:,} flagged rows "
                    f"({100 * part['base_rate']:.0f}% of all rows are unfaithful); finds "
                    f"{100 * part['recall']['share']:.1f}% of the unfaithful rows"
                )
    for level in ("false_alarms", "false_alarms_of_errors"):
        if level not in result:
            continue
        alarms = result[level]
        total = alarms["false_alarms"]
        line = (
            f"{'as an error, ' if level != 'false_alarms' else ''}false alarms: {total['hits']} of "
            f"{total['of']:,} faithful summaries and sentences ({percent(total)})"
        )
        if alarms["true_defects_read"]:
            line += f"; {alarms['true_defects_read']} more findings there are right"
        lines.append(line)
    if "false_alarms_on_hedged_text" in result:
        hedged = result["false_alarms_on_hedged_text"]["false_alarms"]
        lines.append(
            f"false alarms where the text has a hedge: {hedged['hits']} of {hedged['of']} ({percent(hedged)})"
        )
    if "planted" in result:
        recall = result["planted"]["recall"]
        lines.append(f"recall: {percent(recall)} of {recall['of']} planted defects")
    if "precision" in result:
        lines.append("FaithBench's texts were chosen because detectors disagree on them: all sit near chance")
    else:
        lines.append("findings on those rows were read while the rule was made: no held-out figure")
    return [*lines, where]


def main() -> None:
    """Run everything and write the results."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder that holds labelled/")
    parser.add_argument("--limit", type=int, help="rows a data set at most")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--embedder", default="default")
    parser.add_argument("--cache", type=Path, help="an .npz file to keep embeddings in")
    parser.add_argument("--show", default="", metavar="CODE", help="print findings to read")
    parser.add_argument("--out", type=Path, default=ROOT / "benchmarks/results/rules.json")
    parser.add_argument("--figures", type=Path, default=ROOT / "fidelity/figures.json")
    parser.add_argument("--no-write", action="store_true", help="print the results only")
    args = parser.parse_args()
    if not (args.data / "labelled").is_dir():
        sys.exit(f"rules: no labelled/ in {args.data}; give the labelled data with --data")
    rows = load(args.data, args.limit, args.seed)
    flow = Flow(args.embedder, args.cache)
    fired = run(flow, rows, args.show)
    planted = plant(flow, rows, args.seed)
    if flow.embedder is not None:
        flow.embedder.save()
    checked = [row for row in rows if (row.dataset, row.id) in fired]
    results: dict[str, Any] = {
        "script": "benchmarks/rules.py",
        "version": fidelity.__version__,
        "commit": _commit(),
        "seed": args.seed,
        "limit": args.limit,
        "embedder": args.embedder,
        "judge": flow.judge.signature,
        "threshold": flow.judge.threshold,
        "contradiction_threshold": flow.judge.contradiction_threshold,
        "rows": {
            name: {
                "kind": kind,
                "faithful": sum(r.label for r in checked if r.dataset == name),
                "unfaithful": sum(not r.label for r in checked if r.dataset == name),
                "tokenised": sum(r.tokenised for r in checked if r.dataset == name),
            }
            for name, kind in SETS.items()
        },
        "not_checked": len(rows) - len(checked),
        "rules": {},
    }
    where = f"measured by benchmarks/rules.py on {len(checked):,} rows of {len(SETS)} sets labelled by people"
    for rule in flow.rules:
        result: dict[str, Any] = {
            "version": rule.version,
            "severity": rule.severity.word,
            "false_alarms": false_alarms(rule.code, rows, fired, args.seed),
        }
        if rule.code == "F201":
            pattern = phrase_pattern(flow.lexicon.hedges["hearsay"])
            hedged = [row for row in rows if pattern.search(row.claim)]
            result["false_alarms_on_hedged_text"] = false_alarms("F201", hedged, fired, args.seed)
        if rule.code in JUDGED:
            result["precision"] = precision(rule.code, rows, fired, args.seed)
            if any(f"{rule.code}!" in codes for codes in fired.values()):
                result["precision_of_errors"] = precision(f"{rule.code}!", rows, fired, args.seed)
                result["false_alarms_of_errors"] = false_alarms(f"{rule.code}!", rows, fired, args.seed)
        if rule.code in planted:
            result["planted"] = planted[rule.code]
        results["rules"][rule.code] = result
    figures = {code: lines_of(result, where) for code, result in results["rules"].items()}
    print(json.dumps(figures, indent=1))
    if not args.no_write:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        args.figures.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _commit() -> str | None:
    """Return the commit that was measured, None outside a repository."""
    try:
        found = subprocess.run(
            ["git", "rev-parse", "HEAD"],  # noqa: S607
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return None
    return found.stdout.strip()


if __name__ == "__main__":
    main()
