"""Service standards and the office as files: what they say, how another one is added, faults in them."""

from datetime import date
from pathlib import Path

import pytest

from models.case import Channel, Verdict
from models.checks import judge
from models.document import Kind
from models.errors import SettingsError
from models.office import load_office
from models.service import Limits, load_standards
from tests.models.make import CALENDAR, STANDARDS, ktp, request

FOURTH = """
nama = "Pengesahan Akta"
nomor_sk = "188.4/1/415.26/2027"

[batas_waktu]
layanan = 5

[dipilih_bila]
kata_perihal = ["pengesahan akta"]

[[persyaratan]]
id = "surat_permohonan"
teks = "Surat permohonan"

[[persyaratan]]
id = "rekomendasi"
teks = "Rekomendasi camat"
"""


def test_the_three_services_of_the_standard() -> None:
    limits = {service_id: service.limits for service_id, service in STANDARDS.services.items()}
    assert limits == {
        "fasilitasi_konsultasi": Limits(response=None, service=10),
        "fasilitasi_pengaduan": Limits(response=3, service=10),
        "pengaduan_layanan": Limits(response=3, service=None),
    }
    service = STANDARDS.get("fasilitasi_konsultasi")
    assert service is not None
    assert service.sk_number == "188.4/457/415.26/2023"
    assert [item.id for item in service.requirements] == ["surat_permohonan", "identitas"]
    assert service.channels == tuple(Channel)
    assert STANDARDS.get("lain") is None
    assert STANDARDS.get(None) is None


@pytest.mark.parametrize(
    ("request_kind", "service_id"),
    [
        ("konsultasi", "fasilitasi_konsultasi"),
        ("pengaduan", "fasilitasi_pengaduan"),
        ("penyelesaian_masalah", "fasilitasi_pengaduan"),
    ],
)
def test_each_kind_of_request_has_its_service(request_kind: str, service_id: str) -> None:
    service = STANDARDS.for_request(request_kind)
    assert service is not None
    assert service.id == service_id


def test_unknown_requests_have_none() -> None:
    assert STANDARDS.for_request(None) is None
    assert STANDARDS.for_request("lain") is None


def test_a_fourth_service_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "layanan").mkdir()
    (tmp_path / "layanan" / "pengesahan_akta.toml").write_text(FOURTH)
    standards = load_standards(tmp_path)
    assert len(standards.ids) == 4
    letter = request(perihal="Permohonan Pengesahan Akta Koperasi", jenis_layanan=None)
    case = judge(
        (letter, ktp()),
        channel=Channel.LOKET,
        received_on=date(2026, 11, 24),
        standards=standards,
        calendar=CALENDAR,
    )
    assert case.service == "pengesahan_akta"
    assert case.deadlines.service_due == date(2026, 12, 1)
    verdicts = {item.id: item.status for item in case.completeness.requirements}
    assert verdicts == {"surat_permohonan": Verdict.TERPENUHI, "rekomendasi": Verdict.PERLU_DIPERIKSA}


def test_a_file_of_the_same_name_takes_the_place_of_the_packaged_one(tmp_path: Path) -> None:
    (tmp_path / "layanan").mkdir()
    (tmp_path / "layanan" / "fasilitasi_konsultasi.toml").write_text(FOURTH)
    service = load_standards(tmp_path).get("fasilitasi_konsultasi")
    assert service is not None
    assert service.name == "Pengesahan Akta"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("nama = 'X'", "persyaratan"),
        (FOURTH.replace("nama", "name", 1), "nama"),
        (FOURTH + "untuk = 'ktp'", "untuk"),
        (FOURTH.replace("layanan = 5", "layanan = 0"), "layanan"),
        (FOURTH.replace("layanan = 5", "hari = 5"), "hari"),
        (FOURTH.replace("[dipilih_bila]", "[dipilih_bila]\njenis_layanan = ['x']"), "jenis_layanan"),
        (FOURTH.replace("[dipilih_bila]", "[dipilih_bila]\nterlapor = 'x'"), "terlapor"),
        ("saluran = ['faks']\n" + FOURTH, "faks"),
        ("langkah = 'satu'\n" + FOURTH, "langkah"),
    ],
)
def test_faults_in_a_service_file_are_named(tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / "layanan").mkdir()
    (tmp_path / "layanan" / "lain.toml").write_text(text)
    with pytest.raises(SettingsError, match=word):
        load_standards(tmp_path)


def test_the_office() -> None:
    office = load_office()
    assert office.region.name == "Kabupaten Jombang"
    assert office.letterhead.name == "DINAS KOPERASI DAN USAHA MIKRO"
    assert office.prefix == "JBG"


def test_another_office_is_a_file(tmp_path: Path) -> None:
    packaged = Path(__file__).parents[2] / "models" / "data" / "kantor.toml"
    text = packaged.read_text(encoding="utf-8").replace('"3517"', '"35.06"').replace('"JBG"', '"kdr"')
    (tmp_path / "kantor.toml").write_text(text, encoding="utf-8")
    office = load_standards(tmp_path).office
    assert (office.region.name, office.prefix) == ("Kabupaten Kediri", "KDR")


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('"3517"', '"3599"', "kode_wilayah"),
        ('"3517"', '"35"', "kode_wilayah"),
        ("[kop]", "[kepala]", "pemerintah"),
        ('kota = "Jombang"', "", "kota"),
        ('kota = "Jombang"', 'kota = "Jombang"\nwarna = "biru"', "warna"),
    ],
)
def test_faults_in_the_office_file_are_named(tmp_path: Path, old: str, new: str, word: str) -> None:
    packaged = Path(__file__).parents[2] / "models" / "data" / "kantor.toml"
    text = packaged.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "kantor.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SettingsError, match=word):
        load_office(tmp_path)


def test_every_requirement_belongs_to_a_letter() -> None:
    for service in STANDARDS.services.values():
        listed = service.requirements_for(Kind.SURAT_PERMOHONAN) + service.requirements_for(
            Kind.SURAT_PENGADUAN
        )
        assert set(listed) == set(service.requirements)
