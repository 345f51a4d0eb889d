"""What stamps, dust and misread strokes do to a letter, and what can still be read."""

import pytest

from extractors.case.request import letter_fields
from extractors.fields.address import is_odd, normalised_address
from extractors.fields.candidate import Candidate
from extractors.fields.number_month import AT_ODDS, MENDED, agreed
from extractors.fields.span import TextSpan
from extractors.text.names import clean_name
from extractors.text.rows import rows_of
from extractors.text.signing import is_signature_name
from tests.extractors.case.test_letter_layouts import read
from tests.extractors.paper import line, page

END = ("Demikian permohonan ini kami sampaikan, terima kasih.",)
MARCH = Candidate("2026-03-05")


@pytest.mark.parametrize(
    ("number", "agreement", "value", "prior"),
    [
        ("053/KOPPAS-RM/II/2026", 0.5, "053/KOPPAS-RM/III/2026", MENDED),
        ("053/KOPPAS-RM/II/2026", 1.0, "053/KOPPAS-RM/II/2026", AT_ODDS),
        ("053/KOPPAS-RM/III/2026", 0.5, "053/KOPPAS-RM/III/2026", 0.95),
        ("053/KOPPAS-RM/XI/2026", 0.5, "053/KOPPAS-RM/XI/2026", 0.95),
        ("053/KOPPAS-RM/II/2025", 0.5, "053/KOPPAS-RM/II/2025", 0.95),
        ("053/KOPPAS-RM/11/2026", 0.5, "053/KOPPAS-RM/11/2026", 0.95),
        ("049.A/KOPPAS-MMBN/2026", 1.0, "049.A/KOPPAS-MMBN/2026", AT_ODDS),
        ("518/147/LBH/2026", 1.0, "518/147/LBH/2026", 0.95),
    ],
)
def test_the_date_tells_the_month_of_a_misread_number(
    number: str, agreement: float, value: str, prior: float
) -> None:
    found = agreed(Candidate(number, agreement=agreement), MARCH)
    assert found is not None
    assert (found.value, found.prior) == (value, prior)


@pytest.mark.parametrize(
    ("read_as", "value"),
    [
        ("Dk. Tanggungan, Ds. Banjarsari, Kec. Kudu, mermaksud", "Dk. Tanggungan, Ds. Banjarsari, Kec. Kudu"),
        ("Jl. Masjid 14 RT 06 RW O2 Keplaksari 08113549077", "Jl. Masjid 14 RT 06 RW 02 Keplaksari"),
        ("Ds. Brodot RT 1, sebelah", "Ds. Brodot RT 1, sebelah"),
    ],
)
def test_an_address_without_what_follows_it(read_as: str, value: str) -> None:
    found = normalised_address(Candidate(read_as))
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "address",
    [
        "Dusun Mutersari, Desa Catakgayam, No. KK 3517072909149030 Mojowarno",
        "Jalan Melati No.89 RT.10/RW.10 Desa",
        "Dk. Kedawung Kec. Mojowarno Parimono, Ds. Kepuhkembeng, Kec. Peterongan",
        "Jl. Raya No. 90 Mojowarno. Simpanan pokok dan tabungan ibu belum kembali",
    ],
)
def test_what_looks_like_no_single_address_is_doubted(address: str) -> None:
    assert is_odd(address)


def test_dust_behind_a_label_does_not_hide_its_value() -> None:
    fields = read(
        "Dengan hormat, saya yang bertanda tangan di bawah ini",
        [(150, "Nama"), (500, "Khoirul Laksono Fathoni")],
        [(150, "Alamat sesuai KTP. ."), (500, "Desa Sumberteguh RT 1 RW 2 Kec. Kudu")],
        "",
        *END,
    )
    assert fields["pemohon_alamat"].value == "Desa Sumberteguh RT 1 RW 2 Kec. Kudu"


def test_a_ruling_before_a_name_from_bali_is_its_initial() -> None:
    fields = read(
        "Perihal : Permohonan Mediasi",
        "Dengan hormat,",
        "Adapun pihak yang kami maksud adalah Saudara | Wayan Mustofa selaku ketua KSPPS Artha Karya.",
        *END,
    )
    assert fields["termohon_nama"].value == "I Wayan Mustofa"


