"""The results of a run: medians and goals, as a table and as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any


@dataclass(frozen=True)
class Row:
    """A measure: the samples of this site and of the reference, and the goals."""

    name: str
    unit: str
    ours: Sequence[float]
    reference: Sequence[float] = ()
    at_most: float | None = None
    ratio_at_most: float | None = None
    conditions: Mapping[str, bool] | None = None
    """Further goals, by name, and whether each is met."""
    p95: bool = False

    @property
    def value(self) -> float:
        """The result of this site: the median, or the 95th percentile when `p95` is set."""
        return self._summarize(self.ours)

    @property
    def reference_value(self) -> float | None:
        """The same of the reference; None without a reference."""
        return self._summarize(self.reference) if self.reference else None

    @property
    def ratio(self) -> float | None:
        """`value` divided by that of the reference; None without a reference."""
        return self.value / self.reference_value if self.reference_value else None

    def _summarize(self, samples: Sequence[float]) -> float:
        return quantiles(samples, n=20)[-1] if self.p95 else median(samples)

    @property
    def missed(self) -> list[str]:
        """Each missed goal, and by how much it was missed."""
        missed = [name for name, met in (self.conditions or {}).items() if not met]
        if self.at_most is not None and self.value > self.at_most:
            missed.append(f"{self.value / self.at_most - 1:+.0%} over {self.at_most:g} {self.unit}")
        if self.ratio_at_most and self.ratio and self.ratio > self.ratio_at_most:
            missed.append(f"{self.ratio / self.ratio_at_most - 1:+.0%} over {self.ratio_at_most}×")
        return missed

    @property
    def goal(self) -> str:
        """The goals, as the table shows them."""
        limits = [f"≤ {self.at_most:g} {self.unit}"] if self.at_most is not None else []
        limits += [f"≤ {self.ratio_at_most} ×"] if self.ratio_at_most else []
        return ", ".join([*limits, *(self.conditions or {})])

    def cells(self) -> list[str]:
        """Return the cells of its row in the table."""
        return [
            self.name,
            self._format(self.value),
            self._format(self.reference_value) if self.reference_value else "",
            f"{self.ratio:.2f}" if self.ratio else "",
            self.goal,
            "; ".join(["missed", *self.missed]) if self.missed else "met",
        ]

    def as_json(self) -> dict[str, Any]:
        """Return the measure as a JSON object."""
        return {
            "measure": self.name,
            "unit": self.unit,
            "value": self.value,
            "reference": self.reference_value,
            "ratio": self.ratio,
            "goal": self.goal,
            "missed": self.missed,
            "samples": list(self.ours),
            "samples_reference": list(self.reference),
        }

    def _format(self, value: float) -> str:
        return f"{value:.0f} {self.unit}" if self.unit == "ms" else f"{value:.2f} {self.unit}"


HEAD = ("Measure", "This site", "Reference", "Ratio", "Goal", "")


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [HEAD, ["---"] * len(HEAD), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
