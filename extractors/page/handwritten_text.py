"""The text of a page written by hand: lines read by a net for handwriting, decoded with a character model.

The lines were found, cut out and read by RapidOCR when it read the page; here each is read by the net that
was tuned to handwriting, and both nets' columns are searched with the model of the office's language
(docs/recogniser.md). RapidOCR alone is the witness: where it has another word there is doubt. What the tuned
net alone reads stays beside each word that the language put right (`Word.read_as`): a field's `raw`.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.engines import hand_reader, rapidocr
from extractors.engines.bent_lines import part_of
from extractors.engines.char_model import ALPHABET, CharModel, office_language
from extractors.engines.line_decoding import DecodedWord, Look, decode, with_read, witnessed
from extractors.engines.lost_blanks import read_print
from extractors.engines.pen_columns import by_a_hand, pen_odds
from extractors.image.ruled_paper import unruled_sheet
from extractors.image.workspace import Workspace
from extractors.page.missed_lines import with_missed_lines
from extractors.page.page_text import PageText
from extractors.page.pen_colour import IN_BLUE, are_mostly_blue, is_blue
from extractors.text.legibility import figures_in
from models.field import Box
from models.page import Line, Word

BIAS, WEIGHTS = 0.084, (0.332, 0.445, -0.112, 0.130, -0.079, 1.115)
"""Of the log-odds of a word's share, ink and least ink, of its letters' mean log-probability to the character
model, of its length, and of whether RapidOCR's net alone has it too: fitted on the words of writers and
typefaces that the tuned net has not seen (docs/recogniser.md)."""
LEAST_SHARE = 0.001
WRITTEN = 1.0
"""Mean log-odds of a line from which a hand wrote it into a page of print."""
LEAST_FIGURES, IN_COLUMN = 4, 2.0
"""Figures of a line of figures, and log-odds that each line by hand adds to it that stands right above or
below it in a form's column: figures by hand of five makers' forms have -1.5 to 1.9 by their shapes alone."""
RAPIDOCR_WEIGHT = 0.4
"""Of the log-probability that RapidOCR's columns give a text, beside the tuned net's."""


def with_decoded_lines(page: Workspace, text: PageText) -> PageText:
    """The text of a handwritten page with its lines decoded, and what else its words may be."""
    seen_lines = with_missed_lines(page.once(unruled_sheet), text.seen)
    decoded = list(zip(seen_lines, decoded_lines(seen_lines, office_language()), strict=True))
    lines = tuple(_line(seen, words) for seen, words in decoded)
    other = dict.fromkeys(other for _, words in decoded for word in words for other in word.alternatives)
    return replace(text, lines=page.colour_sheet.back(lines), alternatives=tuple(other), seen=())


def with_written_lines(page: Workspace, text: PageText) -> PageText:
    """The text of a page of print that RapidOCR read, with the lines decoded that a hand wrote."""
    by_hand = _written(text.seen)
    if not by_hand:
        return text
    read = iter(read_by_nets([text.seen[at] for at in sorted(by_hand)]))
    lines = [next(read) if at in by_hand else line for at, line in enumerate(read_print(text.seen))]
    return replace(text, lines=page.colour_sheet.back(lines), seen=())


def _written(seen: Sequence[rapidocr.SeenLine]) -> set[int]:
    """The lines that a hand wrote: their columns say so, or of figures their blue and the lines right above
    and below in a form's column."""
    odds = [by_a_hand(columns) for columns in pen_odds([line.picture for line in seen])]
    written = {at for at, each in enumerate(odds) if each > WRITTEN}
    figures = [at for at, line in enumerate(seen) if at not in written and _is_of_figures(line)]
    blue = {at for at in figures if is_blue(seen[at].picture)}
    if blue and are_mostly_blue([line.picture for line in seen]):
        blue = set()
    boxes = [line.box for line in seen]
    for at in figures:
        beside = sum(other in written for other in _in_column(boxes, at))
        if odds[at] + IN_BLUE * (at in blue) + IN_COLUMN * beside > WRITTEN:
            written.add(at)
    return written


def _is_of_figures(line: rapidocr.SeenLine) -> bool:
    text = rapidocr.seen_text(line).text
    return max(LEAST_FIGURES, sum(map(str.isalnum, text)) / 2) <= figures_in(text)


def _in_column(boxes: Sequence[Box], at: int) -> Iterator[int]:
    """The nearest lines above and below that begin where this one does."""
    left, top, _, bottom = boxes[at]
    near = [other for other, box in enumerate(boxes) if abs(box[0] - left) < bottom - top and other != at]
    middle = (top + bottom) / 2
    above = [other for other in near if boxes[other][3] < middle]
    below = [other for other in near if boxes[other][1] > middle]
    yield from sorted(above, key=lambda other: -boxes[other][3])[:1]
    yield from sorted(below, key=lambda other: boxes[other][1])[:1]


def read_by_nets(lines: Sequence[rapidocr.SeenLine]) -> list[Line]:
    """Lines that a hand wrote into a page of print, as both nets and the model of the language read them."""
    decoded = decoded_lines(lines, office_language())
    return [_line(seen, words).marked("is_by_hand") for seen, words in zip(lines, decoded, strict=True)]


def decoded_lines(lines: Sequence[rapidocr.SeenLine], language: CharModel) -> list[list[DecodedWord]]:
    """The words of each line from both nets' columns, with what RapidOCR's alone says of them."""
    own = hand_reader.letter_columns([line.picture for line in lines], ALPHABET)
    found: list[list[DecodedWord]] = []
    for line, columns in zip(lines, own, strict=True):
        rapid = Look(rapidocr.seen_columns(line, ALPHABET), RAPIDOCR_WEIGHT)
        words = decode([Look(columns), rapid], language)
        found.append(with_read(witnessed(words, decode([rapid.alone()], language)), columns))
    return found


def _line(seen: rapidocr.SeenLine, words: Sequence[DecodedWord]) -> Line:
    """The line as decoded; as RapidOCR reads it where nothing was found in its columns."""
    if not words:
        return rapidocr.read_seen([seen])[0]
    return Line(words=tuple(_word(word, seen) for word in words), box=seen.box)


def _word(word: DecodedWord, seen: rapidocr.SeenLine) -> Word:
    return Word(
        text=word.text,
        box=part_of(seen.box, seen.bend, word.left, word.right),
        confidence=sureness(word),
        read_as=word.read if word.read not in ("", word.text) else None,
    )


def sureness(word: DecodedWord) -> float:
    """Probability that the word stands there as it was read."""
    total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, evidence(word), strict=True))
    return 1 / (1 + math.exp(-total))


def evidence(word: DecodedWord) -> tuple[float, ...]:
    """The numbers that WEIGHTS weigh (`python -m tests.accuracy.hand_words` fits them)."""
    shares = (word.share, word.ink, word.least_ink)
    return (*map(_log_odds, shares), word.language, len(word.text), float(word.is_seconded))


def _log_odds(share: float) -> float:
    kept = min(1 - LEAST_SHARE, max(LEAST_SHARE, share))
    return math.log(kept / (1 - kept))
