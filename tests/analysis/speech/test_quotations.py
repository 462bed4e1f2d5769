"""Quotations of a text: every kind of mark, nested, over paragraphs, unbalanced."""

from __future__ import annotations

import pytest
from analysed import analysed
from hypothesis import given
from hypothesis import strategies as st

from fidelity.analysis.speech.quotations import QuotationKind

# A text and what stands between its quotation marks.
CASES = [
    ('He said "we sail at noon" and left.', ["we sail at noon"]),
    ("He said “we sail at noon” and left.", ["we sail at noon"]),
    ("Er sagte: „Wir fahren um zwölf.“", ["Wir fahren um zwölf."]),
    ("»Wir fahren«, «nous partons».", ["Wir fahren", "nous partons"]),
    ("He said 'we sail at noon' and left.", ["we sail at noon"]),
    ("He said ‘we sail at noon’ and left.", ["we sail at noon"]),
    ("It's the towns' harbour, the '90s boat and rock 'n' roll.", []),
    ("'It's the boys' toys,' she said.", ["It's the boys' toys,"]),
    ("She called it 'the boys' toys'.", ["the boys' toys"]),
    ("\"He said 'no' to it,\" she said.", ["He said 'no' to it,", "no"]),
    # Several paragraphs, each opened, the last one closed.
    ('"One day.\n"Two days.\n"Three days." Then rain.', ["One day.", "Two days.", "Three days."]),
    ("Moss said: 'We were ill. 'We were cold.' It rained.", ["We were ill.", "We were cold."]),
    # Unbalanced: nothing is lost.
    ('Moss said: "We were ill', ["We were ill"]),
    ('and we were cold," Moss said. "We were ill', ["and we were cold,", "We were ill"]),
    ('"We were ill and\nthe boat left.', ["We were ill and"]),
    # Marks that stand apart, and TeX's.
    ('He said " we sail " and left.', ["we sail"]),
    ("He said ``we sail'' and left.", ["we sail"]),
    # Inches.
    ("A hook of 6'2\" hangs there.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "inner"), CASES)
def test_what_stands_between_the_marks(text: str, inner: list[str]) -> None:
    assert [text[slice(*found.inner)] for found in analysed(text).quotations] == inner


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"We sail at noon today," he said.', QuotationKind.SPEECH),
        ('The "rusty" crane.', QuotationKind.SCARE),
        ('Her book "The Long Tide" sold well.', QuotationKind.TITLE),
    ],
)
def test_kinds(text: str, kind: QuotationKind) -> None:
    (found,) = analysed(text).quotations
    assert found.kind is kind


@given(st.text(alphabet="ab S.,'\"“”‘’„«»`\n", max_size=60))
def test_places_lie_in_the_text(text: str) -> None:
    for found in analysed(text).quotations:
        assert 0 <= found.start <= found.inner[0] < found.inner[1] <= found.end <= len(text)
        assert "\n" not in text[slice(*found.inner)].strip()
