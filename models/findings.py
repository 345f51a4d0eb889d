"""What a person should know of the documents beside their completeness.

Nothing here refuses anything: a NIK stays for life whatever is corrected or moves later (PP 40/2019
Ps. 30(2)), so one that disagrees with the card may be legal and both values are shown.
A past "berlaku hingga" and a kecamatan that differs from the NIK's are no findings at all.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from models.case import Finding, Severity
from models.document import Document, Kind
from models.doubt import sure_text
from models.field_spec import places
from models.identity import ROUGH_NAME_MATCH, is_unread, iso_date, koperasi_told, letter_names, sex_of
from models.nik import PROBLEM_TEXTS, NikFacts, decode, nik_digits, problems
from models.region import Level, best_match
from models.service import Standards
from models.similarity import KOPERASI_MATCH, NAME_MATCH, koperasi_similarity, name_similarity
from models.wording import sentence

CALENDAR_INCOMPLETE = "HARI_LIBUR_TIDAK_LENGKAP"
CALENDAR_ESTIMATE = "HARI_LIBUR_PERKIRAAN"
NIK_FORMAT = "NIK_FORMAT"
NIK_BIRTH_DATE = "NIK_TANGGAL_LAHIR"
NIK_SEX = "NIK_JENIS_KELAMIN"
NIK_DIFFERS = "NIK_BERBEDA"
NAME_DIFFERS = "NAMA_BERBEDA"
KOPERASI_DIFFERS = "KOPERASI_BERBEDA"
SEVERAL_LETTERS = "SURAT_LEBIH_DARI_SATU"
LETTER_DATE = "TANGGAL_SURAT"
SERVICE_UNCLEAR = "LAYANAN_BELUM_JELAS"
SERVICE_DOUBTFUL = "LAYANAN_RAGU"
KIND_DOUBTFUL = "JENIS_SURAT_RAGU"
LETTER_DOUBTFUL = "SURAT_RAGU"
OUTSIDE_REGION = "LUAR_WILAYAH"
LEGAL_NUMBER_DIFFERS = "BADAN_HUKUM_BERBEDA"
OPPONENTS_PAPER = "IDENTITAS_TERMOHON"
CARD_UNREAD = "KTP_TIDAK_TERBACA"
NO_KOPERASI = "LEMBAGA_TANPA_KOPERASI"

RULE_CODES = frozenset(
    {NIK_FORMAT, NIK_BIRTH_DATE, NIK_SEX, NIK_DIFFERS, NAME_DIFFERS, KOPERASI_DIFFERS, SEVERAL_LETTERS}
    | {LETTER_DATE, SERVICE_UNCLEAR, SERVICE_DOUBTFUL, OUTSIDE_REGION, LEGAL_NUMBER_DIFFERS, OPPONENTS_PAPER}
    | {CALENDAR_INCOMPLETE, CALENDAR_ESTIMATE, KIND_DOUBTFUL, LETTER_DOUBTFUL, CARD_UNREAD, NO_KOPERASI}
)
"""Codes of all findings that judging gives anew each time; those of the reading have other ones."""

UNREAD = (
    "Tidak satu pun isian KTP terbaca; pastikan bahwa gambarnya memang KTP, lalu mintalah salinan yang jelas."
)
NAMELESS = (
    "Nama koperasi tidak terbaca pada surat identitas lembaga ini; pastikan bahwa surat itu milik koperasi, "
    "bukan milik perorangan atau badan lain."
)

SURE_PLACE = 0.95
"""A kabupaten is only said to be another one when it is written all but exactly so."""

_KABUPATEN = re.compile(r"\b(kabupaten|kab|kota)\b[\s.:]*([a-z]+)(?: ([a-z]+))?", re.IGNORECASE)

LEGAL_PAPERS = frozenset({"sk_badan_hukum"})
"""Institution papers whose own number is the badan hukum number; an akta has the notary's."""

_NOT_ALNUM = re.compile(r"[^A-Z0-9]+")
_YEAR_WORD = re.compile(r"TAHUN|THN|TH(?=\d)")

_NIK_FIELDS = dict(places("nik"))


