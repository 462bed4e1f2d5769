"""What the judge that reads knows of labelled claims, each checked alone against its source.

    python -m benchmarks.reader.material --data DIR --cases FILE --out FILE [--threads N]

--data: the folder with natural/ and written/ (of the latter only the sources that the network was not
trained on); --cases: stories.jsonl, which measures and is never fitted on. A line of the file names the set,
the source, the label, the twin and the wrong words, and has for each claim that the splitter makes of
the text the columns that are weighed, whether it stands in the source word for word, and the mark of
each of its words. It holds no text of a source; of a claim only its length. About 0.2 s a claim and core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.reader.pairs import is_held_out, read_written
from benchmarks.reader.sets import read_lines
from fidelity.align import FusedAligner
from fidelity.config import Config
from fidelity.embed import make_embedder
from fidelity.errors import InputError
from fidelity.judge.cascade import decided_verbatim
from fidelity.judge.features import features
from fidelity.judge.marking_network import MarkingNetwork
from fidelity.judge.model import load_stack
from fidelity.judge.passages import reading_of
from fidelity.judge.reading import COVER_WORDS, cover_passage, weighed_columns, word_marks
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string
from fidelity.types import Source

__all__ = ["Asked", "asked_claims"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled claim with its sources."""

    dataset: str
    group: str
    sources: tuple[str, ...]
    text: str
    label: int
    twin: int | None = None
    wrong: str | None = None


def asked_claims(data: Path, cases: Path) -> Iterator[Asked]:
    """Yield the whole stories' claims, the sure sentences of real summaries, the held-out written claims."""
    for story in read_lines(cases):
        for claim in story["labels"]["claims"]:
            wrong = claim.get("wrong")
            sources = tuple(story["sources"].values())
            yield Asked("stories", story["id"], sources, claim["text"], claim["label"], None, wrong)
    for row in read_lines(data / "natural" / "sentences.jsonl.gz"):
        for summary in row["summaries"]:
            for sentence in summary["sentences"]:
                if sentence["label"] is not None and sentence["sure"]:
                    own = (row["source"],)
                    wrong = sentence.get("wrong")
                    yield Asked(
                        "natural", row["source_id"], own, sentence["text"], sentence["label"], None, wrong
                    )
    for name, source in read_written(data / "written"):
        if is_held_out(source["id"]) and (name != "short" or in_part(source["id"])):
            for claim in source["claims"]:
                own = (source["source"],)
                yield Asked(
                    name,
                    source["id"],
                    own,
                    claim["text"],
                    claim["label"],
                    claim.get("twin"),
                    claim.get("wrong"),
                )


def in_part(source_id: str) -> bool:
    """Whether a source of the short file is looked at: one in three, so that its claims do not outweigh."""
    return int(hashlib.sha1(source_id.encode(), usedforsecurity=False).hexdigest(), 16) // 8 % 3 == 0


class _Checks:
    """Everything between a claim's text and the columns that are weighed."""

    def __init__(self, threads: int) -> None:
        self.config = Config(threads=threads)
        self.lexicon = load_lexicon("en")
        self.aligner = FusedAligner(self.lexicon, make_embedder("default", threads), cover=COVER_WORDS)
        self.plain = load_stack("alignment")
        self.reader = MarkingNetwork(threads=threads)
        self._of: tuple[str, ...] = ()
        self._sources: list[Source] = []

    def sources(self, texts: tuple[str, ...]) -> list[Source]:
        """Return the sources taken apart; the last ones asked for are kept."""
        if texts != self._of:
            documents = [read_string(text, "source", "text", self.config) for text in texts]
            self._sources = [take_apart_source(one, self.config, self.lexicon) for one in documents]
            self._of = texts
        return self._sources

    def claims(self, asked: Asked) -> list[dict[str, Any]]:
        """Return what is known of each claim that the splitter makes of one text."""
        sources = self.sources(asked.sources)
        story = take_apart_story(
            read_string(asked.text, "story", "text", self.config), self.config, self.lexicon
        )
        if not story.heads:
            return []
        alignments = self.aligner.align(story.heads, sources)
        same = decided_verbatim(alignments, sources, 1.0)
        plain = self.plain.supported(np.stack(list(features(alignments, sources, self.lexicon.judge))))
        texts = [reading_of(claim, self.lexicon.judge) for claim in story.heads]
        passages = [cover_passage(alignment, sources) for alignment in alignments]
        readings = self.reader.read(list(zip(passages, texts, strict=True)))
        columns = weighed_columns(readings, plain)
        return [
            {
                "verbatim": verbatim is not None,
                "at": asked.text.find(claim.text),
                "columns": {name: round(float(values[at]), 4) for name, values in columns.items()},
                "marks": [
                    (start, end, round(mark, 2))
                    for (start, end), mark in word_marks(claim.text, reading, len(text) - len(claim.text))
                ],
            }
            for at, (claim, text, reading, verbatim) in enumerate(
                zip(story.heads, texts, readings, same, strict=True)
            )
        ]


def write(asked: Sequence[Asked], out: Path, threads: int) -> None:
    """Write a line for each claim, in order."""
    checks = _Checks(threads)
    with out.open("w", encoding="utf-8") as lines:
        for number, one in enumerate(asked, 1):
            try:
                claims = checks.claims(one)
            except InputError:
                claims = []
            start = one.text.find(one.wrong) if one.wrong else -1
            row = {
                "dataset": one.dataset,
                "group": one.group,
                "label": one.label,
                "twin": one.twin,
                "wrong": None if start < 0 or one.wrong is None else [start, start + len(one.wrong)],
                "claims": claims,
            }
            lines.write(json.dumps(row) + "\n")
            if number % 200 == 0:
                print(f"{number} of {len(asked)}", flush=True)


def main() -> None:
    """Check every claim."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name in ("data", "cases", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    write(list(asked_claims(given.data, given.cases)), given.out, given.threads)


if __name__ == "__main__":
    main()
