"""What speaks against a letter's values on the paper itself."""

import pytest

from extractors.case.evidence import Evidence, shown
from extractors.case.letters import letter_choices, seen_letter
from extractors.text.letter_sections import dissect
from models.document import Kind
from models.field import Field, hull
from models.page import PageReading
from tests.extractors.paper import LETTER_WIDTH, line, page

ROWS = ["Nama : Moenadji", "Koperasi kami tidak pernah mengadakan rapat."]


def evidence_of(sheet: PageReading, *, by_hand: bool = False) -> Evidence:
    return Evidence(dissect([sheet]), (sheet,), by_hand, None)


@pytest.mark.parametrize(
    ("value", "raw", "is_shown"),
    [
        ("Moenadji", "BendaharaMoenadji", False),
        ("Moeradji", "BendaharaMoenadji", True),
        ("KOPERASI GAMBIRAN JAYA KAYA", "KOPERASI GAMBIRAN JAYA RAYA,", True),
        ("Kopwan Mawar Merekah", "sopwan Mawar Merekah", False),
        ("H. Di Moenadji", "H. Oi Moenadji", False),
    ],
)
@pytest.mark.parametrize("by_hand", [True, False])
def test_a_name_by_hand_that_language_put_right_is_looked_at(
    value: str, raw: str, is_shown: bool, by_hand: bool
) -> None:
    sheet = page(ROWS, is_handwritten=by_hand)
    paper = evidence_of(sheet, by_hand=by_hand)
    fields = {"terlapor": Field(value=value, raw=raw), "pelapor_nama": Field(value=None)}
    seen = shown(fields, paper.against_names(fields))
    assert seen["terlapor"].needs_review is (is_shown and by_hand)
    assert not seen["pelapor_nama"].needs_review


@pytest.mark.parametrize(("below", "is_shown"), [("BACKGROUND", True), ("dan seterusnya", False)])
def test_a_subject_that_ends_in_a_heading_is_looked_at(below: str, is_shown: bool) -> None:
    sheet = page(["Perihal : Status pekerja outsourcing", below, "Koperasi kami bertanya."])
    letter = dissect([sheet])
    boxes = [token.box for row in letter.rows[:2] for token in row.span.tokens]
    box = (0.0, boxes[0][1], 1.0, boxes[-1][3])
    paper = evidence_of(sheet)
    field = Field(value="Status pekerja outsourcing " + below, raw="", page=1, box=box)
    assert ("perihal" in paper.against({"perihal": field, "pelapor_nama": Field(value=None)})) is is_shown


def test_a_subject_that_was_read_on_no_row_is_not_cut() -> None:
    sheet = page(ROWS)
    paper = evidence_of(sheet)
    fields = {"perihal": Field(value="Mediasi", raw="Mediasi"), "pelapor_nama": Field(value=None)}
    assert paper.against(fields) == frozenset()


@pytest.mark.parametrize(
    ("rows", "value", "is_shown"),
    [
        (["Alamat : Jl. Seroja 7 RT 04 RW", "01 Kelurahan Jelakombo"], "Jl. Seroja 7 RT 04 RW", True),
        (["Alamat : Jl. Seroja 7 RT 04 RW 01"], "Jl. Seroja 7 RT 04 RW 01", False),
    ],
)
def test_an_address_that_goes_on_is_looked_at(rows: list[str], value: str, is_shown: bool) -> None:
    sheet = page(rows)
    paper = evidence_of(sheet)
    fields = {"pelapor_alamat": Field(value=value, raw=value), "pelapor_nama": Field(value=None)}
    assert ("pelapor_alamat" in paper.against(fields)) is is_shown


def test_a_home_that_is_read_in_the_letterhead_is_looked_at() -> None:
    kop = ["PEMERINTAH DESA KEDUNGWARU", "Jalan Raya Kedungwaru Nomor 7 Kabuh"]
    sheet = page([*kop, *("Yth. Kepala Dinas Koperasi", "Dengan hormat,", "Kami bertanya."), kop[1]])
    letter = dissect([sheet])
    paper = evidence_of(sheet)
    for row, is_shown in ((letter.rows[1], True), (letter.rows[-1], False)):
        tokens = row.span.tokens
        box = (tokens[0].box[0], tokens[0].box[1], tokens[-1].box[2], tokens[-1].box[3])
        field = Field(value=row.text, raw=row.text, page=1, box=box)
        found = paper.against({"pemohon_alamat": field, "pemohon_nama": Field(value=None)})
        assert ("pemohon_alamat" in found) is is_shown


