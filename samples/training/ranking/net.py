"""Trains the net over a letter's words (extractors/ranking/word_net), by torch, on one thread.

It minimises the negative log-likelihood of a letter's labels as a whole, as the random field does.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import dropout

from extractors.ranking.language import LAYERS, WIDTH, KnowsWords, States
from extractors.ranking.token_features import words_of
from extractors.ranking.word_net import Block, Floats, WordNet
from samples.training.ranking.material import Example

HIDDEN = 128
DILATIONS = (1, 2, 4)
LEAST_WORDS = 25
"""Of words that a feature must have."""
FEATURES_OUT, WORDS_OUT, STATES_OUT, INSIDE_OUT = 0.4, 0.05, 0.3, 0.3
"""Shares left out at random, at each step anew: features, states of words, numbers of a state, of the net."""
EPOCHS, LETTERS, SPEED, DECAY = 10, 32, 4e-3, 0.05
"""Rounds over all letters, letters of a step, highest rate of learning, decay of weights."""
CHUNK = 60
"""Letters whose lengths differ by up to so many words may share a step."""
SEED = 1


@dataclass(frozen=True)
class _Letter:
    """A letter as tensors: features' ids in a row with the start of each word's, states, labels."""

    ids: Tensor
    starts: Tensor
    states: Tensor
    labels: Tensor


class _Block(nn.Module):  # type: ignore[misc]
    def __init__(self, dilation: int) -> None:
        super().__init__()
        self.conv = nn.Conv1d(HIDDEN, HIDDEN, 3, padding=dilation, dilation=dilation)
        self.norm = nn.LayerNorm(HIDDEN)
        self.out = nn.Dropout(INSIDE_OUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        y = self.conv((self.norm(x) * mask).transpose(1, 2)).transpose(1, 2)
        found: Tensor = x + self.out(torch.relu(y)) * mask
        return found


class _Net(nn.Module):  # type: ignore[misc]
    """Scores of shape (letters, words, labels); `transitions` beside them."""

    def __init__(self, features: int, labels: int) -> None:
        super().__init__()
        self.rows = nn.EmbeddingBag(features + 1, HIDDEN, mode="sum", padding_idx=0)
        nn.init.normal_(self.rows.weight, std=0.05)
        self.norm = nn.LayerNorm(WIDTH, elementwise_affine=False)
        self.inputs = nn.Linear(len(LAYERS) * WIDTH, HIDDEN)
        self.blocks = nn.ModuleList(_Block(dilation) for dilation in DILATIONS)
        self.out = nn.Dropout(INSIDE_OUT)
        self.last = nn.LayerNorm(HIDDEN)
        self.outputs = nn.Linear(HIDDEN, labels)
        self.transitions = nn.Parameter(torch.zeros(labels, labels))

    def forward(self, letters: Sequence[_Letter], counts: Tensor) -> Tensor:
        states, ids = (
            torch.cat([one.states for one in letters]).float(),
            torch.cat([one.ids for one in letters]),
        )
        starts, before = [], 0
        for one in letters:
            starts.append(one.starts + before)
            before += len(one.ids)
        states = self.norm(states.view(len(states), len(LAYERS), WIDTH)).flatten(1)
        if self.training:
            states = dropout(states * (torch.rand(len(states), 1) > WORDS_OUT), STATES_OUT)
            ids = torch.where(torch.rand(ids.shape) < FEATURES_OUT, 0, ids)
        x = self.out(torch.relu(self.inputs(states) + self.rows(ids, torch.cat(starts))))
        mask = torch.arange(int(counts.max()))[None] < counts[:, None]
        padded = x.new_zeros(*mask.shape, HIDDEN).masked_scatter(mask[..., None].expand(-1, -1, HIDDEN), x)
        for block in self.blocks:
            padded = block(padded, mask[..., None].float())
        found: Tensor = self.outputs(self.out(self.last(padded)))
        return found


class Remembered:
    """A language model that reads each letter once, however many nets learn from it."""

    def __init__(self, language: KnowsWords) -> None:
        self._language = language
        self._kept: dict[tuple[str, ...], NDArray[np.float16]] = {}

    def states(self, words: Sequence[str], /) -> States:
        """As the model gives them, in half precision."""
        key = tuple(words)
        if key not in self._kept:
            self._kept[key] = self._language.states(words).astype(np.float16)
        return self._kept[key].astype(np.float32)


def fit_net(examples: Sequence[Example], labels: Sequence[str], language: KnowsWords) -> WordNet:
    """The net that these letters teach, with the random field's labels."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    started = time.process_time()
    features = _features(examples)
    known = [one for one in _letters(examples, features, labels, language) if len(one.labels)]
    net = _Net(len(features), len(labels))
    optimiser = torch.optim.AdamW(net.parameters(), lr=SPEED, weight_decay=DECAY)
    steps = EPOCHS * -(-len(known) // LETTERS)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, SPEED, steps, pct_start=0.1)
    dice = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        net.train()
        for batch in _batches(known, dice):
            loss = _loss(net, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            pace.step()
    print(f"net: {time.process_time() - started:.0f} s of a core", file=sys.stderr, flush=True)
    return _in_numpy(net.eval(), features, tuple(labels))


def _features(examples: Sequence[Example]) -> tuple[str, ...]:
    counted = Counter(name for one in examples for told in one.told for name in set(told))
    return tuple(sorted(f for f, count in counted.items() if count >= LEAST_WORDS))


def _letters(
    examples: Sequence[Example], features: Sequence[str], labels: Sequence[str], language: KnowsWords
) -> Iterator[_Letter]:
    place = {name: at + 1 for at, name in enumerate(features)}
    label_at = {label: at for at, label in enumerate(labels)}
    for one in examples:
        ids = [[place[name] for name in told if name in place] for told in one.told]
        starts = np.cumsum([0, *map(len, ids)])[:-1]
        words = [word.token.text for word in words_of(one.seen.sections)]
        yield _Letter(
            torch.tensor([at for told in ids for at in told]), torch.from_numpy(starts),
            torch.from_numpy(language.states(words)).half(),
            torch.tensor([label_at[label] for label in one.labels]),
        )  # fmt: skip


def _batches(known: Sequence[_Letter], dice: np.random.Generator) -> Iterator[list[_Letter]]:
    """Letters of about the same length together, in random order."""
    lengths = [len(one.labels) + int(dice.integers(CHUNK)) for one in known]
    order = sorted(range(len(known)), key=lengths.__getitem__)
    starts = range(0, len(order), LETTERS)
    for at in dice.permutation(len(starts)):
        yield [known[one] for one in order[starts[at] : starts[at] + LETTERS]]


def _loss(net: _Net, letters: Sequence[_Letter]) -> Tensor:
    """Minus log-likelihood of the labels, a word."""
    counts = torch.tensor([len(one.labels) for one in letters])
    scores = net(letters, counts)
    steps = net.transitions
    labels = nn.utils.rnn.pad_sequence([one.labels for one in letters], batch_first=True)
    mask = torch.arange(scores.shape[1])[None] < counts[:, None]
    own = (scores.gather(2, labels[..., None])[..., 0] * mask).sum()
    own = own + (steps[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum()
    sums, likely = scores[:, 0], steps.exp()
    for at in range(1, scores.shape[1]):
        highest = sums.max(dim=1, keepdim=True).values.detach()
        further = torch.log((sums - highest).exp() @ likely) + highest + scores[:, at]
        sums = torch.where(mask[:, at, None], further, sums)
    loss: Tensor = (torch.logsumexp(sums, 1).sum() - own) / counts.sum()
    return loss


def _in_numpy(net: _Net, features: tuple[str, ...], labels: tuple[str, ...]) -> WordNet:
    blocks = tuple(
        Block(
            dilation, _array(block.norm.weight), _array(block.norm.bias),
            _array(block.conv.weight).transpose(2, 1, 0).copy(), _array(block.conv.bias),
        )
        for dilation, block in zip(DILATIONS, net.blocks, strict=True)
    )  # fmt: skip
    return WordNet(
        labels, features, _array(net.rows.weight)[1:], _array(net.inputs.weight).T.copy(),
        _array(net.inputs.bias), blocks, _array(net.last.weight), _array(net.last.bias),
        _array(net.outputs.weight).T.copy(), _array(net.outputs.bias), _array(net.transitions),
    )  # fmt: skip


def _array(values: Tensor) -> Floats:
    found: Floats = values.detach().float().numpy()
    return found
