"""Whom a letter is written to, and what is written to nobody."""

import pytest

from extractors.case.letters import letter_choices, seen_letter
from extractors.fields.calibration import load_calibration
from models.document import Kind
from models.field import Field
from models.page import Mark, MarkKind
from tests.extractors.letters import Row
from tests.extractors.paper import LEADING, page

PROMISE: tuple[Row, ...] = (
    [(600, "SURAT KESANGGUPAN")],
    "Saya yang bertanda tangan di bawah ini:",
    [(150, "Nama"), (400, ": Imam Ghozali")],
    [(150, "Alamat"), (400, ": Jl. Kenanga No. 8 Desa Plandi")],
    "sanggup melunasi pinjaman saya pada Koperasi Artha Guna Mandiri sebesar Rp 5.000.000,-",
    "dengan angsuran Rp 500.000,- per bulan. Saya mohon denda dihapuskan.",
    [(1000, "Jombang, 12 November 2026")],
    [(1000, "Yang membuat,")],
    "",
    "",
    [(1000, "Imam Ghozali")],
)
TO_THE_OFFICE = "Kami menghadap Dinas Koperasi agar dibantu menyelesaikannya."


def addressee(rows: tuple[Row, ...], *, is_signed: bool) -> Field:
    at = (120 + (len(rows) - 3) * LEADING) / 2339
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, at, 0.75, at + 0.03), score=0.99)
    read = page(rows, marks=(ink,) if is_signed else ())
    return letter_choices(Kind.SURAT_PERMOHONAN, seen_letter([read])).fields["tujuan"]


@pytest.mark.parametrize(
    ("rows", "is_signed", "expected"),
    [
        pytest.param(PROMISE, True, (None, True), id="a promise to a koperasi, with a wish in it"),
        pytest.param(
            (*PROMISE[:6], TO_THE_OFFICE, *PROMISE[6:]),
            True,
            ("Dinas Koperasi", True),
            id="it speaks of the office",
        ),
        pytest.param(PROMISE, False, (None, False), id="unsigned, as a note of a call"),
    ],
)
def test_a_signed_paper_that_names_no_office_is_looked_at(
    rows: tuple[Row, ...], is_signed: bool, expected: tuple[str | None, bool]
) -> None:
    tujuan = addressee(rows, is_signed=is_signed)
    curve = load_calibration().curves["surat_permohonan/tujuan"]
    is_doubted = tujuan.value is not None and curve.probability(tujuan.confidence) < curve.review_below
    assert (tujuan.value, tujuan.needs_review or is_doubted) == expected
