"""`fidelity rules`."""

from __future__ import annotations

import json

import click

from fidelity.cli.choices import FORMATS, demand_one_of
from fidelity.cli.output import write

__all__ = ["command"]


@click.command("rules", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--format", "format_", default="terminal", help="terminal (default) or json.")
def command(format_: str) -> int:
    """List the rules: code, default severity, name, what each flags."""
    from fidelity.rules import all_rules

    demand_one_of("--format", format_, FORMATS)
    rows = [
        {
            "code": info.code,
            "name": info.name,
            "severity": info.severity.word,
            "summary": info.doc.partition("\n")[0],
            "options": dict(info.options),
            "version": info.version,
        }
        for info in all_rules()
    ]
    if format_ == "json":
        write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return 0
    width = max(len(str(row["name"])) for row in rows)
    for row in rows:
        write(f"{row['code']}  {row['severity']:<10}  {row['name']:<{width}}  {row['summary']}\n")
    return 0
