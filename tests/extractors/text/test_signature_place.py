"""Whose signature it is: ink at the applicant's name, or only at another's."""

from collections.abc import Sequence

import pytest

from extractors.case.letters import letter_choices, seen_letter
from extractors.text.letter_sections import dissect
from extractors.text.signature_place import (
    is_aide_beside_ink,
    is_aides_post,
    is_over_a_name,
    is_receivers,
    is_signed_by_nobody,
    is_signed_elsewhere,
)
from models.document import Kind
from models.page import Mark, MarkKind
from tests.extractors.letters import PLAIN, Row
from tests.extractors.paper import page

TWO: tuple[Row, ...] = (
    *PLAIN, [(200, "Mengetahui,"), (1000, "Hormat saya,")], [(200, "Kepala Desa Betek"), (1000, "Pemohon,")],
    "", "", [(200, "LUKMAN HAKIM"), (1000, "SITI MUNAWAROH")],
)  # fmt: skip
BELOW: tuple[Row, ...] = (
    *PLAIN,
    "Hormat saya,",
    "",
    "",
    "SITI MUNAWAROH",
    "",
    "Saksi,",
    "",
    "",
    "Endang Sulastri",
)


def ink_over(rows: tuple[Row, ...], name: str, away: float = 0.0) -> Mark:
    """Ink that is surely a pen's just above a name, or so much lower."""
    x0, y0, x1, _ = next(line.box for line in page(rows).lines if line.text == name)
    return Mark(kind=MarkKind.TANDA_TANGAN, box=(x0, y0 + away - 0.05, x1, y0 + away - 0.01), score=0.99)


@pytest.mark.parametrize(
    ("rows", "at", "away", "is_shown"),
    [
        pytest.param(TWO, ["SITI MUNAWAROH"], 0.0, False, id="the applicant signs alone"),
        pytest.param(TWO, ["LUKMAN HAKIM", "SITI MUNAWAROH"], 0.0, False, id="both sign"),
        pytest.param(TWO, ["LUKMAN HAKIM"], 0.0, True, id="only the village's head"),
        pytest.param(BELOW, ["Endang Sulastri"], 0.0, True, id="only the witness"),
        pytest.param(BELOW, ["SITI MUNAWAROH"], 0.0, False, id="the applicant above a witness who does not"),
        pytest.param(BELOW, ["Endang Sulastri"], 0.2, True, id="a clerk's ink far below all names"),
    ],
)
def test_of_a_letter_that_only_others_sign_a_person_looks(
    rows: tuple[Row, ...], at: list[str], away: float, is_shown: bool
) -> None:
    marks = tuple(ink_over(rows, name, away) for name in at)
    seen = seen_letter([page(rows, marks=marks)])
    signed = letter_choices(Kind.SURAT_PERMOHONAN, seen).fields["bertanda_tangan"]
    assert (signed.value, signed.needs_review) == (True, is_shown)


RECEIVED: tuple[Row, ...] = (
    *PLAIN, [(200, "Pemohon,"), (1000, "Petugas penerima,")], "", "",
    [(150, "( ................... )"), (1000, "Dyah Permata")],
)  # fmt: skip


@pytest.mark.parametrize(("lefts", "is_shown"), [((0.6,), True), ((0.12,), False), ((0.12, 0.6), False)])
def test_a_clerk_s_signature_on_a_form_is_not_the_applicant_s(lefts: Sequence[float], is_shown: bool) -> None:
    top = next(line.box[3] for line in page(RECEIVED).lines if line.text == "Pemohon,")
    marks = tuple(
        Mark(kind=MarkKind.TANDA_TANGAN, box=(left, top, left + 0.1, top + 0.04), score=0.99)
        for left in lefts
    )
    seen = seen_letter([page(RECEIVED, marks=marks)])
    assert is_receivers(seen.sections, seen.pages) is is_shown


@pytest.mark.parametrize(
    ("post", "left", "is_shown"),
    [
        pytest.param("Sekretaris,", 0.05, True, id="the chief's name lies under the stamp beside hers"),
        pytest.param("Sekretaris,", 0.55, False, id="she signs alone"),
        pytest.param("Ketua,", 0.05, False, id="she is the chief"),
    ],
)
def test_an_aide_who_signs_beside_a_stamp_is_not_surely_who_asks(
    post: str, left: float, is_shown: bool
) -> None:
    rows: tuple[Row, ...] = (*PLAIN, "Hormat kami,", [(1000, post)], "", "", [(1000, "ENDAH KUSTIYANI")])
    _, top, _, bottom = page(rows).lines[-1].box
    stamp = Mark(kind=MarkKind.STEMPEL, box=(left, top - 0.05, left + 0.25, bottom), score=0.99)
    seen = seen_letter([page(rows, marks=(stamp,))])
    assert is_aide_beside_ink("ENDAH KUSTIYANI", seen.sections, seen.pages) is is_shown
    fields = letter_choices(Kind.SURAT_PERMOHONAN, seen).fields
    assert not is_shown or fields["pemohon_nama"].needs_review


