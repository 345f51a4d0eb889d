"""The only door to RapidOCR (PP-OCRv6 small; no network, one thread).

Detection and recogniser come from RapidOCR. Lines are found by its net without the weights that only cost
time (`python -m samples.training.line_finder`). Lines of pages are read by the recogniser in eight bits
(`...eight_bits`), cards by the one in the wheel: theirs are few, faint and matter most. Either is run with a
decoder of our own: only the letters an Indonesian document can carry are allowed, each with its probability
and place along the line. RapidOCR's line classifier is never used: it turns upright lines upside down
(measured: NIK 83 % with it, 92 without).
"""

import functools
import math
import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from unittest.mock import patch

import cv2
import numpy as np
from numpy.typing import NDArray
from omegaconf import OmegaConf
from onnxruntime import RunOptions

from extractors.engines.bent_lines import Bend, bend_of, part_of
from extractors.engines.ctc import greedy
from extractors.engines.lattice import with_nothing
from extractors.engines.line_columns import LINE_HEIGHT, along, logarithms
from extractors.image.pixels import Pixels, Quad, as_pixels, crop
from models.field import Box
from models.page import Line, Word

with patch.object(OmegaConf, "load", return_value=OmegaConf.create()):
    # Its list of models, parsed twice as it is imported, took .5 of 1.4 s of a child's start: ours are named.
    from rapidocr import RapidOCR
    from rapidocr.ch_ppocr_det.utils import DetPreProcess

MODELS = files("rapidocr") / "models"
DATA = Path(__file__).parent / "data"
LINE_FINDER, LINE_READER = DATA / "line_finder.onnx", DATA / "line_reader.onnx"
MIN_LINE_SCORE = 0.35
"""Lines under this mean probability are texture (guilloche, portrait, stamp), not text."""
MAX_DETECT_SIDE, SQUAREST = 2000, 4 / 3
"""Pixels; RapidOCR's own bound of the side it looks for text on. What is squarer than the second (long side
to short side) is made smaller still, since the net's memory grows with the area: a square of 4,300 pixels by
hand took 2,041 MiB of address space of 2,048."""
SURELY_CORE = 0.7
"""Mean likelihood of a bent line's core from which it is one: of 87 photographs eleven have such lines whose
boxes RapidOCR drops, 24 in all, with .8 and more."""
MIN_DETECT_SIDE = 320
"""Pixels; RapidOCR's own 736 would blow every strip up to that height."""
DIGIT_SHAPES = ("0ODQo", "1Il|!", "2Zz", "3", "4", "5Ss", "6Gb", "7T?", "8B", "9gq")
"""What a digit may be taken for in the OCR-A-like face of the NIK."""
LETTERS = string.ascii_letters + string.digits + string.punctuation + " °–—‘’“”"


@dataclass(frozen=True)
class Glyph:
    """One recognised character: its probability and its middle, 0..1 along the crop's width."""

    text: str
    score: float
    place: float


@dataclass(frozen=True)
class Reading:
    """One line as recognised. `score`: mean probability of its characters (0 when empty)."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The characters joined, outer blanks dropped."""
        return "".join(glyph.text for glyph in self.glyphs).strip()

    @property
    def score(self) -> float:
        """Mean probability of the characters."""
        return float(np.mean([glyph.score for glyph in self.glyphs])) if self.glyphs else 0.0


@dataclass(frozen=True)
class SeenLine:
    """A line of text as it was found on a page. `columns`: T x (1 + letters) probabilities along it of the
    recogniser's blank and of the LETTERS that it knows. `picture`: the line as it was cut out."""

    box: Box
    columns: NDArray[np.float32]
    picture: Pixels
    bend: Bend | None = None


@dataclass(frozen=True)
class FoundLine:
    """Where a line of text lies, in pixels: the quadrangle around it, clockwise from the text's top left if
    it is upright, and its bend, if it is bent."""

    quad: Quad
    bend: Bend | None

    def cut(self, pixels: Pixels) -> Pixels:
        """Its picture, straight."""
        return cut(pixels, self.quad) if self.bend is None else self.bend.cut(pixels)

    def box(self, pixels: Pixels) -> Box:
        """The upright box around it, as fractions of the image."""
        return box_of(self.quad, pixels) if self.bend is None else self.bend.box(pixels)


