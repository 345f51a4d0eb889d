"""What speaks against a letter's signature and stamp on the paper itself."""

import pytest

from extractors.case.evidence import LIKE_STAMP, MOST_STAMPS
from models.field import Field
from models.page import Mark, MarkKind
from tests.extractors.case.test_evidence import ROWS, evidence_of
from tests.extractors.paper import page


@pytest.mark.parametrize(
    ("head", "is_shown"),
    [
        (["Dian Fitriana <dian@contoh.id>"], True),
        (["Kepada: dinkopum@contoh.id"], True),
        (["KUD TANI MAKMUR", "Email: kud@contoh.id"], False),
        (["Judul laporan Loket kosong", "Kategori Koperasi", "Instansi terlapor Dinas"], True),
        (["Judul laporan Loket kosong", "Kategori Koperasi", "Kategori UKM"], False),
    ],
)
@pytest.mark.parametrize("name", ["berstempel", "bertanda_tangan"])
def test_ink_on_a_printed_mail_may_be_a_frame_or_a_clerk_s_note(
    head: list[str], is_shown: bool, name: str
) -> None:
    paper = evidence_of(page([*head, *ROWS]))
    fields = {"bertanda_tangan": Field(value=True), "pemohon_nama": Field(value=None)} | {
        name: Field(value=True)
    }
    assert (name in paper.against(fields)) is is_shown


@pytest.mark.parametrize(
    ("score", "rows_up", "is_shown"), [(0.99, 1, False), (0.97, 1, True), (0.99, 9, True)]
)
def test_sure_ink_over_the_name_below_a_mail_signs_it(score: float, rows_up: int, is_shown: bool) -> None:
    head = ["From: dian@contoh.id", "To: dinkopum@contoh.id", "Subject: mediasi", "", "Dengan hormat,"]
    rows = [*head, "Mohon dipertemukan dengan pengurus.", "", "", "", "Hormat saya,", "", "Dian Fitriana"]
    sheet = page(rows)
    name = sheet.lines[-1].box
    up = rows_up * 2 * (name[3] - name[1])
    ink = (name[0], name[1] - up - 0.02, name[2], name[1] - up + 0.005)
    signed = Field(value=True, confidence=score, page=1, box=ink)
    fields = {"bertanda_tangan": signed, "pemohon_nama": Field(value=None)}
    assert ("bertanda_tangan" in evidence_of(sheet).against(fields)) is is_shown


@pytest.mark.parametrize(("name", "is_shown"), [("pemohon_nama", True), ("bertanda_tangan", False)])
def test_ink_above_a_signature_corrects_nothing(name: str, is_shown: bool) -> None:
    sheet = page(ROWS)
    row = sheet.lines[-1]
    left, top, right, foot = row.box
    over = row.words[0].model_copy(
        update={
            "text": "Budi",
            "is_by_hand": True,
            "confidence": 0.9,
            "box": (left, 2 * top - foot, right, top),
        }
    )
    above = row.model_copy(update={"text": "Budi", "words": (over,), "box": over.box})
    paper = evidence_of(sheet.model_copy(update={"lines": (*sheet.lines, above)}))
    value = row.text if name == "pemohon_nama" else True
    fields = {"pemohon_nama": Field(value=None), name: Field(value=value, raw=row.text, page=1, box=row.box)}
    assert (name in paper.against(fields)) is is_shown


@pytest.mark.parametrize("is_signed", [True, False])
def test_a_stamp_on_a_letter_that_nobody_signs_is_looked_at(is_signed: bool) -> None:
    fields = {
        "berstempel": Field(value=True), "bertanda_tangan": Field(value=is_signed),
        "pemohon_nama": Field(value=None),
    }  # fmt: skip
    assert ("berstempel" in evidence_of(page(ROWS)).against(fields)) is not is_signed


@pytest.mark.parametrize(("alike", "is_shown"), [(1, False), (MOST_STAMPS, False), (MOST_STAMPS + 1, True)])
def test_a_stamp_among_many_marks_like_it_is_looked_at(alike: int, is_shown: bool) -> None:
    marks = tuple(
        Mark(kind=MarkKind.STEMPEL, box=(0.1, 0.1 + at / 20, 0.2, 0.14 + at / 20), score=LIKE_STAMP)
        for at in range(alike)
    )
    sheet = page(ROWS).model_copy(update={"marks": marks})
    stamped = Field(value=True, page=1, box=(0.0, 0.0, 1.0, 1.0))
    fields = {"berstempel": stamped, "bertanda_tangan": Field(value=True), "pemohon_nama": Field(value=None)}
    assert ("berstempel" in evidence_of(sheet).against(fields)) is is_shown


@pytest.mark.parametrize(
    ("width", "text", "is_shown"),
    [
        (1.0, "KUD TANI", False),
        (0.02, "KUD TANI", True),
        (0.05, "KUD TANI MAKMUR", True),
        (1.0, "3 . : 1", True),
    ],
)
def test_a_stamp_in_which_no_line_was_read_is_looked_at(width: float, text: str, is_shown: bool) -> None:
    sheet = page([text])
    left, top, _, foot = sheet.lines[0].box
    stamped = Field(value=True, page=1, box=(left - 0.01, top - 0.01, left + width, foot + 0.01))
    fields = {"berstempel": stamped, "bertanda_tangan": Field(value=True), "pemohon_nama": Field(value=None)}
    assert ("berstempel" in evidence_of(sheet).against(fields)) is is_shown
