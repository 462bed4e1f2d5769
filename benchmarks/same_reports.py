"""Whether a change of the code left every report as it was: records reports, and compares them later.

    python -m benchmarks.same_reports record FILE --data DIR [--memory MEMORY] [--jobs 2]
    python -m benchmarks.same_reports compare FILE [--memory MEMORY] [--jobs 2] [--quick]

For work that must change no result: a module that moves, a cache that goes. `record` checks a fixed set of
stories and keeps each story, its sources and its report, a line each, in FILE (JSON lines, gzip: other
people's text, never committed). `compare` checks the stories of FILE again, with the code that is there
now, prints what differs (report, JSON path, before, now) and ends with exit code 1 if anything does.

The set: the story of `examples/`, pages with an answer key, short pairs, labelled rows drawn from every
set (half of them as a Markdown page), written claims, the German story of the tests, and defects planted
in some of these by every operator of `fidelity mutate`. With `--quick`, `compare` takes a part of it.

MEMORY (an SQLite file) keeps what the models answered, so that only the first run waits for them. Left out
of each report is the part of the signature that says which word lists were used: it is there to change
with them, whether or not a report does.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import gzip
import hashlib
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fidelity
from fidelity.config import Config
from fidelity.embed import make_embedder
from fidelity.embed.remembering_embedder import RememberingEmbedder
from fidelity.errors import FidelityError
from fidelity.judge import shipped_network
from fidelity.judge.remembering_network import RememberingNetwork
from fidelity.pipeline import Checker

ROOT = Path(__file__).resolve().parent.parent
FORMAT = "fidelity.same-reports/1"
SEED = 7
LABELLED, LONG, WRITTEN = 300, 10, 60
MOST_WORDS = 1_500
"""Longer sources are left out, `LONG` of them aside: the set should take minutes."""
QUICK_STEP = 3
"""`--quick` takes every third story, and those that are the only ones of their kind."""
ALWAYS = ("example", "seed", "german")
UNSIGNED = frozenset({"lexicon"})
WORDS = re.compile(r", words@[0-9a-f]+")
SHOWN_REPORTS, SHOWN_PATHS, SHOWN_LETTERS = 20, 6, 160


@dataclass(frozen=True, slots=True)
class Case:
    """A story file and its source files, by name and text; `id` starts with its kind."""

    id: str
    story: tuple[str, str]
    sources: tuple[tuple[str, str], ...]


class Checking:
    """A checker whose models answer from `memory` what they were asked before."""

    def __init__(self, memory: Path | None) -> None:
        config = Config(threads=1)
        inner = make_embedder(config.embedder, 1)
        self.embedder = None if inner is None else RememberingEmbedder(inner, memory)
        self.network = RememberingNetwork(shipped_network(1), memory)
        self.checker = Checker(config, self.embedder, self.network)

    def report(self, case: Case) -> dict[str, Any]:
        """Return the report as `fidelity check` writes it, or the error that it ends with."""
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            for name, text in (case.story, *case.sources):
                Path(name).write_bytes(text.encode("utf-8", "surrogatepass"))
            try:
                report = self.checker.check(case.story[0], [name for name, _ in case.sources]).to_dict()
            except FidelityError as error:
                return {"error": f"{type(error).__name__}: {error}"}
        signature = report["signature"]
        assert isinstance(signature, dict)
        for name in UNSIGNED:
            signature.pop(name, None)
        signature["judge"] = WORDS.sub("", str(signature["judge"]))
        # What a reader gets: tuples as lists, floats as they are written.
        return dict(json.loads(json.dumps(report)))

    def save(self) -> None:
        """Keep what was embedded and read for the next run."""
        self.network.save()
        if self.embedder is not None:
            self.embedder.save()


_checking: Checking | None = None


def _start(memory: Path | None) -> None:
    global _checking  # noqa: PLW0603 - one a process: the models are loaded once
    _checking = Checking(memory)


def _check_part(part: Sequence[Case]) -> list[dict[str, Any]]:
    assert _checking is not None
    reports = [_checking.report(case) for case in part]
    _checking.save()
    return reports


def check_all(cases: Sequence[Case], memory: Path | None, jobs: int) -> Iterator[dict[str, Any]]:
    """Yield one report a case, in order."""
    parts = [cases[at : at + 10] for at in range(0, len(cases), 10)]
    if jobs == 1:
        _start(memory)
        for part in parts:
            yield from _check_part(part)
        return
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(memory,)) as pool:
        for part in pool.map(_check_part, parts):
            yield from part


def all_cases(data: Path) -> list[Case]:
    """Return the set. `data` holds `data/labelled`, `data/written`, `cases` and `seeds`."""
    pages = _pages(data)
    pair = _pair("example", ROOT / "examples")
    german = list(_german())
    return [
        pair,
        _pair("seed", data / "seeds"),
        *pages,
        *_short_pairs(data),
        *_labelled(data),
        *_written(data),
        *german,
        *_planted([pair, *pages[:3], german[0]]),
    ]


def _pair(name: str, folder: Path) -> Case:
    texts = [(part, _text(folder / part)) for part in ("story.md", "source.txt")]
    return Case(name, texts[0], (texts[1],))


def _pages(data: Path) -> list[Case]:
    return [
        Case(f"page {row['id']}", (row["file"], row["story"]), tuple(sorted(row["sources"].items())))
        for row in _rows(data / "cases/stories.jsonl")
    ]


def _short_pairs(data: Path) -> list[Case]:
    return [_plain(f"pair {row['id']}", row) for row in _rows(data / "cases/pairs.jsonl")]


def _labelled(data: Path) -> Iterator[Case]:
    """Yield as many rows of each set as of the others, in an order that depends on the seed alone."""
    # Here alone: a comparison needs neither, so that it still runs where they have moved.
    from benchmarks.rules.stories import as_story  # noqa: PLC0415
    from fidelity.bench.loading import load, set_files  # noqa: PLC0415

    names = sorted(set_files(data / "data"))
    draws: list[list[Any]] = []
    long: list[Any] = []
    for name in names:
        rows = sorted(load(data / "data", [name]).rows, key=lambda row: row.id)
        random.Random(f"{SEED} {name}").shuffle(rows)
        draws.append([row for row in rows if len(row.source.split()) <= MOST_WORDS])
        long += [row for row in rows if len(row.source.split()) > MOST_WORDS][:1]
    each, more = divmod(LABELLED - LONG, len(names))
    drawn = [row for at, rows in enumerate(draws) for row in rows[: each + (at < more)]]
    for at, row in enumerate([*drawn, *long[:LONG]]):
        page = as_story(row, "page") if at % 2 else None
        story = ("story.txt", row.claim) if page is None else ("story.md", page)
        yield Case(f"labelled {row.dataset} {row.id}", story, (("source.txt", row.source),))


def _written(data: Path) -> list[Case]:
    rows = [
        (f"written {row['id']} {at}", {"claim": claim["text"], "source": row["source"]})
        for row in _rows(data / "data/written/forms.jsonl.gz")
        for at, claim in enumerate(row["claims"])
    ]
    return [_plain(name, row) for name, row in random.Random(SEED).sample(rows, WRITTEN)]


def _german() -> Iterator[Case]:
    """Yield the German story of the tests, and the same with each of its defects."""
    tree = ast.parse(_text(ROOT / "tests/test_german.py"))
    values = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    story, source = values["STORY"], (("source.txt", values["SOURCE"]),)
    yield Case("german", ("story.md", story), source)
    for at, (_, old, new) in enumerate(values["DEFECTS"]):
        text = story.replace(old, new.replace("⟦", "").replace("⟧", ""))
        yield Case(f"german {at}", ("story.md", text), source)


def _planted(cases: Iterable[Case]) -> Iterator[Case]:
    """Yield the stories with one defect of each operator that finds a place in them."""
    from fidelity.mutate.operators import all_operators  # noqa: PLC0415 - see `_labelled`
    from fidelity.mutate.plant import mutants  # noqa: PLC0415
    from fidelity.mutate.score import pair_of  # noqa: PLC0415
    from fidelity.read import read_again  # noqa: PLC0415

    checker = Checker(Config(embedder="none", judge="lexical"))
    for case in cases:
        story = read_again(case.story[1], case.story[0], "story", checker.config)
        sources = [read_again(text, name, "source", checker.config) for name, text in case.sources]
        pair = pair_of(checker, story, sources)
        for mutant in mutants(pair, all_operators(), count=1, seed=SEED):
            yield Case(f"planted {case.id} {mutant.id}", (case.story[0], mutant.text), case.sources)


def _plain(name: str, row: dict[str, str]) -> Case:
    return Case(name, ("story.txt", row["claim"]), (("source.txt", row["source"]),))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _rows(path: Path) -> list[dict[str, Any]]:
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _quick(lines: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return every QUICK_STEP-th line, and those that stand for a kind of their own."""
    return [
        line
        for at, line in enumerate(lines)
        if line["id"] in ALWAYS or line["id"].startswith("german") or at % QUICK_STEP == 0
    ]


