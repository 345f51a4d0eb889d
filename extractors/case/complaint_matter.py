"""What is complained of: the letter without frame, labels, the sentence about its writer, and closing."""

from extractors.fields.candidate import Candidate, prose_candidate
from extractors.fields.labels import label_at
from extractors.fields.phrases import CLOSING_SENTENCE, LEADING_GREETING, OPENING
from extractors.fields.span import TextSpan, Token, join
from extractors.text.complaint_sections import (
    MATTER_KEYS,
    ComplaintSections,
    begins_sentence,
    goes_on_told,
    is_clock,
    is_framing,
)
from extractors.text.key_values import NEXT_LINE, NUMBER_KEYS, SAME_COLUMN, KeyValue
from extractors.text.paragraphs import sentences
from extractors.text.party import Party
from extractors.text.people_table import table_rows

WHO_KEYS = frozenset({
    "nama", "nik", "alamat", "telepon", "terlapor", "tanggal", "perihal", "ttl", "pekerjaan", "koperasi",
    "no_anggota", "umur", "jabatan", "jenis_kelamin", "lampiran", "termohon", "kepada", "nomor", "email",
    "kk",
})  # fmt: skip
ONE_LINE = NUMBER_KEYS | {"tanggal", "nomor"}
"""Their values end with their line: what stands below begins the story."""
LATE = 0.6
"""Share of the text after which a closing formula ends it."""
WIDER = 1.2
"""Times the distance of a cell's lines from which the line above belongs to another cell."""
MIN_LETTERS, MIN_REST = 12, 6
MOST_BEFORE, MOST_AFTER = 9, 7
"""Words around what a sentence says of its writer, with which it says nothing else."""


def matter(parts: ComplaintSections, writer: Party) -> Candidate | None:
    """materi_pengaduan, or None where nothing is told."""
    where = join(_without_story(message, writer) for message in _told(parts))
    where = _without_closing(_without_greeting(where))
    if sum(char.isalpha() for char in where.text) < MIN_LETTERS:
        return None
    return prose_candidate(where, "matter")


def _told(parts: ComplaintSections) -> list[TextSpan]:
    """The rows that tell, without labels and their values, by messages."""
    start = _labelled_start(parts)
    if start is not None:
        row, first = start
        below = range(row + 1, parts.close)
        return [join([first, *(_free(parts, index) for index in below if not _is_frame(parts, index))])]
    table = table_rows(parts.rows)
    told = (index for index in range(parts.head, parts.close) if index not in table)
    kept = [(index, _free(parts, index)) for index in told if not _is_frame(parts, index)]
    return parts.messages((at, words) for at, words in kept if any(c.isalnum() for c in words.text))


def _is_frame(parts: ComplaintSections, index: int) -> bool:
    """A greeting, date or number between what is told; a row that goes on with the one above is none."""
    text = parts.rows[index].text
    return (
        is_clock(text)
        or bool(OPENING.match(text))
        or (is_framing(text) and begins_sentence(parts.rows, index))
    )


def _labelled_start(parts: ComplaintSections) -> tuple[int, TextSpan] | None:
    """The label of the complaint's text: its row, and what stands behind it there."""
    for pair in parts.letter.pairs:
        if pair.key in MATTER_KEYS and pair.row < parts.close:
            own = [t for t in pair.value.tokens if abs(t.middle - pair.label.middle) < pair.label.height]
            return pair.row, join([*_lines_above(parts, pair), TextSpan(tuple(own))])
    return None


def _lines_above(parts: ComplaintSections, pair: KeyValue) -> list[TextSpan]:
    """The lines of the text above its label's, in a table whose labels are centred beside their texts."""
    lines: list[TextSpan] = []
    below, height = pair.value, max(pair.value.height, 1e-4)
    for index in range(pair.row - 1, parts.head - 1, -1):
        line = parts.rows[index].span
        is_beside = line.x0 > pair.label.x1 and abs(line.x0 - pair.value.x0) < SAME_COLUMN * height
        above = parts.rows[index - 1].span if index else line
        if not is_beside or below.middle - line.middle > NEXT_LINE * height:
            break
        lines.insert(0, line)
        if line.middle - above.middle > WIDER * (below.middle - line.middle):
            return lines
        below = line
    return []


def _free(parts: ComplaintSections, index: int) -> TextSpan:
    """The row's words that belong to no label; nothing of a label left blank."""
    label = label_at(parts.rows[index].text)
    goes_on = goes_on_told(parts, index)
    if label and label[1] >= len(parts.rows[index].text.rstrip(" :.")) and not goes_on:
        return TextSpan()
    taken: set[Token] = set()
    for pair in parts.letter.pairs:
        if not pair.value and goes_on:
            continue
        if pair.key in WHO_KEYS and pair.row <= index <= pair.last_row:
            is_wrap = pair.key in ONE_LINE and index > pair.row
            taken |= set() if is_wrap else {*pair.label.tokens, *pair.value.tokens}
    words = parts.rows[index].span
    kept = tuple(token for token in words.tokens if token not in taken and not _cuts(token, taken))
    rest = TextSpan(kept)
    return (
        rest
        if len(kept) == len(words.tokens) or sum(c.isalpha() for c in rest.text) > MIN_REST
        else TextSpan()
    )


def _cuts(token: Token, taken: set[Token]) -> bool:
    """Whether the word is one that a label took in part ('NIK:35...')."""
    return any(other.page == token.page and other.box == token.box for other in taken)


def _without_story(where: TextSpan, writer: Party) -> TextSpan:
    """Without what only says who writes: whole sentences, or their beginning where the complaint follows."""
    said = set(writer.tokens())
    return join(_rest(part, said) for part in sentences(where))


def _rest(sentence: TextSpan, said: set[Token]) -> TextSpan:
    spots = [index for index, token in enumerate(sentence.tokens) if token in said or _cuts(token, said)]
    if not spots or spots[0] > MOST_BEFORE:
        return sentence
    after = sentence.tokens[spots[-1] + 1 :]
    return TextSpan(after) if len(after) > MOST_AFTER else TextSpan()


def _without_greeting(where: TextSpan) -> TextSpan:
    greeting = LEADING_GREETING.match(where.text)
    return where.slice(greeting.end(), len(where.text)) if greeting else where


def _without_closing(where: TextSpan) -> TextSpan:
    for match in CLOSING_SENTENCE.finditer(where.text):
        if match.start(1) > LATE * len(where.text):
            return where.slice(0, match.start(1))
    return where
