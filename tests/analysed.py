"""A text analysed, for tests that ask one for a reading."""

from fidelity.analysis.sentences import AnalysedSentences
from fidelity.analysis.text import AnalysedText, Texts
from fidelity.lexicon import load_lexicon

__all__ = ["analysed", "in_order"]


def analysed(text: str, language: str = "en") -> AnalysedText:
    """Return `text` as the only text of a check in `language`."""
    return Texts(load_lexicon(language)).of(text)


def in_order(*sentences: str, paragraph: bool = False) -> AnalysedSentences:
    """Return sentences as a source has them, each a paragraph of its own or all in one."""
    texts = Texts(load_lexicon("en"))
    opens = [not paragraph or number == 0 for number in range(len(sentences))]
    return AnalysedSentences([texts.of(one) for one in sentences], opens, texts)