def record(file: Path, data: Path, memory: Path | None, jobs: int) -> int:
    """Write every story with its report; return how many."""
    cases = all_cases(data)
    lines = [json.dumps({"format": FORMAT, "version": fidelity.__version__})]
    for case, report in zip(cases, check_all(cases, memory, jobs), strict=True):
        table = {
            "id": case.id,
            "story": case.story,
            "sources": case.sources,
            "sha256": _hash(report),
            "report": report,
        }
        lines.append(json.dumps(table))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress("".join(line + "\n" for line in lines).encode(), mtime=0))
    return len(cases)


def compare(file: Path, memory: Path | None, jobs: int, *, quick: bool) -> tuple[int, int]:
    """Check the stories of a record again and print what differs; return how many do, and of how many."""
    head, *lines = _rows(file)
    if head.get("format") != FORMAT:
        raise SystemExit(f"{file.as_posix()}: no record of reports ({FORMAT})")
    if quick:
        lines = _quick(lines)
    cases = [
        Case(line["id"], tuple(line["story"]), tuple((name, text) for name, text in line["sources"]))
        for line in lines
    ]
    differing = 0
    for line, now in zip(lines, check_all(cases, memory, jobs), strict=True):
        if _hash(now) == line["sha256"]:
            continue
        differing += 1
        if differing <= SHOWN_REPORTS:
            print(f"{line['id']}:")
            for path, before, after in list(differences(line["report"], now))[:SHOWN_PATHS]:
                print(f"    {path}: {_shown(before)} -> {_shown(after)}")
    return differing, len(lines)


