"""Training texts for the language pipeline: what letters say, with what is named in them marked.

Put together from the sentences and names of the sample letters (one split's half of each pool), in other
orders than any letter layout has, so that words are learnt and not places on a page.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from samples.cooperatives import make_cooperative
from samples.letters.facts import (
    FOUNDER_ROLES,
    KOPERASI_ROLES,
    LAWYER_ROLES,
    MEMBER_ROLES,
)
from samples.letters.topics import WORDING, Topic, background, topics
from samples.people import make_name, title_case
from samples.spelling import MONTHS, any_date, money
from samples.splits import Dice, half

COMPLAINT_SHARE = 0.25
"""Texts in the words of complaint letters: informal, short forms, Javanese."""
NOISE_SHARE = 0.3
"""Texts with a few letters misread, as OCR gives them."""

ROLES = (
    *KOPERASI_ROLES, *MEMBER_ROLES, *FOUNDER_ROLES, *LAWYER_ROLES, "bendahara", "mantan ketua", "manajer",
    "pengawas", "ketua koperasi", "petugas", "karyawan", "kepala cabang", "pemohon", "pelapor", "termohon",
    "terlapor", "Kepala Dinas", "petugas loket", "pengurus", "sekretaris",
)  # fmt: skip

FRAMES = (
    "Adapun pihak yang kami maksud adalah Sdr. {orang} selaku {peran} {kop}.",
    "Kami mengadukan {peran} {kop} atas nama {orang}.",
    "Yang bertanda tangan di bawah ini {orang}, {peran} {kop}.", "Nama saya {orang} alamat di Jombang.",
    "Hal ini sudah kami sampaikan kepada Bapak {orang} pada tanggal {tgl}.",
    "Uang sebesar {uang} diterima oleh {orang} pada {tgl}.", "Saya {orang}, anggota {kop} sejak {tgl}.",
    "Pinjaman sejumlah {uang} itu atas nama {orang}.",
    "Saudari {orang} ({peran}) tidak pernah menemui kami.",
    "Pengurus {kop} yaitu {orang} dan {orang} tidak hadir.",
    "Kuitansi tanggal {tgl} ditandatangani {orang}.",
    "{orang} sebagai {peran} berjanji mengembalikan {uang}.", "Ibu {orang} selaku {peran} sudah dihubungi.",
    "Pada tanggal {tgl} kami menyetor {uang} ke {kop}.", "Menurut {orang}, sisa uangnya tinggal {uang}.",
    "Surat ini dibuat oleh {orang} bertindak atas nama {kop}.",
    "Bpk {orang} dari {kop} datang menagih {uang}.", "Kami {kop} berkedudukan di Kabupaten Jombang.",
    "Terlapor: {orang}.", "Termohon: {kop}.", "Diwakili oleh {orang} dalam kedudukan selaku {peran}.",
)  # fmt: skip


@dataclass(frozen=True)
class Marked:
    """A text; `spans` (start, end, label); `service` and `topic` where they are known."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    service: str
    topic: str | None
    subject: str = ""
    body: str = ""


