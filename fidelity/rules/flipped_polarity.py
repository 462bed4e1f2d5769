"""A negation or an opposite turns the evidence around.

What: the claim says "not" of what the source states, states what the source negates, or has the
opposite of the source's word ("fell" for "rose"), in the same role: among the same words, in a
sentence that holds most of the claim, and no sentence says it as the claim does.

Why: one word turns a faithful summary into its opposite, and nothing else in it looks wrong.

Flagged: "The council rejected the plan." beside "The council approved the plan on Monday."

Clean: "The club lost" beside "the club did not win"; "sales fell in May" beside "sales rose in
April before they fell in May".

Known misses: opposites that are not in the word list, opposites in other words ("turned down"),
negation by a whole clause ("it is untrue that ...").

Options: share, the share of the words around it that must surround its counterpart too; margin, by
how much that must exceed the best place where the source agrees with the claim; certain, the share
from which a finding is an error, and no warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from fidelity.lexicon import Lexicon
from fidelity.rule import ClaimCase, rule
from fidelity.text.pairing import Token, tokens
from fidelity.text.polarity import Polarity, denies, negators, polarities
from fidelity.text.roles import Witness, beside, best_place, witnesses
from fidelity.text.scales import ANTONYM_VERBS, ANTONYM_WORDS, Step, steps_in
from fidelity.types import Finding, Severity

CONVERSES = "converses"
SCALES = ("opposite_verbs", "opposite_words", ANTONYM_VERBS, ANTONYM_WORDS, CONVERSES)
IRREGULAR = ("irregular",)
# ... and this much, to make a difference certain.
CERTAIN = 0.5
# How much of a claim one sentence must hold whose negation comes from nowhere.
UNFOUNDED = 0.5
# ... and how many of the words beside the negation; fewer if it holds nearly all of the claim.
BESIDE, SOME_BESIDE, MOST = 0.4, 0.1, 0.65
# A sentence with this share of them speaks of the same matter.
SAME_MATTER = 0.7
# Sentences that hold nearly as much of the claim are asked, too.
ALIKE = 0.2
# A role this clear shows that "before" and "after" speak of the same two events.
SAME_EVENT = 0.5
# Opposites that the claim has both of, or that two sides of one event do, count in a role as clear as this.
CLEAR = 0.75
# How far a negation may stand from the word that it turns.
NEAR = 5
# Sentences that hold this much of the claim may show that the source agrees with it, or not.
AGREES, DISAGREES = 0.25, 0.4


@dataclass(frozen=True, slots=True)
class _Difference:
    """The place that disagrees with a word of the claim, and how much of its company is there."""

    witness: Witness
    at: int
    share: float


@rule(
    "F307",
    "flipped-polarity",
    severity=Severity.ERROR,
    needs=("language",),
    implies=("F101", "F102", "F205"),
    options={"share": 0.45, "margin": 0.15, "certain": 0.65},
)
def flipped_polarity(case: ClaimCase) -> Iterator[Finding]:
    """Flag words of a claim whose polarity is turned around."""
    if case.claim.text.rstrip().endswith("?"):
        return
    found = witnesses(case.claim.text, case.alignment.candidates, case.sources, case.lexicon, AGREES)
    if not found or found[0].share < DISAGREES:
        return
    done = 0
    for start, end, message, difference in sorted(
        (*_opposed(case, found), *_negated(case, found), *_unfounded(case, found)),
        key=lambda turned: turned[:2],
    ):
        if start < done:
            continue
        done = end
        yield case.flag(
            start,
            end,
            message,
            severity=None if _certain(case, difference) else min(Severity.WARNING, case.rule.severity),
            confidence=min(1.0, difference.share),
            evidence=(case.evidence_at(difference.witness.source, difference.witness.number),),
            help="bring it into line with the passage shown",
        )


def _certain(case: ClaimCase, difference: _Difference) -> bool:
    return difference.share >= case.options["certain"] and difference.witness.share >= CERTAIN


def _opposed(case: ClaimCase, found: tuple[Witness, ...]) -> Iterator[tuple[int, int, str, _Difference]]:
    """Yield words whose opposite stands in their role."""
    text, lexicon = case.claim.text, case.lexicon
    mine, polars = tokens(text, lexicon), polarities(text, lexicon)
    own = steps_in(text, SCALES, lexicon)
    for at, steps in own.items():
        turned = _turned(steps)
        # A text that has both sides itself speaks of two things, unless the role is clear.
        both = any(turned & other for other in own.values())

        def against(witness: Witness, at: int = at, turned: frozenset[Step] = turned) -> list[int]:
            states = polarities(witness.text, lexicon)
            return [
                place
                for place, other in steps_in(witness.text, SCALES, lexicon).items()
                if turned & other
                and _alike(states[place].polarity, polars[at].polarity)
                and (mine[at].content or _same_event(mine, at, tokens(witness.text, lexicon), place))
            ]

        def agrees(witness: Witness, place: int, at: int = at, steps: frozenset[Step] = steps) -> bool:
            there = steps_in(witness.text, SCALES, lexicon).get(place, frozenset())
            return bool(steps & there) or tokens(witness.text, lexicon)[place].same(mine[at])

        difference = _difference(case, at, found, against, agrees)
        clear = difference and difference.share >= CLEAR
        if difference and (clear or not (both or {step.scale for step in steps} == {CONVERSES})):
            word = tokens(difference.witness.text, lexicon)[difference.at].word.text
            here = mine[at].word
            yield here.start, here.end, f'"{here.text}" here, "{word}" in the source', difference


def _same_event(mine: tuple[Token, ...], at: int, theirs: tuple[Token, ...], place: int) -> bool:
    """Whether a word without content ("before") stands between the same words, or before the same event."""
    if beside(mine, at, theirs, place):
        return True
    role = best_place(mine, at, theirs, (place,))
    event = next((token for token in mine[at + 1 :] if token.content), None)
    ahead = [token for token in theirs[place + 1 :] if token.content][:2]
    return bool(role and role.share >= SAME_EVENT and event and any(event.same(other) for other in ahead))


def _alike(one: Polarity, two: Polarity) -> bool:
    """Whether two words are both negated or both not, as far as can be told."""
    return one is two or Polarity.NEGATED not in {one, two}


def _turned(steps: frozenset[Step]) -> frozenset[Step]:
    return frozenset(step._replace(height=1 - step.height) for step in steps)


def _negated(case: ClaimCase, found: tuple[Witness, ...]) -> Iterator[tuple[int, int, str, _Difference]]:
    """Yield words that are negated on one side only, with no negation near them on the other."""
    text, lexicon = case.claim.text, case.lexicon
    mine, polars = tokens(text, lexicon), polarities(text, lexicon)
    opposite = {Polarity.PLAIN: Polarity.NEGATED, Polarity.NEGATED: Polarity.PLAIN}
    verbs = steps_in(text, IRREGULAR, lexicon)
    for at in range(len(mine)):
        token = mine[at]
        wanted = opposite.get(polars[at].polarity)
        if not token.content or wanted is None or token.word.is_number:
            continue
        if wanted is Polarity.NEGATED and _near_negator(text, mine, at, lexicon):
            continue

        def says(witness: Witness, place: int, at: int = at) -> bool:
            other = steps_in(witness.text, IRREGULAR, lexicon).get(place, frozenset())
            return tokens(witness.text, lexicon)[place].same(mine[at]) or bool(
                other & verbs.get(at, frozenset())
            )

        def agrees(witness: Witness, place: int, wanted: Polarity = wanted) -> bool:
            # What another word is denied of is denied: "not be completed", "not be finished".
            state = polarities(witness.text, lexicon)[place].polarity
            return says(witness, place) or (wanted is Polarity.PLAIN and state is Polarity.NEGATED)

        def against(witness: Witness, wanted: Polarity = wanted) -> list[int]:
            states, theirs = polarities(witness.text, lexicon), tokens(witness.text, lexicon)
            if wanted is Polarity.NEGATED:
                return [p for p, state in enumerate(states) if state.polarity is wanted and says(witness, p)]
            return [
                p
                for p, state in enumerate(states)
                if state.polarity is wanted
                and theirs[p].content
                and says(witness, p)
                and not _near_negator(witness.text, theirs, p, lexicon)
            ]

        difference = _difference(case, at, found, against, agrees)
        if difference is None:
            continue
        if wanted is Polarity.PLAIN:
            start, end = polars[at].start, token.word.end
            message = f'"{text[start:end]}" here, but the source says it without a negation'
        else:
            start, end = _verb_group(case, mine, at), token.word.end
            negator = polarities(difference.witness.text, lexicon)[difference.at]
            said = difference.witness.text[negator.start : negator.end]
            message = f'the source negates "{token.word.text}" ("{said}"), the story does not'
        yield start, end, message, difference


def _unfounded(case: ClaimCase, found: tuple[Witness, ...]) -> Iterator[tuple[int, int, str, _Difference]]:
    """Yield a negation of the claim where no sentence that it may come from denies anything at all."""
    text, lexicon = case.claim.text, case.lexicon
    cues = negators(text, lexicon)
    if len(cues) != 1 or found[0].share < UNFOUNDED:
        return
    ((start, end),) = cues
    mine = tokens(text, lexicon)
    head = next((at for at, token in enumerate(mine) if token.word.start >= end and token.content), None)
    if head is None or not _turns_a_verb(text, start, end, lexicon):
        return
    asked = [witness.text for witness in found if witness.share >= found[0].share - ALIKE]
    if any(denies(_beside(other, mine[head], lexicon), text, lexicon) for other in asked):
        return
    around = [token for token in (*mine[:head][-NEAR:], *mine[head : head + NEAR]) if token.content]
    least = SOME_BESIDE if found[0].share >= MOST else BESIDE
    if _held(around, found[0].text, lexicon) < least or _denied_elsewhere(case, mine[head], around):
        return
    message = f'"{text[start:end]}" here, but the source does not negate this'
    yield start, max(end, mine[head].word.end), message, _Difference(found[0], 0, found[0].share)


def _beside(text: str, head: Token, lexicon: Lexicon) -> str:
    """Return the part of a sentence around a word, or all of it where the word is not there once."""
    theirs = tokens(text, lexicon)
    places = [at for at, token in enumerate(theirs) if token.same(head)]
    if len(places) != 1:
        return text
    (at,) = places
    first, last = theirs[max(0, at - 2 * NEAR)], theirs[min(len(theirs) - 1, at + 2 * NEAR)]
    return text[first.word.start : last.word.end]


def _turns_a_verb(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a negator is said of the sentence's verb: "was not ready", but not "soft, not sweet"."""
    cues = lexicon.cues.get("polarity", {})
    negator = text[start:end].casefold()
    if negator in cues.get("determiners", ()):
        return False
    before = tokens(text[:start], lexicon)[-1:]
    return negator not in cues.get("bare", ()) or any(
        token.word.key in cues.get("auxiliaries", ()) for token in before
    )


