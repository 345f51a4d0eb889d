"""Papers of a case: draft, change, print, hand back from a word processor, make final, note that it
was sent."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from desk import audit, facts, typed
from desk.models import CasePaper, CaseRow
from desk.paperwork import decision_letters, drafts, shelf, writer
from desk.rights import case_for, needs, person
from desk.views.conflict import conflict_page, editor_of
from desk.views.manage import attempt
from models.errors import BerkasError, ConflictError, UsageError
from models.procedure.stages import PaperKind

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_POST
@needs("periksa")
def prepare(request: HttpRequest, case_id: str, kind: str) -> HttpResponse:
    """Drafts a paper of the case and opens it."""
    row = case_for(request, case_id)
    if kind not in set(PaperKind):
        raise Http404
    try:
        paper = drafts.prepare(row, PaperKind(kind))
    except UsageError as error:
        messages.error(request, str(error))
        return redirect("proses", row.id)
    return redirect("surat_proses", row.id, paper.id)


@require_http_methods(["GET", "POST"])
@needs("lihat")
def paper(request: HttpRequest, case_id: str, paper_id: int) -> HttpResponse:
    """The paper: a form while it is a draft, its text and files when it is final."""
    row, found = _paper(request, case_id, paper_id)
    if request.method == "POST":
        return _save(request, row, found)
    audit.append(person(request).username, "lihat_surat", row.id, {"surat": found.kind, "id": found.id})
    content = shelf.content_of(found)
    context = {
        "row": row,
        "paper": found,
        "content": content,
        "sections": list(enumerate(content.sections)),
        "rows_text": "\n".join(" | ".join(line) for line in content.rows),
        "today": facts.today(),
        "number_hint": facts.office().number_hint,
        "is_numbered": content.kind in shelf.NUMBERED,
        "ways": list(shelf.WAYS.items()),
        "has_writer": writer.is_available(),
    }
    return render(request, "desk/proses/surat.html", context)


def _save(request: HttpRequest, row: CaseRow, found: CasePaper) -> HttpResponse:
    """Saves the draft's text, or the file that comes back from a word processor."""
    editor, upload = editor_of(request), request.FILES.get("docx")
    try:
        if upload:
            shelf.hand_in(found.id, upload.read(), editor, row.id)
        else:
            content = shelf.edited(shelf.content_of(found), request.POST.dict())
            shelf.save_content(found.id, content, editor, row.id)
    except ConflictError as error:
        return conflict_page(request, row.id, None, None, str(error))
    except UsageError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Konsep surat disimpan.")
    return redirect("surat_proses", row.id, found.id)


@require_POST
@needs("periksa")
def finalize(request: HttpRequest, case_id: str, paper_id: int) -> HttpResponse:
    """Makes it final."""
    row, found = _paper(request, case_id, paper_id)
    editor, sent_form = editor_of(request), request.POST
    try:
        dated_on = typed.day(sent_form.get("tanggal", "")) or facts.today()
        finish = shelf.Finish(sent_form.get("nomor", ""), dated_on, sent_form.get("cocok") == "ya")
        shelf.finalize(found.id, finish, editor, row.id)
    except ConflictError as error:
        return conflict_page(request, row.id, None, None, str(error))
    except BerkasError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Surat final: isinya tidak dapat berubah lagi.")
    return redirect("surat_proses", row.id, found.id)


@require_POST
@needs("periksa")
def sent(request: HttpRequest, case_id: str, paper_id: int) -> HttpResponse:
    """Notes how and when it went out."""
    row, found = _paper(request, case_id, paper_id)
    editor, way, day = editor_of(request), request.POST.get("cara", ""), request.POST.get("tanggal", "")

    def note() -> None:
        shelf.sent(found.id, typed.day(day) or facts.today(), way, editor, row.id)
        decision_letters.went_out(found, editor.user)

    return attempt(
        request,
        row.id,
        note,
        "Dicatat: surat sudah disampaikan.",
        back="proses",
    )


@require_POST
@needs("periksa")
def discard(request: HttpRequest, case_id: str, paper_id: int) -> HttpResponse:
    """Throws the draft away."""
    row, found = _paper(request, case_id, paper_id)
    editor = editor_of(request)
    return attempt(
        request, row.id, lambda: shelf.discard(found.id, editor, row.id), "Konsep dibuang.", back="proses"
    )


@needs("lihat")
def file(request: HttpRequest, case_id: str, paper_id: int, form: str) -> HttpResponse:
    """The paper as PDF or DOCX; a draft is made on the spot."""
    row, found = _paper(request, case_id, paper_id)
    if form not in ("pdf", "docx"):
        raise Http404
    try:
        body = shelf.pdf_of(found) if form == "pdf" else shelf.docx_of(found)
    except BerkasError as error:
        messages.error(request, str(error))
        return redirect("surat_proses", row.id, found.id)
    audit.append(
        person(request).username, "lihat_surat", row.id, {"surat": found.kind, "id": found.id, "bentuk": form}
    )
    response = HttpResponse(body, content_type="application/pdf" if form == "pdf" else DOCX)
    state = "" if found.is_final else "-konsep"
    response["Content-Disposition"] = f'attachment; filename="{found.kind}-{row.id}{state}.{form}"'
    return response


def _paper(request: HttpRequest, case_id: str, paper_id: int) -> tuple[CaseRow, CasePaper]:
    row = case_for(request, case_id)
    return row, get_object_or_404(CasePaper.objects.select_related("docx", "pdf"), id=paper_id, case=row)
