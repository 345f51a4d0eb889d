"""Step 2 of the service standard: is the file complete? (case-contract.md, "Requirements checked")

The letters in the case say which requirements apply: those the service lists for that kind of letter. A
requirement whose id has no rule here is left to a person. The worst fault is `lengkap` said of a file
that is not, so every doubt ends as `perlu_diperiksa`: also one of the letter's kind, by which requirements
differ (a request needs a KTP and a signature, a complaint the complainant's address). A file is complete only
under every kind that its letter may still be.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.addressee import fault_of_addressee, fault_of_doubted, fault_of_unsure
from models.case import Completeness, CompletenessStatus, RequirementVerdict, Verdict
from models.complaint_check import judge_complainant, judge_complaint
from models.document import Document, Kind
from models.doubt import RANK, Judgement
from models.field import ABSENT
from models.field_spec import fields_as
from models.identity import is_applicant_known, is_legible, judge_identities
from models.letter_check import judge_letter
from models.letters_apart import asks, is_copy, is_same_writer, is_to_the_other_side
from models.office import Office, load_office
from models.service import Requirement, ServiceStandard
from models.wording import sentence

LETTERS = (Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN)
"""Kinds of letter that ask for something, in the order their requirements are told."""
CALLED = {Kind.SURAT_PERMOHONAN: "permohonan", Kind.SURAT_PENGADUAN: "pengaduan"}
"""What a letter of a kind is within a sentence."""

REQUEST_REQUIREMENTS = (
    Requirement("surat_permohonan", Kind.SURAT_PERMOHONAN, "Surat permohonan"),
    Requirement("identitas", Kind.SURAT_PERMOHONAN, "Fotokopi KTP atau identitas lembaga"),
)
"""Checked of a request when its service lists none, or when there is no letter at all."""

COMPLAINT_REQUIREMENTS = (
    Requirement("identitas_lengkap", Kind.SURAT_PENGADUAN, "Identitas lengkap pelapor: nama dan alamat"),
    Requirement("materi_pengaduan", Kind.SURAT_PENGADUAN, "Materi pengaduan"),
)
"""The same of a complaint letter."""


@dataclass(frozen=True)
class Around:
    """What a rule may know besides the letter it judges: the case's letters of the same kind and identity
    papers, and the office's names, place and own address."""

    letters: tuple[Document, ...]
    papers: tuple[Document, ...]
    known_as: tuple[str, ...]
    place: str
    address: str


Rule = Callable[[Document | None, Around], Judgement]


def _letter(letter: Document | None, around: Around) -> Judgement:
    papers = list(around.papers)
    read = letter.known.written_to if letter else ABSENT
    tujuan = letter.fields.get("tujuan", read) if letter else ABSENT
    return judge_letter(
        letter,
        is_applicant_known=letter is not None and is_applicant_known(letter, papers),
        addressee_fault=fault_of_unsure(tujuan, read, around.known_as, around.place),
        holders=[card.text("nama") or "" for card in papers if card.kind is Kind.KTP and is_legible(card)],
    )


def _identity(letter: Document | None, around: Around) -> Judgement:
    others = [other for other in around.letters if letter and not is_same_writer(other, letter)]
    return judge_identities(letter, list(around.papers), others)


def _complainant(letter: Document | None, around: Around) -> Judgement:
    cards = [paper for paper in around.papers if paper.kind is Kind.KTP]
    others = [other for other in around.letters if letter and not is_same_writer(other, letter)]
    return judge_complainant(letter, cards, around.address, is_one_of_several=bool(others))


def _complaint(letter: Document | None, around: Around) -> Judgement:
    told = letter.known.written_to if letter else ABSENT
    return judge_complaint(letter, fault_of_doubted(told, around.known_as, around.place))


RULES: dict[str, Rule] = {
    "surat_permohonan": _letter,
    "identitas": _identity,
    "identitas_lengkap": _complainant,
    "materi_pengaduan": _complaint,
}
"""Rule of a requirement's id: from a letter of its kind (or none) and what lies around it."""


