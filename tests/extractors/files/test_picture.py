"""Pictures of pages for the desk: upright, in the page's shape, of a size a browser likes."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from extractors.files.pages import PageImage, load_page
from extractors.files.picture import LONGEST_SIDE, archive_picture, desk_picture, fingerprint
from extractors.files.reading_children import ReadingChildren, Wishes
from flows.archive.filework import hash_of


def page(width: int, height: int, dpi: float | None) -> PageImage:
    pixels = np.full((height, width, 3), 255, np.uint8)
    pixels[:20, :20] = 0
    return PageImage("a.png", 1, pixels, dpi)


@pytest.mark.parametrize(
    ("dpi", "rotation", "size"),
    [
        (300.0, 0, (1240, 1754)),
        (300.0, 90, (1754, 1240)),
        (600.0, 0, (620, 877)),
        (None, 0, (1697, LONGEST_SIDE)),
    ],
)
def test_size_and_way_up(dpi: float | None, rotation: int, size: tuple[int, int]) -> None:
    drawn = desk_picture(page(2480, 3508, dpi), rotation)
    picture = cv2.imdecode(np.frombuffer(drawn, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    height, width = picture.shape[:2]
    assert (width, height) == size
    corner = picture[1, 1] if rotation == 0 else picture[1, -2]
    assert corner.max() < 60


def test_a_fingerprint_and_the_whole_scan_hash_alike() -> None:
    """A job without PDF tells copies by the small picture as one with PDF does by the large one."""
    letter = load_page(Path("samples/committed/surat-dan-ktp.pdf"), 1)
    small, whole = (
        fingerprint(letter, 0),
        archive_picture(letter, 0, Path("samples/committed/surat-dan-ktp.pdf")),
    )
    assert (int(hash_of(small), 16) ^ int(hash_of(whole), 16)).bit_count() <= 2
    assert len(small) < len(whole) / 5


@pytest.mark.tesseract
def test_a_reading_leaves_pictures_and_keeps_to_the_pages_asked(tmp_path: Path) -> None:
    pixels = np.full((1100, 800, 3), 255, np.uint8)
    for number in range(3):
        cv2.putText(pixels, f"SURAT {number}", (50, 200), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 3)
        cv2.imwrite(str(tmp_path / f"{number}.png"), pixels)
    frames = [cv2.imread(str(tmp_path / f"{number}.png")) for number in range(3)]
    cv2.imwritemulti(str(tmp_path / "tiga.tif"), [frame for frame in frames if frame is not None])
    wishes = Wishes(pages=(2, 3), turns={3: 90}, picture=lambda number: tmp_path / "out" / f"{number}.jpg")
    with ReadingChildren(1) as children:
        reading = children.read_file(tmp_path / "tiga.tif", "nama asli.tif", wishes=wishes)
    assert [(item.file, item.number) for item in reading.pages] == [
        ("nama asli.tif", 2),
        ("nama asli.tif", 3),
    ]
    assert reading.pages[1].rotation == 90
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["2.jpg", "3.jpg"]
    second, third = (cv2.imread(str(tmp_path / "out" / f"{n}.jpg")) for n in (2, 3))
    assert second is not None
    assert third is not None
    assert second.shape[0] == third.shape[1]
