"""The review screen in a real browser: picture and fields together, evidence, keys, live counts, leases."""

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from desk import changes, facts
from desk.models import CaseRow, FieldRow
from tests.desk import factory, people
from tests.desk.browsing import Reviewer, sit_down, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
SHOWN = "document.querySelector('svg.halaman-gambar:not([hidden])')"


@pytest.fixture
def case_id(data: Path) -> str:
    return factory.admit_case(data, 1, doubtful=("pemohon_nama", "nik"))


def open_case(browser: Browser, address: str, case_id: str, role: str = "pemeriksa") -> Reviewer:
    reviewer = sit_down(browser, address, role)
    reviewer.go(f"/perkara/{case_id}/")
    reviewer.until("document.activeElement.name === 'nilai'")
    return reviewer


def lit_box_is_whole_in_sight(page: Page) -> bool:
    """Whether the lit box lies wholly within the part of the page that is shown."""
    box, canvas = page.locator(".kotak.menyala").bounding_box(), page.locator("#kanvas").bounding_box()
    assert box
    assert canvas
    return (
        box["x"] >= canvas["x"]
        and box["y"] >= canvas["y"]
        and box["x"] + box["width"] <= canvas["x"] + canvas["width"]
        and box["y"] + box["height"] <= canvas["y"] + canvas["height"]
    )


def test_the_picture_follows_the_focus_to_the_box_and_page(
    browser: Browser, address: str, case_id: str
) -> None:
    reviewer = open_case(browser, address, case_id)
    page = reviewer.page
    doubtful = page.locator("form.isian.ragu").first
    assert "Perlu diperiksa" in doubtful.inner_text()
    assert doubtful.locator(".icon svg").first.is_visible()
    crop = doubtful.locator(".potongan image")
    assert crop.get_attribute("href")
    assert lit_box_is_whole_in_sight(page)
    first = page.locator(".kotak.menyala").get_attribute("data-isian")
    tight = FieldRow.objects.get(id=int(first or 0)).box
    assert tight
    drawn = page.locator(".kotak.menyala")
    assert float(drawn.get_attribute("width") or 0) > 1000 * (tight[2] - tight[0]), "a margin round the words"
    reviewer.press("Tab")
    assert "2 dari 2" in page.inner_text("#nama-halaman")
    assert page.locator(".kotak.menyala").count() == 1
    assert lit_box_is_whole_in_sight(page)
    page.click(".lembar button >> nth=0")
    assert "1 dari 2" in page.inner_text("#nama-halaman")
    width = float(page.locator(f".kotak[data-isian='{first}']").get_attribute("width") or 0)
    assert width == pytest.approx(1000 * (tight[2] - tight[0]), abs=0.1), "the margin goes with the light"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    reviewer.press("r")
    assert "rotate(90)" in page.evaluate(f"{SHOWN}.querySelector('.putaran').getAttribute('transform')")
    reviewer.press("d")
    assert page.evaluate(f"{SHOWN}.querySelector('.putaran').getAttribute('transform')") == ""
    assert lit_box_is_whole_in_sight(page)
    assert reviewer.faults == []


def test_a_verdict_jumps_to_its_evidence(browser: Browser, address: str, case_id: str) -> None:
    reviewer = open_case(browser, address, case_id)
    page = reviewer.page
    row = page.locator("#periksa li:has-text('Fotokopi KTP')")
    assert "tidak terbaca pasti" in row.inner_text()
    row.locator("text=lihat buktinya").click()
    nik = FieldRow.objects.get(document__case_id=case_id, name="nik").id
    assert page.evaluate("document.activeElement.id") == f"i{nik}"
    assert page.locator(f"#f{nik}").is_visible()
    assert "2 dari 2" in page.inner_text("#nama-halaman")


def test_a_date_is_typed_as_people_write_it_and_a_wrong_one_holds_the_decision(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("tanggal_surat",))
    reviewer = open_case(browser, address, case_id)
    page = reviewer.page
    assert page.evaluate("document.activeElement.value") == "20-11-2026"
    page.keyboard.type("31-02-2026")
    reviewer.press("Enter")
    page.wait_for_selector("form.isian.galat >> text=Tanggal itu tidak dikenali")
    reviewer.settle()
    page.evaluate("document.activeElement.blur()")
    reviewer.approve()
    reviewer.until("document.activeElement.value === '31-02-2026'")
    assert CaseRow.objects.get(id=case_id).status == "menunggu"
    page.keyboard.press("Control+A")
    page.keyboard.type("19 Nopember 2026")
    reviewer.press("Enter")
    reviewer.until("document.querySelectorAll('form.isian:is(.galat, .ragu)').length === 0")
    reviewer.settle()
    assert FieldRow.objects.get(document__case_id=case_id, name="tanggal_surat").value == "2026-11-19"
    assert page.locator("#panel input[value='19-11-2026']").count() == 1


