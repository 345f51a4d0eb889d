"""A picture in the making appears on the open page by itself."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from desk import pictures
from desk.intake import drawings
from desk.models import RequestRow
from models.paths import DataFolder
from tests.desk import factory
from tests.desk.browsing import sit_down

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.mark.parametrize("path", ["halaman/", ""])
def test_it_is_asked_for_again_until_it_is_there(
    browser: Browser, address: str, data: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(pictures, "WAIT_SECONDS", 0.2)
    case_id = factory.admit_case(data, 1)
    folder = DataFolder(data)
    kept = {path: path.read_bytes() for path in folder.halaman.rglob("*.jpg")}
    for picture in kept:
        picture.unlink()
    reviewer = sit_down(browser, address, "pemeriksa")
    with reviewer.page.expect_response(lambda answer: "/gambar/" in answer.url and answer.status == 503):
        reviewer.go(f"/perkara/{case_id}/{path}")
    assert RequestRow.objects.filter(kind=drawings.KIND).exists()
    with reviewer.page.expect_response(
        lambda answer: "lagi=" in answer.url and answer.status == 200, timeout=60_000
    ):
        for picture, content in kept.items():
            picture.write_bytes(content)
