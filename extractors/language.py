"""The only door to spaCy: what a letter's running text asks for, and whom and what it names.

The pipeline (extractors/data/bahasa.cfg and .bin) is trained here from generated letters (docs/spacy.md,
samples/training/letters.py). Its language is a subclass with no tokenizer exceptions: spaCy's own
Indonesian carries 16,000, which take a second to load and are not needed here.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

from spacy.language import BaseDefaults, Language
from spacy.util import registry
from thinc.api import Config

MODEL = Path(__file__).resolve().parent / "data" / "bahasa.cfg"
"""What the pipeline is made of; its weights lie beside it with the ending .bin."""

LANGUAGE = "berkas"

SERVICES = ("konsultasi", "pengaduan", "penyelesaian_masalah", "pengaduan_layanan")
SERVICE_PREFIX = "layanan:"
ENTITIES = ("ORANG", "KOPERASI", "PERAN", "UANG", "TANGGAL")

MOST_CHARACTERS = 6000
"""A letter's text beyond this is enclosure; the pipeline's time grows with it."""


class _Defaults(BaseDefaults):
    tokenizer_exceptions = {}


@registry.languages(LANGUAGE)
class LetterLanguage(Language):  # type: ignore[no-untyped-call]
    """Indonesian as letters write it."""

    lang = LANGUAGE
    Defaults = _Defaults


@dataclass(frozen=True)
class Entity:
    """A passage that names something: its label (ENTITIES) and its place in the text."""

    label: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class TextReading:
    """`services`: probability of each, by name. `entities` in the text's order."""

    services: dict[str, float]
    entities: tuple[Entity, ...]

    @property
    def service(self) -> tuple[str, float]:
        """The likeliest service and its probability."""
        return max(self.services.items(), key=lambda item: item[1])


def is_available() -> bool:
    """Whether the pipeline lies in this installation."""
    return MODEL.exists()


@functools.cache
def _pipeline() -> Language:
    nlp = LetterLanguage.from_config(Config().from_disk(MODEL))
    return nlp.from_bytes(MODEL.with_suffix(".bin").read_bytes())


def write_pipeline(nlp: Language, path: Path) -> int:
    """Store a trained pipeline as `path` (.cfg) and its weights beside it; the bytes written."""
    nlp.config.to_disk(path)
    path.with_suffix(".bin").write_bytes(nlp.to_bytes())
    return path.stat().st_size + path.with_suffix(".bin").stat().st_size


def warm() -> None:
    """Load the pipeline now instead of at the first letter."""
    _pipeline()


def read_text(text: str) -> TextReading:
    """What the running text of a letter says; never raises over its content."""
    doc = _pipeline()(" ".join(text.split())[:MOST_CHARACTERS])
    return TextReading(
        services={
            name.removeprefix(SERVICE_PREFIX): score
            for name, score in doc.cats.items()
            if name.startswith(SERVICE_PREFIX)
        },
        entities=tuple(Entity(e.label_, e.start_char, e.end_char, e.text) for e in doc.ents),
    )
