"""A page's lines without what is not the letter's: lines read twice, in the office's stamp of receipt, or a
form's example of what to write; words that a typist struck out with x."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from extractors.fields.cues import cue
from extractors.fields.lexicon import words
from extractors.fields.office_names import OWN, office_pattern
from extractors.text.legibility import squeezed
from extractors.text.stamp_duty import says
from models.field import Box, hull, lies_in, touches
from models.page import Line, Mark, MarkKind, PageReading
from models.similarity import edit_distance

RECEIVED = re.compile(rf"(?i)^\W*(?:{'|'.join(words('letters', 'receipt_stamp'))})")
"""How a row of the office's own stamp begins."""
_NAME, NAME_WORDS = rf"\W*{OWN}\b[^.,]*$", 3
"""The office's short name over a stamp's rows, with its regency at most."""
_WORD = "diterima"
"""Of these eight letters an engine may misread one under a stamp's wear."""
BESIDE, ABOVE, BELOW = 6, 3, 6
"""Heights of a stamp's words within which its other rows stand, where its frame was not seen."""
_EXAMPLE = cue("own_lines.example", lead=r"^\W*", tail=r"\s*:\s*\w")
_X_ED = re.compile(r"(?i)(\W*)x{4,}\W*")
"""A word that a typist struck out, and the quotation mark before it that is the next one's."""
TWICE_LETTERS, TWICE_HIGH, TWICE_WIDE = 4, 0.3, 0.8
"""Letters of a line that may be read twice; shares of the lower and the narrower box that both cover."""


def own_lines(page: PageReading) -> PageReading:
    """The page without them."""
    again = set(_read_again(page.lines))
    once = [line for at, line in enumerate(page.lines) if at not in again and not _EXAMPLE.match(line.text)]
    stamps = list(_receipts(once, page.marks))
    kept = tuple(_without_x_ed(line for line in once if not any(_is_in(line, *stamp) for stamp in stamps)))
    return page if kept == page.lines else page.model_copy(update={"lines": kept})


def _without_x_ed(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        struck = [_X_ED.fullmatch(word.text) for word in line.words]
        if not any(struck):
            yield line
            continue
        before = ["", *(hit[1] if hit else "" for hit in struck)]
        words = tuple(
            word.model_copy(update={"text": mark + word.text})
            for word, hit, mark in zip(line.words, struck, before, strict=False)
            if not hit
        )
        if words:
            yield line.model_copy(update={"words": words})


def _receipts(lines: Sequence[Line], marks: Sequence[Mark]) -> Iterator[tuple[Box, float]]:
    """Where the office's stamp stands: the ink around one of its rows, else about two of them; and from where
    on downwards all that lies there is its own."""
    said = [line.box for line in lines if _is_receipt(line)]
    inked = [mark.box for mark in marks if mark.kind is MarkKind.STEMPEL]
    yield from ((stamp, stamp[1]) for stamp in inked if any(lies_in(row, stamp) for row in said))
    for one, two in combinations(said, 2):
        if touches(_about(one), two):
            yield hull((_about(one), _about(two))), min(one[1], two[1])


def _is_receipt(line: Line) -> bool:
    """Whether a line begins as a row of such a stamp, is the office's short name, or says DITERIMA with a
    letter misread."""
    first = squeezed(line.words[0].text) if line.words else ""
    is_short = len(line.words) <= NAME_WORDS and "@" not in line.text
    is_name = is_short and office_pattern(_NAME).match(line.text) is not None
    return is_name or says(line, RECEIVED) or edit_distance(first, _WORD) <= 1


def is_offices(rows: Sequence[Line]) -> bool:
    """Whether the rows of a stamp are those of the office's own: of receipt, or with its name."""
    name = office_pattern(_NAME)
    return any(_is_receipt(row) or says(row, name) for row in rows)


def _about(row: Box) -> Box:
    x0, y0, x1, y1 = row
    high = y1 - y0
    return x0 - BESIDE * high, y0 - ABOVE * high, x1 + BESIDE * high, y1 + BELOW * high


def _is_in(line: Line, stamp: Box, top: float) -> bool:
    """Whether a line lies in a stamp and is no wider: print under it runs on. Above its row of receipt it has
    the office's name in capitals; a letter's head may stand close over it."""
    x0, y0, x1, y1 = line.box
    is_within = lies_in(line.box, stamp) and x1 - x0 <= stamp[2] - stamp[0]
    return is_within and ((y0 + y1) / 2 >= top or line.text.isupper())


def _read_again(lines: Sequence[Line]) -> Iterator[int]:
    """The places of lines that stand where another one stands and say the same, or a part of it."""
    said = [squeezed(line.text) for line in lines]
    for pair in combinations(range(len(lines)), 2):
        whole, part = sorted(pair, key=lambda at: -len(said[at]))
        is_same = said[part] in said[whole] and len(said[part]) >= TWICE_LETTERS
        if is_same and _says_there(lines[whole], lines[part].box, said[part]):
            yield part


def _says_there(line: Line, box: Box, said: str) -> bool:
    """Whether a line's words in a box's columns say the same and lie over it: "Kec. Jombang Kab." of a line
    that slants lies over the "Jombang" below it, and has its own elsewhere."""
    words = [word for word in line.words if box[0] < (word.box[0] + word.box[2]) / 2 < box[2]]
    there = hull([word.box for word in words]) if words else line.box
    return said in squeezed("".join(word.text for word in words)) and _covers(there, box)


def _covers(one: Box, two: Box) -> bool:
    """Whether two lines' boxes lie over each other."""
    wide = min(one[2], two[2]) - max(one[0], two[0])
    high = min(one[3], two[3]) - max(one[1], two[1])
    return wide > TWICE_WIDE * min(one[2] - one[0], two[2] - two[0]) and high > TWICE_HIGH * min(
        one[3] - one[1], two[3] - two[1]
    )
