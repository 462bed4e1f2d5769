"""The time of a rule grows with its source: four times the sentences, about four times the time.

Behind a number of sentences that a cache holds, work may suddenly be done again for every claim. So the
quick test crosses the size that caches here have, and the slow one goes to 20,000 sentences.
"""

from __future__ import annotations

import functools
import gc
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pytest

from fidelity import Config, check_text
from fidelity.align import FusedAligner
from fidelity.engine import run_rules
from fidelity.judge import make_judge
from fidelity.lexicon import languages, load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string
from fidelity.rule import RuleInfo, StoryCase
from fidelity.rules import all_rules
from fidelity.types import Finding

# By rule: what the source says somewhere, and the claim that the rule flags.
PLANTED = {
    "F101": (
        "The old tram depot at Holt was painted green in April.",
        "A comet frightened the goats of Kessel.",
    ),
    "F103": (
        "The harbour school closes its north wing in June.",
        "Sadly, the harbour school closes its north wing.",
    ),
    "F201": (
        "The two ferry companies merged on Monday.",
        "The two ferry companies reportedly merged on Monday.",
    ),
    "F202": ("The maritime museum may open a second room.", "The maritime museum will open a second room."),
    "F203": (
        "The new footbridge will be dangerous for cyclists, Edda Moss said.",
        "The new footbridge will be dangerous for cyclists.",
    ),
    "F204": (
        "Ruth Calder said the swing bridge would close for repairs. Ivan Lorch spoke of the lighthouse.",
        "Ivan Lorch said the swing bridge would close for repairs.",
    ),
    "F205": (
        "The council restricted cars on Cooper Street after the vote.",
        "The council banned cars on Cooper Street after the vote.",
    ),
    "F206": (
        "Some hospitals closed their maternity wards on Friday.",
        "All hospitals closed their maternity wards on Friday.",
    ),
    "F301": (
        "Mayor Runa Dahl said that 35 towns signed the fishing charter.",
        "Mayor Runa Dahl said that 53 towns signed the fishing charter.",
    ),
    "F302": ("Mayor Ruth Alvarez opened the flood gate.", "Mayor Tom Brandt opened the flood gate."),
    "F303": ("Minister Jacob Helberg spoke to the anglers.", "Minister Jacob Hellberg spoke to the anglers."),
    "F304": ("The paddle steamer sank on Tuesday night.", "The paddle steamer sank on Monday."),
    "F305": (
        '"We will open the night shelter," said warden Pia Ross.',
        '"We will close the night shelter," said warden Pia Ross.',
    ),
    "F306": (
        '"We will keep the pool open unless the roof falls in," said coach Nils Rode.',
        '"We will keep the pool open," said coach Nils Rode.',
    ),
    "F307": (
        "The parish council approved the wind farm on Monday.",
        "The parish council rejected the wind farm on Monday.",
    ),
    "F308": (
        "The mayor sued the harbour board over the crane.",
        "The harbour board sued the mayor over the crane.",
    ),
}
# Sentences of a source: what may be compared, four times as many each.
QUICK, SLOW = (1_250, 5_000), (5_000, 20_000)
# Sorting costs a logarithm more, and other programs disturb; a product would make it 16.
MOST = 1.5 * 4
# CPU seconds at the larger size that are too few to say anything: the clock and the collector show.
LITTLE = 0.1
RUNS = 2

FIRST = "Ines Tomas Ana Peter Mira Jonas Clara Omar Ruth Emil Nora Felix Greta Hugo Iris".split()
SURNAMES = (
    "Okafor Reil Holm Brandt Calder Sund Novak Ferro Lindqvist Amari Bell Costa Dahl Egan Fuchs".split()
)
TOWNS = "Port Ellery,Skerrow,Mill Lane,Quay Street,Sandholm,Gull Rock,Westmoor,Tarn Bridge".split(",")
THINGS = "bridge school harbour library market tunnel theatre clinic station garden tower ferry".split()
ACTS = "opened closed rebuilt sold painted leased extended repaired inspected renamed".split()
WHEN = "in May,on Monday,last year,in 1998,before the war,on 3 March 2024,at noon,this summer".split(",")
MANY = "bakers drivers pupils engineers sailors voters doctors residents".split()


