"""The scores file: one JSON line for each row, in order, and beside it what the scores depend on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fidelity.bench.rows import Row, text_hash
from fidelity.errors import InputError

__all__ = ["ClaimScore", "Scored", "meta_path", "read_meta", "read_scores", "write_meta", "write_scores"]

FORMAT = "fidelity.scores/1"
# A row's key is its set and its id.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ClaimScore:
    """One claim of a row: its place in the row's text, its probabilities, its passages, best first."""

    span: tuple[int, int]
    p_supported: float
    p_contradicted: float = 0.0
    evidence: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """What a judge says about one row.

    Attributes:
        score: P(everything in it is supported), or any number that is higher for a more faithful
            claim; None where the row could not be checked.
        claims: Its claims, in order; empty where only a score is known.
        findings: Codes of the rules that warn or fail here, one for each place.
        places: The places of `findings`: code points of the row's claim.
        severities: The severities of `findings`, "error" or "warning"; empty where the file does not say.
        error: Why there is no score.
        incomplete: Rules that failed on it.
        texts: A hash of the row's source and claim, empty where the file holds none.
    """

    dataset: str
    id: str
    score: float | None
    claims: tuple[ClaimScore, ...] = ()
    findings: tuple[str, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    error: str | None = None
    incomplete: tuple[str, ...] = ()
    texts: str = ""
    severities: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What identifies its row among all sets."""
        return self.dataset, self.id

    def matches(self, row: Row) -> bool:
        """Whether it was made from these very texts; true where it does not say from which."""
        return not self.texts or self.texts == text_hash(row.source, row.claim)

    def to_line(self) -> str:
        """Return the line of the scores file."""
        return json.dumps(self.to_dict(), ensure_ascii=False) + "\n"

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        table: dict[str, Any] = {
            "dataset": self.dataset,
            "id": self.id,
            "score": self.score,
            "claims": [
                {
                    "span": list(claim.span),
                    "p_supported": claim.p_supported,
                    "p_contradicted": claim.p_contradicted,
                    "evidence": [list(place) for place in claim.evidence],
                }
                for claim in self.claims
            ],
            "findings": list(self.findings),
            "finding_spans": [list(place) for place in self.places],
            "severities": list(self.severities),
        }
        if self.error is not None:
            table["error"] = self.error
        if self.incomplete:
            table["incomplete"] = list(self.incomplete)
        return {**table, "texts": self.texts}


def write_scores(scores: Iterable[Scored], path: Path) -> None:
    """Write the file whole or not at all. Raises OSError."""
    lines = [scored.to_line() for scored in scores]
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".new")
    partial.write_text("".join(lines), encoding="utf-8", errors="backslashreplace")
    partial.replace(path)


def read_scores(path: Path, *, cut: bool = False) -> dict[Key, Scored]:
    """Read a scores file by row; only `dataset`, `id` and `score` need to be there.

    Args:
        path: The file.
        cut: Whether its last line may be broken, as that of a run that was stopped.

    Raises:
        InputError: A line that is not in the form, with its place, or a row that stands there twice.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise InputError(f"{path.as_posix()}: no such file (the scores)") from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path.as_posix()}: cannot be read ({reason})") from error
    read: dict[Key, Scored] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            scored = _scored(json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            if cut and number == len(lines):
                break
            reason = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise InputError(f"{path.as_posix()}:{number}: not a line of scores ({reason})") from error
        if scored.key in read and not cut:
            raise InputError(f"{path.as_posix()}:{number}: {scored.dataset} {scored.id} stands there twice")
        read[scored.key] = scored
    return read


def meta_path(path: Path) -> Path:
    """Return the file that says what the scores in `path` depend on."""
    return path.with_name(path.name + ".meta.json")


def write_meta(path: Path, signature: Mapping[str, Any]) -> None:
    """Write what the scores in `path` depend on. Raises OSError."""
    table = {"format": FORMAT, "signature": dict(signature)}
    path.parent.mkdir(parents=True, exist_ok=True)
    meta_path(path).write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def read_meta(path: Path) -> dict[str, Any] | None:
    """Return the signature of the scores in `path`; None where nothing says it."""
    try:
        table = json.loads(meta_path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise InputError(f"{meta_path(path).as_posix()}: cannot be read ({error})") from error
    signature = table.get("signature") if isinstance(table, dict) else None
    return signature if isinstance(signature, dict) else None


def _scored(table: Any) -> Scored:
    score = table["score"]
    if score is not None and (isinstance(score, bool) or not abs(score) < float("inf")):
        raise ValueError(f"score is {score!r}; expected a number or null")
    claims = tuple(
        ClaimScore(
            span=_place(claim["span"]),
            p_supported=float(claim["p_supported"]),
            p_contradicted=float(claim.get("p_contradicted", 0.0)),
            evidence=_places(claim.get("evidence", ())),
        )
        for claim in table.get("claims") or ()
    )
    return Scored(
        dataset=_name(table["dataset"]),
        id=_name(table["id"]),
        score=None if score is None else float(score),
        claims=claims,
        findings=tuple(map(_name, table.get("findings") or ())),
        places=_places(table.get("finding_spans") or ()),
        error=table.get("error"),
        incomplete=tuple(table.get("incomplete") or ()),
        texts=_name(table.get("texts", "")),
        severities=tuple(map(_name, table.get("severities") or ())),
    )


def _name(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError(f"{value!r} is no name")
    return str(value)


def _place(value: Sequence[int]) -> tuple[int, int]:
    start, end = value
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        raise ValueError(f"{value!r} is no span")
    return start, end


def _places(values: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple(map(_place, values))
