"""Everything about one person as a ZIP: his cases with papers, scans, pictures and the log of who did what.

For the office to look over before it is handed out: it may hold what others said or who they are.
"""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import models

from desk import audit, history, rows, words
from desk.models import AuditEntry, CaseFile, CaseRow, LineTranscript, ReceiptRow, StoredOriginal
from desk.personal import columns, files
from desk.personal.subject import ArchivedLetter, Who
from models.clean import safe_cell
from models.errors import UsageError
from models.paths import DataFolder
from models.wording import long_date

READ_ME = """Data pribadi yang disimpan {office} tentang satu orang, diekspor pada {day}.

berkas/NOMOR/data.json         semua isian dan catatan berkas sebagai data
berkas/NOMOR/isian.csv         isian berkas: dokumen, isian, nilai
berkas/NOMOR/salinan.csv       baris tulisan tangan: yang dibaca mesin, yang diketik
berkas/NOMOR/catatan.csv       siapa melakukan apa, kapan (jejak pemrosesan)
berkas/NOMOR/asli/             berkas asli, surat final, dan lampiran
berkas/NOMOR/gambar/           gambar halaman (pindaian yang juga memuat halaman berkas lain: hanya ini)
arsip/                         surat lama yang menyebut orang itu
daftar.sha256                  sidik setiap berkas (sha256sum --check daftar.sha256)

Sebelum diserahkan, periksa lebih dahulu: berkas dapat memuat data orang lain (pihak lain, saksi, pelapor yang
minta dirahasiakan). Yang diserahkan hanya data orang yang bersangkutan.
"""
LOG_HEADER = ("Waktu", "Pelaku", "Tindakan", "Rincian")
LINE_HEADER = ("Berkas", "Halaman", "Dibaca mesin", "Diketik", "Oleh")
FIELD_HEADER = ("Dokumen", "Isian", "Nilai", "Dibaca mesin", "Diubah orang")


@dataclass(frozen=True)
class Person:
    """Who exports; `user_id` None = the command line."""

    name: str
    office: str
    day: date


def export(
    cases: Sequence[CaseRow], letters: Sequence[ArchivedLetter], who: Who, person: Person
) -> IO[bytes]:
    """The ZIP as an open temporary file that is gone when it is closed. In the log: which cases, by whom, and
    the digest of the NIK, never the NIK."""
    if not cases and not letters:
        raise UsageError("Pilih sedikitnya satu berkas.")
    out = tempfile.TemporaryFile(dir=settings.DATA_FOLDER)  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        packed = _Packing(archive)
        packed.add("baca-dahulu.txt", _text(READ_ME.format(office=person.office, day=long_date(person.day))))
        for case_id in (each for case in cases for each in files.family_of(case.id)):
            _pack_case(packed, CaseRow.objects.get(id=case_id))
        for letter in letters:
            for path in letter.files:
                packed.add_file(f"arsip/{letter.archive}/{path.name}", path)
        packed.add("daftar.sha256", _text("".join(f"{digest}  {name}\n" for name, digest in packed.digests)))
    digest = rows.nik_digest(who.digits) if who.nik else ""
    audit.append_all(person.name, "data_pribadi_diekspor", [(row.id, {"sidik_nik": digest}) for row in cases])
    if letters:
        found = {"surat_arsip": [letter.id for letter in letters], "sidik_nik": digest}
        audit.append(person.name, "data_pribadi_diekspor", "", found)
    out.seek(0)
    return out


class _Packing:
    """The archive being filled, and what lies in it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.digests: list[tuple[str, str]] = []

    def add(self, name: str, data: bytes) -> None:
        """A file of these bytes."""
        self._archive.writestr(name, data)
        self.digests.append((name, sha256(data).hexdigest()))

    def add_file(self, name: str, path: Path) -> None:
        """A file of the disk, if it is there."""
        if path.is_file():
            self.add(name, path.read_bytes())


def _pack_case(packed: _Packing, row: CaseRow) -> None:
    folder, data = f"berkas/{row.id}", DataFolder(settings.DATA_FOLDER)
    packed.add(
        f"{folder}/data.json", _text(json.dumps(_data(row), ensure_ascii=False, indent=1, default=str))
    )
    packed.add(f"{folder}/isian.csv", _table(FIELD_HEADER, _fields(row)))
    packed.add(f"{folder}/salinan.csv", _table(LINE_HEADER, _lines(row)))
    packed.add(f"{folder}/catatan.csv", _table(LOG_HEADER, _log(row)))
    stacks = [use.file_id for use in CaseFile.objects.filter(case=row) if files.other_owners(use).exists()]
    for file in StoredOriginal.objects.filter(sha256__in=files.of_case(row.id)).exclude(sha256__in=stacks):
        stored = data.stored(file.sha256, file.extension)
        packed.add_file(f"{folder}/asli/{file.sha256[:16]}{file.extension}", stored)
    for use in CaseFile.objects.filter(case=row):
        for page in use.file.readings.order_by("number"):
            if not use.pages or page.number in use.pages:
                name = f"{folder}/gambar/{use.position + 1}-{page.number}.jpg"
                packed.add_file(name, data.page_image(use.file_id, page.number))


def _data(row: CaseRow) -> dict[str, object]:
    """The case's rows, a list a table."""
    found: dict[str, object] = {_name(CaseRow): [_values(row)]}
    for table in columns.tables():
        lines = [_values(item) for item in table.rows_of(row.id)]
        if lines:
            found[_name(table.model)] = lines
    slips = [_values(item) for item in ReceiptRow.objects.filter(number=row.id)]
    return found | ({_name(ReceiptRow): slips} if slips else {})


def _name(model: type[models.Model]) -> str:
    """A table as people know it: `verbose_name` "tanda terima" -> TandaTerima."""
    return str(model._meta.verbose_name).title().replace(" ", "")


def _values(row: models.Model) -> dict[str, Any]:
    """Columns of a row; a packed reading is opened."""
    found: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        found[field.attname] = (
            json.loads(rows.unpack(value)) if isinstance(value, (bytes, memoryview)) else value
        )
    return found


def _fields(row: CaseRow) -> Iterator[tuple[str, ...]]:
    for document in row.documents.prefetch_related("fields"):
        for field in document.fields.all():
            if field.value is not None or field.raw:
                yield (
                    words.label(document.kind), words.label(field.name), words.show_value(field.value),
                    field.raw or "", "ya" if field.is_person else "",
                )  # fmt: skip


def _lines(row: CaseRow) -> Iterator[tuple[str, ...]]:
    for use in CaseFile.objects.filter(case=row):
        typed = LineTranscript.objects.filter(page__file=use.file).select_related("page", "person")
        for line in typed:
            if not use.pages or line.page.number in use.pages:
                yield (use.name, str(line.page.number), line.read, line.text, line.person.username)


def _log(row: CaseRow) -> Iterator[tuple[str, ...]]:
    for entry in AuditEntry.objects.filter(case_id=row.id).order_by("seq"):
        event = history.event(entry)
        at = datetime.fromisoformat(entry.at).astimezone().strftime("%d-%m-%Y %H.%M.%S")
        yield (at, event.actor, event.text, event.detail)


def _table(header: Sequence[str], lines: Iterator[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([safe_cell(text) for text in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _text(text: str) -> bytes:
    return text.encode()
