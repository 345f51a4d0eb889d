"""Whether a letter is a request or a complaint: by all its words, the anchors of its pages and how it came.

The same matter is written to the office as either; a letter taken for the other kind is judged by the other
kind's requirements and clock, so that this is a decision of its own with a probability.
"""

import functools
import json
from collections.abc import Mapping

import numpy as np

from extractors.ranking.linear_chain import Array
from extractors.ranking.ranker import Logistic, odds
from extractors.ranking.services import DATA, MOST_LETTERS
from extractors.ranking.text_classifier import TextClassifier, load_classifier
from models.case import Channel
from models.document import Kind

WORDS_FILE, MODEL_FILE = DATA / "kind.npz", DATA / "kind.json"
FEATURES = ("words", "request", "complaint", "lead", "hand", *(f"channel_{channel}" for channel in Channel))
"""Log odds that the words are a complaint's; the pages' best scores of either kind and their difference;
handwriting; the channel."""


def kind_features(
    share: float, scores: Mapping[Kind, float], channel: Channel | None, *, is_written: bool
) -> Array:
    """What speaks for a complaint, in the order of FEATURES. `share`: the words' probability of one."""
    request, complaint = (scores.get(kind, 0.0) for kind in (Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN))
    told = [odds(share), request, complaint, complaint - request, float(is_written)]
    return np.array([*told, *(float(channel is one) for one in Channel)])


def complaint_share(
    text: str, scores: Mapping[Kind, float], channel: Channel | None, *, is_written: bool
) -> float:
    """The probability that a letter with this text is a complaint (surat_pengaduan) and no request."""
    words, model = _packaged()
    share = words.probabilities(text[:MOST_LETTERS])[Kind.SURAT_PENGADUAN]
    return model.probability(kind_features(share, scores, channel, is_written=is_written))


@functools.cache
def _packaged() -> tuple[TextClassifier, Logistic]:
    stored = json.loads(MODEL_FILE.read_text(encoding="utf-8"))
    if tuple(stored["features"]) != FEATURES:
        raise ValueError(f"{MODEL_FILE.name} is for other features than this program's.")
    model = Logistic(stored["bias"], np.array(stored["weights"], dtype=np.float64))
    return load_classifier(WORDS_FILE), model