@pytest.mark.parametrize(("confidence", "is_shown"), [(0.2, True), (0.6, False)])
def test_a_value_with_a_word_that_was_hardly_read_is_looked_at(confidence: float, is_shown: bool) -> None:
    sheet = page(["Alamat : Dusun Sentul Kec. ON"])
    words = sheet.lines[0].words
    line = sheet.lines[0].model_copy(
        update={"words": (*words[:-1], words[-1].model_copy(update={"confidence": confidence}))}
    )
    box = (words[2].box[0], words[2].box[1], words[-1].box[2], words[-1].box[3])
    home = Field(value="Dusun Sentul Kec. ON", page=1, box=box)
    paper = evidence_of(sheet.model_copy(update={"lines": (line,)}))
    found = paper.against({"pelapor_alamat": home, "pelapor_nama": Field(value=None)})
    assert ("pelapor_alamat" in found) is is_shown


@pytest.mark.parametrize(("confidence", "is_shown"), [(0.38, True), (0.6, False)])
def test_a_name_by_hand_with_a_word_that_was_hardly_read_is_looked_at(
    confidence: float, is_shown: bool
) -> None:
    sheet = page(["Ahmad Zaki Santoso", "Dusun Sentul RT 2"], is_handwritten=True)
    lines = [
        line.model_copy(
            update={"words": (*line.words[:-1], line.words[-1].model_copy(update={"confidence": confidence}))}
        )
        for line in sheet.lines
    ]
    paper = evidence_of(sheet.model_copy(update={"lines": tuple(lines)}), by_hand=True)
    name, home = (Field(value=line.text, raw=line.text, page=1, box=line.box) for line in lines)
    found = paper.against({"pemohon_nama": name, "pemohon_alamat": home})
    assert ("pemohon_nama" in found) is is_shown
    assert "pemohon_alamat" not in found


@pytest.mark.parametrize(
    ("name", "text", "confidence", "is_shown"),
    [
        ("pelapor_nama", "Suharni", 0.7, True),
        ("pelapor_nama", "Suharni", 0.9, False),
        ("pelapor_telepon", "081259007131", 0.82, True),
        ("pelapor_telepon", "081259007131", 0.95, False),
        ("pelapor_telepon", "08125900713", 0.95, True),
    ],
    ids=["word", "sure word", "figures", "sure figures", "a figure short"],
)
def test_what_a_hand_wrote_into_print_is_looked_at_where_it_is_not_sure(
    name: str, text: str, confidence: float, is_shown: bool
) -> None:
    sheet = page([f"Pelapor : {text}"])
    *label, word = sheet.lines[0].words
    written = word.model_copy(update={"is_by_hand": True, "confidence": confidence})
    line = sheet.lines[0].model_copy(update={"words": (*label, written)})
    fields = {"pelapor_nama": Field(value=None), name: Field(value=text, page=1, box=word.box)}
    assert (name in evidence_of(sheet.model_copy(update={"lines": (line,)})).against(fields)) is is_shown


@pytest.mark.parametrize("y", [88, 152], ids=["above", "below"])
@pytest.mark.parametrize(
    ("x", "beside", "is_hand", "is_shown"),
    [(330, None, True, True), (330, 150, True, False), (330, None, False, False), (900, None, True, False)],
    ids=["its correction", "a value of the row above", "print", "elsewhere"],
)
def test_a_value_with_a_hands_word_over_or_under_it_is_looked_at(
    x: int, beside: int | None, is_hand: bool, is_shown: bool, y: int
) -> None:
    above = line("Santoso", x, y, confidence=0.9)
    words = tuple(word.model_copy(update={"is_by_hand": is_hand}) for word in above.words)
    labels = () if beside is None else (line("Nama :", beside, y),)
    own = line("Terlapor : Susanto", 150, 120)
    fields = {"pelapor_nama": Field(value=None)}
    fields["terlapor"] = Field(value="Susanto", page=1, box=own.words[-1].box)
    sheet = page((), lines=(above.model_copy(update={"words": words}), *labels, own))
    assert ("terlapor" in evidence_of(sheet).against(fields)) is is_shown


