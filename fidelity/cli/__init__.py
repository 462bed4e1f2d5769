"""The command line. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from fidelity import __version__
from fidelity.cli.output import complain
from fidelity.errors import FidelityError, nearest

__all__ = ["main"]

COMMANDS = {
    "bench": "Measure a judge against labels that people gave.",
    "check": "Check a story against its sources.",
    "explain": "Explain a rule: what it flags, why, and how well it was measured.",
    "mutate": "Plant known defects in a story, and score what the checker catches.",
    "rules": "List the rules.",
    "schema": "Print the JSON Schema of the report.",
}
INTERRUPTED = 130


class Lazy(click.Group):
    """Imports a command's file when it is called, so that `--help` is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return one command, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"fidelity.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that `args` open with. Raises UsageError with the nearest one."""
        word = args[0]
        if word not in COMMANDS:
            file = any(mark in word for mark in "./\\")
            hint = f'; did you mean "fidelity check {word}"?' if file else nearest(word, COMMANDS)
            raise click.UsageError(f"unknown command {word!r}{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 nothing at or above the failing level, 1 findings, 2 bad usage, "
    "configuration or input, or incomplete.",
    # Click's own way to show help without a command exits with 0 or 2, by its version.
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
    no_args_is_help=False,
)
@click.version_option(__version__, prog_name="fidelity", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Say, claim by claim, which words of a summary its source does not support."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


def main() -> None:
    """Run the command line; every error is one line on stderr and exit code 2.

    Where the reader of stdout leaves early (`| head`) the report is not whole: exit code 2 too,
    but without a word, as is the custom. A defect of this program keeps its traceback; it is no
    finding, so it must not end with Python's exit code 1.
    """
    try:
        code = cli.main(standalone_mode=False, prog_name="fidelity")
    except click.ClickException as error:
        code = complain(_usage(error))
    except click.Abort:
        code = INTERRUPTED
    except FidelityError as error:
        code = complain(str(error))
    except SystemExit:
        # What click makes of a BrokenPipeError, with the exit code of findings.
        code = 2
    except OSError as error:
        place = f"{error.filename}: " if error.filename is not None else ""
        code = complain(f"{place}{error.strerror or error}")
    except Exception as error:  # noqa: BLE001 - the exit code must say that nothing was checked
        code = _crashed(error)
    sys.exit(code if isinstance(code, int) else 2)


def _usage(error: click.ClickException) -> str:
    """Say a usage error in this program's words, with where to read on."""
    context = getattr(error, "ctx", None)
    message = error.format_message().rstrip(".")
    if isinstance(error, click.NoSuchOption) and context is not None:
        options = [name for entry in context.command.get_params(context) for name in entry.opts]
        known = [name for name in options if name.startswith("--")]
        return f"unknown option {error.option_name!r}{nearest(error.option_name, known)}"
    message = message[:1].lower() + message[1:]
    return f"{message}; see {context.command_path} --help" if context is not None else message


def _crashed(error: Exception) -> int:
    import traceback

    traceback.print_exception(error)
    return complain(
        f"a defect of fidelity itself, not of your files ({type(error).__name__}); "
        "please report it with the lines above"
    )
