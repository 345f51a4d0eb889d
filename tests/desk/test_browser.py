"""The desk in a real browser (Debian's chromium): whole walks, keys, boxes, conflicts, axe."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from desk import changes
from desk.models import AuditEntry, CaseRow, FieldRow
from tests.desk import factory, people
from tests.desk.browsing import sit_down

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def value(case_id: str, name: str) -> object:
    return FieldRow.objects.get(document__case_id=case_id, name=name).value


def test_a_case_from_login_to_audit_line(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama", "nik"))
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    page.click(f"a.nomor:has-text('{case_id}')")
    reviewer.until("document.activeElement.name === 'nilai'")
    assert page.locator(".kotak.menyala").count() == 1
    page.keyboard.press("Control+A")
    page.keyboard.type("BUDI SANTOSO, S.E.")
    reviewer.press("Enter")
    reviewer.until("document.querySelectorAll('form.isian.ragu').length === 1")
    reviewer.press("Enter")
    reviewer.until("document.querySelectorAll('form.isian.ragu').length === 0")
    reviewer.settle()
    assert "Lengkap" in page.inner_text("#kepala")
    assert page.evaluate("document.activeElement.className") == "putusan"
    reviewer.approve()
    reviewer.wait_path("/berikut/")
    assert "Antrean sudah kosong" in page.inner_text("main")
    assert value(case_id, "pemohon_nama") == "BUDI SANTOSO, S.E."
    assert CaseRow.objects.get(id=case_id).status == "disetujui"
    reviewer.go(f"/perkara/{case_id}/riwayat/")
    history = page.inner_text("main")
    assert "Disetujui" in history
    assert "BUDI SANTOSO \N{RIGHTWARDS ARROW} BUDI SANTOSO, S.E." in history
    assert reviewer.faults == []


def test_tab_goes_to_doubtful_fields_and_then_on(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama", "nik", "alamat"))
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    label = "document.activeElement.closest('form.isian')?.querySelector('label').textContent"
    reviewer.until(f"{label} === 'Nama pemohon'")
    for expected in ("NIK", "Alamat"):
        reviewer.press("Tab")
        assert page.evaluate(label) == expected
    reviewer.press("Shift+Tab")
    assert page.evaluate(label) == "NIK"
    reviewer.press("ArrowDown")
    assert page.evaluate(label) == "Nama"
    reviewer.press("Alt+m")
    assert page.locator(".mentah:visible").count() == 1
    for _ in range(60):
        reviewer.press("Tab")
        if page.evaluate("document.activeElement.id") == "tombol-setujui":
            break
    else:
        pytest.fail("the keyboard never reaches the decision")


def test_clicking_a_box_focuses_its_field(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    target = FieldRow.objects.get(document__case_id=case_id, name="perihal").id
    page.click(f".kotak[data-isian='{target}']")
    assert page.evaluate("document.activeElement.id") == f"i{target}"
    wide = page.evaluate("document.querySelector('svg.halaman-gambar:not([hidden])').viewBox.baseVal.width")
    assert wide < 1000, "the image zooms to the box"
    page.keyboard.press("Escape")
    reviewer.press("0")
    whole = page.evaluate("document.querySelector('svg.halaman-gambar:not([hidden])').viewBox.baseVal.width")
    assert whole > 1000
    left = "document.querySelector('svg.halaman-gambar:not([hidden])').viewBox.baseVal.x"
    reviewer.press("+")
    start = page.evaluate(left)
    reviewer.press("Shift+ArrowRight")
    assert page.evaluate(left) > start, "the keyboard pans"
    area = page.locator("#kanvas").bounding_box()
    assert area
    start = page.evaluate(left)
    page.mouse.click(area["x"] + 20, area["y"] + 20)
    assert page.evaluate(left) < start, "a click without a drag pans"
    reviewer.press("]")
    assert "2 dari 2" in page.inner_text("#nama-halaman")


def test_single_keys_can_be_turned_off(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    reviewer.press("?")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    page.click(".akun summary")
    page.click("button:has-text('Matikan pintasan')")
    page.wait_for_selector("body[data-pintasan=tidak]")
    reviewer.press("a")
    reviewer.press("?")
    page.wait_for_timeout(300)
    assert page.locator("dialog[open]").count() == 0
    assert CaseRow.objects.get(id=case_id).status == "menunggu"


def test_a_conflict_shows_both_values(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1, doubtful=("pemohon_nama",))
    reviewer = sit_down(browser, address, "pemeriksa", "satu")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    reviewer.until("document.activeElement.name === 'nilai'")
    other = people.user("pemeriksa", "dua")
    reviewer.hold()
    changes.take_over(case_id, other)
    target = FieldRow.objects.get(document__case_id=case_id, name="pemohon_nama").id
    changes.set_field(case_id, target, "NAMA DUA", people.editor(other, case_id))
    changes.release(case_id, other)
    page.keyboard.press("Control+A")
    page.keyboard.type("NAMA SATU")
    reviewer.press("Enter")
    page.wait_for_selector("text=Perubahan bentrok")
    text = page.inner_text("main")
    assert "NAMA DUA" in text
    assert "NAMA SATU" in text
    for _ in range(2):
        reviewer.press("Enter")
    page.wait_for_timeout(300)
    assert value(case_id, "pemohon_nama") == "NAMA DUA", "no button has the focus"
    page.click("text=Simpan nilai saya")
    page.wait_for_selector("#kepala")
    assert value(case_id, "pemohon_nama") == "NAMA SATU"


def test_return_print_and_undo(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 4, without_ktp=True)
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    reviewer.press("k")
    reviewer.wait_path("/putusan/kembalikan/")
    assert "fotokopi KTP" in page.input_value("#surat")
    page.click("main button.utama")
    reviewer.wait_path("/surat/")
    assert "DINAS KOPERASI DAN USAHA MIKRO" in page.inner_text("article")
    page.click(".pesan button:has-text('Urungkan')")
    page.wait_for_selector("#tombol-setujui")
    assert CaseRow.objects.get(id=case_id).status == "menunggu"


def test_keys_faster_than_the_server_lose_nothing(browser: Browser, address: str, data: Path) -> None:
    """Enter after Enter without waiting: every field is taken once, then the case is approved."""
    doubts = ("pemohon_nama", "pemohon_nik", "nik", "alamat", "rt")
    ids = [factory.admit_case(data, number, doubtful=doubts) for number in range(4)]
    reviewer = sit_down(browser, address, "pemeriksa")
    reviewer.go("/berikut/")
    for _ in ids:
        case_id = reviewer.page.url.rstrip("/").split("/")[-1]
        reviewer.until("document.activeElement.name === 'nilai'")
        for _ in doubts:
            reviewer.press("Enter")
        reviewer.approve()
        reviewer.leave(case_id)
    assert reviewer.keys == len(ids) * (len(doubts) + 1)
    assert set(CaseRow.objects.values_list("status", "doubtful")) == {("disetujui", 0)}
    taken = FieldRow.objects.filter(document__case_id__in=ids, is_person=True)
    assert taken.count() == len(ids) * len(doubts)
    assert reviewer.faults == []


def test_a_scripted_reviewer_handles_thirty_cases(
    browser: Browser, address: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Clean cases take one key; the figures are printed."""
    doubts = ((), (), (), ("pemohon_nama",), (), ("nik", "alamat"))
    cases = {factory.admit_case(data, n, doubtful=doubts[n % 6]): len(doubts[n % 6]) for n in range(30)}
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go("/berikut/")
    keys: dict[str, int] = {}
    while "/perkara/" in page.url:
        case_id = page.url.rstrip("/").split("/")[-1]
        reviewer.keys = 0
        for _ in range(cases[case_id]):
            reviewer.until("document.activeElement.name === 'nilai'")
            reviewer.press("Enter")
        reviewer.approve()
        keys[case_id] = reviewer.keys
        reviewer.leave(case_id)
    clean = [keys[case_id] for case_id, doubtful in cases.items() if not doubtful]
    with capsys.disabled():
        total = sum(keys.values())
        print(f"\n30 berkas: {total} tombol ({total / 30:.1f} per berkas, tanpa keraguan {max(clean)})")
    assert len(keys) == 30
    assert max(clean) <= 3
    assert CaseRow.objects.filter(status="disetujui").count() == 30
    assert AuditEntry.objects.filter(action="setujui").count() == 30
    assert reviewer.faults == []
