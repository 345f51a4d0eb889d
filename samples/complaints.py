"""Complaint letters: handwritten on lined paper, on a printed form, typed; named or anonymous."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from models.document import Kind
from samples import complaint_shapes, fonts, rules
from samples.cooperatives import make_cooperative
from samples.flow import HAND_WIDER, Align, Flow
from samples.ink import BALLPOINT, signature
from samples.letters.topics import fill
from samples.people import Person, make_person, title_case
from samples.places import home
from samples.sheet import A4, F4, Pen, Rule, Sheet, Style, Text
from samples.spelling import any_date, phone
from samples.splits import Dice, Split
from samples.truth import Paper, Value

NOTEBOOK = (468.0, 605.0)
"""Buku tulis: 165 x 213 mm."""


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    path = Path(__file__).parent / "wording" / "complaints.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class ComplaintFamily:
    """How it is written: `hand` on lined paper, `form` (printed labels, handwriting), `typed`, `table`."""

    name: str
    split: Split
    look: str
    who_where: str


FAMILIES = (
    ComplaintFamily("tulis_tangan_bawah", Split.TUNE, "hand", "foot"),
    ComplaintFamily("tulis_tangan_atas", Split.TUNE, "hand", "head"),
    ComplaintFamily("formulir_kotak", Split.TUNE, "form", "form"),
    ComplaintFamily("ketik_singkat", Split.TUNE, "typed", "foot"),
    ComplaintFamily("ketik_identitas", Split.TUNE, "typed", "head"),
    ComplaintFamily("tulis_tangan_cerita", Split.TUNE, "hand", "story"),
    ComplaintFamily("tulis_tangan_polos", Split.TUNE, "hand", "bare"),
    ComplaintFamily("ketik_cerita", Split.TUNE, "typed", "story"),
    ComplaintFamily("ketik_polos", Split.TUNE, "typed", "bare"),
    ComplaintFamily("ketik_pengirim", Split.TUNE, "typed", "top"),
    ComplaintFamily("cetak_tabel", Split.TUNE, "table", "form"),
    ComplaintFamily("tulis_tangan_kalimat", Split.TEST, "hand", "prose"),
    ComplaintFamily("tulis_tangan_kaki", Split.TEST, "hand", "foot"),
    ComplaintFamily("formulir_aduan", Split.TEST, "form", "form"),
    ComplaintFamily("ketik_pelapor", Split.TEST, "typed", "head"),
    ComplaintFamily("ketik_kalimat", Split.TEST, "typed", "prose"),
)


@dataclass(frozen=True)
class Complaint:
    """A finished complaint letter."""

    sheets: tuple[Sheet, ...]
    paper: Paper
    fact: rules.ComplaintFact
    is_handwritten: bool


@dataclass(frozen=True)
class _Facts:
    person: Person
    address: str
    number: str
    shows: frozenset[str]
    about: str
    is_about_office: bool
    sentences: tuple[str, ...]
    day: date | None


def families(split: Split) -> tuple[ComplaintFamily, ...]:
    """The families of a split."""
    return tuple(family for family in FAMILIES if family.split is split)


def _plain_address(dice: Dice, person: Person) -> str:
    street, village = title_case(person.street), title_case(person.place.village)
    district = title_case(person.place.district)
    return dice.choice(
        (
            f"Ds. {village} Kec. {district}",
            f"{street} Ds. {village} Kec. {district}",
            f"{street} RT {int(person.rt)} RW {int(person.rw)} {village} {district}",
            f"Desa {village} RT {int(person.rt):02d} RW {int(person.rw):02d}, {district}",
        )
    )


def _facts(dice: Dice, today: date) -> _Facts:
    words = _words()
    person = make_person(dice, place=home(dice))
    is_about_office = dice.chance(0.35)
    part = words["office" if is_about_office else "koperasi"]
    about = dice.from_pool(part["who"]) if is_about_office else make_cooperative(dice).name
    sentences = []
    for slot in part["problem"]:
        text = fill(dice, dice.from_pool(slot).replace("{siapa}", about), about, today)
        sentences.append(text[:1].upper() + text[1:])
    kinds: tuple[tuple[str, ...], ...] = (
        ("name", "address", "phone"), ("name", "address"), ("name", "address", "nik", "phone"),
        ("name", "phone"), ("name",), (), ("phone",),
    )  # fmt: skip
    shows = frozenset(dice.choices(kinds, (30, 22, 8, 14, 8, 12, 6))[0])
    day = today - timedelta(days=dice.randint(0, 20)) if dice.chance(0.75) else None
    return _Facts(
        person, _plain_address(dice, person), phone(dice, person.phone), shows, about, is_about_office,
        tuple(s for s in sentences if s), day,
    )  # fmt: skip


class _Writer:
    """Writes one complaint and records what it put down."""

    def __init__(self, dice: Dice, family: ComplaintFamily, facts: _Facts) -> None:
        self.dice, self.family, self.facts = dice, family, facts
        self.values: dict[str, Value] = {"anonim": "name" not in facts.shows}
        self.pages_of: dict[str, int] = {}
        self.is_hand = family.look in ("hand", "form")
        self.flow = self._flow()
        self.name = dice.choice((facts.person.name, title_case(facts.person.name)))

    def _flow(self) -> Flow:
        dice = self.dice
        if not self.is_hand:
            style = Style(dice.choice(fonts.TYPED[dice.split]), dice.choice((11, 11.5, 12)))
            return Flow(
                style, dice.choice((A4, F4)), left=dice.uniform(60, 85), leading=dice.uniform(1.2, 1.6)
            )
        family = dice.choice(fonts.HANDWRITTEN[dice.split])
        ink = BALLPOINT[dice.choice(("blue", "blue", "dark", "black"))]
        style = Style(family, dice.uniform(14, 17), colour=ink, hand=True)
        size = A4 if self.family.look == "form" else dice.choice((A4, NOTEBOOK, F4))
        return Flow(style, size, left=dice.uniform(36, 60), right=54, top=48, leading=24 / style.size)

    def put(self, name: str, value: Value) -> None:
        """Record a field the moment it is printed; the first printing counts."""
        if name not in self.values:
            self.values[name] = value
            self.pages_of[name] = self.flow.page

    def rule_paper(self) -> None:
        """Printed lines at the writing's baselines, and often a red margin."""
        step, flow = self.flow.style.size * self.flow.leading, self.flow
        y = flow.top
        while self.family.look == "hand" and y < flow.size[1] - 20:
            flow.sheet.add(Rule(12, y + 3, flow.size[0] - 12, y + 3, 0.5, (150, 180, 215)))
            y += step
        if self.family.look == "hand" and self.dice.chance(0.5):
            x = flow.left - 8
            flow.sheet.add(Rule(x, 8, x, flow.size[1] - 8, 0.6, (220, 140, 140)))

    def date(self) -> None:
        """The date, when the writer gave one."""
        if self.facts.day:
            text = any_date(self.dice, self.facts.day)
            self.flow.line(f"Jombang, {text}" if self.dice.chance(0.7) else text, align="right")
            self.put("tanggal_surat", self.facts.day.isoformat())

    def who_rows(self) -> list[tuple[str, str]]:
        """Label and value rows of what the writer tells of himself."""
        facts, rows = self.facts, []
        for key, labels, field, value in (
            ("name", ("Nama", "Nama pelapor"), "pelapor_nama", self.name),
            ("nik", ("NIK", "No. KTP"), "pelapor_nik", facts.person.nik),
            ("address", ("Alamat", "Alamat rumah"), "pelapor_alamat", facts.address),
            ("phone", ("No. HP", "HP/WA", "Telp"), "pelapor_telepon", facts.number),
        ):
            if key in facts.shows:
                rows.append((self.dice.choice(labels), value))
                self.put(field, value)
        return rows

    def who_prose(self) -> str:
        """The same in a sentence."""
        facts, parts = self.facts, []
        if "name" in facts.shows:
            parts.append(f"Saya {self.name}")
            self.put("pelapor_nama", self.name)
        if "address" in facts.shows:
            parts.append(f"alamat {facts.address}")
            self.put("pelapor_alamat", facts.address)
        if "phone" in facts.shows:
            parts.append(f"{'HP' if parts else 'HP saya'} {facts.number}")
            self.put("pelapor_telepon", facts.number)
        return ", ".join(parts) + "." if parts else ""

    def who(self) -> complaint_shapes.Who:
        """What this writer tells of himself."""
        shows = self.facts.shows
        return complaint_shapes.Who(
            self.name if "name" in shows else None,
            self.facts.address if "address" in shows else None,
            self.facts.number if "phone" in shows else None,
        )

    def told(self, said: complaint_shapes.Said) -> None:
        """A paragraph that states fields."""
        text, fields = said
        if text:
            self.flow.paragraph(text, align="left")
            for field, value in fields.items():
                self.put(field, value)

    def matter(self, **where: Any) -> None:
        """The complaint itself."""
        text = " ".join(self.facts.sentences)
        align: Align = "left" if self.is_hand else "justify"
        self.flow.paragraph(text, first=0 if where else 20, align=align, **where)
        self.put("materi_pengaduan", text)
        self.put("terlapor", self.facts.about)

    def sign(self) -> None:
        """Signature and, at the foot, who writes."""
        dice, flow = self.dice, self.flow
        is_signed = dice.chance(0.75) if "name" in self.facts.shows else dice.chance(0.15)
        wide = flow.style.width(self.name) * (HAND_WIDER if self.is_hand else 1)
        x = max(
            flow.left, min(flow.left + (flow.edge - flow.left) * dice.uniform(0.5, 0.65), flow.edge - wide)
        )
        flow.gap(0.5)
        flow.line(dice.choice(("Hormat saya", "Pelapor", "Yang mengadu", "Hormat kami")), x=x)
        if is_signed:
            strokes = tuple(signature(dice, 80, 30))
            flow.sheet.add(Pen(x, flow.y + 6, strokes, 1.1, BALLPOINT[dice.choice(("blue", "black"))]))
        flow.y += 34
        if "name" in self.facts.shows:
            flow.line(self.name, x=x)
            self.put("pelapor_nama", self.name)
        else:
            flow.line(dice.from_pool(_words()["closing"]["anonymous"]), x=x)
        self.put("bertanda_tangan", is_signed)

    def finish(self) -> Complaint:
        """The letter with its truth."""
        shows = self.facts.shows
        fact = rules.ComplaintFact(
            "name" in shows, "address" in shows, "phone" in shows, True, self.facts.is_about_office
        )
        paper = Paper(Kind.SURAT_PENGADUAN, self.values, self.pages_of)
        return Complaint(tuple(self.flow.sheets), paper, fact, self.is_hand)


