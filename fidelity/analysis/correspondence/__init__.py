"""The same thing said, where? Between a claim and the sources, and between the story and a source.

`Correspondence` is what a case owns: which sentences of the sources hold a claim's words (`witnesses`,
`retold`), and what stands there in place of one of them (`counterpart`). `coverage.py` asks the other
way round, which sentences of a source the story has.
"""

from fidelity.analysis.correspondence.claim import Correspondence, Witness
from fidelity.analysis.correspondence.contrary import Difference, Negation, Opposite, Weaker, difference
from fidelity.analysis.correspondence.hedged import HedgedWord, hedged_words, is_stated
from fidelity.analysis.correspondence.unfounded import Unfounded, unfounded_negation
from fidelity.analysis.correspondence.words import Counterpart, share_held, shares_around

__all__ = [
    "Correspondence",
    "Counterpart",
    "Difference",
    "HedgedWord",
    "Negation",
    "Opposite",
    "Unfounded",
    "Weaker",
    "Witness",
    "difference",
    "hedged_words",
    "is_stated",
    "share_held",
    "shares_around",
    "unfounded_negation",
]
