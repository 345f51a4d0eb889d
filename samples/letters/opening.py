"""The upper part of a letter: letterhead, number and date block, addressee."""

import re

from samples.flow import wrap
from samples.letters.draft import Draft
from samples.sheet import Picture, Rule, Style
from samples.spelling import any_date, phone
from samples.stamps import INKS, logo

LAW_FIRMS = (
    "Lembaga Bantuan Hukum Cahaya Keadilan",
    "Kantor Advokat Wira Dharma & Rekan",
    "LBH Pelita Rakyat",
    "Kantor Hukum Surya Nagari",
)
ATTACHMENTS = ("-", "1 (satu) berkas", "1 bendel", "2 lembar", "1 (satu) lembar", "satu berkas")
NATURES = ("Biasa", "Penting", "Segera", "-")


def letterhead(draft: Draft, kind: str) -> None:
    """The kop: `centred`, `logo`, `lined`, `firm` (law office), or `none`."""
    if kind == "none":
        return
    if kind == "firm":
        _firm_head(draft)
        return
    flow, coop, dice = draft.flow, draft.facts.cooperative, draft.dice
    name = coop.name.upper() if dice.chance(0.75) else coop.name
    left = flow.left
    if kind == "logo":
        colour = INKS[dice.choice(("blue", "red", "purple"))]
        flow.sheet.add(Picture(flow.left, flow.y + 4, 54, 54, logo(dice, colour)))
        flow.left += 62
    _head_lines(draft, name)
    flow.left = left
    flow.y = max(flow.y, flow.top + (62 if kind == "logo" else 0)) + 6
    flow.sheet.add(Rule(flow.left, flow.y, flow.edge, flow.y, dice.choice((1.0, 2.2))))
    if kind == "lined" or dice.chance(0.5):
        flow.sheet.add(Rule(flow.left, flow.y + 3, flow.edge, flow.y + 3, 0.6))
    flow.gap(0.8)


def _head_lines(draft: Draft, name: str) -> None:
    flow, coop, dice = draft.flow, draft.facts.cooperative, draft.dice
    big = flow.style.but(bold=True, size=flow.style.size + dice.choice((2, 3, 4)))
    small = flow.style.but(size=flow.style.size - 2)
    for line in wrap(name, big, flow.edge - flow.left, 0):
        flow.line(line, style=big, align="centre")
    draft.put("koperasi_nama", name)
    if dice.chance(0.8):
        label = dice.choice(
            ("Badan Hukum No. {}", "BH No. : {}", "Badan Hukum Nomor : {}", "No. BH. {}", "{}")
        )
        flow.line(label.format(coop.legal_number), style=small, align="centre")
        draft.put("koperasi_badan_hukum", coop.legal_number)
    intro = dice.choice(("", "Alamat : ", "Sekretariat : ", "Kantor : "))
    for line in wrap(intro + coop.address, small, flow.edge - flow.left, 0):
        flow.line(line, style=small, align="centre")
    draft.put("koperasi_alamat", coop.address)
    if dice.chance(0.6):
        number = phone(dice, coop.phone)
        flow.line(
            dice.choice(("Telp. {}", "Telp/WA : {}", "HP. {}")).format(number), style=small, align="centre"
        )


def _firm_head(draft: Draft) -> None:
    flow, dice = draft.flow, draft.dice
    firm = dice.from_pool(LAW_FIRMS)
    flow.line(firm.upper(), style=flow.style.but(bold=True, size=flow.style.size + 3), align="centre")
    small = flow.style.but(size=flow.style.size - 2, italic=True)
    flow.line("Advokat - Konsultan Hukum - Mediator", style=small, align="centre")
    flow.line(f"Jl. Ahmad Yani No. {dice.randint(1, 200)} Jombang", style=small, align="centre")
    flow.y += 6
    flow.sheet.add(Rule(flow.left, flow.y, flow.edge, flow.y, 1.6))
    flow.gap(0.8)


def _date_text(draft: Draft) -> str:
    """Place and date as printed; records both."""
    dice, facts = draft.dice, draft.facts
    has_place = dice.chance(0.93)
    draft.put("tanggal_surat", facts.day.isoformat())
    text = any_date(dice, facts.day)
    if not has_place:
        return text
    draft.put("tempat_surat", facts.place)
    return f"{facts.place}, {text}"


