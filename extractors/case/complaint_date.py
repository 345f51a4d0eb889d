"""When a complaint was written: by label, in the head, under the closing, or as a message was sent."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.fields.candidate import Candidate
from extractors.fields.cues import cue
from extractors.fields.indonesian import find_dates, month_number
from extractors.fields.phrases import PHONE_ONLY, is_date
from extractors.fields.span import TextSpan, join
from extractors.text.complaint_sections import ComplaintSections
from extractors.text.key_values import KeyValue
from extractors.text.rows import Row

HEAD_ROWS, HEAD_WORDS = 4, 6
"""The first rows, and words of one in which the date stands; a longer one tells of what happened."""
_DATED = re.compile(r"^\W*[A-Z][A-Za-z]{3,}\W+\d{1,2}.{2,24}$|^\W*\d{1,2}([-/.])\d{1,2}\1\d{1,3}\W*$")
"""A place and the beginning of a date."""
_MONTH_BEGUN = re.compile(r"^\W*\d{1,2}\W+([A-Za-z]{3,10})\W*\d{0,3}\W*$")
"""A day and month, and a year that lacks figures."""
FIRST_YEAR = 2000
"""An earlier date on a complaint is that of a birth or a deed."""
_RECEIPT = cue("complaint_date.receipt", lead=r"^\W*", tail=r"\b[^:]{0,20}$")
"""The words of an office's stamp of receipt; behind a colon stands what somebody fills in."""
_IN_STAMP = re.compile(r"(?i)^\W*(?:(?:telah )?di ?terima|agenda)\W+(?:(?:tgl|tanggal)\W+)?\d")
RECEIPT_STEP = 3.0
"""Word heights between the lines of such a stamp."""
BROKEN_DATE, FEW_WORDS = 3, 3
"""Rows over which a date in large writing goes at most, and words of each."""


def letter_date(parts: ComplaintSections, pairs: dict[str, KeyValue], sent: TextSpan) -> Candidate | None:
    """tanggal: by label, else in the first rows, else under the closing; unread where its form alone is."""
    places = [pairs["tanggal"].value] if "tanggal" in pairs else []
    places += [sent] if sent else []
    births = {row for pair in parts.letter.pairs if pair.key == "ttl" for row in (pair.row, pair.last_row)}
    own = _without_receipts(parts.rows)
    rows = [row for index, row in enumerate(own) if index not in births]
    dated = [row for row in rows if is_date(row.text)]
    above = [row for row in rows[:HEAD_ROWS] if len(row.span.tokens) <= HEAD_WORDS]
    places += [row.span for row in (*above, *rows[: parts.head], *dated, *own[parts.close :])]
    broken = range(max(parts.head, parts.close - BROKEN_DATE), len(parts.rows))
    windows = [[row.span for row in parts.rows[at : at + BROKEN_DATE]] for at in broken]
    joined = [join(lines) for lines in windows if all(len(line.tokens) <= FEW_WORDS for line in lines)]
    found = [
        *((place, "date.complaint") for place in places),
        *((line, "date.broken_line") for line in joined),
    ]
    for where, source in found:
        for value, start, end in find_dates(where.text):
            if value.year >= FIRST_YEAR:
                return Candidate(value.isoformat(), where.slice(start, end), source)
    if "tanggal" in pairs:
        unread = places[0] if any(char.isdigit() for char in places[0].text) else None
    else:
        unread = next((where for where in places if _is_begun(where.text)), None)
    return Candidate(None, unread, "unread") if unread else None


def _is_begun(text: str) -> bool:
    """Whether the text is a date that was not read to its end; a telephone is none."""
    month = _MONTH_BEGUN.match(text)
    is_cut = month is not None and month_number(month[1]) is not None
    return is_cut or (_DATED.match(text) is not None and PHONE_ONLY.match(text) is None)


def _without_receipts(rows: Sequence[Row]) -> list[Row]:
    """The rows without the dates of a stamp of receipt: those tell when the office took the letter in."""
    stamps = [cell for row in rows for cell in row.cells if _RECEIPT.match(cell.text)]
    return [replace(row, cells=tuple(c for c in row.cells if not _is_receipt(c, stamps))) for row in rows]


def _is_receipt(cell: TextSpan, stamps: Sequence[TextSpan]) -> bool:
    """Whether the cell is a date below a stamp's words, or on one line with them."""
    if _IN_STAMP.match(cell.text):
        return True
    return any(
        stamp.page == cell.page
        and 0 < cell.middle - stamp.middle < RECEIPT_STEP * max(stamp.height, cell.height)
        and min(stamp.x1, cell.x1) > max(stamp.x0, cell.x0)
        and bool(find_dates(cell.text))
        for stamp in stamps
    )
