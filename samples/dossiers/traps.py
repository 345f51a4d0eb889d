"""Files of a case, most of them with one trap: which papers lie in it, and what may be said of it.

A file is complete when a signed request to this office says who asks and what for, and a legible KTP of its
applicant (or a paper of its koperasi) lies beside it. Each trap breaks that in one way.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from models.case import CompletenessStatus
from models.document import Kind
from samples.bundle import CaseDraft
from samples.dossiers import changes, identities
from samples.people import Person
from samples.splits import Dice, Split
from samples.voices.tagged import Letter, Voice
from samples.voices.truth import truth_of

FULL, LOOK, NO = (
    CompletenessStatus.LENGKAP, CompletenessStatus.PERLU_DIPERIKSA, CompletenessStatus.TIDAK_LENGKAP,
)  # fmt: skip
OPEN = frozenset({LOOK, NO})
THUMB = "jempol"
SHEET_MISSING = "lembar_kurang"
LEAST_NAME = 2
"""Words that a name needs to tell its bearer from others."""


@dataclass(frozen=True)
class LetterPart:
    """A letter of a voice, `is_changed` or as it is; `first_only`: its last sheet is missing."""

    voice: Voice
    letter: Letter
    index: int
    is_changed: bool = False
    first_only: bool = False


@dataclass(frozen=True)
class DrawnPart:
    """Another paper; `key` names it, the same key is the same paper."""

    key: str
    draw: Callable[[CaseDraft], None]


Part = LetterPart | DrawnPart


@dataclass(frozen=True)
class Dossier:
    """A file of a case: its papers, and the statuses that may be said of it."""

    name: str
    trap: str
    parts: tuple[Part, ...]
    allowed: frozenset[CompletenessStatus]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return FULL in self.allowed


@dataclass(frozen=True)
class Applicant:
    """A signed request by one who tells his name, with a person that could be its writer."""

    voice: Voice
    letter: Letter
    index: int
    person: Person
    cooperative: str
    seat: str | None
    has_stamp: bool
    has_nik: bool

    def sent(self) -> LetterPart:
        """The letter as it is."""
        return LetterPart(self.voice, self.letter, self.index)

    def changed(self, letter: Letter) -> LetterPart:
        """The letter with something changed."""
        return LetterPart(self.voice, letter, self.index, is_changed=True)

    def card(self) -> DrawnPart:
        """The applicant's KTP."""
        return DrawnPart(f"ktp-{self.letter.id}", lambda case: identities.draw_card(case, self.person))


def applicants(voices: Sequence[Voice], split: Split) -> tuple[Applicant, ...]:
    """All writers of signed, typed requests who tell a name of at least LEAST_NAME words."""
    return tuple(
        found
        for number, voice in enumerate(voices)
        for index, letter in enumerate(voice.letters)
        if (found := _applicant(voice, letter, number + index, split)) is not None
    )


def _applicant(voice: Voice, letter: Letter, index: int, split: Split) -> Applicant | None:
    values = truth_of(letter).values
    name, nik = values.get("pemohon_nama"), values.get("pemohon_nik")
    is_plain = letter.kind is Kind.SURAT_PERMOHONAN and "ttd" in letter.flags and "tangan" not in letter.flags
    if not is_plain or not isinstance(name, str) or THUMB in letter.source:
        return None
    if len(identities.card_name(name).split()) < LEAST_NAME or not values.get("tujuan"):
        return None
    person = identities.person_of(name, str(nik) if nik else None, Dice(f"pemohon/{letter.id}", split))
    cooperative = str(values.get("koperasi_nama") or "Koperasi")
    seat = values.get("koperasi_alamat")
    is_own = "stempel" in letter.flags and "@kop" in letter.source and "koperasi_nama" in values
    return Applicant(
        voice, letter, index, person, cooperative, str(seat) if seat else None, is_own, bool(nik)
    )


Trap = Callable[[Applicant, Applicant, Dice], tuple[Part, ...]]
"""The papers of a file from an applicant and another person."""


def _drawn(one: Applicant, name: str, draw: Callable[[CaseDraft], None]) -> DrawnPart:
    return DrawnPart(f"{name}-{one.letter.id}", draw)


def _own_paper(one: Applicant) -> DrawnPart:
    return _drawn(one, "lembaga", lambda case: identities.draw_institution(case, one.cooperative, one.seat))


def _digit(one: Applicant, _: Applicant, dice: Dice) -> tuple[Part, ...]:
    nik = identities.one_digit_off(one.person.nik, dice)
    person = identities.person_of(one.person.name, nik, dice)
    return one.sent(), _drawn(one, "nik", lambda case: identities.draw_card(case, person))


