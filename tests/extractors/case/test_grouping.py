"""Which pages are one document: papers scanned twice, sheets of a letter, papers handed in with it."""

import pytest

from extractors.case.grouping import group_pages
from extractors.case.sheets import lacks_sheet, may_be_another
from extractors.page.kinds import page_kinds
from models.document import Kind
from models.field import Field
from models.page import Mark, MarkKind, PageReading
from tests.extractors.letters import Row, request_fields
from tests.extractors.paper import page

INK = Mark(kind=MarkKind.TANDA_TANGAN, box=(0.6, 0.5, 0.8, 0.55), score=0.99)
OWN = {
    "name": "DIDIK HARIYANTO", "nik": "3517091708820013", "phone": "0812-3456-7890",
    "home": "Dsn. Kedungrejo RT 003 RW 001 Desa Mojokrapak", "sum": "Rp25.000.000,00",
}  # fmt: skip
OTHERS = {
    "name": "SITI AMINAH", "nik": "3517095204900023", "phone": "0857-1234-5678",
    "home": "Dsn. Weru RT 01 RW 05 Desa Mojongapit", "sum": "Rp12.500.000,00",
}  # fmt: skip


def sheet(*rows: Row, number: int = 1, file: str = "surat.pdf", marks: tuple[Mark, ...] = ()) -> PageReading:
    reading = page(rows, number=number, file=file, marks=marks)
    return reading.model_copy(update={"kinds": page_kinds(reading)})


def begun(name: str, nik: str, phone: str, home: str, **_: str) -> tuple[Row, ...]:
    """A request up to its statement."""
    return (
        [(1000, "Jombang, 5 Nopember 2026")],
        "Hal : Permohonan Mediasi",
        "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
        "Dengan hormat, saya yang bertanda tangan di bawah ini :",
        [(150, "Nama"), (450, f": {name}")],
        [(150, "NIK"), (450, f": {nik}")],
        [(150, "Alamat"), (450, f": {home}")],
        [(150, "No. HP"), (450, f": {phone}")],
        "adalah anggota KSP Artha Bakti Sejahtera sejak tahun 2019 dengan simpanan berjangka.",
    )


def filled_in(who: dict[str, str]) -> tuple[Row, ...]:
    """A request of one text that members fill in."""
    return (
        *begun(**who),
        f"Simpanan saya sebesar {who['sum']} tidak dapat dicairkan sejak bulan Juli 2026 meskipun",
        "sudah jatuh tempo. Pengurus koperasi Sdr. Sugeng Waluyo selaku ketua selalu menghindar.",
        "Saya mohon Dinas memfasilitasi pertemuan dengan pengurus koperasi tersebut di kantor.",
        "Demikian permohonan ini kami sampaikan, atas perhatiannya terima kasih.",
        [(1000, "Hormat saya,")],
        "",
        "",
        [(1000, who["name"])],
    )


def _signed(*pages: PageReading) -> Field:
    """Whether the first letter of these pages is signed."""
    (first, *_) = group_pages(pages)
    return request_fields(first.pages)["bertanda_tangan"]


@pytest.mark.parametrize(
    ("changed", "count"),
    [
        (OTHERS, 2),
        ({"name": "SITI AMINAH"}, 2),
        ({"nik": OTHERS["nik"]}, 2),
        ({"name": "DIDIK HAR1YANT0", "nik": "3517091708820018", "phone": "0812-3456-7899"}, 1),
        ({"nik": "", "phone": ""}, 1),
    ],
    ids=["another member", "another name", "another NIK", "read a little differently", "not read"],
)
def test_two_members_letters_of_one_text_are_no_double_scan(changed: dict[str, str], count: int) -> None:
    pages = [sheet(*filled_in(OWN)), sheet(*filled_in({**OWN, **changed}), number=2)]
    assert len(group_pages(pages)) == count


