"""The sentences in which a complainant says who he is: 'Saya X, rumah di Y, HP Z'."""

import re
from itertools import chain

from extractors.fields.candidate import Candidate, text_candidate, tidy
from extractors.fields.cues import cue
from extractors.fields.handwriting_normalisation import CUES, normalised_words
from extractors.fields.span import TextSpan
from extractors.text.addresses import MARK, cut_address, is_plausible
from extractors.text.complaint_sections import ComplaintSections
from extractors.text.names import clean_name, looks_like_name
from extractors.text.numbers import find_phone
from extractors.text.paragraphs import sentences
from extractors.text.party import Party
from extractors.text.prose_identity import running_nik
from extractors.text.writer_types import is_nameless

MAX_NAME_WORDS = 7
FEW_BEFORE = 1
"""Words before a bare SAYA that a name follows, in capitals, which tell no name from a verb."""
_SELF = re.compile(
    r"(?i)(?:\b(?:nama|asma) (?:saya|sy|kulo|kula|kami|lengkap saya)\b(?: adalah)?"
    r"|\b(?:perkenalkan|bertanda ?tangan(?: di ?bawah ini)?|dengan ini|bersama ini|kenalkan)\b[ ,:]*"
    r"(?:nama )?(?:saya|sy|kulo|kami)?\b(?: yang bernama| bernama| adalah)?"
    r"|\b(?:saya|sy|kulo|kula|aku) (?:yang |yg )?(?:bernama|nama)\b|^\W*(?P<asked>nama)\b[ :]*"
    r"|\b(?P<bare>saya|sy|kulo|kula|aku)\b)"
    r"[ ,:]*(?:(?:bapak|ibu|pak|bu|bpk|mbak|mas|sdr|sdri)\b\.? ?)?"
)
_NAME_STOP = re.compile(
    r"(?i)[,;:(.]?\s*(?:\b(?:alamat\w*|beralamat\w*|(?:ber)?tempat|tinggal|bertempat|rumah\w*"
    r"|griy[oa]\w*|domisili|dari|saking|asal\w*|dkk|dan (?:kawan|teman|rekan)\w*"
    r"|warga|penduduk|umur|usia|no(?:mor)?\.? ?(?:hp|wa|telp\w*|ktp|nik)?|hp|wa|telp\w*|telepon|nik|ktp"
    r"|ingin|mau|hendak"
    r"|bermaksud|dengan|anggota|nasabah|selaku|sebagai|mengadu\w*|melapor\w*|menyampaikan|pekerjaan|bisa"
    r"|kalau"
    r"|istri|suami|anak|janda|putr[ai]|mewakili|adalah|yang|yg|ds|dsn|desa|rt|mohon)\b|[;(]"
    r"|(?<=[a-z]{3})\.\s|,\s|\.?$)"
)
_ADDRESS_CUE = cue("self_introduction.address_cue", tail=r"\b\s*[:,]?\s*")
_PHONE_CUE = cue("self_introduction.phone_cue")
_BETWEEN = re.compile(r"[\s,;(.-]*")
"""Between a name and the address that follows it."""
_RESIDES = cue("self_introduction.resides")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’`-]*")
_OWN = cue("self_introduction.own")
_OTHERS = cue("self_introduction.others")
_UNREAD_PHONE = re.compile(
    r"(?i)\b(?:hp|wa|telp\w*|tlp|telepon)\b[\s.:]*(?P<it>[+(]?\d[\d\w()+.-]*(?: [\d\w]{2,5}){0,3})"
)
"""Behind a telephone's word, what has figures and is no number."""
SOME_DIGITS = 7
"""Figures from which it was meant for a telephone number."""
_NO_NAME = cue("self_introduction.no_name", lead=r"^", tail=r"$")
"""Words behind 'saya' that begin what is told: no names."""


def told_writer(parts: ComplaintSections, *, is_written: bool = False) -> Party:
    """From the sentences in which the writer says who he is."""
    told = [normalised_words(part, CUES) if is_written else part for part in parts.told]
    found = Party()
    for sentence in chain.from_iterable(map(sentences, told)):
        name = _told_name(sentence) if found.name is None else None
        address = _told_address(sentence, name) if found.address is None else None
        phone = _told_phone(sentence) if found.phone is None else None
        nik = running_nik(sentence) if found.nik is None else None
        if name or address or phone or nik:
            found = Party(
                found.name or name, found.nik or nik, found.address or address, found.phone or phone
            )  # fmt: skip
    return found


def _told_name(sentence: TextSpan) -> Candidate | None:
    for match in _SELF.finditer(sentence.text):
        rest = sentence.slice(match.end(), len(sentence.text))
        stop = _NAME_STOP.search(rest.text)
        head = rest.slice(0, stop.start()) if stop else rest
        is_cued = stop is not None and stop.start() < min(stop.end(), len(rest.text.rstrip(" .")))
        if (
            match["bare"]
            and sentence.text.isupper()
            and len(sentence.text[: match.start()].split()) > FEW_BEFORE
        ):
            continue
        is_all = match.start() == 0 and not sentence.text.isupper() and head.text == rest.text.rstrip(" .")
        name = _leading_name(head, is_bare=bool(match["bare"] or match["asked"]), is_cued=is_cued or is_all)
        if name is not None:
            return text_candidate(name, clean_name(name.text), "name.told")
    return None


def _leading_name(head: TextSpan, *, is_bare: bool, is_cued: bool) -> TextSpan | None:
    """The name that `head` is; behind a bare 'Saya' only what something of identity follows."""
    words = head.text.split()
    if not 1 <= len(words) <= MAX_NAME_WORDS or (is_bare and not is_cued):
        return None
    if (
        MARK.match(head.text)
        or not looks_like_name(head.text.replace(".", ""))
        or not all(_NAME_WORD.match(word) for word in words)
    ):
        return None
    if any(_NO_NAME.match(word) for word in words) or is_nameless(head.text):
        return None
    return head


def _told_address(sentence: TextSpan, name: Candidate | None) -> Candidate | None:
    """Behind a word that says so; else just behind the name: 'Saya X, dsn Y RT 03 RW 05'."""
    is_own = name is not None
    for match in _ADDRESS_CUE.finditer(sentence.text):
        tail = cut_address(sentence.slice(match.end(), len(sentence.text)))
        if _RESIDES.search(tail.text):
            continue
        text = tidy(tail.text).rstrip(", ")
        if is_plausible(text) and _is_the_writers(sentence.text[: match.start()], match[0], is_own):
            return Candidate(text, tail, "address.told")
    return _behind_name(sentence, name.where) if name else None


def _behind_name(sentence: TextSpan, name: TextSpan) -> Candidate | None:
    at = sentence.text.find(name.text) + len(name.text)
    rest = sentence.slice(at, len(sentence.text)).behind(_BETWEEN)
    tail = cut_address(rest) if MARK.match(rest.text) else TextSpan()
    text = tidy(tail.text).rstrip(", ")
    return Candidate(text, tail, "address.behind_name") if is_plausible(text) else None


def _is_the_writers(before: str, cue: str, is_own: bool) -> bool:
    """Whether the address is the writer's: he named himself, or the words say so; no koperasi goes before."""
    says_so = is_own or _OWN.search(f"{before} {cue}") is not None or not before.strip()
    return says_so and _OTHERS.search(before) is None


def _told_phone(sentence: TextSpan) -> Candidate | None:
    cue = _PHONE_CUE.search(sentence.text)
    if cue is None:
        return None
    found = find_phone(sentence.slice(cue.start(), len(sentence.text)), "phone.told")
    unread = sentence.search(_UNREAD_PHONE, "it")
    is_there = sum(char.isdigit() for char in unread.text) >= SOME_DIGITS
    return found or (Candidate(None, unread, "unread") if is_there else None)
