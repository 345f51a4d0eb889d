"""Papers of a case: drafted once, changed by people, made final by a person, frozen, sent.

Every change is a change of the case (version, lease, audit). A final paper is stored as DOCX and as PDF under
their digests, which stand in the audit log; the database refuses to change it (migration 0006).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from desk import audit, facts, stored, turns
from desk.changes import Editor, changing
from desk.models import CasePaper, CaseRow, FieldRow
from desk.paperwork import returned, template, writer
from models.errors import ConflictError, StorageError, UsageError
from models.field_spec import FieldType, of_type
from models.papers.content import Content, Detail
from models.papers.letters import MARKS
from models.procedure.stages import PaperKind

NUMBERED = template.LETTERS
"""Papers that go out under a number of the office's register."""
UNTOUCHED = "belum_disunting"
"""Stands in a draft's content until a person saves it."""
WAYS = {
    "diserahkan": "Diserahkan langsung",
    "pos": "Pos",
    "kurir": "Kurir",
    "whatsapp": "WhatsApp",
    "surel": "Surel",
    "papan": "Papan pengumuman",
}
"""How a paper goes out."""


@dataclass(frozen=True)
class Finish:
    """What a person says when a paper becomes final. `has_checked`: he compared the doubtful fields."""

    number: str
    dated_on: date
    has_checked: bool


def draft(
    row: CaseRow, content: Content, *, subject_id: int | None = None, recipient_id: int | None = None
) -> CasePaper:
    """The draft of that paper for the case; an open one stays as people changed it, and one that nobody has
    changed yet is drafted anew from what is on record now."""
    known = CasePaper.objects.filter(
        case=row, kind=content.kind.value, subject_id=subject_id, recipient_id=recipient_id, is_final=False
    ).first()
    if known and UNTOUCHED in known.content and not known.is_edited:
        known.content = content.model_dump(mode="json") | {UNTOUCHED: True}
        known.save(update_fields=["content"])
    return known or CasePaper.objects.create(
        case=row,
        kind=content.kind.value,
        subject_id=subject_id,
        recipient_id=recipient_id,
        content=content.model_dump(mode="json") | {UNTOUCHED: True},
        made_at=timezone.now(),
    )


def content_of(paper: CasePaper) -> Content:
    """The paper's content."""
    return Content.model_validate(paper.content)


def save_content(paper_id: int, content: Content, editor: Editor, case_id: str) -> None:
    """A person changed the draft on the screen."""
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False):
        paper = _open(case_id, paper_id)
        paper.content, paper.is_edited, paper.docx = content.model_dump(mode="json"), False, None
        paper.save()
        audit.append(editor.user.username, "surat_diubah", case_id, {"surat": paper.kind, "id": paper.id})


def hand_in(paper_id: int, docx: bytes, editor: Editor, case_id: str) -> None:
    """The draft comes back from a word processor; from now on that file counts."""
    returned.check(docx)
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False):
        paper = _open(case_id, paper_id)
        paper.docx, paper.is_edited = stored.put(docx, ".docx"), True
        paper.save()
        audit.append(
            editor.user.username,
            "surat_diunggah",
            case_id,
            {"surat": paper.kind, "id": paper.id, "berkas": paper.docx.sha256},
        )


def discard(paper_id: int, editor: Editor, case_id: str) -> None:
    """The draft is not wanted."""
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False):
        paper = _open(case_id, paper_id)
        audit.append(editor.user.username, "surat_dibuang", case_id, {"surat": paper.kind, "id": paper.id})
        paper.delete()


def finalize(paper_id: int, finish: Finish, editor: Editor, case_id: str) -> None:
    """Makes the paper final: DOCX and PDF are stored and never change. UsageError when it is not ready."""
    paper = _open(case_id, paper_id)
    check_ready(paper, finish)
    docx = docx_of(paper, finish.number, finish.dated_on)
    pdf = writer.pdf(docx)
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False):
        if _open(case_id, paper_id).content != paper.content:
            raise ConflictError("Surat sudah diubah sejak halaman ini dibuka.")
        turns.wait_for(turns.Turn.LETTER_NUMBER)
        _number_is_free(paper, finish)
        paper.number, paper.dated_on = finish.number.strip(), finish.dated_on
        paper.docx, paper.pdf = stored.put(docx, ".docx"), stored.put(pdf, ".pdf")
        paper.is_final, paper.final_at, paper.finalizer = True, timezone.now(), editor.user
        paper.save()
        audit.append(
            editor.user.username,
            "surat_final",
            case_id,
            {
                "surat": paper.kind, "id": paper.id, "nomor": paper.number, "docx": paper.docx.sha256,
                "pdf": paper.pdf.sha256,
            },
        )  # fmt: skip


