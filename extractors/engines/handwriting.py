"""A net of our own for handwritten lines (samples/training/hand): upper and lower case, figures, signs.

Convolutions and a recurrent layer with CTC, one thread. No weights are shipped yet, so no page is read with
it (docs/recogniser.md): the trainer prepares lines here, `python -m tests.accuracy.handwriting` reads them.
"""

import functools
import math
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from extractors.engines.char_model import ALPHABET
from extractors.engines.onnx_session import one_thread
from extractors.image.pixels import Pixels, at_height

HEIGHT = 40
"""Pixels; the net's input height: letters of about a quarter of it, room for ascenders and descenders."""

STRIDE = 4
"""Pixels of width behind one column of scores."""

MIN_WIDTH, MAX_WIDTH = 16, 1600
"""Pixels at HEIGHT; what is longer than any line of a page is squeezed."""

DARK, LIGHT = 1.0, 92.0
"""Percentiles of a crop's grey levels taken as ink and paper: a little of either may be dirt or glare."""

MIN_CONTRAST = 0.1
"""Share of the paper's light between ink and paper at least: an empty crop must not be blown up to noise."""

PAPER_CELL, PAPER_BLUR = 13, 12.0
"""Pixels at HEIGHT: wider than any stroke, so that the closed picture is the paper under the ink."""

Scores = NDArray[np.float32]
"""Columns x (1 + len(ALPHABET)): log-probabilities along the line, column 0 the CTC blank."""


def prepare(crop: Pixels) -> NDArray[np.float32]:
    """HEIGHT x W, paper about 0 and ink about 1 under any light. `crop`: grey or BGR, one line."""
    if not crop.size:
        return np.zeros((HEIGHT, MIN_WIDTH), np.float32)
    scaled = at_height(crop, HEIGHT, (MIN_WIDTH, MAX_WIDTH))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (PAPER_CELL, PAPER_CELL))
    paper = cv2.GaussianBlur(cv2.morphologyEx(scaled, cv2.MORPH_CLOSE, kernel), (0, 0), PAPER_BLUR)
    share = scaled / np.maximum(paper, 8.0)
    dark, light = np.percentile(share, (DARK, LIGHT))
    return np.asarray((light - share) / max(MIN_CONTRAST, light - dark), dtype=np.float32).clip(-0.5, 1.5)


@functools.cache
def _session(model: Path) -> onnxruntime.InferenceSession:
    return one_thread(model)


def scores(crop: Pixels, model: Path) -> Scores:
    """The net's log-probabilities along one line. Lines are read one by one: what shares a batch with a
    line (padding) must not alter what is read."""
    picture = prepare(crop)
    wide = math.ceil(picture.shape[1] / STRIDE) * STRIDE
    padded = np.zeros((1, 1, HEIGHT, wide), np.float32)
    padded[0, 0, :, : picture.shape[1]] = picture
    return np.asarray(_session(model).run(None, {"lines": padded})[0][0], dtype=np.float32)


@dataclass(frozen=True)
class Reading:
    """One line as read: its text, and each character's probability at its surest column and place 0..1."""

    text: str
    sureness: tuple[float, ...]
    places: tuple[float, ...]


def greedy(columns: Scores) -> Reading:
    """A run of one character is one character, with its best probability of the run."""
    chars: list[str] = []
    sure: list[float] = []
    places: list[float] = []
    previous = 0
    for step, choice in enumerate(columns.argmax(axis=1).tolist()):
        chance = math.exp(min(0.0, float(columns[step, choice])))
        if choice and choice != previous:
            chars.append(ALPHABET[choice - 1])
            sure.append(chance)
            places.append((step + 0.5) / len(columns))
        elif choice:
            sure[-1] = max(sure[-1], chance)
        previous = choice
    return Reading("".join(chars), tuple(sure), tuple(places))
