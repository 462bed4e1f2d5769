"""The suite's files: where they are looked for, what a line must hold, and that the release is whole."""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from invented_twins import ALSO_HELD, HELD, OTHER, claim, claims, source, write_part, write_suite

from fidelity.bench.twins.data import FOLDER, PARTS, SHA256, held_out, load_twins, sample_sources
from fidelity.errors import InputError

RELEASE = ROOT / "benchmarks/data" / FOLDER


class TestTheRelease:
    def test_the_files_are_the_ones_that_were_released(self) -> None:
        listed = dict(
            reversed(line.split()) for line in (RELEASE / "SHA256SUMS").read_text("utf-8").splitlines()
        )
        for part in PARTS:
            data = (RELEASE / f"{part}.jsonl.gz").read_bytes()
            assert hashlib.sha256(data).hexdigest() == listed[f"{part}.jsonl.gz"]
            assert hashlib.sha256(gzip.decompress(data)).hexdigest() == SHA256[part]

    def test_its_rows_are_in_the_form_and_its_twins_are_pairs(self) -> None:
        """Reading demands one claim of each label in every twin, and wrong words that stand in the claim."""
        twins = load_twins(RELEASE)
        assert twins.released
        assert len(twins.rows) == len({row.key for row in twins.rows}) == 23_590
        counts = Counter((row.dataset, row.pair_id is not None) for row in twins.rows)
        assert counts == {("short", False): 11_584, ("long", True): 6_894, ("forms", True): 5_112}
        for row in twins.rows:
            assert all(place in row.source for place in row.evidence), row.id
            assert (row.spans is not None) == (row.label == 0), row.id

    def test_an_eighth_of_its_sources_is_held_out(self) -> None:
        held = {row.source_id: row.dataset for row in load_twins(RELEASE).rows if held_out(row.source_id)}
        assert Counter(held.values()) == {"short": 133, "long": 41, "forms": 25}
        assert all(hashlib.sha1(name.encode()).hexdigest()[-1] in "08" for name in held)

    def test_the_data_sheet_names_every_hash(self) -> None:
        sheet = (RELEASE / "DATASHEET.md").read_text("utf-8")
        for line in (RELEASE / "SHA256SUMS").read_text("utf-8").splitlines():
            assert line.split()[0] in sheet
        assert all(digest in sheet for digest in SHA256.values())


def test_a_claim_is_a_row(tmp_path: Path) -> None:
    twins = load_twins(write_suite(tmp_path))
    assert not twins.released
    assert len(twins.rows) == 36
    row = next(row for row in twins.rows if row.id == f"{HELD}/2" and row.dataset == "long")
    assert (row.label, row.extra["kind"], row.pair_id) == (0, "wrong-date", f"{HELD}/1")
    assert (row.source_id, row.source_group) == (HELD, HELD)
    assert row.spans is not None
    assert row.claim[row.spans[0].start : row.spans[0].end] == "July"
    assert {row.pair_id for row in twins.rows if row.dataset == "short"} == {None}


def test_the_hash_of_an_id_says_what_is_held_out() -> None:
    assert [held_out(name) for name in (HELD, ALSO_HELD, OTHER)] == [True, True, False]


def test_some_parts_may_be_asked_for(tmp_path: Path) -> None:
    write_suite(tmp_path)
    (tmp_path / "short.jsonl.gz").unlink()
    assert {row.dataset for row in load_twins(tmp_path, ["forms", "long"]).rows} == {"long", "forms"}
    with pytest.raises(InputError, match=r"no short\.jsonl\.gz; the suite is short, long, forms"):
        load_twins(tmp_path)
    with pytest.raises(InputError, match="no part 'lnog' in the suite twins; did you mean \"long\""):
        load_twins(tmp_path, ["lnog"])


