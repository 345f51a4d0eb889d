"""The signatures: who signs in which office, and whether the letter is signed and stamped."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from extractors.fields.candidate import Candidate, text_candidate, tidy
from extractors.fields.cues import anywhere, cue, group
from extractors.fields.offices import ROLE, normalised_office
from extractors.fields.span import TextSpan
from extractors.text.koperasi import koperasi_in
from extractors.text.letter_sections import CLOSING, HEAD_KEYS, LetterSections
from extractors.text.mail_head import mail_head
from extractors.text.names import (
    LEAST_PART,
    bare_letters,
    clean_name,
    looks_like_name,
    name_parts,
    share_a_part,
)
from extractors.text.numbers import find_nik, find_phone
from extractors.text.party import Party, PartyRole
from extractors.text.rows import Row
from extractors.text.signing_by_hand import signed_by_hand
from extractors.text.stamp_duty import names_meterai
from models.field import Box, hull, lies_in, touches
from models.page import SEEN, Mark, MarkKind, PageReading

SAME_COLUMN = 0.13
"""Page widths between the middles of a name and of the office above it."""
BELOW_NAME = 3.0
"""Word heights: an office may also stand just under the name."""
_WHOLE_ROLE = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,3},?$")
"""An office of a few capitalised words is whole: Ketua Tim Penyelesai."""
_WITNESS = cue("signing.witness", tail="")
_WITH_OFFICE = re.compile(r"(.{5,}?)\s*([(/,–—-]\s*([A-Za-z][A-Za-z ]+?)\s*\)?)\W*$")
"""'1. Siswoyo Adi (Ketua)': name and office in one cell."""
_OFFICE_LED = re.compile(r"\W*([A-Za-z][A-Za-z ]+?)\s*(:)\s*(.{5,})$")
"""'Ketua Umum : Rudi Hartono', the office as a label."""
_KIND_BEHIND = re.compile(rf"(?i)(?<=\w)\s+(?:{group('koperasi_pendek')})\W*$")
"""'Ketua Kopwan', over the koperasi's name on the next line."""
_PROXY = anywhere("signing.proxy")
_CHIEF = cue("signing.chief", lead=r"(?<!wakil )(?<!mantan )\b")
ONE_NAME = re.compile(r"[A-Z][a-z]{3,}$")
_NIK_UNDER = re.compile(r"^\W*(?:N{1,2}\W?I\W?K|(?:No\W{0,2})?KTP)\b", re.I)
_NUMBER_LINE = re.compile(r"^\W*[A-Za-z]{1,5}\W*\d(?:[ .-]*\d){8,}\W*$")
"""A number behind its label, however that was read."""
_PHONE_UNDER = re.compile(rf"^\W*(?:No\W{{0,2}})?(?:{group('telepon')})\b", re.I)
_HOME_LABEL = re.compile(r"(?i)^\W*alamat\s*:?\s*")
_HOME_UNDER = re.compile(rf"(?i)^\W*(?:alamat\s*:?\s*)?(?:{group('awal_rumah')})\b\.?\s")
_SIGNED_ELSEWHERE = re.compile(
    r"(?i)daftar (?:nama dan )?tanda ?tangan"
    r"|tanda ?tangan(?:nya)? (?:ada )?(?:(?:ter)?lampir|di ?(?:balik|belakang|lembar))"
)
"""'(daftar nama dan tanda tangan di lembar 2)': signed on a sheet of its own, which may be another paper."""
LAST_ROWS_BELOW, LAST_WORDS = 2, 5
"""Rows below a signature, and words of each, at most, where no closing words tell the letter's end."""
BESIDE_LAST = 0.05
"""Page widths behind the last words within which ink still stands over them: beside a thumb-print."""
LABEL_ROWS = 2.0
"""Heights of a label over and under it within which ink stands in its row of a form."""
_ASKS = cue("signing.asks", lead=r"^\W*", tail=r"\W*$")
UNSEEN = "signature.unseen"
"""Of seeing none where it may lie under a meterai or on a page that is not here."""
LEGIBLE = "signature.legible"
"""Of a signature that was read as a word, so that its ink is no mark."""
OWN_NAME = "signature.own_name"
"""Of a signature by hand that was read as a part of the name below it."""
OVER = 4.0
"""Heights of a name within which such a word stands above it. Of 539 signed letters by hand (tune voices) one
is signed so, of 178 unsigned ones none; of a stranger's 14 handwritten files two, and a form."""
LEGIBLE_HIGH, LEGIBLE_WORDS, LEGIBLE_SURE = 1.6, 2, 0.5
"""Usual heights of a letter's words from which so few words over a signer's name, read so surely, are his
signature. Of 300 typed letters of the tune voices in which no ink signs two have such words, both are signed
(ordinary words reach 1.3). A thumb is read less surely; unsure words leave their ink to the model of ink."""
NO_INK, INK = "signature.no_ink", "ink_model"
"""A letter without any such ink; what the model of ink says, whose probability takes a prior's place."""
DAMAGED = "signer.damaged"
"""A name with marks in it, or of one word."""
SURE_INK, SURE_NONE, SURE_NO_STAMP = 0.95, 0.1, 0.15
"""Probability of the likeliest mark from which it is there, and up to which no signature, no stamp is
(docs/accuracy.md)."""
SURE_NO_STAMP_BY_HAND = SEEN
"""The last of letters by hand, whose writing looks like torn stamps and is hardly ever stamped: of 68 (voices
893 to 940) the seven stamps are at .97 and more, and 23 of the 61 without one at .16 to .61."""
SURE_ON_STAMP = 0.985
"""The first of ink on a stamp, whose own strokes may look like a pen's. Of 200 stamps alone (drawn with tune
hands, pages unknown to the trees) two are at .95 or more, one of three of the tune voices, .980 at most;
of 345 letters of these that are signed across a stamp 19 are not so sure."""
ADDS = 0.6
"""Up to which a mark is held for a doubt of its own (marks.CLERKS_MOST: a clerk's, a sticker's ink) and makes
another one no surer: beside a piece of .94 the ink of an electronic meterai had signed a letter."""
HIGHEST_STAMP = 0.18
"""Of the page's height: what is higher may be the shade of creased paper. Of 45 stamped letters by strangers
the highest stamp, with what touches it, has .14, two creased sheets .22 and .35; a stamp on half a sheet of
paper is shown."""
NOTE_LETTERS, NOTE_WORDS = 3, 2
"""Letters of a word by hand, and such words in one piece of ink on a typed page, from which it may be a note.
Of 256 signed letters by strangers five have such ink, of fifteen unsigned ones with a pen's ink three."""
LEAST_INK = 0.03
"""Below it a mark says no more than no ink at all, whose prior it would pass."""
NEAR_STAMP = 0.01
"""Page widths and heights around a stamp within which a name may have lost letters to it."""
UNDER_NAME, NAME_EDGE = 9.0, 2.5
"""Word heights below a name within which its number stands, and between their left edges."""
MAX_NAME_WORDS = 8
Hits = Sequence[tuple[Mark, int]]
"""Marks with the numbers of their pages."""
LAST_ROWS = 4
"""Of a letter without closing words: they hold its signature, if any do."""


