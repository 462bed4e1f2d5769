"""The JSON contract: valid against the published schema, exact, stable, and safe to print."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_cases import (
    SOURCE,
    STORY,
    assert_golden,
    bare_report,
    document,
    evidence,
    flagged,
    town_report,
)

from fidelity.report import schema, to_json
from fidelity.report.contract import fingerprints, section_title, to_dict
from fidelity.types import Fix, Severity, Source, Span, StoryReport, Verdict

KEYS = [
    "schema", "signature", "verdict", "story", "sources", "scores", "ledger", "claims", "findings",
    "threshold", "fail_on", "notes", "incomplete",
]  # fmt: skip
CLAIM_KEYS = ["id", "span", "line", "column", "section", "text", "also_at", "judgement"]
FINDING_KEYS = [
    "rule", "name", "severity", "confidence", "message", "span", "line", "column", "end_line",
    "end_column", "text", "section", "claim", "evidence", "also_at", "fix", "fingerprint",
    "implied",
]  # fmt: skip


def load(report: StoryReport) -> Any:
    return json.loads(to_json(report))


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Count lines the slow way: LF only, as in the fixtures."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


# The schema


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    "report",
    [
        town_report(),
        town_report(findings=()),
        town_report(judgements=()),
        town_report(verdict=Verdict.INCOMPLETE, incomplete=("F101 crashed",), fail_on=None),
        town_report(scores={}),
        bare_report("Nothing here."),
        bare_report("One word.", flagged("One word.", "word")),
    ],
    ids=["full", "no findings", "not judged", "incomplete", "no scores", "no claims", "bare"],
)
def test_every_report_is_valid(report: StoryReport) -> None:
    jsonschema.validate(load(report), schema(), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("where", ["", "story", "ledger", "claims.0", "claims.0.judgement", "findings.0"])
def test_an_unknown_key_is_not_valid(where: str) -> None:
    told = load(town_report())
    inner = told
    for step in where.split(".") if where else []:
        inner = inner[int(step)] if step.isdigit() else inner[step]
    inner["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError, match="surprise"):
        jsonschema.validate(told, schema())


@pytest.mark.parametrize("key", KEYS)
def test_a_missing_key_is_not_valid(key: str) -> None:
    told = load(town_report())
    del told[key]
    with pytest.raises(jsonschema.ValidationError, match=key):
        jsonschema.validate(told, schema())


def test_every_key_of_the_schema_has_a_description_or_a_definition() -> None:
    def walk(node: Any) -> None:
        for name, inner in node.get("properties", {}).items():
            assert {"description", "$ref", "enum"} & set(inner), name
            walk(inner)

    walk(schema())
    for definition in schema()["$defs"].values():
        walk(definition)


# What is said


def test_keys_stand_in_the_published_order() -> None:
    told = load(town_report())
    assert list(told) == KEYS
    assert list(told["claims"][0]) == CLAIM_KEYS
    assert list(told["findings"][0]) == FINDING_KEYS
    assert list(told["scores"])[:3] == ["faithful", "support", "support_interval"]


def test_the_report_is_the_committed_one() -> None:
    assert_golden("report.json", to_json(town_report()))


def test_to_dict_of_the_report_is_the_contract() -> None:
    assert town_report().to_dict() == to_dict(town_report())


def test_every_span_is_its_text_and_its_line_and_column() -> None:
    told = load(town_report())
    texts = {"story.md": STORY, "source.txt": SOURCE}
    seen = 0

    def walk(node: Any, path: str) -> None:
        nonlocal seen
        if isinstance(node, list):
            for inner in node:
                walk(inner, path)
        elif isinstance(node, dict):
            here = node.get("source", path)
            if "line" in node:
                span = node["span"]
                text = texts[here]
                assert (node["line"], node["column"]) == place_of(text, span["start"])
                assert (
                    node.get("text", text[span["start"] : span["end"]]) == (text[span["start"] : span["end"]])
                )
                seen += 1
            for inner in node.values():
                walk(inner, here)

    walk(told["claims"], "story.md")
    walk(told["findings"], "story.md")
    assert seen > 25


def test_a_span_ends_just_behind_its_last_character() -> None:
    text = "One line.\nAnother line."
    (found,) = load(bare_report(text, flagged(text, "line.\nAnother")))["findings"]
    assert (found["line"], found["column"]) == (1, 5)
    assert (found["end_line"], found["end_column"]) == (2, 8)
    assert found["text"] == "line.\nAnother"


def test_claims_that_say_the_same_are_one_with_their_other_places() -> None:
    told = load(town_report())
    assert [claim["id"] for claim in told["claims"]] == ["c2", "c3", "c4", "c5", "c6", "c7", "c8"]
    title, wall = told["claims"][0], told["claims"][4]
    assert [place["section"] for place in title["also_at"]] == ["front matter: title"]
    assert [(place["line"], place["section"]) for place in wall["also_at"]] == [(25, "FAQ")]


def test_evidence_in_the_story_comes_first_and_has_no_score() -> None:
    text = "The wall is built. The wall is"
    finding = flagged(
        text,
        "The wall is",
        1,
        story_evidence=(Span(0, 18),),
        evidence=(evidence(SOURCE, "The council", 0.71239),),
    )
    (found,) = load(bare_report(text, finding))["findings"]
    assert [(one["source"], one["score"]) for one in found["evidence"]] == [
        ("story.md", None),
        ("source.txt", 0.7124),
    ]


def test_a_claim_that_was_not_judged_says_so() -> None:
    told = load(town_report(judgements=()))
    assert [claim["judgement"] for claim in told["claims"]] == [None] * 7


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.123456, 0.1235),
        (1, 1.0),
        (-0.00001, 0.0),
        (None, None),
        (float("nan"), None),
        (float("inf"), None),
        ((0.25, 0.75001), [0.25, 0.75]),
        ((0.25, float("nan")), None),
    ],
)
def test_scores_are_rounded_and_never_nan(value: Any, told: Any) -> None:
    scores = load(town_report(scores={"faithful": 0.5, "other": value}))["scores"]
    assert scores == {"faithful": 0.5, "support": None, "support_interval": None, "other": told}
    assert "-0.0" not in to_json(town_report(scores={"other": value}))


def test_the_ledger_adds_up() -> None:
    ledger = load(town_report())["ledger"]
    kinds = ["claim", "opinion", "boilerplate", "metadata", "sources", "unchecked"]
    assert list(ledger) == [*kinds, "total", "checked_share"]
    assert sum(ledger[kind] for kind in kinds) == ledger["total"] == len(STORY)
    assert ledger["checked_share"] == round(ledger["claim"] / ledger["total"], 4)


def test_a_signature_becomes_plain_data_and_its_settings_are_not_rounded() -> None:
    signature = {
        "threshold": 0.123456789,
        "level": Severity.ERROR,
        "verdict": Verdict.PASS,
        "codes": frozenset({"F2", "F1"}),
        "pair": (1, None),
        "deep": {"nan": float("nan")},
    }
    assert load(town_report(signature=signature))["signature"] == {
        "threshold": 0.123456789,
        "level": 3,
        "verdict": "pass",
        "codes": ["F1", "F2"],
        "pair": [1, None],
        "deep": {"nan": None},
    }


def test_no_failing_level_is_null() -> None:
    assert load(town_report(fail_on=None))["fail_on"] is None
    assert load(town_report(fail_on=Severity.WARNING))["fail_on"] == "warning"


def test_a_section_is_named_by_the_claim_that_stands_there() -> None:
    report = town_report()
    title = STORY.index("Port Ellery starts")
    assert section_title(report, Span(title, title + 4)) == "front matter: title"
    assert section_title(report, Span(0, 3)) == "front matter"
    take = STORY.index("A wall is a start")
    assert section_title(report, Span(take, take + 1)) == "Our view"


# Fingerprints


def test_a_fingerprint_holds_when_lines_are_inserted_above() -> None:
    text = "The wall is\nbuilt.. And it stands.."
    longer = "A new first line.\r\n\r\n" + text
    findings = [flagged(text, "..", nth) for nth in (0, 1)]
    moved = [flagged(longer, "..", nth) for nth in (0, 1)]
    first = fingerprints(bare_report(text, *findings))
    assert fingerprints(bare_report(longer, *moved)) == first
    assert len(set(first)) == 2


def test_a_fingerprint_folds_case_and_white_space() -> None:
    one, other = "The Wall  is\nbuilt", "the wall is built"
    assert fingerprints(bare_report(one, flagged(one, one))) == fingerprints(
        bare_report(other, flagged(other, other))
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda report: replace(report, findings=(replace(report.findings[0], rule="F998"),)),
        lambda report: replace(report, findings=(replace(report.findings[0], span=Span(0, 3)),)),
        lambda report: replace(
            report,
            story=replace(report.story, sections=(replace(report.story.sections[0], heading="Summary"),)),
        ),
    ],
    ids=["rule", "words", "section"],
)
def test_a_fingerprint_tells_findings_apart(change: Any) -> None:
    text = "The wall is built."
    report = bare_report(text, flagged(text, "wall"))
    assert fingerprints(report) != fingerprints(change(report))


def test_fingerprints_do_not_depend_on_the_order_of_findings() -> None:
    text = "Built.. And it stands.. And holds.."
    findings = [flagged(text, "..", nth) for nth in range(3)]
    forward = fingerprints(bare_report(text, *findings))
    assert fingerprints(bare_report(text, *findings[::-1])) == forward[::-1]


# Safe text


@pytest.mark.parametrize(
    "char",
    ["\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u200f", "\u2028", "\ud800"],
    ids=lambda char: f"{ord(char):x}",
)
def test_characters_that_could_harm_are_escaped_and_come_back(char: str) -> None:
    text = f"The wall{char} is built."
    told = to_json(bare_report(text, flagged(text, f"wall{char}")))
    assert char not in told
    told.encode("utf-8")
    assert json.loads(told)["findings"][0]["text"] == f"wall{char}"


def test_letters_of_every_script_stay_readable() -> None:
    text = "Das Café am Kai: 港 🌊."
    assert text in to_json(bare_report(text, flagged(text, text)))


@given(st.text(min_size=1).filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)))
def test_any_text_comes_back_exactly(text: str) -> None:
    report = bare_report(text, flagged(text, text, fix=Fix(safe=True, span=Span(0, 1), replacement=text)))
    (found,) = load(report)["findings"]
    assert found["text"] == found["fix"]["replacement"] == text


def test_the_text_ends_in_one_line_end() -> None:
    told = to_json(town_report())
    assert told.endswith("}\n")
    assert not told.endswith("\n\n")


def test_paths_are_as_given() -> None:
    source = Source(document(SOURCE, "../notes/minutes.txt"), "en", ())
    told = load(town_report(sources=(source,)))
    assert told["sources"][0]["path"] == "../notes/minutes.txt"
    assert str(Path.cwd()) not in to_json(town_report())
