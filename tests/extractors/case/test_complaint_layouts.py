"""Complaints by their layout: mails, chats, forms of other offices, lines broken where none is expected."""

from typing import Any

import pytest

from models.document import Kind
from models.page import Line, Mark, MarkKind, Word
from tests.extractors.letters import chosen, complaint_fields
from tests.extractors.paper import Cell, page

ADDRESSED = ("Yth. Bpk Kepala Dinas Koperasi", "di tempat")
TOLD = "Telepon kantor Dinas tidak pernah diangkat oleh petugas loket."
SIGNED = [(1000, "Yang mengadu")]
PRINTED = (
    [(150, "Pihak yang diadukan"), (500, "Koperasi Unit Desa Tani Makmur")],
    [(150, "Uraian"), (500, "Telepon pengurus tidak pernah diangkat dan uang simpanan")],
    [(500, "anggota tidak bisa diambil.")],
)


def read_values(rows: tuple[str | list[Cell], ...], **changes: Any) -> dict[str, str | bool | None]:
    return {name: field.value for name, field in complaint_fields([page(rows, **changes)]).items()}


def test_a_housewife_whose_house_has_a_number() -> None:
    rows = (
        "Assalamualaikum Wr. Wb.",
        "Melalui surat ini saya Endang Suprihatin, ibu rumah tangga, tinggal di Jalan Gubernur Suryo",
        "Nomor 17 RT 02 RW O5 Kelurahan Jombatan (HP 0857-3344-1290), menyampaikan keberatan atas",
        "penagihan yang dilakukan KSP Dana Lestari Sejahtera.",
        "Wassalam",
    )
    read = chosen(Kind.SURAT_PENGADUAN, *rows)
    assert read["pelapor_nama"] == "Endang Suprihatin"
    assert read["pelapor_alamat"] == "Jalan Gubernur Suryo Nomor 17 RT 02 RW 05 Kelurahan Jombatan"
    assert read["pelapor_telepon"] == "085733441290"


@pytest.mark.parametrize(
    ("rows", "terlapor"),
    [
        (
            (
                "Mengadukan : Koperasi Karyawan Gula Manis",
                "Masalah : gaji saya dipotong angsuran padahal saya tidak pernah pinjam.",
            ),
            "Koperasi Karyawan Gula Manis",
        ),
        (
            (
                [(150, "Unit / Petugas yang diadukan"), (700, "Petugas loket legalisasi")],
                "Uraian : loket ditutup tanpa pemberitahuan dan berkas saya hilang.",
            ),
            "Petugas loket legalisasi",
        ),
    ],
)
def test_where_the_accused_ends(rows: tuple[str | list[Cell], ...], terlapor: str) -> None:
    assert read_values(("Dengan hormat", *rows, [(1000, "Pelapor")]))["terlapor"] == terlapor


def test_sure_ink_above_the_last_name_is_not_overlooked() -> None:
    """Where nothing closes the letter and nobody is named, it may be a clerk's note."""
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.05, 0.75, 0.08), score=0.99)
    found = complaint_fields([page((*ADDRESSED, TOLD), marks=(ink,))])["bertanda_tangan"]
    assert found.value is True and found.needs_review
    faint = ink.model_copy(update={"score": 0.6})
    assert complaint_fields([page((*ADDRESSED, TOLD), marks=(faint,))])["bertanda_tangan"].needs_review


def test_a_date_that_the_story_tells_is_not_the_letters() -> None:
    told = "Kejadian itu hari Kamis tanggal 12 November 2026 jam 9 pagi di halaman kantor Dinas."
    rows = (*ADDRESSED, TOLD, TOLD, TOLD, told, "Terima kasih.", "Fitriani")
    assert read_values(rows)["tanggal_surat"] is None


def _printed(x: float, y: float, text: str) -> Line:
    words, at = [], x
    for part in text.split():
        end = at + 0.011 * len(part)
        words.append(Word(text=part, box=(at, y, end, y + 0.01), confidence=0.96))
        at = end + 0.008
    return Line(words=tuple(words), box=(x, y, at - 0.008, y + 0.01))
