"""A letter's head set as a column beside its text."""

import pytest

from extractors.text.letter_sections import dissect
from extractors.text.rows import rows_of
from tests.extractors.paper import Cell, page

SIDE = [
    "Nomor", "44/KDM/XI/2026", "", "Tanggal", "Jogoroto, 17 November 2026", "", "Hal",
    "Permohonan Konsultasi", "Pembagian SHU", "", "Kepada", "Yth. Kepala Dinas Koperasi", "di Jombang",
]  # fmt: skip
BODY = [f"Koperasi kami bertanya tentang hal {number}" for number in range(1, 7)]
LEAN = -2
"""Pixels a row that the column of a sheet that lies askew moves."""


def _side_by_side(left: list[str], right: list[str], at: int = 700) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in range(max(len(left), 2 * len(right)))]
    for index, text in enumerate(left):
        rows[index].append((150 + LEAN * index, text))
    for index, text in enumerate(right):
        rows[2 * index].append((at + 2 * LEAN * index, text))
    return rows


def test_a_label_has_what_stands_below_it_and_the_text_goes_on_by_itself() -> None:
    letter = dissect([page(["KOPERASI PONDOK PESANTREN DARUL MUTTAQIN", *_side_by_side(SIDE, BODY)])])
    told = {pair.key: pair.value.text for pair in letter.pairs}
    assert told["nomor"] == "44/KDM/XI/2026"
    assert told["perihal"] == "Permohonan Konsultasi Pembagian SHU"
    assert [row.text for row in letter.rows[-len(BODY) :]] == BODY


def test_text_that_begins_above_the_column_is_not_broken_by_it() -> None:
    first: list[list[Cell]] = [[(700, "Kepada Yth. Kepala Dinas Koperasi")], [(700, "Kabupaten Jombang")]]
    rows = [
        row.text for row in rows_of([page(["KOPERASI MAJU", "", "", *first, *_side_by_side(SIDE, BODY)])])
    ]
    at = rows.index("Kabupaten Jombang")
    assert rows[0] == "KOPERASI MAJU" and rows[at + 1] == BODY[0] and rows[1].startswith("Nomor")


@pytest.mark.parametrize(
    "rows",
    [
        _side_by_side(["Nomor", "Lampiran", "Hal"], [": 44/KDM/XI/2026", ": -", ": Konsultasi"], at=320),
        _side_by_side(SIDE, []),
        _side_by_side(SIDE, BODY, at=400),
    ],
    ids=["values beside their labels", "nothing beside", "text over the column"],
)
def test_any_other_head_is_read_row_by_row(rows: list[list[Cell]]) -> None:
    sheet = page(rows)
    tops = [row.span.tokens[0].box[1] for row in rows_of([sheet])]
    assert tops == sorted(tops)
