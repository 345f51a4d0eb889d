"""Recorded besides changes: looks at archived pictures, searches, API calls, logging out, refusals."""

import json
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from desk.api import new_token
from desk.models import ApiToken, AuditEntry, CaseRow
from tests.desk import factory, people
from tests.desk.scenes import Scene


def entries(action: str) -> list[tuple[str, str, dict[str, object]]]:
    found = AuditEntry.objects.filter(action=action).order_by("seq")
    return [(entry.actor, entry.case_id, json.loads(entry.data)) for entry in found]


def test_a_search_is_recorded_by_its_digest(data: Path) -> None:
    browser = people.client("pemeriksa")
    for query in ("Siti  AMINAH", "siti aminah", "3517 9900 0000 9001", "JBG-9999"):
        browser.post("/", {"cari": query})
    first, second, third = entries("cari")
    assert first[2]["bentuk"] == "2 kata"
    assert second[2]["bentuk"] == "angka, 16 digit"
    assert third[2]["di"] == "antrean"
    whole = json.dumps(entries("cari"))
    assert "siti" not in whole.lower()
    assert "9001" not in whole
    browser.post("/ekspor/", {"cari": "siti aminah"})
    assert entries("ekspor")[0][2]["dicari"] == first[2]["sidik"]


def test_an_archived_picture_and_search_are_recorded(scene: Scene) -> None:
    browser = people.client("arsiparis")
    browser.post("/arsip/1/", {"cari": "Siti"}, follow=True)
    assert browser.get(f"/arsip/1/surat/{scene.archived}/gambar/1/").status_code == 200
    assert entries("lihat_gambar_arsip")[0][2]["nomor"] == scene.archived
    assert entries("cari")[0][2]["di"] == "arsip"


def test_logging_out_is_recorded(data: Path) -> None:
    browser = people.client("petugas")
    browser.post("/keluar/")
    browser.post("/keluar/")
    assert [actor for actor, _case, _data in entries("keluar")] == ["uji_petugas"]


def test_refusals_are_recorded(data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    CaseRow.objects.update(is_confidential=True)
    browser = people.client("petugas")
    assert browser.get("/pengguna/").status_code == 403
    assert browser.get(f"/perkara/{case_id}/").status_code == 404
    assert Client().get("/pengguna/").status_code == 302
    assert [(case, data["halaman"]) for _actor, case, data in entries("ditolak_akses")] == [
        ("", "pengguna"),
        (case_id, "rahasia"),
    ]


@pytest.mark.parametrize("scopes", [["baca"], ["kirim"]])
def test_calls_of_the_api_name_their_token(data: Path, scopes: list[str]) -> None:
    case_id = factory.admit_case(data, 1)
    text = new_token("mesin", people.user("pemeriksa"), scopes)
    token = ApiToken.objects.get()
    headers = {"Authorization": f"Bearer {text}"}
    Client().get("/api/v1/perkara", headers=headers)
    Client().get(f"/api/v1/perkara/{case_id}", headers=headers)
    if "baca" in scopes:
        assert entries("api_daftar")[0][2]["token"] == token.id
        assert entries("lihat_perkara") == [("uji_pemeriksa", case_id, {"lewat": "api", "token": token.id})]
    else:
        assert [data["token"] for _actor, _case, data in entries("api_ditolak")] == [token.id] * 2
    token.expires_at = timezone.now()
    token.save()
    assert Client().get("/api/v1/perkara", headers=headers).status_code == 401
    assert entries("api_ditolak")[-1][2]["sebab"] == "tidak berlaku"
