"""The only door to our own line recogniser: upper-case card print and numbers, trained on damaged copies.

A small convolutional net with CTC (samples/training, docs/recogniser.md): it looks at about three letters
at a time and knows no words, so that what it reads is what stands there. It is a further look at lines on
which RapidOCR is weak (toner streaks, dropouts, faint copies); it replaces no other reader. One thread.
"""

import functools
import math
import string
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from extractors.engines.batches import by_width
from extractors.engines.ctc import greedy
from extractors.engines.lattice import Places, places, with_nothing
from extractors.engines.onnx_session import one_thread
from extractors.image.pixels import Pixels, at_height

MODEL_FILE = Path(__file__).parent / "data" / "recogniser.onnx"

HEIGHT = 32
"""Pixels; the net's input height."""

STRIDE = 4
"""Pixels of width behind one column of scores."""

MIN_WIDTH, MAX_WIDTH = 16, 1200
"""Pixels at HEIGHT. A card's longest value is about 700; what is longer is squeezed."""

BATCH_PIXELS = 4000
"""Sum of widths computed at once, which bounds memory."""

ALPHABET = " " + string.ascii_uppercase + string.digits + "-./,':()"
"""What the net can say, after the blank (column 0). Lower case is read as upper case."""

DIGITS = string.digits
NIK_DIGITS = 16
DARK, LIGHT = 1.0, 92.0
"""Percentiles of a crop's grey levels taken as ink and paper: a little of either may be dirt or glare."""

MIN_CONTRAST = 20.0
"""Grey levels between ink and paper at least: an empty crop must not be blown up to noise."""

Scores = NDArray[np.float32]
"""Columns x (1 + len(ALPHABET)): log-probabilities along the line, column 0 the CTC blank."""


@functools.cache
def _session() -> onnxruntime.InferenceSession:
    return one_thread(MODEL_FILE)


def prepare(crop: Pixels) -> NDArray[np.float32]:
    """HEIGHT x W, paper about 0 and ink about 1, whatever the copy's darkness. `crop`: grey or BGR."""
    if not crop.size:
        return np.zeros((HEIGHT, MIN_WIDTH), np.float32)
    scaled = at_height(crop, HEIGHT, (MIN_WIDTH, MAX_WIDTH))
    ink, paper = np.percentile(scaled, (DARK, LIGHT))
    return np.asarray((paper - scaled) / max(MIN_CONTRAST, paper - ink), dtype=np.float32).clip(-0.5, 1.5)


def scores(crops: Sequence[Pixels]) -> list[Scores]:
    """The net's log-probabilities for each crop (one line of print each), padding cut off."""
    return along([prepare(crop) for crop in crops], _session(), STRIDE)


def along(
    lines: Sequence[NDArray[np.float32]], session: onnxruntime.InferenceSession, stride: int
) -> list[Scores]:
    """What a net of this kind says along each prepared line, a column for each `stride` pixels."""
    found: list[Scores] = [np.zeros((0, 0), np.float32)] * len(lines)
    for group in by_width([line.shape[1] for line in lines], BATCH_PIXELS):
        widest = math.ceil(max(lines[i].shape[1] for i in group) / stride) * stride
        batch = np.zeros((len(group), 1, HEIGHT, widest), dtype=np.float32)
        for row, index in enumerate(group):
            batch[row, 0, :, : lines[index].shape[1]] = lines[index]
        result = np.asarray(session.run(None, {"lines": batch})[0], dtype=np.float32)
        for row, index in enumerate(group):
            found[index] = result[row, : math.ceil(lines[index].shape[1] / stride)]
    return found


def read_lines(crops: Sequence[Pixels]) -> list[str]:
    """The text of each crop (one line)."""
    return [decode(columns) for columns in scores(crops)]


def read_numbers(crops: Sequence[Pixels]) -> list[Places]:
    """Each crop as a number of NIK_DIGITS digits; whatever else stands in the crop is passed over."""
    first = 1 + ALPHABET.index(DIGITS[0])
    digits = (np.exp(columns[:, first : first + len(DIGITS)]) for columns in scores(crops))
    return [places(with_nothing(found), NIK_DIGITS) for found in digits]


def decode(columns: Scores) -> str:
    """The characters along the line, without outer blanks."""
    return "".join(ALPHABET[peak.label - 1] for peak in greedy(columns)).strip()
