"""Ends a quotation before the word of condition, exception or concession with which it went on.

The quotation is one of the story, or one of the source that is put behind the story's last sentence
with its speaker. What is left is quoted word for word.

Refuses quotations of which fewer than four words are left, and words that qualify nothing ("I do not
know if", "nothing but", "but also").
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fidelity.mutate.operator import Edit, Pair, in_claim, operator
from fidelity.mutate.said import appended, quotations_said
from fidelity.text.words import words

# Words that are left, and words that are cut off, at least.
LEAST = 4
CUT = 3


@operator("cut-quote", rule="F306")
def cut_quote(pair: Pair, rng: random.Random) -> Iterator[Edit]:
    """Cut each quotation that has a qualifier, and one that is put in."""
    for claim in pair.story.heads:
        for quotation in pair.analysed.texts.of(claim.text).quotations:
            quoted = claim.text[slice(*quotation.inner)]
            if quotation.depth or not quotation.whole or not _verbatim(pair, quoted):
                continue
            for end in _cuts(pair, quoted):
                start = quotation.inner[0] + end
                yield Edit(in_claim(claim, start, quotation.inner[1]), "", kind="story")
    cut = [(one, end) for one in quotations_said(pair, anybody=True) for end in _cuts(pair, one.text)]
    if cut:
        one, end = rng.choice(cut)
        opening = f'{one.speaker} said: "'
        place = len(opening) + end
        edit = appended(pair, f'{opening}{one.text[:end]}."', place, place, "source")
        if edit:
            yield edit


def _cuts(pair: Pair, quoted: str) -> Iterator[int]:
    """Yield where a quotation may end: behind the last word before a qualifier."""
    cues, endings = pair.lexicon.quoting, pair.lexicon.endings
    if cues is None:
        return
    for qualifier in cues.qualifiers.pattern.finditer(quoted):
        kept, rest = words(quoted[: qualifier.start()]), words(quoted[qualifier.end() :])
        if len(kept) < LEAST or len(rest) < CUT:
            continue
        between = quoted[kept[-1].end : qualifier.start()].strip()
        if between not in {"", ",", "-", "–", "—"}:
            continue
        if kept[-1].key in endings.never_final | endings.open_without_stop:
            continue
        if kept[-1].key not in cues.bound and rest[0].key not in cues.continued:
            yield kept[-1].end


def _verbatim(pair: Pair, quoted: str) -> bool:
    matches = (source.find(quoted) for source in pair.analysed.each)
    return any(match is not None and match.verbatim for match in matches)
