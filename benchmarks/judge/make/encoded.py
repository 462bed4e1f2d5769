"""Examples as the network takes them: word pieces, batches of like length, and the logits of pairs."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from benchmarks.judge.make.examples import Example

__all__ = ["LABELS", "Encoded", "batches", "encode", "logits_of", "tensors"]

LABELS = ("contradiction", "entailment", "neutral")
MOST_PIECES = 320
CLAIM_PIECES = 128
BATCH_PIECES = 3000


@dataclass
class Encoded:
    """An example in word pieces: (ids, type ids) of each pair."""

    pairs: list[tuple[list[int], list[int]]]
    target: float
    gold: int | None

    @property
    def longest(self) -> int:
        """Word pieces of the longest pair."""
        return max(len(ids) for ids, _ in self.pairs)


def encode(examples: Sequence[Example], tokenizer: Any) -> list[Encoded]:
    """Turn texts into word pieces; a pair that is too long loses the end of its passage."""
    flat = [pair for example in examples for pair in example.pairs]
    passages = tokenizer(
        [p for p, _ in flat], add_special_tokens=False, truncation=True, max_length=MOST_PIECES
    )
    claims = tokenizer(
        [c for _, c in flat], add_special_tokens=False, truncation=True, max_length=CLAIM_PIECES
    )
    first, last = tokenizer.cls_token_id, tokenizer.sep_token_id
    made: list[tuple[list[int], list[int]]] = []
    for passage, claim in zip(passages["input_ids"], claims["input_ids"], strict=True):
        room = MOST_PIECES - 3 - len(claim)
        head = [first, *passage[:room], last]
        made.append(([*head, *claim, last], [0] * len(head) + [1] * (len(claim) + 1)))
    encoded, at = [], 0
    for example in examples:
        count = len(example.pairs)
        encoded.append(Encoded(made[at : at + count], example.target, example.gold))
        at += count
    return encoded


def batches(examples: Sequence[Encoded], rng: random.Random) -> Iterator[list[Encoded]]:
    """Yield batches for ever, of examples of like length, each of about BATCH_PIECES with padding."""
    while True:
        order = list(examples)
        rng.shuffle(order)
        pool_size = max(1, len(order) // max(1, len(order) // 4000))
        made: list[list[Encoded]] = []
        for start in range(0, len(order), pool_size):
            pool = sorted(order[start : start + pool_size], key=lambda e: e.longest)
            made.extend(_packed(pool))
        rng.shuffle(made)
        yield from made


def _packed(ordered: Sequence[Encoded]) -> Iterator[list[Encoded]]:
    batch: list[Encoded] = []
    rows = 0
    for example in ordered:
        wide = example.longest
        if batch and (rows + len(example.pairs)) * wide > BATCH_PIECES:
            yield batch
            batch, rows = [], 0
        batch.append(example)
        rows += len(example.pairs)
    if batch:
        yield batch


def tensors(pairs: Sequence[tuple[list[int], list[int]]]) -> dict[str, torch.Tensor]:
    """Return padded input ids, type ids and mask: shape (pairs, longest)."""
    wide = max(len(ids) for ids, _ in pairs)
    ids = torch.zeros(len(pairs), wide, dtype=torch.long)
    kinds = torch.zeros_like(ids)
    mask = torch.zeros_like(ids)
    for row, (pieces, types) in enumerate(pairs):
        ids[row, : len(pieces)] = torch.tensor(pieces)
        kinds[row, : len(types)] = torch.tensor(types)
        mask[row, : len(pieces)] = 1
    return {"input_ids": ids, "token_type_ids": kinds, "attention_mask": mask}


def logits_of(model: Any, pairs: Sequence[tuple[list[int], list[int]]]) -> torch.Tensor:
    """Return float32 logits, shape (pairs, 3), in the order of `pairs`."""
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at][0]))
    logits = torch.zeros(len(pairs), len(LABELS))
    model.eval()
    device = next(model.parameters()).device
    with torch.no_grad():
        at = 0
        while at < len(order):
            rows = max(1, 4 * BATCH_PIECES // max(len(pairs[order[min(at + 40, len(order) - 1)]][0]), 1))
            part = order[at : at + rows]
            at += rows
            entered = {name: value.to(device) for name, value in tensors([pairs[i] for i in part]).items()}
            with torch.autocast(device.type, dtype=torch.bfloat16):
                logits[part] = model(**entered).logits.float().cpu()
    return logits
