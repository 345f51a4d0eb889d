"""Who is trained on, tuned with and only scored (split.toml): whole writers and typefaces."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from samples.voices.split import VOICES

SPLIT_FILE = Path(__file__).parent / "split.toml"


class Part(StrEnum):
    """`train` is learnt from, `tune` is looked at while choosing, `test` is only ever scored."""

    TRAIN = "train"
    TUNE = "tune"
    TEST = "test"


@dataclass(frozen=True)
class Members:
    """The writers (numbers in the stroke bank) and faces (file name stems) of one part."""

    writers: tuple[int, ...]
    faces: tuple[str, ...]


@lru_cache(maxsize=1)
def _read() -> dict[str, dict[str, list[int] | list[str]]]:
    return tomllib.loads(SPLIT_FILE.read_text(encoding="utf-8"))


def sureness() -> Members:
    """Training members that a tuned net has not seen: on them it is fitted how sure a word is."""
    read = _read()["sureness"]
    return Members(tuple(map(int, read["writers"])), tuple(map(str, read["faces"])))


def unseen_voices(folder: Path = VOICES) -> frozenset[str]:
    """Voices of whose texts a tuned net has seen none: every seventh, whose number leaves three."""
    return frozenset(
        path.stem for path in folder.glob("*.txt") if path.stem.isdigit() and int(path.stem) % 7 == 3
    )


def members(part: Part) -> Members:
    """The writers and faces of `part`; no member is in two parts (tested)."""
    read = _read()
    return Members(tuple(map(int, read["writers"][part])), tuple(map(str, read["faces"][part])))
