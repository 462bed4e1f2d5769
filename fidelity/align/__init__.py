"""Claims to evidence: lexical and semantic similarity, fused into the top k passages."""

from __future__ import annotations

from fidelity.align.fuse import FusedAligner

__all__ = ["FusedAligner"]
