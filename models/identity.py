"""Is this identity the one of the people or the koperasi for whom the letter speaks?

Terpenuhi only when a legible KTP names a person whom the letter names, or an institution paper names
the letter's koperasi, both surely read; everything short of that is for a person to look at
(case-contract.md, row `identitas`). Nothing here is ever `tidak_terpenuhi`: the paper is there.
"""

import re
from collections.abc import Sequence
from datetime import date

from models.case import Verdict
from models.document import Document, Kind
from models.doubt import Certainty, Judgement, best, certainty, is_sure, sure_text
from models.home_address import home_certainty
from models.koperasi_place import with_place
from models.nik import NikProblem, decode, nik_digits, problems
from models.region import comparable
from models.similarity import (
    KOPERASI_MATCH,
    NAME_MATCH,
    is_name_part,
    koperasi_similarity,
    name_similarity,
)
from models.values import closed_list
from models.word_sets import word_set

SAME_KOPERASI = 1.0
"""Likeness of the koperasi on its paper and in the letter: a neighbour's may be a letter apart (Utama,
Utami). Of 166 complete files of three strangers and the traps none is held for it."""
ROUGH_NAME_MATCH = 0.6
"""Two names at least so alike may be one person's when the same NIK stands on both papers; a misread
letter in five is common on faint copies, while strangers' names mostly lie below 0.5."""

UNREADABLE_NIK = frozenset(
    {NikProblem.NOT_DIGITS, NikProblem.LENGTH, NikProblem.BIRTH_DATE, NikProblem.SERIAL}
)
"""Problems that no true NIK has. An unknown kecamatan is none of them: codes of split areas live on."""

CITIZEN = "WNI"
_OFFICE = re.compile(rf"(?i)^(?:wakil )?(?:{'|'.join(sorted(word_set('identity.offices')))})\b")
"""Offices in which one speaks for a koperasi."""
_BETWEEN_NAMES = re.compile(r"\s*(?:;|/|&|\bdan\b|\bDAN\b)\s*")


def judge_identities(
    letter: Document | None, papers: list[Document], others: Sequence[Document] = ()
) -> Judgement:
    """The verdict on all identity papers of a case: the best of them.

    `others`: requests of other people in the case. Who asks needs a paper of his own, not theirs.
    """
    if not papers:
        return Verdict.TIDAK_TERPENUHI, "Fotokopi KTP atau identitas lembaga tidak ada dalam berkas."
    if letter is None:
        if all(map(is_unread, papers)):
            return Verdict.PERLU_DIPERIKSA, "KTP ada, tetapi tidak satu pun isiannya terbaca."
        return Verdict.PERLU_DIPERIKSA, "Identitas ada, tetapi tidak ada surat untuk mencocokkannya."
    judged = [(paper, _judge(letter, paper)) for paper in papers]
    verdict = best([judgement for _, judgement in judged])
    met = [paper for paper, judgement in judged if judgement[0] is Verdict.TERPENUHI]
    if met and not any(_is_own(letter, paper, others) for paper in met):
        return (
            Verdict.PERLU_DIPERIKSA,
            "Ada permohonan dari lebih dari satu orang, tetapi identitasnya kurang.",
        )
    return verdict


def _is_own(letter: Document, paper: Document, others: Sequence[Document]) -> bool:
    """Whether a paper that fits the letter is no other request's: the card of the applicant himself, or a
    paper that fits none of them."""
    if paper.kind is Kind.KTP:
        names = _BETWEEN_NAMES.split(sure_text(letter, "pemohon_nama") or "")
        is_named = any(name_similarity(name, paper.text("nama") or "") >= NAME_MATCH for name in names)
        if is_named or is_confirmed_by_nik(letter, paper):
            return True
    return not any(_may_fit(other, paper) for other in others)


