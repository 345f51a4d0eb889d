"""The requirement `surat_permohonan`: there, says who asks and what for, and is signed."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from models.case import Verdict
from models.document import Document
from models.doubt import Certainty, Judgement, certainty, is_sure
from models.name_forms import normalise_name
from models.similarity import NAME_MATCH, is_another_person, is_name_part, name_similarity
from models.word_sets import word_set
from models.wording import listed

EMPTY_WORDS = word_set("letter_check.empty")
"""A perihal or matter of such words alone does not say what for ("Mohon segera diproses")."""

SERVICE_WORDS = word_set("letter_check.services")
"""Words that name a service of the office: a perihal of them says what for only beside a statement."""

NEWS_WORDS = word_set("letter_check.news")
"""What letters are that answer, send or announce something, as the subject's first word."""

ASKING_WORDS, ANSWERED_WORDS = word_set("letter_check.asking"), word_set("letter_check.answered")
"""Words with which such a subject asks nevertheless ("Penyampaian Pengaduan"), unless behind one of
the second. Of 1,508 requests of the tune voices four have such a first word, each with one that asks."""

WITHDRAWING = word_set("letter_check.withdrawing")
WITHDRAWN = word_set("letter_check.withdrawn")
"""First and second word of a subject that takes back what was asked ("Pencabutan aduan")."""

MATTERS = ("perihal", "pokok_masalah")
"""Fields that say what for."""
SURE_TOGETHER = 0.95
"""Probability that one of the two is right, were they independent, from which the letter surely says what for
(tune bundles 43 -> 44 of 48 right, of 404 incomplete files still none called complete: docs/accuracy.md)."""

LIKELY_IDLE = 0.15
"""Probability that a letter asks for nothing from which a person looks at it: by weights that do not know the
writer 94 % of such letters, and 2 % of the voices' (docs/ranking.md, 7)."""

BETWEEN_TWO = "belum pasti siapa dari dua orang di dalamnya yang memohon"

_WORD = re.compile(r"[^\W\d_]+")
_TEMPLATE = re.compile(
    rf"[\[({{]\s*(?:{'|'.join(sorted(word_set('letter_check.instructions')))})\b", re.IGNORECASE
)
"""What a model letter says in brackets where the writer's own words belong."""


def judge_letter(
    letter: Document | None,
    *,
    is_applicant_known: bool = False,
    addressee_fault: str | None = None,
    holders: Sequence[str] = (),
) -> Judgement:
    """The verdict on the letter of a request.

    `addressee_fault`: what is said of a letter that is written to another office (models/addressee).

    `is_applicant_known`: the case's papers settle who asks though the name can't be read surely: the koperasi
    that it surely names, or the holder of a card whom it surely names or whose NIK it gives.
    `holders`: whose legible cards are in the file.
    """
    if letter is None:
        return Verdict.TIDAK_TERPENUHI, "Surat permohonan tidak ada dalam berkas."
    who = BETWEEN_TWO if _is_between_two(letter, holders) else None if is_applicant_known else _who(letter)
    guess = "belum pasti bahwa itu suratnya" if letter.known.is_guess else None
    torn = "tampaknya ada lembarnya yang tidak ikut" if letter.known.lacks_sheet else None
    faults = [fault for fault in (guess, torn, addressee_fault, who, _what(letter), _signed(letter)) if fault]
    if faults:
        return Verdict.PERLU_DIPERIKSA, f"Surat permohonan ada, tetapi {listed(faults)}."
    return Verdict.TERPENUHI, "Surat permohonan ada, menyebut pemohon dan maksudnya, serta ditandatangani."


def _is_between_two(letter: Document, holders: Sequence[str]) -> bool:
    """Whether it is open which of two persons asks, neither in an office: one is told in the letter, another
    one signs it, or a sheet of another letter lies behind. Whose card is in the file does not say so, but the
    letter does where it says that the other one writes or signs for somebody; and where each of them has a
    card of his own, there is all that is asked of either."""
    name = letter.field("pemohon_nama")
    if certainty(name) is not Certainty.DOUBTFUL or letter.text("pemohon_jabatan"):
        return False
    told = letter.text("pemohon_nama") or ""
    asking = {*letter.known.persons, *letter.known.may_ask} - {*letter.known.helping}
    others = {person for person in asking if is_another_person(told, person)}
    return bool(others) and not all(_has_card(person, holders) for person in (told, *others))


