"""Rows through the pipeline that `check` uses, in as many processes as there are cores."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fidelity.analysis.sources import AnalysedSources
from fidelity.analysis.text import Texts
from fidelity.bench.rows import Row, text_hash
from fidelity.bench.scores import (
    ClaimScore,
    Scored,
    meta_path,
    read_meta,
    read_scores,
    write_meta,
    write_scores,
)
from fidelity.config import Config
from fidelity.embed import make_embedder
from fidelity.embed.remembering_embedder import RememberingEmbedder
from fidelity.errors import InputError
from fidelity.judge.network import OnnxNetwork
from fidelity.judge.remembering_network import RememberingNetwork
from fidelity.pipeline import Checker, lexicon_of, take_apart_source
from fidelity.read import read_string
from fidelity.types import Severity, StoryReport

__all__ = ["Judging", "Worker", "score_rows", "signature_of"]

DECIMALS = 6
# Rows that a process takes at a time; those of one source stay together.
CHUNK = 24
# Any pair of texts: the signature does not depend on them.
PROBE = ("The bridge opened in May.", "The bridge opened in May 2024.")
# Seconds between two lines of progress.
PACE = 15.0

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Judging:
    """How rows are judged.

    Attributes:
        config: As `check` takes it: the judge, the embedder, the rules.
        jobs: Processes, 1 or more. The scores do not depend on it.
        memory: A file that keeps embeddings and logits for later runs; None for none.
    """

    config: Config
    jobs: int = 1
    memory: Path | None = None

    def checker(self) -> Checker:
        """Return a checker that embeds each text and reads each pair once. Raises ConfigError."""
        inner = make_embedder(self.config.embedder, self.config.threads)
        embedder = None if inner is None else RememberingEmbedder(inner, self.memory)
        network = RememberingNetwork(OnnxNetwork(threads=self.config.threads), self.memory)
        return Checker(self.config, embedder, network)


def signature_of(judging: Judging) -> dict[str, Any]:
    """Return what the scores depend on: the signature that every report of `check` carries."""
    claim, source = PROBE
    return dict(judging.checker().check_text(claim, source).signature)


def score_rows(
    rows: Sequence[Row],
    judging: Judging,
    *,
    signature: Mapping[str, Any],
    file: Path | None = None,
    resume: bool = False,
    say: Say = lambda _: None,
) -> list[Scored]:
    """Return one entry per row, in order; those that cannot be checked say why.

    Args:
        rows: In any order.
        judging: With what.
        signature: As `signature_of` returns it.
        file: Where the scores go, a line a row, in the order of `rows`. While it runs, they are kept in
            `file` + ".partial" as they come.
        resume: Take what `file` and its partial file hold from a run with the same signature.
        say: Told how far it is.

    Raises:
        InputError: `resume`, and the file's scores are from another judge, or do not say from which.
        OSError: The file cannot be written.
    """
    known = _known(file, signature) if resume and file is not None else {}
    known = {row.key: known[row.key] for row in rows if row.key in known and known[row.key].matches(row)}
    open_ = [row for row in rows if row.key not in known]
    if known:
        say(f"{len(known):,} of {len(rows):,} rows were scored before")
    if file is None:
        for scored in _run(open_, judging, say):
            known[scored.key] = scored
        return [known[row.key] for row in rows]
    write_meta(file, signature)
    partial = _partial(file)
    write_scores(known.values(), partial)
    with partial.open("a", encoding="utf-8", errors="backslashreplace") as lines:
        for scored in _run(open_, judging, say):
            known[scored.key] = scored
            lines.write(scored.to_line())
    ordered = [known[row.key] for row in rows]
    write_scores(ordered, file)
    partial.unlink()
    return ordered


def _known(file: Path, signature: Mapping[str, Any]) -> dict[tuple[str, str], Scored]:
    parts = [path for path in (file, _partial(file)) if path.exists()]
    if not parts:
        return {}
    before = read_meta(file)
    if before != dict(signature):
        raise InputError(
            f"{file.as_posix()}: cannot be resumed: "
            + ("there is no " + meta_path(file).name if before is None else _difference(before, signature))
            + "; score anew without --resume, or into another file"
        )
    known: dict[tuple[str, str], Scored] = {}
    for path in parts:
        known |= read_scores(path, cut=True)
    return known


def _difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    names = [name for name in sorted({*before, *now}) if before.get(name) != now.get(name)]
    return f"its scores were made with another {', '.join(names)}"


def _partial(file: Path) -> Path:
    return file.with_name(file.name + ".partial")


def _run(rows: Sequence[Row], judging: Judging, say: Say) -> Iterator[Scored]:
    """Score rows in any order."""
    if not rows:
        return
    chunks = list(_chunks(rows))
    jobs = min(judging.jobs, len(chunks))
    done, told = 0, time.monotonic()
    for scored in _spread(chunks, judging, jobs) if jobs > 1 else _alone(chunks, judging):
        yield from scored
        done += len(scored)
        if time.monotonic() - told > PACE:
            told = time.monotonic()
            say(f"{done:,} of {len(rows):,} rows")


def _alone(chunks: Iterable[list[Row]], judging: Judging) -> Iterator[list[Scored]]:
    worker = Worker(judging)
    return map(worker.score, chunks)


def _spread(chunks: Sequence[list[Row]], judging: Judging, jobs: int) -> Iterator[list[Scored]]:
    # Spawned, not forked: the model's runtime has threads of its own.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(judging,)) as pool:
        try:
            for future in as_completed([pool.submit(_work, chunk) for chunk in chunks]):
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _chunks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield rows by source, sources in the order in which they first come."""
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        by_source.setdefault(row.source, []).append(row)
    chunk: list[Row] = []
    for part in by_source.values():
        if chunk and len(chunk) + len(part) > CHUNK:
            yield chunk
            chunk = []
        chunk = chunk + part
    yield chunk


