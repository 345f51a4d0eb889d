"""Konsultasi: what was given to the applicant; and the library of materials."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from desk import audit, facts, stored, typed
from desk.models import MaterialFile, MaterialRow
from desk.procedure import consultation, materials
from desk.rights import case_for, needs, person
from desk.views.conflict import editor_of
from desk.views.images import TYPES
from desk.views.manage import attempt
from models import topics
from models.errors import BerkasError
from models.materials import Material


@require_POST
@needs("periksa")
def record(request: HttpRequest, case_id: str) -> HttpResponse:
    """Records a consultation."""
    row, editor, sent = case_for(request, case_id), editor_of(request), request.POST
    material = sent.get("materi", "")

    def change() -> None:
        given = consultation.Given(
            material_id=int(material) if material.isdecimal() else None,
            topic=sent.get("topik", ""),
            text=sent.get("isi", ""),
            question=sent.get("pertanyaan", ""),
            given_on=typed.day(sent.get("tanggal", "")) or facts.today(),
            manner=sent.get("cara", ""),
        )
        consultation.record(row.id, given, editor)

    return attempt(request, row.id, change, "Konsultasi dicatat.", back="proses")


@needs("lihat")
def library(request: HttpRequest) -> HttpResponse:
    """All materials."""
    found = [(item, mark_safe(materials.as_html(item.body))) for item in materials.library()]
    return render(request, "desk/proses/materi.html", {"materials": found})


@require_http_methods(["GET", "POST"])
@needs("putuskan")
def material(request: HttpRequest, slug: str) -> HttpResponse:
    """Changes a material (a new version), or makes one (`baru`)."""
    found = MaterialRow.objects.filter(slug=slug, is_latest=True).first()
    if found is None and slug != "baru":
        raise Http404
    values = _values(request, found)
    if request.method == "POST":
        try:
            _save(request, found, values)
        except BerkasError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Materi disimpan sebagai versi baru.")
            return redirect("materi")
    context = {
        "material": found,
        "values": values,
        "topics": [(topic.code, topic.name) for topic in topics.topics()],
        "versions": MaterialRow.objects.filter(slug=slug).order_by("-version"),
        "slug": slug,
    }
    return render(request, "desk/proses/satu_materi.html", context)


def _values(request: HttpRequest, found: MaterialRow | None) -> dict[str, str]:
    if request.method == "POST":
        return {name: request.POST.get(name, "") for name in ("judul", "topik", "sumber", "isi", "versi")}
    if found is None:
        return {"judul": "", "topik": "", "sumber": "", "isi": "", "versi": "0"}
    sources = "\n".join(found.sources)
    version = str(found.version)
    return {
        "judul": found.title,
        "topik": found.topic,
        "sumber": sources,
        "isi": found.body,
        "versi": version,
    }


def _save(request: HttpRequest, found: MaterialRow | None, values: dict[str, str]) -> None:
    sources = tuple(line.strip() for line in values["sumber"].splitlines() if line.strip())
    slug = found.slug if found else slugify(values["judul"])[:80] or "materi"
    version = int(values["versi"]) if values["versi"].isdecimal() else -1
    wanted = Material(slug, values["judul"].strip(), values["topik"], sources, values["isi"].strip())
    files = [(file.name or "lampiran", file.read()) for file in request.FILES.getlist("lampiran")]
    materials.save(wanted, version, person(request), files)


@require_POST
@needs("putuskan")
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """The material is offered no longer."""
    materials.withdraw(get_object_or_404(MaterialRow, slug=slug, is_latest=True).slug, person(request))
    messages.success(request, "Materi ditarik; yang sudah diberikan tetap tercatat.")
    return redirect("materi")


@needs("lihat")
def attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """A file of a material."""
    found = get_object_or_404(MaterialFile.objects.select_related("file"), id=attachment_id)
    audit.append(person(request).username, "lihat_berkas", "", {"berkas": found.file_id})
    kind = TYPES.get(found.file.extension, "application/octet-stream")
    response = HttpResponse(stored.read(found.file), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{slugify(found.name)}{found.file.extension}"'
    return response
