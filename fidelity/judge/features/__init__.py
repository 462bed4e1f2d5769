"""What the fit was made with: the vector of a claim beside its source, and every reading in it.

Nothing here changes but with a new fit: the readings (numbers, negations, opposites, copied wording) are the
judge's own, and their words are those of the lexicon's topic `judge`, copies that no rule reads. So a rule
may change its words and readings, and P(supported) stays what was measured. The golden vectors of some
claims (`tests/judge/`) hold it, and are renewed in the commit that fits anew.
"""

from fidelity.judge.features.vector import FEATURES, LEXICAL, SEMANTIC, WORDING, features

__all__ = ["FEATURES", "LEXICAL", "SEMANTIC", "WORDING", "features"]
