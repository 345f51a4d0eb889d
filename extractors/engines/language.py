"""The only door to spaCy: what a letter's running text asks for.

The pipeline (data/bahasa.cfg and .bin) is trained here from generated letters (docs/spacy.md,
samples/training/letters.py). spaCy is loaded with it at the first text: importing it costs a second and
100 MB, and the reading children, which import the whole reader for its pixel side, never read a text.
"""

import functools
import importlib
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MODEL = Path(__file__).resolve().parent / "data" / "bahasa.cfg"
"""What the pipeline is made of; its weights lie beside it with the ending .bin."""

SERVICE_PREFIX = "layanan:"

MOST_CHARACTERS = 6000
"""A letter's text beyond this is enclosure; the pipeline's time grows with it."""

_ONE_AT_A_TIME = threading.Lock()
"""The intake reads several cases in threads; spaCy's vocabulary is one."""


@functools.cache
def _pipeline() -> Any:
    load = importlib.import_module("extractors.engines.language_pipeline").load_pipeline
    return load(MODEL, has_names=False)


@functools.lru_cache(maxsize=16)
def services_of(text: str) -> Mapping[str, float]:
    """The probability of each service that the running text of a letter asks for, by name; never raises over
    its content."""
    with _ONE_AT_A_TIME:
        return services(_pipeline()(" ".join(text.split())[:MOST_CHARACTERS]).cats)


def services(categories: Mapping[str, float]) -> dict[str, float]:
    """The services among a text's categories, by their names."""
    found = {name: score for name, score in categories.items() if name.startswith(SERVICE_PREFIX)}
    return {name.removeprefix(SERVICE_PREFIX): score for name, score in found.items()}
