"""The text of pages as it was read, by place: lines with their words and boxes, and the second reader's view.

Taken from the stored readings as plain JSON: only text and boxes are wanted, and a page in 3 ms.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from desk import rows
from desk.models import CaseRow, PageRow
from models.field import Box


@dataclass(frozen=True)
class PlacedWord:
    """A word, where it stands (fractions of the upright page), and how sure its reading is."""

    text: str
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True)
class PlacedLine:
    """A line of the page; `second`: what the other reader made of it, "" without one."""

    words: tuple[PlacedWord, ...]
    box: Box
    second: str

    @property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(word.text for word in self.words)


def lines_of_case(case: CaseRow) -> Iterator[str]:
    """The text of each line of the case's own pages."""
    for use in case.files.all():
        for page in PageRow.objects.filter(file_id=use.file_id).order_by("number"):
            if not use.pages or page.number in use.pages:
                yield from (line.text for line in lines_of(page))


def lines_of(page: PageRow) -> tuple[PlacedLine, ...]:
    """The page's lines in the order they were read."""
    said = json.loads(rows.unpack(page.reading))
    return tuple(
        PlacedLine(
            tuple(
                PlacedWord(word["text"], tuple(word["box"]), word.get("confidence", 1.0))
                for word in line["words"]
            ),
            tuple(line["box"]),
            line.get("second") or "",
        )
        for line in said.get("lines", ())
    )


def words_of(page: PageRow) -> list[tuple[str, float, float, float, float]]:
    """Every word of the page with its box, those of cards too: what can be taken into a field."""
    said = json.loads(rows.unpack(page.reading))
    lines = [word for line in said.get("lines", ()) for word in line["words"]]
    found = [(word["text"], *word["box"]) for word in lines]
    for card in said.get("cards", ()):
        for field in card["fields"].values():
            text = field.get("raw") or (field["value"] if isinstance(field["value"], str) else "")
            if text and field.get("box"):
                found.append((text, *field["box"]))
    return found


def card_corners(page: PageRow) -> tuple[tuple[float, float], ...] | None:
    """The corners of the page's first card (fractions, clockwise from its own top left), None without one."""
    cards = json.loads(rows.unpack(page.reading)).get("cards", ())
    quads = [card["quad"] for card in cards if not card.get("is_back") and len(card["quad"]) == 4]
    return tuple((x, y) for x, y in quads[0]) if quads else None


def second_reading(lines: Iterable[PlacedLine], box: Box, raw: str) -> str:
    """What the second reader made of the words in `box`, cut from its line by its likeness to `raw`."""
    middle = (box[1] + box[3]) / 2
    near = [line for line in lines if line.second and line.box[1] <= middle <= line.box[3]]
    near = [line for line in near if line.box[0] < box[2] and line.box[2] > box[0]]
    found = [_cut(line.second, raw) for line in near]
    return max(found, key=lambda text: SequenceMatcher(None, text, raw).ratio(), default="")


def _cut(text: str, raw: str) -> str:
    """The part of `text` as long as `raw` that is most like it."""
    places = range(max(1, len(text) - len(raw) + 1))
    return max(
        (text[at : at + len(raw)] for at in places),
        key=lambda part: sum(a == b for a, b in zip(part, raw, strict=False)),
    )
