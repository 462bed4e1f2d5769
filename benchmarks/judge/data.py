"""Labelled rows, aligned by the same stages that `check` runs, kept in a file outside the repository.

Rows whose licence does not allow shipping what is learnt from them, and rows of a source group that a
zero-shot evaluation set has too, are never learnt from. Evaluation sets are aligned as well, to be
measured only: `Row.learnt` says which is which.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from benchmarks.judge.split import group_of, held_back, zero_shot_groups
from fidelity.align import FusedAligner
from fidelity.bench.cards import IN_DOMAIN, ZERO_SHOT, cards
from fidelity.config import Config
from fidelity.embed import make_embedder
from fidelity.embed.remembering_embedder import RememberingEmbedder
from fidelity.errors import InputError
from fidelity.judge.cascade import find_verbatim, haystack
from fidelity.lexicon import Lexicon, load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string
from fidelity.types import (
    Alignment,
    Claim,
    Document,
    Evidence,
    Piece,
    Rendered,
    Role,
    Section,
    Sentence,
    Source,
    Span,
)

__all__ = ["AUXILIARY", "EVALUATION", "NLI", "Aligned", "Row", "align_rows", "labelled_rows", "read_aligned"]

NLI = {"snli_devtest": 1000, "mnli_taxinli": 2000, "cad_nli": 1000}
"""Sets of sentence pairs, and how many pairs of groups that are held back are taken of each."""
EVALUATION = frozenset(name for name, card in cards().items() if card.standing in {ZERO_SHOT, IN_DOMAIN})
# Sentence pairs, adversarial claims and answers beside web passages are not summaries beside their
# source: they count a little in the fit, and not at all where thresholds are set.
AUXILIARY = frozenset({*NLI, "fm2", "factcheckgpt_stance"})
PROGRESS = 1000


@dataclass(frozen=True)
class Row:
    """What is known of one labelled summary or pair.

    Attributes:
        group: Its source group.
        label: 1 where everything is supported, else 0.
        contradicted: Among the unsupported, whether a contradiction; None where nobody said.
        learnt: Whether it may be learnt from: by its licence, and no zero-shot set has its source.
        held: Whether its group is held back from the network.
    """

    dataset: str
    id: str
    group: str
    label: int
    contradicted: int | None
    learnt: bool
    held: bool


@dataclass(frozen=True)
class Aligned:
    """A row with the alignments of its claims, and which of them stand in the source word for word."""

    row: Row
    source: Source
    alignments: tuple[Alignment, ...]
    verbatim: tuple[bool, ...]


def labelled_rows(data: Path, seed: int) -> Iterator[tuple[Row, str, str]]:
    """Yield (row, source text, claim text) of all that is aligned; rows of one source are adjacent."""
    forbidden = zero_shot_groups(data)
    paths = [*sorted((data / "labelled").glob("*.jsonl.gz")), *(data / "nli" / f"{n}.jsonl.gz" for n in NLI)]
    for path in paths:
        name = path.name.removesuffix(".jsonl.gz")
        with gzip.open(path, "rt", encoding="utf-8") as file:
            tables = [json.loads(line) for line in file]
        kept = []
        for number, table in enumerate(tables):
            row = _row(name, number, table, forbidden)
            if row.learnt or name in EVALUATION:
                source, claim = (table.get(a) or table[b] for a, b in FIELDS)
                kept.append((row, source, claim))
        if name in NLI:
            kept = _sample([entry for entry in kept if entry[0].held], NLI[name], seed)
        yield from sorted(kept, key=lambda entry: (entry[0].group, entry[1], entry[0].id))


FIELDS = (("source", "premise"), ("claim", "hypothesis"))


def _row(name: str, number: int, table: Mapping[str, Any], forbidden: frozenset[str]) -> Row:
    group = group_of(name, table)
    zero_shot = name in cards() and cards()[name].standing == ZERO_SHOT
    label, contradicted = labels_of(name, table)
    return Row(
        dataset=name,
        id=str(table.get("id", number)),
        group=group,
        label=label,
        contradicted=contradicted,
        learnt=table["train_ok"] is True and not zero_shot and group not in forbidden,
        held=held_back(group),
    )


def _sample(rows: list[tuple[Row, str, str]], most: int, seed: int) -> list[tuple[Row, str, str]]:
    kept = np.random.default_rng(seed).permutation(len(rows))[:most]
    return [rows[at] for at in sorted(kept)]


def labels_of(name: str, row: Mapping[str, Any]) -> tuple[int, int | None]:
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


def align_rows(rows: Iterable[tuple[Row, str, str]], path: Path, memory: Path) -> None:
    """Run every row through the same stages as `check`, and write the alignments to `path`.

    Args:
        rows: (row, source text, claim text); rows of one source adjacent.
        path: Of the file, as `read_aligned` reads it. Written whole or not at all.
        memory: A file that keeps embeddings for later runs.
    """
    config, lexicon = Config(), load_lexicon("en")
    embedder = make_embedder("default", 1)
    assert embedder is not None
    remembered = RememberingEmbedder(embedder, memory)
    aligner = FusedAligner(lexicon, remembered)
    partial = path.with_name(path.name + ".new")
    known, source, left_out = "", None, 0
    with gzip.open(partial, "wt", encoding="utf-8", compresslevel=3) as file:
        for count, (row, text, claim) in enumerate(rows):
            if count % PROGRESS == 0:
                print(f"{count} rows, at {row.dataset}", file=sys.stderr, flush=True)
                remembered.save()
            if text != known:
                known, source = text, _source(text, config, lexicon)
                if source is not None:
                    _write(file, {"sentences": [sentence.text for sentence in source.sentences]})
            claims = _claims(claim, config, lexicon)
            if source is None or not claims:
                left_out += 1
                continue
            alignments = aligner.align(claims, [source])
            stacks = [haystack(source)]
            _write(file, {**vars(row), "claims": [_plain(a, source, stacks) for a in alignments]})
    remembered.save()
    partial.replace(path)
    print(f"{left_out} rows left out: no claim or no sentence", file=sys.stderr)


def read_aligned(path: Path) -> Iterator[Aligned]:
    """Yield what `align_rows` wrote. Spans are those of the texts on their own, not of documents."""
    source = _rebuilt(())
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            table = json.loads(line)
            if "sentences" in table:
                source = _rebuilt(table["sentences"])
                continue
            claims = table.pop("claims")
            alignments = tuple(_alignment(claim, number) for number, claim in enumerate(claims))
            yield Aligned(Row(**table), source, alignments, tuple(claim["verbatim"] for claim in claims))


def _source(text: str, config: Config, lexicon: Lexicon) -> Source | None:
    try:
        source = take_apart_source(read_string(text, "source", "text", config), config, lexicon)
    except InputError:
        return None
    return source if source.sentences else None


def _claims(text: str, config: Config, lexicon: Lexicon) -> Sequence[Claim]:
    try:
        story = take_apart_story(read_string(text, "story", "text", config), config, lexicon)
    except InputError:
        return ()
    return story.heads


def _write(file: TextIO, table: Mapping[str, Any]) -> None:
    file.write(json.dumps(table, ensure_ascii=False) + "\n")


def _plain(alignment: Alignment, source: Source, stacks: Any) -> dict[str, Any]:
    return {
        "text": alignment.claim.text,
        "context": alignment.claim.context,
        "verbatim": find_verbatim(alignment, [source], stacks) is not None,
        "candidates": [[e.first, e.last, e.score, e.lexical, e.semantic] for e in alignment.candidates],
    }


NOWHERE = Span(0, 0)
SECTION = Section(Role.CLAIMS, "", NOWHERE)


def _rendered(text: str) -> Rendered:
    return Rendered(text, (Piece(0, len(text), Span(0, len(text))),))


def _rebuilt(sentences: Sequence[str]) -> Source:
    document = Document("<text>", "", "")
    return Source(document, "en", tuple(Sentence(_rendered(text)) for text in sentences))


def _alignment(table: Mapping[str, Any], number: int) -> Alignment:
    claim = Claim(f"c{number + 1}", _rendered(table["text"]), SECTION, 0, number, table["context"])
    first = Evidence(0, 0, 0, NOWHERE, 0.0, 0.0, None, "fused")
    candidates = tuple(
        replace(first, first=at, last=last, score=score, lexical=lexical, semantic=semantic)
        for at, last, score, lexical, semantic in table["candidates"]
    )
    return Alignment(claim, candidates)
