"""F101: no passage of the source supports the claim."""

from __future__ import annotations

import pytest
from marked import unmarked

from fidelity import Config, check_text

SOURCE = """\
The council of Port Ellery approved the new sea wall on Monday by nine votes to four.
Mayor Ruth Calder said the wall will cost 4.2 million crowns.
The old lighthouse on Gull Rock was sold to a hotel group from Norway.
The ferry to Sandholm will run every hour from June.
The harbour school closed its north wing because the roof leaks.
Fish prices rose by 12 percent in March.
The cannery will hire 40 workers before summer.
The European Union and the United Arab Emirates pay for the research ship.
Two key things delay the work: the price of steel and the weather.
"We will not wait for another winter storm," Calder told the council.
"""
# Between the probabilities of the two tables by a margin, so that a new fit of the judge moves
# neither; the fit's own threshold is tested with the judge.
THRESHOLD = 0.3

FLAGGED = [
    "⟦The museum bought two ship models at an auction in Hamburg.⟧",
    "⟦Dentists warn parents of hidden sugar in children's yoghurt.⟧",
    "⟦Snow and fog closed the small airport behind the hills for three days.⟧",
    "⟦Baker Tom Iversen won a regional prize for his rye bread with caraway.⟧",
    "⟦A herd of goats escaped from the farm of Lars Dahl and ate the roses.⟧",
    "⟦Police seized counterfeit watches in a warehouse beside the railway.⟧",
    "⟦The football club sacked its trainer after five defeats.⟧",
    "⟦Doctors at the hospital perform surgery with a robot from Japan.⟧",
    "⟦A chess tournament for pensioners drew ninety players to the casino.⟧",
    "⟦Pupils planted oaks, maples and birches on the former rubbish dump.⟧",
    "⟦Thieves stole copper cables and paralysed the tram network.⟧",
    "⟦Scientists discovered a rare orchid in the quarry near Mosby.⟧",
    "The council approved the new sea wall. ⟦The football club sacked its trainer.⟧",
    (
        "## Summary\n\n- ⟦Scientists discovered a rare orchid near Mosby.⟧\n\n## Key points\n\n"
        "- ⟦Scientists discovered a **rare** orchid near Mosby.⟧"
    ),
]

# About what the source is about, but for these words; the one that matters most comes first.
MARKED = [
    (
        "Mayor Ruth Calder said the wall will cost ⟦7.5 million crowns⟧.",
        'no passage of the source supports "7.5 million crowns"',
    ),
    (
        "The old lighthouse on Gull Rock was sold to a ⟦shipping family from Denmark⟧.",
        'no passage of the source supports "shipping family from Denmark"',
    ),
    (
        "The cannery will hire ⟦90 workers⟧ before summer, and ⟦dentists warn⟧ us.",
        'no passage of the source supports "dentists warn" and "90 workers"',
    ),
    (
        (
            "## Summary\n\n- The cannery will hire **⟦90** workers⟧ before summer, and ⟦dentists warn⟧ us\n\n"
            "## Key points\n\n- The cannery will hire ⟦90 workers⟧ before summer, and ⟦dentists *warn⟧* us"
        ),
        'no passage of the source supports "dentists warn" and "90 workers"',
    ),
    (
        (
            "The council of Port Ellery approved the ⟦new bridge⟧ on Monday by nine votes to ⟦15⟧, and "
            "Mayor Ruth Calder ⟦told reporters⟧ it will cost 4.2 million crowns in ⟦Hamburg⟧."
        ),
        'no passage of the source supports "new bridge", "15", "told reporters" and 1 more',
    ),
]

CLEAN = [
    "The council approved the new sea wall on Monday.",
    "The wall will cost about 4 million crowns.",
    "The mayor put the price of the wall at 4.2 million crowns.",
    "The harbour school shut its north wing since its roof is leaking.",
    "The EU and the UAE pay for the research ship.",
    "Two things delay the work: steel prices and the weather.",
    # Fused from two sentences of the source.
    "The council approved the sea wall, which will cost 4.2 million crowns, the mayor said.",
    "“We will not wait for another winter storm,” Calder said.",
    "Ferries to Sandholm will run hourly from June.",
    "In March, fish prices went up by 12%.",
    "The cannery plans to hire forty workers before summer.",
    "Fish cost 12 percent more in March.",
    "Nine council members voted for the sea wall, four against.",
    # Opinion makes no claim, a heading that names a section neither.
    "## Our view\n\nDoctors perform surgery with robots.\n\n## Summary\n\nFish prices rose.",
    "## Why it matters\n\nThe harbour school closed its north wing.",
    "- Two votes too few\n- The council approved the new sea wall on Monday.",
]


def places(story: str) -> list[tuple[int, str]]:
    text = unmarked(story)
    config = Config(select=("F101",), threshold=THRESHOLD)
    report = check_text(text, SOURCE, config, markup="markdown")
    spans = sorted(span for f in report.findings for span in (f.span, *f.also_at))
    assert all(f.evidence and f.help for f in report.findings)
    return [(span.start, text[span.start : span.end]) for span in spans]


@pytest.mark.parametrize("story", FLAGGED)
def test_flagged(story: str) -> None:
    found = places(story)
    assert [text for _, text in found] == [part.split("⟧")[0] for part in story.split("⟦")[1:]]


@pytest.mark.parametrize(("story", "message"), MARKED)
def test_the_words_that_lack_support_are_marked(story: str, message: str) -> None:
    text = unmarked(story)
    config = Config(select=("F101",), threshold=0.97, judge="lexical", embedder="none")
    (finding,) = check_text(text, SOURCE, config, markup="markdown").findings
    spans = [finding.span, *finding.also_at]
    assert sorted(text[span.start : span.end] for span in spans) == sorted(
        part.split("⟧")[0] for part in story.split("⟦")[1:]
    )
    assert finding.message.startswith(message + " (probability ")
    assert "".join(text[finding.span.start : finding.span.end].split("*")) == message.split('"')[1]


def test_a_specific_finding_stands_for_it_whatever_words_are_marked() -> None:
    story = "Mayor Ruth Calder said the wall will cost 7.5 million crowns, paid by pensioners from Hamburg."
    config = Config(select=("F101", "F301"), threshold=0.97, judge="lexical", embedder="none")
    (finding,) = check_text(story, SOURCE, config).findings
    assert finding.rule == "F301"
    assert finding.implied == ("F101",)


@pytest.mark.parametrize("story", CLEAN)
def test_clean(story: str) -> None:
    assert not places(story)


def test_a_text_against_itself_is_clean() -> None:
    assert not check_text(SOURCE, SOURCE, Config(embedder="none", judge="lexical", select=("F101",))).findings


def test_the_words_that_are_nowhere_in_the_source_are_named() -> None:
    config = Config(select=("F101",), threshold=THRESHOLD)
    claim = "Scientists discovered a rare orchid in the quarry near the harbour school."
    (finding,) = check_text(claim, SOURCE, config).findings
    named = '"Scientists", "discovered", "rare", "orchid", "quarry", "near"'
    assert finding.help == f"nowhere in the source: {named}"
