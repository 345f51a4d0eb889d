"""Papers of a case that go out: the letter of its last decision, and its receipt; as a page and as PDF."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from desk import audit, decisions, facts, letters, papers
from desk.forms.asked import PrintForm
from desk.paperwork import decision_letters
from desk.rights import case_for, needs, person
from desk.views.files import paper_file
from desk.views.intake import receipt_answer
from models.errors import BerkasError


@needs("lihat")
def letter(request: HttpRequest, case_id: str) -> HttpResponse:
    """The paper of the last decision, to print; `?pdf` gives the same as PDF."""
    row = case_for(request, case_id)
    decision = decisions.last_decision(row)
    if not decision or not decision.letter:
        raise Http404
    notice, paragraphs = letters.notice(row, decision.kind, decision), letters.paragraphs(decision)
    office = facts.office()
    make = {"pdf": decision_letters.pdf, "docx": decision_letters.docx}
    for form in PrintForm(request.GET).kinds():
        try:
            return paper_file(make[form](row, decision), f"surat-{row.id}", form)
        except BerkasError as error:
            messages.error(request, str(error))
    context = {
        "row": row,
        "decision": decision,
        "title": letters.TITLES.get(decision.kind, "Surat"),
        "notice": notice,
        "paragraphs": paragraphs,
        "office": office,
        "paper": decision_letters.known(decision),
    }
    return render(request, "desk/surat.html", context)


@require_POST
@needs("periksa")
def number(request: HttpRequest, case_id: str) -> HttpResponse:
    """Opens the decision's letter as a paper, to give it its number and make it final."""
    row = case_for(request, case_id)
    decision = decisions.last_decision(row)
    if not decision or not decision.letter:
        raise Http404
    return redirect("surat_proses", row.id, decision_letters.begun(row, decision).id)


@require_POST
@needs("putuskan")
def letter_left(request: HttpRequest, case_id: str, decision_id: int) -> HttpResponse:
    """Records that the decision's paper was handed over or sent."""
    row = case_for(request, case_id)
    try:
        decisions.letter_left(row.id, decision_id, person(request))
    except BerkasError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Dicatat: surat sudah diserahkan atau dikirim.")
    return redirect("perkara", row.id)


@needs("terima_berkas")
def receipt(request: HttpRequest, case_id: str) -> HttpResponse:
    """The case's receipt, also when it came through the watched folder."""
    row = case_for(request, case_id)
    audit.append(person(request).username, "tanda_terima", row.id, {"nomor": row.id})
    return receipt_answer(request, papers.receipt_of_case(row, person(request)), is_read=True)
