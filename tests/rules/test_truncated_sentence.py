"""F401: a claim that ends without its end."""

from __future__ import annotations

import pytest
from marked import check, unmarked

from fidelity.types import Severity

SOURCE = """\
Port Ellery council minutes

The council approved new flood defences for the lower harbour on Monday.
Work on the sea wall will start in March, harbour master Anna Holm told the council.
The town pays for the wall with a loan of 4.2 million crowns from the regional bank.
The house where the poet Lene Dahl was born becomes a library.
Nurse Ida Berg gives vitamin C to patients at the St. Anne clinic.
The ferry leaves at 5 p.m. and returns from Washington, D.C. in summer
The bakery on Main St. sells bread to Yahoo! and other offices.
"""

FLAGGED = [
    # On a word that no sentence ends on.
    "The council approved new flood defences for ⟦the⟧",
    "The council approved new flood defences for ⟦the.⟧",
    "Work on the sea wall will start in March ⟦and⟧",
    "- The town pays for the wall with ⟦a⟧",
    "The poet Lene Dahl was born in a house that is older ⟦than⟧",
    # On a word that no sentence without a full stop ends on.
    "The town pays for the wall with a loan ⟦from⟧",
    "The council told the harbour master ⟦to⟧",
    "Work on the sea wall ⟦will⟧",
    "The mayor gave the council advice on how ⟦to⟧",
    "The town thanked the nurses who ⟦have⟧",
    # After an abbreviation that needs its noun.
    "Patients get vitamin C from Ida Berg at the ⟦St.⟧",
    "The council thanked the harbour master and ⟦Mr.⟧",
    "The pact is described as a ⟦U.⟧",
    "The council compared the wall with older ones, ⟦e.g.⟧",
    # On a mark that opens something.
    "The council approved new flood defences for the ⟦harbour,⟧",
    "The council approved new flood ⟦defences –⟧",
    "The council approved the wall (see the minutes ⟦of⟧",
    # In mid-word.
    "The council approved new flood ⟦defen⟧",
    "Work on the sea wall will start in March, harbour master Anna Holm told the ⟦coun⟧",
    # In mid-word, in words that the source does not have.
    "The town will celebrate the opening with ⟦firew⟧",
    "The town will celebrate the opening with ⟦firew.⟧",
    "The council praised the supply-⟦cha⟧",
    # A full stop where there is none.
    "The town pays for the wall with a loan ⟦from.⟧",
    "The council will meet again ⟦because.⟧",
    "The council said on Monday that ⟦she.⟧",
    "Several groups opposed the wall, ⟦including.⟧",
    # Before the noun, or the rest of a name.
    "The council approved a ⟦new.⟧",
    "The council approved an ⟦important⟧",
    "The harbour master was born in ⟦New.⟧",
    # In mid-number.
    "The wall costs the town some ⟦4.2.⟧",
    "The town pays for it with a loan of ⟦4.⟧",
    # Inside of a quotation or of brackets.
    "The mayor called the wall ⟦“a gift to everybody⟧",
    "The wall is new and long ⟦(see the map⟧",
    # Without the full stop that the texts beside it have.
    (
        "- The council approved the wall.\n- Work will start in March.\n"
        "- The town takes a loan that the regional ⟦bank⟧"
    ),
    "The council approved the wall. Work will start in March. The loan comes from the ⟦regional⟧",
    # The same words in two places are one finding.
    (
        "## TL;DR\n\n- The wall stands between the harbour and ⟦the⟧\n\n"
        "## FAQ\n\n**Q:** What is it?\n\n**A:** The wall stands between the harbour and ⟦the⟧"
    ),
    # In a headline only what no headline ends on.
    "# Council approves new flood defences for ⟦the⟧\n\nThe council approved the wall.",
    # In front matter.
    "---\ndescription: The council approved new flood defences and ⟦the⟧\n---\n\nThe wall is new.",
]

