"""Export a trained cross-encoder to the one ONNX file that the judge reads.

    python -m benchmarks.judge.make.export --model FOLDER [--out FOLDER] [--recipe NAME]
        [--name NAME] [--check PAIRS_FILE]

FOLDER holds a `BertForSequenceClassification` as Hugging Face writes it: config.json,
model.safetensors and tokenizer.json, with the three labels contradiction, entailment and neutral in
any order; the exported logits stand in this one. The same weights give the same bytes. `--check`
(a passage, a tab and a claim in each line) measures the export against torch.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file

from benchmarks.bert_graph import FILES, SHIPPED, Float, Graph, Shape, tokenizer_json, write
from fidelity.judge.network import LABELS, MODEL_FOLDER, OnnxNetwork

__all__ = ["build", "export", "largest_difference"]

NAME = "judge-minilm-l6"
MAX_TOKENS = 384
RECIPES = {
    "fp32": "float32 throughout",
    "int8-weights": "int8 matrices in blocks of 32, unpacked to float32 at load; int8 word table; "
    "float16 positions",
}
LABEL = "classifier"


def build(weights: dict[str, Float], recipe: str, shape: Shape, order: list[int]) -> bytes:
    """Return the ONNX file: input_ids, attention_mask, token_type_ids -> logits, (batch, 3).

    Args:
        weights: By their names in a BertForSequenceClassification, without `bert.`.
        recipe: One of RECIPES.
        shape: Of the encoder.
        order: The classifier's row for each of LABELS.
    """
    graph = Graph(weights, recipe, shape)
    small = recipe != "fp32"
    mask = graph.mask()
    positions = weights["embeddings.position_embeddings.weight"][:MAX_TOKENS]
    words = graph.words(positions.astype(np.float16) if small else positions, small=small)
    table = "embeddings.token_type_embeddings.weight"
    types = graph.op("Gather", [graph.tensor(table, weights[table]), "token_type_ids"])
    hidden = graph.encoder(graph.op("Add", [words, types]), mask)
    first = graph.tensor("first", np.array(0, dtype=np.int64))
    marker = graph.op("Gather", [hidden, first], axis=1)
    pooled = graph.op("Tanh", [graph.linear(marker, "pooler.dense")])
    matrix = graph.tensor(f"{LABEL}.weight", weights[f"{LABEL}.weight"][order].T)
    bias = graph.tensor(f"{LABEL}.bias", weights[f"{LABEL}.bias"][order])
    graph.last("Add", [graph.op("MatMul", [pooled, matrix]), bias], "logits", "classified")
    inputs = ("input_ids", "attention_mask", "token_type_ids")
    return graph.file("judge", inputs, ("logits", len(LABELS)), "judge/export.py")


def label_order(config: dict[str, Any], where: Path) -> list[int]:
    """Return the classifier's row for each of LABELS. Exits where its labels are others."""
    rows = {str(name).casefold(): int(row) for row, name in config.get("id2label", {}).items()}
    if set(rows) != set(LABELS):
        sys.exit(f"{where}: its labels are {', '.join(rows) or 'none'}; expected {', '.join(LABELS)}")
    return [rows[label] for label in LABELS]


def export(source: Path, out: Path, recipe: str, name: str = NAME) -> None:
    """Write model.onnx, tokenizer.json and config.json to `out`."""
    config = json.loads((source / "config.json").read_text("utf-8"))
    activation = config["hidden_act"]
    if activation != "gelu":
        sys.exit(f"{source / 'config.json'}: hidden_act is {activation}; only gelu can be exported")
    shape = Shape(
        width=config["hidden_size"],
        heads=config["num_attention_heads"],
        layers=config["num_hidden_layers"],
        epsilon=config["layer_norm_eps"],
    )
    stored = source / "model.safetensors"
    weights = {
        key.removeprefix("bert."): value.astype(np.float32) for key, value in load_file(stored).items()
    }
    card = {
        "name": name,
        "source_sha256": hashlib.sha256(stored.read_bytes()).hexdigest(),
        "licence": "Apache-2.0",
        "labels": list(LABELS),
        "max_tokens": min(MAX_TOKENS, config["max_position_embeddings"]),
        "recipe": {"name": recipe, "what": RECIPES[recipe]},
    }
    order = label_order(config, source / "config.json")
    tokenizer = tokenizer_json(source / "tokenizer.json", None)
    write(out, build(weights, recipe, shape, order), tokenizer, card)


def reference(source: Path, pairs: list[tuple[str, str]]) -> Float:
    """Return the logits that torch gives for each pair alone: (pairs, 3), in the order of LABELS."""
    import torch  # noqa: PLC0415 - an export needs none of it
    from transformers import AutoModelForSequenceClassification, AutoTokenizer  # noqa: PLC0415

    torch.set_num_threads(1)
    model = AutoModelForSequenceClassification.from_pretrained(source, local_files_only=True).eval()
    tokenizer = AutoTokenizer.from_pretrained(source, local_files_only=True)
    order = label_order(json.loads((source / "config.json").read_text("utf-8")), source)
    rows = []
    with torch.no_grad():
        for passage, claim in pairs:
            entered = tokenizer(
                passage, claim, truncation="only_first", max_length=MAX_TOKENS, return_tensors="pt"
            )
            rows.append(model(**entered).logits[0].numpy()[order])
    return np.stack(rows)


def largest_difference(source: Path, exported: Path, pairs: list[tuple[str, str]]) -> float:
    """Return the largest absolute difference between a logit of torch and of the export."""
    return float(np.abs(OnnxNetwork(exported).logits(pairs) - reference(source, pairs)).max())


def main() -> None:
    """Export, then measure when pairs are given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", type=Path, required=True, help="the folder of the trained model")
    parser.add_argument("--out", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--recipe", choices=RECIPES, default=SHIPPED)
    parser.add_argument("--name", default=NAME)
    parser.add_argument("--check", type=Path, help="a file of pairs: a passage, a tab and a claim a line")
    given = parser.parse_args()
    export(given.model, given.out, given.recipe, given.name)
    for name in FILES:
        data = (given.out / name).read_bytes()
        print(f"{name}: {len(data) / 1e6:.2f} MB, sha256 {hashlib.sha256(data).hexdigest()}")
    if given.check:
        lines = given.check.read_text("utf-8").splitlines()
        pairs = [(passage, claim) for passage, _, claim in (line.partition("\t") for line in lines) if claim]
        apart = largest_difference(given.model, given.out, pairs)
        print(f"{len(pairs)} pairs: logits differ from torch by {apart:.2g} at most")


if __name__ == "__main__":
    main()
