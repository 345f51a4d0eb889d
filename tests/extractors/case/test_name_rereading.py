"""Names that pass unseen are read twice: what the second reading changes, and what it leaves alone."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from extractors.case.name_rereading import by_line, compared, looked_twice, respelled
from extractors.case.reader import read_case
from models.case import Channel
from models.document import Document, Kind, PageRef
from models.field import Box, Field, hull
from models.file_reading import FileReading
from models.page import PageReading
from models.service import load_standards
from models.working_days import load_calendar
from tests.extractors.letters import MEMBER_LETTER
from tests.extractors.paper import page

BOX: Box = (0.3, 0.2, 0.6, 0.22)
NAME, BODY, PLACE = "pemohon_nama", "koperasi_nama", "tempat_surat"


def field(value: str, raw: str | None = None, *, needs_review: bool = False) -> Field:
    return Field(value=value, raw=raw or value, confidence=0.97, needs_review=needs_review, page=1, box=BOX)


@pytest.mark.parametrize(
    ("name", "read", "second", "value"),
    [
        (NAME, "Zainal Muttagin", "Zainal Muttaqin,", "Zainal Muttaqin"),
        (BODY, 'KSPPS BMT "RIZOUNA BAROKAH"', 'KSPPS BMT "RIZQUNA BAROKAH"', 'KSPPS BMT "RIZQUNA BAROKAH"'),
        (PLACE, "Jombang", "Jombanq", "Jombang"),
        (NAME, "M. ROFII", "M. ROFI'I", "M. ROFI'I"),
        (NAME, "Salim Baraja", "Salim Baraja'", "Salim Baraja"),
        (NAME, "Siti Aminah", "SITI AMINAH.", "Siti Aminah"),
        (NAME, "H. Komarudin, S.E.", "HwKomarudin, S.E.", "H. Komarudin, S.E."),
        (BODY, 'KOPERASI "SEHAT MANDIRI UTAMA"', 'KOPERASI "SEHAT MANDIRI', 'KOPERASI "SEHAT MANDIRI UTAMA"'),
        (NAME, "Siti Aminah", "Desa Sumberejo RT 02", "Siti Aminah"),
        (NAME, "Siti Aminah", "", "Siti Aminah"),
    ],
)
def test_what_is_taken_from_the_second_reading_and_what_is_no_doubt(
    name: str, read: str, second: str, value: str
) -> None:
    seen = compared(name, field(read), second)
    assert (seen.value, seen.needs_review) == (value, False)
    assert seen.second == (None if value == read else second)


@pytest.mark.parametrize(
    ("name", "read", "second"),
    [(NAME, "Heru Cahyono", "Hera Cahyono"), (BODY, "KOPERASI SUMBER RFJFKI", "KOPERASI SUMBER REJEKI")],
)
def test_another_letter_is_shown_to_a_person_with_the_second_reading(
    name: str, read: str, second: str
) -> None:
    seen = compared(name, field(read), second)
    assert (seen.value, seen.needs_review, seen.second) == (read, True, second)


def test_a_value_cut_from_its_line_is_compared_as_it_was_read() -> None:
    cut = field("Achmad Baihagi", raw="Nama : H. Achmad Baihagi")
    assert compared(NAME, cut, "Nama : H. Achmad Baihaqi").value == "Achmad Baihaqi"
    assert compared(NAME, field("ABD. ROFIQ", raw="ABD. ROFIO"), "ABD. ROFIQ,").value == "ABD. ROFIQ"


class Looks:
    """Reads everywhere the same, and keeps what it was asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked: list[tuple[str, int, int]] = []

    def __call__(self, ref: PageRef, boxes: Sequence[Box]) -> list[str]:
        self.asked.append((ref.file, ref.page, len(boxes)))
        return [self.text] * len(boxes)


def letter(**fields: Field) -> Document:
    return Document(kind=Kind.SURAT_PERMOHONAN, pages=(PageRef(file="a.pdf", page=3),), fields=fields)


def paper(reader: str = "tesseract") -> PageReading:
    return PageReading(file="a.pdf", number=3, reader=reader)


def test_one_look_a_page_at_what_would_pass_unseen() -> None:
    look = Looks("KSP Mekar Jayo")
    made = letter(
        pemohon_nama=field("Siti"), koperasi_nama=field("KSP Mekar Jaya"), perihal=field("Permohonan"),
        termohon_nama=field("Sugeng", needs_review=True),
    )  # fmt: skip
    (seen,) = looked_twice([made], [paper()], look)
    assert look.asked == [("a.pdf", 3, 2)]
    assert [name for name, one in seen.fields.items() if one.second] == ["koperasi_nama"]


def test_a_paper_misread_like_the_letter_confirms_nothing_and_is_read_twice_itself() -> None:
    misread, second = "KOPERASI WAT-TAUFIO", "KOPERASI WAT-TAUFIQ"
    other = Document(
        kind=Kind.IDENTITAS_LEMBAGA, pages=(PageRef(file="a.pdf", page=3),),
        fields={"koperasi_nama": field(misread)},
    )  # fmt: skip
    seen = looked_twice([letter(koperasi_nama=field(misread)), other], [paper()], Looks(second))
    assert [document.text("koperasi_nama") for document in seen] == [second, second]


def test_no_look_at_what_a_card_confirms_or_another_engine_read() -> None:
    look, made = Looks("Siti Aminoh"), letter(pemohon_nama=field("Siti Aminah"))
    card = Document(kind=Kind.KTP, pages=(), fields={"nama": field("SITI AMINAH")})
    assert looked_twice([made, card], [paper()], look) == (made, card)
    for engine in ("rapidocr", "lapisan_teks"):
        assert looked_twice([made], [paper(engine)], look) == (made,)
    assert look.asked == []


