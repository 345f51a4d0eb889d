"""The one door to the net that tells print from a hand, column by column of a line (docs/recogniser.md).

A small convolutional net of our own (samples/training/hand/pen_or_print.py); one thread.
"""

import functools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from extractors.engines.onnx_session import one_thread
from extractors.engines.recogniser import HEIGHT, along
from extractors.image.pixels import Pixels, at_height

MODEL_FILE = Path(__file__).parent / "data" / "pen_columns.onnx"
STRIDE = 8
"""Pixels of width, at HEIGHT, behind one column."""
MIN_WIDTH, MAX_WIDTH = 16, 1600
"""Pixels at HEIGHT; what is longer is squeezed."""
DARK, LIGHT, LEAST_CONTRAST = 2.0, 90.0, 40.0
"""Percentiles of grey levels taken as ink and paper, and levels between them at least."""
INK, EDGE = 0.35, 4
"""How dark a column's darkest pixel is that shows ink, and rows at either edge that are not asked: there
hang the lines above and below."""


@functools.cache
def _session() -> onnxruntime.InferenceSession:
    return one_thread(MODEL_FILE)


def prepared(line: Pixels) -> NDArray[np.float32]:
    """A line (grey) as the net sees it: HEIGHT x W, 0 paper to about 1 ink; bare paper where none is."""
    if not line.size:
        return np.zeros((HEIGHT, MIN_WIDTH), np.float32)
    scaled = at_height(line, HEIGHT, (MIN_WIDTH, MAX_WIDTH)).astype(np.float32)
    ink, paper = np.percentile(scaled, (DARK, LIGHT))
    return np.asarray(((paper - scaled) / max(LEAST_CONTRAST, paper - ink)).clip(0, 1.2), np.float32)


def pen_odds(lines: Sequence[Pixels]) -> list[NDArray[np.float32]]:
    """Of each line (grey or colour) the log-odds that a hand wrote what stands there, column by column; NaN
    where no ink is."""
    tensors = [prepared(line) for line in lines]
    scores = along(tensors, _session(), STRIDE)
    return [
        np.where(_inked(line), columns[:, 1] - columns[:, 0], np.nan)
        for line, columns in zip(tensors, scores, strict=True)
    ]


def by_a_hand(odds: NDArray[np.float32]) -> float:
    """The mean of columns' log-odds; print where none shows ink."""
    return float(np.nanmean(odds)) if np.isfinite(odds).any() else -np.inf


def _inked(line: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which columns show ink."""
    darkest = np.pad(line[EDGE:-EDGE].max(axis=0), (0, -line.shape[1] % STRIDE))
    return np.asarray(darkest.reshape(-1, STRIDE).max(axis=1) > INK)
