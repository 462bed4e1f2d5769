"""Rows are read strictly: what is not in the form is told with its place, counted and left out."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from invented import SOURCES, rows, table, tables, write

from fidelity.bench.cards import cards
from fidelity.bench.loading import load, load_file
from fidelity.bench.rows import BadRowError, parse_row, sample_groups, write_rows
from fidelity.errors import InputError, MissingExtraError

HEADER = "source,claim,label"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"source": None}, "no source"),
        ({"source": " \n"}, "empty source"),
        ({"source": 7}, "source is 7; expected text"),
        ({"claim": ""}, "empty claim"),
        ({"claim": ["x"]}, r'claim is \["x"\]; expected text'),
        ({"label": None}, "no label"),
        ({"label": 2}, "label is 2; expected the number 0 or 1"),
        ({"label": "1"}, 'label is "1"; expected the number 0 or 1'),
        ({"label": True}, "label is true; expected the number 0 or 1"),
        ({"label": 1.0}, "label is 1.0; expected the number 0 or 1"),
        ({"unit": "book"}, 'unit is "book"; expected summary or sentence'),
        ({"id": 1.5}, "id is 1.5; expected text or a whole number"),
        ({"source_group": {}}, "source_group is {}; expected text or a whole number"),
        ({"spans": "all"}, 'spans is "all"; expected a list or null'),
        ({"spans": [{"start": 0}]}, "a span is .* expected start and end as whole numbers"),
        ({"spans": [3]}, "a span is 3; expected start and end as whole numbers"),
        ({"spans": [{"start": 0, "end": 9999}]}, r"span 0\.\.9999 is outside the claim"),
        ({"spans": [{"start": 5, "end": 2}]}, r"span 5\.\.2 is outside the claim"),
        ({"spans": [{"start": -1, "end": 2}]}, r"span -1\.\.2 is outside the claim"),
        ({"peer_scores": [1]}, r"peer_scores is \[1\]; expected an object or null"),
        ({"peer_scores": {"a": "high"}}, 'peer score a is "high"; expected a number or null'),
        ({"peer_scores": {"a": float("nan")}}, "peer score a is NaN; expected a number or null"),
    ],
)
def test_a_bad_row_is_rejected_with_its_line(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    path = write(tmp_path / "town.jsonl", [table(0, 1), {**table(1, 1), **change}, table(2, 0)])
    loaded = load_file(path)
    assert [row.id for row in loaded.rows] == ["0-1", "2-0"]
    (bad,) = loaded.rejected
    assert bad.line == 2
    assert str(bad).startswith(f"{path.as_posix()}:2: ")
    with pytest.raises(BadRowError, match=reason):
        parse_row({**table(1, 1), **change}, "town", 2)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'"a row"', "not a JSON object"),
        (b'{"source": "\xff"}', "not UTF-8 at byte 12 of the line"),
        (json.dumps(table(0, 1)).encode(), "id '0-1' was used at line 1 already"),
    ],
)
def test_a_bad_line_is_rejected(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "town.jsonl"
    path.write_bytes(json.dumps(table(0, 1)).encode() + b"\n\n" + line + b"\n")
    loaded = load_file(path)
    assert len(loaded.rows) == 1
    assert [(bad.line, reason in bad.reason) for bad in loaded.rejected] == [(3, True)]


def test_a_row_of_three_fields_is_enough(tmp_path: Path) -> None:
    """Its set is the file's name, its id the line, and equal sources are one group."""
    entries = [{"source": SOURCES[0], "claim": "It cost pounds.", "label": label} for label in (1, 0)]
    loaded = load_file(write(tmp_path / "mine.jsonl", entries))
    assert [row.key for row in loaded.rows] == [("mine", "1"), ("mine", "2")]
    assert len({row.source_group for row in loaded.rows}) == 1
    assert loaded.rows[0].spans is None


