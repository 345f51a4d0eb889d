"""Papers that have a card's labels and are none: a suket, a kartu keluarga, a SIM."""

from collections.abc import Sequence

from extractors.cards.pieces import Piece
from extractors.cards.row_assignment import Layout
from extractors.text.identity_papers import named_paper
from extractors.text.legibility import squeezed

AROUND, ASIDE = 0.5, 0.6
"""Of the height and width of the card that the labels would make: where a paper says what it is."""
PROVINCE = ("prov", "prop")


def is_other_paper(layout: Layout, outline: Sequence[tuple[float, float]], pieces: Sequence[Piece]) -> bool:
    """Whether the print around these labels names another paper. `outline`: of the card, from its top left.

    Under a province's name it is a card, unless another paper is named on the card itself: a kartu keluarga
    may lie beside it.
    """
    (left, top), _, (right, bottom), _ = outline
    has_province = any(squeezed(piece.text).startswith(PROVINCE) for piece in layout.headers)
    high, wide = (0.0, 0.0) if has_province else (AROUND * (bottom - top), ASIDE * (right - left))
    near = (
        piece.text
        for piece in pieces
        if top - high < piece.middle < bottom + high
        and piece.right > left - wide
        and piece.left < right + wide
    )
    return named_paper(squeezed(" ".join(near))) is not None
