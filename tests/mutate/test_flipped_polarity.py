"""The operator that turns a statement around."""

from __future__ import annotations

import random
import re

import pytest
from analysed import analysed

from fidelity import Config
from fidelity.lexicon import load_lexicon
from fidelity.lexicon.scales import VERBS, WORDS, Step
from fidelity.mutate.operator import Edit, Pair
from fidelity.mutate.operators import find_operator
from fidelity.mutate.opposites import held_back, opposites_of, stronger_than
from fidelity.mutate.verbs import base_of_past, forms
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string


def pair_of(story: str, source: str) -> Pair:
    """Return an invented pair, taken apart as `check` does it."""
    config, lexicon = Config(embedder="none", judge="lexical"), load_lexicon("en")
    taken = take_apart_story(read_string(story, "story", "text", config), config, lexicon)
    known = take_apart_source(read_string(source, "source", "text", config), config, lexicon)
    return Pair(taken, (known,), lexicon)


def planted(operator: str, story: str, source: str, seeds: int = 1) -> dict[str, str]:
    """Return the planted stories with the place of the defect in ⟦ ⟧, and the kind of each."""
    pair = pair_of(story, source)
    found = {}
    for seed in range(seeds):
        for edit in find_operator(operator).plant(pair, random.Random(seed)):
            found[_marked(story, edit)] = edit.kind
    return found


def _marked(story: str, edit: Edit) -> str:
    end = len(edit.replacement) if edit.end is None else edit.end
    new = edit.replacement
    marked = f"{new[: edit.start]}⟦{new[edit.start : end]}⟧{new[end:]}"
    return story[: edit.span.start] + marked + story[edit.span.end :]


@pytest.mark.parametrize(
    ("story", "source", "text", "kind"),
    [
        (
            "The council approved the wall.",
            "The council approved the wall on Monday.",
            "The council ⟦rejected⟧ the wall.",
            "antonym",
        ),
        (
            "The mayor praised the engineers.",
            "The mayor praised the engineers.",
            "The mayor ⟦condemned⟧ the engineers.",
            "antonym, held back",
        ),
        (
            "There was an increase in catches.",
            "There was an increase in catches in May.",
            "There was a ⟦decrease⟧ in catches.",
            "antonym",
        ),
        (
            "The wall is ready for winter.",
            "The wall is ready for winter, Calder said.",
            "The wall is ⟦not⟧ ready for winter.",
            "negation inserted",
        ),
        (
            "The town signed the charter.",
            "The town signed the charter in May.",
            "The town ⟦did not sign⟧ the charter.",
            "negation inserted",
        ),
        (
            "The wall is not ready for winter.",
            "The wall is not ready for winter, Calder said.",
            "The wall ⟦is ready for⟧ winter.",
            "negation removed",
        ),
        (
            "The town refused to sign the charter.",
            "The town refused to sign the charter in May.",
            "The town ⟦signed the charter⟧.",
            "negation removed",
        ),
    ],
)
def test_it_plants(story: str, source: str, text: str, kind: str) -> None:
    assert planted("flipped-polarity", story, source, seeds=8)[text] == kind


@pytest.mark.parametrize(
    ("story", "source"),
    [
        # Nothing like it in the source.
        ("The council approved the wall.", "The choir sang at the fair."),
        # The opposite stands beside it: both may be true.
        ("Prices rose.", "Prices rose in May and fell in June."),
        # A quotation is another rule's matter.
        ("“Prices rose,” Calder said.", "“Prices rose,” Calder said."),
        # Another sense: an age, a participle, a noun.
        ("The 45-year-old mayor sang.", "The 45-year-old mayor sang."),
        ("The attack was loud.", "The attack failed."),
    ],
)
def test_it_refuses(story: str, source: str) -> None:
    assert not [k for k in planted("flipped-polarity", story, source, 4).values() if k.startswith("antonym")]


def test_no_negation_is_put_where_the_source_has_one() -> None:
    found = planted("flipped-polarity", "The wall is ready.", "The wall is ready, but never tested.", 4)
    assert "negation inserted" not in found.values()


def ours(word: str) -> set[Step]:
    """Return where a word stands on the scales that are not WordNet's."""
    opposites = analysed(word).opposites.get(0, frozenset())
    stages = analysed(word).stages.get(0, frozenset())
    return {step for step in opposites if step.scale in {VERBS, WORDS}} | stages


def test_no_list_of_ours_has_the_pairs_held_back() -> None:
    """Or the recall on them would say nothing; what WordNet's opposites have of them, they have."""
    for left, right in held_back():
        one, two = ours(left), ours(right)
        assert not {(a, b) for a in one for b in two if a[:2] == b[:2] and a != b}, (left, right)


def test_words_change_in_their_own_form() -> None:
    assert [change.word for change in opposites_of("rising")] == ["falling"]
    assert [change.word for change in opposites_of("withdrew")] == ["deployed"]
    assert not opposites_of("rises")
    assert [change.word for change in stronger_than("investigated")] == ["prosecuted"]


@pytest.mark.parametrize(
    ("base", "all_forms"),
    [
        ("plan", "plan plans planned planned planning"),
        ("deny", "deny denies denied denied denying"),
        ("take", "take takes took taken taking"),
        ("die", "die dies died died dying"),
        ("win", "win wins won won winning"),
        ("agree", "agree agrees agreed agreed agreeing"),
        ("push", "push pushes pushed pushed pushing"),
    ],
)
def test_verb_forms(base: str, all_forms: str) -> None:
    assert " ".join(forms(base)) == all_forms


def test_a_past_form_leads_back_to_its_verb() -> None:
    assert base_of_past("chose") is None
    assert base_of_past("withdrew") == "withdraw"
    assert not re.search("oo", str(base_of_past("approved")))
