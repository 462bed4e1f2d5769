"""A statement or a quotation that the source gives to somebody else.

What: the claim names who says something, in quotation marks or not. The place in the source where
the same is said names another speaker. Both must be names: a role ("the minister"), an organisation
that the source puts beside its spokesman, and whoever else stands in that sentence of the source
count as the same.

Why: what counts in a statement is who makes it. Words in the wrong mouth are a correction, and
sometimes a lawsuit.

Flagged: "Moss said the bridge would close." beside "Ruth Calder said the bridge would close. Ivan
Moss spoke of the harbour."

Clean: "The mayor said the bridge would close." beside the same.

Known misses: speakers who share a name; a speaker who is only named by a pronoun that may mean two
people; statements in words that are far from the source's.

Options: share, how much of what the claim reports a sentence of the source must hold to be the
same statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.correspondence import SameStatement, another_speaker
from fidelity.analysis.speech.persons import is_person
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

# Set by reading what `python -m benchmarks.rules --show F204` prints; benchmarks/results/rules.json has what
# they come to.
#
# How sure a finding is.
CONFIDENCE = 0.85
# A quotation of fewer words than WHOLE is not looked for. One of fewer than QUOTED must be all that the
# source quotes there, since several people may say a few words alike. NEAR: how much of it (0..1) must be
# equal.
WHOLE, QUOTED, NEAR = 3, 4, 0.75
# A statement without a quotation must have so many content words. A sentence of the source may be what it
# retells if its share of them (0..1) is at most this much below the best sentence's.
REPORTED, MARGIN = 4, 0.2
# No sentence has more statements than this; further ones are not looked at.
MANY = 32


@rule(
    "F204",
    "wrong-speaker",
    severity=Severity.ERROR,
    needs=("speakers",),
    implies=("F101", "F102", "F302", "F303", "F308"),
    options={"share": 0.6},
)
def wrong_speaker(case: ClaimCase) -> Iterator[Finding]:
    """Flag speakers of a claim who are not the source's."""
    limits = SameStatement(WHOLE, QUOTED, NEAR, REPORTED, case.options["share"], MARGIN)
    here = len(case.speech.masked) - 1
    for statement in case.speech.statements[:MANY]:
        if statement.sentence != here or not statement.names or not statement.certain:
            continue
        if not is_person(statement, case.analysed.each):
            continue
        other = another_speaker(case.correspondence, case.speech, statement, limits)
        if other is not None:
            ours = case.said(statement.speaker)
            yield case.flag(
                statement.speaker,
                f'the source gives this to {other.name}, not to "{ours}"',
                confidence=CONFIDENCE,
                evidence=case.evidence_of(other),
                help=f'name {other.name} as the speaker, or quote what "{ours}" said',
            )
