"""What strangers' letters showed: where the matter begins and ends, centred labels, parents and streets."""

import pytest

from extractors.case.request import read_letter
from models.field import Field
from tests.extractors.paper import Cell, page

MATTER = "Buku kas koperasi tidak pernah diserahkan oleh pengurus lama."
DEMAND = "Demikian permohonan ini kami sampaikan, terima kasih."


def read(*rows: str | list[Cell]) -> dict[str, Field]:
    return read_letter([page(rows)]).fields


@pytest.mark.parametrize(
    "aside",
    [
        "Sebagai bahan pertimbangan bersama ini kami lampirkan salinan KTP ketua dan daftar hadir anggota.",
        "Terlampir saya sertakan fotokopi KTP dan buku simpanan.",
        "Saya dapat dihubungi di nomor 0813 3200 5519.",
        "Kami berharap Dinas dapat mempertemukan kedua pihak.",
        "Sebagai informasi, NPWP koperasi sudah diperbarui.",
    ],
)
def test_enclosures_wishes_and_what_stands_aside_are_no_part_of_the_matter(aside: str) -> None:
    assert read("Dengan hormat,", f"{MATTER} {aside}", DEMAND)["pokok_masalah"].value == MATTER


def test_a_wish_alone_is_the_matter() -> None:
    fields = read("Dengan hormat,", "Kami mohon penjelasan tentang cara membubarkan koperasi.", DEMAND)
    assert fields["pokok_masalah"].value == "Kami mohon penjelasan tentang cara membubarkan koperasi."


def test_the_sentence_of_a_representative_and_rows_of_the_identity_stay_out_of_the_matter() -> None:
    fields = read(
        "Dengan hormat,",
        "Perkenankan kami bertindak untuk dan atas nama klien kami:",
        [(200, "d Tempat tinggal"), (560, ": Dsn. Krajan RT 02")],
        [(590, "Desa Ngoro")],
        [(200, "Ket"), (560, "3517081208719003")],
        [(200, "Telepon seluler"), (560, ": 081234567890")],
        "",
        MATTER,
        DEMAND,
    )
    assert fields["pokok_masalah"].value == MATTER


def test_an_address_whose_label_is_centred_beside_its_second_line() -> None:
    fields = read(
        "Dengan hormat,",
        [(200, "Nama"), (560, ": Endang Sri Wahyuni")],
        [(200, "Jabatan"), (560, ": Ketua")],
        [(590, "Perumahan Griya Bareng Indah Blok")],
        [(200, "Alamat"), (560, ": D Nomor 17 RT 003 RW 009, Desa")],
        [(590, "Ngampungan, Kecamatan Bareng")],
        MATTER,
        DEMAND,
    )
    assert fields["pemohon_jabatan"].value == "Ketua"
    assert fields["pemohon_alamat"].value == (
        "Perumahan Griya Bareng Indah Blok D Nomor 17 RT 003 RW 009, Desa Ngampungan, Kecamatan Bareng"
    )


def test_a_nik_whose_label_could_not_be_read_is_proposed() -> None:
    fields = read(
        "Dengan hormat,",
        [(200, "Nama"), (560, ": Endang Sri Wahyuni")],
        [(200, "Pen utan"), (560, "3517046808759002")],
        [(200, "Jabatan"), (560, ": Ketua")],
        MATTER,
        DEMAND,
    )
    assert fields["pemohon_nik"].value == "3517046808759002" and fields["pemohon_nik"].needs_review


def test_a_family_card_s_number_is_not_proposed() -> None:
    fields = read(
        "Dengan hormat,",
        [(200, "Nama"), (560, ": Endang Sri Wahyuni")],
        [(200, "kartu keluarga"), (560, "3517046808759002")],
        [(200, "Jabatan"), (560, ": Ketua")],
        MATTER,
        DEMAND,
    )
    assert fields["pemohon_nik"].value is None


def test_the_addressee_ends_before_its_street_and_before_the_head_s_labels() -> None:
    for below in ("Jalan KH. Wahid Hasyim Nomor 155", "Lampiran : 2 lembar"):
        fields = read(
            "Kepada Yth.", "Kepala Dinas Koperasi dan Usaha Mikro", below, "Jombang", "Dengan hormat,", MATTER
        )
        assert fields["tujuan"].value == "Kepala Dinas Koperasi dan Usaha Mikro"


def test_a_title_in_capitals_over_two_lines_is_the_perihal() -> None:
    fields = read(
        [(500, "SURAT PERMOHONAN KONSULTASI")],
        [(545, "PENDIRIAN KOPERASI")],
        "Ngoro, 5 Nopember 2026",
        "Kepada Yth. Kepala Dinas Koperasi",
        "Dengan hormat,",
        MATTER,
    )
    assert fields["perihal"].value == "SURAT PERMOHONAN KONSULTASI PENDIRIAN KOPERASI"


