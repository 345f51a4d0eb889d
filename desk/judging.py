"""Step 2 again after a person's change: the rules of `models.checks` on the values that count now."""

from desk import facts, page_text, rows, search
from desk.models import CaseReading, CaseRow, DocumentRow
from desk.models.cases import EVIDENCE_LABELS
from models.case import Case, Channel, Completeness, CompletenessStatus, Finding, RequirementVerdict, Verdict
from models.checks import judge
from models.completeness import LETTERS
from models.document import Document
from models.findings import KIND_DOUBTFUL, LETTER_DOUBTFUL

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
        _possible(row, machine),
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
    """What the machine read, while papers are of the kinds it saw: its service and its doubts then hold."""
    reading = CaseReading.objects.filter(case=row).first()
    if not reading:
        return None
    machine = Case.model_validate_json(rows.unpack(reading.json))
    seen = [document.kind.value for document in machine.documents]
    is_same = seen == list(row.documents.order_by("position").values_list("kind", flat=True))
    return machine if is_same else None


def _possible(row: CaseRow, machine: Case | None) -> tuple[Document, ...]:
    """The documents; where the machine was in doubt and nobody has said what they are, with the other kind
    that their letters may be, and whether they are letters at all."""
    documents = rows.read_documents(row)
    found = {finding.code for finding in machine.findings} if machine else set()
    if not found & {KIND_DOUBTFUL, LETTER_DOUBTFUL}:
        return documents
    said = {
        (use.name, int(page), kinds[0])
        for use in row.files.all()
        for page, kinds in use.kinds.items()
        if kinds
    }
    other = dict(zip(LETTERS, reversed(LETTERS), strict=True))
    return tuple(
        document
        if any((ref.file, ref.page, document.kind) in said for ref in document.pages)
        else document.model_copy(
            update={
                "may_be": other.get(document.kind) if KIND_DOUBTFUL in found else None,
                "is_guess": LETTER_DOUBTFUL in found and document.kind in LETTERS,
            }
        )
        for document in documents
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
    known = {"persons": tuple(kept.persons), "may_ask": tuple(kept.may_ask), "says_what": kept.says_what}
    return document.model_copy(update=known | {"fields": fields})


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
