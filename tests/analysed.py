"""A text analysed, for tests that ask one for a reading."""

from fidelity.analysis.text import AnalysedText, Texts
from fidelity.lexicon import load_lexicon

__all__ = ["analysed"]


def analysed(text: str, language: str = "en") -> AnalysedText:
    """Return `text` as the only text of a check in `language`."""
    return Texts(load_lexicon(language)).of(text)
