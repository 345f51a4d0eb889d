"""A letter of request, read: every field of surat_permohonan from the pages of one letter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.case import (
    classifier_agreement,
    koperasi_seat,
    letter_date,
    letter_head,
    request_matter,
    respondent,
)
from extractors.case.applicant import applicant, identity_blocks, with_phone_below
from extractors.fields.address import normalised_address
from extractors.fields.candidate import Candidate, as_field
from extractors.fields.handwriting_normalisation import (
    case_normalised,
    is_hard,
    with_normalised_figures,
    with_normalised_labels,
)
from extractors.fields.number_month import agreed
from extractors.fields.place_name import known_place
from extractors.fields.span import NOTHING
from extractors.text import koperasi, signing
from extractors.text.legal_number import legal_number
from extractors.text.letter_sections import LetterSections, dissect
from extractors.text.names import MIN_LETTERS
from extractors.text.party import Party
from models.field import Field
from models.page import PageReading
from models.similarity import name_similarity

LABELLED = "party.label"
"""The source of an other side that a letter asking for advice has too."""
UNSURE_PHONES = frozenset({"phone.aide", "phone.others", "unread"})
"""Sources of a telephone before which the koperasi's own goes."""
_BEFORE_WORDS = re.compile(r"^[\W\d_]+")
SAME_NAME = 0.85
"""Likeness above which two names are one person's."""


@dataclass(frozen=True)
class LetterReading:
    """A letter's fields by the contract's names, and the surely read names of others it speaks for."""

    fields: dict[str, Field]
    persons: tuple[str, ...]


def letter_fields(pages: Sequence[PageReading]) -> dict[str, Field]:
    """The fields of surat_permohonan alone."""
    return read_letter(pages).fields


def read_letter(pages: Sequence[PageReading], sections: LetterSections | None = None) -> LetterReading:
    """A letter of request; pages in the letter's order. `sections`: of these pages as they were read."""
    hard = any(is_hard(page) for page in pages)
    if hard:
        letter = dissect([_mended(page) if is_hard(page) else page for page in pages])
    else:
        letter = sections or dissect(pages)
    subject = letter_head.subject(letter)
    day, spot = letter_date.date_and_place(letter)
    signers = signing.beside_stamps(signing.signers(letter), pages)
    own = applicant(letter)
    person = with_phone_below(
        _with_signer(own, _as_signer(own, signers) or signing.speaker(letter, signers)), letter
    )
    named = classifier_agreement.koperasi(koperasi.koperasi_name(letter), letter.body_text)
    kind = classifier_agreement.service(request_matter.service_kind(letter, subject), letter.body_text)
    found: dict[str, Candidate | None] = {
        "nomor_surat": agreed(letter_head.letter_number(letter), day),
        "tanggal_surat": day,
        "tempat_surat": known_place(spot),
        "perihal": subject,
        "tujuan": letter_head.addressee(letter),
        "pemohon_nama": _stated(person.name),
        "pemohon_nik": _by_hand(person.nik) if hard else person.nik,
        "pemohon_alamat": normalised_address(person.address),
        "pemohon_telepon": _reached(person, letter),
        "pemohon_jabatan": _bare(person.office),
        "koperasi_nama": named,
        "koperasi_alamat": normalised_address(koperasi_seat.koperasi_address(letter)),
        "koperasi_badan_hukum": legal_number(letter),
        "jenis_layanan": kind,
        "termohon_nama": _respondent(letter, kind, named),
        "pokok_masalah": request_matter.problem(letter),
        "bertanda_tangan": signing.is_signed(letter, pages),
        "berstempel": signing.is_stamped(letter, pages),
    }
    fields = {name: as_field(_doubted(f) if hard else f) for name, f in found.items()}
    return LetterReading(fields, _persons(letter, signers))


def _bare(office: Candidate | None) -> Candidate | None:
    """The office without a list's number and scraps of a signature before it."""
    if office is None or not isinstance(office.value, str):
        return office
    return replace(office, value=_BEFORE_WORDS.sub("", office.value) or None)


def _reached(person: Party, letter: LetterSections) -> Candidate | None:
    """The applicant's telephone; his koperasi's where he gives none, or only an aide's."""
    paper = koperasi.kop_phone(letter)
    is_sure = person.phone is not None and person.phone.source not in UNSURE_PHONES
    return person.phone if is_sure or paper is None else paper


def _stated(name: Candidate | None) -> Candidate:
    """Every letter has somebody who asks: a name that is missing, or a scrap of one, is a doubt."""
    words = re.findall(r"[^\W\d_]+", str(name.value)) if name and name.value else []
    is_name = max(map(len, words), default=0) >= MIN_LETTERS
    return name if name and is_name else Candidate(None, name.where if name else NOTHING, "unread")


def _by_hand(nik: Candidate | None) -> Candidate | None:
    """A number written by hand: no check digit tells 3 from 9, so that a person or the card must."""
    return nik.at_most("nik.by_hand") if nik else None


def _mended(page: PageReading) -> PageReading:
    """A page of handwriting with labels and figures put right as far as their form tells."""
    return with_normalised_labels(with_normalised_figures(case_normalised(page)))


def _doubted(found: Candidate | None) -> Candidate | None:
    """A text from hard pages is worth less; marks are read from the image, which is not harder for it."""
    return found if found is None or isinstance(found.value, bool) else found.weighed("weight.hard_page")


def _persons(letter: LetterSections, signers: Sequence[Party]) -> tuple[str, ...]:
    """Names of signers and of identity blocks that need no second look."""
    named = [signer.named for signer in signers if not signer.is_witness]
    named += [block.name for block in identity_blocks(letter) if block.name]
    sure = [as_field(name) for name in named]
    return tuple(dict.fromkeys(str(f.value) for f in sure if f.value and not f.needs_review))


def _as_signer(person: Party, signers: Sequence[Party]) -> Party | None:
    """The applicant among those who sign."""
    name = str(person.name.value) if person.name and person.name.value else ""
    alike = (s for s in signers if name and name_similarity(name, str(s.named.value)) > SAME_NAME)
    found = next(alike, None)
    return None if found is None or signing.is_proxy(found) else found


def _with_signer(person: Party, signer: Party | None) -> Party:
    """Without an identity block the signer asks, in the office he signs in."""
    if signer is None:
        return person
    if signing.is_aide(signer) and person.name is None:
        signer = signing.doubted(signer)
    is_named = person.name is not None and signer.named.value is not None
    if is_named and name_similarity(str(person.named.value), str(signer.named.value)) <= SAME_NAME:
        return person
    return replace(
        person,
        name=person.name or signer.name,
        office=person.office or signer.office,
        nik=person.nik or signer.nik,
        phone=person.phone or signer.phone,
        address=person.address or signer.address,
    )


def _respondent(letter: LetterSections, kind: Candidate | None, own: Candidate | None) -> Candidate | None:
    """The named other side; a member who disputes without naming one means the koperasi."""
    named = respondent.respondent(letter)
    is_advice = kind is None or kind.value == request_matter.CONSULTATION
    if named or is_advice:
        return None if is_advice and named and named.source != LABELLED else named
    return own.sourced("party.own_koperasi") if own and not koperasi.has_kop(letter) else None
