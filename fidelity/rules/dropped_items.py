"""A list that stops short of another list that it repeats, or of the number it announces.

What: a section whose items are those of another section's list, word for word and in order, but for
one of four or more; and a list with fewer items than the line above it promises ("four points:").

Why: a template dropped an item, and the reader is told that this is all.

Flagged: "Key Points" with three of the four items of "Summary"; "The plan has four parts:" above
three items.

Clean: a TL;DR, "In short" or "Highlights", which are there to select; one or two items of a longer
list, as a teaser takes them; an answer in a FAQ; items in other words or another order.

Known misses: items that were reworded; two items left out; a list of three that lost one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fidelity.analysis.form.bodies import Body
from fidelity.analysis.form.item_lists import ItemList, announced
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Role, Severity

# A shorter list may be a selection by design: three of four is the first that looks like a slip.
LEAST_WHOLE = 4
# No more are announced in earnest, and of a longer list only the last item is looked for.
MOST_COUNTED = 20
# How sure a finding is: of a list beside its announced number, of one beside the list it repeats. Set by
# reading findings; benchmarks/results/rules.json says how often those are right.
ANNOUNCED, REPEATED = 0.9, 0.85


@rule("F403", "dropped-items", severity=Severity.WARNING, scope=Scope.STORY, implies=("F501",))
def dropped_items(case: StoryCase) -> Iterator[Finding]:
    """Flag lists that end before the one they repeat, or before the number they announce."""
    lists = case.analysed_story.item_lists
    wholes = _lacking_one(lists)
    for each in lists:
        promised = _promised(case, each)
        if promised is not None:
            yield case.finding(
                each.span,
                f'"{promised[0]}" are announced, {len(each.blocks)} follow',
                confidence=ANNOUNCED,
                help="add what was left out, or correct the number",
            )
        elif each.body.section.role is Role.CLAIMS and not _selects(case, each.body):
            whole = wholes.get(each.forms)
            if whole is not None and whole.body is not each.body:
                yield _short(case, each, whole)


def _short(case: StoryCase, each: ItemList, whole: ItemList) -> Finding:
    have, all_of = each.forms, whole.forms
    gone = next((at for at, form in enumerate(have) if form != all_of[at]), len(have))
    left_out = whole.blocks[gone]
    return case.finding(
        each.span,
        f'"{each.body.section.title}" repeats "{whole.body.section.title}" but leaves out '
        f"item {gone + 1} of {len(all_of)} (line {case.line_of(left_out.rendered.span)})",
        confidence=REPEATED,
        story_evidence=(left_out.rendered.span,),
        help="add the item, or say less than the whole list on purpose",
    )


def _lacking_one(lists: Sequence[ItemList]) -> dict[tuple[str, ...], ItemList]:
    """Return the lists by what is left of each when one of its items is gone.

    A list of more than `MOST_COUNTED` items is asked for its last one alone, which keeps this linear.
    """
    by_rest: dict[tuple[str, ...], ItemList] = {}
    for each in lists:
        forms = each.forms
        if len(forms) < LEAST_WHOLE or each.body.section.role is not Role.CLAIMS:
            continue
        first = 0 if len(forms) <= MOST_COUNTED else len(forms) - 1
        for at in range(first, len(forms)):
            by_rest.setdefault(forms[:at] + forms[at + 1 :], each)
    return by_rest


def _promised(case: StoryCase, each: ItemList) -> tuple[str, int] | None:
    """Return the words of the line above that announce more items than follow, with their number."""
    cues = case.in_language(case.lexicon.page_lists)
    if cues is None or len(each.blocks) < 2:
        return None
    return announced(each, cues, case.lexicon.numbers, MOST_COUNTED)


def _selects(case: StoryCase, body: Body) -> bool:
    cues = case.lexicon.page_lists
    return cues is not None and body.is_headed(cues.selections)
