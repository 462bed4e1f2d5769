"""Words that operators turn into their opposites, or into something stronger.

The pairs under HELD_BACK are kept out of the rules' own lists for good: recall on them says what a
rule does about a word that nobody thought of. WordNet's opposites, which the rules also know, have
some of them. Most were drawn by lot from all but the commonest; the phrases were picked by hand. The
rules' lists were written later and with the other pairs in mind, so recall on those says how well a
known pair is read in its place, not how many pairs are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from fidelity.mutate.verbs import forms

__all__ = ["Change", "held_back", "opposites_of", "phrases", "stronger_than"]

# Base forms: a verb is changed in whatever form it stands.
# ">" is one way only ("left" is many things). Common predicates of news prose.
VERBS = """
rise/fall increase/decrease grow/shrink accept/reject approve/reject support/oppose back/oppose allow/forbid
sign/reject open/close win/lose begin/end start/end gain/lose improve/worsen strengthen/weaken confirm/deny
admit/deny join>leave arrive>leave include/exclude raise/lower expand/shrink extend/shorten launch/scrap
protect/endanger agree/refuse buy/sell succeed/fail remember/forget hire/dismiss defend/attack
encourage/discourage arrest/release advance/retreat pass/fail uphold/overturn survive/die love/hate
ease/tighten
borrow/lend deploy/withdraw qualify/disqualify continue/stop outperform/underperform widen/narrow
attend/skip
punish/reward
"""
VERBS_HELD_BACK = """
praise/condemn welcome/condemn enter>leave create/destroy build/demolish remain>leave lift/impose save/waste
attract/deter free/jail unite/divide reveal/conceal permit/ban adopt/abandon appoint/dismiss push/pull
fill/empty
keep>scrap boost/curb accelerate/slow appear/vanish
"""
# Verbs whose base form and third person are nouns or adjectives as often.
AMBIGUOUS = frozenset(
    """
    rise fall increase decrease support back open close win end start gain launch defeat attack arrest release
    advance retreat pass love hate leave lift save waste free permit push pull fill empty slow
    boost curb stop welcome
    lower fire grow leave vanish test fine review limit ban warn hit damage target trim slash dip plunge study
    plan sign request order fund restrict question charge force suspect edge surge collapse ally delay debate
    """.split()
)
# Adjectives, nouns and adverbs, which have one form.
WORDS = """
higher/lower high/low more/fewer biggest/smallest larger/smaller best/worst better/worse early/late
earlier/later
strong/weak stronger/weaker legal/illegal happy/unhappy possible/impossible likely/unlikely guilty/innocent
public/private rich/poor cheap/expensive easy/difficult healthy/unhealthy positive/negative
majority/minority
increase/decrease rise/fall success/failure victory/defeat profit/loss north/south east/west
northern/southern
eastern/western before/after hot/cold warm/cool dry/wet deep/shallow heavy/light conservative/liberal
mandatory/voluntary minor/major full/empty winner/loser ally/rival strength/weakness friendly/hostile
optimistic/pessimistic fresh/stale
"""
WORDS_HELD_BACK = """
largest/smallest bigger/smaller longer/shorter first/last safe/unsafe successful/unsuccessful old/young
older/younger new/old popular/unpopular male/female temporary/permanent rural/urban domestic/foreign
growth/decline support/opposition gain/loss fast/slow faster/slower dangerous/harmless
active/inactive modern/outdated calm/anxious wealthy/poor rare/common expected/unexpected
"""
# What was done, and what would be more than that, so that the source does not bear it out.
STRONGER = """
injure/kill wound/kill question/arrest attack/kill hit/destroy damage/destroy propose/adopt recommend/order
urge/force criticize/sue restrict/ban limit/ban warn/punish investigate/prosecute shortlist/choose
fine/jail reduce/eliminate slow/halt develop/perfect test/approve request/obtain lead/win target/destroy
"""
STRONGER_HELD_BACK = """
debate/adopt criticise/sue delay/cancel postpone/cancel suspend/expel threaten/attack review/overturn
nominate/elect study/solve detain/jail hospitalise/kill hospitalize/kill seek/win
"""
# The same in several words. "modal" ones change only how sure the statement is.
PHRASES = """
accused of/convicted of|charged with/convicted of|tried to/managed to|attempted to/managed to
linked to/caused by
offered to/agreed to|wants to/has agreed to|want to/have agreed to|plans to/has begun to
plan to/have begun to
likely to/certain to|hopes to/is certain to|hope to/are certain to|may/will certainly|could/will inevitably
"""
PHRASES_HELD_BACK = """
suspected of/found guilty of|contributed to/caused|seeking to/about to|in talks to/under contract to
might/will definitely|aims to/is assured to|called for/secured|were asked to/were ordered to
wanted to/went on to
"""


class Change(NamedTuple):
    """What a word could become: `held_back` where the rules' lists do not have the pair."""

    word: str
    held_back: bool


