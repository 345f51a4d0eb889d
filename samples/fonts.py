"""Typefaces by role and split. They come from Debian's font packages; nothing is committed here."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from samples.splits import Split

FONT_ROOT = Path("/usr/share/fonts")
PACKAGES = (
    "fonts-liberation fonts-dejavu-core fonts-dejavu-extra fonts-ocr-a fonts-crosextra-carlito "
    "fonts-crosextra-caladea fonts-freefont-ttf fonts-courier-prime fonts-femkeklaver fonts-breip "
    "fonts-sjfonts fonts-rufscript fonts-dkg-handwriting fonts-bwht fonts-humor-sans fonts-comic-neue"
)


@dataclass(frozen=True)
class Family:
    """The files of a typeface; `bold` falls back on the regular face. `scale` evens out x-heights;
    `stroke` thickens the pen (share of the size), for hands that are drawn too thin or hollow."""

    regular: str
    bold: str = ""
    italic: str = ""
    scale: float = 1.0
    stroke: float = 0.0

    def file(self, bold: bool = False, italic: bool = False) -> str:
        """The file name of the wanted cut."""
        if bold and self.bold:
            return self.bold
        return self.italic if italic and self.italic else self.regular


def _liberation(name: str) -> Family:
    return Family(
        f"Liberation{name}-Regular.ttf", f"Liberation{name}-Bold.ttf", f"Liberation{name}-Italic.ttf"
    )


FAMILIES: dict[str, Family] = {
    "arial": _liberation("Sans"),
    "times": _liberation("Serif"),
    "courier": _liberation("Mono"),
    "dejavu": Family("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", 0.92),
    "dejavu-serif": Family("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf", 0.92),
    "dejavu-condensed": Family("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"),
    "calibri": Family("Carlito-Regular.ttf", "Carlito-Bold.ttf", "Carlito-Italic.ttf"),
    "cambria": Family("Caladea-Regular.ttf", "Caladea-Bold.ttf", "Caladea-Italic.ttf"),
    "nimbus-serif": Family("FreeSerif.ttf", "FreeSerifBold.ttf", "FreeSerifItalic.ttf"),
    "nimbus-sans": Family("FreeSans.ttf", "FreeSansBold.ttf", "FreeSansOblique.ttf"),
    "nimbus-mono": Family("FreeMono.ttf", "FreeMonoBold.ttf", "FreeMonoOblique.ttf"),
    "courier-prime": Family("Courier Prime.otf", "Courier Prime Bold.otf"),
    "comic": Family("ComicNeue-Regular.otf", "ComicNeue-Bold.otf"),
    "ocr-a": Family("OCRA.ttf"),
    "femke": Family("femkeklaver.ttf", scale=1.25, stroke=0.02),
    "breip": Family("Breip.ttf", scale=1.3, stroke=0.01),
    "delphine": Family("Delphine.ttf", scale=1.5, stroke=0.015),
    "ruf": Family("Rufscript010.ttf", scale=1.3),
    "mentor": Family("BecauseWeMentor-Regular.otf", scale=1.25),
    "organize": Family("BecauseWeOrganize-Regular.otf", scale=1.15),
    "steve": Family("SteveHand.ttf", scale=1.1),
    "dkg": Family("dkg.ttf", scale=1.15),
    "connect": Family("BecauseWeConnect-Regular.otf", scale=1.2),
    "humor": Family("Humor-Sans.ttf", scale=1.0),
}

TYPED: dict[Split, tuple[str, ...]] = {
    Split.TUNE: ("arial", "times", "cambria", "dejavu-serif", "nimbus-sans"),
    Split.TEST: ("calibri", "nimbus-serif", "dejavu-condensed", "times", "arial"),
}
"""Office typefaces; Arial and Times lookalikes are on both sides, since most real letters use them."""
MACHINE: dict[Split, tuple[str, ...]] = {
    Split.TUNE: ("courier", "nimbus-mono"),
    Split.TEST: ("courier-prime",),
}
"""Typewriter look (mesin ketik)."""
HANDWRITTEN: dict[Split, tuple[str, ...]] = {
    Split.TUNE: ("femke", "breip", "ruf", "delphine", "mentor", "organize"),
    Split.TEST: ("steve", "dkg", "humor", "connect"),
}
"""Handwriting; each hand is on one side only."""
CARD: dict[Split, tuple[str, ...]] = {
    Split.TUNE: ("arial", "nimbus-sans"),
    Split.TEST: ("arial", "dejavu-condensed"),
}
"""The Arial-like face of a KTP's rows."""


@lru_cache(maxsize=1)
def _index() -> dict[str, Path]:
    return {path.name: path for path in sorted(FONT_ROOT.rglob("*.[ot]tf"))}


def font_path(family: str, *, bold: bool = False, italic: bool = False) -> Path:
    """The font file; raises FileNotFoundError that names the Debian packages to install."""
    name = FAMILIES[family].file(bold, italic)
    try:
        return _index()[name]
    except KeyError:
        raise FileNotFoundError(f"huruf {name} tidak ada; pasang: apt install {PACKAGES}") from None


@lru_cache(maxsize=512)
def face(family: str, pixels: int, bold: bool = False, italic: bool = False) -> ImageFont.FreeTypeFont:
    """The typeface at a size in pixels (em), scaled so that families look equally large."""
    size = max(4, round(pixels * FAMILIES[family].scale))
    path = font_path(family, bold=bold, italic=italic)
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def missing(families: Iterable[str] = FAMILIES) -> tuple[str, ...]:
    """The font files that this machine lacks."""
    return tuple(FAMILIES[name].regular for name in families if FAMILIES[name].regular not in _index())
