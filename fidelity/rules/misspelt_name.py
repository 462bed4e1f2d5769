"""A name that the source spells otherwise: "Hellberg" for "Helberg".

What: a capitalised word of the claim that the source does not hold, one or two edits from a name
that it does hold, and itself no word of the dictionary and no other form of a name.

Why: a misspelt name is the error that its owner sees first, and that makes readers doubt the rest.

Flagged: "Minister Jacob Hellberg spoke." beside "Minister Jacob Helberg spoke."

Clean: "Zelensky" for "Zelenskyy", "Bolivian" for "Bolivia", "Muller" for "Müller".

Known misses: names of four letters or less; a misspelling that makes another name of the source or
a word ("Bakker" as "Baker"); text in which capitals do not tell names (title case, capitals only).

Fix: the source's spelling; safe where exactly one of its names fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.rule import ClaimCase, rule
from fidelity.text.known_names import KnownNames, Match, Standing, known_names
from fidelity.text.mentions import mentions
from fidelity.text.words import words
from fidelity.types import Evidence, Finding, Fix, Severity


@rule("F303", "misspelt-name", severity=Severity.ERROR, implies=("F302", "F101"))
def misspelt_name(case: ClaimCase) -> Iterator[Finding]:
    """Flag words of names that are a letter or two from a name of the source."""
    if case.story.language != case.lexicon.language:
        return
    text = case.claim.text
    known = _known(case)
    for mention in mentions(text, case.lexicon):
        for match in known.match(mention, text):
            if match.standing is Standing.MISSPELT:
                yield _finding(case, match)


def _known(case: ClaimCase) -> KnownNames:
    sentences = tuple(sentence.text for source in case.sources for sentence in source.sentences)
    return known_names(sentences, case.lexicon)


def _finding(case: ClaimCase, match: Match) -> Finding:
    word = match.name.word
    ending = 2 if word.text[-2:] in {"'s", "\u2019s"} else 0
    start, end = word.start, word.end - ending
    written, right = case.claim.text[start:end], match.spellings
    span = case.claim.rendered.locate(start, end)
    named = " or ".join(f'"{spelling}"' for spelling in right)
    return case.flag(
        start,
        end,
        f'"{written}" is spelt {named} in the source',
        confidence=0.95 if len(right) == 1 else 0.8,
        evidence=_evidence(case, right[0]),
        fix=Fix(safe=len(right) == 1, span=span, replacement=right[0]),
        help=f"write {named}",
    )


def _evidence(case: ClaimCase, spelling: str) -> tuple[Evidence, ...]:
    """Return the sentence that spells the name so: a candidate's if one does, else the first."""
    for evidence in case.alignment.candidates:
        for at in range(evidence.first, evidence.last + 1):
            if _names(case.sources[evidence.source].sentences[at].text, spelling):
                return (case.evidence_at(evidence.source, at),)
    for number, source in enumerate(case.sources):
        for at, sentence in enumerate(source.sentences):
            if _names(sentence.text, spelling):
                return (case.evidence_at(number, at),)
    return ()


def _names(text: str, spelling: str) -> bool:
    return spelling in text and any(word.text.startswith(spelling) for word in words(text))
