"""What is asked: the kind of service, the other party, and the paragraphs that state the problem."""

import re
from collections.abc import Iterator

from extractors.found import Found, text_found, tidy
from extractors.letter.anatomy import Anatomy
from extractors.letter.body import statement
from extractors.letter.koperasi import SENTENCE_END, koperasi_in
from extractors.letter.names import NAME, clean_name, looks_like_name
from extractors.passage import Passage

CONSULTATION, COMPLAINT, SETTLEMENT = "konsultasi", "pengaduan", "penyelesaian_masalah"
_SUBJECT_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (CONSULTATION, re.compile(
        r"konsultasi|bimbingan|informasi|petunjuk|penjelasan|arahan|audiensi|penyuluhan|sosialisasi"
        r"|tata cara|persyaratan|pelatihan|pencerahan", re.I)),
    (COMPLAINT, re.compile(
        r"pengaduan|aduan|mengadukan|laporan|melaporkan|pelaporan|dugaan|penyalahgunaan|penyelewengan"
        r"|penggelapan|pencatutan", re.I)),
    (SETTLEMENT, re.compile(
        r"penyelesaian|mediasi|fasilitasi|keberatan|keringanan|serah terima|sengketa|perselisihan"
        r"|musyawarah|klarifikasi"
        r"|penjadwalan|pengembalian|pencairan|penundaan", re.I)),
    (CONSULTATION, re.compile(r"pendampingan|pembinaan|saran", re.I)),
)  # fmt: skip
"""Words of a perihal, in the order in which they win: advice asked on a dispute is still advice."""
_TICKED = re.compile(r"(?i)[x✓√]\s*[)\]]\s*(konsultasi|pengaduan|penyelesaian)\b")
"""The box of a form that is ticked."""
_COMPLAINT_TITLE = re.compile(r"(?i)\W*(?:surat|formulir) pengaduan\W*$")
_HELP = re.compile(r"bantuan", re.I)
"""Of a perihal: help is asked for anything; the body says for what."""
_BODY_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (SETTLEMENT, re.compile(
        r"di?mediasi\w*|difasilitasi|memfasilitasi|fasilitasi|dipertemukan|mempertemukan|penyelesaian"
        r"|menyelesaikan"
        r"|keringanan|penjadwalan ulang|jalan keluar|kedua belah pihak|menengahi", re.I)),
    (COMPLAINT, re.compile(
        r"mengadukan|pengaduan|melaporkan|laporan kami|ditindak\w*|pemeriksaan|diperiksa|memeriksa|audit"
        r"|memanggil|ditertibkan|klarifikasi", re.I)),
    (CONSULTATION, re.compile(
        r"konsultasi|berkonsultasi|bimbingan|penjelasan|petunjuk|arahan|tata cara|persyaratan|pembinaan"
        r"|informasi|pendampingan", re.I)),
)  # fmt: skip
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
PROPOSED = 0.6
"""Worth of an officer named in the matter: he may be a witness; a person looks."""
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
_STANDS_FOR = re.compile(r"(?i)\b(?:diwakili|dalam hal ini|melalui|berkedudukan|beralamat)\b")
_COMPANY = re.compile(r"\b(?:PT|CV|UD)\.? (?:[A-Z][a-z]+ ){0,4}[A-Z][a-z]+\b")
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
_NO_PARTY = re.compile(r"(?i)\W*(?:persoalan|permasalahan|masalah|perkara|hal)\b")
PARTY_LEAD = 30
"""Letters of offices and honorifics that may stand before a koperasi's name."""
PARTY_REACH = 110
"""Letters after the naming words within which the party's name stands."""


def service_kind(letter: Anatomy, subject: Found | None) -> Found | None:
    """jenis_layanan: by a ticked box or label, else the perihal's words, else what the body asks."""
    ticked = letter.body_text.search(_TICKED, 1)
    places = [(ticked, ticked.text, 0.9)] if ticked else []
    places += [(pair.value, pair.value.text, 0.97) for pair in letter.pairs_of("layanan")]
    places += [(subject.where, str(subject.value), 0.96)] if subject else []
    for where, text, rule in places:
        kind = next((kind for kind, pattern in _SUBJECT_WORDS if pattern.search(text)), None)
        if kind:
            return Found(kind, where, rule)
    titled = next(
        (row.passage for row in letter.rows[: letter.body] if _COMPLAINT_TITLE.match(row.text)), None
    )
    if titled:
        return Found(COMPLAINT, titled, 0.9)
    asked = _by_body(letter.body_text)
    help_asked = subject and _HELP.search(str(subject.value))
    return asked or (Found(SETTLEMENT, subject.where, 0.7) if subject and help_asked else None)