def test_service_evidence_overruling_and_reason(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 4, without_ktp=True)
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    page.select_option("#layanan-pilih", "fasilitasi_konsultasi")
    page.locator("form:has(#layanan-pilih) button").click()
    page.wait_for_selector("text=Layanan disimpan")
    assert "Tanggapan" not in page.inner_text("#kepala")
    page.locator("#periksa li:has-text('Fotokopi KTP') >> text=nilai sendiri").click()
    page.check("input[value=perlu_diperiksa]")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.click("main button.utama")
    page.wait_for_selector("text=Pilih penilaian dan tuliskan alasannya.")
    page.check("input[value=perlu_diperiksa]")
    page.fill("#alasan", "KTP menyusul sore ini.")
    page.click("main button.utama")
    page.wait_for_selector("text=KTP menyusul sore ini.")
    page.locator("#periksa li:has-text('Fotokopi KTP') >> text=nilai sendiri").click()
    page.click("text=Kembalikan ke penilaian sistem")
    page.wait_for_selector("text=Penilaian sistem berlaku lagi.")
    page.select_option("#bukti-pilih", "ikd")
    page.locator("form:has(#bukti-pilih) button").click()
    page.wait_for_selector("text=Bukti identitas dicatat.")
    row = CaseRow.objects.get(id=case_id)
    assert (row.service, row.completeness) == ("fasilitasi_konsultasi", "lengkap")
    reviewer.go(f"/perkara/{case_id}/riwayat/")
    history = page.inner_text("main")
    for words in ("Layanan diubah", "Penilaian syarat diubah", "KTP menyusul sore ini.", "Bukti identitas"):
        assert words in history


@pytest.mark.parametrize(("key", "status"), [("t", "ditunda"), ("x", "ditolak")])
def test_postponing_and_declining_by_key_and_undoing(
    browser: Browser, address: str, case_id: str, key: str, status: str
) -> None:
    reviewer = open_case(browser, address, case_id)
    page = reviewer.page
    page.keyboard.press("Escape")
    reviewer.press(key)
    reviewer.wait_path("/putusan/")
    assert page.evaluate("document.activeElement.id") == "alasan"
    page.keyboard.type("Bukan kewenangan kantor kami.")
    page.click("main button.utama")
    page.wait_for_selector(".pesan button:has-text('Urungkan')")
    assert CaseRow.objects.get(id=case_id).status == status
    page.evaluate("document.activeElement.blur()")
    reviewer.press("u")
    page.wait_for_selector("#tombol-setujui")
    assert CaseRow.objects.get(id=case_id).status == "menunggu"
    assert reviewer.faults == []


def test_a_sent_letter_can_not_be_undone(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 4, without_ktp=True)
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/putusan/kembalikan/")
    page.click("main button.utama")
    page.click("text=Sudah diserahkan atau dikirim")
    page.click("text=Ya, surat sudah keluar")
    page.wait_for_selector("text=Dicatat: surat sudah diserahkan")
    assert "Dikembalikan oleh" in page.inner_text(".putusan")
    assert page.locator("button:has-text('Urungkan')").count() == 0
    page.click("text=Berkas susulan")
    assert page.input_value("#terima-susulan") == case_id


def test_the_counts_of_the_queue_are_live_and_keep_the_focus(
    browser: Browser, address: str, data: Path
) -> None:
    factory.admit_case(data, 1, received_on=facts.today())
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    page.clock.install()
    reviewer.go("/")
    assert "Menunggu pemeriksaan 1" in page.inner_text("#hitungan")
    page.focus("#tab-menunggu")
    factory.admit_case(data, 2, received_on=date(2026, 1, 5))
    page.clock.fast_forward(16_000)
    page.wait_for_selector("#hitungan:has-text('Menunggu pemeriksaan 2')")
    assert "1 melewati tenggat" in page.inner_text("#hitungan")
    wait_until(lambda: page.evaluate("document.activeElement.id") == "tab-menunggu", 5)
    assert reviewer.faults == []


def test_an_open_page_renews_while_it_is_worked_on_and_says_who_took_over(
    browser: Browser, address: str, case_id: str
) -> None:
    reviewer = sit_down(browser, address, "pemeriksa", "satu")
    page = reviewer.page
    renewals: list[str] = []
    page.on("request", lambda request: renewals.append(request.url) if "/pegang/" in request.url else None)
    page.clock.install()
    reviewer.go(f"/perkara/{case_id}/")
    reviewer.until("document.activeElement.name === 'nilai'")
    wait_until(lambda: len(renewals) == 1 and changes.holder(CaseRow.objects.get(id=case_id)) is not None, 10)
    page.clock.fast_forward(21_000)
    wait_until(lambda: len(renewals) == 2, 10)
    page.clock.fast_forward(700_000)
    page.wait_for_timeout(300)
    assert len(renewals) == 2, "nobody has worked here since"
    changes.take_over(case_id, people.user("pemeriksa", "dua"))
    page.keyboard.press("Escape")
    page.clock.fast_forward(21_000)
    page.wait_for_selector("#pegangan >> text=sedang diperiksa oleh dua")
    page.click("#pegangan button:has-text('Ambil alih')")
    page.wait_for_selector("#tombol-setujui:not([disabled])")
    holder = CaseRow.objects.get(id=case_id).reviewer
    assert holder
    assert holder.username == "satu"


