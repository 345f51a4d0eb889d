"""Pengaduan layanan at the desk: check, identity, dispositions, resolution."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from desk.forms.complaints import AnswerForm, CheckForm, DispositionForm, IdentityForm, ResolutionForm
from desk.procedure import complaints
from desk.rights import case_for, needs
from desk.views.procedure_page import attempt_step


@require_POST
@needs("periksa")
def check(request: HttpRequest, case_id: str) -> HttpResponse:
    """Cek administrasi."""
    row, form = case_for(request, case_id), CheckForm(None, request.POST)
    return attempt_step(
        request,
        row,
        form,
        lambda editor: complaints.check(row.id, form.check(), editor),
        "Cek administrasi dicatat.",
    )


@require_POST
@needs("periksa")
def identity(request: HttpRequest, case_id: str) -> HttpResponse:
    """The complainant has said who he is."""
    row, form = case_for(request, case_id), IdentityForm(request.POST)
    return attempt_step(
        request,
        row,
        form,
        lambda editor: complaints.identity_came(row.id, form.identity(), editor),
        "Identitas dicatat.",
    )


@require_POST
@needs("periksa")
def dispose(request: HttpRequest, case_id: str) -> HttpResponse:
    """A disposition."""
    row, form = case_for(request, case_id), DispositionForm(request.POST)
    return attempt_step(
        request,
        row,
        form,
        lambda editor: complaints.dispose(row.id, form.order(), editor),
        "Disposisi dicatat; lembarnya disiapkan.",
    )


@require_POST
@needs("periksa")
def answered(request: HttpRequest, case_id: str, order_id: int) -> HttpResponse:
    """The answer to a disposition."""
    row = case_for(request, case_id)
    form = AnswerForm(request.POST, about=order_id)
    return attempt_step(
        request,
        row,
        form,
        lambda editor: complaints.disposition_answered(row.id, order_id, form.checked()["jawaban"], editor),
        "Jawaban disposisi dicatat.",
    )


@require_POST
@needs("periksa")
def resolve(request: HttpRequest, case_id: str) -> HttpResponse:
    """How it was settled."""
    row, form = case_for(request, case_id), ResolutionForm(request.POST)
    return attempt_step(
        request,
        row,
        form,
        lambda editor: complaints.resolve(row.id, form.checked()["isi"], editor),
        "Penyelesaian dicatat.",
    )
