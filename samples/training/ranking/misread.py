"""Pages that nobody read, as engines misread: letters taken for others, words run together or lost, capitals,
scraps of ink read as words.

What stands under ink is read worse. How often is counted in the readings of 320 letters by voices that were
looked at (893 to 908, 941 to 956), word by word beside what was written.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.field import Box
from models.page import Line, Mark, MarkKind, PageReading, Word

TAKEN_FOR = {
    "a": "o", "n": "h", "r": "v", "u": "n", "i": "l", "l": "i", "e": "c", "t": "f", "o": "a", "g": "q",
    "s": "5", "h": "n", "m": "n", "k": "h", "d": "cl", "y": "j", "p": "b", "b": "h", "c": "e", "v": "u",
    "w": "u", "j": "i", "z": "2", "0": "O", "1": "I", "3": "9", "5": "S", "6": "b", "7": "1", "8": "B",
    "4": "9", "9": "g", ".": ",", ",": ".", ":": ".",
}  # fmt: skip
MISREAD, GLUED = {True: 0.02, False: 0.003}, {True: 0.02, False: 0.002}
"""Share of letters that are misread by hand (True) and in print, of words that run into the one before."""
OFTEN = {"q": ("g", 0.4), ";": (",:", 0.3), "[": ("(", 0.5), "]": (")", 0.5)}
"""Signs that are no letters of every word, what they are taken for, and how often, by hand and in print."""
LOST, LONG = 0.2, 3
"""Share of misread letters that are lost, in words of more letters than the second."""
MARK_LOST = {True: 0.04, False: 0.015}
"""Share of words of marks alone (a label's colon) that are lost."""
POINTS, POINT_CHANGED = ".,;:", {True: 0.12, False: 0.004}
"""Marks behind a word, and the share of them that is lost or taken for another one."""
SCRAP = {MarkKind.TANDA_TANGAN: {True: 0.5, False: 0.35}, MarkKind.STEMPEL: {True: 0.2, False: 0.15}}
"""Share of signatures and stamps a scrap of which is read as a word."""
SCRAP_SIGNS, CREST_SIGNS, MOST_SIGNS = "MmUuNnAaWwlfvPyhdk2—-", "OoA0r8CD", 4
CREST, HEAD = 0.1, 5
"""Share of printed pages beside one of whose first lines a crest or a frame is read as a word."""
INKED, INKED_LOST = 0.04, 0.06
"""Share of letters misread, and of words lost, where they stand under ink."""
SCRAP_SURE = (0.2, 0.9)
"""Least and most of a scrap's confidence."""
CAPITALS = 0.3
"""Share of letters by hand that are read in capitals."""
SURENESS = {True: (0.985, 0.02, 0.05), False: (0.966, 0.017, 0.03)}
"""A word's confidence by hand and in print: mean, spread of letters, spread of a letter's words. As 80 read
letters of voices 909 to 934 have it, with what is doubted."""
DOUBTED, MISREAD_DOUBTED, DOUBT = {True: 0.08, False: 0.03}, 0.5, (0.05, 0.5)
"""Share of words that an engine doubts, of misread ones, and by how much, least and most."""
LEAST_SURE, MOST_SURE = 0.3, 0.99


def misread(pages: Sequence[PageReading], name: str) -> tuple[PageReading, ...]:
    """The pages as they might be read; `name`: the same one gives the same faults."""
    dice = random.Random(name)
    is_by_hand = any(page.is_handwritten for page in pages)
    is_large = is_by_hand and dice.random() < CAPITALS
    mean, spread, _ = SURENESS[is_by_hand]
    engine = _Engine(dice, is_by_hand, is_large, dice.gauss(mean, spread))
    return tuple(
        page.model_copy(update={"lines": (*engine.lines(page), *engine.scraps(page))}) for page in pages
    )


@dataclass(frozen=True)
class _Engine:
    """Misreads a letter. `sure`: of its words on the whole."""

    dice: random.Random
    is_by_hand: bool
    is_large: bool
    sure: float

    def lines(self, page: PageReading) -> Iterator[Line]:
        """The page's lines as they might be read; of some nothing is left."""
        for line in page.lines:
            words = self._words(line, page.marks)
            if words:
                yield line.model_copy(
                    update={"words": words, "second": " ".join(word.text for word in words)}
                )

    def scraps(self, page: PageReading) -> Iterator[Line]:
        """Ink that is read as words."""
        for mark in page.marks:
            if self.dice.random() < SCRAP[mark.kind][self.is_by_hand]:
                left, top, right, bottom = mark.box
                height = self.dice.uniform(0.2, 0.5) * (bottom - top)
                x, y = self.dice.uniform(left, (left + right) / 2), self.dice.uniform(top, bottom - height)
                yield self._scrap(SCRAP_SIGNS, (x, y, self.dice.uniform(x, right), y + height))
        if page.lines and not self.is_by_hand and self.dice.random() < CREST:
            left, top, _, bottom = self.dice.choice(page.lines[:HEAD]).box
            yield self._scrap(CREST_SIGNS, (max(0.0, left - 0.08), top, max(0.0, left - 0.04), bottom))

    def _scrap(self, signs: str, box: Box) -> Line:
        text = "".join(self.dice.choice(signs) for _ in range(self.dice.randint(1, MOST_SIGNS)))
        word = Word(text=text, box=box, confidence=self.dice.uniform(*SCRAP_SURE))
        return Line(words=(word,), box=box, second=text, second_confidence=word.confidence)

    def _words(self, line: Line, marks: Sequence[Mark]) -> tuple[Word, ...]:
        words: list[Word] = []
        for word in line.words:
            is_inked = any(_lies_under(word.box, mark.box) for mark in marks)
            if self._is_lost(word.text, is_inked=is_inked):
                continue
            text = self._text(word.text, is_inked=is_inked)
            told = word.model_copy(
                update={
                    "text": text.upper() if self.is_large else text,
                    "confidence": self._sure(is_wrong=text != word.text or is_inked),
                }
            )
            is_glued = bool(words) and self.dice.random() < GLUED[self.is_by_hand]
            words.append(_glued(words.pop(), told) if is_glued else told)
        return tuple(words)

    def _is_lost(self, text: str, *, is_inked: bool) -> bool:
        is_mark = not any(char.isalnum() for char in text)
        share = INKED_LOST if is_inked else MARK_LOST[self.is_by_hand] if is_mark else 0.0
        return self.dice.random() < share

    def _sure(self, *, is_wrong: bool) -> float:
        sure = self.dice.gauss(self.sure, SURENESS[self.is_by_hand][2])
        if self.dice.random() < (MISREAD_DOUBTED if is_wrong else DOUBTED[self.is_by_hand]):
            sure -= self.dice.uniform(*DOUBT)
        return min(MOST_SURE, max(LEAST_SURE, sure))

    def _text(self, text: str, *, is_inked: bool) -> str:
        said = "".join(self._letter(char, text, is_inked=is_inked) for char in text)
        if said and said[-1] in POINTS and self.dice.random() < POINT_CHANGED[self.is_by_hand]:
            said = said[:-1] + self.dice.choice(("", *POINTS))
        return said or text

    def _letter(self, char: str, text: str, *, is_inked: bool) -> str:
        dice = self.dice
        others, share = OFTEN.get(char.lower(), ("", 0.0))
        if others and dice.random() < share:
            return _like(char, dice.choice(others))
        if dice.random() >= (INKED if is_inked else MISREAD[self.is_by_hand]):
            return char
        if dice.random() < LOST and len(text) > LONG:
            return ""
        return _like(char, TAKEN_FOR.get(char.lower(), char))


def _like(old: str, new: str) -> str:
    return new.upper() if old.isupper() else new


def _lies_under(box: Box, ink: Box) -> bool:
    """Whether the middle of a word lies within ink."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return ink[0] <= x <= ink[2] and ink[1] <= y <= ink[3]


def _glued(before: Word, word: Word) -> Word:
    (left, top, _, foot), (_, other_top, right, other_foot) = before.box, word.box
    box = (left, min(top, other_top), right, max(foot, other_foot))
    return word.model_copy(update={"text": before.text + word.text, "box": box})