@pytest.mark.parametrize(
    ("column", "is_shown"),
    [pytest.param(1000, True, id="only hers was read"), pytest.param(200, False, id="it stands over him")],
)
def test_an_aide_s_post_is_not_surely_that_of_him_who_asks_in_another_column(
    column: int, is_shown: bool
) -> None:
    over: Row = [(column, "Sekretaris,")]
    rows: tuple[Row, ...] = (*PLAIN, over, "", "", [(200, "LUKMAN HAKIM"), (1000, "ENDAH KUSTIYANI")])
    letter = seen_letter([page(rows)]).sections
    assert is_aides_post("Sekretaris", "LUKMAN HAKIM", letter) is is_shown
    assert not is_aides_post("Ketua", "LUKMAN HAKIM", letter)


@pytest.mark.parametrize(("left", "is_shown"), [(0.1, True), (0.6, False)])
def test_a_stamp_over_a_name_may_hide_a_post(left: float, is_shown: bool) -> None:
    rows: tuple[Row, ...] = (*PLAIN, "Hormat kami,", "", "", [(200, "LUKMAN HAKIM")])
    _, top, _, bottom = page(rows).lines[-1].box
    stamp = Mark(kind=MarkKind.STEMPEL, box=(left, top - 0.06, left + 0.12, bottom), score=0.99)
    seen = seen_letter([page(rows, marks=(stamp,))])
    post = letter_choices(Kind.SURAT_PERMOHONAN, seen).fields["pemohon_jabatan"]
    assert (post.value, post.needs_review) == (None, is_shown)


@pytest.mark.parametrize(
    ("signer", "is_shown"),
    [("Suroso", True), ("Siti M.", False), ("Hakim Wicaksono, S.H.", False)],
    ids=["a stranger", "the applicant, shortened", "a lawyer"],
)
def test_a_stranger_s_signature_is_not_surely_the_applicants(signer: str, is_shown: bool) -> None:
    named: tuple[Row, ...] = (
        "Saya yang bertanda tangan di bawah ini:", "Nama : Siti Munawaroh", "NIK : 3517094505821234",
        "Alamat : Dusun Krajan Desa Sumberejo",
    )  # fmt: skip
    rows: tuple[Row, ...] = (*PLAIN[:-2], *named, *PLAIN[-2:], "Hormat saya,", "", "", signer)
    seen = seen_letter([page(rows, marks=(ink_over(rows, signer),))])
    fields = letter_choices(Kind.SURAT_PERMOHONAN, seen).fields
    assert fields["pemohon_nama"].value == "Siti Munawaroh"
    assert (fields["bertanda_tangan"].value, fields["bertanda_tangan"].needs_review) == (True, is_shown)


@pytest.mark.parametrize("scrawl", ["", "Deen)"])
@pytest.mark.parametrize(("row", "is_shown"), [(2, False), (0, True)])
def test_in_a_list_of_signers_the_applicant_signs_in_his_own_row(
    row: int, is_shown: bool, scrawl: str
) -> None:
    """An engine may read a name in the next one's ink."""
    names = ("Maryamah", "Jumadi", "SITI MUNAWAROH", "Katmiran")
    inked = [[(1100, scrawl)] if scrawl and at == row else [] for at in range(len(names))]
    listed: list[Row] = [[(200, "1"), (300, name), *ink] for name, ink in zip(names, inked, strict=True)]
    rows = (*PLAIN, "Kami yang bertanda tangan,", *listed)
    _, top, _, bottom = next(line.box for line in page(rows).lines if line.text == names[row])
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.65, top - 0.005, 0.9, bottom + 0.005), score=0.99)
    seen = seen_letter([page(rows, marks=(ink,))])
    assert is_signed_elsewhere("Siti Munawaroh", seen.sections, seen.pages) is is_shown


@pytest.mark.parametrize(("on", "is_over"), [(1, True), (2, False)])
def test_ink_is_over_a_name_of_its_own_page(on: int, is_over: bool) -> None:
    sheet = page(BELOW)
    left, top, right, _ = next(line.box for line in sheet.lines if line.text == "SITI MUNAWAROH")
    assert is_over_a_name((left, top - 0.02, right, top - 0.005), on, dissect([sheet])) is is_over


@pytest.mark.parametrize(
    ("end", "is_shown"),
    [
        (["Tertanda", "", "Warga Diwek yang peduli"], True),
        (["Tertanda", "", "Lilik Maslikhah", "Warga Diwek"], False),
        (["Hormat saya,", "", "warga", "BUKTI PENCAIRAN", "No. 12", "Nama : Lilik Maslikhah"], True),
        (["Hormat kami,", "", "Anggota", "Lilik Maslikhah", "Tembusan: arsip"], False),
        (["15 Oktober 2026", "Seorang anggota"], True),
        (["Pelapor,", "", "Pelapor"], False),
        (["*) coret yang tidak perlu", "Kabupaten Jombang"], False),
    ],
    ids=[
        "nobody",
        "named above it",
        "another's paper below",
        "a post",
        "somebody",
        "a label",
        "a form's foot",
    ],
)
def test_a_letter_that_nobody_ends_may_name_the_accused(end: list[str], is_shown: bool) -> None:
    rows = ["Kepada Yth. Kepala Dinas Koperasi", "Dengan hormat,", "Ketua kami, Lilik Maslikhah, curang."]
    rows += ["Uang koperasi dipakainya sendiri untuk membeli mobil.", "Tolong ditindak."]
    assert is_signed_by_nobody("Lilik Maslikhah", dissect([page([*rows, *end])])) is is_shown
