"""One source file: read the pages that are missing, split, write each letter, then the result.

Everything is written under names that follow from the file's digest, and the result last: so the step
can be cut off anywhere and done again, and no page that was stored is read twice.
"""

import errno
import hashlib
import io
import json
import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from PIL import Image

from extractors.files.child_process import ENDED, ENDED_CODE, REFUSED, PictureKind, surroundings_number
from extractors.files.reading_children import OnPage, Wishes
from flows.archive import record
from flows.archive.pdfa import PAGE_FORMATS, Facts, PdfPage, write_pdf
from flows.archive.plan import PAGES, RESULTS, SourceFile, refusal_of
from flows.archive.record import FileResult, LetterRecord
from flows.archive.split import Letter, is_blank, split
from flows.archive.storage import LETTERS, Storage
from flows.archive.topics import is_suggestion, topic_of
from flows.refusals import printable
from flows.store import digest_of
from models.case import Case, Channel, Completeness, CompletenessStatus, Finding, Severity
from models.document import Document
from models.errors import SurroundingsError
from models.field_spec import letter_names
from models.file_reading import FileReading
from models.letter_fields import KOPERASI_NAMES
from models.office_time import today
from models.page import PageReading

log = logging.getLogger("berkas.arsip")

NOT_JUDGED = "SURAT_TIDAK_DINILAI"
NOT_JUDGED_MESSAGE = "Surat ini menggagalkan program penilai; periksa dengan mata."
CHANGED = "isinya berubah setelah didaftar; jalankan perintah yang sama."
NO_DATE = "tanpa-tahun"
DRAFT_SIZE = (180, 160)
"""A JPEG is decoded at an eighth for its difference hash: 3 ms instead of 60."""


class Stopped(Exception):
    """The job was told to stop; the page in flight is read at the next run."""


class Refused(Exception):
    """A file of SOURCE can't be read, or is no longer what was planned: it waits for the next run."""


class Reader(Protocol):
    """What reads a file: the reading children, or a stand-in in tests."""

    def read_file(
        self,
        path: Path,
        name: str | None = None,
        on_page: OnPage | None = None,
        wishes: Wishes | None = None,
    ) -> FileReading:
        """The wished pages of a file; failures are data."""


class Compose(Protocol):
    """Pages of a letter -> its case."""

    def __call__(self, reading: FileReading, *, received_on: date) -> Case:
        """Judge the letter as one that came through the complaint box."""


