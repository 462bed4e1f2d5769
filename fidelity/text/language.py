"""Which language a text is in, as far as its function words and its script say so.

Half of the words of running text are function words, and few are common to two languages, so that a
dozen words tell. docs/decisions/0008-language.md says why no library is used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["WORD", "language_name", "profiles", "reads_as", "shares"]

WORD = re.compile(r"[^\W\d_]+")
# A text of fewer words may be a name, a title or a list.
LEAST_WORDS = 8
# The share of function words that running text has at least; and at most, in another language.
RUNNING, FOREIGN = 0.25, 0.14
# The other language must explain so many times more of the words.
TIMES = 2.0
# The first letters of Unicode's names for letters, and the languages here all write Latin.
LATIN = "LATIN"
OTHER_SCRIPT = 0.5


@cache
def _languages() -> tuple[Mapping[str, frozenset[str]], Mapping[str, str]]:
    """Return function words and names, by language code."""
    import tomllib

    text = files("fidelity.lexicon").joinpath("profiles", "languages.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return {code: frozenset(words.split()) for code, words in table["words"].items()}, table["names"]


def profiles() -> Mapping[str, frozenset[str]]:
    """Return the function words by language code."""
    return _languages()[0]


def language_name(code: str) -> str:
    """Return the English name of a language, by code or script; for others the code, quoted."""
    return _languages()[1].get(code, f'"{code}"')


def shares(text: str) -> Mapping[str, float]:
    """Return, by language, the share of the words of `text` that are its function words, 0..1."""
    used = [word.casefold() for word in WORD.findall(text)]
    total = max(1, len(used))
    return {code: sum(word in known for word in used) / total for code, known in profiles().items()}


def reads_as(text: str, declared: str) -> str:
    """Return the language that `text` is in where that is surely not `declared`, or "".

    A text in another script than Latin gives the script's name. Languages without a profile, and
    texts of too few words, are never told apart.
    """
    if declared not in profiles():
        return ""
    script = _script(text)
    if script != LATIN:
        return script.capitalize()
    if len(WORD.findall(text)) < LEAST_WORDS:
        return ""
    told = shares(text)
    mine = told[declared]
    best = max(sorted(told), key=lambda code: told[code])
    sure = told[best] >= max(RUNNING, TIMES * mine) and mine <= FOREIGN
    return best if best != declared and sure else ""


def _script(text: str) -> str:
    """Return the script of most letters: "LATIN", "CYRILLIC", "CJK" ...; LATIN without letters."""
    counts: dict[str, int] = {}
    letters = 0
    for char in text[:2000]:
        if char.isalpha():
            letters += 1
            name = LATIN if char.isascii() else unicodedata.name(char, "UNKNOWN").split()[0]
            counts[name] = counts.get(name, 0) + 1
    for name, count in counts.items():
        if name != LATIN and count > OTHER_SCRIPT * letters:
            return name
    return LATIN
