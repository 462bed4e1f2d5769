"""How the reader's texts become word pieces, for everything in this folder."""

from __future__ import annotations

from typing import Any

from tokenizers import Tokenizer

from fidelity.embed.onnx import MODEL_FOLDER
from fidelity.judge.marking_network import TOKENIZER

__all__ = ["MOST_PIECES", "load_tokenizer"]

MOST_PIECES = 320
"""Of a pair, markers counted."""


def load_tokenizer() -> Any:
    """Return MiniLM's tokenizer, which `fidelity.judge.marking_network.shown` reads with, uncut."""
    tokenizer = Tokenizer.from_file(str(MODEL_FOLDER / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.encode_special_tokens = True
    return tokenizer
