"""Networks with random weights, small enough for a test, as Hugging Face keeps them in a folder."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

TOKENIZER = (
    Path(__file__).resolve().parents[1] / "fidelity" / "models" / "all-minilm-l6-v2" / "tokenizer.json"
)
VOCABULARY, WIDTH, WIDE, POSITIONS = 30522, 32, 64, 512
LABELS = ("neutral", "contradiction", "entailment")


def write_bert(folder: Path, labels: tuple[str, ...] = LABELS) -> Path:
    """Write a BertForSequenceClassification of one layer; needs safetensors."""
    from safetensors.numpy import save_file

    random = np.random.default_rng(7)

    def matrix(*shape: int, spread: float = 0.3) -> np.ndarray:
        return random.normal(0, spread, shape).astype(np.float32)

    weights = {
        "bert.embeddings.word_embeddings.weight": matrix(VOCABULARY, WIDTH),
        "bert.embeddings.position_embeddings.weight": matrix(POSITIONS, WIDTH),
        "bert.embeddings.token_type_embeddings.weight": matrix(2, WIDTH),
        "classifier.weight": matrix(len(labels), WIDTH, spread=1.0),
        "classifier.bias": matrix(len(labels)),
    }
    layer = "bert.encoder.layer.0."
    linear = {
        **dict.fromkeys(
            (layer + f"attention.self.{name}" for name in ("query", "key", "value")), (WIDTH, WIDTH)
        ),
        layer + "attention.output.dense": (WIDTH, WIDTH),
        layer + "intermediate.dense": (WIDE, WIDTH),
        layer + "output.dense": (WIDTH, WIDE),
        "bert.pooler.dense": (WIDTH, WIDTH),
    }
    for name, shape in linear.items():
        weights |= {f"{name}.weight": matrix(*shape), f"{name}.bias": matrix(shape[0])}
    for name in ("bert.embeddings.", layer + "attention.output.", layer + "output."):
        weights |= {
            f"{name}LayerNorm.weight": 1 + matrix(WIDTH),
            f"{name}LayerNorm.bias": matrix(WIDTH),
        }
    config = {
        "architectures": ["BertForSequenceClassification"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": WIDTH,
        "intermediate_size": WIDE,
        "num_attention_heads": 2,
        "num_hidden_layers": 1,
        "layer_norm_eps": 1e-12,
        "max_position_embeddings": POSITIONS,
        "vocab_size": VOCABULARY,
        "type_vocab_size": 2,
        "id2label": {str(number): label for number, label in enumerate(labels)},
        "label2id": {label: number for number, label in enumerate(labels)},
    }
    folder.mkdir(parents=True, exist_ok=True)
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    tokenizer = json.loads(TOKENIZER.read_text("utf-8")) | {"truncation": None}
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), "utf-8")
    marks = {"cls": "[CLS]", "sep": "[SEP]", "pad": "[PAD]", "unk": "[UNK]", "mask": "[MASK]"}
    settings = {f"{name}_token": mark for name, mark in marks.items()}
    settings |= {"tokenizer_class": "BertTokenizerFast", "model_max_length": POSITIONS}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), "utf-8")
    return folder
