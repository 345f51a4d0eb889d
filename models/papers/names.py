"""Names in proper case, spelled as on the card: SITI AMINAH -> Siti Aminah, M. ROFIQ, S.PD. -> M.
Rofiq, S.Pd."""

import re

from models.koperasi_kinds import is_initials, is_short_form

DEGREES = {
    "SE": "S.E.", "SH": "S.H.", "SPD": "S.Pd.", "SPDI": "S.Pd.I.", "SAG": "S.Ag.", "SSOS": "S.Sos.",
    "SKOM": "S.Kom.", "SKM": "S.K.M.", "SP": "S.P.", "ST": "S.T.", "SIP": "S.I.P.", "MM": "M.M.",
    "MSI": "M.Si.", "MPD": "M.Pd.", "MH": "M.H.", "MAG": "M.Ag.", "MT": "M.T.", "AMD": "A.Md.",
}  # fmt: skip
FRONT = {
    "DR": "Dr.",
    "DRS": "Drs.",
    "DRA": "Dra.",
    "IR": "Ir.",
    "PROF": "Prof.",
    "H": "H.",
    "HJ": "Hj.",
    "KH": "K.H.",
}
BODIES = frozenset({"SMK", "SMA", "SMP", "SDN", "RSUD", "PT", "CV"})
"""Short forms of other bodies; they stay in capitals."""
ROMAN = re.compile(r"[IVX]{1,4}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def proper_name(name: str) -> str:
    """A person's name; one that has small letters already is left as it is written."""
    text = " ".join(name.split())
    if any(char.islower() for char in text):
        return text
    head, *tail = [part.strip() for part in text.split(",")]
    return ", ".join([_person(head), *(_degree(part) for part in tail if part)])


def proper_body(name: str) -> str:
    """A koperasi's or place's name: KSP MEKAR JAYA -> KSP Mekar Jaya."""
    text = " ".join(name.split())
    if any(char.islower() for char in text):
        return text
    return _WORD.sub(lambda found: _body_word(found.group()), text)


def is_body(name: str) -> bool:
    """Whether the name is a koperasi's or company's and not a person's."""
    first = name.upper().split(" ", maxsplit=1)[0].strip('."')
    return first in BODIES or is_short_form(first) or first.startswith("KOP")


def addressed(name: str) -> str:
    """As a letter opens: a person with Saudara/i, a body by its pengurus."""
    return f"Pengurus {name}" if is_body(name) else f"Saudara/i {name}"


def _person(text: str) -> str:
    words = text.split(" ")
    last = len(words) - 1
    return " ".join(_person_word(word, is_front=place < last) for place, word in enumerate(words))


def _person_word(word: str, *, is_front: bool) -> str:
    bare = word.replace(".", "")
    if is_front and bare in FRONT:
        return FRONT[bare]
    if ROMAN.fullmatch(bare) and bare not in ("I", "V", "X"):
        return word
    return _WORD.sub(lambda found: _capital(found.group()), word)


def _degree(text: str) -> str:
    bare = re.sub(r"[.\s]", "", text.upper())
    return DEGREES.get(bare, text)


def _body_word(word: str) -> str:
    is_kept = word in BODIES or is_initials(word) or ROMAN.fullmatch(word)
    return word if is_kept else _capital(word)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:].lower()
