"""The Python interface: typed, documented, offline, without global state, safe between threads."""

from __future__ import annotations

import copy
import inspect
import json
import socket
import typing
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import LEXICAL, TOWN_SOURCE, TOWN_STORY, Pair, Run
from jsonschema import Draft202012Validator

import fidelity
from fidelity.report.json import schema

QUICK = fidelity.Config(embedder="none", judge="lexical")


def test_check_is_what_the_command_prints(town: Pair, run_inside: Run) -> None:
    report = fidelity.check("story.md", "source.txt", config=QUICK)
    assert isinstance(report, fidelity.StoryReport)
    assert report.verdict is fidelity.Verdict.FAIL
    printed = run_inside("check", "story.md", "source.txt", *LEXICAL, "--format", "json").out
    assert json.loads(printed) == json.loads(json.dumps(report.to_dict()))
    Draft202012Validator(schema()).validate(json.loads(printed))
    assert town.story.read_text(encoding="utf-8") == TOWN_STORY


def test_paths_may_be_strings_paths_one_or_several(town: Pair) -> None:
    reports = [
        fidelity.check(str(town.story), str(town.source), QUICK),
        fidelity.check(town.story, town.source, QUICK),
        fidelity.check(town.story, [town.source], QUICK),
        fidelity.check(town.story, (str(town.source),), config=QUICK),
        fidelity.Checker(QUICK).check(town.story, [town.source]),
        fidelity.Checker(QUICK).check(str(town.story), str(town.source)),
    ]
    assert all(report == reports[0] for report in reports)
    both = fidelity.check(town.story, [town.source, town.source], QUICK)
    assert len(both.sources) == 2


def test_check_without_sources_asks_the_story(town: Pair) -> None:
    named = TOWN_STORY.replace("language: en", "language: en\nsource: source.txt")
    town.story.write_text(named, encoding="utf-8")
    assert len(fidelity.check(town.story, config=QUICK).sources) == 1


def test_check_text() -> None:
    report = fidelity.check_text("The bridge opened in May.", "The bridge opened in May 2024.")
    assert report.verdict is fidelity.Verdict.PASS
    assert [judgement.claim.text for judgement in report.judgements] == ["The bridge opened in May."]
    assert report.to_dict()["story"] == {
        "path": "<text>",
        "sha256": report.story.document.sha256,
    }


def test_check_text_reads_the_markup_that_it_is_told() -> None:
    report = fidelity.check_text(TOWN_STORY, TOWN_SOURCE, QUICK, markup="markdown")
    assert {finding.rule for finding in report.findings} == {"F201", "F402", "F501", "F502", "F504"}
    for finding in report.findings:
        assert finding.span.end <= len(TOWN_STORY)
    with pytest.raises(fidelity.ConfigError, match=r'unknown markup .*did you mean "markdown"'):
        fidelity.check_text("A.", "A.", QUICK, markup="markdwn")


@pytest.mark.parametrize(
    ("summary", "source", "message"),
    [
        ("", "The bridge opened.", "the story.*empty"),
        ("The bridge opened.", " \n", "the source.*empty"),
        ("?!", "The bridge opened.", "no claim to check"),
        ("The bridge opened.", "...", "no sentence to check against"),
        ("The\0bridge.", "The bridge opened.", "NUL"),
        ("The bridge \ud800 opened.", "The bridge opened.", "surrogate"),
    ],
)
def test_texts_that_cannot_be_checked(summary: str, source: str, message: str) -> None:
    with pytest.raises(fidelity.InputError, match=message):
        fidelity.check_text(summary, source, QUICK)


def test_errors_have_one_base(tmp_path: Path) -> None:
    with pytest.raises(fidelity.FidelityError, match="no such file"):
        fidelity.check(tmp_path / "no.md", tmp_path / "no.txt")
    for error in (fidelity.InputError, fidelity.ConfigError, fidelity.MissingExtraError):
        assert issubclass(error, fidelity.FidelityError)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"select": ("F999",)}, "select: unknown rule 'F999'"),
        ({"ignore": ("ALL",)}, "leave no rule to run"),
        ({"judge": "lexicl"}, 'did you mean "lexical"'),
        ({"embedder": "defalt"}, 'did you mean "default"'),
        ({"rules": {"F201": {"kind": []}}}, 'did you mean "kinds"'),
    ],
)
def test_a_checker_refuses_a_wrong_configuration(settings: dict[str, typing.Any], message: str) -> None:
    """When it is made, so that a batch does not find out at its first story."""
    with pytest.raises(fidelity.ConfigError, match=message):
        fidelity.Checker(fidelity.Config(**settings))


def test_a_configuration_is_not_changed(town: Pair) -> None:
    config = fidelity.Config(
        embedder="none",
        select=("F2", "F5"),
        roles={"digest*": fidelity.config.Role.CLAIMS},
        rules={"F201": {"kinds": ["hearsay"]}},
        severity={"F201": fidelity.Severity.WARNING},
    )
    before = copy.deepcopy(config)
    fidelity.check(town.story, town.source, config)
    fidelity.check_text("It opened.", "It opened.", config)
    assert config == before


def test_one_configuration_does_not_leak_into_the_next(town: Pair) -> None:
    plain = fidelity.check(town.story, town.source, QUICK)
    changed = QUICK.merged(severity={"F201": fidelity.Severity.SUGGESTION}, threshold=0.9)
    fidelity.check(town.story, town.source, changed)
    assert fidelity.check(town.story, town.source, QUICK) == plain


def test_threads_find_what_one_thread_finds() -> None:
    """Eight different pairs, each checked twice, with the default model."""
    pairs = [
        (
            TOWN_STORY.replace("22 boat", f"{count} boat"),
            TOWN_SOURCE.replace("22 boat", "22 old boat"),
        )
        for count in range(20, 28)
    ]
    checker = fidelity.Checker()

    def check(pair: tuple[str, str]) -> dict[str, object]:
        return checker.check_text(*pair, markup="markdown").to_dict()

    serial = [check(pair) for pair in pairs]
    with ThreadPoolExecutor(8) as pool:
        parallel = list(pool.map(check, pairs * 2))
    assert parallel == serial * 2
    assert len({json.dumps(found) for found in serial}) == len(pairs)


def test_no_socket_is_opened(town: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was asked for")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    # A thread count of its own, so that the model is loaded afresh under the ban.
    config = fidelity.Config(threads=3)
    assert fidelity.check(town.story, town.source, config).verdict is fidelity.Verdict.FAIL


@pytest.mark.parametrize("name", sorted(set(fidelity.__all__) - {"__version__"}))
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert inspect.getdoc(getattr(fidelity, name))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="chekc"):
        fidelity.chekc  # type: ignore[attr-defined] # noqa: B018


@pytest.mark.parametrize("function", [fidelity.check, fidelity.check_text])
def test_the_functions_are_typed_and_say_what_they_take(
    function: typing.Callable[..., fidelity.StoryReport],
) -> None:
    hints = typing.get_type_hints(function)
    assert hints.pop("return") is fidelity.StoryReport
    doc = inspect.getdoc(function) or ""
    for part in (*hints, "Args:", "Returns:", "Raises:", "InputError", "ConfigError"):
        assert part in doc
