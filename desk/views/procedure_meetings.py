"""Meetings at the desk: parties, times, attendance, results, follow-ups, the calendar file."""

from datetime import datetime, time, timedelta

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from desk import facts, typed
from desk.models import CaseRow, Meeting
from desk.models.meetings import OUTCOME_LABELS, ROLES_OF_PARTIES
from desk.paperwork import meeting_papers
from desk.procedure import meetings
from desk.procedure.standing import SITE, latest, parties
from desk.rights import case_for, needs, person
from desk.views.conflict import editor_of
from desk.views.manage import attempt
from models.errors import UsageError

FOLLOW_UPS = 3
"""Empty lines for follow-ups in the form of a result."""
HOW_TIME = "Tulislah waktunya seperti 09.00."


def meeting_context(request: HttpRequest, row: CaseRow) -> dict[str, object]:
    """What the screens of meetings show."""
    user = person(request)
    current = latest(row)
    is_running = row.status == "disetujui"
    office = facts.office().meetings
    return {
        "parties": parties(row),
        "party_roles": list(ROLES_OF_PARTIES.items()),
        "meetings": row.meetings.prefetch_related("officers", "attendance__party").order_by("at", "id"),
        "current": current,
        "is_site": bool(current and current.kind == SITE),
        "slots": meetings.proposed(row, user) if is_running else (),
        "rooms": office.rooms,
        "limit": meetings.limit_of(row),
        "officers": User.objects.filter(is_active=True, groups__name__in=OFFICERS).distinct(),
        "outcomes": list(OUTCOME_LABELS.items()),
        "follow_ups": row.follow_ups.all(),
        "blank_follow_ups": range(FOLLOW_UPS),
    }


OFFICERS = ("petugas", "pemeriksa", "pengelola_pengaduan", "kepala")


@require_POST
@needs("periksa")
def party(request: HttpRequest, case_id: str) -> HttpResponse:
    """Adds or changes a party."""
    row, editor, values = case_for(request, case_id), editor_of(request), request.POST.dict()
    known = str(values.get("pihak", ""))
    return attempt(
        request,
        row.id,
        lambda: meetings.save_party(row.id, int(known) if known.isdecimal() else None, values, editor),
        "Pihak disimpan.",
        back="proses",
    )


@require_POST
@needs("periksa")
def schedule(request: HttpRequest, case_id: str, kind: str) -> HttpResponse:
    """Makes a meeting, or a settlement on site."""
    row, editor = case_for(request, case_id), editor_of(request)
    return attempt(
        request,
        row.id,
        lambda: meetings.schedule(row.id, kind, _plan(request), editor),
        "Dijadwalkan; konsep suratnya sudah disiapkan.",
        back="proses",
    )


def _plan(request: HttpRequest) -> meetings.Plan:
    """The plan in the form: a proposed slot (`usul`), or day and hours."""
    sent = request.POST
    starts, ends, room = _when(request)
    return meetings.Plan(
        starts=starts,
        ends=ends,
        place=sent.get("tempat", ""),
        room=room,
        agenda=sent.get("acara", ""),
        officers=tuple(int(value) for value in sent.getlist("petugas") if value.isdecimal()),
        late_reason=sent.get("alasan", ""),
        agreed_by=sent.get("disepakati", ""),
        agreed_on=typed.day(sent.get("disepakati_tanggal", "")),
    )


def _when(request: HttpRequest) -> tuple[datetime, datetime, str]:
    sent = request.POST
    room = sent.get("ruang", "")
    proposal = sent.get("usul", "").split("|")
    if len(proposal) == 3:
        try:
            return datetime.fromisoformat(proposal[0]), datetime.fromisoformat(proposal[1]), proposal[2]
        except ValueError as error:
            raise UsageError("Usul waktu itu tidak dikenali; pilih lagi.") from error
    day = typed.day(sent.get("tanggal", ""))
    if day is None:
        raise UsageError("Pilih salah satu usul, atau isi tanggal dan jamnya.")
    starts = datetime.combine(day, _time(sent.get("mulai", "")))
    ends_text = sent.get("selesai", "")
    minutes = timedelta(minutes=facts.office().meetings.minutes)
    return starts, datetime.combine(day, _time(ends_text)) if ends_text else starts + minutes, room


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text.strip().replace(".", ":"))
    except ValueError as error:
        raise UsageError(HOW_TIME) from error


@require_POST
@needs("periksa")
def cancel(request: HttpRequest, case_id: str, meeting_id: int) -> HttpResponse:
    """The meeting does not take place."""
    row, editor, reason = case_for(request, case_id), editor_of(request), request.POST.get("alasan", "")
    return attempt(
        request,
        row.id,
        lambda: meetings.cancel(row.id, meeting_id, reason, editor),
        "Pertemuan dibatalkan; beri tahu para pihak.",
        back="proses",
    )


@require_POST
@needs("periksa")
def attendance(request: HttpRequest, case_id: str, meeting_id: int) -> HttpResponse:
    """Who came."""
    row, editor, sent = case_for(request, case_id), editor_of(request), request.POST
    presence = {
        item.id: meetings.Presence(sent[f"hadir-{item.id}"] == "ya", sent.get(f"wakil-{item.id}", ""))
        for item in parties(row)
        if f"hadir-{item.id}" in sent
    }
    return attempt(
        request,
        row.id,
        lambda: meetings.record_attendance(row.id, meeting_id, presence, editor),
        "Kehadiran dicatat.",
        back="proses",
    )


@require_POST
@needs("periksa")
def result(request: HttpRequest, case_id: str, meeting_id: int) -> HttpResponse:
    """What came of it."""
    row, editor, sent = case_for(request, case_id), editor_of(request), request.POST

    def change() -> None:
        follow_ups = []
        for place in range(FOLLOW_UPS):
            what, due_on = sent.get(f"tl-{place}", "").strip(), typed.day(sent.get(f"tl-tanggal-{place}", ""))
            if what and due_on is None:
                raise UsageError("Isi batas waktu setiap tindak lanjut.")
            if what and due_on:
                follow_ups.append((what[:300], sent.get(f"tl-siapa-{place}", "").strip()[:200], due_on))
        said = meetings.Result(
            sent.get("hasil", ""), sent.get("keterangan", ""), sent.get("pokok", ""), tuple(follow_ups)
        )
        meetings.record_result(row.id, meeting_id, said, editor)

    return attempt(request, row.id, change, "Hasil dicatat; konsep berita acara disiapkan.", back="proses")


@require_POST
@needs("periksa")
def done(request: HttpRequest, case_id: str, follow_up_id: int) -> HttpResponse:
    """A follow-up is done."""
    row, editor = case_for(request, case_id), editor_of(request)
    return attempt(
        request,
        row.id,
        lambda: meetings.follow_up_done(row.id, follow_up_id, facts.today(), editor),
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
