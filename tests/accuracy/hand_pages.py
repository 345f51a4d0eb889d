"""Whole letters in pen strokes of the bank's writers and in handwriting typefaces: pages with their truth.

A letter of the corpus is laid out as `samples.voices` lays out a letter written by hand; then every line of
it is written anew by a writer or typeface of one part of `samples/training/hand/split.toml`, and the page is
copied, scanned and photographed as all samples are. Texts of held-out voices are set for the test part only.
"""

import hashlib
import json
import os
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import numpy as np

import samples
from models.case import Channel
from models.document import Kind
from samples.bundle import CaseDraft
from samples.pixels import Colour
from samples.raster import render
from samples.sheet import Item as SheetItem
from samples.sheet import Picture, Sheet, Text
from samples.splits import Dice, Level, Split
from samples.training.hand import pen
from samples.training.hand.faces import Face, draw_text, find_faces
from samples.training.hand.hands import Hand, chars_of, read_bank, write
from samples.training.hand.pen import Ink
from samples.training.hand.split import Part
from samples.truth import Paper, load_expected
from samples.voices.glyphs import STAND_INS
from samples.voices.paper import RECEIVED, write_sheets
from samples.voices.split import VOICES, held_out, split_of
from samples.voices.tagged import Letter, Voice, load_voices
from samples.voices.truth import truth_of
from samples.writer import write_case
from tests.accuracy.dataset import Item, Order

PART = "tulisan tangan"
X_HEIGHT = 28.0
"""Pixels of a small letter as it is drawn, before it is set on the page: 300 dpi and more."""
ABOVE, BELOW = 2.8, 1.6
"""x-heights of the drawn line around its baseline."""
SMALL, LARGE = 5.6, 8.4
"""Points of a small letter: 2 to 3 mm. A wide hand writes smaller."""
PEN = (0.09, 0.15)
"""x-heights of the pen's width."""
LONGEST = 1500
"""Characters of a letter with its tags: two pages at most."""
BOX = (Channel.KOTAK_ADUAN, Channel.LOKET, Channel.WHATSAPP)
PRINTED = frozenset({"formulir", "cetak_email", "cetak_wa"})
LEVELS = tuple(Level)
LETTERS_FILE = Path(__file__).parent / "hand_letters.toml"


@dataclass(frozen=True)
class Owner:
    """Who writes: a name for the table, what he can write, how wide he writes (x-heights a letter)."""

    name: str
    chars: frozenset[str]
    ink: Callable[[str, Dice], Ink]
    only_capitals: bool = False


def writers(bank: Path, numbers: tuple[int, ...]) -> list[Owner]:
    """Writers by their numbers; what one never wrote the others of them lend."""
    hands = read_bank(bank, numbers)
    chars = chars_of(hands)
    return [
        Owner(f"penulis {number}", chars, partial(_stroke_ink, hand, hands))
        for number, hand in zip(numbers, hands, strict=True)
    ]


def typefaces(folders: Sequence[Path], stems: tuple[str, ...]) -> list[Owner]:
    """Typefaces by their files' stems."""
    return [
        Owner(
            face.path.stem.removesuffix("-latin-400-normal"),
            face.chars,
            partial(_face_ink, face),
            not face.has_small,
        )
        for face in find_faces(folders, stems)
    ]


def _stroke_ink(hand: Hand, lenders: list[Hand], text: str, dice: Dice) -> Ink:
    """A line of one writer, in his own strokes, cut at its first and last ink."""
    strokes = [stroke for letter in write(text, lenders, [hand], dice) for stroke in letter.strokes]
    points = np.concatenate(strokes)
    left, right = float(points[:, 0].min()), float(points[:, 0].max())
    shape = (round((ABOVE + BELOW) * X_HEIGHT), round((right - left + 0.5) * X_HEIGHT))
    origin = ((0.25 - left) * X_HEIGHT, ABOVE * X_HEIGHT)
    width = X_HEIGHT * dice.uniform(*PEN)
    return pen.drawn(strokes, dice, scale=X_HEIGHT, origin=origin, shape=shape, width=width)


def _face_ink(face: Face, text: str, dice: Dice) -> Ink:
    ink = draw_text(face, text, dice, x_height=X_HEIGHT, above=ABOVE * X_HEIGHT, below=BELOW * X_HEIGHT)
    columns = np.flatnonzero(ink.max(axis=0) > 0.1)
    return ink[:, columns[0] : columns[-1] + 1] if len(columns) else ink


