"""The whole flow, on one screen: read, split, align, judge, rules, verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from fidelity.align import FusedAligner
from fidelity.analysis.sources import AnalysedSources
from fidelity.config import Config
from fidelity.embed import make_embedder
from fidelity.engine import run_rules
from fidelity.errors import ConfigError, InputError
from fidelity.judge import make_judge
from fidelity.judge.abstention import reason_to_abstain
from fidelity.lexicon import Lexicon, languages, load_lexicon
from fidelity.protocols import Embedder, Network
from fidelity.read import read_file, read_string
from fidelity.read.published import date_sources, published_on
from fidelity.read.sections import furniture_blocks, sections
from fidelity.rule import RuleInfo
from fidelity.rules import selected_rules
from fidelity.split import split_source, split_story
from fidelity.types import Document, Source, Story, StoryReport
from fidelity.verdict import conclude

__all__ = ["Checker", "check", "check_text", "lexicon_of", "take_apart_source", "take_apart_story"]

# As a path shows it: `Path` makes one slash of two.
URL = re.compile(r"(?:https?|ftps?|file|s3|gs):/", re.IGNORECASE)
YAML_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks stories under one configuration. Immutable; safe to share between threads.

    Args:
        config: Every setting.
        embedder: One that stands in for the embedder that `config` names, such as that one with a
            memory of what it has embedded.
        network: One that stands in for the network that the default judge asks, likewise.

    Raises ConfigError for an unknown rule, judge or embedder, and where no rule is left to run.
    """

    config: Config = field(default_factory=Config)
    embedder: Embedder | None = None
    network: Network | None = None

    def __post_init__(self) -> None:
        if not selected_rules(self.config):
            raise ConfigError("select and ignore leave no rule to run")
        make_judge(self.config.judge, load_lexicon("en"), semantic=False)
        _embedder(self.config.embedder, self.config.threads)

    def check(self, story: str | Path, sources: str | Path | Sequence[str | Path] = ()) -> StoryReport:
        """Check a story file. Without `sources`, the story or the configuration names them."""
        paths = [sources] if isinstance(sources, str | Path) else sources
        return self.check_documents(*self.read(Path(story), [Path(path) for path in paths]))

    def read(self, story: Path, sources: Sequence[Path] = ()) -> tuple[Document, list[Document]]:
        """Read a story and its sources, as `check` does."""
        document = _read(story, "story", self.config)
        given = [(path, "source") for path in sources]
        named = given or _named_sources(document, story, self.config)
        return document, [_read(path, what, self.config) for path, what in named]

    def check_text(self, summary: str, source: str, markup: str = "text") -> StoryReport:
        """Check a string against a string; `markup` is the summary's."""
        story = read_string(summary, "story", markup, self.config)
        return self.check_documents(story, [read_string(source, "source", "text", self.config)])

    def check_documents(self, document: Document, originals: Sequence[Document]) -> StoryReport:
        """Check a story that was read against sources that were read."""
        lexicon = lexicon_of(document, self.config)
        sources = [take_apart_source(original, self.config, lexicon) for original in originals]
        return self.check_against(document, sources)

    def check_against(
        self, document: Document, sources: Sequence[Source], analysed: AnalysedSources | None = None
    ) -> StoryReport:
        """Check a story that was read against sources that were taken apart: the whole flow.

        Where several stories are checked against the same sources, `analysed` spares reading them again.
        """
        config = self.config
        rules: tuple[RuleInfo, ...] = selected_rules(config)
        lexicon = lexicon_of(document, config)

        story = take_apart_story(document, config, lexicon)
        _demand_substance(story, sources)
        sources = date_sources(story, sources)

        embedder = self.embedder or _embedder(config.embedder, config.threads)
        judge = make_judge(
            config.judge, lexicon, semantic=embedder is not None, threads=config.threads, network=self.network
        )
        aligner = FusedAligner(lexicon, embedder, config.top_k, config.window, cover=judge.cover_words)

        alignments = aligner.align(story.heads, sources)
        abstains = reason_to_abstain(story, sources, judge.languages)
        judgements = judge.judge(() if abstains else alignments, sources)
        threshold = judge.threshold if config.threshold is None else config.threshold
        judgements = judge.explain(judgements, sources, threshold)
        outcome = run_rules(rules, story, sources, alignments, judgements, judge, lexicon, config, analysed)
        return conclude(
            story, sources, judgements, outcome.findings,
            (*([abstains] if abstains else []), *outcome.failures),
            rules, aligner, judge, lexicon.language, config,
        )  # fmt: skip


