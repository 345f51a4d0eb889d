"""A letter, read once: what its words and marks say. Its kind only chooses the contract's names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.case import (
    classifier_agreement,
    koperasi_seat,
    letter_date,
    letter_head,
    request_matter,
    respondent,
)
from extractors.case.applicant import Labelled, applicant, labelled, with_loose_labels, with_loose_phone
from extractors.case.found import Found
from extractors.case.numbers_by_hand import squeezed_date
from extractors.case.sheets import may_be_another
from extractors.fields.address import normalised_address
from extractors.fields.candidate import Candidate, as_field
from extractors.fields.place_name import known_place
from extractors.fields.span import NOTHING, TextSpan
from extractors.text import koperasi, signing
from extractors.text.chat import Chat, chat_in
from extractors.text.legal_number import legal_number
from extractors.text.letter_sections import LetterSections, dissected
from extractors.text.names import SHORTEST_NAME
from extractors.text.party import Party
from models.document import Kind
from models.field import Field
from models.field_spec import specs_of
from models.page import PageReading
from models.similarity import name_similarity

LABELLED = "party.label"
"""The source of an other side that a letter asking for advice has too."""
OF_SENDER = ("nama", "nik", "alamat", "telepon", "jabatan", "tanggal")
"""Roles of which a chat's other senders, and the dates of its heads, say nothing."""
_BEFORE_WORDS = re.compile(r"^[\W\d_]+")
SIGNERS_NAME = 0.85
"""Likeness above which a signature is of the person whom the letter names."""


@dataclass(frozen=True)
class LetterReading:
    """What was found in a letter, its fields by the same roles, the names of signers and of those who ask in
    blocks of identity, and whether it is written by hand or hardly legible. `seen`: all that finders see of a
    role that may stand in several places; `own`: its sections without what a printed chat's others say."""

    found: Found
    seen: Mapping[str, tuple[Candidate, ...]]
    fields: Mapping[str, Field]
    named: tuple[Candidate, ...]
    is_written: bool
    own: LetterSections


def read_letter(pages: Sequence[PageReading], letter: LetterSections) -> LetterReading:
    """A letter: its pages in order, and their sections."""
    is_written = any(page.is_hard for page in pages)
    chat = chat_in(letter.rows)
    letter = dissected(chat.rows) if chat else letter
    signers = signing.beside_stamps(signing.signers(letter), pages)
    known = labelled(letter)
    seen = {"koperasi": koperasi.koperasi_names(letter), "tanggal": letter_date.dates(letter)}
    others = [*(chat.others if chat else ()), *_of_others(letter, known)]
    if others:
        places = tuple(Candidate(None, where, "unread") for where in others)
        seen |= {role: (*seen.get(role, ()), *places) for role in OF_SENDER}
    first = next(iter(seen["koperasi"]), None)
    found = _with_matter(_with_writer(_head(letter), letter, known, signers), letter, first)
    found = replace(
        _with_sender(found, chat) if chat else found,
        bertanda_tangan=_signed(letter, pages),
        berstempel=signing.is_stamped(letter, pages),
    )
    if is_written:
        # No check digit tells a 3 by hand from a 9; how much that counts the ranker weighs.
        nik = found.nik.doubted("nik.by_hand") if found.nik else None
        day = _else(found.tanggal, squeezed_date(letter))
        found = replace(found, nik=nik, tanggal=day).each(on_hard_page)
    fields = {role: as_field(one) for role, one in found.by_role().items()}
    return LetterReading(found, seen, fields, _named(known.asking, signers), is_written, letter)


def _of_others(letter: LetterSections, known: Labelled) -> Iterator[TextSpan]:
    """Where those stand whose block is introduced as the other side's (name, post, address and numbers), and
    what a label says of it ('Alamat terlapor')."""
    yield from (pair.value for pair in letter.pairs_of("pihak_lain") if pair.value)
    for block in known.others:
        told = (block.name, block.nik, block.address, block.phone, block.office)
        yield from (one.where for one in told if one and one.where)


def _signed(letter: LetterSections, pages: Sequence[PageReading]) -> Candidate:
    """Whether it is signed: not surely on a sheet that may be another paper's."""
    found = signing.is_signed(letter, pages)
    is_open = found.value and found.page and may_be_another(pages, found.page)
    return replace(found, is_doubtful=True) if is_open else found


