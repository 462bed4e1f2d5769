"""One way to score rows, timed in a process of its own: `python -m benchmarks.speed.tasks`.

Prints one JSON object. Loading is timed apart from the work, and what is compared runs on the same
number of threads.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from fidelity.bench.baselines import sentences
from fidelity.bench.loading import load_file
from fidelity.bench.rows import Row
from fidelity.bench.run import Judging, score_rows, signature_of
from fidelity.config import Config

# Pairs in one forward pass of the cross-encoder.
BATCH = 32


def fidelity_(rows: Sequence[Row], cores: int) -> dict[str, float]:
    """Score rows as `fidelity bench` does, each with one thread, in as many processes as cores."""
    return _fidelity(rows, Config(threads=1), cores)


def fidelity_lexical(rows: Sequence[Row], cores: int) -> dict[str, float]:
    """Score rows without a model."""
    return _fidelity(rows, Config(threads=1, embedder="none", judge="lexical"), cores)


def judge_alone(rows: Sequence[Row], cores: int) -> dict[str, float]:
    """Score rows without a model and with F101 as the only rule: what P(supported) alone costs."""
    config = Config(threads=1, embedder="none", judge="lexical", select=("F101",))
    return _fidelity(rows, config, cores)


def _fidelity(rows: Sequence[Row], config: Config, cores: int) -> dict[str, float]:
    began = time.perf_counter()
    judging = Judging(config, jobs=cores)
    signature = signature_of(judging)
    loaded = time.perf_counter()
    score_rows(rows, judging, signature=signature)
    return {"load": loaded - began, "work": time.perf_counter() - loaded}


def ten_lines(rows: Sequence[Row], cores: int) -> dict[str, float]:
    """Score rows by the ten-line sentence-transformers script: best cosine of each claim sentence."""
    began = time.perf_counter()
    model = _encoder("SentenceTransformer", cores)
    loaded = time.perf_counter()
    for row in rows:
        known = model.encode(sentences(row.source), normalize_embeddings=True, show_progress_bar=False)
        asked = model.encode(sentences(row.claim), normalize_embeddings=True, show_progress_bar=False)
        (asked @ known.T).max(axis=1).min()
    return {"load": loaded - began, "work": time.perf_counter() - loaded}


def all_pairs(rows: Sequence[Row], cores: int) -> dict[str, float]:
    """Score rows as SummaC does: a cross-encoder on every claim sentence with every source sentence.

    The network is all-MiniLM-L6-v2's with a new head: what it answers is worth nothing, how long it
    takes is that of any cross-encoder of its size.
    """
    began = time.perf_counter()
    model = _encoder("CrossEncoder", cores)
    loaded = time.perf_counter()
    for row in rows:
        pairs = [(known, asked) for asked in sentences(row.claim) for known in sentences(row.source)]
        model.predict(pairs, batch_size=BATCH, show_progress_bar=False)
    return {"load": loaded - began, "work": time.perf_counter() - loaded}


def floor(rows: Sequence[Row], cores: int) -> dict[str, float]:
    """Run the shipped network on the same sentences and nothing else, tokens made beforehand."""
    import numpy as np  # noqa: PLC0415 - only this task needs it
    from tokenizers import Tokenizer  # noqa: PLC0415 - likewise

    from fidelity.embed.onnx import MODEL_FOLDER  # noqa: PLC0415 - likewise
    from fidelity.onnx import open_session  # noqa: PLC0415 - likewise

    began = time.perf_counter()
    session = open_session((MODEL_FOLDER / "model.onnx").read_bytes())
    tokenizer = Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))
    tokenizer.enable_truncation(256)
    names = [entry.name for entry in session.get_inputs()]
    texts = dict.fromkeys(
        part for row in rows for text in (row.source, row.claim) for part in sentences(text)
    )
    inputs = [np.array([tokenizer.encode(text).ids], dtype=np.int64) for text in texts]
    loaded = time.perf_counter()
    for ids in inputs:
        session.run(None, dict.fromkeys(names, ids) if len(names) == 1 else _feeds(names, ids))
    del cores
    return {"load": loaded - began, "work": time.perf_counter() - loaded}


def _feeds(names: Sequence[str], ids: Any) -> dict[str, Any]:
    return {
        name: ids if "ids" in name and "type" not in name else ids * 0 + ("mask" in name) for name in names
    }


def _encoder(kind: str, cores: int) -> Any:
    os.environ["HF_HUB_OFFLINE"] = "1"
    import sentence_transformers  # noqa: PLC0415 - timed
    import torch  # noqa: PLC0415 - timed

    from benchmarks.export_embedder import original_weights  # noqa: PLC0415 - needs onnx

    torch.set_num_threads(cores)
    extra = {"num_labels": 3} if kind == "CrossEncoder" else {}
    return getattr(sentence_transformers, kind)(str(original_weights()), device="cpu", **extra)


TASKS: dict[str, Callable[[Sequence[Row], int], dict[str, float]]] = {
    "fidelity": fidelity_,
    "fidelity, no model": fidelity_lexical,
    "fidelity, no model, F101 alone": judge_alone,
    "ten lines of sentence-transformers": ten_lines,
    "cross-encoder, every pair": all_pairs,
    "floor: the network alone": floor,
}


def main() -> None:
    """Run one task: NAME ROWS_FILE CORES."""
    name, file, cores = sys.argv[1:]
    rows = load_file(Path(file)).rows
    took = TASKS[name](rows, int(cores))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # Of the largest worker process, where there are any.
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({**took, "rows": len(rows), "peak_mb": peak, "largest_worker_mb": child}))


if __name__ == "__main__":
    main()
