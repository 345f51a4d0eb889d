"""Invented people with everything a KTP says of them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from samples import names
from samples.places import Place, anywhere, home
from samples.splits import Dice

FIRST_SERIAL, LAST_SERIAL = 9001, 9999
"""Serials of invented NIKs: format-valid and practically never issued."""
WOMEN_DAY_OFFSET = 40
"""A woman's birth day is written plus 40 in her NIK."""
MOVED_SHARE = 0.12
"""People whose NIK names another kecamatan than their address (they moved after registration)."""
ODD_DATE_SHARE = 0.02
"""People whose NIK carries another birth date than the card: it exists and is legal."""


@dataclass(frozen=True)
class Person:
    """One invented person; texts are as a KTP prints them (upper case), dates are dates."""

    name: str
    sex: str
    birth_place: str
    birth_date: date
    nik: str
    blood: str
    street: str
    rt: str
    rw: str
    place: Place
    religion: str
    marital: str
    job: str
    nationality: str
    phone: str

    @property
    def is_woman(self) -> bool:
        """Whether the card says PEREMPUAN."""
        return self.sex == "P"


def make_nik(place_code: str, born: date, is_woman: bool, serial: int) -> str:
    """PPKKCC DDMMYY SSSS, a woman's day plus 40."""
    day = born.day + (WOMEN_DAY_OFFSET if is_woman else 0)
    return f"{place_code}{day:02d}{born:%m%y}{serial:04d}"


def make_name(dice: Dice, sex: str, *, is_long: bool = False) -> str:
    """A name of one to five words, now and then with a title."""
    if not is_long and dice.chance(0.12):
        return dice.from_pool(names.SINGLE[sex])
    firsts, lasts = (names.MEN_FIRST, names.MEN_LAST) if sex == "L" else (names.WOMEN_FIRST, names.WOMEN_LAST)
    words = [dice.from_pool(firsts)]
    for _ in range(3 if is_long else dice.choices((1, 2, 3), (6, 3, 1))[0]):
        words.append(dice.from_pool(lasts))
    name = " ".join(dict.fromkeys(words))
    if dice.chance(0.08):
        name = f"{dice.choice(names.PREFIXES[sex])} {name}"
    if dice.chance(0.05):
        name = f"{name}, {dice.choice(names.SUFFIXES)}"
    return name


def make_street(dice: Dice, *, is_long: bool = False) -> str:
    """The line "Alamat" of a card: a hamlet, a street with a number, an estate."""
    hamlet, street = dice.from_pool(names.HAMLETS), dice.from_pool(names.STREETS)
    number = dice.randint(1, 240)
    if is_long:
        estate = dice.choice(names.ESTATES)
        return f"PERUM. {estate} BLOK {dice.choice('ABCDEF')}-{number} JL. {street} NO. {number}"
    forms = (
        f"DSN. {hamlet}",
        f"DUSUN {hamlet}",
        f"DSN {hamlet}",
        f"JL. {street} NO. {number}",
        f"JL {street} {number}",
        f"JL. {street} GG. {dice.choice(('I', 'II', 'III', 'IV'))} NO. {number}",
        f"JALAN {street} NO.{number}",
        f"LINGKUNGAN {hamlet}",
        hamlet,
        f"PERUM {dice.choice(names.ESTATES)} {dice.choice('ABCDEF')}-{number}",
        f"DK. {hamlet}",
    )
    return dice.choice(forms)


def _birth_date(dice: Dice) -> date:
    return date(1946, 1, 1) + timedelta(days=dice.randint(0, 61 * 365))


def _religion(dice: Dice) -> str:
    names_, weights = ("ISLAM", "KRISTEN", "KATHOLIK", "HINDU", "BUDHA", "KHONGHUCU"), (84, 5, 4, 4, 2, 1)
    return dice.choices(names_, weights)[0]


def make_person(dice: Dice, *, place: Place | None = None, is_long: bool = False) -> Person:
    """A new person; lives mostly in Jombang when no place is given."""
    place = place or anywhere(dice)
    sex = dice.choice("LP")
    born = _birth_date(dice)
    origin = home(dice).code if dice.chance(MOVED_SHARE) else place.code
    in_nik = born + timedelta(days=dice.choice((1, 31, 365))) if dice.chance(ODD_DATE_SHARE) else born
    nik = make_nik(origin, in_nik, sex == "P", dice.randint(FIRST_SERIAL, LAST_SERIAL))
    birth_place = place.city if dice.chance(0.75) else anywhere(dice).city
    marital = dice.choices(("KAWIN", "BELUM KAWIN", "CERAI HIDUP", "CERAI MATI"), (70, 18, 5, 7))[0]
    job = dice.from_pool(names.JOBS)
    if job == "MENGURUS RUMAH TANGGA" and sex == "L":
        job = "WIRASWASTA"
    return Person(
        name=make_name(dice, sex, is_long=is_long),
        sex=sex,
        birth_place=birth_place,
        birth_date=born,
        nik=nik,
        blood=dice.choices(("A", "B", "AB", "O", "-", ""), (14, 16, 6, 24, 34, 6))[0],
        street=make_street(dice, is_long=is_long and dice.chance(0.6)),
        rt=f"{dice.randint(1, 24):03d}",
        rw=f"{dice.randint(1, 14):03d}",
        place=place,
        religion=_religion(dice),
        marital=marital,
        job=job,
        nationality="WNI",
        phone=make_phone(dice),
    )


def make_phone(dice: Dice) -> str:
    """An invented mobile number of 11 or 12 digits."""
    return (
        f"08{dice.choice(('12', '13', '21', '22', '51', '52', '57', '58', '77', '78', '95', '96'))}"
        + "".join(str(dice.randint(0, 9)) for _ in range(dice.choice((7, 8))))
    )


def with_letter_spelling(dice: Dice, person: Person) -> Person:
    """The same person as a letter writes the name: as on the card, or in title case."""
    return person if dice.chance(0.4) else replace(person, name=title_case(person.name))


def title_case(text: str) -> str:
    """Words with a capital each; roman numbers and titles such as S.Pd. stay as they are."""
    return " ".join(_title_word(word) for word in text.split())


def _title_word(word: str) -> str:
    is_title = "." in word and word != word.upper()
    return word if is_title or set(word) <= set("IVX") else word.capitalize()
