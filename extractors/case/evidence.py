"""What speaks against a letter's values on the paper itself: a person looks, however likely they are.

The ranker weighs words and places. A sign that was lost, a line that goes on or ink over a signer makes its
likeliest value no less likely; it is told by what else stands on the letter.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.case.asking import APPLICANTS
from extractors.case.letter_date import is_of_other_month
from extractors.case.letter_head import continued, goes_on, is_addressees
from extractors.case.numbers_by_hand import PHONES, is_doubtful_by_hand
from extractors.case.odd_values import is_odd_value
from extractors.fields.candidate import Candidate
from extractors.fields.cues import alternatives, cue, group, listed
from extractors.fields.indonesian import DIGITISH, LETTER_YEARS
from extractors.fields.name_words import may_be_misread
from extractors.fields.place_name import may_be_misread_place
from extractors.fields.span import TextSpan, Token
from extractors.text.koperasi import OWN_PREFIX, is_heads_phone
from extractors.text.legal_number import is_surely_whole
from extractors.text.letter_sections import LetterSections
from extractors.text.mail_head import is_printed_mail
from extractors.text.names import bare_letters
from extractors.text.numbers import is_read_two_ways, is_read_with_more, other_nik
from extractors.text.signature_place import (
    is_aide_beside_ink,
    is_aides_post,
    is_over_a_name,
    is_receivers,
    is_signed_elsewhere,
    is_under_stamp,
)
from extractors.text.signing import SURE_ON_STAMP
from models.field import Box, Field, lies_in, stands_above
from models.field_spec import letter_names
from models.identity import iso_date
from models.nik import problems
from models.page import PageReading, Word
from models.similarity import edit_distance

Fields = Mapping[str, Field]
POST, PLACE, DAY = "pemohon_jabatan", "tempat_surat", "tanggal_surat"
OF_SIGNER = frozenset({*APPLICANTS, POST})
"""What is read of him who signs."""
SIGNED, STAMPED = "bertanda_tangan", "berstempel"
CHOSEN = frozenset({"jenis_layanan"})
"""Whose values are no words of the letter."""
NIKS, EITHER, ABOVE = letter_names("nik"), 0.5, 2
"""Of two numbers the one that is chosen is no likelier than the other; rows above one in which its correction
may stand, initials between them."""
NUMBERED = ("nomor_surat", DAY)
"""What tells a letter's month twice."""
REWORDED = frozenset(letter_names("nama") + letter_names("pihak_lain") + letter_names("koperasi"))
COMPLAINANT = "pelapor_nama"
_POINTS_BACK = cue("evidence.points_back")
"""The field of who complains; and what says that whom it complains of stands above: of 5,299 complaints with
a name five have it."""
_ENDS_OPEN = cue("evidence.goes_on", tail=r"\W*$")
OFFICE_WORDS = listed("evidence.office")
_LARGE = re.compile(r"\b[A-Z]")
_CUT = re.compile(rf"(?<![\w'’./-])(?!(?:{alternatives('evidence.small')})\b)[a-z]{{3,}}")
HOMES = frozenset(letter_names("alamat"))
_DAY = re.compile(r"\W*\d{1,2}\W*$")
_HEAD = cue("courtesy.own_head", tail=r"\W*")
_RW_LAST = re.compile(r"(?i)\bRW\W*\d+$")
_MORE = re.compile(rf"\W*(?!(?i:{alternatives('evidence.behind_home')})\b)[A-Z]")
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(rf"(?!\d+$){DIGITISH}+")
_WORD = re.compile(r"[^\W\d_]{2}")
_SMALL, _AND = re.compile(r"(?:[^\w\s]\s+)?(?!di\b)[a-z]{2}"), re.compile(r"dan\b")
_PART = cue("evidence.office_part", lead=r"^\W*")
_REGENCY = re.compile(rf"(?i)\b(?:{group('kabupaten')}|pemkab)\b")
_REGION, _BRANCH = re.compile(rf"(?i)\W*(?:{group('wilayah')})\b"), cue("koperasi.branch", lead=r"^\W*")
"""With what a subject goes on on the row below it, an office's name, an address, and a koperasi's name."""
_NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")
SURELY_READ = 0.87
"""Confidence of a word that is no misreading."""
HARDLY_READ, SIGNS = 0.4, 2
"""Confidence of a word in print below which it may say anything, however sure the value is; letters and
figures of such a word. Of 3,200 sure values of 400 strangers' papers eight have one, three of them wrong."""
WRITTEN_SURELY = 0.8
"""Confidence of a word below which what a hand wrote into a page of print is shown."""
BESIDE = 0.25
"""Page widths within which print on its row makes a hand's word a value there and no correction of the row
below."""
NEXT = 0.06
"""Page widths between two words by hand of one name at most, where letters between them were not read."""
SURE_DAY = 0.8
"""Confidence of a day's figures in print from which they are surely read. Of 222 sure dates of strangers'
typed letters none has less than .82; one that a pen struck out had .68."""
LEAST_WORD = 3
"""Letters of a word that makes a name another one."""


