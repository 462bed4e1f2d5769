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

from fidelity.lexicon import Lexicon
from fidelity.rule import ClaimCase, rule
from fidelity.text.certainty import Hedge, boosted, guards, hedges
from fidelity.text.pairing import tokens
from fidelity.text.roles import Place, Witness, best_place, witnesses
from fidelity.types import Finding, Severity

KINDS = ("modal", "expectation", "doubt", "seeming", "rumour", "hearsay")
# Sentences that hold this much of the claim may state it plainly; the hedged one holds more.
PLAIN, HEDGED = 0.4, 0.5


@rule(
    "F202",
    "dropped-hedge",
    severity=Severity.WARNING,
    needs=("language",),
    implies=("F101",),
    options={"kinds": list(KINDS), "share": 0.5},
    choices={"kinds": KINDS},
)
def dropped_hedge(case: ClaimCase) -> Iterator[Finding]:
    """Flag a statement that the evidence only hedges."""
    text, lexicon = case.claim.text, case.lexicon
    if boosted(text, lexicon):
        return
    found = witnesses(text, case.alignment.candidates, case.sources, lexicon, PLAIN)
    best: tuple[Witness, Hedge, int, Place] | None = None
    for witness in found:
        for hedge in hedges(witness.text, lexicon):
            if witness.share < HEDGED or hedge.kind not in case.options["kinds"]:
                continue
            if not _lost(text, witness, hedge, lexicon):
                continue
            role = _role(case, witness, hedge)
            if role and (best is None or role[1].share > best[3].share):
                best = witness, hedge, *role
    if best is None or _stated(case, found, best):
        return
    witness, hedge, at, place = best
    said = witness.text[hedge.start : hedge.end]
    start, end = _verb_group(case, at)
    yield case.flag(
        start,
        end,
        f'"{text[start:end]}" is stated as a fact, the source says "{said}"',
        confidence=min(1.0, place.share) * hedge.strength,
        evidence=(case.evidence_at(witness.source, witness.number),),
        help=f'keep the source\'s "{said}"',
    )


def _lost(text: str, witness: Witness, hedge: Hedge, lexicon: Lexicon) -> bool:
    """Whether the claim leaves no more room than the evidence does without this hedge."""
    own = guards(text, lexicon)
    said = witness.text[hedge.start : hedge.end].casefold()
    return own <= guards(witness.text, lexicon) and not any(cue in said or said in cue for cue in own)


def _verb_group(case: ClaimCase, at: int) -> tuple[int, int]:
    """Return the place of a word with the helping verbs in front of it: "will be closed"."""
    mine = tokens(case.claim.text, case.lexicon)
    auxiliaries = case.lexicon.cues.get("polarity", {}).get("auxiliaries", ())
    end = mine[at].word.end
    while at and mine[at - 1].word.key in auxiliaries:
        at -= 1
    return mine[at].word.start, end


def _role(case: ClaimCase, witness: Witness, hedge: Hedge) -> tuple[int, Place] | None:
    """Return the claim's word that the hedge scopes over in the evidence, and how well its role fits."""
    mine, theirs = tokens(case.claim.text, case.lexicon), tokens(witness.text, case.lexicon)
    best: tuple[int, Place] | None = None
    for at, token in enumerate(mine):
        if token.content and token.same(theirs[hedge.head]):
            place = best_place(mine, at, theirs, (hedge.head,))
            if (
                place
                and place.share >= case.options["share"]
                and (best is None or place.share > best[1].share)
            ):
                best = at, place
    return best


def _stated(case: ClaimCase, found: tuple[Witness, ...], best: tuple[Witness, Hedge, int, Place]) -> bool:
    """Whether another sentence, or an unhedged place of the same one, states it."""
    hedged, _, at, role = best
    mine = tokens(case.claim.text, case.lexicon)
    for witness in found:
        theirs = tokens(witness.text, case.lexicon)
        heads = {other.head for other in hedges(witness.text, case.lexicon)}
        if (
            witness is not hedged
            and not guards(witness.text, case.lexicon)
            and witness.share >= hedged.share - 0.2
        ):
            return True
        places = [p for p, token in enumerate(theirs) if token.same(mine[at]) and p not in heads]
        place = best_place(mine, at, theirs, places)
        if place and place.share >= role.share - 0.2:
            return True
    return False
