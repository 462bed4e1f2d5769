"""`fidelity bench --suite NAME`: what its options ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fidelity.cli.choices import demand_one_of
from fidelity.errors import ConfigError, nearest

if TYPE_CHECKING:
    from fidelity.bench.run import Judging
    from fidelity.bench.twins.suite import TwinsRequest
    from fidelity.bench.twins.systems import Ask

__all__ = ["SUITES", "twins_request"]

SUITES = ("twins",)
# What would mean something else here, and what is meant.
INSTEAD = {
    "limit": "--limit counts rows; with --suite give --sources N",
    "threshold": "--threshold is for labelled rows; the suite needs none",
}
JUDGES = ("default", "reader", "alignment", "lexical")
CROSS_ENCODER = "sentence-transformers:"


def twins_request(options: dict[str, Any], *, from_environment: bool, command: str) -> TwinsRequest:
    """Turn options into what is to be measured. Raises ConfigError for those that do not go together.

    Args:
        options: Of the command line.
        from_environment: Whether the environment named `data`, which may hold other things.
        command: What reproduces it.
    """
    demand_one_of("--suite", options["suite"], SUITES)
    for name, message in INSTEAD.items():
        if options[name] is not None:
            raise ConfigError(message)
    if options["quick"] and options["sources"] is not None:
        raise ConfigError("--quick and --sources exclude each other; give one of them")
    from fidelity.bench.twins.suite import QUICK_SOURCES, TwinsRequest

    return TwinsRequest(
        systems=_systems(options),
        data=options["data"],
        fall_back=from_environment,
        parts=_names(options["sets"]),
        sources=QUICK_SOURCES if options["quick"] else options["sources"],
        all_sources=options["all_sources"],
        seed=options["seed"],
        command=command,
    )


def _systems(options: dict[str, Any]) -> list[Ask]:
    """Return the judge, or the scores that stand for one, and what is measured beside it."""
    from fidelity.bench.baselines import BASELINES
    from fidelity.bench.twins.systems import ask_baseline, ask_judge, scores_beside, take_scores

    given, scores = options["beside"], options["scores"]
    beside = list(BASELINES) if given is None else [name for name in _names(given) if name != "none"]
    if options["from_scores"] is not None:
        systems = [take_scores(options["from_scores"])]
    else:
        judging = _judging(options["judge"], options)
        systems = [ask_judge(options["judge"], judging, scores, resume=options["resume"])]
    for name in beside:
        if name in BASELINES:
            systems.append(ask_baseline(name, options["cache"]))
            continue
        if name not in JUDGES and not name.startswith(CROSS_ENCODER):
            raise ConfigError(f"--beside: unknown system {name!r}{nearest(name, (*JUDGES, *BASELINES))}")
        if name == options["judge"] and options["from_scores"] is None:
            raise ConfigError(f"--beside: {name} is the judge already")
        file = None if scores is None else scores_beside(scores, name)
        systems.append(ask_judge(name, _judging(name, options), file, resume=options["resume"]))
    return systems


def _judging(name: str, options: dict[str, Any]) -> Judging:
    from fidelity.bench.run import Judging
    from fidelity.config import Config
    from fidelity.weights import available_cores

    # As the README has it: the lexical judge beside another one does without any model.
    bare = name == "lexical" != options["judge"]
    config = Config(judge=name, embedder="none" if bare else options["embedder"], threads=1)
    judging = Judging(config, options["jobs"] or available_cores(), options["cache"])
    judging.checker()
    return judging


def _names(given: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in (given or "").split(",") if name.strip()))
