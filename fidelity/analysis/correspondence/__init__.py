"""The same thing said, where? Between a claim and the sources, and between a source and the story.

`Correspondence` is what a case owns, a claim beside the sources: which of their sentences hold its words
(`witnesses`, `retold`), and what stands there in place of one of them (`counterpart`). What rules ask beyond
that is built on it: what contradicts a word (`contrary.py`), the words that are turned around (`turned.py`),
verbs whose sides changed places (`swapped.py`), what is only hedged there (`hedged.py`), who says it there
(`said_by.py`), and a negation that comes from nowhere (`unfounded.py`). `coverage.py` asks the other way
round, which sentences of a source the story has.
"""

from fidelity.analysis.correspondence.claim import Correspondence, Witness
from fidelity.analysis.correspondence.contrary import Difference, Negation, Opposite, Weaker, difference
from fidelity.analysis.correspondence.hedged import HedgedWord, hedged_words, is_stated
from fidelity.analysis.correspondence.said_by import (
    SameStatement,
    SourceStatement,
    another_speaker,
    unnamed_speaker,
)
from fidelity.analysis.correspondence.swapped import Swapped, swapped
from fidelity.analysis.correspondence.turned import Turn, Turned, TurnLimits, turned_around
from fidelity.analysis.correspondence.unfounded import Unfounded, unfounded_negation
from fidelity.analysis.correspondence.words import Counterpart, share_held

__all__ = [
    "Correspondence",
    "Counterpart",
    "Difference",
    "HedgedWord",
    "Negation",
    "Opposite",
    "SameStatement",
    "SourceStatement",
    "Swapped",
    "Turn",
    "TurnLimits",
    "Turned",
    "Unfounded",
    "Weaker",
    "Witness",
    "another_speaker",
    "difference",
    "hedged_words",
    "is_stated",
    "share_held",
    "swapped",
    "turned_around",
    "unfounded_negation",
    "unnamed_speaker",
]
