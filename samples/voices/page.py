"""A letter being put on sheets: its flow, its look, and on which page each field stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from samples.flow import Align, Flow
from samples.sheet import Style
from samples.splits import Dice
from samples.voices.look import Look
from samples.voices.marks import MarkDrawer, draw_marks
from samples.voices.runs import Run, lay, split_line
from samples.voices.tagged import Letter, Line, Piece, plain

UNFILLED = re.compile(r"^[\s.:,()_*/|-]*$|\[ *[vVxX]? *\]|\( *[vVxX]? *\)|[☐☑☒]")
"""Dots, lines and boxes to tick: printed, also in a form filled in by hand."""


@dataclass
class Page:
    """The letter's sheets (in `flow`) the marks that it draws, and the page of each field's value."""

    letter: Letter
    look: Look
    dice: Dice
    flow: Flow
    marks: MarkDrawer = draw_marks
    pages_of: dict[str, int] = field(default_factory=dict)

    @property
    def width(self) -> float:
        """Points from the left to the right edge of the text."""
        return self.flow.edge - self.flow.left

    @property
    def step(self) -> float:
        """Points from a line to the next."""
        return self.flow.style.size * self.flow.leading

    def runs(self, line: Line, *, is_value: bool = False, style: Style | None = None) -> list[Run]:
        """The line's text with its styles; `is_value`: it stands where a form is filled in."""
        if self.look.is_form and not is_value and ":" in plain(line):
            (_, label), (_, value) = split_line(line, r"(?<=:)", 1)
            return [*self._styled(label, style, False), *self._styled(value, style, True)]
        return self._styled(line, style, is_value)

    def _styled(self, line: Line, style: Style | None, is_value: bool) -> list[Run]:
        return [(piece.text, style or self._style(piece, is_value)) for piece in line]

    def _style(self, piece: Piece, is_value: bool) -> Style:
        if not self.look.is_form:
            return self.look.body
        is_filled = piece.tags or (is_value and not UNFILLED.search(piece.text))
        return self.look.value if is_filled else self.look.printed

    def put(
        self,
        line: Line,
        *,
        x: float | None = None,
        edge: float | None = None,
        first: float = 0,
        align: Align = "left",
        style: Style | None = None,
        is_value: bool = False,
    ) -> None:
        """Lay a line as a paragraph and note where its fields stand."""
        runs = self.runs(line, is_value=is_value, style=style)
        lay(self.flow, runs, x=x, edge=edge, first=first, align=align)
        self.note(line)

    def note(self, line: Line) -> None:
        """The fields of this line stand on the current page."""
        for piece in line:
            for tag in piece.tags:
                if not tag.is_alternative:
                    self.pages_of.setdefault(tag.name, self.flow.page)

    def gap(self, lines: float) -> None:
        """Leave room, but not at the top of a page."""
        if self.flow.y > self.flow.top:
            self.flow.gap(lines)


def is_empty(line: Line) -> bool:
    """Whether nothing is written on the line."""
    return not plain(line).strip()


def column_count(rows: Sequence[Sequence[object]]) -> int:
    """The largest number of cells in a row."""
    return max((len(row) for row in rows), default=1)
