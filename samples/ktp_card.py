"""Draws KTP cards of invented people: front and back of a KTP-el, at print quality.

Proportions, labels and typefaces follow the public layout (reference: 85.6 x 54 mm, NIK in an
OCR-A-like face, the rest Arial-like); the drawing is our own. Every card is marked CONTOH.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from PIL import Image, ImageDraw, ImageFont

from models.document import Kind
from samples import fonts
from samples.card_pattern import PATTERNS, background
from samples.ink import draw_strokes, signature
from samples.people import Person
from samples.pixels import Colour, Pixels, to_array
from samples.splits import Dice
from samples.truth import Paper, Value

WIDTH, HEIGHT = 1284, 810
"""Pixels of a drawn card: 15 a millimetre (381 dpi)."""
CARD_MM = (85.6, 54.0)
INK: Colour = (22, 22, 26)
LABEL_X, INDENT_X, COLON_X, VALUE_X = 0.058, 0.105, 0.262, 0.28
PHOTO_X, PHOTO_Y, PHOTO_W, PHOTO_H = 0.716, 0.262, 0.226, 0.44
"""Photo box as shares of the card's width and height."""
FIRST_ROW_Y, ROW_STEP, LAST_Y = 0.318, 0.0447, 0.93
VALUE_RIGHT = 0.70


@dataclass(frozen=True)
class CardStyle:
    """What differs from card to card: wording of labels, sizes, background, spacing."""

    pattern: int
    family: str
    is_label_bold: bool
    value_size: float
    header_size: float
    nik_size: float
    labels: tuple[str, ...]
    mark: str
    shift: float


_LABELS = (
    ("Tempat/Tgl Lahir", "Jenis kelamin", "Gol. Darah", "Kel/Desa", "Berlaku Hingga", "Status Perkawinan"),
    ("Tempat/Tgl. Lahir", "Jenis Kelamin", "Gol. Darah", "Kel/Desa", "Berlaku Hingga", "Status Perkawinan"),
    ("Tempat/Tgl Lahir", "Jenis Kelamin", "Gol Darah", "Kel/Desa", "Berlaku Hingga", "Status Perkawinan"),
    (
        "Tempat / Tgl Lahir",
        "Jenis Kelamin",
        "Gol. Darah",
        "Kel / Desa",
        "Berlaku hingga",
        "Status Perkawinan",
    ),
)


def card_style(dice: Dice) -> CardStyle:
    """A style drawn at random; patterns are divided between the splits."""
    return CardStyle(
        pattern=dice.from_pool(range(PATTERNS)),
        family=dice.choice(fonts.CARD[dice.split]),
        is_label_bold=dice.chance(0.3),
        value_size=dice.uniform(0.0232, 0.0262),
        header_size=dice.uniform(0.031, 0.036),
        nik_size=dice.uniform(0.0305, 0.0355),
        labels=dice.choices(_LABELS, (5, 2, 2, 1))[0],
        mark=dice.choice(("corner", "foot", "both")),
        shift=dice.uniform(-0.012, 0.012),
    )


@dataclass(frozen=True)
class Card:
    """A drawn card and what it says. `pixels` is HEIGHT x WIDTH x 3 RGB."""

    pixels: Pixels
    paper: Paper
    person: Person


def valid_until(dice: Dice, person: Person) -> str:
    """SEUMUR HIDUP, or on cards of 2011-13 a birthday five years on."""
    if dice.chance(0.8):
        return "SEUMUR HIDUP"
    year = dice.randint(2016, 2018)
    day = person.birth_date.day if (person.birth_date.month, person.birth_date.day) != (2, 29) else 28
    return date(year, person.birth_date.month, day).strftime("%d-%m-%Y")


def _wrap(text: str, font: ImageFont.FreeTypeFont, limit: float) -> list[str]:
    """Break a value into lines no wider than `limit` pixels."""
    lines = [""]
    for word in text.split():
        trial = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(trial) > limit:
            lines.append(word)
        else:
            lines[-1] = trial
    return lines


def _label_font(style: CardStyle) -> ImageFont.FreeTypeFont:
    """The largest face up to the values' size whose widest label still ends before the colon."""
    size = round(style.value_size * WIDTH)
    widest = "Status Perkawinan"
    while True:
        font = fonts.face(style.family, size, style.is_label_bold)
        if font.getlength(widest) < (COLON_X - LABEL_X - 0.003) * WIDTH:
            return font
        size -= 1


