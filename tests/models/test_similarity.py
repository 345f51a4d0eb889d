"""Likeness of texts, names and koperasi."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.koperasi_name import normalise_koperasi, split_koperasi
from models.koperasi_place import with_place
from models.name_forms import normalise_name
from models.similarity import (
    KOPERASI_MATCH,
    NAME_MATCH,
    OTHER_TYPE,
    edit_distance,
    edit_similarity,
    is_another_person,
    koperasi_similarity,
    name_similarity,
    normalise_text,
)

FEW_LETTERS = st.text("ab c", max_size=12)


def table_distance(first: str, second: str) -> int:
    """Levenshtein distance the slow way, row by row."""
    row = list(range(len(second) + 1))
    for count, letter in enumerate(first, start=1):
        above, row = row, [count]
        for index, other in enumerate(second):
            row.append(min(above[index + 1] + 1, row[index] + 1, above[index] + (letter != other)))
    return row[-1]


@given(FEW_LETTERS, FEW_LETTERS)
def test_bit_vectors_agree_with_the_table(first: str, second: str) -> None:
    assert edit_distance(first, second) == table_distance(first, second)


@given(st.text(max_size=200), st.text(max_size=200))
def test_similarities_stay_between_0_and_1_and_are_even_handed(first: str, second: str) -> None:
    for measure in (edit_similarity, name_similarity, koperasi_similarity):
        assert 0.0 <= measure(first, second) <= 1.0
        assert measure(first, second) == measure(second, first)


def test_long_texts() -> None:
    assert edit_distance("a" * 900, "a" * 890 + "b" * 10) == 10
    assert edit_similarity("Jl.  Raya\nNo. 3.", "JL. RAYA NO. 3") == 1.0


def test_normalise_text_folds_space_and_ends() -> None:
    assert normalise_text("  .Dsn.  Krajan\t3 ;") == "DSN. KRAJAN 3"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Drs. H. Budi Santoso, S.E., M.M.", "BUDI SANTOSO"),
        ("SITI AMINAH S.Pd", "SITI AMINAH"),
        ("Siti Aminah SPd", "SITI AMINAH"),
        ("Moch. Khoirul Anam", "MUHAMAD KHOIRUL ANAM"),
        ("MUHAMMAD KHOIRUL ANAM", "MUHAMAD KHOIRUL ANAM"),
        ("Hj. Nurul Hidayati", "NURUL HIDAYATI"),
        ("DRS. SOEKARDJO", "SUKARJO"),
        ("DJOEMIATI", "JUMIATI"),
        ("Mu'arofah", "MUAROFAH"),
        ("Nur Ma", "NUR MA"),
        ("Budi, MA", "BUDI"),
        ("Dr.Ir.Bambang S.Pd.I", "BAMBANG"),
        ("H.", "H"),
        ("", ""),
        ("...", ""),
    ],
)
def test_normalise_name(written: str, form: str) -> None:
    assert normalise_name(written) == form


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("M. Nur Hudallah", "MUHAMMAD NUR HUDALLAH"),
        ("Soekardjo", "SUKARJO"),
        ("Khoerul Anam Setiawan", "KHOIRUL ANAM SETIAWAN"),
        ("Nur Hudallah", "NURHUDALLAH"),
        ("H. Abdul Wachid Rosyidi, S.Ag.", "ABDUL WACHID ROSYIDI"),
        ("FX. Budi Santosa", "FRANSISKUS XAVERIUS BUDI SANTOSA"),
        ("A. Fauzi", "ACHMAD FAUZI"),
    ],
)
def test_one_person(first: str, second: str) -> None:
    assert name_similarity(first, second) >= NAME_MATCH


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Slamet Widodo", "SLAMET WIDADI"),
        ("Ahmad Fauzi", "AHMAD FAUZAN"),
        ("Sutrisno", "SUTRISNA"),
        ("Slamet", "SLAMET WIDODO"),
        ("Siti Aminah", "SITI AMINI"),
        ("A. B.", "AHMAD BUDI"),
        ("Budi Santoso", ""),
    ],
)
def test_two_people(first: str, second: str) -> None:
    assert name_similarity(first, second) < NAME_MATCH


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ('Koperasi Simpan Pinjam "Mitra Guyub Sentosa"', "KSP MITRA GUYUB SENTOSA"),
        ("Koperasi Serba Usaha (KSU) 'Sumber Rejeki Waskita'", "KSU SUMBER REJEKI WASKITA"),
        ("KSP Artha Wiguna Bersama Cabang Jombang", "KSP ARTHA WIGUNA BERSAMA"),
        ("KSPPS BMT Cahaya Mizan Umat", "KSPPS BMT CAHAYA MIZAN UMAT"),
        ("Koperasi Desa Merah Putih Sumberwening Kecamatan Ploso", "KDMP SUMBERWENING KECAMATAN PLOSO"),
        ("KOPERASI KARYAWAN SINAR GULA, Kab. Jombang", "KOPKAR SINAR GULA"),
        ("PRIMER KOPERASI PURNAWIRAWAN 'WIRA JAYA'", "PURNAWIRAWAN WIRA JAYA"),
        ("Kopwan Melati Desa Plandi Kecamatan Jombang", "KOPWAN MELATI DESA PLANDI KECAMATAN JOMBANG"),
        ("Koperasi Desa Merah Putih Desa Sumberwening", "KDMP SUMBERWENING"),
        ("Kop. Karya Husada", "KARYA HUSADA"),
        ("Koperasi", "KOPERASI"),
    ],
)
def test_normalise_koperasi(written: str, form: str) -> None:
    assert normalise_koperasi(written) == form


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("KSP Mitra Guyub Sentosa", 'Koperasi Simpan Pinjam "Mitra Guyub Sentosa"'),
        ("Kop. Mitra Guyub Sentosa", "KSP MITRA GUYUB SENTOSA"),
        ("PRIMKOP KARTIKA", "Primer Koperasi Kartika"),
        ("Koppontren Al-Mizan Barokah", "Koperasi Pondok Pesantren (Koppontren) Al Mizan Barokah"),
        ("KDMP Sumberwening", "Koperasi Desa Merah Putih Sumberwening Kecamatan Ploso"),
        ("BMT Cahaya Mizan Umat", "KSPPS BMT CAHAYA MIZAN UMAT"),
        ("Kopwan Seruni Desa Jatiwates", "KOPERASI WANITA SERUNI"),
        ("Kopwan Seruni Ds. Jati Wates", "KOPERASI WANITA SERUNI DESA JATIWATES"),
    ],
)
def test_one_koperasi(first: str, second: str) -> None:
    assert koperasi_similarity(first, second) >= KOPERASI_MATCH


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("KSP Harapan Mulya", "KUD Harapan Mulya"),
        ("KDMP Sumberagung Kecamatan Perak", "KDMP Sumberagung Kecamatan Megaluh"),
        ("KSP Mitra Guyub Sentosa", "KSP Mitra Usaha Sentosa"),
        ("KSP Mitra", ""),
        ("Pusat Koperasi Kartika", "Koperasi Kartika"),
        ("Kopwan Seruni Desa Jatiwates", "KOPERASI WANITA SERUNI DESA JATIREJO"),
        ('Kopwan "Seruni" Kel. Kaliwungu Kecamatan Jombang', "KOPERASI WANITA SERUNI DESA JATIREJO"),
    ],
)
def test_two_koperasi(first: str, second: str) -> None:
    assert koperasi_similarity(first, second) < KOPERASI_MATCH


def test_another_kind_is_capped() -> None:
    assert koperasi_similarity("KSP Harapan Mulya", "KUD Harapan Mulya") == OTHER_TYPE
    assert split_koperasi("KUD Tani").kind == "KUD"


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ('Kopwan "Seruni"', 'Kopwan "Seruni" Desa Jatiwates,', 'Kopwan "Seruni" Desa Jatiwates'),
        ("KOPWAN SERUNI DESA JATIWATES", "KOPWAN SERUNI DESA JATIWATES", "KOPWAN SERUNI DESA JATIWATES"),
        ("Kopwan Kenanga", 'Kopwan "Seruni" Desa Jatiwates', "Kopwan Kenanga"),
        ("Kopwan Seruni", None, "Kopwan Seruni"),
        ("KDMP Sumberwening", "KDMP Sumberwening Kec. Ploso", "KDMP Sumberwening Kecamatan Ploso"),
        ("Kopwan Seruni", "Kopwan Seruni Ds. Jati, Kec. Gudo", "Kopwan Seruni Desa Jati Kecamatan Gudo"),
        ("Kopwan Seruni", "Kopwn Seruri Desa Jati", "Kopwan Seruni Desa Jati"),
        ("Kopwan Seruni", "Kopwan Seruni Dsa Jti Desa Jati", "Kopwan Seruni Desa Jati"),
        ("KSP Seruni", "KUD Seruni Desa Jati", "KSP Seruni"),
        ("Kopwan Seruni", "Kopwan Sri Desa Jati", "Kopwan Seruni"),
    ],
)
def test_the_place_on_the_paper_tells_namesakes_apart(name: str, raw: str | None, told: str) -> None:
    assert with_place(name, raw) == told


def test_a_kecamatan_tells_namesake_villages_apart() -> None:
    own = "Koperasi Desa Merah Putih Sumberwening Kecamatan Ploso"
    assert koperasi_similarity(own, "KDMP Sumberwening Kecamatan Sentosa") == OTHER_TYPE
    assert koperasi_similarity(own, "KDMP Sumberwening Kec. Ploso Jombang") == 1.0
    assert koperasi_similarity(own, "KDMP Sumberwening") == 1.0


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("Jl. Irian Jaya 82, Kec. Jogoroto, Kab. Jombang", "KSP Asri Kecamatan Jogoroto"),
        ("Desa Mojo Kecamatan Bandar Kedungmulyo Kabupaten Jombang", "KSP Asri Kecamatan Bandar Kedungmulyo"),
        ("Jl. Raya Ploso No. 3", "KSP Asri"),
    ],
)
def test_an_address_says_the_kecamatan_of_a_name_without(address: str, told: str) -> None:
    assert with_place("KSP Asri", None, address) == told
    assert with_place("KSP Asri Kecamatan Gudo", None, address) == "KSP Asri Kecamatan Gudo"


@pytest.mark.parametrize(
    ("one", "other", "is_other"),
    [
        ("DJUMINEM", "Mbah Djumiriem", False),
        ("Djuminem", "Mbah Suparti", True),
        ("Pak Slamet", "Slamet", False),
    ],
)
def test_what_somebody_is_called_by_makes_nobody_else(one: str, other: str, is_other: bool) -> None:
    assert is_another_person(one, other) is is_other