@pytest.mark.parametrize(
    ("gap", "is_hand", "is_shown"),
    [(30, True, True), (30, False, False), (300, True, False)],
    ids=["beside it", "in print", "far from it"],
)
def test_a_name_by_hand_is_looked_at_where_another_word_of_it_was_left_out(
    gap: int, is_hand: bool, is_shown: bool
) -> None:
    own = line("Susilo", 500, 120)
    first = line("A", 500 - LETTER_WIDTH - gap, 120)
    words = [
        tuple(word.model_copy(update={"is_by_hand": by}) for word in one.words)
        for one, by in ((first, is_hand), (own, True))
    ]
    lines = tuple(one.model_copy(update={"words": two}) for one, two in zip((first, own), words, strict=True))
    fields = {"terlapor": Field(value="Susilo", page=1, box=own.box), "pelapor_nama": Field(value=None)}
    assert ("terlapor" in evidence_of(page((), lines=lines)).against(fields)) is is_shown


@pytest.mark.parametrize(("by_hand", "is_shown"), [((0, 1), True), ((1, 1), False), ((0, 0), False)])
def test_a_name_of_print_and_a_hand_is_looked_at(by_hand: tuple[int, int], is_shown: bool) -> None:
    sheet = page(["Sukirman Sukirno"])
    row = sheet.lines[0]
    words = tuple(
        word.model_copy(update={"is_by_hand": bool(by)}) for word, by in zip(row.words, by_hand, strict=True)
    )
    paper = evidence_of(sheet.model_copy(update={"lines": (row.model_copy(update={"words": words}),)}))
    fields = {"terlapor": Field(value="Sukirman", page=1, box=row.box), "pelapor_nama": Field(value=None)}
    assert ("terlapor" in paper.against(fields)) is is_shown


@pytest.mark.parametrize("is_struck", [True, False])
def test_a_number_that_is_struck_out_is_looked_at(is_struck: bool) -> None:
    sheet = page(["Telepon : 0812 5900 7131"])
    words = sheet.lines[0].words
    struck = tuple(word.model_copy(update={"is_struck": is_struck and word.text == "7131"}) for word in words)
    line = sheet.lines[0].model_copy(update={"words": struck})
    box = (words[2].box[0], words[2].box[1], words[-1].box[2], words[-1].box[3])
    fields = {
        "pelapor_telepon": Field(value="081259007131", page=1, box=box),
        "pelapor_nama": Field(value=None),
    }
    paper = evidence_of(sheet.model_copy(update={"lines": (line,)}))
    assert ("pelapor_telepon" in paper.against(fields)) is is_struck


@pytest.mark.parametrize(
    ("name", "value", "is_shown"),
    [
        ("perihal", "Permintaan » »diasi p gembalian sertifikat", True),
        ("perihal", "Tugas Pengawas ada Pemeriksaa.utupuku", True),
        ("perihal", "Konsultasi s.d. Rapat Anggota (RAT) ke-2", False),
        ("nomor_surat", "518/07/415.71./2026", True),
        ("nomor_surat", "518/07/415.71.5/2026", False),
        ("koperasi_nama", 'KOPERASI PONDOK PESA TREN"AN-NAJAH"', True),
        ("koperasi_nama", 'KPRI "Wiyata Tunggal"', False),
        ("tujuan", "BapakKepalaDinas Koperasi", True),
        ("tujuan", "Dinas Koperasi dan Usaha Mikre", True),
        ("tujuan", "Dinas Koperasi dan Usaha Mikro Kab. Jombang", False),
        ("pemohon_nik", "3817171808749031", True),
        ("pemohon_nik", "3517171808749031", False),
    ],
)
def test_what_is_garbled_or_can_not_be_a_number_is_looked_at(name: str, value: str, is_shown: bool) -> None:
    sheet = page(ROWS)
    paper = evidence_of(sheet)
    fields = {name: Field(value=value, raw=value), "pemohon_nama": Field(value=None)}
    assert (name in paper.against(fields)) is is_shown


