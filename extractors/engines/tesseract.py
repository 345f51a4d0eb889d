"""The only door to tesseract: pixels in, lines with boxes out.

Its library is called, not its program, which takes a fifth of a page's time to start, to load the language
and to get the page from a file (33 pages: 20.2 and 16.2 s of a core, the same words). One thread
(OMP_THREAD_LIMIT=1: several OpenMP teams on few cores multiply the time, tesseract issue 3109), the page's
dpi passed on (issues 639, 1702).
"""

import atexit
import ctypes
import functools
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import cv2
import numpy as np

from models.errors import BerkasError
from models.field import hull
from models.page import Line, Word

os.environ["OMP_THREAD_LIMIT"] = "1"

WIDE_GAP = 2.2
"""A gap wider than this many line heights parts two columns; justified text stays below 1.5."""
LIBRARY, LANGUAGE = "libtesseract.so.5", "ind"
WHOLE_PAGE = 3
"""Its mode of finding columns, blocks and lines by itself (psm)."""
SETTINGS = {"invert_threshold": "0", "debug_file": os.devnull}
"""A doubtful line is not read once more as white on black, which costs 2 to 10 % of its time; white print on
a letterhead's band is turned about before (extractors/image/dark_bands.py)."""
_WORD_LEVEL = "5"
_ONE_AT_A_TIME = threading.Lock()


class OcrMissing(BerkasError):
    """Tesseract or its Indonesian language is not installed."""

    code = "TESSERACT_TIDAK_ADA"


class _Tesseract:
    """The library with its language loaded (tesseract/capi.h)."""

    def __init__(self) -> None:
        try:
            self._library = ctypes.CDLL(LIBRARY)
        except OSError as error:
            raise OcrMissing("Tesseract belum terpasang: pasang paket tesseract-ocr.") from error
        for create in (self._library.TessBaseAPICreate, self._library.TessBaseAPIGetTsvText):
            create.restype = ctypes.c_void_p
        self._reader = ctypes.c_void_p(self._library.TessBaseAPICreate())
        atexit.register(self._library.TessBaseAPIDelete, self._reader)
        if self._call("Init3", None, LANGUAGE.encode()):
            raise OcrMissing(f"Bahasa tesseract tidak ada: pasang paket tesseract-ocr-{LANGUAGE}.")
        self._call("SetPageSegMode", WHOLE_PAGE)
        for name, value in SETTINGS.items():
            self._set(name, value)

    def tsv(self, pixels: np.ndarray, dpi: float | None) -> str:
        """Its table of a page (HxWx3 RGB or HxW, uint8; dpi: found by itself where not known)."""
        height, width, depth = np.atleast_3d(pixels).shape
        self._set("user_defined_dpi", str(round(dpi or 0)))
        self._call("SetImage", pixels.ctypes.data_as(ctypes.c_void_p), width, height, depth, depth * width)
        try:
            if not (found := self._call("GetTsvText", 0)):
                raise BerkasError("Tesseract gagal membaca halaman ini; pindai ulang.")
            text = ctypes.string_at(found).decode(errors="replace")
            self._library.TessDeleteText(ctypes.c_void_p(found))
            return text
        finally:
            self._call("Clear")

    def _set(self, name: str, value: str) -> None:
        self._call("SetVariable", name.encode(), value.encode())

    def _call(self, name: str, *arguments: object) -> Any:
        return getattr(self._library, f"TessBaseAPI{name}")(self._reader, *arguments)


_tesseract = functools.cache(_Tesseract)


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
    plain = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)
    with _ONE_AT_A_TIME:
        pieces = _pieces(_tesseract().tsv(np.ascontiguousarray(plain), dpi))
    lines: list[Line] = []
    for _, group in groupby(pieces, key=lambda piece: piece.key):
        lines.extend(_line(run, width, height) for run in _runs(list(group)))
    return tuple(lines)


def _pieces(tsv: str) -> Iterator[_Piece]:
    """The words of a TSV; malformed rows are passed over."""
    for row in tsv.splitlines():
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
