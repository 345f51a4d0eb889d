"""`python -m tests.accuracy.outside`: papers that others wrote than the makers of our samples.

    python -m tests.accuracy.outside                      every set
    python -m tests.accuracy.outside --set e --set m      those that nobody has looked at while mending
    python -m tests.accuracy.outside --level medium       copied and photographed as the samples are

`samples/outside/` holds them as HTML with the values that they carry: letters of request (sets a to e, h),
complaints (f, i), papers of a koperasi (g), cards (k), all kinds (m). Debian's chromium prints them (kept in
a cache), the product's reader reads them, the contract's rules score them. Their writers knew the contract
and the domain reference, and neither our reader nor our samples.
"""

import argparse
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

import samples
from extractors.children import ReadingChildren
from extractors.reader import read_case
from models.case import Case, Channel, Completeness, CompletenessStatus
from models.document import FIELD_NAMES, Document, Kind, PageRef
from models.field import Field
from models.service import load_standards
from models.working_days import load_calendar
from samples.channels import pick_channel
from samples.splits import Dice, Level, Split
from tests.accuracy.matching import score_case
from tests.accuracy.report import percent, table
from tests.accuracy.scoring import Scored

LETTERS = Path(samples.__file__).parent / "outside"
CACHE = Path(tempfile.gettempdir()) / "berkas-luar"
CHROMIUM = "/usr/bin/chromium"
WIDTH, DPI = 1654, 200
"""Pixels of a page, and what they are to the inch."""
RECEIVED = date(2026, 11, 26)
CHANNELS = {Kind.SURAT_PENGADUAN: Channel.KOTAK_ADUAN}
"""How a paper comes that does not come to the counter."""
Reader = Callable[[Path, Channel], Case]
"""A paper's file and how it came, to a case."""
UNSEEN = frozenset("em")
"""The sets at which nobody has looked while mending the reader."""


@dataclass(frozen=True)
class Outside:
    """A paper: its name (set and number), its kind, the values it carries, the PDF it was printed to."""

    name: str
    kind: Kind
    truth: dict[str, str | bool | None]
    pages: int
    path: Path


def printed(sets: Sequence[str], level: Level) -> Iterator[Outside]:
    """The letters of these sets as PDFs of page images."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for page in sorted(LETTERS.glob("*.html")):
            if page.stem[0] in sets:
                yield _printed(browser, page, level)
        browser.close()


def _printed(browser: Browser, page: Path, level: Level) -> Outside:
    stored = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(page.read_bytes()).hexdigest()[:12]
    path = CACHE / f"{page.stem}-{level}-{digest}.pdf"
    if not path.is_file():
        images = [_copied(image, page.stem, level) for image in _images(browser, page)]
        images[0].save(path, save_all=True, append_images=images[1:], resolution=DPI)
    kind = Kind(stored.get("kind", Kind.SURAT_PERMOHONAN))
    return Outside(page.stem, kind, stored["fields"], stored["pages"], path)


def _images(browser: Browser, page: Path) -> list[Image.Image]:
    """Each element of class `page`, WIDTH pixels wide."""
    view = browser.new_page()
    view.goto(page.as_uri())
    wide = view.evaluate("document.querySelector('.page').getBoundingClientRect().width")
    view.close()
    view = browser.new_page(viewport={"width": round(wide), "height": 1170}, device_scale_factor=WIDTH / wide)
    view.goto(page.as_uri())
    with tempfile.TemporaryDirectory() as folder:
        shots = []
        for number, element in enumerate(view.query_selector_all(".page")):
            target = Path(folder) / f"{number}.png"
            element.screenshot(path=target)
            shots.append(Image.open(target).convert("RGB"))
    view.close()
    return shots


def _copied(image: Image.Image, name: str, level: Level) -> Image.Image:
    """The page after a way of copying of the tune split; a clean one as it is."""
    if level is Level.CLEAN:
        return image
    dice = Dice(f"luar-{name}", Split.TUNE)
    return Image.fromarray(pick_channel(dice, level).apply(np.asarray(image), dice, level))


def reader(children: ReadingChildren) -> Reader:
    """The product's reader, with the office's standards and calendar loaded once."""
    standards, calendar = load_standards(), load_calendar()

    def read(path: Path, channel: Channel) -> Case:
        readings = [children.read_file(path)]
        return read_case(
            readings, channel=channel, received_on=RECEIVED, standards=standards, calendar=calendar
        )

    return read


def score(letter: Outside, read: Reader) -> tuple[Scored, ...]:
    """The fields of the paper's kind, read and scored; taken for another kind, it has missed them all."""
    got = read(letter.path, CHANNELS.get(letter.kind, Channel.LOKET))
    names = FIELD_NAMES[letter.kind]
    fields = {name: Field(value=letter.truth.get(name), confidence=1.0) for name in names}
    pages = tuple(PageRef(file=letter.path.name, page=n, rotation=0) for n in range(1, letter.pages + 1))
    expected: Case = got.model_copy(update={
        "documents": (Document(kind=letter.kind, pages=pages, fields=fields),),
        "completeness": Completeness(status=CompletenessStatus.PERLU_DIPERIKSA, requirements=()),
    })  # fmt: skip
    scored = score_case(expected, got, family=letter.name, is_handwritten=False)
    return tuple(field for field in scored.fields if field.kind is letter.kind)


