"""The requirements of a complaint letter: who complains (`identitas_lengkap`), and of what
(`materi_pengaduan`); case-contract.md, "Requirements checked"."""

import re
from collections.abc import Mapping

from models.case import Verdict
from models.document import Document
from models.doubt import Certainty, Judgement, certainty
from models.field import ABSENT, Field
from models.home_address import home_certainty
from models.identity import is_same_nik
from models.letter_check import LIKELY_IDLE, is_template, says_something
from models.nik import nik_digits
from models.similarity import NAME_MATCH, name_similarity
from models.word_sets import word_set

NOBODY = word_set("complaint_check.nobody")
"""Words for whoever does not want to be named: a letter that ends with one names nobody there."""
NO_NAMES = NOBODY | word_set("complaint_check.no_names")
"""Words with which people sign who do not want to be named; a name of such words alone is none."""

REACHED, LEAST_REACH = ("pelapor_nik", "pelapor_alamat", "pelapor_telepon"), 0.25
"""What says where a complainant is found, and how likely it must be his: who gives it gives his name (of the
tune voices' 24 nameless complaints by hand none does, of 41 that are named and not signed 32 do)."""

SURELY_REACHED = 0.7
"""The same of somebody who surely has a name, however it was read: of 159 complaints by 80 voices at least so
likely (323 to 338, 355 to 418) all are named, of the 102 others 22 are not."""

LEAST_COMPLAINT_WORDS = 3
"""Fewer words than that (`Pengaduan`, `Mohon dibantu`) state no complaint."""

SURE_NAME, SIGNED_NAME = 0.83, 0.97
"""Probability of a name from which a complaint by hand that is neither signed nor says where its writer is
found surely names him, and how sure one that is signed does. Of the tune voices' 33 such ones 24 name nobody,
of the 208 signed ones none: a name is worth a small part of its odds there."""

HARDLY_NAMED = 0.3
"""The same of a complaint in print, wherever its writer is found: a stranger's of "Warga usaha kecil" had an
office's stamp for a name and the office's telephone."""
SUGGESTED = 0.1
"""Probability below which a signed letter's name is hardly suggested: a stranger's, signed "wargo" over a
scrawl, had the accused's post for one."""

ACCUSED = 0.5
"""Probability from which the one complained of is who he is said to be; of 186 complaints none surely names
its writer where the other side is so likely the same person (the likeliest .36)."""

STREET_WORDS = 3
"""Words and numbers of an address from which it is told by them."""
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W\d_]{3,}|\d+")
"""A word of a street's name, or a number."""


def judge_complainant(
    letter: Document | None,
    cards: list[Document],
    office_address: str = "",
    *,
    is_one_of_several: bool = False,
) -> Judgement:
    """Whether the letter says who complains: name and address. `cards`: KTPs lying in the same case;
    `office_address`: where nobody lives of whom a complaint says that it happened there; `is_one_of_several`:
    other persons' complaints lie beside it, and a KTP then is for the one whose it is."""
    if letter is None:
        return (
            Verdict.TIDAK_TERPENUHI,
            "Surat pengaduan yang memuat identitas pelapor tidak ada dalam berkas.",
        )
    anonymous = letter.field("anonim")
    if anonymous.value is True and not anonymous.needs_review:
        return Verdict.TIDAK_TERPENUHI, "Surat pengaduan tidak beridentitas (anonim)."
    name = certainty(letter.field("pelapor_nama"))
    if name is Certainty.ABSENT and not anonymous.needs_review:
        return Verdict.TIDAK_TERPENUHI, "Nama pelapor tidak tercantum dalam surat pengaduan."
    if name is Certainty.SURE and not is_a_name(letter.text("pelapor_nama") or ""):
        return Verdict.TIDAK_TERPENUHI, "Surat pengaduan tidak ditandai dengan nama orang."
    if _is_the_accused(letter):
        return Verdict.PERLU_DIPERIKSA, "Nama pelapor sama dengan nama pihak yang diadukan."
    is_known = name is Certainty.SURE or any(_is_borne_out(letter, card) for card in cards)
    letter = _without_the_office(letter, office_address)
    if is_one_of_several and cards and not any(_is_card_of(letter, card) for card in cards):
        return Verdict.PERLU_DIPERIKSA, "Ada pengaduan beberapa orang, sedangkan KTP pelapor ini tidak ada."
    return _judge_address(letter, cards, is_named=is_known and not anonymous.needs_review)


