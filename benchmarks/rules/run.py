"""Runs the checker over rows and over mutants of rows, on all cores; what comes back is small."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rules.stories import FORMS, as_story, is_tokenised
from fidelity.analysis.sources import AnalysedSources
from fidelity.analysis.text import Texts
from fidelity.bench.rows import Row
from fidelity.config import Config
from fidelity.embed import make_embedder
from fidelity.embed.remembering_embedder import RememberingEmbedder
from fidelity.errors import InputError
from fidelity.judge.network import OnnxNetwork
from fidelity.judge.remembering_network import RememberingNetwork
from fidelity.mutate.operator import Pair
from fidelity.mutate.operators import find_operator
from fidelity.mutate.plant import Mutant, finds, mutants
from fidelity.pipeline import Checker, lexicon_of, take_apart_source, take_apart_story
from fidelity.read import read_again
from fidelity.types import Document, Finding, Severity, StoryReport

__all__ = ["Checked", "Flag", "Planted", "check_rows", "plant_rows"]

CHUNK = 200


@dataclass(frozen=True, slots=True)
class Flag:
    """One finding on a row: places are those of the text that was checked."""

    code: str
    implied: tuple[str, ...]
    error: bool
    start: int
    end: int
    message: str

    @property
    def codes(self) -> tuple[str, ...]:
        """The rule that is named, and those it stands for."""
        return (self.code, *self.implied)


@dataclass(frozen=True, slots=True)
class Checked:
    """A row in one form and what the rules found; `flags` is None where it holds nothing to check."""

    dataset: str
    id: str
    form: str
    flags: tuple[Flag, ...] | None


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted defect and what became of it.

    Attributes:
        named: The code of the finding that names it, "" where it was missed.
        error: Whether that finding is an error.
        piled: How many findings stand at the place: one defect should be one.
        shown: The words around it, for reading; never written to a result.
    """

    operator: str
    rule: str
    kind: str
    form: str
    dataset: str
    id: str
    group: str
    named: str
    error: bool
    piled: int
    shown: str


class _Worker:
    """One process: a checker with a memory, and the source of the row before."""

    def __init__(self, embedder: str, cache: Path | None, seed: int) -> None:
        config = Config(embedder=embedder, threads=1)
        inner = make_embedder(embedder, 1)
        self.memory = RememberingEmbedder(inner, cache) if inner is not None else None
        self.network = RememberingNetwork(OnnxNetwork(threads=1), cache)
        self.checker, self.seed = Checker(config, self.memory, self.network), seed
        self._source: tuple[str, AnalysedSources | None] = ("", None)

    def source(self, text: str) -> AnalysedSources:
        """Take a source apart and analyse it, once for rows in a row."""
        if self._source[1] is None or self._source[0] != text:
            original = read_again(text, "source.txt", "source", self.checker.config)
            lexicon = lexicon_of(original, self.checker.config)
            source = take_apart_source(original, self.checker.config, lexicon)
            self._source = (text, AnalysedSources([source], Texts(lexicon)))
        known = self._source[1]
        assert known is not None
        return known

    def story(self, row: Row, form: str) -> Document | None:
        """Read a row in one form; None where it cannot be written so."""
        text = as_story(row, form)
        return None if text is None else read_again(text, FORMS[form], "story", self.checker.config)

    def report(self, document: Document, row: Row) -> StoryReport:
        """Check a story beside the row's source. A rule that fails is a defect of the rules."""
        known = self.source(row.source)
        report = self.checker.check_against(document, known.sources, known)
        # A planted foreign page makes the judge abstain, which is right; a rule may not fail.
        failed = [reason for reason in report.incomplete if reason.startswith("rule ")]
        assert not failed, (row.dataset, row.id, failed)
        return report

    def save(self) -> None:
        """Keep what was embedded and read for the next run."""
        self.network.save()
        if self.memory is not None:
            self.memory.save()


_worker: _Worker | None = None


def _start(embedder: str, cache: Path | None, seed: int) -> None:
    global _worker  # noqa: PLW0603 - one a process: the model is loaded once
    _worker = _Worker(embedder, cache, seed)


