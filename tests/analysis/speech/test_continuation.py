"""What a speaker went on to say behind the words that are quoted."""

from __future__ import annotations

import pytest
from analysed import in_order

from fidelity.analysis.speech.continuation import clause_behind

# What the source says, what is quoted of it, and the clause that was cut off.
CASES = [
    ('"We open it unless the roof falls in," she said.', "We open it", "unless the roof falls in"),
    ('"We open it now," she said, "but the town must pay."', "We open it now", "but the town must pay"),
    ('"We open the school, but not in June. The town pays."', "We open the school", "but not in June"),
    # The speech ends, or another begins.
    ('"We open the school." But the town must pay.', "We open the school", ""),
    ('"We open the school," she said. "But the town must pay."', "We open the school", ""),
    # The word qualifies nothing.
    ('"We do not know if the school opens."', "We do not know", ""),
    ('"We want nothing here but the school."', "We want nothing here", ""),
    ('"We open the school but also the mill."', "We open the school", ""),
    ('"We open the school in June."', "We open the school", ""),
]


@pytest.mark.parametrize(("said", "quoted", "clause"), CASES)
def test_the_clause_that_was_cut_off(said: str, quoted: str, clause: str) -> None:
    source = in_order(said)
    match, cues = source.find(quoted), source.texts.lexicon.quoting
    assert match is not None
    assert cues is not None
    assert clause_behind(source.joined, match, cues) == clause
