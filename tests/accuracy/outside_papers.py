"""The papers that others wrote: their HTML printed to PDFs of page images, with the values they carry."""

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

import samples
from models.case import Channel, CompletenessStatus
from models.document import Document, Kind, PageRef
from models.field import Field
from samples.channels import pick_channel
from samples.splits import Dice, Level, Split

PAPERS = Path(samples.__file__).parent / "outside"
CACHE = Path(tempfile.gettempdir()) / "berkas-luar"
CHROMIUM = "/usr/bin/chromium"
READ = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
WIDTH, DPI = 1654, 200
"""Pixels of a page, and what they are to the inch."""


@dataclass(frozen=True)
class Outside:
    """A file: its name (set and number), its true documents, the case's status where its writer told it,
    the PDF it was printed to, and how it came."""

    name: str
    documents: tuple[Document, ...]
    status: CompletenessStatus | None
    path: Path
    channel: Channel


def printed(sets: Sequence[str], level: Level) -> Iterator[Outside]:
    """The papers of these sets as PDFs of page images, kept in CACHE."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for page in sorted(PAPERS.glob("*.html")):
            if page.stem[0] in sets:
                yield _printed(browser, page, level)
        browser.close()


def _printed(browser: Browser, page: Path, level: Level) -> Outside:
    digest = hashlib.sha256(page.read_bytes()).hexdigest()[:12]
    path = CACHE / f"{page.stem}-{level}-{digest}.pdf"
    if not path.is_file():
        images = [_copied(image, page.stem, level) for image in _images(browser, page)]
        images[0].save(
            path, save_all=True, append_images=images[1:], resolution=DPI, creationDate=None, modDate=None
        )
    return told(path, page.with_suffix(".json"))


def lying_in(folder: Path) -> list[Outside]:
    """The papers that lie in a folder as they are to be read: `<name>.json` beside each PDF or picture."""
    truths = sorted(folder.glob("*.json"))
    files = {path.stem: path for path in sorted(folder.iterdir()) if path.suffix.lower() in READ}
    return [told(files[truth.stem], truth) for truth in truths if truth.stem in files]


def told(path: Path, truth: Path) -> Outside:
    """What the paper's writer says that it carries (`truth`, a JSON file of the paper's name).

    One document (`kind`, `fields`, `pages` = their number), or a whole case: `documents`, each with kind,
    fields and the numbers of its pages, and `status`. `channel`: how it came; without it a complaint comes
    from the box and all else to the counter.
    """
    stored = json.loads(truth.read_text(encoding="utf-8"))
    alone = {
        "kind": stored.get("kind", Kind.SURAT_PERMOHONAN),
        "pages": range(1, stored["pages"] + 1),
        "fields": stored.get("fields"),
    }
    documents = tuple(_document(each, path) for each in stored.get("documents", [alone]))
    usual = Channel.KOTAK_ADUAN if documents[0].kind is Kind.SURAT_PENGADUAN else Channel.LOKET
    return Outside(
        truth.stem,
        documents,
        CompletenessStatus(stored["status"]) if "status" in stored else None,
        path,
        Channel(stored.get("channel", usual)),
    )


def _document(stored: dict[str, object], path: Path) -> Document:
    pages, fields = stored["pages"], stored["fields"]
    assert isinstance(pages, list | range)
    assert isinstance(fields, dict)
    return Document(
        kind=Kind(str(stored["kind"])),
        pages=tuple(PageRef(file=path.name, page=number, rotation=0) for number in pages),
        fields={key: Field(value=value, confidence=1.0) for key, value in fields.items()},
    )


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