@dataclass(frozen=True)
class Job:
    """What every file's work needs. `year`: of the letters, when they do not say it themselves.

    `starts`: file -> page -> whether a letter begins there, as people decided. `erased`: file -> pages of
    letters whose data people erased.
    """

    source: Storage
    target: Storage
    scratch: Path
    reader: Reader
    compose: Compose
    has_pdf: bool = True
    year: int | None = None
    channel: Channel = Channel.KOTAK_ADUAN
    starts: Mapping[str, Mapping[int, bool]] = field(default_factory=dict)
    erased: Mapping[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class StoredPage:
    """A page as kept while its file is in work."""

    reading: PageReading
    image: bytes
    dpi: float | None


def do_file(job: Job, file: SourceFile, on_page: OnPage | None = None) -> FileResult:
    """Read what is missing and write the file's letters and its result. Refused, Stopped."""
    begin = time.monotonic()
    with job.source.local(file.name) as path:
        _refuse_what_changed(file, path)
        findings = read_missing(job, file, path, on_page)
        pages = stored_pages(job, file)
        parts = split([page.reading for page in pages], job.starts.get(file.id))
        cases = [_judged(job, file, path, letter) for letter in parts.letters]
    by_number = {page.reading.number: page for page in pages}
    written: list[tuple[str, str]] = []
    letters = tuple(
        _write_letter(job, file, letter, by_number, written, case=case)
        for letter, case in zip(parts.letters, cases, strict=True)
    )
    failures = tuple(
        [finding.message for finding in findings]
        + [page.reading.failure for page in pages if page.reading.failure]
    )
    took = round(time.monotonic() - begin, 2)
    result = FileResult(
        file.id, printable(file.name), len(pages), letters, parts.separators, failures, took, tuple(written)
    )
    job.target.write(f"{RESULTS}/{file.id}.json", record.to_json(result))
    if not any(letter.proposals for letter in letters):  # else the pages wait for a person's decision
        job.target.remove_folder(f"{PAGES}/{file.id}")
    return result


def _refuse_what_changed(file: SourceFile, path: Path) -> None:
    """The result goes under the digest of the plan, so it must be of these bytes."""
    try:
        is_same = digest_of(path) == file.sha256
    except OSError as error:
        raise Refused(refusal_of(error)) from error
    if not is_same:
        raise Refused(CHANGED)


def read_missing(job: Job, file: SourceFile, path: Path, on_page: OnPage | None) -> tuple[Finding, ...]:
    """Read and keep every page that is not kept yet; returns what hinders the file as a whole. `path`: where
    the file lies meanwhile."""
    folder = f"{PAGES}/{file.id}"
    kept = {page.reading.number for page in stored_pages(job, file)}
    pictures = job.scratch / file.id
    pictures.mkdir(parents=True, exist_ok=True)

    def keep(page: PageReading) -> None:
        if page.failure == ENDED:
            raise Stopped
        if page.failure == REFUSED:
            raise SurroundingsError(errno.EIO)
        picture = pictures / f"{page.number}"
        if picture.exists():
            job.target.write(f"{folder}/{page.number:05d}.gambar", picture.read_bytes())
            picture.unlink()
        job.target.write(f"{folder}/{page.number:05d}.json", page.model_dump_json().encode())
        if on_page is not None:
            on_page(page)

    wishes = Wishes(
        skip=frozenset(kept),
        picture=lambda number: pictures / str(number),
        picture_kind=PictureKind.ARCHIVE if job.has_pdf else PictureKind.FINGERPRINT,
    )
    reading = job.reader.read_file(path, printable(Path(file.name).name), on_page=keep, wishes=wishes)
    _refuse_what_is_not_the_files(reading.findings)
    if pictures.exists():
        for left in pictures.iterdir():
            left.unlink()
        pictures.rmdir()
    return reading.findings if not reading.pages and not kept else ()


def _refuse_what_is_not_the_files(findings: Iterable[Finding]) -> None:
    """A file whose pages could not even be counted has no page that says why: Stopped, SurroundingsError."""
    codes = {finding.code for finding in findings}
    if ENDED_CODE in codes:
        raise Stopped
    for number in filter(None, map(surroundings_number, codes)):
        raise SurroundingsError(number)


def stored_pages(job: Job, file: SourceFile) -> tuple[StoredPage, ...]:
    """The kept pages in order, each with its picture (empty where there is none). One that a lost power cut
    off is passed over, and so is read again."""
    folder = f"{PAGES}/{file.id}"
    names = set(job.target.names(folder))
    found = []
    for name in sorted(name for name in names if name.endswith(".json")):
        try:
            reading = PageReading.model_validate(json.loads(job.target.read(f"{folder}/{name}")))
        except ValueError:
            continue
        picture = name.replace(".json", ".gambar")
        image = job.target.read(f"{folder}/{picture}") if picture in names else b""
        if image or picture not in names:
            found.append(StoredPage(reading, image, reading.quality.dpi))
    return tuple(found)


def _write_letter(
    job: Job,
    file: SourceFile,
    letter: Letter,
    pages: dict[int, StoredPage],
    written: list[tuple[str, str]],
    *,
    case: Case,
) -> LetterRecord:
    """The letter's PDF, its case JSON and its record; name and digest of each file are added to `written`.
    Of a letter with an erased page nothing is written again."""

    def put(name: str, content: bytes) -> None:
        job.target.write(name, content)
        written.append((name, hashlib.sha256(content).hexdigest()))

    made = _record(job, file, letter, case, pages[letter.face].image)
    if job.erased.get(file.id, frozenset()) & set(made.pages):
        return made.erased()
    if job.has_pdf:
        images = [pages[page.number] for page in letter.pages]
        shown = [PdfPage(page.image, page.dpi, page.reading.lines) for page in images if page.image]
        facts = Facts(_title(made), job.channel.value, file.sha256, _made_at(made))
        if shown:
            put(made.pdf, write_pdf(shown, facts))
    put(made.json, case.to_json().encode())
    return made


def _judged(job: Job, file: SourceFile, path: Path, letter: Letter) -> Case:
    """The letter's case; without documents when judging it fails, so that one letter never stops a job of
    years: it lands on the doubtful pile."""
    day = today()
    try:
        return job.compose(
            FileReading(printable(Path(file.name).name), letter.pages, path=path), received_on=day
        )
    except Exception:
        log.exception("surat %s tidak dapat dinilai", record.letter_id(file.id, letter.first_page))
        unknown = Completeness(status=CompletenessStatus.PERLU_DIPERIKSA, requirements=())
        return Case(
            service=None,
            channel=job.channel,
            received_on=day,
            documents=(),
            completeness=unknown,
            findings=(Finding(code=NOT_JUDGED, severity=Severity.GALAT, message=NOT_JUDGED_MESSAGE),),
        )


def _record(job: Job, file: SourceFile, letter: Letter, case: Case, image: bytes) -> LetterRecord:
    document = record.main_document(case)
    day = _said(document, *letter_names("tanggal"))
    year = int(day[:4]) if day else job.year
    id_ = record.letter_id(file.id, letter.first_page)
    text = record.full_text(letter.pages)
    place = f"{LETTERS}/{year or NO_DATE}/{id_}"
    return LetterRecord(
        id=id_,
        file_id=file.id,
        file_name=printable(file.name),
        pages=tuple(page.number for page in letter.pages),
        kind=document.kind.value if document else "",
        service=case.service or "",
        year=year,
        date=day,
        sender=_said(document, *letter_names("nama")),
        koperasi=_said(document, *KOPERASI_NAMES),
        topic=topic_of(_said(document, *letter_names("pokok")) or text),
        is_suggestion=is_suggestion(text),
        is_anonymous=bool(document and document.field("anonim").value),
        is_handwritten=any(page.is_handwritten for page in letter.pages),
        dpi=letter.pages[0].quality.dpi or 0.0,
        confidence=round(record.confidence_of(document), 4),
        doubts=record.doubts_of(case, letter.pages, is_split_sure=not letter.proposals),
        picture_hash=hash_of(image),
        text=text,
        pdf=f"{place}.pdf" if job.has_pdf and image else "",
        json=f"{place}.json",
        proposals=letter.proposals,
        blank_pages=tuple(page.number for page in letter.pages if is_blank(page)),
        back_pages=letter.back_pages,
        alternatives=record.alternatives_of(letter.pages),
        lines=record.lines_of(letter.pages),
    )


def _said(document: Document | None, *names: str) -> str:
    """The first of these fields that was read."""
    texts = (document.text(name) for name in names if document)
    return next((text for text in texts if text), "")


def hash_of(image: bytes) -> str:
    """Difference hash of a page's picture; empty without one."""
    if not image:
        return ""
    with Image.open(io.BytesIO(image), formats=PAGE_FORMATS) as picture:
        picture.draft("L", DRAFT_SIZE)
        return record.picture_hash(picture.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes())


def _title(letter: LetterRecord) -> str:
    kinds = {"surat_pengaduan": "Surat pengaduan", "surat_permohonan": "Surat permohonan"}
    return " ".join(filter(None, [kinds.get(letter.kind, "Surat"), letter.date or str(letter.year or "")]))


def _made_at(letter: LetterRecord) -> datetime:
    """The letter's own date, so that a file made again is the same file."""
    day = date.fromisoformat(letter.date) if letter.date else date(letter.year or 1970, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