def differences(before: Any, now: Any, path: str = "$") -> Iterator[tuple[str, Any, Any]]:
    """Yield where two JSON values differ: the path, what stood there and what stands there now."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in [*before, *(key for key in now if key not in before)]:
            yield from differences(before.get(key, "(nothing)"), now.get(key, "(nothing)"), f"{path}.{key}")
        # The order of keys is part of the bytes.
        if before == now and list(before) != list(now):
            yield f"{path} (order of keys)", list(before), list(now)
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for at, (one, other) in enumerate(zip(before, now, strict=True)):
            yield from differences(one, other, f"{path}[{at}]")
    elif isinstance(before, list) and isinstance(now, list):
        gone = [one for one in before if one not in now]
        new = [one for one in now if one not in before]
        yield f"{path} ({len(before)} -> {len(now)} entries; gone, new)", gone, new
    elif before != now or type(before) is not type(now):
        yield path, before, now


def _hash(report: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(report).encode()).hexdigest()


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_brief, value)) + "]"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN_LETTERS else text[:SHOWN_LETTERS] + "..."


def _brief(entry: Any) -> str:
    """Say a finding or a claim in one line."""
    if isinstance(entry, dict):
        keys = [key for key in ("id", "rule", "line", "text", "message") if key in entry]
        entry = {key: entry[key] for key in keys or entry}
    return json.dumps(entry, ensure_ascii=False)[:SHOWN_LETTERS]


def main() -> None:
    """Record, or compare and end with 1 where a report differs."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.same_reports",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=["record", "compare"])
    parser.add_argument("file", type=Path, metavar="FILE", help="the record, .jsonl.gz")
    parser.add_argument("--data", type=Path, help="record: folder that holds data/, cases/ and seeds/")
    parser.add_argument("--memory", type=Path, help="an SQLite file of what the models answered")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--quick", action="store_true", help="compare: a part of the set, half a minute")
    args = parser.parse_args()
    began = time.monotonic()
    memory = None if args.memory is None else args.memory.resolve()
    if args.command == "record":
        if args.data is None or not (args.data / "data/labelled").is_dir():
            parser.error("record needs --data DIR: a folder with data/labelled, data/written, cases, seeds")
        count = record(args.file, args.data.resolve(), memory, args.jobs)
        print(f"{count} reports recorded in {time.monotonic() - began:.0f} s")
        return
    if not args.file.is_file():
        parser.error(f"{args.file.as_posix()}: there is no such record; make it with `record`")
    differing, of = compare(args.file, memory, args.jobs, quick=args.quick)
    where = Path(fidelity.__file__).parent.as_posix()
    print(f"{of - differing} of {of} reports are the same ({time.monotonic() - began:.0f} s, {where})")
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
