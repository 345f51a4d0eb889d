"""`python -m tests.accuracy.handwriting`: our own reader of handwritten lines beside RapidOCR's, same lines.

Lines of the test part (or the tune part) only: writers and typefaces that were never trained on, texts of
voices from which neither the net nor the language model learnt a word. Writers' strokes are set as they
wrote them, without the training's alterations; copies are made with the samples' recipes, which the training
does not use. Prints a table by source, `--by-writer` one by writer; docs/recogniser.md holds one.
"""

import argparse
import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from extractors.engines import hand_reader, rapidocr
from extractors.engines.char_model import ALPHABET, office_language
from extractors.engines.line_decoding import Look, decode
from extractors.image.pixels import Pixels
from extractors.page.handwritten_text import RAPIDOCR_WEIGHT
from samples import damage
from samples.pixels import Pixels as Rgb
from samples.splits import Dice, Split
from samples.training.hand import pen
from samples.training.hand.faces import Face, draw_text, find_faces
from samples.training.hand.hands import Hand, chars_of, read_bank, write
from samples.training.hand.pen import Ink
from samples.training.hand.split import Part, members
from samples.training.hand.texts import voice_lines
from tests.accuracy.report import table

X_HEIGHT = 22.0
"""Pixels of a small letter: common handwriting scanned at 200 dpi."""
ABOVE, BELOW, SIDE = 2.4, 1.25, 0.7
"""x-heights of the crop around the baseline and at its ends."""
LONGEST, SHORTEST = 48, 12
"""Characters of a line."""
PITCH = 3.6
"""x-heights between ruled lines."""
INKS = ((28, 38, 120), (20, 20, 28), (40, 60, 150), (60, 60, 66))
PAPERS = ((252, 252, 250), (244, 241, 232), (236, 238, 240))
RULE = (170, 190, 215)


@dataclass(frozen=True)
class Sample:
    """A line's picture, what it says, whose it is, and how it came into the computer."""

    pixels: Pixels
    text: str
    owner: str
    kind: str


def lines_of(dice: Dice, chars: frozenset[str], count: int) -> list[str]:
    """`count` lines of test voices that can be written with `chars`; every fifth is a number."""
    pool = [text for text in voice_lines(of_test=True) if set(text) <= chars | {" "}]
    found: list[str] = []
    while len(found) < count:
        if len(found) % 5 == 4:
            digits = "".join(dice.choice("0123456789") for _ in range(16))
            found.append(dice.choice((f"NIK {digits}", f"0{digits[:11]}", f"NIK : {digits}", digits)))
            continue
        words = dice.choice(pool).split()
        start = dice.randint(0, max(0, len(words) - 5))
        text = ""
        for word in words[start:]:
            if len(text) + 1 + len(word) > LONGEST:
                break
            text = f"{text} {word}".strip()
        if len(text) >= SHORTEST:
            found.append(text)
    return found


def written_ink(text: str, hand: Hand, lenders: list[Hand], dice: Dice) -> Ink:
    """A line in a writer's own strokes, unaltered."""
    strokes = [stroke for letter in write(text, lenders, [hand], dice) for stroke in letter.strokes]
    points = np.concatenate(strokes)
    left, right = float(points[:, 0].min()), float(points[:, 0].max())
    shape = (round((ABOVE + BELOW) * X_HEIGHT), math.ceil((right - left + 2 * SIDE) * X_HEIGHT))
    origin = ((SIDE - left) * X_HEIGHT, ABOVE * X_HEIGHT)
    return pen.drawn(strokes, dice, scale=X_HEIGHT, origin=origin, shape=shape, width=dice.uniform(2.0, 3.4))


def on_paper(ink: Ink, dice: Dice) -> Rgb:
    """Blue or black ink on white paper, half of it ruled."""
    height, width = ink.shape
    page = np.full((height, width, 3), dice.choice(PAPERS), np.float32)
    if dice.chance(0.5):
        row = round(ABOVE * X_HEIGHT + dice.uniform(0, 0.3) * X_HEIGHT)
        for at in (row, row - round(PITCH * X_HEIGHT), row + round(PITCH * X_HEIGHT)):
            if 0 <= at < height - 1:
                page[at : at + 2] = RULE
    covered = ink[:, :, None] * 0.93
    colour = np.array(dice.choice(INKS), np.float32)
    return np.asarray(page * (1 - covered) + colour * covered, dtype=np.uint8)


def copied(page: Rgb, dice: Dice) -> Rgb:
    """Once or twice through a copier, with its mottle, specks and pale toner."""
    for _ in range(dice.randint(1, 2)):
        page = damage.blur(page, dice.uniform(0.6, 1.0))
        page = damage.toner(page, dice, dice.uniform(1.5, 2.4), dice.uniform(6, 16))
        page = damage.speckle(page, dice, dice.uniform(5, 60))
    if dice.chance(0.3):
        page = np.asarray(255 - (255 - page.astype(np.float32)) * dice.uniform(0.45, 0.8), dtype=np.uint8)
    return damage.grain(page, dice, dice.uniform(2, 6))


def photographed(page: Rgb, dice: Dice) -> Rgb:
    """A phone's picture of the page: coarser, uneven light, noise."""
    share = dice.uniform(0.45, 0.75)
    page = damage.resample(damage.blur(page, dice.uniform(0.6, 1.4)), share)
    page = damage.shadow(page, dice, dice.uniform(0.15, 0.5))
    return damage.grain(page, dice, dice.uniform(3, 9))


