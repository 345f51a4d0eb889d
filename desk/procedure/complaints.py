"""Pengaduan layanan: cek administrasi, koordinasi by disposition, identity that comes later, resolution.

A letter that only suggests, and asks for no answer, has no date for a response; all others keep theirs.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from desk import audit, facts, rows
from desk.changes import Editor, changing
from desk.models import CaseRow, ComplaintCheck, Disposition, PartyRow, Resolution
from desk.models.complaints import CHECKS, NATURES
from desk.models.meetings import APPLICANT
from desk.paperwork import disposition_papers
from desk.procedure import progress
from models.errors import UsageError


@dataclass(frozen=True)
class Check:
    """The administrative check. `found`: names of CHECKS that the letter holds."""

    nature: str
    is_anonymous: bool
    wants_answer: bool
    found: frozenset[str]
    note: str = ""


@dataclass(frozen=True)
class Identity:
    """Who a complainant is."""

    name: str
    address: str
    phone: str = ""


@dataclass(frozen=True)
class Order:
    """A disposition."""

    is_external: bool
    to: str
    instruction: str
    due_on: date


def check(case_id: str, made: Check, editor: Editor) -> ComplaintCheck:
    """Records the check; the date for a response follows from it."""
    if made.nature not in NATURES:
        raise UsageError("Pilih apakah ini pengaduan, saran, atau bukan wewenang kantor ini.")
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        progress.running(row)
        values: dict[str, object] = {name: name in made.found for name in CHECKS}
        values |= {
            "nature": made.nature, "is_anonymous": made.is_anonymous, "wants_answer": made.wants_answer,
            "note": made.note.strip(), "person": editor.user, "at": timezone.now(),
        }  # fmt: skip
        saved, _ = ComplaintCheck.objects.update_or_create(case=row, defaults=values)
        _set_response_date(row, is_asked=made.nature != "saran" or made.wants_answer)
        audit.append(
            editor.user.username,
            "cek_administrasi",
            case_id,
            {"jenis": made.nature, "anonim": made.is_anonymous, "minta_jawaban": made.wants_answer},
        )
    return saved


def _set_response_date(row: CaseRow, *, is_asked: bool) -> None:
    """The response's date of the standard, or none for who asks for no answer."""
    standard = progress.standard_of(row)
    days = standard.limits.response if standard else None
    row.response_due = facts.calendar().add(row.received_on, days) if days and is_asked else None
    rows.set_due(row)
    progress.renew_due(row, is_asked=is_asked)


def identity_came(case_id: str, said: Identity, editor: Editor) -> PartyRow:
    """The complainant has said who he is."""
    name, address = said.name.strip(), said.address.strip()
    if not name or not address:
        raise UsageError("Identitas lengkap memuat nama dan alamat.")
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        progress.running(row)
        party = PartyRow.objects.filter(case=row, role=APPLICANT).first() or PartyRow(
            case=row, role=APPLICANT
        )
        party.name, party.address = name[:200], address[:300]
        party.phone, party.is_active = said.phone.strip()[:40], True
        party.save()
        audit.append(editor.user.username, "identitas_diterima", case_id)
    return party


def dispose(case_id: str, order: Order, editor: Editor) -> Disposition:
    """Asks a colleague, a bidang or another office; drafts the lembar disposisi."""
    if not order.to.strip() or not order.instruction.strip():
        raise UsageError("Isi kepada siapa disposisi ditujukan dan apa yang diminta.")
    if order.due_on < facts.today():
        raise UsageError("Batas waktu disposisi sudah lewat.")
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        progress.running(row)
        made = Disposition.objects.create(
            case=row,
            is_external=order.is_external,
            to=order.to.strip()[:200],
            instruction=order.instruction.strip(),
            due_on=order.due_on,
            person=editor.user,
            at=timezone.now(),
        )
        disposition_papers.sheet(made)
        audit.append(
            editor.user.username, "disposisi", case_id, {"kepada": made.to, "paling_lambat": made.due_on}
        )
    return made


def disposition_answered(case_id: str, disposition_id: int, answer: str, editor: Editor) -> None:
    """What came back."""
    if not answer.strip():
        raise UsageError("Tuliskan jawabannya.")
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False):
        waiting = Disposition.objects.filter(id=disposition_id, case_id=case_id, answered_on__isnull=True)
        if not waiting.update(answer=answer.strip(), answered_on=facts.today()):
            raise UsageError("Disposisi itu sudah dijawab.")
        audit.append(editor.user.username, "disposisi_dijawab", case_id, {"jawaban": answer.strip()})


def resolve(case_id: str, text: str, editor: Editor) -> Resolution:
    """How the complaint was settled."""
    if not text.strip():
        raise UsageError("Tuliskan penyelesaiannya.")
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        progress.running(row)
        made = Resolution.objects.create(
            case=row, text=text.strip(), on=facts.today(), person=editor.user, at=timezone.now()
        )
        audit.append(editor.user.username, "penyelesaian", case_id, {"isi": made.text})
    return made


def sentences(row: CaseRow) -> list[str]:
    """What was carried out, for the report."""
    return [*disposition_papers.sentences(row), *disposition_papers.responses(row)]


def results(row: CaseRow) -> list[str]:
    """How it was settled."""
    return [paragraph for item in row.resolutions.all() for paragraph in item.text.split("\n\n")]
