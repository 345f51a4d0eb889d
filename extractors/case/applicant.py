"""Who asks: blocks of label and value, else a sentence; and by power of attorney."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.fields.candidate import Candidate, text_candidate, tidy
from extractors.fields.cues import alternatives, cue, group
from extractors.fields.lexicon import words
from extractors.fields.offices import ROLE, is_no_office, normalised_office
from extractors.fields.span import TextSpan, join
from extractors.text.key_values import KeyValue
from extractors.text.letter_sections import LetterSections
from extractors.text.names import NAME, clean_name, looks_like_name
from extractors.text.numbers import find_nik, find_phone, is_mobile, labelled_phone, unread_number
from extractors.text.party import Party

_OTHER_PARTY = cue("applicant.other_party")
_NAMES_OTHERS = cue("applicant.names_others", tail=rf"(?: (?:{alternatives('applicant.names_more')}))*\W*$")
"""What introduces somebody else at the end of the row before his block."""
OF_SELF = rf"\b(?:{'|'.join(words('letters', 'first_person'))}|bawah ini|{group('penulis')})\b"
"""The words by which a writer speaks of himself."""
_ACCUSES = cue(
    "applicant.accuses",
    tail=rf"\b(?!.*(?:{OF_SELF}|\w{{4}}[.!?] ))"
    rf".*\b(?:{alternatives('applicant.accused')})(?:nya)?\b.*[^.!? ]\s*$",
)
"""The same by what he is called, and then no word of the writer: 'melaporkan petugas loket, yaitu :'."""
_JOINED = cue("applicant.joined")
_WRITERS = re.compile(rf"(?i)\b(?:{group('penulis')})\b")
_KUASA_FOR = cue("applicant.kuasa_for", lead=r"", tail=r"")
_SENDER = re.compile(r"(?i)(?:dari|saking)\b")
"""A memo's label for who writes, be it a person, a forum or an office."""
_MAILBOX = re.compile(r"\w@\w")
_RUNNING_NAME = re.compile(
    rf"(?:{alternatives('applicant.name_lead')})\s*[,:]?\s*(?:(?:yang|yg) )?(?:adalah|bernama|nama)?\s*[:,]?"
    rf"\s*({NAME.pattern})"
)
NAMED_WITHIN = 600
"""Letters of a body within which who writes says who he is."""
OTHER_SIDE = frozenset({"termohon", "terlapor"})
_NAME_AND_OFFICE = re.compile(r"^(.{3,}?)\s*[(/]\s*([A-Za-z][A-Za-z ]+?)\)?\W*$")
"""'Nama : Mujiono Hadi (Ketua Kelompok Tani)'."""
_MARKS_BEFORE = re.compile(r"^[\W\d]+")
_AFTER_OFFICE = re.compile(
    rf"\s*[,;(/]|\s+(?:di\s|pada\s)?(?=(?:(?i:{group('koperasi_pendek')})|KOP\w+)\b"
    r"|[Kk]operasi [A-Z](?!\w*[,.]?$))|\s+(?=\(?[Nn]o(?:mor)?\b|sejak\b|\S*\W*\d{6})"
)
SHORTEST_OFFICE, OFFICE_WORDS = 5, 6
"""Letters of the shortest office; words of the longest (Ketua Tim Penyelesaian Sengketa Anggota Luar)."""


@dataclass(frozen=True)
class Labelled:
    """What a letter says of persons behind labels, block by block. `own`: the blocks that are not introduced
    as the other side's or a witness's; `asking`: the first of them, and each further one that no row
    introduces as somebody else's ('Ketua koperasi tersebut :')."""

    blocks: tuple[Party, ...]
    own: tuple[Party, ...]
    asking: tuple[Party, ...]

    @property
    def others(self) -> tuple[Party, ...]:
        """The blocks that are introduced as somebody else's."""
        return tuple(block for block in self.blocks if block not in self.own)


def labelled(letter: LetterSections) -> Labelled:
    """What stands behind its labels; looked for once a letter."""
    blocks = identity_blocks(letter)
    own = tuple(block for block in blocks if not _is_other_party(letter, block))
    above = [(block, _above(letter, block)) for block in own[1:]]
    joined = (block for block, text in above if not text.endswith(":") or _JOINED.search(text))
    return Labelled(blocks, own, (*own[:1], *joined))


def applicant(letter: LetterSections, known: Labelled) -> Party:
    """Who asks: the giver of a kuasa if there is one, else the first identity block, else a sentence."""
    blocks = known.own
    if len(blocks) > 1:
        between = join(row.span for row in letter.rows[blocks[0].row : blocks[1].row]).text
        return blocks[1] if _KUASA_FOR.search(between) else blocks[0]
    return blocks[0] if blocks else Party(name=_running_name(letter.body_text), row=letter.body)


def _running_name(text: TextSpan) -> Candidate | None:
    """'Saya, Suparmi, NIK ...'"""
    for match in _RUNNING_NAME.finditer(text.text[:NAMED_WITHIN]):
        name = clean_name(match[1])
        if looks_like_name(name):
            return text_candidate(text.group(match, 1), name, "name.in_prose")
    return None


def identity_blocks(letter: LetterSections) -> tuple[Party, ...]:
    """Blocks of label-value pairs, each begun by a name; below the closing where none stands above it."""
    return _blocks(letter, letter.kop_end, letter.closing) or _blocks(
        letter, letter.signing, len(letter.rows)
    )