def _may_fit(letter: Document, paper: Document) -> bool:
    """Whether the paper may be the letter's, be it surely read or not."""
    if paper.kind is Kind.KTP:
        names = (*_BETWEEN_NAMES.split(letter.text("pemohon_nama") or ""), *letter.known.persons)
        is_named = any(name_similarity(name, paper.text("nama") or "") >= NAME_MATCH for name in names)
        return is_named or is_confirmed_by_nik(letter, paper)
    wanted = koperasi_told(letter)
    if not wanted:
        return certainty(letter.field("koperasi_nama")) is Certainty.DOUBTFUL
    return koperasi_similarity(koperasi_told(paper), wanted) >= KOPERASI_MATCH


def letter_names(letter: Document) -> tuple[str, ...]:
    """Surely read names of the people for whom the letter speaks, the applicant's first; nobody's whom it
    complains of, but for who may as well ask (a client beside the proxy who signs)."""
    applicant, other = sure_text(letter, "pemohon_nama") or "", letter.text("termohon_nama") or ""
    names = [name for name in _BETWEEN_NAMES.split(applicant) if name.strip()]
    asking = letter.known.may_ask
    others = [
        name
        for name in letter.known.persons
        if name_similarity(name, other) < NAME_MATCH
        or any(name_similarity(name, one) >= NAME_MATCH for one in asking)
    ]
    return (*names, *others)


def _judge(letter: Document, paper: Document) -> Judgement:
    return judge_ktp(letter, paper) if paper.kind is Kind.KTP else judge_institution(letter, paper)


def judge_ktp(letter: Document, ktp: Document) -> Judgement:
    """A KTP against the letter."""
    if not is_legible(ktp):
        return Verdict.PERLU_DIPERIKSA, "KTP ada, tetapi nama atau NIK-nya tidak terbaca dengan pasti."
    if _lacks_head(ktp):
        reason = "KTP ada, tetapi kepala atau fotonya tidak terlihat jelas; pastikan bahwa itu KTP."
        return Verdict.PERLU_DIPERIKSA, reason
    if _is_expired(letter, ktp):
        return Verdict.PERLU_DIPERIKSA, "KTP orang asing ini sudah habis masa berlakunya pada tanggal surat."
    name = ktp.text("nama") or ""
    if is_confirmed_by_nik(letter, ktp):
        return Verdict.TERPENUHI, f"KTP terbaca dan NIK-nya sama dengan NIK pemohon pada surat ({name})."
    names = (*letter_names(letter), *_officer(letter, name), *_borne_out_signer(letter, name))
    if not names:
        reason = (
            "KTP ada, tetapi nama pemohon pada surat tidak terbaca pasti sehingga tidak dapat dicocokkan."
        )
        return Verdict.PERLU_DIPERIKSA, reason
    nearest = max(names, key=lambda other: name_similarity(name, other))
    is_alike = name_similarity(name, nearest) >= NAME_MATCH
    if not is_sure(ktp, "nama") and not is_alike:
        return Verdict.PERLU_DIPERIKSA, f"KTP ada, tetapi namanya ({name}) perlu dipastikan."
    if not is_alike:
        return Verdict.PERLU_DIPERIKSA, f"KTP atas nama {name}, sedangkan surat menyebut {nearest}."
    if _has_other_nik(letter, ktp) and not _is_someone_else(nearest, letter):
        return Verdict.PERLU_DIPERIKSA, f"Nama pada KTP dan surat sama ({name}), tetapi NIK-nya berbeda."
    if name_similarity(name, nearest) < 1.0 and _lives_elsewhere(letter, ktp):
        reason = f"KTP atas nama {name}, sedangkan surat menyebut {nearest} dengan alamat yang lain."
        return Verdict.PERLU_DIPERIKSA, reason
    return Verdict.TERPENUHI, f"KTP terbaca dan atas nama {name} yang disebut dalam surat."


