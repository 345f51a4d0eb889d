"""Who asks, by the signatures: names under their offices, scraps of a stamp, and whether it is signed."""

from collections.abc import Mapping

import pytest

from extractors.text.rows import rows_of
from extractors.text.signing import is_signature_name
from models.field import Field
from models.page import Line, Mark, MarkKind, PageReading, Word
from tests.extractors.letters import CLOSING, END, MATTER, PLAIN, Row, read, request_fields
from tests.extractors.paper import HEIGHT, Cell, page

HEAD = ("Jombang, 9 Mei 2026", "Perihal : Permohonan Mediasi", "Kepada Yth. Kepala Dinas Koperasi")


def below_head(*rows: str | list[Cell]) -> dict[str, Field]:
    return request_fields([page([*HEAD, "Dengan hormat,", *rows])])


@pytest.mark.parametrize("name", ["H. Zainal Muttaqin, S.H.I.", "Drs. H. M. Ali, S.E., M.M."])
def test_names_with_many_titles_sign(name: str) -> None:
    assert read(*PLAIN, "Ketua,", "", "", name)["pemohon_nama"].value == name


def test_a_lone_word_under_the_office_is_worth_less_than_a_whole_name() -> None:
    whole, lone = (read(*PLAIN, "Ketua,", "", name)["pemohon_nama"] for name in ("RATNA SARI", "LENGKA"))
    assert (whole.value, lone.value) == ("RATNA SARI", "LENGKA")
    assert lone.confidence < 0.9 < whole.confidence


SIGNED_LETTERS = [
    pytest.param(
        (
            *PLAIN,
            [(200, "Sekretaris"), (1000, "Ketua")],
            "",
            [(200, "YUSUF EFENDI"), (1000, "SITI MUNAWAROH")],
            [(200, "Telp. 081333222111"), (1000, "NIK. 3517094505821234")],
            [(1000, "No. HP 081234567890")],
        ),
        {
            "pemohon_nama": "SITI MUNAWAROH",
            "pemohon_nik": "3517094505821234",
            "pemohon_telepon": "081234567890",
        },
        id="numbers under the signature are the signer s",
    ),
    pytest.param(
        (
            "Dengan hormat,",
            MATTER,
            CLOSING,
            [(1000, "Ketua")],
            "",
            [(1000, "AGUS SALIM")],
            [(150, "Nama"), (400, ": Agus Salim")],
            [(150, "NIK"), (400, ": 3517170512809002")],
            [(150, "Alamat"), (400, ": Dusun Krajan Desa Sumberejo")],
        ),
        {"pemohon_nik": "3517170512809002", "pemohon_alamat": "Dusun Krajan Desa Sumberejo"},
        id="who asks may be told below the signatures",
    ),
]


@pytest.mark.parametrize(("rows", "values"), SIGNED_LETTERS)
def test_who_signs(rows: tuple[Row, ...], values: Mapping[str, str | bool | None]) -> None:
    fields = read(*rows)
    assert {name: fields[name].value for name in values} == values


def test_a_letter_without_a_readable_name_is_doubted() -> None:
    fields = read(
        *PLAIN,
        "Hormat kami,",
    )
    assert fields["pemohon_nama"].value is None and fields["pemohon_nama"].needs_review


def test_scraps_of_ink_make_no_name() -> None:
    fields = read(
        "Perihal : Permohonan Mediasi",
        "Dengan hormat, saya yang bertanda tangan di bawah ini :",
        [(150, "Nama lengkap"), (500, ": H HA")],
        "Bendahara lama belum mengembalikan uang kas koperasi kami.",
        "Demikian permohonan ini kami sampaikan, terima kasih.",
    )
    assert fields["pemohon_nama"].value is None and fields["pemohon_nama"].needs_review


@pytest.mark.parametrize("scrap", ["NNIK 3517142812049192", "Senretaris", "JAWAB SEBELUM JUMAT!"])
def test_a_label_or_office_misread_is_no_name(scrap: str) -> None:
    assert not is_signature_name(rows_of([page([scrap])])[0].span)


def test_a_letter_signed_on_a_list_is_not_surely_unsigned() -> None:
    rows = ("Perihal : Pengaduan", "Dengan hormat, kami mohon bantuan.", *END, "", "Hormat kami,")
    assert not read(*rows)["bertanda_tangan"].needs_review
    assert read(*rows, "(daftar nama dan tanda tangan di lembar 2)")["bertanda_tangan"].needs_review


