"""The letters of `samples/purposes`, read: by whom, of which kind, and what they say."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[2] / "purposes"
_BEGINS = re.compile(r"(?m)^=== ")


class Purpose(NamedTuple):
    """A letter: its writer, its kind, its words in a row."""

    voice: str
    label: str
    text: str


def purposes(folder: Path = FOLDER) -> Iterator[Purpose]:
    """The letters of that folder; `voice`: their writer."""
    for path in sorted(folder.glob("*.txt")):
        for block in _BEGINS.split(path.read_text(encoding="utf-8"))[1:]:
            head, _, body = block.partition("\n")
            yield Purpose(path.stem, head.split()[0], " ".join(body.split()))
