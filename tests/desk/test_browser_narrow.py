"""Narrow windows (a phone of 360 pixels, 200 % zoom): nothing is cut off, nothing is out of reach."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.desk import factory
from tests.desk.browsing import Reviewer, sit_down

PHONE = (360, 780)
ZOOMED = (683, 384)
OUTSIDE = """([inner, outer]) => [...document.querySelectorAll(inner)].filter((item) => {
  const own = item.getBoundingClientRect(), frame = item.closest(outer).getBoundingClientRect();
  return own.left < frame.left || own.right > frame.right + .5 || own.top < frame.top;
}).map((item) => item.textContent.trim())"""
"""What stands out of its frame, or is cut off by it."""

pytestmark = pytest.mark.browser


@pytest.fixture
def narrow(browser: Browser, address: str, data: Path) -> Callable[[str, tuple[int, int]], Reviewer]:
    """Somebody of that role at a window of that size; two cases wait."""
    for number in (1, 2):
        factory.admit_case(data, number, doubtful=("nik",), name="SITI AMINAH")
    return lambda role, size: sit_down(browser, address, role, size=size)


@pytest.mark.parametrize(
    ("path", "inner", "outer"),
    [
        ("/", ".tenggat > span:last-child", ".gulung"),
        ("/?cari=siti&status=semua", ".keadaan-sel > *", ".gulung"),
        ("/", ".merek span", ".atas"),
        ("/?status=disetujui", ".tab [aria-current]", ".tab"),
        ("/?status=menunggu&yakin=ya", ".pandangan [aria-current]", ".pandangan"),
        ("/surat-keluar/", ".atas nav [aria-current]", ".atas nav"),
    ],
)
def test_it_lies_within_its_frame(
    narrow: Callable[[str, tuple[int, int]], Reviewer], path: str, inner: str, outer: str
) -> None:
    reviewer = narrow("pemeriksa", PHONE)
    reviewer.go(path)
    assert reviewer.page.locator(inner).count() > 0
    assert reviewer.page.evaluate(OUTSIDE, [inner, outer]) == []


@pytest.mark.parametrize(
    ("role", "path", "field"),
    [
        ("petugas", "/surat-keluar/", "nomor"),
        ("petugas", "/surat-keluar/", "belum"),
        ("admin", "/audit/", "pelaku"),
    ],
)
def test_filters_can_be_reached(
    narrow: Callable[[str, tuple[int, int]], Reviewer], role: str, path: str, field: str
) -> None:
    reviewer = narrow(role, ZOOMED)
    reviewer.go(path)
    assert reviewer.page.locator(f"form.saring [name={field}]").is_visible()


def test_the_list_of_keys_opens_at_its_beginning(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    page = (reviewer := sit_down(browser, address, "pemeriksa", size=ZOOMED)).page
    reviewer.go(f"/perkara/{case_id}/")
    reviewer.press("Escape")
    reviewer.press("?")
    page.wait_for_selector("dialog[open]")
    assert page.evaluate("document.querySelector('dialog').scrollTop") == 0
    assert page.locator("dialog dt").first.is_visible()
    assert page.locator("dialog dt kbd").first.is_visible(), "a list of keys without its keys says nothing"
    assert page.locator("dialog button").bounding_box()["y"] < ZOOMED[1]  # type: ignore[index]
