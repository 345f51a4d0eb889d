"""A letter as the archive knows it: what goes into the index, the reports and the doubtful pile."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from models.archive_erasing import BLANK, SEAL, seal, sealed
from models.case import Case, CompletenessStatus, Severity
from models.document import Document, Kind
from models.errors import BerkasError
from models.field_spec import BY_NAME, places
from models.letter_fields import KOPERASI_PLACES
from models.page import PageReading
from models.wording import mid_sentence

LETTERS = (Kind.SURAT_PENGADUAN, Kind.SURAT_PERMOHONAN)
_KEYS = (*places("nama"), *KOPERASI_PLACES, *places("pokok"), *places("tanggal"))
KEY_FIELDS = {letter: tuple(name for kind, name in _KEYS if kind is letter) for letter in LETTERS}
"""Fields by which an archived letter is found again; doubt about one of them is doubt about the letter."""

LEAST_TEXT = 20
"""Characters; a letter with less was not read."""

NUL = "\0"


@dataclass(frozen=True)
class LetterRecord:
    """One letter. `doubts`: why a person should look, in Indonesian; empty = none needed.

    `alternatives`: words that may stand in its handwriting instead of those read. Of its page numbers:
    `proposals`, where another letter may begin; `blank_pages`; `back_pages`, which are the backs of sheets.
    """

    id: str
    file_id: str
    file_name: str
    pages: tuple[int, ...]
    kind: str
    service: str
    year: int | None
    date: str
    sender: str
    koperasi: str
    topic: str
    is_suggestion: bool
    is_anonymous: bool
    is_handwritten: bool
    dpi: float
    confidence: float
    doubts: tuple[str, ...]
    picture_hash: str
    text: str
    pdf: str
    json: str
    proposals: tuple[int, ...] = ()
    blank_pages: tuple[int, ...] = ()
    back_pages: tuple[int, ...] = ()
    alternatives: str = ""
    lines: str = ""
    """Its lines of handwriting for the desk, as `lines_of` packs them."""

    def erased(self) -> "LetterRecord":
        """When a person erased its data: what a row of the index needs, and nothing that was read."""
        return LetterRecord.of(asdict(self) | dict(BLANK))

    @classmethod
    def of(cls, facts: dict[str, Any]) -> "LetterRecord":
        """As it was stored."""
        told: dict[str, Any] = {
            key: tuple(each) if isinstance(each, list) else each for key, each in facts.items()
        }
        return cls(**told)


class BrokenResult(BerkasError):
    """A stored result is not what was written: the file is done again."""

    code = "HASIL_RUSAK"


@dataclass(frozen=True)
class FileResult:
    """All that came of one source file; its presence in storage means the file is done.

    `digests`: (name, SHA-256) of the letters' files as they were written.
    """

    file_id: str
    file_name: str
    pages: int
    letters: tuple[LetterRecord, ...]
    separators: tuple[int, ...]
    failures: tuple[str, ...]
    seconds: float
    digests: tuple[tuple[str, str], ...] = ()


def letter_id(file_id: str, first_page: int) -> str:
    """The same letter always has the same id: digest of its file and its first page."""
    return f"{file_id}-{first_page:05d}"


def main_document(case: Case) -> Document | None:
    """The letter among a case's documents."""
    return next((doc for kind in LETTERS for doc in case.documents if doc.kind is kind), None)


def alternatives_of(pages: Sequence[PageReading]) -> str:
    """What words written by hand may be instead of what was read."""
    return " ".join(word for page in pages for word in page.alternatives).replace(NUL, "")


def lines_of(pages: Sequence[PageReading]) -> str:
    """JSON of the lines of the pages written by hand: [number in the text, place of the page from 1, box,
    [[word, confidence], ...]]; "" without one."""
    found, number = [], 0
    for place, page in enumerate(pages, start=1):
        for line in page.lines:
            if page.is_handwritten:
                words = [[word.text.replace(NUL, ""), round(word.confidence, 4)] for word in line.words]
                found.append([number, place, [round(side, 5) for side in line.box], words])
            number += 1
    return json.dumps(found) if found else ""


def full_text(pages: Sequence[PageReading]) -> str:
    """All lines of all pages."""
    return "\n".join(line.text for page in pages for line in page.lines).replace(NUL, "")


def doubts_of(case: Case, pages: Sequence[PageReading], *, is_split_sure: bool) -> tuple[str, ...]:
    """Why a person should look at this letter."""
    doubts: list[str] = []
    letter = main_document(case)
    if any(page.failure for page in pages):
        doubts.append("Ada halaman yang tidak terbaca.")
    if not is_split_sure:
        doubts.append("Batas antarsurat dalam berkas ini belum pasti.")
    if letter is None:
        doubts.append("Jenis surat tidak dikenali.")
    elif unsure := [name for name in KEY_FIELDS[letter.kind] if letter.field(name).needs_review]:
        doubts.append(f"Isian meragukan: {', '.join(mid_sentence(BY_NAME[name].label) for name in unsure)}.")
    if len(full_text(pages)) < LEAST_TEXT:
        doubts.append("Hampir tidak ada tulisan yang terbaca.")
    if case.completeness.status is CompletenessStatus.PERLU_DIPERIKSA and not doubts:
        doubts.append("Kelengkapan perlu diperiksa.")
    if any(finding.severity is Severity.GALAT for finding in case.findings) and not doubts:
        doubts.append("Ada temuan yang perlu dilihat.")
    return tuple(doubts)


def confidence_of(letter: Document | None) -> float:
    """The least confidence among the key fields that the letter carries; 0 for no letter."""
    if letter is None:
        return 0.0
    carried = [letter.field(name) for name in KEY_FIELDS[letter.kind]]
    return min((field.confidence for field in carried if field.value is not None), default=0.0)


def to_json(result: FileResult) -> bytes:
    """As stored, with its own digest."""
    return sealed(asdict(result))


def from_json(content: bytes) -> FileResult:
    """As it was stored. BrokenResult when it is not (one without a digest is of an earlier version)."""
    try:
        facts = json.loads(content)
        kept = facts.pop(SEAL, None)
        if kept is not None and kept != seal(facts):
            raise ValueError("digest")
        letters = tuple(LetterRecord.of(letter) for letter in facts.pop("letters"))
        for key in ("separators", "failures"):
            facts[key] = tuple(facts[key])
        facts["digests"] = tuple((name, digest) for name, digest in facts.get("digests", ()))
        return FileResult(**facts, letters=letters)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenResult("Hasil arsip rusak; jalankan perintah yang sama untuk membacanya lagi.") from error


def picture_hash(gray: bytes) -> str:
    """Difference hash of a picture shrunk to 9x8 grey bytes, as 16 hex digits."""
    bits = [gray[row * 9 + column] > gray[row * 9 + column + 1] for row in range(8) for column in range(8)]
    return f"{sum(bit << place for place, bit in enumerate(bits)):016x}"
