"""A second net for handwritten lines: PP-OCRv5's mobile recogniser, its head cut down to our letters.

It was trained apart from RapidOCR's and has another trunk, so the two seldom make the same mistake: where
they differ there is doubt. One thread; the file is `python -m samples.training.hand.second_reader`'s
(docs/data-sources.md).
"""

import functools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime

from extractors.engines.line_columns import Columns, along, logarithms
from extractors.engines.onnx_session import one_thread
from extractors.image.pixels import Pixels

MODEL_FILE = Path(__file__).parent / "data" / "second_reader.onnx"


@functools.cache
def _session() -> onnxruntime.InferenceSession:
    return one_thread(MODEL_FILE)


def _chances(batch: Columns) -> Columns:
    return np.asarray(_session().run(None, {"lines": batch})[0], dtype=np.float32)


def letter_columns(lines: Sequence[Pixels], alphabet: str) -> list[Columns]:
    """Each line's picture as log-probabilities along it: the CTC blank, then each letter of `alphabet`."""
    chars = _session().get_modelmeta().custom_metadata_map["characters"]
    return [logarithms(columns, chars, alphabet) for columns in along(lines, _chances)]
