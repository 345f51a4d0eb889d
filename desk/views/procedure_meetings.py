"""Meetings at the desk: parties, times, attendance, results, follow-ups, the calendar file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from desk import facts
from desk.forms.meetings import (
    AttendanceForm,
    CancelForm,
    PartyForm,
    PlanForm,
    ResultForm,
    SiteForm,
    officers,
)
from desk.models import Meeting
from desk.paperwork import meeting_papers
from desk.procedure import meetings
from desk.procedure.standing import SITE, parties
from desk.rights import case_for, needs, person
from desk.views.attempts import attempt
from desk.views.procedure_page import attempt_step


@require_POST
@needs("periksa")
def party(request: HttpRequest, case_id: str) -> HttpResponse:
    """Adds or changes a party."""
    row = case_for(request, case_id)
    form = PartyForm(parties(row), request.POST)
    return attempt_step(
        request,
        row,
        form,
        lambda editor: meetings.save_party(row.id, *form.party(), editor),
        "Pihak disimpan.",
    )


@require_POST
@needs("periksa")
def schedule(request: HttpRequest, case_id: str, kind: str) -> HttpResponse:
    """Makes a meeting, or a settlement on site."""
    row = case_for(request, case_id)
    form = (SiteForm if kind == SITE else PlanForm)(person(request), officers(), request.POST)
    return attempt_step(
        request,
        row,
        form,
        lambda editor: meetings.schedule(row.id, kind, form.plan(), editor),
        "Dijadwalkan; konsep suratnya sudah disiapkan.",
    )


@require_POST
@needs("periksa")
def cancel(request: HttpRequest, case_id: str, meeting_id: int) -> HttpResponse:
    """The meeting does not take place."""
    row, form = case_for(request, case_id), CancelForm(request.POST, about=meeting_id)
    return attempt_step(
        request,
        row,
        form,
        lambda editor: meetings.cancel(row.id, meeting_id, form.checked()["alasan"], editor),
        "Pertemuan dibatalkan; beri tahu para pihak.",
    )


@require_POST
@needs("periksa")
def attendance(request: HttpRequest, case_id: str, meeting_id: int) -> HttpResponse:
    """Who came."""
    row = case_for(request, case_id)
    form = AttendanceForm(parties(row), request.POST, about=meeting_id)
    return attempt_step(
        request,
        row,
        form,
        lambda editor: meetings.record_attendance(row.id, meeting_id, form.presence(), editor),
        "Kehadiran dicatat.",
    )


@require_POST
@needs("periksa")
def result(request: HttpRequest, case_id: str, meeting_id: int) -> HttpResponse:
    """What came of it."""
    row = case_for(request, case_id)
    form = ResultForm(get_object_or_404(Meeting, id=meeting_id, case=row), request.POST)
    return attempt_step(
        request,
        row,
        form,
        lambda editor: meetings.record_result(row.id, meeting_id, form.result(), editor),
        "Hasil dicatat; konsep berita acara disiapkan.",
    )


@require_POST
@needs("periksa")
def done(request: HttpRequest, case_id: str, follow_up_id: int) -> HttpResponse:
    """A follow-up is done."""
    row = case_for(request, case_id)
    return attempt(
        request,
        row.id,
        lambda editor: meetings.follow_up_done(row.id, follow_up_id, facts.today(), editor),
        "Tindak lanjut dicatat selesai.",
        back="proses",
    )


@needs("lihat")
def calendar(request: HttpRequest, case_id: str, meeting_id: int) -> HttpResponse:
    """The meeting as an .ics file."""
    row = case_for(request, case_id)
    meeting = get_object_or_404(Meeting, id=meeting_id, case=row)
    response = HttpResponse(meeting_papers.ics(meeting), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="pertemuan-{row.id}-{meeting.number}.ics"'
    return response
