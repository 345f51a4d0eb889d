"""Step 2 again after a person's change: the rules of `models.checks` on the values that count now."""

from desk import facts, page_text, rows, search
from desk.models import CaseReading, CaseRow, DocumentRow
from desk.models.cases import EVIDENCE_LABELS
from models.case import Case, Channel, Completeness, CompletenessStatus, Finding, RequirementVerdict, Verdict
from models.checks import judge
from models.document import Document, LetterKnowledge

IDENTITY = "identitas"
FROM_FILE = "fotokopi"
WORST_FIRST = (
    (Verdict.TIDAK_TERPENUHI, CompletenessStatus.TIDAK_LENGKAP),
    (Verdict.PERLU_DIPERIKSA, CompletenessStatus.PERLU_DIPERIKSA),
)


def judged(row: CaseRow) -> Case:
    """The case as it stands with people's values, service choice and overruled requirements."""
    machine = _unchanged_kinds(row)
    case = judge(
        _documents(row),
        channel=Channel(row.channel),
        received_on=row.received_on,
        standards=facts.standards(),
        calendar=facts.calendar(),
        service=row.service if row.is_service_set else None,
        read_service=(machine.service, machine.service_needs_review) if machine else None,
        findings=_findings_of_reading(row),
    )
    requirements = _overruled(row, case.completeness.requirements)
    return case.model_copy(
        update={"completeness": Completeness(status=overall(requirements), requirements=requirements)}
    )


def _unchanged_kinds(row: CaseRow) -> Case | None:
    """What the machine read, while papers are of the kinds it saw: its service then holds."""
    reading = CaseReading.objects.filter(case=row).first()
    if not reading:
        return None
    machine = Case.model_validate_json(rows.unpack(reading.json))
    seen = [document.kind.value for document in machine.documents]
    is_same = seen == list(row.documents.order_by("position").values_list("kind", flat=True))
    return machine if is_same else None


def _documents(row: CaseRow) -> tuple[Document, ...]:
    """The case's documents; what a person has said of a page's kind is in doubt no more."""
    said = {
        (use.name, int(page), kinds[0])
        for use in row.files.all()
        for page, kinds in use.kinds.items()
        if kinds
    }
    return tuple(
        document.knowing(may_be=None, is_guess=False)
        if any((ref.file, ref.page, document.kind) in said for ref in document.pages)
        else document
        for document in rows.read_documents(row)
    )


def judge_again(row: CaseRow) -> None:
    """Sets the row's summary from a new judgement (the caller saves), and what the case is found by."""
    rows.fill_summary(row, judged(row))
    search.index(row.id, rows.searchable_text(row, page_text.lines_of_case(row)))
    row.doubtful = sum(
        field.is_doubtful
        for document in row.documents.prefetch_related("fields")
        for field in document.fields.all()
    )


def overall(requirements: tuple[RequirementVerdict, ...]) -> CompletenessStatus:
    """The case's status from its verdicts (case-contract): the worst one decides."""
    found = {requirement.status for requirement in requirements}
    return next((status for verdict, status in WORST_FIRST if verdict in found), CompletenessStatus.LENGKAP)


def _overruled(row: CaseRow, verdicts: tuple[RequirementVerdict, ...]) -> tuple[RequirementVerdict, ...]:
    by_id = {
        overrule.requirement: (Verdict(overrule.verdict), overrule.reason) for overrule in row.overrules.all()
    }
    if row.identity_evidence != FROM_FILE:
        reason = f"{EVIDENCE_LABELS[row.identity_evidence]} kepada petugas."
        by_id.setdefault(IDENTITY, (Verdict.TERPENUHI, reason))
    return tuple(
        RequirementVerdict(id=verdict.id, status=by_id[verdict.id][0], reason=by_id[verdict.id][1])
        if verdict.id in by_id
        else verdict
        for verdict in verdicts
    )


def _whole(document: Document, kept: DocumentRow | None) -> Document:
    """A document of the machine's JSON with what that leaves out, as far as its row has it."""
    if kept is None:
        return document
    in_full = {isian.name: isian.in_full for isian in kept.fields.all()}
    fields = {
        name: field.model_copy(update={"in_full": in_full.get(name)})
        for name, field in document.fields.items()
    }
    known = LetterKnowledge.model_validate(kept.known)
    return document.model_copy(update={"fields": fields, "known": known})


def _findings_of_reading(row: CaseRow) -> tuple[Finding, ...]:
    """What only the reading itself could say (unreadable file, poor scan): all that judging the machine's
    own documents does not give; the rest is judged anew from the values that count now."""
    reading = CaseReading.objects.filter(case=row).first()
    if not reading:
        return ()
    machine = Case.model_validate_json(rows.unpack(reading.json))
    kept = {document.position: document for document in row.documents.prefetch_related("fields")}
    documents = [_whole(document, kept.get(position)) for position, document in enumerate(machine.documents)]
    judged_alone = judge(
        documents,
        channel=machine.channel,
        received_on=machine.received_on,
        standards=facts.standards(),
        calendar=facts.calendar(),
        service=machine.service,
    )
    return tuple(finding for finding in machine.findings if finding not in judged_alone.findings)