def _names(office: Candidate | None, words: re.Pattern[str]) -> bool:
    return office is not None and bool(words.search(str(office.value)))


def signers(letter: LetterSections) -> tuple[Party, ...]:
    """Names under the closing, in reading order."""
    cells = [cell for cell in closing_cells(letter) if not CLOSING.match(cell.text)]
    names = [cell for cell in cells if is_signature_name(cell)]
    offices = [_office_over(name, cells) for name in names]
    named = [
        name
        for name, office in zip(names, offices, strict=True)
        if office is None or name.middle == _lowest(office, names, offices)
    ]
    return tuple(
        _signer(cell, cells) for cell in cells if cell in named or _is_lone_name(cell, cells, offices)
    )


def closing_cells(letter: LetterSections) -> list[TextSpan]:
    """Everything from the closing words, or the last rows without any, down to the copies' list, by cells."""
    last = max(letter.body + 1, letter.end - LAST_ROWS)
    rows = letter.rows[letter.closing if letter.closing < letter.end else last : letter.end]
    return [part for row in rows for cell in row.cells for part in _parted(cell)]


def _parted(cell: TextSpan) -> tuple[TextSpan, ...]:
    """Name and office of a cell that holds both."""
    led = _OFFICE_LED.match(cell.text)
    if led and ROLE.fullmatch(normalised_office(led[1])) and looks_like_name(led[3]):
        return cell.slice(0, led.start(3)), cell.group(led, 3)
    match = _WITH_OFFICE.match(cell.text)
    if match is None or not ROLE.fullmatch(normalised_office(match[3])) or not looks_like_name(match[1]):
        return (cell,)
    return cell.group(match, 1), cell.group(match, 2)


