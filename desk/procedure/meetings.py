"""Meetings of the parties: who they are, when and where, who came, what was agreed.

Every change is a change of the case. A time is refused when models.procedure.agenda objects to it; beyond the
service's limit it needs a reason. Invitations, daftar hadir and berita acara are drafted with the change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from desk import audit, facts, turns
from desk.changes import Editor, changing
from desk.models import Attendance, CaseRow, FollowUp, Meeting, PartyRow
from desk.models.meetings import APPLICANT, MEETING_KINDS, ROLES_OF_PARTIES
from desk.paperwork import meeting_papers
from desk.procedure import progress
from desk.procedure.standing import MEETING, SITE, entered
from models.errors import UsageError
from models.papers.minutes import OUTCOMES
from models.procedure.agenda import Diary, Slot, Taken, Wish, objections, proposals
from models.procedure.clock import standard_dues


@dataclass(frozen=True)
class Details:
    """A party as a person describes it."""

    name: str
    role: str
    address: str = ""
    phone: str = ""
    is_active: bool = True


@dataclass(frozen=True)
class Plan:
    """A meeting as somebody wants it. `late_reason`: why beyond the service's limit. For a settlement
    on site:
    `agreed_by` and `agreed_on`."""

    starts: datetime
    ends: datetime
    place: str
    room: str
    agenda: str
    officers: tuple[int, ...]
    late_reason: str = ""
    agreed_by: str = ""
    agreed_on: date | None = None


@dataclass(frozen=True)
class Presence:
    """Whether a party came."""

    is_present: bool
    proxy: str = ""


@dataclass(frozen=True)
class Result:
    """What came of a meeting; `follow_ups`: (what, who, by when)."""

    outcome: str
    positions: str
    points: str
    follow_ups: tuple[tuple[str, str, date], ...] = ()


def save_party(case_id: str, key: str, said: Details, editor: Editor) -> PartyRow:
    """Changes the party of that key (desk/procedure/standing.key_of), or adds one ("")."""
    name, role = said.name.strip(), said.role
    if not name or role not in ROLES_OF_PARTIES:
        raise UsageError("Isi nama pihak dan perannya.")
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        entered(row)
        party = _party(row, key) if key else PartyRow(case=row)
        party.name, party.role = name[:200], role
        party.address, party.phone = said.address.strip()[:300], said.phone.strip()[:40]
        party.is_active = said.is_active
        party.save()
        audit.append(editor.user.username, "pihak", case_id, {"peran": role, "aktif": party.is_active})
    return party


def _party(row: CaseRow, key: str) -> PartyRow:
    """The party of that key. A page shown before the parties were written down names them by role."""
    known = Q(id=int(key)) if key.isdecimal() else Q(role=key)
    found = PartyRow.objects.filter(known, case=row).first()
    if found is None:
        raise UsageError("Pihak itu tidak ada pada berkas ini; pilih lagi.")
    return found


def taken(without: CaseRow | None = None) -> list[Taken]:
    """Meetings from today on that stand, of all cases (or all but one)."""
    found = Meeting.objects.filter(state="dijadwalkan", ends_at__gte=timezone.now())
    found = found.exclude(case=without) if without else found
    return [
        Taken(
            timezone.localtime(item.starts_at).replace(tzinfo=None),
            timezone.localtime(item.ends_at).replace(tzinfo=None),
            item.room,
            frozenset(shown(user) for user in item.officers.all()),
        )
        for item in found.prefetch_related("officers")
    ]


def proposed(row: CaseRow, officer: User) -> tuple[Slot, ...]:
    """The next free times for the case."""
    return proposals(diary(row), limit_of(row), officers=frozenset({shown(officer)}))


def diary(row: CaseRow) -> Diary:
    """What a time for the case is checked against."""
    return Diary(facts.today(), facts.office().meetings, facts.calendar(), taken(row))


def limit_of(row: CaseRow) -> date | None:
    """The last day of the service that binds, None when the standard sets none."""
    standard = progress.standard_of(row)
    if standard is None:
        return None
    events = progress.events_of(row, progress.process_of(row))
    dues = standard_dues(standard.limits, events, facts.calendar(), progress.clock_rule())
    return next((due.on for due in dues if due.binds and due.what == "Penyelesaian layanan"), None)


def schedule(case_id: str, kind: str, plan: Plan, editor: Editor) -> Meeting:
    """Makes the meeting in place of one that still stands; drafts an invitation for each party."""
    if kind not in MEETING_KINDS:
        raise UsageError("Jenis pertemuan tidak dikenal.")
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        progress.running(row)
        people = entered(row)
        officers = list(User.objects.filter(id__in=plan.officers, is_active=True))
        turns.wait_for(turns.Turn.MEETING)
        _check(row, kind, plan, officers, people)
        for standing in Meeting.objects.filter(case=row, state="dijadwalkan"):
            _set_state(standing, "batal")
        number = Meeting.objects.filter(case=row, kind=kind).exclude(state="batal").count() + 1
        made = Meeting.objects.create(
            case=row, kind=kind, number=number, starts_at=_aware(plan.starts), ends_at=_aware(plan.ends),
            place=plan.place.strip() or plan.room, room=plan.room, agenda=plan.agenda.strip(),
            agreed_by=plan.agreed_by.strip(), agreed_on=plan.agreed_on, person=editor.user,
            at=timezone.now(),
        )  # fmt: skip
        made.officers.set(officers)
        if kind == MEETING:
            for party in people:
                meeting_papers.invitation(made, party)
        meeting_papers.attendance(made)
        audit.append(
            editor.user.username,
            "pertemuan",
            case_id,
            {
                "jenis": kind, "ke": number, "waktu": made.starts_at.isoformat(), "alasan": plan.late_reason,
                "disepakati": plan.agreed_by,
            },
        )  # fmt: skip
    return made


def _check(row: CaseRow, kind: str, plan: Plan, officers: Sequence[User], people: Sequence[PartyRow]) -> None:
    """UsageError with everything that speaks against the plan."""
    found = []
    if not officers:
        found.append("Pilih sedikitnya satu petugas yang bertugas.")
    if not any(party.role == APPLICANT for party in people) or len(people) < 2:
        found.append("Lengkapi dahulu para pihak: pemohon dan sedikitnya satu pihak lain.")
    if kind == SITE and (not plan.agreed_by.strip() or plan.agreed_on is None):
        found.append("Catat siapa yang menyepakati tempat itu dan kapan.")
    if plan.agreed_on and plan.agreed_on > facts.today():
        found.append("Tanggal kesepakatan belum tiba.")
    wish = Wish(
        plan.starts, plan.ends, plan.room, frozenset(map(shown, officers)), needs_notice=kind == MEETING
    )
    found += objections(wish, diary(row))
    limit = limit_of(row)
    if limit and plan.starts.date() > limit and not plan.late_reason.strip():
        found.append(f"Melewati batas layanan {limit:%d-%m-%Y}; tuliskan alasannya.")
    if not (plan.place.strip() or plan.room):
        found.append("Isi tempat pertemuan.")
    if not plan.agenda.strip():
        found.append("Isi acara pertemuan.")
    if found:
        raise UsageError(" ".join(found))


def cancel(case_id: str, meeting_id: int, reason: str, editor: Editor) -> None:
    """The meeting does not take place; invitations that went out need word by hand."""
    if not reason.strip():
        raise UsageError("Tuliskan alasan pembatalan.")
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False):
        meeting = _meeting(case_id, meeting_id)
        if meeting.state != "dijadwalkan":
            raise UsageError("Pertemuan ini sudah berlangsung atau sudah dibatalkan.")
        _set_state(meeting, "batal")
        audit.append(editor.user.username, "pertemuan_batal", case_id, {"alasan": reason.strip()})


def record_attendance(
    case_id: str, meeting_id: int, presence: Mapping[int, Presence], editor: Editor
) -> Meeting:
    """Who came. UsageError before the meeting began, or when a party is left out."""
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        meeting = _meeting(case_id, meeting_id)
        _has_begun(meeting)
        people = entered(row)
        if {party.id for party in people} - set(presence):
            raise UsageError("Catat kehadiran setiap pihak.")
        for party in people:
            came = presence[party.id]
            Attendance.objects.update_or_create(
                meeting=meeting,
                party=party,
                defaults={"is_present": came.is_present, "proxy": came.proxy.strip()[:200]},
            )
        is_complete = all(presence[party.id].is_present for party in people)
        _set_state(meeting, "terlaksana" if is_complete else "tidak_hadir")
        audit.append(
            editor.user.username, "kehadiran", case_id, {"ke": meeting.number, "sesudah": meeting.state}
        )
    return meeting


def record_result(case_id: str, meeting_id: int, result: Result, editor: Editor) -> Meeting:
    """What came of the meeting; its berita acara is drafted anew from it."""
    if result.outcome not in OUTCOMES:
        raise UsageError("Pilih hasil pertemuan.")
    if result.outcome != "tidak" and not result.points.strip():
        raise UsageError("Tuliskan pokok yang disepakati.")
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        meeting = _meeting(case_id, meeting_id)
        if meeting.state not in ("terlaksana", "tidak_hadir"):
            raise UsageError("Catat kehadiran dahulu.")
        meeting.outcome, meeting.positions = result.outcome, result.positions.strip()
        meeting.points = result.points.strip()
        meeting.save(update_fields=["outcome", "positions", "points"])
        meeting.follow_ups.filter(done_on__isnull=True).delete()
        for what, who, due_on in result.follow_ups:
            FollowUp.objects.create(case=row, meeting=meeting, text=what, who=who, due_on=due_on)
        meeting_papers.minutes(meeting)
        audit.append(
            editor.user.username, "hasil_pertemuan", case_id, {"ke": meeting.number, "hasil": result.outcome}
        )
    return meeting


def follow_up_done(case_id: str, follow_up_id: int, on: date, editor: Editor) -> None:
    """What was promised is done."""
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False):
        changed = FollowUp.objects.filter(id=follow_up_id, case_id=case_id, done_on__isnull=True)
        if on > facts.today() or not changed.update(done_on=on):
            raise UsageError("Tindak lanjut itu sudah dicatat selesai, atau tanggalnya belum tiba.")
        audit.append(editor.user.username, "tindak_lanjut", case_id, {"tanggal": on})


def shown(user: User) -> str:
    """The officer's name as calendars and papers say it."""
    return user.get_full_name() or user.username


def _meeting(case_id: str, meeting_id: int) -> Meeting:
    found = Meeting.objects.filter(id=meeting_id, case_id=case_id).first()
    if found is None:
        raise UsageError("Pertemuan itu tidak ada pada berkas ini.")
    return found


def _has_begun(meeting: Meeting) -> None:
    if meeting.state == "batal":
        raise UsageError("Pertemuan ini dibatalkan.")
    if meeting.starts_at > timezone.now():
        raise UsageError("Pertemuan belum dimulai; kehadiran dicatat sesudahnya.")


def _set_state(meeting: Meeting, state: str) -> None:
    meeting.state = state
    meeting.save(update_fields=["state"])


def _aware(moment: datetime) -> datetime:
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
