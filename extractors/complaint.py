"""Complaint letters: who complains of whom, and what about; typed or written by hand, on forms or free."""

import re
from collections.abc import Sequence

from extractors.found import Found, as_field, text_found, tidy
from extractors.indonesian import find_dates
from extractors.layout import Row
from extractors.letter import signing
from extractors.letter.anatomy import Anatomy, dissect
from extractors.letter.koperasi import koperasi_in
from extractors.letter.matter import party
from extractors.letter.names import clean_name, looks_like_name
from extractors.letter.numbers import find_nik, find_phone
from extractors.pairs import Pair
from extractors.passage import Passage, join
from extractors.writing import evened, is_hard
from models.field import Field
from models.page import PageReading

_GREETING = re.compile(
    r"(?i)^\W*(?:den\w{2,4} ?(?:segala )?.{0,2}ormat|dgn hormat|salam\b|assalam\w*|ass?\.? ?wr|yth\b"
    r"|kepada\b|kpd\b|bpk\.? kepala|bapak kepala|ibu kepala"
    r"|di\W*(?:tempat|jombang)?\W*$|selamat (?:pagi|siang|sore|malam)|kulo nuwun|nuwun sewu)"
)
_CLOSE = re.compile(
    r"(?i)^\W*(?:sekian|demikian|terima ?kasih|trims|matur ?nuwun|mtr ?nuwun|suwun|wass?alam\w*"
    r"|atas perhatian|hormat ?(?:saya|kami)|salam hormat|pelapor|pengadu|pemohon"
    r"|(?:yang|yg) (?:mengadu\w*|melapor\w*|membuat\w*|menulis)|dari (?:saya|warga)|ttd\b|ht[do]\b)"
)
_SIGN = re.compile(
    r"(?i)^\W*(?:hormat ?(?:saya|kami)|salam hormat|pelapor|pengadu|pemohon|(?:yang|yg) (?:mengadu\w*"
    r"|melapor\w*|membuat\w*|menulis)|ttd|dari|tertanda)\W*(?:pengaduan|laporan)?\W*$"
)
_TITLE = re.compile(
    r"(?i)^\W*(?:formulir|kotak|surat|lembar|form)\s+(?:\w+\s+){0,2}(?:pengaduan|aduan|saran|keluhan"
    r"|laporan)|^\W*dinas koperasi\b|^\W*pemerintah kabupaten|^\W*(?:pengaduan|laporan) (?:masyarakat"
    r"|warga)\W*$"
)
_NAMELESS = re.compile(
    r"(?i)^\W*(?:warga(?: \w+)?|anggota(?: koperasi)?|hamba allah|tanpa nama|anonim|no ?name|masyarakat|nn"
    r"|korban|rahasia|-+)\W*$"
)
_OFFICIAL = re.compile(
    r"(?i)\b((?:petugas|pegawai|staf|satpam|resepsionis|operator|loket|kasir|pejabat|oknum|bagian|admin"
    r"|front office|penerima)(?:\s+(?!di\b|yang\b|yg\b|tidak\b|tdk\b|dinas\b|sering\b|kurang\b|saat\b"
    r"|ketika\b|selalu\b|sudah\b|tp\b|itu\b|ini\b|nya\b|dan\b)[a-z]+){0,2})"
)
_OFFICE_SERVICE = re.compile(
    r"(?i)\b(?:pelayanan|layanan|loket|antre\w*|antri\w*|petugas|pegawai|satpam|staf|kantor dinas|dinkopum"
    r"|dinas koperasi|tanda terima|berkas)\b"
)
_DATE_ONLY = re.compile(r"^\W*(?:[A-Z][A-Za-z]+\W+)?\d{1,2}\W+(?:[A-Za-z]+|\d{1,2})\W+\d{2,4}\W*$")
_PHONE_ONLY = re.compile(r"(?i)^(?:no\b|hp|wa|telp?|nomor|[.:/ ]){0,8}[\d\s.+-]{9,40}\W?$")
HANDWRITTEN_WORTH = 0.72
"""Values from handwriting are right less often at the same engine scores."""
HEAD_ROWS, MAX_NAME_WORDS, SCRAWL_LETTERS = 4, 7, 6
PERSON_KEYS = (
    "nama",
    "nik",
    "alamat",
    "telepon",
    "terlapor",
    "tanggal",
    "perihal",
    "ttl",
    "pekerjaan",
    "koperasi",
    "no_anggota",
    "umur",
    "jabatan",
    "jenis_kelamin",
    "lampiran",
    "termohon",
    "kepada",
)


