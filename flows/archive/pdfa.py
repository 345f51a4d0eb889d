"""PDF/A-2b from page images and the text we read: image below, invisible words where they stand.

Written with pikepdf alone. Sources: ISO 19005-2 (6.2.11.4.1: a font used only in rendering mode 3 need
not be embedded, so the text is Helvetica in WinAnsi; 6.2.3: one sRGB output intent; 6.6: XMP).
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image
from PIL.ImageCms import ImageCmsProfile, createProfile
from PIL.TiffImagePlugin import STRIPBYTECOUNTS, STRIPOFFSETS
from reportlab.pdfbase.pdfmetrics import stringWidth

from models.page import Line, Word

POINTS = 72.0
ASSUMED_DPI = 200.0
"""For a scan that does not say: A4 then has the size of A4 within the usual."""

PAGE_FORMATS = ("JPEG", "TIFF")
"""What a reading child hands back of a page; nothing else that Pillow could decode is tried on it."""

ICC_VERSION = bytes((4, 0x20, 0, 0))
"""4.2, the last that ISO 19005-2 knows; littlecms writes 4.4 before the same tags."""

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:identifier>{digest}</dc:identifier></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>berkas</xmp:CreatorTool><xmp:CreateDate>{when}</xmp:CreateDate>
<xmp:ModifyDate>{when}</xmp:ModifyDate></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
"""Each schema named on the description that uses it, as ISO 19005-2, 6.6.2 shows it; some readers of XMP
(PDFBox's) find no schema that is named on the property alone."""

FONT = "Helvetica"
ASCENT_SHARE = 0.75
"""A word's box is from descender to ascender; the baseline lies about a quarter above its bottom."""


LEVEL = 1.7
"""Height of a level line in heights of its middle word: ascender and descender against x-height are 1.6."""


@dataclass(frozen=True)
class PdfPage:
    """`image`: JPEG, or TIFF with one Group 4 strip; upright. `lines` in fractions of the page."""

    image: bytes
    dpi: float | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Facts:
    """What the file says of itself."""

    title: str
    channel: str
    digest: str
    made_at: datetime


def write_pdf(pages: Sequence[PdfPage], facts: Facts) -> bytes:
    """The whole file. The same pages and facts give the same bytes."""
    with Pdf.new() as pdf:
        font = pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{FONT}"), Encoding=Name.WinAnsiEncoding
            )
        )
        for page in pages:
            _add_page(pdf, page, font)
        _add_intent(pdf)
        _add_metadata(pdf, facts)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, fix_metadata_version=False, min_version="1.7")
        return out.getvalue()


def _add_page(pdf: Pdf, page: PdfPage, font: pikepdf.Object) -> None:
    image, width, height = _image(pdf, page.image)
    scale = POINTS / (page.dpi or ASSUMED_DPI)
    wide, high = width * scale, height * scale
    content = f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /I Do Q\n".encode() + _text(page.lines, wide, high)
    made = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(wide, 2), round(high, 2)]),
        Resources=Dictionary(XObject=Dictionary(I=image), Font=Dictionary(F=font)),
        Contents=Stream(pdf, content),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(made)))


def _image(pdf: Pdf, content: bytes) -> tuple[Stream, int, int]:
    """The image as it is, without decoding it."""
    with Image.open(io.BytesIO(content), formats=PAGE_FORMATS) as picture:
        width, height = picture.size
        facts: dict[str, Any] = {
            "Type": Name.XObject,
            "Subtype": Name.Image,
            "Width": width,
            "Height": height,
        }
        if picture.format == "TIFF":
            offset, length = picture.tag_v2[STRIPOFFSETS][0], picture.tag_v2[STRIPBYTECOUNTS][0]  # type: ignore[attr-defined]
            black_is_1 = picture.tag_v2.get(262) == 0  # type: ignore[attr-defined]
            facts |= {
                "BitsPerComponent": 1,
                "ColorSpace": Name.DeviceGray,
                "Filter": Name.CCITTFaxDecode,
                "DecodeParms": Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=not black_is_1),
            }
            content = content[offset : offset + length]
        else:
            space = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
            facts |= {"BitsPerComponent": 8, "ColorSpace": space, "Filter": Name.DCTDecode}
    return Stream(pdf, content, Dictionary(**facts)), width, height


def _text(lines: Sequence[Line], wide: float, high: float) -> bytes:
    """Words in rendering mode 3, each stretched over its box."""
    words = [_word(word, wide, high, *_height(line, word)) for line in lines for word in line.words]
    shown = [word for word in words if word]
    return b"BT 3 Tr\n" + b"\n".join(shown) + b"\nET" if shown else b""


def _height(line: Line, word: Word) -> tuple[float, float]:
    """Top and bottom for the word: the line's, so that its words are taken out as one line; the word's own
    where the line is slanted."""
    heights = sorted(other.box[3] - other.box[1] for other in line.words)
    is_level = line.box[3] - line.box[1] <= LEVEL * heights[len(heights) // 2]
    box = line.box if is_level else word.box
    return box[1], box[3]


def _word(word: Word, wide: float, high: float, y0: float, y1: float) -> bytes:
    text = word.text.strip()
    x0, _top, x1, _bottom = word.box
    size = max(1.0, (y1 - y0) * high * ASCENT_SHARE)
    natural = stringWidth(text, FONT, size)
    if not text or natural <= 0 or x1 <= x0:
        return b""
    stretch = min(1000.0, max(1.0, 100 * (x1 - x0) * wide / natural))
    baseline = high * (1 - y1) + (y1 - y0) * high * (1 - ASCENT_SHARE)
    shown = (text + " ").encode("cp1252", "replace")
    place = f"1 0 0 1 {x0 * wide:.2f} {baseline:.2f} Tm"
    return f"/F {size:.2f} Tf {stretch:.1f} Tz {place} <{shown.hex()}> Tj".encode()


def _add_intent(pdf: Pdf) -> None:
    """sRGB, without the creation time that would make two files differ."""
    profile = bytearray(ImageCmsProfile(createProfile("sRGB")).tobytes())
    profile[8:12] = ICC_VERSION
    profile[24:36] = bytes(12)
    icc = Stream(pdf, bytes(profile), Dictionary(N=3))
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB"),
        Info=pikepdf.String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_indirect(icc),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _add_metadata(pdf: Pdf, facts: Facts) -> None:
    """XMP and the info dictionary, saying the same."""
    when = facts.made_at.replace(microsecond=0)
    subject = f"Saluran: {facts.channel}"
    xmp = XMP.format(
        title=escape(facts.title), subject=escape(subject), digest=facts.digest, when=when.isoformat()
    )
    pdf.Root.Metadata = pdf.make_indirect(
        Stream(pdf, xmp.encode(), Dictionary(Type=Name.Metadata, Subtype=Name.XML))
    )
    stamp = f"D:{when:%Y%m%d%H%M%S}+00'00'"
    said = {
        "Title": facts.title,
        "Subject": subject,
        "Creator": "berkas",
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    for name, value in said.items():
        pdf.docinfo[f"/{name}"] = pikepdf.String(value)
