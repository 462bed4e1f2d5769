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
from dataclasses import dataclass

from fidelity.analysis.correspondence import Counterpart, Witness
from fidelity.analysis.meaning.certainty import Hedge
from fidelity.analysis.meaning.predicates import verb_group
from fidelity.analysis.text import AnalysedText
from fidelity.rule import ClaimCase, rule
from fidelity.types import Finding, Severity

KINDS = ("modal", "expectation", "doubt", "seeming", "rumour", "hearsay")
# Set by reading what `python -m benchmarks.rules --show F202` prints; what they come to is measured in
# benchmarks/results/rules.json.
# Sentences that hold this much of the claim may state it plainly; the hedged one holds more.
PLAIN, HEDGED = 0.4, 0.5
# A sentence or place that has hardly less of the claim (this much) than the hedged one states it as well.
ALIKE = 0.2


@dataclass(frozen=True, slots=True)
class _Hedged:
    """A hedge of the evidence, the claim's word that it scopes over there, and its counterpart."""

    witness: Witness
    hedge: Hedge
    at: int
    place: Counterpart


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
    best: _Hedged | None = None
    for witness in witnesses:
        for hedge in witness.text.hedges:
            if witness.share < HEDGED or hedge.kind not in case.options["kinds"]:
                continue
            if not _lost(case.text, witness.text, hedge):
                continue
            hedged = _hedged(case, witness, hedge)
            if hedged and (best is None or hedged.place.share > best.place.share):
                best = hedged
    if best is None or _stated(case, witnesses, best):
        return
    said = best.witness.text.text[best.hedge.start : best.hedge.end]
    start, end = verb_group(case.text, best.at)
    yield case.flag(
        start,
        end,
        f'"{case.claim.text[start:end]}" is stated as a fact, the source says "{said}"',
        confidence=min(1.0, best.place.share) * best.hedge.strength,
        evidence=(case.evidence_at(best.witness.source, best.witness.number),),
        help=f'keep the source\'s "{said}"',
    )


def _lost(claim: AnalysedText, theirs: AnalysedText, hedge: Hedge) -> bool:
    """Whether the claim leaves no more room than the evidence does without this hedge."""
    said = theirs.text[hedge.start : hedge.end].casefold()
    return claim.guards <= theirs.guards and not any(cue in said or said in cue for cue in claim.guards)


def _hedged(case: ClaimCase, witness: Witness, hedge: Hedge) -> _Hedged | None:
    """Return the claim's word that the hedge scopes over in the evidence, if its counterpart is clear."""
    head = witness.text.tokens[hedge.head]
    best: _Hedged | None = None
    for at, token in enumerate(case.text.tokens):
        if token.content and token.same(head):
            place = case.correspondence.counterpart(at, witness.text, (hedge.head,))
            if (
                place
                and place.share >= case.options["share"]
                and (best is None or place.share > best.place.share)
            ):
                best = _Hedged(witness, hedge, at, place)
    return best


def _stated(case: ClaimCase, witnesses: tuple[Witness, ...], best: _Hedged) -> bool:
    """Whether another sentence, or an unhedged place of the same one, states it."""
    own = case.text.tokens[best.at]
    for witness in witnesses:
        heads = {other.head for other in witness.text.hedges}
        if (
            witness is not best.witness
            and not witness.text.guards
            and witness.share >= best.witness.share - ALIKE
        ):
            return True
        places = [p for p, token in enumerate(witness.text.tokens) if token.same(own) and p not in heads]
        place = case.correspondence.counterpart(best.at, witness.text, places)
        if place and place.share >= best.place.share - ALIKE:
            return True
    return False
