"""Labelled rows to feature vectors, through the same stages that `check` runs.

Rows whose licence does not allow shipping what is learnt from them are dropped as they are read;
zero-shot evaluation sets are not opened at all.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from fidelity.align import FusedAligner
from fidelity.config import Config
from fidelity.embed import make_embedder
from fidelity.embed.memory import RememberingEmbedder
from fidelity.errors import InputError
from fidelity.judge.cascade import find_verbatim, haystack
from fidelity.judge.features import features
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string

LABELLED = {
    # data set: most rows taken. One-sentence BBC summaries are many and mostly unfaithful.
    "frank_val": 500, "ragtruth_summ_subset": 200, "summedits": 3000, "summeval": 1000,
    "factcc_val": 900, "factcheckgpt_stance": 2000, "fib": 1500, "fm2": 2600, "xsumfaith": 1500,
    "defacto": 1200,
}  # fmt: skip
NLI = {"snli_devtest": 500, "mnli_taxinli": 2000, "cad_nli": 500}
ZERO_SHOT = {
    "bump", "cliff", "cogensumm", "faithbench", "faithbench_sent", "polytope", "qags", "qags_sent",
    "storysumm", "storysumm_sent", "wice",
}  # fmt: skip
# Sentence pairs, adversarial claims and answers beside web passages are not summaries beside their
# source: they count a little in the fit, and not at all where thresholds are set.
AUXILIARY = {*NLI, "fm2", "factcheckgpt_stance"}


@dataclass
class Row:
    """One labelled summary or pair: the feature vectors of its claims."""

    dataset: str
    group: str
    label: int  # 1 supported, 0 not
    contradicted: int | None  # among the unsupported; None where nobody said
    vectors: list[np.ndarray] = field(default_factory=list)
    verbatim: list[bool] = field(default_factory=list)


def rows_of(data: Path, seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (source, row) of every row that is used, sorted so that equal sources are adjacent."""
    rng = np.random.default_rng(seed)
    for name, most in {**LABELLED, **NLI}.items():
        assert name not in ZERO_SHOT
        folder = "nli" if name in NLI else "labelled"
        with gzip.open(data / folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        rows = [row for row in rows if row["train_ok"] is True]
        if len(rows) > most:
            rows = [rows[i] for i in sorted(rng.choice(len(rows), most, replace=False))]
        for number, row in enumerate(rows):
            row.setdefault("source", row.get("premise"))
            row.setdefault("claim", row.get("hypothesis"))
            row.setdefault(
                "source_group", f"{name}-{hashlib.sha256(row['source'].encode()).hexdigest()[:12]}"
            )
            row.setdefault("id", str(number))
        for row in sorted(rows, key=lambda row: (row["source_group"], row["id"])):
            yield name, row


def labels_of(name: str, row: dict[str, Any]) -> tuple[int, int | None]:
    """Return (supported, contradicted or None) of one row."""
    if name in NLI:
        return int(row["label"] == "entailment"), int(row["label"] == "contradiction")
    label = int(row["label"])
    if name == "fm2":
        return label, 1 - label
    if name == "factcheckgpt_stance":
        return label, int(row["label_detail"] == "refute")
    if name == "summedits" and not label:
        kinds = set(row["label_detail"]["edit_types"])
        if kinds and kinds <= {"antonym_swap", "negation_insertion"}:
            return label, 1
        return label, 0 if kinds == {"hallucinated_fact_insertion"} else None
    return label, None


def extract(data: Path, seed: int, memory: Path) -> list[Row]:
    """Run every row through the same stages as `check` and keep its features."""
    config, lexicon = Config(), load_lexicon("en")
    embedder = make_embedder("default")
    assert embedder is not None
    remembered = RememberingEmbedder(embedder, memory)
    aligner = FusedAligner(lexicon, remembered)
    found: list[Row] = []
    empty = 0
    key, source = "", None
    for count, (name, row) in enumerate(rows_of(data, seed)):
        if count % 1000 == 0:
            print(f"{count} rows", file=sys.stderr, flush=True)
            remembered.save()
        try:
            if row["source"] != key:
                key = row["source"]
                original = read_string(key, "source", "text", config)
                source = take_apart_source(original, config, lexicon)
            story = take_apart_story(read_string(row["claim"], "story", "text", config), config, lexicon)
        except InputError:
            empty += 1
            continue
        if source is None or not source.sentences or not story.claims:
            empty += 1
            continue
        alignments = aligner.align(story.heads, [source])
        supported, contradicted = labels_of(name, row)
        stacks = [haystack(source)]
        certain = [find_verbatim(a, [source], stacks) is not None for a in alignments]
        vectors = list(features(alignments, [source], lexicon))
        found.append(Row(name, row["source_group"], supported, contradicted, vectors, certain))
    remembered.save()
    print(f"{len(found)} rows, {empty} left out (no claim or no sentence)", file=sys.stderr)
    return found


def load_rows(path: Path) -> list[Row]:
    """Read the features that `extract` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        table = [json.loads(line) for line in file]
    for row in table:
        row["vectors"] = [np.array(vector) for vector in row["vectors"]]
    return [Row(**row) for row in table]


def save_rows(rows: Sequence[Row], path: Path) -> None:
    """Write features, so that the fit can be repeated without the texts."""
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for row in rows:
            values = {
                **vars(row),
                "vectors": [[round(float(v), 6) for v in vector] for vector in row.vectors],
            }
            file.write(json.dumps(values) + "\n")
