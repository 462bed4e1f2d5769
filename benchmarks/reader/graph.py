"""The reader written as an ONNX graph, node by node, from its weights and without torch.

MPNet is BERT with other names, no token types, and a bias on the attention that depends on how far
apart two pieces are. What is shared stands in `benchmarks/bert_graph.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper

from benchmarks.bert_graph import CONTRIB, Float, Graph, Shape
from benchmarks.reader.pieces import MOST_PIECES
from benchmarks.reader.rounding import by_block, by_channel, packed, split_packed

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["RECIPES", "SHIPPED", "Recipe", "build", "distance_buckets", "linear_inputs"]

BUCKETS, FARTHEST = 32, 128
PLACES_BEGIN = 2  # MPNet counts places from the padding piece's id on
SHAPE = Shape(width=768, heads=12, layers=12, epsilon=1e-5)
TABLE_BLOCK = 32
OPSET = 21


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the weights are stored and multiplied.

    Attributes:
        matrices: "float32"; "text", "piece" and "smooth": int8 by output channel, limited to `bits`, times
            activations rounded at run time, to 8 bits, with one scale for the text, or one a word
            piece, or one a word piece after each input channel was divided by what it is known to
            reach (SmoothQuant, arXiv:2211.10438); "nbits": MatMulNBits, in blocks of 32.
        bits: Of a stored value. Processors without VNNI add two products in 16 bits and saturate there:
            of 8-bit activations with 7-bit weights, or the other way round, the sum fits.
        table: Bits of a value of the word table: 32, or 8 or 4 in blocks of 32.
        fine: Whether activations have 14 bits, multiplied as two halves of 7: then weights may have 8.
    """

    matrices: str
    bits: int
    table: int
    fine: bool = False


RECIPES = {
    "float32": Recipe("float32", 32, 32),
    "text7": Recipe("text", 7, 8),
    "piece7": Recipe("piece", 7, 8),
    "smooth7": Recipe("smooth", 7, 8),
    "fine8": Recipe("smooth", 8, 8, fine=True),
    "nbits8": Recipe("nbits", 8, 8),
    "nbits4": Recipe("nbits", 4, 8),
}
RECIPES |= {f"{name}-table4": replace(recipe, table=4) for name, recipe in RECIPES.items()}
SHIPPED = "fine8"


def distance_buckets(pieces: int) -> NDArray[np.int64]:
    """Return the bucket of each distance from -(pieces - 1) to pieces - 1, of key less query.

    After transformers' `MPNetEncoder.relative_position_bucket`: half of the buckets for either
    direction, half of those for one distance each, the rest logarithmic up to FARTHEST.
    """
    distances = np.arange(-(pieces - 1), pieces)
    half = BUCKETS // 2
    exact = half // 2
    far = np.abs(distances)
    scaled = np.log(np.maximum(far, 1).astype(np.float32) / exact) / math.log(FARTHEST / exact)
    logarithmic = np.minimum(exact + (scaled * (half - exact)).astype(np.int64), half - 1)
    return np.where(distances > 0, half, 0) + np.where(far < exact, far, logarithmic)


def siblings(name: str) -> list[str]:
    """Return the matrices that are multiplied with the same activations as `name`."""
    return [name[:-1] + other for other in "qkv"] if name.endswith((".q", ".k", ".v")) else [name]


