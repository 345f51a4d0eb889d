"""What a reviewer changes in a case. Every change: one transaction, the version seen is the version there,
the lease is held, a new judgement, an audit entry with before and after."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from desk import audit, facts, judging
from desk.leases import REVIEW
from desk.models import CaseRow, FieldRow, Overrule
from models.case import Verdict
from models.errors import ConflictError, HidesCase, UsageError
from models.field import Box
from models.status import STATUS_LABELS, CaseStatus

LEASE_MINUTES = 10
"""A reviewer who does nothing for so long has left; a page somebody works on gives signs of life."""
FRESH = timedelta(seconds=90)
"""A lease given no longer ago is good as it is: pages ask every 20 s, so that a takeover is told soon, and
write no more often than this."""

CHANGED_SINCE = "Berkas sudah diubah sejak halaman ini dibuka."

Value = str | bool | None


@dataclass(frozen=True)
class Editor:
    """Who changes, and which version of the case they saw. `keeps_sight`: a change that would hide the case
    from them is refused until they have said yes to it."""

    user: User
    version: int
    keeps_sight: bool = False


@contextmanager
def changing(
    case_id: str, editor: Editor, *, keeps_lease: bool = True, needs_waiting: bool = True
) -> Iterator[CaseRow]:
    """The case, locked, held by the editor and at the version they saw; saved with version + 1.

    `keeps_lease`: the editor goes on with the case (a decided one is held by nobody). `needs_waiting`: the
    change is part of the review, so it is refused once the case is decided or read anew. ConflictError when
    somebody else changed or holds it, or when it waits no longer, HidesCase when it would vanish from the
    editor's sight unasked; then nothing is saved.
    """
    with transaction.atomic():
        row = CaseRow.objects.select_for_update().get(id=case_id)
        if holder(row) not in (None, editor.user):
            raise ConflictError(f"Berkas sedang dipegang oleh {row.reviewer}.")
        is_waiting = row.status == CaseStatus.MENUNGGU
        if needs_waiting and not is_waiting:
            raise ConflictError(f"Berkas tidak lagi menunggu pemeriksaan. Kini: {_state(row)}.")
        if row.version != editor.version:
            raise ConflictError(CHANGED_SINCE)
        yield row
        is_out_of_sight = row.is_confidential and not editor.user.has_perm("desk.lihat_rahasia")
        if is_out_of_sight and editor.keeps_sight:
            raise HidesCase
        if keeps_lease and is_waiting and not is_out_of_sight:
            _lease(row, editor.user)
        else:
            REVIEW.take_back(row)
        row.version += 1
        row.save()


def _state(row: CaseRow) -> str:
    return STATUS_LABELS[CaseStatus(row.status)].lower()


def holder(row: CaseRow) -> User | None:
    """Who holds the case now."""
    return row.reviewer if REVIEW.is_held(row, timezone.now()) else None


def hold(case_id: str, user: User) -> bool:
    """Takes or renews the reviewer's lease of a waiting case (another has none); False when somebody else
    holds it."""
    with transaction.atomic():
        row = CaseRow.objects.select_for_update().get(id=case_id)
        if holder(row) not in (None, user):
            return False
        until = REVIEW.until_of(row) if holder(row) == user else None
        is_fresh = until and until > timezone.now() + timedelta(minutes=LEASE_MINUTES) - FRESH
        if row.status == CaseStatus.MENUNGGU and not is_fresh:
            _lease(row, user)
            row.save(update_fields=REVIEW.columns)
        return True


def release(case_id: str, user: User) -> None:
    """Gives the lease back."""
    CaseRow.objects.filter(REVIEW.held_by(user), id=case_id).update(**REVIEW.given_back())


def take_over(case_id: str, user: User) -> None:
    """Takes the case from whoever holds it; recorded. The version grows, so an open page of the former
    holder can't save over it."""
    with transaction.atomic():
        row = CaseRow.objects.select_for_update().get(id=case_id)
        former = holder(row)
        _lease(row, user)
        if former not in (None, user):
            row.version += 1
            audit.append(user.username, "ambil_alih", case_id, {"dari": str(former)})
        row.save(update_fields=[*REVIEW.columns, "version"])


def take_over_seen(case_id: str, editor: Editor) -> Editor:
    """Takes the case from its holder as the editor saw it, to save what they typed; the editor at its version
    from now on. ConflictError when it was changed since (then it stays with its holder)."""
    with transaction.atomic():
        row = CaseRow.objects.select_for_update().get(id=case_id)
        if row.version != editor.version or row.status != CaseStatus.MENUNGGU:
            raise ConflictError(CHANGED_SINCE)
        take_over(case_id, editor.user)
        row.refresh_from_db(fields=["version"])
    return Editor(editor.user, row.version)


def _lease(row: CaseRow, user: User) -> None:
    """A lease taken for longer (desk/bulk.py) is not shortened by opening the case."""
    until = timezone.now() + timedelta(minutes=LEASE_MINUTES)
    if holder(row) == user:
        until = max(until, REVIEW.until_of(row) or until)
    REVIEW.give(row, user, until)


