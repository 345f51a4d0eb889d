"""Papers of a case: draft, change, print, hand back from a word processor, make final, note that it
was sent."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from desk import audit
from desk.changes import Editor
from desk.forms.base import DeskForm
from desk.forms.letters import FinalForm, PaperForm, ReturnedForm, SentForm
from desk.models import CasePaper, CaseRow
from desk.paperwork import decision_letters, drafts, shelf, writer
from desk.rights import case_for, needs, person
from desk.views.attempts import attempt, with_refused
from models.errors import BerkasError, StorageError, UsageError
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
    return _page(request, row, found)


def _page(
    request: HttpRequest, row: CaseRow, found: CasePaper, refused: DeskForm | None = None
) -> HttpResponse:
    """The page; `refused` stands with what was typed in the place of its form."""
    content = shelf.content_of(found)
    context = {
        "row": row,
        "paper": found,
        "content": content,
        "text_form": PaperForm(content, is_final=found.is_final),
        "final_form": FinalForm(content),
        "sent_form": SentForm(),
        "has_writer": writer.is_available(),
    }
    return render(request, "desk/proses/surat.html", with_refused(refused, context))


def _attempt(
    request: HttpRequest,
    found: tuple[CaseRow, CasePaper],
    form: DeskForm,
    change: Callable[[Editor], object],
    done: str,
    *,
    back: str = "",
) -> HttpResponse:
    """Runs the change of a form of the paper's page; what is refused stands there again as it was typed."""
    row, shown = found
    back = back or reverse("surat_proses", args=[row.id, shown.id])
    return attempt(
        request, row.id, change, done, back, form=form, again=lambda: _page(request, row, shown, form)
    )


def _save(request: HttpRequest, row: CaseRow, found: CasePaper) -> HttpResponse:
    """Saves the draft's text, or the file that comes back from a word processor."""
    uploads = ReturnedForm(request.POST, request.FILES).known()["docx"]
    form = PaperForm(shelf.content_of(found), request.POST)

    def change(editor: Editor) -> None:
        if uploads:
            shelf.hand_in(found.id, uploads[-1].read(), editor, row.id)
        else:
            shelf.save_content(found.id, form.edited(), editor, row.id)

    return _attempt(request, (row, found), form, change, "Konsep surat disimpan.")


@require_POST
@needs("periksa")
def finalize(request: HttpRequest, case_id: str, paper_id: int) -> HttpResponse:
    """Makes it final."""
    row, found = _paper(request, case_id, paper_id)
    form = FinalForm(shelf.content_of(found), request.POST)

    def change(editor: Editor) -> None:
        try:
            shelf.finalize(found.id, form.finish(), editor, row.id)
        except StorageError as error:
            raise UsageError(str(error)) from error

    return _attempt(request, (row, found), form, change, "Surat final: isinya tidak dapat berubah lagi.")


@require_POST
@needs("periksa")
def sent(request: HttpRequest, case_id: str, paper_id: int) -> HttpResponse:
    """Notes how and when it went out."""
    row, found = _paper(request, case_id, paper_id)
    form = SentForm(request.POST)

    def note(editor: Editor) -> None:
        shelf.sent(found.id, *form.way(), editor, row.id)
        decision_letters.went_out(found, editor.user)

    return _attempt(request, (row, found), form, note, "Dicatat: surat sudah disampaikan.", back="proses")


@require_POST
@needs("periksa")
def discard(request: HttpRequest, case_id: str, paper_id: int) -> HttpResponse:
    """Throws the draft away."""
    row, found = _paper(request, case_id, paper_id)
    return attempt(
        request,
        row.id,
        lambda editor: shelf.discard(found.id, editor, row.id),
        "Konsep dibuang.",
        back="proses",
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
