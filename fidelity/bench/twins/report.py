"""What the suite measured, as tables, as notes, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fidelity.bench.tables import Table, counted, shown
from fidelity.bench.twins.data import TITLE, VERSION
from fidelity.bench.twins.measure import FALSE_ALARMS, HELD_OUT, SPARED, Against, Kind, Measured
from fidelity.bench.twins.systems import System

__all__ = ["TwinsReport"]

SCHEMA = "fidelity.bench.twins/1"
LABELS = ("unsupported", "supported")
RELEASED, NOT_RELEASED = "the files of the release", "NOT the files of the release: sha256 differs"
ALONE = "Each claim is checked alone against its source."
TWINS = (
    "Twins: two claims of one source in like wording, one supported and one not. Ranked right: the supported "
    "one has the higher score; a tie counts one half. Short has no twins, and its unsupported claims keep "
    "more of the source's words than the supported ones: there, overlap of words is below chance."
)
FOUND = (
    f"Found at {FALSE_ALARMS:.0%}: the share of unsupported claims below the threshold that "
    f"{FALSE_ALARMS:.0%} of the supported ones are below, chosen on these very claims."
)
FINDINGS = (
    f"Errors and warnings are those of `check` but for {', '.join(sorted(SPARED))}, which is about whole "
    "stories; baselines make none."
)
WHAT_IS_HELD_OUT = (
    "Held out: sources that no network of this package learns from; the SHA-1 of their id ends in 0 or 8."
)
ONLY_HELD_OUT = "Only they are measured; --all-sources takes the others too."
NOT_ONLY_HELD_OUT = "† may have learnt from the others: its figures there say how well it fits."


@dataclass(frozen=True, slots=True)
class TwinsReport:
    """One measurement of the suite.

    Attributes:
        systems: The first is the one that the others are compared with.
        measured: By name of the system, a result a part.
        kinds: By name of the system, a result a kind of claim.
        against: The others against the first.
        sha256: Of each part, before compression.
        released: Whether these are the files of the release.
        setting: Seed, draws, sample, command, version, commit, environment: what reproduces it.
    """

    systems: Sequence[System]
    measured: Mapping[str, Sequence[Measured]]
    kinds: Mapping[str, Sequence[Kind]]
    against: Sequence[Against]
    sha256: Mapping[str, str]
    released: bool
    setting: Mapping[str, Any]

    def tables(self) -> list[Table]:
        """Return ranking, findings, kinds and paired tests; empty tables are left out."""
        found = [self._ranking(), self._findings(), self._kinds(), self._against()]
        return [table for table in found if table.rows]

    def notes(self) -> list[str]:
        """Say what must be known to read the tables, one sentence each."""
        released = (
            "the files of the release" if self.released else "NOT the files of the release: sha256 differs"
        )
        draws, seed = self.setting.get("draws"), self.setting.get("seed")
        said = [f"Suite {TITLE} (CC0 1.0; {released}). {ALONE}", TWINS]
        said.append(f"In brackets: 95% bootstrap intervals over sources ({draws} draws, seed {seed}).")
        said += [FOUND, FINDINGS]
        held = ONLY_HELD_OUT if self._only_held_out() else NOT_ONLY_HELD_OUT
        said.append(f"{WHAT_IS_HELD_OUT} {held}")
        if self.setting.get("sample"):
            said.append(f"A sample, not the whole suite: {self.setting['sample']}.")
        return [*said, *(note for system in self.systems for note in self._unscored(system))]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data: `fidelity.bench.twins/1`. Nothing in it depends on the clock."""
        return {
            "schema": SCHEMA,
            **self.setting,
            "suite": {
                "name": "twins",
                "version": VERSION,
                "licence": "CC0-1.0",
                "sha256": dict(self.sha256),
                "as_released": self.released,
            },
            "notes": self.notes(),
            "systems": [
                {
                    **system.to_dict(),
                    "parts": [one.to_dict() for one in self.measured[system.name]],
                    "kinds": [one.to_dict() for one in self.kinds[system.name]],
                }
                for system in self.systems
            ],
            "against_the_first": [one.to_dict() for one in self.against],
        }

    def _unscored(self, system: System) -> Iterator[str]:
        # Parts that are joined, or of another standing, hold the same claims again.
        last = self.measured[system.name][-1].part.standing
        single = [one for one in self.measured[system.name] if not one.part.joined]
        total = sum(one.unscored for one in single if one.part.standing == last)
        if total:
            yield (
                f"{system.name}: {counted(total, 'claim')} without a score: twins with one count as ties, "
                "AUC and what is found are without them, and they count as not flagged."
            )

    def _only_held_out(self) -> bool:
        return all(one.part.standing == HELD_OUT for every in self.measured.values() for one in every)

    def _ranking(self) -> Table:
        head = ("system", "part", "sources", "claims", "AUC", "twins", "ranked right", "found at 2%")
        rows = tuple(
            (
                _name(system, one),
                one.part.name,
                f"{one.part.sources:,} {one.part.standing}",
                f"{len(one.part.rows):,}",
                shown(one.auc),
                f"{one.twins.rows:,}" if one.twins.rows else "-",
                shown(one.twins),
                shown(one.found),
            )
            for system in self.systems
            for one in self.measured[system.name]
        )
        return Table("Told apart", head, rows, 3)

    def _findings(self) -> Table:
        head = (
            "system", "part", "sources", "unsupported", "errors", "errors, warnings",
            "supported", "errors", "errors, warnings",
        )  # fmt: skip
        rows = tuple(
            (
                _name(system, one),
                one.part.name,
                f"{one.part.sources:,} {one.part.standing}",
                *(
                    cell
                    for label in (0, 1)
                    for cell in (
                        f"{one.errors[label].rows:,}",
                        shown(one.errors[label]),
                        shown(one.flagged[label]),
                    )
                ),
            )
            for system in self.systems
            if system.reports
            for one in self.measured[system.name]
        )
        return Table("Findings on unsupported and on supported claims", head, rows, 3)

    def _kinds(self) -> Table:
        first = self.systems[0]
        head = ("claims that are", "kind", "claims", "twins", "ranked right", "errors", "errors, warnings")
        rows = tuple(
            (
                LABELS[kind.label],
                kind.name,
                f"{kind.claims:,}",
                f"{kind.twins.rows:,}" if kind.twins.rows else "-",
                shown(kind.twins),
                shown(kind.errors),
                shown(kind.flagged),
            )
            for kind in self.kinds[first.name]
        )
        standing = self.measured[first.name][-1].part.standing
        return Table(f"By kind of claim: {first.name}, every part, sources: {standing}", head, rows)

    def _against(self) -> Table:
        first = self.systems[0].name
        head = ("system", "part", "sources", "figure", "theirs", first, f"{first} - theirs", "p")
        rows = []
        for other in self.against:
            for name, found in (("twins", other.twins), ("AUC", other.auc)):
                if found is not None:
                    rows.append(
                        (
                            other.system,
                            other.part.name,
                            other.part.standing,
                            name,
                            shown(found.theirs, interval=False),
                            shown(found.ours, interval=False),
                            shown(found.difference, sign="+"),
                            "-" if found.p is None else f"{found.p:.3f}",
                        )
                    )
        return Table(f"{first} against the others, on the same claims", head, tuple(rows), 4)


def _name(system: System, measured: Measured) -> str:
    fits = system.learnt and measured.part.standing != HELD_OUT
    return f"{system.name} †" if fits else system.name
