"""Papers that are handed in where a KTP is asked for: SIM, NPWP, kartu keluarga, BPJS, passport, suket, a
member's card, the back of a KTP, a card of somebody from abroad; alone, or beside a KTP on one page.

Their layouts lie in decoys.txt, lengths in millimetres; each layout belongs to one split.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw

from models.document import Kind
from samples import card_page, fonts
from samples.bundle import CaseDraft, SampleCase
from samples.card_pattern import PATTERNS, background
from samples.cooperatives import make_cooperative
from samples.ktp_card import HEIGHT, WIDTH, back, front
from samples.people import Person, make_name, make_person
from samples.pixels import Pixels, paste, to_array
from samples.places import home
from samples.splits import Dice, Level, Split
from samples.truth import Paper, Value
from samples.voices.paper import RECEIVED

LAYOUTS = Path(__file__).parent / "decoys.txt"
SCALE = 12
"""Pixels of a millimetre of a card; sheets are drawn at half of it."""
MM = 25.4
BACK, WITH_CARD = "ktp_belakang", "+ktp"
FOREIGN = "ktp_wna"
ABROAD = ("HIROSHI TANAKA", "MARIE CLAIRE DUBOIS", "JOHN EDWARD SMITH", "KIM MIN JUN", "ANNA VAN DIJK")
CASES = (
    "sim", "npwp", "bpjs", "paspor", "kartu_keluarga", "suket_ktp", "kartu_anggota", BACK, FOREIGN,
    "sim+ktp", "npwp+ktp", "bpjs+ktp",
)  # fmt: skip
"""What is drawn in turn: a paper alone, or beside a KTP on one page."""
CARD_SIDE = 130
"""Millimetres: what is wider is a sheet of its own."""


@dataclass(frozen=True)
class Layout:
    """One paper: `jenis`, size, ground, the photo's box or none, its texts (x, y, size, face, text)."""

    name: str
    split: Split
    jenis: str
    size: tuple[float, float]
    ground: tuple[int, int, int]
    photo: tuple[float, ...]
    texts: tuple[tuple[float, float, float, str, str], ...]


@lru_cache(maxsize=1)
def layouts() -> tuple[Layout, ...]:
    """All of decoys.txt."""
    parts = LAYOUTS.read_text(encoding="utf-8").split("=== ")
    return tuple(_layout(part.strip().split("\n")) for part in parts if part.strip())


def _layout(lines: Sequence[str]) -> Layout:
    name, split, jenis, _, size, ground, *rest = lines[0].split()
    wide, high = map(float, size.split("x"))
    red, green, blue = (int(ground[at : at + 2], 16) for at in (1, 3, 5))
    texts = (line.split(" ", 4) for line in lines[1:])
    return Layout(
        name, Split(split), jenis, (wide, high), (red, green, blue), tuple(map(float, rest[1:])),
        tuple((float(x), float(y), float(size), face, text) for x, y, size, face, text in texts),
    )  # fmt: skip


def _words(dice: Dice, person: Person) -> dict[str, str]:
    return {
        "nama": person.name, "nik": person.nik, "jalan": person.street, "rt": person.rt, "rw": person.rw,
        "desa": person.place.village, "kecamatan": person.place.district, "agama": person.religion,
        "pekerjaan": person.job, "kelamin": "PEREMPUAN" if person.is_woman else "LAKI-LAKI",
        "kelamin_inggris": "FEMALE" if person.is_woman else "MALE",
        "kota_lahir": person.birth_place, "tgl_lahir": f"{person.birth_date:%d-%m-%Y}",
        "lain": make_name(dice, "L"), "koperasi": make_cooperative(dice).name.upper(),
        "asing": dice.choice(ABROAD), "berlaku": f"{dice.randint(10, 28)}-{dice.randint(10, 12)}-2027",
        "berlaku_angka": f"{person.birth_date:%d-%m}-2028", "mrz": person.name.replace(" ", "<"),
        "npwp": f"09.{dice.randint(100, 999)}.{dice.randint(100, 999)}.7-602.000",
        "sim": f"1409-{dice.randint(1000, 9999)}-{dice.randint(100000, 999999)}",
    }  # fmt: skip


def _filled(text: str, words: Mapping[str, str]) -> str:
    for key, value in words.items():
        text = text.replace(f"{{{key}}}", value)
    return text


