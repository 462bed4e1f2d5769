"""The model card of the judge, written from committed results alone: no number is typed by hand.

python -m benchmarks.judge.card [--results DIR] [--model FOLDER]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.judge.study.marked_words import table as words_table
from fidelity.judge.passages import PASSAGE_WORDS

__all__ = ["card", "table"]

RESULTS = Path("benchmarks/results")
MODEL = Path("fidelity/models/judge")
KINDS = {
    "network": "network + alignment",
    "network-lexical": "network + words",
    "alignment": "alignment alone",
    "lexical": "words alone",
}

TEXT = """# The judge

Says of a claim and passages of its source how likely the passages support it, how likely they contradict it,
and of a summary how likely all its claims are supported. A cross-encoder of 22 million parameters
(`model.onnx`, int8, {size:.1f} MB with its tokenizer) reads the claim beside the passages; a small
sign-constrained stack (`*.json`, plain numbers) weighs its logits with features of the alignment and
calibrates them. Runs on ONNX Runtime without torch; sha256 of every file is checked when it is loaded.

- **Base**: all-MiniLM-L6-v2 (Apache-2.0). **Licence** of these weights: Apache-2.0.
- **For**: English news summaries beside the text that they were written from; one sentence at a time.
- **Not for**: deciding alone that a story is true or false, ranking people or outlets, medical or legal text,
  languages other than English (it abstains), claims that need world knowledge, arithmetic over several
  sentences, or a source that is not given. A low probability is a reason to read, not a verdict.
- **Limits**: it reads at most {words} words of passages for each claim. On summaries of strong language
  models (faithbench, storysumm) every small detector, this one too, is closer to chance than to people. A
  claim that leans on more than the sentence before it is read without the rest.

## Data

Only rows whose licence allows shipping what is learnt from them. Zero-shot evaluation sets are never read for
training, and every source group that they share with other sets is left out. Of the rest, three of ten source
groups are held back from the network: the stack, its calibration and every in-domain figure below use
those alone.

{data}

## Procedure

`python -m benchmarks.judge --data DIR --cache DIR` (seed 7): pairs, training ({training}), export,
alignment of the labelled rows, logits, stack. AdamW, bf16; binary and summary-level labels are learnt through
the product of the claims' P(entailment).

Which signals pay: runs of {ablation_pieces:,} word pieces from one start, the network trained on sentence
pairs alone; mean AUC of the network alone over the trial sets below ({ablation_rows:,} rows), and its
difference from the run on all signals, in the same draws of source groups. Where that interval holds 0, runs
this short do not tell:

{ablation}

What the network is shown, by AUC of the network alone (40 rows a set: differences of .05 are noise) and
evidence recall on wice:

{evidence}

int8 against float32, AUC of the network alone on a sample of each set:

{precision}

## Agreement with people

AUC with 95% interval, bootstrapped by source group. In-domain: held-back groups, out of fold. Zero-shot: all
rows.

{agreement}

## Trial sets

Networks are compared on sets that nothing is learnt from and that the table above does not have: their
licences allow measuring, not learning. These weights were made before; later ones did no better there. AUC
with 95% interval, bootstrapped by source group, of the network alone (the product of the claims'
P(entailment)), of the alignment alone and of what ships:

{trial}

## Steps

What each step of the cascade decides on {step_rows:,} rows of {step_sets} evaluation sets. Of claims whose
label is known: the share that is supported, how many of those the threshold flags (false alarms), and how
many of the unsupported it lets pass (misses). A claim that stands in its source word for word can be
unsupported in people's eyes where it misleads.

{steps}

Reading every claim beside every source sentence with the same network (the way of SummaC-ZS), on
{pair_rows} rows: {times:.1f} times as long as alignment and judging together, {times_judging:.1f} times as
long as judging alone; mean AUC {auc_all_pairs:.3f} against {auc_shipped:.3f} of what ships. The longer the
source, the more there is to save:

{lengths}

## Which words

Marks beside people's marks ({word_rows}), by character: span F1 with precision (P) and
recall (R). `flagged`: what a report marks of claims that the judge calls unsupported; `marked`: the words
alone, of claims that people marked anything in. What ships is the last row of each; constants were chosen on
xsumfaith and ragtruth.

{words_table}

## Calibration

Expected calibration error (bins of equal mass): of single claims weighed to the base rate of {prior:.0%}
supported that the probabilities are for, by lines fitted on other source groups (the mean over ten ways to
cut them), and of summaries of each in-domain set at the set's own base rate, which the probabilities are not
for (11% of xsumfaith is supported, 89% of summeval):

{calibration}
"""


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def interval(figure: Mapping[str, Any]) -> str:
    """Return a figure with its interval."""
    if figure["interval"] is None:  # nothing varies
        return f"{figure['value']:.3f}"
    low, high = figure["interval"]
    return f"{figure['value']:.3f} [{low:.3f}, {high:.3f}]"


def ablation_table(results: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the runs, with each one's difference from the run on all signals."""
    whole = results["all"]["mean"]

    def ends(entry: Mapping[str, Any]) -> list[str]:
        return [f"{end:+.3f}" for end in entry["difference"]]

    rows = [
        [
            name,
            interval({"value": entry["mean"], "interval": (entry["low"], entry["high"])}),
            "" if name == "all" else f"{entry['mean'] - whole:+.3f} [{', '.join(ends(entry))}]",
        ]
        for name, entry in results.items()
    ]
    return table(["trained on", "mean AUC", "against all"], rows)


