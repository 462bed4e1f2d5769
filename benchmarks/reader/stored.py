"""Weights of the reader in parts small enough to carry: what `train.py` writes and `export.py` reads.

A part is an .npz file. `NAME::ROW` in it holds the rows of the tensor NAME from ROW on: float16, or, of a
large matrix, int8 with `NAME::ROW::s` beside it, a float16 scale for each BLOCK values of a row. Names
are those of `network.ReaderNetwork`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["BLOCK", "Float", "read_parts", "write_parts"]

BLOCK = 32
PART_BYTES = 15_500_000
LARGE = 50_000
SCALES = "::s"
Float = NDArray[np.float32]


def read_parts(folder: Path) -> dict[str, Float]:
    """Return the tensors of `folder`/part-*.npz by name, float32. Exits where there is none."""
    rows: dict[str, dict[int, Float]] = {}
    for path in sorted(folder.glob("part-*.npz")):
        part = np.load(path)
        for key in part.files:
            if key.endswith(SCALES):
                continue
            name, first = key.split("::")
            values = part[key].astype(np.float32)
            if key + SCALES in part.files:
                scales = part[key + SCALES].astype(np.float32)
                blocks = values.reshape(*scales.shape, BLOCK) * scales[..., None]
                values = blocks.reshape(values.shape)
            rows.setdefault(name, {})[int(first)] = values
    if not rows:
        raise SystemExit(f"{folder}: no part-*.npz in it")
    return {name: np.concatenate([cuts[first] for first in sorted(cuts)]) for name, cuts in rows.items()}


def write_parts(tensors: Mapping[str, Float], folder: Path, most: int = PART_BYTES) -> int:
    """Write float32 `tensors` to `folder`/part-NN.npz of at most `most` bytes; return how many."""
    part: dict[str, NDArray[np.generic]] = {}
    held = count = 0
    for name, tensor in tensors.items():
        values = np.atleast_1d(tensor)
        rounded = values.ndim == 2 and values.size > LARGE
        each = values[0].size * (1 + 2 / BLOCK if rounded else 2) + 1
        step = max(1, int(most // each))
        for first in range(0, len(values), step):
            cut = values[first : first + step]
            cost = int(len(cut) * each) + 1000
            if held + cost > most and part:
                np.savez(folder / f"part-{count:02d}.npz", **part)  # type: ignore[arg-type]
                part, held, count = {}, 0, count + 1
            key = f"{name}::{first}"
            if rounded:
                part[key], part[key + SCALES] = _rounded(cut)
            else:
                part[key] = cut.astype(np.float16)
            held += cost
    np.savez(folder / f"part-{count:02d}.npz", **part)  # type: ignore[arg-type]
    return count + 1


def _rounded(rows: Float) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    blocks = rows.reshape(len(rows), -1, BLOCK)
    scales = np.maximum(np.abs(blocks).max(-1) / 127, 1e-7).astype(np.float16)
    values = np.rint(blocks / scales.astype(np.float32)[..., None])
    return np.clip(values, -127, 127).astype(np.int8).reshape(rows.shape), scales
