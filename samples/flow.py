"""Lays text out on sheets from top to bottom: paragraphs, label:value rows, tables, new pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from samples.sheet import Rule, Sheet, Style, Text

HAND_WIDER = 1.12
"""Handwriting takes more room than the bare typeface: jitter and wide gaps."""
Align = Literal["left", "centre", "right", "justify"]


@dataclass
class Flow:
    """A cursor on a growing list of sheets; lengths in points."""

    style: Style
    size: tuple[float, float]
    left: float = 72
    right: float = 60
    top: float = 54
    bottom: float = 60
    leading: float = 1.25
    sheets: list[Sheet] = field(default_factory=list)
    y: float = 0

    def __post_init__(self) -> None:
        self.new_page()

    @property
    def sheet(self) -> Sheet:
        """The page being written."""
        return self.sheets[-1]

    @property
    def page(self) -> int:
        """Its number, from 1."""
        return len(self.sheets)

    @property
    def edge(self) -> float:
        """The right edge of the text."""
        return self.size[0] - self.right

    def new_page(self) -> None:
        """Start a fresh sheet."""
        self.sheets.append(Sheet(*self.size))
        self.y = self.top

    def room(self, height: float) -> bool:
        """Whether so much height is left on the page."""
        return self.y + height <= self.size[1] - self.bottom

    def need(self, height: float) -> None:
        """Break the page unless so much height is left."""
        if not self.room(height):
            self.new_page()

    def gap(self, lines: float = 1.0) -> None:
        """Leave blank lines."""
        self.y += lines * self.style.size * self.leading

    def line(
        self, text: str, *, x: float | None = None, style: Style | None = None, align: Align = "left"
    ) -> None:
        """One line, not broken."""
        style = style or self.style
        self.need(style.size * self.leading)
        self.y += style.size * self.leading
        start = self.left if x is None else x
        width = style.width(text)
        if align == "centre":
            start = (self.left + self.edge - width) / 2
        elif align == "right":
            start = self.edge - width
        self.sheet.add(Text(start, self.y, text, style))

    def paragraph(
        self,
        text: str,
        *,
        x: float | None = None,
        edge: float | None = None,
        first: float = 0,
        align: Align = "justify",
        style: Style | None = None,
    ) -> None:
        """A broken paragraph between x and edge, its first line indented by `first`."""
        style = style or self.style
        left, right = x if x is not None else self.left, edge if edge is not None else self.edge
        lines = wrap(text, style, right - left, first)
        for i, line in enumerate(lines):
            indent = first if i == 0 else 0
            self.need(style.size * self.leading)
            self.y += style.size * self.leading
            spread, start = 0.0, left + indent
            slack = right - left - indent - style.width(line)
            if align == "justify" and i < len(lines) - 1 and " " in line:
                spread = max(0.0, slack / line.count(" "))
            elif align in ("centre", "right"):
                start += slack / (2 if align == "centre" else 1)
            self.sheet.add(Text(start, self.y, line, style, spread))

    def pairs(self, rows: Sequence[tuple[str, str]], *, x: float | None = None, tab: float = 110) -> None:
        """Label : value rows, the colons aligned; long values take further lines."""
        left = self.left if x is None else x
        widest = max((self.style.width(label) for label, _ in rows), default=0)
        tab = max(tab, widest * (HAND_WIDER if self.style.hand else 1) + 6)
        for label, value in rows:
            top, page = self.y, self.page
            self.paragraph(value, x=left + tab + 12, align="left")
            if self.page != page:
                top = self.top
            first = top + self.style.size * self.leading
            self.sheet.add(Text(left, first, label, self.style), Text(left + tab, first, ":", self.style))

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], *, header: bool = True) -> None:
        """A ruled table; cells are broken, the first row is bold when it is a header."""
        for r, cells in enumerate(rows):
            style = self.style.but(bold=True) if header and r == 0 else self.style
            broken = [wrap(cell, style, w - 8, 0) for cell, w in zip(cells, widths, strict=True)]
            height = max(len(lines) for lines in broken) * style.size * self.leading + 5
            self.need(height)
            self._row(broken, widths, style, height)

    def _row(self, broken: list[list[str]], widths: Sequence[float], style: Style, height: float) -> None:
        x, step = self.left, style.size * self.leading
        for lines, width in zip(broken, widths, strict=True):
            for i, line in enumerate(lines):
                self.sheet.add(Text(x + 4, self.y + (i + 1) * step - 1, line, style))
            for x0, y0, x1, y1 in (
                (x, self.y, x + width, self.y),
                (x, self.y + height, x + width, self.y + height),
                (x, self.y, x, self.y + height),
                (x + width, self.y, x + width, self.y + height),
            ):
                self.sheet.add(Rule(x0, y0, x1, y1, 0.6))
            x += width
        self.y += height


def wrap(text: str, style: Style, width: float, first: float) -> list[str]:
    """Break text into lines no wider than `width` (the first: less `first`)."""
    lines: list[str] = []
    for word in text.split():
        trial = f"{lines[-1]} {word}" if lines else word
        limit = width - (first if len(lines) <= 1 else 0)
        if lines and style.width(trial) > limit:
            lines.append(word)
        elif lines:
            lines[-1] = trial
        else:
            lines.append(word)
    return lines or [""]