def evidence_table(results: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the ways to choose passages."""
    rows = [
        [
            name,
            f"{e['mean_held_back']:.3f}",
            f"{e['auc']['wice']:.3f}",
            *(f"{v:.3f}" for v in e["recall"].values()),
            f"{e['pairs_a_claim']:.1f}",
        ]
        for name, e in results.items()
    ]
    return table(["shown", "AUC, held-back", "AUC, wice", "recall@1", "@3", "@5", "pairs a claim"], rows)


def steps_table(results: Mapping[str, Mapping[str, Any]]) -> str:
    """Return what each step decides and how it errs."""
    rows = [
        [name, f"{e['claims']:,}"]
        + [_optional(e[figure]) for figure in ("share", "supported", "false_alarms", "misses")]
        for name, e in results.items()
    ]
    return table(["step", "claims", "share", "supported", "false alarms", "misses"], rows)


def trial_table(results: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """Return the AUC of every run on every trial set, and the means."""
    names = list(next(iter(results.values())))
    rows = [
        [name, str(next(iter(results.values()))[name]["rows"])]
        + [interval(run[name]["auc"]) for run in results.values()]
        for name in names
    ]
    means = [sum(run[name]["auc"]["value"] for name in names) / len(names) for run in results.values()]
    rows.append(["mean", "", *(f"{mean:.3f}" for mean in means)])
    return table(["set", "rows", *results], rows)


def lengths_table(results: Sequence[Mapping[str, Any]]) -> str:
    """Return how many times longer all pairs take, by how many sentences the sources have."""
    rows = [
        [
            f"{e['from']} or more" if e is results[-1] else f"{e['from']} to {e['below'] - 1}",
            str(e["rows"]),
            f"{e['mean_sentences']:.0f}",
            f"{e['times_longer']:.1f}",
            f"{e['times_longer_judging_alone']:.1f}",
        ]
        for e in results
    ]
    return table(["sentences of the source", "rows", "mean", "times as long", "as judging alone"], rows)


def _optional(figure: Mapping[str, Any]) -> str:
    return "none" if figure["value"] is None else interval(figure)


def precision_table(results: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the AUC of both arithmetics, and the largest difference."""
    rows = [
        [name, str(e["rows"]), f"{e['fp32']:.4f}", f"{e['int8-weights']:.4f}"] for name, e in results.items()
    ]
    worst = max(abs(e["fp32"] - e["int8-weights"]) for e in results.values())
    return table(["set", "rows", "float32", "int8"], rows) + f"\n\nLargest difference: {worst:.4f}."


def card(results: Path, model: Path) -> str:
    """Return MODEL_CARD.md."""
    part = {
        path.stem: json.loads(path.read_text("utf-8")) for path in sorted((results / "judge").glob("*.json"))
    }
    stacks = {kind: json.loads((model / f"{kind}.json").read_text("utf-8")) for kind in KINDS}
    measured = json.loads((results / "agreement.json").read_text("utf-8"))["sets"]
    sets = {entry["dataset"]: entry for entry in measured}
    figures = {kind: stack["figures"]["sets"] for kind, stack in stacks.items()}
    agreement = []
    for name, entry in sets.items():
        held = entry["standing"] == "in-domain"
        shipped = figures["network"][name]["auc"] if held else entry["auc"]
        row = [name, "in-domain" if held else "zero-shot", interval(shipped)]
        agreement.append(row + [interval(figures[kind][name]["auc"]) for kind in ("alignment", "lexical")])
    size = sum((model / name).stat().st_size for name in ("model.onnx", "tokenizer.json")) / 1e6
    runs, steps = part["training"], part["steps"]
    pairs = steps["all_pairs"]
    return TEXT.format(
        size=size,
        words=PASSAGE_WORDS,
        trial=trial_table(part["trial"]),
        steps=steps_table(steps["steps"]),
        step_rows=sum(steps["rows"].values()),
        step_sets=len(steps["rows"]),
        times=pairs["times_longer"],
        times_judging=pairs["times_longer_judging_alone"],
        pair_rows=sum(pairs["rows"].values()),
        lengths=lengths_table(pairs["by_sentences"]),
        auc_all_pairs=pairs["mean"]["all pairs"],
        auc_shipped=pairs["mean"]["shipped"],
        word_rows=", ".join(f"{count:,} rows of {name}" for name, count in part["explain"]["rows"].items()),
        words_table=words_table(part["explain"]),
        data=table(
            ["signal", "set", "examples", "pairs", "supported", "licence"],
            [
                [
                    e["signal"],
                    e["set"],
                    f"{e['examples']:,}",
                    f"{e['pairs']:,}",
                    f"{e['supported']:.0%}",
                    e["licence"],
                ]
                for e in part["data"]
            ],
        ),
        training=", then ".join(f"{run['pieces']:,} word pieces of {run['signals']}" for run in runs),
        ablation=ablation_table(part["ablation"]["runs"]),
        ablation_pieces=part["ablation"]["pieces"],
        ablation_rows=part["ablation"]["rows"],
        evidence=evidence_table(part["evidence"]),
        precision=precision_table(part["precision"]),
        agreement=table(["set", "", "shipped", "alignment alone", "words alone"], agreement),
        prior=stacks["network"]["prior"],
        calibration=table(
            [
                "stack",
                "at the base rate",
                *(n for n in figures["network"] if sets[n]["standing"] == "in-domain"),
            ],
            [
                [KINDS[kind], f"{stack['figures']['calibration_error_at_prior']:.3f}"]
                + [
                    f"{stack['figures']['sets'][n]['calibration_error']['value']:.3f}"
                    for n in figures["network"]
                    if sets[n]["standing"] == "in-domain"
                ]
                for kind, stack in stacks.items()
            ],
        ),
    )


def main() -> None:
    """Write the card."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--model", type=Path, default=MODEL)
    args = parser.parse_args()
    (args.model / "MODEL_CARD.md").write_text(card(args.results, args.model), encoding="utf-8")


if __name__ == "__main__":
    main()
