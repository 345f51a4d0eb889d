"""Pages of the corpus of voices, kept beside the readings; their truth is taken from the tags each time."""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import samples
from models.case import Case
from models.document import PageRef
from samples.splits import Level, Split
from samples.truth import Paper, load_expected
from samples.voices.paper import PART, make_letter
from samples.voices.split import held_out, split_of
from samples.voices.tagged import Letter, Voice, load_voices
from samples.voices.truth import truth_of
from samples.writer import write_case
from tests.accuracy.dataset import Item, Order

NO_DRAWING = frozenset({"truth.py", "dates.py", "faults.py", "__main__.py", "rules.py", "makers.py"})
"""Files of samples/ that change no pixel of a letter."""


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
        if _drawn(home, letter) is None
    ]
    if tasks:
        with ProcessPoolExecutor(max_workers=makers) as pool:
            list(pool.map(_draw, tasks, chunksize=4))
    return drawn_voices(wanted, cache)


def letter_file(cache: Path, voice: Voice, letter: Letter, split: Split, wanted: Wanted) -> Path:
    """The file of one letter as it is, drawn where `cache` lacks it."""
    home = _home(wanted, cache)
    home.mkdir(parents=True, exist_ok=True)
    if _drawn(home, letter) is None:
        _draw((voice, letter, split, wanted, home))
    path = _drawn(home, letter)
    assert path is not None
    return path


def drawn_voices(wanted: Wanted, cache: Path) -> list[Item]:
    """Those of the letters' files that are in `cache` already."""
    home = _home(wanted, cache)
    return [
        _item(home, number, letter, split, wanted)
        for number, (_, letter, split) in enumerate(letters_of(wanted))
        if _drawn(home, letter) is not None
    ]


def _home(wanted: Wanted, cache: Path) -> Path:
    return cache / drawing_digest() / f"{wanted.level}-{wanted.seed}"


def _text_digest(letter: Letter) -> str:
    return hashlib.sha256(letter.source.encode()).hexdigest()


def _marker(home: Path, letter: Letter) -> Path:
    return home / f"{letter.id}.drawn.json"


def _drawn(home: Path, letter: Letter) -> Path | None:
    """The file drawn of this very text, if there is one."""
    marker = _marker(home, letter)
    if not marker.is_file():
        return None
    stored = json.loads(marker.read_text(encoding="utf-8"))
    return home / stored["file"] if stored["text"] == _text_digest(letter) else None


def _draw(task: tuple[Voice, Letter, Split, Wanted, Path]) -> None:
    voice, letter, split, wanted, home = task
    case = make_letter(voice, letter, seed=wanted.seed, level=wanted.level, split=split)
    target = write_case(case, home)
    partial = _marker(home, letter).with_suffix(f".{os.getpid()}")
    partial.write_text(json.dumps({"file": target.name, "text": _text_digest(letter)}), encoding="utf-8")
    partial.replace(_marker(home, letter))


def _item(home: Path, number: int, letter: Letter, split: Split, wanted: Wanted) -> Item:
    path = _drawn(home, letter)
    assert path is not None
    drawn, label = load_expected(path.with_name(f"{letter.id}.expected.json"))
    truth = truth_of(letter)
    pages: Sequence[PageRef] = drawn.documents[0].pages
    document = Paper(letter.kind, truth.values).document(pages)
    expected: Case = drawn.model_copy(update={"documents": (document,)})
    return Item(
        Order(PART, number, split, wanted.seed, wanted.level), path, expected, f"suara-{letter.voice}",
        Level(label["level"]), label["handwritten"], truth.alternatives,
    )  # fmt: skip
