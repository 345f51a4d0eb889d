"""One list of what could not be taken in or read: name, reason, picture, again, aside."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser

from desk import failures
from desk.intake import admission, leases, requests
from desk.intake.values import Arrival, StoredFile
from desk.models import AuditEntry, CaseRow, DropRow
from models.case import Channel
from models.paths import REASON_SUFFIX, DataFolder
from tests.desk import factory, people
from tests.desk.browsing import sit_down
from tests.flows.processes import wait_until

WHY = "Berkas meminta kata sandi; mintalah salinan tanpa sandi."


@pytest.fixture
def failed(data: Path) -> str:
    """A case that could not be read."""
    at = factory.at_nine(date(2026, 11, 24))
    file = StoredFile("f" * 64, "surat-bersandi.pdf", 1000, ".pdf")
    case_id = admission.admit(Arrival("bersandi", Channel.EMAIL, at, (file,))).case_id
    assert leases.take_case(case_id, "uji")
    leases.fail(case_id, "uji", WHY, is_final=True)
    return case_id


def refused(data: Path, name: str = "kosong.pdf") -> int:
    """A drop that was never taken in."""
    folder = DataFolder(data).gagal
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"")
    admission.record_failure(f"k-{name}", Channel.LOKET, name, "Berkas ini kosong.")
    return DropRow.objects.get(name=name).id


def send(browser: Client, kind: str, key: object, action: str) -> Any:
    values = {"jenis": kind, "kunci": key, "tindakan": action}
    return browser.post("/gagal/tindakan/", values, follow=True).content.decode()


def test_the_list_holds_drops_and_cases_with_name_and_reason(data: Path, failed: str) -> None:
    refused(data)
    stray = DataFolder(data).gagal / "tanpa-catatan.jpg"
    stray.write_bytes(b"x")
    stray.with_name(stray.name + REASON_SUFFIX).write_text("Rusak di tengah jalan.\n")
    copy = DataFolder(data).gagal / "surat-bersandi.pdf"
    copy.write_bytes(b"x")
    copy.with_name(copy.name + REASON_SUFFIX).write_text(f"{WHY}\nPerkara {failed}.\n")
    browser = people.client("petugas")
    page = browser.get("/gagal/").content.decode()
    for words in ("surat-bersandi.pdf", WHY, failed, "kosong.pdf", "Berkas ini kosong.", "tanpa-catatan.jpg",
                  "Rusak di tengah jalan."):  # fmt: skip
        assert words in page
    assert page.count("<strong>surat-bersandi.pdf</strong>") == 1, "the copy of a case's file is no other one"
    assert browser.get("/?status=gagal")["Location"] == "/gagal/"
    front = browser.get("/").content.decode()
    assert 'href="/gagal/">Gagal dibaca <span class="angka">2</span>' in front


def test_a_drop_is_tried_again_through_a_request(data: Path) -> None:
    key = refused(data, "rusak.pdf")
    assert "akan dicoba lagi" in send(people.client("petugas"), "kiriman", key, "coba")
    request = requests.take_request("intake")
    assert request
    assert (request.kind, request.payload["name"]) == ("coba_lagi", "rusak.pdf")
    assert failures.count(people.user("pemeriksa")) == 0


def test_a_case_is_read_again(failed: str) -> None:
    send(people.client("petugas"), "perkara", failed, "coba")
    row = CaseRow.objects.get(id=failed)
    assert (row.status, row.attempts) == ("diterima", 0)
    assert AuditEntry.objects.filter(action="baca_ulang", case_id=failed).count() == 1


def test_what_is_set_aside_leaves_the_list_and_can_come_back(data: Path, failed: str) -> None:
    key, browser = refused(data), people.client("petugas")
    (DataFolder(data).gagal / "liar.jpg").write_bytes(b"x")
    for kind, which in (("kiriman", key), ("perkara", failed), ("folder", "liar.jpg")):
        assert "disisihkan" in send(browser, kind, which, "sisihkan")
    assert "Tidak ada yang gagal dibaca" in browser.get("/gagal/").content.decode()
    assert "Gagal dibaca <span" not in browser.get("/").content.decode()
    aside = browser.get("/gagal/?disisihkan=ya").content.decode()
    for name in ("kosong.pdf", "surat-bersandi.pdf", "liar.jpg"):
        assert name in aside
    assert (DataFolder(data).gagal / "kosong.pdf").exists(), "nothing is deleted"
    for kind, which in (("kiriman", key), ("perkara", failed)):
        send(browser, kind, which, "kembalikan")
    page = browser.get("/gagal/").content.decode()
    assert "kosong.pdf" in page
    assert "surat-bersandi.pdf" in page


def test_all_are_tried_again_at_once(data: Path, failed: str) -> None:
    for number in range(3):
        refused(data, f"{number}.pdf")
    people.client("petugas").post("/gagal/coba-semua/")
    names = {request.payload["name"] for request in iter(lambda: requests.take_request("intake"), None)}
    assert names == {"0.pdf", "1.pdf", "2.pdf"}
    assert CaseRow.objects.get(id=failed).status == "diterima"


def test_a_page_that_can_be_drawn_is_shown(data: Path, failed: str) -> None:
    browser = people.client("petugas")
    assert f"/gagal/pratinjau/{failed}/" in browser.get("/gagal/").content.decode()
    factory.draw_page(DataFolder(data).page_image("f" * 64, 1), "SURAT", {"perihal": "Contoh"})
    answer = browser.get(f"/gagal/pratinjau/{failed}/")
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xff\xd8")
    assert AuditEntry.objects.filter(action="lihat_gambar", case_id=failed).count() == 1


@pytest.mark.browser
def test_where_no_picture_can_be_drawn_the_place_says_so(
    browser: Browser, address: str, data: Path, failed: str
) -> None:
    refused(data)
    page = (officer := sit_down(browser, address, "petugas")).page
    officer.go("/gagal/")
    assert page.locator(".pratinjau .tanpa-gambar").count() == 2
    image = page.locator(".pratinjau img")
    wait_until(lambda: bool(image.evaluate("image => image.complete")), 60, "the answer")
    assert image.evaluate("image => image.naturalWidth") == 0
    assert not image.get_attribute("alt"), "a broken picture with words hides what lies under it"
    said = page.locator(".pratinjau a").evaluate("link => link.textContent.replace(/\\s+/g, ' ').trim()")
    assert said == f"Tidak ada gambar. Buka berkas {failed}"


@pytest.mark.parametrize(
    ("kind", "key", "action"),
    [
        ("kiriman", "99", "coba"),
        ("kiriman", "x", "sisihkan"),
        ("perkara", "JBG-26-999999-A", "coba"),
        ("folder", "../../etc/passwd", "coba"),
        ("perkara", "x", "hapus"),
    ],
)
def test_what_is_not_there_is_told(data: Path, kind: str, key: str, action: str) -> None:
    page = send(people.client("petugas"), kind, key, action)
    assert "pesan error" in page
    assert requests.take_request("intake") is None


def test_a_confidential_case_is_not_shown_to_who_may_not_see_it(data: Path, failed: str) -> None:
    CaseRow.objects.filter(id=failed).update(is_confidential=True)
    browser = people.client("petugas")
    assert failed not in browser.get("/gagal/").content.decode()
    assert "pesan error" in send(browser, "perkara", failed, "coba")
    assert browser.get(f"/gagal/pratinjau/{failed}/").status_code == 404


def test_who_only_looks_does_nothing(data: Path) -> None:
    key = refused(data)
    answer = people.client("arsiparis").post(
        "/gagal/tindakan/", {"jenis": "kiriman", "kunci": key, "tindakan": "coba"}
    )
    assert answer.status_code == 403
