"""The parts of a complaint letter: head, what is told, closing words, signature."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from extractors.fields.cues import cue
from extractors.fields.phrases import (
    GREETING,
    PHONE_ONLY,
    TITLE,
    is_addressing,
    is_closing,
    is_date,
    is_signing,
    is_web,
)
from extractors.fields.span import TextSpan, join
from extractors.text.letter_sections import LetterSections
from extractors.text.rows import Row

RIGHT_HALF = 0.38
"""Page widths from the left margin at which a short line is set for signing."""
SIGN_WORDS = 4
LAST_ROWS = 6
"""A date so near the end stands over the signature."""
CLOSING_ROWS = 3
"""Closing sentences run over so many rows at most."""
SHORT_LINE = 0.7
"""Share of the text's width before which a line ends that nothing goes on with."""
_LIVES = cue("complaint_sections.lives")
_FIRST_PERSON = cue("complaint_sections.first_person", lead=r"^\W*")
_HEADING = re.compile(r"^\W*(?:[IVXLl1]{1,4}|[A-E])[.)]\s+[A-Z][A-Z /&-]{5,40}\W*$")
"""A numbered heading of a form in capitals."""
_CLOCK = re.compile(r"^\W*(?:[01]?\d|2[0-3])(?:[.:][0-5]\d(?:\W*[vV/]{1,2})?|[0-5]\d\W*[vV/]{1,2})\W*$")
"""The time below each message of a printed chat, with the ticks of one that was read."""
MATTER_KEYS = frozenset({"materi", "pokok"})


@dataclass(frozen=True)
class ComplaintSections:
    """Row indices: [0, head) title, addressee, greeting; [head, close) what is told; `sign`: the words over
    the signature (the end where there are none). `starts`: rows that begin a message of a chat."""

    letter: LetterSections
    head: int
    close: int
    sign: int
    starts: frozenset[int] = frozenset()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return self.letter.rows

    @property
    def tail(self) -> tuple[Row, ...]:
        """The rows from the closing words on."""
        return self.rows[self.close :]

    @property
    def told(self) -> list[TextSpan]:
        """What is told, message by message."""
        rows = range(self.head, self.close)
        return self.messages((at, self.rows[at].span) for at in rows if not is_clock(self.rows[at].text))

    def messages(self, lines: Iterable[tuple[int, TextSpan]]) -> list[TextSpan]:
        """These lines (with the index of the row of each) in one, parted where a message begins or the time
        below it ends it."""
        ends = (at in self.starts or is_clock(row.text) for at, row in enumerate(self.rows))
        number = list(accumulate(ends))
        groups = groupby(lines, key=lambda line: number[line[0]])
        return [join(words for _, words in group) for _, group in groups]


def complaint_sections(letter: LetterSections, starts: frozenset[int] = frozenset()) -> ComplaintSections:
    """The parts of this letter."""
    rows = letter.rows
    head = _head(letter)
    sign = _sign(letter, head)
    close = _close(rows, head, sign)
    return ComplaintSections(letter, head, close, sign, starts)


def _head(letter: LetterSections) -> int:
    """The row behind the last one of title, addressee or greeting before the first that tells."""
    paired = {index for pair in letter.pairs for index in range(pair.row, pair.last_row + 1)}
    last = 0
    for index, row in enumerate(letter.rows):
        if is_framing(row.text):
            last = index + 1
        elif _tells(row.text) and index not in paired:
            break
    return last


def is_clock(text: str) -> bool:
    """The time below a message."""
    return _CLOCK.match(text) is not None


def is_framing(text: str) -> bool:
    """A row of title, addressee, greeting or date: it tells nothing."""
    if GREETING.match(text) and len(text.split()) <= GREETING_WORDS:
        return True
    is_marginal = TITLE.match(text) or _HEADING.match(text) or PHONE_ONLY.match(text)
    is_head = is_web(text) and len(text.split()) <= GREETING_WORDS
    return is_marginal is not None or is_clock(text) or is_head or is_date(text) or is_addressing(text)


GREETING_WORDS = 6
"""A longer row goes on from the greeting to the story."""
LEAST_TOLD = 6
"""Words of a row in running text; a sender's name and address above the addressee have fewer."""


def _tells(text: str) -> bool:
    is_long = len(text.split()) >= LEAST_TOLD and not _LIVES.search(text)
    return is_long or (_FIRST_PERSON.match(text) is not None and len(text.split()) > 2)


def _sign(letter: LetterSections, head: int) -> int:
    """The last row of words over a signature, else of place and date at the letter's end, else the first
    short one set to the right below the text."""
    rows, start = letter.rows, _first_told(letter, head)
    labels = {token for pair in letter.pairs if pair.value for token in pair.label.tokens}
    for index in range(len(rows) - 1, start, -1):
        if any(is_signing(cell.text) and not labels & set(cell.tokens) for cell in rows[index].cells):
            return index
    for index in range(len(rows) - 1, start + 1, -1):
        if is_date(rows[index].text) and len(rows) - index <= LAST_ROWS:
            return index
    for index in range(start + 1, len(rows)):
        if _is_set_right(rows[index], rows[head:index]):
            return index
    return len(rows)


def _first_told(letter: LetterSections, head: int) -> int:
    """The row above which no signature is looked for."""
    labelled = [pair.row for pair in letter.pairs if pair.key in MATTER_KEYS]
    return max([head - 1, 0, *labelled[:1]])


def _is_set_right(row: Row, before: Sequence[Row]) -> bool:
    """Few words that begin far right of the text above them, and no date or number."""
    here = [other.span.x0 for other in before if other.page == row.page]
    return (
        bool(here)
        and row.span.x0 - min(here) > RIGHT_HALF
        and len(row.span.tokens) <= SIGN_WORDS
        and not any(char.isdigit() for char in row.text)
    )


def _close(rows: Sequence[Row], head: int, sign: int) -> int:
    """The first row of the closing sentence above the signature; without one, the signature's."""
    above = [index for index in range(max(head + 1, sign - CLOSING_ROWS), sign) if _closes(rows, index)]
    if above:
        return above[0]
    if sign < len(rows):
        return sign
    hits = [index for index in range(max(1, head), len(rows)) if _closes(rows, index)]
    return hits[-1] if hits else len(rows)


def _closes(rows: Sequence[Row], index: int) -> bool:
    return is_closing(rows[index].text) and begins_sentence(rows, index)


def begins_sentence(rows: Sequence[Row], index: int) -> bool:
    """Whether the row does not go on with the one above: that ends a sentence, or far before the margin."""
    if index == 0:
        return True
    above = rows[index - 1]
    margin = max(row.span.x1 for row in rows[max(0, index - 6) : index])
    return above.text.rstrip()[-1:] in ".!?:;" or above.span.x1 < SHORT_LINE * margin


def goes_on_told(parts: ComplaintSections, index: int) -> bool:
    """Whether the row goes on with running text above it; below a label's row, a label left blank stands."""
    is_form = any(pair.row <= index - 1 <= pair.last_row for pair in parts.letter.pairs)
    return not is_form and not begins_sentence(parts.rows, index)
