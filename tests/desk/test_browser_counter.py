"""The counter and the pages of a case in a real browser: photographs, oral complaints, codes that can be
read, later papers, turning and naming pages."""

import io
import time
from pathlib import Path

import cv2
import numpy as np
import pdfplumber
import pytest
from playwright.sync_api import Browser

from desk import decisions, papers
from desk.intake import leases
from desk.models import CaseRow, DocumentRow, ReceiptRow
from models.separator import SEPARATOR_TEXT
from tests.desk import factory, people
from tests.desk.browsing import PHONE, sit_down

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
DROP = """() => {
  const data = new DataTransfer();
  data.items.add(new File(["%PDF-1.4 x"], "surat.pdf", { type: "application/pdf" }));
  const event = { dataTransfer: data, bubbles: true, cancelable: true };
  const area = document.getElementById("jatuh");
  for (const name of ["dragover", "drop"]) area.dispatchEvent(new DragEvent(name, event));
}"""
"""A file dragged from a folder onto the form."""
JPEG = b"\xff\xd8\xff\xe0 contoh"


def code_in(picture: bytes) -> str:
    """What the QR code in the picture says."""
    image = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    return cv2.QRCodeDetector().detectAndDecode(image)[0]


def test_photographs_of_a_phone_add_up_to_one_case(
    browser: Browser, address: str, data: Path, tmp_path: Path
) -> None:
    for name in ("surat.jpg", "ktp.jpg", "salah.jpg"):
        (tmp_path / name).write_bytes(JPEG + name.encode())
    reviewer = sit_down(browser, address, "petugas", size=PHONE)
    page = reviewer.page
    reviewer.go("/terima/")
    assert page.get_attribute("#kamera", "capture") == "environment"
    for name in ("surat.jpg", "salah.jpg", "ktp.jpg"):
        page.set_input_files("#kamera", tmp_path / name)
    page.click("button[aria-label='Buang salah.jpg']")
    page.set_input_files("#berkas", [tmp_path / "surat.jpg"])
    assert page.locator("#terpilih li").all_inner_texts() == [
        "surat.jpg (1 KB) Buang",
        "ktp.jpg (1 KB) Buang",
    ]
    page.click("main button.utama")
    page.wait_for_selector("text=TANDA TERIMA BERKAS")
    (drop,) = (path for path in (data / "masuk" / "loket").iterdir() if not path.name.startswith("."))
    assert [path.name for path in sorted(drop.iterdir())] == ["01-surat.jpg", "02-ktp.jpg"]
    assert reviewer.faults == []


def test_files_are_dragged_onto_the_form(browser: Browser, address: str, data: Path) -> None:
    reviewer = sit_down(browser, address, "petugas")
    page = reviewer.page
    reviewer.go("/terima/")
    page.evaluate(DROP)
    assert "surat.pdf" in page.inner_text("#terpilih")
    page.click("main button.utama")
    page.wait_for_selector("text=TANDA TERIMA BERKAS")


def test_a_complaint_without_paper_gets_a_receipt_whose_code_is_its_number(
    browser: Browser, address: str, data: Path
) -> None:
    reviewer = sit_down(browser, address, "petugas")
    page = reviewer.page
    for channel in ("loket", "telepon", "whatsapp", "media_sosial"):
        reviewer.go("/terima/lisan/")
        page.select_option("#lisan-kanal", channel)
        page.fill("#lisan-nama", "Siti Aminah")
        page.fill("#lisan-materi", f"Simpanan belum dapat diambil ({channel}).")
        page.click("main button.utama")
        page.wait_for_selector("text=TANDA TERIMA BERKAS")
        assert list((data / "masuk" / channel).glob("JBG-*.pdf"))
        receipt = ReceiptRow.objects.get(channel=channel)
    page.emulate_media(media="print")
    assert not page.locator("header.atas").is_visible()
    assert code_in(page.screenshot()) == receipt.number
    answer = page.request.get(f"{address}/terima/{receipt.number}/?pdf")
    with pdfplumber.open(io.BytesIO(answer.body())) as paper:
        out = io.BytesIO()
        paper.pages[0].to_image(resolution=150).save(out, format="PNG")
    assert code_in(out.getvalue()) == receipt.number


