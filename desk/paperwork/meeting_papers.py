"""Papers of a meeting: an invitation for each party, the daftar hadir, the berita acara, the calendar
file."""

from collections.abc import Sequence

from django.utils import timezone

from desk import facts
from desk.models import CasePaper, CaseRow, Meeting, PartyRow
from desk.models.meetings import APPLICANT, ROLES_OF_PARTIES
from desk.paperwork import shelf
from desk.paperwork.matter import matter_of
from models.papers import letters
from models.papers.content import FREE
from models.papers.minutes import OUTCOMES, Attendant, Gathering, Outcome
from models.papers.minutes import attendance as attendance_content
from models.papers.minutes import minutes as minutes_content
from models.procedure.ics import Event, calendar_file
from models.procedure.stages import PaperKind
from models.wording import long_date


def invitation(meeting: Meeting, party: PartyRow) -> CasePaper:
    """The draft for that party."""
    guest = letters.Guest(party.name, party.address, is_applicant=party.role == APPLICANT)
    content = letters.invitation(matter_of(meeting.case), facts.office(), appointment(meeting), guest)
    return shelf.draft(meeting.case, content, subject_id=meeting.id, recipient_id=party.id)


def attendance(meeting: Meeting) -> CasePaper:
    """The draft of the daftar hadir."""
    content = attendance_content(matter_of(meeting.case), _gathering(meeting), facts.office())
    return shelf.draft(meeting.case, content, subject_id=meeting.id)


def minutes(meeting: Meeting) -> CasePaper:
    """The draft of the berita acara, made anew from what is recorded now."""
    CasePaper.objects.filter(
        case=meeting.case, kind=PaperKind.BERITA_ACARA.value, subject_id=meeting.id, is_final=False
    ).delete()
    follow_ups = tuple((item.text, item.who, long_date(item.due_on)) for item in meeting.follow_ups.all())
    outcome = Outcome(
        meeting.outcome, shelf.paragraphs(meeting.positions), tuple(shelf.lines(meeting.points)), follow_ups
    )
    content = minutes_content(matter_of(meeting.case), facts.office(), _gathering(meeting), outcome)
    return shelf.draft(meeting.case, content, subject_id=meeting.id)


def _gathering(meeting: Meeting) -> Gathering:
    return Gathering(appointment(meeting), tuple(_attendants(meeting)), tuple(_officers(meeting)))


def appointment(meeting: Meeting) -> letters.Appointment:
    """The meeting as papers say it, in the office's time."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return letters.Appointment(
        meeting.number, starts.date(), starts.time(), ends.time(), meeting.place, meeting.agenda,
        on_site=meeting.kind == "lokasi",
    )  # fmt: skip


def ics(meeting: Meeting) -> str:
    """The calendar file: number and place, no names of parties."""
    office = facts.office()
    return calendar_file(
        Event(
            uid=f"{meeting.case_id}-{meeting.kind}-{meeting.id}@berkas",
            sequence=meeting.number,
            starts=meeting.starts_at,
            ends=meeting.ends_at,
            summary=f"{meeting.agenda} ({meeting.case_id})",
            place=meeting.place,
            description=f"Nomor penelusuran {meeting.case_id}. {office.name}. {FREE}",
            made_at=meeting.at,
            is_cancelled=meeting.state == "batal",
        )
    )


def sentences(row: CaseRow) -> list[str]:
    """The meetings that were held or missed, for the report."""
    found = Meeting.objects.filter(case=row, state__in=("terlaksana", "tidak_hadir"))
    return [
        f"{item.get_kind_display()} ke-{item.number} pada {long_date(appointment(item).on)} di {item.place}: "
        f"{'semua pihak hadir' if item.state == 'terlaksana' else 'ada pihak yang tidak hadir'}."
        for item in found
    ]


def results(row: CaseRow) -> list[str]:
    """What came of them."""
    found = Meeting.objects.filter(case=row).exclude(outcome="").exclude(state="batal")
    return [
        " ".join([OUTCOMES[item.outcome], *(f"({n}) {point}" for n, point in enumerate(points, start=1))])
        for item in found
        for points in [shelf.lines(item.points)]
    ]


def follow_ups(row: CaseRow) -> list[tuple[str, ...]]:
    """What is still to be done."""
    return [
        (item.text, item.who, f"{long_date(item.due_on)}{' (selesai)' if item.done_on else ''}")
        for item in row.follow_ups.all()
    ]


def _attendants(meeting: Meeting) -> list[Attendant]:
    came = {item.party_id: item for item in meeting.attendance.all()}
    found = []
    for party in PartyRow.objects.filter(case=meeting.case, is_active=True):
        record = came.get(party.id)
        found.append(
            Attendant(
                party.name,
                ROLES_OF_PARTIES[party.role].lower(),
                party.address,
                is_applicant=party.role == APPLICANT,
                is_present=record.is_present if record else True,
                proxy=record.proxy if record else "",
            )
        )
    return found


def _officers(meeting: Meeting) -> Sequence[str]:
    return [user.get_full_name() or user.username for user in meeting.officers.order_by("id")]
