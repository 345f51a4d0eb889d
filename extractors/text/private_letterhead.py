"""The head of a paper that is no koperasi's: a person's, a group's, a shop's, a village's, a notary's. Where
its owner lives or sits and is reached."""

import re
from collections.abc import Sequence

from extractors.fields.candidate import text_candidate
from extractors.fields.cues import cue
from extractors.fields.span import TextSpan, join
from extractors.text.letter_sections import LetterSections
from extractors.text.numbers import find_phone
from extractors.text.party import Party

_FOREIGN = cue("private_letterhead.foreign")
"""Words of papers whose owner is not who asks: a koperasi's (its address is its own), a lawyer's, an
office's."""
_HOME_LINE = cue("private_letterhead.home_line")
_HOME_LABEL = cue("private_letterhead.home_label", lead=r"^\W*", tail=r"\s*:\s*")
_HOME_END = re.compile(
    r"(?i)\s*\W?\s*\b(?:telp?|telepon|tlp|fax|faks\w*|hp|wa|e-?mail|pos-?el|surel|website|www)\b.*$"
)
_GOES_ON = cue("private_letterhead.goes_on", lead=r"\W*")
"""The second line of an address in a paper's head."""
NEXT_LINE, SAME_EDGE = 3.0, 1.5
"""Word heights between an address's two lines, and by which they may miss each other's column."""


def private_letterhead(letter: LetterSections) -> Party:
    """Address and telephone in the head of a paper that is no koperasi's, proposed; else nothing."""
    rows = letter.rows[: letter.kop_end]
    if any(_FOREIGN.search(row.text) for row in rows):
        return Party()
    cells = [cell for row in rows for cell in row.cells]
    at = next((i for i, cell in enumerate(cells) if _HOME_LINE.search(cell.text)), None)
    phones = (phone for row in rows if (phone := find_phone(row.span, "private_letterhead")))
    home = text_candidate(_home(cells[at:]), source="private_letterhead") if at is not None else None
    return Party(address=home, phone=next(phones, None))


def _home(cells: Sequence[TextSpan]) -> TextSpan:
    """The address that the first of these cells begins, up to a telephone, with its second line."""
    whole = cells[0].behind(_HOME_LABEL)
    first = _without_reach(whole)
    if first != whole:
        return first
    below = (cell for cell in cells[1:] if _is_below(cell, first))
    second = next(below, TextSpan())
    return join([first, _without_reach(second)]) if _GOES_ON.match(second.text) else first


def _without_reach(line: TextSpan) -> TextSpan:
    """The line up to a telephone or the like."""
    end = _HOME_END.search(line.text)
    return line.slice(0, end.start()) if end else line


def _is_below(cell: TextSpan, first: TextSpan) -> bool:
    """Whether the cell stands on the next line of the same column."""
    slack = SAME_EDGE * first.height
    is_near = cell.page == first.page and 0 < cell.middle - first.middle < NEXT_LINE * first.height
    return is_near and cell.x0 < first.x1 + slack and cell.x1 > first.x0 - slack
