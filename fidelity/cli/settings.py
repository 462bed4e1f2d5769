"""Command-line options and the settings file to one checker: the command line wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fidelity.config import Config, find_config, load_config
from fidelity.errors import ConfigError
from fidelity.setting_values import parse_role, parse_setting, parse_severity

if TYPE_CHECKING:
    from fidelity.pipeline import Checker

__all__ = ["make_checker", "settings_file"]


def settings_file(path: Path | None, no_config: bool, story: Path) -> Path | None:
    """Return the settings file that applies to `story`, or None."""
    if no_config:
        if path is not None:
            raise ConfigError("--config and --no-config exclude each other; give one of them")
        return None
    if path is not None:
        return path
    return find_config(story.parent if story.parent.is_dir() else Path())


def make_checker(path: Path | None, options: dict[str, Any]) -> Checker:
    """Return a checker under the settings file, with what the command line changes.

    The file alone must be sound too, so that its mistakes are told with its name.
    """
    from fidelity.pipeline import Checker

    config = Config()
    if path is not None:
        config = load_config(path)
        try:
            Checker(config)
        except ConfigError as error:
            raise ConfigError(f"{path.as_posix()}: {error}") from error
    return Checker(replace(config, **_changes(config, options)))


def _changes(config: Config, options: dict[str, Any]) -> dict[str, Any]:
    """Return the settings that options were given for; tables keep the file's other entries."""
    roles = _pairs("--role", options.pop("roles", ()), parse_role)
    severity = _pairs("--severity", options.pop("severity", ()), parse_severity)
    changes = {
        name: parse_setting(name, value, "--" + name.replace("_", "-"))
        for name, value in options.items()
        if value not in (None, ())
    }
    # The first heading pattern that matches counts, so the command line's come first.
    rest = {heading: role for heading, role in config.roles.items() if heading not in roles}
    changes["roles"] = {**roles, **rest}
    levels = {code.upper(): level for code, level in severity.items()}
    changes["severity"] = {**config.severity, **levels}
    return changes


def _pairs(option: str, values: tuple[str, ...], parse: Callable[[object, str], Any]) -> dict[str, Any]:
    parsed = {}
    for value in values:
        name, mark, word = value.rpartition("=")
        if not mark or not name.strip():
            raise ConfigError(f"{option}: {value!r} is not NAME=VALUE")
        parsed[name.strip()] = parse(word.strip(), f"{option} {name.strip()}")
    return parsed
