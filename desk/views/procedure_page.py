"""The page of a case's procedure: where it stands, and the forms for what its stage asks for."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from desk import facts, responses
from desk.changes import Editor
from desk.forms.asked import MaterialChoiceForm
from desk.forms.base import DeskForm
from desk.forms.complaints import AnswerForm, CheckForm, DispositionForm, IdentityForm, ResolutionForm
from desk.forms.consultation import ConsultationForm
from desk.forms.meetings import (
    AttendanceForm,
    CancelForm,
    PartyForm,
    PlanForm,
    ResultForm,
    SiteForm,
    officers,
)
from desk.forms.steps import DocumentationForm, MoveForm
from desk.models import CasePaper, CaseRow, ComplaintCheck
from desk.models.papers import PAPER_LABELS
from desk.paperwork import drafts
from desk.paperwork.matter import matter_of
from desk.procedure import materials, meetings, panel, progress
from desk.procedure.panel import Panel
from desk.procedure.standing import SITE, latest, parties
from desk.rights import person
from desk.views.attempts import attempt, with_refused
from models.procedure.stages import Fact, Work

Part = Callable[[HttpRequest, Panel], dict[str, object]]


def page(request: HttpRequest, row: CaseRow, refused: DeskForm | None = None) -> HttpResponse:
    """The page; `refused` stands with what was typed in the place of its empty form. 404 when the service
    states no stages."""
    shown = panel.panel(row, person(request))
    if shown is None:
        raise Http404
    part = WORK.get(shown.stage.work)
    context = _frame(shown) | (part(request, shown) if part else {})
    return render(request, "desk/proses/proses.html", with_refused(refused, context))


def attempt_step(
    request: HttpRequest, row: CaseRow, form: DeskForm, change: Callable[[Editor], object], done: str
) -> HttpResponse:
    """Runs the change of a form of this page; what is refused stands there again as it was typed."""
    return attempt(
        request, row.id, change, done, back="proses", form=form, again=lambda: page(request, _now(row), form)
    )


def _now(row: CaseRow) -> CaseRow:
    return CaseRow.objects.get(id=row.id)


def _frame(shown: Panel) -> dict[str, object]:
    """What every stage shows."""
    row = shown.row
    kinds = [kind for kind in shown.stage.papers if drafts.is_prepared_here(kind)]
    return {
        "row": row,
        "panel": shown,
        "work": f"desk/proses/kerja_{shown.stage.work.value}.html",
        "options": [(option, MoveForm(about=option.move.action)) for option in shown.options],
        "papers": CasePaper.objects.filter(case=row),
        "paper_kinds": [(kind.value, PAPER_LABELS[kind]) for kind in kinds],
        "documents": row.documentation.select_related("file", "person"),
        "document_form": DocumentationForm(initial={"laporan": True}),
        "today": facts.today(),
    }


def _consultation(request: HttpRequest, shown: Panel) -> dict[str, object]:
    """The materials that fit, the one picked, and what was given so far."""
    row = shown.row
    picked = MaterialChoiceForm(request.GET).known()["materi"]
    found = materials.library(row.topic)
    chosen = next((item for item in found if str(item.id) == picked), None)
    first: dict[str, object] = {"topik": row.topic.upper()}
    if chosen:
        first = {"materi": chosen.id, "topik": chosen.topic, "isi": materials.as_text(chosen)}
    return {
        "library": [(item, mark_safe(materials.as_html(item.body))) for item in found],
        "picked": chosen,
        "consultation_form": ConsultationForm(first=first),
        "consultations": row.consultations.select_related("material", "person"),
        "question": matter_of(row).matter,
    }


def _meetings(request: HttpRequest, shown: Panel) -> dict[str, object]:
    """Parties, meetings and what is recorded of the one that stands."""
    row = shown.row
    user, current, people, staff = person(request), latest(row), parties(row), officers()
    found = row.meetings.prefetch_related("officers", "attendance__party").order_by("at", "id")
    return {
        "parties": people,
        "party_form": PartyForm(people),
        "meetings": [(item, CancelForm(about=item.id)) for item in found],
        "current": current,
        "is_site": bool(current and current.kind == SITE),
        "attendance_form": AttendanceForm(people, about=current.id) if current else None,
        "result_form": ResultForm(current) if current else None,
        "slots": meetings.proposed(row, user) if row.status == "disetujui" else (),
        "limit": meetings.limit_of(row),
        "plan_form": PlanForm(user, staff),
        "site_form": SiteForm(user, staff),
        "follow_ups": row.follow_ups.all(),
    }


def _complaint(request: HttpRequest, shown: Panel) -> dict[str, object]:
    """The letter, the check, and what was asked and answered."""
    row = shown.row
    made = ComplaintCheck.objects.filter(case=row).first()
    stage = progress.stage_of(row)
    needed = {fact for move in stage.moves for fact in move.needs} if stage else set()
    return {
        "matter": matter_of(row),
        "check_up": made,
        "check_form": CheckForm(made),
        "identity_form": IdentityForm(),
        "dispositions": [(item, AnswerForm(about=item.id)) for item in row.dispositions.all()],
        "disposition_form": DispositionForm(until=shown.due.on if shown.due else None),
        "response": responses.current(row),
        "resolutions": row.resolutions.all(),
        "resolution_form": ResolutionForm(),
        "asks_resolution": Fact.PENYELESAIAN_DICATAT in needed,
        "asks_check": Fact.ADMINISTRASI_DICEK in needed,
    }


WORK: dict[Work, Part] = {
    Work.KONSULTASI: _consultation,
    Work.PERTEMUAN: _meetings,
    Work.LOKASI: _meetings,
    **dict.fromkeys(
        (Work.ADMINISTRASI, Work.KOORDINASI, Work.TANGGAPAN, Work.PENYELESAIAN, Work.LAPORAN), _complaint
    ),
}
"""What the screen of a kind of work needs besides."""