@pytest.mark.parametrize(
    ("name", "confidence", "is_shown"),
    [
        ("Nariyati", 0.72, True),
        ("Nariyati", 0.95, False),
        ("Nuriyati", 0.72, False),
        ("Xqwzrtk", 0.5, False),
        ("estari Rahayuningsih", 0.95, True),
        ("Budi bin Karsa", 0.95, False),
        ("siti aminah", 0.95, False),
    ],
)
def test_a_name_with_a_letter_off_or_in_print_lost_is_looked_at(
    name: str, confidence: float, is_shown: bool
) -> None:
    read = line(name, 150, 120, confidence=confidence)
    sheet = page([]).model_copy(update={"lines": (read,)})
    field = Field(value=name, raw=name, page=1, box=read.box)
    fields = {"termohon_nama": field, "pemohon_nama": Field(value=None)}
    for by_hand in (False, True):
        found = evidence_of(sheet, by_hand=by_hand).against(fields)
        assert ("termohon_nama" in found) is (is_shown and not (by_hand and name[0].islower()))


@pytest.mark.parametrize(
    ("rows", "words", "is_shown"),
    [
        (["Perihal : Mohon penyelesaian masalah gudang"], 4, True),
        (["Perihal : Mohon penyelesaian masalah gudang"], 5, False),
        (["Perihal : Konsultasi pembukaan", "gerai sembako dan apotek"], 3, True),
        (["Perihal : Konsultasi pembukaan gerai", "di Jombang"], 4, False),
    ],
)
def test_a_subject_whose_line_goes_on_is_looked_at(rows: list[str], words: int, is_shown: bool) -> None:
    sheet = page([*rows, "", "Koperasi kami bertanya."])
    paper = evidence_of(sheet)
    fields = {"perihal": _of_first_row(paper, words), "pelapor_nama": Field(value=None)}
    assert ("perihal" in paper.against(fields)) is is_shown


@pytest.mark.parametrize(("rows", "is_shown"), [(1, True), (2, False)])
def test_a_subject_that_lacks_its_labels_last_words_is_looked_at(rows: int, is_shown: bool) -> None:
    sheet = page(
        ["Perihal : Permohonan Fasilitasi Konsultasi", [(300, "Pelaksanaan RAT")], "", "Dengan hormat,"]
    )
    paper = evidence_of(sheet)
    words = [token for row in paper.letter.rows[:rows] for token in row.span.tokens][2:]
    value = " ".join(word.text for word in words)
    field = Field(value=value, raw=value, page=1, box=hull([word.box for word in words]))
    assert ("perihal" in paper.against({"perihal": field, "pelapor_nama": Field(value=None)})) is is_shown


@pytest.mark.parametrize(
    ("behind", "is_shown"), [("bako an", True), ("di JOMBANG", False), ("Kepada", False)]
)
def test_a_subject_over_a_hole_in_its_first_line_is_looked_at(behind: str, is_shown: bool) -> None:
    """A stamp lay on its last word there; an addressee's beside it is no part of it."""
    sheet = page(
        [f"Perihal : Permohonan konsultasi gerai {behind}", [(270, "dan pinjaman bank")], "", "Saya"]
    )
    paper = evidence_of(sheet)
    first, second = (row.span.tokens for row in paper.letter.rows[:2])
    box = hull([word.box for word in (*first[2:5], *second)])
    words = " ".join(word.text for word in (*first[2:5], *second))
    fields = {"perihal": Field(value=words, raw="", page=1, box=box), "pemohon_nama": Field(value=None)}
    assert ("perihal" in paper.against(fields)) is is_shown


