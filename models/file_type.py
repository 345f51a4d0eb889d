"""The types of file that berkas reads, told by their first bytes, never by names; and how whole ones end."""

from enum import StrEnum

HEAD_BYTES = 1024
"""A PDF's header may stand anywhere in the first 1,024 bytes (ISO 32000-1, note to 7.5.2)."""


class FileType(StrEnum):
    """The value is the extension in the store."""

    PDF = ".pdf"
    JPEG = ".jpg"
    PNG = ".png"
    TIFF = ".tif"
    OTHER = ".bin"


JPEG_START = b"\xff\xd8\xff"
PDF_START = b"%PDF-"
STARTS = (
    (JPEG_START, FileType.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
    (b"II*\x00", FileType.TIFF),
    (b"MM\x00*", FileType.TIFF),
    (b"II+\x00", FileType.TIFF),
    (b"MM\x00+", FileType.TIFF),
)
"""The first bytes of pictures; the last two are TIFF's form for large files (BigTIFF)."""

JPEG_END = b"\xff\xd9"
PNG_END = b"IEND"
PDF_END = b"%%EOF"
"""What stands among the last bytes of a whole file."""


def type_of(head: bytes) -> FileType:
    """The type that the first bytes tell (HEAD_BYTES and the length of a PDF's mark are enough)."""
    found = next((kind for start, kind in STARTS if head.startswith(start)), FileType.OTHER)
    is_pdf = found is FileType.OTHER and PDF_START in head[: HEAD_BYTES + len(PDF_START)]
    return FileType.PDF if is_pdf else found
