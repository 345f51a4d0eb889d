"""What stands above and below a name in its own column of the signatures, and who signs first.

Reading order mixes columns that stand side by side; here a column is what lies under or over a name.
"""

from collections.abc import Sequence
from itertools import pairwise

from extractors.fields.cues import cue
from extractors.ranking.reading_order import Placed
from extractors.text.letter_sections import LetterSections
from extractors.text.signing import LAST_ROWS

POSTS = {
    "chief": cue("signature_columns.chief"), "aide": cue("signature_columns.aide"),
    "witness": cue("signature_columns.witness"), "power": cue("signature_columns.power"),
    "writer": cue("signature_columns.writer"),
}  # fmt: skip
"""What a signer's column may say of him."""
FEATURES = (*(f"column_{post}" for post in POSTS), "column_first", "gap_inside", "crosses_cells")
"""Of an option: whether its column names such a post, whether no rival signs before it, the widest gap
between its words (of 0..1), and whether it runs over cells. Out of voice (1,950 letters) an applicant's name
was right in 81.8 % without them, in 83.4 % with them (docs/ranking.md)."""
ABOVE, BELOW = 8, 2
"""Rows of a column above and below a name that tell of its owner."""
BESIDE = 0.03
"""Page widths by which a column may be wider than the option."""
MOST_GAP = 8.0
"""Widths of a letter beyond which a gap says nothing more."""


class SignatureColumns:
    """The signatures of a letter, by columns. `words`: those of its rows, in reading order."""

    def __init__(self, letter: LetterSections, words: Sequence[Placed]) -> None:
        self._words = words
        self._signatures = range(letter.closing, letter.end)
        is_closed = letter.closing < letter.end
        self._last_rows = letter.closing if is_closed else max(letter.body + 1, letter.end - LAST_ROWS)

    def features(self, words: Sequence[int], rivals: Sequence[Sequence[int]]) -> dict[str, float]:
        """FEATURES of an option in these words; `rivals`: the words of other persons among the options."""
        if not words:
            return {}
        told = {"gap_inside": self._gap(words), "crosses_cells": float(self._crosses(words))}
        if not self._signs(words):
            return told
        text, own = self._column(words), self._place(words)
        others = [self._place(other) for other in rivals if other and self._signs(other)]
        return {
            **told,
            **{f"column_{post}": float(bool(found.search(text))) for post, found in POSTS.items()},
            "column_first": float(all(own <= other for other in others)),
        }

    def beside(self, words: Sequence[int]) -> str:
        """What stands over and under a name among the last rows."""
        return self._column(words) if words and self._words[words[0]].row >= self._last_rows else ""

    def _signs(self, words: Sequence[int]) -> bool:
        return self._words[words[0]].row in self._signatures

    def _place(self, words: Sequence[int]) -> tuple[int, float]:
        first = self._words[words[0]]
        return first.row, first.token.x0

    def _column(self, words: Sequence[int]) -> str:
        """What stands over and under these words, top down, without them."""
        own = set(words)
        left = min(self._words[at].token.x0 for at in words) - BESIDE
        right = max(self._words[at].token.x1 for at in words) + BESIDE
        rows = range(self._words[words[0]].row - ABOVE, self._words[words[-1]].row + BELOW + 1)
        return " ".join(
            word.token.text
            for at, word in enumerate(self._words)
            if at not in own
            and word.row in rows
            and word.row >= self._last_rows
            and left <= (word.token.x0 + word.token.x1) / 2 <= right
        )

    def _neighbours(self, words: Sequence[int]) -> list[tuple[Placed, Placed]]:
        placed = [self._words[at] for at in words]
        return [(a, b) for a, b in pairwise(placed) if a.row == b.row]

    def _gap(self, words: Sequence[int]) -> float:
        """The widest gap between neighbours in a row, in widths of a letter, as a share of MOST_GAP."""
        tokens = [self._words[at].token for at in words]
        width = sum(token.x1 - token.x0 for token in tokens) / max(
            1, sum(len(token.text) for token in tokens)
        )
        gap = max((b.token.x0 - a.token.x1 for a, b in self._neighbours(words)), default=0.0)
        return min(MOST_GAP, max(0.0, gap) / width) / MOST_GAP if width > 0 else 0.0

    def _crosses(self, words: Sequence[int]) -> bool:
        return any(a.cell != b.cell for a, b in self._neighbours(words))
