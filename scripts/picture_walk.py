"""The walk of `scripts/make_pictures.py`: what a reviewer sees, page by page."""

from pathlib import Path

from django.db.models import F
from playwright.sync_api import Browser, Page, sync_playwright

from desk.models import CaseRow
from tests.desk.browsing import PHONE, Reviewer, launch, sit_down

SETTLE_MS = 700
"""Images and lit boxes appear with the focus; a picture is taken when they have."""


def best_case() -> str:
    """A case with a letter and an identity, some doubtful fields but few: what a reviewer mostly meets."""
    identities = ("ktp", "identitas_lembaga")
    waiting = CaseRow.objects.filter(status="menunggu", doubtful__gt=0, documents__kind__in=identities)
    with_letter = waiting.filter(id__in=CaseRow.objects.filter(documents__kind="surat_permohonan"))
    chosen = with_letter.order_by("doubtful").first() or waiting.first() or CaseRow.objects.order_by("id")[0]
    return chosen.id


def incomplete_case(other_than: str) -> str:
    """A case whose notice of shortage has something to say."""
    waiting = CaseRow.objects.filter(status="menunggu").exclude(id=other_than)
    found = waiting.filter(completeness="tidak_lengkap").order_by(F("id")).first() or waiting[0]
    return found.id


def picture(page: Page, folder: Path, name: str) -> None:
    """The window as it is."""
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=folder / f"{name}.png")


def walk(address: str, folder: Path, size: tuple[int, int]) -> None:
    """Takes all pictures; raises when a page had a fault."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        login_page(browser, address, folder, size)
        reviewer = sit_down(browser, address, "pemeriksa", "sri.wahyuni", size)
        page = reviewer.page
        reviewer.go("/")
        picture(page, folder, "antrean")
        reviewer.go("/gagal/")
        picture(page, folder, "gagal")
        case_id = best_case()
        review(reviewer, case_id, folder)
        reviewer.go(f"/perkara/{incomplete_case(case_id)}/putusan/kembalikan/")
        picture(page, folder, "kembalikan")
        others = other_roles(browser, address, folder, size)
        browser.close()
    if faults := [fault for who in (reviewer, *others) for fault in who.faults]:
        raise RuntimeError(f"the desk had faults: {faults}")


def other_roles(browser: Browser, address: str, folder: Path, size: tuple[int, int]) -> list[Reviewer]:
    """The head's figures, the administrator's users, the counter on a phone."""
    head = sit_down(browser, address, "kepala", "kepala.dinas", size)
    head.go("/dasbor/")
    picture(head.page, folder, "dasbor")
    admin = sit_down(browser, address, "admin", "admin.sistem", size)
    admin.go("/pengguna/")
    picture(admin.page, folder, "pengguna")
    counter = sit_down(browser, address, "petugas", "budi.santoso", PHONE)
    counter.go("/terima/")
    picture(counter.page, folder, "terima")
    return [head, admin, counter]


def login_page(browser: Browser, address: str, folder: Path, size: tuple[int, int]) -> None:
    """Before anybody has logged in."""
    page = browser.new_context(viewport={"width": size[0], "height": 560}, locale="id-ID").new_page()
    page.goto(f"{address}/masuk/")
    picture(page, folder, "masuk")


def review(reviewer: Reviewer, case_id: str, folder: Path) -> None:
    """The case page as it opens (on the first doubtful field), then the list of keys."""
    reviewer.go(f"/perkara/{case_id}/")
    picture(reviewer.page, folder, "perkara")
    reviewer.page.keyboard.press("Escape")
    reviewer.page.keyboard.press("?")
    picture(reviewer.page, folder, "pintasan")
