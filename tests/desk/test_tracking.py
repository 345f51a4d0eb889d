"""Tracking for citizens: off by default, nothing personal, limited; and the QR of receipts."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser

from desk import papers
from desk.models import CaseRow
from desk.personal.files import family_of
from desk.views import track
from tests.desk import factory, people, procedures
from tests.desk.browsing import PHONE, axe_faults, sit_down, too_wide


@pytest.fixture
def switched_on(data: Path) -> Iterator[None]:
    settings = data / "pengaturan.toml"
    settings.write_text('tracking_url = "https://contoh.example"\n', encoding="utf-8")
    track.limiter.__init__()  # type: ignore[misc]  # a fresh count
    yield
    settings.unlink()


def look(number: str) -> tuple[int, str]:
    answer = Client().get("/lacak/", {"nomor": number})
    return answer.status_code, answer.content.decode()


def test_it_is_off_until_the_office_switches_it_on(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    assert look(case_id)[0] == 404
    assert papers.code_text(case_id) == case_id


def test_stage_and_date_and_nothing_personal(data: Path, switched_on: None) -> None:
    who = people.user("pengelola_pengaduan")
    case_id = procedures.approved(data, 1, who, "fasilitasi_pengaduan")
    status, text = look(case_id.lower().replace("-", " "))
    assert status == 200
    assert "Penjadwalan pertemuan" in text
    assert "27 Nov 2026" in text
    row = CaseRow.objects.get(id=case_id)
    for secret in (row.applicant, row.koperasi, row.subject, "3517"):
        assert secret not in text
    assert papers.code_text(case_id) == f"https://contoh.example/lacak/{case_id}/"
    assert look("JBG-26-999999-A")[0] == 404
    procedures.move(case_id, "dicabut", who, "Sebab rahasia.")
    assert "Sebab rahasia" not in look(case_id)[1]


def merged(data: Path, *, is_loop: bool = False) -> list[str]:
    """Numbers of three cases, each merged into the next; `is_loop`: the last into the first."""
    cases = [factory.admit_case(data, number, with_images=False) for number in (1, 2, 3)]
    for number, into in pairwise(cases):
        CaseRow.objects.filter(id=number).update(merged_into=into, status="gagal")
    if is_loop:
        CaseRow.objects.filter(id=cases[-1]).update(merged_into=cases[0])
    return cases


def test_the_number_of_a_merged_case_leads_to_the_living_one(data: Path, switched_on: None) -> None:
    first, _, last = merged(data)
    status, text = look(first)
    assert status == 200 and last in text and "Pemeriksaan kelengkapan berkas" in text
    browser = people.client("pemeriksa")
    found = browser.post("/", {"cari": first.lower()}, follow=True).content.decode()
    assert f'href="/perkara/{last}/"' in found
    assert f"Nomor {first} sudah digabung ke berkas {last}." in found
    opened = browser.get(f"/perkara/{first}/", follow=True)
    assert opened.redirect_chain == [(f"/perkara/{last}/", 302)]
    assert f"sudah digabung ke berkas {last}" in opened.content.decode()


def test_the_search_says_nothing_of_a_merged_case_that_is_hidden(data: Path) -> None:
    first, _, last = merged(data)
    CaseRow.objects.filter(id=last).update(is_confidential=True)
    assert last not in people.client("pemeriksa").post("/", {"cari": first}, follow=True).content.decode()
    assert last in people.client("kepala").post("/", {"cari": first}, follow=True).content.decode()


def test_cases_merged_in_a_circle_end(data: Path, switched_on: None) -> None:
    first, *_ = merged(data, is_loop=True)
    assert look(first)[0] == 200
    assert people.client("pemeriksa").get(f"/perkara/{first}/").status_code == 404
    assert len(family_of(first)) == 3


def test_numbers_are_not_gone_through(data: Path, switched_on: None) -> None:
    answers = [look("JBG-26-000001-A")[0] for _ in range(track.PER_ADDRESS + 1)]
    assert answers[-2:] == [404, 429]
    limiter = track.Limiter()
    assert all(limiter.allows(f"alamat {n}", 0.0) for n in range(track.IN_ALL))
    assert not limiter.allows("alamat lain", 1.0)
    assert limiter.allows("alamat lain", track.WINDOW_SECONDS + 1.0)


@pytest.mark.browser
def test_a_telephone_likes_the_page(data: Path, switched_on: None, browser: Browser, address: str) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    reader = sit_down(browser, address, "petugas", size=PHONE)
    reader.page.context.clear_cookies()
    reader.go(f"/lacak/{case_id}/")
    assert axe_faults(reader, "lacak") == []
    assert too_wide(reader) == ""
    assert reader.page.get_by_text("Pemeriksaan kelengkapan berkas").is_visible()
    reader.go("/lacak/")
    reader.page.fill("#nomor", case_id.lower())
    reader.page.click("button.utama")
    assert reader.page.get_by_text("Pemeriksaan kelengkapan berkas").is_visible()
    for _ in range(track.PER_ADDRESS):
        reader.go(f"/lacak/?nomor={case_id}")
    assert reader.page.get_by_text("Terlalu banyak permintaan").is_visible()
    assert not reader.page.get_by_text("Pemeriksaan kelengkapan berkas").is_visible()
    assert axe_faults(reader, "lacak, terlalu banyak") == []
    assert too_wide(reader) == ""
