"""A letter's sheet that also bears a koperasi's paper, as two pages: the letter, and the paper."""

from collections.abc import Collection, Sequence

from extractors.case.grouping import LETTERS
from extractors.text.copied_paper import copied_paper
from models.document import Kind
from models.page import PageReading

_PAPER = frozenset({Kind.IDENTITAS_LEMBAGA})


def parted(pages: Sequence[PageReading]) -> list[PageReading]:
    """The pages, each such sheet as two of the same number."""
    return [part for page in pages for part in _parts(page)]


def _parts(page: PageReading) -> tuple[PageReading, ...]:
    kinds = {kind for kind, _ in page.kinds}
    place = copied_paper(page) if kinds >= _PAPER and kinds & {*LETTERS} else None
    if place is None:
        return (page,)
    top, foot = place
    letter = (foot, 1.0) if foot < 1 else (0.0, top)
    return _part(page, *letter, kinds - _PAPER), _part(page, *place, _PAPER)


def _part(page: PageReading, top: float, foot: float, kinds: Collection[Kind]) -> PageReading:
    """What of a page stands between two heights, of these kinds."""
    lines = tuple(line for line in page.lines if top <= (line.box[1] + line.box[3]) / 2 < foot)
    marks = tuple(mark for mark in page.marks if top <= (mark.box[1] + mark.box[3]) / 2 < foot)
    known = tuple((kind, score) for kind, score in page.kinds if kind in kinds)
    return page.model_copy(update={"lines": lines, "marks": marks, "kinds": known})
