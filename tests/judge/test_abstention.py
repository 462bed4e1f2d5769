"""On a language that the judge was not measured on it gives no probability: incomplete, not a guess."""

from __future__ import annotations

import json

import pytest

import fidelity.judge.cascade
from fidelity import Checker, Config, StoryReport, Verdict, check_text
from fidelity.bench.rows import parse_row
from fidelity.bench.run import Judging, score_rows
from fidelity.fixes import fix
from fidelity.judge import CrossEncoderJudge, SentenceTransformersCrossEncoder
from fidelity.judge.abstention import reason_to_abstain
from fidelity.lexicon import load_lexicon
from fidelity.pipeline import take_apart_source, take_apart_story
from fidelity.read import read_string
from fidelity.report.terminal import to_terminal
from fidelity.types import Document, Severity

CONFIG = Config(embedder="none", judge="alignment")
ENGLISH = """\
The council of Port Ellery decided on Tuesday to build a wall along the harbour.
It will cost 8.4 million euros, harbour master Ines Okafor said, and the work is to start in March.
"""
FRENCH = """\
Le conseil municipal de Port Ellery a décidé mardi de construire une digue le long du port.
Elle coûtera 8,4 millions d'euros, a dit la capitaine Ines Okafor, et les travaux commenceront en mars.
"""
GERMAN = """\
Der Stadtrat von Port Ellery hat am Dienstag den Bau einer Flutmauer am Hafen beschlossen.
Sie kostet 8,4 Millionen Euro und wird im März begonnen, sagte die Hafenmeisterin Ines Okafor.
"""
RUSSIAN = "Городской совет решил во вторник построить стену вдоль гавани до конца этого года.\n"
STORY = "The council decided to build a wall along the harbour. Whales sang in the chess club of Carrow."
FRENCH_STORY = (
    "Le conseil a décidé de construire une digue le long du port. Les travaux commenceront en mars."
)


def check(story: str, source: str, config: Config = CONFIG) -> StoryReport:
    return check_text(story, source, config, markup="markdown")


def declared(language: str, text: str) -> str:
    return f"---\nlang: {language}\n---\n\n{text}"


def abstains(report: StoryReport) -> bool:
    """Whether no claim was judged; all that follows from it must hold."""
    found = not report.judgements
    assert (report.verdict is Verdict.INCOMPLETE) == found
    assert (report.scores["faithful"] is None) == found
    assert len(report.incomplete) == found
    return found


@pytest.mark.parametrize(
    ("story", "source", "cause"),
    [
        (declared("fr", FRENCH_STORY), FRENCH, "the story's language is French"),
        (FRENCH_STORY, FRENCH, "the story's language is French"),
        (FRENCH_STORY, ENGLISH, "the story's language is French"),
        (declared("en", FRENCH_STORY), FRENCH, "the story's language is French"),
        (declared("de-AT", GERMAN), GERMAN, "the story's language is German"),
        (GERMAN, GERMAN, "the story's language is German"),
        (RUSSIAN, RUSSIAN, "the story's language is a language in Cyrillic script"),
        (declared("xx", STORY), ENGLISH, 'the story\'s language is "xx"'),
        # It would be read with German cue words.
        (declared("de", STORY), ENGLISH, "the story's language is German"),
        (STORY, GERMAN, "the source's language is German"),
    ],
)
def test_the_judge_abstains(story: str, source: str, cause: str) -> None:
    report = check(story, source)
    assert abstains(report)
    assert report.incomplete[0].startswith(f"{cause}, and the judge was measured on English only")
    assert "--judge sentence-transformers:" in report.incomplete[0]
    assert not {"F101", "F102"} & {finding.rule for finding in report.findings}
    assert report.scores["support"] is None


@pytest.mark.parametrize(
    ("story", "source"),
    [
        (STORY, ENGLISH),
        # A few foreign words, a quotation, a short name in another script.
        (
            f"{STORY} The poster says „Der Rat hat es nicht gewollt“ and was hung up by Jean de la Tour.",
            ENGLISH,
        ),
        (f"{STORY} The sign reads Совет города.", ENGLISH),
        # Half of it: F605 is for that.
        (f"{STORY} {FRENCH_STORY.partition('. ')[0]}.", ENGLISH),
        # Too short to tell.
        ("Le conseil de la ville dit non.", ENGLISH),
        (STORY, "Der Rat der Stadt sagt nein."),
        # Words and letters that are function words elsewhere.
        ("Dr Smith's research focuses on vitamin d, vitamin c and R's growth curves.", ENGLISH),
        # A source in two languages.
        (STORY, ENGLISH + GERMAN),
    ],
)
def test_it_judges_as_ever(story: str, source: str) -> None:
    assert not abstains(check(story, source))


