"""Lines that are on a letter's page and not the letter's."""

from extractors.text.own_lines import own_lines
from models.page import Mark, MarkKind, PageReading
from tests.extractors.paper import HEIGHT, WIDTH, line, page

HEAD = ["Yth. Kepala Dinas Koperasi dan Usaha Mikro", "Kabupaten Jombang", "di Jombang"]


def texts(sheet: PageReading) -> list[str]:
    return [one.text for one in own_lines(sheet).lines]


def stamped(*rows: tuple[str, int, int], is_seen: bool) -> PageReading:
    """The head of a letter with a stamp's rows (text, x, y) beside it; `is_seen`: its ink was found."""
    sheet = page(HEAD)
    box = (1080 / WIDTH, 90 / HEIGHT, 1500 / WIDTH, 230 / HEIGHT)
    marks = (Mark(kind=MarkKind.STEMPEL, box=box, score=0.9),) if is_seen else ()
    return sheet.model_copy(update={"lines": (*sheet.lines, *(line(*row) for row in rows)), "marks": marks})


def test_a_stamp_of_receipt_parts_no_addressee_from_his_regency() -> None:
    sheet = stamped(("DINAS KOPERASI DAN UM", 1120, 100), ("DITERINA 17 SEP 2026", 1120, 150), is_seen=True)
    assert texts(sheet) == HEAD


def test_where_its_ink_was_not_seen_two_of_its_rows_tell_it() -> None:
    rows = (("DITERIMA", 1200, 110), ("TGL 30 Sept", 1120, 150), ("AGENDA : 0998", 1120, 190))
    assert texts(stamped(*rows, is_seen=False)) == HEAD
    assert texts(stamped(rows[0], is_seen=False)) == [*HEAD, "DITERIMA"]


def test_a_mail_s_address_of_the_office_is_no_row_of_its_stamp() -> None:
    rows = ["dinkopum", "From: Yohanes", "To: dinkopum@jombangkab.go.id", "Subject: cara penagihan"]
    assert texts(page(rows)) == rows


def test_print_that_runs_on_under_a_stamp_stays() -> None:
    sheet = stamped(
        ("DITERIMA", 1200, 110), ("Mojoagung, 14 September 2026 dan seterusnya", 1000, 150), is_seen=True
    )
    assert texts(sheet) == [*HEAD, "Mojoagung, 14 September 2026 dan seterusnya"]


def test_a_line_that_was_read_twice_counts_once() -> None:
    twice = [line("PERMOHONAN SERAH TERIMA", 400, 120), line("PERMOHONAN  SERAH TERIMA.", 402, 130)]
    sheet = page([]).model_copy(update={"lines": (*twice, line("PERMOHONAN SERAH TERIMA", 400, 180))})
    assert texts(sheet) == ["PERMOHONAN SERAH TERIMA"] * 2


def test_the_office_s_name_over_a_form_read_twice_is_no_stamp() -> None:
    rows = (
        line("DINKOPUM JOMBANG", 700, 100),
        line("DINKOPUM JOMBANG", 702, 108),
        line(": Muntamah", 600, 180),
    )
    assert texts(page([]).model_copy(update={"lines": rows})) == ["DINKOPUM JOMBANG", ": Muntamah"]


def test_a_part_of_a_line_that_was_read_once_more_goes() -> None:
    whole, part = (
        line("HAL : PERMOHONAN MEDIASI ATAS PENAHANAN", 400, 120),
        line("ERMOHONAN MEDIASI", 480, 122),
    )
    sheet = page([]).model_copy(update={"lines": (part, whole, line("MEDIASI", 400, 180))})
    assert texts(sheet) == [whole.text, "MEDIASI"]


def test_a_word_below_a_line_that_slants_and_has_it_elsewhere_stays() -> None:
    slanting, below = line("Desa Pulolor Kec. Jombang Kab.", 400, 120), line("Jombang", 420, 136)
    tall = slanting.model_copy(update={"box": (*slanting.box[:3], slanting.box[3] + 0.01)})
    sheet = page([]).model_copy(update={"lines": (tall, below)})
    assert texts(sheet) == ["Desa Pulolor Kec. Jombang Kab.", "Jombang"]


def test_a_subject_close_over_a_stamp_stays_and_the_office_s_name_in_capitals_goes() -> None:
    """A tilted stamp's rows are high, so that its area reaches up to the head above it."""
    rows = (
        ("Perihal : Permohonan Mediasi Serah Terima", 700, 60), ("DINAS KOPERASI", 1120, 60),
        ("DITERIMA", 1120, 110), ("NO. AGENDA : 0911", 1120, 150),
    )  # fmt: skip
    assert texts(stamped(*rows, is_seen=False)) == [*HEAD, "Perihal : Permohonan Mediasi Serah Terima"]


def test_rows_of_other_offices_stamps_are_known_by_their_labels() -> None:
    rows = (("DINKOPUM KAB. JOMBANG", 1120, 100), ("terima 24 Juli 26", 1120, 140), ("reg 518/96", 1120, 180))
    assert texts(stamped(*rows, is_seen=False)) == HEAD
    assert texts(page([*HEAD, "Terima kasih atas bantuannya."])) == [*HEAD, "Terima kasih atas bantuannya."]


def test_what_a_form_gives_as_an_example_is_not_read() -> None:
    form = ["Nama", "contoh: Budi Santoso", "Misalnya : Jl. Melati 5", "Contoh tanda tangan terlampir."]
    assert texts(page(form)) == ["Nama", "Contoh tanda tangan terlampir."]


def test_what_a_typist_struck_out_with_x_is_no_word() -> None:
    rows = ["Dusun Gempol, xxxxxxxxx Desa Kedunglosari", "XXXXXXX", "HP 0812xxxx9990", 'KPN "xxxxx Bhakti"']
    assert texts(page(rows)) == ["Dusun Gempol, Desa Kedunglosari", "HP 0812xxxx9990", 'KPN "Bhakti"']
