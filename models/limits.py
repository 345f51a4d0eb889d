"""What a reading may cost at most: hostile and broken files end here and not with the machine."""

from dataclasses import asdict, dataclass
from typing import Self

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The bounds of a reading; an operator changes them in pengaturan.toml (models/settings.py)."""

    page_seconds: float = 60.0
    """Longest reading of a page in seconds of computing."""
    memory_bytes: int = 2048 * MIB
    """Address space of a reading child. It peaks at 0.9 GiB with usual pages, at 1.8 with the largest."""
    child_pages: int = 200
    """OCR libraries grow (ocrd_tesserocr 105, RapidOCR 187): a child is replaced after so many pages."""
    max_pixels: int = 80_000_000
    """Largest page; A3 at 600 dpi is 70 million, anything above is a mistake or a bomb."""
    max_pages: int = 2000
    """Most pages of one file; a year's box of letters in one file has fewer."""
    max_file_bytes: int = 512 * MIB
    """A scanner's multi-page TIFF of a thick file stays under this."""

    def as_dict(self) -> dict[str, float]:
        """For a child process."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, float]) -> Self:
        """What as_dict() gave."""
        whole = {name: int(value) for name, value in values.items() if name != "page_seconds"}
        return cls(page_seconds=values["page_seconds"], **whole)


DEFAULT_LIMITS = Limits()
