"""Words on known scales: which have an opposite, and which say more than others of their scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fidelity.analysis.text import AnalysedText
    from fidelity.lexicon.scales import Step

__all__ = ["below", "opposites", "same_verb", "stages", "turned"]


def opposites(text: AnalysedText) -> Mapping[int, frozenset[Step]]:
    """Return the words of `text` that have an opposite, by index in its tokens."""
    return {} if text.lexicon.opposites is None else _steps(text, text.lexicon.opposites.steps)


def same_verb(text: AnalysedText) -> Mapping[int, frozenset[Step]]:
    """Return the words of `text` that are forms of an irregular verb, by index in its tokens."""
    return {} if text.lexicon.opposites is None else _steps(text, text.lexicon.opposites.same_verb)


def stages(text: AnalysedText) -> Mapping[int, frozenset[Step]]:
    """Return the words of `text` that say more, or less, than others, by index in its tokens."""
    return {} if text.lexicon.stages is None else _steps(text, text.lexicon.stages.steps)


def _steps(text: AnalysedText, table: Mapping[str, frozenset[Step]]) -> Mapping[int, frozenset[Step]]:
    """Look words up; forms are looked up whole, not by stem: "important" is no form of "import"."""
    return {at: table[token.word.key] for at, token in enumerate(text.tokens) if token.word.key in table}


def below(low: frozenset[Step], high: frozenset[Step], *, equal: bool = False) -> bool:
    """Whether on any ladder the first stands below the second (or beside it), on none above."""
    pairs = [(one, two) for one in low for two in high if one[:2] == two[:2]]
    return any(
        one.height < two.height or (equal and one.height == two.height) for one, two in pairs
    ) and not any(one.height > two.height or (not equal and one.height == two.height) for one, two in pairs)


def turned(steps: frozenset[Step]) -> frozenset[Step]:
    """Return the opposites of steps on ladders of two."""
    return frozenset(step._replace(height=1 - step.height) for step in steps)
