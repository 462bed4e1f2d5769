"""F605: text that is not in the declared language."""

from __future__ import annotations

import pytest
from marked import check, unmarked

SOURCE = "Port Ellery keeps its library open. The council voted for it on Monday."
TEXT = "The council of the town voted on Monday to keep the old library open for all."
GERMAN = "Der Rat der Stadt hat am Montag beschlossen, die alte Bibliothek nicht zu schließen."
FRENCH = "Le conseil de la ville a voté lundi pour que la bibliothèque reste ouverte à tous."
SPANISH = "El ayuntamiento decidió el lunes que la biblioteca no se cerrará hasta el final del año."
ITALIAN = "Il consiglio della città ha deciso lunedì di non chiudere la biblioteca per il momento."
DUTCH = "De gemeenteraad heeft maandag besloten dat de bibliotheek voor iedereen open blijft."
SWEDISH = "Stadens råd har på måndagen beslutat att biblioteket ska vara öppet för alla som vill."
POLISH = "Rada miasta w poniedziałek nie zgodziła się na to, że biblioteka ma być zamknięta."
RUSSIAN = "Совет города в понедельник решил не закрывать библиотеку до конца этого года."
CHINESE = "镇议会星期一决定继续开放旧图书馆，因为居民们需要一个安静的地方。"
FRONT = "---\nlanguage: en\n---\n\n"

FLAGGED = [
    *(f"{FRONT}## Summary\n\n- {TEXT}\n- ⟦{foreign}⟧" for foreign in (
        GERMAN, FRENCH, SPANISH, ITALIAN, DUTCH, SWEDISH, POLISH, RUSSIAN, CHINESE
    )),
    f"{FRONT}{TEXT} ⟦{GERMAN}⟧",
    f"{FRONT}{TEXT} ⟦{GERMAN} {GERMAN}⟧",
    f"---\nlang: en-GB\n---\n\n## Summary\n\n{TEXT}\n\n## Our view\n\n⟦{FRENCH}⟧",
    f"---\nlanguage: fr\n---\n\n## Summary\n\n- {FRENCH}\n- ⟦{TEXT}⟧",
    # One finding a section.
    f"{FRONT}## Summary\n\n- ⟦{GERMAN}\n- {GERMAN}⟧\n\n## Key points\n\n- ⟦{GERMAN}⟧",
]  # fmt: skip

CLEAN = [
    f"{FRONT}{TEXT}",
    # Nothing is declared.
    f"{TEXT} {GERMAN}",
    f"---\ntitle: Library\n---\n\n{TEXT} {GERMAN}",
    # Quotations, names, titles, short texts.
    f"{FRONT}{TEXT} “{FRENCH}”",
    f"{FRONT}{TEXT} The poster says „{GERMAN}“ to visitors.",
    f'{FRONT}The mayor read from the letter "{SPANISH}" and nobody in the hall spoke.',
    f"{FRONT}{TEXT} Guten Tag!",
    f"{FRONT}Members are Jürgen von der Heide, María de la Cruz, Jean de la Fontaine and Piet van den Berg.",
    f"{FRONT}The films are La vita è bella, Les quatre cents coups, Das Leben der Anderen and Volver.",
    f"{FRONT}{TEXT}\n\n```\n{GERMAN}\n```",
    f"{FRONT}{TEXT}\n\n## Sources\n\n- [{GERMAN}](https://kurier.example)",
    f"{FRONT}{TEXT}\n\n## Related\n\n- {GERMAN}",
    f"---\nlanguage: de\n---\n\n{GERMAN}",
    f"---\nlanguage: xx\n---\n\n{TEXT}",
    # Lists and figures without function words.
    f"{FRONT}Goals: Okafor 12, Reil 14, Holm 33, Calder 40, Brandt 61, Quill 77, Sand 80, Marsh 88, Moor 90.",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    for finding in check("F605", story, SOURCE):
        assert "this reads as" in finding.message


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F605", story, SOURCE)


def test_how_many_letters_it_takes_is_an_option() -> None:
    story = f"{FRONT}{TEXT}\n\n⟦Der Rat hat das am Montag nicht beschlossen.⟧"
    check("F605", story, SOURCE, {"letters": 30})
    assert not check("F605", unmarked(story), SOURCE)
