"""The views of a page: made once, and the same however many passes ask."""

import numpy as np
import pytest

from extractors.image import workspace
from extractors.image.orientation import is_sideways
from extractors.image.paper_outline import Corners, paper_outline
from extractors.image.pixels import Pixels
from extractors.image.workspace import Side, Workspace
from tests.extractors.image.test_dark_bands import lettered, sheet
from tests.extractors.image.test_rectification import CORNERS, photo


@pytest.fixture
def sought(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """The shapes of the pictures in which a sheet's outline was sought."""
    shapes: list[tuple[int, ...]] = []

    def seek(pixels: Pixels) -> Corners | None:
        shapes.append(pixels.shape)
        return paper_outline(pixels)

    monkeypatch.setattr(workspace, "paper_outline", seek)
    return shapes


def test_the_outline_of_a_page_is_sought_once_for_all_passes(sought: list[tuple[int, ...]]) -> None:
    page = Workspace(photo())
    is_sideways(page)
    assert page.sheet.matrix is not None
    assert page.turned(0).colour_sheet.matrix is not None
    assert len(sought) == 1
    assert page.turned(180).sheet.matrix is not None
    assert len(sought) == 2


def test_both_sheets_of_a_page_lie_alike(sought: list[tuple[int, ...]]) -> None:
    page = Workspace(np.repeat(np.repeat(photo(), 2, axis=0), 2, axis=1))
    small, large = page.sheet.straight, page.colour_sheet.straight
    assert small is not None and large is not None
    assert np.array(small) == pytest.approx(np.array(large), abs=0.004)
    assert max(page.sheet.pixels.shape[:2]) < max(page.colour_sheet.pixels.shape[:2])
    assert len(sought) == 1


def test_a_view_is_made_once_and_at_most_as_large_as_asked() -> None:
    page = Workspace(photo())
    assert page.ink_at(Side.LOOK) is page.ink_at(Side.LOOK)
    assert page.grey_at(Side.LOOK).shape == (900, 731)
    assert page.grey_at(Side.READ).shape == (1600, 1300)
    made: list[Workspace] = []

    def view(of: Workspace) -> int:
        made.append(of)
        return len(made)

    assert (page.once(view), page.once(view)) == (1, 1)
    assert page.turned(0) is page


def test_the_outline_is_in_pixels_of_the_size_asked_for() -> None:
    outline = Workspace(photo()).outline_at(Side.LOOK)
    assert outline is not None
    assert np.abs(outline - CORNERS * (900 / 1600)).max() < 10


def test_bands_with_print_at_a_letters_edges_belong_to_its_sheet() -> None:
    """White print on a letterhead's band was cut off as a table around the sheet."""
    page = lettered(sheet(106))
    page[-60:] = 106
    assert Workspace(page).sheet.pixels.shape[0] >= page.shape[0]