@pytest.mark.parametrize(
    ("one", "two", "count"),
    [
        (("Suparmi", "Rp25.000.000,00"), ("Karsinah", "Rp25.000.000,00"), 2),
        (("Suparmi", "Rp25.000.000,00"), ("Supar mi", "Rp25.000.O00,00"), 1),
        (("Suparmi", "Rp25.000.000,00"), ("", ""), 1),
    ],
    ids=["another member", "read a little differently", "not read"],
)
def test_two_members_who_are_named_in_their_sentences_alone(
    one: tuple[str, str], two: tuple[str, str], count: int
) -> None:
    pages = [
        sheet(
            "Hal : Permohonan Mediasi",
            "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
            f"Dengan hormat, saya {name} anggota KSP Artha Bakti Sejahtera sejak tahun 2019 dengan simpanan",
            f"berjangka sebesar {amount} yang tidak dapat dicairkan sejak bulan Juli 2026 meskipun",
            "sudah jatuh tempo. Pengurus koperasi Sdr. Sugeng Waluyo selaku ketua selalu menghindar.",
            "Saya mohon Dinas memfasilitasi pertemuan dengan pengurus koperasi tersebut di kantor.",
            "Demikian permohonan ini kami sampaikan, atas perhatiannya terima kasih.",
            number=number,
        )
        for number, (name, amount) in enumerate((one, two), 1)
    ]
    assert len(group_pages(pages)) == count


@pytest.mark.parametrize("signed", [1, 2])
def test_of_a_letter_scanned_twice_the_signed_copy_is_read(signed: int) -> None:
    pages = [
        sheet(*filled_in(OWN), number=number, marks=(INK,) if number == signed else ()) for number in (1, 2)
    ]
    (group,) = group_pages(pages)
    assert [one.number for one in group.pages] == [signed]
    assert [one.number for one in group.doubles] == [3 - signed]


BROKEN_OFF: tuple[Row, ...] = (
    *begun(**OWN),
    "Selain itu kami juga mengalami kesulitan karena pengurus koperasi tidak",
)
PAPERS: dict[str, tuple[Row, ...]] = {
    "receipt": (
        [(500, "KSP ARTHA BAKTI SEJAHTERA")],
        [(600, "K U I T A N S I")],
        "Telah terima dari : pemohon DIDIK HARIYANTO",
        "Uang sejumlah : dua puluh lima juta rupiah",
        [(1000, "Bendahara,")],
        "",
        [(1000, "SITI")],
    ),
    "agreement": (
        "SURAT PERJANJIAN SIMPANAN BERJANGKA",
        "Pada hari ini Jumat tanggal 5 Januari 2024 kami yang bertanda tangan di bawah ini sepakat",
        "mengadakan perjanjian simpanan berjangka selama dua belas bulan dengan bunga tetap.",
        "Demikian perjanjian ini dibuat dengan sebenarnya.",
        [(200, "Pihak Kedua"), (1000, "Pihak Pertama")],
        "",
        [(200, "DIDIK HARIYANTO"), (1000, "SUGENG WALUYO")],
    ),
    "statement": (
        "Surat Pernyataan",
        "Saya menyatakan bahwa benar saya menyimpan uang di KSP Artha Bakti pada tahun 2023.",
        "Demikian surat pernyataan ini saya buat dengan sebenarnya.",
        [(1000, "Yang membuat pernyataan,")],
        "",
        [(1000, "SITI AMINAH")],
    ),
}


@pytest.mark.parametrize("file", ["surat.pdf", "lampiran.pdf"])
@pytest.mark.parametrize("paper", PAPERS)
def test_a_signed_paper_with_a_title_is_no_sheet_of_a_letter_that_breaks_off(paper: str, file: str) -> None:
    number = 2 if file == "surat.pdf" else 1
    second = sheet(*PAPERS[paper], number=number, file=file, marks=(INK,))
    assert [len(group.pages) for group in group_pages([sheet(*BROKEN_OFF), second])] == [1, 1]


@pytest.mark.parametrize(("paper", "start"), [("receipt", 2), ("agreement", 1), ("statement", 1)])
def test_a_paper_whose_title_was_not_read_signs_no_letter_surely(paper: str, start: int) -> None:
    first, second = sheet(*BROKEN_OFF), sheet(*PAPERS[paper][start:], number=2, marks=(INK,))
    assert _signed(first, second).needs_review


LAST_SHEET: tuple[Row, ...] = (
    "memberikan penjelasan kepada para anggota sampai sekarang.",
    "Demikian permohonan ini kami sampaikan, atas perhatiannya terima kasih.",
    [(1000, "Hormat saya,")],
    "",
    [(1000, "DIDIK HARIYANTO")],
)


