"""Bytes to documents: Markdown, plain text and HTML, with exact offsets into the unaltered text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fidelity.errors import ConfigError, nearest
from fidelity.read.files import decode_file, encode_text
from fidelity.read.html import read_html
from fidelity.read.markdown import read_markdown
from fidelity.read.plain import read_plain

if TYPE_CHECKING:
    from fidelity.config import Config
    from fidelity.protocols import Reader
    from fidelity.types import Document

__all__ = ["MARKUPS", "read_again", "read_file", "read_string"]

MARKUPS: dict[str, Reader] = {"text": read_plain, "markdown": read_markdown, "html": read_html}
SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip


def read_file(path: Path, what: str, config: Config) -> Document:
    """Read a story or source; the markup follows from the file's suffix, else it is plain text.

    Args:
        path: The file.
        what: "story" or "source", for messages.
        config: Encoding and size limit.

    Raises:
        InputError: If the file cannot be read as text, is empty, or has broken front matter.
        MissingExtraError: For HTML without the extra `html`.
    """
    decoded = decode_file(path, what, config)
    return _reader(path)(decoded.text, decoded.path, decoded.sha256)


def read_again(text: str, path: str, what: str, config: Config) -> Document:
    """Read a changed text of the file `path`, in that file's markup. Raises as `read_file` does."""
    decoded = encode_text(text, what, config)
    return _reader(Path(path))(decoded.text, path, decoded.sha256)


def _reader(path: Path) -> Reader:
    return MARKUPS[SUFFIXES.get(path.suffix.lower(), "text")]


def read_string(text: str, what: str, markup: str, config: Config) -> Document:
    """Read a string as "text", "markdown" or "html". Raises as `read_file` does."""
    if markup not in MARKUPS:
        raise ConfigError(f"unknown markup {markup!r}{nearest(markup, MARKUPS)}")
    decoded = encode_text(text, what, config)
    return MARKUPS[markup](decoded.text, decoded.path, decoded.sha256)
