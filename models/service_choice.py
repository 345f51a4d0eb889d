"""Which service a case belongs to: by the request's jenis_layanan, or by what a complaint is about.

Two different things are called pengaduan: one about a koperasi (fasilitasi_pengaduan, 10 hari kerja) and
one about the office's own service (pengaduan_layanan, 3 hari kerja), as the service
standard and its page "Pengaduan Layanan" have it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from models.document import Document, Kind
from models.koperasi_kinds import is_short_form
from models.service import ABOUT_KOPERASI, ABOUT_OFFICE, ServiceStandard, Standards
from models.word_sets import word_set

KOPERASI_WORDS = word_set("service_choice.koperasi")
"""Words of complaints about a koperasi, or one who pretends to be one, beside its kinds' short forms."""

SERVICE_WORDS = word_set("service_choice.service")
"""Words of complaints about being served."""

AMBIGUOUS = word_set("service_choice.ambiguous")
"""Words for people whom a koperasi has as well as the office: who is meant, the complaint itself tells."""

OFFICE_WEIGHT = 2
"""Naming the office outside the salutation says more than one word of serving: `petugas` and `menunggu`
also occur in complaints about a koperasi."""

DEFAULT_OFFICE_NAMES = ("DINAS KOPERASI DAN USAHA MIKRO", "DINAS KOPERASI", "DINAS KOP", "DINKOPUM", "DINKOP")

_WORD = re.compile(r"[A-Z]+")
_FOUNDING = re.compile(r"\b(?:PENDIRIAN|MENDIRIKAN|MEMBENTUK|PEMBENTUKAN|BIDANG)\s+(?:SEBUAH\s+)?KOPERASI\b")
"""What people come to the office for: such a koperasi is not complained of."""


SURE = 0.97
"""Below this probability a person is asked which service is meant. Out of voice, 2,270 letters of 227 tune
voices: .22 % wrong and not asked, 8.5 % asked; at .95 .34 and 6.5, at .98 .11 and 10.5."""


class Choice(NamedTuple):
    """A service and whether the letter leaves it in doubt; None where no letter asks for one."""

    standard: ServiceStandard | None
    needs_review: bool = False


def choose_service(documents: Sequence[Document], standards: Standards) -> Choice:
    """The service that the case's letter asks for: a request goes before a complaint; none without either."""
    request = _first(documents, Kind.SURAT_PERMOHONAN)
    if request is not None:
        standard = standards.for_request(request.text("jenis_layanan"), request.text("perihal") or "")
        return Choice(standard, request.service is not None and request.service.probability < SURE)
    complaint = _first(documents, Kind.SURAT_PENGADUAN)
    if complaint is None:
        return Choice(None)
    if (read := complaint.service) is not None:
        about = ABOUT_OFFICE if read.is_about_office else ABOUT_KOPERASI
        return Choice(standards.for_complaint(about), read.probability < SURE)
    is_office = is_about_office(
        complaint.text("terlapor"), complaint.text("materi_pengaduan"), standards.office.known_as
    )
    return Choice(standards.for_complaint(ABOUT_OFFICE if is_office else ABOUT_KOPERASI))


def is_about_office(
    terlapor: str | None, materi: str | None, office_names: Sequence[str] = DEFAULT_OFFICE_NAMES
) -> bool:
    """Whether a complaint is about the office's own service and not about a koperasi.

    The one complained of decides where the letter says it; else the words of the complaint, without the
    salutation. In doubt it is about a koperasi: that service keeps both clocks, so nothing is late.
    """
    names = tuple(office_names)
    named = (terlapor or "").upper()
    served, koperasi = _scores(named, names)
    if koperasi and not _names_pattern(names).search(named):
        return False
    if served == koperasi or _is_ambiguous(named, names):
        served, koperasi = word_scores(materi or "", names)
    return served > koperasi


def _is_ambiguous(named: str, office_names: tuple[str, ...]) -> bool:
    """`Petugas tagihnya`: no word but such as a koperasi's people bear too."""
    words = set(_WORD.findall(named))
    return not _office_pattern(office_names).search(named) and words & SERVICE_WORDS <= AMBIGUOUS


def word_scores(text: str, office_names: Sequence[str] = DEFAULT_OFFICE_NAMES) -> tuple[int, int]:
    """How much a letter's words speak of the office, and of a koperasi, its salutation aside."""
    names = tuple(office_names)
    return _scores(_salutation(names).sub(" ", text.upper()), names)


def _scores(text: str, office_names: tuple[str, ...]) -> tuple[int, int]:
    """(how much it speaks of the office, of a koperasi)."""
    office = _office_pattern(office_names)
    words = _WORD.findall(office.sub(" ", _FOUNDING.sub(" ", text)))
    served = OFFICE_WEIGHT * len(office.findall(text)) + sum(word in SERVICE_WORDS for word in words)
    return served, sum(word in KOPERASI_WORDS or is_short_form(word) for word in words)


@lru_cache(maxsize=8)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """The office by one of its own names, the longest first."""
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, sorted(map(str.upper, names), key=len, reverse=True)))})\b"
    )


@lru_cache(maxsize=8)
def _office_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """The same, or just `dinas`, which may also be another one (KPRI Dinas Pendidikan)."""
    return re.compile(rf"{_names_pattern(names).pattern}|\bDINAS\b")


@lru_cache(maxsize=8)
def _salutation(names: tuple[str, ...]) -> re.Pattern[str]:
    """`Kpd Yth. Bapak Kepala Dinas Koperasi`: says who is written to, not what the letter is about."""
    return re.compile(rf"\b(?:KEPADA|KPD|YTH|KEPALA)\b[^;\n]{{0,40}}?(?:{_office_pattern(names).pattern})")


def _first(documents: Sequence[Document], kind: Kind) -> Document | None:
    return next((doc for doc in documents if doc.kind is kind), None)