class _Writer:
    """Collects sentences and the places of what is named in them."""

    def __init__(self, dice: Dice, named: str, today: date) -> None:
        self.dice, self.named, self.today = dice, named, today
        self.text = ""
        self.spans: list[tuple[int, int, str]] = []

    def _value(self, key: str) -> tuple[str, str | None]:
        dice = self.dice
        past = self.today - timedelta(days=dice.randint(20, 1200))
        if key == "uang":
            return money(
                dice, dice.randint(8, 190) * dice.choice((5_000, 50_000, 250_000, 1_000_000))
            ), "UANG"
        if key == "orang":
            name = make_name(dice, dice.choice("LP"))
            return (name if dice.chance(0.25) else title_case(name)), "ORANG"
        if key == "peran":
            return dice.choice(ROLES), "PERAN"
        if key in ("tgl", "bulan"):
            month = f"{MONTHS[past.month - 1]} {past.year}"
            return (any_date(dice, past), "TANGGAL") if key == "tgl" else (month, "TANGGAL")
        if key == "kop":
            return self.named, None if self.named.startswith("koperasi") else "KOPERASI"
        plain = {
            "rek": "10.2231.553120",
            "anggota": "218",
            "n": str(dice.randint(2, 9)),
            "nik_kop": "3517012345678",
        }
        return plain.get(key, str(past.year) if key == "tahun" else dice.choice(ROLES)), None

    def add(self, sentence: str) -> None:
        """One sentence with its braces filled."""
        if self.text:
            self.text += " "
        for piece in sentence.replace("}", "{").split("{"):
            if piece.isidentifier() and "{" + piece + "}" in sentence:
                value, label = self._value(piece)
                if label:
                    self.spans.append((len(self.text), len(self.text) + len(value), label))
                self.text += value
            else:
                self.text += piece


@lru_cache(maxsize=1)
def _complaints() -> dict[str, Any]:
    return tomllib.loads((WORDING / "complaints.toml").read_text(encoding="utf-8"))


def marked(dice: Dice) -> Marked:
    """One text of a request or of a complaint."""
    made = _complaint(dice) if dice.chance(COMPLAINT_SHARE) else _request(dice)
    return _misread(dice, made) if dice.chance(NOISE_SHARE) else made


def _request(dice: Dice) -> Marked:
    topic: Topic = dice.choice(topics())
    asker = dice.choice(topic.askers)
    cooperative = make_cooperative(dice)
    writer = _Writer(dice, "koperasi kami" if asker == "koperasi" else cooperative.name, date(2026, 6, 1))
    writer.add(dice.from_pool(topic.perihal))
    if dice.chance(0.25):
        writer.text, writer.spans = "", []
    head = len(writer.text)
    sentences = [dice.from_pool(slot) for slot in topic.problem]
    pool = half(background()["koperasi" if asker == "koperasi" else "anggota"], dice.split)
    sentences += dice.sample(list(pool), min(len(pool), dice.randint(0, 2)))
    sentences += [dice.from_pool(FRAMES) for _ in range(dice.choices((0, 1, 2), (4, 4, 2))[0])]
    dice.shuffle(sentences)
    for sentence in (*sentences, dice.from_pool(topic.wish)):
        if sentence:
            writer.add(sentence)
    return Marked(
        writer.text,
        tuple(writer.spans),
        topic.service,
        topic.category,
        writer.text[:head],
        writer.text[head:],
    )


def _complaint(dice: Dice) -> Marked:
    about = dice.choice(("koperasi", "koperasi", "office"))
    words = _complaints()[about]
    writer = _Writer(dice, make_cooperative(dice).name, date(2026, 6, 1))
    for slot in words["problem"]:
        sentence = dice.from_pool(slot).replace("{siapa}", dice.choice(words.get("who", ["petugas"])))
        if sentence:
            writer.add(sentence)
        if about == "koperasi" and dice.chance(0.2):
            writer.add(dice.from_pool(FRAMES))
    service = "pengaduan" if about == "koperasi" else "pengaduan_layanan"
    return Marked(writer.text, tuple(writer.spans), service, None, "", writer.text)


_MISREAD = {"l": "1", "o": "0", "i": "l", "e": "c", "a": "o", "S": "5", "B": "8", "t": "f"}


def _misread(dice: Dice, made: Marked) -> Marked:
    """The same with letters outside the names misread at places of equal length, so that marks still fit."""
    letters = list(made.text)
    for at, char in enumerate(letters):
        if char in _MISREAD and dice.chance(0.02):
            letters[at] = _MISREAD[char]
    text = "".join(letters)
    text = text.lower() if dice.chance(0.15) else text
    head = len(made.subject)
    return Marked(text, made.spans, made.service, made.topic, text[:head], text[head:])
