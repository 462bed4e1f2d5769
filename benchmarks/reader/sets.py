"""What the reader is measured on: claims beside the same short passages, whatever reads them.

    python -m benchmarks.reader.sets --data DIR --cases FILE --pairs DIR --out FILE

--data: the folder with natural/, written/ and labelled/; --cases: stories.jsonl; --pairs: what the reader
learnt from. A passage is 100 words that a crude search finds, so that figures are of the reader, not of the
judge's alignment. Of the written set only the sources that are held out; of labelled sets only rows
none of whose sentences stands in a passage of --pairs. The file holds other people's text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.reader.pairs import is_held_out, read_pairs, read_written
from benchmarks.reader.shorten import sentence_spans, shorten

__all__ = ["Item", "read_sets"]

WORDS = 100
SEED = 5

DRAWN, KEPT = 600, 300
"""Claims of each file of the written set: sources are drawn up to so many, the first are kept."""
LABELLED = ("qags", "summedits", "bump", "frank_val")
ROWS = 120
"""Rows of each label of a labelled set."""
LEAST = 40
"""Letters of a sentence that tells two sources apart."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """A claim to be read.

    Attributes:
        passage: What the reader is shown.
        claim: The claim, or a sentence of a summary.
        label: 1 supported, 0 not; of a summary, for each of its sentences.
        group: The source.
        row: Which row of its set: a summary's sentences share it.
        twin: Number that a right and a wrong claim of the same source and wording share.
    """

    passage: str
    claim: str
    label: int
    group: str
    row: int
    twin: str | None = None


def read_lines(path: Path) -> Iterator[Row]:
    """Yield the lines of a .jsonl or .jsonl.gz. Exits where it is not there."""
    if not path.is_file():
        raise SystemExit(f"{path}: not there")
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def stories(path: Path) -> Iterator[Item]:
    """Yield every claim of the whole stories."""
    row = 0
    for story in read_lines(path):
        source = "\n".join(story["sources"].values())
        for claim in story["labels"]["claims"]:
            passage = shorten(source, claim["text"], WORDS)
            yield Item(passage, claim["text"], claim["label"], story["id"], row)
            row += 1


def natural(path: Path) -> Iterator[Item]:
    """Yield sentences of real summaries whose label is sure."""
    sure = [
        (source, sentence)
        for source in read_lines(path)
        for summary in source["summaries"]
        for sentence in summary["sentences"]
        if sentence["label"] is not None and sentence["sure"]
    ]
    for row, (source, sentence) in enumerate(sure):
        passage = shorten(source["source"], sentence["text"], WORDS)
        yield Item(passage, sentence["text"], sentence["label"], source["source_id"], row)


def written(sources: list[Row], draw: random.Random) -> Iterator[Item]:
    """Yield claims of held-out sources of one file of the written set."""
    by_id = {source["id"]: source for source in sources if is_held_out(source["id"])}
    names = sorted(by_id)
    draw.shuffle(names)
    drawn: set[str] = set()
    count = 0
    for name in names:
        if count >= DRAWN:
            break
        drawn.add(name)
        count += len(by_id[name]["claims"])
    row = 0
    for name, source in by_id.items():
        if name not in drawn or row >= KEPT:
            continue
        for claim in source["claims"]:
            twin = claim.get("twin")
            passage = shorten(source["source"], claim["text"], WORDS)
            own = None if twin is None else f"{name}/{twin}"
            yield Item(passage, claim["text"], claim["label"], name, row, own)
            row += 1


def plain(sentence: str) -> str:
    """Return what two prints of a sentence share."""
    return re.sub(r"\W+", " ", sentence).lower().strip()


def fingerprints(text: str) -> Iterator[str]:
    """Yield the beginnings of the sentences of `text` that are long enough to tell sources apart."""
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        bare = plain(sentence)
        if len(bare) >= LEAST:
            yield bare[:60]


def labelled(path: Path, seen: set[str], draw: random.Random) -> Iterator[Item]:
    """Yield the sentences of summaries of one labelled set, as many right ones as wrong ones."""
    rows = [row for row in read_lines(path) if seen.isdisjoint(fingerprints(row["source"]))]
    number = 0
    for label in (0, 1):
        own = [row for row in rows if row["label"] == label]
        draw.shuffle(own)
        for row in own[:ROWS]:
            text = row["claim"]
            for start, end in sentence_spans(text):
                sentence = text[start:end]
                passage = shorten(row["source"], sentence, WORDS)
                yield Item(passage, sentence, label, row["source_group"], number)
            number += 1


def collect(data: Path, cases: Path, pairs: Path) -> dict[str, list[Item]]:
    """Return all sets by name."""
    seen = {
        print_
        for path in sorted(pairs.glob("*.jsonl.xz"))
        for row in read_pairs(path)
        for passage, _ in row["pairs"]
        for print_ in fingerprints(passage)
    }
    if not seen:
        raise SystemExit(f"{pairs}: no *.jsonl.xz in it")
    draw = random.Random(SEED)
    files: dict[str, list[Row]] = {}
    for name, source in read_written(data / "written"):
        files.setdefault(name, []).append(source)
    sets: dict[str, Iterable[Item]] = {
        "stories": stories(cases),
        "natural": natural(data / "natural" / "sentences.jsonl.gz"),
    }
    sets |= {f"written {name}": list(written(files[name], draw)) for name in ("short", "long", "forms")}
    for name in LABELLED:
        sets[name] = list(labelled(data / "labelled" / f"{name}.jsonl.gz", seen, draw))
    return {name: list(items) for name, items in sets.items()}


def read_sets(path: Path) -> dict[str, list[Item]]:
    """Return the sets that `main` wrote."""
    table = json.loads(path.read_text("utf-8"))
    return {name: [Item(**item) for item in items] for name, items in table.items()}


def main() -> None:
    """Write the sets."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name in ("data", "cases", "pairs", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    sets = collect(given.data, given.cases, given.pairs)
    table = {name: [asdict(item) for item in items] for name, items in sets.items()}
    given.out.write_text(json.dumps(table, ensure_ascii=False), "utf-8")
    for name, items in sets.items():
        print(f"{name}: {len(items)} claims of {len({item.group for item in items})} sources")


if __name__ == "__main__":
    main()