def _office_over(name: TextSpan, cells: Sequence[TextSpan]) -> TextSpan | None:
    """The nearest office in the name's column."""
    near = [other for other in cells if other is not name and is_in_column(other, name)]
    return max(filter(_is_office, near), key=lambda other: other.middle, default=None)


def _lowest(office: TextSpan, names: Sequence[TextSpan], offices: Sequence[TextSpan | None]) -> float:
    """Where the last of the names under one office stands: above it are scraps of a stamp's text."""
    return max(name.middle for name, own in zip(names, offices, strict=True) if own is office)


def _is_lone_name(cell: TextSpan, cells: Sequence[TextSpan], offices: Sequence[TextSpan | None]) -> bool:
    """Whether the cell is a person's only name ('Sarinem'): under a free office, or over a NIK."""
    if len(cell.tokens) != 1 or not (ONE_NAME.match(cell.text) and looks_like_name(cell.text)):
        return False
    office = _office_over(cell, cells)
    is_signing = office is not None and office.middle < cell.middle and office not in offices
    return is_signing or any(_NIK_UNDER.match(other.text) and _is_under(other, cell) for other in cells)


def is_signature_name(cell: TextSpan) -> bool:
    """A cell that holds a name and nothing else."""
    text = _without_number(cell.text)
    if _NUMBER_LINE.match(cell.text) or ROLE.fullmatch(normalised_office(text).strip(" ,.:()")):
        return False
    is_bracketed = "(" in text or ")" in text
    is_set_apart = is_bracketed or text.isupper() or len(text.split()) > 1
    return (
        len(cell.tokens) <= MAX_NAME_WORDS
        and is_set_apart
        and not text.rstrip().endswith(("!", "?"))
        and looks_like_name(text, is_bracketed=is_bracketed)
    )


def _is_office(cell: TextSpan) -> bool:
    return bool(ROLE.search(normalised_office(cell.text))) and not (
        is_signature_name(cell) and not ROLE.match(normalised_office(cell.text))
    )


def _without_number(text: str) -> str:
    return re.sub(r"^\W*\d{1,2}[.)]\s*", "", text)


def _signer(cell: TextSpan, cells: Sequence[TextSpan]) -> Party:
    name = _without_number(cell.text)
    is_damaged = not looks_like_name(name) or bool(ONE_NAME.match(name))
    found = text_candidate(
        cell, clean_name(name), DAMAGED if is_damaged else "signer.bracketed" if "(" in name else "signer"
    )
    near = [other for other in cells if other is not cell and is_in_column(other, cell)]
    role = _office_over(cell, cells)
    is_witness = any(_WITNESS.search(other.text) for other in near)
    under = [other for other in cells if _is_under(other, cell)]
    niks = [
        nik for other in under if _NIK_UNDER.match(other.text) and (nik := find_nik(other, "nik.signature"))
    ]
    phones = [tel for other in under if _PHONE_UNDER.match(other.text) and (tel := find_phone(other))]
    homes = [
        home
        for other in under
        if _HOME_UNDER.match(other.text)
        and (home := text_candidate(other.behind(_HOME_LABEL), source="address.signature"))
    ]
    office = _role(role) if role else None
    is_proxy = _names(office, _PROXY)
    return Party(
        name=found or Candidate(None, cell),
        nik=next(iter(niks), None),
        address=next(iter(homes), None),
        phone=next(iter(phones), None),
        office=office,
        role=PartyRole.WITNESS if is_witness else PartyRole.PROXY if is_proxy else PartyRole.SIGNER,
    )


def _is_under(other: TextSpan, name: TextSpan) -> bool:
    is_near = other.page == name.page and 0 < other.middle - name.middle < UNDER_NAME * name.height
    is_centred = abs((other.x0 + other.x1) - (name.x0 + name.x1)) / 2 < NAME_EDGE * name.height
    return is_near and (is_centred or abs(other.x0 - name.x0) < NAME_EDGE * name.height)