def sent(paper_id: int, on: date, way: str, editor: Editor, case_id: str) -> None:
    """The final paper went out."""
    if way not in WAYS:
        raise UsageError("Pilih cara penyampaiannya.")
    with changing(case_id, editor, keeps_lease=False, needs_waiting=False):
        paper = CasePaper.objects.filter(id=paper_id, case_id=case_id, is_final=True).first()
        if paper is None:
            raise UsageError("Hanya surat final yang dapat dicatat terkirim.")
        if on > facts.today() or (paper.dated_on and on < paper.dated_on):
            raise UsageError("Tanggal penyampaian harus antara tanggal surat dan hari ini.")
        CasePaper.objects.filter(id=paper.id).update(sent_on=on, sent_by=way)
        audit.append(
            editor.user.username, "surat_keluar", case_id, {"surat": paper.kind, "id": paper.id, "cara": way}
        )


def docx_of(paper: CasePaper, number: str = "", dated_on: date | None = None) -> bytes:
    """The paper as DOCX: the final or handed-in file, else its content in the template."""
    if paper.docx and (paper.is_final or paper.is_edited):
        return stored.read(paper.docx)
    if paper.is_final:
        raise StorageError("Isi surat ini sudah dihapus bersama data pribadi berkasnya.")
    content = content_of(paper)
    code = paper.case_id if content.kind is PaperKind.TANDA_TERIMA else ""
    return template.docx(content, number=number, dated_on=dated_on or facts.today(), code=code)


def pdf_of(paper: CasePaper) -> bytes:
    """The paper as PDF: the frozen one, else a print of the draft."""
    return stored.read(paper.pdf) if paper.is_final and paper.pdf else writer.pdf(docx_of(paper))


def check_ready(paper: CasePaper, finish: Finish) -> None:
    """UsageError with what still stands against making it final."""
    content = content_of(paper)
    marks = [mark for mark in MARKS if mark in content.words() and not paper.is_edited]
    if marks:
        raise UsageError(f"Masih ada yang harus ditulis: {', '.join(marks)}.")
    if content.doubtful and not finish.has_checked:
        raise UsageError(f"Cocokkan dahulu isian yang ragu: {', '.join(content.doubtful)}.")
    if content.kind in NUMBERED and not finish.number.strip():
        raise UsageError("Isi nomor surat dari buku agenda kantor.")
    if finish.dated_on > facts.today():
        raise UsageError("Tanggal surat tidak boleh sesudah hari ini.")
    _number_is_free(paper, finish)
    _tells_no_nik(paper, content)


def _number_is_free(paper: CasePaper, finish: Finish) -> None:
    number = finish.number.strip()
    used = CasePaper.objects.filter(is_final=True, number=number, dated_on__year=finish.dated_on.year)
    if number and used.exclude(id=paper.id).exists():
        raise UsageError(f"Nomor {number} sudah dipakai surat lain tahun ini.")


def _tells_no_nik(paper: CasePaper, content: Content) -> None:
    """No paper carries a NIK of the case, typed in or not."""
    digits = "".join(char for char in content.words() if char.isdigit())
    fields = FieldRow.objects.filter(document__case_id=paper.case_id, name__in=of_type(FieldType.NIK))
    for field in fields:
        nik = str(field.value or "")
        if len(nik) == 16 and nik in digits:
            raise UsageError("Surat ini memuat NIK; hapus dahulu, surat keluar tidak memuat NIK.")


def edited(content: Content, values: Mapping[str, str]) -> Content:
    """The content with what a person typed: paragraphs parted by blank lines, `Label: value` lines."""
    sections = tuple(
        section.model_copy(update={"paragraphs": paragraphs(values.get(f"bagian-{place}", ""))})
        for place, section in enumerate(content.sections)
    )
    changed: dict[str, object] = {
        "subject": values.get("hal", content.subject).strip(),
        "title": values.get("judul", content.title).strip(),
        "attachment": values.get("lampiran", content.attachment).strip() or "-",
        "addressee": tuple(lines(values.get("yth", ""))),
        "opening": paragraphs(values.get("pembuka", "")),
        "details": tuple(_detail(line) for line in lines(values.get("rincian", ""))),
        "sections": sections,
        "rows": tuple(_cells(line, len(content.columns)) for line in lines(values.get("baris", ""))),
        "closing": paragraphs(values.get("penutup", "")),
        "copies": tuple(lines(values.get("tembusan", ""))),
    }
    return content.model_copy(update=changed)


def paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs of a text area."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return tuple(" ".join(part.split("\n")).strip() for part in parts if part.strip())


def lines(text: str) -> list[str]:
    """Its lines that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _detail(line: str) -> Detail:
    label, _, value = line.partition(":")
    return Detail(label=label.strip(), value=value.strip())


def _cells(line: str, count: int) -> tuple[str, ...]:
    cells = [cell.strip() for cell in line.split("|")]
    return tuple((cells + [""] * count)[:count])


def _open(case_id: str, paper_id: int) -> CasePaper:
    paper = CasePaper.objects.select_related("docx", "pdf").filter(id=paper_id, case_id=case_id).first()
    if paper is None:
        raise UsageError("Surat itu tidak ada pada berkas ini.")
    if paper.is_final:
        raise UsageError("Surat ini sudah final dan tidak dapat diubah lagi.")
    return paper
