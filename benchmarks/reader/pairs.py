"""Prepare the pairs that the reader learns from.

    python -m benchmarks.reader.pairs --given DIR --written DIR --out DIR

--given: pairs/*.jsonl.xz, ready made: `labelled`, `silver`, `planted`, `verbatim` and `nli` as
`benchmarks/judge/make/pairs.py` makes them, `planted2` the same on labelled sources, `written` the claims
of the written set beside 30 to 110 words that hold their evidence. --written: the written set itself
(short, long, forms .jsonl.gz). A line of a file of pairs is an example:

    {dataset, pairs: [[passage, claim], ...], target: 1 all pairs supported | 0,
     gold: class of the first pair or null, spans: per pair [[start, end], ...] of wrong words,
     [] none, null unknown}

One source of the written set in eight (`is_held_out`) is in nothing that is written here. Files hold
other people's text: commit none.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import lzma
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.reader.shorten import LEAST_ROOM, keys, rarity, sentence_spans, shorten, value

__all__ = ["evidence_passage", "evidence_sentences", "is_held_out", "read_written"]

HELD_OUT_OF = 8
SHORTENED = 0.35
SHORT_WORDS = (30, 40, 50, 60, 80)
LONG_WORDS = (90, 120, 150, 180)
NEXT_TO = 0.05
"""What standing beside a kept sentence adds to a distractor's value."""
OVER = 10
"""Words by which the last distractor may go beyond the room."""
SEED = 3
Row = dict[str, Any]


def is_held_out(source_id: str) -> bool:
    """Whether a source of the written set is kept from training."""
    return int(hashlib.sha1(source_id.encode(), usedforsecurity=False).hexdigest(), 16) % HELD_OUT_OF == 0


def read_written(folder: Path) -> Iterator[tuple[str, Row]]:
    """Yield (short | long | forms, source) of the written set. Exits where it is not there."""
    files = sorted(folder.glob("*.jsonl.gz"))
    if not files:
        raise SystemExit(f"{folder}: no *.jsonl.gz in it; --written names the folder of the written set")
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield path.name.partition(".")[0], json.loads(line)


def read_pairs(path: Path) -> list[Row]:
    """Return the examples of a file of pairs, without `signal`, which the file's name says."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows: list[Row] = [json.loads(line) for line in lines]
    for row in rows:
        row.pop("signal", None)
    return rows


def write_pairs(path: Path, rows: Iterable[Row]) -> None:
    """Write examples to a file of pairs."""
    with lzma.open(path, "wt", encoding="utf-8", preset=3) as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def shortened(rows: list[Row], draw: random.Random) -> list[Row]:
    """Return `rows`, the passages of a third of them cut to few words: more pairs for the same time."""
    made = []
    for row in rows:
        if draw.random() < SHORTENED:
            words = draw.choice(SHORT_WORDS)
            pairs = [
                (shorten(passage, claim.rpartition(" | ")[2], words), claim)
                for passage, claim in row["pairs"]
            ]
            made.append(row | {"pairs": pairs})
        else:
            made.append(row)
    return made


def evidence_sentences(source: str, claim: Row) -> set[int]:
    """Return the numbers of the sentences of `source` that decide `claim`; none where one is not found."""
    spans = sentence_spans(source)
    needed: set[int] = set()
    for evidence in claim["evidence"]:
        start = source.find(evidence)
        if start < 0:
            return set()
        end = start + len(evidence)
        needed |= {place for place, span in enumerate(spans) if span[0] < end and span[1] > start}
    return needed


def evidence_passage(source: str, claim: str, needed: set[int], room: int) -> str:
    """Return about `room` words of `source`: the sentences `needed`, and distractors.

    A passage without its evidence would turn a right claim into a wrong lesson.
    """
    texts = [source[start:end] for start, end in sentence_spans(source)]
    sets, words = [keys(text) for text in texts], [len(text.split()) for text in texts]
    own = keys(claim)
    rare, kept = rarity(own, sets), sorted(needed)
    left = own.difference(*(sets[place] for place in kept))
    room -= sum(words[place] for place in kept)

    def worth(place: int) -> float:
        beside = (place - 1 in kept) + (place + 1 in kept)
        return value(sets[place], left, own, rare) + NEXT_TO * beside

    while room > LEAST_ROOM and len(kept) < len(texts):
        best = max((place for place in range(len(texts)) if place not in kept), key=worth)
        if words[best] > room + OVER:
            break
        kept.append(best)
        left -= sets[best]
        room -= words[best]
    return " ".join(texts[place] for place in sorted(kept))


def example(passage: str, claim: Row) -> Row:
    """Return a claim of the written set beside a passage, as a line of a file of pairs."""
    right = bool(claim["label"])
    spans: list[Any] = [[]]
    if not right:
        start = claim["text"].find(claim.get("wrong") or "\0")
        spans = [[[start, start + len(claim["wrong"])]]] if start >= 0 else [None]
    return {
        "dataset": claim["kind"],
        "pairs": [(passage, claim["text"])],
        "target": float(right),
        "gold": 1 if right else None,
        "spans": spans,
    }


def with_evidence(sources: Iterable[Row], draw: random.Random) -> Iterator[Row]:
    """Yield the claims of the sources that are learnt from beside passages that hold their evidence."""
    for source in sources:
        if is_held_out(source["id"]):
            continue
        for claim in source["claims"]:
            needed = evidence_sentences(source["source"], claim)
            if needed:
                words = draw.choice(LONG_WORDS)
                passage = evidence_passage(source["source"], claim["text"], needed, words)
                yield example(passage, claim)


def main() -> None:
    """Write one file for each of --given, and written2."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name in ("given", "written", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    draw = random.Random(SEED)
    sources = [source for _, source in read_written(given.written)]
    source_of = {claim["text"]: source["id"] for source in sources for claim in source["claims"]}
    files = sorted(given.given.glob("*.jsonl.xz"))
    if not files:
        raise SystemExit(f"{given.given}: no *.jsonl.xz in it")
    made: dict[str, list[Row]] = {}
    for path in files:
        rows, name = read_pairs(path), path.name.partition(".")[0]
        if name == "written":
            rows = [row for row in rows if not is_held_out(source_of[row["pairs"][0][1]])]
        else:
            rows = shortened(rows, draw)
        made[name] = rows
    made["written2"] = list(with_evidence(sources, draw))
    for name, rows in made.items():
        write_pairs(given.out / f"{name}.jsonl.xz", rows)
        print(f"{name}: {len(rows)} examples")


if __name__ == "__main__":
    main()