@pytest.mark.parametrize(
    "first", ["", "Surat perjanjian dan kuitansi yang kami minta juga tidak pernah diberikan."]
)
def test_the_last_sheet_of_a_letter_stays_with_it(first: str) -> None:
    """Be it that its first sentence speaks of a paper."""
    pages = [sheet(*BROKEN_OFF), sheet(first, *LAST_SHEET, number=2, marks=(INK,))]
    assert [len(group.pages) for group in group_pages(pages)] == [2]
    assert (_signed(*pages).value, _signed(*pages).needs_review) == (True, False)


@pytest.mark.parametrize(("file", "count"), [("dua.jpg", 1), ("surat.pdf", 1)])
def test_a_sheet_of_nothing_but_the_signature_ends_the_letter(file: str, count: int) -> None:
    """Scanned to a file of its own, too."""
    number = 2 if file == "surat.pdf" else 1
    end: tuple[Row, ...] = ([(1000, "Hormat saya,")], "", [(1000, "DIDIK HARIYANTO")])
    pages = [sheet(*BROKEN_OFF), sheet(*end, number=number, file=file, marks=(INK,))]
    assert len(group_pages(pages)) == count


COUNTED: tuple[Row, ...] = (
    "1. Pada bulan Januari 2024 saya membuka simpanan berjangka dengan bunga satu persen sebulan.",
    "2. Pada bulan Maret 2024 simpanan tersebut ditambah dan saya menerima bilyet yang baru.",
    "3. Pada bulan Juli 2026 jangka waktu berakhir, tetapi kasir mengatakan uang belum tersedia.",
)


@pytest.mark.parametrize(
    ("last", "count"),
    [("Adapun kronologi kejadian dapat kami uraikan sebagai berikut :", 1), ("Sekian dulu laporan kami.", 3)],
    ids=["announced", "closed"],
)
def test_a_middle_sheet_that_only_counts_goes_on_with_the_sentence_before_it(last: str, count: int) -> None:
    pages = [
        sheet(*begun(**OWN), last), sheet(*COUNTED, number=2), sheet(*LAST_SHEET, number=3, marks=(INK,)),
    ]  # fmt: skip
    assert len(group_pages(pages)) == count


def test_a_letter_whose_list_of_signers_is_longer_than_its_text_has_ended() -> None:
    signers = [f"{at}. {name}" for at, name in enumerate(("SUPARMI", "SLAMET RIYADI", "WAGIMAN") * 6, 1)]
    ended: tuple[Row, ...] = ("Demikian permohonan kami, terima kasih.", [(1000, "Hormat kami,")], *signers)
    tail = sheet(
        "Telah terima dari pemohon", "uang sejumlah dua puluh lima juta rupiah", number=2, marks=(INK,)
    )
    pages = [sheet(*begun(**OWN), *ended), tail]
    assert [len(group.pages) for group in group_pages(pages)] == [1, 1]


@pytest.mark.parametrize(
    ("last", "second", "is_lacking"),
    [
        ("Pada bulan Desember 2025 saya", ("Demikian surat ini saya buat.", "Hormat saya,"), True),
        ("Pada bulan Desember 2025 saya datang.", ("Demikian surat ini saya buat.", "Hormat saya,"), False),
        ("Pada bulan Desember 2025 saya", ("datang lagi ke kantor.", "Demikian surat ini saya buat."), False),
        ("Pada bulan Desember 2025 saya datang.", ("Hormat saya,", "-3/3-"), True),
        ("Pada bulan Desember 2025 saya datang.", ("Hormat saya,", "Halaman 2 dari 2"), False),
    ],
    ids=["breaks off", "a whole sentence", "goes on", "the third of three", "the second of two"],
)
def test_a_sheet_is_missing_between_two(last: str, second: tuple[str, ...], is_lacking: bool) -> None:
    pages = [sheet(*begun(**OWN), last), sheet(*second, number=2)]
    assert lacks_sheet(pages) is is_lacking


AMID = "kemudian dijawab oleh petugas bahwa uang tersebut sudah dipakai. Saya datang lagi."