def is_in_column(other: TextSpan, cell: TextSpan) -> bool:
    """Whether another cell stands over a cell, or just under it."""
    is_beside = (
        abs((other.x0 + other.x1) - (cell.x0 + cell.x1)) / 2 < SAME_COLUMN or abs(other.x0 - cell.x0) < 0.02
    )
    is_above = other.middle < cell.middle
    is_just_below = 0 < other.middle - cell.middle < BELOW_NAME * cell.height
    return is_beside and other.page == cell.page and (is_above or is_just_below)


def _role(cell: TextSpan) -> Candidate | None:
    """The office without the koperasi it is held in."""
    name = next(koperasi_in(cell), None)
    end = cell.text.index(name.text) if name else len(cell.text)
    inner = cell.slice(0, end) if end > 3 else cell
    kind = _KIND_BEHIND.search(inner.text)
    inner = inner.slice(0, kind.start()) if kind else inner
    normalised = normalised_office(inner.text)
    match = ROLE.search(normalised)
    is_whole = bool(_WHOLE_ROLE.match(normalised)) and match is not None and match.start() == 0
    if normalised != inner.text:
        value = normalised if match is None or is_whole else match[0]
        return text_candidate(inner, tidy(value), "office.signature_corrected")
    where = inner.group(match) if match and not is_whole else inner
    return text_candidate(where, tidy(where.text), "office.signature")


def beside_stamps(found: Sequence[Party], pages: Sequence[PageReading]) -> tuple[Party, ...]:
    """The signers, their names less sure where a stamp lies on or beside them, and surer where none does."""
    stamps = _stamps(pages)
    return tuple(replace(signer, name=_by_stamp(signer.named, stamps)) for signer in found)


def _by_stamp(name: Candidate, stamps: Hits) -> Candidate:
    if name.where.box is None or name.source == DAMAGED:
        return name
    is_near = _is_by_stamp(name.where.box, name.where.page, stamps)
    is_lone = len(str(name.value).split()) == 1
    return name.sourced("signer.stamped" if is_near or is_lone else "signer.clear")


def _is_by_stamp(box: Box | None, page: int | None, stamps: Hits) -> bool:
    return box is not None and any(page == on and touches(box, one.box, NEAR_STAMP) for one, on in stamps)


def chief_signer(found: Sequence[Party]) -> Party | None:
    """Who speaks for the letter: the chief, else the last of those who are no witnesses."""
    own = [signer for signer in found if not signer.is_witness] or list(found)
    chiefs = [signer for signer in own if _names(signer.office, _CHIEF)]
    if chiefs:
        return chiefs[0]
    numbered = [signer for signer in own if re.match(r"^\W*1[.)]", signer.named.where.text)]
    return numbered[0] if numbered else own[-1] if own else None


def is_signed(letter: LetterSections, pages: Sequence[PageReading]) -> Candidate:
    """bertanda_tangan: ink that is likely a pen's near the signatures.

    Of a typed letter with no closing and no signer's name neither is sure: its signed page was not seen, and
    ink on those that were may be a paraf or a clerk's note (without a head it may end as it likes: then the
    absence of ink is sure). Nor is its absence where a meterai hides half of the ink. A legible signature is
    shown.
    """
    hits = signing_ink(letter, pages)
    found = in_place(hits, pages, letter.rows)
    is_elsewhere = any(_SIGNED_ELSEWHERE.search(row.text) for row in letter.rows)
    is_headed = any(pair.key in HEAD_KEYS and pair.has_colon for pair in letter.pairs)
    is_endless = letter.closing >= len(letter.rows) and not mail_head(letter.rows)
    is_endless = is_endless and not signers(letter)
    is_endless = is_endless and not (_is_over_last_words(found, letter) or _is_labelled(found, letter))
    is_open = is_elsewhere or any(names_meterai(page.lines) for page in pages)
    own = _over_own_name(letter)
    if any(page.is_handwritten for page in pages):
        if own is not None:
            return Candidate(True, own, OWN_NAME)
        is_astray = all(mark.box != found.box for mark, _ in hits)
        on_stamp = SURE_ON_STAMP if _is_by_stamp(found.box, found.page, _stamps(pages)) else 0.0
        return signed_by_hand(found, pages, is_astray=is_astray, is_open=is_open, least=on_stamp)
    if found.value:
        return replace(found, is_doubtful=found.is_doubtful or is_endless or _is_note(found, pages))
    legible = own or _legible(letter, pages)
    if legible is not None:
        return Candidate(True, legible, LEGIBLE, is_doubtful=True)
    is_open |= (is_headed and is_endless) or any(page.is_hard for page in pages)
    return replace(found.sourced(UNSEEN), is_doubtful=True) if is_open else found


