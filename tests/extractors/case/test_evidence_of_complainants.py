"""What speaks against the name of who complains."""

import pytest

from models.field import Field, hull
from tests.extractors.case.test_evidence import ROWS, evidence_of
from tests.extractors.paper import page


@pytest.mark.parametrize(
    ("name", "is_shown"), [("warga.sambong_", True), ("Rendi Prasetya", False), ("Cak Di", True)]
)
def test_who_is_only_called_by_a_nickname_or_an_account_is_looked_at(name: str, is_shown: bool) -> None:
    sheet = page(ROWS)
    paper = evidence_of(sheet)
    assert ("pelapor_nama" in paper.against({"pelapor_nama": Field(value=name, raw=name)})) is is_shown


@pytest.mark.parametrize(
    ("matter", "is_shown"),
    [
        ("Orang tersebut di atas menagih ke pasar tiap hari.", True),
        ("Oknum ini mengaku petugas koperasi.", True),
        ("Saya ditagih ke pasar tiap hari oleh petugasnya.", False),
    ],
)
def test_a_name_above_that_the_text_points_back_at_is_looked_at(matter: str, is_shown: bool) -> None:
    sheet = page(["Nama : Suyanto", "Alamat : Dsn Sambong RT 6 RW 4", matter, "Matur nuwun"])
    fields = {"pelapor_nama": Field(value="Suyanto")}
    assert ("pelapor_nama" in evidence_of(sheet).against(fields)) is is_shown


@pytest.mark.parametrize(
    ("rows", "is_shown"),
    [
        (["Penagih koperasi yang bernama Taufan Adi", "memaki ibu-ibu di pasar. Mohon ditertibkan."], True),
        (["Saya anggota koperasi, nama Taufan Adi,", "tidak menerima sisa hasil usaha."], False),
        (["Koperasi tidak rapat. Nama saya Taufan Adi", "dan saya anggota."], False),
        (["Saya melapor. Penagih koperasi bernama Taufan Adi", "memaki ibu-ibu di pasar."], True),
        (["Nama : Taufan Adi", "Koperasi tidak pernah rapat sejak lama."], False),
    ],
)
def test_who_is_only_told_of_is_looked_at(rows: list[str], is_shown: bool) -> None:
    sheet = page(["Yth. Kepala Dinas Koperasi", "Dengan hormat,", *rows, "Hormat saya,", "Suparmi"])
    words = [word for row in sheet.lines for word in row.words if word.text.strip(",") in ("Taufan", "Adi")]
    name = Field(value="Taufan Adi", raw="Taufan Adi", page=1, box=hull([word.box for word in words]))
    assert ("pelapor_nama" in evidence_of(sheet).against({"pelapor_nama": name})) is is_shown