def write_complaint(dice: Dice, family: ComplaintFamily, today: date) -> Complaint:
    """A new complaint letter of the family."""
    writer = _Writer(dice, family, _facts(dice, today))
    shapes = {"form": _form, "table": _table}
    if family.look in shapes:
        shapes[family.look](writer)
    elif family.who_where in ("story", "bare", "top"):
        _plain(writer)
    else:
        _free(writer)
    return writer.finish()


def _free(writer: _Writer) -> None:
    """Date, greeting, who, what, closing, signature in the order of the family."""
    flow, dice, words = writer.flow, writer.dice, _words()
    writer.rule_paper()
    writer.date()
    flow.line(dice.from_pool(words["greeting"]))
    if writer.family.look == "typed" and dice.chance(0.6):
        flow.line(f"Perihal : {dice.choice(('Pengaduan', 'Keluhan', 'Pengaduan Masyarakat', 'Laporan'))}")
    if writer.family.who_where == "head":
        _pairs(writer, writer.who_rows())
    prose = writer.who_prose() if writer.family.who_where == "prose" else ""
    if prose:
        flow.paragraph(prose, align="left")
    writer.matter()
    if dice.chance(0.5):
        flow.paragraph(dice.from_pool(words["closing"]["formal"]), align="left")
    writer.sign()
    if writer.family.who_where == "foot":
        rows = [row for row in writer.who_rows() if row[1] != writer.name]
        _pairs(writer, rows)


