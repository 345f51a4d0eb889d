"""Erasing a case's personal data because a person says so: its scans alone, or everything.

What stays of an erased case: number, dates, service, channel, stages, who decided what, numbers of letters
that went out, the audit log's lines. A case that is under way is not erased.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction

from desk import audit, people, rows, seals, search
from desk.leases import REVIEW
from desk.models import CaseFile, CaseRow, Erasure, ReceiptRow
from desk.personal import audit_lines, columns, files
from models.errors import UsageError
from models.status import CaseStatus

LEAST_REASON = 10
"""Letters: "ya" is no reason that somebody understands in five years."""
CLOSED = frozenset(
    {
        CaseStatus.SELESAI, CaseStatus.DITOLAK, CaseStatus.DIARSIPKAN, CaseStatus.DIKEMBALIKAN,
        CaseStatus.GAGAL,
    }
)  # fmt: skip
"""Nobody works on it: settled, refused, or waiting for papers that did not come."""


class Scope(StrEnum):
    """How much is erased."""

    IMAGES = "gambar"
    CASE = "perkara"


@dataclass(frozen=True)
class Said:
    """Why a person orders an erasure, and what they typed to say that they mean it (the case's number, the
    letter's mark); `person`: None at the command line."""

    reason: str
    typed: str
    person: User | None = None

    @property
    def actor(self) -> str:
        """As the log names them."""
        return people.actor_of(self.person)


@dataclass(frozen=True)
class Order:
    """What of a case is to be erased."""

    case_id: str
    scope: Scope
    said: Said


def is_erased(row: CaseRow) -> Erasure | None:
    """The erasure of the whole case, if there was one."""
    return row.erasures.filter(scope=Scope.CASE.value).first()


def erase(order: Order) -> Erasure:
    """Carries the order out. UsageError, with nothing changed, when it may not be."""
    with transaction.atomic():
        row = CaseRow.objects.select_for_update().filter(id=order.case_id).first()
        _check(row, order)
        assert row
        job = Erasure.objects.create(
            case=row, scope=order.scope.value, reason=order.said.reason.strip(), person=order.said.person
        )
        family = files.family_of(row.id)
        job.files, job.shared = _take_files(family, order.scope)
        held = audit_lines.take_out(family) if order.scope is Scope.CASE else {}
        job.save()
        _record(row, order, held, job)
        transaction.on_commit(lambda: files.finish(job))
    return job


def _check(row: CaseRow | None, order: Order) -> None:
    if row is None or row.merged_into_id:
        raise UsageError("Berkas itu tidak ada, atau sudah digabung ke berkas lain.")
    if CaseStatus(row.status) not in CLOSED:
        raise UsageError("Berkas ini masih berjalan; data pribadinya masih diperlukan.")
    if order.said.typed.strip().upper() != row.id:
        raise UsageError("Ketik nomor berkas persis seperti tertulis untuk memastikan.")
    if len(order.said.reason.strip()) < LEAST_REASON:
        raise UsageError("Tuliskan alasan penghapusan, tanpa nama atau NIK orangnya.")
    if is_erased(row) or (order.scope is Scope.IMAGES and not files.scans_of(row.id)):
        raise UsageError("Data itu sudah dihapus.")


def _take_files(family: Sequence[str], scope: Scope) -> tuple[list[tuple[str, str]], int]:
    """Takes the rows' text (all, or the scans alone) and the files that only these cases have."""
    pages = files.own_pages(family)
    named = files.of_case if scope is Scope.CASE else files.scans_of
    digests = set().union(*map(named, family))
    for case_id in family:
        _take_rows(case_id, scope)
    gone, shared = files.let_go(digests)
    kept = [page for page in pages if page[0] not in {digest for digest, _ in gone}]
    return [*gone, *files.let_pages_go(kept)], shared


def _take_rows(case_id: str, scope: Scope) -> None:
    if scope is Scope.CASE:
        columns.clear(case_id)
        blank = columns.blanks(ReceiptRow)
        ReceiptRow.objects.filter(number=case_id).update(**blank)
        search.forget(case_id)
    else:
        CaseFile.objects.filter(case_id=case_id).delete()
        search.index(case_id, rows.searchable_text(CaseRow.objects.get(id=case_id), ()))
        search.settle()


def _record(row: CaseRow, order: Order, held: Mapping[str, object], job: Erasure) -> None:
    """The version grows, so that an open page saves nothing over it; the log says who and why, and holds what
    it was changed to; the case is sealed anew."""
    fresh = CaseRow.objects.get(id=row.id)
    fresh.version += 1
    REVIEW.take_back(fresh)
    fresh.save(update_fields=["version", *REVIEW.columns])
    data = {
        "lingkup": order.scope.value, "alasan": job.reason, "berkas_dihapus": len(job.files),
        "berkas_bersama": job.shared,
    }  # fmt: skip
    audit.append(order.said.actor, audit.ERASED, row.id, {**data, **held})
    decision = fresh.decisions.filter(undone_at__isnull=True).first()
    if decision and decision.status_after == fresh.status:
        audit.append(order.said.actor, seals.RESEALED, row.id, {seals.SEAL: seals.seal(fresh, decision)})
