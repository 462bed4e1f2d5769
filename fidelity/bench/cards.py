"""What is known about public sets and published systems: `cards.toml`, read and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["IN_DOMAIN", "OTHER", "OWN", "ZERO_SHOT", "Card", "Peer", "System", "cards", "own_data"]

ZERO_SHOT, IN_DOMAIN, OTHER, OWN = "zero-shot", "in-domain", "other", "own data"
STANDINGS = (ZERO_SHOT, IN_DOMAIN, OTHER)
TRAINED = ("yes", "no", "unknown")
HIGHER = {"faithful": 1, "unfaithful": -1}


@dataclass(frozen=True, slots=True)
class System:
    """A published system.

    Attributes:
        parameters: As text, "0" for none, "not published" where its makers do not say.
        trained: Whether it was trained on the set: "yes", "no" or "unknown".
        why: What `trained` rests on.
    """

    name: str
    family: str
    parameters: str
    trained: str
    why: str


UNKNOWN_SYSTEM = System("", "unknown", "unknown", "unknown", "there is no card for it")


@dataclass(frozen=True, slots=True)
class Peer:
    """One column of published scores; `direction` is -1 where a higher score is less faithful."""

    column: str
    system: System
    direction: int = 1
    note: str = ""

    @property
    def title(self) -> str:
        """What tables call it: the system's name, with the note; the column where there is no card."""
        name = self.system.name or self.column
        return f"{name} ({self.note})" if self.note else name


@dataclass(frozen=True, slots=True)
class Card:
    """One set.

    Attributes:
        standing: "zero-shot", "in-domain", "other" or "own data".
        label: What its labels mean.
        caveats: What must be said wherever a figure is shown, one sentence each.
        rows: How many there were when it was measured; None without a card.
        sha256: Of its JSON lines as they were measured, before compression; None without a card.
        pairs: The field that minimal pairs share, if there are any.
        benign_spans: Kinds of span that do not make a claim unsupported.
        peers: By the name of the score in `peer_scores`.
    """

    name: str
    title: str
    licence: str
    standing: str
    unit: str
    label: str
    caveats: tuple[str, ...] = ()
    rows: int | None = None
    sha256: str | None = None
    pairs: str | None = None
    benign_spans: frozenset[str] = frozenset()
    peers: Mapping[str, Peer] = field(default_factory=dict)

    @property
    def evaluation(self) -> bool:
        """Whether it is one of the evaluation sets."""
        return self.standing in {ZERO_SHOT, IN_DOMAIN}

    def peer(self, column: str) -> Peer:
        """Return what is known about a column of scores; higher counts as more faithful."""
        return self.peers.get(column, Peer(column, UNKNOWN_SYSTEM))


def own_data(name: str) -> Card:
    """Return the card of a set that has none."""
    return Card(name, name, "your own", OWN, "", "1: everything in the claim is supported; 0: not")


@cache
def cards() -> dict[str, Card]:
    """Return every card by the name of its set, sorted."""
    table = tomllib.loads((files("fidelity") / "bench" / "cards.toml").read_text(encoding="utf-8"))
    systems = {key: System(**entry) for key, entry in table["systems"].items()}
    assert all(system.trained in TRAINED for system in systems.values())
    return {
        name: _card(name, entry, table["peers"].get(name, {}), systems)
        for name, entry in sorted(table["sets"].items())
    }


def _card(name: str, entry: dict[str, Any], peers: dict[str, Any], systems: Mapping[str, System]) -> Card:
    assert entry["standing"] in STANDINGS, name
    known = {}
    for column, line in peers.items():
        direction = HIGHER[line.get("higher", "faithful")]
        known[column] = Peer(column, systems[line["system"]], direction, line.get("note", ""))
    return Card(
        name=name,
        **{
            **entry,
            "caveats": tuple(entry["caveats"]),
            "benign_spans": frozenset(entry.get("benign_spans", ())),
        },
        peers=known,
    )
