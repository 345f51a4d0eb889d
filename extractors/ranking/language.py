"""A pretrained multilingual language model, frozen: what it makes of each word among all the others.

multilingual-e5-small (MIT), its first layers, in whole numbers of eight bits, with the pieces that Indonesian
letters need (samples/training/language makes the files; docs/ranking.md). One thread, loaded at first use.
"""

import functools
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

    def states(self, words: Sequence[str], /) -> States:
        """Shape (words, LAYERS x WIDTH)."""


@dataclass(frozen=True)
class Language:
    """The model and its vocabulary; `begin`, `end`: ids that stand around a text."""

    session: onnxruntime.InferenceSession
    pieces: WordPieces
    begin: int
    end: int

    def states(self, words: Sequence[str]) -> States:
        """What the model makes of each word: the mean over its pieces."""
        split = [self.pieces.split(word)[:LONGEST_WORD] for word in words]
        states = np.zeros((len(words), len(LAYERS) * WIDTH), np.float32)
        depth = np.full(len(words), -1)
        for start, stop in windows([len(ids) for ids in split]):
            inside = np.arange(stop - start)
            before = inside if start else len(words) + inside
            after = inside[::-1] if stop < len(words) else len(words) + inside
            own = np.minimum(before, after)
            deeper = own > depth[start:stop]
            states[start:stop][deeper] = self._window(split[start:stop])[deeper]
            depth[start:stop] = np.maximum(own, depth[start:stop])
        return states

    def _window(self, split: Sequence[tuple[int, ...]]) -> States:
        ids = np.array([self.begin, *(one for word in split for one in word), self.end], np.int64)
        found = np.asarray(self.session.run(None, {"ids": ids})[0], np.float32)[1:-1]
        counts = np.array([len(word) for word in split])
        sums = np.add.reduceat(found, np.cumsum(counts) - counts, axis=0)
        return np.asarray(sums / counts[:, None], np.float32)


def windows(counts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """[start, stop) of the words of each window; `counts`: pieces of each word."""
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
    for path in (MODEL_FILE, PIECES_FILE):
        if not path.is_file():
            raise FileNotFoundError(f"{path.name} lacks: python -m samples.training.language makes it.")
    return load_language(MODEL_FILE, PIECES_FILE)


def load_language(model: Path, vocabulary: Path) -> Language:
    """A model and its vocabulary as `samples.training.language` writes them."""
    with np.load(vocabulary, allow_pickle=False) as stored:
        begin, end, unknown = (int(at) for at in stored["special"])
        pieces, spelled = unpacked(stored["pieces"]), unpacked(stored["spellings"])
        spellings = {line[0]: line[1:] for line in spelled if line}
        return Language(
            one_thread(model), WordPieces(pieces, stored["scores"].tolist(), unknown, spellings), begin, end
        )
