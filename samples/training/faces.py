"""Typefaces of training lines: many faces, so that the print of unseen cards is nothing new.

Faces that the test split's cards are drawn in (dejavu-condensed) are left out. The files come from
Debian's font packages named in PACKAGES; only this command needs the further ones.
"""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from samples.fonts import FONT_ROOT
from samples.splits import Dice

PACKAGES = (
    "fonts-liberation fonts-liberation-sans-narrow fonts-dejavu-core fonts-freefont-ttf fonts-ocr-a "
    "fonts-ocr-b fonts-roboto-unhinted fonts-open-sans fonts-lato fonts-urw-base35 fonts-crosextra-caladea"
)

NUMBER_FACES: tuple[tuple[str, int], ...] = (
    ("OCRA.ttf", 50), ("OCRABold.ttf", 10), ("OCRACondensed.ttf", 8), ("OCRB.otf", 4), ("OCRBF.otf", 2),
    ("LiberationMono-Bold.ttf", 2), ("DejaVuSansMono.ttf", 2), ("LiberationSans-Bold.ttf", 4),
    ("NimbusMonoPS-Bold.otf", 2), ("LiberationSans-Regular.ttf", 4), ("DejaVuSans-Bold.ttf", 2),
    ("Roboto-Medium.ttf", 2), ("FreeSans.ttf", 3), ("LiberationSerif-Regular.ttf", 1),
)  # fmt: skip
"""Faces of a card's number with their weights: an OCR-A-like face in most."""

VALUE_FACES: tuple[tuple[str, int], ...] = (
    ("LiberationSans-Regular.ttf", 20), ("LiberationSans-Bold.ttf", 8), ("FreeSans.ttf", 8),
    ("FreeSansBold.ttf", 3), ("NimbusSans-Regular.otf", 8), ("NimbusSans-Bold.otf", 3),
    ("LiberationSansNarrow-Regular.ttf", 5), ("NimbusSansNarrow-Regular.otf", 4),
    ("NimbusSansNarrow-Bold.otf", 2), ("DejaVuSans.ttf", 6), ("DejaVuSans-Bold.ttf", 2),
    ("Roboto-Regular.ttf", 6), ("Roboto-Medium.ttf", 3), ("RobotoCondensed-Regular.ttf", 3),
    ("OpenSans-Regular.ttf", 4), ("OpenSans-Semibold.ttf", 3), ("Lato-Regular.ttf", 3),
    ("Lato-Medium.ttf", 2), ("URWGothic-Book.otf", 1), ("Caladea-Regular.ttf", 1),
    ("LiberationSerif-Regular.ttf", 2), ("LiberationMono-Regular.ttf", 2), ("FreeMonoBold.ttf", 1),
    ("OCRA.ttf", 4), ("OCRB.otf", 1),
)  # fmt: skip
"""Faces of a card's values with their weights: Arial and its kin in most."""


@lru_cache(maxsize=1)
def _index() -> dict[str, Path]:
    return {path.name: path for path in sorted(FONT_ROOT.rglob("*.[ot]tf"))}


def missing() -> tuple[str, ...]:
    """Font files that this machine lacks."""
    wanted = {name for name, _ in (*NUMBER_FACES, *VALUE_FACES)}
    return tuple(sorted(wanted - set(_index())))


@lru_cache(maxsize=512)
def face(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    """The face at an em of `pixels`; raises FileNotFoundError that names the packages to install."""
    try:
        path = _index()[name]
    except KeyError:
        raise FileNotFoundError(f"huruf {name} tidak ada; pasang: apt install {PACKAGES}") from None
    return ImageFont.truetype(str(path), pixels, layout_engine=ImageFont.Layout.BASIC)


def pick(dice: Dice, faces: tuple[tuple[str, int], ...]) -> str:
    """One face by weight."""
    return dice.choices([name for name, _ in faces], [weight for _, weight in faces])[0]
