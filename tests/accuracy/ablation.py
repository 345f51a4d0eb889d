"""`python -m tests.accuracy.ablation`: what each finder of words is worth to readers it was not fitted with.

    python -m tests.accuracy.ablation --readings DIR                    whole modules, one at a time
    python -m tests.accuracy.ablation --readings DIR --functions        every function of them
    python -m tests.accuracy.ablation --readings DIR --out case.accused,text.chat:chat_in    these together
    python -m tests.accuracy.ablation --readings DIR --out case.accused --refit    and models fitted without

The tune voices are parted in three: a tagger is fitted on the first, rankers on the second, and of the third
(with our own tune families) it is counted what changes when a finder finds nothing: `X | None` gives None, a
bool False, a list nothing, a Party nobody; what only alters its first argument gives it back. Without
`--refit` the models believe finders that are gone, so that the loss is the most that it can be.
"""

import argparse
import inspect
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import FunctionType, ModuleType
from typing import Any

from extractors.case.letters import seen_letter
from extractors.ranking.ranker import RoleModel
from extractors.ranking.roles import NAMES, Role
from extractors.ranking.span_tagger import Tagger
from models.field import Field
from models.field_spec import FREE_TEXT
from samples.splits import Level
from samples.training.ranking.material import Example, examples, own_examples, told_of
from samples.training.ranking.rankers import fit_rankers, outcome, questions
from samples.training.ranking.tagger import fit_tagger
from tests.accuracy.readings import DEFAULT, open_readings
from tests.accuracy.report import percent, table

ROOMS = ("text", "case")
STRUCTURE = frozenset(
    {"text.rows", "text.letter_sections", "text.key_values", "case.reader", "case.letters", "case.explain"}
)
"""Modules that find nothing: they lay a letter out, or are the order of reading."""
PARTS = 3
REVIEW_BELOW = 0.85
SHARES = ("right", "silent", "lost", "touch")
Answers = dict[str, dict[str, tuple[Any, bool, bool, bool]]]
"""Letter -> field -> (value, whether it is right, shown to a person, carried)."""


@dataclass(frozen=True)
class Finder:
    """A function that can be taken out: where it stands, what it gives when it finds nothing, its lines."""

    name: str
    function: FunctionType
    nothing: Callable[..., Any]
    lines: int


@dataclass(frozen=True)
class Models:
    """What is fitted: a tagger and the rankers of its answers."""

    tagger: Tagger
    rankers: Mapping[Role, RoleModel]


def _nothing(function: FunctionType) -> Callable[..., Any] | None:
    """What takes a function's place; None where it can not be told from its annotations."""
    signature = inspect.signature(function)
    gives = str(signature.return_annotation)
    first = next(iter(signature.parameters.values()), None)
    if "None" in gives.split(" | ") or gives.endswith("| None"):
        return lambda *_, **__: None
    if first is not None and str(first.annotation) == gives:
        return lambda own, *_, **__: own
    plain: dict[str, Callable[[], Any]] = {"bool": bool, "tuple": tuple, "list": list, "dict": dict}
    plain |= {"Sequence": tuple, "Iterator": lambda: iter(()), "frozenset": frozenset, "set": set}
    name = getattr(signature.return_annotation, "__origin__", signature.return_annotation)
    name = getattr(name, "__name__", str(name))
    if name in ("Party", "TextSpan"):
        return lambda *_, **__: signature.return_annotation()
    maker = plain.get(name) if "None, " not in gives and "None]" not in gives else None
    return (lambda *_, **__: maker()) if maker else None


def finders() -> Iterator[Finder]:
    """Every function of the rooms of words that can be taken out."""
    for room in ROOMS:
        package = import_module(f"extractors.{room}")
        for found in iter_modules(package.__path__):
            module = import_module(f"extractors.{room}.{found.name}")
            if f"{room}.{found.name}" not in STRUCTURE:
                yield from _finders_of(f"{room}.{found.name}", module)


def _finders_of(name: str, module: ModuleType) -> Iterator[Finder]:
    for function in vars(module).values():
        if isinstance(function, FunctionType) and function.__module__ == module.__name__:
            nothing = _nothing(function)
            if nothing is not None:
                lines = len(inspect.getsource(function).splitlines())
                yield Finder(f"{name}:{function.__name__}", function, nothing, lines)


