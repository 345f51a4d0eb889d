"""What has a letter's words and asks the office nothing is an attachment that says what it is."""

from collections.abc import Sequence

import pytest

from extractors.case.attachments import attachment_findings
from extractors.case.not_letters import what_it_is
from extractors.case.reader import read_documents
from models.case import Channel
from models.document import Kind
from models.page import Mark, MarkKind
from tests.extractors.paper import Cell, page

Rows = Sequence[str | list[Cell]]
AS_LETTER = ((Kind.SURAT_PERMOHONAN, 0.6), (Kind.SURAT_PENGADUAN, 0.2))
VILLAGE = (
    [(450, "PEMERINTAH KABUPATEN JOMBANG")],
    [(550, "KANTOR KEPALA DESA KWARON")],
)
CERTIFIED: Rows = (
    *VILLAGE,
    [(500, "SURAT KETERANGAN USAHA")],
    [(500, "Nomor : 510/098/415.62.08/2026")],
    "Yang bertanda tangan di bawah ini Kepala Desa Kwaron menerangkan bahwa :",
    [(200, "Nama"), (520, ": SITI KHOTIMAH")],
    "Orang tersebut benar-benar mempunyai usaha toko kelontong di rumahnya.",
    "Demikian surat keterangan ini dibuat untuk melengkapi persyaratan pinjaman koperasi.",
    [(1000, "Kepala Desa Kwaron")],
)
ASKED: Rows = (
    [(500, "SURAT KETERANGAN DAN PERMOHONAN")],
    "Saya yang bertanda tangan di bawah ini anggota KSU Asri, memohon agar simpanan saya dibayar.",
    "Demikian permohonan saya, atas bantuannya terima kasih.",
)


def _invitation(to: str, subject: str = "Undangan RAT") -> Rows:
    return (
        [(430, 'KOPERASI SIMPAN PINJAM "MITRA GUYUB"')],
        [(150, "Nomor"), (320, ": 011/KSP-MG/I/2026"), (1100, "Jombang, 26 Januari 2026")],
        [(150, "Perihal"), (320, f": {subject}")],
        "Kepada Yth.",
        to,
        "Dengan hormat, sehubungan dengan akan diselenggarakannya Rapat Anggota Tahunan Tutup Buku,",
        "kami mengundang Bapak/Ibu untuk hadir pada hari Sabtu di Balai Desa Keplaksari.",
        "Demikian undangan ini kami sampaikan, atas kehadirannya kami ucapkan terima kasih.",
    )


OFFICES_OWN: Rows = (
    [(450, "DINAS KOPERASI DAN USAHA MIKRO")],
    [(150, "Hal"), (320, ": Undangan Klarifikasi")],
    "Yth. 1. Pengurus KSP Kartini Wening",
    "2. Sdr. Wawan Kurniawan",
    "Mengharap kehadiran Saudara pada hari Rabu, 11 November 2026 pukul 09.00 WIB di ruang",
    "rapat Dinas untuk klarifikasi simpanan.",
    [(1000, "Kepala Dinas,")],
)
ENVELOPE: Rows = (
    [(800, "Kepada Yth.")],
    [(800, "Kepala Dinas Koperasi & UM")],
    [(800, "Jl. KH. Abdurrahman Wahid")],
    [(800, "Jombang")],
    "Pengirim: Sumarni, Ds. Gondek Mojowarno",
)
TAKEN_DOWN: Rows = (
    [(450, "DINAS KOPERASI DAN USAHA MIKRO")],
    [(500, "BERITA ACARA PENGADUAN LISAN")],
    [(200, "Nama"), (520, ": SITI KHOTIMAH")],
    [(200, "Isi"), (520, ": simpanan di KSU Asri tidak dapat diambil sejak bulan Mei")],
    [(200, "Diterima"), (520, ": 26 Januari 2026, loket 2")],
)
"""A complaint that a clerk took down."""
RECEIPT: Rows = (
    [(450, "DINAS KOPERASI DAN USAHA MIKRO")],
    [(500, "TANDA TERIMA BERKAS PERMOHONAN")],
    [(200, "Nama Pemohon"), (520, ": ZAKARIA")],
    [(200, "Perihal"), (520, ": Permohonan penyelesaian pinjaman pada KSP Kartini Wening")],
    "Berkas telah diterima dan akan diproses paling lama 10 hari kerja.",
    [(200, "Yang menyerahkan,"), (900, "Petugas loket,")],
)
WITH_A_STRIP: Rows = (
    [(60, "TANDA TERIMA"), (700, "KARTU PERMOHONAN KONSULTASI")],
    [(60, "Nama: Endah"), (500, "Kepada : Kepala Dinas Koperasi dan Usaha Mikro")],
    [(500, "Nama : Endah Purwati")],
    [(500, "Pertanyaan : Bagaimana cara mengaktifkan lagi koperasi wanita?")],
)
"""A card from which a receipt is torn off."""
SHORT_LETTER: Rows = (*ENVELOPE, "Tolong uang simpanan di koperasi dikembalikan.")


