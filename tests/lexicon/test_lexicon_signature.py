"""The word lists are part of every report's signature: another cue, other numbers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import fidelity
from fidelity import Config, check_text
from fidelity.lexicon import signature
from fidelity.lexicon.signature import lexicon_signature

PACKAGE = Path(fidelity.__file__).parent
CODE = """
import json
from fidelity import Config, check_text

settings = Config(embedder="none", judge="lexical", language="LANGUAGE")
print(json.dumps(check_text("The old ferry left.", "The ferry left at noon.", settings).to_dict()))
"""


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the word lists that the signature is made of."""
    copied = tmp_path / "lexicon"
    shutil.copytree(PACKAGE / "lexicon", copied)
    monkeypatch.setattr(signature, "files", lambda _: copied)
    lexicon_signature.cache_clear()
    yield copied
    lexicon_signature.cache_clear()


@pytest.mark.parametrize(
    ("changed", "own", "other"),
    [
        ("en/language.toml", "en", "de"),
        ("de/language.toml", "de", "en"),
        ("words/en.opposites.txt", "en", "de"),
    ],
)
def test_a_changed_list_changes_the_signature_of_its_language(
    changed: str, own: str, other: str, lists: Path
) -> None:
    before = lexicon_signature(own), lexicon_signature(other)
    lexicon_signature.cache_clear()
    file = lists / changed
    file.write_bytes(file.read_bytes() + b"\n")
    assert lexicon_signature(own) != before[0]
    assert lexicon_signature(other) == before[1]


def test_what_all_languages_share_changes_every_signature(lists: Path) -> None:
    before = lexicon_signature("en"), lexicon_signature("de")
    lexicon_signature.cache_clear()
    (lists / "profiles/another.toml").write_text("", encoding="utf-8")
    assert {lexicon_signature("en"), lexicon_signature("de")}.isdisjoint(before)


def test_code_beside_the_lists_does_not_count(lists: Path) -> None:
    before = lexicon_signature("en")
    lexicon_signature.cache_clear()
    (lists / "en/__init__.py").write_text("", encoding="utf-8")
    (lists / "another.py").write_text("", encoding="utf-8")
    assert lexicon_signature("en") == before


@pytest.mark.parametrize(("language", "lists_of"), [("en", "en"), ("de", "de"), ("fr", "en")])
def test_a_report_names_the_lists_it_was_made_with(language: str, lists_of: str) -> None:
    settings = Config(embedder="none", judge="lexical", language=language)
    report = check_text("The old ferry left.", "The ferry left at noon.", settings)
    assert report.signature["language"] == language
    assert report.signature["lexicon"] == lexicon_signature(lists_of)


def test_one_cue_more_is_another_signature(tmp_path: Path) -> None:
    """The whole way, with a package in which one word of the lists is another."""
    copied = tmp_path / "fidelity"
    shutil.copytree(PACKAGE, copied, ignore=shutil.ignore_patterns("__pycache__", "models"))
    (copied / "models").symlink_to(PACKAGE / "models", target_is_directory=True)
    as_it_is = signature_in(tmp_path)
    assert as_it_is["lexicon"] == lexicon_signature("en")
    file = copied / "lexicon/en/language.toml"
    text = file.read_text("utf-8")
    assert " against " in text
    file.write_text(text.replace(" against ", " against anent ", 1), encoding="utf-8")
    changed = signature_in(tmp_path)
    assert changed["lexicon"] != as_it_is["lexicon"]
    assert {**changed, "lexicon": ""} == {**as_it_is, "lexicon": ""}


def signature_in(folder: Path) -> dict[str, object]:
    """Return the signature of a report by the package in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", CODE.replace("LANGUAGE", "en")],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout)["signature"])
