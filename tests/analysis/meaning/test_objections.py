"""Which sentences give the other side, and which words only judge."""

from __future__ import annotations

import pytest
from analysed import analysed

from fidelity.analysis.meaning.opinions import ADVERBS, JUDGEMENTS


@pytest.mark.parametrize(
    ("text", "counter", "objects"),
    [
        ("Yes, but: the town has no money.", True, True),
        ("Critics say the wall costs too much.", True, True),
        ("However, the wall is long.", False, True),
        ("The wall is long.", False, False),
    ],
)
def test_a_counter_position_and_a_word_of_objection(text: str, counter: bool, objects: bool) -> None:
    assert analysed(text).is_counter_position is counter
    assert analysed(text).objects is objects


@pytest.mark.parametrize(
    ("text", "opinions"),
    [
        ("Sadly, the school closes.", [(ADVERBS, "Sadly", True)]),
        ("The plan is a disgrace.", [(JUDGEMENTS, "disgrace", True)]),
        # In quotation marks it is somebody's.
        ('The plan is "a disgrace".', [(JUDGEMENTS, "disgrace", False)]),
        ("The school closes.", []),
    ],
)
def test_words_that_only_judge(text: str, opinions: list[tuple[str, str, bool]]) -> None:
    every = analysed(text).opinions
    assert [(one.kind, text[one.start : one.end], one.own) for one in every] == opinions
