"""`fidelity explain RULE`."""

from __future__ import annotations

import click

from fidelity.cli.output import write

__all__ = ["command"]


@click.command("explain", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("rule")
def command(rule: str) -> int:
    """Explain RULE (a code such as F201, or a name such as added-hedge)."""
    from fidelity.measured import measured_lines
    from fidelity.rules import find_rule

    info = find_rule(rule.replace("_", "-"))
    lines = [f"{info.code} {info.name} ({info.severity.word})", "", info.doc]
    if info.options:
        lines += [
            "",
            "Defaults:",
            *(f"  {name} = {value!r}" for name, value in info.options.items()),
        ]
    lines += ["", "Measured:", *(f"  {line}" for line in measured_lines(info.code))]
    write("\n".join(lines) + "\n")
    return 0
