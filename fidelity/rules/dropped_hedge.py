"""The source expects, plans, thinks possible or has it from hearsay; the claim states a fact.

What: in the evidence a hedge ("could", "is expected to", "reportedly") scopes over a word; the
claim has the same word in the same role without any hedge, and no sentence states it plainly.

Why: "the school closes" tells readers that it is decided. If the source says "may close", it is
not.

Flagged: "The museum will open a second room." beside "The museum may open a second room".

Clean: the same claim beside "The museum may open a room. It opens in June, said Calder."

Known misses: claims in words of their own, hedges by a whole sentence ("it is far from certain"),
claims that hedge something else.

Options: kinds, the kinds of hedge whose loss is flagged; share, the share of the words around it
that must surround the hedged word too.
"""

from __future__ import annotations

from collections.abc import Iterator

from fidelity.analysis.correspondence import HedgedWord, hedged_words, is_stated
from fidelity.analysis.meaning.predicates import verb_group
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

KINDS = ("modal", "expectation", "doubt", "seeming", "rumour", "hearsay")
# Set by reading what `python -m benchmarks.rules --show F202` prints; benchmarks/results/rules.json has what
# they come to. All are shares, 0..1.
#
# How much of the claim a sentence must hold that may state it plainly, and one that hedges it.
PLAIN, HEDGED = 0.4, 0.5
# The source states the word as well where another sentence holds at most this much less of the claim than the
# one that hedges, or where at most this much less of its company stands around an unhedged place.
ALIKE = 0.2


@rule(
    "F202",
    "dropped-hedge",
    severity=Severity.WARNING,
    needs=("certainty",),
    implies=("F101",),
    options={"kinds": list(KINDS), "share": 0.5},
    choices={"kinds": KINDS},
)
def dropped_hedge(case: ClaimCase) -> Iterator[Finding]:
    """Flag a statement that the evidence only hedges."""
    if case.text.boosted:
        return
    witnesses = case.correspondence.witnesses(PLAIN)
    best: HedgedWord | None = None
    for witness in witnesses:
        for word in hedged_words(case.correspondence, witness) if witness.share >= HEDGED else ():
            clear = word.hedge.kind in case.options["kinds"] and word.share >= case.options["share"]
            if clear and (best is None or word.share > best.share):
                best = word
    if best is None or is_stated(case.correspondence, best, witnesses, ALIKE):
        return
    said = best.witness.text.text[best.hedge.start : best.hedge.end]
    verb = verb_group(case.text, best.at)
    yield case.flag(
        verb,
        f'"{case.said(verb)}" is stated as a fact, the source says "{said}"',
        confidence=min(1.0, best.share) * best.hedge.strength,
        evidence=case.evidence_of(best.witness),
        help=f'keep the source\'s "{said}"',
    )