def test_a_user_may_call_the_source_group_group() -> None:
    row = parse_row({"source": "s", "claim": "c", "label": 1, "group": "north"}, "mine", 1)
    assert row.source_group == "north"
    assert row.extra == {}


def test_what_is_written_is_read_again_as_it_was(tmp_path: Path) -> None:
    before = [parse_row({**table(0, 0), "colour": "red", "evidence": {"x": [1]}}, "town", 1), *rows()[2:]]
    for name in ("town.jsonl", "town.jsonl.gz"):
        assert write_rows(before, tmp_path / name) == 7
        assert list(load_file(tmp_path / name).rows) == before
    again = tmp_path / "again.jsonl.gz"
    write_rows(before, again)
    assert again.read_bytes() == (tmp_path / "town.jsonl.gz").read_bytes()


def test_the_hash_is_of_the_content_compressed_or_not(tmp_path: Path) -> None:
    plain = write(tmp_path / "town.jsonl")
    packed = tmp_path / "packed" / "town.jsonl.gz"
    packed.parent.mkdir()
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert load_file(plain).sha256 == load_file(packed).sha256


class TestCsv:
    def test_lines_are_those_of_the_file(self, tmp_path: Path) -> None:
        """A quoted line break does not shift the count; NA is a text."""
        path = tmp_path / "mine.csv"
        text = f'{HEADER},id\n"one\ntwo",NA,1,a\nsource,claim,maybe,b\n\nsource,,0,c\nsource,claim,0,d\n'
        path.write_text(text, encoding="utf-8-sig")
        loaded = load_file(path)
        assert [(row.id, row.source, row.claim) for row in loaded.rows] == [
            ("a", "one\ntwo", "NA"),
            ("d", "source", "claim"),
        ]
        assert [str(bad).partition(".csv:")[2] for bad in loaded.rejected] == [
            '4: label is "maybe"; expected the number 0 or 1',
            "6: no claim",
        ]

    def test_a_row_of_another_length_is_rejected(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.csv"
        path.write_text(f"{HEADER}\na,b,1,c\n", encoding="utf-8")
        assert load_file(path).rejected[0].reason == "4 fields; the header has 3"

    def test_a_source_may_be_long(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.csv"
        path.write_text(f"{HEADER}\n{'word ' * 50_000},b,1\n", encoding="utf-8")
        assert len(load_file(path).rows[0].source) == 250_000

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"source,label\na,1\n", "no column 'claim'; the columns are: source, label"),
            (b"", "no column 'source'; the columns are: none"),
            (b'source,claim,label\n"a', ":2: not CSV"),
            (b"source,claim,label\n\xff,b,1\n", "not UTF-8 at byte 19"),
        ],
    )
    def test_a_broken_file_is_an_error(self, tmp_path: Path, data: bytes, message: str) -> None:
        path = tmp_path / "mine.csv"
        path.write_bytes(data)
        with pytest.raises(InputError, match=message):
            load_file(path)


class TestParquet:
    def test_is_read_like_the_others(self, tmp_path: Path) -> None:
        pandas = pytest.importorskip("pandas")
        pytest.importorskip("pyarrow")
        entries = [table(0, 1), table(1, 0), {**table(2, 1), "label": 3}]
        frame = pandas.DataFrame([{**entry, "note": None} for entry in entries])
        frame.to_parquet(tmp_path / "town.parquet")
        loaded = load_file(tmp_path / "town.parquet")
        expected = [parse_row(entry, "town", at) for at, entry in enumerate(entries[:2], start=1)]
        assert list(loaded.rows) == expected
        assert [bad.line for bad in loaded.rejected] == [3]

    def test_without_the_extra_one_line_says_what_to_install(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "town.parquet").write_bytes(b"PAR1")
        monkeypatch.setitem(sys.modules, "pandas", None)
        with pytest.raises(MissingExtraError, match=r"source-fidelity\[bench\]"):
            load_file(tmp_path / "town.parquet")

    def test_that_is_none_is_an_error(self, tmp_path: Path) -> None:
        pytest.importorskip("pandas")
        pytest.importorskip("pyarrow")
        (tmp_path / "town.parquet").write_bytes(b"no such thing")
        with pytest.raises(InputError, match="not Parquet"):
            load_file(tmp_path / "town.parquet")


