"""Files of a case and closings of letters, drawn once beside the readings; which pages belong to each."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import samples
from models.file_reading import FileReading
from samples.bundle import CaseDraft, FileDraft
from samples.dossiers.closings import CLOSINGS, closing_letter, make_closing
from samples.dossiers.traps import Applicant, Dossier, DrawnPart, LetterPart, Part, applicants, dossiers
from samples.sheet import Pen
from samples.splits import Dice, Level, Split
from samples.voices.paper import RECEIVED, make_letter, write_sheets
from samples.voices.split import VOICES, chosen, held_out
from samples.voices.tagged import load_voices
from samples.writer import encode
from tests.accuracy.readings import ReadsFiles
from tests.accuracy.voice_pages import Wanted, drawing_digest, letter_file

SEED = 1
EACH, CLOSING = 20, 24
"""Files of each trap (half as many again of each complete kind), letters of each closing."""
LEVELS = (Level.MEDIUM, Level.CLEAN)
"""In turn."""


@dataclass(frozen=True)
class Sent:
    """A file on disk, of whose pages the last `missing` are not in the case."""

    path: Path
    missing: int = 0

    def reading(self, source: ReadsFiles) -> FileReading:
        """What was read of it."""
        whole = source.read_file(self.path)
        kept = len(whole.pages) - self.missing
        return replace(whole, pages=whole.pages[:kept])


@dataclass(frozen=True)
class Case:
    """A file of a case with its papers on disk."""

    dossier: Dossier
    sent: tuple[Sent, ...]


@lru_cache(maxsize=1)
def dossier_digest() -> str:
    """Changes with whatever draws files of a case."""
    root = Path(samples.__file__).parent
    digest = hashlib.sha256(drawing_digest().encode())
    for path in sorted((root / "dossiers").glob("*")):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def cases(
    split: Split, cache: Path, each: int = EACH, traps: Collection[str] = (), numbers: Collection[str] = ()
) -> Iterator[Case]:
    """Files of a case of the split's voices, or of those `numbers` among them: `each` of every trap, or of
    the traps named."""
    home = cache / f"berkas-{dossier_digest()}"
    home.mkdir(parents=True, exist_ok=True)
    voices = chosen(load_voices(VOICES), held_out(VOICES), split)
    people = [one for one in applicants(voices, split) if not numbers or one.voice.number in numbers]
    several = frozenset(one.letter.id for one in people if _is_signed_last(one, split))
    for dossier in dossiers(people, split, each=each, complete=each * 3 // 2, several=several):
        if not traps or dossier.trap in traps:
            yield Case(dossier, tuple(_sent(part, home, cache, split) for part in dossier.parts))


def _level(index: int) -> Level:
    return LEVELS[index % len(LEVELS)]


def _is_signed_last(one: Applicant, split: Split) -> bool:
    """Whether the letter takes several sheets and only the last is signed."""
    dice = Dice(f"{SEED}/suara/{_level(one.index)}/{one.letter.id}", split)
    sheets = write_sheets(one.voice, one.letter, dice, SEED).flow.sheets
    signed = [any(isinstance(item, Pen) for item in sheet.items) for sheet in sheets]
    return len(sheets) > 1 and signed[-1] and not any(signed[:-1])


def _sent(part: Part, home: Path, cache: Path, split: Split) -> Sent:
    if isinstance(part, DrawnPart):
        return Sent(_drawn(part, home, split))
    level = _level(part.index)
    if not part.is_changed:
        wanted = Wanted(VOICES, (), split, level, SEED)
        path = letter_file(cache, part.voice, part.letter, split, wanted)
        return Sent(path, missing=int(part.first_only))
    return Sent(_changed(part, level, home, split))


def _drawn(part: DrawnPart, home: Path, split: Split) -> Path:
    dice = Dice(f"{SEED}/berkas/{part.key}", split)
    case = CaseDraft(part.key, dice, LEVELS[dice.randint(0, 1)], RECEIVED)
    found = _found(home, part.key)
    if found is None:
        part.draw(case)
        found = _write(home, case.files[0])
    return found


def _changed(part: LetterPart, level: Level, home: Path, split: Split) -> Path:
    found = _found(home, part.letter.id)
    if found is None:
        sample = make_letter(part.voice, part.letter, seed=SEED, level=level, split=split)
        found = _write(home, sample.files[0])
    return found


def _found(home: Path, stem: str) -> Path | None:
    return next(iter(sorted(home.glob(f"{stem}.*"))), None)


def _write(home: Path, file: FileDraft) -> Path:
    path = home / file.name
    path.write_bytes(encode(file))
    return path


def closing_files(
    cache: Path, kinds: Sequence[str] = (), each: int = CLOSING, split: Split = Split.TEST
) -> Iterator[tuple[str, Path]]:
    """(kind, file) of `each` letters of every kind of closing."""
    home = cache / f"penutup-{split}-{dossier_digest()}"
    home.mkdir(parents=True, exist_ok=True)
    for kind in kinds or CLOSINGS:
        for number in range(each):
            _, letter = closing_letter(kind, number, SEED, split)
            found = _found(home, letter.id)
            if found is None:
                sample = make_closing(kind, number, seed=SEED, level=_level(number), split=split)
                found = _write(home, sample.files[0])
            yield kind, found
