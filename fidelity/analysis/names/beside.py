"""Which name of a passage stands where a claim has another: the same thing said of somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fidelity.analysis.correspondence.claim import Witness
    from fidelity.analysis.names.known import KnownNames
    from fidelity.analysis.names.mentions import Mention
    from fidelity.analysis.text import AnalysedText
    from fidelity.analysis.tokens import Token

__all__ = ["NameInContext", "name_instead", "names_in_context", "same_place"]

# Content words on each side of a name that are its company, and how far the other text may spread them.
AROUND = 3
WIDE = 6
# Fewer content words in the whole clause tell no place.
LEAST = 2
# So many words near by, of which this share is the same, tell the place where one of the words right
# beside the name is another.
CROWD = 4
CLOSE = 0.8
# What may stand between a name and the word behind it.
POSSESSIVE = "'\u2019s \u00a0\n"


@dataclass(frozen=True, slots=True)
class NameInContext:
    """A name and the words beside it.

    Attributes:
        left: The content words before it, nearest first; `right` those behind it.
        before: The word right before it, of whatever kind; None where a text or clause begins.
        behind: The word right behind it; None where a text or clause ends.
    """

    mention: Mention
    left: tuple[Token, ...]
    right: tuple[Token, ...]
    before: Token | None
    behind: Token | None

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its words."""
        return frozenset(name.key for name in self.mention.words)


def names_in_context(text: AnalysedText) -> tuple[NameInContext, ...]:
    """Return the names of a text with the words beside them, in order."""
    return tuple(_in_context(text, mention) for mention in text.mentions)


def _in_context(text: AnalysedText, mention: Mention) -> NameInContext:
    start, end = mention.start, mention.end
    left = [token for token in text.tokens if token.word.end <= start]
    right = [token for token in text.tokens if token.word.start >= end]
    before = left[-1] if left and not text.text[left[-1].word.end : start].strip() else None
    behind = right[0] if right and not text.text[end : right[0].word.start].strip(POSSESSIVE) else None
    return NameInContext(
        mention,
        tuple(reversed([token for token in left if token.content][-WIDE:])),
        tuple([token for token in right if token.content][:WIDE]),
        before,
        behind,
    )


def _shared_company(mine: NameInContext, theirs: NameInContext) -> float:
    """Return which share, 0..1, of the words beside a name are on the same side of another."""
    own = len(mine.left[:AROUND]) + len(mine.right[:AROUND])
    shared = sum(
        any(token.same(other) for other in beside)
        for near, beside in ((mine.left, theirs.left), (mine.right, theirs.right))
        for token in near[:AROUND]
    )
    return shared / own if own else 0.0


def same_place(mine: NameInContext, theirs: NameInContext, least: float) -> bool:
    """Whether two names stand beside the same words, each on its side.

    The words right beside them must be the same, function words and the beginning of a clause
    included, and of the content words near by at least the share `least`.
    """
    if len(mine.left) + len(mine.right) < LEAST:
        return False
    pairs = ((mine.before, theirs.before), (mine.behind, theirs.behind))
    equal = [own is other if own is None or other is None else own.same(other) for own, other in pairs]
    share = _shared_company(mine, theirs)
    near = len(mine.left[:AROUND]) + len(mine.right[:AROUND])
    if (
        share >= CLOSE
        and near >= CROWD
        and any(same and own is not None for same, (own, _) in zip(equal, pairs, strict=True))
    ):
        return True
    if not all(equal) or all(own is None for own, _ in pairs):
        return False
    return share >= least


def name_instead(
    mine: NameInContext,
    text: AnalysedText,
    sentences: Iterable[Witness],
    known: KnownNames,
    *,
    company: float,
    elsewhere: float,
) -> tuple[Witness, Mention] | None:
    """Return the first sentence, with its name, that says of another what `text` says of a name.

    None where one of the sentences may say it of the same name.

    Args:
        mine: The name of `text`.
        text: The claim; a name that it mentions itself is no other.
        sentences: Of the sources, those that are about the claim.
        known: What tells forms of one name.
        company: Share of the words beside a name, 0..1, that are the same in one place.
        elsewhere: Share of them from which the same name of a sentence is in this place.
    """
    claimed = {key for named in text.names_in_context for key in named.keys}
    other = None
    for witness in sentences:
        for theirs in witness.text.names_in_context:
            if known.related(mine.keys, theirs.keys):
                if _shared_company(mine, theirs) >= elsewhere:
                    return None
            elif other is None and claimed.isdisjoint(theirs.keys) and same_place(mine, theirs, company):
                other = witness, theirs.mention
    return other