def writable(text: str, owner: Owner) -> str:
    """The text as this owner can write it: stand-ins for what he lacks, or nothing."""
    found = "".join(char if char == " " or char in owner.chars else STAND_INS.get(char, "") for char in text)
    kept = "".join(char for char in found if char == " " or char in owner.chars)
    return " ".join(kept.split())


def rewritten(sheet: Sheet, owner: Owner, dice: Dice, points: float) -> tuple[Sheet, list[Text]]:
    """The sheet with its handwritten lines in another hand, and what is written where."""
    items: list[SheetItem] = []
    said: list[Text] = []
    for item in sheet.items:
        if not isinstance(item, Text):
            items.append(item)
        elif not item.style.hand:
            items.append(item)
            said.append(item)
        elif text := writable(item.text, owner):
            items.append(as_ink(sheet, item, owner.ink(text, dice), points))
            said.append(replace(item, text=text))
    return Sheet(sheet.width, sheet.height, items), said


def as_ink(sheet: Sheet, item: Text, ink: Ink, points: float) -> Picture:
    """A line's ink on the sheet, its baseline where the text's was; one that would run off it is squeezed, as
    writers do."""
    scale = points / X_HEIGHT
    room = max(60.0, sheet.width - 12 - item.x)
    squeezed = min(1.0, room / (ink.shape[1] * scale))
    return Picture(
        item.x, item.y - ABOVE * points, ink.shape[1] * scale * squeezed, ink.shape[0] * scale,
        coloured(ink, item.style.colour),
    )  # fmt: skip


def coloured(ink: Ink, colour: Colour) -> np.ndarray:
    """Ink of a colour on white, RGB."""
    cover = ink[:, :, None] * 0.93
    return np.asarray(255 * (1 - cover) + np.array(colour, np.float32) * cover, dtype=np.uint8)


def letters_for(
    part: Part, count: int, folder: Path = VOICES, only: frozenset[str] | None = None
) -> list[tuple[Voice, Letter]]:
    """The part's letters of hand_letters.toml in their order, so that figures of a growing corpus can be
    compared; then complaints that came on paper, those written by hand first, then the shorter ones. Of
    voices that are held out for the test part, of the others else; `only`: of these voices."""
    test = held_out(folder)
    pinned = pinned_letters(part)
    split = Split.TEST if part is Part.TEST else Split.TUNE
    found = [
        (voice, letter)
        for voice in load_voices(folder, ())
        if split_of(voice, test) is split and (only is None or voice.number in only)
        for letter in voice.letters
        if letter.kind is Kind.SURAT_PENGADUAN
        and letter.channel in BOX
        and not letter.flags & PRINTED
        and len(letter.source) <= LONGEST
    ]
    found.sort(key=lambda pair: ("tangan" not in pair[1].flags, len(pair[1].source)))
    found.sort(key=lambda pair: pinned.get(pair[1].id, len(pinned)))
    return found[:count]


def pinned_letters(part: Part) -> dict[str, int]:
    """Ids of the letters that this part always draws first, with their places."""
    name = Part.TEST if part is Part.TEST else Part.TUNE
    ids = tomllib.loads(LETTERS_FILE.read_text(encoding="utf-8"))[name]
    return {letter: place for place, letter in enumerate(ids)}


@dataclass(frozen=True)
class Written:
    """A page to be read: the sample, who wrote it, what stands on it line by line from the top."""

    item: Item
    owner: str
    text: str


def points_of(owner: Owner, dice: Dice, size: float) -> float:
    """Points of a small letter so that this hand takes about the room that was laid out for it."""
    probe = "Saya mohon agar koperasi dan pengurusnya dipanggil"
    ink = owner.ink(probe.upper() if owner.only_capitals else probe, Dice("lebar", dice.split))
    wanted = 0.5 * size * 1.12 * len(probe)
    return float(np.clip(wanted / ink.shape[1] * X_HEIGHT, SMALL, LARGE))


