"""A BERT encoder written as an ONNX graph, node by node, from its weights and without torch.

Every operator is chosen, and the same weights give the same bytes. `export_embedder.py` (a sentence
embedder) and `judge/make/export.py` (a classifier of pairs) differ only in what they put before and behind
it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

__all__ = ["FILES", "RECIPES", "SHIPPED", "Float", "Graph", "Shape", "quantised", "tokenizer_json", "write"]

BLOCK = 32
CONTRIB = "com.microsoft"
ATTENTION = ("attention.self.query", "attention.self.key", "attention.self.value")
NORM = ("weight", "bias")
RECIPES = {
    "fp32": "float32 matrices; int8 word table",
    "int8-weights": "int8 matrices in blocks of 32, unpacked to float32 at load; int8 word table",
    "nbits": "MatMulNBits, 8 bits in blocks of 32, int8 activations per row and block of 32",
    "dynamic": "int8 matrices per column, uint8 activations scaled over the whole text",
    "mixed": "dynamic for query, key and attention output; int8-weights for the rest",
}
SHIPPED = "int8-weights"
FILES = ("model.onnx", "tokenizer.json", "config.json")
Float = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a BERT encoder; by default those of MiniLM-L6-H384.

    Attributes:
        width: Of a hidden state, a multiple of 32.
        heads: Of the attention.
        layers: Of the encoder.
        epsilon: Of the layer normalisations.
    """

    width: int = 384
    heads: int = 12
    layers: int = 6
    epsilon: float = 1e-12


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

    def __init__(self, weights: dict[str, Float], recipe: str, shape: Shape) -> None:
        self.weights = weights
        self.recipe = recipe
        self.shape = shape
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: dict[str, onnx.TensorProto] = {}
        self.rounded: dict[str, list[str]] = {}

    def tensor(self, name: str, values: Any) -> str:
        """Store a constant and return its name."""
        self.tensors[name] = numpy_helper.from_array(np.asarray(values, order="C"), name)
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

    def last(self, kind: str, inputs: list[str], output: str, name: str, **attributes: Any) -> None:
        """Append the node called `name` that gives the graph's own output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=name, **attributes))

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
        return self.op("LayerNormalization", [entered, *pair], axis=-1, epsilon=self.shape.epsilon)

    def words(self, positions: NDArray[Any], *, small: bool = True) -> str:
        """Append the sum of word embeddings and `positions`, (tokens at most, width), a row a token.

        A `small` word table is int8: its rows are gathered first and scaled after, so no float32
        table is ever built. `positions` may be float16.
        """
        table = "embeddings.word_embeddings"
        if small:
            matrix = np.ascontiguousarray(self.weights[f"{table}.weight"].T)
            values, scales = quantised(matrix, self.shape.width)
            rows = self.op("Gather", [self.tensor(f"{table}.weight", values.T), "input_ids"])
            scale = self.op("Gather", [self.tensor(f"{table}.scale", scales.T), "input_ids"])
            word = self.op("Mul", [self.op("Cast", [rows], to=TensorProto.FLOAT), scale])
        else:
            whole = self.tensor(f"{table}.weight", self.weights[f"{table}.weight"])
            word = self.op("Gather", [whole, "input_ids"])
        length = self.op("Shape", ["input_ids"], start=1, end=2)
        zero = self.tensor("zero", np.array([0], dtype=np.int64))
        place = self.op("Slice", [self.tensor("positions", positions), zero, length, zero])
        if positions.dtype == np.float16:
            place = self.op("Cast", [place], to=TensorProto.FLOAT)
        return self.op("Add", [word, place])

    def mask(self) -> str:
        """Append the attention mask as the attention wants it: int32, (batch, tokens)."""
        return self.op("Cast", ["attention_mask"], to=TensorProto.INT32)

    def encoder(self, embedded: str, mask: str) -> str:
        """Append the normalisation of the embeddings and all layers: (batch, tokens, width)."""
        hidden = self.norm(embedded, "embeddings.LayerNorm")
        for layer in range(self.shape.layers):
            part = f"encoder.layer.{layer}."
            heads = [self.linear(hidden, part + name) for name in ATTENTION]
            mixed = self.op("MultiHeadAttention", [*heads, "", mask], CONTRIB, num_heads=self.shape.heads)
            mixed = self.linear(mixed, part + "attention.output.dense")
            hidden = self.norm(self.op("Add", [mixed, hidden]), part + "attention.output.LayerNorm")
            wide = self.linear(hidden, part + "intermediate.dense", with_bias=False)
            wide = self.op("BiasGelu", [wide, part + "intermediate.dense.bias"], CONTRIB)
            narrow = self.linear(wide, part + "output.dense")
            hidden = self.norm(self.op("Add", [narrow, hidden]), part + "output.LayerNorm")
        return hidden

    def file(self, name: str, inputs: tuple[str, ...], output: tuple[str, int], producer: str) -> bytes:
        """Return the ONNX file: int64 `inputs` of (batch, tokens) -> float32 `output` of (batch, columns)."""
        entered = [
            helper.make_tensor_value_info(given, TensorProto.INT64, ["batch", "tokens"]) for given in inputs
        ]
        left = helper.make_tensor_value_info(output[0], TensorProto.FLOAT, ["batch", output[1]])
        model = helper.make_model(
            helper.make_graph(self.nodes, name, entered, [left], list(self.tensors.values())),
            # 21 brought scales in blocks to DequantizeLinear.
            opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid(CONTRIB, 1)],
            ir_version=10,
            producer_name=f"fidelity benchmarks/{producer}",
        )
        return bytes(model.SerializeToString(deterministic=True))


def tokenizer_json(source: Path, max_tokens: int | None) -> bytes:
    """Return tokenizer.json without padding, cut at `max_tokens` word pieces, markers included.

    With None it does not cut: who runs the model does.
    """
    tokenizer = json.loads(source.read_text("utf-8"))
    tokenizer["truncation"] = max_tokens and {
        "direction": "Right",
        "max_length": max_tokens,
        "strategy": "LongestFirst",
        "stride": 0,
    }
    tokenizer["padding"] = None
    return json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")).encode()


def write(out: Path, model: bytes, tokenizer: bytes, config: dict[str, Any]) -> None:
    """Write model.onnx, tokenizer.json and config.json, which names the sha256 of both, to `out`."""
    files = {"model.onnx": model, "tokenizer.json": tokenizer}
    config = config | {"sha256": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}}
    files["config.json"] = (json.dumps(config, indent=2) + "\n").encode()
    out.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (out / name).write_bytes(data)
