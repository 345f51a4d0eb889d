"""An address as it was read: its ends put right, and whether it looks like one.

Where an address ends is seen by what follows, which an engine may misread; then it takes in a word of the
sentence, a telephone number, the address below. What can be cut is cut; what else does not look like one
address should be looked at.
"""

import re
from dataclasses import replace

from extractors.fields.candidate import Candidate
from extractors.fields.cues import alternatives, cue, group
from extractors.fields.indonesian import with_rt_rw_normalised
from extractors.fields.place_name import is_known_place

_TELEPHONE = re.compile(r"[\s,;]*(?<!\d)(?:\+?62|0)8?[\d .-]{8,16}$")
_VERB = re.compile(rf",\s+(?!(?:{alternatives('address.beside')})\b)([a-z]{{6,}})$")
"""', mermaksud': the sentence's next word, misread, so that it ended nothing. Who writes all small writes
places so, too; a hand one alone (tembelang)."""
_SEAT = re.compile(rf"(?i)^(?:{group('label_kantor')})(?: pusat)?\W+(?=(?:{group('jalan')})\b)")
"""'Kantor Pusat Jl. Raya Perak 31': what kind of address it is, no part of it."""
_STREET = re.compile(r"^(?:J[I1|]|[I1l|][lIL1])\.\s*(?=[A-Z])")
"""'JI. Kusuma', 'IL. PASAR': Jl., misread."""
_LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){8,}")
_LABEL = cue("address.label", lead=r"(?<=\s)", is_cased=True)
_PERSON = cue("address.person", tail=r"(?!\w)", is_cased=True)
_TWICE = re.compile(r"(?i)\b(kec(?:amatan)?|r\.?t)\b\.?.*\b(?:\1)\b")
_SENTENCE = re.compile(r"(?<![A-Z])[a-z)]{3,}\.\s+[A-Z][a-z]+ (?:[a-z]+ ){2}|(?:\s[a-z]{4,}){3}")
_BROKEN_OFF = cue("address.open_end", tail=r"\W*$")
_HINT = re.compile(r"\s*\((?:[A-Za-z.]+\s*/\s*){2,}[A-Za-z.]+\)\s*")
"""What a form says below its label of the parts that it wants: (Dusun/RT/RW/Desa/Kec.)."""


def normalised_address(found: Candidate | None) -> Candidate | None:
    """The address with RT and RW in figures and without what follows it; `raw` stays as read."""
    if found is None or not isinstance(found.value, str):
        return found
    value = _SEAT.sub("", with_rt_rw_normalised(_HINT.sub(" ", found.value)))
    value = _STREET.sub("JL. " if value.isupper() else "Jl. ", _TELEPHONE.sub("", value))
    verb = None if value.islower() else _VERB.search(value)
    value = (value[: verb.start()] if verb and not is_known_place(verb[1]) else value).rstrip(" ,;")
    value = value if "(" in value else value.removesuffix(")")
    if not value:
        return found.doubted("address.odd")
    cut = replace(found, value=value)
    return cut.doubted("address.odd") if is_odd(value) else cut


def is_odd(address: str) -> bool:
    """Whether it holds a number, label, person, sentence or second address, or ends before a name."""
    return any(
        sign.search(address) for sign in (_LONG_NUMBER, _LABEL, _PERSON, _TWICE, _SENTENCE, _BROKEN_OFF)
    )
