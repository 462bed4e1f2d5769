"""What the command line writes: UTF-8 on stdout, one line for an error on stderr."""

from __future__ import annotations

import contextlib
import os
import sys

import click

from fidelity.errors import FidelityError

__all__ = ["OutputError", "complain", "write"]


class OutputError(FidelityError):
    """Standard output that is closed, or on a disk that is full."""


def write(text: str) -> None:
    """Write UTF-8 whatever the locale: a report must not fail on a quotation mark.

    Raises BrokenPipeError where the reader (`| head`) went away, and OutputError where nothing
    can be written.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed; the report has nowhere to go")
    try:
        sys.stdout.flush()
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:
            sys.stdout.write(text)
        else:
            buffer.write(text.encode("utf-8", "backslashreplace"))
            buffer.flush()
    except BrokenPipeError:
        _give_up()
        raise
    except OSError as error:
        _give_up()
        raise OutputError(
            f"standard output cannot be written: {error.strerror or error}; the report is not whole"
        ) from error


def complain(message: str) -> int:
    """Write an error as one line on stderr, and return the exit code for it."""
    click.echo(f"fidelity: error: {_one_line(message)}", err=True)
    return 2


def _one_line(text: str) -> str:
    r"""Escape what is not a printable character: a file may be called `a\nb.md`, or worse.

    >>> _one_line("a\nb\x1b[31m.md")
    'a\\nb\\x1b[31m.md'
    """
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text.strip()
    )


def _give_up() -> None:
    """Send what is still buffered nowhere, or Python fails on it again when it exits."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
