"""What `python -m benchmarks.structure` counts, on code in which one can count by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import fidelity
from benchmarks.structure import reading, running

PACKAGE = Path(fidelity.__file__).resolve().parent
Count = Callable[[list[reading.Module]], list[str]]


def read(tmp_path: Path, code: str, name: str = "rules/one.py") -> list[reading.Module]:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(code, encoding="utf-8")
    return reading.modules(tmp_path)


@pytest.mark.parametrize(
    ("count", "code", "expected"),
    [
        (reading.lexicon_functions, "def f(text, lexicon): ...", 1),
        (reading.lexicon_functions, "def f(text, *, known: Lexicon): ...", 1),
        (reading.lexicon_functions, "def f(text, known: 'Lexicon'): ...", 1),
        (reading.lexicon_functions, "class A:\n    def f(self, lexicon): ...", 1),
        (reading.lexicon_functions, "def f(text): return text.lexicon", 0),
        (reading.caches, "@cache\ndef f(): ...", 1),
        (reading.caches, "@functools.lru_cache(maxsize=4096)\ndef f(): ...", 1),
        (reading.caches, "class A:\n    @cached_property\n    def f(self): ...", 0),
        (reading.owned, "class A:\n    @cached_property\n    def f(self): ...", 1),
        (reading.guards, "if case.story.language != case.lexicon.language: ...", 1),
        (reading.guards, "spoken = story.language == lexicon.language", 1),
        (reading.guards, "if story.language != Config().language: ...", 0),
        (reading.lookups, "a = lexicon.cues['topic']", 1),
        (reading.lookups, "a = case.lexicon.cues.get('topic', {}).get('kind', ())", 2),
        (reading.lookups, "a = word in lexicon.cues['topic']['kind']", 2),
        (reading.lookups, "a = 'topic' in lexicon.cues", 1),
        (reading.lookups, "def f(lexicon):\n    cues = lexicon.cues['topic']\n    return cues['kind']", 2),
        (reading.lookups, "a = lexicon.values['weekdays'].get(word)", 1),
        (reading.lookups, "a = lexicon.ladders[name]", 1),
        (reading.lookups, "a = lexicon.scales.kinds['topic']", 1),
        (reading.lookups, "a = lexicon.hedging.hearsay, word in lexicon.stopwords, table['topic']", 0),
        (reading.lookups, "a = entry.values[0], found.values()", 0),
    ],
)
def test_what_is_counted(count: Count, code: str, expected: int, tmp_path: Path) -> None:
    found = count(read(tmp_path, code))
    assert len(found) == expected
    assert all(place.startswith("rules/one.py:") for place in found)


def test_a_comparison_of_languages_outside_rules_is_no_guard(tmp_path: Path) -> None:
    code = "spoken = story.language == lexicon.language"
    assert reading.guards(read(tmp_path, code, "engine.py")) == []


def test_the_files_of_a_rule_are_found() -> None:
    files = running.touched("F201", PACKAGE)
    assert "rules/added_hedge.py" in files.deciding
    assert set(files.deciding) <= {*files.run, *files.asked}
    assert any(name.endswith(".toml") for name in files.asked)
    assert "pipeline.py" in files.run
    assert "pipeline.py" not in files.deciding


def test_every_rule_has_a_file() -> None:
    assert "added_hedge.py" in running.rule_lines()
    assert min(running.rule_lines().values()) > 20