def test_kind_and_name_on_two_lines_of_the_kop() -> None:
    fields = read(
        [(500, "KOPERASI UNIT DESA")],
        [(500, "KUD SUMBER REJEKI TANI")],
        [(300, "Jl. Raya Bareng No. 140, Desa Bareng, Jombang | 0321-710233")],
        "Nomor : 120/KUD.SRT/VII/2026",
        "Dengan hormat,",
        MATTER,
    )
    assert fields["koperasi_nama"].value == "KUD SUMBER REJEKI TANI"
    assert fields["koperasi_alamat"].value == "Jl. Raya Bareng No. 140, Desa Bareng, Jombang"


def test_a_legal_number_that_begins_with_a_bare_office_code() -> None:
    fields = read(
        "KSU BANYU BIRU", "Badan Hukum Nomor: 518/14/BH/XVI.7/415.31/2011", "Nomor : 1/A/III/2026", MATTER
    )
    assert fields["koperasi_badan_hukum"].value == "518/14/BH/XVI.7/415.31/2011"


def test_an_office_told_by_a_comma_alone() -> None:
    fields = read(
        "Dengan hormat,",
        "Saya Sulastri Handayani, beralamat di Desa Pulolor, anggota KSP Rukun Artha sejak 2017.",
        MATTER,
        DEMAND,
    )
    assert fields["pemohon_jabatan"].value == "anggota"


def test_an_officer_named_in_the_matter_is_only_proposed_as_the_other_side() -> None:
    fields = read(
        "KSP ARTHA BAKTI",
        "Perihal : Pengaduan",
        "Dengan hormat,",
        "Bendahara, Saudara Heru Sutikno, menarik dana cadangan tanpa persetujuan rapat.",
        DEMAND,
    )
    assert fields["termohon_nama"].value == "Heru Sutikno" and fields["termohon_nama"].needs_review


def test_the_heading_beside_nama_is_no_name() -> None:
    rows = ("Dengan hormat,", [(150, "Nama"), (400, "” NIK”"), (800, "Alamat")], MATTER, DEMAND)
    assert read(*rows)["pemohon_nama"].value is None


def test_a_short_name_that_looks_like_badan_hukum_hides_neither_number_nor_date() -> None:
    fields = read(
        'KPRI "BHAKTI HUSADA"',
        [(150, "No."), (300, ": 33/KPRI-BH/X/2026"), (900, "Jombang, 14 Oktober 2026")],
        "Hal : Mohon arahan",
        "Dengan hormat,",
        MATTER,
    )
    assert fields["nomor_surat"].value == "33/KPRI-BH/X/2026"
    assert fields["tanggal_surat"].value == "2026-10-14"


def test_a_block_without_colons_whose_sentence_goes_on_below_it() -> None:
    fields = read(
        "Dengan hormat, yang bertanda tangan di bawah ini :",
        [(200, "Nama"), (560, "Lilik Suharti")],
        [(200, "NIK"), (560, "3517095203689005")],
        [(560, "Ketua Pengurus")],
        [(200, "Alamat"), (560, "Desa Plandi")],
        "memohon arahan mengenai penyelenggaraan rapat anggota.",
        MATTER,
        DEMAND,
        [(1000, "KSPPS Al-Ikhlas Berkah")],
        [(1000, "Ketua Tim Penyelesai,")],
        "",
        [(1000, "Lilik Suharti")],
    )
    assert fields["pemohon_nik"].value == "3517095203689005"
    assert fields["pemohon_jabatan"].value == "Ketua Tim Penyelesai"
    assert fields["pokok_masalah"].value == MATTER


def test_the_address_behind_the_koperasi_s_name_is_the_koperasi_s() -> None:
    fields = read(
        "Yang bertanda tangan di bawah ini :",
        [(200, "Nama"), (560, ": Kartini")],
        [(200, "Alamat"), (560, ": Dsn. Sambong RT 07")],
        "Dengan ini mengajukan permohonan mediasi terhadap :",
        [(200, "Nama koperasi"), (560, ": KSP DANA MANDIRI")],
        [(200, "Alamat"), (560, ": Jl. Merdeka No. 15 Kabupaten")],
        [(300, "Jombang")],
        [(200, "Nama petugas"), (560, ": Rian Hidayat")],
        MATTER,
    )
    assert fields["pemohon_alamat"].value == "Dsn. Sambong RT 07"
    assert fields["koperasi_alamat"].value == "Jl. Merdeka No. 15 Kabupaten Jombang"
    assert fields["pokok_masalah"].value == MATTER