def test_a_look_that_cannot_be_had_changes_nothing() -> None:
    made = letter(pemohon_nama=field("Siti Aminah"))
    assert looked_twice([made], [paper()], lambda _ref, _boxes: ()) == (made,)


def test_a_value_over_two_lines_is_looked_at_line_by_line() -> None:
    texts = ["KOPERASI PEGAWAI REPUBLIK INDONESIA", '"WIYATA LUHUR"']
    read = page([*texts, "Dengan hormat,"])
    first, second = ([word.box for word in line.words] for line in read.lines[:2])
    whole = hull([*first, *second])
    assert by_line(whole, read) == [hull(first), hull(second)]
    assert by_line(first[0], read) == [first[0]]
    made = letter(koperasi_nama=field(" ".join(texts)).model_copy(update={"box": whole}))
    placed = made.model_copy(update={"pages": (PageRef(file=read.file, page=read.number),)})
    (seen,) = looked_twice([placed], [read], lambda _ref, boxes: texts[: len(boxes)])
    assert not seen.field("koperasi_nama").needs_review


class Reader:
    """Looks at files again by their paths."""

    def __init__(self) -> None:
        self.paths: list[Path] = []

    def look_again(self, path: Path, number: int, rotation: int, boxes: Sequence[Box]) -> list[str]:
        """A name that is misread by one letter."""
        self.paths.append(path)
        return ["DIDIK HARIYONTO"] * len(boxes)


def test_a_case_looks_again_where_its_files_lie() -> None:
    again = Reader()
    told = {
        name: reading_of(again, path) for name, path in (("here", Path("/simpan/ab.pdf")), ("nowhere", None))
    }
    assert again.paths == [Path("/simpan/ab.pdf")]
    assert told == {"here": (True, "DIDIK HARIYONTO"), "nowhere": (False, None)}


def reading_of(again: Reader, path: Path | None) -> tuple[bool, str | None]:
    read = page(MEMBER_LETTER, kinds=((Kind.SURAT_PERMOHONAN, 0.9),))
    pages = (read.model_copy(update={"is_kind_said": True}),)
    case = read_case(
        [FileReading("surat.pdf", pages, path=path)], channel=Channel.LOKET,
        received_on=date(2026, 11, 27), standards=load_standards(),
        calendar=load_calendar(), again=again,
    )  # fmt: skip
    found = case.documents[0].field("pemohon_nama")
    return found.needs_review, found.second


def test_what_goes_on_behind_a_name_in_another_place_does_not_hide_a_misread_letter() -> None:
    raw = "KSP Sekar Wangi Kecamatan Bandar Kedungmulyo"
    assert compared("koperasi_nama", field("KSP Sekar Wangi", raw=raw), "KSP Sekar Wanai").needs_review
    assert not compared("koperasi_nama", field("KSP Sekar Wangi", raw=raw), "KSP Sekar Wangi").needs_review


@pytest.mark.parametrize(
    ("name", "sure", "is_shown"),
    [("Hendra Guhawan", 0.7, True), ("Hendra Gunawan", 0.7, False), ("Hendra Guhawan", 0.95, False)],
    ids=["misread under ink", "read rightly", "no ink on it"],
)
def test_a_name_under_ink_that_another_letter_makes_likelier_is_shown(
    name: str, sure: float, is_shown: bool
) -> None:
    read = page([name])
    words = [word.model_copy(update={"confidence": sure}) for word in read.lines[0].words]
    line = read.lines[0].model_copy(update={"words": tuple(words)})
    read = paper().model_copy(update={"lines": (line,)})
    made = letter(**{NAME: field(name).model_copy(update={"box": hull([word.box for word in words])})})
    (seen,) = looked_twice([made], [read], lambda _ref, boxes: [name] * len(boxes))
    assert (seen.field(NAME).value, seen.field(NAME).needs_review) == (name, is_shown)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("KOPPONTREN RIYADLUL MUTTAOIN", "KOPPONTREN RIYADLUL MUTTAQIN"),
        ("Koperasi Rizoi Barokah", "Koperasi Rizqi Barokah"),
        ("KPRI Guyub PamongSiswa", "KPRI Guyub Pamong Siswa"),
        ("Koperasi Gotong Royong", "Koperasi Gotong Royong"),
        ("KOPERASI ANGGOTA TIGO", "KOPERASI ANGGOTA TIGO"),
    ],
)
def test_a_q_and_a_blank_that_both_engines_miss_are_put_in(read: str, meant: str) -> None:
    ref = PageRef(file="surat.pdf", page=1, rotation=0)
    paper = Document(kind=Kind.SURAT_PERMOHONAN, pages=(ref,), fields={BODY: field(read)})
    assert respelled(paper).field(BODY).value == meant


@pytest.mark.parametrize(
    ("read", "meant", "is_shown"),
    [
        ("MARSUDIUTOMO", "MARSUDI UTOMO", True),
        ("MARSUDIUTOMO, S.Sos.", "MARSUDI UTOMO, S.Sos.", True),
        ("SUPARLAN", "SUPARLAN", False),
        ("MARSUDI UTOMO", "MARSUDI UTOMO", False),
        ("Hadisucipto", "Hadisucipto", False),
    ],
)
def test_a_name_of_one_word_in_capitals_that_is_likelier_two_gets_its_blank_and_is_shown(
    read: str, meant: str, is_shown: bool
) -> None:
    seen = respelled(letter(**{NAME: field(read)})).field(NAME)
    assert (seen.value, seen.needs_review) == (meant, is_shown)