class Worker:
    """A checker that keeps the source of the row before: rows come by source."""

    def __init__(self, judging: Judging) -> None:
        self.checker = judging.checker()
        self.config = replace(judging.config, threads=1)
        self._source: tuple[str, AnalysedSources | None] = ("", None)

    def score(self, rows: Sequence[Row]) -> list[Scored]:
        """Return one entry per row, in order, and write what there is to remember."""
        scores = [self.score_one(row) for row in rows]
        for model in (self.checker.embedder, self.checker.network):
            if isinstance(model, RememberingEmbedder | RememberingNetwork):
                model.save()
        return scores

    def score_one(self, row: Row) -> Scored:
        """Return one row's entry."""
        texts = text_hash(row.source, row.claim)
        try:
            story = read_string(row.claim, "story", "text", self.config)
            known = self._apart(row.source)
            report = self.checker.check_against(story, known.sources, known)
        except InputError as error:
            reason = str(error).removeprefix("<text>: ")
            return Scored(row.dataset, row.id, None, error=reason, texts=texts)
        return _scored(row, report, texts)

    def _apart(self, text: str) -> AnalysedSources:
        if self._source[0] != text or self._source[1] is None:
            document = read_string(text, "source", "text", self.config)
            lexicon = lexicon_of(document, self.config)
            source = take_apart_source(document, self.config, lexicon)
            self._source = (text, AnalysedSources([source], Texts(lexicon)))
        known = self._source[1]
        assert known is not None
        return known


def _scored(row: Row, report: StoryReport, texts: str) -> Scored:
    claims = []
    for judgement in report.judgements:
        evidence = tuple((passage.span.start, passage.span.end) for passage in judgement.evidence)
        for index in report.story.groups[judgement.claim.group]:
            span = report.story.claims[index].span
            claims.append(
                ClaimScore(
                    (span.start, span.end),
                    round(judgement.p_supported, DECIMALS),
                    round(judgement.p_contradicted, DECIMALS),
                    evidence,
                )
            )
    places = sorted(
        (place.start, place.end, finding.rule, finding.severity.word)
        for finding in report.findings
        if finding.severity >= Severity.WARNING
        for place in (finding.span, *finding.also_at)
    )
    score = report.scores["faithful"]
    if not isinstance(score, float):
        return Scored(row.dataset, row.id, None, error="the judge abstains", texts=texts)
    return Scored(
        row.dataset,
        row.id,
        round(score, DECIMALS),
        claims=tuple(sorted(claims, key=lambda claim: claim.span)),
        findings=tuple(code for _, _, code, _ in places),
        places=tuple((start, end) for start, end, _, _ in places),
        incomplete=report.incomplete,
        texts=texts,
        severities=tuple(severity for *_, severity in places),
    )


_worker: Worker | None = None


def _start(judging: Judging) -> None:
    global _worker  # noqa: PLW0603 - a process of the pool has one checker
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = Worker(judging)


def _end_with_parent() -> None:
    """Stop when the process that asks is gone: killed, it can stop no one, and work would go on."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(rows: list[Row]) -> list[Scored]:
    assert _worker is not None
    return _worker.score(rows)
