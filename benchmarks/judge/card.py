"""The model card of the alignment judge, written from the fit's own figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.judge.data import AUXILIARY, Row

__all__ = ["card"]

LICENCES = {
    "cad_nli": "Apache-2.0",
    "defacto": "MIT; articles XSum/BBC",
    "factcc_val": "BSD-3-Clause",
    "factcheckgpt_stance": "Apache-2.0",
    "fib": "CC BY 4.0",
    "fm2": "Apache-2.0; Wikipedia text CC BY-SA",
    "frank_val": "MIT",
    "mnli_taxinli": "CDLA-style; MNLI (OANC)",
    "ragtruth_summ_subset": "MIT",
    "snli_devtest": "MIT; SNLI CC BY-SA 4.0",
    "summedits": "Apache-2.0",
    "summeval": "MIT",
    "xsumfaith": "CC BY 4.0",
}
TEXT = """# alignment-judge

Logistic regressions that turn the alignment of a claim with passages of its source into calibrated
P(supported) and P(contradicted), and the claims' probabilities into P(every claim is supported).
`alignment.json` uses embeddings, `lexical.json` does not. Plain JSON, no code, no text of any row.

- **Procedure**: `python -m benchmarks.judge --data DIR --cache DIR` (seed {seed}). Features:
  `fidelity/judge/features.py`. Coefficients whose direction is known may not point the other way. Every
  data set is weighed by the root of its size, and to a base rate of {prior} supported claims, which is
  what the probabilities are calibrated for. Unsupported summaries of several claims give their least
  likely claim (two rounds).
- **Not for**: deciding alone that a story is false or true, ranking people, languages other than English,
  claims that need world knowledge or arithmetic. It compares words and vectors and cannot read: a claim
  that uses the source's own words to say something else looks supported.

## Data

Only rows whose licence allows shipping what is learnt from them. No zero-shot evaluation set is read.
Auxiliary sets (sentence pairs, adversarial claims, answers beside web passages) weigh a tenth, and do
not enter thresholds and calibration.

| set | rows | AUC, cross-validated by source group (95% interval) | licence |
|---|---|---|---|
{data}

AUC of the least likely claim of each row, with embeddings. Old sets of one-sentence summaries (fib,
xsumfaith, defacto) lack the article's first sentence, which their summaries often paraphrase.

## Figures

Five folds by source group; {claims} claims of single-claim summaries; precision at the base rate.

| | with embeddings | without |
|---|---|---|
{figures}

Below the first threshold a claim is unsupported (F101), below the second that is certain (an error
where F101 is set to be one).
The thresholds are the highest that reach 70% and 95% precision; recall is what is left at them. The
base rate of the labelled rows as they are is far higher than that of published summaries: there,
{as_found:.0%} of the claims below the first threshold are unsupported.
"""


def card(rows: Sequence[Row], fits: Mapping[str, Mapping[str, Any]], seed: int) -> str:
    """Return MODEL_CARD.md for the fits "alignment" and "lexical"."""
    counts = Counter(row.dataset for row in rows)
    sets = fits["alignment"]["cross_validated"]["datasets"]
    data = "\n".join(
        f"| {name}{' (auxiliary)' if name in AUXILIARY else ''} | {counts[name]} "
        f"| {entry['auc']:.3f} ({entry['interval'][0]:.3f} to {entry['interval'][1]:.3f}) "
        f"| {LICENCES[name]} |"
        for name, entry in sets.items()
    )
    kinds = [fits[kind] for kind in ("alignment", "lexical")]
    lines = [
        ("threshold, unsupported", [f"{fit['threshold']:.3f}" for fit in kinds]),
        *_flagged("", [_claims(fit)["below_threshold"] for fit in kinds]),
        ("threshold, error", [f"{fit['certain_threshold']:.3f}" for fit in kinds]),
        *_flagged("error: ", [_claims(fit)["below_certain_threshold"] for fit in kinds]),
        ("threshold, contradicted", [f"{fit['contradiction_threshold']:.3f}" for fit in kinds]),
        *_flagged("contradicted: ", [fit["cross_validated"]["contradicted"] for fit in kinds]),
        (
            "expected calibration error",
            [f"{_claims(fit)['calibration_error']:.3f}" for fit in kinds],
        ),
        ("P(supported) of a verbatim claim", [f"{fit['verbatim']:.3f}" for fit in kinds]),
    ]
    first = _claims(fits["alignment"])
    return TEXT.format(
        seed=seed,
        prior=fits["alignment"]["prior"],
        data=data,
        claims=first["rows"],
        figures="\n".join(f"| {name} | {' | '.join(values)} |" for name, values in lines),
        as_found=first["below_threshold"]["precision_as_found"],
    )


def _claims(fit: Mapping[str, Any]) -> Mapping[str, Any]:
    claims: Mapping[str, Any] = fit["cross_validated"]["claims"]
    return claims


def _flagged(what: str, entries: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    return [
        (
            f"{what}precision (95% interval)",
            [
                f"{e['precision']:.2f} ({e['precision_interval'][0]:.2f} to {e['precision_interval'][1]:.2f})"
                for e in entries
            ],
        ),
        (f"{what}recall of unsupported claims", [f"{e['recall']:.1%}" for e in entries]),
        (f"{what}supported claims flagged", [f"{e['false_alarms']:.2%}" for e in entries]),
    ]
