"""Who asks: identity blocks as label and value, in running text, and by power of attorney."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.found import Found, text_found, tidy
from extractors.letter.anatomy import Anatomy
from extractors.letter.names import NAME, clean_name, looks_like_name
from extractors.letter.numbers import NIK_RUN, find_nik, find_phone
from extractors.letter.offices import mended_office
from extractors.letter.people_table import first_in_table
from extractors.letter.running_address import personal_address
from extractors.pairs import Pair
from extractors.passage import Passage, join

_OTHER_PARTY = re.compile(
    r"\b(?:termohon|terlapor|teradu|terhadap|melawan|pihak lain|ahli waris dari|almarhum)\b", re.I
)
_KUASA_FOR = re.compile(
    r"(?:selaku (?:penerima )?kuasa|(?:berdasarkan|sesuai) surat kuasa|bertindak (?:untuk|dan|atas)"
    r"|untuk dan atas nama|mewakili|atas nama)",
    re.I,
)
_GIVES_KUASA = re.compile(
    r"\b(?:memberi(?:kan)? kuasa|dengan ini (?:saya )?menguasakan)\b.{0,40}(?:kepada)?", re.I
)
_FOREIGN_NIK = re.compile(
    r"(?:koperasi|npwp|kartu keluarga|no\.? ?kk|\bkk\b|sertifikat|ods|nib|rekening|anggota|termohon"
    r"|terlapor|suami|istri|saksi)\W*(?:\w+\W+){0,3}$",
    re.I,
)
_RUNNING_NAME = re.compile(
    rf"(?:bertanda ?tangan (?:di ?bawah ini)?[ ,:]*(?:saya|kami)?|[Nn]ama saya|[Ss]aya"
    rf"|[Pp]erkenalkan)\s*[,:]?"
    rf"\s*(?:(?:yang|yg) )?(?:adalah|bernama|nama)?\s*[:,]?\s*({NAME.pattern})"
)
_CLIENT_NAME = re.compile(
    rf"\b[Kk]uasa (?:hukum |khusus )?(?:dari|untuk)\s+(?:Ibu|Bapak|Bpk\.?|Sdri?\.?|Saudar[ai]|Tn\.?"
    rf"|Ny\.?)\s+({NAME.pattern})"
)
"""'... adalah kuasa dari Ibu Ngatemi': the client asks."""
_FIRST_IN_LIST = re.compile(rf"(?:^|\s)1[.)]\s*({NAME.pattern})\s*,")
"""'1. Ir. Sitti Zubaidah, M.M., Ketua, NIK ...': the first of several who write."""
_RUNNING_NIK = re.compile(r"(?:NIK|N\.I\.K|KTP)\b\D{0,30}?(?=[0-9OIl|]{4})", re.I)
_RUNNING_POSITION = re.compile(
    r"\b(?:selaku|jabatan(?: saya)?(?: sebagai)?|sebagai|bertindak sebagai)\s+((?:[Mm]antan "
    r"|[Ww]akil )?(?:Ketua|Sekretaris|Bendahara|Manajer|Koordinator|Direktur|Anggota|Penyimpan|Nasabah"
    r"|Pengawas"
    r"|Perwakilan|Kuasa|ketua|sekretaris|bendahara|manajer|koordinator|anggota|nasabah)\b(?: (?:Pengurus"
    r"|Pengawas|Umum"
    r"|Luar Biasa|Kelompok|Pendiri|Hukum"
    r"|(?:Panitia|Tim|Badan|Unit|Bidang|Seksi) [A-Z][a-z]+|I+|Koperasi(?= (?:KSP|KSU|KUD|KPRI|Kop|BMT"
    r"|KSPPS)|[,.;]| (?:pada|di|yang|dari)\b)))*)"
)


_MEMBER_OF = re.compile(
    r"(?:[,)]|\b(?:dan|adalah|merupakan|sebagai))\s+((?:[Ww]akil |[Mm]antan )?(?:[Aa]nggota|[Nn]asabah"
    r"|[Kk]etua|[Ss]ekretaris|[Bb]endahara|[Pp]engurus|[Pp]engawas|[Mm]anajer))\s+(?:dari |pada |di )?"
    r"(?=K[Oo][Pp]|KSP|KSU|KUD|KPRI|KPN|BMT|P[Rr][Ii][Mm])"
)
"""', anggota KSP X': an office told without its own verb."""

_LISTED_POSITION = re.compile(
    r"^[^,]{3,60}(?:, (?:[A-Z][A-Za-z]{0,4}\.)+)*, ((?:Wakil )?(?:Ketua|Sekretaris|Bendahara|Manajer"
    r"|Koordinator|Anggota)"
    r"(?: (?:Pengawas|Pengurus|Umum|I+))?),"
)
"""'Sitti Zubaidah, M.M., Ketua Pengawas, NIK ...'."""
_MEMBER = re.compile(
    r"(?:\b[Ss]aya(?: adalah| merupakan| menjadi| terdaftar sebagai)?|\b[Aa]dalah(?: benar)?"
    r"|\b[Pp]emohon (?:adalah|merupakan))"
    r" ((?:[Aa]nggota|[Nn]asabah|[Pp]enyimpan))\b(?! (?:lain|keluarga))"
)
MEMBERSHIP = 0.5
"""Worth of an office told in a sentence of the matter: whether it is said as one, a person decides."""
_OTHERS = re.compile(r"(?i)\b(?:almarhum\w*|suami|istri|bapak|pak|bu|ibu|sdri?|saudar[ai])\b[^.]{0,60}$")
"""Somebody else named just before: the office is his."""
_REACHED_AT = re.compile(
    r"\b(?:dihubungi|menghubungi|hubungi|HP|WA|whatsapp|telp|telepon|telpon|ponsel|narahubung|kontak)\b[^\d+]{0,40}(?=[\d+(])"
    r"|\b(?:di|ke) nomor\s+(?=[\d+(])|\b(?:dikirim|disampaikan) ke\s+(?=[\d+(])",
    re.I,
)
_MAILBOX = re.compile(r"\w@\w")
_COLON_LEAD = re.compile(r"^\W*:")
PHONE_REACH = 22
"""Letters of the longest telephone number as people space it."""
PERSONAL_KEYS = frozenset({"nik", "ttl", "pekerjaan", "alamat", "jenis_kelamin", "agama", "umur"})
OWN_KEYS = frozenset({"koperasi", "badan_hukum", "nik_koperasi", "termohon", "terlapor"})
COLUMN_GAP = 0.03
"""Page widths between a label's column and its values'."""
BLOCK_ROWS, SHORT_ROW = 7, 7
"""Rows of an identity block after its name, and words of a row of label and value."""
PROPOSED = 0.5
"""Worth of what stands where it should, its label unread: a person looks."""
_LETTERS = re.compile(r"^\D*")
LONE_NIK = 0.6
"""Worth of a number that stands alone in the text: it may be another person's; a person looks."""
_OFFICIAL = re.compile(
    r"(?i)\b(?:koperasi|kop\w+|ksp\w*|ksu|kud|kpri|kpn|bmt|pemerintah|desa\W+\w+\W*$|advokat|hukum|lbh|rekan|lembaga)\b"
)
"""Words of papers that are no private person's: a koperasi's, a village's, a lawyer's."""
_HOME_LINE = re.compile(r"(?i)\b(?:jl|jln|jalan|dsn|dusun|perum|toko|ruko|sekretariat|alamat)\b")
_HOME_LABEL = re.compile(r"(?i)^\W*(?:sekretariat|alamat)\s*:\s*")
_HOME_END = re.compile(r"(?i)\s*\W?\s*\b(?:telp?|telepon|tlp|hp|wa|e-?mail)\b.*$")
_MARKS_BEFORE = re.compile(r"^\W+")
_AFTER_OFFICE = re.compile(
    r"\s*[,;(/]|\s+(?:di\s|pada\s)?(?=(?:KSPPS|KSP|KSU|KUD|KPRI|KPN|BMT|KDMP|[Kk]op(?:wan|kar|pas|pontren|des)|KOP\w+)\b"
    r"|[Kk]operasi [A-Z](?!\w*[,.]?$))|\s+(?=\(?[Nn]o(?:mor)?\b|sejak\b)"
)
SHORTEST_OFFICE = 5
SOME_DIGITS = 5
"""Digits that show that a number was written."""
LIST_REACH = 120
"""Letters behind a listed name within which its NIK stands."""
OWN_WORDS = 420
"""Letters from a writer's name within which he says who he is."""


