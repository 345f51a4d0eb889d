"""A case's procedure: its page, the moves between stages, photos and scans that document it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from desk import audit, stored
from desk.changes import Editor
from desk.forms.steps import DocumentationForm, MoveForm
from desk.models import Documentation
from desk.procedure import documentation, progress
from desk.rights import case_for, needs, person
from desk.views.images import TYPES
from desk.views.procedure_page import attempt_step, page


@needs("lihat")
def process(request: HttpRequest, case_id: str) -> HttpResponse:
    """The whole procedure of the case."""
    return page(request, case_for(request, case_id))


@require_POST
@needs("periksa")
def move(request: HttpRequest, case_id: str, action: str) -> HttpResponse:
    """Moves the case to another stage."""
    row = case_for(request, case_id)
    form = MoveForm(request.POST, about=action)

    def change(editor: Editor) -> None:
        stage = progress.move(row.id, action, editor, form.checked()["alasan"])
        messages.success(request, f"Berkas {row.id}: {stage.name}.")

    return attempt_step(request, row, form, change, "")


@require_POST
@needs("periksa")
def document(request: HttpRequest, case_id: str) -> HttpResponse:
    """Adds photos or scans to the case's documentation."""
    row, form = case_for(request, case_id), DocumentationForm(request.POST, request.FILES)

    def change(editor: Editor) -> None:
        values = form.checked()
        files = [(file.name or "berkas", file.read()) for file in values["berkas"]]
        documentation.add(row.id, files, values["keterangan"], editor, in_report=values["laporan"])

    return attempt_step(request, row, form, change, "Dokumentasi disimpan.")


@needs("lihat")
def documented(request: HttpRequest, case_id: str, document_id: int) -> HttpResponse:
    """A photo or scan of the documentation; the look is recorded."""
    row = case_for(request, case_id)
    found = get_object_or_404(Documentation.objects.select_related("file"), id=document_id, case=row)
    audit.append(person(request).username, "lihat_berkas", row.id, {"berkas": found.file_id})
    kind = TYPES.get(found.file.extension, "application/octet-stream")
    response = HttpResponse(stored.read(found.file), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{row.id}-dok-{found.id}{found.file.extension}"'
    return response
