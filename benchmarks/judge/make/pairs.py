"""What the network learns from: labelled texts to (passage, claim) pairs, one signal a file.

    python -m benchmarks.judge.make.pairs --data DIR --out DIR [--inventory FILE] [--seed 7]

A line is an example: one or several pairs that share one target, since most labels are of whole
summaries. Zero-shot sets are opened only to keep every source that is near one of theirs out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.judge.make.examples import Example, inventory
from benchmarks.judge.make.overlap import read_rows, shares_text, shingles
from benchmarks.judge.make.planted import NearWords, broken_twins
from benchmarks.judge.split import group_of, held_back, zero_shot_groups
from fidelity.align import FusedAligner
from fidelity.bench.cards import ZERO_SHOT, cards
from fidelity.config import Config
from fidelity.errors import InputError
from fidelity.judge.passages import joined_passage, reading_of
from fidelity.lexicon import load_lexicon
from fidelity.mutate.operator import Pair
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string

if TYPE_CHECKING:
    from fidelity.types import Alignment, Source, Story

__all__ = ["SIGNALS", "build_signal"]

IN_DOMAIN = ("frank_val", "ragtruth_summ_subset", "summedits", "summeval", "xsumfaith")
# Data set: most examples taken. Pairs whose premise is a caption teach the least about news.
NLI = {
    "snli_train_subset": 18000, "snli_devtest": 8000, "cad_nli": 9000, "mnli_taxinli": 10100,
    "mnli_dev_binary": 19700, "fever_nli_binary": 17900, "dnc_veridicality_factuality_binary": 6000,
    "paws_binary": 8000, "help_conj": 3000, "med": 3000, "factcg_cg2c_doc_binary": 2100,
}  # fmt: skip
LABELLED = {
    "frank_val": 500, "ragtruth_summ_subset": 200, "summedits": 3000, "summeval": 1000, "xsumfaith": 1500,
    "factcc_val": 900, "factcheckgpt_stance": 2600, "fm2": 2600, "defacto": 2600,
}  # fmt: skip
CLASSES = {"contradiction": 0, "entailment": 1, "neutral": 2}
# Of the detectors that scored the silver summaries, the four that agree best with people elsewhere.
TEACHERS = (
    "HHEM-2.1",
    "HHEM-2.1-English",
    "google/t5_11b_trueteacher_and_anli",
    "google/t5_xxl_true_nli_mixture",
)
SILVER = 14000
PLANTED = 16000
VERBATIM = 6000
FAITHFUL = 0.93
LONGEST = 9


@cache
def _tools() -> tuple[Any, ...]:
    config, lexicon = Config(), load_lexicon("en")
    return config, lexicon, FusedAligner(lexicon, None)


@cache
def _source(text: str) -> Source:
    config, lexicon, _ = _tools()
    return take_apart_source(read_string(text, "source", "text", config), config, lexicon)


def _aligned(claim: str, source: str) -> tuple[Story, tuple[Alignment, ...], Source]:
    """Take a pair of texts apart. Raises InputError where one holds nothing."""
    config, lexicon, aligner = _tools()
    story = take_apart_story(read_string(claim, "story", "text", config), config, lexicon)
    cut = _source(source)
    if not story.claims or not cut.sentences:
        raise InputError("nothing to align")
    return story, aligner.align(story.heads, [cut]), cut


def _readings(alignments: Sequence[Alignment], source: Source, most: int) -> list[tuple[str, str]]:
    return [
        (joined_passage(a.candidates, [source], most), reading_of(a.claim, _tools()[1].judge))
        for a in alignments
    ]


def nli(data: Path, seed: int) -> Iterator[Example]:
    """Yield sentence pairs with three classes, or with entailment against the rest."""
    for name, most in NLI.items():
        rows = [
            row for row in read_rows(data / "nli" / f"{name}.jsonl.gz")
            if row["train_ok"] is True and not held_back(group_of(name, row))
        ]  # fmt: skip
        for row in _sample(rows, most, seed):
            premise = " ".join(row["premise"].split()[:180])
            label = row["label"]
            gold = CLASSES.get(label) if not name.endswith("_binary") else None
            target = float(label == "entailment")
            yield Example("nli", name, [(premise, row["hypothesis"])], target, gold)


def labelled(data: Path, seed: int) -> Iterator[Example]:
    """Yield rows that people labelled, but for held-back groups and those of zero-shot sets."""
    barred = zero_shot_groups(data)
    rng = random.Random(seed)
    for name, most in LABELLED.items():
        rows = [
            row for row in read_rows(data / "labelled" / f"{name}.jsonl.gz")
            if row["train_ok"] is True
            and row["source_group"] not in barred
            and not held_back(row["source_group"])
        ]  # fmt: skip
        for row in _sample(rows, most, seed):
            try:
                _, alignments, source = _aligned(row["claim"], row["source"])
            except InputError:
                continue
            pairs = _readings(alignments[:LONGEST], source, rng.choice((100, 150, 150)))
            yield Example("labelled", name, pairs, float(row["label"]))


def silver(data: Path, seed: int) -> Iterator[Example]:
    """Yield model-written summaries with the mean of four detectors' scores."""
    rng = random.Random(seed)
    chosen = _silver_rows(data, rng)
    # As many that the detectors doubt as that they trust: most are trusted.
    low = [row for row in chosen if row["score"] < 0.6]
    high = [row for row in chosen if row["score"] >= 0.6]
    rng.shuffle(low)
    rng.shuffle(high)
    half = SILVER // 2
    for row in (*low[:half], *high[:half]):
        try:
            _, alignments, source = _aligned(row["claim"], row["source"])
        except InputError:
            continue
        pairs = _readings(alignments, source, rng.choice((100, 150, 150)))
        if len(pairs) <= LONGEST:
            yield Example("silver", "silver", pairs, row["score"])