@dataclass(frozen=True)
class Person:
    """One identity block; `row`: where it begins; `is_client`: another signs for him, in an office of his
    own."""

    row: int
    nama: Found | None = None
    nik: Found | None = None
    alamat: Found | None = None
    telepon: Found | None = None
    jabatan: Found | None = None
    is_client: bool = False


def applicant(letter: Anatomy) -> Person:
    """Who asks: the giver of a kuasa if there is one, else the first identity block, else a table's first
    person, else running text."""
    blocks = [b for b in identity_blocks(letter) if not _is_other_party(letter, b)]
    if not blocks:
        found = _from_table(letter) or _nameless_block(letter) or _from_running_text(letter)
        return _completed(found, letter)
    chosen = blocks[0]
    if len(blocks) > 1:
        between = join(row.passage for row in letter.rows[blocks[0].row : blocks[1].row]).text
        if _KUASA_FOR.search(between) and not _GIVES_KUASA.search(between):
            chosen = blocks[1]
    return _completed(chosen, letter)


def _from_table(letter: Anatomy) -> Person | None:
    found = first_in_table(letter.rows[letter.body : letter.closing])
    if found is None:
        return None
    return Person(letter.body, found["nama"], found["nik"], found["alamat"], found["telepon"])


def identity_blocks(letter: Anatomy) -> tuple[Person, ...]:
    """Blocks of label-value pairs, each begun by a name; below the closing where none stands above it."""
    return _blocks(letter, letter.kop_end, letter.closing) or _blocks(
        letter, letter.signing, len(letter.rows)
    )


