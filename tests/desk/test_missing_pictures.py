"""A page's picture that is missing or broken is drawn again from the original when somebody looks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connections

from desk import pictures
from desk.models import AuditEntry, PageRow, RequestRow
from flows.casework import Bench
from flows.pictures import draw_next, draw_until
from flows.refusals import Refusals
from models.paths import DataFolder
from tests.desk import factory, people

BREAKS = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "one byte": lambda path: path.write_bytes(b"\xff"),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-500]),
    "zeroes": lambda path: path.write_bytes(bytes(2000)),
}


class Painter:
    """Stands in for the reading children: draws the factory's page, or refuses."""

    def __init__(self, refusal: str = "") -> None:
        self.refusal = refusal
        self.drawn: list[tuple[Path, int, int]] = []

    def read_file(self, *_args: object, **_kwargs: object) -> None:
        raise AssertionError("a picture needs no reading")

    def draw_page(self, path: Path, number: int, rotation: int, picture: Path) -> str:
        self.drawn.append((path, number, rotation))
        if not self.refusal:
            factory.draw_page(picture, "DIGAMBAR LAGI", {"halaman": str(number)})
        return self.refusal


@pytest.fixture
def case_id(data: Path) -> str:
    return factory.admit_case(data, 1)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "WAIT_SECONDS", 0.2)


def bench(data: Path, painter: Painter) -> Bench:
    refusals = Refusals(DataFolder(data).gagal, lambda *_: None)
    return Bench(DataFolder(data), "uji", 60, painter, None, refusals)  # type: ignore[arg-type]


@contextmanager
def drawing(data: Path, painter: Painter) -> Iterator[None]:
    """The intake's thread beside the desk."""
    stop = threading.Event()

    def draw() -> None:
        draw_until(stop, bench(data, painter))
        connections.close_all()

    thread = threading.Thread(target=draw)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def stored(data: Path, page: PageRow) -> Path:
    """The page's original, with bytes whose digest is its name."""
    path = DataFolder(data).stored(page.file_id, ".pdf")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.4 contoh\n")
    return path


@pytest.fixture
def page(data: Path, case_id: str, monkeypatch: pytest.MonkeyPatch) -> PageRow:
    found = PageRow.objects.get(number=2)
    PageRow.objects.filter(number=2).update(rotation=90)
    path = stored(data, found)
    monkeypatch.setattr(
        "flows.pictures.digest_of",
        lambda asked: found.file_id if asked == path and path.stat().st_size else "",
    )
    return found


@pytest.fixture
def patient(impatient: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "WAIT_SECONDS", 30.0)


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("damage", BREAKS)
@pytest.mark.parametrize("small", ["", "kecil/"])
def test_it_is_drawn_while_one_waits(
    data: Path, case_id: str, page: PageRow, damage: str, small: str
) -> None:
    picture = DataFolder(data).page_image(page.file_id, 2)
    BREAKS[damage](picture)
    painter = Painter()
    with drawing(data, painter):
        answer = people.client("petugas").get(f"/perkara/{case_id}/gambar/0/2/{small}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert painter.drawn == [(DataFolder(data).stored(page.file_id, ".pdf"), 2, 90)]
    assert pictures.is_whole(picture)
    assert not RequestRow.objects.exists()


@pytest.mark.usefixtures("patient")
def test_rot_within_a_picture_is_found_by_its_thumbnail(data: Path, case_id: str, page: PageRow) -> None:
    picture = DataFolder(data).page_image(page.file_id, 2)
    content = picture.read_bytes()
    picture.write_bytes(content[:20] + bytes(len(content) - 22) + content[-2:])
    with drawing(data, Painter()):
        answer = people.client("petugas").get(f"/perkara/{case_id}/gambar/0/2/kecil/")
    assert answer.status_code == 200


def test_without_the_intake_one_is_asked_to_come_again(data: Path, case_id: str, page: PageRow) -> None:
    DataFolder(data).page_image(page.file_id, 2).unlink()
    browser = people.client("petugas")
    for _ in range(3):
        answer = browser.get(f"/perkara/{case_id}/gambar/0/2/")
        assert answer.status_code == 503
        assert answer["Retry-After"] == str(pictures.AGAIN_SECONDS)
        assert "sedang dibuat lagi" in answer.content.decode()
    assert RequestRow.objects.count() == 1
    assert not AuditEntry.objects.filter(action="lihat_gambar").exists()
    assert draw_next(bench(data, Painter()))
    assert browser.get(f"/perkara/{case_id}/gambar/0/2/").status_code == 200
    assert AuditEntry.objects.filter(action="lihat_gambar").count() == 1


@pytest.mark.usefixtures("patient")
def test_waiting_keeps_few_of_the_desks_workers(data: Path, case_id: str, page: PageRow) -> None:
    DataFolder(data).page_image(page.file_id, 2).unlink()
    for _ in range(pictures.MOST_WAITING):
        assert pictures._waiting.acquire(blocking=False)
    try:
        assert people.client("petugas").get(f"/perkara/{case_id}/gambar/0/2/").status_code == 503
    finally:
        for _ in range(pictures.MOST_WAITING):
            pictures._waiting.release()


def test_a_page_that_can_not_be_drawn_says_why_and_is_asked_once(
    data: Path, case_id: str, page: PageRow
) -> None:
    DataFolder(data).page_image(page.file_id, 2).unlink()
    browser, painter = people.client("petugas"), Painter("halaman rusak.")
    browser.get(f"/perkara/{case_id}/gambar/0/2/")
    while draw_next(bench(data, painter)):
        pass
    for _ in range(2):
        answer = browser.get(f"/perkara/{case_id}/gambar/0/2/")
        assert answer.status_code == 404
        assert "halaman rusak." in answer.content.decode()
    assert not draw_next(bench(data, painter))
    assert len(painter.drawn) == 1
    assert "halaman rusak." not in browser.get("/gagal/").content.decode()


def test_an_original_that_is_lost_is_said(data: Path, case_id: str, page: PageRow) -> None:
    DataFolder(data).page_image(page.file_id, 2).unlink()
    DataFolder(data).stored(page.file_id, ".pdf").write_bytes(b"")
    browser, painter = people.client("petugas"), Painter()
    browser.get(f"/perkara/{case_id}/gambar/0/2/")
    assert draw_next(bench(data, painter))
    assert painter.drawn == []
    answer = browser.get(f"/perkara/{case_id}/gambar/0/2/")
    assert answer.status_code == 404
    assert "pulihkan dari cadangan" in answer.content.decode()


def test_who_may_not_see_the_case_asks_for_nothing(data: Path, case_id: str, page: PageRow) -> None:
    DataFolder(data).page_image(page.file_id, 2).unlink()
    assert people.client("admin").get(f"/perkara/{case_id}/gambar/0/2/").status_code == 403
    assert people.client("petugas").get(f"/perkara/{case_id}/gambar/0/7/").status_code == 404
    assert not RequestRow.objects.exists()
