"""An attachment says what it is, to a person; a back without its front is one."""

import pytest

from extractors.case.attachments import ATTACHMENT, attachment_findings, without_covering
from extractors.case.reader import read_documents
from models.document import Document, Kind, PageRef
from models.field import Field
from models.page import CardReading, PageReading, Quality
from tests.extractors.paper import page

QUAD = ((0.1, 0.1), (0.5, 0.1), (0.5, 0.3), (0.1, 0.3))
SIM = page(["SURAT IZIN MENGEMUDI", "DRIVING LICENSE", "1. SUWARNO"], kinds=((Kind.LAMPIRAN, 0.8),))


def test_a_finding_says_which_paper_an_attachment_is() -> None:
    (document,) = read_documents([SIM])
    assert document.kind is Kind.LAMPIRAN and document.jenis and "jenis" not in document.model_dump()
    (finding,) = attachment_findings([document])
    assert finding.code == ATTACHMENT and finding.file == "surat.pdf"
    assert (
        finding.message
        == "Halaman 1 surat.pdf adalah SIM (surat izin mengemudi), bukan KTP atau surat yang diminta."
    )


def test_a_person_s_card_is_told_by_its_title() -> None:
    rows = ["KABUPATEN JOMBANG", "KARTU PEDAGANG PASAR", "NIK", ": 3517101909669262"]
    (document,) = read_documents([page(rows, kinds=((Kind.LAMPIRAN, 0.7),))])
    assert document.jenis == "kartu pedagang pasar"
    (savings,) = read_documents([page(["KARTU SIMPANAN", "Nama : Kusnan"], kinds=((Kind.LAMPIRAN, 0.7),))])
    assert savings.jenis is None


def test_what_says_nothing_of_itself_is_not_told() -> None:
    plain = page(["Foto kegiatan rapat anggota"], kinds=((Kind.LAMPIRAN, 0.6),))
    assert list(attachment_findings(read_documents([plain]))) == []


def test_the_back_of_a_card_without_its_front_is_an_attachment() -> None:
    back = page([], kinds=((Kind.KTP, 1.0),), cards=(CardReading(quad=QUAD, fields={}, is_back=True),))
    (document,) = read_documents([back])
    assert document.kind is Kind.LAMPIRAN
    (finding,) = attachment_findings([document])
    assert (
        finding.message == "Halaman 1 surat.pdf hanya memuat bagian belakang KTP; bagian depannya belum ada."
    )


def test_a_paper_beside_a_card_is_listed_too() -> None:
    both = SIM.model_copy(
        update={
            "cards": (CardReading(quad=QUAD, fields={}),),
            "kinds": ((Kind.KTP, 1.0), (Kind.LAMPIRAN, 0.8)),
        }
    )
    assert {document.kind for document in read_documents([both])} == {Kind.KTP, Kind.LAMPIRAN}


def _card_of(inches: float, dpi: float | None = 300, **said: Field) -> PageReading:
    """A scanned A4 page with one thing of a card's shape, so wide, on which no word was read."""
    wide, high = inches / 8.27, inches / 1.6 / 11.69
    quad = ((0.1, 0.1), (0.1 + wide, 0.1), (0.1 + wide, 0.1 + high), (0.1, 0.1 + high))
    fields = {name: Field(needs_review=True) for name in ("nik", "nama", "golongan_darah")} | said
    return page(
        [], kinds=((Kind.KTP, 0.3),), cards=(CardReading(quad=quad, fields=fields, score=0.3),),
        quality=Quality(dpi=dpi), width=2480, height=3507,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reading", "kind"),
    [
        (_card_of(6.3), Kind.LAMPIRAN),
        (_card_of(5.2), Kind.LAMPIRAN),
        (_card_of(3.4), Kind.KTP),
        (_card_of(4.7), Kind.KTP),
        (_card_of(6.3, dpi=None), Kind.KTP),
        (_card_of(6.3, nama=Field(value="SRI", raw="SRI")), Kind.KTP),
        (_card_of(6.3).model_copy(update={"is_kind_said": True}), Kind.KTP),
    ],
)
def test_a_picture_without_a_word_that_is_larger_than_a_card_is_none(
    reading: PageReading, kind: Kind
) -> None:
    (document,) = read_documents([reading])
    assert document.kind is kind
    if kind is Kind.LAMPIRAN:
        (finding,) = attachment_findings([document])
        assert "gambar tanpa tulisan" in finding.message


def test_of_a_card_on_which_nothing_was_read_no_dash_is_sure() -> None:
    seen = Field(raw="-", confidence=0.95, needs_review=False)
    (empty,) = read_documents([_card_of(3.4, golongan_darah=seen)])
    assert empty.field("golongan_darah").needs_review
    name = Field(value="SRI", raw="SRI", confidence=0.9)
    (read,) = read_documents([_card_of(3.4, golongan_darah=seen, nama=name)])
    assert not read.field("golongan_darah").needs_review