def planted(data: Path, seed: int) -> Iterator[Example]:
    """Yield claims of trusted silver summaries, as they are and with one thing made wrong."""
    from benchmarks.export_embedder import original_weights  # noqa: PLC0415 - needs onnx

    rng = random.Random(seed + 1)
    _, lexicon, _ = _tools()
    near = NearWords(original_weights(), lexicon)
    chosen = [row for row in _silver_rows(data, rng) if row["score"] > FAITHFUL]
    rng.shuffle(chosen)
    made = 0
    for row in chosen:
        if made >= PLANTED:
            return
        try:
            story, alignments, source = _aligned(row["claim"], row["source"])
        except InputError:
            continue
        heads = {alignment.claim.id: alignment for alignment in alignments}
        broken = [
            (story.claims[at], kind, text)
            for at, kind, text in broken_twins(Pair(story, (source,), lexicon), seed)
        ]
        for alignment in rng.sample(alignments, min(1, len(alignments))):
            text = near.exchange(alignment.claim.text, row["source"], rng)
            if text:
                broken.append((alignment.claim, "near-word", text))
        rng.shuffle(broken)
        for claim, kind, text in broken[:3]:
            alignment = heads.get(claim.id)
            if alignment is None:
                continue
            passage, reading = _readings([alignment], source, rng.choice((60, 100, 150)))[0]
            twin = reading.replace(claim.text, text) if claim.text in reading else text
            made += 2
            yield Example("planted", "faithful-twin", [(passage, reading)], 1.0)
            yield Example("planted", kind, [(passage, twin)], 0.0)


