"""Names of koperasi: villages behind them, kinds and trades above them, where they end."""

import pytest

from extractors.case.institution import institution_fields
from models.field import Field
from models.koperasi_name import with_village
from tests.extractors.case.test_letter_layouts import read
from tests.extractors.paper import page

HEAD = ("Kepada Yth. Kepala Dinas Koperasi", "di Jombang", "Perihal : Permohonan Konsultasi", "")
END = ("Demikian permohonan kami, terima kasih.", "Hormat kami,", "", "Mujiati Rahayu")


def told(*rows: str, kop: tuple[str, ...] = ()) -> Field:
    return read(*kop, "", *HEAD, "Dengan hormat,", *rows, *END)["koperasi_nama"]


def paper_name(*rows: str) -> Field:
    return institution_fields([page(rows)])["koperasi_nama"]


@pytest.mark.parametrize(
    "name",
    ["Kopwan Sekar Desa Cupak", "Koperasi Wanita Sekar Kelurahan Jombatan", "Kopwan Sekar Ds. Cupak Kidul"],
)
def test_a_village_behind_a_name_belongs_to_it(name: str) -> None:
    assert told(f"Adalah anggota {name} sejak tahun 2018 dan ingin bertanya.").value == name


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ('anggota Kopwan "Sekar" Desa Cupak, yang', 'Kopwan "Sekar"', 'Kopwan "Sekar" Desa Cupak'),
        ("anggota KSP Sekar Desa Cupak RT 03 RW 01, yang", "KSP Sekar", "KSP Sekar Desa Cupak"),
        ("anggota KSP Sekar, Desa Cupak, Kecamatan Gudo, yang", "KSP Sekar", "KSP Sekar Desa Cupak"),
        ("anggota KSP Sekar yang beralamat di Desa Cupak dan", "KSP Sekar", "KSP Sekar"),
    ],
)
def test_a_village_that_is_no_part_of_the_name_still_tells_namesakes_apart(
    text: str, name: str, whole: str
) -> None:
    field = told(f"Kami {text} bertanya mengenai rapat anggota.")
    assert field.value == name
    assert with_village(name, field.raw) == whole


def test_an_office_held_in_a_village_s_koperasi() -> None:
    field = read(
        *HEAD, "Nama : Ngatini", "Jabatan : Ketua Kopwan Seruni Mekar Desa Cupak", "Mohon bantuan.", *END
    )["koperasi_nama"]
    assert (field.value, field.raw) == ("Kopwan Seruni Mekar", "Kopwan Seruni Mekar Desa Cupak")


def test_a_village_in_the_kop_s_second_line_and_in_the_text_alone() -> None:
    body = "Koperasi Wanita Sekar Arum mohon dapat berkonsultasi mengenai rapat."
    assert (
        told(body, kop=("KOPERASI WANITA SEKAR ARUM", "DESA CUPAK")).value
        == "KOPERASI WANITA SEKAR ARUM DESA CUPAK"
    )
    quoted = told(body, kop=('KOPERASI WANITA "SEKAR ARUM"', "DESA CUPAK KECAMATAN GUDO"))
    assert (quoted.value, quoted.raw) == (
        'KOPERASI WANITA "SEKAR ARUM"',
        'KOPERASI WANITA "SEKAR ARUM" DESA CUPAK',
    )
    inside = body.replace("Arum mohon", "Arum Desa Cupak mohon")
    assert (
        told(inside, kop=("KOPERASI WANITA SEKAR ARUM", "Jl. Melati 4")).value
        == "Koperasi Wanita Sekar Arum Desa Cupak"
    )


def test_the_village_on_an_institution_s_paper() -> None:
    titled = (
        "KEPUTUSAN BUPATI JOMBANG",
        "NOMOR : 9921/BH/XVI.99/II/2010",
        "TENTANG",
        "PENGESAHAN AKTA PENDIRIAN",
    )
    name = "KOPERASI WANITA SEKAR ARUM DESA CUPAK"
    assert paper_name(*titled, name, "BUPATI JOMBANG,").value == name
    assert paper_name(*titled, "KOPERASI WANITA SEKAR ARUM", "DESA CUPAK", "BUPATI JOMBANG,").value == name


def test_a_kind_in_full_over_the_name_on_a_paper() -> None:
    name = paper_name(
        "SERTIFIKAT", "NOMOR INDUK KOPERASI", "3517190299017",
        "KOPERASI SIMPAN PINJAM DAN PEMBIAYAAN SYARIAH", "BMT NUR AMANAH",
        "Nomor Badan Hukum : 9917/BH/XVI.99/VII/2013",
    )  # fmt: skip
    assert name.value == "KOPERASI SIMPAN PINJAM DAN PEMBIAYAAN SYARIAH BMT NUR AMANAH"


def test_a_trade_over_the_name_in_a_kop_is_its_first_line() -> None:
    kop = (
        "KOPERASI PRODUSEN BATIK",
        "Sekar Wengker Arum",
        "Dusun Jatipelem, Desa Jatipelem, Kecamatan Diwek",
    )
    assert told("Mohon petugas dapat hadir.", kop=kop).value == "KOPERASI PRODUSEN BATIK Sekar Wengker Arum"


@pytest.mark.parametrize(
    "kind", ["Koperasi Produsen Susu", "Koperasi Jasa Angkutan", "Koperasi Konsumen Tahu dan Tempe"]
)
def test_a_kind_and_a_trade_are_no_koperasi_s_name(kind: str) -> None:
    assert told(f"Kami mohon bimbingan untuk mendirikan {kind} di desa kami.").value is None


def test_a_name_does_not_run_into_the_decree() -> None:
    name = paper_name(
        "MEMUTUSKAN :", "Menetapkan KEPUTUSAN MENTERI TENTANG PENGESAHAN AKTA PENDIRIAN KOPERASI",
        "JASA BUWANA TRANS", "KESATU Mengesahkan Akta Pendirian : KOPERASI JASA BUWANA TRANS, berkedudukan",
    )  # fmt: skip
    assert name.value == "KOPERASI JASA BUWANA TRANS"


def test_a_stroke_read_before_the_name_s_first_word_leaves_it_in_doubt() -> None:
    field = told("Kami mohon bantuan pembagian SHU di IKSU Bangun Mukti.")
    assert field.value == "KSU Bangun Mukti"
    assert field.needs_review