@functools.cache
def _engine(*, has_arena: bool, recogniser: str = str(LINE_READER)) -> Any:
    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "error",
            "Det.model_path": str(LINE_FINDER),
            "Rec.model_path": recogniser,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": has_arena,
        }
    )


@functools.cache
def _recogniser(is_card: bool) -> Any:
    """The packaged net for cards, that in eight bits for lines of pages."""
    path = MODELS / "PP-OCRv6_rec_small.onnx" if is_card else LINE_READER
    return _engine(has_arena=False, recogniser=str(path))._load_rec_model()


class _Prepared(DetPreProcess):
    """RapidOCR's own preparation of a page, each of the 256 shades reckoned once instead of each pixel."""

    def __call__(self, img: Pixels) -> NDArray[np.float32] | None:
        """1x3xHxW, -1..1, of a size that the net can take; None where there is none."""
        sized = self.resize(img)
        if sized is None:
            return None
        shades = self.normalize(np.arange(256, dtype=np.uint8)[:, None]).astype(np.float32)
        return np.stack([shades[sized[:, :, at], at] for at in range(3)])[None]


@functools.cache
def _detector() -> Any:
    """Its memory is kept for one page, then given back: without an arena each layer's has to be cleared by
    the kernel, half of the time (1.5 s of a core a page, .8 with it; 600 and 660 MB at most)."""
    detector = _engine(has_arena=True)._load_det_model()
    detector.limit_side_len = MIN_DETECT_SIDE
    prepared = _Prepared(MIN_DETECT_SIDE, detector.limit_type, detector.mean, detector.std)
    detector.get_preprocess = lambda: prepared
    net, options = detector.session.session, RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    detector.session = lambda page: net.run(None, {net.get_inputs()[0].name: page}, options)[0]
    return detector


@functools.cache
def _columns(alphabet: str, *, is_card: bool = False) -> tuple[NDArray[np.int64], str]:
    """The recogniser's output columns of `alphabet` (column 0, the blank, first) and their characters."""
    known = {char: at for at, char in enumerate(_recogniser(is_card).postprocess_op.character) if at > 0}
    allowed = [char for char in dict.fromkeys(alphabet) if char in known]
    return np.array([0, *(known[char] for char in allowed)]), "".join(allowed)


def warm() -> None:
    """Load both models now instead of at the first page."""
    _detector()
    read_lines([np.full((LINE_HEIGHT, 160, 3), 255, np.uint8)])


def detect(pixels: Pixels, longest: int = MAX_DETECT_SIDE) -> list[Quad]:
    """Quadrangles around the lines of `find`."""
    return [line.quad for line in find(pixels, longest)]


def find(pixels: Pixels, longest: int = MAX_DETECT_SIDE) -> list[FoundLine]:
    """The lines of text, from top to bottom.

    `longest`: pixels of the long side on which they are looked for (time grows with its square).
    """
    area = math.prod(pixels.shape[:2]) * SQUAREST
    factor = min(1.0, longest / max(pixels.shape[:2]), MAX_DETECT_SIDE / math.sqrt(area))
    small = as_pixels(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA))
    prepared = _detector().get_preprocess()(small)
    if prepared is None:
        return []
    lines = list(_lines_on(_detector().session(prepared)[0, 0], small.shape[:2], factor))
    return [lines[at] for at in _downwards([line.quad for line in lines])]


def _downwards(quads: Sequence[Quad]) -> list[int]:
    """The order of lines from top to bottom, those of one row from left to right, as RapidOCR sorts them."""
    if not quads:
        return []
    numbered = [[(x, y, at) for x, y in quad] for at, quad in enumerate(quads)]
    return [int(at) for at in _detector().sorted_boxes(np.array(numbered))[:, 0, 2]]


