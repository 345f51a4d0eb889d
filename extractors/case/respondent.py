"""The other side: whom the letter complains of, or with whom it wants to settle (termohon)."""

import re
from collections.abc import Iterator, Sequence

from extractors.fields.candidate import Candidate, text_candidate
from extractors.fields.cues import cue
from extractors.fields.span import TextSpan
from extractors.text.koperasi import SENTENCE_END, koperasi_in
from extractors.text.letter_sections import LetterSections
from extractors.text.names import NAME, clean_name, looks_like_name
from extractors.text.prose_identity import SAME_NAME
from models.similarity import name_similarity

_TITLE = (
    r"(?:(?:[Mm]antan\s+)?(?:Ketua|Bendahara|Sekretaris|Manajer|Manager|Pengurus|Kepala Cabang|Kepala"
    r"|Karyawan|Petugas|ketua|bendahara|sekretaris|manajer|pengurus|petugas|karyawan)"
    r"(?:\s+(?:koperasi|kami|Koperasi|Pengurus|Pengawas|Umum|lama|Lama|KUD|KSP|KSU|KPRI|KSPPS|BMT|Kop[a-z]+))*\s*,?\s+)"
)
_HONORIFIC = (
    r"(?:(?:Bapak/[Ili]bu|Bapak|Ibu|Bpk\.?|Sdr\.?|Sdri\.?|Sdr/i\.?|Saudara/i|Saudara|Saudari|Tn\.?|Ny\.?"
    r"|atas nama|bernama|a\.n\.)\s+)"
)
_PERSON = re.compile(
    rf"{_TITLE}*{_HONORIFIC}+{_TITLE}*({NAME.pattern})|{_TITLE}+{_HONORIFIC}*({NAME.pattern})"
)
_OFFICER = re.compile(
    rf"(?:{_TITLE}+|\bbahwa\s+|\b(?:anggota|nasabah|peminjam|debitur)(?: kami| koperasi)?\s*,?\s+)"
    rf"{_HONORIFIC}+({NAME.pattern})"
)
_HOLDS_OFFICE = re.compile(
    rf"({NAME.pattern}),\s*(?:selaku |mantan |yang menjabat )?(?:[Kk]etua|[Bb]endahara|[Ss]ekretaris"
    rf"|[Mm]anajer|[Pp]engurus|[Kk]epala)\b"
)
"""'Wahyu Endahwati, Ketua Koperasi ...': the person, not the koperasi."""
PROPOSED = "party.officer"
_OFFICE = (
    r"\b(?:(?:[Mm]antan|[Bb]ekas|[Ee]ks)\s+)?(?:[Kk]etua|[Bb]endahara|[Ss]ekretaris|[Mm]ana[jg]er|[Kk]asir"
    r"|[Pp]etugas|[Kk]aryawan|[Pp]egawai|[Jj]uru [Bb]uku|[Pp]engelola|[Pp]impinan|[Kk]olektor|[Dd]irektur"
    r"|[Kk]epala (?:[Cc]abang|[Uu]nit|[Kk]antor))(?:nya)?\b(?!\s+R[TW]\b)"
)
_MR = (
    r"(?:Bapak/[Ii]bu|[Bb]apak|[Ii]bu|[Pp]ak|[Bb]u|Bpk\.?|Sdr\.?i?\.?|Saudara/i|[Ss]audara|[Ss]audari|Tn\.?|Ny\.?"
    r"|bernama|(?=(?:K\.)?Hj?\.\s?[A-Z])|(?=(?:Drs|Dra|Ir)\.\s?[A-Z]))\s*"
)
_BETWEEN = (
    r"(?:yaitu|yakni|ialah|adalah|namanya|(?:yang )?bernama|yang dijabat(?: oleh)?|dimaksud adalah|atas nama)"
)
_OFFICE_THEN_NAME = re.compile(
    rf"{_OFFICE}(?:(?!{_OFFICE})[^.;:()]){{0,60}}?(?:,\s*|\s+){_BETWEEN}?\s*(?:{_MR})+({NAME.pattern})"
)
"""'Ketua KSP tersebut, Sdr. Wahono Basuki', 'kepala cabangnya, namanya Pak Didit Nugraha'."""
_NAME_THEN_OFFICE = re.compile(
    rf"(?:{_MR})+({NAME.pattern}),?\s+(?:selaku\s+|sebagai\s+|yang menjabat (?:sebagai )?|seorang\s+)?"
    rf"{_OFFICE}"
)
"""'Sdr. Ludfi Hermawan, manajer cabang kami'."""
_BYSTANDER = cue("respondent.bystander", lead=r"", tail=r"\W*$")
"""Before an office: he received, saw or told it."""
_THE_OTHER_SIDE = cue("respondent.the_other_side")
_MEETS = cue("respondent.meets")
"""What is asked to be done with the other side."""
OTHER_REACH = 90
"""Letters behind that word within which its bearer is named, in the same sentence."""
_ITS_END = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\bSdri)[.;]\s+(?=[A-Z])")
"""A sentence's end and no honorific's or title's."""
_NAMED_PARTY = re.compile(
    r"(?i)\b(?:pihak|yang) (?:yang )?(?:\w{2,5} )?(?:di)?(?:mohonkan|maksud|adukan"
    r"|laporkan)(?:kan)?\b.{0,12}?(?:adalah"
    r"|yaitu|ialah|:)[.,]?\s*"
    r"|\bmaksud(?:kan)? (?:adalah|yaitu|ialah)\s*"
    r"|\b(?:termohon|terlapor|teradu)\b(?: dalam hal ini)?(?: adalah|:| yaitu)?\s*"
    r"|\b(?:mengadukan|melaporkan|keberatan (?:terhadap|atas tindakan))\s+(?:tindakan |perbuatan |perilaku )?"
    r"|\b(?:perselisihan|sengketa|permasalahan|masalah|mediasi|persoalan|dipertemukan) (?:\w+ )?(?:dengan"
    r"|antara [^,.;]{2,60}? (?:dengan|dan))\s+(?:pihak )?"
    r"|\b(?:dilakukan|diketuai|dipimpin) (?:oleh )?\s*(?:pihak )?|\bterhadap\s+(?:pihak )?"
)
_CALLED = re.compile(
    r"(?i)\s*(?:[(,]|\bselaku\b|\bsebagai\b|\bselanjutnya\b)[\s(\"“']*(?:untuk )?(?:selanjutnya )?(?:disebut"
    r"|disingkat|selaku|sebagai)?[\s\"“'(]*(?:sebagai )?(?:pihak )?[\"“']?(?:termohon|terlapor|teradu)\b"
)
"""How a party is called so behind its name."""
_STANDS_FOR = cue("respondent.stands_for")
_COMPANY = cue("respondent.company", tail=r"\.? (?:[A-Z][a-z]+ ){0,4}[A-Z][a-z]+\b", is_cased=True)
CALLED_REACH = 90
"""Letters before that within which its name begins."""
_CALLED_PERSON = re.compile(rf"{_HONORIFIC}({NAME.pattern})(?:,\s*(?:{_TITLE})[^,.;]{{0,60}})?\s*$")
_HELD_OFFICE = re.compile(
    r"(?i)\bselaku\s+(?:mantan\s+)?(?:ketua|manajer|manager|bendahara|sekretaris|pengurus)\b"
)
_OFFICERS = re.compile(rf"(?:{_TITLE}|{_HONORIFIC})*$")
_NO_END = re.compile(
    r"\s+(?!(?:selaku|sebagai|yang|yg|dari|dengan|dan|pada|karena|telah|sudah|tidak|belum|mengenai|tentang|atas|adalah"
    r"|untuk|agar|oleh|mantan|ketua|bendahara|sekretaris|manajer|pengurus|anggota|koperasi|tersebut|masih"
    r"|di|ke)\b)[a-z]{4,}"
)
"""What follows a name that goes on in a misread word: none of the words that may stand behind a name."""
_NO_PARTY = cue("respondent.no_party", lead=r"\W*")
PARTY_LEAD = 30
"""Letters of offices and honorifics that may stand before a koperasi's name."""
PARTY_REACH = 110
"""Letters after the naming words within which the party's name stands."""


