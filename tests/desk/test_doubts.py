"""A doubt says what to compare, and no percentage."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from desk import doubts, page_text
from desk.doubts import Case
from desk.intake import admission, leases, readings
from desk.intake.values import Arrival, StoredFile
from desk.models import DocumentRow, FieldRow
from desk.page_text import PlacedLine, PlacedWord
from models.case import Channel
from models.document import Document, Kind
from models.field import Box
from models.field_spec import namesake
from models.page import Line, PageReading, Word
from tests.desk import factory, people

BOX: Box = (0.3, 0.2, 0.6, 0.22)
NIK = "3517081908829002"
SCAN = "kotak pada pindaian."


def item(name: str, value: str | bool | None, raw: str | None = None, box: Box | None = BOX) -> FieldRow:
    return FieldRow(
        name=name, machine_value=value, raw=raw, confidence=0.64, needs_review=True, page=1,
        box=list(box) if box else None,
    )  # fmt: skip


def said(field: FieldRow, second: str = "") -> str:
    document = DocumentRow(kind="ktp", pages=[{"file": "k.jpg", "page": 1}])
    lines = (PlacedLine((PlacedWord("x", BOX),), (0.1, 0.2, 0.9, 0.22), second),)
    return doubts.why(field, document, Case((), {("k.jpg", 1): lines} if second else {}))


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (item("nama", None), "Tidak terbaca: lihat kotak pada pindaian."),
        (item("nama", None, "3517?8"), f"Ada tulisan yang tidak terbaca pasti: ketik menurut {SCAN}"),
        (item("nama", None, box=None), "Belum terbaca: isi bila tercantum pada KTP."),
        (item("nama", "KHOIRUL", "akhoiru Us"), "Terbaca “akhoiru Us”: cocokkan dengan kotak pada pindaian."),
        (item("nama", "SITI AMINAH", "SITI  AMINAH,"), "Cocokkan ejaannya dengan kotak pada pindaian."),
        (item("nama", "SITI", "S1TI"), "Huruf ke-2 mungkin I atau 1: lihat kotak pada pindaian."),
        (item("nik", NIK, NIK), "Cocokkan angka demi angka dengan kotak pada pindaian."),
        (item("tanggal_surat", "2026-11-20", "20 Nop"), f"Terbaca “20 Nop”: cocokkan dengan {SCAN}"),
        (item("bertanda_tangan", True), "Lihat apakah surat ditandatangani dengan tangan."),
    ],
)  # fmt: skip
def test_a_doubt_is_told_as_what_to_compare(field: FieldRow, words: str) -> None:
    assert said(field) == words


def test_a_second_reading_is_shown() -> None:
    field = item("nama", "SITI AMINAH", "SITI AMINAH")
    field.second = "SITI AMINOH"
    assert said(field) == f"Dua pembaca berbeda; yang kedua membaca “SITI AMINOH”: cocokkan dengan {SCAN}"


def test_a_second_reading_is_kept_with_its_field(data: Path) -> None:
    letter = factory.made_document(
        Kind.SURAT_PERMOHONAN, 1, "a.pdf", factory.letter_values("SITI AMINAH", "", "KSP MEKAR JAYA")
    )
    named = letter.field("pemohon_nama").model_copy(update={"second": "SITI AMINOH", "needs_review": True})
    fields = {**letter.fields, "pemohon_nama": named}
    case_id = saved([letter.model_copy(update={"fields": fields})])
    page = people.client("pemeriksa").get(f"/perkara/{case_id}/").content.decode()
    assert "yang kedua membaca “SITI AMINOH”" in page


def saved(documents: list[Document]) -> str:
    """A case of these documents of a.pdf."""
    pages = [PageReading(file="a.pdf", number=1, width=1240, height=1754)]
    at = factory.at_nine(date(2026, 11, 24))
    file = StoredFile(hashlib.sha256(b"a").hexdigest(), "a.pdf", 1, ".pdf")
    case_id = admission.admit(Arrival("d", Channel.LOKET, at, (file,))).case_id
    assert leases.take_case(case_id, "uji")
    assert readings.save_reading(
        case_id, "uji", factory.judged(documents, Channel.LOKET, date(2026, 11, 24)), pages
    )
    return case_id


def test_the_signs_that_two_readers_see_differently_are_named() -> None:
    other = f"NIK : {NIK[:6]}7{NIK[7:]}"
    assert said(item("nik", NIK, NIK), other) == "Angka ke-7 mungkin 1 atau 7: lihat kotak pada pindaian."
    assert said(item("nik", NIK, NIK), f"NIK : {NIK}") == f"Cocokkan angka demi angka dengan {SCAN}"
    many = "NIK : 9999999908829002"
    assert "mungkin" not in said(item("nik", NIK, NIK), many), "then the whole is read anew"


def test_the_second_reading_is_taken_from_the_line_of_the_box() -> None:
    lines = (
        PlacedLine((), (0.1, 0.1, 0.9, 0.12), "Nama : SITI AMINAH"),
        PlacedLine((), (0.1, 0.2, 0.9, 0.22), f"NIK : {NIK}"),
    )
    assert page_text.second_reading(lines, BOX, NIK) == NIK
    assert page_text.second_reading(lines, (0.3, 0.5, 0.6, 0.52), NIK) == ""


@pytest.mark.parametrize(
    ("name", "kind", "other"),
    [
        ("pemohon_nik", Kind.KTP, "nik"),
        ("nama", Kind.SURAT_PENGADUAN, "pelapor_nama"),
        ("pokok_masalah", Kind.SURAT_PENGADUAN, "materi_pengaduan"),
        ("koperasi_nama", Kind.IDENTITAS_LEMBAGA, "koperasi_nama"),
        ("agama", Kind.SURAT_PERMOHONAN, None),
        ("nik", Kind.LAMPIRAN, None),
    ],
)
def test_the_name_of_the_same_thing_on_another_paper(name: str, kind: Kind, other: str | None) -> None:
    assert namesake(name, kind) == other


def test_the_case_page_points_to_the_other_paper_and_to_the_doubtful_sign(data: Path) -> None:
    nik = factory.invented_nik(1)
    letter = factory.letter_values("SITI AMINAH", nik, "KSP MEKAR JAYA")
    card = factory.ktp_values("SITI AMINAH", nik, "DIWEK")
    documents = [
        factory.made_document(Kind.SURAT_PERMOHONAN, 1, "a.pdf", letter, ("pemohon_nik",)),
        factory.made_document(Kind.KTP, 2, "a.pdf", card),
    ]
    place = factory.box_of(list(letter).index("pemohon_nik"))
    seen = Line(words=(Word(text=nik, box=place, confidence=0.5),), box=place, second=f"{nik[:6]}7{nik[7:]}")
    pages = [PageReading(file="a.pdf", number=n, width=1240, height=1754, lines=(seen,)) for n in (1, 2)]
    at = factory.at_nine(date(2026, 11, 24))
    sha = hashlib.sha256(b"a").hexdigest()
    case_id = admission.admit(Arrival("d", Channel.LOKET, at, (StoredFile(sha, "a.pdf", 1, ".pdf"),))).case_id
    assert leases.take_case(case_id, "uji")
    case = factory.judged(documents, Channel.LOKET, date(2026, 11, 24))
    assert readings.save_reading(case_id, "uji", case, pages)
    page = people.client("pemeriksa").get(f"/perkara/{case_id}/").content.decode()
    first = f"Angka ke-7 mungkin {nik[6]} atau 7: lihat kotak pada pindaian."
    assert f"{first} Bandingkan dengan NIK pada KTP." in page
    assert "yakin" not in page
