"""Train the reader: of (passage, claim) a class, and of each word piece of the claim whether it is wrong.

    python -m benchmarks.reader.train --base DIR --pairs DIR --out DIR [--nli SECONDS] [--mix SECONDS]

Needs torch, safetensors and a GPU, for which two cores would take days. --base: config of
all-mpnet-base-v2 as model.safetensors; --pairs: what `python -m benchmarks.reader.pairs` wrote. Writes
part-*.npz to --out. First on sentence pairs alone, then on all signals, in SHARES. A run is seconds long,
not steps: how far it comes depends on the machine, and it is not repeated to the bit.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.reader.examples import Batch, Feeder, Signal
from benchmarks.reader.network import LAYERS, ReaderNetwork
from benchmarks.reader.pieces import load_tokenizer
from benchmarks.reader.stored import write_parts

SHARES = {
    "written": 0.15,
    "written2": 0.15,
    "labelled": 0.13,
    "silver": 0.20,
    "planted2": 0.12,
    "nli": 0.12,
    "planted": 0.10,
    "verbatim": 0.03,
}
ENTAILMENT = 1
MARKS = 0.4
"""Weight of the marks' loss beside the classes'."""
LAYER_DECAY = 0.93
"""A layer learns so much slower than the one above it."""
WARM = 0.05
LOG_LEAST, LOG_MOST = -30.0, -1e-4
TELL_EVERY = 30.0
BEGAN = time.monotonic()


@dataclass(frozen=True)
class Stage:
    """One stage of training.

    Attributes:
        seconds: How long.
        rate: The largest learning rate, of the uppermost layer and the heads.
        tail: The share of it that is left at the end; it falls on a line.
        room: Word pieces of a batch, padding counted.
        seed: Of the draws.
    """

    seconds: float
    rate: float
    tail: float
    room: int
    seed: int


def say(*what: object) -> None:
    """Print with the seconds since the start."""
    print(f"[{time.monotonic() - BEGAN:7.1f}]", *what, flush=True)


def losses(logits: Tensor, marks: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Return the loss of the classes and that of the marks.

    Of the classes: cross-entropy where the class of a pair is known, else that of the product of
    P(entailment) over the example's pairs, the probability that all are supported if they were
    independent. Of the marks: binary cross-entropy, a wrong piece counted three times.
    """
    logs = torch.log_softmax(logits.float(), -1)
    whole = torch.zeros(len(batch.target), device=logits.device)
    whole = whole.index_add_(0, batch.owner, logs[:, ENTAILMENT]).clamp(min=LOG_LEAST, max=LOG_MOST)
    product = -(batch.target * whole + (1 - batch.target) * torch.log(-torch.expm1(whole)))
    single = -logs[batch.first].gather(1, batch.gold.clamp(min=0)[:, None])[:, 0]
    known, wrong = batch.marks >= 0, batch.marks.clamp(min=0)
    each = functional.binary_cross_entropy_with_logits(marks.float(), wrong, reduction="none")
    marked = (each * known * (1 + 2 * wrong)).sum() / known.sum().clamp(min=1)
    return torch.where(batch.gold >= 0, single, product).mean(), marked


