"""What speaks against a letter's values on the paper itself: a person looks, however likely they are.

The ranker weighs words and places. A sign that was lost, a line that goes on or ink over a signer makes its
likeliest value no less likely; it is told by what else stands on the letter.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.case.asking import APPLICANTS
from extractors.case.letter_date import is_of_other_month
from extractors.case.letter_head import goes_on
from extractors.case.numbers_by_hand import PHONES, is_doubtful_by_hand
from extractors.fields.candidate import Candidate
from extractors.fields.cues import cue
from extractors.fields.indonesian import LETTER_YEARS
from extractors.fields.span import TextSpan, Token
from extractors.text.koperasi import OWN_PREFIX, is_heads_phone
from extractors.text.legal_number import is_surely_whole
from extractors.text.letter_sections import LetterSections
from extractors.text.names import bare_letters, is_nickname
from extractors.text.numbers import is_read_two_ways
from extractors.text.signature_place import is_aide_beside_ink, is_signed_elsewhere
from models.field import Field, lies_in
from models.field_spec import letter_names
from models.identity import iso_date
from models.page import PageReading

Fields = Mapping[str, Field]
OF_SIGNER = frozenset({*APPLICANTS, "pemohon_jabatan"})
"""What is read of him who signs."""
SIGNED = "bertanda_tangan"
NUMBERED = ("nomor_surat", "tanggal_surat")
"""What tells a letter's month twice."""
REWORDED = frozenset(letter_names("nama") + letter_names("pihak_lain") + letter_names("koperasi"))
HOMES = frozenset(letter_names("alamat"))
ADDRESSES = HOMES | {*letter_names("koperasi_alamat")}
_GOES_ON = cue("evidence.goes_on", tail=r"\W*$")
LEAST_WORD = 3
"""Letters of a word that makes a name another one."""


def shown(fields: Fields, names: frozenset[str]) -> dict[str, Field]:
    """The fields, those of these names with a value to be looked at."""
    return {
        name: field.model_copy(update={"needs_review": True}) if name in names and field.value else field
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
        applicant = _applicant(fields)
        if is_aide_beside_ink(applicant or "", self.letter, self.pages):
            own |= OF_SIGNER
        is_signed = SIGNED in fields and bool(fields[SIGNED].value)
        if applicant and is_signed and self._is_signed_by_others(applicant):
            own.add(SIGNED)
        return frozenset(own)

    def _is_signed_by_others(self, applicant: str) -> bool:
        """Whether only others sign a letter in print (the village's head, a witness, a clerk)."""
        return not self.is_written and is_signed_elsewhere(applicant, self.letter, self.pages)

    def against_names(self, fields: Fields) -> frozenset[str]:
        """The names by hand in which a word, a koperasi's kind aside, is another one than the net alone read
        (`raw`): of eighteen unflagged ones in 291 letters by hand four were right before (KAYA for RAYA).
        That somebody is named stays sure."""
        named = {name: fields[name] for name in REWORDED if name in fields and self.is_written}
        return frozenset(name for name, field in named.items() if field.value and _is_reworded(field))

    def _is_doubtful(self, name: str, field: Field) -> bool:
        """What one value says against itself."""
        if name == "koperasi_badan_hukum":
            return not is_surely_whole(field)
        if name == "perihal":
            rows = self._words_of(field)
            return bool(rows) and (goes_on(rows, self.letter) or _ends_in_heading(rows))
        if name in ADDRESSES and _GOES_ON.search(str(field.value)):
            return True
        if name in HOMES:
            return self._is_read_in_head(field)
        if name in APPLICANTS:
            return is_nickname(field.raw or "")
        if self.is_written and is_doubtful_by_hand(name, field, self.letter):
            return True
        if name in PHONES:
            return self._is_read_two_ways(field) or self._is_heads(field)
        return name == "tanggal_surat" and self._is_odd_day(field)

    def _is_odd_day(self, field: Field) -> bool:
        """A date that its finder doubts, of no letter's year or later than the last day (a slip of its writer
        or of an engine)."""
        day, found = iso_date(str(field.value)), self.dated
        is_odd = day is not None and (day.year not in LETTER_YEARS or day > self.last)
        return is_odd or (found is not None and found.is_doubtful and found.value == field.value)

    def _is_read_two_ways(self, field: Field) -> bool:
        """A telephone that two engines read otherwise: two of 318 in print, both wrong."""
        return any(map(is_read_two_ways, self._rows_of(field)))

    def _is_heads(self, field: Field) -> bool:
        """One that stands in the letterhead alone: 27 of 320 requests of four looked-at sets; six of them are
        the body's, not the writer's."""
        return is_heads_phone(str(field.value), self.letter)

    def _is_read_in_head(self, field: Field) -> bool:
        """A home read in the letterhead: of 960 letters of six looked-at sets 79 (of villages, schools,
        notaries who write), 22 of them otherwise sure; for most the contract allows it or none."""
        rows = list(self._rows_of(field))
        head = [row.span for row in self.letter.rows[: self.letter.kop_end]]
        return bool(rows) and all(row in head for row in rows)

    def _words_of(self, field: Field) -> list[TextSpan]:
        """The words that a field was read from, row by row."""
        parts = (tuple(filter(_inside(field), row.span.tokens)) for row in self.letter.rows)
        return [TextSpan(part) for part in parts if part]

    def _rows_of(self, field: Field) -> Iterator[TextSpan]:
        """The rows on which a field was read."""
        return (row.span for row in self.letter.rows if any(map(_inside(field), row.span.tokens)))


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
