"""The walk of `scripts/procedure_pictures.py`: cases in their stages, and the pages that show them."""

from datetime import date
from pathlib import Path

from django.contrib.auth.models import User
from playwright.sync_api import sync_playwright

from desk import facts
from desk.models import CasePaper, CaseRow
from desk.paperwork import shelf
from desk.paperwork.matter import matter_of
from models.papers import letters
from tests.desk import people, procedures
from tests.desk.browsing import launch, running_desk, sit_down

SIZE, PHONE = (1366, 768), (390, 700)
OFFICER, HEAD = "pengelola_pengaduan", "kepala"
NAMES = {OFFICER: "Rina Kartikasari", HEAD: "Bambang Wibowo"}
SETTLE_MS = 500
SAID = "Rapat anggota tahunan diselenggarakan paling lambat enam bulan setelah tahun buku lampau."


def make_cases(data: Path) -> dict[str, str]:
    """Cases in the stages that are shown, and a final letter of the register."""
    who, today = people.user(OFFICER, "rina"), facts.today()
    User.objects.filter(id=who.id).update(first_name=NAMES[OFFICER])
    services = ("fasilitasi_konsultasi", "fasilitasi_pengaduan", "pengaduan_layanan")
    cases = {
        service: procedures.approved(data, number, who, service, received_on=today)
        for number, service in enumerate(services, start=1)
    }
    procedures.approved(data, 4, who, "fasilitasi_pengaduan", received_on=date(today.year, 1, 5))
    letter = _answer(cases["fasilitasi_konsultasi"])
    done = shelf.Finish(f"518/121/415.26/{today.year}", today, has_checked=True)
    shelf.finalize(letter.id, done, people.editor(who, letter.case_id), letter.case_id)
    return cases


def _answer(case_id: str) -> CasePaper:
    """A letter with its words."""
    row = CaseRow.objects.get(id=case_id)
    return shelf.draft(row, letters.answer(matter_of(row), facts.office(), SAID))


def walk(cases: dict[str, str], folder: Path) -> None:
    """Takes all pictures; raises when a page had a fault."""
    met = cases["fasilitasi_pengaduan"]
    shots = (
        (OFFICER, f"/perkara/{cases['fasilitasi_konsultasi']}/proses/", SIZE, "proses-konsultasi"),
        (OFFICER, f"/perkara/{met}/proses/", SIZE, "proses-pertemuan"),
        (OFFICER, f"/perkara/{cases['pengaduan_layanan']}/proses/", SIZE, "proses-pengaduan"),
        (OFFICER, "/surat-keluar/", SIZE, "surat-keluar"),
        (OFFICER, "/tenggat/", SIZE, "tenggat"),
        (HEAD, "/kinerja/", SIZE, "kinerja"),
        (HEAD, "/data-pribadi/", SIZE, "data-pribadi"),
        (OFFICER, f"/lacak/{met}/", PHONE, "lacak"),
    )
    with running_desk() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for place, (role, path, size, name) in enumerate(shots):
            reader = sit_down(browser, address, role, f"gambar{place}", size=size)
            User.objects.filter(username=f"gambar{place}").update(first_name=NAMES[role])
            if name == "lacak":
                reader.page.context.clear_cookies()
            reader.go(path)
            reader.page.wait_for_timeout(SETTLE_MS)
            reader.page.screenshot(path=folder / f"{name}.png")
            assert reader.faults == [], reader.faults
            reader.page.context.close()
        browser.close()