def _pairs(writer: _Writer, rows: list[tuple[str, str]]) -> None:
    writer.flow.pairs(rows, tab=60)


def _form(writer: _Writer) -> None:
    """A printed form of the complaint box, filled in by hand."""
    flow, dice, hand = writer.flow, writer.dice, writer.flow.style
    printed = Style(dice.choice(fonts.TYPED[dice.split]), 11)
    titles = ("FORMULIR PENGADUAN DAN SARAN", "KOTAK ADUAN DAN SARAN", "LEMBAR PENGADUAN MASYARAKAT")
    flow.line(dice.choice(titles), style=printed.but(bold=True, size=13), align="centre")
    flow.line("Dinas Koperasi dan Usaha Mikro Kabupaten Jombang", style=printed, align="centre")
    flow.gap(0.4)
    rows = dict.fromkeys(("Nama", "NIK", "Alamat", "No. HP", "Tanggal", "Yang diadukan"), "")
    keys = {"Nama": "name", "NIK": "nik", "Alamat": "address", "No. HP": "phone"}
    values = {"name": writer.name, "nik": writer.facts.person.nik, "address": writer.facts.address,
              "phone": writer.facts.number}  # fmt: skip
    fields = {
        "name": "pelapor_nama",
        "nik": "pelapor_nik",
        "address": "pelapor_alamat",
        "phone": "pelapor_telepon",
    }
    for label, key in keys.items():
        if key in writer.facts.shows:
            rows[label] = values[key]
            writer.put(fields[key], values[key])
    if writer.facts.day:
        rows["Tanggal"] = any_date(dice, writer.facts.day)
        writer.put("tanggal_surat", writer.facts.day.isoformat())
    rows["Yang diadukan"] = writer.facts.about
    for label, value in rows.items():
        base = flow.y + hand.size * flow.leading
        flow.paragraph(value, x=flow.left + 100, align="left", style=hand)
        flow.sheet.add(Rule(flow.left + 100, flow.y + 4, flow.edge, flow.y + 4, 0.5))
        flow.sheet.add(Text(flow.left, base, label, printed), Text(flow.left + 90, base, ":", printed))
    flow.line("Isi pengaduan / saran :", style=printed)
    writer.matter()
    writer.sign()