def _ways(page: Rgb, text: str, owner: str, source: str, dice: Dice) -> Iterator[Sample]:
    for way, picture in (
        ("clean", page),
        ("copied", copied(page, dice)),
        ("photo", photographed(page, dice)),
    ):
        yield Sample(np.ascontiguousarray(picture[:, :, ::-1]), text, owner, f"{source}, {way}")


def stroke_samples(bank: Path, part: Part, count: int, seed: int) -> Iterator[Sample]:
    """`count` lines of each writer of `part`, clean, copied and photographed."""
    numbers = members(part).writers
    hands = read_bank(bank, numbers)
    chars = chars_of(hands) & frozenset(ALPHABET)
    for number, hand in zip(numbers, hands, strict=True):
        dice = Dice(f"writer/{seed}/{number}", Split.TEST)
        for text in lines_of(dice, chars, count):
            page = on_paper(written_ink(text, hand, hands, dice), dice)
            yield from _ways(page, text, f"writer {number}", "strokes", dice)


def face_samples(fonts: Sequence[Path], part: Part, count: int, seed: int) -> Iterator[Sample]:
    """`count` lines in each typeface of `part`; a face of capitals alone is expected to be read as such."""
    for face in find_faces(fonts, members(part).faces):
        dice = Dice(f"face/{seed}/{face.path.stem}", Split.TEST)
        for text in lines_of(dice, face.chars & frozenset(ALPHABET), count):
            shown = text if face.has_small else text.upper()
            page = on_paper(face_ink(face, shown, dice), dice)
            yield from _ways(page, shown, face.path.stem, "typefaces", dice)


def face_ink(face: Face, text: str, dice: Dice) -> Ink:
    """A line in a typeface."""
    return draw_text(face, text, dice, x_height=X_HEIGHT, above=ABOVE * X_HEIGHT, below=BELOW * X_HEIGHT)


def errors(truth: str, text: str) -> int:
    """Character errors, at most the truth's length."""
    return min(len(truth), Levenshtein.distance(truth, text))


def folded(text: str) -> str:
    """Without case and blanks, as foreign lines are compared."""
    return text.casefold().replace(" ", "")


Readers = dict[str, Sequence[str]]


def read_all(samples: Sequence[Sample]) -> Readers:
    """Each reader's text of every line: alone, decoded with the character model, and both together."""
    pictures = [sample.pixels for sample in samples]
    seen = [line for picture in pictures for line in rapidocr.see_at(picture, [(0.0, 0.0, 1.0, 1.0)])]
    rapid = [rapidocr.seen_columns(line, ALPHABET) for line in seen]
    own = hand_reader.letter_columns(pictures, ALPHABET)
    both = [[Look(one), Look(two, RAPIDOCR_WEIGHT)] for one, two in zip(own, rapid, strict=True)]
    return {
        "RapidOCR": [reading.text for reading in rapidocr.read_lines(pictures)],
        "RapidOCR with the character model": [_decoded([Look(columns)]) for columns in rapid],
        "tuned net": [" ".join(ctc_text(columns).split()) for columns in own],
        "tuned net with the character model": [_decoded([Look(columns)]) for columns in own],
        "both with it, as shipped": [_decoded(looks) for looks in both],
    }


def ctc_text(columns: NDArray[np.float32]) -> str:
    """The likeliest letter of each column, a run of one letter once."""
    best = [0, *columns.argmax(axis=1).tolist()]
    return "".join(ALPHABET[k - 1] for before, k in itertools.pairwise(best) if k and k != before)


def _decoded(looks: Sequence[Look]) -> str:
    return " ".join(word.text for word in decode(looks, office_language()))


def rows(samples: Sequence[Sample], readers: Readers, *, by_owner: bool) -> list[list[str]]:
    """A table's rows: character errors of each reader, as they stand and folded, and lines right."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, sample in enumerate(samples):
        groups[f"{sample.kind}, {sample.owner}" if by_owner else sample.kind].append(at)
    return [[key, str(len(group)), *_cells(samples, readers, group)] for key, group in groups.items()]


def _cells(samples: Sequence[Sample], readers: Readers, group: Sequence[int]) -> list[str]:
    cells: list[str] = []
    letters = sum(len(samples[at].text) for at in group)
    bare = sum(len(folded(samples[at].text)) for at in group)
    for texts in readers.values():
        wrong = sum(errors(samples[at].text, texts[at]) for at in group)
        loose = sum(errors(folded(samples[at].text), folded(texts[at])) for at in group)
        right = sum(samples[at].text == texts[at] for at in group)
        cells.append(
            f"{100 * wrong / letters:.1f} / {100 * loose / bare:.1f} / {100 * right / len(group):.0f}"
        )
    return cells


def main() -> None:
    """Compose, read, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--bank", type=Path, required=True)
    parser.add_argument("--fonts", type=Path, action="append", default=[])
    parser.add_argument("--part", type=Part, default=Part.TEST)
    parser.add_argument("--lines", type=int, default=10, help="lines of each writer and typeface")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--by-writer", action="store_true")
    chosen = parser.parse_args()
    samples = list(stroke_samples(chosen.bank, chosen.part, chosen.lines, chosen.seed))
    if chosen.fonts:
        samples += face_samples(chosen.fonts, chosen.part, chosen.lines, chosen.seed)
    readers = read_all(samples)
    head = ["character error % / case and blanks folded % / lines right %", "lines", *readers]
    print(table(head, rows(samples, readers, by_owner=chosen.by_writer)))


if __name__ == "__main__":
    main()