class TestFolder:
    def test_labelled_within_it_is_found(self, tmp_path: Path) -> None:
        write(tmp_path / "labelled" / "town.jsonl")
        assert len(load(tmp_path).rows) == 8

    def test_without_names_other_known_sets_are_left_out(self, tmp_path: Path) -> None:
        for name in ("town", "bump", "fib"):
            write(tmp_path / f"{name}.jsonl", [{**table(0, 1), "dataset": name}])
        assert [row.dataset for row in load(tmp_path).rows] == ["bump", "town"]
        assert [row.dataset for row in load(tmp_path, ["fib"]).rows] == ["fib"]

    def test_names_choose_among_a_files_sets(self, tmp_path: Path) -> None:
        path = write(tmp_path / "all.jsonl", [{**table(0, 1), "dataset": name} for name in "ab"])
        assert [row.dataset for row in load(path, ["b"]).rows] == ["b"]

    @pytest.mark.parametrize(
        ("files", "names", "message"),
        [
            ((), (), "no \\*.jsonl or \\*.jsonl.gz with labelled rows"),
            (("town.jsonl",), ("twon",), "no set 'twon'; did you mean \"town\"?"),
            (("town.jsonl", "town.jsonl.gz"), (), "stands beside town.jsonl; keep one of the two"),
            (("one.jsonl", "two.jsonl"), (), "two files hold rows of the set 'town'"),
        ],
    )
    def test_what_is_unclear_is_an_error(
        self, tmp_path: Path, files: tuple[str, ...], names: tuple[str, ...], message: str
    ) -> None:
        for name in files:
            write_rows(rows(), tmp_path / name)
        with pytest.raises(InputError, match=message):
            load(tmp_path, names)

    @pytest.mark.parametrize(
        ("name", "data", "message"),
        [
            ("rows.xlsx", b"", "expected a folder, or a file that ends in"),
            ("rows.jsonl.gz", b"plain", "cannot be read"),
            ("rows.jsonl.gz", gzip.compress(b"x" * 999, mtime=0)[:-9], "cannot be read"),
        ],
    )
    def test_a_file_that_is_none_is_an_error(
        self, tmp_path: Path, name: str, data: bytes, message: str
    ) -> None:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError, match=message):
            load(tmp_path / name)

    def test_nothing_there_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="no such file or folder"):
            load(tmp_path / "nowhere.jsonl")


def test_a_sample_keeps_whole_groups_and_order() -> None:
    kept = sample_groups(rows(), 4, seed=1)
    assert len(kept) == 4
    assert [row for row in rows() if row in kept] == kept
    assert len({row.source_group for row in kept}) == 2
    assert sample_groups(rows(), 4, seed=1) == kept
    assert sample_groups(list(reversed(rows())), 4, seed=1) == kept[::-1]
    assert len(sample_groups(rows(), 3, seed=1)) == 3
    assert sample_groups(rows(), 1, seed=1, least_groups=2) == kept
    assert any(sample_groups(rows(), 4, seed=seed) != kept for seed in range(2, 9))


def test_every_card_is_sound() -> None:
    """16 evaluation sets; every system has a name and says whether it was trained on the set."""
    known = cards()
    assert sum(card.evaluation for card in known.values()) == 16
    assert all(card.sha256 is not None and len(card.sha256) == 64 for card in known.values())
    assert all(card.title and card.licence and card.label for card in known.values())
    systems = {peer.system for card in known.values() for peer in card.peers.values()}
    assert all(system.name and system.family and system.parameters and system.why for system in systems)
    assert "wice" not in [name for name, card in known.items() if card.standing == "in-domain"]
    assert tables()[0]["dataset"] not in known
