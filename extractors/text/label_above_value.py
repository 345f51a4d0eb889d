"""Labels over their values: forms on which a row of labels stands over a row of values, in columns or one.

    Nama pemohon            Pekerjaan
    Lailatul Badriyah       Penjahit rumahan

Such rows are told by all their cells being labels, in two rows of a letter at least.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from extractors.fields.labels import label_at
from extractors.fields.span import NOTHING, TextSpan, join
from extractors.text.key_values import INNER_KEYS, NEXT_LINE, KeyValue
from extractors.text.rows import Row

STACKED_KEYS = INNER_KEYS | {
    "tanggal",
    "perihal",
    "nomor",
    "dibuat_di",
    "tanda_tangan",
    "terlapor",
    "tujuan_lain",
}
"""Labels that stand over values; others are headings of sections."""
LABEL_WORDS = 5
"""Words of a label with its explanation: 'Nama ibu (pemberi kuasa)'."""
MIN_LABELS, MIN_HEADS = 3, 2
"""Labels, and rows of them, that stand so on a letter before any is taken for one: a lone word over a line is
no form, and one row of labels heads a table."""
MOST_ROWS = 3
"""Rows of a value."""
AIRY, APART = 3.4, 1.4
"""Word heights between a label and its value on a form set wide; times as far the next label is below it."""
INDENT = 0.04
"""Page widths between the beginnings of a label and of what stands below it."""
COLUMN_SLACK = 1.0
"""Word heights by which a value may begin left of its label."""


def key_values_under_labels(rows: Sequence[Row]) -> tuple[KeyValue, ...]:
    """The pairs of such a form, column by column; none where a letter is no form."""
    heads = [index for index in range(len(rows) - 1) if _is_head(rows, index)]
    if len(heads) < MIN_HEADS or sum(len(rows[index].cells) for index in heads) < MIN_LABELS:
        return ()
    placed = [
        ((_section(heads, rows, index), column, index), pair)
        for index in heads
        for column, pair in _pairs_under(rows, index, heads)
    ]
    return tuple(pair for _, pair in sorted(placed, key=lambda entry: entry[0]))


def _is_head(rows: Sequence[Row], index: int) -> bool:
    """Whether the row holds labels alone and the next one what belongs to them."""
    row, below = rows[index], rows[index + 1]
    if not all(_key(cell) for cell in row.cells) or row.page != below.page:
        return False
    step = below.span.middle - row.span.middle
    is_near = 0 < step < NEXT_LINE * row.span.height or _is_airy(rows, index, step)
    is_near = is_near and abs(below.cells[0].x0 - row.cells[0].x0) < INDENT
    return is_near and not all(_key(cell) for cell in below.cells)


def _is_airy(rows: Sequence[Row], index: int, step: float) -> bool:
    """Whether the row below stands nearer to this one than to what follows it: a form set wide, in boxes."""
    after = rows[index + 2].span if index + 2 < len(rows) else NOTHING
    is_last = not after or after.page != rows[index].page
    gap = after.middle - rows[index + 1].span.middle
    return 0 < step < AIRY * rows[index].span.height and (is_last or gap > APART * step)


def _key(cell: TextSpan) -> str | None:
    """The label that the whole cell is."""
    hit = label_at(cell.text)
    if hit is None or hit[0] not in STACKED_KEYS or len(cell.text.split()) > LABEL_WORDS:
        return None
    rest = cell.text[hit[1] :]
    if hit[0] == "koperasi" and any(char.isalpha() for char in rest):
        return None  # its name
    return None if ":" in rest or any(char.isdigit() for char in rest) else hit[0]


def _pairs_under(rows: Sequence[Row], index: int, heads: Sequence[int]) -> Iterator[tuple[int, KeyValue]]:
    """Each label's column with its pair."""
    row = rows[index]
    reach = range(index + 1, min(len(rows), index + 1 + MOST_ROWS))
    edges = [cell.x0 - COLUMN_SLACK * cell.height for cell in row.cells] + [1.0]
    below = list(
        takewhile(
            lambda at: (
                at not in heads
                and (at == index + 1 or _goes_on(rows, at))
                and not _crosses(rows[at], edges[1:-1])
            ),
            reach,
        )
    )
    for at, cell in enumerate(row.cells):
        parts = [rows[other].span.between(edges[at], edges[at + 1]) for other in below]
        value = join(part for part in takewhile(bool, parts))
        if value:
            yield at, KeyValue(_key(cell) or "", cell, value, index, last_row=index + max(1, len(below)))


def _goes_on(rows: Sequence[Row], at: int) -> bool:
    """Whether the row stands close below the one before."""
    one, two = rows[at - 1].span, rows[at].span
    return one.page == two.page and 0 < two.middle - one.middle < NEXT_LINE * max(one.height, two.height)


def _crosses(row: Row, edges: Sequence[float]) -> bool:
    """Whether a cell runs over from one column into the next: the form's lines end there."""
    return any(cell.x0 < edge < cell.x1 for cell in row.cells for edge in edges)


def _section(heads: Sequence[int], rows: Sequence[Row], index: int) -> int:
    """The first of the heads that follow one another down to this one: one person's labels, in a column."""
    first = index
    while (before := [head for head in heads if head < first]) and before[-1] >= first - MOST_ROWS:
        if len(rows[before[-1]].cells) != len(rows[first].cells):
            break
        first = before[-1]
    return first
