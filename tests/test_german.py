"""A story and its source in German: sections, sentences, hedges and cuts by German words."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Pair, Run, write_pair

from fidelity import Config, StoryReport, check
from fidelity.judge.features.numbers import numbers
from fidelity.lexicon import languages, load_lexicon
from fidelity.lexicon.cues import phrase_pattern
from fidelity.types import Role, Severity, Verdict

SOURCE = """\
Ellerbach baut neue Flutmauer am Hafen
Der Stadtrat von Ellerbach hat am Dienstag den Bau einer Flutmauer am Hafen beschlossen. 14 der 17 \
Ratsmitglieder stimmten dafür.
Die Mauer kostet 8,4 Millionen Euro und soll im März begonnen werden, sagte Hafenmeisterin Ines Okafor.
Okafor kündigte an, dass 22 Bootsbesitzer den Liegeplan unterzeichnet haben.
Im Januar stand die Hälfte der Läden in der Kaistraße unter Wasser, z. B. die Bäckerei Holm. Mehrere \
Versicherer haben sich seitdem aus der Stadt zurückgezogen.
Kritiker bemängeln, dass die Pumpen der alten Schleuse von 1911 nicht erneuert werden. „Eine Mauer ohne \
Pumpen ist eine Badewanne“, sagte Anwohner Tomas Reil.
Fischerboote legen bis zum Ende der Arbeiten am Nordpier an.
"""

STORY = """\
---
title: "Ellerbach baut neue Flutmauer am Hafen"
date: 2026-02-11
language: de
sources_count: 1
---

# Ellerbach baut neue Flutmauer am Hafen

**Veröffentlicht**: 2026-02-11 | **Quellen**: 1

## Zusammenfassung

- Der Stadtrat von Ellerbach hat am Dienstag den Bau einer Flutmauer am Hafen beschlossen.
- 14 der 17 Ratsmitglieder stimmten dafür. Die Mauer kostet 8,4 Millionen Euro.
- 22 Bootsbesitzer haben den Liegeplan unterzeichnet.
- Kritiker bemängeln, dass die Pumpen der alten Schleuse von 1911 nicht erneuert werden.

## Warum das wichtig ist

Im Januar stand die Hälfte der Läden in der Kaistraße unter Wasser. Mehrere Versicherer haben sich seitdem \
aus der Stadt zurückgezogen.

## Unsere Einordnung

Wir finden, dass eine Mauer der leichte Teil ist. Über die Pumpen wird zu wenig geredet.

## Häufige Fragen

**Frage:** Wo legen die Fischerboote an?

**Antwort:** Fischerboote legen bis zum Ende der Arbeiten am Nordpier an.

## Quellen

