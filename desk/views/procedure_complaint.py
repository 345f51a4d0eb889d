"""Pengaduan layanan at the desk: check, identity, dispositions, resolution."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from desk.forms.complaints import AnswerForm, CheckForm, DispositionForm, IdentityForm, ResolutionForm
from desk.procedure import complaints
from desk.rights import case_for, needs
from desk.views.conflict import editor_of
from desk.views.procedure_page import attempt_step


@require_POST
@needs("periksa")
def check(request: HttpRequest, case_id: str) -> HttpResponse:
    """Cek administrasi."""
    row, editor, form = case_for(request, case_id), editor_of(request), CheckForm(None, request.POST)
    return attempt_step(
        request,
        row,
        form,
        lambda: complaints.check(row.id, form.check(), editor),
        "Cek administrasi dicatat.",
    )


@require_POST
@needs("periksa")
def identity(request: HttpRequest, case_id: str) -> HttpResponse:
    """The complainant has said who he is."""
    row, editor, form = case_for(request, case_id), editor_of(request), IdentityForm(request.POST)
    return attempt_step(
        request,
        row,
        form,
        lambda: complaints.identity_came(row.id, form.identity(), editor),
        "Identitas dicatat.",
    )


@require_POST
@needs("periksa")
def dispose(request: HttpRequest, case_id: str) -> HttpResponse:
    """A disposition."""
    row, editor, form = case_for(request, case_id), editor_of(request), DispositionForm(request.POST)
    return attempt_step(
        request,
        row,
        form,
        lambda: complaints.dispose(row.id, form.order(), editor),
        "Disposisi dicatat; lembarnya disiapkan.",
    )


@require_POST
@needs("periksa")
def answered(request: HttpRequest, case_id: str, order_id: int) -> HttpResponse:
    """The answer to a disposition."""
    row, editor = case_for(request, case_id), editor_of(request)
    form = AnswerForm(request.POST, about=order_id)
    return attempt_step(
        request,
        row,
        form,
        lambda: complaints.disposition_answered(row.id, order_id, form.checked()["jawaban"], editor),
        "Jawaban disposisi dicatat.",
    )


@require_POST
@needs("periksa")
def resolve(request: HttpRequest, case_id: str) -> HttpResponse:
    """How it was settled."""
    row, editor, form = case_for(request, case_id), editor_of(request), ResolutionForm(request.POST)
    return attempt_step(
        request,
        row,
        form,
        lambda: complaints.resolve(row.id, form.checked()["isi"], editor),
        "Penyelesaian dicatat.",
    )
