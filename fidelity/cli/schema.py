"""`fidelity schema`."""

from __future__ import annotations

import json

import click

from fidelity.cli.output import write

__all__ = ["command"]


@click.command("schema", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> int:
    """Print the JSON Schema of `fidelity.report/1`, what `check --format json` writes."""
    from fidelity.report.json import schema

    write(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")
    return 0
