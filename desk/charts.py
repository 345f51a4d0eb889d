"""Charts of the dashboard: labels and numbers are text of the page's own size, bars are SVG with attributes
only, so that the Content-Security-Policy stays strict."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.figures import Bar

ROOM = 86.0
"""Per cent of the drawing that the longest bar takes; its number stands in the rest."""


@dataclass(frozen=True)
class Drawn:
    """A bar with its lengths in per cent of the drawing: of the value, and of the other value."""

    bar: Bar
    first: float
    second: float

    @property
    def end(self) -> float:
        """Where a bar ends whose second value continues the first."""
        return self.first + self.second

    @property
    def top(self) -> float:
        """Where a column of the value begins, counted from above."""
        return 100 - self.first

    @property
    def other_top(self) -> float:
        """Where a column of the other value begins."""
        return 100 - self.second

    @property
    def looked(self) -> float:
        """Both values together."""
        return self.bar.value + (self.bar.other or 0)


@dataclass(frozen=True)
class Chart:
    """A chart: `kind` is "baris" (bars, a second value continues the first) or "kolom" (pairs over time).
    `legend`: names of the two values, none for one. `period`: the days it counts."""

    title: str
    kind: str
    bars: Sequence[Drawn]
    period: str = ""
    legend: tuple[str, ...] = ()


def rows(title: str, bars: Sequence[Bar], period: str = "", legend: tuple[str, ...] = ()) -> Chart:
    """Horizontal bars, one a line."""
    most = max([bar.value + (bar.other or 0) for bar in bars] + [1])
    return Chart(title, "baris", _drawn(bars, most), period, legend)


def columns(title: str, bars: Sequence[Bar], period: str, legend: tuple[str, ...]) -> Chart:
    """Pairs of columns over time."""
    most = max([max(bar.value, bar.other or 0) for bar in bars] + [1])
    return Chart(title, "kolom", _drawn(bars, most), period, legend)


def _drawn(bars: Sequence[Bar], most: float) -> list[Drawn]:
    return [
        Drawn(bar, round(ROOM * bar.value / most, 1), round(ROOM * (bar.other or 0) / most, 1))
        for bar in bars
    ]