def shown(fields: Fields, names: frozenset[str]) -> dict[str, Field]:
    """The fields, those of these names to be looked at that have a value, or may have one unread."""
    return {
        name: field.model_copy(update={"needs_review": True})
        if name in names and (field.value or name in (POST, PLACE))
        else field
        for name, field in fields.items()
    }


@dataclass(frozen=True)
class Evidence:
    """A letter's paper. `dated`: its date, as the rules find it; `last`: no letter is younger."""

    letter: LetterSections
    pages: Sequence[PageReading]
    is_written: bool
    dated: Candidate | None
    last: date = date.max

    def against(self, fields: Fields) -> frozenset[str]:
        """The fields whose values a person looks at."""
        own = {name for name, field in fields.items() if field.value and self._is_doubtful(name, field)}
        number, day = (str(fields[name].value) if name in fields else "" for name in NUMBERED)
        if is_of_other_month(number, iso_date(day)):
            own |= {*NUMBERED}
        is_undated = DAY in own or (DAY in fields and fields[DAY].needs_review)
        if is_undated and PLACE in fields and fields[PLACE].value is None:
            own.add(PLACE)
        applicant = _applicant(fields)
        own |= {*self._homes_in_head(fields, applicant)}
        if is_aide_beside_ink(applicant or "", self.letter, self.pages):
            own |= OF_SIGNER
        if applicant and POST in fields and self._is_post_unread(fields[POST], applicant):
            own.add(POST)
        is_signed = SIGNED in fields and bool(fields[SIGNED].value)
        if not is_signed and STAMPED in fields and fields[STAMPED].value:
            own.add(STAMPED)  # frames, codes and the office's own stamps lie on papers that nobody signs, too
        if applicant and is_signed and self._is_signed_by_others(applicant):
            own.add(SIGNED)
        return frozenset(own)

    def _is_post_unread(self, post: Field, applicant: str) -> bool:
        """Whether the applicant's post may stand over his name, not read: what was is an aide's, or nothing
        and a stamp lies there."""
        if isinstance(post.value, str):
            return is_aides_post(post.value, applicant, self.letter)
        return is_under_stamp(applicant, self.letter, self.pages)

    def _is_signed_by_others(self, applicant: str) -> bool:
        """Whether only others sign it: a clerk a form, in print also the village's head or a witness."""
        is_others = not self.is_written and is_signed_elsewhere(applicant, self.letter, self.pages)
        return is_others or is_receivers(self.letter, self.pages)

    def against_names(self, fields: Fields) -> frozenset[str]:
        """The names by hand in which a word, a koperasi's kind aside, is another one than the net alone read
        (`raw`): of eighteen unflagged ones in 291 letters by hand four were right before (KAYA for RAYA).
        That somebody is named stays sure."""
        named = {name: fields[name] for name in REWORDED if name in fields and self.is_written}
        return frozenset(name for name, field in named.items() if field.value and _is_reworded(field))

    def _is_doubtful(self, name: str, field: Field) -> bool:
        """What one value says against itself."""
        check = _CHECKS.get(name)
        is_odd = self._is_struck(field)
        if name not in CHOSEN:
            is_odd = is_odd or self._is_hardly_read(name, field) or self._is_written_over(field)
        is_odd = is_odd or (check is not None and check(self, field))
        is_odd = is_odd or is_odd_value(name, field)
        if name in REWORDED and not self.is_written:
            is_odd = is_odd or self._may_be_misread(field) or self._goes_on_by_hand(field)
        return is_odd or (self.is_written and is_doubtful_by_hand(name, field, self.letter))

    def _is_struck(self, field: Field) -> bool:
        """A value with a number in it that somebody struck out: the right one stands beside it by hand."""
        return any(word.is_struck for word in self._read_as_words(field))

    def _is_hardly_read(self, name: str, field: Field) -> bool:
        """A value in print with a word that the engine hardly read: ink ran into it; or what a hand wrote
        into the print, not surely read. Figures that it took for letters are known (RT Ol)."""
        if not isinstance(field.value, str):
            return False
        words = list(self._read_as_words(field))
        by_hand = [word for word in words if word.is_by_hand and any(map(str.isalnum, word.text))]
        if any(word.confidence < WRITTEN_SURELY for word in by_hand):
            return True
        if self.is_written:
            return False
        unread = (word.text for word in words if word.confidence < HARDLY_READ)
        is_unread = any(
            sum(map(str.isalnum, text)) >= SIGNS and not _FIGURES.fullmatch(text) for text in unread
        )
        return is_unread or (bool(by_hand) and is_doubtful_by_hand(name, field, self.letter))

    def _is_written_over(self, field: Field) -> bool:
        """A value in print with a hand's word right above it, on no row of print: its correction."""
        words = list(self._read_as_words(field))
        if self.is_written or 2 * sum(word.is_by_hand for word in words) > len(words):
            return False
        read = self._read_on_page(field)
        written = [one for one in read if _is_correction(one)]
        above = [one for one in written if any(stands_above(one.box, word.box) for word in words)]
        return any(not any(_is_beside(one.box, other) for other in read) for one in above)

    def _is_cut(self, field: Field) -> bool:
        """A subject that ends amid its line, that a line goes on below, or with a heading read into it."""
        rows = self._words_of(field)
        return bool(rows) and (
            goes_on(rows, self.letter) or self._is_continued(rows) or _ends_in_heading(rows)
        )

    def _is_continued(self, rows: Sequence[TextSpan]) -> bool:
        """Whether a subject's line goes on behind what was taken of it (and that is no addressee's), or in
        small letters below: of sixteen silent values of ninety strangers' papers four."""
        ends = [continued(row, self.letter) for row in rows]
        is_more = any(_WORD.search(behind) and not is_addressees(behind) for behind, _ in ends)
        return is_more or _SMALL.match(ends[-1][1]) is not None

    def _is_doubtful_office(self, field: Field) -> bool:
        """An addressee that goes on, or with a letter of a known word misread (Usaha Mikre)."""
        words = map(str.lower, _LETTERS.findall(str(field.value)))
        is_misread = any(edit_distance(word, known) == 1 for word in words for known in OFFICE_WORDS)
        return is_misread or self._is_office_cut(field) or self._lacks_its_head(field)

    def _lacks_its_head(self, field: Field) -> bool:
        """An office without its head, who stands on its row: Pimpinan Dinas Koperasi."""
        words = [token.text for row in self._rows_of(field) for token in row.tokens]
        office = next(iter(str(field.value).split()), "")
        before = words[: words.index(office)] if office in words else []
        return bool(before) and _HEAD.fullmatch(before[-1]) is not None

    def _is_office_cut(self, field: Field) -> bool:
        """An addressee whose office goes on below it: with a word, with its regency, or with a part of it."""
        behind, below = self._after(field)
        is_regency = _REGENCY.match(below) is not None and not _REGENCY.search(str(field.value))
        return not behind and bool(is_regency or _AND.match(below) or _PART.match(below))

    def _may_be_other_place(self, field: Field) -> bool:
        """A place without its capital (a streak hid it), or not surely read and a letter off a known one."""
        place = str(field.value)
        unsure = any(token.confidence < SURELY_READ for row in self._words_of(field) for token in row.tokens)
        return place[:1].islower() or (unsure and may_be_misread_place(place))

    def _is_on_mail(self, field: Field) -> bool:
        """A stamp or signature on a printed mail: its frames look like the one, notes like the other."""
        return field.value is True and is_printed_mail(self.letter.rows)

    def _is_ink_on_mail(self, field: Field) -> bool:
        """A signature on a printed mail but one that is surely ink, right over a signer's name: of fourteen
        such prints with ink six have it (all of them signed), the others' notes and frames reach .97."""
        is_over = is_over_a_name(field.box, field.page, self.letter)
        return self._is_on_mail(field) and not (is_over and field.confidence >= SURE_ON_STAMP)

    def _may_be_misread(self, field: Field) -> bool:
        """A name in print with a word that was not surely read and is a letter off a common one: of 1,530
        sure names of looked-at letters eleven (UPARLAN, Nariyati), five of them wrong. Or with a word that
        begins small beside one that begins large, whose first letter a fold or an edge hid (estari R.)."""
        if _LARGE.search(str(field.value)) and _CUT.search(str(field.value)):
            return True
        words = (token for row in self._words_of(field) for token in row.tokens)
        unsure = (token.text for token in words if token.confidence < SURELY_READ)
        return any(may_be_misread(word) for text in unsure for word in _LETTERS.findall(text))

    def _points_back(self) -> bool:
        """Whether the text speaks of who was named above as of somebody else."""
        return _POINTS_BACK.search(self.letter.body_text.text) is not None

    def _goes_on_by_hand(self, field: Field) -> bool:
        """A name that a hand wrote into print, beside a word by hand on its row that was not taken with it:
        of a first name only its initial was read."""
        words = [word for word in self._read_as_words(field) if word.is_by_hand]
        others = [one for one in self._read_on_page(field) if one.is_by_hand and one not in words]
        return any(_is_next_to(one.box, word.box) for one in others for word in words)

    def _is_odd_day(self, field: Field) -> bool:
        """A date that its finder doubts, of no letter's year or later than the last day (a slip of its writer
        or of an engine); or in print with a day that was not surely read: a pen struck it out."""
        day, found = iso_date(str(field.value)), self.dated
        figures = (token for row in self._words_of(field) for token in row.tokens if _DAY.match(token.text))
        if not self.is_written and any(token.confidence < SURE_DAY for token in figures):
            return True
        is_odd = day is not None and (day.year not in LETTER_YEARS or day > self.last)
        return is_odd or (found is not None and found.is_doubtful and found.value == field.value)

    def _is_doubtful_phone(self, field: Field) -> bool:
        """A telephone that two engines read otherwise (two of 318 in print, both wrong), or that stands in
        the letterhead alone (27 of 320 requests of four looked-at sets; six are the body's)."""
        is_either = any(map(is_read_two_ways, self._rows_of(field)))
        return is_either or is_heads_phone(str(field.value), self.letter)

    def _homes_in_head(self, fields: Fields, applicant: str | None) -> Iterator[str]:
        """The homes that are read in a letterhead which neither begins with the writer's own name nor has his
        NIK above the home: of 960 letters of six looked-at sets 79 (of villages, schools, notaries who
        write), 22 of them otherwise sure; for most the contract allows it or none."""
        head = [row.span for row in self.letter.rows[: self.letter.kop_end]]
        if head and applicant and bare_letters(head[0].text) == bare_letters(applicant):
            return
        for name in HOMES & fields.keys():
            rows = list(self._rows_of(fields[name]))
            above = head[: head.index(rows[0]) + 1] if rows and rows[0] in head else []
            is_in_head = bool(above) and all(row in head for row in rows)
            if is_in_head and not any(_NIK.search(row.text) for row in above):
                yield name

    def is_address_cut(self, field: Field) -> bool:
        """An address that ends open, or with its kecamatan or village behind it or on the line below; or with
        its RW and a word behind it that begins large: a village whose letters were not read (03, Di)."""
        is_amid = _RW_LAST.search(str(field.value)) and _MORE.match(self._after(field)[0])
        return _goes_on(field) or _REGION.match(self._next(field)) is not None or bool(is_amid)

    def _has_branch(self, field: Field) -> bool:
        """A koperasi with a branch behind its name: of 57 writers twelve count it to the name."""
        return _BRANCH.match(self._next(field)) is not None

    def _after(self, field: Field) -> tuple[str, str]:
        """What stands behind a value's last word in its cell, and in its column on the row below."""
        rows = self._words_of(field)
        return continued(rows[-1], self.letter) if rows else ("", "")

    def _next(self, field: Field) -> str:
        """What stands next to a value: behind it, or below where it ends its cell."""
        behind, below = self._after(field)
        return behind or below

    def _lacks_a_part(self, field: Field) -> bool:
        """A number that the other engine reads with a part or stroke more: two of three silent ones of
        strangers' papers (TDWIVI for TDW/VI), and none of 400 sure and right ones of six looked-at sets."""
        return any(is_read_with_more(str(field.value), row) for row in self._rows_of(field))

    def _is_doubtful_nik(self, field: Field) -> bool:
        """A number that can't be one, or with another one beside it."""
        return bool(problems(str(field.value))) or self._other_nik(field) is not None

    def _other_nik(self, field: Field) -> str | None:
        rows, inside = [*(row.text for row in self.letter.rows), ""], _inside(field)
        own = (at for at, row in enumerate(self.letter.rows) if any(map(inside, row.span.tokens)))
        found = (
            other_nik(
                str(field.value), self.letter.rows[at].span, rows[max(0, at - ABOVE) : at], rows[at + 1]
            )
            for at in own
        )
        return next(filter(None, found), None)

    def corrected(self, fields: Fields) -> dict[str, tuple[Field, ...]]:
        """The NIKs beside which another one stands, each with that one: which of them is struck out does not
        show, but a card may."""
        others = {
            name: self._other_nik(fields[name]) for name in NIKS if name in fields and fields[name].value
        }
        return {
            name: (fields[name], fields[name].model_copy(update={"value": other, "confidence": EITHER}))
            for name, other in others.items()
            if other
        }

    def _words_of(self, field: Field) -> list[TextSpan]:
        """The words that a field was read from, row by row."""
        parts = (tuple(filter(_inside(field), row.span.tokens)) for row in self.letter.rows)
        return [TextSpan(part) for part in parts if part]

    def _read_on_page(self, field: Field) -> list[Word]:
        """All words of the page that a field was read on."""
        lines = self.pages[field.page - 1].lines if field.page else ()
        return [word for line in lines for word in line.words]

    def _read_as_words(self, field: Field) -> Iterator[Word]:
        """The words that a field was read from, as they were read."""
        tokens = (token for row in self._words_of(field) for token in row.tokens)
        return (word for token in tokens for word in token.line.words if lies_in(token.box, word.box))

    def _rows_of(self, field: Field) -> Iterator[TextSpan]:
        """The rows on which a field was read."""
        return (row.span for row in self.letter.rows if any(map(_inside(field), row.span.tokens)))


