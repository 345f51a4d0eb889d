"""Whose an address in running text is."""

import pytest

from extractors.case.reader import read_documents
from extractors.ranking.whose import may_be_anothers
from models.case import Channel
from models.document import Kind
from models.field import Field
from models.page import CardReading, PageReading
from tests.extractors.paper import page

PLACE = "Dsn. Sentul RT 02 RW 04 Desa Mojokrapak"
HERS = {"nik": "3517165506809191", "nama": "RINA WULANDARI"}
THEIRS = (
    "Saya Suparmi mau mengadukan Bapak Sugeng, alamat",
    "Saya Suparmi mengadukan koperasi Melati, kantornya di",
    "Saya Suparmi memohon mediasi dengan Sdr. Sugeng selaku ketua KSP Melati yang beralamat di",
    "Tabungan saya habis 2 juta. Saya ingin melaporkan Pak Hartono yang menipu saya, tinggal di",
    "Saya Suparmi. Uang dibawa Sdr. Hartono, rumahnya di",
    "Saya Suparmi, anggota Koperasi Wanita Kenanga yang berkantor di",
    "Nama saya Suparmi, pedagang sayur. Koperasi Harian Makmur di",
    "Saya Suparmi. Motor saya ditarik KSP Laju Dana yang beralamat di",
    "Saya Suparmi. Ibu saya yang sudah sepuh, Mbah Karsi, tinggal di",
    "Saya Suparmi. Ibu saya tinggal di",
    "Saya Suparmi. Uang saya diambil Pak Gunadi, pegawai KSP Melati. Pak Gunadi bertempat tinggal di",
    "Saya Suparmi. Uang belum kembali. Yang bersangkutan terakhir diketahui tinggal di",
)
OWN = (
    "Saya Suparmi, alamat",
    "Saya Suparmi, anggota KSP Melati, tinggal di",
    "Dengan ini kami mengajukan permohonan. Saya bernama Suparmi, beralamat di",
    "Kami mohon bantuan Bapak. Alamat saya",
    "Saya mengadukan KSP Melati karena uang saya hilang, saya tinggal di",
    "Mengadukan KSP Melati, dari Suparmi, alamat",
    "Saya Suparmi, anggota KSP Melati, beralamat di",
    "Uang di KSP Melati hilang. Suparmi, pedagang jilbab,",
    "Ketemu Pak Joko di KSP Melati, omah kulo",
)


@pytest.mark.parametrize(
    ("before", "is_theirs"), [*((text, True) for text in THEIRS), *((text, False) for text in OWN)]
)
def test_an_address_behind_somebody_else_is_not_surely_the_writer_s(before: str, is_theirs: bool) -> None:
    assert may_be_anothers(before, "SUPARMI") is is_theirs


def home(*rows: str) -> Field:
    """The complainant's address of a complaint in running text."""
    letter = page(["Yth. Dinas Koperasi Jombang", "Dengan hormat,", *rows, "Terima kasih.", "", "Suparmi"])
    sheet: PageReading = letter.model_copy(update={"kinds": ((Kind.SURAT_PENGADUAN, 1.0),)})
    return read_documents([sheet], channel=Channel.KOTAK_ADUAN)[0].field("pelapor_alamat")


def test_the_other_side_s_address_is_shown_and_the_writer_s_own_is_not() -> None:
    place = "Dusun Sambirejo RT 02 RW 03 Desa Candimulyo,"
    why = "karena uang tabungan saya tidak dikembalikan sama sekali sejak Maret."
    theirs = home("Saya Suparmi mau mengadukan Bapak Sugeng, alamat", place, why)
    own = home("Saya Suparmi, alamat", place, "mau mengadukan Bapak Sugeng", why)
    assert (theirs.value, theirs.needs_review) == (own.value, True)
    assert own.value and not own.needs_review


@pytest.mark.parametrize(
    "rows",
    [
        ("Saya Suparmi. Petugas bernama Doni, tinggal di", PLACE + ", memukul saya."),
        ("Saya Suparmi menitipkan uang kepada Erna Wati,", PLACE, "tidak kembali."),
        (
            "Kejadian di kantor KSP Artha Jaya,",
            "Jl. Raya Ploso No. 17 RT 02 RW 03 Desa Losari.",
            "Saya Suparmi. Uang saya Rp 2.400.000 tidak kembali sejak Maret. Mohon dibantu.",
        ),
    ],
)
def test_an_address_behind_a_bare_name_or_above_the_writer_s_is_shown(rows: tuple[str, ...]) -> None:
    letter = page(
        ["Kepada Yth. Dinas Koperasi Jombang", *rows, "Mohon dibantu.", "Terima kasih", "", "Suparmi"]
    )
    sheet = letter.model_copy(update={"kinds": ((Kind.SURAT_PENGADUAN, 1.0),)})
    field = read_documents([sheet], channel=Channel.KOTAK_ADUAN)[0].field("pelapor_alamat")
    assert field.needs_review or not field.value


def test_a_telephone_behind_another_s_address_is_shown_too() -> None:
    rows = [
        "Yth. Kepala Dinas Koperasi Jombang",
        "Nama saya Suparmi. Saya melaporkan Bu Erna, pengurus Kopwan Melati, rumahnya di",
        "Dsn. Sentul RT 02 RW 04 Desa Mojokrapak, HP 081299887766. Uang",
        "arisan dua juta rupiah dibawa lari Bu Erna sampai sekarang.",
        "Terima kasih.",
        "",
        "Suparmi",
    ]
    sheet = page(rows).model_copy(update={"kinds": ((Kind.SURAT_PENGADUAN, 1.0),)})
    read = read_documents([sheet], channel=Channel.KOTAK_ADUAN)[0]
    shown = {name: read.field(name).needs_review for name in ("pelapor_alamat", "pelapor_telepon")}
    assert read.text("pelapor_telepon") == "081299887766"
    assert shown == {"pelapor_alamat": True, "pelapor_telepon": True}


ACTS = (
    "Saya Rina Wulandari, NIK 3517165506809191, berdasarkan surat kuasa bertindak untuk",
    "dan atas nama ayah saya Kastari, alamat Dsn. Krajan RT 001 RW 001 Desa Kabuh.",
    "Mohon difasilitasi pencairan simpanan ayah saya di KUD Tani Lestari.",
)


def test_the_card_of_who_acts_for_another_brings_him_not_forward() -> None:
    letter = page(
        [
            "Kepada Yth. Kepala Dinas Koperasi",
            "SURAT PERMOHONAN",
            *ACTS,
            "Kuasa pemohon",
            "",
            "Rina Wulandari",
        ]
    )
    sheet = letter.model_copy(update={"kinds": ((Kind.SURAT_PERMOHONAN, 1.0),)})
    fields = {name: Field(value=value, confidence=0.99) for name, value in HERS.items()}
    quad = ((0.1, 0.6), (0.5, 0.6), (0.5, 0.8), (0.1, 0.8))
    card = page([]).model_copy(
        update={
            "number": 2,
            "kinds": ((Kind.KTP, 0.99),),
            "cards": (CardReading(quad=quad, fields=fields, score=0.99),),
        }
    )
    read = next(
        one
        for one in read_documents([sheet, card], channel=Channel.LOKET)
        if one.kind is Kind.SURAT_PERMOHONAN
    )
    assert read.text("pemohon_nama") == "Kastari" and read.field("pemohon_nik").needs_review
