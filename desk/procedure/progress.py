"""Moves of a case through its stages. Every move: one transaction, the version seen, the rules, the audit."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from desk import audit, facts, seals
from desk.changes import Editor, changing
from desk.models import CaseProcess, CaseRow, Decision, RequestRow, StageMove
from desk.procedure import records
from models.errors import UsageError
from models.procedure.clock import ClockRule, Events, stage_due
from models.procedure.machine import moved
from models.procedure.stages import APPROVAL, Procedure, Stage
from models.service import ServiceStandard
from models.status import CaseStatus, may_move

PREPARE = "siapkan_tahap"
"""Kind of request: the intake prepares what the new stage needs (desk/procedure/preparing.py)."""


@dataclass(frozen=True)
class Step:
    """A move as it is recorded."""

    action: str
    before: Stage
    after: Stage
    person: User
    reason: str = ""


def standard_of(row: CaseRow) -> ServiceStandard | None:
    """The case's service, if it has one."""
    return facts.standards().get(row.service)


def procedure_of(row: CaseRow) -> Procedure | None:
    """The stages of the case's service; None without a service or when it states none."""
    standard = standard_of(row)
    return standard.procedure if standard else None


def stage_of(row: CaseRow) -> Stage | None:
    """Where the case stands: the first stage until it is approved."""
    procedure = procedure_of(row)
    if procedure is None:
        return None
    process = process_of(row)
    return (procedure.stage(process.stage) if process else None) or procedure.first


def process_of(row: CaseRow) -> CaseProcess | None:
    """The row of an approved case, None before."""
    return CaseProcess.objects.filter(case_id=row.id).select_related("officer").first()


def roles_of(user: User) -> frozenset[str]:
    """The user's roles."""
    return frozenset(user.groups.values_list("name", flat=True))


def events_of(row: CaseRow, process: CaseProcess | None) -> Events:
    """What the clocks count from."""
    if process is None:
        return Events(row.received_on)
    return Events(row.received_on, process.complete_on, process.stage_on)


def clock_rule() -> ClockRule:
    """Which clock binds, as the office set it."""
    return ClockRule(facts.settings().clock_rule)


def approved(row: CaseRow, user: User) -> None:
    """The reviewer approved the case: it enters its procedure; the caller's transaction."""
    procedure = procedure_of(row)
    if procedure is None:
        return
    today = facts.today()
    process = CaseProcess(case=row, complete_on=today, officer=user)
    _enter(row, process, Step(APPROVAL, procedure.first, procedure.after_approval, user))


def approval_undone(row: CaseRow) -> None:
    """The approval was taken back before anything was done: the case leaves its procedure."""
    CaseProcess.objects.filter(case=row).delete()
    RequestRow.objects.filter(case=row, kind=PREPARE, done_at__isnull=True).delete()


def has_begun(row: CaseRow) -> bool:
    """Whether something was done after the approval, so that it can't be taken back."""
    return row.stage_moves.exclude(action=APPROVAL).exists()


def move(case_id: str, action: str, editor: Editor, reason: str = "") -> Stage:
    """Makes the move. UsageError when the rules do not allow it, ConflictError when the case changed."""
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False) as row:
        process, procedure = running(row)
        before = procedure.stage(process.stage) or procedure.first
        after = moved(
            procedure,
            process.stage,
            action,
            facts=records.on_record(row),
            roles=roles_of(editor.user),
            reason=reason,
        )
        _enter(row, process, Step(action, before, after, editor.user, reason.strip()))
        if after.is_end:
            _close(row, editor.user, reason.strip())
    return after


def running(row: CaseRow) -> tuple[CaseProcess, Procedure]:
    """The case's process and procedure; UsageError when it is not under way."""
    procedure = procedure_of(row)
    if row.status != CaseStatus.DISETUJUI or procedure is None:
        raise UsageError("Berkas ini tidak sedang diproses: setujui dahulu, atau periksa statusnya.")
    process = process_of(row)
    if process is None:  # approved before the service stated stages
        today = facts.today()
        process = CaseProcess(
            case=row, stage=procedure.after_approval.id, stage_on=today, complete_on=row.decided_on or today
        )
    return process, procedure


def _enter(row: CaseRow, process: CaseProcess, step: Step) -> None:
    """Sets the stage and its date; records the move."""
    standard = standard_of(row)
    assert standard
    process.stage, process.stage_on = step.after.id, facts.today()
    due = stage_due(step.after, standard.limits, events_of(row, process), facts.calendar(), clock_rule())
    process.due_on = due.on if due else None
    process.ended_on = facts.today() if step.after.is_end else None
    process.save()
    StageMove.objects.create(
        case=row, action=step.action, stage_from=step.before.id, stage_to=step.after.id, reason=step.reason,
        person=step.person, at=timezone.now(),
    )  # fmt: skip
    if not step.after.is_end:
        RequestRow.objects.create(
            kind=PREPARE, case=row, payload={"tahap": step.after.id}, person=step.person, at=timezone.now()
        )
    audit.append(
        step.person.username,
        "tahap",
        row.id,
        {"sebelum": step.before.name, "sesudah": step.after.name, "alasan": step.reason},
    )


def renew_due(row: CaseRow, *, is_asked: bool) -> None:
    """The stage's date again; none while nobody asks for an answer."""
    process, stage, standard = process_of(row), stage_of(row), standard_of(row)
    if process is None or stage is None or standard is None:
        return
    due = stage_due(stage, standard.limits, events_of(row, process), facts.calendar(), clock_rule())
    CaseProcess.objects.filter(case_id=row.id).update(due_on=due.on if due and is_asked else None)


def _close(row: CaseRow, user: User, reason: str) -> None:
    """The last stage is reached: the case is settled."""
    before = CaseStatus(row.status)
    if not may_move(before, CaseStatus.SELESAI):
        raise UsageError("Berkas pada status ini tidak dapat dinyatakan selesai.")
    now = timezone.now()
    decision = Decision.objects.create(
        case=row, kind="selesaikan", status_before=before.value, status_after=CaseStatus.SELESAI.value,
        reason=reason, person=user, at=now, left_at=now,
    )  # fmt: skip
    row.status = CaseStatus.SELESAI.value
    audit.append(
        user.username,
        "selesaikan",
        row.id,
        {
            "sebelum": before.value,
            "sesudah": row.status,
            "alasan": reason,
            seals.SEAL: seals.seal(row, decision),
        },
    )
