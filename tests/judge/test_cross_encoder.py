"""Any cross-encoder of sentence-transformers as the judge: classes by name, one pair at a time."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import numpy as np
import pytest
from small_networks import write_bert

from fidelity import Config, check_text
from fidelity.errors import ConfigError, MissingExtraError
from fidelity.judge import make_judge
from fidelity.judge.cross_encoder import CrossEncoderJudge, SentenceTransformersCrossEncoder, classes
from fidelity.lexicon import load_lexicon
from fidelity.types import Method

SOURCE = """The harbour authority approved a wall along the north quay on Tuesday.
It would cost 18 million euros, harbour master Ines Okafor said.
"""
PAIRS = [
    (SOURCE, "A wall was approved."),
    (SOURCE, "The wall was rejected."),
    ("It rained.", "A bridge will open in spring, the council said."),
    ("\ud800 \x00 🙂", "wall " * 5000),
]


@pytest.fixture(scope="module")
def library() -> None:
    pytest.importorskip("sentence_transformers")
    pytest.importorskip("safetensors")


@pytest.fixture
def trained(library: None, tmp_path: Path) -> Path:  # noqa: ARG001 - skips without the extra
    return write_bert(tmp_path / "trained")


def scores(model: Path | SentenceTransformersCrossEncoder) -> np.ndarray:
    encoder = model if isinstance(model, SentenceTransformersCrossEncoder) else encoder_of(model)
    return encoder.probabilities(PAIRS)


def encoder_of(folder: Path) -> SentenceTransformersCrossEncoder:
    return SentenceTransformersCrossEncoder(str(folder))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("contradiction", "entailment", "neutral"), (1, 0)),
        (("ENTAILMENT", "NEUTRAL", "CONTRADICTION"), (0, 2)),
        (("Neutral", "Contradicts", "Supported"), (2, 1)),
        (("SUPPORTS", "REFUTES", "NOT ENOUGH INFO"), (0, 1)),
        (("entailment", "not_entailment"), (0, None)),
        (("unsupported", "supported"), (1, None)),
        (("consistent", "inconsistent"), (0, None)),
        (("hallucinated", "consistent"), (1, None)),
        (("LABEL_0", "LABEL_1"), (1, None)),
    ],
)
def test_classes_are_known_by_their_names(names: tuple[str, ...], expected: tuple[int, int | None]) -> None:
    assert classes(dict(enumerate(names)), "model") == expected


@pytest.mark.parametrize(
    "names",
    [
        ("LABEL_0", "LABEL_1", "LABEL_2"),
        ("yes", "no"),
        ("entailment", "joy", "neutral"),
        ("entailment", "supported"),
        ("neutral", "contradiction"),
    ],
)
def test_unknown_classes_are_named(names: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError, match=f"its classes {', '.join(names)} cannot be read"):
        classes(dict(enumerate(names)), "model")


def test_three_classes_give_two_probabilities(trained: Path) -> None:
    found = scores(trained)
    assert found.shape == (len(PAIRS), 2)
    assert (found > 0).all()
    assert (found.sum(axis=1) < 1).all()
    assert encoder_of(trained).probabilities([]).shape == (0, 2)


def test_the_order_of_the_classes_does_not_matter(trained: Path, tmp_path: Path) -> None:
    """The same weights under other names: what was support is now contradiction."""
    other = write_bert(tmp_path / "other", ("neutral", "ENTAILMENT", "contradicted"))
    np.testing.assert_allclose(scores(trained), scores(other)[:, ::-1], atol=1e-9)


def test_two_classes_say_nothing_of_contradiction(library: None, tmp_path: Path) -> None:  # noqa: ARG001
    one = scores(write_bert(tmp_path / "one", ("entailment", "not_entailment")))
    two = scores(write_bert(tmp_path / "two", ("LABEL_0", "LABEL_1")))
    assert (one[:, 1] == 0).all()
    np.testing.assert_allclose(one[:, 0], 1 - two[:, 0], atol=1e-9)


def test_a_single_score_is_a_sigmoid_once(library: None, tmp_path: Path) -> None:  # noqa: ARG001
    """By the model's own activation, or ours where it has none."""
    from torch.nn import Identity

    own = encoder_of(write_bert(tmp_path / "trained", ("LABEL_0",)))
    bare = encoder_of(tmp_path / "trained")
    bare._model().activation_fn = Identity()  # noqa: SLF001 - as a saved model may have it
    found = scores(own)
    assert ((found[:, 0] > 0) & (found[:, 0] < 1)).all()
    assert (found[:, 1] == 0).all()
    np.testing.assert_allclose(found, scores(bare), atol=1e-6)


def test_a_pair_is_read_alone_and_alike_each_time(trained: Path) -> None:
    encoder = encoder_of(trained)
    alone = np.concatenate([encoder_of(trained).probabilities([pair]) for pair in PAIRS])
    assert scores(encoder).tobytes() == alone.tobytes()
    assert scores(pickle.loads(pickle.dumps(encoder))).tobytes() == alone.tobytes()


def test_the_signature_names_the_weights_and_no_path(trained: Path) -> None:
    assert encoder_of(trained).name == "sentence-transformers:trained"
    assert encoder_of(trained).signature.startswith("sentence-transformers:trained@")


def test_a_report_is_judged_by_the_model(trained: Path) -> None:
    """What stands in the source is decided before; P(all supported) is the product."""
    story = "A wall was approved. The wall was rejected. It would cost 18 million euros."
    config = Config(judge=f"sentence-transformers:{trained}", embedder="none")
    report = check_text(story, SOURCE, config)
    assert [j.method for j in report.judgements] == [Method.MODEL, Method.MODEL, Method.VERBATIM]
    first, second, last = (j.p_supported for j in report.judgements)
    assert last == 1.0
    assert report.scores["faithful"] == pytest.approx(first * second)
    assert report.threshold == 0.5
    assert str(trained.parent) not in str(report.signature["judge"])


def test_a_model_without_a_name_is_refused() -> None:
    with pytest.raises(ConfigError, match="names no model; write sentence-transformers:NAME_OR_PATH"):
        make_judge("sentence-transformers:", load_lexicon("en"), semantic=False)
    assert isinstance(
        make_judge("sentence-transformers:org/model", load_lexicon("en"), semantic=False), CrossEncoderJudge
    )


def test_without_the_library_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(MissingExtraError, match=r'judge "sentence-tr.*\[sentence-transformers\]'):
        SentenceTransformersCrossEncoder("org/model").probabilities(PAIRS)


def test_a_missing_folder_is_said_without_a_network() -> None:
    with pytest.raises(ConfigError, match=r'judge ".*:\./absent": there is no such folder'):
        SentenceTransformersCrossEncoder("./absent").probabilities(PAIRS)


def test_a_folder_without_a_model_is_refused(library: None, tmp_path: Path) -> None:  # noqa: ARG001
    (tmp_path / "config.json").write_text("{}", "utf-8")
    with pytest.raises(ConfigError, match="cannot be loaded: ") as caught:
        encoder_of(tmp_path).probabilities(PAIRS)
    assert "\n" not in str(caught.value)
