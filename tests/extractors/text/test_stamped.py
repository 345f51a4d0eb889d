"""Whether a letter is stamped, by what its marks may be."""

import pytest

from extractors.text.letter_sections import dissect
from extractors.text.signing import is_stamped
from models.page import Mark, MarkKind
from tests.extractors.letters import MEMBER_LETTER
from tests.extractors.paper import page


@pytest.mark.parametrize(
    ("score", "is_by_hand", "said"),
    [
        (0.4, True, (False, False)),
        (0.4, False, (False, True)),
        (0.6, True, (True, True)),
        (0.99, True, (True, False)),
    ],
)
def test_writing_that_might_be_a_torn_stamp_is_none_on_a_letter_by_hand(
    score: float, is_by_hand: bool, said: tuple[bool, bool]
) -> None:
    ink = Mark(kind=MarkKind.STEMPEL, box=(0.5, 0.7, 0.7, 0.8), score=score)
    sheet = page(MEMBER_LETTER, is_handwritten=is_by_hand, marks=(ink,))
    found = is_stamped(dissect([sheet]), [sheet])
    assert (found.value, found.is_doubtful) == said
