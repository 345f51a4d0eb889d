"""The body of a letter: which of its paragraphs states the matter."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise, takewhile
from operator import attrgetter

from extractors.fields.cues import alternatives, cue
from extractors.fields.span import NOTHING, TextSpan, join
from extractors.text.letter_sections import SALUTATION, LetterSections
from extractors.text.paragraphs import paragraphs, sentences
from extractors.text.rows import Row

MAX_AFTER = 4
"""Letters behind the word that announces a list."""
MAX_BETWEEN, SCRAP_WORDS, LABELLED_WORDS = 2, 8, 12
"""Rows between two labels of one block, and words of such a row and of one with a label that is not known; a
sentence has more."""
LEAST_STATEMENT = 60
"""Letters of a paragraph that says something; shorter ones are headings and scraps."""
SHORT_LIST = 450
"""Letters; the points of a shorter list state one matter together."""
MAX_LEAD = 140
"""Letters; a longer sentence that ends in a colon says something before it."""
IDENTITY_KEYS = frozenset({
    "nama", "nik", "alamat", "telepon", "jabatan", "pekerjaan", "ttl", "koperasi", "no_anggota", "agama",
    "umur", "jenis_kelamin", "alamat_koperasi", "badan_hukum", "status", "email", "kk", "npwp", "nib",
    "nik_koperasi", "termohon", "terlapor", "perihal", "judul", "nomor", "lampiran", "tanggal", "layanan",
})  # fmt: skip
_INTRO = cue("statement.intro", lead=r"^\W*", tail=r"")
_TELLING = re.compile(
    r"(?i)^(?:.{0,250}?\b(?:ini|kami|saya)\b|\W*perlu)[^.;]{0,60}?"
    rf"\b(?:{alternatives('statement.telling')})\b[^.;]{{0,60}}?\bbahwa\s*:?\s*"
)
"""How an opening leads to its matter."""
_TROUBLE = cue("statement.trouble")
"""Words of what is wrong, doubted or not known."""
_ASKING = cue("statement.asking")
_IDENTITY = cue("statement.identity", lead=r"", tail=r"")
_WHO = cue("statement.who", lead=r"^\W*", tail=r"")
_PARTY = re.compile(
    r"(?i)^\W*(?:adapun )?(?:pihak|pihak-pihak|koperasi|yang)? ?(?:yang )?(?:kami |saya )?"
    rf"(?:{alternatives('statement.party')})\b.{{0,20}}(?:adalah|yaitu|ialah|:)"
)
_TURN = cue("statement.turn", lead=r"^\W*", tail=r"")
"""Words that turn from the matter to what is wished; they do so also within a paragraph."""
_WISH = cue("statement.wish", lead=r"^\W*", tail=r"")
_WISHING = cue("statement.wishing")
_ATTACH = cue("statement.attach", lead=r"")
_ATTACHED = cue("statement.attached", lead=r"^\W*")
"""How a sentence begins that says what is enclosed."""
_REACHED = cue("statement.reached", tail=r"\b.{0,40}\d{3}")
_CLAUSE = cue("statement.clause", lead=r"\W*", is_cased=True)
"""In small letters: the opening sentence goes on behind the identity block with what is asked."""
LONG_CLAUSE = 160
"""Letters; a longer clause states the matter within what it asks."""
_BLESSING = cue("statement.blessing", tail=r"")
"""Sentences that greet and bless before the matter."""
_THANKS = cue("statement.thanks", lead=r"^\W*")
_LABELLED_ROW = re.compile(r"^\W*(?:[\w./()]+\s+){0,3}[\w./()]+\s*:\s*\S")
_BACKGROUND = re.compile(rf"(?i){alternatives('statement.background')}")
"""Who the writer or koperasi is and by which law he asks: no part of what is wrong."""
_LEADS_ON = cue("statement.leads_on", lead=r"", tail=r"\W*$|:\W*$")


@dataclass(frozen=True)
class _Passage:
    """What a paragraph says; `is_point`: an item of a list."""

    parts: tuple[TextSpan, ...]
    is_point: bool

    @property
    def length(self) -> int:
        """Its letters."""
        return sum(len(part.text) for part in self.parts)

    @property
    def is_trouble(self) -> bool:
        """Whether it says what is wrong, doubted or not known."""
        return self.length >= LEAST_STATEMENT and any(_TROUBLE.search(part.text) for part in self.parts)

    def without_asides(self) -> "_Passage":
        """The same without background, thanks and wishes."""
        return replace(self, parts=tuple(part for part in self.parts if not _is_aside(part.text)))


def statement(letter: LetterSections) -> TextSpan:
    """The paragraph that states the matter: no opening, identity, background, wish, attachments, closing.

    Where there are only wishes, what is wrong may stand in the opening itself; else these.
    """
    passages: list[_Passage] = []
    wishes: list[TextSpan] = []
    openings: list[TextSpan] = []
    is_attachment = False
    for paragraph in paragraphs(body_rows(letter)):
        if is_attachment and paragraph.is_point:
            continue
        parts = [_behind_opening(part) for part in sentences(paragraph.words)]
        is_attachment = any(_is_attaching(part.text) for part in parts)
        kept = [part for part in parts if not _is_formula(part.text) and not _is_attaching(part.text)]
        openings += [
            part for part in parts if _is_opening(part.text) and _Passage((part,), is_point=False).is_trouble
        ]
        if kept and _WISH.match(kept[0].text):
            wishes.extend(kept)
        else:
            passages.append(_up_to_turn(kept, is_point=paragraph.is_point))
    return _matter(passages) or join(openings) or join(wishes)


def sentences_that(say: Callable[[TextSpan], bool], letter: LetterSections) -> TextSpan:
    """The sentences of the first paragraph that has such; behind labels only where none is elsewhere."""
    for rows in (body_rows(letter), letter.rows[letter.body : letter.closing]):
        for paragraph in paragraphs(rows):
            told = join(part for part in sentences(paragraph.words) if say(part))
            if told:
                return told
    return NOTHING


def _up_to_turn(parts: Sequence[TextSpan], *, is_point: bool) -> _Passage:
    """The sentences before the first that turns to the wish."""
    return _Passage(tuple(takewhile(lambda part: not _is_turn(part.text, is_point), parts)), is_point)


def _matter(passages: Sequence[_Passage]) -> TextSpan:
    """The first paragraph that says what is wrong or not known, with its whole list if that is short.

    Where none says so: the first that says enough; else all of them.
    """
    main = [paragraph.without_asides() for paragraph in passages]
    troubled = (index for index, paragraph in enumerate(main) if paragraph.is_trouble)
    long = (index for index, paragraph in enumerate(main) if paragraph.length >= LEAST_STATEMENT)
    first = next(chain(troubled, long), None)
    return _joined(main) or _joined(passages) if first is None else _with_list(main, first)


def _with_list(main: Sequence[_Passage], index: int) -> TextSpan:
    """The paragraph; of a list all points, unless each is a long statement of its own."""
    chosen = main[index]
    if not chosen.is_point:
        return join(chosen.parts)
    is_point = attrgetter("is_point")
    before = list(takewhile(is_point, reversed(main[:index])))
    whole = [*reversed(before), chosen, *takewhile(is_point, main[index + 1 :])]
    is_short = sum(point.length for point in whole) <= SHORT_LIST
    return _joined(whole) if is_short else join(chosen.parts)


def _joined(passages: Sequence[_Passage]) -> TextSpan:
    return join(part for paragraph in passages for part in paragraph.parts)


def _behind_opening(sentence: TextSpan) -> TextSpan:
    """What a sentence says behind 'dengan ini kami sampaikan bahwa'."""
    opening = _TELLING.match(sentence.text)
    is_statement = opening is not None and len(sentence.text) - opening.end() >= LEAST_STATEMENT
    return sentence.slice(opening.end(), len(sentence.text)) if opening and is_statement else sentence


def _is_aside(text: str) -> bool:
    is_fragment = text.strip(" .,").isalpha()
    is_bare_clause = bool(_CLAUSE.match(text)) and len(text) < LONG_CLAUSE
    is_begun_so = any(words.match(text) for words in (_THANKS, _WISH))
    is_said = any(words.search(text) for words in (_BLESSING, _BACKGROUND, _REACHED))
    return is_fragment or is_bare_clause or is_begun_so or is_said


def _is_attaching(text: str) -> bool:
    found = _ATTACH.search(text)
    if found is None:
        return False
    if _ATTACHED.match(text):
        return True
    return bool(_LEADS_ON.search(text)) or len(text) - found.end() < MAX_AFTER


def _is_turn(text: str, is_point: bool) -> bool:
    """A sentence that turns to the wish; after a list's last item it may lack the turning words."""
    return (bool(_TURN.match(text)) and bool(_WISHING.search(text))) or (is_point and bool(_WISH.match(text)))


