"""Who speaks in several sentences: pronouns, and the speakers of quotations."""

from __future__ import annotations

import pytest
from analysed import in_order

SPOKEN = [
    ('"We sail," said Ivan Moss, a former pilot.', ["moss"]),
    ('Moss said: "We sail."', ["moss"]),
    ('"We sail," Moss said, "and we fish."', ["moss", "moss"]),
    ('Moss: "We sail."', ["moss"]),
    ('Moss called the plan "vain and costly".', ["moss"]),
    ('"We sail," said Moss.|"We fish, too," he said.', ["moss", "moss"]),
    # It only goes on.
    ('"We sail," said Moss.|"And we fish, too."', ["moss", "moss"]),
    # The next sentence says whose it was.
    ('"We sail. We fish."|Moss said on Monday.', ["moss"]),
    ('The pier holds.|"We sail."', [""]),
    ('The minister said: "We sail."', [""]),
]


@pytest.mark.parametrize(("text", "speakers"), SPOKEN)
def test_who_speaks_the_quotations(text: str, speakers: list[str]) -> None:
    said = in_order(*text.split("|"), paragraph=True).speech
    names = [one.statement.names[-1] if one.statement and one.statement.names else "" for one in said.spoken]
    assert names == speakers


def test_a_pronoun_that_may_mean_two_is_not_certain() -> None:
    sentences = ("Moss said the pier holds.", "Ann Holt met the bakers.", "He said the roof leaks.")
    assert [one.certain for one in in_order(*sentences).speech.statements] == [True, False]
