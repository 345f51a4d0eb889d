"""The foot of a letter: date if not above, signatures, stamps, duty stamp, copies."""

from samples.ink import BALLPOINT, signature
from samples.letters.draft import Draft
from samples.people import Person
from samples.pixels import Colour
from samples.sheet import Pen, Picture, Style
from samples.spelling import any_date, phone
from samples.stamps import INKS, duty_stamp, oval_stamp, round_stamp

OPENINGS = ("Hormat kami,", "Hormat saya,", "Pemohon,", "Yang memohon,", "Kami yang memohon,", "Hormat Kami")
SIGN_WIDTH, SIGN_HEIGHT = 95.0, 42.0
STAMP_SIDE = (82.0, 104.0)
BELOW_SHARE = 0.3
SMALLEST = 8.0
"""Names below a signature are set smaller until they fit, but not below this size."""


def sign(draft: Draft, kind: str, *, date_here: bool) -> None:
    """`right`, `left`, `pair` (Ketua and Sekretaris), `centre` or `list` (a group signs in rows)."""
    flow, facts, dice = draft.flow, draft.facts, draft.dice
    flow.need(120 if kind != "list" else 60)
    width = flow.edge - flow.left
    x = {"right": flow.left + width * 0.6, "left": flow.left, "pair": flow.left + width * 0.62}.get(
        kind, flow.left + width * 0.36
    )
    if date_here:
        draft.put("tanggal_surat", facts.day.isoformat())
        draft.put("tempat_surat", facts.place)
        flow.line(f"{facts.place}, {any_date(dice, facts.day)}", x=x)
    if kind == "list":
        _list(draft)
        return
    if kind == "pair":
        if facts.asker == "koperasi":
            flow.line(f"Pengurus {facts.cooperative.name}", align="centre")
        top, far = flow.y, flow.left + 24
        x, far = (x, far) if dice.chance(0.5) else (far, x)
        _block(draft, far, facts.partner, "Sekretaris", stamped=False)
        flow.y = top
    _block(draft, x, facts.signer, _title(draft), stamped=facts.is_stamped)
    draft.put("bertanda_tangan", facts.is_signed)
    draft.put("berstempel", facts.is_stamped)


def _title(draft: Draft) -> str:
    facts = draft.facts
    if facts.asker == "kuasa":
        return draft.dice.choice(("Kuasa Hukum,", "Penerima Kuasa,", "Hormat kami, Kuasa Pemohon"))
    if facts.asker == "koperasi":
        draft.put("pemohon_jabatan", facts.role)
        return str(facts.role)
    return draft.dice.from_pool(OPENINGS)


def _block(draft: Draft, x: float, person: Person, title: str, *, stamped: bool) -> None:
    """Title, room for the signature, name; ink where the letter is signed."""
    flow, facts, dice = draft.flow, draft.facts, draft.dice
    style = flow.style
    flow.line(title, x=x, style=style)
    top = flow.y
    flow.y += dice.uniform(46, 60)
    has_duty = dice.chance(0.15) and facts.asker != "koperasi"
    if has_duty:
        flow.sheet.add(Picture(x - 8, top + 6, 36, 43, duty_stamp(dice), "cover"))
    name = dice.choice(("{}", "{}", "( {} )", "({})")).format(person.name)
    name_style = style.but(underline=dice.chance(0.4), bold=dice.chance(0.3))
    room = min(
        flow.edge + 24 - x, flow.left + (flow.edge - flow.left) * 0.6 - x if x < flow.left + 60 else 999
    )
    while name_style.width(name) > room and name_style.size > SMALLEST:
        name_style = name_style.but(size=name_style.size - 0.5)
    flow.line(name, x=x, style=name_style)
    if person is facts.applicant:
        draft.put("pemohon_nama", person.name)
    if person is facts.applicant:
        _below_name(draft, x)
    if facts.is_signed:
        _ink(draft, x, top, style)
    if stamped:
        _stamp(draft, x, top)


def _below_name(draft: Draft, x: float) -> None:
    """A telephone number or NIK under the name, when the letter has not given it yet."""
    dice, flow, person = draft.dice, draft.flow, draft.facts.applicant
    if "pemohon_telepon" not in draft.values and dice.chance(BELOW_SHARE):
        number = phone(dice, person.phone)
        flow.line(dice.choice(("HP. {}", "No. HP {}", "WA {}", "Telp. {}")).format(number), x=x)
        draft.put("pemohon_telepon", number)
    if "pemohon_nik" not in draft.values and dice.chance(BELOW_SHARE / 2):
        flow.line(f"NIK. {person.nik}", x=x)
        draft.put("pemohon_nik", person.nik)


def _ink(draft: Draft, x: float, top: float, style: Style) -> None:
    dice = draft.dice
    colour: Colour = BALLPOINT[dice.choice(("blue", "blue", "black", "dark"))]
    strokes = tuple(
        signature(dice, SIGN_WIDTH * dice.uniform(0.7, 1.1), SIGN_HEIGHT * dice.uniform(0.7, 1.1))
    )
    draft.flow.sheet.add(
        Pen(x + dice.uniform(-8, 18), top + dice.uniform(4, 14), strokes, dice.uniform(0.8, 1.6), colour)
    )


def _stamp(draft: Draft, x: float, top: float) -> None:
    dice, facts = draft.dice, draft.facts
    colour = INKS[dice.choice(("blue", "purple", "purple", "black", "blue"))]
    name = "LBH" if facts.asker == "kuasa" else facts.cooperative.name
    side = dice.uniform(*STAMP_SIDE)
    if dice.chance(0.75):
        picture, height = round_stamp(dice, name, "Jombang", colour), side
    else:
        picture, height = oval_stamp(dice, name, "Jombang", colour), side * 0.64
    draft.flow.sheet.add(
        Picture(x - side * dice.uniform(0.3, 0.75), top - dice.uniform(0, 18), side, height, picture)
    )


def _list(draft: Draft) -> None:
    """Everybody of the group signs beside the name."""
    flow, facts, dice = draft.flow, draft.facts, draft.dice
    flow.line(dice.choice(("Hormat kami, para pemohon :", "Kami yang memohon :")))
    for i, person in enumerate((facts.applicant, *facts.group[:4]), 1):
        flow.need(26)
        flow.y += 6
        flow.line(f"{i}. {person.name}", x=flow.left + 10)
        flow.line(f"{i}. ....................", x=flow.left + 280) if not facts.is_signed else None
        if facts.is_signed:
            strokes = tuple(signature(dice, 60, 20))
            flow.sheet.add(
                Pen(flow.left + 290, flow.y - 14, strokes, 1.0, BALLPOINT[dice.choice(("blue", "black"))])
            )
    draft.put("pemohon_nama", facts.applicant.name)
    draft.put("bertanda_tangan", facts.is_signed)
    draft.put("berstempel", False)


def copies(draft: Draft) -> None:
    """Tembusan, now and then."""
    flow, dice = draft.flow, draft.dice
    if not dice.chance(0.25) or not flow.room(60):
        return
    small = flow.style.but(size=flow.style.size - 1.5)
    flow.gap(0.6)
    flow.line("Tembusan :", style=small)
    for i, who in enumerate(("Bupati Jombang", "Arsip"), 1):
        flow.line(f"{i}. {who}", style=small)