@dataclass(frozen=True)
class Spot:
    """Where a person says that a value stands: the case's file, its page, and a box on it (fractions)."""

    position: int
    page: int
    box: Box


def set_field(case_id: str, field_id: int, value: Value, editor: Editor, spot: Spot | None = None) -> None:
    """A person's value for a field, equal to the machine's (accepted) or not (corrected). `spot`: where it
    stands, when a person took it from the scan."""
    with changing(case_id, editor) as row:
        field = FieldRow.objects.select_related("document").get(id=field_id, document__case=row)
        if spot:
            _move_box(row, field, spot)
        give_value(field, value, editor.user)
        judging.judge_again(row)


def give_value(field: FieldRow, value: Value, user: User) -> None:
    """The field with the person's value, saved and recorded; within `changing`, whose caller judges again."""
    before = field.value
    field.is_person, field.person_value = True, value
    field.person, field.person_at = user, timezone.now()
    field.is_corrected = value != field.machine_value
    field.save(
        update_fields=["is_person", "person_value", "person", "person_at", "is_corrected", "page", "box"]
    )
    audit.append(
        user.username,
        "isian_diterima" if value == before else "isian_diubah",
        field.document.case_id,
        {
            "dokumen": field.document.kind, "isian": field.name, "mesin": field.machine_value,
            "sebelum": before, "sesudah": value,
        },
    )  # fmt: skip


def _move_box(row: CaseRow, field: FieldRow, spot: Spot) -> None:
    """The field's box is where the person took its text, if that page is one of its document's."""
    name = row.files.filter(position=spot.position).values_list("name", flat=True).first()
    places = [(ref["file"], ref["page"]) for ref in field.document.pages]
    if (name, spot.page) in places:
        field.page, field.box = places.index((name, spot.page)) + 1, list(spot.box)


def set_service(case_id: str, service: str | None, editor: Editor) -> None:
    """The service a person chose; deadlines and requirements follow."""
    with changing(case_id, editor) as row:
        before = row.service
        row.service, row.is_service_set = service, service is not None
        judging.judge_again(row)
        audit.append(
            editor.user.username, "layanan_diubah", case_id, {"sebelum": before, "sesudah": row.service}
        )


def overrule(case_id: str, requirement: str, verdict: Verdict, reason: str, editor: Editor) -> None:
    """A person's verdict on a requirement, with the reason; the check's own stays in the audit log."""
    with changing(case_id, editor) as row:
        before = next((item for item in row.verdicts if item["id"] == requirement), None)
        Overrule.objects.update_or_create(
            case=row,
            requirement=requirement,
            defaults={
                "verdict": verdict.value, "reason": reason, "person": editor.user, "at": timezone.now(),
            },
        )  # fmt: skip
        judging.judge_again(row)
        audit.append(
            editor.user.username,
            "syarat_dikesampingkan",
            case_id,
            {"syarat": requirement, "sebelum": before, "sesudah": verdict.value, "alasan": reason},
        )


def withdraw_overrule(case_id: str, requirement: str, editor: Editor) -> None:
    """The check's own verdict counts again."""
    with changing(case_id, editor) as row:
        row.overrules.filter(requirement=requirement).delete()
        judging.judge_again(row)
        audit.append(
            editor.user.username, "syarat_dikesampingkan", case_id, {"syarat": requirement, "sesudah": None}
        )


def set_evidence(case_id: str, evidence: str, editor: Editor) -> None:
    """How identity was shown. The card itself shown at the counter meets `identitas` without a copy."""
    with changing(case_id, editor) as row:
        before, row.identity_evidence = row.identity_evidence, evidence
        judging.judge_again(row)
        audit.append(
            editor.user.username, "bukti_identitas", case_id, {"sebelum": before, "sesudah": evidence}
        )


def set_confidential(case_id: str, is_confidential: bool, editor: Editor) -> None:
    """Hides the complainant from everything the termohon sees, and the case from who may not see such. A
    complaint about the office is opened by who manages complaints. UsageError for others."""
    with changing(case_id, editor, needs_waiting=False) as row:
        is_about_office = row.service in facts.confidential_services()
        if is_about_office and not is_confidential and not editor.user.has_perm("desk.kelola_pengaduan"):
            raise UsageError("Pengaduan tentang kantor ini hanya dibuka oleh pengelola pengaduan.")
        row.is_confidential = is_confidential
        # Only their word outlasts the rule: said of a case that is no such complaint yet, it settles nothing.
        row.is_confidential_set |= is_about_office and editor.user.has_perm("desk.kelola_pengaduan")
        if is_confidential and row.assignee and not row.assignee.has_perm("desk.lihat_rahasia"):
            row.assignee = None
        audit.append(editor.user.username, "kerahasiaan", case_id, {"sesudah": is_confidential})
