"""What handwritten training lines say: sentences of the corpus, people, places, numbers, and nonsense.

Only voices, names and pools that are not kept for scoring are used. A part is nonsense, and capital or small
letters are swapped now and then, so that the net learns letters before words.
"""

import bisect
import itertools
import re
import string
from collections.abc import Callable
from pathlib import Path

from extractors.engines.char_model import ALPHABET
from samples import names
from samples.people import make_person, title_case
from samples.places import anywhere
from samples.splits import Dice
from samples.voices.split import VOICES, held_out

LONGEST = 52
"""Characters of a line at most: a page's line of small writing."""

_TAG = re.compile(r"<[^<>\n]*>")
_MARKS = re.compile(r"\|\||¦|\[(?:ttd|stempel|materai)\]")
_PLAIN = str.maketrans({"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": ".", "½": "1"})
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
    "November", "Desember",
)  # fmt: skip
_SYLLABLES = [
    "ba",
    "ca",
    "da",
    "fa",
    "ga",
    "ha",
    "ja",
    "ka",
    "la",
    "ma",
    "na",
    "pa",
    "qu",
    "ra",
    "sa",
    "ta",
    "va",
    "wa",
    "xi",
    "ya",
    "za",
    "be",
    "ci",
    "du",
    "fo",
    "gi",
    "hu",
    "je",
    "ko",
    "li",
    "mu",
    "no",
    "pe",
    "ri",
    "so",
    "tu",
    "ve",
    "wi",
    "yo",
    "ze",
    "ng",
    "ny",
    "sy",
    "kh",
    "an",
    "is",
    "ur",
    "ek",
    "om",
    "al",
    "it",
    "ep",
    "ux",
    "oz",
]


def plain(line: str) -> str:
    """A line of a voice without marks of fields, in the alphabet's letters only."""
    bare = _MARKS.sub(" ", _TAG.sub("", line)).translate(_PLAIN)
    return " ".join("".join(char for char in bare if char in ALPHABET).split())


def voice_lines(folder: Path = VOICES, *, of_test: bool, without: frozenset[str] = frozenset()) -> list[str]:
    """Lines of letters of a folder's voices that may be learnt from (but for `without`), or of those held
    out; bare text."""
    lines: list[str] = []
    test = held_out(folder)
    for path in sorted(folder.glob("*.txt")):
        if path.stem not in without and (path.stem in test) is of_test:
            kept = (line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in "#@=")
            lines.extend(found for line in kept if len(found := plain(line)) > 1)
    return lines


class Texts:
    """Draws a text; `size` 0..1 lets lines grow from a word to a full line. `without`: voices not quoted."""

    def __init__(self, without: frozenset[str] = frozenset()) -> None:
        self._lines = [line.split() for line in voice_lines(of_test=False, without=without)]
        self._until = list(itertools.accumulate(len(words) for words in self._lines))

    def draw(self, dice: Dice, size: float) -> str:
        """A text of 1 to LONGEST characters."""
        longest = _length(dice, size)
        makers: tuple[tuple[Callable[[Dice], str], int], ...] = (
            (self._sentence, 46), (_number, 21), (_person, 18), (_nonsense, 15),
        )  # fmt: skip
        text = dice.choices([f for f, _ in makers], [share for _, share in makers])[0](dice)
        cut = _fitted(_cased(dice, plain(text)), longest, dice)
        return cut or "a"

    @staticmethod
    def invented(dice: Dice) -> str:
        """A number, a date, a name or an address of nobody."""
        return plain(dice.choice((_number, _person))(dice))

    def _sentence(self, dice: Dice) -> str:
        words = self._lines[bisect.bisect(self._until, dice.randrange(self._until[-1]))]
        start = dice.randint(0, max(0, len(words) - 2)) if dice.chance(0.7) else 0
        return " ".join(words[start : start + 14])


def _length(dice: Dice, size: float) -> int:
    """Characters wanted: short at first; later a third each of short, middling and full lines."""
    most = 8 + size * (LONGEST - 8)
    kind = dice.random()
    if kind < 0.3:
        return dice.randint(3, round(min(12, most)))
    return dice.randint(6, round(min(26, most))) if kind < 0.75 else round(most * dice.uniform(0.6, 1.0))


def _fitted(text: str, longest: int, dice: Dice) -> str:
    """Whole words that fit; a single longer word is cut."""
    words = text.split()
    kept = ""
    for word in words:
        if kept and len(kept) + 1 + len(word) > longest:
            break
        kept = f"{kept} {word}".strip()
    if len(kept) > LONGEST:
        start = dice.randint(0, len(kept) - LONGEST)
        kept = kept[start : start + LONGEST].strip()
    return kept


def _cased(dice: Dice, text: str) -> str:
    kind = dice.random()
    if kind < 0.13:
        return text.upper()
    if kind < 0.2:
        return text.lower()
    return title_case(text) if kind < 0.27 else text


