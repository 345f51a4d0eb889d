"""Page images and stored originals, to whom may see the case; every look is in the audit log."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from desk import audit, page_text, pictures, thumbnails
from desk.models import CaseFile, PageRow
from desk.personal.files import other_owners
from desk.pictures import Missing
from desk.rights import case_for, person, visible
from models.paths import DataFolder

TYPES = {
    ".pdf": "application/pdf", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png",
    ".tif": "image/tiff", ".tiff": "image/tiff",
}  # fmt: skip


def page_image(request: HttpRequest, case_id: str, position: int, number: int) -> HttpResponseBase:
    """The upright picture of a page."""
    page = _page(request, case_id, position, number)
    found = pictures.picture_of(page)
    if isinstance(found, Missing):
        return no_picture(found)
    return _shown(request, case_id, page, "penuh", found)


def thumbnail(request: HttpRequest, case_id: str, position: int, number: int) -> HttpResponseBase:
    """The same page small; who may see it and what is recorded are the same."""
    page = _page(request, case_id, position, number)
    found = pictures.picture_of(page)
    if isinstance(found, Path):
        found = small(page, found)
    if isinstance(found, Missing):
        return no_picture(found)
    return _shown(request, case_id, page, "kecil", found)


def small(page: PageRow, picture: Path) -> Path | Missing:
    """The thumbnail; a picture that does not decode is made again first, once."""
    try:
        return thumbnails.thumbnail(picture)
    except OSError:
        again = pictures.made_again(page)
        return again if isinstance(again, Missing) else thumbnails.thumbnail(again)


def _page(request: HttpRequest, case_id: str, position: int, number: int) -> PageRow:
    """The page. 403 and 404 as for the case."""
    use = _use(request, case_id, position)
    if use.pages and number not in use.pages:
        raise Http404
    return get_object_or_404(PageRow.objects.defer("reading"), file_id=use.file_id, number=number)


def no_picture(missing: Missing) -> HttpResponse:
    """Why there is no picture; a browser asks again for one that is being made (umum.js)."""
    response = HttpResponse(missing.reason, content_type="text/plain", status=404)
    if missing.is_coming:
        response.status_code = 503
        response["Retry-After"] = str(pictures.AGAIN_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def _shown(request: HttpRequest, case_id: str, page: PageRow, size: str, path: Path) -> HttpResponse:
    """The picture, and the look at it recorded."""
    audit.append(
        person(request).username,
        "lihat_gambar",
        case_id,
        {"berkas": page.file_id, "halaman": page.number, "jenis": page.kind, "ukuran": size},
    )
    return _picture(path)


def _picture(path: Path) -> HttpResponse:
    response = HttpResponse(path.read_bytes(), content_type="image/jpeg")
    response["Cache-Control"] = "no-store"
    return response


def words(request: HttpRequest, case_id: str, position: int, number: int) -> HttpResponse:
    """The words of a page with their boxes, for taking them into a field."""
    page = _page(request, case_id, position, number)
    return JsonResponse({"kata": page_text.words_of(PageRow.objects.get(id=page.id))})


def original(request: HttpRequest, case_id: str, position: int) -> HttpResponseBase:
    """The stored original as it came, for saving."""
    use = _use(request, case_id, position)
    path = DataFolder(settings.DATA_FOLDER).stored(use.file_id, use.file.extension)
    if not path.exists():
        raise Http404("Berkas asli tidak ditemukan di penyimpanan.")
    owners = other_owners(use)
    if owners.exclude(id__in=visible(person(request))).exists():
        messages.error(request, "Pindaian asli ini memuat juga halaman di luar berkas ini; unduh gambarnya.")
        return redirect("perkara", case_id)
    audit.append(person(request).username, "lihat_berkas", case_id, {"berkas": use.file_id})
    kind = TYPES.get(use.file.extension, "application/octet-stream")
    response = FileResponse(path.open("rb"), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{case_id}-{position + 1}{use.file.extension}"'
    return response


def _use(request: HttpRequest, case_id: str, position: int) -> CaseFile:
    row = case_for(request, case_id)
    return get_object_or_404(CaseFile.objects.select_related("file"), case=row, position=position)
