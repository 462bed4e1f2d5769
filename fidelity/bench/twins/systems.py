"""What is measured: judges of this package, baselines without a judge, or anybody's scores."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fidelity.bench.baselines import BASELINES, demand_baseline
from fidelity.bench.rows import Row
from fidelity.bench.run import Judging, Say, score_rows, signature_of
from fidelity.bench.scores import Scored, read_meta, read_scores
from fidelity.errors import InputError

__all__ = ["Ask", "System", "ask_baseline", "ask_judge", "scores_beside", "take_scores"]

Key = tuple[str, str]
# Judges whose weights were fitted by this project: they may have learnt from what is not held out.
OURS = frozenset({"default", "reader", "alignment", "lexical"})


@dataclass(frozen=True, slots=True)
class System:
    """A system with its scores.

    Attributes:
        name: As it was asked for.
        scores: By row, higher for what is better supported.
        about: "judge", "baseline" or "scores file".
        learnt: Whether it may have learnt from sources that are not held out; None where that is not known.
        signature: What the scores depend on, where that is known.
    """

    name: str
    scores: Mapping[Key, Scored]
    about: str
    learnt: bool | None
    signature: Mapping[str, Any] | None = None

    @property
    def reports(self) -> bool:
        """Whether it makes findings, and they are known with their severities."""
        known = [scored for scored in self.scores.values() if scored.claims]
        return bool(known) and all(len(one.severities) == len(one.findings) for one in known)

    def to_dict(self) -> dict[str, Any]:
        """Return what it is as plain data."""
        return {
            "name": self.name,
            "about": self.about,
            "may_have_learnt_from_other_sources": self.learnt,
            "signature": None if self.signature is None else dict(self.signature),
        }


Ask = Callable[[Sequence[Row], Say], System]


def ask_judge(name: str, judging: Judging, scores: Path | None = None, *, resume: bool = False) -> Ask:
    """Return what checks each claim alone against its source, as `check` does, and keeps it in `scores`."""

    def ask(rows: Sequence[Row], say: Say) -> System:
        signature = signature_of(judging)
        scored = score_rows(
            rows,
            judging,
            signature=signature,
            file=scores,
            resume=resume,
            say=lambda line: say(f"{name}: {line}"),
        )
        learnt = True if name in OURS else None
        return System(name, {one.key: one for one in scored}, "judge", learnt, signature)

    return ask


def ask_baseline(name: str, cache: Path | None = None) -> Ask:
    """Return what scores each claim by one of `BASELINES`.

    Raises MissingExtraError, before anything is judged, where what it is computed with is not installed.
    """
    demand_baseline(name)

    def ask(rows: Sequence[Row], say: Say) -> System:
        say(f"{name}: {len(rows):,} rows")
        values = BASELINES[name](rows, cache)
        scores = {
            row.key: Scored(row.dataset, row.id, float(value))
            for row, value in zip(rows, values, strict=True)
        }
        return System(name, scores, "baseline", learnt=False)

    return ask


def take_scores(file: Path) -> Ask:
    """Return what reads the scores of any system from a file, as `fidelity bench --from-scores` does."""

    def ask(rows: Sequence[Row], say: Say) -> System:
        scores = read_scores(file)
        known = {row.key: row for row in rows}
        for key in known.keys() & scores.keys():
            if not scores[key].matches(known[key]):
                raise InputError(f"{file.as_posix()}: the score of {key[0]} {key[1]} is of another text")
        if not known.keys() & scores.keys():
            raise InputError(
                f"{file.as_posix()}: holds a score for none of the claims "
                '(by dataset, such as "long", and id, such as "v0-015/3")'
            )
        foreign = len(scores.keys() - known.keys())
        if foreign:
            say(f"{file.as_posix()}: {foreign:,} scores are of claims that are not measured here")
        return System(file.name, scores, "scores file", None, read_meta(file))

    return ask


def scores_beside(file: Path, name: str) -> Path:
    """Return where the scores of a further judge stand: `FILE.NAME.jsonl` beside `FILE.jsonl`."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-")
    return file.with_name(f"{file.stem}.{plain}{file.suffix}")
