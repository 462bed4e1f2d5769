"""A table of cue words that is not what its class says is one line with the file and the list."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import fidelity
from fidelity import lexicon
from fidelity.errors import ConfigError
from fidelity.lexicon import languages, load_lexicon
from fidelity.lexicon.cues import Cues, phrase_pattern
from fidelity.lexicon.reading import read_topic, read_topics


@dataclass(frozen=True)
class Inner:
    words: tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    cues: Cues
    words: tuple[str, ...]
    known: frozenset[str]
    values: Mapping[str, float]
    kinds: Mapping[str, Cues]
    scales: tuple[tuple[str, ...], ...]
    longest: int
    share: float
    strict: bool
    inner: Inner
    each: Mapping[str, Inner]
    further: Cues | None = None


WHOLE: Mapping[str, Any] = {
    "cues": ["may have", "said *"],
    "words": ["one", "two"],
    "known": "the of and",
    "values": {"one": 1, "half": 0.5},
    "kinds": {"doubt": ["perhaps"]},
    "scales": [["some", "many"], ["many", "all"]],
    "longest": 120,
    "share": 1,
    "strict": True,
    "inner": {"words": ["three"]},
    "each": {"first": {"words": ["four"]}},
}


def test_each_list_is_read_as_its_type_says() -> None:
    topic = read_topic(Topic, WHOLE, "en/topic.toml")
    assert list(topic.cues) == ["may have", "said *"]
    assert topic.words == ("one", "two")
    assert topic.known == {"the", "of", "and"}
    assert topic.values == {"one": 1.0, "half": 0.5}
    assert all(isinstance(value, float) for value in (*topic.values.values(), topic.share))
    assert topic.kinds["doubt"].pattern.search("Perhaps not")
    assert topic.scales == (("some", "many"), ("many", "all"))
    assert (topic.longest, topic.strict) == (120, True)
    assert (topic.inner, topic.each) == (Inner(("three",)), {"first": Inner(("four",))})
    assert topic.further is None


def test_what_may_be_missing_is_read_where_it_is_there() -> None:
    topic = read_topic(Topic, {**WHOLE, "further": ["on the other hand"]}, "en/topic.toml")
    assert topic.further is not None
    assert "on the other hand" in topic.further


@pytest.mark.parametrize("name", WHOLE)
def test_a_missing_list_is_an_error(name: str) -> None:
    lacking = {key: value for key, value in WHOLE.items() if key != name}
    with pytest.raises(ConfigError, match=rf"^en/topic\.toml: the list '{name}' is missing$"):
        read_topic(Topic, lacking, "en/topic.toml")


def test_an_unknown_list_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(ConfigError, match=r"^en/topic\.toml: unknown list 'cuse'.*\"?cues\"?"):
        read_topic(Topic, {**WHOLE, "cuse": ["x"]}, "en/topic.toml")


@pytest.mark.parametrize(
    ("name", "value", "where"),
    [
        ("cues", [], "cues"),
        ("words", [], "words"),
        ("known", "  ", "known"),
        ("values", {}, "values"),
        ("kinds", {}, "kinds"),
        ("kinds", {"doubt": []}, "kinds.doubt"),
        ("scales", [], "scales"),
        ("scales", [["some"], []], "scales"),
        ("inner", {"words": []}, "inner: words"),
        ("each", {}, "each"),
        ("each", {"first": {"words": []}}, "each.first: words"),
        ("further", [], "further"),
    ],
)
def test_an_empty_list_is_an_error(name: str, value: object, where: str) -> None:
    with pytest.raises(ConfigError, match=rf"^en/topic\.toml: {where} is empty$"):
        read_topic(Topic, {**WHOLE, name: value}, "en/topic.toml")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("cues", {"a": 1}, "cues is {'a': 1}; expected list"),
        ("cues", ["a", 1], "cues is 1; expected str"),
        ("words", 7, "words is 7; expected list"),
        ("values", ["one"], "values is ['one']; expected dict"),
        ("values", {"one": "1"}, "values.one is '1'; expected a number"),
        ("kinds", {"doubt": {"a": "b"}}, "kinds.doubt is {'a': 'b'}; expected list"),
        ("scales", ["some", 3], "scales is 3; expected list"),
        ("longest", 1.5, "longest is 1.5; expected int"),
        ("longest", True, "longest is True; expected int"),
        ("share", False, "share is False; expected a number"),
        ("strict", 1, "strict is 1; expected bool"),
        ("inner", ["three"], "inner is ['three']; expected dict"),
        ("inner", {"words": ["a"], "more": ["b"]}, "inner: unknown list 'more'"),
        ("inner", {}, "inner: the list 'words' is missing"),
        ("further", 3, "further is 3; expected list"),
        ("cues", ["may have", ""], "cues: a cue without a word"),
        ("cues", ["*"], "cues: a cue without a word"),
        ("kinds", {"doubt": ["perhaps", " "]}, "kinds.doubt: a cue without a word"),
    ],
)
def test_another_type_is_an_error(name: str, value: object, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_topic(Topic, {**WHOLE, name: value}, "en/topic.toml")
    assert str(caught.value).startswith(f"en/topic.toml: {message}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_topic_is_an_error_with_the_nearest_name() -> None:
    topics = read_topics({"inner": Inner}, {"inner": {"words": ["a"]}}, "lexicon/en")
    assert topics == {"inner": Inner(("a",))}
    with pytest.raises(ConfigError, match=r"^lexicon/en/inne\.toml: no topic has this name.*inner"):
        read_topics({"inner": Inner}, {"inne": {"words": ["a"]}}, "lexicon/en")


def test_no_pattern_is_made_of_an_empty_list() -> None:
    """It would match everywhere."""
    with pytest.raises(ValueError, match="no phrases"):
        phrase_pattern([])
    with pytest.raises(ValueError, match="an empty list"):
        Cues([])
    with pytest.raises(ValueError, match="without a word"):
        Cues(["said", ""])


@pytest.mark.parametrize("language", languages())
def test_every_lexicon_that_ships_is_read(language: str) -> None:
    assert load_lexicon(language).language == language


def test_a_language_without_lexicon_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"^no lexicon for language 'xx'; there is de, en$"):
        load_lexicon("xx")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("hedges.toml", "doubted = [", "doubted = ]", "hedges.toml: not valid TOML: "),
        ("hedges.toml", "doubted = [", "doubted = [ '\xe9',", "hedges.toml: not valid TOML: "),
        ("language.toml", "[stopwords]", "[stopword]", "language.toml: unknown list 'stopword'"),
        ("language.toml", "one = 1", "one = 'i'", "language.toml: numbers: words.one is 'i'; expected int"),
    ],
)
def test_a_damaged_file_is_one_line(
    file: str, old: str, new: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "en"
    shutil.copytree(Path(fidelity.__file__).parent / "lexicon" / "en", copied)
    text = (copied / file).read_text("utf-8")
    assert old in text
    (copied / file).write_bytes(
        text.replace(old, new, 1).encode("utf-8" if new.isascii() else "latin-1", "replace")
    )
    monkeypatch.setattr(lexicon, "files", lambda _: tmp_path)
    with pytest.raises(ConfigError) as caught:
        load_lexicon.__wrapped__("en")
    assert str(caught.value).startswith(f"lexicon/en/{message}")
    assert "\n" not in str(caught.value)
