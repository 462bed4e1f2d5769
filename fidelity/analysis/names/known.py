"""Which names and words the sources hold, in the forms in which a claim may have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from fidelity.analysis.names.match import match_of
from fidelity.analysis.names.mentions import addresses
from fidelity.text.stems import stem

if TYPE_CHECKING:
    from fidelity.analysis.names.match import NameMatch
    from fidelity.analysis.names.mentions import Mention
    from fidelity.analysis.text import AnalysedText, Texts
    from fidelity.text.words import Word

__all__ = ["LOWER_CASE", "SHORTEST", "KnownNames"]

# Letters of the shortest word that may be misspelt; in a text all in lower case, where a word of the
# dictionary may be a name too.
SHORTEST, LOWER_CASE = 4, 5
# Two names that begin with so many letters alike are forms of one.
ALIKE = 4
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


class KnownNames:
    """The names of one story's sources.

    Args:
        sentences: All sentences of all sources.
        texts: Where they come from.
    """

    def __init__(self, sentences: Sequence[AnalysedText], texts: Texts) -> None:
        self._sentences = tuple(sentences)
        self.texts = texts
        self._matches: dict[AnalysedText, tuple[tuple[NameMatch, ...], ...]] = {}

    @cached_property
    def tell(self) -> bool:
        """Whether the sources have names at all."""
        return bool(self.spellings) or any(
            not (name.opens and name.common) for mention in self._mentions() for name in mention.words
        )

    def matches(self, text: AnalysedText) -> tuple[tuple[NameMatch, ...], ...]:
        """Say of each word of each name that a text mentions what it is to these names."""
        if text not in self._matches:
            self._matches[text] = tuple(match_of(mention, text, self) for mention in text.mentions)
        return self._matches[text]

    def holds(self, key: str) -> bool:
        """Whether the sources have this word, in any case."""
        return key in self.words

    def has_forms(self, keys: Iterable[str]) -> bool:
        """Whether any of these names is one of several for one thing."""
        return not self.with_forms.isdisjoint(keys)

    def related(self, mine: frozenset[str], theirs: frozenset[str]) -> bool:
        """Whether two names share a word or forms of one, or are parts of one name of the sources."""
        if not mine.isdisjoint(theirs):
            return True
        if any(not theirs.isdisjoint(self._together.get(key, ())) for key in mine):
            return True
        if any(
            left.startswith(right[:ALIKE]) or right.startswith(left[:ALIKE])
            for left in mine
            for right in theirs
        ):
            return True
        return any(not mine.isdisjoint(group) and not theirs.isdisjoint(group) for group in self._groups)

    @cached_property
    def words(self) -> frozenset[str]:
        """The keys of all words, those with umlauts also as they are written without."""
        keys = {key for sentence in self._sentences for key in sentence.name_keys}
        keys.update(_without_umlauts(word) for word in self._all_words() if not word.key.isascii())
        return frozenset(keys)

    @cached_property
    def joined(self) -> frozenset[str]:
        """Every two words in a row, written as one."""
        return frozenset(
            left + right for sentence in self._sentences for left, right in pairwise(sentence.name_keys)
        )

    @cached_property
    def short_names(self) -> frozenset[str]:
        """The words that are written in capitals alone."""
        return frozenset(
            key.upper()
            for sentence in self._sentences
            for word, key in zip(sentence.words, sentence.name_keys, strict=True)
            if _is_short_name(word, key)
        )

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words without a capital."""
        language = self.texts.lexicon.language
        return frozenset(
            stem(key, language)
            for sentence in self._sentences
            for word, key in zip(sentence.words, sentence.name_keys, strict=True)
            if not word.is_capital and not _is_short_name(word, key)
        )

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """What the initials of capitalised words in a row make."""
        return frozenset(letters for sentence in self._sentences for letters, _, _ in sentence.acronyms)

    @cached_property
    def initials(self) -> str:
        """The initials of the words of each sentence in a row, of all and of those with content."""
        stopwords = self.texts.lexicon.stopwords
        rows: list[str] = []
        for sentence in self._sentences:
            words = [word for word in sentence.words if word.text[0].isalpha()]
            rows.append("".join(word.text[0] for word in words))
            rows.append("".join(word.text[0] for word in words if word.key not in stopwords))
        return " ".join(rows).upper()

    @cached_property
    def addresses(self) -> str:
        """The web and mail addresses, handles and tags, in lower case."""
        return " ".join(
            sentence.text[start:end].lower()
            for sentence in self._sentences
            for start, end in addresses(sentence.text)
        )

    @cached_property
    def with_forms(self) -> frozenset[str]:
        """All names that are one of several for one thing, whether the sources have them or not."""
        return frozenset(name for group in self._groups for name in group)

    @cached_property
    def forms(self) -> frozenset[str]:
        """The other names of what the sources name."""
        short = {name.casefold() for name in self.acronyms | self.short_names}
        held = (self.words - self.texts.lexicon.stopwords) | short
        return frozenset(name for group in self._groups if not held.isdisjoint(group) for name in group)

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """What a name may be a misspelling of, as it is written first, by its key.

        Headings and lower-cased sources have names too: whatever the dictionary lacks, and words of it
        in capitals, unless a sentence begins with them.
        """
        common = self.texts.common
        table: dict[str, str] = {}
        for sentence in self._sentences:
            cased = any(word.is_capital for word in sentence.words)
            for word, key, opens in zip(sentence.words, sentence.name_keys, sentence.openings, strict=True):
                if len(key) < SHORTEST or not key.isalpha() or key in table:
                    continue
                tells = not opens if word.is_capital else not cased and len(key) >= LOWER_CASE
                if tells or key not in common:
                    spelling = _bare(word.text)
                    table[key] = spelling if word.is_capital else spelling.capitalize()
        return table

    @cached_property
    def first_names(self) -> Mapping[str, Mapping[str, str]]:
        """What stands before a word within names: as it is written, by its key, by the word's key."""
        table: dict[str, dict[str, str]] = {}
        for mention in self._mentions():
            for first, last in pairwise(mention.words):
                table.setdefault(last.key, {})[first.key] = first.word.text
        return table

    @cached_property
    def _together(self) -> Mapping[str, set[str]]:
        """The words that stand in one name with a word."""
        table: dict[str, set[str]] = {}
        for mention in self._mentions():
            keys = {name.key for name in mention.words}
            for key in keys:
                table.setdefault(key, set()).update(keys)
        return table

    @cached_property
    def _groups(self) -> tuple[frozenset[str], ...]:
        """The groups of names of one word for one thing."""
        lexicon = self.texts.lexicon
        return (*lexicon.aliases.single_words, *(lexicon.names.forms.values() if lexicon.names else ()))

    def _all_words(self) -> Iterator[Word]:
        return (word for sentence in self._sentences for word in sentence.words)

    def _mentions(self) -> Iterator[Mention]:
        return (mention for sentence in self._sentences for mention in sentence.mentions)


def _is_short_name(word: Word, key: str) -> bool:
    return word.text.isupper() and len(key) > 1


def _without_umlauts(word: Word) -> str:
    """Return the key of a name as it is written where there are no umlauts: "Mueller"."""
    return word.key.casefold().translate(UMLAUTS)


def _bare(text: str) -> str:
    for ending in ("'s", "\u2019s"):
        text = text.removesuffix(ending)
    return text.rstrip("'\u2019")