def optimiser(model: nn.Module, rate: float) -> torch.optim.Optimizer:
    """Return AdamW with a learning rate by layer and weight decay on matrices alone."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        layer = LAYERS
        if ".layer." in name:
            layer = int(name.split(".layer.")[1].partition(".")[0])
        elif "embeddings" in name:
            layer = -1
        # Fused attention takes its bias as a constant: no gradient comes back to it.
        parameter.requires_grad = "relative_attention_bias" not in name
        if parameter.requires_grad:
            decay = 0.01 if parameter.ndim > 1 else 0.0
            own = rate * LAYER_DECAY ** max(0, LAYERS - 1 - layer)
            groups.setdefault((decay, own), []).append(parameter)
    settings = [
        {"params": members, "weight_decay": decay, "base": own, "lr": own}
        for (decay, own), members in groups.items()
    ]
    return torch.optim.AdamW(settings, lr=rate, betas=(0.9, 0.98), fused=True)


def train(
    model: nn.Module, signals: Mapping[str, Signal], shares: Mapping[str, float], stage: Stage, device: str
) -> None:
    """Train for `stage.seconds`."""
    feeder = Feeder(signals, shares, stage.room, stage.seed, 4 if device == "cuda" else 1)
    learning = optimiser(model, stage.rate)
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    model.train()
    means: dict[str, float] = {}
    steps = pieces = 0
    began = told = time.monotonic()
    while (part := (time.monotonic() - began) / stage.seconds) < 1:
        for group in learning.param_groups:
            falling = stage.tail + (1 - stage.tail) * (1 - part)
            group["lr"] = group["base"] * min(1.0, part / WARM + 1e-3) * falling
        batch = feeder.next().to(device)
        with torch.autocast(device, dtype=torch.bfloat16):
            logits, marks = model(batch.ids, batch.mask)
        classes, marked = losses(logits, marks, batch)
        (classes + MARKS * marked).backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        learning.step()
        learning.zero_grad(set_to_none=True)
        steps += 1
        pieces += batch.ids.numel()
        if steps % 10 == 0:  # reading a loss waits for the GPU
            for name, loss in ((batch.signal, classes.item()), ("marks", marked.item())):
                means[name] = 0.9 * means.get(name, loss) + 0.1 * loss
        if time.monotonic() - told > TELL_EVERY:
            told = time.monotonic()
            say(f"{part:.0%}, {steps} steps, {pieces / 1e6:.1f}M word pieces", rounded(means))
    feeder.stop()
    say(f"{steps} steps, {pieces / 1e6:.2f}M word pieces", rounded(means))


def rounded(means: Mapping[str, float]) -> dict[str, float]:
    """Return losses in three digits."""
    return {name: round(mean, 3) for name, mean in means.items()}


def start_from(model: nn.Module, base: Path) -> None:
    """Load the base's encoder into `model`. Exits where it is not there or another model's."""
    stored = base / "model.safetensors"
    if not stored.is_file():
        raise SystemExit(f"{stored}: not there; --base names the folder of all-mpnet-base-v2")
    own = model.state_dict()
    given = {f"m.mpnet.{name}": tensor for name, tensor in load_file(stored).items()}
    given = {name: tensor for name, tensor in given.items() if name in own}
    lacking = [name for name in own if name not in given and "classifier" not in name and "mark" not in name]
    if lacking:
        raise SystemExit(f"{stored}: not MPNet's weights: it lacks {lacking[0]}")
    model.load_state_dict(given, strict=False)


def arguments() -> Any:
    """Return the command line, parsed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name in ("base", "pairs", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--nli", type=float, default=45, help="seconds on sentence pairs alone")
    parser.add_argument("--mix", type=float, default=490, help="seconds on all signals")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--room", type=int, default=16000, help="word pieces of a batch")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--most", type=int, help="examples of each signal, to try the program")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def main() -> None:
    """Train in two stages and write the weights."""
    given = arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = ReaderNetwork(given.dropout)
    start_from(model, given.base)
    model.to(device)
    tokenizer = load_tokenizer()
    signals = {}
    for name in SHARES:
        signal = signals[name] = Signal(given.pairs / f"{name}.jsonl.xz", tokenizer, given.most)
        say(name, f"{len(signal.target)} examples, {len(signal.pieces)} pairs")
    for seconds, shares, tail in ((given.nli, {"nli": 1.0}, 0.5), (given.mix, SHARES, 0.0)):
        if seconds:
            stage = Stage(seconds, given.rate, tail, given.room, given.seed)
            train(model, signals, shares, stage, device)
    state = {name: tensor.float().cpu().numpy() for name, tensor in model.state_dict().items()}
    say(write_parts(state, given.out), "parts written")


if __name__ == "__main__":
    main()
