"""Fits the language model's layers and the net that reads them (extractors/ranking/word_net) together, by
torch.

They minimise the negative log-likelihood of a letter's labels as a whole, as the random field does.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import dropout

from extractors.ranking.language import LAYERS, WIDTH
from extractors.ranking.reading_order import words_of
from extractors.ranking.word_net import Block, Floats, WordNet
from samples.training.language.reader import Lower, Pieces, Upper
from samples.training.ranking.exchange import Exchange
from samples.training.ranking.material import Example

HIDDEN = 128
DILATIONS = (1, 2, 4)
LEAST_WORDS = 25
"""Of words that a feature must have."""
FEATURES_OUT, WORDS_OUT, STATES_OUT, INSIDE_OUT = 0.4, 0.05, 0.3, 0.3
"""Shares left out at random, at each step anew: features, states of words, numbers of a state, of the net."""
PLACES_OUT = 0.15
"""Share of letters of which the language model is told the words alone, as by what reads its states for the
whole letter (`span_tagger.tagged`)."""
DECAY = 0.05
"""Of the net's weights."""
SPEED_DOWN, UPPER_DECAY = 0.9, 0.01
"""By which each of the language model's layers learns slower than the one above; decay of their weights."""
CHUNK = 60
"""Letters whose lengths differ by up to so many words may share a step."""
SEED, THREADS = 1, 2
"""Of a fit in parts: two threads take two thirds of one's time."""


@dataclass(frozen=True)
class Phase:
    """Rounds over all letters, letters of a step, the highest rate of learning of the net and of the language
    model's uppermost layer; 0: the layers stay as they are.

    `exchanged`: share of letters of which names and numbers are exchanged, at each step others.
    """

    rounds: int
    letters: int
    speed: float
    upper_speed: float
    exchanged: float


PHASES = (Phase(8, 32, 4e-3, 0.0, 0.0), Phase(4, 8, 1e-3, 3e-4, 0.5))
"""The net learns to read the pretrained layers; then they learn together. Of a fold of 29 voices exact runs
have F1 78.0 without the second phase, 80.0 with three rounds of it at 2e-4 and a tenth of the words hidden,
80.7 with this; mixed with the random field 81.4, 81.8, 82.0 (log-likelihood a word -.122, -.119, -.116)."""


@dataclass(frozen=True)
class _Letter:
    """A letter as tensors: features' ids in a row with the start of each word's, pieces, labels."""

    example: Example
    ids: Tensor
    starts: Tensor
    pieces: Pieces
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

    def __init__(self, features: int, labels: int, upper: Upper) -> None:
        super().__init__()
        self.upper, self.has_upper = upper, False
        self.rows = nn.EmbeddingBag(features + 1, HIDDEN, mode="sum", padding_idx=0)
        nn.init.normal_(self.rows.weight, std=0.05)
        self.norm = nn.LayerNorm(WIDTH, elementwise_affine=False)
        self.described = nn.LayerNorm(HIDDEN, elementwise_affine=False)
        self.place = nn.Linear(HIDDEN, WIDTH, bias=False)
        nn.init.zeros_(self.place.weight)
        self.inputs = nn.Linear(len(LAYERS) * WIDTH, HIDDEN)
        self.blocks = nn.ModuleList(_Block(dilation) for dilation in DILATIONS)
        self.out = nn.Dropout(INSIDE_OUT)
        self.last = nn.LayerNorm(HIDDEN)
        self.outputs = nn.Linear(HIDDEN, labels)
        self.transitions = nn.Parameter(torch.zeros(labels, labels))

    def take(self, known: WordNet) -> None:
        """The weights of a net that was fitted before; `_in_numpy` the other way round."""
        pairs = [
            (self.rows.weight[1:], known.rows), (self.inputs.weight, known.inputs.T),
            (self.inputs.bias, known.bias), (self.place.weight, known.place.T),
            (self.last.weight, known.scale), (self.last.bias, known.shift),
            (self.outputs.weight, known.outputs.T), (self.outputs.bias, known.output_bias),
            (self.transitions, known.transitions),
        ]  # fmt: skip
        for block, own in zip(self.blocks, known.blocks, strict=True):
            pairs += [
                (block.norm.weight, own.scale), (block.norm.bias, own.shift),
                (block.conv.weight, own.kernel.transpose(2, 1, 0)), (block.conv.bias, own.bias),
            ]  # fmt: skip
        for parameter, values in pairs:
            parameter.data.copy_(torch.from_numpy(np.ascontiguousarray(values)))

    def forward(self, letters: Sequence[_Letter], counts: Tensor) -> Tensor:
        ids = torch.cat([one.ids for one in letters])
        starts, before = [], 0
        for one in letters:
            starts.append(one.starts + before)
            before += len(one.ids)
        pieces = [one.pieces for one in letters]
        if self.training:
            ids = torch.where(torch.rand(ids.shape) < FEATURES_OUT, 0, ids)
        described = self.rows(ids, torch.cat(starts))
        if self.has_upper:
            words = self.upper(pieces, self._placed(described, counts))
        else:
            words = torch.cat([one.words for one in pieces]).float()
        states = self.norm(words).flatten(1)
        if self.training:
            states = dropout(states * (torch.rand(len(states), 1) > WORDS_OUT), STATES_OUT)
        x = self.out(torch.relu(self.inputs(states) + described))
        mask = torch.arange(int(counts.max()))[None] < counts[:, None]
        padded = x.new_zeros(*mask.shape, HIDDEN).masked_scatter(mask[..., None].expand(-1, -1, HIDDEN), x)
        for block in self.blocks:
            padded = block(padded, mask[..., None].float())
        found: Tensor = self.outputs(self.out(self.last(padded)))
        return found

    def _placed(self, described: Tensor, counts: Tensor) -> Tensor:
        """What the language model is told of each word beside its pieces."""
        placed: Tensor = self.place(self.described(described))
        if self.training:
            placed = placed * (torch.rand(len(counts)) > PLACES_OUT).repeat_interleave(counts)[:, None]
        return placed


