"""The page of a case's procedure: where it stands, what the stage asks for, and the moves."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from desk import audit, facts, stored
from desk.models import CasePaper, CaseRow, Documentation
from desk.models.materials import MANNERS
from desk.models.papers import PAPER_LABELS
from desk.paperwork import drafts
from desk.paperwork.matter import matter_of
from desk.procedure import documentation, materials, panel, progress
from desk.rights import case_for, needs, person
from desk.views.conflict import conflict_page, editor_of
from desk.views.images import TYPES
from desk.views.manage import attempt
from desk.views.procedure_complaint import complaint_context
from desk.views.procedure_meetings import meeting_context
from models import topics
from models.errors import ConflictError, UsageError
from models.procedure.stages import Work


@needs("lihat")
def process(request: HttpRequest, case_id: str) -> HttpResponse:
    """The whole procedure of the case."""
    row = case_for(request, case_id)
    return render(request, "desk/proses/proses.html", page_context(request, row))


def page_context(request: HttpRequest, row: CaseRow) -> dict[str, object]:
    """What the page shows. 404 when the service states no stages."""
    shown = panel.panel(row, person(request))
    if shown is None:
        raise Http404
    kinds = [kind for kind in shown.stage.papers if drafts.is_prepared_here(kind)]
    context: dict[str, object] = {
        "row": row,
        "panel": shown,
        "work": f"desk/proses/kerja_{shown.stage.work.value}.html",
        "papers": CasePaper.objects.filter(case=row),
        "paper_kinds": [(kind.value, PAPER_LABELS[kind]) for kind in kinds],
        "documents": row.documentation.select_related("file", "person"),
        "today": facts.today(),
    }
    part = WORK.get(shown.stage.work)
    return context | (part(request, row) if part else {})


def _consultation(request: HttpRequest, row: CaseRow) -> dict[str, object]:
    """The materials that fit, the one picked, and what was given so far."""
    picked = request.GET.get("materi", "")
    found = materials.library(row.topic)
    chosen = next((item for item in found if str(item.id) == picked), None)
    return {
        "library": [(item, mark_safe(materials.as_html(item.body))) for item in found],
        "picked": chosen,
        "picked_text": materials.as_text(chosen) if chosen else "",
        "topics": [(topic.code, topic.name) for topic in topics.topics()],
        "topic": row.topic.upper(),
        "manners": list(MANNERS.items()),
        "consultations": row.consultations.select_related("material", "person"),
        "question": matter_of(row).matter,
    }


WORK: dict[Work, Callable[[HttpRequest, CaseRow], dict[str, object]]] = {
    Work.KONSULTASI: _consultation,
    Work.PERTEMUAN: meeting_context,
    Work.LOKASI: meeting_context,
    **dict.fromkeys(
        (Work.ADMINISTRASI, Work.KOORDINASI, Work.TANGGAPAN, Work.PENYELESAIAN, Work.LAPORAN),
        complaint_context,
    ),
}
"""What the screen of a kind of work needs besides."""


@require_POST
@needs("periksa")
def move(request: HttpRequest, case_id: str, action: str) -> HttpResponse:
    """Moves the case to another stage."""
    row, editor = case_for(request, case_id), editor_of(request)
    try:
        stage = progress.move(row.id, action, editor, request.POST.get("alasan", ""))
    except ConflictError as error:
        return conflict_page(request, row.id, None, None, str(error))
    except UsageError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Berkas {row.id}: {stage.name}.")
    return redirect("proses", row.id)


@require_POST
@needs("periksa")
def document(request: HttpRequest, case_id: str) -> HttpResponse:
    """Adds photos or scans to the case's documentation."""
    row, editor = case_for(request, case_id), editor_of(request)
    files = [(file.name or "berkas", file.read()) for file in request.FILES.getlist("berkas")]
    caption, in_report = request.POST.get("keterangan", ""), request.POST.get("laporan") == "ya"
    return attempt(
        request,
        row.id,
        lambda: documentation.add(row.id, files, caption, editor, in_report=in_report),
        "Dokumentasi disimpan.",
        back="proses",
    )


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
