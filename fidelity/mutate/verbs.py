"""The forms of English verbs, as far as the operators write them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

__all__ = ["COMMON", "VerbForms", "base_of_past", "forms", "singular_third"]

VOWELS = "aeiou"
# Base, past and participle of verbs that are not regular.
IRREGULAR = """
begin began begun|break broke broken|build built built|buy bought bought|catch caught caught
choose chose chosen|come came come|cut cut cut|draw drew drawn|drive drove driven
fall fell fallen|fight fought fought
find found found|forget forgot forgotten|get got got|give gave given|go went gone|grow grew grown
hide hid hidden|hit hit hit|hold held held|keep kept kept|know knew known|lead led led|leave left left
lose lost lost|make made made|meet met met|overthrow overthrew overthrown|pay paid paid|put put put
quit quit quit|rise rose risen|run ran run|see saw seen|sell sold sold|send sent sent|set set set
shoot shot shot|show showed shown|shrink shrank shrunk|sink sank sunk|speak spoke spoken|spend spent spent
stand stood stood|steal stole stolen|strike struck struck|take took taken|think thought thought
uphold upheld upheld|win won won|withdraw withdrew withdrawn|write wrote written|forbid forbade forbidden
slay slew slain|beat beat beaten|overcome overcame overcome|tear tore torn|have had had|be was been
become became become|say said said|tell told told|sit sat sat|eat ate eaten|fly flew flown|hear heard heard
"""
# Their last syllable is short and stressed: the final letter doubles.
DOUBLED = frozenset("admit ban commit drop equip permit plan rob scrap slip stop submit drag cap".split())
# Verbs whose past form is the finite verb of many a news sentence.
COMMON = tuple(
    """
    accept achieve admit agree announce appear appoint approve arrest arrive attack attend beat begin
    block break build buy cancel change charge close collapse confirm continue create cross decide
    defeat demand deny destroy die discover drop earn end enter escape expand face fall file fire force
    gain get give go grow happen help hit hold identify include increase injure invest join kill launch
    lead leave lose make meet move need offer open order pass pay plan play plead pledge produce promise
    publish raise reach receive recover reject release remain remove reopen rescue resign return reveal
    rise rule run save score see sell send shoot show sign spend start stay steal stop strike suffer
    support survive take testify travel turn use visit vote want win withdraw work write
    """.split()
)


class VerbForms(NamedTuple):
    """One verb: "plan", "plans", "planned", "planned", "planning"."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


@cache
def forms(base: str) -> VerbForms:
    """Return the forms of a verb given in its base form; a particle behind it is kept ("turn down")."""
    verb, space, particle = base.partition(" ")
    irregular = _irregular().get(verb)
    past, participle = irregular or (_past(verb), _past(verb))
    inflected = (verb, singular_third(verb), past, participle, _gerund(verb))
    return VerbForms(*(f"{form}{space}{particle}" for form in inflected))


def base_of_past(word: str) -> str | None:
    """Return the base form of a common verb's past form, or None."""
    return _pasts().get(word)


def singular_third(verb: str) -> str:
    """Return the form that goes with "she"."""
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if _consonant_y(verb) else f"{verb}s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if _consonant_y(verb):
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1]}ed" if verb in DOUBLED else f"{verb}ed"


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return f"{verb[:-1]}ing"
    doubled = verb in DOUBLED or verb in {
        "begin",
        "cut",
        "get",
        "hit",
        "put",
        "quit",
        "run",
        "set",
        "win",
        "sit",
    }
    return f"{verb}{verb[-1]}ing" if doubled else f"{verb}ing"


def _consonant_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2:-1] not in VOWELS


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    rows = [entry.split() for line in IRREGULAR.strip().splitlines() for entry in line.split("|")]
    return {base: (past, participle) for base, past, participle in rows}


@cache
def _pasts() -> dict[str, str]:
    return {forms(base).past: base for base in COMMON}