def _with_sender(found: Found, chat: Chat) -> Found:
    """With what the heads of a printed chat say where its messages say nothing."""
    return replace(
        found,
        nama=_else(found.nama, chat.sender.name),
        telepon=_else(found.telepon, chat.sender.phone),
        tanggal=_else(found.tanggal, chat.day),
    )


def _else(found: Candidate | None, other: Candidate | None) -> Candidate | None:
    return found if found is not None and found.value is not None else other


def named(kind: Kind, fields: Mapping[str, Field]) -> dict[str, Field]:
    """Fields by role under the names of that kind of letter."""
    places = {spec.name: spec.role or spec.name for spec in specs_of(kind)}
    return {name: fields[role] for name, role in places.items() if role in fields}


def _head(letter: LetterSections) -> Found:
    """Number, date, place, perihal and addressee."""
    day, spot = letter_date.date_and_place(letter)
    return Found(
        nomor=letter_head.letter_number(letter),
        tanggal=day,
        tempat=known_place(spot),
        perihal=letter_head.subject(letter),
        tujuan=letter_head.addressee(letter),
    )


def _with_writer(found: Found, letter: LetterSections, known: Labelled, signers: Sequence[Party]) -> Found:
    """With who writes."""
    own = applicant(letter, known)
    signer = _as_signer(own, signers) or signing.chief_signer(signers)
    person = with_loose_phone(with_loose_labels(_with_signer(own, signer), letter, known), letter, known)
    return replace(
        found,
        nama=_stated(person.name),
        nik=person.nik,
        alamat=normalised_address(person.address),
        telepon=_else(person.phone, koperasi.kop_phone(letter) or person.phone),
        jabatan=_without_scraps(person.office),
    )


def _with_matter(found: Found, letter: LetterSections, named_first: Candidate | None) -> Found:
    """With what is asked, of which koperasi and against whom."""
    service = request_matter.service_kind(letter, found.perihal)
    asked = classifier_agreement.service(service, letter.body_text)
    return replace(
        found,
        koperasi=named_first,
        koperasi_alamat=normalised_address(koperasi_seat.koperasi_address(letter)),
        badan_hukum=legal_number(letter),
        jenis_layanan=asked,
        pihak_lain=_respondent(letter, asked, named_first),
    )


def _without_scraps(office: Candidate | None) -> Candidate | None:
    """The office without a list's number and scraps of a signature before it."""
    if office is None or not isinstance(office.value, str):
        return office
    return replace(office, value=_BEFORE_WORDS.sub("", office.value) or None)


def _stated(name: Candidate | None) -> Candidate:
    """Every letter has somebody who asks: a name that is missing, or a scrap of one, is a doubt."""
    words = re.findall(r"[^\W\d_]+", str(name.value)) if name and name.value else []
    is_name = max(map(len, words), default=0) >= SHORTEST_NAME
    return name if name and is_name else Candidate(None, name.where if name else NOTHING, "unread")


def on_hard_page(found: Candidate) -> Candidate:
    """A text from hard pages is less sure; marks are read from the image, which is not harder for it."""
    return found if isinstance(found.value, bool) else found.weighed("weight.hard_page")


def _named(blocks: Sequence[Party], signers: Sequence[Party]) -> tuple[Candidate, ...]:
    """Names of signers and of those who ask in blocks of identity."""
    names = [signer.named for signer in signers if not signer.is_witness]
    return (*names, *(block.name for block in blocks if block.name))


def _as_signer(person: Party, signers: Sequence[Party]) -> Party | None:
    """The applicant among those who sign."""
    name = str(person.name.value) if person.name and person.name.value else ""
    alike = (s for s in signers if name and name_similarity(name, str(s.named.value)) > SIGNERS_NAME)
    found = next(alike, None)
    return None if found is None or found.is_proxy else found


def _with_signer(person: Party, signer: Party | None) -> Party:
    """Without an identity block the signer asks, in the office he signs in."""
    if signer is None:
        return person
    is_named = person.name is not None and signer.named.value is not None
    if is_named and name_similarity(str(person.named.value), str(signer.named.value)) <= SIGNERS_NAME:
        return person
    return person.completed(signer)


def _respondent(letter: LetterSections, kind: Candidate | None, own: Candidate | None) -> Candidate | None:
    """The named other side; a member who disputes without naming one means the koperasi."""
    named = respondent.respondent(letter)
    is_advice = kind is None or kind.value == request_matter.CONSULTATION
    if named or is_advice:
        return None if is_advice and named and named.source != LABELLED else named
    return own.sourced("party.own_koperasi") if own and not koperasi.has_kop(letter) else None
