"""The operator that adds a judgement."""

from __future__ import annotations

import pytest

from mutate.test_flipped_polarity import planted

STORY = "The school will close its north wing."
SOURCE = "The school will close its north wing in June."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("⟦Sadly⟧, the school will close its north wing.", "adverb"),
        ("The school will close its north wing, ⟦a masterstroke⟧.", "apposition"),
        ("The school will close its north wing. ⟦It is a disgrace.⟧", "sentence"),
        ("The school will close its north wing. ⟦This must never happen again.⟧", "demand"),
    ],
)
def test_it_plants(text: str, kind: str) -> None:
    assert planted("opinion-as-fact", STORY, SOURCE, seeds=120)[text] == kind


def test_it_uses_no_judgement_of_the_source() -> None:
    found = planted("opinion-as-fact", STORY, f"{SOURCE} Sadly, it is a disgrace.", seeds=60)
    assert not [text for text in found if "disgrace" in text or "Sadly" in text]


def test_a_fragment_takes_no_sentence_behind_it() -> None:
    found = planted("opinion-as-fact", "The school will close its north wing", SOURCE, seeds=4)
    assert set(found.values()) == {"adverb"}
