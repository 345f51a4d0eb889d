"""Sheets to a born-digital PDF: real text, so that a reader may take the text layer."""

import io
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from samples import fonts
from samples.pixels import Colour, Pixels
from samples.sheet import Pen, Picture, Rule, Sheet, Style, Text

FALLBACK = "times"
"""Stands in for typefaces with PostScript outlines, which reportlab does not embed."""


INVISIBLE: Final = 3
"""Text render mode: neither filled nor stroked."""


def _font(style: Style) -> str:
    for family in (style.family, FALLBACK):
        path = fonts.font_path(family, bold=style.bold, italic=style.italic)
        name = path.stem.replace(" ", "")
        if name in pdfmetrics.getRegisteredFontNames():
            return name
        try:
            pdfmetrics.registerFont(TTFont(name, str(path)))
        except TTFError:
            continue
        return name
    raise LookupError(f"no usable font for {style.family}")


def _rgb(colour: Colour) -> tuple[float, float, float]:
    return colour[0] / 255, colour[1] / 255, colour[2] / 255


def born_digital(sheets: Sequence[Sheet]) -> bytes:
    """A PDF of the sheets, without dates so that the same sheets give the same bytes."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(sheets[0].width, sheets[0].height), invariant=True)
    for sheet in sheets:
        canvas.setPageSize((sheet.width, sheet.height))
        for item in sorted(sheet.items, key=_is_over):
            _draw(canvas, item, sheet.height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scan_with_text(pages: Sequence[Pixels], dpi: int, quality: int, lines: Sequence[str]) -> bytes:
    """Scanned pages with the same invisible lines of text over each of them."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for page in pages:
        width, height = page.shape[1] * 72 / dpi, page.shape[0] * 72 / dpi
        canvas.setPageSize((width, height))
        jpeg = io.BytesIO()
        Image.fromarray(page).save(jpeg, "JPEG", quality=quality)
        jpeg.seek(0)
        canvas.drawImage(ImageReader(jpeg), 0, 0, width, height)
        text = canvas.beginText(40, height - 60)
        text.setTextRenderMode(INVISIBLE)
        text.setFont("Helvetica", 10)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _is_over(item: Text | Rule | Pen | Picture) -> bool:
    """Whether an item is drawn over what is transparent like ink (a stamp, a chat's tinted bubble): a PDF
    would hide the words below, where a raster multiplies."""
    return not (isinstance(item, Picture) and item.blend == "ink")


def _draw(canvas: Canvas, item: Text | Rule | Pen | Picture, height: float) -> None:
    if isinstance(item, Text):
        _text(canvas, item, height)
    elif isinstance(item, Rule):
        canvas.setStrokeColorRGB(*_rgb(item.colour))
        canvas.setLineWidth(item.width)
        canvas.line(item.x0, height - item.y0, item.x1, height - item.y1)
    elif isinstance(item, Pen):
        canvas.setStrokeColorRGB(*_rgb(item.colour))
        canvas.setLineWidth(item.width)
        for stroke in item.strokes:
            points = [(item.x + x, height - item.y - y) for x, y in stroke]
            canvas.lines([(*a, *b) for a, b in pairwise(points)])
    else:
        picture = ImageReader(Image.fromarray(item.pixels))
        mask = [250, 255] * 3 if item.blend == "ink" else None
        canvas.drawImage(picture, item.x, height - item.y - item.height, item.width, item.height, mask=mask)


def _text(canvas: Canvas, item: Text, height: float) -> None:
    canvas.setFillColorRGB(*_rgb(item.style.colour))
    text = canvas.beginText(item.x, height - item.y)
    text.setFont(_font(item.style), item.style.size * fonts.FAMILIES[item.style.family].scale)
    text.setWordSpace(0)
    if item.spread:
        x = item.x
        for word in item.text.split(" "):
            canvas.setFont(_font(item.style), item.style.size * fonts.FAMILIES[item.style.family].scale)
            canvas.drawString(x, height - item.y, word + " ")
            x += item.style.width(word + " ") + item.spread
        return
    text.textOut(item.text)
    canvas.drawText(text)
    if item.style.underline:
        y = height - item.y - item.style.size * 0.12
        canvas.line(item.x, y, item.x + item.style.width(item.text), y)