def _is_expired(letter: Document, ktp: Document) -> bool:
    """Whether the card of one who is not surely a citizen was valid no more on the letter's day. A citizen's
    is valid for life whatever it says (UU 24/2013 Ps. 101 c; SE Mendagri 470/296/SJ of 29 January 2016)."""
    until, written = iso_date(ktp.text("berlaku_hingga") or ""), iso_date(letter.text("tanggal_surat") or "")
    if until is None or written is None:
        return False
    return until < written and ktp.text("kewarganegaraan") != CITIZEN


def _officer(letter: Document, holder: str) -> tuple[str, ...]:
    """The koperasi's officer who likely asks, though another signs beside him, where the card is his: that
    card says that his name was read right, and for whom both speak is not in doubt."""
    asking, other = letter.text("pemohon_nama") or "", letter.text("termohon_nama") or ""
    is_officer = bool(_OFFICE.search(letter.text("pemohon_jabatan") or "")) and bool(
        letter.text("koperasi_nama")
    )
    is_his = name_similarity(asking, holder) >= NAME_MATCH > name_similarity(asking, other)
    return (asking,) if is_officer and is_his else ()


def _borne_out_signer(letter: Document, holder: str) -> tuple[str, ...]:
    """Who signs beside the applicant, not surely read (under a stamp): the card is his, letter by letter."""
    other = letter.text("termohon_nama") or ""
    asking = [name for name in letter.known.unsure_persons if name_similarity(name, other) < NAME_MATCH]
    return tuple(name for name in asking if len(name.split()) > 1 and name_similarity(name, holder) == 1.0)


def judge_institution(letter: Document, paper: Document) -> Judgement:
    """An institution's identity against the letter's koperasi."""
    name, wanted = koperasi_told(paper), koperasi_told(letter)
    if not is_sure(paper, "koperasi_nama"):
        reason = "Identitas lembaga ada, tetapi nama koperasinya tidak terbaca dengan pasti."
    elif not is_sure(letter, "koperasi_nama"):
        reason = (
            "Identitas lembaga ada, tetapi nama koperasi pada surat tidak terbaca pasti untuk dicocokkan."
        )
    elif koperasi_similarity(name, wanted) < SAME_KOPERASI:
        reason = f"Identitas lembaga atas nama {name}, sedangkan surat menyebut {wanted}."
    else:
        return Verdict.TERPENUHI, f"Identitas lembaga atas nama {name} yang disebut dalam surat."
    return Verdict.PERLU_DIPERIKSA, reason


def koperasi_told(document: Document, field: str = "koperasi_nama") -> str:
    """The koperasi in that field, with the village and kecamatan that its paper puts behind the name or gives
    as its address; "" without one."""
    name = document.text(field) or ""
    read, address = document.field(field), sure_text(document, "koperasi_alamat")
    return with_place(name, read.in_full or read.raw, address) if name else ""


def is_applicant_known(letter: Document, papers: list[Document]) -> bool:
    """Whether the case's papers settle who asks, be the applicant's name surely read or not: there is the
    card of somebody for whom the letter speaks, or the koperasi's own paper."""
    cards = [paper for paper in papers if paper.kind is Kind.KTP]
    is_person = any(judge_ktp(letter, card)[0] is Verdict.TERPENUHI for card in cards)
    return is_person or _asks_for_itself(letter, papers)


def _asks_for_itself(letter: Document, papers: list[Document]) -> bool:
    """Whether the koperasi itself asks: the file has an institution's paper of the very koperasi that the
    letter surely names and does not complain of, and the letter gives no member's home or place in it."""
    home, seat = letter.field("pemohon_alamat"), sure_text(letter, "koperasi_alamat")
    if certainty(home) is not Certainty.ABSENT and home.value != seat:
        return False
    named, other = koperasi_told(letter), letter.text("termohon_nama")
    if other and koperasi_similarity(named, other) >= KOPERASI_MATCH:
        return False
    office = letter.text("pemohon_jabatan")
    is_officer = office is None or bool(_OFFICE.search(office))
    institutions = [paper for paper in papers if paper.kind is Kind.IDENTITAS_LEMBAGA]
    return is_officer and any(
        judge_institution(letter, paper)[0] is Verdict.TERPENUHI for paper in institutions
    )


