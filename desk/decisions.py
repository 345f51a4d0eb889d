"""Decisions on a case and their undoing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from desk import audit, colleagues, facts, rows, seals, words
from desk.changes import Editor, changing
from desk.leases import REVIEW
from desk.models import CaseRow, Decision
from desk.procedure import progress
from models.case import Verdict
from models.document import Kind
from models.errors import ConflictError, UsageError
from models.service import Choice as ServiceChoice
from models.status import CaseStatus, may_move

OUTCOMES: dict[str, CaseStatus] = {
    "setujui": CaseStatus.DISETUJUI,
    "kembalikan": CaseStatus.DIKEMBALIKAN,
    "tunda": CaseStatus.DITUNDA,
    "tolak": CaseStatus.DITOLAK,
    "lanjutkan": CaseStatus.MENUNGGU,
    "selesaikan": CaseStatus.SELESAI,
    "arsipkan": CaseStatus.DIARSIPKAN,
}
NEEDS_REASON = frozenset({"tolak", "tunda"})
CLOSING = frozenset({CaseStatus.DISETUJUI, CaseStatus.DITOLAK, CaseStatus.DIKEMBALIKAN})


@dataclass(frozen=True)
class Choice:
    """What the reviewer decided; `letter`: the text of the outgoing paper, if there is one."""

    kind: str
    reason: str = ""
    letter: str = ""


def decide(case_id: str, choice: Choice, editor: Editor) -> Decision:
    """Moves the case and records it. UsageError for a move that is not allowed or lacks its reason."""
    after = OUTCOMES[choice.kind]
    if choice.kind in NEEDS_REASON and not choice.reason.strip():
        raise UsageError("Tuliskan alasannya.")
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        before = CaseStatus(row.status)
        if not may_move(before, after):
            raise UsageError("Keputusan itu tidak dapat diambil pada status berkas sekarang.")
        if choice.kind == "selesaikan" and progress.procedure_of(row):
            raise UsageError("Berkas ini selesai melalui tahap layanannya; buka Proses layanan.")
        now = timezone.now()
        decision = Decision.objects.create(
            case=row,
            kind=choice.kind,
            status_before=before.value,
            status_after=after.value,
            reason=choice.reason.strip(),
            letter=choice.letter.strip(),
            person=editor.user,
            at=now,
        )
        row.status = after.value
        if after in CLOSING:
            row.decided_at, row.decided_on = now, timezone.localdate(now)
        elif after is CaseStatus.MENUNGGU:
            row.decided_at, row.decided_on = None, None
        if choice.kind == "setujui":
            progress.approved(row, editor.user)
        audit.append(
            editor.user.username,
            choice.kind,
            case_id,
            {
                "sebelum": before.value,
                "sesudah": after.value,
                "alasan": decision.reason,
                "surat": decision.letter,
                seals.SEAL: seals.seal(row, decision),
            },
        )
    return decision


def open_doubts(row: CaseRow) -> list[str]:
    """What speaks against approving at once, each one sentence; empty for a case without doubt."""
    found = [f"Masih ada {row.doubtful} isian ragu yang belum diperiksa."] if row.doubtful else []
    wanted = [item for item in row.verdicts if item["status"] != Verdict.TERPENUHI]
    return (
        found
        + _other_service(row)
        + [
            f"{words.requirement(item['id'])}: {words.label(item['status']).lower()}. {item['reason']}"
            for item in wanted
        ]
    )


def _other_service(row: CaseRow) -> list[str]:
    """What to say when the request asks for another service than the case's, whoever chose that. A service
    that no letter asks for by itself contradicts none."""
    standards = facts.standards()
    service = standards.get(row.service)
    if service is None or service.choice == ServiceChoice():
        return []
    for document in rows.read_documents(row):
        if document.kind is not Kind.SURAT_PERMOHONAN:
            continue
        asked = standards.for_request(document.text("jenis_layanan"), document.text("perihal") or "")
        if asked and asked.id != service.id:
            return [
                f"Suratnya meminta layanan {asked.name}, tetapi layanan berkas ini {service.name}. "
                "Tenggat dan tahapnya mengikuti layanan berkas."
            ]
    return []


def last_decision(row: CaseRow) -> Decision | None:
    """The decision that counts: the last one not undone."""
    return row.decisions.filter(undone_at__isnull=True).first()


def taken_back(row: CaseRow, kind: str) -> Decision | None:
    """The decision of that kind that was undone last, while nothing else was decided since: its words are
    still those of the person."""
    decision = row.decisions.first()
    return decision if decision and decision.undone_at and decision.kind == kind else None


def may_undo(row: CaseRow) -> bool:
    """Whether the last decision can be undone: until something has left the house."""
    decision = last_decision(row)
    is_open = bool(decision and not decision.left_at and decision.status_after == row.status)
    return is_open and not progress.has_begun(row)


def undo(case_id: str, decision_id: int, user: User) -> None:
    """Takes that decision back. ConflictError when it is not the last one that counts, when the case moved on
    or a letter has left."""
    with transaction.atomic():
        row = CaseRow.objects.select_for_update().get(id=case_id)
        decision = last_decision(row)
        if row.decisions.filter(id=decision_id, undone_at__isnull=False).exists():
            raise ConflictError("Keputusan itu sudah diurungkan.")
        if not decision or decision.id != decision_id:
            raise ConflictError("Sesudah itu ada keputusan lain; yang lama tidak dapat diurungkan lagi.")
        if not may_undo(row):
            raise ConflictError("Keputusan itu tidak dapat diurungkan lagi.")
        progress.approval_undone(row)
        decision.undone_at = timezone.now()
        decision.save(update_fields=["undone_at"])
        audit.append(
            user.username, "urungkan", case_id, {"sebelum": row.status, "sesudah": decision.status_before}
        )
        row.status = decision.status_before
        row.decided_at = _decided_at(row)
        row.decided_on = timezone.localdate(row.decided_at) if row.decided_at else None
        row.version += 1
        row.save(update_fields=["status", "decided_at", "decided_on", "version"])


def _decided_at(row: CaseRow) -> datetime | None:
    """When the decision was taken that counts again, of a case that is decided."""
    if row.status == CaseStatus.MENUNGGU:
        return None
    closing = row.decisions.filter(undone_at__isnull=True, status_after__in=CLOSING)
    return max((decision.at for decision in closing), default=None)


def letter_left(case_id: str, decision_id: int, user: User) -> None:
    """The paper of that decision was handed over or sent: from now on it can't be undone. ConflictError when
    it is not the last one that counts."""
    with transaction.atomic():
        row = CaseRow.objects.select_for_update().get(id=case_id)
        decision = last_decision(row)
        if not decision or decision.id != decision_id:
            raise ConflictError("Keputusan surat itu sudah diurungkan atau diganti; tidak ada yang dicatat.")
        if not decision.left_at:
            decision.left_at = timezone.now()
            decision.save(update_fields=["left_at"])
            audit.append(user.username, "surat_keluar", case_id, {"keputusan": decision.kind})


def waiting_for(user: User, queue: QuerySet[CaseRow]) -> QuerySet[CaseRow]:
    """Cases of `queue` that wait for a reviewer, are free (or the user's own) and not given to a colleague,
    most urgent first."""
    free = REVIEW.free(timezone.now()) | REVIEW.held_by(user)
    waiting = queue.filter(free, colleagues.nobody_elses(user), status=CaseStatus.MENUNGGU.value)
    return waiting.order_by("sort_on", "received_at", "id")


def taken_on(user: User, day: date) -> int:
    """How many decisions of that day the user took (and did not undo)."""
    return Decision.objects.filter(person=user, at__date=day, undone_at__isnull=True).count()
