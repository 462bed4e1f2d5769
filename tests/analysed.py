"""A text analysed, for tests that ask one for a reading."""

from fidelity.analysis.sentences import AnalysedSentences
from fidelity.analysis.sources import AnalysedSources
from fidelity.analysis.story import AnalysedStory
from fidelity.analysis.text import AnalysedText, Texts
from fidelity.config import Config
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string

__all__ = ["analysed", "in_order", "story_of"]


def analysed(text: str, language: str = "en") -> AnalysedText:
    """Return `text` as the only text of a check in `language`."""
    return Texts(load_lexicon(language)).of(text)


def in_order(*sentences: str, paragraph: bool = False) -> AnalysedSentences:
    """Return sentences as a source has them, each a paragraph of its own or all in one."""
    texts = Texts(load_lexicon("en"))
    opens = [not paragraph or number == 0 for number in range(len(sentences))]
    return AnalysedSentences([texts.of(one) for one in sentences], opens, texts)


def story_of(story: str, *sources: str, language: str = "en") -> AnalysedStory:
    """Return a story in Markdown with its sources in plain text, taken apart as in a check."""
    config, lexicon = Config(language=language), load_lexicon(language)
    known = [
        take_apart_source(read_string(source, "source", "text", config), config, lexicon)
        for source in sources
    ]
    taken = take_apart_story(read_string(story, "story", "markdown", config), config, lexicon)
    return AnalysedStory(taken, AnalysedSources(known, Texts(lexicon)))
