"""Faithful claims and their broken twins: what teaches the network to read instead of matching words.

Two makers of twins: the mutation operators of `fidelity.mutate` on whole summaries, and a plain
exchange of one content word for a neighbour of its meaning that the source does not hold.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from fidelity.mutate.operators import find_operator
from fidelity.mutate.plant import mutants
from fidelity.text.words import words

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from fidelity.lexicon import Lexicon
    from fidelity.mutate.operator import Pair

__all__ = ["OPERATORS", "NearWords", "broken_twins"]

# What makes a claim unsupported in the eyes of people; layout and style operators are left out.
OPERATORS = (
    "wrong-number", "wrong-name", "misplaced-name", "wrong-date", "date-mismatch", "wrong-speaker",
    "swapped-roles", "flipped-polarity", "shifted-predicate", "shifted-quantifier", "dropped-hedge",
    "source-count",
)  # fmt: skip
# Of the nearest words in the table of word pieces: the very first are synonyms too often.
NEAREST, FARTHEST = 4, 60
# Words are exchanged within a form: "opened" for "closed", never for "closing".
ENDINGS = ("ed", "ing", "ly", "s")
LEAST_LETTERS = 4


def broken_twins(pair: Pair, seed: int) -> Iterator[tuple[int, str, str]]:
    """Yield (index of the claim, the operator's name, the claim with the defect in it)."""
    text = pair.story.document.text
    for mutant in mutants(pair, [find_operator(name) for name in OPERATORS], count=1, seed=seed):
        moved = len(mutant.now) - len(mutant.was)
        for index, claim in enumerate(pair.story.claims):
            if claim.span.start <= mutant.edited.start and mutant.edited.end <= claim.span.end:
                broken = mutant.text[claim.span.start : claim.span.end + moved]
                if broken != text[claim.span.start : claim.span.end]:
                    yield index, mutant.operator.name, " ".join(broken.split())


class NearWords:
    """Words of near meaning, from the word table of the network's own base.

    Args:
        folder: Of the base model: model.safetensors and vocab.txt.
        lexicon: Its stopwords are never exchanged.
    """

    def __init__(self, folder: Path, lexicon: Lexicon) -> None:
        from safetensors.numpy import load_file  # noqa: PLC0415 - only training needs it

        table = load_file(folder / "model.safetensors")["embeddings.word_embeddings.weight"]
        self._pieces = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        self._index = {piece: at for at, piece in enumerate(self._pieces)}
        self._table: NDArray[np.float32] = table / np.linalg.norm(table, axis=1, keepdims=True)
        self._spared = lexicon.stopwords
        self._near: dict[str, list[str]] = {}

    def exchange(self, claim: str, source: str, rng: random.Random) -> str | None:
        """Return the claim with one lower-case word exchanged; None where no word can be."""
        known = {word.key for word in words(source)}
        open_ = [
            word for word in words(claim)
            if word.text.isalpha() and word.text.islower() and len(word.text) >= LEAST_LETTERS
            and word.key not in self._spared and word.text in self._index
        ]  # fmt: skip
        rng.shuffle(open_)
        for word in open_:
            choices = [near for near in self._neighbours(word.text) if near not in known]
            if choices:
                return claim[: word.start] + rng.choice(choices) + claim[word.end :]
        return None

    def _neighbours(self, word: str) -> Sequence[str]:
        if word not in self._near:
            order = np.argsort(-(self._table @ self._table[self._index[word]]))[:FARTHEST]
            pieces = [self._pieces[int(at)] for at in order]
            self._near[word] = [
                piece for piece in pieces
                if piece.isalpha() and len(piece) >= LEAST_LETTERS and piece not in self._spared
                and piece[:LEAST_LETTERS] != word[:LEAST_LETTERS] and _ending(piece) == _ending(word)
            ][NEAREST:]  # fmt: skip
        return self._near[word]


def _ending(word: str) -> str:
    return next((ending for ending in ENDINGS if word.endswith(ending)), "")
