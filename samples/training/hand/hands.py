"""Writers' letters as pen strokes, and any text set in a writer's hand.

A bank (gzipped JSON) holds for each writer rows of letters in x-heights, y up from the baseline:
`c` the letter, `w` its word's number, `l`/`r` its left and right, `s` its strokes, `ok` whether it is a
cleanly cut letter. Letters that a writer joined or spaced in his own way are kept together in runs.
"""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samples.splits import Dice

Stroke = NDArray[np.float32]
"""Nx2 points in x-heights: x to the right, y up from the baseline."""

LONGEST_RUN = 4
RUN_SHARE = 0.8
"""Letters taken as the run that the writer wrote; else single, so that every shape of a letter is used."""
WORD_GAP = (0.7, 2.6)
"""x-heights; the narrowest gap that still parts words, and the widest that is no column."""


@dataclass(frozen=True)
class Glyph:
    """One letter. `strokes` start at its own left edge; `left`, `right`: where it stood in its row."""

    char: str
    word: int
    left: float
    right: float
    strokes: tuple[Stroke, ...]
    is_clean: bool


@dataclass(frozen=True)
class Placed:
    """A letter in a line of text: its strokes where they stand, and whether it opens a word."""

    char: str
    strokes: tuple[Stroke, ...]
    opens_word: bool


class Hand:
    """One writer: rows of letters, where each letter is found, gaps between letters and words."""

    def __init__(self, rows: list[list[Glyph]]) -> None:
        self.rows = rows
        self.where: dict[str, list[tuple[int, int]]] = {}
        inner: list[float] = []
        outer: list[float] = []
        for number, row in enumerate(rows):
            for at, glyph in enumerate(row):
                if glyph.is_clean:
                    self.where.setdefault(glyph.char, []).append((number, at))
                if at + 1 < len(row):
                    gaps = inner if row[at + 1].word == glyph.word else outer
                    gaps.append(row[at + 1].left - glyph.right)
        low, high = (float(v) for v in np.percentile(inner, (10, 72)))
        self.inner = [float(v) for v in np.clip(inner, low, high)]
        self.widest_inner = float(np.percentile(inner, 88))
        least = max(WORD_GAP[0], high + 0.5)
        most = max(least + 0.4, min(WORD_GAP[1], float(np.percentile(outer, 80))))
        self.outer = [float(v) for v in np.clip(outer, least, most)]

    def run(self, word: str, start: int, dice: Dice) -> list[Glyph]:
        """The next letters of `word` as written together; empty where the first was never written."""
        found = [(self._length(word, start, *place), place) for place in self.where.get(word[start], ())]
        if not found:
            return []
        most = max(length for length, _ in found)
        if most > 1 and dice.chance(RUN_SHARE):
            length, (row, at) = dice.choice([item for item in found if item[0] == most])
        else:
            length, (row, at) = 1, dice.choice(found)[1]
        return self.rows[row][at : at + length]

    def _length(self, word: str, start: int, number: int, at: int) -> int:
        """How many letters from `start` on stand together at that place of a row."""
        row, length = self.rows[number], 1
        while length < LONGEST_RUN and start + length < len(word) and at + length < len(row):
            before, after = row[at + length - 1], row[at + length]
            is_same = after.char == word[start + length] and after.is_clean and after.word == before.word
            if not is_same or not -0.6 < after.left - before.right < self.widest_inner:
                break
            length += 1
        return length


def read_bank(path: Path, writers: tuple[int, ...]) -> list[Hand]:
    """The hands of the given writers; letters of others are not read."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        bank = json.load(file)
    return [Hand([[_glyph(item) for item in row] for row in bank[number]["rows"]]) for number in writers]


def _glyph(item: dict[str, Any]) -> Glyph:
    strokes = tuple(np.array(stroke, np.float32).reshape(-1, 2) for stroke in item["s"])
    return Glyph(item["c"], item["w"], item["l"], item["r"], strokes, bool(item["ok"]))


def chars_of(hands: list[Hand]) -> frozenset[str]:
    """What these writers can write between them."""
    return frozenset(char for hand in hands for char in hand.where)


def write(text: str, hands: list[Hand], own: list[Hand], dice: Dice) -> list[Placed]:
    """`text` as letters on a wandering baseline. `own`: the hands used; `hands` lend what those never wrote.

    Raises LookupError where nobody wrote a letter.
    """
    placed: list[Placed] = []
    x, phase, slope, tight = 0.0, dice.uniform(0, 6), dice.gauss(0, 0.006), dice.uniform(0.6, 1.25)
    for word in text.split(" "):
        lift, at = dice.gauss(0, 0.06), 0
        while at < len(word):
            hand, run = _next_run(word, at, hands, own, dice)
            if at:
                x += dice.choice(hand.inner) * tight
            first = run[0].left
            for glyph in run:
                left = x + glyph.left - first
                rise = lift + 0.07 * np.sin(left / 9 + phase) + slope * left + dice.gauss(0, 0.025)
                shift = np.array([left, rise], np.float32)
                placed.append(Placed(glyph.char, tuple(s + shift for s in glyph.strokes), at == 0))
                at += 1
            x += run[-1].right - first
        x += dice.choice(own[0].outer)
    return placed


def _next_run(word: str, at: int, hands: list[Hand], own: list[Hand], dice: Dice) -> tuple[Hand, list[Glyph]]:
    for hand in dice.sample(own, len(own)):
        if run := hand.run(word, at, dice):
            return hand, run
    lenders = [hand for hand in hands if word[at] in hand.where]
    if not lenders:
        raise LookupError(f"no writer of this part wrote {word[at]!r}")
    hand = dice.choice(lenders)
    return hand, hand.run(word, at, dice)[:1]