def test_a_letter_with_a_meterai_is_not_surely_unsigned() -> None:
    rows = ("Perihal : Pengaduan", "Dengan hormat, kami mohon bantuan.", *END, "", "Hormat kami,")
    assert read(*rows, "METERAI", "10000")["bertanda_tangan"].needs_review
    told = "Pernyataan di atas meterai cukup sudah kami buat di hadapan notaris dan saksi."
    assert not read(*rows[:-1], told, "Hormat kami,")["bertanda_tangan"].needs_review


@pytest.mark.parametrize("scrap", ["KOP", "OPERASI KONSUIEN", "LUHUR WASKITA"])
def test_of_what_stands_under_an_office_the_lowest_is_the_name(scrap: str) -> None:
    fields = below_head(MATTER, CLOSING, [(1000, "Ketua")], [(1000, scrap)], [(1000, "Eko Fathoni Setiawan")])
    assert fields["pemohon_nama"].value == "Eko Fathoni Setiawan"


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        pytest.param(
            (
                MATTER,
                CLOSING,
                [(1000, "Wakil Ketua")],
                "",
                [(1000, "Sarinem")],
            ),
            {"pemohon_nama": "Sarinem", "pemohon_jabatan": "Wakil Ketua"},
            id="a person of one name signs under his office",
        ),
        pytest.param(
            (
                MATTER,
                CLOSING,
                "",
                [(1000, "Sarinem")],
            ),
            {"pemohon_nama": None},
            id="a lone word without an office over it is no name",
        ),
    ],
)
def test_who_signs_below_a_whole_head(rows: tuple[Row, ...], values: Mapping[str, str | bool | None]) -> None:
    fields = below_head(*rows)
    assert {name: fields[name].value for name in values} == values


@pytest.mark.parametrize(("score", "by_pen"), [(0.96, False), (0.85, True)])
def test_ink_at_the_foot_of_a_letter_signs_it_and_is_shown_where_it_is_not_sure(
    score: float, by_pen: bool
) -> None:
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.5, 0.8, 0.55), score=score)
    written = page([*HEAD, "Dengan hormat,", MATTER, CLOSING, "Hormat saya,", "SARINEM"])
    signed = written.model_copy(update={"marks": (ink,), "is_handwritten": by_pen})
    field = request_fields([signed])["bertanda_tangan"]
    assert field.value is True
    assert field.needs_review is by_pen


@pytest.mark.parametrize(
    ("scores", "is_shown"), [((0.86,), True), ((0.86, 0.7), False), ((0.86, 0.4), True), ((0.94, 0.6), True)]
)
def test_several_signatures_are_surer_than_one(scores: tuple[float, ...], is_shown: bool) -> None:
    inks = tuple(
        Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.5 + y / 10, 0.8, 0.55 + y / 10), score=score)
        for y, score in enumerate(scores)
    )
    rows = [*HEAD, "Dengan hormat,", MATTER, CLOSING, "Hormat kami,", "1. SARINEM", "2. SUTRISNO"]
    field = request_fields([page(rows, marks=inks)])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (True, is_shown)


@pytest.mark.parametrize(("high", "is_seen"), [(2.0, True), (1.2, False)])
def test_a_word_over_a_name_that_is_far_higher_than_print_may_be_its_signature(
    high: float, is_seen: bool
) -> None:
    rows = [*HEAD, "Dengan hormat,", MATTER, CLOSING, "Hormat saya,", "Oktavia", "", "ANDIK ZULKARNAEN"]
    typed = page(rows)
    lines = [_raised(line, high) if line.text == "Oktavia" else line for line in typed.lines]
    field = request_fields([typed.model_copy(update={"lines": tuple(lines)})])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (is_seen, is_seen)


def _raised(line: Line, times: float) -> Line:
    """The line, so many times as high."""
    (word,) = line.words
    x0, y0, x1, y1 = word.box
    box = (x0, y1 - times * (y1 - y0), x1, y1)
    return line.model_copy(update={"words": (word.model_copy(update={"box": box}),), "box": box})


@pytest.mark.parametrize(("scores", "is_shown"), [((0.96,), True), ((0.96, 0.9), True), ((0.99,), False)])
def test_ink_on_a_stamp_has_to_be_surer_to_sign(scores: tuple[float, ...], is_shown: bool) -> None:
    inks = [Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.5, 0.8, 0.55), score=score) for score in scores]
    stamp = Mark(kind=MarkKind.STEMPEL, box=(0.5, 0.45, 0.7, 0.6), score=0.97)
    rows = [*HEAD, "Dengan hormat,", MATTER, CLOSING, "Hormat kami,", "SARINEM"]
    field = request_fields([page(rows, marks=(*inks, stamp))])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (True, is_shown)


