"""The health line in a real browser: readable, accessible, and gone by itself."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from models.health import clear, note
from models.paths import DataFolder
from tests.desk import factory
from tests.desk.browsing import check_with_axe, sit_down, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

ASK = "htmx.ajax('GET', '/hitungan/?status=menunggu', {target: '#hitungan', swap: 'outerHTML'})"
"""What the page asks by itself every 15 s."""


def test_the_line_stands_on_the_queue_and_the_case(browser: Browser, address: str, data: Path) -> None:
    folder = DataFolder(data)
    case_id = factory.admit_case(data, 1)
    note(folder, "basis_data_terkunci")
    note(folder, "cadangan_lama")
    reviewer = sit_down(browser, address, "pemeriksa")
    for path in ("/", f"/perkara/{case_id}/"):
        assert check_with_axe(reviewer, path) == []
        assert "berkas baru dan keputusan belum dapat disimpan" in reviewer.page.inner_text("#keadaan")
        assert reviewer.page.locator("#keadaan details").get_attribute("open") is None
        assert too_wide(reviewer) == ""
    reviewer.go("/")
    clear(folder, "basis_data_terkunci")
    reviewer.page.evaluate(ASK)
    reviewer.page.wait_for_selector("#keadaan:not(:has([data-keadaan=basis_data_terkunci]))")
    assert reviewer.faults == []
