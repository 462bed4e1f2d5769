"""`python -m benchmarks --data DIR`: the same as `fidelity bench --data DIR`."""

from __future__ import annotations

import sys

from fidelity.cli import main

if __name__ == "__main__":
    sys.argv = [sys.argv[0], "bench", *sys.argv[1:]]
    main()