_CHECKS: Mapping[str, Callable[[Evidence, Field], bool]] = {
    "koperasi_badan_hukum": lambda paper, field: not is_surely_whole(field) or paper._lacks_a_part(field),
    **dict.fromkeys(letter_names("pihak_lain") + letter_names("koperasi"), Evidence._has_branch),
    "nomor_surat": Evidence._lacks_a_part,
    "perihal": Evidence._is_cut,
    "tujuan": Evidence._is_doubtful_office,
    PLACE: Evidence._may_be_other_place,
    DAY: Evidence._is_odd_day,
    SIGNED: Evidence._is_ink_on_mail,
    STAMPED: Evidence._is_on_mail,
    **dict.fromkeys(("koperasi_alamat", *HOMES), Evidence.is_address_cut),
    **dict.fromkeys(NIKS, Evidence._is_doubtful_nik),
    COMPLAINANT: lambda paper, _: paper._points_back(),
    **dict.fromkeys(PHONES, Evidence._is_doubtful_phone),
}
"""What is asked of a field's value."""


def _is_correction(word: Word) -> bool:
    """Whether a hand wrote a word or number, and no scrawl."""
    letters = sum(map(str.isalnum, word.text))
    return word.is_by_hand and letters >= SIGNS and word.confidence >= EITHER


