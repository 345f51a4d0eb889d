"""Papers that have a card's labels and are none: a suket, a kartu keluarga, a SIM, a letter's block."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from extractors.cards.pieces import Piece
from extractors.cards.row_assignment import Layout
from extractors.cards.row_labels import is_header
from extractors.text.identity_papers import named_paper
from extractors.text.legibility import squeezed

AROUND, ASIDE = 0.5, 0.6
"""Of the height and width of the card that the labels would make: where a paper says what it is."""
PROVINCE = ("prov", "prop")
OWN_TITLE, OWN_LIKENESS = "kartutandapenduduk", 80
"""The one title that stands below province and regency, on cards from before the KTP-el, and how like it."""
TITLE_LETTERS = 8
"""Letters of a title; what is shorter is a scrap."""
PROSE_LETTERS = 40
"""Small letters in one line that no card has: a long label and a note by pen have fewer."""


def is_other_paper(layout: Layout, outline: Sequence[tuple[float, float]], pieces: Sequence[Piece]) -> bool:
    """Whether the print around these labels is of another paper. `outline`: of the card, from its top left.

    A title below province and regency names one. Under a province's name alone it is a card, unless another
    paper is named on the card itself: a kartu keluarga may lie beside it. Without, what goes on in sentences
    where the card would be is a letter that lists what a KTP says.
    """
    if _has_title(layout):
        return True
    (left, top), _, (right, bottom), _ = outline
    on_it = [
        piece for piece in pieces if top < piece.middle < bottom and piece.right > left and piece.left < right
    ]
    has_province = any(squeezed(piece.text).startswith(PROVINCE) for piece in layout.headers)
    if not has_province and any(map(is_prose, on_it)):
        return True
    high, wide = (0.0, 0.0) if has_province else (AROUND * (bottom - top), ASIDE * (right - left))
    near = (
        piece.text
        for piece in pieces
        if top - high < piece.middle < bottom + high
        and piece.right > left - wide
        and piece.left < right + wide
    )
    return named_paper(squeezed(" ".join(near))) is not None


def is_prose(piece: Piece) -> bool:
    """Whether the line goes on as sentences do and no card's row does."""
    return sum(map(str.islower, piece.text)) >= PROSE_LETTERS


def _has_title(layout: Layout) -> bool:
    """Whether a line stands below a KTP's province and regency, and is no KTP's own."""
    lines = [" ".join(piece.text for piece in line) for line in layout.header_lines]
    heads = [at for at, text in enumerate(lines) if any(map(is_header, text.split()))]
    if not heads:
        return False
    behind = heads[-1] + (
        2 if any(squeezed(word).startswith(PROVINCE) for word in lines[heads[-1]].split()) else 1
    )
    titles = [text for text in lines[behind:] if text.isupper() and len(squeezed(text)) >= TITLE_LETTERS]
    return any(fuzz.ratio(squeezed(text), OWN_TITLE) < OWN_LIKENESS for text in titles)
