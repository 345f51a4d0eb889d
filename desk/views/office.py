"""What shows whose desk it is and how it is used: the office's emblem, the staff guide."""

import mimetypes
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from desk import facts
from desk.procedure.materials import MARKDOWN

GUIDE = Path(__file__).resolve().parents[2] / "docs"
PICTURE = re.compile(r"[a-z-]+\.png")
PICTURES = ("image/png", "image/jpeg")


def emblem(_request: HttpRequest) -> HttpResponse:
    """The lambang that kantor.toml names, from the data folder; pages without one show a neutral drawing."""
    name = facts.office().emblem
    path = Path(settings.DATA_FOLDER) / Path(name).name
    kind = mimetypes.guess_type(path.name)[0]
    if not name or not path.is_file() or kind not in PICTURES:
        raise Http404("Kantor ini tidak mempunyai gambar lambang.")
    response = HttpResponse(path.read_bytes(), content_type=kind)
    response["Cache-Control"] = "private, max-age=3600"
    return response


def guide(request: HttpRequest) -> HttpResponse:
    """The staff guide, as it lies in docs/."""
    path = GUIDE / "panduan.md"
    if not path.is_file():
        raise Http404("Panduan tidak ikut dipasang.")
    text, chapters = _rendered(path, path.stat().st_mtime_ns)
    return render(request, "desk/bantuan.html", {"guide": mark_safe(text), "chapters": chapters})


def guide_picture(_request: HttpRequest, name: str) -> HttpResponse:
    """A picture of the guide."""
    path = GUIDE / "img" / name
    if not PICTURE.fullmatch(name) or not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/png")


@lru_cache(maxsize=2)
def _rendered(path: Path, _changed: int) -> tuple[str, list[tuple[str, str]]]:
    """The guide as HTML and its chapters (anchor, title)."""
    html = str(MARKDOWN.enable("table").render(path.read_text(encoding="utf-8")))
    chapters: list[tuple[str, str]] = []

    def anchored(match: re.Match[str]) -> str:
        chapters.append((f"bab-{len(chapters) + 1}", match[1]))
        return f'<h2 id="{chapters[-1][0]}">{match[1]}</h2>'

    html = re.sub(r"<h2>(.*?)</h2>", anchored, html).replace('src="img/', 'loading="lazy" src="gambar/')
    return html.replace("<table>", '<div class="gulung" tabindex="0"><table>').replace(
        "</table>", "</table></div>"
    ), chapters