@pytest.mark.parametrize(
    ("first", "is_by_hand", "is_lacking"),
    [
        (AMID, False, True),
        (f"Ia {AMID}", False, False),
        (AMID, True, False),
        (AMID.lower(), False, False),
        (f"dp. Bapak Kepala Dinas Koperasi dan Usaha Mikro {AMID}", False, False),
    ],
    ids=["within a sentence", "a sentence", "by hand", "all small", "an addressee"],
)
def test_the_first_sheet_begins_within_a_sentence(first: str, is_by_hand: bool, is_lacking: bool) -> None:
    page = sheet("- 2 -", first).model_copy(update={"is_handwritten": is_by_hand})
    assert lacks_sheet([page]) is is_lacking


@pytest.mark.parametrize(
    ("second", "is_lacking"),
    [
        ("Jombang, 8 Oktober 2026", True),
        ("Jombang, 17 Oktober 2026", False),
        ("Jombang, 8 Oktober 2026 saya datang lagi", False),
        ("tanggal 8 Oktober 2026", False),
    ],
    ids=["another day", "the same day", "within a sentence", "no place"],
)
def test_sheets_of_other_days_are_of_two_letters(second: str, is_lacking: bool) -> None:
    pages = [sheet("Jombang, 17 Oktober 2026", "Saya datang."), sheet("Saya mohon.", second, number=2)]
    assert lacks_sheet(pages) is is_lacking


@pytest.mark.parametrize(
    ("foot", "papers"),
    [("1 dari 2", 1), ("bersambung", 1), ("tanda tangan di halaman 2", 1), ("Dibuat rangkap dua", 2)],
)
def test_a_sheet_of_another_file_follows_where_the_letter_says_so(foot: str, papers: int) -> None:
    first = sheet(*begun(**OWN), "Pada bulan Maret saya datang.", foot)
    second = sheet("Bahwa ketuanya menolak bertemu.", "Kami mohon ia dipanggil.", "Rina", file="dua.jpg")
    assert len(group_pages([first, second])) == papers


@pytest.mark.parametrize(
    ("foot", "head", "is_open"),
    [
        ("(bersambung ke lembar 2)", "Lembar 2 - Surat tanggal 14 Oktober 2026", False),
        ("(bersambung ke lembar 2)", "Lembar 3 - Surat tanggal 14 Oktober 2026", True),
        ("(bersambung ke lembar 2)", "Daftar nama", True),
        ("Kami mohon ia dipanggil", "Lembar 2 - Surat tanggal 14 Oktober 2026", True),
    ],
)
def test_a_list_of_signers_is_the_letter_s_where_both_sheets_say_so(
    foot: str, head: str, is_open: bool
) -> None:
    first = sheet(*begun(**OWN), "Pengurus menolak bertemu dengan kami.", foot)
    assert may_be_another([first, sheet(head, "1 Rina Astuti", "2 Pardi", number=2)], 2) is is_open


@pytest.mark.parametrize(
    ("top", "papers"),
    [
        ("Surat Pengaduan - hal. 2", [2]),
        ("Surat Pengaduan - hal. 3", [1, 1]),
        ("Surat Pengaduan", [1, 1]),
    ],
)
def test_a_running_head_with_the_next_number_is_no_beginning(top: str, papers: list[int]) -> None:
    first = sheet(*begun(**OWN), "Pengurus menolak bertemu dengan kami.")
    asked = "Kerugian. Bunga tiga bulan tidak dibayar. Saya mohon ketua dipanggil dan dana dapat saya ambil."
    second = sheet(top, asked, "Semua yang saya tulis dapat saya pertanggungjawabkan.", "Rina", number=2)
    assert [len(group.pages) for group in group_pages([first, second])] == papers


@pytest.mark.parametrize(
    ("count", "next_count", "papers"),
    [("1 dari 2", "2 dari 2", 1), ("1 dari 2", "2 dari 3", 2), ("2 dari 2", "2 dari 2", 2)],
)
def test_a_sheet_by_hand_follows_a_form_where_both_are_counted(
    count: str, next_count: str, papers: int
) -> None:
    first = sheet(f"Halaman {count}", *begun(**OWN), "Layanan : mediasi")
    told = ["Suami saya meminjam dari koperasi itu, dan saya mohon dipertemukan dengan ketuanya."] * 4
    second = sheet(f"Halaman {next_count}", "Uraian masalah", *told, number=2)
    assert len(group_pages([first, second.model_copy(update={"is_handwritten": True})])) == papers


