"""What the intake prepares for a stage; safe to repeat, quiet when the case has gone on meanwhile."""

from django.db import transaction

from desk import facts
from desk.door import door
from desk.models import CaseProcess, CaseRow, NoticeRow
from desk.paperwork import drafts
from desk.procedure import progress
from desk.procedure.standing import entered
from models.procedure.stages import Stage, Work
from models.status import CaseStatus
from models.wording import listed, long_date

MEETINGS = frozenset({Work.PERTEMUAN, Work.LOKASI})
DRAFTED = frozenset({Work.LAPORAN, Work.TANGGAPAN, Work.KONSULTASI})
"""Works whose papers follow from the record alone; others wait for a choice of the officer."""


@door
def draft_papers(case_id: str, stage_id: str) -> None:
    """The parties that the letter names, and the drafts of the stage's papers."""
    with transaction.atomic():
        row, stage = _standing(case_id, stage_id)
        if row is None or stage is None:
            return
        if stage.work in MEETINGS:
            entered(row)
        if stage.work in DRAFTED:
            for kind in stage.papers:
                if drafts.is_prepared_here(kind):
                    drafts.prepare(row, kind)


@door
def check_dates(case_id: str, stage_id: str) -> None:
    """Tells the desk when the stage's date rests on holidays that are not confirmed or not known."""
    with transaction.atomic():
        row, stage = _standing(case_id, stage_id)
        process = CaseProcess.objects.filter(case_id=case_id).first()
        if row is None or stage is None or process is None or process.due_on is None:
            return
        calendar = facts.calendar()
        unknown = calendar.missing_years(row.received_on, process.due_on)
        unsure = calendar.estimates(row.received_on, process.due_on)
        if not unknown and not unsure:
            return
        why = [f"hari libur tahun {year} belum diisi" for year in unknown]
        why += [f"{long_date(holiday.day)} ({holiday.name}) masih perkiraan" for holiday in unsure]
        text = f"Tenggat {long_date(process.due_on)} belum pasti: {listed(why)}."
        NoticeRow.objects.get_or_create(case=row, kind="tenggat", text=text, is_open=True)


def _standing(case_id: str, stage_id: str) -> tuple[CaseRow | None, Stage | None]:
    """The case and the stage, if it still stands there."""
    row = CaseRow.objects.select_for_update().filter(id=case_id, status=CaseStatus.DISETUJUI.value).first()
    stage = progress.stage_of(row) if row else None
    return (row, stage) if stage and stage.id == stage_id else (None, None)
