"""Skew and perspective go out, and boxes find their way back."""

import cv2
import numpy as np
import pytest

from extractors.image.orientation import is_sideways
from extractors.image.paper_outline import paper_outline
from extractors.image.pixels import Pixels, as_pixels
from extractors.image.workspace import Workspace
from extractors.text.rows import rows_of
from models.page import Line, Word
from tests.extractors.paper import line, page


def print_page() -> Pixels:
    pixels = np.full((1400, 1000, 3), 250, np.uint8)
    for y in range(150, 1200, 36):
        for x in range(100 + 37 * y % 83, 860, 110):
            cv2.putText(pixels, "surat", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (20, 20, 20), 2)
    return pixels


def test_a_straight_scan_is_left_alone() -> None:
    sheet = Workspace(print_page()).sheet
    assert sheet.matrix is None and sheet.straight is None


@pytest.mark.parametrize("angle", [-3.0, 2.0])
def test_boxes_on_a_levelled_page_go_back_to_the_skewed_one(angle: float) -> None:
    turn = cv2.getRotationMatrix2D((500, 700), angle, 1.0)
    skewed = as_pixels(cv2.warpAffine(print_page(), turn, (1000, 1400), borderValue=(255, 255, 255)))
    cv2.circle(skewed, (700, 300), 12, (0, 0, 255), -1)
    sheet = Workspace(skewed).colour_sheet
    red = (sheet.pixels[..., 2] > 150) & (sheet.pixels[..., 1] < 90)
    ys, xs = np.nonzero(red)
    height, width = sheet.pixels.shape[:2]
    box = (xs.min() / width, ys.min() / height, xs.max() / width, ys.max() / height)
    word = Word(text="x", box=box, confidence=1.0, read_as="k", is_struck=True)
    (back,) = sheet.back([Line(words=(word,), box=box)])
    assert back.words[0] == word.model_copy(update={"box": back.words[0].box, "read_as": None})
    middle = ((back.box[0] + back.box[2]) / 2 * 1000, (back.box[1] + back.box[3]) / 2 * 1400)
    assert middle == pytest.approx((700, 300), abs=4)


CORNERS = np.array([(150, 120), (1120, 90), (1180, 1490), (90, 1450)], np.float32)


def photo() -> Pixels:
    """A sheet on a dark table, taken at a slant: its corners are CORNERS."""
    table = np.full((1600, 1300, 3), 70, np.uint8)
    source = np.array([(0, 0), (1000, 0), (1000, 1400), (0, 1400)], np.float32)
    matrix = cv2.getPerspectiveTransform(source, CORNERS)
    return as_pixels(
        cv2.warpPerspective(print_page(), matrix, (1300, 1600), table, borderMode=cv2.BORDER_TRANSPARENT)
    )


def test_a_photographed_sheet_is_found_and_laid_flat() -> None:
    outline = paper_outline(photo())
    assert outline is not None
    assert np.abs(outline - CORNERS).max() < 15


def test_a_sheet_folded_across_is_found_whole() -> None:
    """Its lower half is the brightest thing on the picture, its upper one hardly brighter than the table."""
    picture = photo().astype(np.float32)
    is_table = picture.max(axis=2) < 75
    picture[is_table] = 210
    is_upper = np.arange(len(picture))[:, None] < 790
    picture[is_upper & ~is_table] *= 0.9
    outline = paper_outline(picture.astype(np.uint8)[70:1510, 70:1200])
    assert outline is not None
    assert np.abs(outline - (CORNERS - 70)).max() < 25


def test_the_lit_part_of_a_shadowed_sheet_is_not_taken_for_the_sheet() -> None:
    photo = np.full((1400, 1000, 3), 80, np.uint8)
    corners = np.array([(70, 30), (999, 70), (999, 1390), (20, 1340)], np.int32)
    cv2.fillConvexPoly(photo, corners, (240, 240, 240))
    across, down = np.meshgrid(np.linspace(0, 1, 1000), np.linspace(0, 1, 1400))
    shadow = 1 - 0.38 * np.clip(3 * (across * 0.3 - down + 0.2), 0, 1)
    outline = paper_outline(np.asarray(photo * shadow[..., None], np.uint8))
    assert outline is not None
    assert np.abs(outline - corners).max() < 25