@pytest.mark.parametrize(("heading", "papers"), [("C. BUKTI", 1), ("D. BUKTI", 2), ("A. BUKTI", 2)])
def test_a_sheet_of_another_file_follows_where_its_headings_go_on(heading: str, papers: int) -> None:
    counted = ("B. KRONOLOGI", "1. Saya datang.", "2. Saya ditolak.", "Tanggal")
    first = sheet(*begun(**OWN), "A. POKOK ADUAN", "Saya disuruh menyetor lagi.", *counted)
    second = sheet(heading, *["Fotokopi buku simpanan yang tidak diisi oleh pengurus."] * 6, file="dua.jpg")
    assert len(group_pages([first, second])) == papers


@pytest.mark.parametrize(("said", "papers"), [("padahal tidak demikian.", 1), ("Demikian surat kami.", 2)])
def test_that_something_is_not_so_ends_no_letter(said: str, papers: int) -> None:
    first = sheet(*begun(**OWN), "Ia menyatakan utangnya lunas,", said, "Anggota dimaksud ialah Rina Astuti.")
    second = sheet("Kami mohon ia dipanggil ke kantor.", "Demikian, terima kasih.", "Pemohon", file="dua.jpg")
    assert len(group_pages([first, second])) == papers


@pytest.mark.parametrize(("heading", "papers"), [("IV. BUKTI", 1), ("V. BUKTI", 2)])
def test_headings_may_go_on_in_roman_numerals(heading: str, papers: int) -> None:
    first = sheet(
        *begun(**OWN), "II. POKOK ADUAN", "Saya disuruh menyetor lagi.", "III. KRONOLOGI", "Tanggal"
    )
    second = sheet(heading, *["Fotokopi buku simpanan yang tidak diisi oleh pengurus."] * 6, file="dua.jpg")
    assert len(group_pages([first, second])) == papers


@pytest.mark.parametrize(("is_voided", "papers"), [(True, 2), (False, 3)])
def test_crossed_out_scrap_on_a_back_parts_no_letter(is_voided: bool, papers: int) -> None:
    first = sheet(*begun(**OWN), "Pada bulan Maret saya datang.", "Selanjutnya ke lembar 2")
    scrap = sheet("Kepada Yth. Camat", "Perihal : Undangan", "mengharap kehadiran Bapak/Ibu", number=2)
    second = sheet("Bahwa ketuanya menolak bertemu.", "Demikian, terima kasih.", "Pemohon", "Rina", number=3)
    pages = [first, scrap.model_copy(update={"is_voided": is_voided}), second]
    assert len(group_pages(pages)) == papers


@pytest.mark.parametrize(
    ("head", "signer", "is_lacking"),
    [
        ("Lanjutan surat Nomor 022/KPRI-WU/IX/2026", "Ketua,", True),
        ("Lanjutan surat Nomor 048/KK-BPW/XI/2026", "Ketua,", False),
        ("mengenai hal tersebut.", 'Ketua KPRI "Waskita Utama"', True),
        ("mengenai hal tersebut.", "Ketua Kopkar Bina Praja Wiyata", False),
        ('mengenai KPRI "Waskita Utama" itu.', "Ketua,", False),
    ],
    ids=[
        "another number",
        "its own number",
        "another koperasi signs",
        "its own signs",
        "it speaks of another",
    ],
)
def test_a_last_sheet_may_be_of_another_letter(head: str, signer: str, is_lacking: bool) -> None:
    first = sheet(
        'KOPERASI KARYAWAN "BINA PRAJA WIYATA"', "Nomor : 048/KK-BPW/XI/2026", "Kami mohon petunjuk"
    )
    last = sheet(head, "Demikian, terima kasih.", signer, "", "Drs. Jumadi", number=2)
    assert lacks_sheet([first, last]) is is_lacking


def test_a_birth_is_no_day_of_another_letter() -> None:
    born: Row = [(150, "Tempat, tanggal lahir"), (700, "Jombang, 30 September 1961")]
    pages = [sheet(born, "Saya datang."), sheet("Saya mohon.", "Badang, 19 Oktober 2026", number=2)]
    assert not lacks_sheet(pages)


