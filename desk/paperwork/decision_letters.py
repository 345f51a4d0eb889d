"""The letter of a decision (shortage, declined, done) as a paper: the words as they were decided, in the
template of its kind; with a number of the register it becomes final like every other paper."""

from django.contrib.auth.models import User

from desk import decisions, facts, letters
from desk.models import CasePaper, CaseRow, Decision
from desk.paperwork import shelf, template, writer
from models.papers.common import signatory
from models.papers.content import Content, Section
from models.procedure.stages import PaperKind

KINDS = {
    letters.SHORTAGE: PaperKind.KEKURANGAN,
    letters.DECLINED: PaperKind.SURAT_JAWABAN,
    letters.DONE: PaperKind.SURAT_JAWABAN,
}
"""Decision -> its paper."""


def content(row: CaseRow, decision: Decision) -> Content:
    """The letter as it was decided, line by line."""
    notice = letters.notice(row, decision.kind, decision)
    texts = tuple(line for part in letters.paragraphs(decision) for line in shelf.lines(part))
    return Content(
        kind=KINDS[decision.kind],
        subject=notice.subject,
        nature=notice.nature,
        attachment=notice.attachment,
        addressee=notice.addressee,
        sections=(Section(title="", paragraphs=texts),),
        signers=(signatory(facts.office()),),
    )


def known(decision: Decision) -> CasePaper | None:
    """The decision's paper, when somebody has begun one."""
    return CasePaper.objects.filter(
        case_id=decision.case_id, kind=KINDS[decision.kind].value, subject_id=decision.id
    ).first()


def begun(row: CaseRow, decision: Decision) -> CasePaper:
    """The decision's paper, drafted when there is none."""
    return known(decision) or shelf.draft(row, content(row, decision), subject_id=decision.id)


def pdf(row: CaseRow, decision: Decision) -> bytes:
    """The letter to print: the paper when there is one, else with a blank for the number."""
    return writer.pdf(docx(row, decision)) if not (paper := known(decision)) else shelf.pdf_of(paper)


def docx(row: CaseRow, decision: Decision) -> bytes:
    """The same to edit."""
    paper = known(decision)
    if paper:
        return shelf.docx_of(paper)
    return template.docx(content(row, decision), number="", dated_on=decision.at.date())


def went_out(paper: CasePaper, user: User) -> None:
    """The paper of the last decision was sent: from now on the decision can't be undone."""
    decision = decisions.last_decision(paper.case)
    if decision and decision.id == paper.subject_id and KINDS.get(decision.kind) == paper.kind:
        decisions.letter_left(paper.case_id, decision.id, user)
