"""The language model while it is fitted to letters: its embedding as it was pretrained, its layers in the
hands of the net.

What stays as pretrained is computed once for a letter and kept; each step of the fit begins there.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import embedding_bag

from extractors.ranking.language import LAYERS, PIECES_FILE, load_vocabulary, windows
from samples.training.language.encoder import Encoder, pretrained_encoder
from samples.training.language.export import read_layers, write_encoder
from samples.training.language.pretrained import load_pretrained, packaged_file

FROZEN = 0
"""Layers that stay as they were pretrained. (Four until 2026-11-30: with a fourth of today's letters no more
could be learnt. All eight take a tenth more time.)"""
WORDS_OUT = 0.2
"""Share of words whose pieces are hidden from the upper layers, at each step others."""


@dataclass(frozen=True)
class Pieces:
    """A letter as the lower layers left it.

    `states`: (pieces of all windows, width), in bfloat16; `sizes`: pieces of each window; `places`: the rows
    of the words' pieces, one word after the other; `starts`: where in `places` each word begins; `owners`:
    each row's word, from 1 on, 0 of none; `words`: what the pretrained upper layers make of the words,
    (words, layers, width), in bfloat16.
    """

    states: Tensor
    sizes: tuple[int, ...]
    places: Tensor
    starts: Tensor
    owners: Tensor
    words: Tensor


class Lower:
    """The pretrained model with the pieces of the product's vocabulary; remembers each letter it has read."""

    def __init__(self) -> None:
        known, self.vocabulary = load_pretrained(packaged_file()), load_vocabulary(PIECES_FILE)
        self.encoder = pretrained_encoder(known, max(LAYERS))
        rows = {piece: at for at, piece in enumerate(known.pieces)}
        kept = [rows[piece] for piece in self.vocabulary.pieces.pieces]
        self.encoder.word = nn.Embedding.from_pretrained(self.encoder.word.weight[kept].clone())
        self._upper = Upper(self.encoder).eval()
        self._kept: dict[tuple[str, ...], Pieces] = {}

    def pieces(self, words: Sequence[str]) -> Pieces:
        """A letter, by its words."""
        key = tuple(words)
        if key not in self._kept:
            pieces = self.passing(words)
            with torch.no_grad():
                self._kept[key] = replace(pieces, words=self._upper([pieces]).bfloat16())
        return self._kept[key]

    def passing(self, words: Sequence[str]) -> Pieces:
        """A letter that comes once only: not kept, without what the pretrained upper layers make of it."""
        split = self.vocabulary.split(words)
        counts = [len(ids) for ids in split]
        states: list[Tensor] = []
        places: list[int] = []
        owners: list[int] = []
        before = 0
        for window in windows(counts):
            ids = self.vocabulary.ids(split[window.start : window.stop])
            states.append(self._lower(torch.from_numpy(ids)))
            inside = before + 1 + sum(counts[window.start : window.first])
            places += range(inside, inside + sum(counts[window.first : window.last]))
            before += len(ids)
            inner = range(window.start, window.stop)
            owners += [0, *(at + 1 for at in inner for _ in range(counts[at])), 0]
        starts = np.cumsum([0, *counts])[:-1]
        sizes, rows = tuple(map(len, states)), torch.tensor(places)
        return Pieces(
            torch.cat(states), sizes, rows, torch.from_numpy(starts), torch.tensor(owners), torch.empty(0)
        )

    def write(self, upper: "Upper", path: Path) -> None:
        """The model with these upper layers, as the product runs it."""
        layers = [*self.encoder.layers[:FROZEN], *upper.layers]
        write_encoder(self.encoder, layers, LAYERS, path)

    def read(self, path: Path) -> "Upper":
        """The upper layers of a file that `write` made."""
        upper = Upper(self.encoder)
        read_layers(self.encoder, [*deepcopy(self.encoder.layers[:FROZEN]), *upper.layers], LAYERS, path)
        return upper

    def _lower(self, ids: Tensor) -> Tensor:
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            states: Tensor = self.encoder(ids, FROZEN)[-1]
        return states.bfloat16()


class Upper(nn.Module):  # type: ignore[misc]
    """The upper layers, a copy for one fit."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.layers = deepcopy(encoder.layers[FROZEN:])

    def forward(self, letters: Sequence[Pieces], placed: Tensor | None = None) -> Tensor:
        """What the model makes of all letters' words: shape (words, layers, width). `placed`: what is told of
        each word beside its pieces, (words, width)."""
        sizes = [size for one in letters for size in one.sizes]
        places, starts = _joined(letters)
        x = torch.cat([one.states for one in letters]).float()
        if self.training:
            x = x * _shown(len(x), places, starts)[:, None]
        if placed is not None:
            x = x + torch.cat([placed.new_zeros(1, placed.shape[1]), placed])[_owners(letters)]
        states = {FROZEN: x}
        with torch.autocast("cpu", torch.bfloat16):
            for at, layer in enumerate(self.layers, FROZEN + 1):
                states[at] = x = layer(x, sizes)
        means = [embedding_bag(places, states[at].float(), starts, mode="mean") for at in LAYERS]
        return torch.stack(means, dim=1)


def _joined(letters: Sequence[Pieces]) -> tuple[Tensor, Tensor]:
    """`places` and `starts` of letters whose pieces lie in one row."""
    rows = np.cumsum([0, *(len(one.states) for one in letters)])
    entries = np.cumsum([0, *(len(one.places) for one in letters)])
    places = [one.places + int(row) for one, row in zip(letters, rows, strict=False)]
    starts = [one.starts + int(entry) for one, entry in zip(letters, entries, strict=False)]
    return torch.cat(places), torch.cat(starts)


def _owners(letters: Sequence[Pieces]) -> Tensor:
    """`owners` of letters whose pieces and words lie in one row."""
    words = np.cumsum([0, *(len(one.starts) for one in letters)])
    each = [one.owners + (one.owners > 0) * int(at) for one, at in zip(letters, words, strict=False)]
    return torch.cat(each)


def _shown(pieces: int, places: Tensor, starts: Tensor) -> Tensor:
    """1 for each piece, 0 for those of words that are hidden."""
    counts = torch.diff(starts, append=torch.tensor([len(places)]))
    words = (torch.rand(len(starts)) > WORDS_OUT).float()
    return torch.ones(pieces).index_copy(0, places, words.repeat_interleave(counts))
