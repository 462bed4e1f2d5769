"""What can go wrong, said to a person: one line that tells what, where and what to do."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = [
    "ConfigError",
    "FidelityError",
    "InputError",
    "MissingExtraError",
    "ModelError",
    "nearest",
]


class FidelityError(Exception):
    """Base of every error raised on purpose. The command line prints it and exits with 2."""


class InputError(FidelityError):
    """A story or source that cannot be read or holds nothing to check."""


class ConfigError(FidelityError):
    """A setting, option, rule code or role that does not exist or has a wrong value."""


class ModelError(FidelityError):
    """Model files that are missing, or are not the files that their card describes."""


class MissingExtraError(FidelityError):
    """A feature whose optional dependency is not installed.

    Args:
        feature: What the user asked for, as the start of a sentence.
        extra: The name of the extra that brings it.
    """

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an optional dependency: pip install 'source-fidelity[{extra}]'")


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return `; did you mean "x"?` for the closest choice, or the list of choices.

    >>> nearest("pas", ["pass", "fail"])
    '; did you mean "pass"?'
    """
    import difflib  # only a mistake pays for it

    known = sorted(choices)
    folded = {choice.casefold(): choice for choice in known}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.5)
    if close:
        return f'; did you mean "{folded[close[0]]}"?'
    return f"; expected one of {', '.join(known)}" if known else ""