def _without_the_office(letter: Document, office_address: str) -> Document:
    """The letter without a home that has all words and numbers of the office's street; one with no word but
    the office's own is to be looked at: in a thread its post may say where it is."""
    said = (office_address.split(",", maxsplit=1)[0], office_address, letter.text("pelapor_alamat") or "")
    street, office, own = (set(_TOKEN.findall(text.upper())) for text in said)
    if street and street <= own:
        home = ABSENT
    elif len(own) >= STREET_WORDS and own <= office:
        home = letter.field("pelapor_alamat").model_copy(update={"needs_review": True})
    else:
        return letter
    return letter.model_copy(update={"fields": {**letter.fields, "pelapor_alamat": home}})


def _is_the_accused(letter: Document) -> bool:
    """Whether the name that was read of the complainant is likely the other side's."""
    accused = letter.field("terlapor")
    likeness = name_similarity(letter.text("pelapor_nama") or "", letter.text("terlapor") or "")
    return accused.confidence >= ACCUSED and likeness >= NAME_MATCH


def _judge_address(letter: Document, cards: list[Document], *, is_named: bool) -> Judgement:
    """Somebody may be named; is it known where he lives? `is_named`: the name is surely read."""
    address = home_certainty(letter.field("pelapor_alamat"))
    reached = [certainty(letter.field(name)) for name in ("pelapor_telepon", "pelapor_nik")]
    has_card = any(_is_card_of(letter, card) for card in cards)
    if {address, *reached} == {Certainty.ABSENT} and not has_card:
        return (
            Verdict.TIDAK_TERPENUHI,
            "Alamat dan nomor telepon pelapor tidak tercantum dalam surat pengaduan.",
        )
    if not is_named:
        return Verdict.PERLU_DIPERIKSA, "Nama pelapor pada surat pengaduan tidak terbaca dengan pasti."
    if address is Certainty.SURE:
        return Verdict.TERPENUHI, "Nama dan alamat pelapor tercantum dalam surat pengaduan."
    if has_card:
        return Verdict.TERPENUHI, "Nama pelapor tercantum dalam surat, alamatnya pada KTP yang dilampirkan."
    return Verdict.PERLU_DIPERIKSA, _what_is_missing(address, reached)


def _what_is_missing(address: Certainty, reached: list[Certainty]) -> str:
    if address is Certainty.DOUBTFUL:
        return "Nama pelapor ada, tetapi alamatnya tidak terbaca dengan pasti atau tidak lengkap."
    if reached[0] is not Certainty.ABSENT:
        return "Pelapor hanya mencantumkan nama dan nomor telepon, tanpa alamat."
    return "Pelapor hanya mencantumkan nama dan NIK, tanpa alamat."


def judge_complaint(letter: Document | None, addressee_fault: str | None = None) -> Judgement:
    """Whether the complaint is stated. `addressee_fault`: what is said of one that is written to another
    office (models/addressee)."""
    if letter is None:
        return Verdict.TIDAK_TERPENUHI, "Surat pengaduan tidak ada dalam berkas."
    state = certainty(letter.field("materi_pengaduan"))
    if state is Certainty.ABSENT:
        return Verdict.TIDAK_TERPENUHI, "Materi pengaduan tidak tercantum dalam surat."
    if (state is Certainty.DOUBTFUL and not letter.known.says_what) or letter.known.is_guess:
        return Verdict.PERLU_DIPERIKSA, "Materi pengaduan ada, tetapi tidak terbaca dengan pasti."
    if letter.known.takes_back:
        return Verdict.PERLU_DIPERIKSA, "Surat itu menurut isinya mencabut pengaduan."
    if letter.known.is_voided:
        return Verdict.PERLU_DIPERIKSA, "Surat itu tampak dicoret atau dicap batal."
    if letter.known.lacks_sheet:
        return Verdict.PERLU_DIPERIKSA, "Surat pengaduan ada, tetapi tampaknya ada lembarnya yang tidak ikut."
    if letter.known.idle >= LIKELY_IDLE:
        return Verdict.PERLU_DIPERIKSA, "Surat itu menurut isinya belum tentu mengadukan sesuatu."
    if addressee_fault:
        return Verdict.PERLU_DIPERIKSA, f"Surat pengaduan ada, tetapi {addressee_fault}."
    told = letter.text("materi_pengaduan") or ""
    if letter.known.says_what is False:
        return Verdict.PERLU_DIPERIKSA, "Surat itu belum jelas menyebut apa yang diadukan."
    if is_template(told):
        return Verdict.PERLU_DIPERIKSA, "Materi pengaduan masih berupa petunjuk pengisian."
    if len(_WORD.findall(told)) < LEAST_COMPLAINT_WORDS or not says_something(told):
        return Verdict.PERLU_DIPERIKSA, "Materi pengaduan terlalu singkat untuk dipahami."
    return Verdict.TERPENUHI, "Materi pengaduan tercantum dalam surat."