def _by_body(body: Passage) -> Found | None:
    counts = [(len(pattern.findall(body.text)), kind, pattern) for kind, pattern in _BODY_WORDS]
    best = max(counts, key=lambda hit: hit[0])
    return Found(best[1], body.search(best[2]), 0.7) if best[0] else None


def problem(letter: Anatomy) -> Found | None:
    """pokok_masalah: by label, else the body's paragraphs that state it."""
    for pair in letter.pairs_of("pokok", letter.body, letter.closing):
        if len(pair.value.text) > 40:
            return text_found(pair.value, rule=0.92)
    where = statement(letter)
    if len(where.text) < 20:
        return None
    text = tidy(where.text)
    return text_found(where, text if text.endswith((".", "!", "?")) else text + ".", rule=0.88)


def respondent(letter: Anatomy) -> Found | None:
    """termohon: by label, else whom the text names as the other side."""
    for key in ("termohon", "terlapor"):
        for pair in letter.pairs_of(key, letter.body, letter.closing):
            if pair.value:
                return party(pair.value, 0.95) or text_found(
                    pair.value, clean_name(pair.value.text), rule=0.85
                )
    return _called_party(letter.body_text) or _company(letter) or next(_named_parties(letter.body_text), None)


def _called_party(text: Passage) -> Found | None:
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
        return text_found(where, clean_name(where.text), rule=0.9)
    named = [name for name in koperasi_in(before) if before.text.endswith(name.text)]
    return text_found(named[-1], rule=0.9) if named else None


def _company(letter: Anatomy) -> Found | None:
    """The one company that the letter of a koperasi speaks of: proposed, it may be a witness."""
    named = {match[0]: match for match in _COMPANY.finditer(letter.body_text.text)}
    if len(named) != 1 or letter.pairs_of("nama", letter.body, letter.closing):
        return None
    (match,) = named.values()
    return text_found(_one_sentence(letter.body_text.group(match)), rule=PROPOSED)


def _named_parties(text: Passage) -> Iterator[Found]:
    for match in _NAMED_PARTY.finditer(text.text):
        found = party(text.slice(match.end(), match.end() + PARTY_REACH), 0.9)
        if found:
            yield found


def names_officer(letter: Anatomy) -> bool:
    """Whether the text speaks of somebody by the office he holds: then the koperasi is not the other side."""
    return bool(_HELD_OFFICE.search(letter.body_text.text))


def officer(letter: Anatomy) -> Found | None:
    """The officer or debtor whom the body names with office and honorific, where no sentence says who the
    other side is: proposed, never taken."""
    text = letter.body_text
    for match in _OFFICER.finditer(text.text):
        where = _one_sentence(text.group(match, 1))
        if looks_like_name(where.text):
            return text_found(where, clean_name(where.text), rule=PROPOSED)
    return None


def party(tail: Passage, rule: float) -> Found | None:
    """The person or koperasi that a passage begins with."""
    named = next(koperasi_in(tail), None)
    at = tail.text.index(named.text) if named else -1
    if named and _OFFICERS.match(tail.text[:at]):
        return text_found(named, rule=rule)
    person = _PERSON.match(tail.text)
    if person:
        whole = tail.group(person, 1 if person[1] else 2)
        where = _one_sentence(whole)
        name = clean_name(where.text)
        is_cut = where.text == whole.text and _NO_END.match(tail.text[person.end() :])
        if looks_like_name(name):
            return text_found(where, name, rule=PROPOSED if is_cut else rule)
    held = _HOLDS_OFFICE.match(tail.text)
    if held and looks_like_name(held[1]):
        return text_found(tail.group(held, 1), clean_name(held[1]), rule=rule)
    if named and at < PARTY_LEAD:
        return text_found(named, rule=rule)
    if _NO_PARTY.match(tail.text):
        return None
    plain = None if tail.text.isupper() else NAME.match(tail.text)
    if plain and len(plain[0].split()) > 1 and looks_like_name(plain[0]):
        where = _one_sentence(tail.group(plain))
        return text_found(where, clean_name(where.text), rule=rule - 0.05)
    return None


def _one_sentence(name: Passage) -> Passage:
    """A name up to the full stop of its sentence."""
    end = SENTENCE_END.search(name.text)
    return name.slice(0, end.start()) if end else name
