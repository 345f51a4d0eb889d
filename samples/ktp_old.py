"""Older, non-electronic SIAK cards: no OCR-like NIK, signed by an official with name and NIP."""

from datetime import date, timedelta

from PIL import Image

from models.document import Kind
from samples import fonts
from samples.ink import draw_strokes, signature
from samples.ktp_card import (
    HEIGHT,
    INK,
    LABEL_X,
    VALUE_X,
    WIDTH,
    Card,
    CardStyle,
    Front,
    card_style,
    card_values,
    draw_rows,
    header_lines,
)
from samples.people import Person, make_name
from samples.pixels import to_array
from samples.splits import Dice
from samples.truth import Paper

BLOCK_X = 0.79
"""Middle of the official's block as a share of the width."""


class _Old(Front):
    """Draws the front of an older card on a paler ground."""

    def __init__(self, dice: Dice, person: Person, style: CardStyle) -> None:
        super().__init__(dice, person, style)
        paper = Image.new(
            "RGB", self.image.size, dice.choice(((236, 240, 226), (232, 236, 244), (244, 236, 224)))
        )
        self.image.paste(Image.blend(self.image, paper, 0.65))

    def nik(self) -> None:
        """Label and number in the face of the other rows, a little larger."""
        y = (self.y - 0.065) * HEIGHT
        font = fonts.face(self.style.family, round(0.031 * WIDTH), True)
        self.pen.text((LABEL_X * WIDTH, y), "NIK", INK, font, anchor="lm")
        self.pen.text((VALUE_X * WIDTH, y), f": {self.person.nik}", INK, font, anchor="lm")

    def official(self) -> None:
        """Who issued it: place and date, office, signature, name, NIP."""
        dice, y = self.dice, 0.735
        issued = date(2006, 3, 1) + timedelta(days=dice.randint(0, 1700))
        self.centred(f"{self.person.place.city}, {issued:%d-%m-%Y}", BLOCK_X, y, 0.017)
        self.centred("KEPALA DINAS KEPENDUDUKAN", BLOCK_X, y + 0.035, 0.015)
        self.centred("DAN PENCATATAN SIPIL", BLOCK_X, y + 0.065, 0.015)
        strokes = signature(dice, 0.14 * WIDTH, 0.07 * HEIGHT)
        draw_strokes(self.image, strokes, ((BLOCK_X - 0.07) * WIDTH, (y + 0.09) * HEIGHT), 3, (30, 34, 90))
        self.centred(make_name(dice, "L"), BLOCK_X, y + 0.175, 0.015, bold=True)
        born = f"{dice.randint(1955, 1975)}0{dice.randint(1, 9)}{dice.randint(10, 28)}"
        nip = f"NIP. {born} 198903 1 {dice.randint(1, 9):03d}"
        self.centred(nip, BLOCK_X, y + 0.205, 0.014)


def old_front(dice: Dice, person: Person) -> Card:
    """The front of a SIAK card with its truth; valid five years, SEUMUR HIDUP for those over 60."""
    style = card_style(dice)
    draw = _Old(dice, person, style)
    until = "SEUMUR HIDUP"
    if person.birth_date.year > 1950:
        day = min(person.birth_date.day, 28)
        until = date(dice.randint(2011, 2014), person.birth_date.month, day).strftime("%d-%m-%Y")
    province, regency = header_lines(person)
    draw.centred(province, 0.5, 0.06, 0.03, True)
    draw.centred(regency, 0.5, 0.115, 0.03, True)
    draw.centred("KARTU TANDA PENDUDUK", 0.5, 0.17, 0.022)
    draw.photo()
    draw.nik()
    person = draw_rows(draw, person, style, until)
    draw.official()
    draw.marked()
    return Card(to_array(draw.image), Paper(Kind.KTP, card_values(person, until)), person)