def _has_card(person: str, holders: Sequence[str]) -> bool:
    """Whether one of them is that person, or has all words of a name that was read in part."""
    is_long = len(set(normalise_name(person).split())) > 1
    return any(
        name_similarity(person, holder) >= NAME_MATCH or (is_long and is_name_part(person, holder))
        for holder in holders
    )


def _who(letter: Document) -> str | None:
    state = certainty(letter.field("pemohon_nama"))
    if state is Certainty.SURE or (state is Certainty.ABSENT and letter.known.persons):
        return None
    name = letter.text("pemohon_nama") or ""
    if any(name_similarity(name, person) >= NAME_MATCH for person in letter.known.persons):
        return None
    return (
        "nama pemohon tidak terbaca pasti" if state is Certainty.DOUBTFUL else "tidak menyebut nama pemohon"
    )


def _is_news(letter: Document) -> bool:
    """Whether the subject says that the letter answers ("atas permintaan data"), sends or announces
    something, and does not ask, or that it takes back what was asked."""
    words = [word.upper() for word in _WORD.findall(letter.text("perihal") or "")]
    if len(words) > 1 and words[0] in WITHDRAWING and words[1] in WITHDRAWN:
        return True
    asked = (word for before, word in pairwise(words) if before not in ANSWERED_WORDS)
    return bool(words) and words[0] in NEWS_WORDS and not ASKING_WORDS.intersection(asked)


def _what(letter: Document) -> str | None:
    if _is_news(letter):
        return "menurut perihalnya mengabarkan sesuatu dan belum tentu meminta"
    stated = letter.field("pokok_masalah")
    is_typed = is_sure(letter, "pokok_masalah") and stated.confidence == 1.0
    if letter.known.takes_back and not is_typed:
        return "menurut isinya mencabut yang pernah diajukan"
    if letter.known.is_voided and not is_typed:
        return "tampak dicoret atau dicap batal"
    if letter.known.idle >= LIKELY_IDLE and not is_typed:
        return "menurut isinya belum tentu meminta sesuatu"
    if is_template(letter.text("pokok_masalah") or ""):
        return "maksudnya masih berupa petunjuk pengisian"
    if letter.known.says_what is False and not is_typed:
        return "belum jelas menyebut maksudnya"
    if any(_says(letter, name) and is_sure(letter, name) for name in MATTERS) or _is_said_twice(letter):
        return None
    if letter.known.says_what and certainty(stated) is Certainty.DOUBTFUL:
        return None
    states = {certainty(letter.field(name)) for name in MATTERS}
    return "maksudnya tidak terbaca pasti" if Certainty.DOUBTFUL in states else "tidak menyebut maksudnya"


def _is_said_twice(letter: Document) -> bool:
    """Whether subject and statement both say something, and one of them is surely right though neither is."""
    said = [letter.field(name).confidence for name in MATTERS if _says(letter, name)]
    return len(said) > 1 and math.prod(1.0 - one for one in said) <= 1.0 - SURE_TOGETHER


def _says(letter: Document, name: str) -> bool:
    """Whether that field says what for. A statement that the reader found empty has no confidence at all."""
    stated = letter.field("pokok_masalah")
    is_empty = stated.value is not None and stated.needs_review and not stated.confidence
    return says_something(letter.text(name), EMPTY_WORDS | SERVICE_WORDS if is_empty else EMPTY_WORDS)


def _signed(letter: Document) -> str | None:
    field = letter.field("bertanda_tangan")
    if field.needs_review:
        return "tanda tangannya perlu dipastikan"
    return None if field.value is True else "belum ditandatangani"


def is_template(text: str) -> bool:
    """Whether a statement still holds what a model letter says where the writer's own words belong:
    `[uraikan permasalahan]`."""
    return bool(_TEMPLATE.search(text))


def says_something(text: str | None, empty: frozenset[str] = EMPTY_WORDS) -> bool:
    """Whether a perihal or a statement holds a word beyond the empty ones."""
    words = {word.upper() for word in _WORD.findall(text or "") if len(word) > 1}
    return bool(words - empty)
