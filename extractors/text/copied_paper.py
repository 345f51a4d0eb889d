"""Where on a letter's sheet a koperasi's paper stands that was copied below its signatures: an NPWP card, a
certificate. (Cards of persons are found by their looks: extractors/cards.)"""

from collections.abc import Iterator, Sequence

from extractors.fields.cues import anywhere
from extractors.text.koperasi import koperasi_in
from extractors.text.rows import Row, rows_of
from models.page import PageReading

_TITLE = anywhere("copied_paper.title")
LONG_NUMBER = 12
"""Figures of the number that such a paper bears."""
APART = 0.04
"""Page heights of free paper between the letter's last words and the paper, and more than in the paper."""
LOWEST = 0.25
"""Page heights above which no letter has ended."""


def copied_paper_top(page: PageReading) -> float | None:
    """The height (a fraction) where such a paper begins: at free paper above its title, a koperasi and a long
    number below; None where there is none."""
    rows = [(row, row.span.box) for row in rows_of((page,)) if row.span.box]
    for at in _titles([row for row, _ in rows]):
        first = at
        while first > 0 and rows[first][1][1] - rows[first - 1][1][3] < APART:
            first -= 1
        top, foot = rows[first][1][1], rows[first - 1][1][3] if first else 0.0
        if first and top > LOWEST and _is_paper([row for row, _ in rows[first:]]):
            return (foot + top) / 2
    return None


def _titles(rows: Sequence[Row]) -> Iterator[int]:
    """The rows in capitals that say what such a paper is."""
    return (at for at, row in enumerate(rows) if row.text.isupper() and _TITLE.search(row.text.lower()))


def _is_paper(rows: Sequence[Row]) -> bool:
    has_number = any(sum(map(str.isdigit, row.text)) >= LONG_NUMBER for row in rows)
    return has_number and any(True for row in rows for _ in koperasi_in(row.span))