@contextmanager
def without(taken: Sequence[Finder]) -> Iterator[None]:
    """These functions replaced, wherever they are imported."""
    swaps: dict[FunctionType, Callable[..., Any]] = {finder.function: finder.nothing for finder in taken}
    places = [
        (module, name, value)
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith("extractors.")
        for name, value in list(vars(module).items())
        if isinstance(value, FunctionType) and value in swaps
    ]
    for module, name, value in places:
        setattr(module, name, swaps[value])
    try:
        yield
    finally:
        for module, name, value in places:
            setattr(module, name, value)


def called(finder: Finder, seen: Counter[str]) -> Callable[..., Any]:
    """The function itself, noting when it found something."""

    def noting(*args: Any, **kwargs: Any) -> Any:
        found = finder.function(*args, **kwargs)
        if isinstance(found, Iterator):
            found = list(found)
            seen[finder.name] += bool(found)
            return iter(found)
        seen[finder.name] += bool(found) and found is not (args[0] if args else None)
        return found

    return noting


def fired(known: Sequence[Example], found: Sequence[Finder]) -> dict[str, set[str]]:
    """Finder -> the letters in which it found something."""
    letters: dict[str, set[str]] = {finder.name: set() for finder in found}
    for example in known:
        seen: Counter[str] = Counter()
        with without([replace(finder, nothing=called(finder, seen)) for finder in found]):
            seen_letter(example.pages)
        for name in +seen:
            letters[name].add(example.key)
    return letters


def again(example: Example) -> Example:
    """The example as it is read now."""
    seen = seen_letter(example.pages)
    return replace(example, seen=seen, told=told_of(seen))


def fitted(taught: Sequence[Example], ranked: Sequence[Example]) -> Models:
    """A tagger of some letters (the random field alone), and rankers of its answers on others."""
    tagger = Tagger(fit_tagger(taught))
    return Models(
        tagger, fit_rankers([q for one in ranked for q in questions(one, tagger, 0.0)], REVIEW_BELOW)
    )


def answers(example: Example, models: Models) -> dict[str, tuple[Any, bool, bool, bool]]:
    """Every field of a letter: ranked ones by the models, others as their reader has them."""
    told = {}
    for question in questions(example, models.tagger, 0.0):
        got = outcome(question, models.rankers)
        if got is not None:
            is_shown = got.probability < REVIEW_BELOW
            told[question.name] = (got.value, got.is_right, is_shown, question.is_carried)
    for name, field in example.seen.read[example.kind].items():
        if name not in NAMES[example.kind]:
            told[name] = _unranked(example, name, field)
    return told


def _unranked(example: Example, name: str, field: Field) -> tuple[Any, bool, bool, bool]:
    is_right = example.is_right(name, field.value)
    return field.value, is_right, field.needs_review, example.values.get(name) is not None


def shares(told: Answers, *, ranked: bool) -> tuple[int, ...]:
    """right, silent, lost, touch, and how many are carried: of short fields that are ranked, or of others."""
    names = {name for kind in NAMES.values() for name in kind}
    group = [
        one
        for letter in told.values()
        for name, one in letter.items()
        if (name in names) is ranked and (ranked or name not in FREE_TEXT)
    ]
    carried = [one for one in group if one[3]]
    passed = [one for one in group if not one[1] and not one[2]]
    silent = sum(one[0] is not None for one in passed)
    right = sum(one[1] and one[0] is not None for one in carried)
    return right, silent, len(passed) - silent, sum(one[2] for one in carried), len(carried)


def row(name: str, lines: int, told: Answers, before: Answers, letters: int) -> list[str]:
    """A line of the table: differences to the whole reader, of ranked fields and of the others."""
    changed = sum(
        one[0] != before[key][field][0] for key, letter in told.items() for field, one in letter.items()
    )
    cells = [name, str(lines), str(letters), str(changed)]
    for ranked in (True, False):
        now, then = shares(told, ranked=ranked), shares(before, ranked=ranked)
        cells += [f"{a - b:+d}" for a, b in zip(now[:4], then[:4], strict=True)]
    texts = [sum(one[1] for letter in state.values() for field, one in letter.items() if field in FREE_TEXT)
             for state in (told, before)]  # fmt: skip
    return [*cells, f"{texts[0] - texts[1]:+d}"]


