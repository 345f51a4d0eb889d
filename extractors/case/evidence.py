"""What speaks against a letter's values on the paper itself: a person looks, however likely they are.

The ranker weighs words and places. A sign that was lost, a line that goes on or ink over a signer makes its
likeliest value no less likely; it is told by what else stands on the letter.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.case.applicant import OF_SELF
from extractors.case.asking import APPLICANTS
from extractors.case.cut_values import (
    has_branch,
    is_address_cut,
    is_before_stroke,
    is_office_cut,
    is_over_cells,
    is_subject_cut,
    lacks_its_head,
    may_have_a_numeral,
    with_place_below,
)
from extractors.case.doubtful_numbers import (
    EITHER,
    is_doubtful_legal_number,
    is_doubtful_nik,
    is_doubtful_phone,
    lacks_a_part,
    nik_beside,
)
from extractors.case.field_on_paper import Check, FieldOnPaper, unsure
from extractors.case.letter_date import is_of_other_month, numbered_by_date
from extractors.case.misread_values import (
    ends_in_no_place,
    goes_on_by_hand,
    is_hardly_read,
    is_office_misread,
    is_reworded,
    is_struck,
    is_written_over,
    is_written_under,
    may_be_misread_name,
    may_be_other_place,
)
from extractors.case.numbers_by_hand import PHONES, is_doubtful_by_hand
from extractors.case.odd_values import is_odd_value
from extractors.fields.candidate import Candidate
from extractors.fields.cues import cue
from extractors.fields.indonesian import LETTER_YEARS
from extractors.fields.offices import normalised_post
from extractors.text.letter_sections import LetterSections
from extractors.text.mail_head import is_printed_mail
from extractors.text.names import bare_letters
from extractors.text.paragraphs import sentences
from extractors.text.signature_place import (
    is_aide_beside_ink,
    is_aides_post,
    is_over_a_name,
    is_receivers,
    is_signed_by_nobody,
    is_signed_elsewhere,
    is_under_stamp,
)
from extractors.text.signing import SURE_ON_STAMP
from models.field import ABSENT, Field, hull
from models.field_spec import letter_names
from models.identity import iso_date
from models.page import MarkKind, PageReading

Fields = Mapping[str, Field]
POST, PLACE, DAY = "pemohon_jabatan", "tempat_surat", "tanggal_surat"
SEAT = "koperasi_alamat"
MAYBE_UNREAD = frozenset({POST, PLACE, SEAT})
"""What is shown without a value, too: it may stand on the paper unread, or have been taken for another's."""
OF_SIGNER = frozenset({*APPLICANTS, POST})
"""What is read of him who signs."""
SIGNED, STAMPED = "bertanda_tangan", "berstempel"
CHOSEN = frozenset({"jenis_layanan"})
"""Whose values are no words of the letter."""
NIKS, HOMES = letter_names("nik"), frozenset(letter_names("alamat"))
ADDRESSES = HOMES | {SEAT}
NUMBERED = ("nomor_surat", DAY)
"""What tells a letter's month twice."""
REWORDED = frozenset(letter_names("nama") + letter_names("pihak_lain") + letter_names("koperasi"))
COMPLAINANT = "pelapor_nama"
_POINTS_BACK = cue("evidence.points_back")
"""The field of who complains; and what says that whom it complains of stands above: of 5,299 complaints with
a name five have it."""
_OF_SELF, _TOLD_OF = re.compile(OF_SELF, re.IGNORECASE), cue("evidence.told_of", tail=r"\W*$")
_DAY = re.compile(r"\W*\d{1,2}\W*$")
_NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")
FORM_LABELS = 4
"""Labels of a form behind which a hand wrote, at least."""
LIKELY = 0.75
"""Probability of a home below which it may be the koperasi's seat (one in a letterhead's bar .52)."""
LIKE_STAMP, MOST_STAMPS = 0.3, 5
"""Score from which a mark looks like a stamp, and how many a letter's page has at most: of 67 pages with a
stamp by six makers none has more than four, three of four without one that were surely stamped 9 to 20."""
SURE_DAY = 0.8
"""Confidence of a day's figures in print from which they are surely read. Of 222 sure dates of strangers'
typed letters none has less than .82; one that a pen struck out had .68."""


