r"""Trains the network: MiniLM reads (passage, claim) and says contradiction, entailment or neutral.

    python -m benchmarks.judge.make.train --pairs DIR --base DIR --out DIR --signals nli=1,silver=2 \
        --pieces 3000000

One label often stands for several claims: the loss is then on the product of their P(entailment), the
probability that all are supported if they were independent, so that the blame for a bad summary
falls on its least supported claim. That and batches of a fixed number of word pieces are why this is a
loop of its own and not the trainer of sentence-transformers; what it writes is a folder that its
CrossEncoder loads. A run is a number of word pieces long, not of minutes: a busy machine trains the same.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from benchmarks.judge.make.encoded import LABELS, Encoded, batches, encode, tensors
from benchmarks.judge.make.examples import load_examples

ENTAILMENT = 1
POOL = 40
SAVE_EVERY = 300.0
TELL_EVERY = 20.0
WARM = 0.04
MASK = 1 << 25  # more than any tensor of a batch holds


def loss_of(logits: torch.Tensor, batch: Sequence[Encoded]) -> torch.Tensor:
    """Return the mean loss of a batch: cross entropy by class, or by the product of P(entailment)."""
    logs = torch.log_softmax(logits.float(), dim=-1)
    total = logits.new_zeros((), dtype=torch.float32)
    at = 0
    for example in batch:
        rows = logs[at : at + len(example.pairs)]
        at += len(example.pairs)
        if example.gold is not None:
            total = total - rows[0, example.gold]
            continue
        log_all = rows[:, ENTAILMENT].sum().clamp(max=-1e-4, min=-30.0)
        log_not = torch.log(-torch.expm1(log_all))
        total = total - (example.target * log_all + (1 - example.target) * log_not)
    return total / len(batch)


def train(
    model: Any,
    signals: dict[str, list[Encoded]],
    shares: dict[str, float],
    *,
    budget: int,
    rate: float,
    seed: int,
    out: Path | None,
    tail: float = 0.0,
) -> dict[str, float]:
    """Train on `budget` word pieces, the rate falling in a line to `tail` of itself; return figures.

    With `out`, the state is kept there every five minutes, and taken up from there.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    device = next(model.parameters()).device
    learnt = [p for p in model.parameters() if p.requires_grad]
    decayed = [p for p in learnt if p.ndim > 1]
    plain = [p for p in learnt if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}],
        lr=rate,
        betas=(0.9, 0.98),
    )
    step, pieces, pairs = 0, 0, 0
    state = out / "state.pt" if out else None
    if state is not None and state.exists():
        kept = torch.load(state, weights_only=True)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        pieces, step = kept["pieces"], kept["step"]
        # Not the batches of the first start again.
        rng = random.Random(f"{seed} {step}")
    streams = {
        name: batches(examples, random.Random(f"{seed} {name} {step}")) for name, examples in signals.items()
    }
    names = list(streams)
    begun = told = saved = time.monotonic()
    before = pieces
    mean: dict[str, float] = {}
    model.train()
    while pieces < budget:
        part = pieces / budget
        slope = min(1.0, (part + 1e-4) / WARM) * (tail + (1 - tail) * (1 - part))
        for group in optimizer.param_groups:
            group["lr"] = rate * slope
        name = rng.choices(names, [shares[n] for n in names])[0]
        batch = next(streams[name])
        entered = {k: v.to(device) for k, v in tensors([p for e in batch for p in e.pairs]).items()}
        with torch.autocast(device.type, dtype=torch.bfloat16):
            logits = model(**entered).logits
        loss = loss_of(logits, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        pieces += entered["input_ids"].numel()
        pairs += len(entered["input_ids"])
        value = float(loss.detach())
        mean[name] = value if name not in mean or math.isnan(mean[name]) else 0.97 * mean[name] + 0.03 * value
        now = time.monotonic()
        if now - told > TELL_EVERY:
            told = now
            pace = (pieces - before) / (now - begun)
            losses = " ".join(f"{name} {value:.3f}" for name, value in mean.items())
            print(f"step {step}, {pieces / budget:.1%}, {pace:.0f} pieces/s, losses {losses}", flush=True)
        if state is not None and now - saved > SAVE_EVERY:
            saved = now
            keep(state, model, optimizer, pieces, step)
    return {"steps": step, "pairs": pairs, "pieces": pieces, **mean}


def keep(path: Path, model: Any, optimizer: Any, pieces: int, step: int) -> None:
    """Write the state whole or not at all, and the model beside it."""
    partial = path.with_suffix(".partial")
    torch.save(
        {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "pieces": pieces, "step": step},
        partial,
    )
    partial.rename(path)
    model.save_pretrained(path.parent / "interim")


def start(base: Path, seed: int, device: str, *, lean: bool = False) -> tuple[Any, Any]:
    """Return (model, tokenizer) from a folder: the base's body, or a whole earlier network.

    A `lean` one trains 1.5 times as fast on a processor: attention is written out, since its fused backward
    pass is slow there, and the word table stays as it is; see also `quick_dropout`.
    """
    torch.manual_seed(seed)
    tokenizer = AutoTokenizer.from_pretrained(base, local_files_only=True)
    options = {"attn_implementation": "eager"} if lean else {}
    model = AutoModelForSequenceClassification.from_pretrained(
        base, num_labels=len(LABELS), local_files_only=True, id2label=dict(enumerate(LABELS)),
        label2id={label: at for at, label in enumerate(LABELS)}, **options,
    )  # fmt: skip
    if lean:
        model.get_input_embeddings().requires_grad_(requires_grad=False)
    return model.to(device), tokenizer


def quick_dropout(seed: int) -> None:
    """Let torch drop by slices, at random places, of one long mask: drawing each anew is slow on a processor.

    For every module of this process, from here on.
    """
    generator = torch.Generator().manual_seed(seed)
    masks: dict[float, torch.Tensor] = {}

    def dropout(
        entered: torch.Tensor, p: float = 0.5, training: bool = True, _: bool = False
    ) -> torch.Tensor:
        if not training or p == 0:
            return entered
        if p not in masks:
            kept = torch.rand(MASK, generator=generator) >= p
            masks[p] = (kept / (1 - p)).to(torch.bfloat16)
        at = int(torch.randint(MASK - entered.numel(), (), generator=generator))
        return entered * masks[p][at : at + entered.numel()].view(entered.shape).to(entered.dtype)

    torch.nn.functional.dropout = dropout


def main() -> None:
    """Train once."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--pairs", type=Path, required=True, help="folder that benchmarks.judge.make.pairs wrote to"
    )
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--signals", required=True, help="NAME=SHARE of the batches, comma-separated")
    parser.add_argument("--pieces", type=int, required=True, help="word pieces to train on, padding included")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--tail", type=float, default=0.0)
    parser.add_argument("--lean", action="store_true", help="faster on a processor; see `start`")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.lean:
        quick_dropout(args.seed)
    model, tokenizer = start(args.base, args.seed, args.device, lean=args.lean)
    tokenizer.save_pretrained(args.out / "interim")
    shares = {
        name: float(share) for name, _, share in (part.partition("=") for part in args.signals.split(","))
    }
    signals = {
        name: encode(load_examples(args.pairs / f"{name}-{args.seed}.jsonl.gz"), tokenizer) for name in shares
    }
    for name, examples in signals.items():
        print(
            name,
            len(examples),
            "examples",
            sum(len(i) for e in examples for i, _ in e.pairs),
            "pieces",
            flush=True,
        )
    figures = train(
        model,
        signals,
        shares,
        budget=args.pieces,
        rate=args.rate,
        seed=args.seed,
        out=args.out,
        tail=args.tail,
    )
    model.save_pretrained(args.out / "final")
    tokenizer.save_pretrained(args.out / "final")
    table = {"signals": args.signals, **figures}
    (args.out / "figures.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