class Front:
    """Draws one front; keeps the pen, the style and the running row."""

    def __init__(self, dice: Dice, person: Person, style: CardStyle) -> None:
        self.dice, self.person, self.style = dice, person, style
        self.image = Image.fromarray(background(style.pattern, HEIGHT, WIDTH))
        self.pen = ImageDraw.Draw(self.image)
        self.y = FIRST_ROW_Y + style.shift
        self.value_font = fonts.face(style.family, round(style.value_size * WIDTH))
        self.label_font = _label_font(style)

    def centred(self, text: str, x: float, y: float, size: float, bold: bool = False) -> None:
        """Text about x, its middle at y (shares of the card)."""
        font = fonts.face(self.style.family, round(size * WIDTH), bold)
        self.pen.text((x * WIDTH, y * HEIGHT), text, INK, font, anchor="mm")

    def row(
        self, label: str, value: str, *, indent: bool = False, limit: float = VALUE_RIGHT, lines: int = 2
    ) -> str:
        """A label, a colon and a value that may take a second line; moves down. What was drawn of it."""
        x = (INDENT_X if indent else LABEL_X) * WIDTH
        y = self.y * HEIGHT
        self.pen.text((x, y), label, INK, self.label_font, anchor="lm")
        self.pen.text((COLON_X * WIDTH, y), ":", INK, self.label_font, anchor="lm")
        drawn = _wrap(value, self.value_font, (limit - VALUE_X) * WIDTH)[:lines]
        for i, line in enumerate(drawn):
            self.pen.text(
                (VALUE_X * WIDTH, (self.y + i * ROW_STEP) * HEIGHT), line, INK, self.value_font, anchor="lm"
            )
            self.y += ROW_STEP if i else 0
        self.y += ROW_STEP
        return " ".join(drawn)

    def nik(self) -> None:
        """The number in OCR-A, label and digits on one line."""
        y = (self.y - ROW_STEP * 1.45) * HEIGHT
        font = fonts.face("ocr-a", round(self.style.nik_size * WIDTH))
        label = font if self.dice.chance(0.6) else fonts.face(self.style.family, round(0.034 * WIDTH), True)
        self.pen.text((LABEL_X * WIDTH, y), "NIK", INK, label, anchor="lm")
        self.pen.text((0.235 * WIDTH, y), ":", INK, label, anchor="lm")
        self.pen.text((0.265 * WIDTH, y), self.person.nik, INK, font, anchor="lm")

    def blood(self) -> None:
        """Gol. Darah on the line of the sex (drawn before that row moves on)."""
        x = self.dice.uniform(0.49, 0.53) * WIDTH
        text = f"{self.style.labels[2]} :"
        self.pen.text((x, self.y * HEIGHT), text, INK, self.label_font, anchor="lm")
        end = x + self.label_font.getlength(text) + 12
        self.pen.text((end, self.y * HEIGHT), self.person.blood, INK, self.value_font, anchor="lm")

    def photo(self) -> None:
        """A drawn bust on red (odd birth year) or blue (even)."""
        dice, odd = self.dice, self.person.birth_date.year % 2
        w, h = round(PHOTO_W * WIDTH), round(PHOTO_H * HEIGHT)
        photo = Image.new("RGB", (w, h), (196, 36, 32) if odd else (36, 74, 176))
        pen = ImageDraw.Draw(photo)
        skin = dice.choice(((196, 150, 112), (172, 124, 88), (214, 172, 136)))
        cloth = tuple(dice.randint(30, 220) for _ in range(3))
        hair: Colour = (28, 24, 24) if dice.chance(0.8) else (120, 116, 112)
        pen.ellipse((w * 0.05, h * 0.72, w * 0.95, h * 1.5), fill=cloth)
        has_scarf = self.person.is_woman and dice.chance(0.6)
        pen.ellipse(
            (w * 0.2, h * 0.12, w * 0.8, h * (0.92 if has_scarf else 0.55)), fill=cloth if has_scarf else hair
        )
        pen.ellipse((w * 0.27, h * 0.2, w * 0.73, h * 0.74), fill=skin)
        for eye in (0.4, 0.6):
            pen.ellipse((w * eye - 6, h * 0.42, w * eye + 6, h * 0.45), fill=(30, 24, 24))
            pen.line((w * eye - 14, h * 0.38, w * eye + 14, h * 0.375), fill=(40, 30, 28), width=4)
        pen.arc((w * 0.42, h * 0.52, w * 0.58, h * 0.62), 20, 160, fill=(120, 50, 50), width=5)
        self.image.paste(photo, (round(PHOTO_X * WIDTH), round((PHOTO_Y + self.style.shift) * HEIGHT)))

    def issue(self) -> None:
        """Place and date of issue and the holder's signature below the photo."""
        issued = date(2011, 6, 1) + timedelta(days=self.dice.randint(0, 5200))
        place = self.person.place
        where = place.regency if self.dice.chance(0.5) else place.city
        y = PHOTO_Y + PHOTO_H + 0.035 + self.style.shift
        size = min(0.021, 0.021 * 22 / max(22, len(where)))
        self.centred(where, PHOTO_X + PHOTO_W / 2, y, size)
        self.centred(issued.strftime("%d-%m-%Y"), PHOTO_X + PHOTO_W / 2, y + 0.04, 0.021)
        strokes = signature(self.dice, 0.15 * WIDTH, 0.09 * HEIGHT)
        draw_strokes(self.image, strokes, ((PHOTO_X + 0.04) * WIDTH, (y + 0.065) * HEIGHT), 3, (30, 30, 40))

    def marked(self) -> None:
        """The word CONTOH, legible but beside the fields."""
        if self.style.mark in ("corner", "both"):
            self.centred("CONTOH", 0.07, 0.05, 0.02, bold=True)
        if self.style.mark in ("foot", "both"):
            self.centred("CONTOH", 0.52, 0.957, 0.022, bold=True)


