"""Which voices are held out: their letters are scored only, and nobody looks at them or fits on them."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

from samples.splits import Split
from samples.voices.tagged import Voice, load_voices

CORPUS = Path(__file__).parent.parent / "corpus"
VOICES = CORPUS / "voices"
SPLIT_FILE = "split.toml"
"""Stands beside a folder of voices; without it all voices may be looked at."""


def held_out(folder: Path) -> frozenset[str]:
    """Numbers of the folder's test voices."""
    path = folder.parent / SPLIT_FILE
    if not path.is_file():
        return frozenset()
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["test"])


def tune_voices() -> tuple[Voice, ...]:
    """The corpus's voices that may be looked at and learnt from."""
    return chosen(load_voices(VOICES), held_out(VOICES), Split.TUNE)


def split_of(voice: Voice, test: frozenset[str]) -> Split:
    """The split of a voice with all its letters."""
    return Split.TEST if voice.number in test else Split.TUNE


def chosen(voices: Sequence[Voice], test: frozenset[str], split: Split | None) -> tuple[Voice, ...]:
    """The voices of a split, or all."""
    return tuple(voice for voice in voices if split in (None, split_of(voice, test)))