def _blocks(letter: Anatomy, start_row: int, end_row: int) -> tuple[Person, ...]:
    pairs = [p for p in letter.pairs if start_row <= p.row < end_row and p.value]
    starts = [i for i, p in enumerate(pairs) if p.key == "nama" and _is_person(p)]
    bounds = pairwise([*starts, len(pairs)]) if starts else ()
    return tuple(_block(pairs[start:stop]) for start, stop in bounds)


def _numbered(pair: Pair | None) -> Pair | None:
    """A person's 'Nomor', the second line of whose label (KTP) stands below it, where it is a NIK."""
    return pair if pair and find_nik(pair.value) else None


def _nameless_block(letter: Anatomy) -> Person | None:
    """A person's labels whose first one, the name's, was lost: to a stamp, a staple, a note over it."""
    pairs = [p for p in letter.pairs if letter.body <= p.row < letter.closing and p.value and p.has_colon]
    start = next((i for i, p in enumerate(pairs) if p.key in PERSONAL_KEYS), None)
    if start is None or any(p.key in OWN_KEYS for p in pairs[:start]):
        return None
    above = letter.rows[pairs[start].row - 1].cells[-1] if pairs[start].row else Passage()
    is_in_column = abs(above.x0 - pairs[start].label.x0) > COLUMN_GAP and bool(_COLON_LEAD.match(above.text))
    name = clean_name(above.text)
    nama = text_found(above, name, rule=0.85) if is_in_column and looks_like_name(name) else None
    return replace(_block(pairs[start:]), nama=nama)


def koperasi_pairs(letter: Anatomy) -> dict[str, Pair]:
    """The labels that follow a koperasi's name, up to a person's: its address and telephone among them."""
    pairs = [p for p in letter.pairs if letter.kop_end <= p.row < letter.closing and p.value]
    start = next((i for i, p in enumerate(pairs) if p.key == "koperasi" and p.has_colon), None)
    if start is None:
        return {}
    before = [p.key for p in pairs[:start] if p.key != "nama" or _is_person(p)]
    if "nama" in before and "alamat" not in before:
        return {}
    found: dict[str, Pair] = {}
    for pair in pairs[start:]:
        if pair.key in {"nama", "termohon", "terlapor"}:
            break
        found.setdefault(pair.key, pair)
    return found


