"""Pengaduan layanan at the desk: check, identity, dispositions, resolution."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from desk import responses, typed
from desk.models import CaseRow, ComplaintCheck
from desk.models.complaints import CHECKS, NATURES
from desk.paperwork.matter import matter_of
from desk.procedure import complaints, progress
from desk.rights import case_for, needs
from desk.views.conflict import editor_of
from desk.views.manage import attempt
from models.errors import UsageError
from models.procedure.stages import Fact


def complaint_context(request: HttpRequest, row: CaseRow) -> dict[str, object]:
    """What the screens of a complaint show."""
    made = ComplaintCheck.objects.filter(case=row).first()
    stage = progress.stage_of(row)
    needed = {fact for move in stage.moves for fact in move.needs} if stage else set()
    return {
        "matter": matter_of(row),
        "check_up": made,
        "natures": list(NATURES.items()),
        "checks": [(name, text, bool(made and getattr(made, name))) for name, text in CHECKS.items()],
        "dispositions": row.dispositions.all(),
        "response": responses.current(row),
        "resolutions": row.resolutions.all(),
        "asks_resolution": Fact.PENYELESAIAN_DICATAT in needed,
        "asks_check": Fact.ADMINISTRASI_DICEK in needed,
    }


@require_POST
@needs("periksa")
def check(request: HttpRequest, case_id: str) -> HttpResponse:
    """Cek administrasi."""
    row, editor, sent = case_for(request, case_id), editor_of(request), request.POST
    made = complaints.Check(
        nature=sent.get("jenis", ""),
        is_anonymous=sent.get("anonim") == "ya",
        wants_answer=sent.get("jawaban") == "ya",
        found=frozenset(name for name in CHECKS if sent.get(name) == "ya"),
        note=sent.get("catatan", ""),
    )
    return attempt(
        request,
        row.id,
        lambda: complaints.check(row.id, made, editor),
        "Cek administrasi dicatat.",
        back="proses",
    )


@require_POST
@needs("periksa")
def identity(request: HttpRequest, case_id: str) -> HttpResponse:
    """The complainant has said who he is."""
    row, editor, sent = case_for(request, case_id), editor_of(request), request.POST.dict()
    values = {str(name): str(value) for name, value in sent.items()}
    return attempt(
        request,
        row.id,
        lambda: complaints.identity_came(row.id, values, editor),
        "Identitas dicatat.",
        back="proses",
    )


@require_POST
@needs("periksa")
def dispose(request: HttpRequest, case_id: str) -> HttpResponse:
    """A disposition."""
    row, editor, sent = case_for(request, case_id), editor_of(request), request.POST

    def change() -> None:
        due_on = typed.day(sent.get("batas", ""))
        if due_on is None:
            raise UsageError("Isi batas waktu disposisi.")
        order = complaints.Order(
            sent.get("luar") == "ya", sent.get("kepada", ""), sent.get("isi", ""), due_on
        )
        complaints.dispose(row.id, order, editor)

    return attempt(request, row.id, change, "Disposisi dicatat; lembarnya disiapkan.", back="proses")


@require_POST
@needs("periksa")
def answered(request: HttpRequest, case_id: str, order_id: int) -> HttpResponse:
    """The answer to a disposition."""
    row, editor, text = case_for(request, case_id), editor_of(request), request.POST.get("jawaban", "")
    return attempt(
        request,
        row.id,
        lambda: complaints.disposition_answered(row.id, order_id, text, editor),
        "Jawaban disposisi dicatat.",
        back="proses",
    )


@require_POST
@needs("periksa")
def resolve(request: HttpRequest, case_id: str) -> HttpResponse:
    """How it was settled."""
    row, editor, text = case_for(request, case_id), editor_of(request), request.POST.get("isi", "")
    return attempt(
        request,
        row.id,
        lambda: complaints.resolve(row.id, text, editor),
        "Penyelesaian dicatat.",
        back="proses",
    )
