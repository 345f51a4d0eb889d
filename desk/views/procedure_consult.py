"""Konsultasi: what was given to the applicant; and the library of materials."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from desk import audit, stored
from desk.forms.consultation import ConsultationForm, MaterialForm
from desk.models import MaterialFile, MaterialRow
from desk.procedure import consultation, materials
from desk.rights import case_for, needs, person
from desk.views.images import TYPES
from desk.views.procedure_page import attempt_step
from models.errors import BerkasError


@require_POST
@needs("periksa")
def record(request: HttpRequest, case_id: str) -> HttpResponse:
    """Records a consultation."""
    row, form = case_for(request, case_id), ConsultationForm(request.POST)
    return attempt_step(
        request,
        row,
        form,
        lambda editor: consultation.record(row.id, form.given(), editor),
        "Konsultasi dicatat.",
    )


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
    form = MaterialForm(found)
    if request.method == "POST":
        form = MaterialForm(found, request.POST, request.FILES)
        try:
            _save(request, found, form)
        except BerkasError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Materi disimpan sebagai versi baru.")
            return redirect("materi")
    context = {
        "material": found,
        "form": form,
        "versions": MaterialRow.objects.filter(slug=slug).order_by("-version"),
        "slug": slug,
    }
    return render(request, "desk/proses/satu_materi.html", context)


def _save(request: HttpRequest, found: MaterialRow | None, form: MaterialForm) -> None:
    slug = found.slug if found else slugify(form.checked()["judul"])[:80] or "materi"
    files = [(file.name or "lampiran", file.read()) for file in form.checked()["lampiran"]]
    materials.save(*form.material(slug), person(request), files)


@require_POST
@needs("putuskan")
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """The material is offered no longer."""
    materials.withdraw(get_object_or_404(MaterialRow, slug=slug, is_latest=True).slug, person(request))
    messages.success(request, "Materi dicabut; yang sudah diberikan tetap tercatat.")
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