def opposites_of(word: str) -> tuple[Change, ...]:
    """Return the opposites of a word (lower case), in the same form."""
    return _opposites().get(word, ())


def stronger_than(word: str) -> tuple[Change, ...]:
    """Return what would be more than this verb form (lower case) says, in the same form."""
    return _stronger().get(word, ())


def phrases() -> tuple[tuple[str, Change], ...]:
    """Return phrases with what would be more than they say."""
    rows = []
    for text, held in ((PHRASES, False), (PHRASES_HELD_BACK, True)):
        entries = [entry for line in text.strip().splitlines() for entry in line.split("|")]
        rows += [(weak, Change(strong, held)) for weak, _, strong in (e.partition("/") for e in entries)]
    return tuple(rows)


def held_back() -> tuple[tuple[str, str], ...]:
    """Return the single-word pairs that the rules must not be given."""
    texts = (VERBS_HELD_BACK, WORDS_HELD_BACK, STRONGER_HELD_BACK)
    return tuple((left.removesuffix(">"), right) for text in texts for left, right in _pairs(text))


@cache
def _opposites() -> dict[str, tuple[Change, ...]]:
    table: dict[str, tuple[Change, ...]] = {}
    for text, verbal, held in (
        (VERBS, True, False),
        (VERBS_HELD_BACK, True, True),
        (WORDS, False, False),
        (WORDS_HELD_BACK, False, True),
    ):
        for left, right in _pairs(text):
            for one, other in _ways(left, right):
                for mine, theirs in zip(_forms(one, verbal), _forms(other, verbal), strict=True):
                    if verbal and one in AMBIGUOUS and mine in forms(one)[:2]:
                        continue
                    _enter(table, mine, Change(theirs, held))
    return table


@cache
def _stronger() -> dict[str, tuple[Change, ...]]:
    table: dict[str, tuple[Change, ...]] = {}
    for text, held in ((STRONGER, False), (STRONGER_HELD_BACK, True)):
        for weak, strong in _pairs(text):
            for mine, theirs in zip(forms(weak), forms(strong), strict=True):
                if weak in AMBIGUOUS and mine in forms(weak)[:2]:
                    continue
                _enter(table, mine, Change(theirs, held))
    return table


def _enter(table: dict[str, tuple[Change, ...]], word: str, change: Change) -> None:
    table[word] = tuple(dict.fromkeys((*table.get(word, ()), change)))


def _forms(word: str, verbal: bool) -> tuple[str, ...]:
    return tuple(forms(word)) if verbal else (word,)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs; the first word of a one-way pair keeps its mark."""
    for entry in text.split():
        left, _, right = entry.replace(">", ">/").partition("/")
        yield left, right


def _ways(left: str, right: str) -> tuple[tuple[str, str], ...]:
    bare = left.removesuffix(">")
    return ((bare, right),) if left != bare else ((left, right), (right, left))
