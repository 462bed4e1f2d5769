"""Page furniture: credits, share bars and invitations that state nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from fidelity.config import Config
from fidelity.errors import ConfigError
from fidelity.lexicon.furniture import Furniture
from fidelity.types import Document

__all__ = ["furniture_blocks", "is_furniture"]


def is_furniture(known: Furniture, own: tuple[str, ...] = ()) -> Callable[[str], bool]:
    """Return a test for furniture by the patterns of a language and the user's `own`.

    Raises ConfigError where one of `own` is no regular expression.
    """
    patterns = list(known.compiled)
    for pattern in own:
        try:
            patterns.append(re.compile(pattern, re.IGNORECASE))
        except re.error as error:
            raise ConfigError(f"furniture: {pattern!r} is no regular expression: {error}") from error

    def test(text: str) -> bool:
        if len(text) > known.longest:
            return False
        plain = " ".join(text.replace("\u2019", "'").split())
        return any(pattern.match(plain) for pattern in patterns)

    return test


def furniture_blocks(document: Document, known: Furniture, config: Config) -> frozenset[int]:
    """Return the indices of the blocks of a source that are page furniture, never evidence.

    Raises ConfigError where a configured pattern is no regular expression.
    """
    furniture = is_furniture(known, config.furniture)
    return frozenset(index for index, block in enumerate(document.blocks) if furniture(block.rendered.text))
