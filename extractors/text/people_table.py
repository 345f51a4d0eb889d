"""People in a table: a group's letter lists its members under headings."""

import re
from collections.abc import Sequence

from extractors.fields.labels import label_at
from extractors.text.numbers import NIK_RUN
from extractors.text.rows import Row

_COLUMN_KEYS = frozenset(
    {"nama", "nik", "alamat", "telepon", "jabatan", "no_anggota", "pekerjaan", "nomor", "kk"}
)
_RULINGS = " \"'”“’‘«»*~_—–-|.:()[]"
"""What an engine reads for a table's rulings and what stands at a heading's ends."""
_COUNT_HEADING = re.compile(r"(?i)^\W*no\.?[\s|(]+(?=nama)")
"""In a narrow table 'No' stands so near to 'Nama' that both are one cell."""
MIN_COLUMNS = 2
WRAP_OFFSET, SHORT_WRAP = 0.12, 0.3
"""Page widths: an address column stands this far right; a wrapped name is shorter than this."""
LEAST_NAME = 6
"""Letters of a name in a damaged cell of the names' column."""


def _heading_row(rows: Sequence[Row]) -> int | None:
    for index, row in enumerate(rows):
        heads = _headings(row)
        if "nama" in heads and len(heads) >= MIN_COLUMNS:
            return index
    return None


def table_rows(rows: Sequence[Row]) -> frozenset[int]:
    """Indices of the rows that make a table of people, headings and wrapped cells included."""
    start = _heading_row(rows)
    if start is None:
        return frozenset()
    return frozenset(range(start, _table_end(rows, start, _headings(rows[start]))))


def _table_end(rows: Sequence[Row], start: int, heads: dict[str, tuple[float, float]]) -> int:
    """The row after the last one with a NIK (or a count in front) and its wrapped cells."""
    entries = [i for i in range(start + 1, len(rows)) if _is_entry(rows[i])]
    end = (entries[-1] if entries else start) + 1
    while end < len(rows) and _is_wrap(rows[end], heads["nama"][0]):
        end += 1
    return end


def _is_wrap(row: Row, name_column: float) -> bool:
    """A row that goes on with cells above: short, and not at the margin."""
    width = row.span.x1 - row.span.x0
    return row.span.x0 > name_column + WRAP_OFFSET or (
        row.span.x0 > name_column - row.span.height and width < SHORT_WRAP
    )


def _is_entry(row: Row) -> bool:
    return bool(NIK_RUN.search(row.text)) or (_is_count(row.cells[0].text) and len(row.cells) > 1)


def _headings(row: Row) -> dict[str, tuple[float, float]]:
    """Columns by key: from where to where (page widths), up to the next heading of any kind."""
    cells = [cell.behind(_COUNT_HEADING) for cell in row.cells]
    named = [
        (hit[0], index)
        for index, cell in enumerate(cells)
        if (hit := label_at(bare := cell.text.strip(_RULINGS)))
        and hit[0] in _COLUMN_KEYS
        and hit[1] >= len(bare) - 2
    ]
    edges = [cell.x0 for cell in cells] + [1.0]
    return {key: (edges[index], edges[index + 1]) for key, index in named}


def _is_count(text: str) -> bool:
    return text.rstrip(".)").isdigit() and len(text) <= 3
