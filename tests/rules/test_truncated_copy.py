"""F402: a text that is the beginning of a sentence that stands whole elsewhere."""

from __future__ import annotations

import pytest
from marked import check, unmarked

from fidelity import Config, check_text

SOURCE = """\
Port Ellery council minutes

The council is building a flood wall along St. Anne's quay.
The wall is part of a U.S.-led programme for small harbours.
The wall costs 4.2 million crowns, half of it from the region.
The council hired 12,000 volunteers from the whole coast.
The council voted for Motion No. 5 after a long debate.
The report was written by J. K. Calder of the harbour office.
The semi-final of the rowing cup moves to the north basin.
The mayor did not want to wait for another winter storm.
The town signed contracts with builders from three countries.
The museum moved to Washington, D.C. and reopened at 5 p.m. on Friday.
What it means: The school closes its library and opens a reading room.
The mayor praised the town's schools and the council's patience.
The mayor criticised digital sovereignty — the push for home-grown ferries — as costly.
The ferry to Yahoo! Island carries vitamin C and oranges for the winter.
Der Rat fing mit dem neuen Deich an und baute ihn bis zum Winter fertig.
The last office of the harbour moved to the new staﬀ.
The harbour master called the loan “a good price for dry feet”.
The school (built in 1911 by Ida Berg) has a new roof.
"""
WHOLE = "The council is building a flood wall along St. Anne's quay."

FLAGGED = [
    # Inside an abbreviation.
    "⟦The wall is part of a U.⟧",
    "⟦The council is building a flood wall along St.⟧",
    "⟦The museum moved to Washington, D.⟧",
    "⟦The report was written by J.⟧",
    "⟦The council voted for Motion No.⟧",
    # Inside a number.
    "⟦The wall costs 4.⟧",
    "⟦The council hired 12⟧",
    # In mid-word.
    "⟦The council hired 12,000 volun⟧",
    "⟦The semi-final of the rowing cup moves to the north ba⟧",
    "⟦The wall is part of a U.S.-led pro.⟧",
    "⟦The mayor did not want to wait for another win⟧",
    "⟦The council is buil⟧",
    # On a word that no sentence ends on.
    "⟦The town signed contracts with builders from⟧",
    "⟦The council voted for Motion No. 5 after a⟧",
    "- ⟦The school closes its library and⟧",
    "# ⟦The town signed contracts with builders from⟧\n\nThe wall costs 4.2 million crowns.",
    # Before a scale, within a quotation, within brackets.
    "⟦The wall costs 4.2⟧",
    "⟦The wall costs 4.2.⟧",
    "⟦The harbour master called the loan “a good⟧",
    "⟦The school (built in 1911 by⟧",
    "⟦The school (built in 1911⟧",
    # The whole stands in the story: that comes first.
    "## TL;DR\n\n- ⟦The council is building a flood wall along St.⟧\n\n## Summary\n\n- " + WHOLE,
    # Every place, and without the list marker left in the answer.
    (
        "## TL;DR\n\n- ⟦The wall is part of a U.⟧\n\n## FAQ\n\n**Q:** What is it?\n\n"
        "**A:** - ⟦The wall is part of a U.⟧"
    ),
    # In front matter, with quotation marks around it.
    '---\ndescription: "⟦The council hired 12,000 volun⟧"\n---\n\nThe wall costs money.',
]

CLEAN = [
    WHOLE,
    # Shorter, but whole.
    "The council is building a flood wall.",
    "The council is building a flood wall along St. Anne's.",
    "The wall costs 4.2 million crowns.",
    "The council hired 12,000 volunteers.",
    "The town signed contracts with builders",
    "The semi-final of the rowing cup moves to the north.",
    "The museum moved to Washington, D.C.",
    "The museum moved to Washington, D.C. and reopened at 5 p.m.",
    "The mayor praised the town.",
    "The mayor criticised digital sovereignty.",
    "The mayor did not want to wait.",
    "The ferry to Yahoo!",
    "The ferry to Yahoo! Island carries vitamin C.",
    # A word of its own, of which the source has another form.
    "The town signed contract",
    "The mayor praised the town's school.",
    # The ellipsis says so.
    "The council is building a flood wall along …",
    "The town signed contracts with builders from...",
    # Another language ends on what looks like an English article.
    "---\nlanguage: de\n---\n\nDer Rat fing mit dem neuen Deich an.",
    # Too short to tell, a headline, a fragment.
    "The wall is",
    "# The council is building a flood wall\n\nThe wall costs 4.2 million crowns.",
    "- The council is building\n- The school closes\n- The mayor did not want",
    # Half a ligature.
    "The last office of the harbour moved to the new staf",
    # Another beginning.
    "A flood wall is part of a U.",
    # What is quoted may stop anywhere.
    'The mayor did not want to "wait for"',
]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    (finding,) = check("F402", story, SOURCE)
    assert finding.fix.safe
    assert finding.fix.span == finding.span
    assert finding.claim


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not check("F402", story, SOURCE)


def test_the_fix_is_the_whole_sentence_of_the_source() -> None:
    (finding,) = check("F402", "⟦The council is building a flood wall along St.⟧", SOURCE)
    assert finding.fix.replacement == WHOLE
    (evidence,) = finding.evidence
    assert SOURCE[evidence.span.start : evidence.span.end] == WHOLE
    assert finding.message.endswith("stands whole at <text> line 3")


def test_the_story_is_searched_before_the_source() -> None:
    story = "- ⟦The council is building a flood wall along St.⟧\n- " + WHOLE
    (finding,) = check("F402", story, SOURCE)
    assert not finding.evidence
    (place,) = finding.story_evidence
    assert unmarked(story)[place.start : place.end] == WHOLE


def test_a_label_before_the_whole_is_left_out_of_the_fix() -> None:
    (finding,) = check("F402", "⟦The school closes its library and⟧", SOURCE)
    assert finding.fix.replacement == "The school closes its library and opens a reading room."


def test_it_takes_the_place_of_the_rules_that_follow_from_it() -> None:
    story = "The wall is part of a U."
    report = check_text(story, SOURCE, Config(embedder="none", judge="lexical"), markup="markdown")
    assert [finding.rule for finding in report.findings] == ["F402"]
    assert "F401" in report.findings[0].implied


def test_applying_the_fix_leaves_nothing_to_find() -> None:
    config = Config(embedder="none", judge="lexical", select=("F4",))
    for marked in FLAGGED:
        story = unmarked(marked)
        (finding,) = check_text(story, SOURCE, config, markup="markdown").findings
        for span in sorted((finding.span, *finding.also_at), reverse=True):
            story = story[: span.start] + finding.fix.replacement + story[span.end :]
        assert not check_text(story, SOURCE, config, markup="markdown").findings
