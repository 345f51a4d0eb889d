"""How Indonesian papers write dates, money, numbers and addresses."""

from datetime import date

from samples.people import Person, title_case
from samples.splits import Dice

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
OLD_MONTHS = {1: "Djanuari", 2: "Pebruari", 6: "Djuni", 7: "Djuli", 11: "Nopember"}
OLD_SPELLING_SHARE = {1: 0.03, 2: 0.4, 6: 0.03, 7: 0.03, 11: 0.4}
HIJRI = ("Syawal", "Dzulqa'dah", "Rajab", "Ramadhan", "Sya'ban")
HIJRI_YEAR = 1447
"""Beside the date of 2026; the two need not agree to the day, as in real letters."""
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des")


def month_name(dice: Dice, month: int) -> str:
    """The month, now and then in the old spelling."""
    old = OLD_MONTHS.get(month)
    return old if old and dice.chance(OLD_SPELLING_SHARE[month]) else MONTHS[month - 1]


def long_date(dice: Dice, day: date) -> str:
    """5 November 2026, mostly without a leading zero."""
    number = f"{day.day:02d}" if dice.chance(0.35) else str(day.day)
    return f"{number} {month_name(dice, day.month)} {day.year}"


def any_date(dice: Dice, day: date) -> str:
    """A date in one of the forms met in letters; mostly the long one."""
    forms = (
        long_date(dice, day),
        f"{day:%d-%m-%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}",
        f"{day.day}/{day.month}/{day:%y}",
        f"{day:%d.%m.%Y}",
        f"{long_date(dice, day)} / {dice.randint(1, 29)} {dice.choice(HIJRI)} {HIJRI_YEAR} H",
    )
    return dice.choices(forms, (80, 6, 3, 4, 3, 2, 2, 2))[0]


def money(dice: Dice, amount: int) -> str:
    """An amount of rupiah in one of the usual forms."""
    dotted = f"{amount:,}".replace(",", ".")
    return dice.choice(
        (f"Rp{dotted},00", f"Rp. {dotted},-", f"Rp {dotted}", f"Rp. {dotted},00", f"Rp{dotted}")
    )


def phone(dice: Dice, digits: str) -> str:
    """A telephone number with the usual separators."""
    if not digits.startswith("08"):
        return dice.choice((f"({digits[:4]}) {digits[4:]}", f"{digits[:4]}-{digits[4:]}", digits))
    return dice.choice(
        (
            digits,
            digits,
            f"{digits[:4]}-{digits[4:8]}-{digits[8:]}",
            f"{digits[:4]} {digits[4:8]} {digits[8:]}",
            f"+62 {digits[1:4]}-{digits[4:8]}-{digits[8:]}",
            f"+62{digits[1:]}",
            f"62{digits[1:]}",
        )
    )


def home_address(dice: Dice, person: Person) -> str:
    """A person's address as letters write it, on one line."""
    street, village = title_case(person.street), title_case(person.place.village)
    district, city = title_case(person.place.district), title_case(person.place.city)
    kind = "Kel." if person.place.is_kelurahan else dice.choice(("Ds.", "Desa"))
    area = f"Kab. {city}" if person.place.regency.startswith("KABUPATEN") else f"Kota {city}"
    upper = f"{kind.upper()} {person.place.village} KEC. {person.place.district}"
    forms = (
        f"{street} RT {person.rt} RW {person.rw} {kind} {village} Kec. {district} {area}",
        f"{street} RT.{int(person.rt):02d}/RW.{int(person.rw):02d} {kind} {village} Kec. {district}",
        f"{street}, RT/RW {person.rt}/{person.rw}, {kind} {village}, Kecamatan {district}, {area}",
        f"{street}, {kind} {village}, Kec. {district}",
        f"{kind} {village} RT {int(person.rt)} RW {int(person.rw)} Kec. {district} {area}",
        " ".join((person.street, "RT", person.rt, "RW", person.rw, upper)),
    )
    return dice.choice(forms)


def nik(dice: Dice, digits: str) -> str:
    """Sixteen digits, now and then grouped."""
    grouped = f"{digits[:6]} {digits[6:12]} {digits[12:]}"
    return dice.choices((digits, grouped, f"{digits[:6]}.{digits[6:12]}.{digits[12:]}"), (90, 6, 4))[0]
