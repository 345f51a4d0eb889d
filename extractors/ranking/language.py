"""A multilingual language model that was fitted to letters: what it makes of each word among all the others.

multilingual-e5-small (MIT), its first layers, the upper ones of them fitted together with the net that reads
them (samples/training/ranking), in whole numbers of eight bits, with the pieces that Indonesian letters need
(samples/training/language; docs/ranking.md). One thread, loaded at first use.
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from extractors.engines.onnx_session import one_thread
from extractors.ranking.word_lists import unpacked
from extractors.ranking.word_pieces import WordPieces

States = NDArray[np.float32]
"""Shape (words, LAYERS x 384)."""
DATA = Path(__file__).resolve().parent / "data"
MODEL_FILE, PIECES_FILE = DATA / "language.onnx", DATA / "language_pieces.npz"
LAYERS = (4, 6, 8)
"""Whose states come out, side by side (docs/ranking.md)."""
WIDTH = 384
MOST_PIECES = 510
"""The model knows 512 places, two of them for a text's begin and end; longer letters are read in windows."""
OVERLAP = MOST_PIECES // 2
"""Pieces that a window has in common with the one before it, at most."""
LONGEST_WORD = 40
"""Pieces of a word; what is longer is no word."""


class KnowsWords(Protocol):
    """What gives the states of a letter's words."""

    def states(self, words: Sequence[str], placed: States | None = None, /) -> States:
        """Shape (words, LAYERS x WIDTH). `placed`: what is told of each word beside its pieces, (words,
        WIDTH); without it the words are read alone."""


@dataclass(frozen=True)
class Vocabulary:
    """The pieces of words; `begin`, `end`: ids that stand around a text."""

    pieces: WordPieces
    begin: int
    end: int

    def split(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The ids of each word's pieces."""
        return [self.pieces.split(word)[:LONGEST_WORD] for word in words]

    def ids(self, split: Sequence[tuple[int, ...]]) -> NDArray[np.int64]:
        """What the model is given: the words' pieces in a row, begin and end around them."""
        return np.array([self.begin, *(one for word in split for one in word), self.end], np.int64)


@dataclass(frozen=True)
class Language:
    """The model and its vocabulary."""

    session: onnxruntime.InferenceSession
    vocabulary: Vocabulary

    def states(self, words: Sequence[str], placed: States | None = None) -> States:
        """What the model makes of each word: the mean over its pieces. `placed`: as in `KnowsWords`."""
        split = self.vocabulary.split(words)
        told = np.zeros((len(words), WIDTH), np.float32) if placed is None else placed
        states = np.zeros((len(words), len(LAYERS) * WIDTH), np.float32)
        for window in windows([len(ids) for ids in split]):
            inside = slice(window.start, window.stop)
            found = self._window(split[inside], told[inside])
            states[window.first : window.last] = found[window.decided]
        return states

    def _window(self, split: Sequence[tuple[int, ...]], told: States) -> States:
        each = np.pad(np.repeat(told, [len(word) for word in split], axis=0), ((1, 1), (0, 0)))
        given = {"ids": self.vocabulary.ids(split), "told": each}
        return means(np.asarray(self.session.run(None, given)[0], np.float32)[1:-1], split)


def means(states: States, split: Sequence[tuple[int, ...]]) -> States:
    """The mean of each word's pieces; `states`: of all pieces in a row, `split`: each word's ids."""
    counts = np.array([len(word) for word in split])
    sums = np.add.reduceat(states, np.cumsum(counts) - counts, axis=0)
    return np.asarray(sums / counts[:, None], np.float32)


@dataclass(frozen=True)
class Window:
    """The words [start, stop) are read at once; of those the states of [first, last) are taken, which lie
    deeper in it than in its neighbours."""

    start: int
    stop: int
    first: int
    last: int

    @property
    def decided(self) -> slice:
        """Of its own words, those whose states are taken."""
        return slice(self.first - self.start, self.last - self.start)


def windows(counts: Sequence[int]) -> list[Window]:
    """What is read at once of a letter; `counts`: pieces of each word."""
    bounds = list(_bounds(counts))
    firsts = [0, *((stop + start) // 2 for (_, stop), (start, _) in itertools.pairwise(bounds))]
    lasts = [*firsts[1:], len(counts)]
    return [
        Window(*bound, *own) for bound, own in zip(bounds, zip(firsts, lasts, strict=False), strict=False)
    ]


def _bounds(counts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """[start, stop) of the words of each window."""
    start = 0
    while start < len(counts):
        stop, pieces = start, 0
        while stop < len(counts) and pieces + counts[stop] <= MOST_PIECES:
            pieces += counts[stop]
            stop += 1
        yield start, stop
        if stop == len(counts):
            return
        start, shared = stop, 0
        while shared + counts[start - 1] <= OVERLAP:
            start -= 1
            shared += counts[start]


@functools.cache
def packaged() -> Language:
    """The files of the package; FileNotFoundError says how they are made."""
    for path, command in ((MODEL_FILE, "ranking"), (PIECES_FILE, "language")):
        if not path.is_file():
            raise FileNotFoundError(f"{path.name} lacks: python -m samples.training.{command} makes it.")
    return load_language(MODEL_FILE, PIECES_FILE)


def load_language(model: Path, vocabulary: Path) -> Language:
    """A model as `samples.training.ranking` writes it, with its vocabulary."""
    return Language(one_thread(model), load_vocabulary(vocabulary))


def load_vocabulary(path: Path) -> Vocabulary:
    """The pieces as `samples.training.language` writes them."""
    with np.load(path, allow_pickle=False) as stored:
        begin, end, unknown = (int(at) for at in stored["special"])
        pieces, spelled = unpacked(stored["pieces"]), unpacked(stored["spellings"])
        spellings = {line[0]: line[1:] for line in spelled if line}
        return Vocabulary(WordPieces(pieces, stored["scores"].tolist(), unknown, spellings), begin, end)
