"""When a story and its sources were published, and who is asked first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fidelity import Config
from fidelity.errors import ConfigError
from fidelity.pipeline import Checker
from fidelity.types import StoryReport

DAY = dt.date(2026, 6, 26)
BODY = "The council approved the harbour wall on Tuesday after a long debate.\n"


def check(
    folder: Path, story: str, source: str = BODY, *, name: str = "source.txt", **settings: object
) -> StoryReport:
    (folder / "story.md").write_text(story, encoding="utf-8")
    (folder / name).write_text(source, encoding="utf-8")
    config = Config(embedder="none", judge="lexical").merged(**settings)
    return Checker(config).check(folder / "story.md", [folder / name])


STORIES = [
    f"---\ndate: 2026-06-26\n---\n\n{BODY}",
    f"---\npublishedTime: 2026-06-26T10:00:00Z\n---\n\n{BODY}",
    f"---\nurl: https://example.org/2026/06/26/wall\n---\n\n{BODY}",
    f"# The wall\n\n**Published**: 2026-06-26 | **Category**: town\n\n{BODY}",
    f"# The wall\n\nJune 26, 2026\n\n{BODY}",
    f"# The wall\n\nBy Ada Holm | Friday, 26 June 2026, 10:30\n\n{BODY}",
    # Front matter comes before the address and the byline.
    f"---\nurl: https://example.org/2026/06/20/w\ndate: 2026-06-26\n---\n\nPublished: 2026-06-25\n\n{BODY}",
]


@pytest.mark.parametrize("story", STORIES)
def test_a_story_says_when_it_was_published(tmp_path: Path, story: str) -> None:
    assert check(tmp_path, story).story.published == DAY


UNDATED = [
    BODY,
    f"---\ndate: soon\n---\n\n{BODY}",
    f"# The wall\n\nThe plan is of June 26, 2026.\n\n{BODY}",
    f"# The wall\n\n{BODY}\n*Last Updated: 2026-06-26*\n",
    f"# The wall\n\n{BODY}\nhttps://example.org/2026/13/45/wall\n",
]


@pytest.mark.parametrize("story", UNDATED)
def test_else_nobody_knows(tmp_path: Path, story: str) -> None:
    assert check(tmp_path, story).story.published is None


def test_the_configuration_comes_first(tmp_path: Path) -> None:
    other = dt.date(2025, 1, 2)
    report = check(tmp_path, STORIES[0], f"Published: 2026-06-20\n\n{BODY}", date=other, source_date=other)
    assert report.story.published == other
    assert report.sources[0].published == other


PAGE = (
    "<html><head>{}</head><body><article><h1>The harbour wall</h1><p>" + BODY + "</p></article></body></html>"
)
META = '<meta property="article:published_time" content="2026-06-26T08:00:00Z">'
DATA = '<meta charset="utf-8"><script type="application/ld+json">{"datePublished": "2026-06-26"}</script>'
SOURCES = [
    ("source.txt", f"The wall\n\nPublished: 2026-06-26\n\n{BODY}"),
    ("source.txt", f"The wall\n\nhttps://example.org/2026/06/26/wall\n\n{BODY}"),
    ("source.html", PAGE.format(META)),
    ("source.html", PAGE.replace("{}", DATA)),
]


@pytest.mark.parametrize(("name", "source"), SOURCES)
def test_a_source_says_when_it_was_published(tmp_path: Path, name: str, source: str) -> None:
    assert check(tmp_path, BODY, source, name=name).sources[0].published == DAY


LISTED = "{}\n## Sources\n\n- [The wall](https://example.org/2026/06/26/council-approves-harbour-wall)\n"


def test_the_storys_list_of_sources_dates_the_source(tmp_path: Path) -> None:
    report = check(tmp_path, LISTED.format(BODY))
    assert report.sources[0].published == DAY
    assert report.story.published is None


def test_of_several_sources_the_one_with_that_title_is_meant(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(LISTED.format(BODY), encoding="utf-8")
    (tmp_path / "a.txt").write_text("A bakery opened on Mill Lane.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Council approves the harbour wall\n\n" + BODY, encoding="utf-8")
    checker = Checker(Config(embedder="none", judge="lexical"))
    report = checker.check(tmp_path / "story.md", [tmp_path / "a.txt", tmp_path / "b.txt"])
    assert [source.published for source in report.sources] == [None, DAY]


def test_a_date_is_read_from_toml_text_and_python() -> None:
    moment = dt.datetime(2026, 6, 26, 10, tzinfo=dt.UTC)
    for value in ("2026-06-26", DAY, moment):
        assert Config(date=value).date == DAY  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="expected a date such as 2026-06-26"):
        Config(date="26.6.2026")  # type: ignore[arg-type]


def test_a_date_changes_the_signature() -> None:
    plain = Checker(Config(embedder="none", judge="lexical")).check_text(BODY, BODY)
    dated = Checker(Config(embedder="none", judge="lexical", date=DAY)).check_text(BODY, BODY)
    assert plain.signature != dated.signature
