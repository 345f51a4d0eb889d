"""The samples to be read: generated once per generator version, seed and choice, then kept in a cache."""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import samples
from models.case import Case
from samples.make import make_case
from samples.splits import Level, Split
from samples.truth import load_expected
from samples.writer import write_case
from tests.accuracy.scoring import Alternatives

CACHE = Path(tempfile.gettempdir()) / "berkas-contoh"
MAKERS = 2
"""Processes that generate; the machine this is measured on has two cores."""


@dataclass(frozen=True)
class Order:
    """Which sample: everything that decides it."""

    part: str
    number: int
    split: Split
    seed: int
    level: Level | None


@dataclass(frozen=True)
class Item:
    """A sample on disk: `path` is a file or a folder of files."""

    order: Order
    path: Path
    expected: Case
    family: str
    level: Level
    is_handwritten: bool
    alternatives: Alternatives = field(default_factory=dict)

    def files(self) -> tuple[Path, ...]:
        """The files to read, in order."""
        return tuple(sorted(self.path.iterdir())) if self.path.is_dir() else (self.path,)


@lru_cache(maxsize=1)
def generator_digest() -> str:
    """Changes whenever a file of the generator (its recogniser's training apart) does."""
    root = Path(samples.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.suffix in (".py", ".toml") and inside.parts[0] not in ("training", "committed"):
            digest.update(str(inside).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def orders(
    parts: Sequence[str], cases: int, *, split: Split, seed: int, level: Level | None
) -> Iterator[Order]:
    """`cases` samples, shared evenly among the parts."""
    for i in range(cases):
        yield Order(parts[i % len(parts)], i // len(parts), split, seed, level)


def prepare(wanted: Sequence[Order], cache: Path = CACHE) -> list[Item]:
    """The samples, generated where the cache lacks them."""
    folder = cache / generator_digest()
    folder.mkdir(parents=True, exist_ok=True)
    missing = [order for order in wanted if not _marker(folder, order).exists()]
    if missing:
        with ProcessPoolExecutor(max_workers=MAKERS) as pool:
            list(pool.map(_generate, [(folder, order) for order in missing], chunksize=4))
    return [_load(folder, order) for order in wanted]


def _home(folder: Path, order: Order) -> Path:
    return folder / f"{order.split}-{order.seed}-{order.level or 'all'}"


def _marker(folder: Path, order: Order) -> Path:
    return _home(folder, order) / f"{order.part}-{order.number:04d}.path"


def _generate(task: tuple[Path, Order]) -> None:
    folder, order = task
    case = make_case(order.part, order.number, split=order.split, seed=order.seed, level=order.level)
    target = write_case(case, _home(folder, order))
    _marker(folder, order).write_text(target.name, encoding="utf-8")


def _load(folder: Path, order: Order) -> Item:
    name = _marker(folder, order).read_text(encoding="utf-8")
    path = _home(folder, order) / name
    stem = name if path.is_dir() else path.stem
    expected, label = load_expected(path.with_name(f"{stem}.expected.json"))
    return Item(order, path, expected, label["family"], Level(label["level"]), label["handwritten"])