def is_a_name(text: str) -> bool:
    """Whether the text names a person: `Warga Desa` and `NN` do not."""
    words = {word.upper() for word in _WORD.findall(text)}
    return bool(words - NO_NAMES)


def unsigned(signed: Field, nameless: Field) -> Field:
    """`bertanda_tangan` beside `anonim`: surely not signed where it surely names nobody and shows no
    signature. Who hides his name does not sign (none of 21 such letters by hand of the tune voices)."""
    if nameless.value is not True or nameless.needs_review or signed.value is not False:
        return signed
    sure = max(signed.confidence, nameless.confidence)
    return signed.model_copy(update={"needs_review": False, "confidence": sure})


def anonymous(fields: Mapping[str, Field], *, is_written: bool = False) -> Field:
    """`anonim` of a complaint's fields: whether nobody is named, as sure as the name or that there is none; a
    person looks where somebody says where he is found and gives no name.
    A name that is only suggested is rather none (so of 14 of 18 complaints by hand, tune voices), but for who
    surely says where he is found. By hand (`is_written`) who signs has a name, were it only suggested; who
    neither signs nor is found may have none."""
    name, signed = fields["pelapor_nama"], fields["bertanda_tangan"]
    ways = [fields[way] for way in REACHED if fields[way].value]
    reach = max((way.confidence for way in ways), default=0.0)
    is_named = isinstance(name.value, str) and is_a_name(name.value)
    is_signed = signed.value is True and not signed.needs_review
    if is_named and ((is_written and is_signed) or reach >= SURELY_REACHED):
        sure = max(name.confidence, SIGNED_NAME)
        is_hardly = name.confidence < (SUGGESTED if is_written else HARDLY_NAMED)
        is_scrawl = is_hardly and (reach < LEAST_REACH or not is_written)
        return name.model_copy(update={"value": False, "confidence": sure, "needs_review": is_scrawl})
    if is_named and name.needs_review:
        return name.model_copy(update={"value": True, "confidence": 1.0 - name.confidence})
    is_reached = reach >= LEAST_REACH
    is_open = is_written and not is_reached and name.confidence < SURE_NAME
    is_doubtful = name.needs_review or (is_open if is_named else is_reached)
    return name.model_copy(update={"value": not is_named, "needs_review": is_doubtful})


def as_named(letter: Document) -> Document:
    """A document; a complaint whose name is shown in the end, and has a word of those who hide theirs
    (`Warga Mojokrapak`) or is the accused's, may be anonymous."""
    nameless, name = letter.field("anonim"), letter.field("pelapor_nama")
    words = {word.upper() for word in _WORD.findall(letter.text("pelapor_nama") or "")}
    is_odd = bool(words & NO_NAMES) or _is_the_accused(letter)
    if nameless.value is not False or not name.needs_review or not is_odd:
        return letter
    fields = {**letter.fields, "anonim": nameless.model_copy(update={"needs_review": True})}
    return letter.model_copy(update={"fields": fields})


def _is_borne_out(letter: Document, card: Document) -> bool:
    """Whether a card with the complainant's own NIK, surely read on both, bears the suggested name."""
    likeness = name_similarity(letter.text("pelapor_nama") or "", card.text("nama") or "")
    return is_same_nik(letter, "pelapor_nik", card) and likeness >= NAME_MATCH


def _is_card_of(letter: Document, card: Document) -> bool:
    """Whether the card tells where the complainant lives: his name, the NIK if the letter gives one, and an
    address surely read."""
    likeness = name_similarity(letter.text("pelapor_nama") or "", card.text("nama") or "")
    nik = nik_digits(letter.text("pelapor_nik") or "")
    is_other = bool(nik) and nik != nik_digits(card.text("nik") or "")
    is_home = home_certainty(card.field("alamat")) is Certainty.SURE
    return is_home and likeness >= NAME_MATCH and not is_other
