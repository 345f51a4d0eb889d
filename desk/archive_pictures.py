"""Pages of an archived letter as pictures: each page of our PDF/A is one image, taken out as it is."""

import io

import pikepdf
from PIL import Image

from desk.archive import Archive, Letter

FAX = "/CCITTFaxDecode"


def page_picture(archive: Archive, letter: Letter, place: int) -> tuple[bytes, str] | None:
    """The picture of the letter's page `place` (from 1) and its type; None when there is none."""
    path = archive.root / letter.pdf
    if not letter.pdf or not path.is_file():
        return None
    with pikepdf.open(path) as pdf:
        if not 1 <= place <= len(pdf.pages):
            return None
        image = pdf.pages[place - 1].Resources.XObject.I
        if not isinstance(image, pikepdf.Stream):
            return None
        if image.Filter != FAX:
            return image.read_raw_bytes(), "image/jpeg"
        return _as_png(pikepdf.PdfImage(image).as_pil_image()), "image/png"


def _as_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
