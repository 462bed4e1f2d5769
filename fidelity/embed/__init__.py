"""Embedders: texts to vectors, by ONNX Runtime (default) or by any sentence-transformers model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fidelity.embed.onnx import OnnxEmbedder
from fidelity.embed.sentence_transformers import SentenceTransformersEmbedder
from fidelity.errors import ConfigError, nearest

if TYPE_CHECKING:
    from fidelity.protocols import Embedder

__all__ = ["OnnxEmbedder", "SentenceTransformersEmbedder", "make_embedder"]

PREFIX = "sentence-transformers"


def make_embedder(spec: str, threads: int | None = None) -> Embedder | None:
    """Return the embedder that an option or a config names, or None for `none`.

    Args:
        spec: `onnx` or `default`, `none`, or `sentence-transformers:NAME_OR_PATH`.
        threads: For the ONNX backend; None for all cores.

    Raises:
        ConfigError: `spec` is none of these. Nothing is loaded here, so a model that does not
            exist is found out at the first `embed`.
    """
    if spec in {"default", "onnx"}:
        return OnnxEmbedder(threads=threads)
    if spec == "none":
        return None
    kind, _, model = spec.partition(":")
    if kind == PREFIX:
        if model.strip():
            return SentenceTransformersEmbedder(model.strip())
        raise ConfigError(f'embedder "{spec}" names no model; write {PREFIX}:NAME_OR_PATH')
    hint = nearest(kind, ("default", "none", "onnx", PREFIX))
    raise ConfigError(f'unknown embedder "{spec}"{hint}')
