"""Cue words, a folder a language and one TOML file a topic, as data: no code knows a cue word.

Each topic is a dataclass that says what its file holds (`reading.py` checks it). What a language has no
file of, nothing reads in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType, NoneType
from typing import Any, get_args, get_type_hints

from fidelity.errors import ConfigError
from fidelity.lexicon.abbreviations import Abbreviations
from fidelity.lexicon.aliases import Aliases
from fidelity.lexicon.antonyms import Antonyms
from fidelity.lexicon.certainty import Certainty
from fidelity.lexicon.counter import CounterPosition
from fidelity.lexicon.dates import Dates
from fidelity.lexicon.endings import Endings
from fidelity.lexicon.furniture import Furniture
from fidelity.lexicon.headings import Headings
from fidelity.lexicon.hedges import Hedges
from fidelity.lexicon.judge import JudgeWords
from fidelity.lexicon.labels import Labels
from fidelity.lexicon.model_residue import ModelResidue
from fidelity.lexicon.names import Names
from fidelity.lexicon.negations import Negations
from fidelity.lexicon.noun_phrases import NounPhrases
from fidelity.lexicon.numerals import Numerals
from fidelity.lexicon.opinion import Opinion
from fidelity.lexicon.outlook import Outlook
from fidelity.lexicon.page_lists import PageLists
from fidelity.lexicon.placeholders import Placeholders
from fidelity.lexicon.predicates import Predicates
from fidelity.lexicon.quantifiers import Quantifiers
from fidelity.lexicon.quantities import Quantities
from fidelity.lexicon.quoting import Quoting
from fidelity.lexicon.reading import read_topic, read_topics
from fidelity.lexicon.scales import Opposites, Stages
from fidelity.lexicon.sentences import Sentences
from fidelity.lexicon.source_count import SourceCount
from fidelity.lexicon.source_lines import SourceLines
from fidelity.lexicon.speakers import Speakers
from fidelity.lexicon.teasers import Teasers
from fidelity.lexicon.units import Units

__all__ = ["Lexicon", "languages", "load_lexicon"]


# Compared and hashed by identity: one object a language, so that analyses of a text can be remembered.
@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The lists of one language, a topic a file; each topic says what it holds.

    A topic that may be None is not known in every language; without the others no document can be read.

    Attributes:
        headings, labels, sentences, furniture: How a document is taken apart.
        abbreviations, endings: Where a text ends without its end.
        hedges: Hedges of claims, and what makes them fair.
        judge: The copies of these lists that align and judge go by.
        stopwords: Words without content, in lower case.
        numbers: Values of number words, in lower case.
        aliases: Groups of names for one thing.
    """

    language: str
    headings: Headings
    labels: Labels
    sentences: Sentences
    furniture: Furniture
    abbreviations: Abbreviations
    endings: Endings
    hedges: Hedges
    judge: JudgeWords
    stopwords: frozenset[str]
    numbers: Mapping[str, int]
    aliases: Aliases
    antonyms: Antonyms | None = None
    certainty: Certainty | None = None
    counter: CounterPosition | None = None
    dates: Dates | None = None
    model_residue: ModelResidue | None = None
    names: Names | None = None
    negations: Negations | None = None
    noun_phrases: NounPhrases | None = None
    numerals: Numerals | None = None
    opinion: Opinion | None = None
    opposites: Opposites | None = None
    outlook: Outlook | None = None
    page_lists: PageLists | None = None
    placeholders: Placeholders | None = None
    predicates: Predicates | None = None
    quantifiers: Quantifiers | None = None
    quantities: Quantities | None = None
    quoting: Quoting | None = None
    source_count: SourceCount | None = None
    source_lines: SourceLines | None = None
    speakers: Speakers | None = None
    stages: Stages | None = None
    teasers: Teasers | None = None
    units: Units | None = None


@dataclass(frozen=True)
class _Stopwords:
    words: frozenset[str]


@dataclass(frozen=True)
class _Numbers:
    words: Mapping[str, int]


@dataclass(frozen=True)
class _Groups:
    groups: Aliases


@dataclass(frozen=True)
class _Basics:
    """What language.toml holds: fields of `Lexicon` that are no topics."""

    language: str
    stopwords: _Stopwords
    numbers: _Numbers
    aliases: _Groups


def _topics() -> Mapping[str, type[Any]]:
    """Return the class of each topic, by its field of `Lexicon`, which its file is called after."""
    kinds = {}
    for name, hint in get_type_hints(Lexicon).items():
        kind = next(one for one in (*get_args(hint), hint) if one is not NoneType)
        if isinstance(kind, type) and is_dataclass(kind):
            kinds[name] = kind
    return MappingProxyType(kinds)


TOPICS = _topics()


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a lexicon."""
    folders = (entry for entry in files(__package__).iterdir() if entry.is_dir())
    return tuple(sorted(folder.name for folder in folders if folder.joinpath("language.toml").is_file()))


@cache
def load_lexicon(language: str) -> Lexicon:
    """Return the lexicon of `language` (a code such as "en"). Raises ConfigError if there is none."""
    if language not in languages():
        raise ConfigError(f"no lexicon for language {language!r}; there is {', '.join(languages())}")
    folder = files(__package__).joinpath(language)
    tables = {
        entry.name.removesuffix(".toml"): _table(entry, f"lexicon/{language}/{entry.name}")
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    }
    basics = read_topic(_Basics, tables.pop("language"), f"lexicon/{language}/language.toml")
    for field in fields(Lexicon):
        if field.name in TOPICS and field.default is MISSING and field.name not in tables:
            raise ConfigError(f"lexicon/{language}: {field.name}.toml is missing")
    return Lexicon(
        language=basics.language,
        stopwords=basics.stopwords.words,
        numbers=basics.numbers.words,
        aliases=basics.aliases.groups,
        **read_topics(TOPICS, tables, f"lexicon/{language}"),
    )


def _table(file: Traversable, where: str) -> Mapping[str, Any]:
    """Return what a file of word lists holds. Raises ConfigError with `where` if it is no TOML."""
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except ValueError as error:  # no UTF-8, or no TOML
        raise ConfigError(f"{where}: not valid TOML: {error}") from error
