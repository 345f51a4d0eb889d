"""What a person said of a page's kind stands above everything the reader thinks of it."""

from datetime import date
from pathlib import Path

import pytest

from desk.intake.values import StoredFile, Work
from flows.compose import composer
from models.case import Case, Channel
from models.document import Kind
from models.file_reading import FileReading
from models.page import Line, PageReading, Word

OWN_HOLIDAY = """\
tahun_lengkap = [2026]
[[libur]]
tanggal = 2026-11-25
jenis = "cuti_bersama"
nama = "Hari jadi"
"""
TEXT = (
    "Kepada Yth. Kepala Dinas Koperasi", "Perihal : Permohonan konsultasi", "Dengan hormat,",
    "Yang bertanda tangan di bawah ini :", "Nama : SITI AMINAH", "NIK : 3517081908829002",
    "mohon bantuan penjelasan tentang rapat anggota tahunan koperasi kami.", "Hormat saya,", "SITI AMINAH",
)  # fmt: skip


def page(number: int) -> PageReading:
    lines = []
    for row, text in enumerate(TEXT):
        top = 0.1 + 0.04 * row
        words = tuple(
            Word(text=word, box=(0.1 + 0.08 * at, top, 0.17 + 0.08 * at, top + 0.02), confidence=0.95)
            for at, word in enumerate(text.split())
        )
        lines.append(Line(words=words, box=(0.1, top, 0.9, top + 0.02)))
    return PageReading(
        file="a.pdf", number=number, width=1240, height=1754, reader="tesseract", lines=tuple(lines),
        kinds=((Kind.SURAT_PERMOHONAN, 0.9),),
    )  # fmt: skip


def composed(data: Path, channel: Channel, **kinds: Kind) -> Case:
    said = {("a.pdf", int(name[1:])): (kind,) for name, kind in kinds.items()}
    file = StoredFile("0" * 64, "a.pdf", 1, ".pdf")
    work = Work("JBG-26-000001-R", 1, channel, date(2026, 11, 24), (file,), kinds=said)
    return composer(data)((FileReading("a.pdf", (page(1), page(2))),), work)


def kinds(case: Case) -> list[tuple[str, list[int]]]:
    return [(document.kind.value, [ref.page for ref in document.pages]) for document in case.documents]


@pytest.mark.parametrize("channel", [Channel.LOKET, Channel.KOTAK_ADUAN, Channel.SP4N_LAPOR])
def test_a_kind_that_was_said_decides_and_its_reader_reads(tmp_path: Path, channel: Channel) -> None:
    case = composed(tmp_path, channel, p1=Kind.SURAT_PENGADUAN, p2=Kind.LAMPIRAN)
    assert kinds(case) == [("surat_pengaduan", [1]), ("lampiran", [2])]
    assert case.documents[0].text("pelapor_nama") == "SITI AMINAH"
    case = composed(tmp_path, channel, p1=Kind.SURAT_PERMOHONAN, p2=Kind.SURAT_PERMOHONAN)
    assert kinds(case) == [("surat_permohonan", [1, 2])]


def test_pages_nobody_spoke_of_are_judged_as_before(tmp_path: Path) -> None:
    assert kinds(composed(tmp_path, Channel.LOKET)) == [("surat_permohonan", [1, 2])]


def test_a_new_holiday_counts_without_a_restart(tmp_path: Path) -> None:
    files = (StoredFile("0" * 64, "a.pdf", 1, ".pdf"),)
    work = Work("JBG-26-000001-R", 1, Channel.LOKET, date(2026, 11, 24), files)
    compose = composer(tmp_path)
    before = compose((FileReading("a.pdf", (page(1),)),), work).deadlines.service_due
    (tmp_path / "hari_libur.toml").write_text(OWN_HOLIDAY)
    after = compose((FileReading("a.pdf", (page(1),)),), work).deadlines.service_due
    assert (before, after) == (date(2026, 12, 8), date(2026, 12, 9))