def told(rng: random.Random) -> str:
    """Return one sentence: who says or does what, with a number, a name, a date, a hedge or a quotation."""
    who = f"{rng.choice(FIRST)} {rng.choice(SURNAMES)}"
    what = f"the {rng.choice(THINGS)} at {rng.choice(TOWNS)} was {rng.choice(ACTS)} {rng.choice(WHEN)}"
    count = f"{rng.randrange(2, 9_000):,} {rng.choice(MANY)}"
    return rng.choice([
        f"{who} said that {what} and that {count} had voted for it.",
        f"{what.capitalize()}, according to {who}, who leads {count}.",
        f"{what.capitalize()} may be needed again, {who} told reporters from {rng.choice(TOWNS)}.",
        f'"We asked {count} before {what}," {who} said {rng.choice(WHEN)}.',
        f"{who} denied that {what} although {count} reportedly complained.",
        f"{count.capitalize()} backed {who} after {what}, not before.",
    ])  # fmt: skip


def source(sentences: int) -> str:
    """Return so many sentences, with what the claims are about here and there between them."""
    rng = random.Random(7)
    lines = [told(rng) for _ in range(sentences)]
    step = sentences // len(PLANTED)
    for number, (said, _) in enumerate(PLANTED.values()):
        lines[number * step] = said
    return "\n".join(lines)


def story() -> str:
    return "# The week at the harbour\n\n" + "\n".join(f"- {claim}" for _, claim in PLANTED.values())


@dataclass
class Timed:
    """A rule's check that adds up the CPU seconds it takes."""

    rule: RuleInfo
    seconds: float = 0.0

    def check(self, case: StoryCase) -> Iterator[Finding]:
        began = time.process_time()
        found = list(self.rule.check(case))  # type: ignore[arg-type]
        self.seconds += time.process_time() - began
        return iter(found)


@cache
def seconds(sentences: int) -> dict[str, float]:
    """Return the CPU seconds that each rule takes on a source of so many sentences, the least of some runs.

    All run on one analysis of the source, in one order: what several ask of it is paid by the first. Nothing
    is remembered from the run before.
    """
    config, lexicon = Config(embedder="none", judge="lexical"), load_lexicon("en")
    text = take_apart_story(read_string(story(), "story", "markdown", config), config, lexicon)
    known = [take_apart_source(read_string(source(sentences), "source", "text", config), config, lexicon)]
    assert len(known[0].sentences) >= sentences
    alignments = FusedAligner(lexicon, None).align(text.heads, known)
    judge = make_judge("default", lexicon, semantic=False)
    judgements = judge.judge(alignments, known)
    least: dict[str, float] = {}
    for _ in range(RUNS):
        forget()
        timed = [Timed(rule) for rule in all_rules()]
        rules = [replace(one.rule, check=one.check) for one in timed]
        # The collector looks at all that is there, again and again: its time is not the rule's.
        gc.disable()
        try:
            outcome = run_rules(rules, text, known, alignments, judgements, judge, lexicon, config)
        finally:
            gc.enable()
        assert not outcome.failures
        for one in timed:
            code = one.rule.code
            least[code] = min(one.seconds, least.get(code, one.seconds))
    return least


def forget() -> None:
    """Empty what functions of this package remember of texts; what they have read of files stays."""
    kept = {load_lexicon, languages, all_rules}
    for one in gc.get_objects():
        if type(one) is functools._lru_cache_wrapper and one not in kept:  # noqa: SLF001 - it has no other name
            holder = getattr(one, "__module__", "") or ""
            if holder.startswith("fidelity.") and one.cache_parameters()["maxsize"] is not None:
                one.cache_clear()


def too_slow(few: int, many: int) -> list[str]:
    """Return the rules whose time grows faster than the source, with their times."""
    small, large = seconds(few), seconds(many)
    return [
        f"{code}: {small[code]:.2f} s on {few:,} sentences, {large[code]:.2f} s on {many:,}"
        for code in large
        if large[code] >= LITTLE and large[code] > MOST * small[code]
    ]


# One test for all rules: they share what takes longest, the reading of the sources.
def test_time_is_linear_to_5_000_sentences() -> None:
    assert too_slow(*QUICK) == []


@pytest.mark.slow
def test_time_is_linear_to_20_000_sentences() -> None:
    assert too_slow(*SLOW) == []


def test_the_story_gives_the_rules_work() -> None:
    config = Config(embedder="none", judge="lexical")
    report = check_text(story(), source(400), config, markup="markdown")
    assert {code for f in report.findings for code in (f.rule, *f.implied)} >= set(PLANTED)
