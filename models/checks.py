"""The whole of step 2 in one pure function: documents in, case out.

`berkas read`, the intake and the desk (after a person's correction) all judge by it.
"""

from collections.abc import Sequence
from datetime import date

from models.case import Case, Channel, Deadlines, Finding, Severity
from models.completeness import completeness, other_kinds
from models.document import Document, Kind
from models.findings import (
    CALENDAR_ESTIMATE,
    CALENDAR_INCOMPLETE,
    KIND_DOUBTFUL,
    LETTER_DOUBTFUL,
    RULE_CODES,
    SERVICE_DOUBTFUL,
    SERVICE_UNCLEAR,
    document_findings,
)
from models.service import ServiceStandard, Standards
from models.service_choice import Choice, choose_service
from models.working_days import Calendar


def judge(
    documents: Sequence[Document],
    *,
    channel: Channel,
    received_on: date,
    standards: Standards,
    calendar: Calendar,
    service: str | None = None,
    read_service: tuple[str | None, bool] | None = None,
    findings: Sequence[Finding] = (),
) -> Case:
    """The case that the documents make.

    `service`: the service's id where somebody has decided it (a reviewer, or the reader's own
    classifier); else it follows from the letter. `read_service`: (service, whether it is in doubt) as an
    earlier judgement had it, where the documents no longer carry what the letter's words say. `findings`:
    what the reading itself has to say, or all findings of an earlier judgement: those that judging gives
    (RULE_CODES) are always made anew.
    """
    standard, is_doubtful = _service(documents, standards, service, read_service)
    deadlines, dated = _deadlines(standard, received_on, calendar)
    said = (
        *(finding for finding in findings if finding.code not in RULE_CODES),
        *document_findings(documents, received_on=received_on, standards=standards),
        *_kind_findings(documents),
        *_service_findings(documents, standard, is_doubtful),
        *dated,
    )
    return Case(
        service=standard.id if standard else None,
        service_needs_review=is_doubtful,
        channel=channel,
        received_on=received_on,
        documents=tuple(documents),
        completeness=completeness(documents, standard, standards.office),
        findings=tuple(dict.fromkeys(said)),
        deadlines=deadlines,
    )


def _service(
    documents: Sequence[Document],
    standards: Standards,
    decided: str | None,
    read: tuple[str | None, bool] | None,
) -> Choice:
    """The case's service: a person's, else the letter's, else what an earlier judgement made of its words."""
    chosen = standards.get(decided)
    if chosen is not None:
        return Choice(chosen)
    letter = choose_service(documents, standards)
    if read is None or any(document.service for document in documents):
        return letter
    earlier = standards.get(read[0])
    return Choice(earlier, read[1]) if earlier is not None else letter


def _kind_findings(documents: Sequence[Document]) -> list[Finding]:
    return [*_guess_findings(documents), *_either_findings(documents)]


def _guess_findings(documents: Sequence[Document]) -> list[Finding]:
    message = (
        "Berkas ini tidak memuat surat yang dikenali; halaman ini dibaca sebagai surat sampai petugas "
        "memastikan jenisnya."
    )
    return [
        Finding(
            code=LETTER_DOUBTFUL, severity=Severity.PERINGATAN, message=message, file=document.pages[0].file
        )
        for document in documents
        if document.known.is_guess
    ]


def _either_findings(documents: Sequence[Document]) -> list[Finding]:
    if not other_kinds(documents):
        return []
    message = (
        "Belum pasti apakah suratnya permohonan atau pengaduan; syarat keduanya diperiksa sampai petugas "
        "memastikan jenisnya."
    )
    return [Finding(code=KIND_DOUBTFUL, severity=Severity.PERINGATAN, message=message)]


def _service_findings(
    documents: Sequence[Document], standard: ServiceStandard | None, is_doubtful: bool
) -> list[Finding]:
    if standard is not None and is_doubtful:
        message = f"Layanan belum pasti (dibaca {standard.name}); periksalah, tenggat bergantung padanya."
        return [Finding(code=SERVICE_DOUBTFUL, severity=Severity.PERINGATAN, message=message)]
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
