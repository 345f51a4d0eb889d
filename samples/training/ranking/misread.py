"""Pages that nobody read, as engines misread: letters taken for others, words run together, capitals."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from models.page import Line, PageReading, Word

TAKEN_FOR = {
    "a": "o", "n": "h", "r": "v", "u": "n", "i": "l", "l": "i", "e": "c", "t": "f", "o": "a", "g": "q",
    "s": "5", "h": "n", "m": "n", "k": "h", "d": "cl", "y": "j", "p": "b", "b": "h", "c": "e", "v": "u",
    "w": "u", "j": "i", "z": "2", "0": "O", "1": "I", "3": "9", "5": "S", "6": "b", "7": "1", "8": "B",
    "4": "9", "9": "g", ".": ",", ",": ".", ":": ".",
}  # fmt: skip
MISREAD, GLUED = {True: 0.02, False: 0.003}, {True: 0.02, False: 0.002}
"""Share of letters that are misread by hand (True) and in print, of words that run into the one before."""
LOST, LONG = 0.2, 3
"""Share of misread letters that are lost, in words of more letters than the second."""
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
        page.model_copy(update={"lines": tuple(engine.line(line) for line in page.lines)}) for page in pages
    )


@dataclass(frozen=True)
class _Engine:
    """Misreads a letter. `sure`: of its words on the whole."""

    dice: random.Random
    is_by_hand: bool
    is_large: bool
    sure: float

    def line(self, line: Line) -> Line:
        """As it might be read."""
        words: list[Word] = []
        for word in line.words:
            text = self._text(word.text)
            sure = self._sure(is_wrong=text != word.text)
            told = word.model_copy(
                update={"text": text.upper() if self.is_large else text, "confidence": sure}
            )
            is_glued = bool(words) and self.dice.random() < GLUED[self.is_by_hand]
            words.append(_glued(words.pop(), told) if is_glued else told)
        read = tuple(words)
        return line.model_copy(update={"words": read, "second": " ".join(word.text for word in read)})

    def _sure(self, *, is_wrong: bool) -> float:
        sure = self.dice.gauss(self.sure, SURENESS[self.is_by_hand][2])
        if self.dice.random() < (MISREAD_DOUBTED if is_wrong else DOUBTED[self.is_by_hand]):
            sure -= self.dice.uniform(*DOUBT)
        return min(MOST_SURE, max(LEAST_SURE, sure))

    def _text(self, text: str) -> str:
        dice, said = self.dice, ""
        for letter in text:
            if dice.random() >= MISREAD[self.is_by_hand]:
                said += letter
            elif dice.random() >= LOST or len(text) <= LONG:
                other = TAKEN_FOR.get(letter.lower(), letter)
                said += other.upper() if letter.isupper() else other
        return said or text


def _glued(before: Word, word: Word) -> Word:
    (left, top, _, foot), (_, other_top, right, other_foot) = before.box, word.box
    box = (left, min(top, other_top), right, max(foot, other_foot))
    return word.model_copy(update={"text": before.text + word.text, "box": box})
