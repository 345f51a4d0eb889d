"""A letter being written: the flow of text, the facts, and what has been put down so far (the truth)."""

from dataclasses import dataclass, field

from models.document import Kind
from samples.flow import Flow
from samples.letters.facts import Facts
from samples.sheet import Sheet
from samples.splits import Dice
from samples.truth import Paper, Value


@dataclass
class Draft:
    """Pieces of layout write into it; `put` records a field the moment it is printed."""

    flow: Flow
    facts: Facts
    dice: Dice
    values: dict[str, Value] = field(default_factory=dict)
    pages_of: dict[str, int] = field(default_factory=dict)

    def put(self, name: str, value: Value) -> None:
        """Record a field as printed on the current page; the first printing counts."""
        if value is not None and name not in self.values:
            self.values[name] = value
            self.pages_of[name] = self.flow.page

    def letter(self) -> "Letter":
        """The finished letter."""
        paper = Paper(Kind.SURAT_PERMOHONAN, self.values, self.pages_of)
        return Letter(tuple(self.flow.sheets), paper, self.facts, self.flow.style.hand)


@dataclass(frozen=True)
class Letter:
    """Sheets with their truth and the facts behind them."""

    sheets: tuple[Sheet, ...]
    paper: Paper
    facts: Facts
    is_handwritten: bool = False