def complaint_fields(pages: Sequence[PageReading]) -> dict[str, Field]:
    """The fields of surat_pengaduan by the contract's names."""
    letter = dissect([evened(page) for page in pages])
    pairs = {pair.key: pair for pair in reversed(letter.pairs) if pair.value}
    close = _close_row(letter.rows)
    name = _name(letter, pairs, close)
    matter = _matter(letter, close)
    nik, phone = pairs.get("nik"), pairs.get("telepon")
    found: dict[str, Found | None] = {
        "tanggal_surat": _date(letter, pairs, close),
        "pelapor_nama": name,
        "pelapor_nik": find_nik(nik.value) if nik else None,
        "pelapor_alamat": text_found(pairs["alamat"].value, rule=0.95) if "alamat" in pairs else None,
        "pelapor_telepon": (find_phone(phone.value) if phone else None) or _loose_phone(letter, close),
        "terlapor": _accused(pairs, matter),
        "materi_pengaduan": matter,
        "bertanda_tangan": _signed(letter, pages, close, name),
        "anonim": Found(name is None, name.where if name else Passage(), name.rule if name else 0.85),
    }
    worth = HANDWRITTEN_WORTH if any(is_hard(page) for page in pages) else 1.0
    return {key: as_field(f.with_rule(f.rule * worth) if f else None) for key, f in found.items()}


def _date(letter: Anatomy, pairs: dict[str, Pair], close: int) -> Found | None:
    """tanggal: by label, else in the first rows, else under the closing."""
    places = [pairs["tanggal"].value] if "tanggal" in pairs else []
    places += [row.passage for row in (*letter.rows[:HEAD_ROWS], *letter.rows[close:])]
    for where in places:
        for value, start, end in find_dates(where.text):
            return Found(value.isoformat(), where.slice(start, end), 0.93)
    return None


def _close_row(rows: Sequence[Row]) -> int:
    """The row with which the complaint ends: thanks, or the words over the signature."""
    for index in range(len(rows) - 1, 0, -1):
        if _SIGN.match(rows[index].text):
            above = [i for i in range(max(1, index - 3), index) if _CLOSE.match(rows[i].text)]
            return above[0] if above else index
    hits = [i for i in range(1, len(rows)) if _CLOSE.match(rows[i].text)]
    return hits[-1] if hits else len(rows)


def _name(letter: Anatomy, pairs: dict[str, Pair], close: int) -> Found | None:
    """By label, else the first name under the closing words."""
    if "nama" in pairs:
        value = pairs["nama"].value
        name = clean_name(value.text)
        if _NAMELESS.match(value.text) or sum(c.isalpha() for c in name) < 3:
            return None
        return text_found(value, name, rule=0.97)
    hits = [cell for row in letter.rows[close:] for cell in row.cells if _may_be_name(letter, cell)]
    if not hits:
        return None
    cell = max(hits, key=lambda hit: sum(char.isalpha() for char in hit.text))
    name = clean_name(cell.text)
    return text_found(cell, name, rule=0.92 if name[:1].isupper() else 0.6)


def _may_be_name(letter: Anatomy, cell: Passage) -> bool:
    """A short run of words under the closing that is neither form, label nor number."""
    text = cell.text
    is_form = _CLOSE.match(text) or _NAMELESS.match(text) or _DATE_ONLY.match(text) or _GREETING.match(text)
    return (
        not is_form
        and len(cell.tokens) <= MAX_NAME_WORDS
        and looks_like_name(text.title())
        and not _in_pair(letter, cell)
    )