def completeness(
    documents: Sequence[Document], standard: ServiceStandard | None, office: Office | None = None
) -> Completeness:
    """All verdicts of a case, and what follows from them for the whole. `office`: the packaged one."""
    own = office or load_office()
    documents = _without_covers(_without_enclosed(documents, own))
    kinds = letter_kinds(documents, standard)
    verdicts = []
    for kind in (*kinds, *other_kinds(documents)):
        seen_so = documents if kind in kinds else [_as(document, kind) for document in documents]
        asked = _verdicts(seen_so, kind, _requirements(standard, kind), own)
        is_certain = kind in kinds and not _is_only_possible(kind, documents)
        verdicts += asked if is_certain else [_if_of(kind, verdict) for verdict in asked]
    return Completeness(status=status_of([item.status for item in verdicts]), requirements=tuple(verdicts))


def _without_enclosed(documents: Sequence[Document], office: Office) -> Sequence[Document]:
    """The documents without letters that were written to the koperasi which a letter to the office names:
    people enclose what they wrote to it before."""
    letters = [document for document in documents if document.kind is Kind.SURAT_PERMOHONAN]
    elsewhere = [letter for letter in letters if _is_elsewhere(letter, office)]
    own = [letter for letter in letters if letter not in elsewhere]
    enclosed = [letter for letter in elsewhere if any(is_to_the_other_side(letter, one) for one in own)]
    return [document for document in documents if document not in enclosed]


def _is_elsewhere(letter: Document, office: Office) -> bool:
    """Whether the addressee that was read, be it surely or not, is not the office."""
    tujuan = letter.field("tujuan")
    return tujuan.value is not None and bool(fault_of_addressee(tujuan, office.known_as, _place(office)))


def _place(office: Office) -> str:
    return f"{office.city} {office.letterhead.government}"


def _without_covers(documents: Sequence[Document]) -> Sequence[Document]:
    """The documents without letters that ask for nothing, where another letter does: a request beside any
    letter, a complaint, which often nobody signs, beside a complaint."""
    asking = {letter.kind for letter in documents if letter.kind in LETTERS and asks(letter)}
    covers = {kind for kind in LETTERS if kind in asking or (asking and kind is Kind.SURAT_PERMOHONAN)}
    return [document for document in documents if document.kind not in covers or asks(document)]


def status_of(verdicts: Sequence[Verdict]) -> CompletenessStatus:
    """tidak_lengkap if one is tidak_terpenuhi, else perlu_diperiksa if one is, else lengkap."""
    if Verdict.TIDAK_TERPENUHI in verdicts:
        return CompletenessStatus.TIDAK_LENGKAP
    if Verdict.PERLU_DIPERIKSA in verdicts or not verdicts:
        return CompletenessStatus.PERLU_DIPERIKSA
    return CompletenessStatus.LENGKAP


def letter_kinds(documents: Sequence[Document], standard: ServiceStandard | None) -> tuple[Kind, ...]:
    """Kinds of letter to check for: those in the case, else what the service (or a request) needs."""
    present = {doc.kind for doc in documents}
    kinds = tuple(kind for kind in LETTERS if kind in present)
    if kinds:
        return kinds
    is_complaint = standard is not None and not standard.requirements_for(Kind.SURAT_PERMOHONAN)
    return (Kind.SURAT_PENGADUAN,) if is_complaint else (Kind.SURAT_PERMOHONAN,)


def other_kinds(documents: Sequence[Document]) -> tuple[Kind, ...]:
    """Kinds of which there is no letter but one that may be it."""
    present, possible = ({doc.kind for doc in documents}, {doc.known.may_be for doc in documents})
    return tuple(kind for kind in LETTERS if kind in possible - present)


def _is_only_possible(kind: Kind, documents: Sequence[Document]) -> bool:
    """Whether each letter of that kind may be of another, beside one that surely is of another: nothing says
    that the case has any of that kind."""
    letters = [document for document in documents if document.kind in LETTERS]
    sure = {letter.kind for letter in letters if not (letter.known.may_be or letter.known.is_guess)}
    return kind not in sure and bool(sure) and all(one.known.may_be for one in letters if one.kind is kind)