@pytest.mark.parametrize(
    ("below", "is_shown"),
    [
        ("dan Usaha Mikro Jombang", True),
        ("Pemkab Jombang", True),
        ("Bagian Penyuluhan", True),
        ("di Jombang", False),
        ("", False),
    ],
)
def test_an_addressee_whose_office_goes_on_below_is_looked_at(below: str, is_shown: bool) -> None:
    sheet = page(["Yth. Kepala Dinas Koperasi", [(1100, "agenda")], below, "Dengan hormat,"])
    paper = evidence_of(sheet)
    fields = {"tujuan": _of_first_row(paper, 4), "pelapor_nama": Field(value=None)}
    assert ("tujuan" in paper.against(fields)) is is_shown


@pytest.mark.parametrize(("confidence", "is_shown"), [(0.8, True), (0.95, False)])
def test_an_unsure_place_that_is_a_letter_off_a_known_one_is_looked_at(
    confidence: float, is_shown: bool
) -> None:
    sheet = page(ROWS).model_copy(
        update={"lines": (line("Diwe 5 Mei 2026", 150, 120, confidence=confidence),)}
    )
    paper = evidence_of(sheet)
    own = _of_first_row(paper, 1, start=0)
    assert (
        "tempat_surat" in paper.against({"tempat_surat": own, "pelapor_nama": Field(value=None)})
    ) is is_shown


def _of_first_row(paper: Evidence, stop: int, start: int = 1) -> Field:
    """The value of the first row's words from `start` to `stop`, without a colon before them."""
    words = [token for token in paper.letter.rows[0].span.tokens if token.text != ":"][start:stop]
    box = hull([word.box for word in words])
    return Field(value=" ".join(word.text for word in words), raw="", page=1, box=box)


@pytest.mark.parametrize(
    ("below", "is_shown"), [("Kec. Bareng", True), ("HP 0819-3772-4460", False), ("", False)]
)
def test_an_address_whose_kecamatan_stands_on_the_line_below_is_looked_at(below: str, is_shown: bool) -> None:
    sheet = page(["Rumah : Jl. Anjasmoro RT 1 RW 2 Ngampungan", below, "Koperasi kami bertanya."])
    paper = evidence_of(sheet)
    fields = {"pemohon_alamat": _of_first_row(paper, 8), "pemohon_nama": Field(value=None)}
    assert ("pemohon_alamat" in paper.against(fields)) is is_shown


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("Bareng", "Jl. Anjasmoro RT 1 RW 2 Kec. Bareng"),
        ("Bareng dan sekitarnya", "Jl. Anjasmoro RT 1 RW 2 Kec"),
        ("HP 0819-3772-4460", "Jl. Anjasmoro RT 1 RW 2 Kec"),
        ("", "Jl. Anjasmoro RT 1 RW 2 Kec"),
    ],
)
def test_an_address_that_ends_with_a_place_s_kind_takes_the_name_below_it(below: str, expected: str) -> None:
    paper = evidence_of(page(["Rumah : Jl. Anjasmoro RT 1 RW 2 Kec.", below, "Koperasi kami bertanya."]))
    read = _of_first_row(paper, 8)
    cut = read.model_copy(update={"value": str(read.value).rstrip("."), "raw": read.value})
    found = paper.completed({"pemohon_alamat": cut, "pemohon_nama": Field(value=None)})["pemohon_alamat"]
    assert (found.value, found.needs_review) == (expected, expected.endswith("Bareng"))


def test_a_misread_post_and_the_month_of_a_number_are_put_right_and_looked_at() -> None:
    read = {
        "nomor_surat": Field(value="12/KSP-MGS/X/2026", raw="12/KSP-MGS/X/2026", confidence=0.9),
        "tanggal_surat": Field(value="2026-11-05", confidence=0.95),
        "pemohon_jabatan": Field(value="Ketus", raw="Ketus", confidence=0.9),
    }
    fields = evidence_of(page(ROWS)).completed(read)
    assert [(one.value, one.raw, one.needs_review) for one in fields.values()] == [
        ("12/KSP-MGS/XI/2026", "12/KSP-MGS/X/2026", True),
        ("2026-11-05", None, False),
        ("Ketua", "Ketus", True),
    ]