def test_separator_sheets_are_printed_a_page_each_with_the_code_the_intake_knows(
    browser: Browser, address: str, data: Path
) -> None:
    reviewer = sit_down(browser, address, "petugas")
    page = reviewer.page
    reviewer.go("/terima/pemisah/")
    assert code_in(page.locator(".pemisah").first.screenshot()) == SEPARATOR_TEXT
    sheets = page.locator(".pemisah").count()
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as paper:
        assert len(paper.pages) == sheets
        assert all("LEMBAR PEMISAH" in sheet.extract_text() for sheet in paper.pages)


def test_a_later_paper_goes_to_the_returned_case(
    browser: Browser, address: str, data: Path, tmp_path: Path
) -> None:
    case_id = factory.admit_case(data, 4, without_ktp=True)
    who = people.user("pemeriksa")
    decisions.decide(case_id, decisions.Choice("kembalikan", letter="Isi."), people.editor(who, case_id))
    card = tmp_path / "ktp.jpg"
    card.write_bytes(JPEG)
    reviewer = sit_down(browser, address, "petugas", size=PHONE)
    page = reviewer.page
    reviewer.go("/terima/")
    page.set_input_files("#berkas", card)
    page.fill("#terima-susulan", case_id.lower().replace("-", " "))
    page.click("main button.utama")
    page.wait_for_selector("text=TANDA TERIMA BERKAS")
    assert case_id in page.inner_text("article")
    assert ReceiptRow.objects.get().adds_to_id == case_id


def test_pages_are_turned_and_named_by_their_thumbnails(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "petugas")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/halaman/")
    reviewer.until("[...document.images].every((image) => image.complete && image.naturalWidth > 0)")
    card = page.locator(".kisi li").nth(1)
    card.locator("select").select_option("lampiran")
    card.locator("button:has-text('Simpan jenis')").click()
    page.wait_for_selector("text=Jenis halaman disimpan.")
    kinds = set(DocumentRow.objects.filter(case_id=case_id).values_list("kind", flat=True))
    assert kinds == {"surat_permohonan", "lampiran"}
    page.locator(".kisi li").nth(1).locator("button:has-text('Putar')").click()
    page.wait_for_selector("text=Halaman diputar; berkas dibaca ulang.")
    work = leases.take_case(case_id, "baca")
    assert work
    assert dict(work.rotations) == {("surat-1.pdf", 2): 90}
    assert CaseRow.objects.get(id=case_id).status == "diterima"
    assert reviewer.faults == []


@pytest.mark.parametrize("delay", [0, 700])
def test_who_clicks_twice_hands_in_once(
    browser: Browser, address: str, data: Path, monkeypatch: pytest.MonkeyPatch, delay: int
) -> None:
    """At once, and again while the server still works."""
    made = papers.oral_complaint

    def slowly(said: papers.OralComplaint) -> papers.Print:
        time.sleep(2)
        return made(said)

    monkeypatch.setattr(papers, "oral_complaint", slowly)
    officer = sit_down(browser, address, "petugas")
    page = officer.page
    officer.go("/terima/lisan/")
    page.fill("[name=nama]", "Retno Wulandari")
    page.fill("[name=materi]", "Menunggu di loket sejak pukul delapan tanpa dilayani.")
    button = page.locator("main button.utama")
    button.click(no_wait_after=True)
    page.wait_for_timeout(delay)
    button.click(no_wait_after=True, force=True)
    page.wait_for_selector("text=TANDA TERIMA BERKAS")
    page.wait_for_timeout(2500)
    assert ReceiptRow.objects.count() == 1
