"""A claim beside a source all of which may be about it, for tests of what corresponds."""

from fidelity import Config
from fidelity.analysis.correspondence import Correspondence
from fidelity.analysis.sources import AnalysedSources
from fidelity.analysis.text import Texts
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source
from fidelity.read import read_string
from fidelity.types import Evidence, Span

__all__ = ["beside"]

LEXICON = load_lexicon("en")


def beside(claim: str, source: str) -> Correspondence:
    """Return a claim beside one source, the whole of which is a candidate passage."""
    config = Config()
    read = take_apart_source(read_string(source, "source", "text", config), config, LEXICON)
    texts = Texts(LEXICON)
    passage = Evidence(0, 0, len(read.sentences) - 1, Span(0, 1), 0.5, 0.5, None, "test")
    return Correspondence(texts.of(claim), (passage,), AnalysedSources([read], texts))
