"""Matrices and word tables in few bits: by output channel, or in blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.bert_graph import Float

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["by_block", "by_channel", "packed", "split_packed"]

SHARES = tuple(float(share) for share in np.linspace(0.7, 1.1, 21))
TINIEST = np.float16(6e-8)


def by_channel(matrix: Float, bits: int) -> tuple[NDArray[np.int8], Float]:
    """Return (int8 values, scales) of a (rows, columns) matrix, symmetric, one scale a column."""
    most = 2 ** (bits - 1) - 1
    scales = np.maximum(np.abs(matrix).max(axis=0) / np.float32(most), np.float32(1e-12))
    return np.clip(np.rint(matrix / scales), -most, most).astype(np.int8), scales


def by_block(matrix: Float, bits: int, block: int) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Return (values, scales) of a matrix in blocks of `block` values of a row.

    Values are unsigned, around 2 ** (bits - 1): shape (rows, columns / block, block). Scales have
    shape (rows, columns / block). The side that reaches one step further is the one on which the
    block's farthest value lies. Below 8 bits that scale is taken, among several around the farthest
    value's own, that leaves the least squared error.
    """
    rows, columns = matrix.shape
    blocks = matrix.reshape(rows, columns // block, block)
    middle = 2 ** (bits - 1)
    farthest = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[..., None], -1)[..., 0]
    least = np.full(farthest.shape, np.inf, dtype=np.float32)
    values = np.zeros(blocks.shape, dtype=np.uint8)
    scales = np.zeros(farthest.shape, dtype=np.float16)
    for share in SHARES if bits < 8 else (1.0,):
        scale = (farthest * np.float32(share) / -middle).astype(np.float16)
        scale[scale == 0] = TINIEST
        wide = scale.astype(np.float32)[..., None]
        tried = np.clip(np.rint(blocks / wide) + middle, 0, 2 * middle - 1)
        error = (((tried - middle) * wide - blocks) ** 2).sum(-1)
        better = error < least
        least = np.where(better, error, least)
        values[better] = tried[better].astype(np.uint8)
        scales[better] = scale[better]
    return values, scales


def packed(values: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return 4-bit values two a byte, the first of each pair in the low half."""
    return values[..., 0::2] | (values[..., 1::2] << 4)


def split_packed(values: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return rows of 4-bit values two a byte: the first half of a row in the low halves."""
    halves = values.reshape(len(values), 2, -1)
    return halves[:, 0] | (halves[:, 1] << 4)
