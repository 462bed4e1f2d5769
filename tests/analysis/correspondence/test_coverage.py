"""How much of what a source says stands in the story."""

from __future__ import annotations

from analysed import analysed

from fidelity import Config
from fidelity.analysis.correspondence.coverage import Coverage, lead
from fidelity.analysis.sources import AnalysedSource
from fidelity.analysis.text import Texts
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string

LEXICON = load_lexicon("en")


def test_a_lead_is_statements_and_no_title_or_question() -> None:
    text = (
        "Bridge news\n\nWhat is to become of the bridge of Ellery? The council voted to close the old bridge."
    )
    read = take_apart_source(read_string(text, "source", "text", Config()), Config(), LEXICON)
    source = AnalysedSource(read, Texts(LEXICON))
    (at,) = lead(source, 3)
    assert source.sentences[at].text.startswith("The council voted")


def coverage(story: str) -> Coverage:
    config = Config()
    read = take_apart_story(read_string(story, "story", "markdown", config), config, LEXICON)
    return Coverage(read, Texts(LEXICON))


def test_a_sentence_is_covered_by_the_nearest_claim_or_by_two_that_stand_together() -> None:
    sentence = analysed("The council closed the bridge and opened the ferry.")
    (both,) = coverage("The council closed the bridge. It opened the ferry.").shares([sentence])
    (one,) = coverage("The council closed the bridge. Whales sing.").shares([sentence])
    assert both == 1.0
    assert 0 < one < 1


def test_a_title_covers_nothing() -> None:
    titled = coverage("# The council closed the bridge of Ellery\n\nWhales sing at night in the bay.")
    assert [text.text for text in titled.texts] == ["Whales sing at night in the bay."]
    assert coverage("# Bridge").shares([analysed("The council closed the bridge.")]) == (0.0,)