CLEAN = [
    "The council approved new flood defences.",
    "The office moved to the U.S.",
    "She works in the U.S. and sails home at 5 p.m.",
    "The ferry returns from Washington, D.C.",
    "The bakery sells bread to Yahoo!",
    "Nurse Ida Berg gives patients vitamin C.",
    "If the wall breaks there is a Plan B.",
    "The harbour school earned an A.",
    "The bakery stands on Main St.",
    "The town bought bread, milk, etc.",
    "The firm is now called Holm Inc.",
    "The vote on the wall was a clear No.",
    "The ferry was delayed for a while.",
    "The wall held, though.",
    "The new wall is anything but.",
    "Few people know the house they came from.",
    "The wall is what the loan is for.",
    "- The towns that know who they signed with",
    "That is the pact that the towns agreed upon.",
    'The mayor called the wall "a gift to the"',
    "“We want the wall we voted for,” the mayor said.",
    "The council is looking for …",
    # The object stands before, or there is none.
    "That is the wall she was born by.",
    "The train to the harbour passed by.",
    "The council did not meet just because.",
    "The harbour master is younger than he.",
    "The council helps the poor and the old.",
    "The wall is what the town calls new.",
    # Unknown, but no half of a word; half of one, but known.
    "The council praised the new zibblewax.",
    "The council drank to the health of its voters with aquavit",
    "The ferry leaves from pier 4b.",
    "The ferry came in 17th.",
    "The council can be reached at ellery.com",
    # Numbers that the source has in other ways.
    "The ferry leaves at 5.",
    # Quoted at its end, or inches.
    "The mayor called the wall “a gift to everybody”",
    'The board on the wall measures 27"',
    "The wall is new. Will it cost more than it is worth, and what is it for?",
    # Headlines, captions, fragments, sub-headings.
    "# Council says yes to new flood defences\n\nThe council approved the wall.",
    "# What the new wall is for\n\nThe council approved the wall.",
    "The wall is new.\n\nThe old lighthouse at dusk on Monday evening\n\nIt is long. It is high.",
    "- What the wall is for\n- Where the money comes from\n- Who the bank lends to",
    "- The house she was born in\n- The school she went to\n- The ship she sailed with",
    "- Flood defences for the harbour\n- A loan of 4.2 million crowns\n- Work from March",
    "- The council approved the wall.\n- The loan is large.\n- Tickets at the door",
    (
        "The council shall do three things:\n\n- meet every week at the harbour;\n"
        "- print what it decides; and\n- answer each letter."
    ),
    "1. The council met.\n2. The council approved the wall.\n3. The council went home.",
    "The council approved three things:\n\n- walls\n- gates",
    # Another language ends on what looks like an English article.
    "---\nlanguage: de\n---\n\nDer Rat fing mit dem neuen Deich an.",
    # Without its full stop in the source too.
    (
        "The wall is new. The gate is new. The ferry leaves at 5 p.m. and returns from Washington, "
        "D.C. in summer"
    ),
    # A word of its own, although the source goes on behind it.
    "The council approved new flood defence",
    "A loan from the region",
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F401", story, SOURCE)
    assert finding.claim


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F401", story, SOURCE)


def test_evidence_is_the_sentence_that_goes_on() -> None:
    (finding,) = check("F401", "The council approved new flood ⟦defen⟧", SOURCE)
    (evidence,) = finding.evidence
    assert SOURCE[evidence.span.start :].startswith("The council approved new flood defences")
    assert finding.message == 'the sentence is cut: "defen" is the beginning of "defences"'


def test_siblings_are_an_option() -> None:
    story = "- The council approved the wall.\n- Work will start.\n- The town takes a loan in ⟦spring⟧"
    check("F401", story, SOURCE)
    check("F401", unmarked(story), SOURCE, {"siblings": 0})
    check("F401", unmarked(story), SOURCE, {"siblings": 3})


def test_only_a_missing_full_stop_is_a_warning() -> None:
    siblings = "- The council approved the wall.\n- Work will start.\n- The town takes a loan in ⟦spring⟧"
    (slip,) = check("F401", siblings, SOURCE)
    (cut,) = check("F401", "The council approved new flood ⟦defen⟧", SOURCE)
    assert (slip.severity, cut.severity) == (Severity.WARNING, Severity.ERROR)
