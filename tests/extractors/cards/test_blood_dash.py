"""A dash where the blood group stands is a value that is not there: nobody has to look at it."""

from pathlib import Path

from extractors.files.pages import load_page
from extractors.page.reader import read_page
from models.limits import DEFAULT_LIMITS

CARD = Path(__file__).resolve().parents[3] / "samples" / "committed" / "fotokopi-ktp.jpg"


def test_a_dash_is_no_doubt() -> None:
    cards = read_page(load_page(CARD, 1, DEFAULT_LIMITS)).cards
    groups = [card.fields["golongan_darah"] for card in cards if "golongan_darah" in card.fields]
    assert [(field.value, field.raw, field.needs_review) for field in groups] == [(None, "-", False)]
