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

from collections.abc import Iterator

from fidelity.analysis.form.item_lists import ItemList, announced, wholes
from fidelity.rule import Scope, StoryCase, rule
from fidelity.types import Finding, Role, Severity

# A list that is repeated has so many items: two of three may be a selection, three of four look like a slip.
LEAST_WHOLE = 4
# No greater number is meant as a promise ("a hundred reasons:"). Of a longer list that is repeated, only the
# last item is looked for.
MOST_COUNTED = 20
# An announced list has so many items at least.
LEAST_LISTED = 2
# How sure a finding is: of a list beside its announced number, of one beside the list it repeats. Set by
# reading findings; benchmarks/results/rules.json says how often those are right.
ANNOUNCED, REPEATED = 0.9, 0.85


@rule("F403", "dropped-items", severity=Severity.WARNING, scope=Scope.STORY, implies=("F501",))
def dropped_items(case: StoryCase) -> Iterator[Finding]:
    """Flag lists that end before the one they repeat, or before the number they announce."""
    lists, cues = case.analysed_story.item_lists, case.lexicon.page_lists
    repeated, spoken = wholes(lists, LEAST_WHOLE, MOST_COUNTED), case.in_language(cues)
    for each in lists:
        counted = spoken if len(each.blocks) >= LEAST_LISTED else None
        promised = announced(each, counted, case.lexicon.numbers, MOST_COUNTED) if counted else ""
        if promised:
            yield case.finding(
                each.span,
                f'"{promised}" are announced, {len(each.blocks)} follow',
                confidence=ANNOUNCED,
                help="add what was left out, or correct the number",
            )
        elif each.body.section.role is Role.CLAIMS:
            whole = repeated.get(each.forms)
            selects = cues is not None and each.body.is_headed(cues.selections)
            if whole is not None and whole.body is not each.body and not selects:
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