def _blocks(letter: LetterSections, start_row: int, end_row: int) -> tuple[Party, ...]:
    """Of two persons side by side each has the labels of his own column."""
    pairs = [p for p in letter.pairs if start_row <= p.row < end_row and p.value]
    blocks: list[list[KeyValue]] = []
    for pair in pairs:
        if pair.key == "nama" and _is_person(pair):
            blocks.append([pair])
        elif blocks:
            beside = [block for block in blocks if block[0].row == blocks[-1][0].row]
            reach = pair.label.x0 + pair.label.height
            in_column = [block for block in beside if block[0].label.x0 < reach]
            (in_column or beside)[-1].append(pair)
    return tuple(_block(_own_labels(block)) for block in blocks)


def _own_labels(pairs: Sequence[KeyValue]) -> Sequence[KeyValue]:
    """The pairs down to the label of the other side: what follows it belongs to that."""
    end = next((i for i, pair in enumerate(pairs) if pair.key in OTHER_SIDE), len(pairs))
    return pairs[:end]


def _is_person(pair: KeyValue) -> bool:
    is_mailbox = bool(_MAILBOX.search(pair.value.text))
    names_him = pair.has_colon and not is_mailbox and not _SENDER.match(pair.label.text)
    return names_him or looks_like_name(pair.value.text)


def _block(pairs: Sequence[KeyValue]) -> Party:
    first = _first_of(pairs)
    office = first.get("jabatan")
    both = _NAME_AND_OFFICE.match(pairs[0].value.text)
    both = both if both and ROLE.match(both[2]) else None
    named = pairs[0].value.group(both, 1) if both else pairs[0].value
    beside = _position(pairs[0].value.group(both, 2)) if both else None
    return replace(
        _reached(first),
        row=pairs[0].row,
        name=text_candidate(named, clean_name(named.text), "name.label"),
        office=_position(office.value) if office else beside,
    )


def _first_of(pairs: Sequence[KeyValue]) -> dict[str, KeyValue]:
    """The first pair of each label."""
    return {pair.key: pair for pair in reversed(pairs)}


def _reached(first: Mapping[str, KeyValue]) -> Party:
    """His NIK, address and telephone, by their labels."""
    nik, phone, home = first.get("nik"), first.get("telepon"), first.get("alamat")
    return Party(
        nik=(find_nik(nik.value) or unread_number(nik.value)) if nik else None,
        address=text_candidate(home.value, tidy(home.value.text), "address.label") if home else None,
        phone=labelled_phone(phone.value) if phone else None,
    )


def _position(value: TextSpan) -> Candidate | None:
    """The office without the koperasi that it belongs to, and without what follows."""
    if is_no_office(value.text):
        return None
    office = value.behind(_MARKS_BEFORE)
    end = _AFTER_OFFICE.search(office.text)
    value = office.slice(0, end.start()) if end and end.start() >= SHORTEST_OFFICE else value
    own, right = tidy(value.text), normalised_office(tidy(value.text))
    found = text_candidate(value, right, "office.label" if right == own else "office.label_corrected")
    return found.sourced("office.label_long") if found and len(own.split()) > OFFICE_WORDS else found


def _above(letter: LetterSections, block: Party) -> str:
    """The row above a block, and the one that it goes on from: a subject further up introduces nobody. Above
    two persons side by side the words that stand over this one."""
    rows = [row.text for row in letter.rows[max(0, block.row - 2) : block.row]]
    is_beside = sum(pair.row == block.row and pair.key == "nama" for pair in letter.pairs) > 1
    if is_beside and block.name and rows:
        left = block.name.where.x0
        rows = [min(letter.rows[block.row - 1].cells, key=lambda cell: abs(cell.x0 - left)).text]
    goes_on = bool(rows) and rows[-1][:1].islower()
    return " ".join(rows if goes_on else rows[-1:])


def _is_other_party(letter: LetterSections, block: Party) -> bool:
    """A block introduced as the other side's, and not by its own label as the writer's ('Nama pelapor')."""
    before = _above(letter, block)
    labels = [pair.label.text for pair in letter.pairs if pair.row == block.row]
    if any(map(_WRITERS.search, labels)):
        return False
    is_own = re.search(r"(?i)bawah ini|\bpemohon\b", before)
    is_named = bool(_NAMES_OTHERS.search(before)) or (bool(_OTHER_PARTY.search(before)) and not is_own)
    return block.row > letter.body and (is_named or bool(_ACCUSES.search(before)))


def with_loose_labels(person: Party, letter: LetterSections, known: Labelled) -> Party:
    """The person with what stands behind labels where none names a person or koperasi: below a signature."""
    if known.blocks or letter.pairs_of("koperasi", letter.kop_end, letter.closing):
        return person
    pairs = [pair for pair in letter.pairs if pair.row >= letter.kop_end and pair.value]
    return person.completed(_reached(_first_of(_own_labels(pairs))))


def with_loose_phone(person: Party, letter: LetterSections, known: Labelled) -> Party:
    """The person with the telephone below the closing, else with the only mobile one outside the kop that is
    in nobody else's block."""
    if person.phone:
        return person
    below = join(row.span for row in letter.rows[letter.closing :])
    return replace(person, phone=find_phone(below, "phone.below_closing") or _only_mobile(letter, known))


def _breaks_number(row: TextSpan, below: TextSpan) -> bool:
    """Whether a row ends within a number that the one below goes on with."""
    return row.text[-1:].isdigit() and below.text[:1].isdigit()


def _only_mobile(letter: LetterSections, known: Labelled) -> Candidate | None:
    others = {str(block.phone.value) for block in known.others if block.phone}
    rows = [row.span for row in letter.rows[letter.kop_end :]]
    broken = [join(pair) for pair in pairwise(rows) if _breaks_number(*pair)]
    found = [find_phone(row, "phone.lone") for row in (*rows, *broken)]
    told = {str(one.value): one for one in found if one}
    mobile = [one for number, one in told.items() if is_mobile(number) and number not in others]
    return mobile[0] if len(mobile) == 1 else None