def test_a_quotation_mark_stuck_to_a_label_is_its_colon() -> None:
    assert read("Perihal” Permohonan fasilitasi", "Dengan hormat,", MATTER)["perihal"].value == (
        "Permohonan fasilitasi"
    )


@pytest.mark.parametrize(
    ("read_as", "office"),
    [
        ("etua Pengurus", "Ketua Pengurus"),
        ("Ketua Kaperasi", "Ketua Koperasi"),
        ("Ketua Tim Ahli", "Ketua Tim Ahli"),
    ],
)
def test_an_office_with_a_misread_or_lost_letter(read_as: str, office: str) -> None:
    rows = ("Dengan hormat,", MATTER, DEMAND, [(1000, read_as)], "", [(1000, "Sumiyati Pratiwi")])
    assert read(*rows)["pemohon_jabatan"].value == office


def test_office_and_number_under_a_stamp_that_hid_the_name() -> None:
    rows = ("Dengan hormat,", MATTER, DEMAND, [(1000, "Ketua")], "", [(1000, ".3517042106589854")])
    fields = read(*rows)
    assert fields["pemohon_nama"].value is None
    assert fields["pemohon_nik"].value == "3517042106589854"
    assert fields["pemohon_jabatan"].value == "Ketua" and fields["pemohon_jabatan"].needs_review


def test_dust_and_broken_labels_in_the_identity_block() -> None:
    fields = read(
        "Dengan hormat, kami yang bertanda tangan di bawah ini :",
        [(200, "Nama"), (560, ": Eko Kurniawan")],
        [(190, "“No. NIK"), (430, "3"), (560, ": 3517060607659352")],
        [(200, "A"), (240, "Lama t"), (560, ": Dsn Krajan, Desa Miagan,")],
        [(590, "Kecamatan Mojoagung")],
        MATTER,
    )
    assert fields["pemohon_nik"].value == "3517060607659352"
    assert fields["pemohon_alamat"].value == "Dsn Krajan, Desa Miagan, Kecamatan Mojoagung"


def lines_with_second(second: str, *rows: str) -> dict[str, Field]:
    """A letter whose first line the second engine read as well."""
    reading = page(rows)
    first = reading.lines[0].model_copy(update={"second": second, "second_confidence": 0.98})
    return read_letter([reading.model_copy(update={"lines": (first, *reading.lines[1:])})]).fields


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        (
            "AHU-0993720.AH.O126.Tahun 2019",
            "AHU-0993720.AH.01.26.Tahun 2019",
            "AHU-0993720.AH.01.26.Tahun 2019",
        ),
        (
            "AHU 0993640.AH 01.26 Tahun 2020",
            "AHU-0993640.AH.01.26.Tahun 2020",
            "AHU-0993640.AH.01.26.Tahun 2020",
        ),
        ("518.08/9687/BH/XV1.99/2006", "518.08/9687/BH/XVI.99/2006", "518.08/9687/BH/XVI.99/2006"),
    ],
)
def test_a_legal_number_by_the_engine_that_keeps_its_form(first: str, second: str, number: str) -> None:
    fields = lines_with_second(f"Badan Hukum No. {second}", f"Badan Hukum No. {first}", "KSU MEKAR", MATTER)
    assert fields["koperasi_badan_hukum"].value == number


def test_a_month_s_strokes_by_the_second_engine() -> None:
    fields = lines_with_second(
        "No. : 034/KOP-CP/XI/2026", "No. : 034/KOP-CP/XI1/2026", "Dengan hormat,", MATTER
    )
    assert fields["nomor_surat"].value == "034/KOP-CP/XI/2026"


def test_a_name_s_second_line_beside_an_emblem() -> None:
    fields = read(
        "££ KOPERASI PONDOK PESANTREN CENDEKIA UTAMA",
        [(150, "Pa"), (700, "BUDI")],
        "Nomor : 1/A/III/2026",
        "Dengan hormat,",
        MATTER,
    )
    assert fields["koperasi_nama"].value == "KOPERASI PONDOK PESANTREN CENDEKIA UTAMA BUDI"


def test_a_handwritten_letter_with_misread_labels_and_fused_words() -> None:
    reading = page(
        (
            "Kepada th : Bapak Kepala Dinas Koperasi",
            "Dengan hormat,",
            [(150, "Nama Lengikap :"), (560, "Dewi Indrawati")],
            "Saya menjadi anggota KOPERASI TERSEBUTSEJAK tahun lalu.",
            "Sertifikat tanah saya dijadikan jaminan DIKSP Bakti Waskita tanpa persetujuan.",
        ),
        is_handwritten=True,
    )
    fields = read_letter([reading]).fields
    assert fields["tujuan"].value == "Kepala Dinas Koperasi"
    assert fields["pemohon_nama"].value == "Dewi Indrawati"
    assert fields["koperasi_nama"].value == "KSP Bakti Waskita"


