"""The last step of reading: a reader's own score of each field becomes the share that is right at it.

Readers score their fields by what they know (engine, agreement of looks, validators). How often such a
score is right is a fact about scans and is counted, not felt: `berkas calibrate` fits a rising curve for
each field on labelled readings and stores them in a small versioned file (docs/calibration.md). The threshold
of review comes with each curve.
"""

import functools
import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.document import Document, Kind
from models.errors import SettingsError
from models.field import Field
from models.field_spec import FieldType, is_of

SCHEMA = "berkas.kalibrasi/1"
PACKAGED = Path(__file__).resolve().parent / "data" / "calibration.json"
FILE_NAME = "kalibrasi.json"
"""In the data folder: the office's own, fitted with what reviewers corrected."""

TILT = 0.02
"""Share of the raw score left in the result, so that curves rise everywhere: equal shares keep their order,
and the raw score can be had back from a stored case when curves are fitted again."""


@dataclass(frozen=True)
class Curve:
    """Raw score -> share that is right, straight between knots. `scores` rise, `shares` do not fall.

    `review_below`: under this result a person looks. `count`: readings it was fitted on.
    """

    scores: tuple[float, ...]
    shares: tuple[float, ...]
    review_below: float
    count: int = 0

    def probability(self, score: float) -> float:
        """The calibrated confidence of a raw score."""
        return (1 - TILT) * _between(score, self.scores, self.shares) + TILT * score


def _between(at: float, xs: tuple[float, ...], ys: tuple[float, ...]) -> float:
    right = bisect_right(xs, at)
    if right == 0:
        return ys[0]
    if right == len(xs):
        return ys[-1]
    share = (at - xs[right - 1]) / (xs[right] - xs[right - 1])
    return ys[right - 1] + share * (ys[right] - ys[right - 1])


@dataclass(frozen=True)
class Calibration:
    """Curves by `kind/field`, and by `kind` for fields too rare to have their own."""

    curves: Mapping[str, Curve]
    fitted_on: str = ""

    def curve(self, kind: Kind, name: str) -> Curve | None:
        """The field's curve, else its kind's, else None; long texts keep their reader's own score, and ink
        its probability: nobody fitted the models of extractors/marks/ink_model.py on these readings."""
        if is_of(name, FieldType.PROSE, FieldType.INK):
            return None
        return self.curves.get(f"{kind.value}/{name}") or self.curves.get(kind.value)

    def applied(self, document: Document) -> Document:
        """The document with calibrated fields. What has no value keeps what its reader said of it, and a
        flag that a reader set stays: it may know of a doubt that no score shows."""
        fields = {name: self._field(document.kind, name, field) for name, field in document.fields.items()}
        return document.model_copy(update={"fields": fields})

    def _field(self, kind: Kind, name: str, field: Field) -> Field:
        curve = self.curve(kind, name)
        if curve is None or field.value is None:
            return field
        sure = curve.probability(field.confidence)
        is_doubtful = field.needs_review or sure < curve.review_below
        return field.model_copy(update={"confidence": sure, "needs_review": is_doubtful})


IDENTITY = Calibration({})
"""Leaves every field as its reader made it: what labelled readings for a fit are made with."""


def load_calibration(data: Path | None = None) -> Calibration:
    """The data folder's own file, else the packaged one, else IDENTITY. SettingsError if it is broken."""
    own = data / FILE_NAME if data else None
    if own is not None and own.is_file():
        return _load(own, own.stat().st_mtime_ns)
    return _load(PACKAGED, 0) if PACKAGED.is_file() else IDENTITY


@functools.lru_cache(maxsize=4)
def _load(path: Path, _changed: int) -> Calibration:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["schema"] != SCHEMA:
            raise ValueError(stored["schema"])
        curves = {
            key: Curve(tuple(entry["scores"]), tuple(entry["shares"]), entry["review_below"], entry["count"])
            for key, entry in stored["curves"].items()
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"Berkas kalibrasi {path.name} rusak; hapus atau buat ulang dengan `berkas calibrate`."
        ) from error
    return Calibration(curves, stored.get("fitted_on", ""))