def _lacks_head(ktp: Document) -> bool:
    """Whether neither province nor kabupaten was surely read, over which every KTP stands (and which are
    doubted where it has no photo): a member's card, a kartu tani, a typed biodata have its labels and NIK."""
    head = {certainty(ktp.field(name)) for name in ("provinsi", "kabupaten_kota")}
    return Certainty.DOUBTFUL in head and Certainty.SURE not in head


def is_legible(ktp: Document) -> bool:
    """Whether the card's name and NIK can be relied on for telling who it is.

    A name must be there; a NIK must be possible and either surely read or borne out by the card's own
    surely read birth date (a doubt is then left in the serial only, which says nothing of the person).
    """
    nik = nik_digits(ktp.text("nik") or "")
    if not (ktp.text("nama") or "").strip() or UNREADABLE_NIK & set(problems(nik)):
        return False
    return is_sure(ktp, "nik") or is_borne_out(nik, ktp)


def sex_of(printed: str) -> str | None:
    """LAKI-LAKI or PEREMPUAN, also where a card of somebody from abroad prints it in English."""
    return closed_list("jenis_kelamin").official(printed)


def is_unread(paper: Document) -> bool:
    """Whether it is a KTP of which no value is known: too poor a copy, an empty card, or no card at all."""
    return paper.kind is Kind.KTP and all(field.value is None for field in paper.fields.values())


def is_borne_out(nik: str, ktp: Document) -> bool:
    """Whether region, birth date and sex in the NIK agree with what the card surely prints."""
    facts = decode(nik)
    if facts is None or facts.kecamatan is None:
        return False
    printed = iso_date(sure_text(ktp, "tanggal_lahir"))
    return printed in facts.birth_dates and sex_of(sure_text(ktp, "jenis_kelamin") or "") == facts.sex


def is_confirmed_by_nik(letter: Document, ktp: Document) -> bool:
    """Whether letter and card carry the same NIK, both surely read, and names that may be one person's."""
    if not is_same_nik(letter, "pemohon_nik", ktp):
        return False
    names = ktp.text("nama") or "", letter.text("pemohon_nama") or ""
    return (
        name_similarity(*names) >= ROUGH_NAME_MATCH or is_name_part(*names) or is_name_part(*reversed(names))
    )


def is_same_nik(letter: Document, name: str, ktp: Document) -> bool:
    """Whether that field of the letter and the card carry one NIK, surely read on both."""
    own, other = (nik_digits(text or "") for text in (sure_text(ktp, "nik"), sure_text(letter, name)))
    return bool(own) and own == other


def _has_other_nik(letter: Document, ktp: Document) -> bool:
    """Whether both papers carry a NIK and not the same, be it surely read or not."""
    own, other = ktp.text("nik"), letter.text("pemohon_nik")
    return bool(own and other) and nik_digits(own or "") != nik_digits(other or "")


def _lives_elsewhere(letter: Document, ktp: Document) -> bool:
    """Whether the letter gives an address in which the card's village, surely read, does not stand: of two
    persons whose names are a letter apart."""
    home, village = letter.text("pemohon_alamat"), sure_text(ktp, "kelurahan_desa")
    if not home or not village or home_certainty(letter.field("pemohon_alamat")) is Certainty.ABSENT:
        return False
    return comparable(village) not in comparable(home)


def _is_someone_else(name: str, letter: Document) -> bool:
    """Whether a person named in the letter is not the applicant, whose NIK the letter gives."""
    applicant = letter.text("pemohon_nama")
    return bool(applicant) and name_similarity(name, applicant or "") < NAME_MATCH


def iso_date(text: str | None) -> date | None:
    """The date of an ISO text, or None."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
