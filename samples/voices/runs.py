"""Lines whose words have styles of their own: broken, aligned and put on a sheet."""

import re
from collections.abc import Iterator, Sequence

from samples.flow import HAND_WIDER, Align, Flow
from samples.sheet import Style, Text
from samples.voices.glyphs import drawable
from samples.voices.tagged import Line, Piece, plain

Run = tuple[str, Style]
Word = tuple[Run, ...]
HAND_GAP = 0.34
"""Between words by hand, as a share of the size (the middle of what `raster` draws)."""


def split_line(line: Line, pattern: str, most: int = 0) -> list[tuple[int, Line]]:
    """The parts of a line between matches, each with the column at which it begins; at most `most` cuts."""
    text = plain(line)
    cuts = list(re.finditer(pattern, text))[: most or None]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    return [(start, _part(line, start, end)) for start, end in zip(starts, ends, strict=True)]


def _part(line: Line, start: int, end: int) -> Line:
    pieces, at = [], 0
    for piece in line:
        low, high = max(start - at, 0), min(end - at, len(piece.text))
        if low < high:
            pieces.append(Piece(piece.text[low:high], piece.tags))
        at += len(piece.text)
    return tuple(pieces)


def words_of(runs: Sequence[Run]) -> list[Word]:
    """Words, each of one or more runs that stand together without a blank."""
    words: list[list[Run]] = []
    is_open = False
    for text, style in runs:
        for i, part in enumerate(re.split(r"\s+", drawable(text, style.family))):
            if i > 0:
                is_open = False
            if part and is_open:
                words[-1].append((part, style))
            elif part:
                words.append([(part, style)])
                is_open = True
    return [tuple(word) for word in words]


def run_width(text: str, style: Style) -> float:
    """Points that it takes; handwriting takes more than its typeface."""
    return style.width(text) * (HAND_WIDER if style.hand else 1)


def word_width(word: Word) -> float:
    """Points that a word takes."""
    return sum(run_width(text, style) for text, style in word)


def blank(style: Style) -> float:
    """Points between two words."""
    return style.size * HAND_GAP if style.hand else style.width(" ")


def line_width(words: Sequence[Word]) -> float:
    """Points that words on one line take."""
    return sum(word_width(word) for word in words) + sum(blank(word[-1][1]) for word in words[:-1])


def broken(words: Sequence[Word], width: float, first: float = 0) -> list[list[Word]]:
    """Words on lines no wider than `width`, the first less `first`; a longer word stands alone."""
    lines: list[list[Word]] = [[]]
    used = 0.0
    for word in words:
        limit = width - (first if len(lines) == 1 else 0)
        wide = word_width(word)
        if lines[-1] and used + wide > limit:
            lines.append([])
            used = 0.0
        lines[-1].append(word)
        used += wide + blank(word[-1][1])
    return lines


def lay(
    flow: Flow,
    runs: Sequence[Run],
    *,
    x: float | None = None,
    edge: float | None = None,
    first: float = 0,
    align: Align = "left",
) -> None:
    """A paragraph of runs between `x` and `edge`, its first line indented by `first` (or out, below 0)."""
    left, right = flow.left if x is None else x, flow.edge if edge is None else edge
    lines = broken(words_of(runs), right - left, first)
    step = flow.style.size * flow.leading
    for i, words in enumerate(lines):
        flow.need(step)
        flow.y += step
        indent = first if i == 0 else 0
        slack = right - left - indent - line_width(words)
        start, spread = left + indent, 0.0
        if align == "justify" and i < len(lines) - 1 and len(words) > 1:
            spread = max(0.0, slack / (len(words) - 1))
        elif align in ("centre", "right"):
            start += max(0.0, slack / (2 if align == "centre" else 1))
        flow.sheet.add(*_texts(words, start, flow.y, spread))


def _texts(words: Sequence[Word], x: float, y: float, spread: float) -> Iterator[Text]:
    """Runs of one style as one text each."""
    text, style, start = "", None, x
    for number, word in enumerate(words):
        for i, (part, its_style) in enumerate(word):
            gap = blank(its_style) + spread if i == 0 and number else 0.0
            if style is not None and its_style == style:
                text += (" " if gap else "") + part
            else:
                if style is not None:
                    yield Text(start, y, text, style, spread)
                text, style, start = part, its_style, x + gap
            x += gap + run_width(part, its_style)
    if style is not None:
        yield Text(start, y, text, style, spread)