@pytest.mark.parametrize("channel", [Channel.LOKET, Channel.KOTAK_ADUAN])
@pytest.mark.parametrize(
    ("rows", "jenis"),
    [
        (CERTIFIED, "surat keterangan usaha"),
        (_invitation("Bapak/Ibu Anggota KSP Mitra Guyub"), "surat undangan"),
        (OFFICES_OWN, "surat undangan"),
        (ENVELOPE, "amplop"),
        (RECEIPT, "tanda terima berkas permohonan"),
    ],
)
def test_what_asks_nothing_is_an_attachment(rows: Rows, jenis: str, channel: Channel) -> None:
    (document,) = read_documents([page(rows, kinds=AS_LETTER)], channel=channel)
    assert (document.kind, document.jenis) == (Kind.LAMPIRAN, jenis)
    (finding,) = attachment_findings([document])
    assert jenis in finding.message


@pytest.mark.parametrize(
    "rows",
    [
        ASKED,
        _invitation("Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang"),
        _invitation("Ketua KSP Mitra Guyub", "Permohonan RAT Luar Biasa"),
        SHORT_LETTER,
        TAKEN_DOWN,
        WITH_A_STRIP,
    ],
)
def test_what_asks_something_stays_a_letter(rows: Rows) -> None:
    (document,) = read_documents([page(rows, kinds=AS_LETTER)])
    assert document.kind in (Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN)


BY_HAND: Rows = (
    "BADHE TANGLET DATENG KANTOR KOPERASI.",
    "KALAU ADA ANGGOTA MINGGAT NINGGAL UTANG YANG LAIN WAJIB NUTUP SAMPAI KAPAN?",
    "TERUS SIMPANANE SING MINGGAT OLEH DIENGGO NUTUP OPO ORA?",
    "NAMA SARINEM",
    "ANGGOTA KOPWAN MELATI",
)


@pytest.mark.parametrize("is_by_hand", [True, False])
def test_what_is_written_by_hand_or_asks_may_be_the_letter(is_by_hand: bool) -> None:
    unknown = page(BY_HAND, kinds=((Kind.LAMPIRAN, 0.7),), is_handwritten=is_by_hand)
    (document,) = read_documents([unknown], channel=Channel.LOKET)
    assert document.kind is not Kind.LAMPIRAN and document.known.is_guess


def test_what_a_person_says_of_a_page_stays() -> None:
    said = page(ENVELOPE, kinds=((Kind.SURAT_PERMOHONAN, 1.0),), is_kind_said=True)
    (document,) = read_documents([said])
    assert document.kind is Kind.SURAT_PERMOHONAN


def test_a_row_in_capitals_by_hand_is_no_title() -> None:
    rows: Rows = (
        "NIKI SAKING MBAH KARMI, DSN. BULAK DS. BAWANGAN", "BUKU TABUNGANE MBAH DICEKEL YAYUK KASIRE",
        "KOPRASI. MBAH BADHE MENDET 300 EWU, YAYUK SANJANG SALDONE KANTUN 35 EWU.",
    )  # fmt: skip
    for is_by_hand, kinds in (
        (True, {Kind.SURAT_PENGADUAN, Kind.SURAT_PERMOHONAN}),
        (False, {Kind.LAMPIRAN}),
    ):
        change = {"kinds": ((Kind.LAMPIRAN, 0.7),), "is_handwritten": is_by_hand}
        (paper,) = read_documents([page(rows).model_copy(update=change)], channel=Channel.LOKET)
        assert paper.kind in kinds


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (("DAFTAR ANGGOTA YANG MENGAJUKAN PERMOHONAN", "No Nama Alamat Tanda tangan"), "daftar tanda tangan"),
        (("Kepada Yth. Kepala Dinas", "No Nama Alamat Tanda tangan"), None),
        (("DAFTAR ANGGOTA YANG MENGAJUKAN PERMOHONAN", "No Nama Alamat Simpanan"), None),
    ],
    ids=["signers", "a letter with signers", "no signers"],
)
def test_a_table_in_which_people_sign_is_no_letter_of_its_own(
    rows: tuple[str, ...], what: str | None
) -> None:
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.7, 0.5, 0.8, 0.55), score=0.99)
    assert what_it_is(page(rows, marks=(ink,))) == what