def _as(document: Document, kind: Kind) -> Document:
    """The document, as a letter of that kind if it may be one."""
    if document.known.may_be is not kind:
        return document
    fields = fields_as(document.fields, document.kind, kind)
    return document.model_copy(update={"kind": kind, "fields": fields})


def _if_of(kind: Kind, verdict: RequirementVerdict) -> RequirementVerdict:
    """The verdict on what is asked only if the letter is of that kind: nothing is surely lacking."""
    lacks = verdict.status is Verdict.TIDAK_TERPENUHI
    status = Verdict.PERLU_DIPERIKSA if lacks else verdict.status
    reason = sentence(f"{verdict.reason.rstrip('. ')} (bila surat ini {CALLED[kind]})")
    return RequirementVerdict(id=verdict.id, status=status, reason=reason)


def _requirements(standard: ServiceStandard | None, kind: Kind) -> tuple[Requirement, ...]:
    """The service's requirements for that letter, or the contract's where it lists none."""
    fallback = REQUEST_REQUIREMENTS if kind is Kind.SURAT_PERMOHONAN else COMPLAINT_REQUIREMENTS
    return (standard.requirements_for(kind) if standard else ()) or fallback


def _verdicts(
    documents: Sequence[Document], kind: Kind, requirements: tuple[Requirement, ...], office: Office
) -> list[RequirementVerdict]:
    """Verdicts for one kind of letter; of several letters that one counts which stands best as a whole.

    Never the signature of one letter with the identity for another. Where that one has all it needs, what
    another letter lacks is looked at, unless that is only another scan of one that has all.
    """
    papers = tuple(doc for doc in documents if doc.kind in (Kind.KTP, Kind.IDENTITAS_LEMBAGA))
    letters = tuple(doc for doc in documents if doc.kind is kind)
    around = Around(letters, papers, office.known_as, _place(office), office.letterhead.address)
    tries = [[_judge(item, letter, around) for item in requirements] for letter in letters or (None,)]
    whole = [letter for letter, found in zip(letters, tries, strict=False) if _is_whole(found)]
    verdicts = max(tries, key=_standing)
    for letter, found in zip(letters, tries, strict=False) if whole else ():
        if not _is_whole(found) and not any(is_copy(letter, other) for other in whole):
            verdicts = [_with_other(*pair, kind) for pair in zip(verdicts, found, strict=True)]
    return verdicts


def _is_whole(verdicts: list[RequirementVerdict]) -> bool:
    """Whether a letter has all that is asked of it."""
    return all(item.status is Verdict.TERPENUHI for item in verdicts)


def _with_other(own: RequirementVerdict, other: RequirementVerdict, kind: Kind) -> RequirementVerdict:
    """The verdict of a requirement with that of another letter of the case, if it says less."""
    if other.status is Verdict.TERPENUHI or own.status is not Verdict.TERPENUHI:
        return own
    reason = sentence(f"Ada {CALLED[kind]} lain dalam berkas: {other.reason}")
    return RequirementVerdict(id=own.id, status=Verdict.PERLU_DIPERIKSA, reason=reason)


def _judge(requirement: Requirement, letter: Document | None, around: Around) -> RequirementVerdict:
    rule = RULES.get(requirement.id)
    if rule is None:
        status, reason = Verdict.PERLU_DIPERIKSA, f"Syarat ini diperiksa oleh petugas: {requirement.text}."
    else:
        status, reason = rule(letter, around)
    return RequirementVerdict(id=requirement.id, status=status, reason=sentence(reason))


def _standing(verdicts: list[RequirementVerdict]) -> tuple[int, int]:
    """The worst verdict first, then the sum, so that no single good one outweighs a bad one."""
    ranks = [RANK[item.status] for item in verdicts]
    return min(ranks), sum(ranks)