@pytest.mark.parametrize(
    ("rows", "jenis"),
    [
        (
            ["KARTU IDENTITAS ANAK", "NIK : 3517091304149027", "No. Kartu Keluarga : 3517091204180007",
             "Nama Kepala Keluarga : BUDI SANTOSO", "No. Akta Kelahiran : 3517-LU-18042014-0032"],
            "kartu identitas anak (KIA)",
        ),
        (
            ["KARTU KELUARGA", "No. 3517091204180007", "Nama Kepala Keluarga : BUDI SANTOSO"],
            "kartu keluarga (KK)",
        ),
        (
            ["PEMERINTAH", "KABUPATEN JOMBANG", "I KETUT SUDARSANA", "NIP. 19740105 200903 1 004"],
            "kartu pegawai",
        ),
        (["I KETUT SUDARSANA", "Telp. 19740105 200903 1 004"], None),
        (["Foto rapat"] * 20 + ["NIP. 19740105 200903 1 004"], None),
        (["REPUBLIK INDONESIA", "KARTU TANDA PENDUDUK", "0C3BE478461099AE"], "bagian belakang KTP"),
        (["REPUBLIK INDONESIA", "KARTU TANDA PENDUDUK", "NIK 3517-LU-18042014"], None),
    ],
)  # fmt: skip
def test_what_a_card_is(rows: list[str], jenis: str | None) -> None:
    (document,) = read_documents([page(rows, kinds=((Kind.LAMPIRAN, 0.7),))])
    assert document.jenis == jenis


def test_a_back_whose_front_is_in_the_case_is_no_finding() -> None:
    back = page(["REPUBLIK INDONESIA", "KARTU TANDA PENDUDUK"], kinds=((Kind.LAMPIRAN, 0.7),), number=2)
    front = _card_of(3.4, nama=Field(value="SRI", raw="SRI", confidence=0.9))
    assert list(attachment_findings(read_documents([back, front]))) == []
    assert len(list(attachment_findings(read_documents([back])))) == 1


def _letter(kind: Kind, name: str | None, *, says_what: bool | None) -> Document:
    field = "pemohon_nama" if kind is Kind.SURAT_PERMOHONAN else "pelapor_nama"
    refs = (PageRef(file="surat.pdf", page=1, rotation=0),)
    letter = Document(kind=kind, pages=refs, fields={field: Field(value=name, confidence=0.9)})
    return letter.knowing(says_what=says_what)


OWN = _letter(Kind.SURAT_PERMOHONAN, "Arief Rachman Hakim", says_what=True)


@pytest.mark.parametrize(
    ("name", "says_what", "kind"),
    [
        ("ARIEF RACHMAN HAKIM", False, Kind.LAMPIRAN),
        ("ARIEF RACHMAN HAKIM", None, Kind.SURAT_PENGADUAN),
        ("Sholikah", False, Kind.SURAT_PENGADUAN),
        (None, False, Kind.SURAT_PENGADUAN),
    ],
    ids=["his mail with it", "one that may say what", "another's", "nobody's"],
)
def test_a_letter_that_only_sends_its_writer_s_own_covers_it(
    name: str | None, says_what: bool | None, kind: Kind
) -> None:
    mail = _letter(Kind.SURAT_PENGADUAN, name, says_what=says_what)
    first, second = without_covering([mail, OWN])
    assert first.kind is kind and second is OWN
    assert [one.kind for one in without_covering([mail])] == [Kind.SURAT_PENGADUAN]


@pytest.mark.parametrize(
    ("matter", "is_doubtful", "kind"),
    [
        (None, False, Kind.LAMPIRAN),
        (None, True, Kind.SURAT_PENGADUAN),
        ("Simpanan ditahan", False, Kind.SURAT_PENGADUAN),
    ],
    ids=["none", "not read", "stated"],
)
def test_a_mail_that_surely_states_no_matter_covers_its_writer_s_letter(
    matter: str | None, is_doubtful: bool, kind: Kind
) -> None:
    mail = _letter(Kind.SURAT_PENGADUAN, "Arief Rachman Hakim", says_what=None)
    stated = Field(value=matter, confidence=0.9, needs_review=is_doubtful)
    mail = mail.model_copy(update={"fields": {**mail.fields, "materi_pengaduan": stated}})
    assert [one.kind for one in without_covering([mail, OWN])] == [kind, Kind.SURAT_PERMOHONAN]


@pytest.mark.parametrize(
    ("subject", "koperasi", "kind"),
    [
        ("SURAT PENGANTAR", "Koppontren Nurul Mizan", Kind.LAMPIRAN),
        ("SURAT PENGANTAR", "KSP Artha Jaya", Kind.SURAT_PERMOHONAN),
        ("Permohonan Pengantar Rekomendasi", "Koppontren Nurul Mizan", Kind.SURAT_PERMOHONAN),
    ],
    ids=["its koperasi's", "another's", "no covering letter"],
)
def test_a_letter_titled_so_covers_its_koperasi_s_own(subject: str, koperasi: str, kind: Kind) -> None:
    covering = _of_koperasi(koperasi, "Samsul Ma'arif", subject)
    own = _of_koperasi('KOPPONTREN "NURUL MIZAN"', "Taufiq Rohman Hakim", "Permohonan Konsultasi")
    first, second = without_covering([covering, own])
    assert first.kind is kind and second is own


def _of_koperasi(koperasi: str, officer: str, subject: str) -> Document:
    letter = _letter(Kind.SURAT_PERMOHONAN, officer, says_what=True)
    said = {"koperasi_nama": koperasi, "perihal": subject}
    fields = {name: Field(value=value, confidence=1.0) for name, value in said.items()}
    return letter.model_copy(update={"fields": {**letter.fields, **fields}})
