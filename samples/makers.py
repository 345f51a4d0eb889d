"""The parts of the sample set: each maker fills one case and returns the name of its family."""

from collections.abc import Callable

from models.case import Channel
from models.document import PageRef
from samples import bundles, card_page, complaints, institutions, overlays, rules
from samples.bundle import CaseDraft, letter_fact, letter_pages
from samples.cooperatives import make_cooperative
from samples.ktp_card import Card, back, front
from samples.ktp_old import old_front
from samples.letters.families import families, write_letter
from samples.people import make_person
from samples.raster import render
from samples.splits import Level

Maker = Callable[[CaseDraft], str]
FILE_KINDS = {"pdf": 60, "jpg": 25, "png": 8, "tif": 7}
COMPLAINT_CHANNELS = (
    Channel.WHATSAPP, Channel.LOKET, Channel.MEDIA_SOSIAL, Channel.SP4N_LAPOR, Channel.TELEPON, Channel.EMAIL,
)  # fmt: skip
CARD_FORMS = {"a4": 44, "both_sides": 16, "two_people": 8, "enlarged": 8, "crop": 16, "old": 8}
"""Shares of the forms in which people hand in a KTP."""
DIGITAL_SHARE = 0.3
"""Share of clean letters that were never printed."""


def _file_kind(case: CaseDraft) -> str:
    return case.dice.choices(list(FILE_KINDS), list(FILE_KINDS.values()))[0]


def ktp(case: CaseDraft) -> str:
    """A KTP alone, in one of the forms people hand in."""
    dice = case.dice
    form = dice.choices(list(CARD_FORMS), list(CARD_FORMS.values()))[0]
    person = make_person(dice, is_long=dice.chance(0.12))
    card = old_front(dice, person) if form == "old" else front(dice, person)
    file = case.new_file(_file_kind(case))
    cards = [card]
    if form == "two_people":
        cards.append(front(dice, make_person(dice)))
        page = card_page.two_cards(dice, card.pixels, cards[1].pixels, file.dpi, case.level)
    elif form == "both_sides":
        page = card_page.two_cards(dice, card.pixels, back(dice), file.dpi, case.level)
    elif form == "enlarged":
        page = card_page.enlarged(dice, card.pixels, file.dpi)
    elif form == "crop":
        page = card_page.cropped(dice, card.pixels)
    else:
        page = card_page.one_card(dice, card.pixels, file.dpi, case.level)
    if form not in ("crop", "enlarged"):
        overlays.on_card_page(dice, page, file.dpi, case.level)
    _cards_done(case, cards, case.scan(file, page))
    return f"ktp_{form}"


def _cards_done(case: CaseDraft, cards: list[Card], ref: PageRef) -> None:
    for card in cards:
        case.add(card.paper, [ref])
    case.knows(cards=tuple(rules.CardFact(card.person.nik) for card in cards))


def letters(case: CaseDraft) -> str:
    """A letter alone (so the identity is missing)."""
    dice = case.dice
    family = dice.choice(families(dice.split))
    letter = write_letter(dice, family, today=case.today, signed=dice.chance(0.9))
    if case.level is Level.CLEAN and not letter.is_handwritten and dice.chance(DIGITAL_SHARE):
        file = case.new_file("pdf")
        file.sheets.extend(letter.sheets)
        refs = [PageRef(file=file.name, page=i) for i in range(1, len(letter.sheets) + 1)]
    else:
        file = case.new_file("pdf" if len(letter.sheets) > 1 else _file_kind(case))
        refs = letter_pages(case, letter, file)
    case.add(letter.paper, refs)
    case.knows(letter=letter_fact(letter))
    return family.name


def complaint(case: CaseDraft) -> str:
    """A letter from the complaint box, or sent in by phone."""
    dice = case.dice
    family = dice.choice(complaints.families(dice.split))
    letter = complaints.write_complaint(dice, family, case.today)
    case.channel = dice.choice((Channel.KOTAK_ADUAN, Channel.KOTAK_ADUAN, *COMPLAINT_CHANNELS))
    case.is_handwritten = letter.is_handwritten
    file = case.new_file("pdf" if len(letter.sheets) > 1 else _file_kind(case))
    refs = [case.scan(file, render(sheet, file.dpi, dice)) for sheet in letter.sheets]
    case.add(letter.paper, refs)
    case.knows(complaint=letter.fact)
    return family.name


def institution(case: CaseDraft) -> str:
    """An institution's paper alone."""
    dice = case.dice
    kind = dice.choice(list(institutions.PAPERS))
    coop = make_cooperative(dice)
    sheet, paper = institutions.make_paper(dice, kind, coop)
    file = case.new_file(_file_kind(case))
    case.add(paper, [case.scan(file, render(sheet, file.dpi, dice))])
    case.knows(institutions=(rules.InstitutionFact(coop.name),))
    return f"lembaga_{kind}"


PARTS: dict[str, Maker] = {
    "ktp": ktp,
    "letters": letters,
    "complaints": complaint,
    "institutions": institution,
    "bundles": bundles.bundle,
}
