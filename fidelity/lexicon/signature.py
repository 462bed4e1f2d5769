"""Which word lists a report was made with: a hash of a language's data files, for the signature."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["lexicon_signature"]

HASH_DIGITS = 12
# Data that is read for every language: the function words by which languages are told apart.
SHARED = "profiles"
NO_DATA = (".py", ".pyc", ".md")


@cache
def lexicon_signature(language: str) -> str:
    """Return `LANGUAGE@HASH`: 12 hex digits of a sha256 over every data file that is read in a language.

    These are the files of its folder, those called after it elsewhere (`words/en.txt.gz`), and what is
    shared by all languages. Names count, too; comments are part of a file, so they count as well.
    """
    digest = hashlib.sha256()
    for name, file in sorted(_data(files(__package__), ()), key=lambda entry: entry[0]):
        if _is_of(name, language):
            data = file.read_bytes()
            digest.update(f"{'/'.join(name)}\0{len(data)}\0".encode() + data)
    return f"{language}@{digest.hexdigest()[:HASH_DIGITS]}"


def _data(folder: Traversable, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Traversable]]:
    """Yield every data file below a folder, with the parts of its path from the lexicon's."""
    for entry in folder.iterdir():
        name = (*above, entry.name)
        if entry.is_dir():
            yield from _data(entry, name)
        elif not entry.name.endswith(NO_DATA):
            yield name, entry


def _is_of(name: tuple[str, ...], language: str) -> bool:
    return name[0] in {language, SHARED} or name[-1].startswith(f"{language}.")