def header_lines(person: Person) -> tuple[str, str]:
    """The two centred lines; Jakarta's cities stand without KOTA."""
    place = person.place
    regency = place.city if place.province.startswith("DKI") else place.regency
    return f"PROVINSI {place.province}", regency


def front(dice: Dice, person: Person, style: CardStyle | None = None) -> Card:
    """The front of a KTP-el with its truth."""
    style = style or card_style(dice)
    until = valid_until(dice, person)
    draw = Front(dice, person, style)
    province, regency = header_lines(person)
    bold = dice.chance(0.4)
    draw.centred(province, 0.5, 0.067 + style.shift, style.header_size, bold)
    draw.centred(regency, 0.5, 0.132 + style.shift, style.header_size, bold)
    draw.photo()
    draw.nik()
    person = draw_rows(draw, person, style, until)
    draw.issue()
    draw.marked()
    return Card(to_array(draw.image), Paper(Kind.KTP, card_values(person, until)), person)


def draw_rows(draw: Front, person: Person, style: CardStyle, until: str) -> Person:
    """The twelve label rows from Nama to Berlaku Hingga; the person, with what was drawn of the street."""
    birth, sex, _, village, valid, marital = style.labels
    draw.row("Nama", person.name)
    draw.row(birth, f"{person.birth_place}, {person.birth_date:%d-%m-%Y}")
    draw.blood()
    draw.row(sex, "PEREMPUAN" if person.is_woman else "LAKI-LAKI", limit=0.49)
    street = draw.row("Alamat", person.street)
    draw.row("RT/RW", f"{person.rt}/{person.rw}", indent=True)
    draw.row(village, person.place.village, indent=True)
    draw.row("Kecamatan", person.place.district, indent=True)
    draw.row("Agama", person.religion)
    draw.row(marital, person.marital)
    draw.row("Pekerjaan", person.job)
    draw.row("Kewarganegaraan", person.nationality)
    draw.row(valid, until)
    return replace(person, street=street)


def card_values(person: Person, until: str) -> dict[str, Value]:
    """The truth of a card: dates ISO, blood group `-` null."""
    valid = until if until == "SEUMUR HIDUP" else "-".join(reversed(until.split("-")))
    province, regency = header_lines(person)
    return {
        "nik": person.nik,
        "nama": person.name,
        "tempat_lahir": person.birth_place,
        "tanggal_lahir": person.birth_date.isoformat(),
        "jenis_kelamin": "PEREMPUAN" if person.is_woman else "LAKI-LAKI",
        "golongan_darah": person.blood if person.blood not in ("", "-") else None,
        "alamat": person.street,
        "rt": person.rt,
        "rw": person.rw,
        "kelurahan_desa": person.place.village,
        "kecamatan": person.place.district,
        "kabupaten_kota": regency,
        "provinsi": province.removeprefix("PROVINSI "),
        "agama": person.religion,
        "status_perkawinan": person.marital,
        "pekerjaan": person.job,
        "kewarganegaraan": person.nationality,
        "berlaku_hingga": valid,
    }


def back(dice: Dice) -> Pixels:
    """The back of a KTP-el: pattern, emblem, title and a chip-like patch; no field stands there."""
    image = Image.fromarray(background(dice.from_pool(range(PATTERNS)), HEIGHT, WIDTH))
    pen = ImageDraw.Draw(image)
    title = fonts.face("arial", 58, True)
    small = fonts.face("arial", 30)
    pen.text((WIDTH * 0.5, HEIGHT * 0.13), "KARTU TANDA PENDUDUK", (40, 60, 120), title, anchor="mm")
    pen.text((WIDTH * 0.5, HEIGHT * 0.21), "REPUBLIK INDONESIA", (40, 60, 120), small, anchor="mm")
    for i in range(5):
        inset = i * 26
        pen.ellipse((480 + inset, 250 + inset, 800 - inset, 570 - inset), outline=(150, 130, 70), width=7)
    pen.polygon(((640, 230), (720, 420), (640, 600), (560, 420)), outline=(150, 130, 70))
    pen.rectangle((WIDTH * 0.06, HEIGHT * 0.72, WIDTH * 0.2, HEIGHT * 0.88), fill=(170, 180, 190))
    pen.text((WIDTH * 0.5, HEIGHT * 0.92), "CONTOH", (60, 60, 70), small, anchor="mm")
    return to_array(image)
