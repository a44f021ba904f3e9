"""The figures of a run: medians against the goals, as a table and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any


@dataclass(frozen=True)
class Row:
    """One measure: our samples, those of what they are held against, and the goals."""

    name: str
    unit: str
    ours: Sequence[float]
    other: Sequence[float] = ()
    at_most: float | None = None
    ratio_at_most: float | None = None
    also: Mapping[str, bool] | None = None
    """What must be true besides."""
    p95: bool = False

    @property
    def value(self) -> float:
        """The figure of our site: a median, or the 95th percentile."""
        return quantiles(self.ours, n=20)[-1] if self.p95 else median(self.ours)

    @property
    def ratio(self) -> float | None:
        """Our median over the other's."""
        return self.value / median(self.other) if self.other else None

    @property
    def missed(self) -> list[str]:
        """Each goal that was missed, and by how much."""
        missed = [name for name, true in (self.also or {}).items() if not true]
        if self.at_most is not None and self.value > self.at_most:
            missed.append(f"{self.value / self.at_most - 1:+.0%} over {self.at_most:g} {self.unit}")
        if self.ratio_at_most and self.ratio and self.ratio > self.ratio_at_most:
            missed.append(f"{self.ratio / self.ratio_at_most - 1:+.0%} over {self.ratio_at_most}×")
        return missed

    @property
    def goal(self) -> str:
        """The goals, as a reader sees them."""
        limits = [f"≤ {self.at_most:g} {self.unit}"] if self.at_most is not None else []
        limits += [f"≤ {self.ratio_at_most} ×"] if self.ratio_at_most else []
        return ", ".join([*limits, *(self.also or {})])

    def cells(self) -> list[str]:
        """What the table says of it."""
        return [
            self.name,
            self._said(self.value),
            self._said(median(self.other)) if self.other else "",
            f"{self.ratio:.2f}" if self.ratio else "",
            self.goal,
            "; ".join(["missed", *self.missed]) if self.missed else "met",
        ]

    def as_json(self) -> dict[str, Any]:
        """What the JSON says of it."""
        return {
            "measure": self.name,
            "unit": self.unit,
            "value": self.value,
            "against": median(self.other) if self.other else None,
            "ratio": self.ratio,
            "goal": self.goal,
            "missed": self.missed,
            "samples": list(self.ours),
            "samples_against": list(self.other),
        }

    def _said(self, value: float) -> str:
        return f"{value:.0f} {self.unit}" if self.unit == "ms" else f"{value:.2f} {self.unit}"


HEAD = ("Measure", "This site", "Held against", "Ratio", "Goal", "")


def table(rows: Sequence[Row]) -> str:
    """The rows, in Markdown."""
    lines = [HEAD, ["---"] * len(HEAD), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