def _reference_rows(draft: Draft) -> list[tuple[str, str]]:
    dice, facts = draft.dice, draft.facts
    rows = []
    if facts.number or dice.chance(0.25):
        rows.append(("Nomor" if dice.chance(0.8) else "No.", facts.number or "-"))
        draft.put("nomor_surat", facts.number)
    if dice.chance(0.25):
        rows.append(("Sifat", dice.choice(NATURES)))
    if dice.chance(0.8):
        rows.append((dice.choice(("Lampiran", "Lamp.", "Lamp")), dice.choice(ATTACHMENTS)))
    rows.append((dice.choice(("Perihal", "Hal", "Hal", "Perihal")), draft.facts.subject))
    draft.put("perihal", facts.subject)
    return rows


def reference_block(draft: Draft, kind: str) -> None:
    """Number, attachments, subject and (mostly) the date: `beside`, `above`, `title`, `subject`, `plain`."""
    flow, dice = draft.flow, draft.dice
    if kind == "beside":
        top, right = flow.y, flow.right
        flow.line(_date_text(draft), align="right")
        flow.y, flow.right = top, right + 175
        flow.pairs(_reference_rows(draft), tab=62)
        flow.right = right
    elif kind == "above":
        flow.line(_date_text(draft), align="right")
        flow.gap(0.5)
        flow.pairs(_reference_rows(draft), tab=62)
    elif kind == "title":
        _title(draft)
    elif kind == "subject":
        style = flow.style.but(bold=True, underline=dice.chance(0.5))
        subject = draft.facts.subject.upper() if dice.chance(0.4) else draft.facts.subject
        for i, line in enumerate(wrap(f"{dice.choice(('Perihal', 'Hal'))} : {subject}", style, 400, 0)):
            flow.line(line, style=style, x=flow.left + (46 if i else 0))
        draft.put("perihal", subject)
    else:
        flow.line(_date_text(draft))
        flow.gap(0.5)
        flow.pairs(_reference_rows(draft), tab=62)
    flow.gap(0.8)


def _title(draft: Draft) -> None:
    """A centred heading, the subject below it, perhaps a number."""
    flow, dice = draft.flow, draft.dice
    head: Style = flow.style.but(bold=True, underline=True, size=flow.style.size + 1.5)
    flow.line(
        dice.choice(("SURAT PERMOHONAN", "PERMOHONAN FASILITASI", "S U R A T  P E R M O H O N A N")),
        style=head,
        align="centre",
    )
    if draft.facts.number:
        flow.line(f"Nomor : {draft.facts.number}", align="centre")
        draft.put("nomor_surat", draft.facts.number)
    flow.gap(0.4)
    flow.paragraph(f"{dice.choice(('Perihal', 'Hal'))} : {draft.facts.subject}", align="left")
    draft.put("perihal", draft.facts.subject)


COURTESY = re.compile(r"^(?:Bapak/Ibu|Bapak|Ibu) ")
"""Not part of the addressee: whoever else labelled such letters leaves it out (samples/outside)."""


def addressee(draft: Draft, kind: str) -> None:
    """Yth. ...: `left`, `right` (second half of the page) or `indented`."""
    flow, dice, office = draft.flow, draft.dice, draft.facts.office
    left = flow.left
    flow.left = {"left": left, "right": left + 230, "indented": left + 62}[kind]
    lead = dice.choice(("Yth.", "Kepada Yth.", "Kepada :", "Kepada", "Kepada Yth :"))
    if lead == "Yth." and dice.chance(0.6):
        flow.paragraph(f"Yth. {office}", align="left")
    else:
        flow.line(lead)
        start = f"Yth. {office}" if lead.startswith("Kepada") and "Yth" not in lead else office
        flow.paragraph(start, align="left", edge=min(flow.edge, flow.left + dice.choice((190, 230, 400))))
    draft.put("tujuan", COURTESY.sub("", office))
    where = dice.choice(("Jombang", "J o m b a n g", "Tempat", "JOMBANG", "tempat", "T e m p a t"))
    if dice.chance(0.5):
        flow.line(f"di {where}")
    else:
        flow.line(dice.choice(("di -", "di", "Di")))
        flow.line(where, x=flow.left + 24, style=flow.style.but(underline=dice.chance(0.3)))
    flow.left = left
    flow.gap(0.8)