def _neighbour(one: Applicant, _: Applicant, dice: Dice) -> tuple[Part, ...]:
    name = identities.neighbour(one.cooperative, dice)
    return one.sent(), _drawn(one, "tetangga", lambda case: identities.draw_institution(case, name, one.seat))


def _paper(one: Applicant, name: str) -> DrawnPart:
    return _drawn(one, name, lambda case: identities.draw_paper(case, name, one.person, one.cooperative))


TRAPS: dict[str, Trap] = {
    "ktp_orang_lain": lambda one, other, _: (one.sent(), other.card()),
    "nik_beda_satu_angka": _digit,
    "koperasi_tetangga": _neighbour,
    "tanpa_tanda_tangan": lambda one, _, __: (one.changed(changes.unsigned(one.letter)), one.card()),
    "stempel_saja": lambda one, _, __: (one.changed(changes.stamped_only(one.letter)), one.card()),
    SHEET_MISSING: lambda one, _, __: (
        LetterPart(one.voice, one.letter, one.index, first_only=True), one.card(),
    ),
    "draf_bertitik": lambda one, _, __: (one.changed(changes.dotted(one.letter)), one.card()),
    "dua_pemohon_satu_ktp": lambda one, other, _: (one.sent(), other.sent(), one.card()),
    "kuasa_saja": lambda one, _, __: (_paper(one, "kuasa"), one.card()),
    "tembusan_saja": lambda one, _, dice: (
        one.changed(changes.to_another_office(one.letter, dice, copied=True)), one.card(),
    ),
    "kantor_lain": lambda one, _, dice: (
        one.changed(changes.to_another_office(one.letter, dice, copied=False)), one.card(),
    ),
    "suket": lambda one, _, __: (one.sent(), _paper(one, "suket")),
    "belakang_ktp": lambda one, _, dice: (
        one.sent(), DrawnPart(f"belakang-{dice.randint(1, 4)}", identities.draw_back),
    ),
    "bukan_ktp": lambda one, _, dice: (one.sent(), _paper(one, dice.choice(identities.NO_CARDS))),
    "tanpa_identitas": lambda one, _, __: (one.sent(),),
    "tanpa_masalah": lambda one, _, __: (one.changed(changes.without_matter(one.letter)), one.card()),
}  # fmt: skip
"""Each breaks a complete file in one way."""
COMPLETE: dict[str, Trap] = {
    "lengkap_ktp": lambda one, _, __: (one.sent(), one.card()),
    "lengkap_lembaga": lambda one, _, __: (one.sent(), _own_paper(one)),
}
"""Files to which nothing is missing."""
FITS: dict[str, Callable[[Applicant], bool]] = {
    "koperasi_tetangga": lambda one: one.has_stamp, "lengkap_lembaga": lambda one: one.has_stamp,
    "stempel_saja": lambda one: one.has_stamp, "nik_beda_satu_angka": lambda one: one.has_nik,
    "lengkap_ktp": lambda one: one.has_nik or not one.has_stamp,
    "tembusan_saja": lambda one: changes.can_go_elsewhere(one.letter),
    "kantor_lain": lambda one: changes.can_go_elsewhere(one.letter),
}  # fmt: skip
"""Which applicants a file can be made of; all where nothing is said. The one whose
last sheet is missing asks for letters that are signed on their last sheet, which only the pages tell."""


def dossiers(
    people: Sequence[Applicant], split: Split, *, each: int, complete: int, several: frozenset[str]
) -> Iterator[Dossier]:
    """`each` files of every trap and `complete` of every complete kind; `several`: ids of letters that
    are signed on the last of several sheets."""
    for kinds, number, allowed in ((COMPLETE, complete, frozenset({FULL})), (TRAPS, each, OPEN)):
        for trap, make in kinds.items():
            pool = [one for one in people if _fits(trap, one, several)]
            for one in sorted(pool, key=partial(_lot, trap))[:number]:
                lot = f"{trap}/{one.letter.id}"
                others = (man for man in people if man.voice.number != one.voice.number)
                other = min(others, key=partial(_lot, lot))
                parts = make(one, other, Dice(f"jebakan/{lot}", split))
                yield Dossier(f"{trap}-{one.letter.id}", trap, parts, allowed)


def _lot(drawn_for: str, one: Applicant) -> bytes:
    """Order by chance, over all voices, that stays as it is when voices are added."""
    return hashlib.sha256(f"{drawn_for}/{one.letter.id}".encode()).digest()


def _fits(trap: str, one: Applicant, several: frozenset[str]) -> bool:
    if trap == SHEET_MISSING:
        return one.letter.id in several
    return trap not in FITS or FITS[trap](one)
