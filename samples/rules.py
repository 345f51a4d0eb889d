"""What the completeness check must say, from what the generator knows; written from the contract's
table ("Requirements checked") on purpose apart from models.completeness, so that it tests it."""

from dataclasses import dataclass
from datetime import date

from models.case import Completeness, CompletenessStatus, Deadlines, RequirementVerdict, Verdict

OK, LOOK, NO = Verdict.TERPENUHI, Verdict.PERLU_DIPERIKSA, Verdict.TIDAK_TERPENUHI
REASON = "Menurut pembuat contoh."

WORKING_DAYS: dict[date, tuple[date, date]] = {
    date(2026, 3, 13): (date(2026, 3, 25), date(2026, 4, 6)),
    date(2026, 5, 12): (date(2026, 5, 19), date(2026, 6, 2)),
    date(2026, 11, 24): (date(2026, 11, 27), date(2026, 12, 8)),
}
"""Day of receipt: (3, 10) hari kerja later. Two stand in the issue; no holiday touches the third."""


@dataclass(frozen=True)
class LetterFact:
    """A request: the ids of the people it names, its koperasi where it is told (not on a stamp alone), its
    service (jenis_layanan)."""

    people: frozenset[str]
    cooperative: str | None
    wants: str
    is_signed: bool
    is_clear: bool = True


@dataclass(frozen=True)
class CardFact:
    """A KTP in the case: whose (NIK), and whether a person could read it."""

    nik: str
    is_legible: bool = True


@dataclass(frozen=True)
class InstitutionFact:
    """An institution's paper: of which koperasi."""

    cooperative: str
    is_legible: bool = True


@dataclass(frozen=True)
class ComplaintFact:
    """A complaint letter: what it says of its writer, and about whom it is."""

    has_name: bool
    has_address: bool
    has_phone: bool
    has_matter: bool
    is_about_office: bool


@dataclass(frozen=True)
class CaseFacts:
    """All that lies in the case."""

    letter: LetterFact | None = None
    complaint: ComplaintFact | None = None
    cards: tuple[CardFact, ...] = ()
    institutions: tuple[InstitutionFact, ...] = ()


def service(facts: CaseFacts) -> str | None:
    """The service asked for, None without a letter."""
    if facts.letter:
        return "fasilitasi_konsultasi" if facts.letter.wants == "konsultasi" else "fasilitasi_pengaduan"
    if facts.complaint:
        return "pengaduan_layanan" if facts.complaint.is_about_office else "fasilitasi_pengaduan"
    return None


def completeness(facts: CaseFacts) -> Completeness:
    """Verdicts of the requirements that apply, and the status they add up to."""
    if facts.complaint and not facts.letter:
        verdicts = {
            "identitas_lengkap": _full_identity(facts.complaint),
            "materi_pengaduan": OK if facts.complaint.has_matter else NO,
        }
    else:
        verdicts = {"surat_permohonan": _letter(facts.letter), "identitas": _identity(facts)}
    said = set(verdicts.values())
    status = CompletenessStatus.LENGKAP
    if NO in said:
        status = CompletenessStatus.TIDAK_LENGKAP
    elif LOOK in said:
        status = CompletenessStatus.PERLU_DIPERIKSA
    rows = tuple(RequirementVerdict(id=key, status=value, reason=REASON) for key, value in verdicts.items())
    return Completeness(status=status, requirements=rows)


def _letter(letter: LetterFact | None) -> Verdict:
    if letter is None:
        return NO
    return OK if letter.is_signed and letter.is_clear else LOOK


def _identity(facts: CaseFacts) -> Verdict:
    if not facts.cards and not facts.institutions:
        return NO
    if facts.letter is None:
        return LOOK
    has_card = any(card.is_legible and card.nik in facts.letter.people for card in facts.cards)
    has_paper = any(p.is_legible and p.cooperative == facts.letter.cooperative for p in facts.institutions)
    return OK if has_card or has_paper else LOOK


def _full_identity(complaint: ComplaintFact) -> Verdict:
    if complaint.has_name and complaint.has_address:
        return OK
    return LOOK if complaint.has_name and complaint.has_phone else NO


def deadlines(facts: CaseFacts, received_on: date) -> Deadlines:
    """Dates due for the service on one of the days of WORKING_DAYS."""
    three, ten = WORKING_DAYS[received_on]
    return {
        "fasilitasi_konsultasi": Deadlines(service_due=ten),
        "fasilitasi_pengaduan": Deadlines(response_due=three, service_due=ten),
        "pengaduan_layanan": Deadlines(response_due=three),
        None: Deadlines(),
    }[service(facts)]