def document_findings(
    documents: Sequence[Document], *, received_on: date, standards: Standards
) -> tuple[Finding, ...]:
    """All findings that the documents themselves give, in the order a reviewer reads them."""
    return tuple(_all(documents, received_on, standards))


def _all(documents: Sequence[Document], received_on: date, standards: Standards) -> Iterator[Finding]:
    for document in documents:
        yield from nik_findings(document)
        yield from _date_findings(document, received_on)
        if is_unread(document):
            yield _finding(CARD_UNREAD, UNREAD, document, None)
        if document.kind is Kind.IDENTITAS_LEMBAGA and not document.text("koperasi_nama"):
            yield _finding(NO_KOPERASI, NAMELESS, document, "koperasi_nama")
    letters = [doc for doc in documents if doc.kind is Kind.SURAT_PERMOHONAN]
    yield from _several(documents)
    for letter in letters[:1]:
        yield from _letter_against_cards(letter, documents)
        yield from _letter_against_institutions(letter, documents)
        yield from _jurisdiction(letter, standards)


def nik_findings(document: Document) -> Iterator[Finding]:
    """What is odd about the NIK of one document, in itself and against the card's other fields."""
    name = _NIK_FIELDS.get(document.kind)
    nik = document.text(name) if name else None
    if not name or not nik:
        return
    for problem in problems(nik):
        message = f"NIK {nik} {PROBLEM_TEXTS[problem]}; bacalah ulang atau tanyakan kepada pemohon."
        yield _finding(NIK_FORMAT, message, document, name)
    facts = decode(nik)
    if facts and document.kind is Kind.KTP:
        yield from _nik_against_card(facts, document)


def _nik_against_card(facts: NikFacts, card: Document) -> Iterator[Finding]:
    printed = iso_date(card.text("tanggal_lahir"))
    if printed and facts.birth_dates and printed not in facts.birth_dates:
        said = " atau ".join(f"{day:%d-%m-%Y}" for day in facts.birth_dates)
        message = f"Tanggal lahir menurut NIK {said}, sedangkan yang tercetak {printed:%d-%m-%Y}."
        yield _finding(NIK_BIRTH_DATE, message, card, "tanggal_lahir")
    sex = card.text("jenis_kelamin")
    if sex and facts.birth_dates and sex_of(sex) != facts.sex:
        message = f"Jenis kelamin menurut NIK {facts.sex}, sedangkan yang tercetak {sex}."
        yield _finding(NIK_SEX, message, card, "jenis_kelamin")


def _date_findings(document: Document, received_on: date) -> Iterator[Finding]:
    written = iso_date(document.text("tanggal_surat"))
    if written and written > received_on:
        message = f"Tanggal surat {written:%d-%m-%Y} sesudah tanggal terima {received_on:%d-%m-%Y}."
        yield _finding(LETTER_DATE, message, document, "tanggal_surat")


def _several(documents: Sequence[Document]) -> Iterator[Finding]:
    letters = [doc for doc in documents if doc.kind in (Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN)]
    if len(letters) > 1:
        message = f"Pindaian memuat {len(letters)} surat; periksa apakah semuanya satu berkas."
        yield _finding(SEVERAL_LETTERS, message, letters[1], None)


def _letter_against_cards(letter: Document, documents: Sequence[Document]) -> Iterator[Finding]:
    cards = [doc for doc in documents if doc.kind is Kind.KTP and (doc.text("nama") or doc.text("nik"))]
    names, nik = letter_names(letter), letter.text("pemohon_nik")
    if not cards:
        return
    nearest = max(cards, key=lambda card: _likeness(card, names, nik))
    card_name = sure_text(nearest, "nama")
    if names and card_name and max(name_similarity(card_name, name) for name in names) < NAME_MATCH:
        message = f"Nama pada surat {names[0]} berbeda dari nama pada KTP {card_name}."
        yield _finding(NAME_DIFFERS, message, letter, "pemohon_nama")
    yield from _nik_against_letter(nearest, letter)