def shown(fields: Fields, names: frozenset[str]) -> dict[str, Field]:
    """The fields, those of these names to be looked at that have a value, or may have one unread."""
    return {
        name: field.model_copy(update={"needs_review": True})
        if name in names and (field.value or name in MAYBE_UNREAD)
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
        read = (self._seen(name, field) for name, field in fields.items() if field.value)
        own = {seen.name for seen in read if self._is_doubtful(seen)}
        number, day = (str(fields[name].value) if name in fields else "" for name in NUMBERED)
        if is_of_other_month(number, iso_date(day)):
            own |= {*NUMBERED}
        is_undated = DAY in own or (DAY in fields and fields[DAY].needs_review)
        if is_undated and PLACE in fields and fields[PLACE].value is None:
            own.add(PLACE)
        applicant = _applicant(fields)
        own |= {*self._homes_in_head(fields, applicant)}
        if SEAT in fields and fields[SEAT].value is None and _is_home_doubted(fields, own):
            own.add(SEAT)
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

    def completed(self, fields: Fields) -> dict[str, Field]:
        """The fields, with what paper and language say of values that a line broke or an engine misread: an
        address that ends within a place has that place's name, a number its letter's month, a post the words
        that posts have."""
        named = {name: fields[name] for name in ADDRESSES & fields.keys() if fields[name].value}
        whole = {name: with_place_below(self._seen(name, one)) for name, one in named.items()}
        number, day = (fields.get(name, ABSENT) for name in NUMBERED)
        dated = iso_date(str(day.value)) if day.confidence >= SURE_DAY else None
        if number.value and dated:
            whole[NUMBERED[0]] = _put_right(number, numbered_by_date(str(number.value), dated))
        if POST in fields and fields[POST].value:
            whole[POST] = _put_right(fields[POST], normalised_post(str(fields[POST].value)))
        return {**fields, **whole}

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
        """The names by hand that are not as the net alone read them. That somebody is named stays sure."""
        named = {name: fields[name] for name in REWORDED if name in fields and self.is_written}
        return frozenset(name for name, field in named.items() if field.value and is_reworded(field))

    def _seen(self, name: str, field: Field) -> FieldOnPaper:
        return FieldOnPaper(name, field, self.letter, self.pages, self.is_written)

    def _is_doubtful(self, seen: FieldOnPaper) -> bool:
        """What one value says against itself."""
        asked = (*(() if seen.name in CHOSEN else _OF_ALL_READ), *_CHECKS.get(seen.name, ()))
        is_odd = is_struck(seen) or is_odd_value(seen.name, seen.field) or _is_doubtful_writing(seen)
        return is_odd or any(ask(seen) for ask in asked) or (seen.name == DAY and self._is_odd_day(seen))

    def _is_odd_day(self, seen: FieldOnPaper) -> bool:
        """A date that its finder doubts, of no letter's year or later than the last day (a slip of its writer
        or of an engine); or in print with a day that was not surely read: a pen struck it out."""
        day, found = iso_date(seen.text), self.dated
        is_unread = any(_DAY.match(token.text) for token in unsure(seen.tokens, SURE_DAY))
        is_odd = day is not None and (day.year not in LETTER_YEARS or day > self.last)
        is_doubted = found is not None and found.is_doubtful and found.value == seen.field.value
        return is_odd or is_doubted or (is_unread and not self.is_written)

    def _homes_in_head(self, fields: Fields, applicant: str | None) -> Iterator[str]:
        """The homes that are read in a letterhead which neither begins with the writer's own name nor has his
        NIK above the home: of 960 letters of six looked-at sets 79 (of villages, schools, notaries who
        write), 22 of them otherwise sure; for most the contract allows it or none."""
        head = [row.span for row in self.letter.rows[: self.letter.kop_end]]
        if head and applicant and bare_letters(head[0].text) == bare_letters(applicant):
            return
        for name in HOMES & fields.keys():
            rows = self._seen(name, fields[name]).rows
            above = head[: head.index(rows[0]) + 1] if rows and rows[0] in head else []
            is_in_head = bool(above) and all(row in head for row in rows)
            if is_in_head and not any(_NIK.search(row.text) for row in above):
                yield name

    def corrected(self, fields: Fields) -> dict[str, tuple[Field, ...]]:
        """The NIKs beside which another one stands, each with that one: which of them is struck out does not
        show, but a card may."""
        read = (self._seen(name, fields[name]) for name in NIKS if name in fields and fields[name].value)
        others = ((seen, nik_beside(seen)) for seen in read)
        return {
            seen.name: (
                seen.field,
                seen.field.model_copy(update={"value": other, "confidence": EITHER}),
            )
            for seen, other in others
            if other
        }


def _put_right(field: Field, value: str) -> Field:
    """The field with this value, to be looked at where it is another one."""
    is_same = value == field.value
    return field if is_same else field.model_copy(update={"value": value, "needs_review": True})


def _is_home_doubted(fields: Fields, doubted: Collection[str]) -> bool:
    """Whether a home was read that may be the koperasi's seat."""
    homes = (name for name in HOMES & fields.keys() if fields[name].value)
    return any(name in doubted or fields[name].confidence < LIKELY for name in homes)


def _is_doubtful_writing(seen: FieldOnPaper) -> bool:
    return seen.is_written and is_doubtful_by_hand(seen.name, seen.field, seen.letter)


def _is_on_mail(seen: FieldOnPaper) -> bool:
    """A stamp or signature on a printed mail: its frames look like the one, notes like the other."""
    return seen.field.value is True and is_printed_mail(seen.letter.rows)


def _is_ink_on_mail(seen: FieldOnPaper) -> bool:
    """A signature on a printed mail but one that is surely ink, right over a signer's name: of fourteen
    such prints with ink six have it (all of them signed), the others' notes and frames reach .97."""
    is_over = is_over_a_name(seen.field.box, seen.field.page, seen.letter)
    return _is_on_mail(seen) and not (is_over and seen.field.confidence >= SURE_ON_STAMP)


def _is_among_many(seen: FieldOnPaper) -> bool:
    """A stamp on a page where more lies that looks like one: squares, icons, blots of a poor copy."""
    alike = [one for one in seen.page_marks if one.kind is MarkKind.STEMPEL and one.score >= LIKE_STAMP]
    return seen.field.value is True and len(alike) > MOST_STAMPS


def _is_mute(seen: FieldOnPaper) -> bool:
    """A stamp in which no whole line of words was read: of fourteen sure ones (seventeen makers) four are
    none, but a coffee ring, a thumb-print, a meterai; of 95 others one."""
    box = seen.field.box
    read = [line.text for line in seen.page_lines if box and hull((line.box, box)) == box]
    return seen.field.value is True and box is not None and not any(map(str.isalpha, "".join(read)))


def _is_nobodys(seen: FieldOnPaper) -> bool:
    """A name above a letter that somebody signs who hides his."""
    return is_signed_by_nobody(seen.text, seen.letter)


def _points_back(seen: FieldOnPaper) -> bool:
    """Whether the text speaks of who was named above as of somebody else."""
    return _POINTS_BACK.search(seen.letter.body_text.text) is not None


def _is_told_of(seen: FieldOnPaper) -> bool:
    """Whether a name's only place is a sentence of the body that calls somebody so, with no word of the
    writer before it: "Penagih yang bernama Taufan ..."."""
    letter, tokens = seen.letter, seen.tokens
    is_labelled = any(token in pair.value.tokens for pair in letter.pairs for token in tokens)
    if not tokens or is_labelled or not all(letter.body <= at < letter.closing for at in seen.places):
        return False
    said = next((one.tokens for one in sentences(letter.body_text) if tokens[0] in one.tokens), tokens)
    before = " ".join(token.text for token in said[: said.index(tokens[0])])
    return _TOLD_OF.search(before) is not None and _OF_SELF.search(before) is None


def _is_forms_title(seen: FieldOnPaper) -> bool:
    """Whether a subject without its label stands on a form that a hand filled in, which is titled with its
    own name: so are eight such sheets of two makers; 31 letters titled with their subject are none."""
    values = [pair.value for pair in seen.letter.pairs if pair.value]
    is_hands = any(page.is_handwritten for page in seen.pages)
    by_hand = sum(is_hands or value.is_by_hand for value in values)
    is_form = by_hand >= FORM_LABELS and 2 * by_hand > len(values)
    return is_form and not any(pair.value for pair in seen.letter.pairs_of("perihal"))


_OF_ALL_READ: tuple[Check, ...] = (is_hardly_read, is_written_over)
_OF_NAMES: tuple[Check, ...] = (may_be_misread_name, goes_on_by_hand, is_written_under, is_before_stroke)
_CHECKS: Mapping[str, tuple[Check, ...]] = {
    **dict.fromkeys(letter_names("nama"), _OF_NAMES),
    **dict.fromkeys(letter_names("pihak_lain") + letter_names("koperasi"), (has_branch, *_OF_NAMES)),
    COMPLAINANT: (_points_back, _is_nobodys, _is_told_of, *_OF_NAMES),
    **dict.fromkeys(ADDRESSES, (is_address_cut, is_over_cells, ends_in_no_place)),
    **dict.fromkeys(NIKS, (is_doubtful_nik,)),
    **dict.fromkeys(PHONES, (is_doubtful_phone,)),
    "koperasi_badan_hukum": (is_doubtful_legal_number,),
    "nomor_surat": (lacks_a_part,),
    "perihal": (is_subject_cut, _is_forms_title),
    "tujuan": (is_office_misread, is_office_cut, lacks_its_head),
    PLACE: (may_be_other_place,),
    POST: (may_have_a_numeral,),
    SIGNED: (_is_ink_on_mail,),
    STAMPED: (_is_on_mail, _is_among_many, _is_mute),
}
"""What is asked of a field's value."""


def _applicant(fields: Fields) -> str | None:
    """The name of who asks or complains."""
    value = next(fields[name].value for name in APPLICANTS if name in fields)
    return value if isinstance(value, str) else None
