"""Drafts of the papers that belong to a case as a whole; those of a meeting are drafted with it."""

from collections.abc import Callable, Sequence

from desk import facts
from desk.models import CasePaper, CaseRow
from desk.paperwork import meeting_papers, shelf
from desk.paperwork.matter import matter_of
from desk.procedure import complaints, consultation, progress
from models.errors import UsageError
from models.papers import letters
from models.papers.content import Content, Picture
from models.papers.results import report
from models.procedure.clock import stage_due
from models.procedure.stages import PaperKind, Work
from models.wording import long_date, mid_sentence

IMAGES = frozenset({".jpg", ".jpeg", ".png"})
"""Documentation that can be shown in the appendix; other files stay beside the report."""


def prepare(row: CaseRow, kind: PaperKind) -> CasePaper:
    """The draft of that paper, made when there is none. UsageError for one that is drafted elsewhere."""
    if kind not in BUILDERS:
        raise UsageError("Surat itu disiapkan bersama pertemuan atau disposisinya.")
    return shelf.draft(row, BUILDERS[kind](row))


def is_prepared_here(kind: PaperKind) -> bool:
    """Whether the case as a whole has such a paper."""
    return kind in BUILDERS


def _answer(row: CaseRow) -> Content:
    return letters.answer(matter_of(row), facts.office(), _given(row))


def _given(row: CaseRow) -> str:
    """What a consultation gave, as the answer's text."""
    last = row.consultations.last()
    return last.text.replace("\r\n", "\n") if last else ""


def _identity(row: CaseRow) -> Content:
    """With the last day of the stage in which the office waits for it."""
    procedure, standard = progress.procedure_of(row), progress.standard_of(row)
    waiting = [stage for stage in procedure.stages if stage.work is Work.ADMINISTRASI] if procedure else []
    term = next((stage for stage in waiting if stage.term), None)
    until = None
    if term and standard:
        events = progress.events_of(row, progress.process_of(row))
        due = stage_due(term, standard.limits, events.entering(facts.today()), facts.calendar())
        until = due.on if due else None
    return letters.identity_request(matter_of(row), facts.office(), until)


def _report(row: CaseRow) -> Content:
    done = [sentence for part in DONE for sentence in part(row)]
    results = [text for part in RESULTS for text in part(row)]
    pictures = [
        Picture(sha256=item.file_id, extension=item.file.extension, caption=item.caption)
        for item in row.documentation.filter(in_report=True).select_related("file")
        if item.file.extension in IMAGES
    ]
    rows = [line for part in FOLLOW_UPS for line in part(row)]
    return report(
        matter_of(row), facts.office(), done=done, results=results, pictures=pictures, follow_ups=rows
    )


def _consulted(row: CaseRow) -> list[str]:
    return [
        paragraph
        for item in row.consultations.all()
        for paragraph in shelf.paragraphs(item.text)
    ]  # fmt: skip


def _letters_sent(row: CaseRow) -> list[str]:
    """The letters that went out, as the register has them."""
    sent = CasePaper.objects.filter(case=row, is_final=True, sent_on__isnull=False)
    return [
        f"{letter.get_kind_display()} nomor {letter.number} disampaikan pada {long_date(letter.sent_on)} "
        f"({mid_sentence(shelf.WAYS[letter.sent_by])})."
        for letter in sent
        if letter.sent_on
    ]


def _withdrawn(row: CaseRow) -> list[str]:
    """A complaint that was taken back: its reason is the result."""
    moves = row.stage_moves.filter(action="dicabut")
    return [f"Pengaduan dicabut oleh pemohon: {move.reason}" for move in moves]


DONE: list[Callable[[CaseRow], Sequence[str]]] = [
    consultation.sentences,
    meeting_papers.sentences,
    complaints.sentences,
    _letters_sent,
]
RESULTS: list[Callable[[CaseRow], Sequence[str]]] = [
    _consulted,
    meeting_papers.results,
    complaints.results,
    _withdrawn,
]
FOLLOW_UPS: list[Callable[[CaseRow], Sequence[tuple[str, ...]]]] = [meeting_papers.follow_ups]
"""What was carried out, what was reached, what is still to be watched: a function a kind of work."""

BUILDERS: dict[PaperKind, Callable[[CaseRow], Content]] = {
    PaperKind.SURAT_JAWABAN: _answer,
    PaperKind.SURAT_RUJUKAN: lambda row: letters.referral(matter_of(row), facts.office()),
    PaperKind.PERMINTAAN_IDENTITAS: _identity,
    PaperKind.UCAPAN_TERIMA_KASIH: lambda row: letters.thanks(matter_of(row), facts.office()),
    PaperKind.LAPORAN_HASIL: _report,
}
