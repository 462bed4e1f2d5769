"""Plants defects one at a time: every mutant is the whole story with exactly one thing made wrong."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fidelity.engine import follows_from
from fidelity.mutate.operator import Edit, OperatorInfo, Pair
from fidelity.types import Document, Finding, Span

__all__ = ["Mutant", "finds", "mutants"]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A story with one planted defect.

    Attributes:
        number: 1, 2, ... among the mutants of its operator for this story.
        text: The whole story, the defect in it.
        span: The defect's place in `text`; empty where something was taken away.
        edited: What was replaced, in the story as it was.
        was: The words that were replaced.
        now: The words that stand there instead.
    """

    operator: OperatorInfo
    number: int
    kind: str
    text: str
    span: Span
    edited: Span
    was: str
    now: str

    @property
    def id(self) -> str:
        """A name that is unique for one story and seed: `wrong-number-2`."""
        return f"{self.operator.name}-{self.number}"


def mutants(
    pair: Pair,
    operators: Iterable[OperatorInfo],
    *,
    count: int,
    seed: int,
    spared: Sequence[Finding] = (),
) -> Iterator[Mutant]:
    """Yield up to `count` different mutants for each operator.

    Args:
        pair: A story and its sources.
        operators: What to plant, in this order.
        count: At most this many for each operator; fewer where the story does not take more.
        seed: The same seed plants the same defects.
        spared: Findings of the story as it is: no defect is planted where its rule sees one already.
    """
    for info in operators:
        rng = random.Random(f"{seed} {info.name} {pair.story.document.sha256}")  # noqa: S311
        taken = [span for f in spared if info.rule in (f.rule, *f.implied) for span in (f.span, *f.also_at)]
        edits = [edit for edit in _different(info.plant(pair, rng)) if not _touches(edit.span, taken)]
        rng.shuffle(edits)
        for number, edit in enumerate(edits[:count], 1):
            yield _applied(pair.story.document, info, number, edit)


def finds(mutant: Mutant, findings: Iterable[Finding]) -> Finding | None:
    """Return the finding that names the planted defect at its place, or None.

    The rule that is meant must have fired there, or a more specific one that stands for it: a wrong
    number of days is a wrong duration. What was taken away has no words: there a finding counts that
    touches the place.
    """
    place, meant = mutant.span, mutant.operator.rule
    for finding in findings:
        if meant not in (finding.rule, *finding.implied) and meant not in follows_from(finding.rule):
            continue
        for span in (finding.span, *finding.also_at):
            if span.overlaps(place) or (not len(place) and span.start <= place.start <= span.end):
                return finding
    return None


def _different(edits: Iterable[Edit]) -> list[Edit]:
    return list(dict.fromkeys(edits))


def _touches(span: Span, taken: Sequence[Span]) -> bool:
    return any(span.overlaps(other) or other.contains(span) for other in taken)


def _applied(document: Document, info: OperatorInfo, number: int, edit: Edit) -> Mutant:
    text = document.text
    start = edit.span.start + edit.start
    end = edit.span.start + (len(edit.replacement) if edit.end is None else edit.end)
    was = document.at(edit.span)
    if was == edit.replacement:
        raise ValueError(f"operator {info.name} changes nothing at {edit.span}")
    planted = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return Mutant(info, number, edit.kind, planted, Span(start, end), edit.span, was, edit.replacement)