def _nik_against_letter(card: Document, letter: Document) -> Iterator[Finding]:
    """Two NIKs of what may be one person; that another person has another one is no finding."""
    own, written = card.text("nik"), letter.text("pemohon_nik")
    if not own or not written or nik_digits(own) == nik_digits(written):
        return
    card_name, applicant = card.text("nama"), letter.text("pemohon_nama")
    if card_name and applicant and name_similarity(card_name, applicant) < ROUGH_NAME_MATCH:
        return
    is_unsure = letter.field("pemohon_nik").needs_review or card.field("nik").needs_review
    doubt = " (salah satu bacaan belum pasti)" if is_unsure else ""
    message = f"NIK pada surat {written} berbeda dari NIK pada KTP {own}{doubt}."
    yield _finding(NIK_DIFFERS, message, letter, "pemohon_nik")


def _likeness(card: Document, names: tuple[str, ...], nik: str | None) -> float:
    own = card.text("nik")
    is_same = bool(nik and own and nik_digits(nik) == nik_digits(own))
    return is_same + max((name_similarity(card.text("nama") or "", name) for name in names), default=0.0)


def _letter_against_institutions(letter: Document, documents: Sequence[Document]) -> Iterator[Finding]:
    papers = [doc for doc in documents if doc.kind is Kind.IDENTITAS_LEMBAGA]
    for paper in papers:
        name = koperasi_told(paper)
        if name:
            yield from _koperasi_against_paper(letter, paper, name)
        number, written = paper.text("nomor_identitas"), letter.text("koperasi_badan_hukum")
        is_legal = paper.text("jenis_identitas") in LEGAL_PAPERS
        if is_legal and number and written and not _is_same_number(number, written):
            message = f"Nomor badan hukum pada surat {written} berbeda dari identitas lembaga {number}."
            yield _finding(LEGAL_NUMBER_DIFFERS, message, paper, "nomor_identitas")


def _koperasi_against_paper(letter: Document, paper: Document, name: str) -> Iterator[Finding]:
    wanted, opponent = koperasi_told(letter), letter.text("termohon_nama")
    if wanted and koperasi_similarity(wanted, name) < KOPERASI_MATCH:
        message = f"Koperasi pada surat {wanted} berbeda dari identitas lembaga {name}."
        yield _finding(KOPERASI_DIFFERS, message, paper, "koperasi_nama")
    if opponent and koperasi_similarity(opponent, name) >= KOPERASI_MATCH:
        message = f"Identitas lembaga {name} adalah milik termohon; pastikan identitas pemohon."
        yield _finding(OPPONENTS_PAPER, message, paper, "koperasi_nama")


def _is_same_number(first: str, second: str) -> bool:
    """Whether two badan hukum numbers are one, dots, blanks and a missing year aside."""
    one, two = sorted((_bare(first), _bare(second)), key=len)
    return two.startswith(one)


def _bare(number: str) -> str:
    """Letters and digits of a badan hukum number, without the word for the year."""
    return _YEAR_WORD.sub("", _NOT_ALNUM.sub("", number.upper()))


def _jurisdiction(letter: Document, standards: Standards) -> Iterator[Finding]:
    """A koperasi outside the kabupaten is the province's or another office's (UU 23/2014, annex)."""
    address = letter.text("koperasi_alamat")
    place = outside_place(address, standards) if address else None
    if place:
        message = (
            f"Koperasi beralamat di {place}, di luar {standards.office.region.name}; periksa kewenangannya."
        )
        yield _finding(OUTSIDE_REGION, message, letter, "koperasi_alamat", Severity.INFO)


def outside_place(address: str, standards: Standards) -> str | None:
    """The kabupaten or kota an address names, if it is not the office's own; None if it names none."""
    for kind, first, second in _KABUPATEN.findall(address):
        for name in (f"{kind} {first} {second}", f"{kind} {first}"):
            match = best_match(name, "", Level.KABUPATEN)
            if match is not None and match.score >= SURE_PLACE:
                return None if match.code == standards.office.region_code else match.name
    return None


def _finding(
    code: str,
    message: str,
    document: Document,
    field: str | None,
    severity: Severity = Severity.PERINGATAN,
) -> Finding:
    file = document.pages[0].file if document.pages else None
    return Finding(code=code, severity=severity, message=sentence(message), field=field, file=file)
