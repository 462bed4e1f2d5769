"""How often all evidence of a written claim stands among the sentences that decide it.

    python -m benchmarks.reader.shown --data DIR [--sources N] [--json FILE]

Reads written/ in --data: each claim names the exact words of its source that decide it. Prints, for covers of
60 to 200 words and for the passages joined before, the share of claims with every word of their evidence
in sentences that are shown; and of claims that need several sentences. --sources: so many of each file (60
by default), drawn with a seed, without the 60 of each that the cover was chosen on.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.reader.pairs import read_written
from fidelity.align import FusedAligner
from fidelity.config import Config
from fidelity.embed import make_embedder
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string
from fidelity.types import Alignment, Source

SEED = 4
CHOSEN_ON = 60
WORDS = (60, 100, 150, 200)


def needed(source: Source, claim: dict[str, Any]) -> frozenset[int]:
    """Return the sentences that hold a claim's evidence; empty where the source has it otherwise."""
    sentences: set[int] = set()
    for evidence in claim["evidence"]:
        start = source.document.text.find(evidence)
        if start < 0:
            return frozenset()
        end = start + len(evidence)
        sentences |= {
            at for at, one in enumerate(source.sentences) if one.span.start < end and one.span.end > start
        }
    return frozenset(sentences)


def covered(alignment: Alignment, lengths: Sequence[int], most: int) -> frozenset[int]:
    """Return the sentences of a cover of at most `most` words."""
    kept: set[int] = set()
    room = most
    for _, at in alignment.cover:
        if lengths[at] <= room or not kept:
            kept.add(at)
            room -= lengths[at]
    return frozenset(kept)


def joined(alignment: Alignment, lengths: Sequence[int], most: int) -> frozenset[int]:
    """Return the sentences that the best passages hold, passage by passage, up to `most` words."""
    kept: set[int] = set()
    room = most
    for evidence in alignment.candidates:
        for at in range(evidence.first, evidence.last + 1):
            if at in kept:
                continue
            if lengths[at] > room and kept:
                return frozenset(kept)
            kept.add(at)
            room -= lengths[at]
    return frozenset(kept)


def looked_at(rows: Sequence[dict[str, Any]], count: int) -> Iterator[tuple[bool, str, int, bool]]:
    """Yield for each claim whether it needs several sentences, how it is shown, the words, and if all are."""
    config, lexicon = Config(threads=1), load_lexicon("en")
    aligner = FusedAligner(lexicon, make_embedder("default", 1), cover=max(WORDS))
    order = list(rows)
    random.Random(SEED).shuffle(order)
    for row in order[CHOSEN_ON : CHOSEN_ON + count]:
        source = take_apart_source(read_string(row["source"], "source", "text", config), config, lexicon)
        lengths = [len(sentence.text.split()) for sentence in source.sentences]
        for claim in row["claims"]:
            wanted = needed(source, claim)
            story = take_apart_story(read_string(claim["text"], "story", "text", config), config, lexicon)
            if not wanted or len(story.heads) != 1:
                continue
            (alignment,) = aligner.align(story.heads, [source])
            for most in WORDS:
                yield len(wanted) > 1, "cover", most, wanted <= covered(alignment, lengths, most)
                yield len(wanted) > 1, "joined passages", most, wanted <= joined(alignment, lengths, most)


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sources", type=int, default=60)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    files: dict[str, list[dict[str, Any]]] = {}
    for name, source in read_written(given.data / "written"):
        files.setdefault(name, []).append(source)
    table: dict[str, Any] = {}
    for name, rows in files.items():
        shares: dict[tuple[str, int], list[bool]] = {}
        several: dict[tuple[str, int], list[bool]] = {}
        for many, how, most, whole in looked_at(rows, given.sources):
            shares.setdefault((how, most), []).append(whole)
            if many:
                several.setdefault((how, most), []).append(whole)
        table[name] = {
            f"{how}, {most} words": {
                "claims": len(found),
                "all": round(float(np.mean(found)), 3),
                "several": round(float(np.mean(several.get((how, most), [np.nan]))), 3),
            }
            for (how, most), found in shares.items()
        }
        print(name, json.dumps(table[name], indent=1))
    if given.json:
        given.json.write_text(json.dumps(table, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