def _plain(writer: _Writer) -> None:
    """A letter whose writer names himself without labels: at the top, in a sentence, or at the foot."""
    flow, dice, who, words = writer.flow, writer.dice, writer.who(), _words()
    writer.rule_paper()
    if writer.family.who_where == "top":
        for said in complaint_shapes.top(dice, who):
            writer.told(said)
    writer.date()
    for line in dice.choice(complaint_shapes.ADDRESSEES):
        flow.line(line)
    if dice.chance(0.4):
        flow.line(f"{dice.choice(('Hal', 'Perihal'))} : {dice.choice(('Pengaduan', 'Keluhan anggota'))}")
    flow.line(dice.choice(complaint_shapes.SALUTATIONS))
    is_story, is_late = writer.family.who_where == "story", dice.chance(0.25)
    if is_story and not is_late:
        writer.told(complaint_shapes.story(dice, who))
    writer.matter()
    if is_story and is_late:
        writer.told(complaint_shapes.story(dice, who))
    if dice.chance(0.5):
        flow.paragraph(dice.from_pool(words["closing"]["formal"]), align="left")
    writer.sign()
    if writer.family.who_where == "bare":
        for said in complaint_shapes.bare(dice, who):
            writer.told(said)


def _table(writer: _Writer) -> None:
    """A complaint taken down in a printed table (counter, web form), unsigned as often as signed."""
    flow, dice, facts = writer.flow, writer.dice, writer.facts
    flow.line(dice.choice(complaint_shapes.FORM_TITLES), style=flow.style.but(bold=True), align="centre")
    flow.gap(0.5)
    matter = " ".join(facts.sentences)
    values = {
        "name": ("pelapor_nama", writer.name), "nik": ("pelapor_nik", facts.person.nik),
        "address": ("pelapor_alamat", facts.address), "phone": ("pelapor_telepon", facts.number),
    }  # fmt: skip
    rows = []
    for key, (field, value) in values.items():
        if key in facts.shows:
            writer.put(field, value)
        rows.append((key, value if key in facts.shows else "-"))
    if facts.day:
        rows.append(("date", any_date(dice, facts.day)))
        writer.put("tanggal_surat", facts.day.isoformat())
    rows += [("about", facts.about), ("matter", matter)]
    writer.put("terlapor", facts.about)
    writer.put("materi_pengaduan", matter)
    cells = [(dice.choice(complaint_shapes.FORM_LABELS[key]), value) for key, value in rows]
    if dice.chance(0.5):
        flow.table(cells, (120, flow.edge - flow.left - 120), header=False)
    else:
        flow.pairs(cells, tab=120)
    if dice.chance(0.5):
        writer.sign()
    else:
        writer.put("bertanda_tangan", False)
