"""What is fitted on: letters of the tune voices as they were read, with their truth."""

import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.case.letters import SeenLetter, seen_letter
from extractors.ranking.reading_order import words_of
from extractors.ranking.roles import by_role
from extractors.ranking.services import KOPERASI, OFFICE
from extractors.ranking.token_features import features
from models.case import Channel
from models.document import Kind
from models.page import PageReading
from samples.splits import Level, Split
from samples.training.ranking.labels import labels, labels_by_values
from samples.truth import Value
from samples.voices.split import VOICES
from samples.voices.tagged import Letter, load_voices
from samples.voices.truth import truth_of
from tests.accuracy.dataset import Item, orders, prepare
from tests.accuracy.readings import Readings
from tests.accuracy.scoring import is_right
from tests.accuracy.voice_pages import Wanted, drawn_voices

ABOUT_OFFICE = "pengaduan_layanan"


@dataclass(frozen=True)
class Example:
    """A letter as it was read: features and labels of its words, and the values it carries.

    `voice`: who wrote it, or the family of our own samples. `asked`: what a request asks, whom a complaint is
    about.
    """

    voice: str
    id: str
    kind: Kind
    asked: str
    channel: Channel
    pages: tuple[PageReading, ...]
    seen: SeenLetter
    told: list[list[str]]
    labels: list[str]
    values: Mapping[str, Value]
    alternatives: Mapping[str, tuple[Value, ...]]

    @property
    def key(self) -> str:
        """Tells this copy of the letter from all others."""
        return f"{self.id} {self.pages[0].file}"

    def is_right(self, name: str, value: Value) -> bool:
        """Whether a fair reader may answer so."""
        true = (self.values.get(name), *self.alternatives.get(name, ()))
        return any(is_right(name, one, value) for one in true)


def examples(
    readings: Readings,
    levels: Sequence[Level],
    seed: int,
    copies: int,
    *,
    voices: Collection[str] = (),
    is_first_only: bool = False,
) -> Iterator[Example]:
    """The tune voices' letters whose readings are kept; the others are counted on standard error.

    Of each letter so many `copies`, the levels in turn: a second copy says little more and takes as long.
    `voices`: only these; `is_first_only`: only the very first letter of each voice.
    """
    letters = {letter.id: letter for voice in load_voices(VOICES) for letter in voice.letters}
    found: dict[str, list[Item]] = defaultdict(list)
    for level in levels:
        wanted = Wanted(VOICES, tuple(voices), Split.TUNE, level, seed, is_first_only)
        items = drawn_voices(wanted, readings.root / "pages")
        kept = [item for item in items if not readings.missing(item.files())]
        print(f"{level}: {len(items) - len(kept)} letters without a kept reading", file=sys.stderr)
        for item in kept:
            found[item.path.name.split(".")[0]].append(item)
    for turn, (name, drawn) in enumerate(sorted(found.items())):
        for copy in range(min(copies, len(drawn))):
            pages = _pages(readings, drawn[(turn + copy) % len(drawn)])
            if pages:
                yield example_of(letters[name], pages)


def voices_of(wanted: str) -> list[str]:
    """`wanted`: numbers and ranges of numbers, as in 355-370,372."""
    numbers: set[int] = set()
    for part in filter(None, wanted.split(",")):
        first, _, last = part.partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    return [f"{number:02d}" for number in sorted(numbers)]


def own_examples(readings: Readings, cases: int, seed: int) -> Iterator[Example]:
    """Letters of our own generator's tune families, as `python -m tests.accuracy --split tune` makes them.

    The rules were made from such papers, so they are few beside the voices.
    """
    wanted = orders(("letters", "complaints"), cases, split=Split.TUNE, seed=seed, level=None)
    lacking = 0
    for item in prepare(list(wanted)):
        pages = _pages(readings, item)
        if pages:
            yield _of_family(item, pages)
        lacking += pages is None
    print(f"own families: {lacking} letters without a kept reading", file=sys.stderr)


def _pages(readings: Readings, item: Item) -> tuple[PageReading, ...] | None:
    """A letter's pages that could be read; None where a reading is not kept."""
    found = [readings.get(path) for path in item.files()]
    if None in found:
        return None
    return tuple(page for one in found if one for page in one.pages if page.failure is None)


def told_of(seen: SeenLetter) -> list[list[str]]:
    """The features of a letter's words."""
    return features(seen.sections, words_of(seen.sections), by_role(seen.read))


def example_of(letter: Letter, pages: tuple[PageReading, ...]) -> Example:
    """A tagged letter, and its pages as they were read."""
    seen, truth = seen_letter(pages), truth_of(letter)
    words = words_of(seen.sections)
    return Example(
        letter.voice, letter.id, letter.kind, letter.asked, Channel(letter.channel), pages, seen,
        told_of(seen), labels(letter, words), truth.values, truth.alternatives,
    )  # fmt: skip


def _of_family(item: Item, pages: tuple[PageReading, ...]) -> Example:
    document, seen = item.expected.documents[0], seen_letter(pages)
    values = {name: field.value for name, field in document.fields.items()}
    asked = str(
        values.get("jenis_layanan") or (OFFICE if item.expected.service == ABOUT_OFFICE else KOPERASI)
    )
    tokens = [word.token for word in words_of(seen.sections)]
    return Example(
        item.family, item.path.name, document.kind, asked, item.expected.channel, pages, seen, told_of(seen),
        labels_by_values(tokens, values), values, {},
    )  # fmt: skip
