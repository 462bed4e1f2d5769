"""Applies the safe fixes of a report, one round at a time, and holds them to what they promise.

A fix must lose its finding and change nothing else that the checker sees: the fixed story is checked
again, and a fix after which something new is found is taken back and said so.
"""

from __future__ import annotations

import codecs
import os
import secrets
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from fidelity.errors import InputError
from fidelity.pipeline import Checker
from fidelity.read import read_again
from fidelity.types import Document, Finding, Span, StoryReport

if TYPE_CHECKING:
    from fidelity.config import Config

__all__ = ["Fixed", "diff", "fix", "write_back"]

# One fix may make room for another (a marker before a cut sentence); no story needs more rounds.
MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Fixed:
    """A story with its safe fixes applied.

    Attributes:
        report: Of the fixed text; of the story as it was where nothing was applied.
        applied: The findings that are gone because of their fixes, in the order they went.
        refused: Findings whose fix was not applied, each with the reason.
    """

    report: StoryReport
    applied: tuple[Finding, ...]
    refused: tuple[tuple[Finding, str], ...]

    @property
    def text(self) -> str:
        """The fixed story."""
        return self.report.story.document.text


def fix(checker: Checker, document: Document, originals: Sequence[Document]) -> Fixed:
    """Apply every safe fix of a story. Raises as `Checker.check_documents` does."""
    report = checker.check_documents(document, originals)
    applied: list[Finding] = []
    refused: dict[tuple[str, str], tuple[Finding, str]] = {}
    for _ in range(MOST_ROUNDS):
        wanted = [f for f in report.findings if _is_safe(f) and _key(report, f) not in refused]
        if not wanted or _failed(report):
            break
        chosen = _apart(wanted)
        after = _after(checker, report, chosen, originals)
        if after is not None and not _new(report, after, chosen):
            applied += chosen
            report = after
            continue
        # Together they do harm: try them one by one, and keep those that do none.
        for finding in chosen:
            after = _after(checker, report, [finding], originals)
            trouble = "the story could not be checked afterwards" if after is None else ""
            if after is not None:
                trouble = "; ".join(_new(report, after, [finding]))
            if after is None or trouble:
                refused[_key(report, finding)] = (finding, trouble)
                continue
            applied.append(finding)
            report = after
            break
    return Fixed(report, tuple(applied), tuple(refused.values()))


def diff(before: Document, after: str) -> str:
    """Return a unified diff of a story and its fixed text; empty where they are equal."""
    old, new = (_lines(text) for text in (before.text, after))
    name = before.path
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(old, new, f"a/{name}", f"b/{name}")
    )


def write_back(path: Path, before: Document, after: str, config: Config) -> None:
    """Replace a story's file by its fixed text, whole or not at all.

    Line ends, encoding, byte-order mark and file mode are kept; a link is followed.

    Raises InputError where the file changed meanwhile, or cannot be written.
    """
    shown = path.as_posix()
    try:
        target = path.resolve(strict=True)
        old = target.read_bytes()
        new = _encoded(after, before, old, config.encoding, shown)
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
        try:
            with beside.open("xb") as file:
                file.write(new)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"{shown}: cannot be written: {error.strerror or error}; nothing was changed"
        ) from error


def _encoded(after: str, before: Document, old: bytes, encoding: str, shown: str) -> bytes:
    """Return the new text in the file's own form: the old text must come out as the old bytes."""
    name = codecs.lookup(encoding).name
    forms = [(name, b"")]
    if name in {"utf-16", "utf-32"}:
        # These drop the byte-order mark that they read, and write one of this machine's order.
        bits = name[-2:]
        marks = {"le": getattr(codecs, f"BOM_UTF{bits}_LE"), "be": getattr(codecs, f"BOM_UTF{bits}_BE")}
        forms = [(f"{name}-{order}", mark) for order, mark in marks.items()]
    elif name == "utf-8-sig":
        forms = [("utf-8", codecs.BOM_UTF8), ("utf-8", b"")]
    for form, mark in forms:
        try:
            if mark + before.text.encode(form) == old:
                return mark + after.encode(form)
        except UnicodeEncodeError as error:
            char = after[error.start : error.end]
            raise InputError(
                f"{shown}: {char!r} of a fix cannot be written in {name}; nothing was changed"
            ) from error
    raise InputError(f"{shown}: the file changed while it was checked; nothing was changed")


def _failed(report: StoryReport) -> bool:
    """Whether a rule failed, which might have had a word against a fix. A judge that abstains has none."""
    return len(report.incomplete) > (not report.judgements)


def _is_safe(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safe


def _edits(finding: Finding) -> Iterator[tuple[Span, str]]:
    """Yield what a fix replaces: its own place, and the other places of the same words."""
    fix = finding.fix
    assert fix is not None
    places = fix.also_at or (finding.also_at if fix.span == finding.span else ())
    for span in (fix.span, *places):
        yield span, fix.replacement


def _apart(wanted: Sequence[Finding]) -> list[Finding]:
    """Return findings whose fixes touch no common place, the graver first."""
    chosen: list[Finding] = []
    taken: list[Span] = []
    for finding in sorted(wanted, key=lambda f: (-f.severity, f.span, f.rule)):
        spans = [span for span, _ in _edits(finding)]
        if not any(_touch(span, other) for span in spans for other in taken):
            chosen.append(finding)
            taken += spans
    return chosen


def _touch(one: Span, other: Span) -> bool:
    return one.overlaps(other) or one == other


def _after(
    checker: Checker, report: StoryReport, chosen: Sequence[Finding], originals: Sequence[Document]
) -> StoryReport | None:
    """Return the report on the story with these fixes, None where it cannot be checked any more."""
    document = report.story.document
    text = document.text
    for span, replacement in sorted((edit for f in chosen for edit in _edits(f)), reverse=True):
        text = text[: span.start] + replacement + text[span.end :]
    try:
        return checker.check_documents(
            read_again(text, document.path, "fixed story", checker.config), originals
        )
    except InputError:
        return None


def _key(report: StoryReport, finding: Finding) -> tuple[str, str]:
    return finding.rule, report.story.document.at(finding.span)


def _new(before: StoryReport, after: StoryReport, chosen: Sequence[Finding]) -> list[str]:
    """Say what the fixes did that they should not have: a new finding, or one of theirs that stayed."""
    old = Counter(_key(before, finding) for finding in before.findings)
    now = Counter(_key(after, finding) for finding in after.findings)
    gone = Counter(_key(before, finding) for finding in chosen)
    trouble = [f'{rule} would then flag "{words[:60]}"' for rule, words in now - old]
    left = old - gone
    trouble += [
        f'{rule} would still flag "{words[:60]}"'
        for rule, words in gone
        if now[rule, words] > left[rule, words]
    ]
    return trouble


def _lines(text: str) -> list[str]:
    r"""Split at \n only, as diff and patch do: a \r belongs to its line."""
    return [line + "\n" for line in text.split("\n")[:-1]] + [part for part in text.split("\n")[-1:] if part]