@pytest.mark.parametrize(("high", "is_shown"), [(0.14, False), (0.3, True)])
def test_what_is_higher_than_a_stamp_is_none_for_sure(high: float, is_shown: bool) -> None:
    ink = Mark(kind=MarkKind.STEMPEL, box=(0.2, 0.6, 0.6, 0.6 + high), score=0.97)
    rows = [*HEAD, "Dengan hormat,", MATTER, CLOSING, "Hormat kami,", "SARINEM"]
    field = request_fields([page(rows, marks=(ink,))])["berstempel"]
    assert (field.value, field.needs_review) == (True, is_shown)


@pytest.mark.parametrize(("note", "is_shown"), [("belum ttd! dilengkapi", True), ("Ani", False)])
def test_words_by_hand_in_the_ink_may_be_a_clerk_s(note: str, is_shown: bool) -> None:
    typed = page([*HEAD, "Dengan hormat,", MATTER, CLOSING, "Hormat kami,", note, "SARINEM"])
    row = next(line for line in typed.lines if line.text == note)
    words = tuple(word.model_copy(update={"is_by_hand": True}) for word in row.words)
    lines = tuple(row.model_copy(update={"words": words}) if line is row else line for line in typed.lines)
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=row.box, score=0.99)
    field = request_fields([typed.model_copy(update={"lines": lines, "marks": (ink,)})])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (True, is_shown)


def test_a_letter_whose_end_was_not_seen_is_not_surely_unsigned() -> None:
    rows = [*HEAD, "Dengan hormat,", MATTER]
    ended = request_fields([page([*rows, CLOSING, "Hormat saya,", "", "SARINEM"])])["bertanda_tangan"]
    open_ended = request_fields([page(rows)])["bertanda_tangan"]
    assert ended.value is False and not ended.needs_review
    assert open_ended.value is False and open_ended.needs_review


@pytest.mark.parametrize(
    ("last", "is_shown"),
    [
        (("Selain itu kami mengalami kesulitan karena pengurus tidak",), True),
        (("Pengurus koperasi selaku ketua dan bendahara selalu menghindar dari anggota.", MATTER), True),
        ((CLOSING, "Hormat saya,", "", "SARINEM"), False),
        (([(1000, "Ketua")], "", [(1000, "SITI MUNAWAROH")]), False),
        (("4. Demikian mohon menjadi maklum.", "", "KAPTEN INF (PURN) LA ODE MAHMUD"), False),
    ],
    ids=[
        "breaks off",
        "breaks off behind the board",
        "ends",
        "ends with no closing words",
        "counts its closing",
    ],
)
def test_a_paraf_on_the_first_sheet_signs_no_letter_whose_last_is_missing(
    last: tuple[Row, ...], is_shown: bool
) -> None:
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.8, 0.93, 0.85, 0.96), score=0.99)
    field = request_fields([page([*HEAD, "Dengan hormat,", MATTER, *last], marks=(ink,))])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (True, is_shown)


@pytest.mark.parametrize(("last", "is_shown"), [("Supriyadi", False), (MATTER, True)])
def test_ink_over_a_bare_name_that_ends_a_letter_signs_it(last: str, is_shown: bool) -> None:
    rows: list[Row] = [*HEAD, "Saya Supriyadi, sopir, mengadu.", MATTER, "", "", [(1000, last)]]
    y = (120 + 46 * (len(rows) - 3)) / HEIGHT
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, y, 0.75, y + 0.03), score=0.99)
    field = request_fields([page(rows, marks=(ink,))])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (True, is_shown)


@pytest.mark.parametrize(("left", "is_shown"), [(0.72, False), (0.85, True)], ids=["beside", "far"])
def test_ink_beside_a_bare_name_that_ends_a_letter_signs_it(left: float, is_shown: bool) -> None:
    rows: list[Row] = [*HEAD, "Saya Supriyadi, sopir, mengadu.", MATTER, "", "", [(1000, "Supriyadi")]]
    y = (120 + 46 * (len(rows) - 3)) / HEIGHT
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=(left, y, left + 0.1, y + 0.03), score=0.99)
    field = request_fields([page(rows, marks=(ink,))])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (True, is_shown)


def test_signatures_on_another_sheet_are_looked_for_by_a_person() -> None:
    rows = [*HEAD, "Dengan hormat,", MATTER, "Nama dan tanda tangan ada di balik.", CLOSING]
    field = request_fields([page(rows)])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (False, True)