def row(name: str, fields: Sequence[Scored]) -> list[str]:
    """A line of the table."""
    counted = [field for field in fields if not field.is_free_text]
    carried = [field for field in counted if field.carried]
    silent = sum(field.is_silent for field in counted)
    return [
        name, str(len(carried)), percent(sum(field.is_right for field in carried), len(carried)),
        f"{percent(silent, len(counted))} ({silent})",
        percent(sum(field.needs_review for field in carried), len(carried)),
    ]  # fmt: skip


def main(argv: Sequence[str] | None = None) -> None:
    """Print, read, score; a table by set, and by field."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.outside")
    parser.add_argument("--set", action="append", choices=sorted({p.stem[0] for p in LETTERS.glob("*.html")}))
    parser.add_argument("--level", type=Level, choices=list(Level), default=Level.CLEAN)
    parser.add_argument("--wrong", action="store_true", help="what was read wrong; not of the unseen set")
    options = parser.parse_args(argv)
    sets = options.set or sorted({path.stem[0] for path in LETTERS.glob("*.html")})
    if options.wrong and UNSEEN & set(sets):
        parser.error(f"nobody looks at sets {', '.join(sorted(UNSEEN))}: --wrong is for the others")
    letters = list(printed(sets, options.level))
    with ReadingChildren(os.cpu_count() or 1) as children, ThreadPoolExecutor(os.cpu_count()) as threads:
        children.warm()
        read = reader(children)
        found = list(threads.map(lambda letter: score(letter, read), letters))
    pairs = list(zip(letters, found, strict=True))
    groups = {name: [f for letter, fs in pairs if letter.name[0] == name for f in fs] for name in sets}
    everything = [field for fields in found for field in fields]
    head = ("set", "fields", "right %", "silent % (n)", "touch %")
    print(
        table(head, [*(row(name, fields) for name, fields in groups.items()), row("all", everything)]), "\n"
    )
    names = dict.fromkeys(f"{field.kind}/{field.name}" for field in everything)
    print(
        table(
            ("field", *head[1:]),
            [row(n, [f for f in everything if f"{f.kind}/{f.name}" == n]) for n in names],
        )
    )
    if options.wrong:
        for letter, fields in pairs:
            for f in fields:
                if not f.is_free_text and not f.is_right and (f.carried or f.got is not None):
                    print(letter.name, f.name, repr(f.expected), "->", repr(f.got), f"{f.confidence:.2f}")


if __name__ == "__main__":
    main()