def _digits(dice: Dice, count: int) -> str:
    return "".join(dice.choice(string.digits) for _ in range(count))


def _nik(dice: Dice) -> str:
    digits = make_person(dice).nik if dice.chance(0.6) else _digits(dice, 16)
    before = dice.choice(("", "", "NIK ", "NIK : ", "NIK: ", "No. KTP ", "nik "))
    if dice.chance(0.15):
        gaps = (digits[at : at + 4] for at in range(0, 16, 4))
        return before + dice.choice((" ", ".", "-")).join(gaps)
    return before + digits


def _phone(dice: Dice) -> str:
    digits = "08" + _digits(dice, dice.randint(8, 11))
    if dice.chance(0.4):
        digits = f"{digits[:4]}-{digits[4:8]}-{digits[8:]}" if dice.chance(0.7) else f"+62 {digits[1:]}"
    return dice.choice(("", "", "HP ", "No. HP ", "Telp. ", "WA ", "No HP : ", "Hp.", "tlp ")) + digits


def _date(dice: Dice) -> str:
    day, month, year = dice.randint(1, 31), dice.randint(1, 12), dice.randint(1950, 2031)
    name = MONTHS[month - 1]
    place = dice.choice(("", "", "Jombang, ", f"{title_case(anywhere(dice).city)}, ", "tgl "))
    return place + dice.choice((
        f"{day} {name} {year}", f"{day:02d} {name} {year}", f"{day}-{month}-{year}",
        f"{day:02d}-{month:02d}-{year}", f"{day}/{month}/{year % 100:02d}", f"{day:02d}/{month:02d}/{year}",
        f"{day} {name.lower()} {year}",
    ))  # fmt: skip


def _money(dice: Dice) -> str:
    amount = f"{dice.randint(1, 999) * dice.choice((500, 1000, 50_000, 1_000_000)):,}".replace(",", ".")
    return f"Rp{dice.choice(('', ' ', '. '))}{amount}{dice.choice(('', ',-', ',00', ',='))}"


def _mixture(dice: Dice) -> str:
    rt, rw, year = dice.randint(1, 30), dice.randint(1, 15), dice.randint(1990, 2031)
    office, month = dice.choice("ABKSPU") + dice.choice("DEKPU"), dice.choice(("I", "IV", "VII", "X", "XII"))
    return dice.choice((
        f"RT {rt:02d} RW {rw:02d}", f"RT.{rt}/RW.{rw}", f"{dice.randint(1, 999):03d}/{office}/{month}/{year}",
        f"No. {dice.randint(1, 300)}", f"{dice.randint(1, 99)} bln", f"{dice.randint(2, 900)} jt",
        _digits(dice, dice.randint(1, 9)), f"jam {dice.randint(0, 23):02d}.{dice.randint(0, 59):02d}",
        f"{dice.randint(1, 100)}%", f"thn {year}",
    ))  # fmt: skip


def _number(dice: Dice) -> str:
    return dice.choices((_nik, _phone, _date, _money, _mixture), (6, 4, 5, 3, 4))[0](dice)


def _person(dice: Dice) -> str:
    person = make_person(dice)
    place = person.place
    name, street = title_case(person.name), title_case(person.street)
    village, district = title_case(place.village), title_case(place.district)
    return dice.choice((
        name, name, person.name, f"Nama : {name}", f"Nama {name}",
        f"Alamat : {street} RT {person.rt} RW {person.rw}", f"{street} RT {person.rt}/RW {person.rw}",
        f"Desa {village} Kec. {district}", f"Ds. {village}, Kec. {district}",
        f"{village} {district}", f"Kab. {title_case(place.city)}", title_case(dice.from_pool(names.JOBS)),
        f"Koperasi {title_case(dice.from_pool(names.COOPERATIVE_WORDS))}", f"ttd {name}",
        f"Hormat saya, {name}",
        f"Sdr. {name} di {village}", f"bu {name.split()[0]} dan pak {title_case(make_person(dice).name)}",
    ))  # fmt: skip


def _nonsense(dice: Dice) -> str:
    kind = dice.randint(0, 2)
    if kind == 0:
        return " ".join(_word(dice) for _ in range(dice.randint(1, 5)))
    if kind == 1:
        pool = string.ascii_letters + string.digits + "QXVZJFYWGHKUBDPMN"
        return " ".join(
            "".join(dice.choice(pool) for _ in range(dice.randint(1, 7))) for _ in range(dice.randint(1, 5))
        )
    marks = dice.choice((".", ",", ":", ";", "-", "/", "!", "?", "'", '"', "(", ")", "&", "+", "%", "=", "@"))
    first, *rest = (_word(dice) for _ in range(5))
    return f"{first}{marks}{dice.choice((' ', ''))}{rest[0]} ({rest[1]}) {rest[2]}-{rest[3]}"


def _word(dice: Dice) -> str:
    made = "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(1, 4)))
    return dice.choice((made, made, made.capitalize(), made.upper()))
