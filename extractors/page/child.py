"""A reading child: `python -m extractors.page.child LIMITS FOLDER`, asked line by line on standard input.

Questions and answers are JSON, one a line. What libraries print goes to standard error, so that standard
output holds answers only. It ends when its parent closes the pipe, that is also when the parent dies. Before
the first question it gives up all but reading (extractors/files/confinement.py).
"""

import functools
import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from extractors.engines import rapidocr
from extractors.files import pages
from extractors.files.child_process import REFUSED, PictureKind, surroundings_code
from extractors.files.confinement import confine
from extractors.files.picture import archive_picture, desk_picture, fingerprint
from extractors.files.scratch import Scratch
from extractors.page.name_rereading import read_places
from extractors.page.reader import read_page
from models.errors import PageError
from models.limits import Limits
from models.trouble import is_trouble

FAT_SHARE = 0.6
"""Of the allowed address space: beyond it the next large page may not fit, so a new child is better."""

MEMORY_MESSAGE = "{file} memerlukan terlalu banyak memori; pindai ulang dengan 300 dpi."


def main() -> int:
    """Answer until standard input ends."""
    limits, scratch = Limits.from_dict(json.loads(sys.argv[1])), Scratch(Path(sys.argv[2]))
    limit = limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _say(answers, {"ready": True, "confinement": asdict(confine(scratch))})
    for line in sys.stdin.buffer:
        said = _answer(json.loads(line), limits, scratch.picture)
        _say(answers, {**said, "is_fat": _address_space() > FAT_SHARE * limit})
    return 0


def _say(answers: BinaryIO, message: dict[str, Any]) -> None:
    data = json.dumps(message).encode() + b"\n"
    while data:
        data = data[answers.write(data) :]


def _answer(question: dict[str, Any], limits: Limits, picture: Path) -> dict[str, Any]:
    """The answer to one question. An expected failure is data; anything else is a crash the parent sees."""
    path = Path(question["path"] or ".")
    try:
        if question["verb"] == "warm":
            rapidocr.warm()
            return {}
        if question["verb"] == "count":
            return {"pages": pages.count_pages(path, limits)}
        image = _page(path, _state(path), question["number"], limits)
        if question["verb"] == "decode":
            return {"pages": 1}
        if question["verb"] == "look":
            return {"texts": read_places(image, question["turn"], question["boxes"])}
        if question["verb"] == "draw":
            picture.write_bytes(_drawn(image, question["turn"], path, question["picture_kind"]))
            return {"pages": 1}
        reading = read_page(image, question.get("turn"))
        if question["picture_kind"] and reading.failure is None:
            picture.write_bytes(_drawn(image, reading.rotation, path, question["picture_kind"]))
        return {"reading": reading.model_dump(mode="json")}
    except PageError as failure:
        return {"failure": str(failure), "code": failure.code}
    except MemoryError:
        return {"failure": MEMORY_MESSAGE.format(file=path.name), "code": "TERLALU_BESAR"}
    except OSError as refusal:
        if not is_trouble(refusal):
            raise
        return {"failure": REFUSED, "code": surroundings_code(refusal)}


@functools.lru_cache(maxsize=1)
def _page(path: Path, state: tuple[int, ...], number: int, limits: Limits) -> pages.PageImage:
    """The page; the last one is kept for the second look at its names, as long as its file stays."""
    return pages.load_page(path, number, limits)


def _state(path: Path) -> tuple[int, ...]:
    """By what a changed file is known; nothing where it can't be looked at: opening it says why."""
    try:
        known = path.stat()
    except OSError:
        return ()
    return known.st_ino, known.st_size, known.st_mtime_ns


def _drawn(image: pages.PageImage, rotation: int, source: Path, kind: str) -> bytes:
    match PictureKind(kind):
        case PictureKind.ARCHIVE:
            return archive_picture(image, rotation, source)
        case PictureKind.FINGERPRINT:
            return fingerprint(image, rotation)
        case PictureKind.DESK:
            return desk_picture(image, rotation)


def _address_space() -> int:
    """Bytes of address space in use (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


if __name__ == "__main__":
    sys.exit(main())
