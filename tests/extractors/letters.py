"""Letters for the tests of their readers: what most of them begin and end with, and how they are read."""

from collections.abc import Sequence

from extractors.case.letter_reading import named, read_letter
from extractors.case.letters import letter_choices, seen_letter
from extractors.text.letter_sections import dissect
from models.document import Kind
from models.field import Field
from models.page import PageReading
from tests.extractors.paper import Cell, page

Row = str | list[Cell]
Rows = list[Row]
SECOND_COLUMN = 800
"""Pixels from the left where a second column begins."""
TO: tuple[Row, ...] = ("Yth. Kepala Dinas Koperasi dan Usaha Mikro", "Kabupaten Jombang")
BEGUN = ("Perihal : Permohonan Mediasi", "Dengan hormat,")
ASKED = "Saya mohon Dinas memeriksa koperasi tersebut karena simpanan saya belum dibayar sama sekali."
MATTER = "Buku kas koperasi tidak pernah diserahkan oleh pengurus lama."
CLOSING = "Demikian permohonan ini kami sampaikan, terima kasih."
END = (CLOSING,)
PLAIN = (*BEGUN, "Bendahara lama belum mengembalikan uang kas koperasi kami.", CLOSING)
KOP_LETTER = (
    [(430, 'KOPERASI SIMPAN PINJAM "MITRA GUYUB SENTOSA"')],
    [(430, "Badan Hukum Nomor AHU-0990112.AH.01.26.TAHUN 2019")],
    [(300, "Jl. Pattimura No. 45, Sengon, Jombang 61418 Telp. (0321) 869911")],
    [(150, "Nomor"), (320, ": 012/KSP-MGS/X1/2026"), (1100, "Jombang, 5 Nopember 2026")],
    [(150, "Lampiran"), (320, ": 1 (satu) berkas"), (1100, "Kepada")],
    [(150, "Perihal"), (320, ": Permohonan Fasilitasi"), (1100, "Yth. Kepala Dinas Koperasi")],
    [(340, "Penyelesaian Simpanan"), (1100, "dan Usaha Mikro Jombang")],
    [(1100, "di -")],
    [(1140, "JOMBANG")],
    "Dengan hormat,",
    "Bersama surat ini kami pengurus koperasi menyampaikan hal-hal berikut.",
    "Bendahara lama belum mengembalikan uang kas sebesar Rp94.350.000,00 kepada koperasi.",
    "Adapun pihak yang kami maksud adalah Sdr. SUGENG WALUYO selaku mantan bendahara.",
    "Demikian surat permohonan ini kami sampaikan, terima kasih.",
    [(1000, "Hormat kami,")],
    [(400, "Sekretaris"), (1000, "Ketua Umum")],
    "",
    "",
    [(380, "( YUSUF EFENDI )"), (980, "( SITI MUNAWAROH, S.E. )")],
)  # fmt: skip
MEMBER_LETTER = (
    [(1100, "Jombang, 05-11-26")],
    "Hal : Pengaduan Pembagian SHU",
    "Kepada Yth. Bapak Kepala Dinkopum Kabupaten Jombang",
    "di Tempat",
    "Assalamu'alaikum Wr. Wb.",
    "Saya yang bertanda tangan di bawah ini :",
    [(200, "1. N a m a"), (520, ": DIDIK HARIYANTO")],
    [(200, "2. NIK / No. KTP"), (520, ": 3517091708820013")],
    [(200, "3. No. KK"), (520, ": 3517091507129456")],
    [(200, "4. A l a m a t"), (520, ": Dsn. Kedungrejo RT 003 RW 001")],
    [(540, "Desa Mojokrapak Kec. Tembelang")],
    [(200, "5. No. HP/WA"), (520, "1 0812-3456-7890")],
    "SHU KSU Artha Bakti tahun buku 2025 tidak dibagikan kepada kami para anggota koperasi.",
    "Demikian atas perhatiannya disampaikan terima kasih.",
    [(1000, "Hormat saya,")],
    "",
    "",
    [(1000, "DIDIK HARIYANTO")],
)  # fmt: skip

RUNNING_IDENTITY = (
    "Perihal : Permohonan Mediasi",
    "Yth. Kepala Dinas Koperasi dan Usaha Mikro Kab. Jombang",
    "Dengan hormat,",
    "Saya, Lilik Zulaikhah, NIK 3517094505821234, bertempat tinggal di Dsn. Bapang RT 02",
    "RW 05 Ds. Sumbermulyo Kec. Jogoroto, nomor HP 081234567890, selaku Anggota KSP Artha",
    "Wiguna, bermaksud menyampaikan permohonan dengan uraian di bawah ini.",
)
"""A letter up to its statement whose writer says who he is in a sentence."""


def request_fields(pages: Sequence[PageReading]) -> dict[str, Field]:
    """A letter's fields by a request's names."""
    return named(Kind.SURAT_PERMOHONAN, read_letter(pages, dissect(pages)).fields)


def complaint_fields(pages: Sequence[PageReading]) -> dict[str, Field]:
    """A letter's fields by a complaint's names."""
    return named(Kind.SURAT_PENGADUAN, read_letter(pages, dissect(pages)).fields)


def read(*rows: Row) -> dict[str, Field]:
    """The fields of a letter of one page."""
    return request_fields([page(rows)])


def chosen(kind: Kind, *rows: Row) -> dict[str, str | bool | None]:
    """What tagger and rankers choose of a letter of one page, without its doubts."""
    fields = letter_choices(kind, seen_letter([page(rows)])).fields
    return {name: field.value for name, field in fields.items()}


def stated(*rows: Row) -> str | bool | None:
    """What a letter of one page states as its matter."""
    return seen_letter([page(rows)]).stated.value


def in_body(text: str) -> dict[str, Field]:
    """The fields of a letter whose body is that text."""
    return read(*BEGUN, text, *END)


def read_pages(*pages: PageReading) -> dict[str, Field]:
    """The fields of a letter of several pages."""
    return request_fields(pages)


def values_of(*pages: PageReading) -> dict[str, str | bool | None]:
    """Every field's value."""
    return {name: field.value for name, field in read_pages(*pages).items()}


def values(fields: dict[str, Field], *names: str) -> list[str | bool | None]:
    """The values of these fields."""
    return [fields[name].value for name in names]


def written(*body: Row, signed: tuple[Row, ...] = ()) -> dict[str, Field]:
    """A whole letter with that body."""
    return read("Jombang, 9 Mei 2026", *TO, "Dengan hormat,", *body, ASKED, *END, *signed)
