"""The only door to tesseract: pixels in, lines with boxes out.

One thread a call (OMP_THREAD_LIMIT=1: several OpenMP teams on few cores multiply the time, tesseract
issue 3109), the page's dpi passed on (issues 639, 1702), a time-out that kills the process
(pytesseract issue 278).
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import cv2
import numpy as np
import pytesseract

from models.errors import BerkasError
from models.field import hull
from models.page import Line, Word

os.environ["OMP_THREAD_LIMIT"] = "1"

WIDE_GAP = 2.2
"""A gap wider than this many line heights parts two columns; justified text stays below 1.5."""
LANGUAGE, WHOLE_PAGE = "ind", "--psm 3"
NEVER_INVERTED = "-c invert_threshold=0"
"""A doubtful line is not read once more as white on black, which costs 2 to 10 % of its time; white print on
a letterhead's band is turned about before (extractors/image/dark_bands.py)."""
LEAST_FREE_BYTES = 1 << 20
"""With less room left in the temporary folder an answer may be cut short; the largest TSV seen has 0.3 MB."""
_WORD_LEVEL = "5"


class OcrMissing(BerkasError):
    """Tesseract or its Indonesian language is not installed."""

    code = "TESSERACT_TIDAK_ADA"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word of tesseract's TSV in pixels: left, top, width, height."""

    key: tuple[int, int, int]
    text: str
    left: int
    top: int
    width: int
    height: int
    confidence: float


def read_lines(pixels: np.ndarray, *, dpi: float | None = None) -> tuple[Line, ...]:
    """Lines of print on an upright image (H x W or H x W x 3, uint8), in tesseract's order.

    A line ends at a gap wider than WIDE_GAP, so that columns stay apart. Boxes are fractions of
    the image. Raises OcrMissing when tesseract is absent. It has no clock of its own: its reading child's
    parent ends both (extractors/files/page_clock.py).
    """
    height, width = pixels.shape[:2]
    pieces = _pieces(_tsv(pixels, dpi))
    lines: list[Line] = []
    for _, group in groupby(pieces, key=lambda piece: piece.key):
        lines.extend(_line(run, width, height) for run in _runs(list(group)))
    return tuple(lines)


def _tsv(pixels: np.ndarray, dpi: float | None) -> str:
    """Tesseract's TSV; the image goes over as an uncompressed file, which costs no PNG encoding."""
    config = f"{WHOLE_PAGE} {NEVER_INVERTED}" + (f" --dpi {round(dpi)}" if dpi else "")
    suffix = ".pgm" if pixels.ndim == 2 else ".ppm"
    with tempfile.TemporaryDirectory(prefix="berkas-ocr-") as folder:
        path = Path(folder, "halaman" + suffix)
        path.write_bytes(_pnm(pixels))
        try:
            text = str(pytesseract.image_to_data(str(path), lang=LANGUAGE, config=config))
            _check_room(folder)
            return text
        except pytesseract.TesseractNotFoundError as error:
            raise OcrMissing("Tesseract belum terpasang: pasang paket tesseract-ocr.") from error
        except pytesseract.TesseractError as error:
            _check_room(folder)
            raise OcrMissing(
                f"Tesseract gagal; periksa paket tesseract-ocr-{LANGUAGE}: {error.message}"
            ) from error


def _check_room(folder: str) -> None:
    """Tesseract does not say that its answer did not fit on the disk. OSError."""
    if shutil.disk_usage(folder).free < LEAST_FREE_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _pnm(pixels: np.ndarray) -> bytes:
    """The image as a binary PGM or PPM (tesseract wants RGB, we hold BGR)."""
    height, width = pixels.shape[:2]
    kind = 5 if pixels.ndim == 2 else 6
    data = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)
    return f"P{kind} {width} {height} 255\n".encode() + np.ascontiguousarray(data).tobytes()


def _pieces(tsv: str) -> Iterator[_Piece]:
    """The words of a TSV; malformed rows are passed over."""
    for row in tsv.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        try:
            block, paragraph, line = (int(cell) for cell in cells[2:5])
            left, top, width, height = (int(cell) for cell in cells[6:10])
            confidence = float(cells[10]) / 100
        except ValueError:
            continue
        key = (block, paragraph, line)
        yield _Piece(key, cells[11].strip(), left, top, width, height, min(1.0, max(0.0, confidence)))


def _runs(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """One line's words, parted where the gap is wide."""
    usual = float(np.median([piece.height for piece in pieces]))
    run = [pieces[0]]
    for piece in pieces[1:]:
        if piece.left - (run[-1].left + run[-1].width) > WIDE_GAP * usual:
            yield run
            run = []
        run.append(piece)
    yield run


def _line(run: Sequence[_Piece], width: int, height: int) -> Line:
    words = tuple(
        Word(
            text=piece.text,
            box=(
                piece.left / width,
                piece.top / height,
                (piece.left + piece.width) / width,
                (piece.top + piece.height) / height,
            ),
            confidence=piece.confidence,
        )
        for piece in run
    )
    return Line(words=words, box=hull([word.box for word in words]))
