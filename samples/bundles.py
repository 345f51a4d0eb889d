"""Cases of several papers, complete and not: letter and KTP in one PDF, in a folder, not matching ..."""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from models.document import Kind
from samples import card_page, institutions, overlays, rules
from samples.bundle import CaseDraft, FileDraft, letter_fact, letter_pages
from samples.ktp_card import Card, back, front
from samples.letters.draft import Letter
from samples.letters.families import families, write_letter
from samples.people import Person, make_person
from samples.pixels import Pixels, turned
from samples.raster import render
from samples.splits import Level
from samples.stamps import INKS, box_stamp

RUINED_WIDTH = 120
"""Pixels to which an unreadable card is squeezed: its letters are then 2 pixels high."""


def _letter(case: CaseDraft, person: Person, *, signed: bool = True) -> Letter:
    family = case.dice.choice(families(case.dice.split))
    return write_letter(case.dice, family, today=case.today, applicant=person, signed=signed)


def _add_letter(case: CaseDraft, letter: Letter, file: FileDraft) -> None:
    case.add(letter.paper, letter_pages(case, letter, file))
    case.knows(letter=letter_fact(letter))


def _add_card(case: CaseDraft, card: Card, file: FileDraft) -> None:
    dice = case.dice
    if dice.chance(0.25):
        page = card_page.two_cards(dice, card.pixels, back(dice), file.dpi, case.level)
    else:
        page = card_page.one_card(dice, card.pixels, file.dpi, case.level)
    overlays.on_card_page(dice, page, file.dpi, case.level)
    case.add(card.paper, [case.scan(file, page)])
    case.knows(cards=(*case.facts.cards, rules.CardFact(card.person.nik)))


def _blank(case: CaseDraft, file: FileDraft) -> None:
    page = np.full_like(card_page.blank_page(file.dpi), 252)
    case.add_kind(Kind.KOSONG, case.scan(file, page, turn=False))


def one_pdf(case: CaseDraft) -> None:
    """Letter, then KTP, in one PDF; now and then a blank page between, or the KTP first."""
    dice, person = case.dice, make_person(case.dice)
    letter, card = _letter(case, person), front(dice, person)
    file = case.new_file(dice.choice(("pdf", "pdf", "pdf", "tif")))
    is_card_first = dice.chance(0.15)
    if is_card_first:
        _add_card(case, card, file)
    _add_letter(case, letter, file)
    if dice.chance(0.2):
        _blank(case, file)
    if not is_card_first:
        _add_card(case, card, file)


def folder(case: CaseDraft) -> None:
    """Letter and KTP as two files of one folder."""
    dice, person = case.dice, make_person(case.dice)
    letter, card = _letter(case, person), front(dice, person)
    _add_letter(case, letter, case.new_file("pdf", "surat"))
    file = case.new_file(dice.choice(("jpg", "pdf", "png")), dice.choice(("ktp", "scan ktp", "IMG_0042")))
    if dice.chance(0.5):
        case.add(card.paper, [case.scan(file, card_page.cropped(dice, card.pixels))])
        case.knows(cards=(rules.CardFact(person.nik),))
    else:
        _add_card(case, card, file)


def card_below_letter(case: CaseDraft) -> None:
    """The KTP copied onto the lower end of the letter's last page; on its own page when there is no room."""
    dice, person = case.dice, make_person(case.dice)
    letter, card = _letter(case, person), front(dice, person)
    file = case.new_file("pdf")
    pages = [render(sheet, file.dpi, dice) for sheet in letter.sheets]
    rows = np.nonzero(pages[-1].min(axis=(1, 2)) < 200)[0]
    below = float(rows.max()) / pages[-1].shape[0] if len(rows) else 0.0
    fits = card_page.on_letter(dice, pages[-1], card.pixels, file.dpi, below)
    refs = [case.scan(file, page) for page in pages]
    case.is_handwritten = letter.is_handwritten
    case.add(letter.paper, refs)
    case.knows(letter=letter_fact(letter))
    if fits:
        case.add(card.paper, refs[-1:])
        case.knows(cards=(rules.CardFact(person.nik),))
    else:
        _add_card(case, card, file)


def with_institution(case: CaseDraft) -> None:
    """A koperasi's letter with a paper that identifies it, mostly the right koperasi's."""
    dice = case.dice
    makers = [family for family in families(dice.split) if "koperasi" in family.askers]
    letter = write_letter(dice, dice.choice(makers), today=case.today)
    file = case.new_file("pdf")
    _add_letter(case, letter, file)
    coop = letter.facts.cooperative
    if dice.chance(0.25):
        coop = _letter(case, make_person(dice)).facts.cooperative
    kind = dice.choice([k for k in institutions.PAPERS if k != "domisili"])
    sheet, paper = institutions.make_paper(dice, kind, coop)
    case.add(paper, [case.scan(file, render(sheet, file.dpi, dice))])
    case.knows(institutions=(rules.InstitutionFact(coop.name),))


