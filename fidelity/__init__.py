"""fidelity: says, claim by claim, which words of a summary its source does not support.

    >>> import fidelity
    >>> report = fidelity.check_text("The bridge opened in May.", "The bridge opened in May 2024.")
    >>> report.verdict.value
    'pass'

Everything public is here; nothing heavy is imported until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = [
    "Checker",
    "Config",
    "ConfigError",
    "FidelityError",
    "Finding",
    "InputError",
    "MissingExtraError",
    "ModelError",
    "Severity",
    "StoryReport",
    "Verdict",
    "__version__",
    "check",
    "check_text",
    "load_config",
]

if TYPE_CHECKING:
    from fidelity.config import Config, load_config
    from fidelity.errors import (
        ConfigError,
        FidelityError,
        InputError,
        MissingExtraError,
        ModelError,
    )
    from fidelity.pipeline import Checker, check, check_text
    from fidelity.types import Finding, Severity, StoryReport, Verdict

_HOMES = {
    "config": ("Config", "load_config"),
    "errors": ("ConfigError", "FidelityError", "InputError", "MissingExtraError", "ModelError"),
    "pipeline": ("Checker", "check", "check_text"),
    "types": ("Finding", "Severity", "StoryReport", "Verdict"),
}


def __getattr__(name: str) -> object:
    """Import a public name where it is first used (PEP 562)."""
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"fidelity.{home}"), name)
    raise AttributeError(f"module 'fidelity' has no attribute {name!r}")
