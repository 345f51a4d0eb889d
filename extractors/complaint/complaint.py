"""The fields of a complaint letter."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.complaint.accused import accused
from extractors.complaint.matter import matter
from extractors.complaint.mended import with_mended_labels
from extractors.complaint.parts import Parts, parts_of
from extractors.complaint.signed import is_signed
from extractors.complaint.who import Writer
from extractors.complaint.wording import is_date
from extractors.complaint.writer import find_writer
from extractors.complaint.written import with_mended_figures
from extractors.found import REVIEW_BELOW, Found, as_field
from extractors.indonesian import find_dates
from extractors.labels import label_at
from extractors.layout import Row
from extractors.letter.anatomy import Anatomy, dissect
from extractors.pairs import Pair
from extractors.passage import NOTHING, Passage, join
from extractors.writing import evened, is_hard
from models.document import FREE_TEXT
from models.field import Field
from models.page import PageReading

NEARER = 0.7
"""Times as far from its own label as from the next one, a line belongs to the next."""
HANDWRITTEN_WORTH = 0.72
"""Values from handwriting are right less often at the same engine scores."""
NUMBERS = frozenset({"pelapor_telepon", "pelapor_nik"})
"""Their form says little of handwriting: a misread figure is a figure."""
HEAD_ROWS, HEAD_WORDS = 4, 6
"""The first rows, and words of one in which the date stands; a longer one tells of what happened."""
LEGIBLE = 0.86
"""Mean engine score of a letter under which a name may stand there unread."""
_DATED = re.compile(r"^\W*[A-Z][A-Za-z]{3,}\W+\d{1,2}.{2,24}$|^\W*\d{1,2}([-/.])\d{1,2}\1\d{1,3}\W*$")
"""A place and the beginning of a date."""
FIRST_YEAR = 2000
"""An earlier date on a complaint is that of a birth or a deed."""
HEADING_WORDS = 4
"""Words of a line that says of whom the block below it is."""
BROKEN_DATE, FEW_WORDS = 3, 3
"""Rows over which a date in large writing goes at most, and words of each."""
INK_FIELDS = frozenset({"bertanda_tangan", "anonim"})
"""What is told from ink, or from what is missing: misread letters do not touch it."""


def complaint_fields(pages: Sequence[PageReading]) -> dict[str, Field]:
    """The fields of surat_pengaduan by the contract's names."""
    is_written = any(is_hard(page) for page in pages)
    even = [evened(page) for page in pages]
    letter = dissect([with_mended_labels(with_mended_figures(page)) for page in even] if is_written else even)
    letter = replace(letter, pairs=tuple(_own_lines(pair, letter.rows) for pair in letter.pairs))
    told = [pair for pair in letter.pairs if any(map(str.isalnum, pair.value.text))]
    pairs = {pair.key: pair for pair in reversed(told)} | _under_heading(letter)
    parts = parts_of(letter)
    writer = find_writer(parts, pairs, is_written=is_written)
    story = matter(parts, writer)
    found: dict[str, Found | None] = {
        "tanggal_surat": _date(parts, pairs),
        "pelapor_nama": writer.name or (Found(None, writer.unread, 0.0) if writer.unread else None),
        "pelapor_nik": writer.nik,
        "pelapor_alamat": writer.address,
        "pelapor_telepon": writer.phone,
        "terlapor": accused(
            pairs.get("terlapor"), story.where if story else NOTHING, _stretches(parts), is_written=is_written
        ),
        "materi_pengaduan": story,
        "bertanda_tangan": is_signed(parts, pages, is_written=is_written),
        "anonim": _anonymous(parts, writer),
    }
    return {name: _field(name, value, is_written) for name, value in found.items()}


def _under_heading(letter: Anatomy) -> dict[str, Pair]:
    """Whom a block under 'Mengadukan :' names, as if its label said so."""
    if any(pair.key == "terlapor" and pair.value for pair in letter.pairs):
        return {}
    for index, row in enumerate(letter.rows[:-1]):
        hit = label_at(row.text.strip(" :.-"))
        if hit is None or hit[0] != "terlapor" or len(row.text.split()) > HEADING_WORDS:
            continue
        named = [p for p in letter.pairs if p.row in (index + 1, index + 2) and p.key in {"nama", "koperasi"}]
        if named and named[0].value:
            return {"terlapor": named[0]}
    return {}


