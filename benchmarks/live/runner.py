"""Runs one other checker over rows, by the Python of its own environment: `runner.py NAME`.

JSON lines of source and claim in, one score a line out; null where the checker raises an error. Nothing
of this project is imported here.
"""

import json
import sys
from collections.abc import Callable

Score = Callable[[str, str], float]


def corroborate() -> Score:
    """Score by minus the number of spans that it calls unsupported."""
    import corroborate as package  # noqa: PLC0415 - each environment has one of them

    def score(source: str, claim: str) -> float:
        report = package.check_answer(query="", retrieved_chunks=[source], answer=claim)
        return -float(sum(len(finding["spans"]) for finding in report.to_dict()["findings"]))

    return score


def hallucination_check() -> Score:
    """Score by its 0 to 100, ties ordered by the mean confidence."""
    import hallucination_check as package  # noqa: PLC0415 - each environment has one of them

    def score(source: str, claim: str) -> float:
        report = package.check(claim, [source])
        return float(report.score) + _mean([each.confidence for each in report.claims]) / 10

    return score


def ragground() -> Score:
    """Score by its deterministic tier's 0 to 1, ties ordered by the mean entailment probability."""
    from ragground.app import RAGGround  # noqa: PLC0415 - each environment has one of them

    guard = RAGGround(auto_download=False)

    def score(source: str, claim: str) -> float:
        report = guard.verify(context=source, answer=claim)
        entailed = [each.entailment_prob or 0.0 for each in report.claims]
        return 100 * float(report.grounding_score) + _mean(entailed)

    return score


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 1.0


def main() -> None:
    """Score what comes in."""
    score = {make.__name__: make for make in (corroborate, hallucination_check, ragground)}[sys.argv[1]]()
    for line in sys.stdin:
        row = json.loads(line)
        try:
            print(json.dumps(score(row["source"], row["claim"])))
        except Exception:  # noqa: BLE001 - its error on a row is told as no score
            print("null")


if __name__ == "__main__":
    main()