def test_a_printed_mail_is_read_like_a_letter() -> None:
    fields = read(
        "Permohonan audiensi dan bimbingan pengawasan koperasi",
        "Dari: Kopwan Srikandi Mandiri kopwan@contoh.id",
        "Kepada: dinkopum@contoh.go.id",
        "Tanggal: 4 Mei 2026",
        "Yth. Kepala Dinas Koperasi dan Usaha Mikro",
        "Selamat pagi,",
        "Saya Rini Astuti, Sekretaris Kopwan Srikandi Mandiri, beralamat di Jl. Brigjen Kretarto 22 Sengon.",
        MATTER,
        "Terima kasih.",
    )
    assert fields["perihal"].value == "Permohonan audiensi dan bimbingan pengawasan koperasi"
    assert fields["tujuan"].value == "Kepala Dinas Koperasi dan Usaha Mikro"
    assert fields["pemohon_nama"].value == "Rini Astuti"


def test_who_asks_may_be_told_below_the_signatures() -> None:
    fields = read(
        "Dengan hormat,",
        MATTER,
        DEMAND,
        [(1000, "Ketua")],
        "",
        [(1000, "AGUS SALIM")],
        [(150, "Nama"), (400, ": Agus Salim")],
        [(150, "NIK"), (400, ": 3517170512809002")],
        [(150, "Alamat"), (400, ": Dusun Krajan Desa Sumberejo")],
    )
    assert fields["pemohon_nik"].value == "3517170512809002"
    assert fields["pemohon_alamat"].value == "Dusun Krajan Desa Sumberejo"


def test_dust_before_a_year() -> None:
    assert read("KESAMBEN, 8 DESEMBER .2025", "Perihal : Mediasi", "Dengan hormat,", MATTER)[
        "tanggal_surat"
    ].value == ("2025-12-08")


def test_the_place_of_the_addressee_is_not_said_twice_where_its_di_was_lost() -> None:
    rows = ("Kepada Yth. Kepala Dinas Koperasi", "Kabupaten Jombang", "Jombang", "Dengan hormat,", MATTER)
    assert read(*rows)["tujuan"].value == "Kepala Dinas Koperasi Kabupaten Jombang"


FIRST = "Sejak Maret 2026 simpanan berjangka saya sebesar Rp 15.000.000 tidak dapat dicairkan oleh koperasi."
LATER = "Saya sudah tiga kali datang ke kantornya tetapi selalu diminta menunggu tanpa kepastian."


def paragraph(text: str) -> list[list[Cell]]:
    """Two rows, the first one set in."""
    words = text.split()
    half = (len(words) + 1) // 2
    return [[(210, " ".join(words[:half]))], [(150, " ".join(words[half:]))]]


@pytest.mark.parametrize(
    "before",
    [
        "Puji syukur ke hadirat Tuhan Yang Maha Esa, semoga Bapak senantiasa diberi kesehatan.",
        "Koperasi tersebut berkantor di Jalan Pahlawan No. 4 Desa Betek Kecamatan Mojoagung.",
        "Pokok persoalan",
    ],
)
def test_the_matter_is_the_first_paragraph_that_says_what_is_wrong(before: str) -> None:
    told = [row for text in (before, FIRST, LATER) for row in paragraph(text)]
    assert read("Dengan hormat,", *told, DEMAND)["pokok_masalah"].value == FIRST


def test_what_leads_to_the_matter_in_its_own_sentence_is_left_out() -> None:
    lead = "Bersama ini kami sampaikan dengan hormat kepada Bapak bahwa"
    fields = read("Dengan hormat,", f"{lead} {FIRST}", "", DEMAND)
    assert fields["pokok_masalah"].value == FIRST
    fields = read("Dengan hormat,", f"{FIRST} Pengurus menerangkan bahwa kas koperasi kosong.", "", DEMAND)
    assert fields["pokok_masalah"].value == f"{FIRST} Pengurus menerangkan bahwa kas koperasi kosong."


def test_a_point_s_second_line_hangs_under_its_text() -> None:
    fields = read(
        "Dengan hormat,",
        [(150, "1. Pengurus lama belum menyerahkan stempel, buku kas dan sertifikat")],
        [(180, "tanah kantor kepada pengurus yang baru.")],
        [(150, "2. Akibatnya rekening bank koperasi tidak dapat dicairkan.")],
        DEMAND,
    )
    assert fields["pokok_masalah"].value == (
        "1. Pengurus lama belum menyerahkan stempel, buku kas dan sertifikat tanah kantor kepada pengurus"
        " yang baru. 2. Akibatnya rekening bank koperasi tidak dapat dicairkan."
    )