def _own_lines(pair: Pair, rows: Sequence[Row]) -> Pair:
    """The pair without lines that stand nearer to the next label, which is centred beside its value."""
    below = rows[pair.last_row + 1 : pair.last_row + 2]
    hit = label_at(below[0].text) if below and pair.label and pair.last_row > pair.row else None
    if hit is None or len(below[0].cells) > 1 or hit[1] < len(below[0].text.rstrip(" :")):
        return pair
    last, own = pair.last_row, pair.label.middle
    while last > pair.row and below[0].passage.middle - rows[last].passage.middle < NEARER * (
        rows[last].passage.middle - own
    ):
        last -= 1
    taken = {token for row in rows[last + 1 : pair.last_row + 1] for token in row.passage.tokens}
    kept = Passage(tuple(token for token in pair.value.tokens if token not in taken))
    return replace(pair, value=kept, last_row=last)


def _stretches(parts: Parts) -> list[Passage]:
    """What stands between head and closing, cut before each label."""
    starts = {row for pair in parts.letter.pairs for row in (pair.row, pair.last_row + 1)}
    found: list[Passage] = [NOTHING]
    for index, row in enumerate(parts.rows[parts.head : parts.close], parts.head):
        if index in starts:
            found.append(NOTHING)
        found[-1] += row.passage
    return found


def _field(name: str, found: Found | None, is_written: bool) -> Field:
    if found and is_written and name not in INK_FIELDS:
        is_valid = None if name in NUMBERS else found.is_valid
        found = replace(found, rule=found.rule * HANDWRITTEN_WORTH, is_valid=is_valid)
    field = as_field(found)
    return _long(field, found) if found and name in FREE_TEXT else field


def _long(field: Field, found: Found) -> Field:
    """A long text is judged by all its words: the weakest of sixty says nothing about the rest."""
    sure = found.rule * (0.4 + 0.6 * found.where.confidence)
    return field.model_copy(update={"confidence": sure, "needs_review": sure < REVIEW_BELOW})


def _anonymous(parts: Parts, writer: Writer) -> Found:
    """Whether nobody is named. Without words over a signature the end of the letter may be missing; who
    gives his numbers will have given his name."""
    if writer.name:
        return replace(Found(False, writer.name.where), rule=writer.name.rule)
    if writer.unread:
        return Found(False, writer.unread, 0.4)
    if writer.nik or (writer.address and writer.phone):
        return Found(True, rule=0.5)
    if join(row.passage for row in parts.rows).confidence < LEGIBLE:
        return Found(True, rule=0.5)
    return Found(True, rule=0.93 if parts.sign < len(parts.rows) else 0.85)


def _date(parts: Parts, pairs: dict[str, Pair]) -> Found | None:
    """tanggal: by label, else in the first rows, else under the closing; unread where its form alone is."""
    places = [pairs["tanggal"].value] if "tanggal" in pairs else []
    births = {row for pair in parts.letter.pairs if pair.key == "ttl" for row in (pair.row, pair.last_row)}
    rows = [row for index, row in enumerate(parts.rows) if index not in births]
    dated = [row for row in rows if is_date(row.text)]
    above = [row for row in rows[:HEAD_ROWS] if len(row.passage.tokens) <= HEAD_WORDS]
    places += [row.passage for row in (*above, *rows[: parts.head], *dated, *parts.tail)]
    broken = range(max(parts.head, parts.close - BROKEN_DATE), len(parts.rows))
    windows = [[row.passage for row in parts.rows[at : at + BROKEN_DATE]] for at in broken]
    joined = [join(lines) for lines in windows if all(len(line.tokens) <= FEW_WORDS for line in lines)]
    for where, rule in (*((place, 0.93) for place in places), *((place, 0.85) for place in joined)):
        for value, start, end in find_dates(where.text):
            if value.year >= FIRST_YEAR:
                return Found(value.isoformat(), where.slice(start, end), rule)
    if "tanggal" in pairs:
        unread = places[0] if any(char.isdigit() for char in places[0].text) else None
    else:
        unread = next((where for where in places if _DATED.match(where.text)), None)
    return Found(None, unread, 0.0) if unread else None
