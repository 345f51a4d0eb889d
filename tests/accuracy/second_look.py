"""`python -m tests.accuracy.second_look`: what a second engine's look at names would find, and at what cost.

    python -m tests.accuracy.second_look --from-cache --kept-only --voices 133,134 --readings DIR

Takes the flags of `tests.accuracy.voices`. Of each letter the values of names, koperasi and place that the
reader passes without a flag are cut out of the page and read by RapidOCR: how many of the right and of the
silently wrong ones it reads otherwise (issue 16, point 4). Counts only; nothing is shown of a letter.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from extractors.engines import rapidocr
from extractors.files.pages import load_page
from extractors.image.pixels import Pixels, crop, rotate
from models.case import Case
from models.field import Box, Field
from models.limits import DEFAULT_LIMITS
from tests.accuracy.dataset import Item
from tests.accuracy.report import percent, table
from tests.accuracy.running import run
from tests.accuracy.scoring import Scored
from tests.accuracy.sources import opened
from tests.accuracy.voices import LetterReader, arguments, items_of

NAMES = ("pemohon_nama", "pelapor_nama", "termohon_nama", "terlapor", "koperasi_nama", "tempat_surat")
MARGIN = 0.15
"""Of its height, around a value's box."""
APART = 0.35
"""Of a value's letters: a reading that differs by more is of other ink, as of a box over two lines."""
CLOSE = 3
"""Letters by which a wrong value may differ from the true one and be called misread, not mistaken."""


@dataclass(frozen=True)
class Look:
    """A value that passed, as the reader has it, with what the second engine reads there."""

    scored: Scored
    second: str
    seconds: float

    @property
    def is_doubted(self) -> bool:
        """The engines differ by a letter or more, and have read the same ink."""
        first, second = _plain(self.scored.raw or str(self.scored.got)), _plain(self.second)
        return 0 < Levenshtein.distance(first, second) <= APART * len(first)

    @property
    def sort(self) -> str:
        """How right the value is."""
        if self.scored.is_right:
            return "right"
        true = [
            str(value) for value in (self.scored.expected, *self.scored.alternatives) if value is not None
        ]
        got = str(self.scored.got).lower()
        is_close = any(Levenshtein.distance(got, value.lower()) <= CLOSE for value in true)
        return "misread" if is_close else "mistaken"


def _plain(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


class NotingReader(LetterReader):
    """The letter's reader; keeps what it said."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.cases: dict[Path, Case] = {}

    def __call__(self, item: Item) -> Case:
        self.cases[item.path] = super().__call__(item)
        return self.cases[item.path]


def looks(item: Item, case: Case, scored: Sequence[Scored]) -> Iterator[Look]:
    """A second look at each value of the letter that passed."""
    pictures: dict[int, Pixels] = {}
    files = {path.name: path for path in item.files()}
    for document in case.documents[:1]:
        for one in scored:
            field = document.fields.get(one.name, Field())
            if one.name not in NAMES or one.got is None or one.needs_review or not (field.page and field.box):
                continue
            page = document.pages[field.page - 1]
            if field.page not in pictures:
                image = load_page(files[page.file], page.page, DEFAULT_LIMITS)
                pictures[field.page] = rotate(image.pixels, page.rotation)
            began = time.process_time()
            reading = rapidocr.read_lines([_cut(pictures[field.page], field.box)])[0]
            yield Look(one, reading.text, time.process_time() - began)


def _cut(pixels: Pixels, box: Box) -> Pixels:
    height, width = pixels.shape[:2]
    pad = MARGIN * (box[3] - box[1]) * height
    return crop(
        pixels, (box[0] - pad / width, box[1] - pad / height, box[2] + pad / width, box[3] + pad / height)
    )


def told(found: Sequence[Look]) -> str:
    """By field: values passed, and of each sort those that the second engine doubts."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for look in found:
        for name in (look.scored.name, "all"):
            counted[name].update(
                ["passed", look.sort, *([f"{look.sort} doubted"] if look.is_doubted else [])]
            )
    rows = [
        [name, str(counts["passed"])]
        + [f"{counts[f'{sort} doubted']} of {counts[sort]}" for sort in ("right", "misread", "mistaken")]
        for name, counts in sorted(counted.items())
    ]
    head = ("field", "passed", "right, doubted", "misread, doubted", "mistaken, doubted")
    cost = 1000 * sum(look.seconds for look in found) / max(1, len(found))
    doubted = percent(sum(look.is_doubted for look in found), len(found))
    return f"{table(head, rows)}\n\n{cost:.0f} ms of a core a value; {doubted} % of what passed is doubted"


def main(argv: Sequence[str] | None = None) -> None:
    """Read, look again, print."""
    args = arguments(argv)
    items = items_of(args)
    found: list[Look] = []
    with opened(args, [path for item in items for path in item.files()], args.workers) as source:
        reader = NotingReader(source, args.raw)
        for result in run(items, reader, args.workers):
            if not result.failure:
                found += looks(result.item, reader.cases[result.item.path], result.score.fields)
    print(f"{len(items)} letters\n\n{told(found)}")


if __name__ == "__main__":
    main()
