"""Fits the re-ranker (extractors/ranking/reranker), and the tagger goes on with it.

    python -m samples.training.ranking.reranker --readings DIR --folder DIR --part 515-529 --part 530-544

Letters that neither tagger nor rankers know, in parts that have no writer in common. Each part is tagged by
the shipped tagger after it has gone on over the other parts (going_on), so that what it says of the letters
is what it would say of a stranger's; the answers that are told and the curves come from nets of the other
parts, too. The nets that are shipped come from all parts, and so does the tagger. Without --dry-run tagger,
re-ranker and curves are written; `samples.training.ranking.matter` is run behind it.

With --begun, the folder of a fit before, each tagger's net begins where that fit's of the same part ended,
and goes through all letters that it may know once more: the other parts' and those of --known. With --new
it learns from these voices only, in fewer rounds: more writers for each part cost what they bring. A new
writer's letters all go to one part. The random field is fitted to all letters that a tagger may know.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from extractors.ranking import ranker, reranker
from extractors.ranking.reranker import ALONE, ROLES, Asked, Reranker, asked, scaled
from models.document import Kind
from samples.splits import Level
from samples.training.ranking.answers import flag_labels, labels_of, report, write_curves
from samples.training.ranking.going_on import FIELD, SHIPPED, kept, teach_field, teach_net
from samples.training.ranking.material import Example, examples, voices_of
from samples.training.ranking.rankers import Outcome, Question, outcome, outcome_of, questions
from samples.training.ranking.taggers import Files
from tests.accuracy.readings import DEFAULT, open_readings

T = TypeVar("T")
NO_PART = "all"
Floats = NDArray[np.float32]
Scales = Mapping[str, Floats]
HIDDEN = 128
NETS = 3
"""Nets that are averaged, each from another start."""
LEFT_OUT = 0.3
"""Share of the numbers that are left out at random at each step."""
ROUNDS, BATCH, SPEED, DECAY = 20, 128, 2e-3, 0.6
"""Rounds over all questions, questions of a step, highest rate of learning, decay of weights. One net, two
parts of 1,040 and 1,295 letters, each judged by the other (rankers alone .2018 and .1921): log loss of the
answers .1890 and .1857 (64 wide, four in ten left out, decay .02), .1872 and .1830 (.2), .1839 and .1823
(these); half as many numbers or fewer rounds are worse, 192 the same."""
NONE_COUNTS = 0.2
"""How much "none" counts beside an option."""
MOST_OPTIONS = 14
"""Of a question that is learnt from; those are the likeliest."""


@dataclass(frozen=True)
class Known:
    """A question as the re-ranker sees it."""

    question: Question
    asked: Asked


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(prog="python -m samples.training.ranking.reranker", description=__doc__)
    parser.add_argument("--readings", type=Path, default=DEFAULT)
    parser.add_argument("--adopt", default="", help="older codes' readings (tests/accuracy/readings)")
    parser.add_argument("--seed", type=int, default=1, help="of the pages that were read")
    parser.add_argument("--part", action="append", required=True, help="voices, as in 515-529,577; repeated")
    parser.add_argument("--rehearsed", default="", help="voices whose damaged copies the tagger reads again")
    parser.add_argument("--known", default="", help="voices outside the parts that the tagger may know")
    parser.add_argument("--folder", type=Path, required=True, help="taggers are kept here, and taken from it")
    parser.add_argument("--begun", type=Path, help="the folder of a fit before, where the taggers begin")
    parser.add_argument("--new", default="", help="voices that those taggers do not know; learnt from alone")
    parser.add_argument("--only", help="make the tagger that lacks this part (all: that lacks none), no more")
    parser.add_argument("--dry-run", action="store_true")
    args = parser.parse_args(argv)
    readings = open_readings(args.readings, args.adopt)

    def read(wanted: str, level: Level) -> list[Example]:
        return list(examples(readings, [level], args.seed, 1, voices=voices_of(wanted)))

    damaged = read(args.rehearsed, Level.HARD) if args.rehearsed else []
    parts = [read(part, Level.CLEAN) for part in args.part]
    print([len(part) for part in parts], "letters", len(damaged), "rehearsed", file=sys.stderr, flush=True)

    new = frozenset(voices_of(args.new))
    beside = read(args.known, Level.CLEAN) if args.known else []

    def tagger(lacking: str) -> Files:
        begun = kept(args.begun / lacking) if args.begun else SHIPPED
        others = _others(parts, lacking)
        known = [one for one in others if not new or one.voice in new]
        whole = [*others, *damaged, *beside]
        return _tagger(args.folder / lacking, [*known, *damaged] if new else whole, whole, begun)

    if args.only:
        for lacking in args.only.split(","):
            tagger(lacking)
    else:
        _fit(parts, tagger, is_dry=args.dry_run)
    return 0


def _fit(parts: Sequence[Sequence[Example]], tagger: Callable[[str], Files], *, is_dry: bool) -> None:
    """`tagger`: that which lacks a part, by its number, or none."""
    known = [gathered(part, tagger(str(at))) for at, part in enumerate(parts)]
    print("by the rankers alone:", report(first_answers(_others(known, NO_PART))), sep="\n", flush=True)
    answers = [
        one for at, part in enumerate(known) for one in answered(fit_reranker(_others(known, str(at))), part)
    ]
    print("re-ranked:", report(answers), sep="\n", flush=True)
    if not is_dry:
        reranker.write_reranker(fit_reranker(_others(known, NO_PART)), reranker.MODEL_FILE)
        write_curves([*labels_of(answers), *flag_labels(answers)])
        tagger(NO_PART).ship()


def _others(parts: Sequence[Sequence[T]], left_out: str) -> list[T]:
    return [one for at, part in enumerate(parts) if str(at) != left_out for one in part]


def _tagger(folder: Path, known: Sequence[Example], told: Sequence[Example], begun: Files) -> Files:
    """That tagger after these letters, the random field `told` these; what is in the folder is taken."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / FIELD).is_file():
        teach_field(told, folder, begun)
    if not kept(folder).model.is_file():
        teach_net(known, folder, begun, is_whole=known is told)
    return kept(folder)


