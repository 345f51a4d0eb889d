"""Lines through a recogniser of the PP-OCR kind: what the net sees, and its columns for some letters."""

import math
from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.engines.batches import by_width
from extractors.image.pixels import Pixels

LINE_HEIGHT = 48
"""Pixels; the recogniser's input height."""

MAX_LINE_WIDTH = 2400
"""Pixels at LINE_HEIGHT; longer lines are squeezed, or one stray box would take gigabytes."""

LEAST_WIDTH = 160
"""Pixels at LINE_HEIGHT that a batch has at least."""

BATCH_PIXELS = 1300
"""Sum of widths of one batch: lines of like width share a batch, so little padding is computed. Larger
batches leave the processor's cache (microseconds a pixel: 75 up to 1,000, 84 at 1,920, 92 at 3,840)."""

LEAST_PROBABILITY = 1e-6
"""Of a letter in a column, so that its logarithm is finite."""

Columns = NDArray[np.float32]
"""Steps along the line x the recogniser's characters, the CTC blank first."""
Net = Callable[[NDArray[np.float32]], NDArray[np.float32]]
"""N x 3 x LINE_HEIGHT x W pixels, -1..1, to N x T x characters probabilities."""


def prepared(crop: Pixels) -> NDArray[np.float32]:
    """3xLINE_HEIGHTxW, -1..1."""
    colour = crop if crop.ndim == 3 else cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR)
    height, width = colour.shape[:2]
    wanted = min(MAX_LINE_WIDTH, max(8, math.ceil(LINE_HEIGHT * width / max(1, height))))
    method = cv2.INTER_AREA if height > 2 * LINE_HEIGHT else cv2.INTER_LINEAR
    scaled = cv2.resize(colour, (wanted, LINE_HEIGHT), interpolation=method)
    return np.asarray(scaled.transpose(2, 0, 1), dtype=np.float32) / 127.5 - 1.0


def along(crops: Sequence[Pixels], net: Net, wanted: NDArray[np.int64] | None = None) -> list[Columns]:
    """Each crop (one line of text) as the net's probabilities along it, padding cut off. `wanted`: the only
    characters that are kept; of all 18,000 a hundred wide lines take gigabytes."""
    tensors = [prepared(crop) for crop in crops]
    found: list[Columns] = [np.zeros((0, 1), np.float32)] * len(tensors)
    for group in by_width([tensor.shape[2] for tensor in tensors], BATCH_PIXELS):
        widest = max(LEAST_WIDTH, *(tensors[i].shape[2] for i in group))
        batch = np.zeros((len(group), 3, LINE_HEIGHT, widest), dtype=np.float32)
        for row, index in enumerate(group):
            batch[row, :, :, : tensors[index].shape[2]] = tensors[index]
        for index, scores in zip(group, net(batch), strict=True):
            used = math.ceil(len(scores) * tensors[index].shape[2] / widest)
            found[index] = scores[: used + 1] if wanted is None else scores[: used + 1][:, wanted]
    return found


def logarithms(columns: Columns, chars: str, alphabet: str) -> Columns:
    """Log-probabilities of the blank and of the letters of `alphabet`; what went to others counts as blank.
    `columns`: probabilities of the blank and of `chars`, among which the alphabet's letters must be."""
    kept = np.full((len(columns), 1 + len(alphabet)), LEAST_PROBABILITY, np.float32)
    for at, char in enumerate(alphabet, 1):
        kept[:, at] = np.maximum(columns[:, 1 + chars.index(char)], LEAST_PROBABILITY)
    kept[:, 0] = np.maximum(1.0 - kept[:, 1:].sum(axis=1), LEAST_PROBABILITY)
    return np.asarray(np.log(kept), dtype=np.float32)