GOING_ON = (Phase(3, 8, 8e-4, 2.5e-4, 0.4),)
"""More rounds of a net that has been fitted before, over letters that it does not know. Of 16 voices by two
other writers log-likelihood a word of net and field -.1068 -> -.0988, F1 80.0 -> 80.9; five rounds at 1e-3
and 3e-4 gain as much (-.0994, 81.0)."""

ONCE_MORE = (Phase(4, 8, 1e-3, 3e-4, 0.5),)
"""The same over all letters, old and new. Of 205 letters of a part that no fit knows log-likelihood a word of
net and field -.0968 -> -.0852 (the net alone -.1093 -> -.0928), F1 76.6 -> 78.4; with a field fitted to them,
too (going_on.FIELD_SHARE), -.0803 and 79.4. The nets before had learnt from newer letters in short rounds."""


def fit_net(
    examples: Sequence[Example],
    labels: Sequence[str],
    lower: Lower,
    begun: tuple[WordNet, Upper] | None = None,
    phases: Sequence[Phase] = PHASES,
) -> tuple[WordNet, Upper]:
    """What these letters teach, with the random field's labels: the net, and the layers that it reads.

    `begun`: a net and its layers that the fit goes on from, with its features and labels.
    """
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    started = time.process_time()
    features = begun[0].features if begun else _features(examples)
    letters = _Letters(features, labels, lower)
    known = [letters.of(one) for one in examples if one.labels]
    exchange = Exchange([one.example for one in known], SEED)
    net = _Net(len(features), len(labels), begun[1] if begun else Upper(lower.encoder))
    if begun:
        net.take(begun[0])
    dice = np.random.default_rng(SEED)
    for phase in phases:

        def varied(one: _Letter, share: float = phase.exchanged) -> _Letter:
            is_other = dice.random() < share
            return letters.exchanged(one, exchange) if is_other else one

        course = _Course(net, phase, phase.rounds * _steps(len(known), phase))
        for _ in range(phase.rounds):
            course.go_through(known, dice, varied)
    print(f"net: {time.process_time() - started:.0f} s of a core", file=sys.stderr, flush=True)
    return _in_numpy(net.eval(), features, tuple(labels)), net.upper


@dataclass(frozen=True)
class Part:
    """Some of a round's letters, drawn when their turn comes: about `letters` of them."""

    letters: int
    drawn: Callable[[], Iterable[Example]]


def fit_in_parts(
    parts: Sequence[Part], lower: Lower, begun: tuple[WordNet, Upper], phase: Phase, kept: Path
) -> tuple[WordNet, Upper]:
    """The same over letters that come in parts, so that memory holds two at most and no letter comes twice as
    it was: all rounds' parts in order. `begun`: what it goes on from; `kept`: a file that holds what was
    learnt after each part, and from which a fit that was ended goes on."""
    torch.manual_seed(SEED)
    torch.set_num_threads(THREADS)
    stood, upper = begun
    letters, dice = _Letters(stood.features, stood.labels, lower), np.random.default_rng(SEED)
    net = _Net(len(stood.features), len(stood.labels), upper)
    net.take(stood)
    course = _Course(net, phase, sum(_steps(part.letters, phase) for part in parts))
    done = course.taken_up(kept) if kept.is_file() else 0
    for turn, part in enumerate(parts[done:], done):
        examples = [one for one in part.drawn() if one.labels]
        exchange = Exchange(examples, SEED)

        def varied(one: _Letter, exchange: Exchange = exchange) -> _Letter:
            return letters.exchanged(one, exchange) if dice.random() < phase.exchanged else one

        known = [letters.of(one, is_kept=False) for one in examples]
        loss = course.go_through(known, dice, varied, _steps(part.letters, phase))
        course.keep(kept, turn + 1)
        print(f"part {turn + 1} of {len(parts)}: {loss:.4f} a word", file=sys.stderr, flush=True)
    return _in_numpy(net.eval(), stood.features, stood.labels), net.upper