def test_a_sheet_in_shadow_on_a_bright_table_is_told_by_its_sides() -> None:
    noise = np.random.default_rng(5).normal(0, 3, (1400, 1000, 1))
    photo = np.full((1400, 1000, 3), 120.0)
    corners = np.array([(60, 40), (960, 70), (930, 1370), (90, 1330)], np.int32)
    cv2.fillConvexPoly(photo, corners, (235, 235, 235))
    shadow = np.linspace(1.0, 0.45, 1400)[:, None, None]
    outline = paper_outline(np.clip(photo * shadow + noise, 0, 255).astype(np.uint8))
    assert outline is not None
    assert np.abs(outline - corners).max() < 25


def test_a_sheet_on_floor_tiles_as_light_as_its_shaded_part_is_told_by_all_four_sides() -> None:
    tiles = np.full((1400, 1000, 3), 165, np.uint8)
    corners = np.array([(90, 60), (900, 90), (930, 1330), (60, 1340)], np.int32)
    cv2.fillConvexPoly(tiles, corners, (235, 235, 235))
    cv2.fillConvexPoly(tiles, np.array([(400, 700), (900, 900), (700, 1200), (300, 1000)]), (90, 90, 90))
    outline = paper_outline(tiles)
    assert outline is not None
    assert np.abs(outline - corners).max() < 25


@pytest.mark.parametrize("narrowed", [0, 120])
def test_a_fold_is_no_side_of_a_sheet_however_it_was_photographed(narrowed: int) -> None:
    """Above the fold the sheet falls into shade; its sides run together as far as it lies away."""
    photo = np.full((1400, 1000), 90.0)
    corners = np.array([(80 + narrowed, 60), (930 - narrowed, 75), (960, 1340), (40, 1320)], np.int32)
    cv2.fillConvexPoly(photo, corners, 225.0)
    shade = np.ones(1400)
    shade[690:750] = np.linspace(1.0, 0.6, 60)
    across = np.abs(np.arange(1000) - 500) < 330
    photo[:, across] *= shade[:, None]
    photo[750:1320, across] += 15
    outline = paper_outline(np.repeat(photo[..., None], 3, axis=2).astype(np.uint8))
    assert outline is not None
    assert np.abs(outline - corners).max() < 35


def test_half_of_a_folded_sheet_is_not_taken_for_the_sheet() -> None:
    """A dark band over the fold and dark borders all around: the lower half has a sheet's sides."""
    scan = np.full((1170, 827, 3), 60, np.uint8)
    scan[15:540, 15:-15] = scan[585:-15, 15:-15] = 220
    assert paper_outline(scan) is None
    scan[15:540] = 60
    assert paper_outline(scan) is not None


def test_the_bands_of_a_grey_scan_are_no_sheet() -> None:
    bands = 185 + 18 * np.sin(np.linspace(0, 14, 1654))
    scan = np.repeat(np.tile(bands, (2339, 1))[..., None], 3, axis=2).astype(np.uint8)
    assert paper_outline(scan) is None


def test_sideways_print_is_told_from_lying_print() -> None:
    pixels = print_page()
    assert not is_sideways(Workspace(pixels))
    assert is_sideways(Workspace(np.ascontiguousarray(np.rot90(pixels))))


def test_rows_that_climb_are_gathered_all_the_same() -> None:
    text = "Nama lengkap dari pemohon ini adalah orang yang menulis surat"
    words = text.split()
    lines = []
    for row in range(6):
        for index, word in enumerate(words):
            lines.append(line(word, 150 + 130 * index, 200 + 46 * row + 6 * index))
    joined = [
        Line(words=tuple(w for part in lines[i : i + 10] for w in part.words), box=lines[i].box)
        for i in range(0, 60, 10)
    ]
    split = [Line(words=row.words[:3], box=row.words[0].box) for row in joined]
    rest = [Line(words=row.words[3:], box=row.words[3].box) for row in joined]
    reading = page([]).model_copy(update={"lines": (*split, *rest)})
    assert [len(row.span.tokens) for row in rows_of([reading])] == [10] * 6