def _is_person(pair: Pair) -> bool:
    is_mailbox = bool(_MAILBOX.search(pair.value.text))
    return (pair.has_colon and not is_mailbox) or looks_like_name(pair.value.text)


def _block(pairs: Sequence[Pair]) -> Person:
    first: dict[str, Pair] = {}
    for pair in pairs:
        first.setdefault(pair.key, pair)
    nik = first.get("nik") or _numbered(first.get("nomor"))
    phone = first.get("telepon")
    return Person(
        row=pairs[0].row,
        nama=text_found(pairs[0].value, clean_name(pairs[0].value.text), rule=0.98),
        nik=(find_nik(nik.value) or _unreadable(nik)) if nik else None,
        alamat=_address(first["alamat"].value) if "alamat" in first else None,
        telepon=(find_phone(phone.value) or _unreadable(phone)) if phone else None,
        jabatan=_position(first["jabatan"].value) if "jabatan" in first else None,
    )


def _unreadable(pair: Pair) -> Found | None:
    """A number that stands there and can't be read; nothing where the form was left blank."""
    is_there = sum(char.isdigit() for char in pair.value.text) >= SOME_DIGITS
    return Found(None, pair.value, 0.0) if is_there else None


def _address(value: Passage) -> Found | None:
    return text_found(value, tidy(value.text), rule=0.96)


def _position(value: Passage) -> Found | None:
    """The office without the koperasi it is held in and what is told of it."""
    office = value.behind(_MARKS_BEFORE)
    end = _AFTER_OFFICE.search(office.text)
    value = office.slice(0, end.start()) if end and end.start() >= SHORTEST_OFFICE else value
    own, mended = tidy(value.text), mended_office(tidy(value.text))
    return text_found(value, mended, rule=0.96 if mended == own else 0.88)


def _is_other_party(letter: Anatomy, block: Person) -> bool:
    """A block introduced as the other side's."""
    before = " ".join(row.text for row in letter.rows[max(0, block.row - 2) : block.row])
    return block.row > letter.body and bool(_OTHER_PARTY.search(before)) and "bawah ini" not in before.lower()


def _completed(person: Person, letter: Anatomy) -> Person:
    """A telephone may stand among the koperasi's own data or in the text."""
    own = koperasi_pairs(letter).get("telepon")
    phone = (find_phone(own.value, rule=0.93) or _unreadable(own)) if own else None
    paper = None if person.is_client else own_paper(letter)
    return replace(
        person,
        alamat=person.alamat or (paper.alamat if paper else None),
        jabatan=person.jabatan or _lone_position(letter) or _membership(letter.body_text),
        nik=person.nik or _unlabelled_nik(person, letter) or _lone_nik(letter.body_text),
        telepon=person.telepon
        or phone
        or _phone_in_text(letter.body_text)
        or (paper.telepon if paper else None),
    )


def _lone_nik(text: Passage) -> Found | None:
    """The only number of its kind in the text, told to be a KTP's: 'pemegang KTP nomor 3517...'."""
    if len(NIK_RUN.findall(text.text)) != 1:
        return None
    found = running_nik(text)
    return found.with_rule(LONE_NIK) if found else None


def own_paper(letter: Anatomy) -> Person | None:
    """Address and telephone in the head of a private person's or a group's paper: proposed."""
    rows = [row.passage for row in letter.rows[: letter.kop_end]]
    if not rows or any(_OFFICIAL.search(row.text) for row in rows):
        return None
    homes = [row for row in rows if _HOME_LINE.search(row.text)]
    phones = [phone for row in rows if (phone := find_phone(row, rule=PROPOSED))]
    home = homes[0].behind(_HOME_LABEL) if homes else None
    end = _HOME_END.search(home.text) if home else None
    alamat = text_found(home.slice(0, end.start()) if end else home, rule=PROPOSED) if home else None
    return Person(0, alamat=alamat, telepon=next(iter(phones), None)) if alamat or phones else None


def _lone_position(letter: Anatomy) -> Found | None:
    """The one office that the letter's labels give, in whichever column it stands."""
    told = [pair.value for pair in letter.pairs_of("jabatan", letter.body, letter.closing) if pair.value]
    office = _position(told[0]) if len(told) == 1 else None
    return office.with_rule(PROPOSED) if office else None