def respondent(letter: LetterSections) -> Candidate | None:
    """termohon: by label, else whom the text names as the other side: a person before his koperasi."""
    for key in ("termohon", "terlapor"):
        for pair in letter.pairs_of(key, letter.body, letter.closing):
            if pair.value:
                return party(pair.value, "party.label") or text_candidate(
                    pair.value, clean_name(pair.value.text), "party.label_whole"
                )
    text = letter.body_text
    told = _called_party(text) or _told_person(text)
    if told is not None:
        return told
    return _company(letter) or _to_be_met(text) or next(_named_parties(text), None)


def _to_be_met(text: TextSpan) -> Candidate | None:
    """'... mempertemukan saya dengan Ketua KSP tersebut, Sdr. Wahono': proposed before the koperasi."""
    for match in _MEETS.finditer(text.text):
        end = _ITS_END.search(text.text, match.end())
        found = next(officers(text.slice(match.end(), end.start() if end else len(text.text))), None)
        if found is not None:
            return found
    return None


def _told_person(text: TextSpan) -> Candidate | None:
    """'... termohon, yaitu Bendahara KSU X, Ibu Marwiyah Sofiati': the person behind the word."""
    for match in _THE_OTHER_SIDE.finditer(text.text):
        tail = text.slice(match.end(), match.end() + OTHER_REACH)
        end = _ITS_END.search(tail.text)
        found = next(officers(tail.slice(0, end.start()) if end else tail, "party.called_officer"), None)
        if found is not None:
            return found
    return None