HEAD = ("taken out", "lines", "letters", "values", *SHARES, *(f"other {name}" for name in SHARES), "texts")


@dataclass(frozen=True)
class Bench:
    """Letters to judge with the models and their answers as the reader is."""

    taught: Sequence[Example]
    ranked: Sequence[Example]
    judged: Sequence[Example]
    models: Models
    before: Answers

    def told(self, taken: Sequence[Finder], keys: set[str], *, refit: bool) -> Answers:
        """All answers without these finders; `keys`: the letters that can differ."""
        with without(taken):
            models = self.models
            if refit:
                models = fitted([again(one) for one in self.taught], [again(one) for one in self.ranked])
            told = dict(self.before)
            for example in self.judged:
                if refit or example.key in keys:
                    now = again(example)
                    if refit or now.seen.read != example.seen.read:
                        told[example.key] = answers(now, models)
        return told


def bench(args: argparse.Namespace) -> Bench:
    """Reads, parts and fits."""
    readings = open_readings(args.readings, args.adopt)
    levels = [Level.CLEAN, Level.MEDIUM]
    known = list(examples(readings, levels, 1, 1))
    voices = sorted({example.voice for example in known})
    random.Random(7).shuffle(voices)
    voices = voices[:: args.every]
    part = {voice: at % PARTS for at, voice in enumerate(voices)}
    taught, ranked, judged = ([e for e in known if part.get(e.voice) == which] for which in range(PARTS))
    own = list(own_examples(readings, args.own, 21))
    taught, ranked, judged = taught + own[::3], ranked + own[1::3], judged + own[2::3]
    models = fitted(taught, ranked)
    before = {example.key: answers(example, models) for example in judged}
    return Bench(taught, ranked, judged, models, before)


def main(argv: Sequence[str] | None = None) -> int:
    """Fit once, then take out one thing at a time."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.accuracy.ablation", description=str(__doc__).splitlines()[0]
    )
    parser.add_argument("--readings", type=Path, default=DEFAULT)
    parser.add_argument("--adopt", default="", help="older codes' readings (tests/accuracy/readings)")
    parser.add_argument("--own", type=int, default=100, help="letters of our own families")
    parser.add_argument("--every", type=int, default=1, help="take every so-manieth voice only")
    parser.add_argument("--functions", action="store_true", help="every function, not whole modules")
    parser.add_argument("--out", default="", help="modules or module:function, taken out together")
    parser.add_argument("--refit", action="store_true", help="fit tagger and rankers without what is out")
    args = parser.parse_args(argv)
    found = list(finders())
    on = bench(args)
    for ranked in (True, False):
        *told, carried = shares(on.before, ranked=ranked)
        said = ", ".join(f"{name} {percent(n, carried)} %" for name, n in zip(SHARES, told, strict=True))
        print(f"{'ranked' if ranked else 'other'} fields, {carried} carried: {said}", flush=True)
    groups: dict[str, list[Finder]] = {}
    for finder in found:
        module = finder.name.split(":")[0]
        asked = finder.name in args.out.split(",") or module in args.out.split(",")
        name = "together" if asked else finder.name if args.functions else module
        if asked or not args.out:
            groups.setdefault(name, []).append(finder)
    letters = fired(on.judged, found)
    print(table(HEAD, _rows(on, groups, letters, refit=args.refit)))
    return 0


def _rows(
    on: Bench, groups: Mapping[str, Sequence[Finder]], letters: Mapping[str, set[str]], *, refit: bool
) -> list[list[str]]:
    rows = []
    for name, taken in groups.items():
        keys = set().union(*(letters[finder.name] for finder in taken))
        told = on.told(taken, keys, refit=refit)
        lines = sum(finder.lines for finder in taken)
        rows.append(row(name, lines, told, on.before, len(keys)))
        print(" | ".join(rows[-1]), file=sys.stderr, flush=True)
    return rows


if __name__ == "__main__":
    sys.exit(main())
