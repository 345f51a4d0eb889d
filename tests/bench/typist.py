"""A typist as a model: what keys, looks and pointings cost, and how a wrong reading is put right.

The keystroke-level model of Card, Moran and Newell (1980): a key of an average typist .28 s (40 words a
minute), pointing with a mouse 1.10 s, a mouse button .10 s, the hand between keys and mouse .40 s, making up
one's mind 1.35 s. Looking: an eye movement .23 s (Card, Moran and Newell 1983), reading .24 s a word (250
words a minute). What nobody measured is what it costs to find one's place again on a page after having looked
away; it is a parameter, and every figure is told for several.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

KEY, POINT, BUTTON, HANDS, MIND = 0.28, 1.10, 0.10, 0.40, 1.35
EYE, WORD = 0.23, 0.24
HELD = 6
"""Words that one keeps in mind between two looks."""
DOUBLE_CLICK = POINT + 4 * BUTTON + 2 * HANDS
"""A word marked with the mouse, and the hand back on the keys."""
TURNED = POINT + HANDS * 2 + BUTTON
"""The page scrolled on by a screen."""


@dataclass(frozen=True)
class Work:
    """What was done: keys pressed, words marked with the mouse, looks from page to text and back, of these
    those after which a place on the page had to be found, words read, decisions, screens scrolled."""

    keys: int = 0
    marked: int = 0
    looks: int = 0
    finds: int = 0
    words: int = 0
    decisions: int = 0
    screens: int = 0

    def __add__(self, other: "Work") -> "Work":
        return Work(
            *(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True))
        )

    def seconds(self, find: float) -> float:
        """The model's time, when finding one's place again takes `find` seconds."""
        return (
            self.keys * KEY
            + self.marked * DOUBLE_CLICK
            + self.looks * 2 * EYE
            + self.finds * find
            + self.words * WORD
            + self.decisions * MIND
            + self.screens * TURNED
        )


@dataclass(frozen=True)
class Edit:
    """Words start..end (of the reading) that become `text`; `is_all`: the whole line is typed anew."""

    start: int
    end: int
    text: str


def edits(read: Sequence[str], truth: Sequence[str]) -> list[Edit]:
    """What has to be typed over, from left to right; words that come in are typed with their neighbour."""
    found: list[Edit] = []
    for kind, start, end, to, to_end in SequenceMatcher(None, read, truth, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if kind == "insert":
            start, end = (start - 1, start) if start else (0, 1)
            before, after = (1, 0) if end == start + 1 and start >= 0 and to > 0 else (0, 1)
            found.append(Edit(start, end, " ".join(truth[to - before : to_end + after])))
        else:
            found.append(Edit(start, end, " ".join(truth[to:to_end])))
    return found


def copied(truth: Sequence[str]) -> Work:
    """A line typed from the page beside: a look for every HELD words, each time finding the place."""
    looks = -(-len(truth) // HELD)
    keys = len(" ".join(truth)) + 1
    return Work(keys=keys, looks=looks, finds=looks, words=len(truth))


def compared(read: Sequence[str], truth: Sequence[str], *, is_above: bool) -> Work:
    """A line compared with its ink, which is right above it (`is_above`) or on the page beside."""
    looks = -(-len(truth) // HELD)
    return Work(looks=looks, finds=0 if is_above else looks, words=len(read) + len(truth), decisions=1)


def typed_over(found: Sequence[Edit]) -> Work:
    """Wrong words in a box of text, each marked with the mouse and typed over."""
    return Work(keys=sum(max(1, len(edit.text)) for edit in found), marked=len(found))


def whole(truth: Sequence[str], marking: Work) -> Work:
    """A line typed anew over its reading, marked by `marking`."""
    return marking + Work(keys=len(" ".join(truth)))


def nearest(found: Sequence[Edit], word: int) -> Edit:
    """The edit closest to the word of that number."""
    return min(found, key=lambda edit: abs(edit.start - word))