@pytest.mark.parametrize(
    ("foot", "pages"), [("lembar 2", [2]), ("- 2 -", [2]), ("2/2", [2]), ("lembar 3", [1, 1])]
)
def test_a_list_of_signers_on_the_sheet_that_is_numbered_next_belongs_to_the_letter(
    foot: str, pages: list[int]
) -> None:
    signers: list[Row] = [[(150, "1"), (220, "Umi Salamah"), (700, "sayur"), (1000, "2.780.000")]] * 5
    table = sheet("Nama penabung dan jumlah tabungannya", *signers, foot, number=2)
    first = sheet(*begun(**OWN), "Kami mohon dinas turun ke pasar.")
    assert [len(group.pages) for group in group_pages([first, table])] == pages


@pytest.mark.parametrize(
    ("foot", "pages"),
    [
        ("bersambung ... 2", [2]),
        ("Halaman 1 dari 2", [2]),
        ("daftar nama di halaman sebalik ...", [2]),
        ("daftar nama: lihat lembar sambungan", [2]),
        ("", [1, 1]),
    ],
)
def test_a_sheet_that_says_it_goes_on_does(foot: str, pages: list[int]) -> None:
    """Thanks stand amid it, and the list on the next one has nothing of a letter."""
    first = sheet(
        *begun(**OWN), "Atas perhatiannya kami ucapkan terima kasih.", "Hormat kami,", "para penabung", foot
    )
    signers: list[Row] = [[(150, "1"), (220, "Umi Salamah"), (700, "sayur"), (1000, "2.780.000")]] * 5
    table = sheet("Nama penabung dan jumlah tabungannya", *signers, number=2)
    assert [len(group.pages) for group in group_pages([first, table])] == pages


def test_a_first_sheet_in_which_no_letter_was_seen_belongs_to_the_next_if_it_says_so() -> None:
    first = sheet(
        "Miftahul Arifin", "Gedung itu belum dibangun dan uangnya habis.", "bersambung ke halaman 2"
    )
    last = sheet(
        "Saya mohon dinas memeriksa koperasi itu.", "Demikian surat ini saya buat.", "Hormat saya,", number=2
    )
    assert [len(group.pages) for group in group_pages([first, last])] == [2]


@pytest.mark.parametrize(("head", "pages"), [("Tanda tangan", [2]), ("Keterangan", [1, 1])])
def test_a_table_in_which_people_sign_belongs_to_a_letter_that_has_not_ended(
    head: str, pages: list[int]
) -> None:
    signers: list[Row] = [[(150, "1"), (220, "Umi Salamah"), (700, "sayur"), (1000, "2.780.000")]] * 15
    table = sheet([(150, "No"), (220, "Nama"), (1000, head)], *signers, number=2, marks=(INK,))
    first = sheet(*begun(**OWN), "Kami mohon dinas turun ke pasar.")
    assert [len(group.pages) for group in group_pages([first, table])] == pages


@pytest.mark.parametrize(
    ("top", "count"),
    [(("NAMA DAN TEMPAT KEDUDUKAN", "Pasal 1"), 1), (("RAPAT ANGGOTA TAHUNAN", "Peserta : 54 orang"), 2)],
    ids=["a chapter of the deed", "another paper"],
)
def test_the_sheets_of_a_deed_that_were_photographed_one_by_one_are_one_paper(
    top: tuple[str, ...], count: int
) -> None:
    deed = (
        "AKTA PENDIRIAN KOPERASI TANI MAKMUR",
        "Nomor : 27.-",
        "menghadap kepada saya, notaris di Jombang",
    )
    pages = [
        reading.model_copy(update={"kinds": ((Kind.IDENTITAS_LEMBAGA, 0.8),), "is_handwritten": by_hand})
        for reading, by_hand in ((sheet(*deed, file="a.jpg"), False), (sheet(*top, file="b.jpg"), True))
    ]
    assert len(group_pages(pages)) == count


