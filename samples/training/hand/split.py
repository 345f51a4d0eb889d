"""Who is trained on, tuned with and only scored (split.toml): whole writers and typefaces."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

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


def members(part: Part) -> Members:
    """The writers and faces of `part`; no member is in two parts (tested)."""
    read = _read()
    return Members(tuple(map(int, read["writers"][part])), tuple(map(str, read["faces"][part])))
