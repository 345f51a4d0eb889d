"""Papers that come with a letter: its writer's KTP, one that is nearly it, and what is no KTP."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from samples import card_page, institutions
from samples.bundle import CaseDraft
from samples.cooperatives import make_cooperative
from samples.dossiers.ink import strange_marks
from samples.ktp_card import back, front
from samples.people import WOMEN_DAY_OFFSET, Person, make_name, make_person, title_case
from samples.places import home
from samples.raster import render
from samples.spelling import long_date
from samples.splits import Dice
from samples.voices.paper import RECEIVED, write_sheets
from samples.voices.tagged import LETTER_HEAD, Letter, Voice, parse_letter

PAPERS = Path(__file__).parent / "papers.txt"
NO_CARDS = ("npwp", "sim", "bpjs", "kk")
"""What people hand in instead of a KTP, besides a suket."""
LEADING_TITLES = frozenset(
    {"drs.", "dra.", "dr.", "drg.", "ir.", "prof.", "ny.", "bpk.", "bp.", "ibu", "bapak", "sdr.", "sdri."}
)
CENTURY = 26
"""Two-digit years of birth up to this one are of this century."""


def person_of(name: str, nik: str | None, dice: Dice) -> Person:
    """A person with that name and NIK; what else a card says fits the NIK or is made up."""
    base = make_person(dice, place=home(dice))
    digits = "".join(filter(str.isdigit, nik or base.nik))
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    is_woman = day > WOMEN_DAY_OFFSET
    try:
        born = date(year + (2000 if year <= CENTURY else 1900), month, day - WOMEN_DAY_OFFSET * is_woman)
    except ValueError:
        born = base.birth_date
    return replace(
        base,
        name=card_name(name),
        nik=digits,
        sex="P" if is_woman else "L",
        birth_date=born,
        nationality="WNI",
    )


def card_name(name: str) -> str:
    """A name as its KTP has it: upper case, without academic titles and forms of address."""
    words = name.split(",", maxsplit=1)[0].split()
    while words and words[0].lower() in LEADING_TITLES:
        words = words[1:]
    return " ".join(words).upper()


def one_digit_off(nik: str, dice: Dice) -> str:
    """A NIK with one digit of its serial number changed, so that it stays well-formed."""
    place = dice.randint(12, 15)
    others = [digit for digit in "0123456789" if digit != nik[place]]
    return nik[:place] + dice.choice(others) + nik[place + 1 :]


def neighbour(name: str, dice: Dice) -> str:
    """The name of a koperasi that is nearly the same: its last word another."""
    words = name.rstrip('" ').split(" ")
    closing = '"' if name.rstrip().endswith('"') else ""
    pool = ("MAKMUR", "SEJAHTERA", "MANDIRI", "LESTARI", "SENTOSA", "ABADI", "UTAMA", "BERSAMA")
    last = dice.choice([word for word in pool if word != words[-1].upper()])
    return " ".join((*words[:-1], last if name.isupper() else last.capitalize())) + closing


def draw_card(case: CaseDraft, person: Person) -> None:
    """The front of that person's KTP, copied onto a page."""
    file = case.new_file("jpg")
    page = card_page.one_card(case.dice, front(case.dice, person).pixels, file.dpi, case.level)
    case.scan(file, page)


def draw_back(case: CaseDraft) -> None:
    """The back of a KTP."""
    file = case.new_file("jpg")
    case.scan(file, card_page.one_card(case.dice, back(case.dice), file.dpi, case.level))


def draw_institution(case: CaseDraft, cooperative: str, address: str | None) -> None:
    """A paper that identifies the koperasi of that name; `address` as its letter gives it."""
    kinds = [kind for kind in institutions.PAPERS if kind != "domisili"]
    drawn = make_cooperative(case.dice)
    coop = replace(drawn, name=cooperative, address=address or drawn.address)
    sheet, _ = institutions.make_paper(case.dice, case.dice.choice(kinds), coop)
    file = case.new_file("pdf")
    case.scan(file, render(sheet, file.dpi, case.dice))


@lru_cache(maxsize=1)
def _papers() -> dict[str, str]:
    parts = LETTER_HEAD.split(PAPERS.read_text(encoding="utf-8"))
    return {part.split(" ", 1)[0]: part for part in parts if part.strip()}


def paper(name: str, person: Person, cooperative: str, dice: Dice) -> Letter:
    """A paper of papers.txt about that person."""
    other = title_case(make_name(Dice(f"lain/{person.nik}", dice.split), "L"))
    village = title_case(person.place.village)
    words = {
        "nama": person.name, "nik": person.nik, "lain": other, "koperasi": cooperative,
        "alamat": f"{title_case(person.street)} RT {person.rt} RW {person.rw} {village}",
        "desa": person.place.village, "kecamatan": person.place.district, "jalan": person.street,
        "rt": person.rt, "rw": person.rw, "agama": person.religion, "pekerjaan": person.job,
        "lahir": f"{person.birth_place}, {person.birth_date:%d-%m-%Y}",
        "kelamin": "PEREMPUAN" if person.is_woman else "LAKI-LAKI",
        "tanggal": long_date(Dice(f"tanggal/{person.nik}", dice.split), RECEIVED.replace(month=9)),
    }  # fmt: skip
    text = _papers()[name]
    for key, value in words.items():
        text = text.replace(f"{{{key}}}", value)
    while "{angka}" in text:
        text = text.replace("{angka}", str(dice.randint(100, 999)), 1)
    return parse_letter(text)


def draw_paper(case: CaseDraft, name: str, person: Person, cooperative: str) -> None:
    """Such a paper as a page."""
    letter = paper(name, person, cooperative, case.dice)
    page = write_sheets(Voice(f"{name}{person.nik}", "", ()), letter, case.dice, 1, strange_marks)
    file = case.new_file("pdf")
    for sheet in page.flow.sheets:
        case.scan(file, render(sheet, file.dpi, case.dice))