def check_rows(
    rows: Sequence[Row], form: str, *, embedder: str, cache: Path | None, jobs: int
) -> Iterator[Checked]:
    """Yield what the rules find on each row in one form, in order; rows of one source stand together."""
    parts = [(rows[at : at + CHUNK], form) for at in range(0, len(rows), CHUNK)]
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(embedder, cache, 0)) as pool:
        for part in pool.map(_check_part, parts):
            yield from part


def _check_part(part: tuple[Sequence[Row], str]) -> list[Checked]:
    rows, form = part
    assert _worker is not None
    checked = [_check(_worker, row, form) for row in rows]
    _worker.save()
    return checked


def _check(worker: _Worker, row: Row, form: str) -> Checked:
    try:
        document = worker.story(row, form)
        if document is None:
            return Checked(row.dataset, row.id, form, None)
        report = worker.report(document, row)
    except InputError:
        return Checked(row.dataset, row.id, form, None)
    return Checked(row.dataset, row.id, form, tuple(map(_flag, report.findings)))


def _flag(finding: Finding) -> Flag:
    return Flag(
        finding.rule,
        finding.implied,
        finding.severity is Severity.ERROR,
        finding.span.start,
        finding.span.end,
        finding.message,
    )


def plant_rows(
    rows: Iterable[Row],
    operators: Sequence[str],
    *,
    count: int,
    seed: int,
    embedder: str,
    cache: Path | None,
    jobs: int,
) -> Iterator[Planted]:
    """Plant each operator's defect in `count` faithful rows, one a row, and check each mutant.

    The rows are shuffled, and every second one is taken as a page, the others as plain text: an
    operator that needs a page's structure finds no place in the others.
    """
    faithful = [row for row in rows if row.label and not is_tokenised(row)]
    random.Random(seed).shuffle(faithful)
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(embedder, cache, seed)) as pool:
        for part in pool.map(_plant_part, [(name, faithful, count) for name in operators]):
            yield from part


def _plant_part(part: tuple[str, Sequence[Row], int]) -> list[Planted]:
    name, rows, count = part
    assert _worker is not None
    planted: list[Planted] = []
    for number, row in enumerate(rows):
        one = _plant(_worker, row, "page" if number % 2 else "plain", name)
        if one is not None:
            planted.append(one)
        if len(planted) == count:
            break
    _worker.save()
    return planted


def _plant(worker: _Worker, row: Row, form: str, name: str) -> Planted | None:
    """Return what became of one mutant of a row, None where the operator finds no place in it."""
    config = worker.checker.config
    try:
        document = worker.story(row, form)
        if document is None:
            return None
        lexicon = lexicon_of(document, config)
        pair = Pair(take_apart_story(document, config, lexicon), worker.source(row.source).sources, lexicon)
        if not pair.story.claims or not pair.sources[0].sentences:
            return None
        operator = find_operator(name)
        # Most rows take no defect of most operators: look before the row is checked as it is.
        if not list(mutants(pair, [operator], count=1, seed=worker.seed)):
            return None
        before = worker.report(document, row)
        made = list(mutants(pair, [operator], count=1, seed=worker.seed, spared=before.findings))
        if not made:
            return None
        (mutant,) = made
        after = worker.report(read_again(mutant.text, document.path, "story", config), row)
    except InputError:
        return None
    return _planted(mutant, after, row, form)


def _planted(mutant: Mutant, after: StoryReport, row: Row, form: str) -> Planted:
    finding = finds(mutant, after.findings)
    piled = sum(
        span.overlaps(mutant.span)
        for f in after.findings
        for span in (f.span, *f.also_at)
        if len(mutant.span)
    )
    low, high = max(0, mutant.span.start - 160), mutant.span.end + 80
    shown = (
        f"{mutant.text[low : mutant.span.start]}[[{mutant.text[mutant.span.start : mutant.span.end]}]]"
        f"{mutant.text[mutant.span.end : high]} (was {mutant.was[:80]!r})"
    )
    return Planted(
        mutant.operator.name, mutant.operator.rule, mutant.kind, form, row.dataset, row.id, row.source_group,
        finding.rule if finding else "", finding is not None and finding.severity is Severity.ERROR,
        piled, " ".join(shown.split()),
    )  # fmt: skip
