"""Report files in a folder: one JSON and one text file a story."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from fidelity.errors import InputError
from fidelity.report.json import to_json
from fidelity.report.terminal import to_terminal
from fidelity.types import Severity

if TYPE_CHECKING:
    from fidelity.types import Document, StoryReport

__all__ = ["write_reports"]

WIDTH = 100
# Well below the 255 bytes that file systems allow, with room for the suffixes.
LONGEST_STEM = 120
# Names that Windows keeps for devices, whatever the suffix.
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
STRING = "<text>"


def write_reports(
    report: StoryReport, folder: Path, *, show: Severity = Severity.SUGGESTION
) -> tuple[Path, ...]:
    """Write `STEM.json` and `STEM.txt` into `folder` and return their paths.

    STEM is the story's file name without its suffix. Where those files are there already and are
    not this story's report, STEM is followed by a part of the hash of the story's path: stories of
    the same name in different folders keep a report each, and no other file is overwritten. Each
    file appears whole or not at all.

    Args:
        report: What the check found.
        folder: Created if missing.
        show: The lowest severity whose findings the text report prints.

    Raises:
        InputError: If the folder cannot be made or written, or both names are taken.
    """
    shown = folder.as_posix()
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{shown}: a file; --report-dir needs a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stem = _free_stem(report.story.document, folder)
        contents = {".json": to_json(report), ".txt": _text(report, show)}
        return tuple(_write(folder / (stem + suffix), text) for suffix, text in contents.items())
    except OSError as error:
        raise InputError(
            f"{shown}: reports cannot be written here: {error.strerror or error}; "
            "choose another folder with --report-dir"
        ) from error


def _text(report: StoryReport, show: Severity) -> str:
    return to_terminal(report, width=WIDTH, color=False, show=show)


def _free_stem(document: Document, folder: Path) -> str:
    stem = _safe(PurePosixPath(document.path).stem)
    key = document.path if document.path != STRING else f"{STRING}{document.sha256}"
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    for name in (stem, f"{stem}-{digest}"):
        files = [folder / f"{name}.json", folder / f"{name}.txt"]
        if _is_report_of(document, files[0]) or not any(map(os.path.lexists, files)):
            return name
    raise InputError(
        f"{files[0].as_posix()}: there is a file of that name that is not a report of "
        f"{document.path}; move it, or choose another folder with --report-dir"
    )


def _is_report_of(document: Document, file: Path) -> bool:
    """Whether `file` is an earlier report of this story, to be replaced by the new one."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))["story"]
        same = bool(told["path"] == document.path)
        return same and (document.path != STRING or bool(told["sha256"] == document.sha256))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return False


def _safe(stem: str) -> str:
    """Return a file name of letters, digits, dots, hyphens and underscores."""
    kept = "".join(char if char.isalnum() or char in "-_." else "-" for char in stem)
    short = kept.encode("utf-8", "ignore")[:LONGEST_STEM].decode("utf-8", "ignore").strip("-.")
    return f"{short}-story" if RESERVED.fullmatch(short) else short or "story"


def _write(path: Path, text: str) -> Path:
    """Write a file under another name first, so that nobody reads half of it."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path