def check(
    story_path: str | Path,
    source_paths: str | Path | Sequence[str | Path] = (),
    config: Config | None = None,
) -> StoryReport:
    """Check a story file against its source files.

    Args:
        story_path: Markdown (`.md`), HTML (`.html`, extra `html`) or plain text.
        source_paths: One path or several, in the same formats. Empty: the story's `source:`
            front-matter key, else the configuration's `sources` table, names them.
        config: Defaults to `Config()`; `load_config(path)` reads one from a file.

    Returns:
        The report; `report.to_dict()` is the JSON contract `fidelity.report/1`.

    Raises:
        InputError: A file that cannot be read or holds nothing to check.
        ConfigError: A setting that does not exist or has a wrong value.
        MissingExtraError: A feature whose optional dependency is not installed.
    """
    return Checker(config or Config()).check(story_path, source_paths)


def check_text(
    summary: str, source: str, config: Config | None = None, *, markup: str = "text"
) -> StoryReport:
    """Check one string against another; offsets are code points of the strings as given.

    Args:
        summary: The text to check.
        source: Plain text that it was written from.
        config: Defaults to `Config()`.
        markup: How `summary` is marked up: "text", "markdown" or "html".

    Returns:
        The report; both texts are called `<text>` in it.

    Raises:
        InputError: An empty text, or one without a claim or sentence.
        ConfigError: A setting that does not exist or has a wrong value.
        MissingExtraError: A feature whose optional dependency is not installed.
    """
    return Checker(config or Config()).check_text(summary, source, markup)


def take_apart_story(document: Document, config: Config, lexicon: Lexicon) -> Story:
    """Find a story's sections, its claims and its date."""
    cut = sections(document, lexicon, config)
    story = split_story(
        document, cut.sections, cut.roles, cut.structure, cut.leads, _language(document, config)
    )
    return replace(story, published=published_on(document, lexicon, config.date))


def take_apart_source(document: Document, config: Config, lexicon: Lexicon) -> Source:
    """Find a source's sentences, page furniture left out, and its date."""
    furniture = furniture_blocks(document, lexicon.furniture, config)
    # Unless it says otherwise, a source is in its story's language, where that has cue words.
    fallback = lexicon.language if config.language in languages() else config.language
    source = split_source(document, _language(document, replace(config, language=fallback)), furniture)
    return replace(source, published=published_on(document, lexicon, config.source_date))


def lexicon_of(document: Document, config: Config) -> Lexicon:
    """Return the cue words of a document's language; the English ones where there are none."""
    language = _language(document, config)
    return load_lexicon(language if language in languages() else "en")


def _language(document: Document, config: Config) -> str:
    declared = (*_values(document, "language"), *_values(document, "lang"), config.language)
    return declared[0].replace("_", "-").split("-")[0].lower()


def _values(document: Document, key: str) -> list[str]:
    """Return a front-matter field's values; a template's empty field has none."""
    return [value.strip() for value in document.value(key) if value.strip() not in YAML_NULLS]


def _read(path: Path, what: str, config: Config) -> Document:
    if URL.match(path.as_posix()):
        shown = path.as_posix().replace(":/", "://", 1)
        raise InputError(f"{shown}: a URL (the {what}); save the page and give the file: nothing is fetched")
    return read_file(path, what, config)


def _named_sources(document: Document, story: Path, config: Config) -> list[tuple[Path, str]]:
    """Return the source paths that the story or the configuration names, and who names them."""
    fields = _values(document, "source")
    if fields:
        what = f"source named in the front matter of {document.path}"
        return [(Path(name) if URL.match(name) else story.parent / name, what) for name in fields]
    what = f"source that the configuration names for {document.path}"
    paths = [(path, what) for path in config.sources_for(story)]
    if not paths:
        raise InputError(
            f"{document.path}: no source given; name it behind the story, as `source:` in its "
            "front matter, or in [tool.fidelity.sources]"
        )
    return paths


def _demand_substance(story: Story, sources: Sequence[Source]) -> None:
    if not story.claims:
        raise InputError(
            f"{story.document.path}: no claim to check: no sentence outside opinion, metadata, "
            "sources and boilerplate sections; --role HEADING=claims changes what a section is"
        )
    for source in sources:
        if not source.sentences:
            raise InputError(
                f"{source.document.path}: no sentence to check against"
                + (" (page furniture aside)" if source.furniture else "")
                + "; give the file that holds the source's text"
            )


@cache
def _embedder(spec: str, threads: int | None) -> Embedder | None:
    """Load each model once a process; a loaded model is immutable and thread-safe."""
    return make_embedder(spec, threads)