class TestWhereItIsLookedFor:
    def test_the_folder_or_the_one_above_it(self, tmp_path: Path) -> None:
        write_suite(tmp_path / FOLDER)
        assert load_twins(tmp_path).rows == load_twins(tmp_path / FOLDER).rows

    def test_without_a_folder_in_the_checkout(self, tmp_path: Path) -> None:
        write_suite(tmp_path / "here")
        assert len(load_twins(None, checkout=tmp_path / "here").rows) == 36

    def test_a_folder_that_is_named_is_not_passed_over(self, tmp_path: Path) -> None:
        checkout = write_suite(tmp_path / "checkout")
        with pytest.raises(InputError, match=rf"twins 1\.0 is not there: .* in .*/none, .*/none/{FOLDER}; "):
            load_twins(tmp_path / "none", checkout=checkout)
        assert load_twins(tmp_path / "none", fall_back=True, checkout=checkout).rows

    def test_a_wheel_has_none_and_says_where_it_looked(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"in .*/wheel; give its folder with --data \(the wheel comes"):
            load_twins(None, checkout=tmp_path / "wheel")


def broken(**more: Any) -> dict[str, Any]:
    return {**source(HELD), **more}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ([], "not a JSON object"),
        (broken(id=7), "no id, or one that is no text"),
        (broken(claims=[]), "no claims, or no list of them"),
        (broken(claims=["The wall stands."]), "claim 1: not a JSON object"),
        (broken(source=None), "claim 1: no source"),
        (broken(claims=[claim("", 1, "alias")]), "claim 1: no text"),
        (
            broken(claims=[claim("A wall stands.", 2, "alias")]),
            "claim 1: label is 2; expected the number 0 or 1",
        ),
        (broken(claims=[claim("A wall stands.", 1, "")]), "claim 1: no kind"),
        (broken(claims=[claim("A wall stands.", 1, "alias", twin="a")]), "claim 1: twin is no whole number"),
        (
            broken(claims=[claim("A wall stands.", 0, "cause", wrong="fell")]),
            "claim 1: wrong words 'fell' do not stand in the claim",
        ),
        (broken(claims=claims()[:3]), r"twin 2 has labels \[0\]; expected one claim of each label"),
        (
            broken(claims=[*claims(), claims()[0]]),
            r"twin 1 has labels \[1, 0, 1\]; expected one claim of each",
        ),
        (source(ALSO_HELD), f"id '{ALSO_HELD}' was used at line 1 already"),
    ],
)
def test_a_line_that_is_not_in_the_form_is_told_with_its_place(
    tmp_path: Path, entry: object, message: str
) -> None:
    write_part(tmp_path, "long", [source(ALSO_HELD), entry])
    with pytest.raises(InputError, match=rf"long\.jsonl\.gz:2: {message}"):
        load_twins(tmp_path, ["long"])


def test_a_file_that_is_no_json_or_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "long.jsonl").write_text("{\n", "utf-8")
    with pytest.raises(InputError, match=r"long\.jsonl:1: not JSON"):
        load_twins(tmp_path, ["long"])
    (tmp_path / "long.jsonl").write_text("\n", "utf-8")
    with pytest.raises(InputError, match=r"long\.jsonl: no source in this file"):
        load_twins(tmp_path, ["long"])
    (tmp_path / "long.jsonl.gz").write_bytes(b"no gzip")
    with pytest.raises(InputError, match=r"long\.jsonl\.gz: cannot be read"):
        load_twins(tmp_path, ["long"])


def test_a_sample_is_of_whole_sources_and_the_same_again(tmp_path: Path) -> None:
    rows = load_twins(write_suite(tmp_path)).rows
    kept = sample_sources(rows, 2, seed=7)
    assert kept == sample_sources(rows, 2, seed=7)
    assert Counter(row.dataset for row in kept) == {"short": 8, "long": 8, "forms": 8}
    assert all(len({row.source_id for row in kept if row.dataset == part}) == 2 for part in PARTS)
    assert sample_sources(rows, 9, seed=7) == list(rows)