def test_an_address_whose_kecamatan_stands_behind_it_is_looked_at() -> None:
    paper = evidence_of(page(["Rumah : Jl. Anjasmoro RT 1 RW 2 Ngampungan Kec. Bareng", "Kami bertanya."]))
    fields = {"pemohon_alamat": _of_first_row(paper, 8), "pemohon_nama": Field(value=None)}
    assert "pemohon_alamat" in paper.against(fields)


def test_that_an_office_goes_on_below_stays_when_its_name_is_known() -> None:
    """The name behind a courtesy settles whom a letter is written to, not that it is whole."""
    sheet = page(
        [
            [(150, "Yth. Kepala Dinas Koperasi"), (900, "pelajari dulu lalu undang")],
            [(150, "dan Usaha Mikro"), (900, "kedua pihak minggu depan")],
            "Dengan hormat,",
            "Rapat anggota telah memilih kami sebagai pengurus, mohon ditengahi.",
            "Hormat kami,",
            "Siti Aminah",
        ]
    )
    field = letter_choices(Kind.SURAT_PERMOHONAN, seen_letter([sheet])).fields["tujuan"]
    assert (field.value, field.needs_review) == ("Kepala Dinas Koperasi", True)


@pytest.mark.parametrize(
    ("head", "is_shown"), [("Yohanes Kristanto", False), ("KOPERASI SEJAHTERA ABADI JOMBANG", True)]
)
def test_a_home_under_its_writers_own_name_at_the_top_is_his(head: str, is_shown: bool) -> None:
    kop = [head, "Jalan Anggrek 27 RT 002 RW 004 Jombang"]
    sheet = page([*kop, "Yth. Kepala Dinas Koperasi", "Dengan hormat,", "Kami bertanya."])
    paper = evidence_of(sheet)
    row = paper.letter.rows[1].span
    home = Field(value=row.text, raw=row.text, page=1, box=hull([token.box for token in row.tokens]))
    assert paper.letter.kop_end >= len(kop)
    fields = {"pelapor_alamat": home, "pelapor_nama": Field(value="Yohanes Kristanto")}
    assert ("pelapor_alamat" in paper.against(fields)) is is_shown


def test_a_koperasi_with_a_branch_behind_its_name_is_looked_at() -> None:
    for behind, is_shown in (("cabang Sumobito", True), ("menagih kami", False)):
        paper = evidence_of(page([f"Terlapor : KSP Tunas Cahaya Gemilang {behind}", "Kami mengadukannya."]))
        own = _of_first_row(paper, 5)
        fields = {"terlapor": own, "pelapor_nama": Field(value=None)}
        assert ("terlapor" in paper.against(fields)) is is_shown


@pytest.mark.parametrize(("behind", "is_shown"), [("Mojoagung", True), ("MENAGIH KAMI", False)])
def test_a_place_behind_a_koperasi_s_quotation_marks_may_be_of_its_name(behind: str, is_shown: bool) -> None:
    paper = evidence_of(page([f'Terlapor : KPRI "Wira Tama" {behind}', "Kami mengadukannya."]))
    fields = {"terlapor": _of_first_row(paper, 4), "pelapor_nama": Field(value=None)}
    assert ("terlapor" in paper.against(fields)) is is_shown


def test_a_home_below_its_nik_is_no_letterheads() -> None:
    rows = ["PENGADUAN MASYARAKAT", "Nur Lailiyah NIK 3517176710759393", "Dusun Sanan RT 003 RW 001 Kudu"]
    paper = evidence_of(page([*rows, "Yth. Kepala Dinas Koperasi", "Dengan hormat,", "Kami bertanya."]))
    row = paper.letter.rows[2].span
    home = Field(value=row.text, raw=row.text, page=1, box=hull([token.box for token in row.tokens]))
    assert paper.letter.kop_end >= len(rows)
    assert paper.against({"pelapor_alamat": home, "pelapor_nama": Field(value="X Y")}) == frozenset()