class ReaderGraph(Graph):
    """Builds the graph; `weights` by their names in `network.ReaderNetwork`, without `m.` and `mpnet.`.

    Args:
        weights: float32.
        recipe: How they are stored.
        reach: For "smooth": by name of a matrix, how far from 0 each of its inputs goes.
    """

    def __init__(self, weights: dict[str, Float], recipe: Recipe, reach: Mapping[str, Float]) -> None:
        super().__init__(weights, recipe.matrices, SHAPE)
        self.how = recipe
        self.reach = reach
        self.even: dict[str, tuple[str, Float]] = {}
        self.bytes: dict[str, tuple[str, str, str]] = {}

    def number(self, name: str, value: np.generic) -> str:
        """Store a constant of no axis."""
        return self.tensor(name, np.asarray(value))

    def whole(self, name: str, *values: int) -> str:
        """Store a constant of int64 on one axis."""
        return self.tensor(name, np.array(values, dtype=np.int64))

    def linear(self, entered: str, name: str, *, with_bias: bool = True) -> str:
        """Append `entered @ weight + bias` as the recipe says."""
        matrix = np.ascontiguousarray(self.weights[f"{name}.weight"].T)
        if self.how.matrices == "float32":
            product = self.op("MatMul", [entered, self.tensor(f"{name}.weight", matrix)])
        elif self.how.matrices == "nbits":
            product = self.in_blocks(entered, name)
        elif self.how.matrices == "text":
            product = self.by_text(entered, name, matrix)
        else:
            if self.how.matrices == "smooth":
                entered, factors = self.smooth(entered, name)
                matrix *= factors[:, None]
            product = self.by_piece(entered, name, matrix)
        bias = self.tensor(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.op("Add", [product, bias]) if with_bias else product

    def smooth(self, entered: str, name: str) -> tuple[str, Float]:
        """Append a division of each channel; return the result and the divisors."""
        if entered not in self.even:
            both = [np.abs(self.weights[f"{other}.weight"]).max(axis=0) for other in siblings(name)]
            factors = np.sqrt(self.reach[name] / np.max(both, axis=0))
            factors = (factors / np.exp(np.log(factors).mean())).astype(np.float32)
            turned = self.op("Mul", [entered, self.tensor(f"{name}.even", 1 / factors)])
            self.even[entered] = turned, factors
        return self.even[entered]

    def by_text(self, entered: str, name: str, matrix: Float) -> str:
        """Append a product of bytes, activations on one scale for the whole text."""
        values, scales = by_channel(matrix, self.how.bits)
        if entered not in self.rounded:
            self.rounded[entered] = self.ops("DynamicQuantizeLinear", [entered], 3)
        rounded, scale, zero = self.rounded[entered]
        stored = [self.tensor(f"{name}.weight", values), self.tensor(f"{name}.scale", scales)]
        return self.op("MatMulIntegerToFloat", [rounded, stored[0], scale, stored[1], zero], CONTRIB)

    def by_piece(self, entered: str, name: str, matrix: Float) -> str:
        """Append a product of bytes, activations on one scale a word piece.

        Each piece is stretched to reach the last step, rounded on the fixed scale 1, and its product
        shrunk.
        """
        values, scales = by_channel(matrix, self.how.bits)
        steps = 63 if self.how.fine else 127
        one, middle = self.number("one", np.float32(1)), self.number("middle", np.uint8(steps + 1))
        part = self.number("part", np.float32(0.5 / steps))
        if entered not in self.bytes:
            farthest = self.op("ReduceMax", [self.op("Abs", [entered]), self.whole("last", -1)], keepdims=1)
            scale = self.op("Mul", [farthest, self.number("steps", np.float32(1 / steps))])
            stretched = self.op("Div", [entered, scale])
            rounded, rest = self.op("QuantizeLinear", [stretched, one, middle]), ""
            if self.how.fine:
                left = self.op("Sub", [stretched, self.op("DequantizeLinear", [rounded, one, middle])])
                rest = self.op("QuantizeLinear", [left, part, middle])
            self.bytes[entered] = rounded, rest, scale
        rounded, rest, scale = self.bytes[entered]
        stored = [self.tensor(f"{name}.weight", values), self.tensor(f"{name}.scale", scales)]
        product = self.op("MatMulIntegerToFloat", [rounded, stored[0], one, stored[1], middle], CONTRIB)
        if self.how.fine:
            finer = self.op("MatMulIntegerToFloat", [rest, stored[0], part, stored[1], middle], CONTRIB)
            product = self.op("Add", [product, finer])
        return self.op("Mul", [product, scale])

    def in_blocks(self, entered: str, name: str) -> str:
        """Append a product with weights in blocks, 8-bit activations in the same blocks."""
        matrix = self.weights[f"{name}.weight"]
        values, scales = by_block(matrix, self.how.bits, TABLE_BLOCK)
        # Stored as float16, widened once at load: the operator wants them as wide as its input.
        wide = self.op("Cast", [self.tensor(f"{name}.scale", scales.reshape(-1))], to=TensorProto.FLOAT)
        stored = self.tensor(f"{name}.weight", packed(values) if self.how.bits == 4 else values)
        sizes = {"K": matrix.shape[1], "N": matrix.shape[0], "bits": self.how.bits, "block_size": TABLE_BLOCK}
        return self.op("MatMulNBits", [entered, stored, wide], CONTRIB, accuracy_level=4, **sizes)

    def embedded(self) -> str:
        """Append the embeddings, normalised: word and place."""
        table = self.weights["embeddings.word_embeddings.weight"]
        places = self.weights["embeddings.position_embeddings.weight"][PLACES_BEGIN:][:MOST_PIECES]
        if self.how.table == 32:
            word = self.op("Gather", [self.tensor("words", table), "input_ids"])
            place = self.tensor("places", places)
        else:
            word = self.unpacked_words(table)
            place = self.op("Cast", [self.tensor("places", places.astype(np.float16))], to=TensorProto.FLOAT)
        zero = self.whole("start", 0)
        place = self.op("Slice", [place, zero, self.length(), zero])
        return self.norm(self.op("Add", [word, place]), "embeddings.LayerNorm")

    def unpacked_words(self, table: Float) -> str:
        """Append the word embeddings: rows are looked up first and unpacked after."""
        bits = self.how.table
        values, scales = by_block(table, bits, TABLE_BLOCK)
        stored = values.reshape(len(values), -1) if bits == 8 else split_packed(values)
        rows = self.op("Gather", [self.tensor("words", stored), "input_ids"])
        if bits == 4:
            low = self.op("BitwiseAnd", [rows, self.number("low half", np.uint8(15))])
            high = self.op("BitShift", [rows, self.number("half a byte", np.uint8(4))], direction="RIGHT")
            rows = self.op("Concat", [low, high], axis=-1)
        zero = self.number("words.zero", np.float32(2 ** (bits - 1)))
        steps = self.op("Sub", [self.op("Cast", [rows], to=TensorProto.FLOAT), zero])
        blocks = self.op("Reshape", [steps, self.whole("blocks", 0, 0, -1, TABLE_BLOCK)])
        own = self.op("Gather", [self.tensor("words.scale", scales[..., None]), "input_ids"])
        word = self.op("Mul", [blocks, self.op("Cast", [own], to=TensorProto.FLOAT)])
        return self.op("Reshape", [word, self.whole("a row", 0, 0, SHAPE.width)])

    def length(self) -> str:
        """Append how many word pieces the text has: int64, (1,)."""
        return self.op("Shape", ["input_ids"], start=1, end=2)

    def distances(self) -> str:
        """Append the bias of the attention, by distance: (1, heads, tokens, tokens)."""
        table = self.weights["encoder.relative_attention_bias.weight"]
        by_distance = self.tensor("bias", table[distance_buckets(MOST_PIECES)].T)
        zero, one = self.number("0", np.int64(0)), self.number("1", np.int64(1))
        places = self.op("Range", [zero, self.op("Squeeze", [self.length()]), one])
        apart = self.op("Sub", [places, self.op("Reshape", [places, self.whole("column", -1, 1)])])
        index = self.op("Add", [apart, self.number("farthest", np.int64(MOST_PIECES - 1))])
        return self.op("Unsqueeze", [self.op("Gather", [by_distance, index], axis=1), self.whole("start", 0)])

    def encoder(self, embedded: str, mask: str) -> str:
        """Append all layers: (batch, tokens, width). `embedded` is normalised already."""
        hidden, bias = embedded, self.distances()
        for layer in range(SHAPE.layers):
            part = f"encoder.layer.{layer}."
            heads = [self.linear(hidden, f"{part}attention.attn.{name}") for name in "qkv"]
            mixed = self.op("MultiHeadAttention", [*heads, "", mask, bias], CONTRIB, num_heads=SHAPE.heads)
            mixed = self.linear(mixed, part + "attention.attn.o")
            hidden = self.norm(self.op("Add", [mixed, hidden]), part + "attention.LayerNorm")
            wide = self.linear(hidden, part + "intermediate.dense", with_bias=False)
            wide = self.op("BiasGelu", [wide, part + "intermediate.dense.bias"], CONTRIB)
            narrow = self.linear(wide, part + "output.dense")
            hidden = self.norm(self.op("Add", [narrow, hidden]), part + "output.LayerNorm")
        return hidden

    def exact(self, entered: str, name: str) -> list[str]:
        """Append a product in float32; return it and the bias, to be added."""
        matrix = self.tensor(f"{name}.weight", self.weights[f"{name}.weight"].T)
        bias = self.tensor(f"{name}.bias", self.weights[f"{name}.bias"])
        return [self.op("MatMul", [entered, matrix]), bias]

    def outputs(self, hidden: str) -> None:
        """Append `logits`, of the first piece, and `marks`, of every piece, in float32."""
        first = self.op("Gather", [hidden, self.number("0", np.int64(0))], axis=1)
        turned = self.op("Tanh", [self.op("Add", self.exact(first, "classifier.dense"))])
        self.last("Add", self.exact(turned, "classifier.out_proj"), "logits", "classified")
        marks = self.op("Add", self.exact(hidden, "mark"))
        self.last("Squeeze", [marks, self.whole("last", -1)], "marks", "marked")


def build(weights: Mapping[str, Float], recipe: Recipe, reach: Mapping[str, Float]) -> onnx.ModelProto:
    """Return the model: int64 input_ids and attention_mask, (batch, tokens), to float32 logits and marks.

    `logits` has shape (batch, 3): contradiction, entailment, neutral. `marks` has shape (batch, tokens):
    log-odds that a piece is what is wrong. Of at most MOST_PIECES pieces, padding behind them.

    Args:
        weights: By their names in `network.ReaderNetwork`, float32.
        recipe: One of RECIPES, or another.
        reach: By name of a matrix, how far from 0 each of its inputs goes; "smooth" alone reads it.
    """
    plain = {name.removeprefix("m.").removeprefix("mpnet."): tensor for name, tensor in weights.items()}
    graph = ReaderGraph(plain, recipe, reach)
    mask = graph.mask()
    graph.outputs(graph.encoder(graph.embedded(), mask))
    given = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    left = [
        helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 3]),
        helper.make_tensor_value_info("marks", TensorProto.FLOAT, ["batch", "tokens"]),
    ]
    return helper.make_model(
        helper.make_graph(graph.nodes, "reader", given, left, list(graph.tensors.values())),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)],
        ir_version=10,
        producer_name="fidelity benchmarks/reader/export.py",
    )


def linear_inputs(model: onnx.ModelProto) -> dict[str, str]:
    """Return, of a float32 model, what each matrix of the encoder is multiplied with, by its name."""
    return {
        node.input[1].removesuffix(".weight"): node.input[0]
        for node in model.graph.node
        if node.op_type == "MatMul" and node.input[1].startswith("encoder.")
    }