def draw(layout: Layout, dice: Dice, words: Mapping[str, str]) -> Pixels:
    """The paper, RGB."""
    scale = SCALE if layout.size[0] < CARD_SIDE else SCALE / 2
    wide, high = (round(side * scale) for side in layout.size)
    pixels = np.full((high, wide, 3), layout.ground, np.uint8)
    if layout.size[0] < CARD_SIDE:
        pattern = cv2.resize(background(dice.randrange(PATTERNS), HEIGHT, WIDTH), (wide, high))
        pixels = np.asarray(cv2.addWeighted(pixels, 0.75, np.asarray(pattern, np.uint8), 0.25, 0), np.uint8)
    image = Image.fromarray(pixels)
    pen = ImageDraw.Draw(image)
    if layout.photo:
        x0, y0, x1, y1 = (value * scale for value in layout.photo)
        pen.rectangle((x0, y0, x1, y1), fill=dice.choice(((70, 90, 170), (170, 60, 50))))
        third, tall = (x1 - x0) / 4, y1 - y0
        face_box = (x0 + third, y0 + tall * 0.15, x1 - third, y0 + tall * 0.6)
        pen.ellipse(face_box, fill=(196, 160, 130))
    family = dice.choice(fonts.CARD[dice.split])
    for x, y, size, face, wording in layout.texts:
        text = _filled(wording, words)
        while "{angka}" in text:
            text = text.replace("{angka}", str(dice.randint(100, 999)), 1)
        font = fonts.face("ocr-a" if face == "n" else family, round(size * scale), face == "b")
        pen.text((x * scale, y * scale), text, (24, 24, 30), font, anchor="lm")
    return to_array(image)


def _on_page(dice: Dice, pixels: Pixels, size: tuple[float, float], dpi: int) -> Pixels:
    """A card somewhere on A4, a sheet all over it (lying where it is wide)."""
    page = card_page.blank_page(dpi)
    if size[0] > size[1] and size[0] > CARD_SIDE:
        page = np.ascontiguousarray(np.rot90(page))
    grown = 1.0 if size[0] > CARD_SIDE else dice.choice((1.0, 1.2, 1.41))
    share = dpi / MM * size[0] * grown / pixels.shape[1]
    small = np.asarray(cv2.resize(pixels, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)
    spare = [max(1, page.shape[at] - small.shape[at]) for at in (1, 0)]
    x, y = (round(room * (dice.uniform(0.2, 0.8) if size[0] < CARD_SIDE else 0.5)) for room in spare)
    paste(page, small, x, y)
    return page


def make_decoy(number: int, *, seed: int, split: Split, level: Level) -> SampleCase:
    """Page `number`: one of CASES in turn."""
    what = CASES[number % len(CASES)]
    dice = Dice(f"{seed}/{split}/bukan-ktp/{number}", split)
    case = CaseDraft(f"{what.replace('_', '').replace('+', '-')}-{number:03d}", dice, level, RECEIVED)
    person = replace(make_person(dice, place=home(dice)), nationality="WNI")
    words = _words(dice, person)
    jenis = what.removesuffix(WITH_CARD)
    file = case.new_file("jpg")
    page, values = _page(what, dice, person, words, file.dpi)
    ref = case.scan(file, page)
    if values:
        case.add(Paper(Kind.KTP, values), [ref])
    if jenis != FOREIGN:
        case.add(Paper(Kind.LAMPIRAN, {}), [ref])
    return case.finish("bundles", jenis, split, seed)


def _page(
    what: str, dice: Dice, person: Person, words: Mapping[str, str], dpi: int
) -> tuple[Pixels, dict[str, Value]]:
    """The page and what the KTP on it says."""
    jenis = what.removesuffix(WITH_CARD)
    if jenis == BACK:
        return card_page.one_card(dice, back(dice), dpi, Level.CLEAN), {}
    layout = next(one for one in layouts() if one.jenis == jenis and one.split is dice.split)
    pixels = draw(layout, dice, words)
    if not what.endswith(WITH_CARD):
        return _on_page(dice, pixels, layout.size, dpi), _foreign(words, person) if jenis == FOREIGN else {}
    card = front(dice, person)
    other = np.asarray(cv2.resize(pixels, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)
    both = (card.pixels, other) if dice.chance(0.5) else (other, card.pixels)
    return card_page.two_cards(dice, *both, dpi, Level.CLEAN), dict(card.paper.values)


def _foreign(words: Mapping[str, str], person: Person) -> dict[str, Value]:
    """What a card of somebody from abroad says, of what is drawn alike on all."""
    return {
        "nik": words["nik"], "nama": words["asing"], "tanggal_lahir": person.birth_date.isoformat(),
        "alamat": words["jalan"], "rt": words["rt"], "rw": words["rw"], "kelurahan_desa": words["desa"],
        "kecamatan": words["kecamatan"], "kabupaten_kota": "JOMBANG", "provinsi": "JAWA TIMUR",
        "jenis_kelamin": words["kelamin"], "status_perkawinan": "KAWIN",
    }  # fmt: skip
