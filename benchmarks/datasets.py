"""The research sets: what they are, whether the files are the ones that were measured, and your own rows.

    python -m benchmarks.datasets --data DIR                      list the sets and check their files
    python -m benchmarks.datasets --from rows.csv --to rows.jsonl  write a CSV, JSON lines or Parquet file
                                                                  of source, claim, label in their form

DIR holds `labelled/*.jsonl.gz`, or the files themselves; without --data, the environment's FIDELITY_DATA
names it.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from fidelity.bench.cards import cards
from fidelity.bench.loading import load_file, set_files
from fidelity.bench.rows import write_rows
from fidelity.errors import FidelityError

__all__ = ["convert", "listing", "main"]

SHOWN = 20


def listing(data: Path) -> tuple[list[str], bool]:
    """Return a line for each set, and whether every file is the one that its card describes.

    Raises InputError where there are no sets.
    """
    known, files = cards(), set_files(data)
    lines, sound = [], True
    for name in sorted({*known, *files}):
        card = known.get(name)
        if name not in files:
            assert card is not None
            lines.append(f"{name:<26} {card.standing:<10} not there")
            continue
        loaded = load_file(files[name])
        state = f"{len(loaded.rows):,} rows"
        if loaded.rejected:
            state += f", {len(loaded.rejected):,} rejected"
        if card is None:
            lines.append(f"{name:<26} {'own data':<10} {state}; no card")
            continue
        same = loaded.sha256.get(name) == card.sha256
        sound = sound and same
        verdict = "as measured" if same else f"NOT the file that was measured ({card.rows:,} rows then)"
        lines.append(f"{name:<26} {card.standing:<10} {state}, {verdict}; {card.licence}")
    return lines, sound


def convert(source: Path, target: Path) -> str:
    """Write the rows of a file in the form of the sets; return what was done. Raises as `load_file`."""
    loaded = load_file(source)
    for bad in loaded.rejected[:SHOWN]:
        print(bad, file=sys.stderr)
    count = write_rows(loaded.rows, target)
    rejected = f", {len(loaded.rejected):,} rejected" if loaded.rejected else ""
    return f"{count:,} rows written to {target.as_posix()}{rejected}"


def main() -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.datasets",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, default=os.environ.get("FIDELITY_DATA") or None, metavar="DIR")
    parser.add_argument("--from", dest="source", type=Path, metavar="FILE")
    parser.add_argument("--to", dest="target", type=Path, metavar="FILE")
    args = parser.parse_args()
    try:
        if (args.source is None) != (args.target is None):
            parser.error("--from and --to belong together")
        if args.source is not None:
            print(convert(args.source, args.target))
            return 0
        if args.data is None:
            print("datasets: no data: give the folder with --data or FIDELITY_DATA", file=sys.stderr)
            return 2
        lines, sound = listing(Path(args.data))
    except (FidelityError, OSError) as error:
        print(f"datasets: {error}", file=sys.stderr)
        return 2
    print("\n".join(lines))
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
