"""Where the parts of a letter begin."""

import pytest

from extractors.text.letter_sections import dissect
from tests.extractors.paper import Cell, page

PORTAL: tuple[list[Cell], ...] = (
    [(150, "SP4N LAPOR!"), (700, "Beranda Tentang Keluar")],
    [(150, "Data koperasi tidak diperbarui")],
)
PERSON: list[Cell] = [(150, "Pelapor"), (400, ": Agung Dwi Wijanarko")]
FAX: list[Cell] = [(150, "17-11-2026 09:42"), (700, "Nama : KUD SARI TANI")]


@pytest.mark.parametrize(("row", "end"), [(PERSON, 2), (FAX, 3)], ids=["his label", "amid a row"])
def test_a_letterhead_ends_where_somebody_is_named_behind_a_label(row: list[Cell], end: int) -> None:
    letter = dissect([page((*PORTAL, row, "Kepada Yth. Kepala Dinas", "Dengan hormat,", "Saya mengadu."))])
    assert letter.kop_end == end


def test_a_report_that_tells_before_it_says_who_reports_begins_with_what_it_tells() -> None:
    told = "Pada 9 November 2026 petugas koperasi mengambil mesin jahit saya dari rumah."
    letter = dissect(
        [page(["LAPOR!", "Tanggal laporan : 18 November 2026", told, "Nama : Eka", "NIK : 3517"])]
    )
    assert letter.rows[letter.body].text == told
