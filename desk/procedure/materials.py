"""The library of consultation materials: versions, the packaged ones, what fits a case."""

from collections.abc import Sequence
from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction
from markdown_it import MarkdownIt
from markdown_it.token import Token

from desk import audit, stored
from desk.models import MaterialFile, MaterialRow
from models.errors import ConflictError, UsageError
from models.materials import Material, check_material, read_material

PACKAGED = Path(__file__).resolve().parent.parent / "materi"
MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False})
"""CommonMark without raw HTML: what an officer types can't become markup of the page."""


def as_html(body: str) -> str:
    """The body for the screen; headings stand below the page's own."""
    html = str(MARKDOWN.render(body))
    return html.replace("<h2>", "<h4>").replace("</h2>", "</h4>")


def as_text(material: MaterialRow) -> str:
    """The material as plain paragraphs and list lines, with its sources, for the officer to adapt."""
    parts: list[str] = []
    number, lists = 0, list[bool]()
    for token in MARKDOWN.parse(material.body):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token.type == "ordered_list_open")
            number = 0
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            number += 1
        elif token.type == "inline":
            text = "".join(_plain(child) for child in token.children or ())
            mark = f"{number}. " if lists and lists[-1] else "- " if lists else ""
            parts.append(mark + text)
    return "\n\n".join([*parts, f"Dasar: {'; '.join(material.sources)}."])


def _plain(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def load_packaged() -> int:
    """Puts the packaged materials into the library; a material that the office changed stays the office's.
    Returns how many came in. Safe to repeat."""
    added = 0
    for path in sorted(PACKAGED.glob("*.md")):
        material = read_material(path.stem, path.read_text(encoding="utf-8"))
        latest = _latest(path.stem)
        if latest is None or (latest.is_packaged and _differs(latest, material)):
            _add_version(material, latest, None, is_packaged=True)
            added += 1
    return added


def _differs(latest: MaterialRow, material: Material) -> bool:
    return latest.body != material.body or list(latest.sources) != list(material.sources)


def library(topic: str = "") -> list[MaterialRow]:
    """The newest version of each material, those of the topic first."""
    found = MaterialRow.objects.filter(is_latest=True, is_withdrawn=False).prefetch_related(
        "attachments__file"
    )
    return sorted(found, key=lambda item: (item.topic.lower() != topic.lower(), item.title))


def save(
    material: Material, seen_version: int, user: User, files: Sequence[tuple[str, bytes]] = ()
) -> MaterialRow:
    """A new version. UsageError for one without source, ConflictError when another was saved meanwhile."""
    check_material(material)
    with transaction.atomic():
        latest = _latest(material.slug)
        if (latest.version if latest else 0) != seen_version:
            raise ConflictError("Materi sudah diubah orang lain; muat ulang lalu ubah lagi.")
        made = _add_version(material, latest, user, is_packaged=False)
        for name, data in files:
            MaterialFile.objects.create(material=made, file=stored.put(data, _extension(name)), name=name)
        audit.append(user.username, "materi_disimpan", "", {"materi": made.slug, "versi": made.version})
    return made


def withdraw(slug: str, user: User) -> None:
    """The material is offered no longer; what was given of it stays."""
    MaterialRow.objects.filter(slug=slug, is_latest=True).update(is_withdrawn=True)
    audit.append(user.username, "materi_ditarik", "", {"materi": slug})


def _latest(slug: str) -> MaterialRow | None:
    return MaterialRow.objects.filter(slug=slug, is_latest=True).first()


def _add_version(
    material: Material, latest: MaterialRow | None, user: User | None, *, is_packaged: bool
) -> MaterialRow:
    MaterialRow.objects.filter(slug=material.slug, is_latest=True).update(is_latest=False)
    made = MaterialRow.objects.create(
        slug=material.slug,
        version=latest.version + 1 if latest else 1,
        title=material.title,
        topic=material.topic,
        sources=list(material.sources),
        body=material.body,
        is_packaged=is_packaged,
        person=user,
    )
    for old in latest.attachments.all() if latest else ():
        MaterialFile.objects.create(material=made, file=old.file, name=old.name)
    return made


def _extension(name: str) -> str:
    suffix = Path(name).suffix.lower()
    if suffix not in (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx", ".pptx"):
        raise UsageError("Lampiran materi berupa PDF, gambar, DOCX, XLSX, atau PPTX.")
    return suffix