def _in_pair(letter: Anatomy, cell: Passage) -> bool:
    spots = {token for pair in letter.pairs for token in (*pair.label.tokens, *pair.value.tokens)}
    return any(token in spots for token in cell.tokens)


def _loose_phone(letter: Anatomy, close: int) -> Found | None:
    return find_phone(join(row.passage for row in letter.rows[close:]), rule=0.9)


def _accused(pairs: dict[str, Pair], matter: Found | None) -> Found | None:
    """terlapor: by label, else the koperasi complained of, else the official."""
    if "terlapor" in pairs:
        value = pairs["terlapor"].value
        return party(value, 0.95) or text_found(value, tidy(value.text), rule=0.9)
    if matter is None:
        return None
    for koperasi in koperasi_in(matter.where):
        return text_found(koperasi, rule=0.92)
    official = matter.where.search(_OFFICIAL, 1)
    return text_found(official, rule=0.8) if official else None


def _matter(letter: Anatomy, close: int) -> Found | None:
    """materi_pengaduan: what is left without title, addressee, greeting, labels, date and closing."""
    start = next(
        (pair.row for pair in letter.pairs if pair.key in {"materi", "pokok"} and pair.row < close), None
    )
    rows = letter.rows[:close]
    taken = {
        index
        for pair in letter.pairs
        if pair.key in PERSON_KEYS and pair.value
        for index in range(pair.row, pair.last_row + 1)
    }
    kept = [
        row.passage if index != start else _behind_label(letter, index)
        for index, row in enumerate(rows)
        if index not in taken and (start is None or index >= start) and (index == start or _tells(row.text))
    ]
    where = join(kept)
    if sum(c.isalpha() for c in where.text) < 12:
        return None
    text = tidy(where.text)
    return text_found(where, text if text.endswith((".", "!", "?")) else text + ".", rule=0.88)


def _behind_label(letter: Anatomy, index: int) -> Passage:
    """What stands behind the label of the complaint's text on its own row."""
    for pair in letter.pairs:
        if pair.row == index and pair.key in {"materi", "pokok"}:
            return Passage(
                tuple(t for t in pair.value.tokens if abs(t.middle - pair.label.middle) < pair.label.height)
            )
    return Passage()


def _tells(text: str) -> bool:
    patterns = (_GREETING, _TITLE, _DATE_ONLY, _PHONE_ONLY)
    return any(c.isalpha() for c in text) and not any(pattern.match(text) for pattern in patterns)


def is_about_office(text: str) -> bool:
    """Whether a complaint is about the office's own service rather than a koperasi."""
    return len(_OFFICE_SERVICE.findall(text)) >= 2


def _signed(letter: Anatomy, pages: Sequence[PageReading], close: int, name: Found | None) -> Found:
    """bertanda_tangan: ink that is no print below the closing words, or a scrawl above the name."""
    at = letter.rows[min(close, len(letter.rows) - 1)].passage if letter.rows else Passage()
    hits = [
        (mark, number)
        for mark, number in signing.signatures(pages)
        if not at or number > (at.page or 1) or (number == at.page and mark.box[3] > at.tokens[0].box[1])
    ]
    scrawl = _scrawl(letter, close, name)
    if not hits and scrawl is not None:
        return Found(True, rule=0.8, page=scrawl.page, box=scrawl.box)
    return signing.best_mark(hits)


def _scrawl(letter: Anatomy, close: int, name: Found | None) -> Passage | None:
    """A signature that RapidOCR took for a few letters: it stands between the closing words and the name."""
    if name is None or not name.where:
        return None
    for row in letter.rows[close + 1 :]:
        for cell in row.cells:
            is_between = cell.page == name.where.page and cell.middle < name.where.y0
            letters = sum(char.isalnum() for char in cell.text)
            if is_between and 0 < letters <= SCRAWL_LETTERS and not _CLOSE.match(cell.text):
                return cell
    return None