@pytest.mark.parametrize(
    ("rows", "other"),
    [
        (
            ["Nama : Edi", "NIK : 3517100207871918 3517100207879118", "Alamat : Dsn. Kwaron"],
            "3517100207879118",
        ),
        (["Nama : Edi", "NIK : 3517100207871918", "3517100207879118 paraf"], "3517100207879118"),
        (["3517100207879118", "NIK : 3517100207871918", "Alamat : Dsn. Kwaron"], "3517100207879118"),
        (["3517100207879118", "paraf", "NIK : 3517100207871918"], "3517100207879118"),
        (["3517100207879118 Sny", "NIK : 3517100207871918"], "3517100207879118"),
        (["NIK : 35171002078719183517100207879118", "Alamat : Dsn. Kwaron"], "3517100207879118"),
        (["1 Edi 3517100207879118", "NIK : 3517100207871918", "2 Siti Aminah 3517095204900023"], None),
        (["Nama : Edi", "NIK : 3517100207871918", "Alamat : Dsn. Kwaron"], None),
    ],
    ids=[
        "behind it",
        "below it",
        "above it",
        "above initials",
        "above it before initials",
        "behind it without a blank",
        "of others in a list",
        "alone",
    ],
)
def test_a_number_beside_which_another_one_stands_may_be_struck_out(
    rows: list[str], other: str | None
) -> None:
    sheet = page(rows)
    own = next(row for row in dissect([sheet]).rows if "3517100207871918" in row.text)
    left, top, right, bottom = own.span.tokens[-1].box
    field = Field(value="3517100207871918", raw="", page=1, box=(left, top, right, bottom))
    fields = {"pemohon_nik": field, "pemohon_nama": Field(value=None)}
    paper = evidence_of(sheet)
    assert ("pemohon_nik" in paper.against(fields)) is (other is not None)
    assert [one.value for one in paper.corrected(fields).get("pemohon_nik", ())][1:] == (
        [other] if other else []
    )


@pytest.mark.parametrize(
    ("number", "day", "shown"),
    [
        ("014/SBSM/II/2026", "2026-02-10", set()),
        ("014/SBSM/II/2026", "2025-02-10", {"nomor_surat", "tanggal_surat"}),
        ("021/PUK-SPKI:M/II/2026", "2026-02-10", {"nomor_surat"}),
    ],
)
def test_a_number_of_another_year_and_one_with_a_sign_that_numbers_lack_are_shown(
    number: str, day: str, shown: set[str]
) -> None:
    numbered = {"nomor_surat": Field(value=number), "tanggal_surat": Field(value=day)}
    against = evidence_of(page(ROWS)).against(numbered | {"pemohon_nama": Field(value=None)})
    assert against & numbered.keys() == shown


@pytest.mark.parametrize(("month", "is_shown"), [("I", False), ("XII", False), ("H", True)])
def test_a_koperasis_number_whose_month_is_no_numeral_is_shown(month: str, is_shown: bool) -> None:
    number = Field(value=f"9946/BH/XVI.99/{month}/2010", confidence=1.0)
    fields = {"koperasi_badan_hukum": number, "pemohon_nama": Field(value=None)}
    assert ("koperasi_badan_hukum" in evidence_of(page(ROWS)).against(fields)) is is_shown


@pytest.mark.parametrize(
    ("row", "name", "value", "is_shown"),
    [
        ("Pimpinan Dinas Koperasi", "tujuan", "Dinas Koperasi", True),
        ("Yth. Dinas Koperasi", "tujuan", "Dinas Koperasi", False),
        ("tinggal di Dusun Subentoro RT 07 RW 03, Di", "pemohon_alamat", "Dusun Subentoro RT 07 RW 03", True),
        ("alamat Dusun Gayam RT 3 RW 1, NIK 35", "pemohon_alamat", "Dusun Gayam RT 3 RW 1", False),
        ("alamat Gang Kenanga RT 05 RW 02 Ngoro", "pelapor_alamat", "Gang Kenanga RT 05", True),
        ("Nama : Suparlin Los / kios : B 14", "pemohon_nama", "Suparlin Los", True),
        ("Nama : Suparlin Los Umur : 41", "pemohon_nama", "Suparlin Los", False),
    ],
)
def test_what_lacks_its_head_or_its_end_is_shown(row: str, name: str, value: str, is_shown: bool) -> None:
    sheet = page([*ROWS, row])
    words = sheet.lines[-1].words
    first = row.split().index(value.split(maxsplit=1)[0])
    box = hull([word.box for word in words[first : first + len(value.split())]])
    fields = {"pemohon_nama": Field(value=None), name: Field(value=value, page=1, box=box)}
    assert (name in evidence_of(sheet).against(fields)) is is_shown


