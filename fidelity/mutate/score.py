"""Runs the checker on mutants: the mutation test of a gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from fidelity.mutate.operator import OperatorInfo, Pair
from fidelity.mutate.plant import Mutant, finds
from fidelity.pipeline import Checker, lexicon_of, take_apart_source, take_apart_story
from fidelity.read import read_again
from fidelity.types import Document, Finding, StoryReport

__all__ = ["CheckedMutant", "Recall", "pair_of", "recalls", "row_of", "score"]


@dataclass(frozen=True, slots=True)
class CheckedMutant:
    """One mutant and what the checker made of it.

    Attributes:
        found: The finding that names the defect at its place, or None where it was missed.
        stops: Whether the gate stops for it: that finding is at the failing level.
        report: The whole report on the mutant.
    """

    mutant: Mutant
    found: Finding | None
    stops: bool
    report: StoryReport


@dataclass(slots=True)
class Recall:
    """How many mutants of one operator were found, and how many stop the gate."""

    operator: OperatorInfo
    planted: int = 0
    found: int = 0
    stops: int = 0
    missed: list[Mutant] = field(default_factory=list)

    @property
    def share(self) -> float | None:
        """Recall, 0..1; None where nothing was planted."""
        return self.found / self.planted if self.planted else None


def pair_of(checker: Checker, document: Document, originals: Sequence[Document]) -> Pair:
    """Take a story and its sources apart, as the checker does."""
    config = checker.config
    lexicon = lexicon_of(document, config)
    story = take_apart_story(document, config, lexicon)
    sources = tuple(take_apart_source(original, config, lexicon) for original in originals)
    return Pair(story, sources, lexicon)


def score(checker: Checker, planted: Iterable[Mutant], pair: Pair) -> Iterator[CheckedMutant]:
    """Check every mutant of a pair's story against its sources.

    Raises as `Checker.check_against` does.
    """
    path = pair.story.document.path
    failing = checker.config.fail_on
    for mutant in planted:
        document = read_again(mutant.text, path, "mutant", checker.config)
        report = checker.check_against(document, pair.sources, pair.analysed)
        finding = finds(mutant, report.findings)
        stops = finding is not None and failing is not None and finding.severity >= failing
        yield CheckedMutant(mutant, finding, stops, report)


def recalls(scored: Iterable[CheckedMutant], operators: Iterable[OperatorInfo]) -> tuple[Recall, ...]:
    """Count by operator, in the order given; operators that planted nothing are in it with 0."""
    table = {info.name: Recall(info) for info in operators}
    for one in scored:
        row = table[one.mutant.operator.name]
        row.planted += 1
        row.found += one.found is not None
        row.stops += one.stops
        if one.found is None:
            row.missed.append(one.mutant)
    return tuple(table.values())


def row_of(mutant: Mutant, document: Document, originals: Sequence[Document], seed: int) -> dict[str, object]:
    """Return a mutant as one labelled row: what was planted where, and which rule must say so.

    `story` is the whole text with the defect, `span` its place there in code points, `label` 0: not
    everything in it is supported. Several sources are joined by an empty line.
    """
    place = Document("", mutant.text, "").position(mutant.span.start)
    return {
        "id": mutant.id,
        "rule": mutant.operator.rule,
        "operator": mutant.operator.name,
        "kind": mutant.kind,
        "span": [mutant.span.start, mutant.span.end],
        "line": place.line,
        "column": place.column,
        "was": mutant.was,
        "now": mutant.now,
        "label": 0,
        "seed": seed,
        "story_path": document.path,
        "source_paths": [original.path for original in originals],
        "story": mutant.text,
        "source": "\n\n".join(original.text for original in originals),
    }