def test_a_case_that_another_opened_first_is_shown_as_held(
    browser: Browser, address: str, case_id: str
) -> None:
    reviewer = sit_down(browser, address, "pemeriksa", "satu")
    page = reviewer.page
    other = people.user("pemeriksa", "dua")

    def late(route: Route) -> None:
        if "baru" in (route.request.post_data or ""):
            changes.hold(case_id, other)
        route.continue_()

    page.route("**/pegang/", late)
    reviewer.go(f"/perkara/{case_id}/")
    page.wait_for_selector("#pegangan >> text=sedang diperiksa oleh dua")
    page.wait_for_selector("#tombol-setujui[disabled]")
    assert str(changes.holder(CaseRow.objects.get(id=case_id))) == "dua"


def test_the_queue_is_filtered_searched_and_sorted_as_one_types(
    browser: Browser, address: str, data: Path
) -> None:
    late = factory.admit_case(data, 1, name="SITI AMINAH", received_on=date(2026, 11, 2))
    soon = factory.admit_case(data, 2, name="NUR HIDAYATI", received_on=date(2026, 11, 23))
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go("/")

    def shown() -> list[str]:
        return [str(text) for text in page.locator("#daftar a.nomor").all_inner_texts()]

    assert shown() == [late, soon]
    table = "document.querySelector('.gulung')"
    assert page.evaluate(f"{table}.scrollWidth <= {table}.clientWidth"), "the list fits 1366 pixels"
    assert re.search(r"terlambat \d+ hari kerja", page.inner_text("#daftar"))
    reviewer.press("/")
    assert page.evaluate("document.activeElement.id") == "cari"
    page.keyboard.type("hidaya")
    wait_until(lambda: shown() == [soon], 30)
    page.fill("#cari", "")
    wait_until(lambda: len(shown()) == 2, 30)
    page.select_option("[name=urut]", "terbaru")
    wait_until(lambda: shown() == [soon, late], 30)
    page.click("text=Siap diputus")
    page.wait_for_selector(f"#daftar >> text={late}")
    assert reviewer.faults == []


def test_a_session_that_ended_is_told_and_leaves_the_page_as_it_is(
    browser: Browser, address: str, case_id: str
) -> None:
    reviewer = open_case(browser, address, case_id)
    page = reviewer.page
    page.context.clear_cookies()
    page.keyboard.press("Control+A")
    page.keyboard.type("BUDI SANTOSO, S.E.")
    reviewer.press("Enter")
    page.wait_for_selector("text=Sesi Anda berakhir")
    name = FieldRow.objects.get(document__case_id=case_id, name="pemohon_nama").id
    assert page.input_value(f"#i{name}") == "BUDI SANTOSO, S.E."
    assert page.locator("#id_username").count() == 0
    page.click("text=Masuk lagi")
    page.wait_for_selector("text=Yang Anda ketik masih disimpan")
    assert "Sesi Anda berakhir" in page.inner_text("main") and "BUDI" not in page.url
    page.fill("#id_username", "uji_pemeriksa")
    page.fill("#id_password", people.PASSWORD)
    page.click("button.utama")
    page.wait_for_selector("text=Yang Anda ketik dikembalikan")
    assert page.url.endswith(f"/perkara/{case_id}/")
    reviewer.until("document.activeElement.value === 'BUDI SANTOSO, S.E.'")
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('terketik'))") == []
    reviewer.press("Enter")
    reviewer.until("document.querySelectorAll('form.isian.dibetulkan').length === 1")
    assert FieldRow.objects.get(id=name).value == "BUDI SANTOSO, S.E."


def test_a_server_that_can_not_be_reached_is_told_and_the_value_can_be_sent_again(
    browser: Browser, address: str, case_id: str
) -> None:
    reviewer = open_case(browser, address, case_id)
    page = reviewer.page
    page.context.set_offline(True)
    page.keyboard.press("Control+A")
    page.keyboard.type("BUDI SANTOSO, S.E.")
    reviewer.press("Enter")
    page.wait_for_selector("text=Server tidak dapat dihubungi")
    name = FieldRow.objects.get(document__case_id=case_id, name="pemohon_nama")
    assert page.input_value(f"#i{name.id}") == "BUDI SANTOSO, S.E."
    page.context.set_offline(False)
    page.focus(f"#i{name.id}")
    reviewer.press("Enter")
    reviewer.until(f"document.querySelector('#f{name.id}.dibetulkan') !== null")
    name.refresh_from_db()
    assert name.value == "BUDI SANTOSO, S.E."
    assert page.locator("text=Server tidak dapat dihubungi").count() == 0