def wrong_person(case: CaseDraft) -> None:
    """The KTP is of somebody whom the letter does not name."""
    dice = case.dice
    file = case.new_file("pdf")
    _add_letter(case, _letter(case, make_person(dice)), file)
    _add_card(case, front(dice, make_person(dice)), file)


def two_people(case: CaseDraft) -> None:
    """The applicant's card and a relative's on one page."""
    dice, person = case.dice, make_person(case.dice)
    file = case.new_file("pdf")
    _add_letter(case, _letter(case, person), file)
    cards = [front(dice, person), front(dice, make_person(dice))]
    dice.shuffle(cards)
    page = card_page.two_cards(dice, cards[0].pixels, cards[1].pixels, file.dpi, case.level)
    ref = case.scan(file, page)
    for card in cards:
        case.add(card.paper, [ref])
    case.knows(cards=tuple(rules.CardFact(card.person.nik) for card in cards))


def unreadable_card(case: CaseDraft) -> None:
    """A KTP copy that no person could read: squeezed until its letters are gone."""
    dice, person = case.dice, make_person(case.dice)
    file = case.new_file("pdf")
    _add_letter(case, _letter(case, person), file)
    card = front(dice, person)
    page = card_page.one_card(dice, _ruined(card.pixels), file.dpi, Level.CLEAN)
    paper = replace(card.paper, is_readable=False)
    case.add(paper, [case.scan(file, page)])
    case.knows(cards=(rules.CardFact(person.nik, is_legible=False),))


def _ruined(card: Pixels) -> Pixels:
    size = (RUINED_WIDTH, RUINED_WIDTH * card.shape[0] // card.shape[1])
    small = cv2.resize(card, size, interpolation=cv2.INTER_AREA)
    return np.asarray(
        cv2.resize(small, (card.shape[1], card.shape[0]), interpolation=cv2.INTER_CUBIC), dtype=np.uint8
    )


def unsigned(case: CaseDraft) -> None:
    """A letter without a signature, with the KTP."""
    dice, person = case.dice, make_person(case.dice)
    file = case.new_file("pdf")
    _add_letter(case, _letter(case, person, signed=False), file)
    _add_card(case, front(dice, person), file)


def no_card(case: CaseDraft) -> None:
    """A letter with an enclosure that is no identity."""
    dice = case.dice
    file = case.new_file("pdf")
    _add_letter(case, _letter(case, make_person(dice)), file)
    if dice.chance(0.5):
        case.add_kind(Kind.LAMPIRAN, case.scan(file, _receipt(case, file)))


def _receipt(case: CaseDraft, file: FileDraft) -> Pixels:
    """A page with a receipt-like stamp and handwriting: an enclosure."""
    page = card_page.blank_page(file.dpi)
    lines = ("KWITANSI", "TELAH TERIMA UANG", f"Rp. {case.dice.randint(1, 90)}00.000,-", "LUNAS")
    stamp = box_stamp(case.dice, lines, INKS["black"])
    share = page.shape[1] * 0.6 / stamp.shape[1]
    stamp = np.asarray(cv2.resize(stamp, None, fx=share, fy=share), dtype=np.uint8)
    top, left = round(page.shape[0] * 0.1), round(page.shape[1] * 0.2)
    page[top : top + stamp.shape[0], left : left + stamp.shape[1]] = stamp
    return page


def card_twice(case: CaseDraft) -> None:
    """The same KTP page scanned twice, the second time upside down; listed once, on both pages."""
    dice, person = case.dice, make_person(case.dice)
    file = case.new_file("pdf")
    _add_letter(case, _letter(case, person), file)
    card = front(dice, person)
    page = card_page.one_card(dice, card.pixels, file.dpi, case.level)
    first = case.scan(file, page, turn=False)
    second = case.scan(file, page, turn=False)
    file.pages[-1] = turned(file.pages[-1], 180)
    case.add(card.paper, [first, second.model_copy(update={"rotation": 180})])
    case.knows(cards=(rules.CardFact(person.nik),))


FORMS: dict[str, tuple[Callable[[CaseDraft], None], int]] = {
    "satu_pdf": (one_pdf, 26), "folder": (folder, 14), "ktp_di_surat": (card_below_letter, 10),
    "lembaga": (with_institution, 12), "ktp_lain": (wrong_person, 8), "dua_ktp": (two_people, 5),
    "ktp_rusak": (unreadable_card, 5), "tanpa_ttd": (unsigned, 7), "tanpa_ktp": (no_card, 9),
    "ktp_dobel": (card_twice, 4),
}  # fmt: skip
"""Forms of a case with their share."""


def bundle(case: CaseDraft) -> str:
    """One of the FORMS."""
    form = case.dice.choices(list(FORMS), [share for _, share in FORMS.values()])[0]
    FORMS[form][0](case)
    return f"berkas_{form}"
