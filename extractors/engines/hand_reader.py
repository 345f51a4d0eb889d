"""The net for handwritten lines: RapidOCR's own recogniser, tuned to handwriting here, its head cut down.

One thread; the file is `python -m samples.training.hand.tune`'s (docs/recogniser.md, docs/data-sources.md).
"""

import functools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime

from extractors.engines.line_columns import Columns, along, logarithms
from extractors.engines.onnx_session import one_thread
from extractors.image.pixels import Pixels

MODEL_FILE = Path(__file__).parent / "data" / "hand_reader.onnx"


@functools.cache
def _session() -> onnxruntime.InferenceSession:
    return one_thread(MODEL_FILE)


def _chances(batch: Columns) -> Columns:
    return np.asarray(_session().run(None, {"lines": batch})[0], dtype=np.float32)


def letter_columns(lines: Sequence[Pixels], alphabet: str) -> list[Columns]:
    """Each line's picture as log-probabilities along it: the CTC blank, then each letter of `alphabet`."""
    chars = _session().get_modelmeta().custom_metadata_map["characters"]
    return [logarithms(columns, chars, alphabet) for columns in along(lines, _chances)]