@pytest.mark.parametrize(("label", "is_shown"), [((150, "Mamat"), True), ((400, "Blok A"), False)])
def test_an_address_with_a_word_of_another_column_in_it_is_shown(
    label: tuple[int, str], is_shown: bool
) -> None:
    sheet = page([*ROWS, [(400, "PASAR KIOS 44,")], [label], [(400, "JOMBANG")]])
    box = hull([row.box for row in sheet.lines[-3:]])
    fields = {"koperasi_alamat": Field(value="PASAR", page=1, box=box), "pemohon_nama": Field(value=None)}
    assert ("koperasi_alamat" in evidence_of(sheet).against(fields)) is is_shown


@pytest.mark.parametrize(("bar", "is_shown"), [("|", True), ("dan", False), ("", False)])
def test_a_post_with_a_bar_behind_it_may_have_a_numeral(bar: str, is_shown: bool) -> None:
    sheet = page([*ROWS, f"Ketua {bar}"])
    post = Field(value="Ketua", page=1, box=sheet.lines[-1].words[0].box)
    fields = {"pemohon_jabatan": post, "pemohon_nama": Field(value="Siti Aminah")}
    assert ("pemohon_jabatan" in evidence_of(sheet).against(fields)) is is_shown


@pytest.mark.parametrize(("sure", "is_shown"), [(0.68, True), (0.9, False)])
def test_a_day_that_was_not_surely_read_is_shown(sure: float, is_shown: bool) -> None:
    sheet = page([*ROWS, "Kesamben, 7 September 2026"])
    row = sheet.lines[-1]
    words = tuple(
        word.model_copy(update={"confidence": sure}) if word.text == "7" else word for word in row.words
    )
    typed = sheet.model_copy(update={"lines": (*sheet.lines[:-1], row.model_copy(update={"words": words}))})
    day = Field(value="2026-09-07", page=1, box=hull([word.box for word in words[1:]]))
    against = evidence_of(typed).against({"tanggal_surat": day, "pemohon_nama": Field(value=None)})
    assert ("tanggal_surat" in against) is is_shown


@pytest.mark.parametrize(
    ("office", "is_shown"),
    [
        ("Kepala Dinas Koperasi dan UM KOPERASI Kab. Jombang", True),
        ("KEPALA DINAS KOPERASI Kabupaten Jombang", False),
        ("Kepala Dinas Koperasi c.q. Kepala Bidang Koperasi", False),
    ],
)
def test_an_addressee_with_a_stamps_word_in_it_is_looked_at(office: str, is_shown: bool) -> None:
    fields = {"tujuan": Field(value=office), "pemohon_nama": Field(value=None)}
    assert ("tujuan" in evidence_of(page(ROWS)).against(fields)) is is_shown


@pytest.mark.parametrize("by_hand", [True, False])
@pytest.mark.parametrize(
    ("head", "is_own"),
    [(["PERMOHONAN KONSULTASI KOPERASI"], False), (["Perihal : PERMOHONAN KONSULTASI KOPERASI"], True)],
)
def test_a_form_that_a_hand_filled_in_is_titled_with_its_own_name(
    head: list[str], is_own: bool, by_hand: bool
) -> None:
    labels = ["Nama : Suparmi", "NIK : 3517015003879020", "Alamat : Desa Sambong", "Telepon : 081234567890"]
    sheet = page([*head, *labels, "Koperasi tidak pernah rapat."], is_handwritten=by_hand)
    box = hull([word.box for word in sheet.lines[0].words[-3:]])
    subject = Field(value="PERMOHONAN KONSULTASI KOPERASI", raw="", page=1, box=box)
    fields = {"perihal": subject, "pemohon_nama": Field(value=None)}
    is_shown = "perihal" in evidence_of(sheet, by_hand=by_hand).against(fields)
    assert is_shown is (by_hand and not is_own)