def _is_next_to(one: Box, two: Box) -> bool:
    """Whether two words stand on one row, a blank of NEXT between them at most."""
    middle = (one[1] + one[3]) / 2
    return two[1] < middle < two[3] and max(one[0], two[0]) - min(one[2], two[2]) < NEXT


def _is_beside(box: Box, word: Word) -> bool:
    """Whether a printed word stands on a box's row, close to it."""
    left, top, right, foot = word.box
    is_close = right > box[0] - BESIDE and left < box[2] + BESIDE
    is_print = not word.is_by_hand and any(map(str.isalnum, word.text))
    return is_print and is_close and top < (box[1] + box[3]) / 2 < foot


def _goes_on(field: Field) -> bool:
    """Whether an address ends with a word that a further part stands behind."""
    return _ENDS_OPEN.search(str(field.value)) is not None


def _inside(field: Field) -> Callable[[Token], bool]:
    """Whether a word is one of those that a field was read from."""
    box, page = field.box, field.page
    return lambda token: box is not None and token.page == page and lies_in(token.box, box)


def _ends_in_heading(rows: Sequence[TextSpan]) -> bool:
    """Whether a subject's last row is in capitals and no other is: the text's first heading below it
    (BACKGROUND); of 421 subjects of five looked-at sets three are so, all with it read into them."""
    return len(rows) > 1 and rows[-1].text.isupper() and not any(row.text.isupper() for row in rows[:-1])


def _applicant(fields: Fields) -> str | None:
    """The name of who asks or complains."""
    value = next(fields[name].value for name in APPLICANTS if name in fields)
    return value if isinstance(value, str) else None


def _is_reworded(field: Field) -> bool:
    read = bare_letters(field.raw or "")
    words = map(bare_letters, OWN_PREFIX.sub("", str(field.value)).split())
    return any(word not in read for word in words if len(word) >= LEAST_WORD)
