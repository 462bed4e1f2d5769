"""What a rule is: the decorator that registers one, and what is declared about it.

A rule file imports all it needs from here: the case that it is given is there too (`case.py`).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from fidelity.case import ClaimCase, StoryCase, has_passage
from fidelity.errors import nearest
from fidelity.lexicon import Lexicon
from fidelity.types import Severity

if TYPE_CHECKING:
    from fidelity.protocols import RuleCheck

__all__ = ["About", "ClaimCase", "RuleInfo", "Scope", "StoryCase", "has_passage", "rule"]


class Scope(StrEnum):
    """What a rule is called for: each group of equal claims, or the story as a whole."""

    CLAIM = "claim"
    STORY = "story"


class About(StrEnum):
    """What a rule's findings are about: the claim as a whole, or some words of a claim or of the story.

    What is said of a whole claim follows from what is wrong with its words, where a rule says so by
    `implies`. Where no passage is about the claim at all, it is the other way round: then what claim rules
    say of its words follows; what a story rule says of them (a cut sentence) stands as before.
    """

    CLAIM = "claim"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule with what is declared about it.

    Attributes:
        about: The claim as a whole, or words.
        needs: Topics of the lexicon without which the rule is not called, nor is it where the lexicon is
            of another language than the story; "language" stands for that alone. None: always called.
        implies: Codes of rules whose findings on the same claim follow from this rule's.
        options: Options by name with their defaults; the configuration may override them.
        choices: The values that the entries of a list option may have, by option.
        version: Raised whenever the rule flags something else than before.
        doc: The rule file's docstring, which `fidelity explain` prints.
    """

    code: str
    name: str
    severity: Severity
    scope: Scope
    check: RuleCheck
    about: About
    needs: tuple[str, ...]
    implies: tuple[str, ...]
    options: Mapping[str, Any]
    choices: Mapping[str, Sequence[str]]
    version: int
    doc: str


def rule(
    code: str,
    name: str,
    *,
    severity: Severity,
    scope: Scope = Scope.CLAIM,
    about: About = About.WORDS,
    needs: Sequence[str] = (),
    implies: Sequence[str] = (),
    options: Mapping[str, Any] | None = None,
    choices: Mapping[str, Sequence[str]] | None = None,
    version: int = 1,
) -> Callable[[RuleCheck], RuleInfo]:
    """Make a rule of a generator over a case. The file's module docstring documents it.

    Raises ValueError where it needs a topic that no lexicon has.
    """
    topics = [entry.name for entry in fields(Lexicon)]
    for topic in needs:
        if topic not in topics:
            raise ValueError(f"rule {code} needs {topic!r}, no topic of the lexicon{nearest(topic, topics)}")

    def wrap(check: RuleCheck) -> RuleInfo:
        module = inspect.getmodule(check)
        doc = inspect.cleandoc(module.__doc__ or "") if module else ""
        return RuleInfo(
            code=code,
            name=name,
            severity=severity,
            scope=scope,
            check=check,
            about=about,
            needs=tuple(needs),
            implies=tuple(implies),
            options=dict(options or {}),
            choices=dict(choices or {}),
            version=version,
            doc=doc,
        )

    return wrap
