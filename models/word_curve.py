"""How sure a word of handwriting is in this office: the reader's confidence bent by what people typed.

The packaged confidences were fitted on other hands (docs/recogniser.md). `berkas train` fits two numbers on
the lines typed here: the log-odds of a word are `bias + slope * log-odds as read`. Without a file of the
office's own nothing is bent.
"""

import functools
import json
import math
from dataclasses import dataclass
from pathlib import Path

from models import durable
from models.errors import SettingsError
from models.page import PageReading

FILE_NAME = "keyakinan-tulisan.json"
"""In the data folder."""
SCHEMA = "berkas.keyakinan-tulisan/1"
LEAST = 1e-4
"""Confidences are kept this far from 0 and 1 before their log-odds are taken."""


@dataclass(frozen=True)
class WordCurve:
    """`probability` rises with `confidence` as long as `slope` > 0; `fitted_on` says on what."""

    bias: float = 0.0
    slope: float = 1.0
    fitted_on: str = ""

    @property
    def is_own(self) -> bool:
        """It changes something."""
        return (self.bias, self.slope) != (0.0, 1.0)

    def probability(self, confidence: float) -> float:
        """That a word read with this confidence is right here."""
        if not self.is_own:
            return confidence
        return 1 / (1 + math.exp(-self.bias - self.slope * log_odds(confidence)))

    def applied(self, page: PageReading) -> PageReading:
        """The page with the words of its lines as sure as they are here; only one written by hand changes."""
        if not self.is_own or not page.is_handwritten:
            return page
        lines = tuple(
            line.model_copy(
                update={
                    "words": tuple(
                        word.model_copy(update={"confidence": self.probability(word.confidence)})
                        for word in line.words
                    )
                }
            )
            for line in page.lines
        )
        return page.model_copy(update={"lines": lines})


def log_odds(confidence: float) -> float:
    """Of a confidence, kept from the ends."""
    kept = min(1 - LEAST, max(LEAST, confidence))
    return math.log(kept / (1 - kept))


def load_word_curve(data: Path) -> WordCurve:
    """The office's own, else one that changes nothing. SettingsError if the file is broken."""
    path = data / FILE_NAME
    return _load(path, path.stat().st_mtime_ns) if path.is_file() else WordCurve()


@functools.lru_cache(maxsize=4)
def _load(path: Path, _changed: int) -> WordCurve:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored["schema"] != SCHEMA or not stored["slope"] > 0:
            raise ValueError(stored["schema"])
        return WordCurve(float(stored["bias"]), float(stored["slope"]), str(stored["fitted_on"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"Berkas {path.name} rusak; hapus, atau buat ulang dengan `berkas train`."
        ) from error


def write_word_curve(curve: WordCurve, path: Path) -> None:
    """Store it, whole or not at all."""
    stored = {"schema": SCHEMA, "bias": curve.bias, "slope": curve.slope, "fitted_on": curve.fitted_on}
    durable.write(path, json.dumps(stored, indent=1).encode())
