"""Two people's labels side by side: applicant and respondent, or two applicants, each in a column of a page.

PEMOHON                         TERMOHON
Nama   : I Gede Wirya Kusuma    Nama   : Kopkar "Tebu Manis"
Alamat : Dsn. Balongrejo        Alamat : Jl. Raya Gudo Km 4
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

from extractors.fields.cues import cue
from extractors.text.key_values import KeyValue
from extractors.text.rows import Row

_OTHER_PARTY = cue("respondent.the_other_side")
COLUMNS_APART = 0.2
"""Page widths between the label columns of two people."""
SLACK = 0.015
"""Page widths by which a column's words may begin left of its first label."""
MOST_ROWS, HEADING_ROWS = 20, 3
"""Rows of such a block, and rows above it among which its heading stands."""
OTHER_KEYS = {"nama": "termohon", "alamat": "alamat_koperasi", "badan_hukum": "badan_hukum"}
"""What a respondent's labels are called in the rest of the letter; his other labels tell nothing that is
asked."""


def in_columns(pairs: Sequence[KeyValue], rows: Sequence[Row]) -> tuple[KeyValue, ...]:
    """The pairs with each person's together, left column first; unchanged where nobody stands beside
    another."""
    found = _beside(pairs)
    if found is None:
        return tuple(pairs)
    first, second = found
    edge = second.label.x0 - SLACK
    last = first.row + MOST_ROWS
    inside = [pair for pair in pairs if first.row <= pair.row <= last]
    left = [replace(pair, value=pair.value.between(0.0, edge)) for pair in inside if pair.label.x0 < edge]
    right = [replace(pair, value=pair.value.between(edge, 1.0)) for pair in inside if pair.label.x0 >= edge]
    if _is_other_party(rows, first.row, edge):
        right = [replace(pair, key=OTHER_KEYS.get(pair.key, "pihak_lain")) for pair in right]
    before = [pair for pair in pairs if pair.row < first.row]
    behind = [pair for pair in pairs if pair.row > last]
    return (*before, *left, *right, *behind)


def _beside(pairs: Sequence[KeyValue]) -> tuple[KeyValue, KeyValue] | None:
    """Two names on one row."""
    names = [pair for pair in pairs if pair.key == "nama" and pair.value]
    for one, two in permutations(names, 2):
        if one.row == two.row and two.label.x0 - one.label.x0 > COLUMNS_APART:
            return one, two
    return None


def _is_other_party(rows: Sequence[Row], index: int, edge: float) -> bool:
    """Whether the right column is headed by the other side's name."""
    above = rows[max(0, index - HEADING_ROWS) : index]
    return any(_OTHER_PARTY.search(cell.text) for row in above for cell in row.cells if cell.x1 > edge)
