"""The parts of the sample set: each maker fills one case and names its family."""

from collections.abc import Callable

import numpy as np

from models.document import Kind, PageRef
from samples import card_page, rules
from samples.bundle import CaseDraft, letter_fact, letter_pages
from samples.ktp_card import back, front
from samples.letters.families import families, write_letter
from samples.people import make_person
from samples.pixels import Pixels
from samples.splits import Level

Maker = Callable[[CaseDraft], str]


def _file_kind(case: CaseDraft) -> str:
    return case.dice.choices(("pdf", "jpg", "png", "tif"), (60, 25, 8, 7))[0]


def ktp(case: CaseDraft) -> str:
    """A KTP alone, in one of the forms people hand in."""
    dice, person = case.dice, make_person(case.dice, is_long=case.dice.chance(0.12))
    card = front(dice, person)
    file = case.new_file(_file_kind(case))
    form = dice.choices(("a4", "both_sides", "enlarged", "crop"), (52, 18, 8, 22))[0]
    page = _card_form(case, form, card.pixels, file.dpi)
    ref = case.scan(file, page)
    case.add(card.paper, [ref])
    case.knows(cards=(rules.CardFact(person.nik),))
    return f"ktp_{form}"


def _card_form(case: CaseDraft, form: str, card: Pixels, dpi: int) -> Pixels:
    dice = case.dice
    if form == "both_sides":
        return card_page.two_cards(dice, card, back(dice), dpi, case.level)
    if form == "enlarged":
        return card_page.enlarged(dice, card, dpi)
    return (
        card_page.cropped(dice, card) if form == "crop" else card_page.one_card(dice, card, dpi, case.level)
    )


def letters(case: CaseDraft) -> str:
    """A letter alone (so the identity is missing)."""
    dice = case.dice
    family = dice.choice(families(dice.split))
    letter = write_letter(dice, family, today=case.today, signed=dice.chance(0.9))
    if case.level is Level.CLEAN and dice.chance(0.3):
        file = case.new_file("pdf")
        file.sheets.extend(letter.sheets)
        refs = [PageRef(file=file.name, page=i) for i in range(1, len(letter.sheets) + 1)]
    else:
        file = case.new_file("pdf" if len(letter.sheets) > 1 else _file_kind(case))
        refs = letter_pages(case, letter, file)
    case.add(letter.paper, refs)
    case.knows(letter=letter_fact(letter))
    return family.name


def bundles(case: CaseDraft) -> str:
    """Letter and KTP of the applicant in one PDF."""
    dice = case.dice
    family = dice.choice(families(dice.split))
    person = make_person(dice)
    letter = write_letter(dice, family, today=case.today, applicant=person)
    card = front(dice, person)
    file = case.new_file("pdf")
    refs = letter_pages(case, letter, file)
    case.add(letter.paper, refs)
    if dice.chance(0.15):
        blank = np.full_like(card_page.blank_page(file.dpi), 252)
        case.add_kind(Kind.KOSONG, case.scan(file, blank))
    page = card_page.one_card(dice, card.pixels, file.dpi, case.level)
    case.add(card.paper, [case.scan(file, page)])
    case.knows(letter=letter_fact(letter), cards=(rules.CardFact(person.nik),))
    return f"surat_ktp:{family.name}"


PARTS: dict[str, Maker] = {"ktp": ktp, "letters": letters, "bundles": bundles}
