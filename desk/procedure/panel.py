"""What the screens show of a case's procedure: where it stands, what comes next, by when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User

from desk import facts
from desk.models import CaseProcess, CaseRow, StageMove
from desk.procedure import progress, records
from models.procedure.clock import Due, stage_due, standard_dues
from models.procedure.machine import Option, options
from models.procedure.stages import Stage
from models.status import CaseStatus

OVER = frozenset({CaseStatus.SELESAI, CaseStatus.DITOLAK, CaseStatus.DIARSIPKAN})
"""Nothing counts down any more."""


@dataclass(frozen=True)
class StageView:
    """A stage in the strip: `state` is lalu, kini or nanti."""

    stage: Stage
    state: str


@dataclass(frozen=True)
class Panel:
    """The procedure of one case, for one user."""

    row: CaseRow
    process: CaseProcess | None
    stage: Stage
    strip: Sequence[StageView]
    options: Sequence[Option]
    due: Due | None
    clocks: Sequence[Due]
    moves: Sequence[StageMove]
    is_over: bool

    @property
    def days_left(self) -> int | None:
        """Hari kerja until the stage's date; None when nothing is due."""
        return facts.days_left(self.due.on) if self.due and not self.is_over else None

    @property
    def next_stage(self) -> str:
        """Name of the stage that usually follows."""
        names = [view.stage.name for view in self.strip if view.state == "nanti"]
        return names[0] if names else ""

    @property
    def is_running(self) -> bool:
        """Work of the procedure can be recorded."""
        return self.row.status == CaseStatus.DISETUJUI


def panel(row: CaseRow, user: User) -> Panel | None:
    """The panel; None when the case's service states no stages."""
    procedure, standard = progress.procedure_of(row), progress.standard_of(row)
    if procedure is None or standard is None:
        return None
    process = progress.process_of(row)
    stage = progress.stage_of(row) or procedure.first
    if process is None and row.status == CaseStatus.DISETUJUI:
        stage = procedure.after_approval
    events, calendar, rule = progress.events_of(row, process), facts.calendar(), progress.clock_rule()
    is_over = row.status in OVER
    running = row.status == CaseStatus.DISETUJUI
    return Panel(
        row=row,
        process=process,
        stage=stage,
        strip=_strip(row, procedure.stages, stage),
        options=options(stage, records.on_record(row), progress.roles_of(user)) if running else (),
        due=None if is_over else stage_due(stage, standard.limits, events, calendar, rule),
        clocks=() if is_over else standard_dues(standard.limits, events, calendar, rule),
        moves=list(row.stage_moves.select_related("person")),
        is_over=is_over,
    )


def _strip(row: CaseRow, stages: Sequence[Stage], current: Stage) -> list[StageView]:
    """Stages walked through, the one it stands in, and those after it in the file."""
    walked = set(row.stage_moves.values_list("stage_from", flat=True))
    place = stages.index(current)
    views = []
    for number, stage in enumerate(stages):
        state = "kini" if number == place else "lalu" if stage.id in walked and number < place else "nanti"
        if number < place and state == "nanti":
            continue  # a branch that was not taken
        views.append(StageView(stage, state))
    return views


def overdue(today: date) -> int:
    """How many cases under way have passed their stage's date."""
    return CaseProcess.objects.filter(ended_on__isnull=True, due_on__lt=today).count()
