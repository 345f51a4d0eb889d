"""What speaks against a letter's values on the paper itself."""

import pytest

from extractors.case.evidence import Evidence, shown
from extractors.text.letter_sections import dissect
from models.field import Field
from tests.extractors.paper import page

ROWS = ["Nama : Moenadji", "Koperasi kami tidak pernah mengadakan rapat."]


@pytest.mark.parametrize(
    ("value", "raw", "is_shown"),
    [
        ("Moenadji", "BendaharaMoenadji", False),
        ("Moeradji", "BendaharaMoenadji", True),
        ("KOPERASI GAMBIRAN JAYA KAYA", "KOPERASI GAMBIRAN JAYA RAYA,", True),
        ("Kopwan Mawar Merekah", "sopwan Mawar Merekah", False),
        ("H. Di Moenadji", "H. Oi Moenadji", False),
    ],
)
@pytest.mark.parametrize("by_hand", [True, False])
def test_a_name_by_hand_that_language_put_right_is_looked_at(
    value: str, raw: str, is_shown: bool, by_hand: bool
) -> None:
    sheet = page(ROWS, is_handwritten=by_hand)
    paper = Evidence(dissect([sheet]), (sheet,), by_hand, None)
    fields = {"terlapor": Field(value=value, raw=raw), "pelapor_nama": Field(value=None)}
    seen = shown(fields, paper.against_names(fields))
    assert seen["terlapor"].needs_review is (is_shown and by_hand)
    assert not seen["pelapor_nama"].needs_review