def _steps(letters: int, phase: Phase) -> int:
    """Steps of a round over so many letters."""
    return -(-letters // phase.letters)


class _Course:
    """A net on its way through `steps` steps of a phase."""

    def __init__(self, net: _Net, phase: Phase, steps: int) -> None:
        net.has_upper = phase.upper_speed > 0
        self._net, self._phase, self._groups = net.train(), phase, _groups(net, phase)
        self._optimiser = torch.optim.AdamW(self._groups)
        speeds = [group["lr"] for group in self._groups]
        self._pace = torch.optim.lr_scheduler.OneCycleLR(self._optimiser, speeds, steps, pct_start=0.1)

    def go_through(
        self,
        known: Sequence[_Letter],
        dice: np.random.Generator,
        varied: Callable[[_Letter], _Letter],
        most: int | None = None,
    ) -> float:
        """Once through these letters, in `most` steps at most; the mean loss."""
        losses = []
        for batch in islice(_batches(known, self._phase.letters, dice), most):
            loss = _loss(self._net, [varied(one) for one in batch])
            self._optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([one for group in self._groups for one in group["params"]], 1.0)
            self._optimiser.step()
            self._pace.step()
            losses.append(float(loss.detach()))
        return float(np.mean(losses))

    def keep(self, path: Path, done: int) -> None:
        """Write what was learnt in so many parts."""
        states = [one.state_dict() for one in (self._net, self._optimiser, self._pace)]
        torch.save((done, *states), path)

    def taken_up(self, path: Path) -> int:
        """Take it up again; parts that were done."""
        done, *states = torch.load(path, weights_only=False)
        for one, state in zip((self._net, self._optimiser, self._pace), states, strict=True):
            one.load_state_dict(state)
        return int(done)


def _groups(net: _Net, phase: Phase) -> list[dict[str, Any]]:
    """The parameters with their rates of learning."""
    upper = {id(one) for one in net.upper.parameters()}
    own = [one for one in net.parameters() if id(one) not in upper]
    groups: list[dict[str, Any]] = [{"params": own, "lr": phase.speed, "weight_decay": DECAY}]
    if net.has_upper:
        for depth, layer in enumerate(reversed(net.upper.layers)):
            speed = phase.upper_speed * SPEED_DOWN**depth
            groups.append({"params": list(layer.parameters()), "lr": speed, "weight_decay": UPPER_DECAY})
    return groups


def _features(examples: Sequence[Example]) -> tuple[str, ...]:
    counted = Counter(name for one in examples for told in one.told for name in set(told))
    return tuple(sorted(f for f, count in counted.items() if count >= LEAST_WORDS))


class _Letters:
    """Makes tensors of letters."""

    def __init__(self, features: Sequence[str], labels: Sequence[str], lower: Lower) -> None:
        self._places = {name: at + 1 for at, name in enumerate(features)}
        self._labels = {label: at for at, label in enumerate(labels)}
        self._lower = lower

    def of(self, one: Example, *, is_kept: bool = True) -> _Letter:
        """A letter as it was read; of one that comes once only (not `is_kept`) nothing is remembered."""
        words = [word.token.text for word in words_of(one.seen.sections)]
        labels = torch.tensor([self._labels[label] for label in one.labels])
        pieces = self._lower.pieces(words) if is_kept else self._lower.passing(words)
        return _Letter(one, *self._features(one.told), pieces, labels)

    def exchanged(self, letter: _Letter, exchange: Exchange) -> _Letter:
        """The same with names and numbers exchanged."""
        new = exchange.letter(letter.example)
        return _Letter(
            letter.example, *self._features(new.told), self._lower.passing(new.words), letter.labels
        )

    def _features(self, told: Sequence[Sequence[str]]) -> tuple[Tensor, Tensor]:
        ids = [[self._places[name] for name in word if name in self._places] for word in told]
        starts = np.cumsum([0, *map(len, ids)])[:-1]
        return torch.tensor([at for word in ids for at in word]), torch.from_numpy(starts)


def _batches(known: Sequence[_Letter], count: int, dice: np.random.Generator) -> Iterator[list[_Letter]]:
    """Letters of about the same length together, in random order."""
    lengths = [len(one.labels) + int(dice.integers(CHUNK)) for one in known]
    order = sorted(range(len(known)), key=lengths.__getitem__)
    starts = range(0, len(order), count)
    for at in dice.permutation(len(starts)):
        yield [known[one] for one in order[starts[at] : starts[at] + count]]


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
        _array(net.inputs.bias), _array(net.place.weight).T.copy(), blocks,
        _array(net.last.weight), _array(net.last.bias),
        _array(net.outputs.weight).T.copy(), _array(net.outputs.bias), _array(net.transitions),
    )  # fmt: skip


def _array(values: Tensor) -> Floats:
    found: Floats = values.detach().float().numpy()
    return found