@dataclass(frozen=True)
class Sitting:
    """Who writes which letter, and how the page is copied then."""

    voice: Voice
    letter: Letter
    owner: Owner
    level: Level
    seed: int

    @property
    def split(self) -> Split:
        """Of the letter's voice."""
        return split_of(self.voice, held_out(VOICES))

    @property
    def name(self) -> str:
        """The page's file name without its ending."""
        rest = hashlib.sha256(f"{self.owner.name}/{self.level}/{self.seed}".encode()).hexdigest()
        return f"{self.letter.id}-{rest[:6]}"

    def marker(self, home: Path) -> Path:
        """The file that says what was drawn."""
        return home / f"{self.name}.json"


def make_page(sitting: Sitting, home: Path) -> Written:
    """The letter's page; kept in `home` and drawn only where it is missing."""
    if not sitting.marker(home).is_file():
        _draw(sitting, home)
    return kept_page(sitting, home, PART)


def kept_page(sitting: Sitting, home: Path, part: str) -> Written:
    """The page that was drawn of it in `home`, with what the letter's tags say."""
    stored = json.loads(sitting.marker(home).read_text(encoding="utf-8"))
    drawn, _ = load_expected(home / f"{sitting.name}.expected.json")
    truth = truth_of(sitting.letter)
    document = Paper(sitting.letter.kind, truth.values).document(drawn.documents[0].pages)
    item = Item(
        Order(part, 0, sitting.split, sitting.seed, sitting.level), home / stored["file"],
        drawn.model_copy(update={"documents": (document,)}), sitting.owner.name, sitting.level, True,
        truth.alternatives,
    )  # fmt: skip
    return Written(item, sitting.owner.name, stored["text"])


def _draw(sitting: Sitting, home: Path) -> None:
    letter, owner, level = sitting.letter, sitting.owner, sitting.level
    dice = Dice(f"{sitting.seed}/{PART}/{level}/{letter.id}/{owner.name}", sitting.split)
    by_hand = replace(letter, flags=letter.flags | {"tangan"})
    page = write_sheets(sitting.voice, by_hand, dice, sitting.seed)
    case = CaseDraft(sitting.name, dice, level, RECEIVED, Channel(letter.channel))
    case.is_handwritten = True
    points = points_of(owner, dice, page.look.body.size)
    sheets = [rewritten(sheet, owner, dice, points) for sheet in page.flow.sheets]
    file = case.new_file("jpg" if len(sheets) == 1 else "pdf")
    refs = [case.scan(file, render(sheet, file.dpi, dice), turn=False) for sheet, _ in sheets]
    truth = truth_of(letter)
    case.add(Paper(letter.kind, truth.values, page.pages_of), refs)
    case.facts = truth.facts
    target = write_case(case.finish(PART, owner.name, sitting.split, sitting.seed), home)
    text = "\n".join(line for _, said in sheets for line in text_lines(said))
    text = text.upper() if owner.only_capitals else text
    partly = home / f"{sitting.name}.{os.getpid()}"
    partly.write_text(json.dumps({"file": target.name, "text": text}), encoding="utf-8")
    partly.replace(sitting.marker(home))


def text_lines(said: Sequence[Text]) -> Iterator[str]:
    """What stands on a sheet, row by row."""
    rows: dict[int, list[Text]] = {}
    for text in said:
        rows.setdefault(round(text.y), []).append(text)
    for y in sorted(rows):
        yield " ".join(text.text for text in sorted(rows[y], key=lambda text: text.x))


@lru_cache(maxsize=1)
def drawing_digest() -> str:
    """Changes with whatever draws these pages."""
    root = Path(samples.__file__).parent
    parts = [*root.glob("*.py"), *(root / "voices").glob("*.py"), *(root / "training" / "hand").glob("*.py")]
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(parts):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def make_pages(
    owners: Sequence[Owner],
    part: Part,
    count: int,
    cache: Path,
    *,
    seed: int,
    only: frozenset[str] | None = None,
) -> list[Written]:
    """`count` letters (`only` of these voices) by the owners in turn, a third each clean, medium and hard by
    chance."""
    home = cache / "tulisan-tangan" / drawing_digest()
    home.mkdir(parents=True, exist_ok=True)
    pairs = letters_for(part, count, only=only)
    levels = [LEVELS[at % len(LEVELS)] for at in range(count)]
    Dice(f"{seed}/tingkat", Split.TUNE).shuffle(levels)
    return [
        make_page(Sitting(*pairs[at % len(pairs)], owners[at % len(owners)], level, seed), home)
        for at, level in enumerate(levels)
    ]
