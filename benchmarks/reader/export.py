"""Export the trained reader to the files that the package ships.

    python -m benchmarks.reader.export --weights FOLDER --pairs DIR [--out FOLDER] [--recipe NAME]
        [--base DIR]

FOLDER holds part-*.npz, as `python -m benchmarks.reader.train` writes them; DIR holds written.jsonl.xz, as
`python -m benchmarks.reader.pairs` writes it: a few of its pairs show how far the activations reach.
Torch is not needed, and the base only for weights that are not whole, as a short training leaves them: --base
names the folder of all-mpnet-base-v2's model.safetensors. Written are model.onnx (the graph), weights-N.bin
(at most 30 MB each, mapped when the model is loaded) and config.json, which names the sha256 of all. The
same weights and pairs give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, external_data_helper, helper

from benchmarks.reader.graph import RECIPES, SHIPPED, Recipe, build, linear_inputs
from benchmarks.reader.pieces import MOST_PIECES, load_tokenizer
from benchmarks.reader.stored import Float, read_parts
from fidelity.embed.onnx import MODEL_FOLDER as TOKENIZER_FOLDER
from fidelity.judge.marking_network import LABELS, MODEL_FOLDER, TOKENIZER, shown
from fidelity.onnx import open_mapped_session

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["calibration_pairs", "export", "reaches"]

NAME = "reader-mpnet-base"
SHARD_BYTES = 30_000_000
IN_THE_GRAPH = 100_000
"""A tensor of fewer bytes stays in model.onnx."""
PAGE = 4096
CALIBRATION_PAIRS = 64
SEED = 7
WORDS = "m.mpnet.embeddings.word_embeddings.weight"


def lay_out(tensors: list[onnx.TensorProto], most: int = SHARD_BYTES) -> dict[str, bytearray]:
    """Move large tensors to files; return those by name. A tensor begins at a page."""
    shards: list[bytearray] = [bytearray()]
    for tensor in tensors:
        data = tensor.raw_data
        if len(data) < IN_THE_GRAPH:
            continue
        at = -(-len(shards[-1]) // PAGE) * PAGE
        if shards[-1] and at + len(data) > most:
            shards.append(bytearray())
            at = 0
        shards[-1].extend(bytes(at - len(shards[-1])))
        shards[-1].extend(data)
        name = f"weights-{len(shards) - 1}.bin"
        external_data_helper.set_external_data(tensor, name, offset=at, length=len(data))
        tensor.ClearField("raw_data")
    return {f"weights-{number}.bin": shard for number, shard in enumerate(shards)}


def write(model: onnx.ModelProto, recipe: Recipe, name: str, out: Path) -> None:
    """Write model.onnx, its weights and config.json to `out`."""
    files: dict[str, bytes | bytearray] = dict(lay_out(list(model.graph.initializer)))
    files["model.onnx"] = model.SerializeToString(deterministic=True)
    sha256 = {file: hashlib.sha256(data).hexdigest() for file, data in sorted(files.items())}
    # The tokenizer stands in the embedder's folder: the vocabulary is the same.
    sha256[TOKENIZER] = hashlib.sha256((TOKENIZER_FOLDER / TOKENIZER).read_bytes()).hexdigest()
    config = {
        "name": NAME,
        "licence": "Apache-2.0",
        "labels": list(LABELS),
        "max_tokens": MOST_PIECES,
        "recipe": {"name": name, "matrices": recipe.matrices, "bits": recipe.bits, "table": recipe.table},
        "sha256": sha256,
    }
    files["config.json"] = (json.dumps(config, indent=2) + "\n").encode()
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("weights-*.bin"):
        old.unlink()
    for file, data in files.items():
        (out / file).write_bytes(data)


def calibration_pairs(pairs: Path) -> list[tuple[str, str]]:
    """Return a few (passage, claim) of written.jsonl.xz in `pairs`, drawn with a fixed seed."""
    source = pairs / "written.jsonl.xz"
    if not source.is_file():
        raise SystemExit(f"{source}: not there; python -m benchmarks.reader.pairs writes it")
    with lzma.open(source, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        (row["pairs"][0][0], row["pairs"][0][1])
        for row in random.Random(SEED).sample(rows, CALIBRATION_PAIRS)
    ]


def reaches(weights: Mapping[str, Float], pairs: list[tuple[str, str]]) -> dict[str, Float]:
    """Return, by name of a matrix, how far from 0 each of its inputs goes over `pairs`.

    In three digits, so that processors that differ in the last bits of a sum give the same files.
    """
    model = build(weights, RECIPES["float32"], {})
    entered = linear_inputs(model)
    outputs = sorted(set(entered.values()))
    for name in outputs:
        model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    tokenizer = load_tokenizer()
    farthest: dict[str, NDArray[np.float32]] = {}
    with tempfile.TemporaryDirectory() as folder:
        write(model, RECIPES["float32"], "float32", Path(folder))
        session = open_mapped_session(Path(folder) / "model.onnx")
        for passage, claim in pairs:
            ids = np.array([shown(passage, claim, tokenizer, MOST_PIECES).ids], dtype=np.int64)
            found = session.run(outputs, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
            for name, values in zip(outputs, found, strict=True):
                own = np.abs(values[0]).max(axis=0)
                farthest[name] = np.maximum(farthest.get(name, own), own)
        del session  # Windows does not delete a file that is mapped
    return {name: three_digits(farthest[output]) for name, output in entered.items()}


def three_digits(values: Float) -> Float:
    """Return positive `values` rounded to three digits."""
    rounded = [float(f"{max(value, 1e-3):.2e}") for value in values.tolist()]
    return np.array(rounded, dtype=np.float32)


def completed(weights: Mapping[str, Float], base: Path) -> dict[str, Float]:
    """Return `weights` with what they lack of the encoder from model.safetensors in `base`."""
    from safetensors.numpy import load_file  # noqa: PLC0415 - whole weights need none of it

    stored = base / "model.safetensors"
    if not stored.is_file():
        raise SystemExit(f"{stored}: not there; --base names the folder of all-mpnet-base-v2")
    return {f"m.mpnet.{name}": tensor for name, tensor in load_file(stored).items()} | dict(weights)


def export(weights: Mapping[str, Float], pairs: list[tuple[str, str]], recipe: str, out: Path) -> None:
    """Write the model to `out` as `recipe` of RECIPES says."""
    how = RECIPES[recipe]
    reach = reaches(weights, pairs) if how.matrices == "smooth" else {}
    write(build(weights, how, reach), how, recipe, out)


def arguments() -> Any:
    """Return the command line, parsed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--weights", type=Path, required=True, help="a folder of part-*.npz")
    parser.add_argument("--pairs", type=Path, required=True, help="a folder with written.jsonl.xz")
    parser.add_argument("--base", type=Path, help="the base's folder, for weights that are not whole")
    parser.add_argument("--out", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--recipe", choices=RECIPES, default=SHIPPED)
    return parser.parse_args()


def main() -> None:
    """Export, and print what was written."""
    given = arguments()
    weights = read_parts(given.weights)
    if given.base:
        weights = completed(weights, given.base)
    if WORDS not in weights:
        raise SystemExit(f"{given.weights}: lacks {WORDS}; --base names the folder that has it")
    export(weights, calibration_pairs(given.pairs), given.recipe, given.out)
    for path in sorted(given.out.iterdir()):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB, sha256 {digest}")


if __name__ == "__main__":
    main()