def _is_note(found: Candidate, pages: Sequence[PageReading]) -> bool:
    """Whether words that a hand wrote stand in the ink: a clerk's ("belum ttd") beside a stamp."""
    box, page = found.box, found.page or 1
    if box is None:
        return False
    words = (word for line in pages[page - 1].lines for word in line.words if word.is_by_hand)
    read = [word for word in words if sum(map(str.isalpha, word.text)) >= NOTE_LETTERS]
    return sum(lies_in(word.box, box) for word in read) >= NOTE_WORDS


def _is_over_last_words(found: Candidate, letter: LetterSections) -> bool:
    """Whether ink stands over a few words that end the letter: a name or a post, in whatever form (of 960
    looked-at letters seven without closing words, all of them signed)."""
    box, page = found.box, found.page or 1
    if not (found.value and box):
        return False
    below = [row.span for row in letter.rows if (row.page, row.span.tokens[0].box[3]) > (page, box[3])]
    return 0 < len(below) <= LAST_ROWS_BELOW and all(
        len(row.tokens) <= LAST_WORDS
        and row.tokens[0].box[0] < box[2]
        and box[0] < row.tokens[-1].box[2] + BESIDE_LAST
        for row in below
    )


def _is_labelled(found: Candidate, letter: LetterSections) -> bool:
    """Whether ink stands beside or below a cell that asks for a signature and says nothing else."""
    box, rows = found.box, [row for row in letter.rows if row.page == (found.page or 1)]
    asking = (cell for row in rows for cell in row.cells if _ASKS.match(cell.text))
    return box is not None and any(_is_asked(box, hull([one.box for one in cell.tokens])) for cell in asking)


def _is_asked(ink: Box, label: Box) -> bool:
    left, top, right, foot = label
    around = LABEL_ROWS * (foot - top)
    is_beside = right <= ink[0] and top - around < ink[3] and ink[1] < foot + around
    return is_beside or (top < ink[1] and left < ink[2] and ink[0] < right)


def signing_ink(letter: LetterSections, pages: Sequence[PageReading]) -> list[tuple[Mark, int]]:
    """Marks that may be a signature, where one belongs, with the numbers of their pages."""
    return [hit for hit in _marks(pages, MarkKind.TANDA_TANGAN) if _is_near(letter, *hit)]


def _legible(letter: LetterSections, pages: Sequence[PageReading]) -> TextSpan | None:
    """A signature that could be read: surely read words over a signer's name, far higher than what is typed
    and in no stamp."""
    cells = closing_cells(letter)
    usual = median([cell.height for row in letter.rows for cell in row.cells] or [0.0])
    names = [cell for cell in cells if is_signature_name(cell)]
    stamps = _stamps(pages)
    high = (
        cell for cell in cells
        if cell.height >= LEGIBLE_HIGH * usual and cell.confidence >= LEGIBLE_SURE
        and len(cell.text) > 1 and len(cell.tokens) <= LEGIBLE_WORDS
        and not (CLOSING.match(cell.text) or _is_office(cell) or _is_by_stamp(cell.box, cell.page, stamps))
    )  # fmt: skip
    return next((cell for cell in high if any(_stands_over(cell, name) for name in names)), None)


def _over_own_name(letter: LetterSections) -> TextSpan | None:
    """A word over a signer's name that is a part of it or the same: who writes his name over it signs."""
    cells = closing_cells(letter)
    words = [cell for cell in cells if len(cell.tokens) == 1 and not CLOSING.match(cell.text)]
    names = [cell for cell in cells if is_signature_name(cell) or (cell in words and not _is_office(cell))]
    return next((word for word in words if any(_is_part(word, name) for name in names)), None)


