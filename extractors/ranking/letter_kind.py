"""Whether a letter is a request or a complaint: by all its words and how it came.

The same matter is written to the office as either; a letter taken for the other kind is judged by the other
kind's requirements and clock, so that this is a decision of its own with a probability. Writers agree on
it in nine of ten letters only; anchors of the pages made it worse out of voice (docs/ranking.md).
"""

import functools

from extractors.ranking.services import DATA, MOST_LETTERS
from extractors.ranking.text_classifier import TextClassifier, load_classifier
from models.case import Channel
from models.document import Kind

WORDS_FILE = DATA / "kind.npz"
COMPLAINS = 0.6
"""A letter is taken for a complaint from this share on. From .5 to .65 as many are right out of voice; a
request has twice as many fields to lose, and at .6 a third fewer of them are lost than at .5."""


def channel_marks(channel: Channel | None) -> tuple[str, ...]:
    """How the letter came, as a mark beside its words."""
    return (f"channel={channel}",) if channel else ()


def complaint_share(text: str, channel: Channel | None) -> float:
    """The probability that a letter with this text is a complaint (surat_pengaduan) and no request."""
    shares = _packaged().probabilities(text[:MOST_LETTERS], channel_marks(channel))
    return shares[Kind.SURAT_PENGADUAN]


@functools.cache
def _packaged() -> TextClassifier:
    return load_classifier(WORDS_FILE)
