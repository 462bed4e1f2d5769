"""The cross-encoder that ships in the package, on ONNX Runtime: a passage and a claim to three logits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from fidelity.onnx import OnnxModel, replace_surrogates

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["CACHED_PAIRS", "LABELS", "MODEL_FOLDER", "OnnxNetwork"]

LABELS = ("contradiction", "entailment", "neutral")
"""What the columns of the logits stand for."""
MODEL_FOLDER = Path(__file__).resolve().parent.parent / "models" / "judge"
CACHED_PAIRS = 8192
"""Pairs whose logits one network keeps, least recently used dropped first."""
MARKERS = 3  # one before the passage, one behind it, one behind the claim


class OnnxNetwork(OnnxModel[tuple[str, str]]):
    """Reads pairs of a passage and a claim with the shipped network, or with an exported one.

    Each pair runs alone: a batch would save no time. Of 32 pairs of 136 to 196 word pieces, sorted by
    length, one thread took 66 ms a pair alone and 64 to 81 in batches of 2, 68 to 79 in batches of
    4, 76 to 86 in batches of 8.

    Args:
        folder: Folder with model.onnx, tokenizer.json and config.json, as `python -m
            benchmarks.judge.make.export` writes them; the shipped one by default.
        threads: Pairs run at once, 1 or more; by default one per available core, 8 at most.
    """

    what = "an exported judge"

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        super().__init__(folder or MODEL_FOLDER, threads, CACHED_PAIRS)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Return one row per (passage, claim), in the order of LABELS: float32, shape (n, 3).

        The network reads `max_tokens` word pieces (config.json), three of them markers. Of a claim
        it is shown at most the first half of them, of a passage as many from its start as are
        left: it is the passage that is cut, unless a claim alone is that long. Markers written
        out in a text ("[SEP]") are read as ordinary characters; lone surrogates, which are no
        characters, as U+FFFD.

        Raises:
            ModelError: A model file is missing or is not the one that config.json names.
        """
        return self._rows(pairs)

    def _width(self, card: dict[str, Any]) -> int:
        if tuple(card["labels"]) != LABELS:
            raise ValueError(f"labels are {card['labels']}, not {list(LABELS)}")
        return len(LABELS)

    def _prepare(self, tokenizer: Any, most: int) -> None:  # noqa: ARG002 - `_row` cuts, by pair
        tokenizer.no_truncation()
        # A marker that stands in a text is text: it must not end the passage.
        tokenizer.encode_special_tokens = True

    def _row(self, item: tuple[str, str], session: Any, tokenizer: Any) -> NDArray[np.float32]:
        import numpy as np

        room = self._card().max_tokens
        passage, claim = (
            tokenizer.encode(replace_surrogates(text), add_special_tokens=False).ids for text in item
        )
        claim = claim[: room // 2]
        passage = passage[: room - len(claim) - MARKERS]
        start, end = (tokenizer.token_to_id(marker) for marker in ("[CLS]", "[SEP]"))
        ids = np.array([[start, *passage, end, *claim, end]], dtype=np.int64)
        types = np.zeros_like(ids)
        types[0, len(passage) + 2 :] = 1
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
        row: NDArray[np.float32] = session.run(["logits"], feed)[0][0]
        return row
