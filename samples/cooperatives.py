"""Invented koperasi: names in full and short forms, legal numbers in the formats in real use."""

from dataclasses import dataclass

from samples import names
from samples.people import make_phone, title_case
from samples.places import Place, home
from samples.splits import Dice

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("KSP", ("Koperasi Simpan Pinjam {q}", "KSP {n}", "Koperasi Simpan Pinjam (KSP) {q}")),
    ("KSU", ("Koperasi Serba Usaha {q}", "KSU {n}", "Koperasi Serba Usaha (KSU) {q}")),
    ("KUD", ("KUD {q}", "Koperasi Unit Desa {n}", "KUD {n}")),
    ("KPRI", ("KPRI {q}", "Koperasi Pegawai Republik Indonesia (KPRI) {n}", "KPRI {n}")),
    ("KOPWAN", ("Koperasi Wanita {q}", "Kopwan {n}", "Koperasi Wanita (Kopwan) {q}")),
    ("KOPPONTREN", ("Koppontren {q}", "Koperasi Pondok Pesantren {n}")),
    ("KSPPS", ("KSPPS {n}", "KSPPS BMT {n}", "Koperasi Simpan Pinjam dan Pembiayaan Syariah {q}")),
    ("KOPKAR", ("Koperasi Karyawan {q}", "Kopkar {n}")),
    ("KOPPAS", ("Koperasi Pedagang Pasar {q}", "Koppas {n}")),
    (
        "KOP",
        ("Koperasi Produsen {q}", "Koperasi Konsumen {n}", "Koperasi Jasa {q}", "Koperasi Pemasaran {n}"),
    ),
    ("KDMP", ("Koperasi Desa Merah Putih {v}", "Koperasi Kelurahan Merah Putih {v}")),
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class Cooperative:
    """A koperasi; `name` as its papers print it, `short` for letter numbers."""

    name: str
    short: str
    legal_number: str
    address: str
    phone: str
    place: Place


def legal_number(dice: Dice, kind: str) -> str:
    """A badan hukum number that no register holds: serials of 9xxx or the unit `.99`."""
    serial = dice.randint(9001, 9999)
    month = dice.choice(ROMAN)
    ministry = f"AHU-0{dice.randint(990001, 999999)}.AH.01.{dice.choice(('26', '29'))}"
    year = dice.randint(2019, 2025)
    old = (
        f"{serial}/BH/KWK.13/{month}/{dice.randint(1994, 1999)}",
        f"{serial}/BH/XVI.99/{month}/{dice.randint(2005, 2016)}",
        f"{serial}/BH/XVI.99/PAD/{month}/{dice.randint(2008, 2016)}",
        f"518.08/{serial}/BH/XVI.99/{dice.randint(2006, 2014)}",
        f"{serial}/BH/Tahun {dice.randint(2001, 2010)}",
        f"{serial}/BH/{month}/{dice.randint(1982, 1993)}",
    )
    new = (f"{ministry}.TAHUN {year}", f"{ministry}.Tahun {year}", ministry)
    return dice.choice(new) if kind == "KDMP" or dice.chance(0.45) else dice.choice(old)


def office_address(dice: Dice, place: Place) -> str:
    """Where a koperasi's office stands, on one line."""
    street, hamlet = title_case(dice.from_pool(names.STREETS)), title_case(dice.from_pool(names.HAMLETS))
    village, district = title_case(place.village), title_case(place.district)
    number = dice.randint(1, 300)
    return dice.choice(
        (
            f"Jl. {street} No. {number} {district} Jombang",
            f"Jl. {street} {number}, {village}, Kec. {district}, Kab. Jombang",
            f"Dsn. {hamlet} Ds. {village} Kec. {district} Kab. Jombang",
            f"Jalan {street} Nomor {number} Desa {village} Kecamatan {district} Kabupaten Jombang",
        )
    )


def make_cooperative(dice: Dice) -> Cooperative:
    """A new koperasi in Kabupaten Jombang."""
    kind, forms = dice.choice(KINDS)
    words = list(
        dict.fromkeys(dice.from_pool(names.COOPERATIVE_WORDS) for _ in range(dice.choices((2, 3), (3, 2))[0]))
    )
    name = " ".join(words)
    full = dice.choice(forms).format(q=f'"{name}"', n=name, v=dice.from_pool(names.INVENTED_VILLAGES))
    short = kind if kind == "KDMP" else f"{kind}-{''.join(word[0] for word in words)}"
    place = home(dice)
    phone = make_phone(dice) if dice.chance(0.5) else f"0321{dice.randint(850000, 899999)}"
    return Cooperative(full, short, legal_number(dice, kind), office_address(dice, place), phone, place)
