"""The only door to spaCy: what a letter's running text asks for, and whom and what it names.

The pipeline (data/bahasa.cfg and .bin) is trained here from generated letters (docs/spacy.md,
samples/training/letters.py). spaCy is loaded with it at the first text: importing it costs a second and
100 MB, and the reading children, which import the whole reader for its pixel side, never read a text.
"""

import functools
import importlib
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MODEL = Path(__file__).resolve().parent / "data" / "bahasa.cfg"
"""What the pipeline is made of; its weights lie beside it with the ending .bin."""

SERVICE_PREFIX = "layanan:"

MOST_CHARACTERS = 6000
"""A letter's text beyond this is enclosure; the pipeline's time grows with it."""

_ONE_AT_A_TIME = threading.Lock()
"""The intake reads several cases in threads; spaCy's vocabulary is one."""


@dataclass(frozen=True)
class Entity:
    """What the text names: a label (samples/training/letters.py) and the words."""

    label: str
    text: str


@dataclass(frozen=True)
class TextReading:
    """`services`: probability of each, by name. `entities` in the text's order."""

    services: dict[str, float]
    entities: tuple[Entity, ...]


@functools.cache
def _pipeline() -> Any:
    return importlib.import_module("extractors.engines.language_pipeline").load_pipeline(MODEL)


@functools.lru_cache(maxsize=16)
def read_text(text: str) -> TextReading:
    """What the running text of a letter says; never raises over its content."""
    with _ONE_AT_A_TIME:
        doc = _pipeline()(" ".join(text.split())[:MOST_CHARACTERS])
    return TextReading(
        services={
            name.removeprefix(SERVICE_PREFIX): score
            for name, score in doc.cats.items()
            if name.startswith(SERVICE_PREFIX)
        },
        entities=tuple(Entity(e.label_, e.text) for e in doc.ents),
    )