def gathered(part: Sequence[Example], files: Files) -> list[Known]:
    """Every ranked field of these letters, tagged by a tagger that does not know them."""
    found, tagger = [], files.tagger()
    for example in part:
        advice = example.seen.asked.advice if example.kind is Kind.SURAT_PERMOHONAN else 0.0
        for one in questions(example, tagger, advice):
            model, inner = ranker.packaged_models().get(one.role), one.letter.tagging.inner
            if model is not None and inner is not None:
                first = ranker.weigh(model, one.letter, one.name, one.options)
                found.append(Known(one, asked(one.role, inner, one.options, first)))
    return found


def first_answers(known: Sequence[Known]) -> list[Outcome]:
    """By the rankers alone."""
    answers = (outcome(one.question, ranker.packaged_models()) for one in known)
    return [one for one in answers if one is not None]


def answered(model: Reranker, known: Sequence[Known]) -> list[Outcome]:
    """By the re-ranker."""
    found = []
    for one in known:
        question, (shares, none) = one.question, model.shares(one.asked)
        best = ranker.likeliest(ranker.packaged_models()[question.role], question.options, shares, none)
        found.append(outcome_of(question, best))
    return found


@dataclass(frozen=True)
class _Batch:
    """Questions as tensors, a row for each option of all of them; `question`: the row's question."""

    question: Tensor
    features: Tensor
    words: Tensor
    odds: Tensor
    right: Tensor
    role: Tensor
    letter: Tensor
    none: Tensor
    none_odds: Tensor
    none_right: Tensor


class _Questions:
    """All questions as tensors, and parts of them."""

    def __init__(self, known: Sequence[Known], scales: Scales) -> None:
        kept = [np.argsort(one.asked.odds)[::-1][:MOST_OPTIONS] for one in known]
        asks = [one.asked for one in known]
        rights = [np.array(one.question.rights, np.float32) for one in known]
        self.count = len(known)
        self._starts = np.cumsum([0, *map(len, kept)])

        def rows(values: Iterable[Floats]) -> Tensor:
            chosen = [own[places] for own, places in zip(values, kept, strict=True)]
            return torch.from_numpy(np.concatenate(chosen).astype(np.float32))

        self._options = (
            rows(scaled(scales, "features", one.features) for one in asks),
            rows(one.words for one in asks),
            rows(one.odds for one in asks),
            rows(rights),
        )
        self._whole = (
            torch.tensor([ROLES.index(one.role) for one in asks]),
            torch.from_numpy(np.array([one.letter for one in asks])),
            torch.from_numpy(np.array([scaled(scales, "none", one.none_features) for one in asks])),
            torch.tensor([one.none_odds for one in asks]),
            torch.tensor([float(one.question.none_is_right) for one in known]),
        )

    def part(self, at: Tensor) -> _Batch:
        """Some of them."""
        spans = [np.arange(self._starts[one], self._starts[one + 1]) for one in at.tolist()]
        rows = torch.from_numpy(np.concatenate(spans))
        question = torch.from_numpy(np.repeat(np.arange(len(spans)), [len(span) for span in spans]))
        return _Batch(question, *(one[rows] for one in self._options), *(one[at] for one in self._whole))