def test_a_title_written_small_begins_a_name() -> None:
    fields = read(
        "Dengan hormat, kami para anggota:",
        [(100, "No"), (180, "Nama"), (600, "NIK"), (900, "Alamat")],
        [(100, "1"), (180, "dr. VERONIKA MAHMUDAH"), (600, "3517166806619987"), (900, "Ds. Jombok")],
        [(100, "2"), (180, "PAIMAN"), (600, "3517120702839506"), (900, "Ds. Kudu")],
        "",
        *END,
    )
    assert fields["pemohon_nama"].value == "dr. VERONIKA MAHMUDAH"
    assert fields["pemohon_nik"].value == "3517166806619987"


def test_the_lawyers_number_is_not_his_clients() -> None:
    fields = read(
        "Dengan hormat, yang bertanda tangan di bawah ini",
        "Nama : Ngatminah Indrawati",
        "NIK : 3517135009819703",
        "dalam hal ini bertindak selaku kuasa hukum dari :",
        "Nama : NI LUH RAHMAWATI",
        "Alamat : Dsn. Kedawung, Ds. Banjarsari",
        "",
        *END,
    )
    assert fields["pemohon_nama"].value == "NI LUH RAHMAWATI"
    assert fields["pemohon_nik"].value is None


def test_specks_beside_the_addressee() -> None:
    fields = read(
        [(150, "Kepada"), (900, ":")],
        [(95, ":"), (150, "Yth. Kepala Dinas Koperasi dan Usaha Mikro"), (1100, ":")],
        "Kabupaten Jombang",
        "di Jombang",
        "",
        "Dengan hormat,",
        *END,
    )
    assert fields["tujuan"].value == "Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang"


@pytest.mark.parametrize(
    ("second", "value", "is_doubted"),
    [("Sumobito, 16/11/26", "2026-11-16", True), ("Sumobito, 16/1/26", "2026-01-16", False)],
)
def test_a_date_in_figures_that_two_engines_read_otherwise(second: str, value: str, is_doubted: bool) -> None:
    first = line("Sumobito, 16/1/26", 900, 120, second=second)
    rest = page(["", "Kepada Yth. Kepala Dinas Koperasi", "di Jombang", "", "Dengan hormat,", *END])
    field = letter_fields([rest.model_copy(update={"lines": (first, *rest.lines)})])["tanggal_surat"]
    assert (field.value, field.needs_review) == (value, is_doubted)


def test_a_koperasis_name_does_not_go_on_in_the_next_label_or_sentence() -> None:
    fields = read(
        "Dengan hormat, bersama surat ini saya",
        "Nama : Yoyok Anam",
        "Selaku : Anggota Koperasi",
        "Pek. : Tukang Las",
        "Termohon : KPRI Karya Harapan Rejeki",
        "Sisa Hasil Usaha KPRI Karya Harapan Rejeki tahun 2023 belum dibagikan kepada anggota.",
        *END,
    )
    assert fields["koperasi_nama"].value == "KPRI Karya Harapan Rejeki"


def test_the_number_of_somebody_named_beside_it_is_not_the_applicants() -> None:
    fields = read(
        "Dengan hormat, saya yang bertanda tangan di bawah ini",
        "Nama : Aloysius Tukiran",
        "melaporkan pinjaman atas nama Sdr. Soeparno Wirjo, KTP No. 3517093112479006.",
        *END,
    )
    assert fields["pemohon_nik"].value is None


def test_the_kops_telephone_is_proposed_where_no_other_is_told() -> None:
    rows = (
        [(500, "KOPERASI UNIT DESA SUMBER REJEKI")],
        [(400, "Jl. Raya Bareng No. 140, Jombang, Telp. 0321-710233")],
        "Nomor : 120/KUD.SRT/VII/2026",
        "Kepada Yth. Kepala Dinas Koperasi",
        "Dengan hormat, kami memohon bimbingan.",
    )
    phone = read(*rows, *END)["pemohon_telepon"]
    assert (phone.value, phone.needs_review) == ("0321710233", True)
    told = read(*rows, "Kami dapat dihubungi di nomor HP 0812-3456-7890.", *END)["pemohon_telepon"]
    assert told.value == "081234567890"


@pytest.mark.parametrize("scrap", ["NNIK 3517142812049192", "Senretaris"])
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


def test_a_name_begins_at_its_bracket() -> None:
    assert clean_name("ABAOI (YUNI AZIZAH )") == "YUNI AZIZAH"
    assert clean_name("( SITI AMINAH )") == "SITI AMINAH"


def test_nothing_is_still_nothing() -> None:
    assert normalised_address(None) is None
    assert agreed(None, MARCH) is None
    assert agreed(Candidate("1/2", where=TextSpan()), None) is not None
