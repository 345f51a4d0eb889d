"""A letter's value where it was read: its words, its rows, and what stands around them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.case.letter_head import continued
from extractors.fields.span import TextSpan, Token
from extractors.text.letter_sections import LetterSections
from models.field import Field, lies_in
from models.page import Line, Mark, PageReading, Word


@dataclass(frozen=True)
class FieldOnPaper:
    """`name`: the field's, by the contract. `is_written`: the letter is written by hand."""

    name: str
    field: Field
    letter: LetterSections
    pages: Sequence[PageReading]
    is_written: bool

    @property
    def text(self) -> str:
        """The value as text."""
        return str(self.field.value)

    @cached_property
    def parts(self) -> list[TextSpan]:
        """The words that it was read from, row by row."""
        return [TextSpan(tuple(filter(self._is_inside, row.tokens))) for row in self.rows]

    @cached_property
    def tokens(self) -> list[Token]:
        """The words that it was read from."""
        return [token for part in self.parts for token in part.tokens]

    @cached_property
    def words(self) -> list[Word]:
        """The words that it was read from, as they were read."""
        return [word for token in self.tokens for word in token.read]

    @property
    def page_words(self) -> list[Word]:
        """All words of the page that it was read on."""
        return [word for line in self.page_lines for word in line.words]

    @property
    def page_lines(self) -> list[Line]:
        """All lines of that page."""
        return [line for page in self._page for line in page.lines]

    @property
    def page_marks(self) -> list[Mark]:
        """All marks of that page."""
        return [mark for page in self._page for mark in page.marks]

    @property
    def _page(self) -> Sequence[PageReading]:
        """The page that it was read on; none where that is not known."""
        return self.pages[self.field.page - 1 : self.field.page] if self.field.page else ()

    @cached_property
    def places(self) -> list[int]:
        """The letter's rows on which it was read."""
        rows = enumerate(self.letter.rows)
        return [at for at, row in rows if any(map(self._is_inside, row.span.tokens))]

    @property
    def rows(self) -> list[TextSpan]:
        """The whole rows on which it was read."""
        return [self.letter.rows[at].span for at in self.places]

    @cached_property
    def after(self) -> tuple[str, str]:
        """What stands behind its last word in its cell, and in its column on the row below."""
        parts = self.parts
        return continued(parts[-1], self.letter) if parts else ("", "")

    @property
    def next(self) -> str:
        """What stands next to it: behind it, or below where it ends its cell."""
        behind, below = self.after
        return behind or below

    def _is_inside(self, token: Token) -> bool:
        box = self.field.box
        return box is not None and token.page == self.field.page and lies_in(token.box, box)


Check = Callable[[FieldOnPaper], bool]
"""A question that one value is asked: whether a person must look at it."""


def unsure(tokens: Sequence[Token], limit: float) -> Iterator[Token]:
    """The words that were read with less confidence."""
    return (token for token in tokens if token.confidence < limit)
