"""Whom a complaint is about: by label, else the koperasi it names, else the official."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.case.respondent import party
from extractors.fields.candidate import Candidate, text_candidate, tidy
from extractors.fields.cues import group
from extractors.fields.handwriting_normalisation import as_read, normalised_words
from extractors.fields.span import TextSpan
from extractors.text.key_values import KeyValue
from extractors.text.koperasi import koperasi_in

_NAMES = (
    r"(?:melati|mentari|merah|merdeka|merpati|merapi|meratus|melur|menur|mendut|diponegoro|dirgantara"
    r"|dinamika|nyata|ngudi|ngesti|nganjuk|ngoro|ngimbang)\b"
)
"""Words that begin like a verb and stand in names of koperasi."""
_RUNNING = (
    r"(?:di|yang|yg|tidak|tdk|ndak|gak|dinas|sering|kurang|saat|ketika|selalu|sudah|sdh|belum|blm|tp"
    r"|tapi|tetapi|itu|ini|nya|niku|niki|mboten|nate|pun|sampun|dan|dengan|dgn|dalam|pada|waktu|untuk"
    r"|karena|krn|malah|justru|kok|tolong|mohon|jangan|supaya|agar|sampai|padahal|datang|bilang|nagih"
    r"|sangat|lama|pulang|jarang|terlalu|saya|kami|oleh|ke|dari"
    rf"|(?!{_NAMES})(?:me[mnlrw]|ny|ng|di)\w{{3,}})\b"
)
"""Words of running text, none of a title or a name."""
_NOT_OF_A_TITLE = f"(?!{_RUNNING})"
_OFFICIAL = re.compile(
    rf"(?i)\b((?:petugas|pegawai|staf|satpam|resepsionis|operator|loket|kasir|pejabat|oknum|bagian|admin"
    rf"|front office|penerima|security|sekuriti)\b(?:\s+(?:penerima|bagian|bag\.?|bidang|bid\.?|seksi"
    rf"|pelayanan))?(?:\s+(?:front office|{_NOT_OF_A_TITLE}[a-z]+))?"
    r"(?:(?<=usaha)\s+(?:mikro|kecil)|(?<=tata)\s+usaha|(?<=an)\s+(?:umkm|usaha mikro|dinas koperasi"
    r"|dinas))?(?:\s+lt\.?\s?\d|\s+lantai \d)?)"
)
_PLAIN_KOPERASI = re.compile(
    rf"\b([Kk]op(?:e?rasi|\.(?=\s+[A-Z]\w+\s+[A-Z]|\s*[\"“]))?(?: (?:{group('jenis')}))?"
    r"(?:\s*[\"“'][^\"”']{2,40}[\"”']|(?:\s+(?!Rp|Saya|Kami)[A-Z][A-Za-z'’.-]+){1,4}))"
)
"""A kind in small letters, a name in quotation marks or capitals; behind 'kop.' of two words, for one may
begin a sentence."""
_WRITTEN_KOPERASI = re.compile(
    r"(?i)(?<![A-Za-z])((?:ko?pe?rasi|koprasi|ksp|ksu|kud|kpri|kspps|kopwan|kopkar|koppas|koppontren|bmt)"
    rf"(?:\s+{_NOT_OF_A_TITLE}(?:\([A-Za-z]+\)|[A-Za-z\"'“”]+)){{1,6}})"
)
"""A koperasi's name without the capitals that print has."""
MIN_LETTERS = 4
_KIND_ONLY = re.compile(rf"(?i)^ko?p\w*\W+(?:{group('jenis')})\W*$")
NAMELESS, WRITTEN = "accused.kind_alone", "accused.written_koperasi"
UNSURE = frozenset({NAMELESS, WRITTEN})
"""Sources after which misread words are put right and looked at again."""
_OFFICERS_OF = re.compile(
    r"(?i)\W*(?:para |oknum |mantan )*(?:pengurus|bendahara|ketua|sekretaris|manajer|petugas|karyawan|pegawai"
    r"|penagih|kasir)\s+(?=ko?p|ksp|ksu|kud|kpri|bmt|prim)"
)
"""'Bendahara Koperasi X': the complaint is about somebody in it."""
_OPENS_QUOTE = re.compile(r"\s*[\"“„][A-Z]")
"""Behind a kind of koperasi: its name, whose closing mark was not read."""
_TRAILING = re.compile(r"(?:\s+(?:Rp|RP|Rp\.|KP|Kp|sdh|Sdh|SDH|YG|yg|Yg)\.?)+$")
"""What a name in capitals may drag along: the sum that follows it."""
_RUN_ON = re.compile(rf"(?i)(?<=[A-Z]{{3}})[.,]\s|\s+(?={_RUNNING})")
"""Where a name in a text of capitals ends: nothing else tells it from what is said of it."""


def accused(
    pair: KeyValue | None,
    matter: TextSpan,
    body: Sequence[TextSpan],
    *,
    is_written: bool = False,
) -> Candidate | None:
    """terlapor. `matter`: what is told; `body`: all that stands between head and closing, cut at labels."""
    if pair is not None and sum(char.isalpha() for char in pair.value.text) >= MIN_LETTERS:
        return _labelled(pair.value)
    named = filter(None, (_named(part, is_koperasi=True) for part in body))
    found = _named(matter) or next(named, None)
    if is_written and (found is None or found.source in UNSURE):
        mended = _named(normalised_words(matter))
        if mended is not None:
            return replace(mended, where=as_read(mended.where, matter)).at_most("accused.corrected")
    return found


def _named(where: TextSpan, *, is_koperasi: bool = False) -> Candidate | None:
    """A koperasi named in the text, else an official."""
    for koperasi in koperasi_in(where):
        return _trimmed(koperasi)
    patterns = (
        (_PLAIN_KOPERASI, "accused.plain_koperasi"), (_OFFICIAL, "accused.official"),
        (_WRITTEN_KOPERASI, WRITTEN),
    )  # fmt: skip
    for pattern, source in () if is_koperasi else patterns:
        found = where.search(pattern, 1)
        if found:
            return text_candidate(found, source=NAMELESS if _KIND_ONLY.match(found.text) else source)
    return None


def _labelled(value: TextSpan) -> Candidate | None:
    """Who stands beside the label; with 'pengurus' before a koperasi it is they, not the koperasi."""
    found, whole = party(value, "party.label"), text_candidate(value, tidy(value.text), "accused.label_whole")
    if found is None:
        return whole
    end = value.text.find(found.where.text) + len(found.where.text)
    if _OPENS_QUOTE.match(value.text[end:]):
        return whole
    officers = _OFFICERS_OF.match(value.text)
    if officers and officers.end() < end:
        return text_candidate(value.slice(0, end), source="accused.label_whole")
    return found if len(str(found.value)) > 0.7 * len(value.text) else whole


def _trimmed(koperasi: TextSpan) -> Candidate | None:
    run_on = _RUN_ON.search(koperasi.text) if koperasi.text.isupper() else None
    name = koperasi.slice(0, run_on.start()) if run_on else koperasi
    cut = _TRAILING.search(name.text)
    return text_candidate(name.slice(0, cut.start()) if cut else name, source="accused.koperasi")