def _lines_on(likely: NDArray[np.float32], size: tuple[int, int], factor: float) -> Iterator[FoundLine]:
    """The lines on a map of how likely each pixel is a line's core, as RapidOCR takes them, and bent ones,
    whose box is mostly none of theirs. `size`: height and width of the picture, `factor`: of how much of a
    larger one, in whose pixels the lines are given."""
    found = _detector().postprocess_op
    cores = cv2.dilate((likely > found.thresh).astype(np.uint8), found.dilation_kernel)
    outlines, _ = cv2.findContours(cores * 255, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    height, width = likely.shape
    scale = size[1] / width, size[0] / height
    for outline in outlines[: found.max_candidates]:
        inner, least = found.get_mini_boxes(outline)
        if least < found.min_size:
            continue
        bend = bend_of(outline)
        is_line = found.box_score_fast(likely, inner.reshape(-1, 2)) >= found.box_thresh
        if not is_line and (bend is None or found.box_score_slow(likely, outline) < SURELY_CORE):
            continue
        outer, least = found.get_mini_boxes(found.unclip(inner))
        if least < found.min_size + 2:
            continue
        corners = np.clip(np.round(outer * scale), 0, (size[1], size[0])).astype(np.int32)
        kept, _ = found.filter_det_res(corners[None], [1.0], *size)
        if len(kept):
            quad = tuple((float(x), float(y)) for x, y in np.asarray(kept[0], dtype=float) / factor)
            yield FoundLine(quad, bend and bend.scaled(scale[0] / factor, scale[1] / factor))  # type: ignore[arg-type]


def cut(pixels: Pixels, quad: Quad) -> Pixels:
    """The line inside `quad`, straightened; lines that stand upright are laid down."""
    a, b, c, d = (np.array(point) for point in quad)
    width = max(1.0, float(np.linalg.norm(a - b)), float(np.linalg.norm(c - d)))
    height = max(1.0, float(np.linalg.norm(a - d)), float(np.linalg.norm(b - c)))
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(np.array(quad, dtype=np.float32), target)
    size = (max(1, round(width)), max(1, round(height)))
    line = cv2.warpPerspective(pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return as_pixels(np.rot90(line) if height >= 1.5 * width else line)


def read_lines(crops: Sequence[Pixels], *, is_card: bool = False) -> list[Reading]:
    """Each crop (one line of text) as recognised, only LETTERS allowed."""
    chars = _columns(LETTERS)[1]
    return [_decode(scores, chars) for scores in _scores(crops, is_card=is_card)]


def digit_columns(crops: Sequence[Pixels]) -> list[NDArray[np.float32]]:
    """Each crop of a card as T x 11 probabilities along the line: no digit, then 0..9; look-alike letters
    count."""
    groups = [_columns(chars, is_card=True)[0][1:] for chars in DIGIT_SHAPES]
    found = []
    for columns in along(crops, _recogniser(True).session):
        digits = np.stack([columns[:, group].sum(axis=1) for group in groups], axis=1)
        found.append(with_nothing(digits))
    return found


def seen_columns(line: SeenLine, alphabet: str) -> NDArray[np.float32]:
    """Log-probabilities along a line: the CTC blank, then each letter of `alphabet`; what the recogniser gave
    other characters counts as blank."""
    return logarithms(line.columns, _columns(LETTERS)[1], alphabet)


def _scores(crops: Sequence[Pixels], *, is_card: bool = False) -> list[NDArray[np.float32]]:
    """Each crop as probabilities, steps along the line x the blank and the LETTERS that are known."""
    return along(crops, _recogniser(is_card).session, _columns(LETTERS, is_card=is_card)[0])


def _decode(columns: NDArray[np.float32], chars: str) -> Reading:
    """The characters along the line. `columns`: the blank's and those of `chars`."""
    steps = len(columns)
    return Reading(
        tuple(
            Glyph(chars[peak.label - 1], peak.score, (peak.column + 0.5) / steps) for peak in greedy(columns)
        )
    )


def see_part(part: Pixels, box: Box, page: tuple[int, int]) -> tuple[SeenLine, ...]:
    """The part of a page inside `box`, at the scale at which the whole page (height, width) would be read:
    its lines, texture too, with boxes on the page. Time grows with the part's area, not the page's."""
    scale = min(1.0, MAX_DETECT_SIDE / max(page))
    lines = _see_all(part, math.ceil(scale * max(part.shape[:2])))
    return tuple(replace(line, box=placed(line.box, box)) for line in lines)


def on_page(line: Line, part: Box) -> Line:
    """A line of a part of the page, its boxes in fractions of the page."""
    words = tuple(word.model_copy(update={"box": placed(word.box, part)}) for word in line.words)
    return Line(words=words, box=placed(line.box, part))


def placed(box: Box, part: Box) -> Box:
    """A box inside `part`, in fractions of the page."""
    left, top, width, height = part[0], part[1], part[2] - part[0], part[3] - part[1]
    return (left + box[0] * width, top + box[1] * height, left + box[2] * width, top + box[3] * height)


def read(
    pixels: Pixels, longest: int = MAX_DETECT_SIDE, is_wanted: Callable[[Box], bool] | None = None
) -> tuple[Line, ...]:
    """Detection and recognition of a whole page or card; lines from top to bottom, boxes in fractions.

    `is_wanted`: of a line by its box, before it is recognised, which costs more than finding it.
    """
    return read_seen(see(pixels, longest, is_wanted))


def see(
    pixels: Pixels, longest: int = MAX_DETECT_SIDE, is_wanted: Callable[[Box], bool] | None = None
) -> tuple[SeenLine, ...]:
    """The lines of `read` before it is decided what they say; lines of texture are left out."""
    return without_texture(_see_all(pixels, longest, is_wanted))


def _see_all(pixels: Pixels, longest: int, is_wanted: Callable[[Box], bool] | None = None) -> list[SeenLine]:
    found = [(line, line.box(pixels)) for line in find(pixels, longest)]
    wanted = [(line, box) for line, box in found if is_wanted is None or is_wanted(box)]
    pictures = [line.cut(pixels) for line, _ in wanted]
    return [
        SeenLine(box, columns, picture, line.bend)
        for (line, box), picture, columns in zip(wanted, pictures, _scores(pictures), strict=True)
    ]


def without_texture(lines: Sequence[SeenLine]) -> tuple[SeenLine, ...]:
    """The lines that say something, from top to bottom."""
    kept = [line for line in lines if (said := seen_text(line)).text and said.score >= MIN_LINE_SCORE]
    return tuple(sorted(kept, key=lambda line: (line.box[1], line.box[0])))


def see_at(pixels: Pixels, boxes: Sequence[Box]) -> list[SeenLine]:
    """The line inside each box (fractions), as if it had been found there."""
    return see_lines([crop(pixels, box) for box in boxes], boxes)


def see_lines(pictures: Sequence[Pixels], boxes: Sequence[Box]) -> list[SeenLine]:
    """Lines that are cut out already, with the boxes where they stand."""
    found = zip(boxes, pictures, _scores(pictures), strict=True)
    return [SeenLine(box, columns, picture) for box, picture, columns in found]


def seen_text(line: SeenLine) -> Reading:
    """The line, letter by letter."""
    return _decode(line.columns, _columns(LETTERS)[1])


def read_seen(lines: Sequence[SeenLine]) -> tuple[Line, ...]:
    """Each line as read letter by letter."""
    return tuple(as_line(seen_text(line), line.box, line.bend) for line in lines)


def box_of(quad: Quad, pixels: Pixels) -> Box:
    """The upright box around `quad`, as fractions of the image."""
    height, width = pixels.shape[:2]
    xs, ys = [x / width for x, _ in quad], [y / height for _, y in quad]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    return (max(0.0, left), max(0.0, top), min(1.0, right), min(1.0, bottom))


def as_line(reading: Reading, box: Box, bend: Bend | None = None) -> Line:
    """A line whose words are split at blanks and placed along the box, and its bend, by their characters'
    places."""
    words: list[Word] = []
    current: list[Glyph] = []
    for glyph in (*reading.glyphs, Glyph(" ", 1.0, 1.0)):
        if glyph.text != " ":
            current.append(glyph)
        elif current:
            words.append(_word(current, box, bend))
            current = []
    return Line(words=tuple(words), box=box)


def _word(glyphs: Sequence[Glyph], box: Box, bend: Bend | None) -> Word:
    pad = 0.5 * (glyphs[-1].place - glyphs[0].place) / max(1, len(glyphs) - 1)
    score = float(np.mean([glyph.score for glyph in glyphs]))
    text = "".join(glyph.text for glyph in glyphs)
    place = part_of(box, bend, glyphs[0].place - pad, glyphs[-1].place + pad)
    return Word(text=text, box=place, confidence=min(1.0, score))
