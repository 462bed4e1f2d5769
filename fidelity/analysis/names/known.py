"""Which names a source holds, and what a name of a claim is to them: same, misspelt or absent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from fidelity.analysis.names.mentions import Mention, NameWord, addresses
from fidelity.text.stems import stem
from fidelity.text.words import Word

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText, Texts
    from fidelity.lexicon import Lexicon

__all__ = ["KnownNames", "Match", "Standing"]

# Letters a name must have for one edit, and for two, to be a misspelling and no other name.
ONE_EDIT = 5
TWO_EDITS = 8
# A shorter beginning of a word is no sign that one is made of the other.
SHORTEST_ROOT = 4
VOWELS = "aeioy"
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


class Standing(Enum):
    """What a name of a claim is to the source."""

    SAME = 1
    MISSPELT = 2
    ABSENT = 3


@dataclass(frozen=True, slots=True)
class Match:
    """One word of a claim's name beside the source.

    Attributes:
        spellings: The source's names that it may be a misspelling of, as they are written there.
    """

    name: NameWord
    standing: Standing
    spellings: tuple[str, ...] = ()


class KnownNames:
    """The words and names of one story's sources.

    Args:
        sentences: All source sentences.
        texts: Where they come from.
    """

    def __init__(self, sentences: Sequence[AnalysedText], texts: Texts) -> None:
        self._lexicon = lexicon = texts.lexicon
        self._common = texts.common
        self._words: set[str] = set()
        self._joined: set[str] = set()
        self._roots: set[str] = set()
        self._short: set[str] = set()
        self._acronyms: set[str] = set()
        self._names: set[str] = set()
        self._spellings: dict[str, str] = {}
        self._first_names: dict[str, dict[str, str]] = {}
        self._beside: dict[str, set[str]] = {}
        initials: list[str] = []
        printed: list[str] = []
        for sentence in sentences:
            text, tokens = sentence.text, sentence.words
            self._add_words(sentence)
            self._acronyms |= {short for short, _, _ in sentence.acronyms}
            letters = [word for word in tokens if word.text[0].isalpha()]
            initials.append("".join(word.text[0] for word in letters).upper())
            content = (word for word in letters if word.key not in lexicon.stopwords)
            initials.append("".join(word.text[0] for word in content).upper())
            printed += [text[start:end].lower() for start, end in addresses(text)]
            for mention in sentence.mentions:
                self._add_mention(mention)
            self._add_spellings(sentence)
        self._initials = " ".join(initials)
        self._addresses = " ".join(printed)
        self._groups = _groups(lexicon)
        self._with_forms = frozenset(name for group in self._groups for name in group)
        self._forms = self._other_forms()

    @property
    def tells(self) -> bool:
        """Whether the source has names at all."""
        return bool(self._names or self._spellings)

    def _add_words(self, sentence: AnalysedText) -> None:
        tokens, keys = sentence.words, sentence.name_keys
        self._words.update(keys)
        self._words.update(_without_umlauts(word) for word in tokens if not word.key.isascii())
        self._joined.update(left + right for left, right in pairwise(keys))
        for word, key in zip(tokens, keys, strict=True):
            if word.text.isupper() and len(key) > 1:
                self._short.add(key.upper())
            elif not word.is_capital:
                self._roots.add(stem(key, self._lexicon.language))

    def _add_spellings(self, sentence: AnalysedText) -> None:
        """Take what a name of the claim may be a misspelling of.

        Headings and lower-cased sources have names too: whatever the dictionary lacks, and words of it
        in capitals, unless a sentence begins with them.
        """
        cased = any(word.is_capital for word in sentence.words)
        for word, key, opens in zip(sentence.words, sentence.name_keys, sentence.openings, strict=True):
            if len(key) < SHORTEST_ROOT or not key.isalpha():
                continue
            common = key in self._common
            if word.is_capital:
                tells = not common or not opens
            else:
                tells = not common or (not cased and len(key) >= ONE_EDIT)
            if tells:
                spelling = _bare(word.text)
                self._spellings.setdefault(key, spelling if word.is_capital else spelling.capitalize())

    def _add_mention(self, mention: Mention) -> None:
        for name in mention.words:
            if not (name.opens and name.common):
                self._names.add(name.key)
        for first, last in pairwise(mention.words):
            self._first_names.setdefault(last.key, {})[first.key] = first.word.text
        keys = {name.key for name in mention.words}
        for key in keys:
            self._beside.setdefault(key, set()).update(keys)

    def first_name(self, matches: Sequence[Match]) -> str:
        """Return the source's first name for a person whom a claim gives another, else "".

        Asked of a name of two words of which the second is the source's and the first is not.
        """
        if [match.standing for match in matches] != [Standing.ABSENT, Standing.SAME]:
            return ""
        if any(match.name.common for match in matches):
            return ""
        first, last = (match.name.key for match in matches)
        others = self._first_names.get(last, {})
        if not others or any(other[0] == first[0] or len(other) < 3 for other in others):
            return ""
        return others[min(others)] if len(others) == 1 else ""

    def holds(self, key: str) -> bool:
        """Whether the source has this word, in any case."""
        return key in self._words

    def has_forms(self, keys: Iterable[str]) -> bool:
        """Whether any of these names is one of several for one thing."""
        return not self._with_forms.isdisjoint(keys)

    def related(self, mine: set[str], theirs: set[str]) -> bool:
        """Whether two names share a word, or forms of one."""
        if not mine.isdisjoint(theirs):
            return True
        pairs = ((left, right) for left in mine for right in theirs)
        if any(right in self._beside.get(left, ()) for left in mine for right in theirs):
            return True
        if any(left.startswith(right[:4]) or right.startswith(left[:4]) for left, right in pairs):
            return True
        return any(not mine.isdisjoint(g) and not theirs.isdisjoint(g) for g in self._groups)

    def match(self, mention: Mention, text: AnalysedText) -> tuple[Match, ...]:
        """Say of each word of a claim's name what it is to the source.

        Args:
            mention: A name in the claim.
            text: The claim, for the acronym that the name's words make.
        """
        tokens = text.words
        short = {
            tokens[at].start
            for letters, low, high in text.acronyms
            if letters in self._short
            for at in range(low, high)
        }
        spelled = {at for at, name in enumerate(mention.words) if name.word.start in short}
        keys = [name.key for name in mention.words]
        for at in range(len(keys) - 1):
            if keys[at] + keys[at + 1] in self._words:
                spelled |= {at, at + 1}
        return tuple(
            Match(name, Standing.SAME) if at in spelled else self._match(name)
            for at, name in enumerate(mention.words)
        )

    def _match(self, name: NameWord) -> Match:
        if self._is_same(name):
            return Match(name, Standing.SAME)
        if not name.common and name.key not in self._with_forms:
            spellings = self._misspelt(name.key)
            if spellings:
                return Match(name, Standing.MISSPELT, spellings)
        return Match(name, Standing.ABSENT)

    def _is_same(self, name: NameWord) -> bool:
        key, short = name.key, name.word.text.isupper()
        if key in self._words or key in self._joined or key in self._forms:
            return True
        # Plurals; British and American spelling.
        others = {key.removesuffix("s"), key.removesuffix("es"), key + "s"}
        others |= {key.replace("iz", "is"), key.replace("is", "iz")}
        if not others.isdisjoint(self._words):
            return True
        if short and (key.upper() in self._acronyms or (len(key) > 2 and key.upper() in self._initials)):
            return True
        if len(key) >= SHORTEST_ROOT and key in self._addresses:
            return True
        return stem(key, self._lexicon.language) in self._roots or self._is_derived(key)

    def _is_derived(self, key: str) -> bool:
        """Whether the source has what this word is made of, or a word made of this one."""
        lists = self._lexicon.names
        if lists is None:
            return False
        endings, replaced = lists.derived, lists.replaced
        return any(
            root + other in self._words
            for root, ending in _cuts(key, endings)
            if ending != "n" or root[-1] in VOWELS
            for other in (replaced if len(ending) > 1 else ("",))
        ) or any(
            root + other in self._words
            for root, ending in _cuts(key, replaced)
            if len(ending) != 1 or ending in VOWELS
            for other in endings
            if len(other) > 1
        )

    def _other_forms(self) -> frozenset[str]:
        """Return the other forms of all names that the source holds."""
        shorts = {short.casefold() for short in self._acronyms | self._short}
        held = (self._words - self._lexicon.stopwords) | shorts
        return frozenset(name for group in self._groups if not held.isdisjoint(group) for name in group)

    def _misspelt(self, key: str) -> tuple[str, ...]:
        """Return the names of the source that are an edit from `key`, or else two edits."""
        for edits, shortest in ((1, ONE_EDIT), (2, TWO_EDITS)):
            near = [
                spelling
                for known, spelling in self._spellings.items()
                if (max(len(known), len(key)) >= shortest or (edits == 1 and _is_slip(known, key)))
                and (edits == 1 or known[0] == key[0])
                and OSA.distance(known, key, score_cutoff=edits) <= edits
            ]
            if near:
                return tuple(sorted(set(near)))
        return ()


def _is_slip(known: str, key: str) -> bool:
    """Whether two short names are of the same letters, so that one is the other mistyped."""
    return len(key) >= SHORTEST_ROOT and set(known) == set(key)


def _without_umlauts(word: Word) -> str:
    """Return the key of a name as it is written where there are no umlauts: "Mueller"."""
    return word.key.casefold().translate(UMLAUTS)


def _bare(text: str) -> str:
    for ending in ("'s", "\u2019s"):
        text = text.removesuffix(ending)
    return text.rstrip("'\u2019")


def _cuts(key: str, endings: Iterable[str]) -> list[tuple[str, str]]:
    return [
        (key[: len(key) - len(ending)], ending)
        for ending in endings
        if key.endswith(ending) and len(key) - len(ending) >= SHORTEST_ROOT
    ]


def _groups(lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    """Return the groups of names of one word for one thing."""
    return (*lexicon.aliases.single_words, *(lexicon.names.forms.values() if lexicon.names else ()))
