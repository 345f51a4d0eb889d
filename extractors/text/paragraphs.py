"""Rows of a letter's body gathered to paragraphs, and these cut into sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.fields.cues import cue
from extractors.fields.span import TextSpan, join
from extractors.text.rows import Row

WIDE_LEAD = 1.45
"""Lines farther apart than this many usual distances begin a paragraph."""
INDENT = 1.5
"""Word heights by which a first line is set in."""
SHORT_LINE = 12.0
"""Word heights that a paragraph's last line ends before the margin."""
_MARKER = cue("paragraphs.marker", lead=r"^", tail=r"$", is_cased=True)
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+(?=[\"“(]?[A-Z])")
_NO_END = cue("paragraphs.no_end", tail=r"\.$")


@dataclass(frozen=True)
class Paragraph:
    """Rows that belong together; `is_point`: an item of a list."""

    words: TextSpan
    is_point: bool


def sentences(words: TextSpan) -> Iterator[TextSpan]:
    """A span's sentences; abbreviations' dots end none."""
    start = 0
    for match in _SENTENCE_END.finditer(words.text):
        if not _NO_END.search(words.text[start : match.start()]):
            yield words.slice(start, match.start())
            start = match.end()
    yield words.slice(start, len(words.text))


def paragraphs(rows: Sequence[Row]) -> tuple[Paragraph, ...]:
    """Rows gathered to paragraphs: a set-in or marked first line, a short last line or a gap parts them."""
    groups: list[list[Row]] = []
    margins = _margins(rows) if rows else (0.0, 1.0, 0.02)
    for row in rows:
        if not groups or _begins(row, groups[-1], margins):
            groups.append([])
        groups[-1].append(row)
    return tuple(_paragraph(group) for group in groups)


def _begins(row: Row, group: Sequence[Row], margins: tuple[float, float, float]) -> bool:
    """Whether the row begins a paragraph after those of the group."""
    height = row.span.height or 0.01
    left, right, lead = margins
    before = group[-1]
    is_apart = row.page == before.page and row.span.middle - before.span.middle > WIDE_LEAD * lead
    is_set_in = row.span.x0 - left > INDENT * height and before.span.x0 - left < INDENT * height
    is_hanging = _is_marked(group[0]) and abs(row.span.x0 - group[0].span.tokens[1].x0) < INDENT * height
    is_after_short = right - before.span.x1 > SHORT_LINE * height and before.text.rstrip()[-1:] in ".:;"
    return is_apart or (is_set_in and not is_hanging) or is_after_short or _is_marked(row)


def _margins(rows: Sequence[Row]) -> tuple[float, float, float]:
    """Left margin, right margin and usual distance of lines."""
    lefts = sorted(row.span.x0 for row in rows)
    gaps = sorted(
        below.span.middle - above.span.middle for above, below in pairwise(rows) if above.page == below.page
    )
    lead = gaps[len(gaps) // 3] if gaps else 0.02
    return lefts[len(lefts) // 4], max(row.span.x1 for row in rows), lead


def _is_marked(row: Row) -> bool:
    return bool(_MARKER.match(row.span.tokens[0].text)) and len(row.span.tokens) > 1


def _paragraph(rows: Sequence[Row]) -> Paragraph:
    is_point = _is_marked(rows[0])
    words = [row.span for row in rows]
    if is_point and words[0] and not words[0].tokens[0].text[:1].isdigit():
        words[0] = TextSpan(words[0].tokens[1:])
    return Paragraph(join(words), is_point)
