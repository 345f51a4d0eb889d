"""The whole of step 2 in one pure function: documents in, case out.

`berkas read`, the intake and the desk (after a person's correction) all judge by it.
"""

from collections.abc import Sequence
from datetime import date

from models.case import Case, Channel, Deadlines, Finding, Severity
from models.completeness import completeness
from models.document import Document, Kind
from models.findings import (
    CALENDAR_ESTIMATE,
    CALENDAR_INCOMPLETE,
    RULE_CODES,
    SERVICE_UNCLEAR,
    document_findings,
)
from models.service import ServiceStandard, Standards
from models.service_choice import choose_service
from models.working_days import Calendar


def judge(
    documents: Sequence[Document],
    *,
    channel: Channel,
    received_on: date,
    standards: Standards,
    calendar: Calendar,
    service: str | None = None,
    findings: Sequence[Finding] = (),
) -> Case:
    """The case that the documents make.

    `service`: the service's id where somebody has decided it (a reviewer, or the reader's own
    classifier); else it follows from the letter. `findings`: what the reading itself has to say, or all
    findings of an earlier judgement: those that judging gives (RULE_CODES) are always made anew.
    """
    standard = standards.get(service) or choose_service(documents, standards)
    deadlines, dated = _deadlines(standard, received_on, calendar)
    said = (
        *(finding for finding in findings if finding.code not in RULE_CODES),
        *document_findings(documents, received_on=received_on, standards=standards),
        *_service_findings(documents, standard),
        *dated,
    )
    return Case(
        service=standard.id if standard else None,
        channel=channel,
        received_on=received_on,
        documents=tuple(documents),
        completeness=completeness(documents, standard),
        findings=tuple(dict.fromkeys(said)),
        deadlines=deadlines,
    )


def _service_findings(documents: Sequence[Document], standard: ServiceStandard | None) -> list[Finding]:
    has_letter = any(doc.kind in (Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN) for doc in documents)
    if standard is not None or not has_letter:
        return []
    message = "Layanan yang diminta belum jelas dari surat; pilihlah layanannya."
    return [
        Finding(code=SERVICE_UNCLEAR, severity=Severity.PERINGATAN, message=message, field="jenis_layanan")
    ]


def _deadlines(
    standard: ServiceStandard | None, received_on: date, calendar: Calendar
) -> tuple[Deadlines, list[Finding]]:
    """Both dates, and what makes them uncertain."""
    if standard is None:
        return Deadlines(), []
    response, service = standard.limits.response, standard.limits.service
    deadlines = Deadlines(
        response_due=calendar.add(received_on, response) if response else None,
        service_due=calendar.add(received_on, service) if service else None,
    )
    last = max((day for day in (deadlines.response_due, deadlines.service_due) if day), default=received_on)
    return deadlines, _calendar_findings(received_on, last, calendar)


def _calendar_findings(start: date, end: date, calendar: Calendar) -> list[Finding]:
    found = []
    years = calendar.missing_years(start, end)
    if years:
        listed = ", ".join(map(str, years))
        message = f"Daftar hari libur tahun {listed} belum ada; tenggat dihitung tanpa hari libur tahun itu."
        found.append(Finding(code=CALENDAR_INCOMPLETE, severity=Severity.PERINGATAN, message=message))
    estimates = calendar.estimates(start, end)
    if estimates:
        listed = ", ".join(f"{holiday.name} {holiday.day:%d-%m-%Y}" for holiday in estimates)
        message = f"Tenggat memakai tanggal libur yang masih perkiraan: {listed}."
        found.append(Finding(code=CALENDAR_ESTIMATE, severity=Severity.INFO, message=message))
    return found