@pytest.mark.parametrize(("name", "pages"), [("Sri Wulandari Ningtyas", 2), ("Endah Widyawati", 1)])
def test_a_signed_sheet_that_ends_with_a_name_of_the_letter_belongs_to_it(name: str, pages: int) -> None:
    first = sheet(
        "Surat Pengaduan Ibu-Ibu", "Kepada Dinas Koperasi dan Usaha Mikro Jombang",
        "Wakil kami: Sri Wulandari Ningtyas, Jl. Cempaka Gg. 2 Desa Plandi Kec. Jombang",
        "Kami mengadukan bendahara koperasi yang memegang uang sendiri tanpa buku sejak lama.",
        "Kami ini bukan orang kaya, ada yang menabung dari jualan nasi pecel setiap pagi di pasar.",
    )  # fmt: skip
    second = sheet(
        "Yang kami minta cuma tiga:", "buku koperasi dibuka di depan kami semua pada rapat berikutnya;",
        "uang kami kembali meskipun boleh dicicil setiap bulan selama setahun;", "pengurusnya diganti.",
        "Mohon Dinas mau turun, kami siap jadi saksi semuanya kalau memang diperlukan untuk itu.",
        "Plandi, awal bulan Nopember", "yang mewakili", "", "", name, number=2, marks=(INK,),
    )  # fmt: skip
    letters = [group for group in group_pages([first, second]) if group.kind is Kind.SURAT_PENGADUAN]
    assert [len(letter.pages) for letter in letters[:1]] == [pages]


@pytest.mark.parametrize(("number", "pages"), [("-2-", [2, 1]), ("-3-", [1])])
def test_a_last_sheet_that_was_scanned_first_belongs_behind_its_letter(number: str, pages: list[int]) -> None:
    last = sheet(
        number, "Saya mohon Bapak memanggil pengurus koperasi untuk dipertemukan dengan saya.",
        "Demikian permohonan ini saya buat dengan sebenarnya.", "Pemohon,", "", "", OWN["name"], marks=(INK,),
    )  # fmt: skip
    first = sheet(*begun(**OWN), "bersambung ke hal. 2", number=2)
    letter = group_pages([last, first])[0]
    assert [page.number for page in letter.pages] == pages


@pytest.mark.parametrize(
    ("kind", "papers"), [((Kind.IDENTITAS_LEMBAGA, 1.0), 2), ((Kind.LAMPIRAN, 0.6), 1)], ids=["sure", "not"]
)
def test_a_card_of_the_koperasi_is_no_foot_of_a_letter_without_closing_words(
    kind: tuple[Kind, float], papers: int
) -> None:
    first = sheet(*begun(**OWN), "Terlampir fotokopi NPWP koperasi", "Ketua KSU Berkah", "ENDRO PRASETYO")
    card = page(["NPWP : 99.417.208.5-649.000", "KSU SUMBER BERKAH"], number=2, marks=(INK,))
    assert len(group_pages([first, card.model_copy(update={"kinds": (kind,)})])) == papers


@pytest.mark.parametrize(
    ("last", "named", "pages"),
    [
        ("bersambung ke hal. 2", OWN, [2, 1]),
        ("Saya ...", OTHERS, [2, 1]),
        ("", OWN, [2, 1]),
        ("", OTHERS, [1]),
        ("Kami ...", OTHERS, [1]),
    ],
    ids=["counted", "catchword", "signed by its writer", "another's", "another catchword"],
)
def test_a_last_sheet_scanned_first_is_known_by_what_both_say(
    last: str, named: dict[str, str], pages: list[int]
) -> None:
    end = sheet(
        "Saya mohon Bapak memanggil pengurus koperasi untuk dipertemukan dengan saya.",
        "Demikian permohonan ini saya buat dengan sebenarnya.", "Pemohon,", "", "", named["name"], "-2-",
        marks=(INK,),
    )  # fmt: skip
    first = sheet(*begun(**OWN), last, number=2)
    letter = group_pages([end, first])[0]
    assert [page.number for page in letter.pages] == pages


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        (
            (
                "Setoran itu dipotong dari honor saya setiap bulan sejak tahun 2005 menurut kartu anggota.",
                "Bendahara menyatakan dana telah dialihkan menjadi penyertaan modal dan tidak dapat ditarik.",
            ),
            1,
        ),
        (("Daftar setoran saya", "Januari 250.000", "Februari 250.000", "Maret 250.000"), 3),
    ],
    ids=["running text", "a list"],
)
def test_a_middle_sheet_on_which_the_writer_goes_on_is_the_letter_s(
    rows: tuple[str, ...], count: int
) -> None:
    pages = [
        sheet(*begun(**OWN), "Kami bangga karena anak-anak anggota dapat menyelesaikan sekolahnya."),
        sheet(*rows, number=2), sheet(*LAST_SHEET, number=3, marks=(INK,)),
    ]  # fmt: skip
    assert len(group_pages(pages)) == count