def _denied_elsewhere(case: ClaimCase, head: Token, around: Sequence[Token]) -> bool:
    """Whether any sentence of the sources with a negation has what the claim negates."""
    lexicon = case.lexicon
    for source in case.sources:
        for sentence in source.sentences:
            if not negators(sentence.text, lexicon):
                continue
            states = polarities(sentence.text, lexicon)
            theirs = zip(tokens(sentence.text, lexicon), states, strict=True)
            if any(head.same(token) and state.polarity is Polarity.NEGATED for token, state in theirs):
                return True
            if _held(around, sentence.text, lexicon) >= SAME_MATTER:
                return True
    return False


def _held(around: Sequence[Token], text: str, lexicon: Lexicon) -> float:
    """Return which share of some words stands in a text, 0..1."""
    theirs = tokens(text, lexicon)
    return sum(any(token.same(other) for other in theirs) for token in around) / max(1, len(around))


def _near_negator(text: str, found: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """Whether a negation stands a few words before or behind a word: it may be what is negated after all."""
    low = found[max(0, at - NEAR)].word.start
    high = found[min(len(found) - 1, at + NEAR)].word.end
    return any(low <= start < high for start, _ in negators(text, lexicon))


def _verb_group(case: ClaimCase, mine: tuple[Token, ...], at: int) -> int:
    """Return where the helping verbs in front of a word begin: a reader meets "do need to beat"."""
    auxiliaries = case.lexicon.cues.get("polarity", {}).get("auxiliaries", ())
    while at and mine[at - 1].word.key in auxiliaries:
        at -= 1
    return mine[at].word.start


def _difference(
    case: ClaimCase,
    at: int,
    found: tuple[Witness, ...],
    against: Callable[[Witness], list[int]],
    agrees: Callable[[Witness, int], bool],
) -> _Difference | None:
    """Return the place that disagrees, if it is in the word's role and no place agrees as well.

    `against` gives the places of a sentence that disagree, `agrees` says whether another one agrees.
    """
    mine = tokens(case.claim.text, case.lexicon)
    best: tuple[float, Witness, int] | None = None
    places = {witness: against(witness) for witness in found}
    for witness in found:
        if places[witness] and witness.share >= DISAGREES:
            place = best_place(mine, at, tokens(witness.text, case.lexicon), places[witness])
            if place and place.share >= case.options["share"] and (best is None or place.share > best[0]):
                best = (place.share, witness, place.at)
    if best is None:
        return None
    for witness in found:
        theirs = tokens(witness.text, case.lexicon)
        good = [p for p in range(len(theirs)) if p not in places[witness] and agrees(witness, p)]
        agreed = best_place(mine, at, theirs, good)
        if agreed and agreed.share > best[0] - case.options["margin"]:
            return None
    return _Difference(best[1], best[2], best[0])
