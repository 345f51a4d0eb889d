"""One page's pixels and the views of them that passes share: each is made once, when first asked for."""

from collections.abc import Callable
from enum import IntEnum
from functools import cached_property
from typing import Any, TypeVar, cast

from extractors.image.dark_bands import with_bands_turned
from extractors.image.paper_outline import Corners, around_print, paper_outline
from extractors.image.pixels import Pixels, grey, ink, rotate, shrink
from extractors.image.rectification import Sheet, flat_sheet, skew_angle
from extractors.image.white_print import white_print

T = TypeVar("T")
ACROSS = 0.95
"""Share of the page's width that a letterhead's band goes over."""


class Side(IntEnum):
    """The sizes at which a page is looked at: pixels of its long side; a smaller page stays as it is."""

    READ = 2800
    """240 dpi of A4: a fifth less time for tesseract than at 300 dpi, and as many fields right (95.3 and
    95.2 % of 1,596 of the tune split)."""
    QUALITY = 2000
    """Edges are as steep as in the scan, and noise is no edge."""
    INK = 1400
    """Pen strokes are still two pixels wide, letters of 10 points 12 high."""
    CODE = 1200
    """A QR code of 4 cm on A4 has 7 pixels a module; found in 0.03 s (0.9 s at full size)."""
    CARDS = 1000
    """A card's border is an edge, a letter's stroke hardly one."""
    LOOK = 900
    """Lines of print are 6 px high, the thinnest stroke of a pen two: enough to tell where there is print."""
    SOLID = 600
    """A millimetre is two pixels: print vanishes, a portrait stays."""


class Workspace:
    """A page and its views. `pixels`: HxWx3, BGR (or HxW). Views are shared: none may be written to."""

    def __init__(self, pixels: Pixels) -> None:
        self.pixels = pixels
        self._views: dict[object, Any] = {}

    def once(self, view: Callable[["Workspace"], T]) -> T:
        """What `view` makes of this page, made once."""
        return self._kept(view, lambda: view(self))

    def _kept(self, key: object, make: Callable[[], T]) -> T:
        if key not in self._views:
            self._views[key] = make()
        return cast(T, self._views[key])

    def scale(self, side: Side) -> float:
        """Pixels of a view at that size over those of the page (<= 1)."""
        height, width = self.pixels.shape[:2]
        return float(min(1.0, side / max(height, width)))

    def grey_at(self, side: Side) -> Pixels:
        """HxW luminance at that size."""
        return self._kept(("grey", side), lambda: shrink(self._grey, side)[0])

    def ink_at(self, side: Side) -> Pixels:
        """HxW mask of what is printed or written (255), at that size."""
        return self._kept(("ink", side), lambda: ink(self.grey_at(side)))

    def colour_at(self, side: Side) -> Pixels:
        """HxWx3 at that size."""
        return self._kept(("colour", side), lambda: shrink(self.pixels, side)[0])

    def flat_at(self, side: Side) -> Pixels:
        """HxW luminance at that size, a photographed sheet laid flat, its lines not levelled."""
        return flat_sheet(self.grey_at(side), self.outline_at(side)).pixels

    def outline_at(self, side: Side) -> Corners | None:
        """The corners of a photographed sheet in pixels at that size; None for a scan."""
        return None if self.outline is None else self.outline * (self.scale(side) / self.scale(Side.READ))

    @cached_property
    def _grey(self) -> Pixels:
        return grey(self.pixels)

    @cached_property
    def outline(self) -> Corners | None:
        """The corners of a photographed sheet in pixels at Side.READ, sought once; None for a scan. A dark
        band with print on it over all the page is a letter's own, and so is a dark column beside it."""
        page = self.grey_at(Side.READ)
        found = paper_outline(with_bands_turned(page, ACROSS))
        return None if found is None else around_print(found, white_print(page), page)

    @cached_property
    def _flat(self) -> Sheet:
        return flat_sheet(self.grey_at(Side.READ), self.outline)

    @cached_property
    def _climb(self) -> float:
        return skew_angle(Workspace(self._flat.pixels).ink_at(Side.LOOK))

    @cached_property
    def sheet(self) -> Sheet:
        """The page to be read: grey, at Side.READ, a photographed sheet laid flat, its lines levelled."""
        return self._flat.levelled(self._climb)

    @cached_property
    def colour_sheet(self) -> Sheet:
        """The same of all pixels, in colour."""
        outline = None if self.outline is None else self.outline / self.scale(Side.READ)
        return flat_sheet(self.pixels, outline).levelled(self._climb)

    def turned(self, degrees: int) -> "Workspace":
        """The page turned clockwise by 0, 90, 180 or 270 degrees. Its outline is sought on the picture as it
        stands: corners found upside down and turned were .03 worse in the share of sides with an edge."""
        return self if degrees % 360 == 0 else Workspace(rotate(self.pixels, degrees))
