"""Changes of the case itself: service, overruled requirements, identity evidence, confidentiality, kind of
a document, reading again."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from desk import changes, facts, mending, page_kinds, words
from desk.models import DocumentRow
from desk.models.cases import EVIDENCE_LABELS
from desk.models.documents import KIND_LABELS
from desk.rights import case_for, needs, person
from desk.views.conflict import conflict_page, editor_of
from models.case import Verdict
from models.document import Kind
from models.errors import ConflictError, UsageError


def attempt(
    request: HttpRequest, case_id: str, change: Callable[[], object], done: str, back: str = "perkara"
) -> HttpResponse:
    """Runs the change; then the case's page named `back` with a word, or the 409 page."""
    try:
        change()
    except ConflictError as error:
        return conflict_page(request, case_id, None, None, str(error))
    except UsageError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect(back, case_id)


@require_POST
@needs("periksa")
def service(request: HttpRequest, case_id: str) -> HttpResponse:
    """Re-classifies the service; "" = follow the letter."""
    row, chosen = case_for(request, case_id), request.POST.get("layanan") or None
    if chosen and chosen not in facts.standards().ids:
        raise Http404
    editor = editor_of(request)
    return attempt(
        request,
        row.id,
        lambda: changes.set_service(row.id, chosen, editor),
        "Layanan disimpan; tenggat ikut.",
    )


@require_POST
@needs("periksa")
def evidence(request: HttpRequest, case_id: str) -> HttpResponse:
    """How the applicant's identity was shown."""
    row, chosen = case_for(request, case_id), request.POST.get("bukti", "")
    if chosen not in EVIDENCE_LABELS:
        raise Http404
    editor = editor_of(request)
    return attempt(
        request, row.id, lambda: changes.set_evidence(row.id, chosen, editor), "Bukti identitas dicatat."
    )


@require_POST
@needs("periksa")
def confidential(request: HttpRequest, case_id: str) -> HttpResponse:
    """Sets or lifts confidentiality; only who may see confidential cases may set it."""
    row, editor = case_for(request, case_id), editor_of(request)
    wanted = request.POST.get("rahasia") == "ya"
    response = attempt(
        request,
        row.id,
        lambda: changes.set_confidential(row.id, wanted, editor),
        "Pelapor dirahasiakan." if wanted else "Kerahasiaan dibuka.",
    )
    is_gone = wanted and not person(request).has_perm("desk.lihat_rahasia")
    return redirect("antrean") if is_gone else response


@needs("putuskan")
def requirement(request: HttpRequest, case_id: str, requirement_id: str) -> HttpResponse:
    """The form that overrules a requirement, with a reason."""
    row = case_for(request, case_id)
    verdict = next((item for item in row.verdicts if item["id"] == requirement_id), None)
    if not verdict:
        raise Http404
    error = ""
    if request.method == "POST":
        editor = editor_of(request)
        if request.POST.get("batalkan"):
            return attempt(
                request,
                row.id,
                lambda: changes.withdraw_overrule(row.id, requirement_id, editor),
                "Penilaian sistem berlaku lagi.",
            )
        chosen, reason = request.POST.get("nilai", ""), request.POST.get("alasan", "").strip()
        if chosen in set(Verdict) and reason:
            return attempt(
                request,
                row.id,
                lambda: changes.overrule(row.id, requirement_id, Verdict(chosen), reason, editor),
                "Penilaian disimpan.",
            )
        error = "Pilih penilaian dan tuliskan alasannya."
    context = {
        "row": row,
        "verdict": verdict,
        "label": words.requirement(requirement_id),
        "choices": list(words.VERDICT_LABELS.items()),
        "is_overruled": row.overrules.filter(requirement=requirement_id).exists(),
        "reasons": facts.reasons().of("koreksi"),
        "error": error,
    }
    return render(request, "desk/syarat.html", context, status=400 if error else 200)


@needs("periksa")
def kind(request: HttpRequest, case_id: str, document_id: int) -> HttpResponse:
    """Re-classifies a document."""
    row = case_for(request, case_id)
    document = get_object_or_404(DocumentRow, id=document_id, case=row)
    chosen = request.POST.get("jenis", "")
    if request.method == "POST" and chosen in set(Kind):
        editor = editor_of(request)
        return attempt(
            request,
            row.id,
            lambda: page_kinds.set_kind(row.id, document_id, Kind(chosen), editor),
            "Jenis dokumen disimpan.",
        )
    kinds = [(code.value, text) for code, text in KIND_LABELS.items()]
    return render(request, "desk/jenis.html", {"row": row, "document": document, "kinds": kinds})


@require_POST
@needs("periksa")
def read_again(request: HttpRequest, case_id: str) -> HttpResponse:
    """Sets the case back to be read; what people said stays."""
    row, editor = case_for(request, case_id), editor_of(request)
    return attempt(
        request,
        row.id,
        lambda: mending.read_again(row.id, editor),
        "Berkas akan dibaca ulang sebentar lagi.",
    )
