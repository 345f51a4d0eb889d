"""Where on a letter's sheet a koperasi's paper stands that was copied below its signatures or above its head:
an NPWP card, a certificate. (Cards of persons are found by their looks: extractors/cards.)"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.fields.cues import anywhere
from extractors.text.koperasi import koperasi_in
from extractors.text.rows import Row, rows_of
from models.field import Box
from models.page import PageReading

_TITLE = anywhere("copied_paper.title")
LONG_NUMBER = 12
"""Figures of the number that such a paper bears."""
APART = 0.04
"""Page heights of free paper between the letter's last words and the paper, and more than in the paper."""
LOWEST = 0.25
"""Page heights above which no letter has ended."""


def copied_paper(page: PageReading) -> tuple[float, float] | None:
    """The heights (fractions) between which such a paper stands: to the sheet's foot, from free paper above
    its title, or down from the sheet's top to free paper below it; a koperasi and a long number belong to it.
    None where there is none."""
    rows = [(row, row.span.box) for row in rows_of((page,)) if row.span.box]
    gaps = [below[1] - above[3] for (_, above), (_, below) in pairwise(rows)]
    for at in _titles([row for row, _ in rows]):
        first = next((cut + 1 for cut in range(at - 1, -1, -1) if gaps[cut] >= APART), 0)
        after = next((cut + 1 for cut in range(at, len(gaps)) if gaps[cut] >= APART), len(rows))
        if first and rows[first][1][1] > LOWEST and _is_paper([row for row, _ in rows[first:]]):
            return _middle(rows, first), 1.0
        if not first and after < len(rows) and _is_paper([row for row, _ in rows[at:after]]):
            return 0.0, _middle(rows, after)
    return None


def _middle(rows: Sequence[tuple[Row, Box]], at: int) -> float:
    """The height between a row and the one above it."""
    return (rows[at - 1][1][3] + rows[at][1][1]) / 2


def _titles(rows: Sequence[Row]) -> Iterator[int]:
    """The rows in capitals that say what such a paper is."""
    return (at for at, row in enumerate(rows) if row.text.isupper() and _TITLE.search(row.text.lower()))


def _is_paper(rows: Sequence[Row]) -> bool:
    has_number = any(sum(map(str.isdigit, row.text)) >= LONG_NUMBER for row in rows)
    return has_number and any(True for row in rows for _ in koperasi_in(row.span))
