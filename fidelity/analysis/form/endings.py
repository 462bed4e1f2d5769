"""Whether the last words of a text can be the end of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fidelity.text.dictionary import dictionary
from fidelity.text.words import CLOSERS, Word, is_final, words

if TYPE_CHECKING:
    from fidelity.analysis.text import AnalysedText
    from fidelity.lexicon import Lexicon

__all__ = ["LEAST_WORDS", "open_end"]

# Marks that open something or join it to what follows.
OPEN_MARKS = ",;([{\u201c\u2018-\u2010\u2011\u2013\u2014&/"
QUOTES = "\"'\u201d\u2019»\u203a"
CURRENCY = frozenset("$\u20ac\u00a3\u00a5")
DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+$")
APOSTROPHE = re.compile("['\u2019]")
# How many words before the end a clause may begin that strands its preposition.
STRANDED_CLAUSE = 6
# ... and how many where the full stop says that the writer thought it whole.
STRANDED_SENTENCE = 9
LEAST_WORDS = 3
LONGEST_ABBREVIATION = 24


def open_end(text: AnalysedText, *, fragment: bool = False) -> str:
    """Return why `text` cannot end where it does, as the end of a sentence, or "" if it can.

    Looks at the last words alone: an abbreviation that needs its noun, a word that no sentence ends
    on, a mark that opens something. With `fragment`, texts beside it go without a full stop too, so
    that only words count on which no fragment ends either.
    """
    bare, lexicon = text.text.rstrip(), text.lexicon
    stripped = bare.rstrip(CLOSERS + ".!?").rstrip()
    tokens = words(stripped)
    if len(tokens) < LEAST_WORDS or bare.endswith(("...", "\u2026")) or _is_address(bare):
        return ""
    final = is_final(bare)
    if stripped[-1] in OPEN_MARKS and not final:
        return f'it ends on "{stripped[-1]}"'
    # What is quoted may stop anywhere, and a question on any word.
    if tokens[-1].end != len(stripped) or bare[-1] in QUOTES or (final and bare[-1] != "."):
        return ""
    reason = (
        _with_stop(stripped, tokens, lexicon) if final else _without_stop(tokens, lexicon, fragment=fragment)
    )
    return f'no sentence ends on "{tokens[-1].text}"' if tokens[-1].text in lexicon.never_final else reason


def _is_address(bare: str) -> bool:
    last = bare.rsplit(maxsplit=1)[-1]
    return "://" in last or "www." in last


def _with_stop(stripped: str, tokens: Sequence[Word], lexicon: Lexicon) -> str:
    return _open_abbreviation(stripped, tokens[-1], tokens[-2], lexicon) or _closed_too_soon(tokens, lexicon)


def _without_stop(tokens: Sequence[Word], lexicon: Lexicon, *, fragment: bool) -> str:
    last = tokens[-1].text
    if last in CURRENCY:
        return f'it stops at "{last}"'
    missing = _missing_noun(tokens, lexicon)
    if missing or fragment:
        return missing
    cues = lexicon.cues.get("endings", {})
    loose = last in lexicon.open_without_stop or last in cues.get("without_stop", ())
    return f'it stops at "{last}"' if loose and not _stranded(tokens, lexicon) else ""


def _closed_too_soon(tokens: Sequence[Word], lexicon: Lexicon) -> str:
    """Return why a full stop stands where none can, or ""."""
    cues = lexicon.cues.get("endings")
    if not cues:
        return ""
    last, before = tokens[-1].text, tokens[-2].text
    reason = f'no sentence ends on "{last}"'
    if last in cues["never_with_stop"] and f"{before.lower()} {last}" not in cues["set_phrases"]:
        return "" if _among(tokens[:-1], cues["strands"]) else reason
    belongs = before.lower() in cues["particle_verbs"]
    if last in cues["prepositions"] and not belongs and not _among(tokens[:-1], cues["strands"]):
        return f'what follows "{last}" is missing'
    if last in cues["clause_subjects"] and before in cues["clause_openers"]:
        return f'a clause opens with "{before} {last}" and stops'
    return _missing_noun(tokens, lexicon)


def _missing_noun(tokens: Sequence[Word], lexicon: Lexicon) -> str:
    """Return why the last word waits for its noun: "a new", "the former", "in New"."""
    cues = lexicon.cues.get("endings")
    if not cues:
        return ""
    last, before = tokens[-1].text, tokens[-2].text
    known = dictionary(lexicon.language)
    opener = last in cues["name_openers"] and not tokens[-2].is_capital
    if opener or (before == "the" and last in cues["titled_openers"]):
        return f'the name behind "{last}" is cut off'
    described = before in cues["articles"] and known is not None and last in known.adjectives
    if last not in cues["nominal"] and (described or (before == "the" and last in cues["attributive"])):
        return f'the noun behind "{before} {last}" is missing'
    return ""


def _among(tokens: Sequence[Word], wanted: Sequence[str]) -> bool:
    # "he's" is "he" too.
    return any(APOSTROPHE.split(word.text.lower())[0] in wanted for word in tokens[-STRANDED_SENTENCE:])


def _open_abbreviation(stripped: str, last: Word, before: Word, lexicon: Lexicon) -> str:
    dotted = DOTTED.search(stripped[-LONGEST_ABBREVIATION:])
    text = dotted.group() if dotted else last.text
    if text.lower() not in lexicon.open_abbreviations:
        return ""
    if text[0].isupper() and not dotted:
        # "in the St." is cut, "on Main St." is not; nor is "Plan U.", as "as a U." is.
        cut = _opens(before, lexicon) if len(text) == 1 else not before.is_capital
    else:
        cut = dotted is not None or text in lexicon.always_short
    return f'it stops at "{text}."' if cut else ""


def _opens(word: Word, lexicon: Lexicon) -> bool:
    return word.text in lexicon.never_final or word.text in lexicon.open_without_stop


def _stranded(tokens: Sequence[Word], lexicon: Lexicon) -> bool:
    if tokens[0].text.lower() in lexicon.stranding_openers:
        return True
    return any(word.text in lexicon.stranding_clauses for word in tokens[-STRANDED_CLAUSE:-2])
