"""Columns that stand side by side are read one after the other; prose, tables and labels by rows."""

from collections.abc import Sequence

from extractors.ranking.reading_order import words_of
from extractors.text.letter_sections import dissect
from models.page import PageReading
from tests.extractors.paper import LETTER_WIDTH, Cell, line, page

LEFT, RIGHT = 150, 800
Rows = Sequence[str | Sequence[Cell]]
HEAD: Rows = ["Dengan hormat, saya Siti Aminah mohon ditengahi.", "Demikian surat ini saya buat."]


def _read(rows: Rows) -> list[str]:
    """The lines in reading order."""
    return _of(page(rows))


def _of(*sheets: PageReading) -> list[str]:
    lines: dict[int, list[str]] = {}
    for word in words_of(dissect(sheets)):
        lines.setdefault(word.line, []).append(word.token.text)
    return [" ".join(words) for words in lines.values()]


def test_signers_side_by_side_are_read_one_after_the_other() -> None:
    signers: Rows = [
        [(LEFT, "Ketua,"), (RIGHT, "Sekretaris,")],
        "",
        [(LEFT, "Budi Santoso"), (RIGHT, "Ani Lestari")],
    ]
    assert _read([*HEAD, *signers])[2:] == ["Ketua,", "Budi Santoso", "Sekretaris,", "Ani Lestari"]


def test_three_signers_are_three_columns() -> None:
    signers: Rows = [
        [(100, "Ketua"), (520, "Sekretaris"), (950, "Bendahara")],
        [(100, "Budi Santoso"), (520, "Ani Lestari"), (950, "Siti Aminah")],
    ]
    assert _read([*HEAD, *signers])[2:] == [
        "Ketua", "Budi Santoso", "Sekretaris", "Ani Lestari", "Bendahara", "Siti Aminah"
    ]  # fmt: skip


def test_a_heads_two_columns_keep_a_subject_of_two_lines_whole() -> None:
    head: Rows = [
        [(LEFT, "Nomor : 12/KSP/X/2026"), (RIGHT, "Jombang, 4 Nopember 2026")],
        [(LEFT, "Perihal : Permohonan bantuan"), (RIGHT, "Kepada")],
        [(LEFT + 120, "penyelesaian pinjaman"), (RIGHT, "Yth. Kepala Dinas Koperasi")],
        [(RIGHT, "di Jombang")],
    ]
    assert _read([*head, *HEAD])[:7] == [
        "Nomor : 12/KSP/X/2026", "Perihal : Permohonan bantuan", "penyelesaian pinjaman",
        "Jombang, 4 Nopember 2026", "Kepada", "Yth. Kepala Dinas Koperasi", "di Jombang",
    ]  # fmt: skip


def test_two_parties_labels_beside_each_other_are_two_columns() -> None:
    parties: Rows = [
        [(LEFT, "PIHAK YANG MENGADU"), (RIGHT, "PIHAK YANG DIADUKAN")],
        [(LEFT, "Nama:"), (RIGHT, "Nama:")],
        [(LEFT, "Bambang Irianto"), (RIGHT, "Rohmad Suyitno")],
        [(LEFT, "Alamat:"), (RIGHT, "Alamat:")],
        [(LEFT, "Dsn. Balong RT 02 Ds. Plemahan"), (RIGHT, "Ruko Sumobito No. 9")],
        [(LEFT, "Kec. Sumobito"), (RIGHT, "Telepon: 0822 3371 5590")],
    ]
    read = _read([*HEAD[:1], *parties, HEAD[1]])
    assert read[1:7] == [row[0][1] for row in parties if isinstance(row, list)]


def test_an_addressees_column_goes_on_beside_a_subjects_second_line() -> None:
    rows: Rows = [
        [(LEFT, "Nomor : 09/KUD/IX/26"), (RIGHT, "Kabuh, 21 September 2026")],
        [(LEFT, "Lamp. : 1 lembar"), (RIGHT, "Kepada")],
        [(LEFT, "Pokok : Mohon petunjuk"), (RIGHT, "Yth. Kepala Dinas Koperasi dan")],
        [(LEFT + 120, "sertipikat tanah KUD"), (RIGHT, "Usaha Mikro Kab. Jombang")],
        [(RIGHT, "di Jombang")],
        "Gudang lantai jemur kami.",
    ]
    assert "Usaha Mikro Kab. Jombang" in _read(rows)