def test_one_source_that_it_reads_is_enough() -> None:
    lexicon = load_lexicon("en")
    sources = [
        take_apart_source(read_string(text, "source", "text", CONFIG), CONFIG, lexicon)
        for text in (FRENCH, GERMAN, ENGLISH)
    ]
    story = take_apart_story(read_string(STORY, "story", "text", CONFIG), CONFIG, lexicon)
    assert not reason_to_abstain(story, sources, {"en"})
    assert reason_to_abstain(story, sources[:2], {"en"}).startswith(
        "the sources' language is French, German, and the judge"
    )
    assert not reason_to_abstain(story, sources[:2], {"en", "de"})


def test_the_words_of_a_source_count_more_than_what_it_declares() -> None:
    lexicon = load_lexicon("en")
    story = take_apart_story(read_string(STORY, "story", "text", CONFIG), CONFIG, lexicon)
    for language, text, judged in (("de", ENGLISH, True), ("en", GERMAN, False), ("xx", ENGLISH, False)):
        page = read_string(declared(language, text), "source", "markdown", CONFIG)
        source = take_apart_source(page, CONFIG, lexicon)
        assert source.language == language
        assert bool(reason_to_abstain(story, [source], {"en"})) is not judged


def test_a_long_source_is_read_all_over() -> None:
    """Neither half of a page in two languages speaks for the whole."""
    for source in (GERMAN * 200 + ENGLISH * 200, ENGLISH * 200 + GERMAN * 200):
        assert not abstains(check(STORY, source))


def test_nothing_is_computed_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither network nor fit: there are no features that they could see."""
    monkeypatch.setattr(fidelity.judge.cascade, "features", None)  # calling it would fail
    assert abstains(check(FRENCH_STORY, FRENCH))


def test_a_model_of_the_users_own_never_abstains() -> None:
    lexicon = load_lexicon("en")
    judge = CrossEncoderJudge(SentenceTransformersCrossEncoder("org/model"), lexicon)
    source = take_apart_source(read_string(FRENCH, "source", "text", CONFIG), CONFIG, lexicon)
    story = take_apart_story(read_string(FRENCH_STORY, "story", "text", CONFIG), CONFIG, lexicon)
    assert not reason_to_abstain(story, [source], judge.languages)


def test_the_other_rules_run() -> None:
    """An error does not make it a failure: exit code 1 would say that the rest was judged."""
    report = check(f"{FRENCH_STORY} La digue du port..", FRENCH, CONFIG.merged(fail_on=Severity.WARNING))
    assert abstains(report)
    assert "F502" in {finding.rule for finding in report.findings}


def test_words_of_a_claim_that_no_passage_is_about_are_not_wrong_one_by_one() -> None:
    """Such as the sum, which does stand in the German source, in German."""
    story = (
        "The works will cost some 8.4 million euros, according to what the master of the port of Lisbon said."
    )
    report = check(story, GERMAN)
    assert abstains(report)
    assert report.findings == ()
    alone = check(story, GERMAN, CONFIG.merged(select=("F3",)))
    assert abstains(alone)
    assert "F301" in {finding.rule for finding in alone.findings}


def test_safe_fixes_are_applied_all_the_same() -> None:
    def read(text: str, what: str) -> Document:
        return read_string(text, what, "markdown", CONFIG)

    document = read(FRENCH_STORY.replace("en mars.", "en mars.."), "story")
    fixed = fix(Checker(CONFIG), document, [read(FRENCH, "source")])
    assert [finding.rule for finding in fixed.applied] == ["F502"]
    assert fixed.text == FRENCH_STORY
    assert abstains(fixed.report)


def test_the_contract_says_null() -> None:
    table = json.loads(json.dumps(check(FRENCH_STORY, FRENCH).to_dict()))
    assert table["verdict"] == "incomplete"
    assert [claim["judgement"] for claim in table["claims"]] == [None, None]
    assert table["scores"] == {"faithful": None, "support": None, "support_interval": None}


def test_the_terminal_says_that_nothing_was_judged() -> None:
    told = to_terminal(check(FRENCH_STORY, FRENCH), width=100, color=False)
    assert "INCOMPLETE" in told
    assert "\n  no claim was judged\n" in told
    assert "P(" not in told


def test_a_labelled_row_has_no_score() -> None:
    table = {"id": "1", "source": FRENCH, "claim": FRENCH_STORY, "label": 1, "dataset": "town"}
    row = parse_row({"granularity": "summary", "source_group": "g", **table}, "town", 1)
    (scored,) = score_rows([row], Judging(CONFIG), signature={})
    assert scored.score is None
    assert scored.error == "the judge abstains"