def _unlabelled_nik(person: Person, letter: Anatomy) -> Found | None:
    """A NIK that stands among the person's labels behind one that could not be read: only proposed."""
    taken = {
        index
        for pair in letter.pairs
        for index in range(pair.row, (pair.row if pair.key == "nama" else pair.last_row) + 1)
    }
    for index in range(person.row + 1, min(person.row + BLOCK_ROWS, letter.closing)):
        row = letter.rows[index].passage
        if (
            index in taken
            or len(row.tokens) > SHORT_ROW
            or _FOREIGN_NIK.search(_LETTERS.findall(row.text)[0])
        ):
            continue
        found = find_nik(row, rule=PROPOSED)
        if found and found.is_valid:
            return replace(found, is_valid=None)
    return None


def _phone_in_text(text: Passage) -> Found | None:
    """'... dapat dihubungi di nomor WA 0856...'"""
    for match in _REACHED_AT.finditer(text.text):
        found = find_phone(text.slice(match.end(), match.end() + PHONE_REACH), rule=0.88)
        if found is not None:
            return found
    return None


def _from_running_text(letter: Anatomy) -> Person:
    """Name, NIK, address and office from the sentence in which the writer says who he is."""
    text = letter.body_text
    client = _client(text)
    name = client or _running_name(text) or _first_in_list(text)
    if name is None:
        return Person(letter.body)
    begin = text.text.index(name.where.text)
    own = text.slice(begin, begin + OWN_WORDS)
    return Person(
        row=letter.body,
        nama=name,
        nik=running_nik(own),
        alamat=personal_address(own),
        telepon=find_phone(own, rule=0.93),
        jabatan=None if client else _running_position(own),
        is_client=client is not None,
    )


def _client(text: Passage) -> Found | None:
    where = text.search(_CLIENT_NAME, 1)
    name = clean_name(where.text) if where else ""
    return text_found(where, name, rule=0.88) if where and looks_like_name(name) else None


def _first_in_list(text: Passage) -> Found | None:
    """The first name of a numbered list that gives NIKs."""
    for match in _FIRST_IN_LIST.finditer(text.text[: OWN_WORDS * 2]):
        where = text.group(match, 1)
        is_person = _RUNNING_NIK.search(text.text[match.end() : match.end() + LIST_REACH])
        if is_person and looks_like_name(where.text):
            return text_found(where, clean_name(where.text), rule=0.88)
    return None


def _running_name(text: Passage) -> Found | None:
    for match in _RUNNING_NAME.finditer(text.text):
        where = text.group(match, 1)
        name = clean_name(where.text)
        if looks_like_name(name) and match.start() < 600:
            return text_found(where, name, rule=0.9)
    return None


def running_nik(text: Passage) -> Found | None:
    """The first NIK that the text does not give to a koperasi, a tax number or another person."""
    for match in _RUNNING_NIK.finditer(text.text):
        if _FOREIGN_NIK.search(text.text[max(0, match.start() - 40) : match.start()]):
            continue
        found = find_nik(text.slice(match.end(), match.end() + 26), rule=0.93)
        if found is not None:
            return found
    return None


def with_phone_below(person: Person, letter: Anatomy) -> Person:
    """The person with the telephone below the closing, if none stands elsewhere."""
    below = join(row.passage for row in letter.rows[letter.closing :])
    return replace(person, telepon=person.telepon or find_phone(below, rule=0.88))


def _membership(text: Passage) -> Found | None:
    """'Saya (adalah) anggota KSP X', 'saya menjadi anggota sejak': what the writer says of himself."""
    where = text.search(_MEMBER, 1)
    return text_found(where, rule=MEMBERSHIP) if where else None


def _running_position(text: Passage) -> Found | None:
    where = text.search(_LISTED_POSITION, 1) or text.search(_RUNNING_POSITION, 1)
    own = (m for m in _MEMBER_OF.finditer(text.text) if not _OTHERS.search(text.text[: m.start()]))
    match = None if where else next(own, None)
    where = text.group(match, 1) if match else where
    return text_found(where, rule=0.88) if where else None