@pytest.mark.parametrize(
    ("recipient", "is_shown"),
    [("dinkopum@jombangkab.go.id", False), ("Kepala Dinas Koperasi", True)],
    ids=["a mail", "a memorandum"],
)
def test_a_printed_mail_ends_as_its_writer_likes(recipient: str, is_shown: bool) -> None:
    head = ["Dari : Sarinem", f"Kepada : {recipient}", "Perihal : Permohonan Mediasi"]
    field = request_fields([page([*head, "Dengan hormat,", MATTER, "Sarinem"])])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (False, is_shown)


def test_ink_over_the_list_of_copies_signs_a_letter_without_closing_words() -> None:
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.05, 0.8, 0.09), score=0.99)
    rows = [*HEAD, "Dengan hormat,", MATTER, "Tembusan :", "1. Arsip"]
    assert request_fields([page(rows, marks=(ink,))])["bertanda_tangan"].value is True


def test_sure_ink_above_what_was_taken_for_the_end_is_looked_at() -> None:
    read_page = page([*HEAD, "Dengan hormat,", MATTER, "SARINEM", CLOSING, "Hormat kami,"])
    top, foot = (read_page.lines[row].words[0].box[1] for row in (0, 5))
    inks = [Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, y, 0.8, y + 0.01), score=0.99) for y in (foot, top)]
    below, above = (read_page.model_copy(update={"marks": (ink,)}) for ink in inks)
    field = request_fields([below])["bertanda_tangan"]
    assert field.value is True and field.needs_review
    assert request_fields([above])["bertanda_tangan"].value is False


@pytest.mark.parametrize(
    ("scores", "value", "is_shown", "sure"),
    [
        ((0.96,), True, False, 0.97),
        ((0.7,), True, True, 0.97),
        ((0.7, 0.7, 0.7), True, True, 0.97),
        ((0.2,), False, True, 0.53),
        ((0.05,), False, False, 0.98),
        ((), False, False, 0.98),
    ],
)
def test_ink_among_handwriting_is_believed_where_it_is_surely_a_pen_s(
    scores: tuple[float, ...], value: bool, is_shown: bool, sure: float
) -> None:
    field = request_fields([by_hand(*scores)])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (value, is_shown)
    assert field.confidence == pytest.approx(sure)


def test_a_letter_by_hand_that_notes_a_signature_is_not_surely_unsigned() -> None:
    written = by_hand()
    noted = word_of(written.lines[-1], "[ttd]")
    lines = (*written.lines[:-1], noted)
    assert request_fields([written.model_copy(update={"lines": lines})])["bertanda_tangan"].needs_review


@pytest.mark.parametrize(
    "told",
    ["(daftar nama dan tanda tangan di lembar 2)", "METERAI TEMPEL 10000"],
    ids=["elsewhere", "hidden"],
)
def test_a_letter_by_hand_whose_signature_may_be_hidden_is_not_surely_unsigned(told: str) -> None:
    rows = [*HEAD, "Dengan hormat,", MATTER, CLOSING, "Hormat saya,", told, "SARINEM"]
    assert request_fields([page(rows, is_handwritten=True)])["bertanda_tangan"].needs_review


@pytest.mark.parametrize(("above", "is_signed"), [("Kasmunah", True), ("Ketua", False)])
def test_who_writes_his_name_over_it_by_hand_signs(above: str, is_signed: bool) -> None:
    rows = [*HEAD, "Dengan hormat,", MATTER, CLOSING, "Hormat saya,", above, "Kasmunah"]
    assert request_fields([page(rows, is_handwritten=True)])["bertanda_tangan"].value is is_signed


@pytest.mark.parametrize(("score", "is_shown"), [(0.55, True), (0.92, True), (0.96, True), (0.99, False)])
def test_ink_on_a_stamp_has_to_be_surer_by_hand_too(score: float, is_shown: bool) -> None:
    written = by_hand(score)
    stamp = Mark(kind=MarkKind.STEMPEL, box=written.marks[0].box, score=0.97)
    field = request_fields([written.model_copy(update={"marks": (*written.marks, stamp)})])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (True, is_shown)


def test_sure_ink_that_lies_on_a_row_of_text_is_shown() -> None:
    written = by_hand(0.96)
    row = next(line for line in written.lines if len(line.words) > 2)
    on_text = written.model_copy(
        update={"marks": tuple(mark.model_copy(update={"box": row.box}) for mark in written.marks)}
    )
    assert request_fields([on_text])["bertanda_tangan"].needs_review