class _Net(nn.Module):  # type: ignore[misc]
    """`Reranker`'s sums; the parameters have its names."""

    def __init__(self, one: Asked) -> None:
        super().__init__()
        roles = len(ROLES)
        self.features = _weights(one.features.shape[1], HIDDEN)
        self.words = _weights(one.words.shape[1], HIDDEN)
        self.letter = _weights(len(one.letter), HIDDEN)
        self.others = _weights(HIDDEN, HIDDEN)
        self.none = _weights(len(one.none_features), HIDDEN)
        self.role, self.none_role = (nn.Parameter(0.1 * torch.randn(roles, HIDDEN)) for _ in range(2))
        self.out, self.none_out = (nn.Parameter(torch.zeros(HIDDEN)) for _ in range(2))
        self.role_out, self.none_role_out = (nn.Parameter(torch.zeros(roles)) for _ in range(2))
        self.own, self.none_own = (nn.Parameter(torch.ones(roles)) for _ in range(2))
        self.left_out = nn.Dropout(LEFT_OUT)

    def forward(self, of: _Batch) -> tuple[Tensor, Tensor]:
        """Log odds of the options, and of none."""
        drop, role = self.left_out, of.role[of.question]
        seen = drop(of.features) @ self.features + drop(of.words) @ self.words
        seen = seen + (drop(of.letter) @ self.letter + self.role[of.role])[of.question]
        heard = torch.sigmoid(of.odds)[:, None]
        first = heard * torch.relu(seen)
        others = (_total(first, of) - first) / (_total(heard, of) - heard + ALONE)
        second = torch.relu(seen + drop(others) @ self.others)
        odds = drop(second) @ self.out + self.role_out[role] + self.own[role] * of.odds
        none = torch.relu(drop(of.none) @ self.none + self.none_role[of.role])
        none = drop(none) @ self.none_out + self.none_role_out[of.role]
        return odds, none + self.none_own[of.role] * of.none_odds


def _total(rows: Tensor, of: _Batch) -> Tensor:
    """Of each row's question."""
    sums = torch.zeros(len(of.role), rows.shape[1]).index_add(0, of.question, rows)
    return sums[of.question]


def _weights(width: int, out: int) -> nn.Parameter:
    return nn.Parameter(torch.empty(width, out).uniform_(-1.0, 1.0) / width**0.5)


def fit_reranker(known: Sequence[Known]) -> Reranker:
    """The nets that these questions teach."""
    torch.set_num_threads(1)
    scales = _scales(known)
    all_of_them = _Questions(known, scales)
    nets = [_net(known[0].asked, all_of_them, seed) for seed in range(NETS)]
    weights = {
        name: np.stack([getattr(net, name).detach().numpy() for net in nets]) for name in reranker.WEIGHTS
    }
    return Reranker(weights, scales)


def _scales(known: Sequence[Known]) -> Scales:
    features = np.concatenate([one.asked.features for one in known])
    none = np.array([one.asked.none_features for one in known])
    return {
        "features_mean": features.mean(axis=0), "features_spread": features.std(axis=0) + 1e-3,
        "none_mean": none.mean(axis=0), "none_spread": none.std(axis=0) + 1e-3,
    }  # fmt: skip


def _net(one: Asked, known: _Questions, seed: int) -> _Net:
    torch.manual_seed(seed)
    net = _Net(one)
    net.train()
    optimiser = torch.optim.AdamW(net.parameters(), lr=SPEED, weight_decay=DECAY)
    steps = ROUNDS * -(-known.count // BATCH)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, SPEED, steps, pct_start=0.2)
    for _ in range(ROUNDS):
        for places in torch.randperm(known.count).split(BATCH):
            loss = _loss(net, known.part(places))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            pace.step()
    net.eval()
    return net


def _loss(net: _Net, of: _Batch) -> Tensor:
    odds, none = net(of)
    options = binary_cross_entropy_with_logits(odds, of.right)
    found: Tensor = options + NONE_COUNTS * binary_cross_entropy_with_logits(none, of.none_right)
    return found


if __name__ == "__main__":
    sys.exit(main())
