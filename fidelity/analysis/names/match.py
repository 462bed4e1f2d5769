"""What a name of a claim is to the names of the sources: the same, misspelt or absent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from fidelity.analysis.names.mentions import Mention
from fidelity.text.stems import stem

if TYPE_CHECKING:
    from fidelity.analysis.names.known import KnownNames
    from fidelity.analysis.names.mentions import NameWord
    from fidelity.analysis.text import AnalysedText

__all__ = ["NameMatch", "Standing", "absent_part", "is_held", "is_unknown", "match_of", "other_first_name"]

# Letters that the longer of two names has at least, where one edit and where two make them one misspelt;
# with fewer they are two names. Set by reading findings of F303.
ONE_EDIT, TWO_EDITS = 5, 8
# A shorter beginning of a word is no sign that one is made of the other; nor are fewer letters mistyped.
SHORTEST = 4
VOWELS = "aeioy"
POSSESSIVES = ("'s", "\u2019s")


class Standing(Enum):
    """What a name of a claim is to the source."""

    SAME = 1
    MISSPELT = 2
    ABSENT = 3


@dataclass(frozen=True, slots=True)
class NameMatch:
    """One word of a claim's name beside the source.

    Attributes:
        spellings: The source's names that it may be a misspelling of, as they are written there.
    """

    name: NameWord
    standing: Standing
    spellings: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        """Where the word stands in the claim, a possessive ending left out."""
        word = self.name.word
        return word.start, word.end - (2 if word.text.endswith(POSSESSIVES) else 0)


def match_of(mention: Mention, text: AnalysedText, known: KnownNames) -> tuple[NameMatch, ...]:
    """Say of each word of a name that `text` mentions what it is to the known ones."""
    short = {
        text.words[at].start
        for letters, low, high in text.acronyms
        if letters in known.short_names
        for at in range(low, high)
    }
    spelled = {at for at, name in enumerate(mention.words) if name.word.start in short}
    keys = [name.key for name in mention.words]
    for at in range(len(keys) - 1):
        if keys[at] + keys[at + 1] in known.words:
            spelled |= {at, at + 1}
    return tuple(
        NameMatch(name, Standing.SAME) if at in spelled else _match(name, known)
        for at, name in enumerate(mention.words)
    )


def absent_part(matches: Sequence[NameMatch]) -> Mention | None:
    """Return the words of a name that the sources lack; None where they have all."""
    absent = tuple(match.name for match in matches if match.standing is Standing.ABSENT)
    return Mention(absent) if absent else None


def is_unknown(matches: Sequence[NameMatch], known: KnownNames) -> bool:
    """Whether the sources lack a name for sure: every word, one of which is no common word.

    Not where other names are known for a word of it: the sources may use one of these.
    """
    names = [match.name for match in matches if match.standing is Standing.ABSENT]
    common = all(name.common for name in names)
    return len(names) == len(matches) and not common and not known.has_forms(name.key for name in names)


def is_held(matches: Sequence[NameMatch]) -> bool:
    """Whether the sources have a name, and it is told by more than capitals: "WWI" is "World War I"."""
    same = all(match.standing is Standing.SAME for match in matches)
    return same and not all(match.name.word.text.isupper() for match in matches)


def other_first_name(matches: Sequence[NameMatch], known: KnownNames) -> str:
    """Return the source's first name for a person whom a claim gives another, else "".

    Asked of a name of two words of which the second is the source's and the first is not.
    """
    if [match.standing for match in matches] != [Standing.ABSENT, Standing.SAME]:
        return ""
    if any(match.name.common for match in matches):
        return ""
    first, last = (match.name.key for match in matches)
    others = known.first_names.get(last, {})
    if not others or any(other[0] == first[0] or len(other) < 3 for other in others):
        return ""
    return others[min(others)] if len(others) == 1 else ""


def _match(name: NameWord, known: KnownNames) -> NameMatch:
    if _is_same(name, known):
        return NameMatch(name, Standing.SAME)
    if not name.common and name.key not in known.with_forms:
        spellings = _misspelt(name.key, known)
        if spellings:
            return NameMatch(name, Standing.MISSPELT, spellings)
    return NameMatch(name, Standing.ABSENT)


def _is_same(name: NameWord, known: KnownNames) -> bool:
    key, letters = name.key, name.key.upper()
    if key in known.words or key in known.joined or key in known.forms:
        return True
    if not known.words.isdisjoint(_variants(key)):
        return True
    if name.word.text.isupper() and (
        letters in known.acronyms or (len(key) > 2 and letters in known.initials)
    ):
        return True
    if len(key) >= SHORTEST and key in known.addresses:
        return True
    return stem(key, known.texts.lexicon.language) in known.stems or _is_derived(key, known)


def _variants(key: str) -> Iterator[str]:
    """Yield plurals and singulars, and British and American spelling."""
    yield from (key.removesuffix("s"), key.removesuffix("es"), key + "s")
    yield from (key.replace("iz", "is"), key.replace("is", "iz"))


def _is_derived(key: str, known: KnownNames) -> bool:
    """Whether the source has what this word is made of, or a word made of this one."""
    lists = known.texts.lexicon.names
    if lists is None:
        return False
    made_of = (
        root + other
        for root, ending in _cuts(key, lists.derived)
        if ending != "n" or root[-1] in VOWELS
        for other in (lists.replaced if len(ending) > 1 else ("",))
    )
    makes = (
        root + other
        for root, ending in _cuts(key, lists.replaced)
        if len(ending) != 1 or ending in VOWELS
        for other in lists.derived
        if len(other) > 1
    )
    return not known.words.isdisjoint(made_of) or not known.words.isdisjoint(makes)


def _cuts(key: str, endings: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield a word without each ending that it has, where enough is left, and the ending."""
    for ending in endings:
        if key.endswith(ending) and len(key) - len(ending) >= SHORTEST:
            yield key.removesuffix(ending), ending


def _misspelt(key: str, known: KnownNames) -> tuple[str, ...]:
    """Return the names of the source that are an edit from `key`, or else two edits."""
    for edits, shortest in ((1, ONE_EDIT), (2, TWO_EDITS)):
        near = process.extract(
            key, list(known.spellings), scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        spellings = {
            known.spellings[other]
            for other, _, _ in near
            if (max(len(other), len(key)) >= shortest or (edits == 1 and _is_slip(other, key)))
            and (edits == 1 or other[0] == key[0])
        }
        if spellings:
            return tuple(sorted(spellings))
    return ()


def _is_slip(known: str, key: str) -> bool:
    """Whether two short names are of the same letters, so that one is the other mistyped."""
    return len(key) >= SHORTEST and set(known) == set(key)