def word_of(line: Line, text: str) -> Line:
    """The line with one word in its place."""
    return Line(words=(line.words[0].model_copy(update={"text": text}),), box=line.box)


def by_hand(*scores: float) -> PageReading:
    """A letter by hand with marks of these probabilities below its closing."""
    marks = tuple(
        Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.5, 0.8, 0.55), score=score) for score in scores
    )
    rows = [*HEAD, "Dengan hormat,", MATTER, CLOSING, "Hormat saya,", "", "SARINEM"]
    return page(rows, marks=marks, is_handwritten=True)


def test_a_wavy_rule_across_the_page_signs_nothing_for_sure() -> None:
    written = by_hand(0.97)
    wide = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.1, 0.5, 0.85, 0.55), score=0.97)
    assert not request_fields([written])["bertanda_tangan"].needs_review
    assert request_fields([written.model_copy(update={"marks": (wide,)})])["bertanda_tangan"].needs_review


@pytest.mark.parametrize(
    ("text", "confidence", "high", "value", "is_shown"),
    [
        ("MMAWI", 0.8, 1.5, True, False),
        ("MMAWI", 0.99, 1.5, False, False),
        ("MMAWI", 0.5, 1.0, False, False),
        ("MMA", 0.5, 1.0, True, False),
        ("MMA", 0.8, 1.0, False, True),
        ("MMA", 0.5, 0.7, False, True),
        ("MMA", 0.99, 1.0, False, True),
    ],
)
def test_a_word_at_the_end_that_could_not_be_read_is_a_signature_if_it_is_high_or_of_few_letters(
    text: str, confidence: float, high: float, value: bool, is_shown: bool
) -> None:
    """One of few letters that looks like a word may be one, too: it is shown."""
    written = by_hand()
    name = written.lines[-1]
    x0, y0, x1, y1 = name.box
    box = (x0, y0 - high * (y1 - y0), x1, y0)
    word = Word(text=text, box=box, confidence=confidence)
    lines = (*written.lines[:-1], Line(words=(word,), box=box), name)
    field = request_fields([written.model_copy(update={"lines": lines})])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (value, is_shown)


def test_a_trace_in_a_line_of_text_by_hand_is_a_gap_that_an_engine_left() -> None:
    written = by_hand(0.3)
    row = next(line for line in written.lines if len(line.words) > 2)
    mark = written.marks[0].model_copy(update={"box": row.box})
    fields = request_fields([written.model_copy(update={"marks": (mark,)})])
    assert (fields["bertanda_tangan"].value, fields["bertanda_tangan"].needs_review) == (False, False)
    assert request_fields([written])["bertanda_tangan"].needs_review


@pytest.mark.parametrize(
    ("over", "value", "is_shown"),
    [("Ernawati", True, False), ("Ernawatl", True, False), ("Wassalam", False, True)],
)
def test_who_writes_his_name_by_hand_over_his_name_signs(over: str, value: bool, is_shown: bool) -> None:
    rows: list[Row] = [*HEAD, "Dengan hormat,", MATTER, CLOSING, [(1000, "Hormat saya,")]]
    rows += ["", [(1000, over)], [(1000, "Lilik Ernawati")]]
    trace = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.1, 0.1, 0.2, 0.2), score=0.3)
    field = request_fields([page(rows, marks=(trace,), is_handwritten=True)])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (value, is_shown)


def test_a_name_over_a_name_in_print_is_shown() -> None:
    rows: list[Row] = [*HEAD, "Dengan hormat,", MATTER, CLOSING, [(1000, "Hormat saya,")]]
    rows += ["", [(1000, "Ernawati")], [(1000, "Lilik Ernawati")]]
    field = request_fields([page(rows)])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (True, True)


@pytest.mark.parametrize(
    ("label", "is_shown"),
    [("Tanda tangan", False), ("Tanda tangan saksi ada", True)],
    ids=["asks", "says more"],
)
def test_ink_beside_a_label_that_asks_for_it_signs_a_form(label: str, is_shown: bool) -> None:
    rows: list[Row] = [*HEAD, [(200, "Isi"), (600, MATTER)], [(200, label), (600, "x")]]
    sheet = page(rows)
    y = sheet.lines[-1].box[1]
    ink = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.5, y - 0.01, 0.6, y + 0.03), score=0.99)
    field = request_fields([page(rows, marks=(ink,))])["bertanda_tangan"]
    assert (field.value, field.needs_review) == (True, is_shown)