def body_rows(letter: LetterSections) -> tuple[Row, ...]:
    """The body's rows without a printed mail's head, salutation and label-value pairs."""
    taken = _identity_rows(letter)
    rows = enumerate(letter.rows[letter.body : letter.closing], letter.body)
    return tuple(row for index, row in rows if index not in taken and not _is_greeting(row.text))


def _identity_rows(letter: LetterSections) -> set[int]:
    """Rows of label and value, and what stands between two of them: values whose label was not known."""
    spans = [(p.row, p.last_row) for p in letter.pairs if p.key in IDENTITY_KEYS and p.value]
    taken = {index for start, end in spans for index in range(start, end + 1)}
    for (_, end), (start, _) in pairwise(sorted(spans)):
        between = range(end + 1, start)
        words = max((len(letter.rows[index].span.tokens) for index in between), default=0)
        if len(between) <= MAX_BETWEEN and words <= SCRAP_WORDS:
            taken |= set(between)
    for index in range(letter.body, letter.closing):
        row = letter.rows[index]
        is_labelled = len(row.span.tokens) <= LABELLED_WORDS and _LABELLED_ROW.match(row.text)
        if index - 1 in taken and is_labelled:
            taken.add(index)
    return taken


def _is_greeting(text: str) -> bool:
    return bool(SALUTATION.match(text)) and len(text) < 50


def _is_formula(text: str) -> bool:
    is_identity = bool(_IDENTITY.search(text)) and bool(_WHO.match(text))
    return _is_opening(text) or is_identity or bool(_PARTY.match(text)) or _is_lead(text)


def _is_opening(text: str) -> bool:
    """'Bersama surat ini kami mengadukan ...'"""
    return bool(_INTRO.match(text)) and bool(_ASKING.search(text))


def _is_lead(text: str) -> bool:
    """'... dengan uraian di bawah ini.'"""
    return bool(_LEADS_ON.search(text)) and (len(text) < MAX_LEAD or bool(_ASKING.search(text)))
