"""Fill the generated blocks and pictures of the pages from this version and the committed results.

    python -m benchmarks.readme          # write
    python -m benchmarks.readme --check  # exit 1 where something is out of date

Blocks stand between `<!-- NAME -->` and `<!-- end -->` in the pages: `output: COMMAND` is what the command
prints, every other name is a table of `tables.py` or `twins/pages.py`. The pictures of `plots.py` are written
to benchmarks/results/NAME.svg.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from benchmarks import tables
from benchmarks.twins import pages

__all__ = ["PAGES", "filled", "pictures"]

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "benchmarks/README.md", "benchmarks/data/twins-1.0/DATASHEET.md")
TABLES = {**tables.TABLES, **pages.TABLES}
BLOCK = re.compile(rf"(<!-- (output: ([^>]*)|{'|'.join(TABLES)}) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


def output(command: str) -> str:
    """Return what a command of this version prints."""
    words = shlex.split(command)
    assert words[0] == "fidelity"
    done = subprocess.run(
        [sys.executable, "-m", "fidelity", *words[1:]],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr.decode())
    return f"```\n{done.stdout.decode()}```\n"


def filled(text: str) -> str:
    """Return `text` with every block made anew."""

    def make(match: re.Match[str]) -> str:
        command = match.group(3)
        content = output(command) if command else TABLES[match.group(2)]()
        return match.group(1) + content + match.group(5)

    return BLOCK.sub(make, text)


def pictures() -> dict[Path, str]:
    """Return every picture as SVG, by the file it belongs in."""
    import vl_convert  # noqa: PLC0415 - only pictures need it

    from benchmarks.plots import PLOTS  # noqa: PLC0415 - likewise

    folder = ROOT / "benchmarks/results"
    return {
        folder / f"{name}.svg": vl_convert.vegalite_to_svg(draw().to_json()) for name, draw in PLOTS.items()
    }


def main() -> None:
    """Write the pages and pictures, or say which are out of date."""
    wanted = {ROOT / page: filled((ROOT / page).read_text("utf-8")) for page in PAGES}
    wanted |= pictures()
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        names = ", ".join(path.relative_to(ROOT).as_posix() for path in stale)
        sys.exit(f"{names}: out of date: python -m benchmarks.readme" if stale else 0)
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")


if __name__ == "__main__":
    main()