def test_a_subject_s_second_line_that_looks_like_a_label_stays_in_its_column() -> None:
    head: Rows = [
        [(LEFT, "Perihal : Pengaduan Iuran Gudang"), (RIGHT, "Kepada Yth. Kepala Dinas Koperasi")],
        [(LEFT + 120, "Koperasi"), (RIGHT, "dan Usaha Mikro")],
        [(RIGHT, "Kabupaten Jombang")],
    ]
    assert _read([*head, *HEAD])[:5] == [
        "Perihal : Pengaduan Iuran Gudang", "Koperasi",
        "Kepada Yth. Kepala Dinas Koperasi", "dan Usaha Mikro", "Kabupaten Jombang",
    ]  # fmt: skip


def test_labels_at_the_right_are_read_behind_an_addressee_at_the_left() -> None:
    """A value that stands a little lower than its label is a row of its own."""
    head: Rows = [
        [(LEFT, "Yth. Kepala Dinas Koperasi"), (RIGHT, "Tempat : Wonosari")],
        [(LEFT, "Kabupaten Jombang"), (RIGHT, "Nomor")],
        [(RIGHT + 150, ": 09/KDMP/IX/2026")],
        [(LEFT, "di Jombang"), (RIGHT, "Hal : Konsultasi gerai")],
    ]
    read = _read([*head, *HEAD])
    assert read[:3] == ["Yth. Kepala Dinas Koperasi", "Kabupaten Jombang", "di Jombang"]


def test_a_letterheads_two_columns_are_read_one_after_the_other() -> None:
    kop: Rows = [
        [(LEFT, "KOPERASI SISWA CIPTA KARSA"), (RIGHT, "Jl. Raya Perak 240 Jombang")],
        [(LEFT, "SMK CIPTA KARSA PERAK"), (RIGHT, "BH. 9987/BH/XVI.99/VI/2013")],
        [(LEFT, "Nomor : 12/KSP/X/2026")],
    ]
    assert _read([*kop, *HEAD])[:2] == ["KOPERASI SISWA CIPTA KARSA", "SMK CIPTA KARSA PERAK"]


def test_labels_are_not_torn_from_their_values() -> None:
    rows: Rows = [
        "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
        "Dengan hormat, yang bertanda tangan di bawah ini:",
        [(LEFT, "Nama"), (RIGHT, ": Siti Aminah")],
        [(LEFT, "NIK"), (RIGHT, ": 3517010101909001")],
        [(LEFT, "Petugas loket"), (RIGHT, ": Rudi")],
        "Demikian surat ini saya buat.",
    ]
    assert _read(rows)[2:5] == ["Nama : Siti Aminah", "NIK : 3517010101909001", "Petugas loket : Rudi"]


def test_a_table_and_a_numbered_list_are_read_by_rows() -> None:
    rows: Rows = [
        *HEAD[:1],
        [(LEFT, "Bulan"), (RIGHT, "Angsuran")],
        [(LEFT, "Januari"), (RIGHT, "Rp 200.000")],
        *HEAD[1:],
        [(LEFT, "1. Budi Santoso"), (RIGHT, "anggota")],
        [(LEFT, "2. Ani Lestari"), (RIGHT, "anggota")],
    ]
    assert _read(rows)[1:3] == ["Bulan Angsuran", "Januari Rp 200.000"]
    assert _read(rows)[4:] == ["1. Budi Santoso anggota", "2. Ani Lestari anggota"]


def test_a_column_begins_a_cell_of_its_own_where_the_engine_saw_one_line() -> None:
    rows: Rows = [*HEAD, [(LEFT, "Ketua"), (RIGHT, "Wakil Ketua")], [(LEFT, "Budi"), (RIGHT, "Ani")]]
    words = words_of(dissect([page(rows)]))
    ani = next(word for word in words if word.token.text == "Ani")
    budi = next(word for word in words if word.token.text == "Budi")
    assert (ani.row, ani.at) == (budi.row, 0)
    assert ani.line > budi.line