def officers(text: TextSpan, source: str = PROPOSED) -> Iterator[Candidate]:
    """The persons whom a text names with their offices; those who only received or saw something apart."""
    told = [*_OFFICE_THEN_NAME.finditer(text.text), *_NAME_THEN_OFFICE.finditer(text.text)]
    for match in sorted(told, key=lambda match: match.start(1)):
        if _BYSTANDER.search(text.text[max(0, match.start() - PARTY_LEAD) : match.start()]):
            continue
        where = _one_sentence(text.group(match, 1))
        if looks_like_name(where.text):
            found = text_candidate(where, clean_name(where.text), source)
            if found is not None:
                yield found


def _called_party(text: TextSpan) -> Candidate | None:
    """'Sdr. Soewandi (termohon)', 'KSP X, selanjutnya disebut terlapor'; who stands for it is not meant."""
    called = _CALLED.search(text.text)
    if called is None:
        return None
    before = text.slice(max(0, called.start() - CALLED_REACH), called.start())
    if _STANDS_FOR.search(before.text):
        return None
    held = list(_HOLDS_OFFICE.finditer(before.text))
    person = held[-1] if held else _CALLED_PERSON.search(before.text)
    where = before.group(person, 1) if person else None
    if where and looks_like_name(where.text):
        return text_candidate(where, clean_name(where.text), "party.called")
    named = [name for name in koperasi_in(before) if before.text.endswith(name.text)]
    return text_candidate(named[-1], source="party.called") if named else None


def _company(letter: LetterSections) -> Candidate | None:
    """The one company that the letter of a koperasi speaks of: proposed, it may be a witness."""
    named = {match[0]: match for match in _COMPANY.finditer(letter.body_text.text)}
    if len(named) != 1 or letter.pairs_of("nama", letter.body, letter.closing):
        return None
    (match,) = named.values()
    return text_candidate(_one_sentence(letter.body_text.group(match)), source=PROPOSED)


def _named_parties(text: TextSpan) -> Iterator[Candidate]:
    for match in _NAMED_PARTY.finditer(text.text):
        found = party(text.slice(match.end(), match.end() + PARTY_REACH), "party.told")
        if found:
            yield found


def names_officer(letter: LetterSections) -> bool:
    """Whether the text speaks of somebody by the office he holds: then the koperasi is not the other side."""
    return bool(_HELD_OFFICE.search(letter.body_text.text))


def officer(letter: LetterSections, own_names: Sequence[str] = ()) -> Candidate | None:
    """The officer or debtor whom the body names with office and honorific, where no sentence says who the
    other side is, and who is none of those who write (`own_names`): proposed, never taken."""
    text = letter.body_text
    named = (_one_sentence(text.group(match, 1)) for match in _OFFICER.finditer(text.text))
    found = [
        *(
            text_candidate(name, clean_name(name.text), PROPOSED)
            for name in named
            if looks_like_name(name.text)
        ),
        *officers(text),
    ]
    others = (
        person
        for person in found
        if person and all(name_similarity(str(person.value), own) < SAME_NAME for own in own_names)
    )
    return next(others, None)


def party(tail: TextSpan, source: str) -> Candidate | None:
    """The person or koperasi that a span begins with."""
    named = next(koperasi_in(tail), None)
    at = tail.text.index(named.text) if named else -1
    if named and _OFFICERS.match(tail.text[:at]):
        return text_candidate(named, source=source)
    person = _PERSON.match(tail.text)
    if person:
        whole = tail.group(person, 1 if person[1] else 2)
        where = _one_sentence(whole)
        name = clean_name(where.text)
        is_cut = where.text == whole.text and _NO_END.match(tail.text[person.end() :])
        if looks_like_name(name):
            return text_candidate(where, name, PROPOSED if is_cut else source)
    held = _HOLDS_OFFICE.match(tail.text)
    if held and looks_like_name(held[1]):
        return text_candidate(tail.group(held, 1), clean_name(held[1]), source)
    if named and at < PARTY_LEAD:
        return text_candidate(named, source=source)
    if _NO_PARTY.match(tail.text):
        return None
    plain = None if tail.text.isupper() else NAME.match(tail.text)
    if plain and len(plain[0].split()) > 1 and looks_like_name(plain[0]):
        where = _one_sentence(tail.group(plain))
        return text_candidate(where, clean_name(where.text), f"{source}_plain")
    return None


def _one_sentence(name: TextSpan) -> TextSpan:
    """A name up to the full stop of its sentence."""
    end = SENTENCE_END.search(name.text)
    return name.slice(0, end.start()) if end else name