def _is_part(word: TextSpan, name: TextSpan) -> bool:
    is_over = word.page == name.page and 0 < name.middle - word.middle < OVER * name.height
    own = bare_letters(word.text)
    is_like = len(own) >= LEAST_PART and share_a_part([own], name_parts(name.text))
    return is_over and is_like and is_in_column(word, name)


def _stands_over(cell: TextSpan, name: TextSpan) -> bool:
    return cell.middle < name.middle and name.height < cell.height and is_in_column(cell, name)


def is_stamped(letter: LetterSections, pages: Sequence[PageReading]) -> Candidate:
    """berstempel: a stamp on the letter's pages."""
    is_by_hand = all(page.is_handwritten for page in pages)
    sure_none = SURE_NO_STAMP_BY_HAND if is_by_hand else SURE_NO_STAMP
    found = best_mark(_marks(pages, MarkKind.STEMPEL), sure_none)
    is_too_high = found.value and found.box is not None and found.box[3] - found.box[1] > HIGHEST_STAMP
    return replace(found, is_doubtful=True) if is_too_high else found


def _stamps(pages: Sequence[PageReading]) -> list[tuple[Mark, int]]:
    return [hit for hit in _marks(pages, MarkKind.STEMPEL) if hit[0].score >= SEEN]


def _marks(pages: Sequence[PageReading], kind: MarkKind) -> list[tuple[Mark, int]]:
    return [(m, number) for number, page in enumerate(pages, 1) for m in page.marks if m.kind is kind]


def _is_near(letter: LetterSections, mark: Mark, page: int) -> bool:
    """Whether the mark lies below the closing's first row (or on a later page), or no closing was found."""
    if letter.closing >= letter.end:
        return True
    closing = letter.rows[letter.closing].span
    token = closing.tokens[0]
    if page != token.page:
        return page > token.page
    return mark.box[3] > token.box[1]


def in_place(hits: Hits, pages: Sequence[PageReading], rows: Sequence[Row]) -> Candidate:
    """What the marks where a signature belongs say; where they say none and sure ink of a pen lies elsewhere
    in the lower half of what is written, that one, for a person to look at: the end of the letter may have
    been sought in the wrong place (12 of 340 letters by 34 voices)."""
    found = best_mark(hits, stamps=_stamps(pages))
    if found.value or not rows:
        return found
    middle = rows[len(rows) // 2].span.tokens[0]
    at = (middle.page or 1, middle.box[1])
    sure = [hit for hit in _marks(pages, MarkKind.TANDA_TANGAN) if hit[0].score >= SURE_INK]
    astray = best_mark([(mark, page) for mark, page in sure if (page, mark.box[3]) > at])
    return replace(astray, is_doubtful=True) if astray.value else found


def best_mark(hits: Hits, sure_none: float = SURE_NONE, stamps: Hits = ()) -> Candidate:
    """True with the likeliest mark's box where it is rather there than not, as surely as one of those that
    rather are is one (several sign below each other), else False; a person looks where neither is sure.
    `stamps`: those of the letter; ink on them alone has to be surer, and its pieces are not added up."""
    if not hits:
        return Candidate(False, source=NO_INK)
    mark, number = max(hits, key=lambda hit: hit[0].score)
    if mark.score >= SEEN:
        likely = [hit for hit in hits if hit[0].score >= SEEN]
        adding = [hit for hit in likely if hit[0].score > ADDS]
        beside = [hit for hit in adding if not _is_by_stamp(hit[0].box, hit[1], stamps)]
        is_sure = _any_of(beside) >= SURE_INK or mark.score >= SURE_ON_STAMP
        return Candidate(
            True,
            source=INK,
            probability=_any_of(adding or likely),
            page=number,
            box=mark.box,
            is_doubtful=not is_sure,
        )
    none = Candidate(False, source=NO_INK, page=number, box=mark.box)
    if mark.score < LEAST_INK:
        return none
    return replace(none, source=INK, probability=1.0 - mark.score, is_doubtful=mark.score > sure_none)


def _any_of(hits: Hits) -> float:
    """The probability that one of the marks is what it seems."""
    return 1.0 - math.prod(1.0 - mark.score for mark, _ in hits)
