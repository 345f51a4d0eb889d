"""Pages of the corpus of voices, kept beside the readings; their truth is taken from the tags each time.

A page stays as long as it would be drawn the same: a change of tags alone that moves nothing on the sheets
draws nothing anew. What `drawn_voices` leaves out it says on standard error, with the command that draws it.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

import samples
from models.case import Case
from models.document import PageRef
from samples.sheet import Picture
from samples.splits import Dice, Level, Split
from samples.truth import Paper, load_expected
from samples.voices.paper import PART, make_letter, write_sheets
from samples.voices.split import held_out, split_of
from samples.voices.tagged import Letter, Voice, load_voices
from samples.voices.truth import truth_of
from samples.writer import write_case
from tests.accuracy.dataset import Item, Order

NO_DRAWING = frozenset({"truth.py", "dates.py", "faults.py", "__main__.py", "rules.py", "makers.py"})
"""Files of samples/ that change no pixel of a letter."""

NO_PIXELS = np.zeros((0, 0, 3), np.uint8)


@dataclass(frozen=True)
class Wanted:
    """Letters to be had: of which voices (all without numbers), how damaged, by which seed, and whether only
    the very first letter of each voice."""

    folder: Path
    voices: tuple[str, ...]
    split: Split | None
    level: Level
    seed: int
    is_first_only: bool = False


@lru_cache(maxsize=1)
def drawing_digest() -> str:
    """Changes whenever code that draws letters (or anything it may use) does."""
    root = Path(samples.__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*root.glob("*.py"), *(root / "voices").glob("*.py")]):
        if path.name not in NO_DRAWING:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def letters_of(wanted: Wanted) -> Iterator[tuple[Voice, Letter, Split]]:
    """The letters that are wanted, in order."""
    test = held_out(wanted.folder)
    for voice in load_voices(wanted.folder, wanted.voices):
        split = split_of(voice, test)
        if wanted.split in (None, split):
            letters = voice.letters[:1] if wanted.is_first_only else voice.letters
            yield from ((voice, letter, split) for letter in letters)


def prepare_voices(wanted: Wanted, cache: Path, makers: int = 1) -> list[Item]:
    """The letters' files in `cache`, drawn where it lacks them by `makers` processes."""
    home = _home(wanted, cache)
    home.mkdir(parents=True, exist_ok=True)
    tasks = [
        (voice, letter, split, wanted, home)
        for voice, letter, split in letters_of(wanted)
        if _drawn(home, voice, letter, split, wanted) is None
    ]
    if tasks:
        with ProcessPoolExecutor(max_workers=makers) as pool:
            list(pool.map(_draw, tasks, chunksize=4))
    return drawn_voices(wanted, cache)


def letter_file(cache: Path, voice: Voice, letter: Letter, split: Split, wanted: Wanted) -> Path:
    """The file of one letter as it is, drawn where `cache` lacks it."""
    home = _home(wanted, cache)
    home.mkdir(parents=True, exist_ok=True)
    path = _drawn(home, voice, letter, split, wanted)
    return path or _draw((voice, letter, split, wanted, home))


def drawn_voices(wanted: Wanted, cache: Path) -> list[Item]:
    """Those of the letters' files that are in `cache` already; how many are not is told."""
    home, found, lacking = _home(wanted, cache), list[Item](), list[str]()
    for number, (voice, letter, split) in enumerate(letters_of(wanted)):
        path = _drawn(home, voice, letter, split, wanted)
        if path is None:
            lacking.append(voice.number)
        else:
            found.append(_item(path, number, letter, split, wanted))
    if lacking:
        print(_left_out(lacking, len(found), wanted, cache), file=sys.stderr)
    return found


def _left_out(lacking: Sequence[str], kept: int, wanted: Wanted, cache: Path) -> str:
    voices = ",".join(dict.fromkeys(lacking))
    return (
        f"{len(lacking)} of {len(lacking) + kept} {wanted.level} letters are left out: the drawing code "
        f"{drawing_digest()} has no page of their text in {cache}. To draw and read them: python -m "
        f"tests.accuracy.voices --fill --readings {cache.parent} --level {wanted.level} --seed {wanted.seed} "
        f"--voices {voices}"
    )


def _home(wanted: Wanted, cache: Path) -> Path:
    return cache / drawing_digest() / f"{wanted.level}-{wanted.seed}"


def _text_digest(letter: Letter) -> str:
    return hashlib.sha256(letter.source.encode()).hexdigest()


def _marker(home: Path, letter: Letter) -> Path:
    return home / f"{letter.id}.drawn.json"


def sheets_digest(voice: Voice, letter: Letter, split: Split, wanted: Wanted) -> str:
    """Changes with whatever of a letter's text, tags and flags is to be seen on its pages."""
    dice = Dice(f"{wanted.seed}/suara/{wanted.level}/{letter.id}", split)
    page = write_sheets(voice, letter, dice, wanted.seed)
    digest = hashlib.sha256(repr((sorted(letter.flags), letter.channel)).encode())
    for sheet in page.flow.sheets:
        digest.update(repr((sheet.width, sheet.height, len(sheet.items))).encode())
        for item in sheet.items:
            digest.update(item.pixels.tobytes() if isinstance(item, Picture) else b"")
            parts = astuple(replace(item, pixels=NO_PIXELS) if isinstance(item, Picture) else item)
            digest.update(repr(parts).encode())
    digest.update(repr((dice.getstate(), dice.pixels.bit_generator.state)).encode())
    return digest.hexdigest()


def _drawn(home: Path, voice: Voice, letter: Letter, split: Split, wanted: Wanted) -> Path | None:
    """The file drawn of this very text, or of another that is drawn alike, if there is one."""
    marker = _marker(home, letter)
    if not marker.is_file():
        return None
    stored = json.loads(marker.read_text(encoding="utf-8"))
    if stored["text"] != _text_digest(letter):
        if stored.get("sheets") != sheets_digest(voice, letter, split, wanted):
            return None
        _keep_marker(home, letter, stored["file"], stored["sheets"])
    return home / str(stored["file"])


def _draw(task: tuple[Voice, Letter, Split, Wanted, Path]) -> Path:
    voice, letter, split, wanted, home = task
    case = make_letter(voice, letter, seed=wanted.seed, level=wanted.level, split=split)
    target = write_case(case, home)
    _keep_marker(home, letter, target.name, sheets_digest(voice, letter, split, wanted))
    return target


def _keep_marker(home: Path, letter: Letter, name: str, sheets: str) -> None:
    stored = {"file": name, "text": _text_digest(letter), "sheets": sheets}
    partial = _marker(home, letter).with_suffix(f".{os.getpid()}")
    partial.write_text(json.dumps(stored), encoding="utf-8")
    partial.replace(_marker(home, letter))


def _item(path: Path, number: int, letter: Letter, split: Split, wanted: Wanted) -> Item:
    drawn, label = load_expected(path.with_name(f"{letter.id}.expected.json"))
    truth = truth_of(letter)
    pages: Sequence[PageRef] = drawn.documents[0].pages
    document = Paper(letter.kind, truth.values).document(pages)
    expected: Case = drawn.model_copy(update={"documents": (document,)})
    return Item(
        Order(PART, number, split, wanted.seed, wanted.level), path, expected, f"suara-{letter.voice}",
        Level(label["level"]), label["handwritten"], truth.alternatives,
    )  # fmt: skip