def verbatim(data: Path, seed: int) -> Iterator[Example]:
    """Yield source sentences, as they are and lightly edited; and beside a passage without them."""
    rng = random.Random(seed + 2)
    texts = sorted({row["source"] for row in _silver_rows(data, rng)})
    texts = [text for text in texts if len(text.split()) > 60]
    made = 0
    while made < VERBATIM:
        text = rng.choice(texts)
        sentences = [s.text for s in _source(text).sentences if 5 < len(s.text.split()) < 50]
        if len(sentences) < 4:
            made += 1
            continue
        at = rng.randrange(len(sentences))
        most = rng.choice((2, 4, 6))
        first = max(0, at - rng.randrange(most))
        window = sentences[first : first + most]
        claim = _lightly_edited(sentences[at], rng)
        made += 1
        if made % 3 == 0 and len(window) > 1:
            rest = [s for s in window if s != sentences[at]]
            yield Example("verbatim", "absent", [(" ".join(rest), claim)], 0.0, 2)
        else:
            yield Example("verbatim", "present", [(" ".join(window), claim)], 1.0, 1)


def _lightly_edited(sentence: str, rng: random.Random) -> str:
    """Return the sentence as it is, without its last clause, without capitals, or without a bracket."""
    kind = rng.randrange(4)
    head, comma, _ = sentence.rpartition(", ")
    if kind == 1 and comma and len(head.split()) > 5:
        return head + "."
    if kind == 2:
        return sentence.lower()
    if kind == 3 and sentence.rstrip().endswith("."):
        return sentence.rstrip()[:-1]
    return sentence


def _silver_rows(data: Path, rng: random.Random) -> list[dict[str, Any]]:
    """Return the silver rows of sources that evaluation never shows, with `source` and `score`."""
    near: set[str] = set()
    for name in (name for name, card in cards().items() if card.standing == ZERO_SHOT):
        for row in read_rows(data / "labelled" / f"{name}.jsonl.gz"):
            near |= shingles(row["source"])
    for name in IN_DOMAIN:
        for row in read_rows(data / "labelled" / f"{name}.jsonl.gz"):
            if held_back(row["source_group"]):
                near |= shingles(row["source"])
    sources = {
        row["source_id"]: row["source"]
        for row in read_rows(data / "silver" / "vectara_sources.jsonl.gz")
        if not row["in_faithbench"] and not shares_text(row["source"], near)
    }
    drawn = []
    for row in read_rows(data / "silver" / "vectara_pairs.jsonl.gz"):
        scores = [row["peer_scores"].get(name) for name in TEACHERS]
        known = [float(score) for score in scores if score is not None]
        if row["source_id"] in sources and len(known) >= 3 and len(row["claim"].split()) < 160:
            score = sum(known) / len(known)
            drawn.append({"source": sources[row["source_id"]], "claim": row["claim"], "score": score})
    rng.shuffle(drawn)
    return drawn


def _sample(rows: list[dict[str, Any]], most: int, seed: int) -> list[dict[str, Any]]:
    if len(rows) <= most:
        return rows
    return random.Random(f"{seed} {len(rows)}").sample(rows, most)


SIGNALS: dict[str, Callable[[Path, int], Iterator[Example]]] = {
    "nli": nli, "labelled": labelled, "silver": silver, "planted": planted,
    "verbatim": verbatim,
}  # fmt: skip


def build_signal(name: str, data: Path, folder: Path, seed: int) -> Path:
    """Write one signal's examples to `folder`, unless they are there; return the file."""
    path = folder / f"{name}-{seed}.jsonl.gz"
    if path.exists():
        return path
    partial = path.with_suffix(".partial")
    with gzip.open(partial, "wt", encoding="utf-8") as file:
        for example in SIGNALS[name](data, seed):
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
    partial.rename(path)
    return path


def main() -> None:
    """Build every signal that is not there yet."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with labelled/, nli/ and silver/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--inventory", type=Path, help="where to write what was built, without any text")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    if not (args.data / "silver").is_dir():
        sys.exit(f"benchmarks.judge: no silver/ in {args.data}; give the labelled data with --data")
    args.out.mkdir(parents=True, exist_ok=True)
    for name in SIGNALS:
        print(build_signal(name, args.data, args.out, args.seed), flush=True)
    if args.inventory:
        counted = inventory(SIGNALS, args.out, args.data, args.seed)
        args.inventory.parent.mkdir(parents=True, exist_ok=True)
        args.inventory.write_text(json.dumps(counted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
