"""Bytes to text: the checks that come before any reading. Every error is one clear line."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from fidelity.config import Config
from fidelity.errors import ConfigError, InputError
from fidelity.types import BOM

__all__ = ["Decoded", "decode_file", "encode_text"]

# What people give by mistake; another encoding would not help.
BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive (Word, OpenDocument, EPUB)",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a gzip archive",
}
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, unaltered, with the hash of its bytes."""

    path: str
    text: str
    sha256: str


def decode_file(path: Path, what: str, config: Config) -> Decoded:
    """Read `path` as text in the configured encoding.

    Raises InputError: missing, a folder, too large, NUL bytes, not in that encoding (with the byte
    offset), a PDF or office file, or nothing but white space. Raises ConfigError for an unknown encoding.
    """
    shown = path.as_posix()
    data = _bytes(path, shown, what, config)
    for magic, kind in BINARY.items():
        if data.startswith(magic):
            raise InputError(f"{shown}: {kind}, not text; save its text to a file and give that")
    text = _decode(data, shown, config.encoding)
    _demand_text(text, f"{shown}: the {what}")
    return Decoded(shown, text, hashlib.sha256(data).hexdigest())


def encode_text(text: str, what: str, config: Config) -> Decoded:
    """Wrap a string, with the checks that make sense for one. Raises InputError."""
    shown = f"the {what}"
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > config.max_bytes:
        raise InputError(_too_large(shown, len(data), config.max_bytes))
    _demand_text(text, shown)
    return Decoded("<text>", text, hashlib.sha256(data).hexdigest())


def _bytes(path: Path, shown: str, what: str, config: Config) -> bytes:
    data = bytearray()
    try:
        if path.is_dir():
            raise InputError(f"{shown}: a folder; give the {what}'s file")
        with path.open("rb") as file:
            # In chunks: read(n) sets aside n bytes at once, and the limit may be terabytes.
            while len(data) <= config.max_bytes and (chunk := file.read(CHUNK)):
                data += chunk
            if len(data) > config.max_bytes:
                size = max(path.stat().st_size, len(data))
                raise InputError(_too_large(shown, size, config.max_bytes))
    except FileNotFoundError as error:
        raise InputError(f"{shown}: no such file (the {what})") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{shown}: cannot be read: {reason}") from error
    return bytes(data)


def _decode(data: bytes, shown: str, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        nul = data.find(0)
        if nul >= 0 and not name.startswith(("utf-16", "utf-32")):
            raise InputError(f"{shown}: NUL byte at byte offset {nul}{_wide(data) or '; is it a text file?'}")
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{shown}: not {name} at byte offset {error.start} "
            f"(byte 0x{data[error.start : error.start + 1].hex()})"
            + (_wide(data) or "; name its encoding, for example --encoding cp1252")
        ) from error
    except (LookupError, UnicodeError, ValueError) as error:
        raise ConfigError(
            f"unknown text encoding {encoding!r}; give one such as utf-8, cp1252 or utf-16"
        ) from error


def _demand_text(text: str, subject: str) -> None:
    if not text.replace(BOM, "").strip():
        raise InputError(f"{subject} is empty")
    if "\0" in text:
        raise InputError(
            f"{subject} holds a NUL character at offset {text.index(chr(0))}; is it a text file?"
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"{subject} holds half a surrogate pair at offset {error.start}; decode it as UTF-16"
        ) from error


def _too_large(shown: str, size: int, limit: int) -> str:
    return f"{shown}: {size:,} bytes is over the limit of {limit:,}; raise it with --max-bytes"


def _wide(data: bytes) -> str:
    """Return a hint where the bytes look like UTF-16 or UTF-32, else an empty string."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        guess = "utf-32"
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        guess = "utf-16"
    else:
        head = data[:4096]
        odd, even, enough = head[1::2].count(0), head[0::2].count(0), len(head) / 4
        guess = "utf-16-le" if odd > enough >= even else "utf-16-be" if even > enough >= odd else ""
    return f"; it looks like {guess.upper()}: try --encoding {guess}" if guess else ""
