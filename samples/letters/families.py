"""Families of letters: each is a layout with its askers and typefaces, in one split only."""

from dataclasses import dataclass
from datetime import date

from samples import fonts
from samples.flow import Flow
from samples.ink import BALLPOINT
from samples.letters import body, opening, signing
from samples.letters.draft import Draft, Letter
from samples.letters.facts import Facts, headed, make_facts, unsigned
from samples.paper import rule_sheet
from samples.people import Person
from samples.sheet import A4, F4, Style
from samples.splits import Dice, Split


@dataclass(frozen=True)
class LetterFamily:
    """How letters of this family are laid out; see the pieces for the words."""

    name: str
    split: Split
    askers: tuple[str, ...]
    head: str
    reference: str
    to: str
    identity: str
    matter: str
    sign: str
    date_below: bool = False
    machine: bool = False
    big: bool = False
    hand: bool = False


_TUNE, _TEST = Split.TUNE, Split.TEST
FAMILIES = (
    LetterFamily("kop_tengah", _TUNE, ("koperasi",), "centred", "beside", "right", "none", "prose", "right"),
    LetterFamily(
        "kop_logo_pengurus", _TUNE, ("koperasi",), "logo", "above", "left", "none", "points", "pair"
    ),
    LetterFamily("anggota_pasangan", _TUNE, ("member",), "none", "above", "left", "pairs", "prose", "right"),
    LetterFamily(
        "anggota_bernomor",
        _TUNE,
        ("member", "founders"),
        "none",
        "subject",
        "right",
        "numbered",
        "prose",
        "right",
        True,
    ),
    LetterFamily("anggota_kalimat", _TUNE, ("member",), "none", "plain", "left", "running", "prose", "right"),
    LetterFamily(
        "mesin_ketik",
        _TUNE,
        ("member", "koperasi"),
        "none",
        "above",
        "right",
        "pairs",
        "prose",
        "right",
        machine=True,
    ),
    LetterFamily(
        "kelompok_tabel", _TUNE, ("group",), "none", "above", "left", "group", "points", "list", big=True
    ),
    LetterFamily(
        "kuasa_hukum", _TUNE, ("kuasa",), "firm", "beside", "left", "two", "points", "right", big=True
    ),
    LetterFamily(
        "judul_tengah", _TUNE, ("member", "founders"), "none", "title", "left", "table", "rows", "right", True
    ),
    LetterFamily(
        "anggota_termohon", _TUNE, ("member",), "none", "above", "indented", "pairs", "rows", "centre"
    ),
    LetterFamily(
        "kop_ketua_identitas", _TUNE, ("koperasi",), "lined", "plain", "left", "pairs", "prose", "right"
    ),
    LetterFamily("data_koperasi", _TUNE, ("koperasi",), "none", "above", "left", "data", "prose", "pair"),
    LetterFamily("kop_data", _TUNE, ("koperasi",), "logo", "beside", "left", "data", "points", "right"),
    LetterFamily(
        "koperasi_berdata", _TEST, ("koperasi",), "centred", "subject", "left", "data", "prose", "pair", True
    ),
    LetterFamily(
        "tulis_tangan", _TUNE, ("member",), "none", "above", "left", "pairs", "prose", "right", hand=True
    ),
    LetterFamily(
        "tulis_tangan_bawah",
        _TEST,
        ("member",),
        "none",
        "subject",
        "left",
        "pairs",
        "prose",
        "right",
        True,
        hand=True,
    ),
    LetterFamily("kop_garis", _TEST, ("koperasi",), "lined", "above", "right", "none", "points", "pair"),
    LetterFamily("kop_kiri", _TEST, ("koperasi",), "centred", "plain", "left", "pairs", "prose", "left"),
    LetterFamily(
        "surat_pribadi",
        _TEST,
        ("member", "founders"),
        "none",
        "beside",
        "indented",
        "pairs",
        "prose",
        "right",
    ),
    LetterFamily(
        "perihal_tebal", _TEST, ("member",), "none", "subject", "left", "table", "points", "centre", True
    ),
    LetterFamily(
        "ketikan_kantor",
        _TEST,
        ("member", "koperasi"),
        "none",
        "beside",
        "right",
        "numbered",
        "prose",
        "right",
        machine=True,
    ),
    LetterFamily(
        "paguyuban", _TEST, ("group",), "none", "title", "right", "group", "prose", "list", True, big=True
    ),
    LetterFamily(
        "advokat", _TEST, ("kuasa",), "firm", "above", "indented", "two", "prose", "right", big=True
    ),
    LetterFamily("kalimat_termohon", _TEST, ("member",), "none", "above", "right", "running", "rows", "left"),
)


def families(split: Split) -> tuple[LetterFamily, ...]:
    """The families of a split."""
    return tuple(family for family in FAMILIES if family.split is split)


def _hand_flow(dice: Dice) -> Flow:
    """A pen on ruled folio."""
    ink = BALLPOINT[dice.choice(("blue", "dark", "black"))]
    style = Style(dice.choice(fonts.HANDWRITTEN[dice.split]), dice.uniform(13, 15), colour=ink, hand=True)
    return Flow(
        style, dice.choice((A4, F4)), left=dice.uniform(44, 64), right=64, top=44, leading=22 / style.size
    )


def _ruled(flow: Flow) -> None:
    """Printed lines under the writing of every page."""
    step = flow.style.size * flow.leading
    for sheet in flow.sheets:
        rule_sheet(sheet, flow.top, step)


def _flow(dice: Dice, family: LetterFamily) -> Flow:
    if family.hand:
        return _hand_flow(dice)
    pool = fonts.MACHINE if family.machine else fonts.TYPED
    size = dice.uniform(10.5, 12) if not family.big else dice.uniform(10, 11)
    return Flow(
        Style(dice.choice(pool[dice.split]), round(size * 2) / 2),
        dice.choice((A4, A4, F4)),
        left=dice.uniform(58, 88),
        right=dice.uniform(48, 76),
        top=dice.uniform(36, 64),
        leading=dice.uniform(1.15, 1.5 if not family.big else 1.3),
    )


def write_letter(
    dice: Dice, family: LetterFamily, *, today: date, applicant: Person | None = None, signed: bool = True
) -> Letter:
    """A new letter of the family, dated at most two weeks before `today`."""
    facts = make_facts(dice, dice.choice(family.askers), applicant=applicant, today=today)
    return lay_out(dice, family, facts if signed else unsigned(facts))


def lay_out(dice: Dice, family: LetterFamily, facts: Facts) -> Letter:
    """The letter, piece by piece from top to bottom."""
    facts = headed(dice, facts) if family.sign == "pair" else facts
    draft = Draft(_flow(dice, family), facts, dice)
    opening.letterhead(draft, family.head)
    opening.reference_block(draft, family.reference)
    opening.addressee(draft, family.to)
    body.greeting(draft)
    body.identity(draft, family.identity)
    body.matter(
        draft, "running" if family.identity == "running" and family.matter == "prose" else family.matter
    )
    body.closing(draft)
    date_here = family.date_below or "tanggal_surat" not in draft.values
    signing.sign(draft, family.sign, date_here=date_here)
    if family.hand:
        _ruled(draft.flow)
    else:
        signing.copies(draft)
    return draft.letter()
