"""What `berkas personal-data` asks of the desk, in lines for a terminal (a door as `desk/intake/` is)."""

from collections.abc import Callable, Sequence
from typing import IO

from django.conf import settings
from django.db.models import QuerySet

from desk import archive, audit, facts, people, rows, trace, words
from desk.door import door
from desk.models import CaseRow
from desk.personal import erasing, exporting, files, old_letters, schedule, subject
from desk.personal.erasing import Order, Scope
from desk.personal.record import content
from models.errors import UsageError


@door
def find(name: str, nik: str) -> list[str]:
    """The person's cases and letters of archives, a line each."""
    who = subject.Who(name, nik)
    found = subject.find(who, _all())
    letters = subject.letters_of(who, settings.DATA_FOLDER)
    digest = rows.nik_digest(who.digits) if nik else ""
    data = {"sidik": trace.digest(name), "sidik_nik": digest, "jumlah": len(found)}
    audit.append(people.COMMAND_LINE, "data_pribadi_dicari", "", data)
    lines = [
        f"{item.row.id}  {item.row.received_on}  {words.label(item.row.status)}  ({', '.join(item.why)})"
        for item in found
    ]
    return lines + [f"arsip {item.archive}, surat {item.id}" for item in letters]


@door
def export(ids: Sequence[str]) -> IO[bytes]:
    """These cases as a ZIP. UsageError names one that is not there."""
    cases = list(_all().filter(id__in=ids))
    missing = sorted(set(ids) - {row.id for row in cases})
    if missing:
        raise UsageError(f"Berkas {missing[0]} tidak ada.")
    by = exporting.Person(people.COMMAND_LINE, facts.office().name, facts.today())
    return exporting.export(cases, [], subject.Who(name="tanpa nama"), by)


@door
def due() -> list[str]:
    """What is past its retention."""
    found = schedule.expired(_all())
    held = [f"{item.kind.name}: berkas {item.kind.case_words}, pindaian {item.kind.image_words}"
            for item in schedule.classes(_all())]  # fmt: skip
    lines = [f"{item.row.id}  {item.scope.value}  sejak {item.since}  ({item.kind.name})" for item in found]
    return [*held, *lines, f"{len(found)} berkas lewat masa simpan"]


@door
def erase(case_id: str, typed: str, reason: str, *, images_only: bool) -> str:
    """Erases, and says what was done."""
    scope = Scope.IMAGES if images_only else Scope.CASE
    job = erasing.erase(Order(case_id, scope, erasing.Said(reason, typed)))
    kept = f" {job.shared} pindaian tinggal, dipakai berkas lain." if job.shared else ""
    return f"Dihapus; catatan auditnya tinggal.{kept} Cadangan lama masih memuatnya sampai dibuang."


@door
def erase_letter(letter_id: str, reason: str, ask: Callable[[str], str]) -> str:
    """Erases a letter of an archive; `ask` gets the question and gives what the person typed."""
    for one in archive.archives(settings.DATA_FOLDER):
        if not one.has_index:
            continue
        with archive.opened(one) as index:
            found = archive.letter(index, letter_id)
        if found:
            where = f"{found.file_name}, halaman {', '.join(map(str, found.pages))}, arsip {one.name}"
            typed = ask(f"Menghapus data {where}; tidak dapat diurungkan. Ketik {old_letters.mark(found)}: ")
            old_letters.erase(old_letters.Order(one, found, erasing.Said(reason, typed)))
            return f"Dihapus; pindaian asalnya di luar sistem tinggal: {found.file_name}"
    raise UsageError(f"Surat arsip {letter_id} tidak ada; cari dengan: berkas personal-data find")


@door
def record() -> list[str]:
    """The record of processing as text."""
    paper = content()
    head = [f"{item.label}: {item.value}" for item in paper.details]
    body = [line for section in paper.sections for line in ("", section.title, *section.paragraphs)]
    return [paper.title, "", *head, *body]


@door
def tidy() -> list[str]:
    """Finishes erasures that a power cut left half-way on the disk, in archives too."""
    number = files.finish_all() + old_letters.finish_all(settings.DATA_FOLDER)
    return [f"{number} penghapusan diselesaikan"]


def _all() -> QuerySet[CaseRow]:
    return CaseRow.objects.filter(merged_into__isnull=True)