- [Ellerbach baut neue Flutmauer am Hafen](https://kurier.example/flutmauer) - Der Kurier
"""

DEFECTS = [
    # The rule, what of the story is replaced, and by what, the place to be found in ⟦ ⟧.
    ("F201", "22 Bootsbesitzer haben", "22 Bootsbesitzer haben ⟦angeblich⟧"),
    ("F201", "22 Bootsbesitzer haben", "⟦Berichten zufolge⟧ haben 22 Bootsbesitzer"),
    (
        "F201",
        "hat am Dienstag den Bau einer Flutmauer am Hafen beschlossen",
        "⟦soll am Dienstag den Bau einer Flutmauer am Hafen beschlossen haben⟧",
    ),
    ("F402", "14 der 17 Ratsmitglieder stimmten dafür. Die Mauer kostet 8,4 Millionen Euro.",
     "⟦Im Januar stand die Hälfte der⟧"),
    ("F401", "Die Mauer kostet 8,4 Millionen Euro.", "Über die Kosten der Mauer berieten Rat ⟦und⟧"),
    ("F502", "den Liegeplan unterzeichnet.", "den Liegeplan unterzeichnet⟦..⟧"),
    ("F503", "## Unsere Einordnung", "## Hintergrund\n\n⟦Text folgt⟧\n\n## Unsere Einordnung"),
    (
        "F505",
        "- Der Stadtrat von Ellerbach hat",
        "- ⟦Hier ist eine kurze Zusammenfassung des Artikels:⟧ Der Stadtrat von Ellerbach hat",
    ),
    ("F602", "**Quellen**: 1", "**Quellen**: ⟦3⟧"),
    (
        "F605",
        "22 Bootsbesitzer haben den Liegeplan unterzeichnet.",
        "⟦The owners of twenty-two boats have signed the plan that the harbour master made for them.⟧",
    ),
]  # fmt: skip


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return write_pair(tmp_path, STORY, SOURCE)


def checked(pair: Pair, **settings: object) -> StoryReport:
    return check(pair.story, pair.source, Config(embedder="none", judge="lexical").merged(**settings))


def test_a_faithful_german_story_has_no_finding(pair: Pair) -> None:
    report = checked(pair)
    shown = [(f.rule, f.message) for f in report.findings if f.severity > Severity.SUGGESTION]
    assert shown == []
    assert report.verdict is Verdict.INCOMPLETE
    assert len(report.incomplete) == 1


def test_german_headings_give_sections_their_roles(pair: Pair) -> None:
    roles = {section.heading: section.role for section in checked(pair).story.sections}
    assert roles["Zusammenfassung"] is Role.CLAIMS
    assert roles["Warum das wichtig ist"] is Role.CLAIMS
    assert roles["Unsere Einordnung"] is Role.OPINION
    assert roles["Häufige Fragen"] is Role.FAQ
    assert roles["Quellen"] is Role.SOURCES


def test_questions_and_labels_are_no_claims(pair: Pair) -> None:
    claims = [claim.text for claim in checked(pair).story.claims]
    assert "Fischerboote legen bis zum Ende der Arbeiten am Nordpier an." in claims
    assert not any("?" in text or "Veröffentlicht" in text for text in claims)


def test_the_source_is_cut_into_german_sentences(pair: Pair) -> None:
    (source,) = checked(pair).sources
    assert source.language == "de"
    assert any(sentence.text.endswith("z. B. die Bäckerei Holm.") for sentence in source.sentences)


@pytest.mark.parametrize(("rule", "old", "new"), DEFECTS)
def test_a_planted_defect_is_found_at_its_place(rule: str, old: str, new: str, tmp_path: Path) -> None:
    planted = STORY.replace(old, new)
    start, end = planted.index("⟦"), planted.index("⟧") - 1
    text = planted.replace("⟦", "").replace("⟧", "")
    assert text != STORY
    report = checked(write_pair(tmp_path, text, SOURCE))
    assert len(report.incomplete) == 1
    spans = [f.span for f in report.findings if rule in (f.rule, *f.implied)]
    assert any(span.start < end and start < span.end for span in spans), report.findings


def test_a_hedge_that_the_source_has_is_fair(tmp_path: Path) -> None:
    source = SOURCE.replace("hat am Dienstag den Bau", "hat Medienberichten zufolge am Dienstag den Bau")
    story = STORY.replace("hat am Dienstag den Bau", "hat Berichten zufolge am Dienstag den Bau")
    report = checked(write_pair(tmp_path, story, source))
    assert not [f for f in report.findings if f.rule == "F201"]


def test_a_plan_is_no_hearsay(tmp_path: Path) -> None:
    story = STORY.replace("Die Mauer kostet 8,4 Millionen Euro.", "Die Mauer soll im März begonnen werden.")
    report = checked(write_pair(tmp_path, story, SOURCE))
    assert not [f for f in report.findings if f.rule == "F201"]


def test_the_command_checks_a_german_story_as_far_as_it_can(pair: Pair, run: Run) -> None:
    """The rules run; no claim is judged, so the story does not pass."""
    done = run("check", pair.story, pair.source, "--embedder", "none")
    assert done.code == 2, done.out
    assert "incomplete: the story's language is German" in done.out
    assert "no claim was judged" in done.out
    assert "P(all supported)" not in done.out


def test_there_are_cue_words_for_it(pair: Pair) -> None:
    assert not any("cue words are known for" in note for note in checked(pair).notes)


def test_both_lexicons_have_the_lists_that_code_asks_for() -> None:
    assert languages() == ("de", "en")
    english, german = load_lexicon("en"), load_lexicon("de")
    assert set(german.headings.roles) == set(english.headings.roles)
    assert set(german.hedges.claims) == set(english.hedges.claims)
    for topic in ("model_residue", "placeholders", "source_lines", "source_count"):
        assert getattr(german, topic) is not None


def test_number_words_have_the_keys_that_words_have() -> None:
    german = load_lexicon("de")
    assert [n.value for n in numbers("Zwölf Boote und dreißig Läden", german.judge)] == [12, 30]
    assert all(name == name.casefold() for name in (*german.numbers, *german.stopwords))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der Rat soll den Bau beschlossen haben.", "soll den Bau beschlossen haben"),
        ("Der Rat soll haben.", None),
        ("Der Rat soll den Bau. Sie haben es.", None),
        ("Sollten sie es haben?", None),
    ],
)
def test_a_phrase_may_have_a_gap(text: str, found: str | None) -> None:
    match = phrase_pattern(("soll ... haben",)).search(text)
    assert (match.group() if match else None) == found
