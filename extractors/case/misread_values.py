"""Values that an engine may have misread: ink ran into a word, a pen struck or wrote over it, or it is a
letter off a known one."""

import re
from collections.abc import Callable

from extractors.case.field_on_paper import FieldOnPaper, unsure
from extractors.case.numbers_by_hand import is_doubtful_by_hand
from extractors.fields.cues import alternatives, listed
from extractors.fields.indonesian import DIGITISH
from extractors.fields.name_words import may_be_misread
from extractors.fields.place_name import ends_in_a_place, may_be_misread_place
from extractors.text.koperasi import OWN_PREFIX
from extractors.text.names import bare_letters
from models.field import Box, Field, stands_above
from models.field_spec import letter_names
from models.page import Word
from models.similarity import edit_distance

NO_SCRAWL = 0.5
"""Confidence of a word by hand from which it may be a correction."""
NAMES = frozenset(letter_names("nama"))
OFFICE_WORDS = listed("evidence.office")
_LARGE = re.compile(r"\b[A-Z]")
_CUT = re.compile(rf"(?<![\w'’./-])(?!(?:{alternatives('evidence.small')})\b)[a-z]{{3,}}")
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(rf"(?!\d+$){DIGITISH}+")
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
LEAST_WORD, STAMPED_WORD = 3, 4
"""Letters of a word that makes a name another one, and of one that a stamp repeats."""


def is_struck(seen: FieldOnPaper) -> bool:
    """A value with a number in it that somebody struck out: the right one stands beside it by hand."""
    return any(word.is_struck for word in seen.words)


def is_hardly_read(seen: FieldOnPaper) -> bool:
    """A value in print, or a name by hand, with a word that the engine hardly read: ink ran into it; or what
    a hand wrote into the print, not surely read. Figures that it took for letters are known (RT Ol)."""
    if not isinstance(seen.field.value, str):
        return False
    words = seen.words
    by_hand = [word for word in words if word.is_by_hand and any(map(str.isalnum, word.text))]
    if any(word.confidence < WRITTEN_SURELY for word in by_hand):
        return True
    if seen.is_written and seen.name not in NAMES:
        return False
    unread = (word.text for word in words if word.confidence < HARDLY_READ)
    is_unread = any(sum(map(str.isalnum, text)) >= SIGNS and not _FIGURES.fullmatch(text) for text in unread)
    return is_unread or (bool(by_hand) and is_doubtful_by_hand(seen.name, seen.field, seen.letter))


def is_written_over(seen: FieldOnPaper) -> bool:
    """A value in print with a hand's word right above it, on no row of print: its correction. Signatures and
    stamps are no words, and ink stands around them."""
    return isinstance(seen.field.value, str) and _is_corrected(seen, stands_above)


def is_written_under(seen: FieldOnPaper) -> bool:
    """The same right below it. Asked of names alone: below what stands in a head, and below figures, a hand
    writes what is none of theirs (of nine such values of six makers one is corrected)."""
    return _is_corrected(seen, lambda hand, word: stands_above(word, hand))


def _is_corrected(seen: FieldOnPaper, is_at: Callable[[Box, Box], bool]) -> bool:
    """Whether a hand's word, on no row of print, stands so beside a word of a value in print."""
    words = seen.words
    if seen.is_written or 2 * sum(word.is_by_hand for word in words) > len(words):
        return False
    read = seen.page_words
    near = [one for one in read if _is_correction(one) and any(is_at(one.box, word.box) for word in words)]
    return any(not any(_is_beside(one.box, other) for other in read) for one in near)


def may_be_misread_name(seen: FieldOnPaper) -> bool:
    """A name with a word that was not surely read and is a letter off a common one: of 1,530 sure names in
    print of looked-at letters eleven (UPARLAN, Nariyati), five of them wrong. Or in print with a word that
    begins small beside one that begins large, whose first letter a fold or an edge hid (estari R.)."""
    if not seen.is_written and _LARGE.search(seen.text) and _CUT.search(seen.text):
        return True
    read = (token.text for token in unsure(seen.tokens, SURELY_READ))
    return any(may_be_misread(word) for text in read for word in _LETTERS.findall(text))


def goes_on_by_hand(seen: FieldOnPaper) -> bool:
    """A name that a hand wrote into print, beside a word by hand on its row that was not taken with it (of a
    first name only its initial was read) or beside print that was: what it struck out (Sukirman Sukirno)."""
    words = [] if seen.is_written else [word for word in seen.words if word.is_by_hand]
    others = [one for one in seen.page_words if one.is_by_hand and one not in words]
    is_mixed = 0 < len(words) < len(seen.words)
    return is_mixed or any(_is_next_to(one.box, word.box) for one in others for word in words)


def is_office_misread(seen: FieldOnPaper) -> bool:
    """An addressee with a letter of a known word misread (Usaha Mikre), or with a word twice, once of them in
    capitals: a stamp's (Koperasi dan UM KOPERASI)."""
    words = _LETTERS.findall(seen.text)
    large, small = ({word.lower() for word in words if word.isupper() is way} for way in (True, False))
    is_misread = any(edit_distance(word.lower(), known) == 1 for word in words for known in OFFICE_WORDS)
    return is_misread or any(len(word) >= STAMPED_WORD for word in large & small)


def may_be_other_place(seen: FieldOnPaper) -> bool:
    """A place without its capital (a streak hid it), or not surely read and a letter off a known one."""
    is_unsure = any(True for _ in unsure(seen.tokens, SURELY_READ))
    return seen.text[:1].islower() or (is_unsure and may_be_misread_place(seen.text))


def ends_in_no_place(seen: FieldOnPaper) -> bool:
    """An address that ends in no place of the country, by hand or with words that were not surely read: so
    its last one was misread (all 59 right ones by hand of three makers end in a place)."""
    is_hands = any(page.is_handwritten for page in seen.pages)
    is_unsure = any(True for _ in unsure(seen.tokens, SURELY_READ))
    return (is_hands or is_unsure) and not ends_in_a_place(seen.text)


def is_reworded(field: Field) -> bool:
    """Whether a word of a name by hand, a koperasi's kind aside, is another one than the net alone read
    (`raw`): of eighteen unflagged ones in 291 letters by hand four were right before (KAYA for RAYA)."""
    read = bare_letters(field.raw or "")
    words = map(bare_letters, OWN_PREFIX.sub("", str(field.value)).split())
    return any(word not in read for word in words if len(word) >= LEAST_WORD)


def _is_correction(word: Word) -> bool:
    """Whether a hand wrote a word or number, and no scrawl."""
    letters = sum(map(str.isalnum, word.text))
    return word.is_by_hand and letters >= SIGNS and word.confidence >= NO_SCRAWL


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