def test_columns_whose_lines_stand_at_heights_of_their_own_are_read_one_after_the_other() -> None:
    """No row has words on both sides; a bare label's row was paired with the other column's words."""
    left = [
        "PERIHAL",
        "Permohonan pendampingan",
        "penyusunan rencana usaha",
        "KEPADA",
        "Kepala Dinas Koperasi",
    ]
    right = [
        "Kami warga desa mendirikan koperasi", "pada bulan Mei dan belum paham",
        "cara menyusun rencana usaha yang", "diminta oleh bank, maka kami", "mohon didampingi sebelum RAT.",
    ]  # fmt: skip
    lines = [line(text, LEFT, 300 + 46 * at) for at, text in enumerate(left)]
    lines += [line(text, RIGHT, 323 + 46 * at) for at, text in enumerate(right)]
    assert _of(page([]).model_copy(update={"lines": tuple(lines)})) == [*left, *right]
    one_below = [lines[0], *lines[5:7]]
    assert _of(page([]).model_copy(update={"lines": tuple(one_below)})) == [left[0], *right[:2]]


def test_a_column_ends_with_its_page() -> None:
    left, right = ("PERIHAL", "Mediasi", "KEPADA", "Kepala Dinas", "Jombang"), "abcde"
    lines = [line(text, LEFT, 300 + 46 * at) for at, text in enumerate(left)]
    lines += [line(f"kami {text} mohon", RIGHT, 323 + 46 * at) for at, text in enumerate(right)]
    first = page([]).model_copy(update={"lines": tuple(lines)})
    assert _of(first, page(HEAD, number=2)) == [*left, *(f"kami {text} mohon" for text in right), *HEAD]


def test_an_addressee_beside_place_and_date_is_read_before_them_to_its_last_line() -> None:
    head: Rows = [
        [(LEFT, "Kepada"), (RIGHT + 150, "Bareng, 25 November 2026")],
        [(LEFT, "Yth. Kepala Dinas Koperasi dan Usaha Mikro"), (RIGHT + 150, "No. 71/KPS-LAS/2026")],
        "Kabupaten Jombang",
        "",
        "",
    ]
    assert _read([*head, *HEAD])[:5] == [
        "Kepada", "Yth. Kepala Dinas Koperasi dan Usaha Mikro", "Kabupaten Jombang",
        "Bareng, 25 November 2026", "No. 71/KPS-LAS/2026",
    ]  # fmt: skip


def test_a_line_that_reaches_the_next_column_by_a_blank_is_one() -> None:
    """A word as far behind the one before it as words stand apart begins no column."""
    address = "Alamat rumah : Jl. Anjasmoro RT 1 Desa Ngampungan, Kec. Bareng"
    edge = LEFT + LETTER_WIDTH * address.index("Kec.")
    head: Rows = [
        [(LEFT, "Kepada"), (edge, "Bareng, 25 November 2026")],
        [(LEFT, "Yth. Kepala Dinas"), (edge + 60, "Nomor : 71/KPS-LAS/2026")],
        "Perihal : Bimbingan pembukuan",
        address,
    ]
    assert address in _read([*head, *HEAD])


def test_a_line_that_reaches_a_column_s_edge_where_other_rows_begin_is_two() -> None:
    subject, office = "Hal : Permohonan Narasumber dan", "di JOMBANG"
    edge = LEFT + LETTER_WIDTH * (len(subject) + 1)
    head: Rows = [
        [(LEFT, "Nomor : 518/48/2026"), (edge, "Kepada")],
        [(LEFT, "Sifat : Biasa"), (edge, "Yth. Kepala Dinas")],
        [(edge, "Jombang")],
        f"{subject} {office}",
        [(LEFT + 120, "Konsultasi Pembubaran")],
        "Dengan hormat,",
    ]
    read = _read([*head, *HEAD])
    assert read[:4] == ["Nomor : 518/48/2026", "Sifat : Biasa", subject, "Konsultasi Pembubaran"]
    assert read[4:8] == ["Kepada", "Yth. Kepala Dinas", "Jombang", office]
