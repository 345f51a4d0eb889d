"""What is asked: kind of service, the other party, and the paragraphs that state the problem."""

import itertools
import re
from collections.abc import Sequence

from extractors.found import Found, text_found, tidy
from extractors.layout import Row
from extractors.letter.anatomy import Anatomy
from extractors.letter.koperasi import koperasi_in
from extractors.letter.names import NAME, clean_name, looks_like_name
from extractors.passage import Passage, join

_KINDS: dict[str, re.Pattern[str]] = {
    "penyelesaian_masalah": re.compile(
        r"penyelesai\w*|mediasi|dimediasi|fasilitasi|difasilitasi|keberatan|keringanan|serah terima|sengketa|perselisihan|dipertemukan|musyawarah|klarifikasi|penjadwalan ulang|pengembalian",
        re.I,
    ),
    "konsultasi": re.compile(
        r"konsultasi|berkonsultasi|bimbingan|informasi|pendampingan|audiensi|petunjuk|penjelasan|arahan|pembinaan|tata cara|persyaratan|pendirian|penyuluhan|sosialisasi",
        re.I,
    ),
    "pengaduan": re.compile(
        r"pengaduan|mengadukan|aduan|laporan dugaan|melaporkan|pelaporan|dugaan|pemeriksaan|laporan\b|penyalahgunaan|ditindak",
        re.I,
    ),
}
_ASK = re.compile(r"(?:dengan ini|bermaksud|mengajukan|memohon|mohon|menyampaikan)\b.{0,200}", re.I)
_LEADING = re.compile(
    r"^\W*(?:dengan (?:segala )?hormat|assalam\w*.{0,20}|(?:yang|yg) bertanda|bersama(?: surat)? ini|dengan ini|sehubungan dengan (?:hal )?(?:tersebut|itu)|untuk itu|oleh karena itu|berkenaan dengan)",
    re.I,
)
_ASKS_ONLY = re.compile(
    r"(?:dengan ini|bermaksud|bersama(?: surat)? ini)\b.{0,120}(?:mengajukan|memohon|mohon|menyampaikan|permohonan|pengaduan|melaporkan)",
    re.I,
)
_WISH = re.compile(
    r"^\W*(?:sehubungan dengan hal|berkenaan dengan hal|untuk itu|oleh karena itu|maka dari itu|berdasarkan hal|atas dasar|kami (?:mohon|berharap)|saya (?:mohon|berharap)|mohon kiranya|besar harapan)",
    re.I,
)
_INTRO = re.compile(r"(?i)(?:sebagai berikut|berikut ini|di ?bawah ini|adapun .{0,60}|yaitu)\s*[:.]?\s*$")
_AGAINST = re.compile(
    r"(?i)\b(?:terhadap|melawan|dengan pihak|dengan pengurus|pihak termohon(?: yaitu)?|termohon(?: adalah|:)?|terlapor(?: adalah|:)?|mengadukan|melaporkan)\s+"
)
_OFFICER = re.compile(
    rf"(?:(?:Ketua|Bendahara|Sekretaris|Manajer|Pengurus|Kepala|mantan Ketua|Sdr\.?|Saudara|Saudari|Sdri\.?|Bapak|Ibu)\s+)+({NAME.pattern})"
)


def service_kind(letter: Anatomy, subject: Found | None) -> Found | None:
    """jenis_layanan by words in the perihal (which weighs most), the request and the body."""
    for pair in letter.pairs_of("layanan"):
        for kind, pattern in _KINDS.items():
            if pattern.search(pair.value.text):
                return Found(kind, pair.value, 0.97)
    body = letter.body_text
    asks = " ".join(match[0] for match in _ASK.finditer(body.text))
    title = str(subject.value) if subject else ""
    scores = {
        kind: 6 * bool(pattern.search(title)) + 2 * min(2, len(pattern.findall(asks))) + min(2, len(pattern.findall(body.text)))
        for kind, pattern in _KINDS.items()
    }  # fmt: skip
    best, second = sorted(scores, key=lambda kind: -scores[kind])[:2]
    if not scores[best]:
        return None
    where = subject.where if subject and _KINDS[best].search(title) else body.search(_KINDS[best])
    margin = (scores[best] - scores[second]) / scores[best]
    return Found(best, where, 0.75 + 0.2 * margin)


def problem(letter: Anatomy) -> Found | None:
    """pokok_masalah: by label, else the body's paragraphs without opening, wish and closing."""
    for pair in letter.pairs_of("pokok", letter.body, letter.closing):
        if len(pair.value.text) > 30:
            return text_found(pair.value, rule=0.92)
    kept = list(paragraphs(letter.rows[_after_identity(letter) : letter.closing]))
    stating = [p for p in kept if not _is_formula(p.text)]
    where = join(stating or kept)
    return text_found(where, tidy(where.text) + ".", rule=0.85) if len(where.text) > 20 else None


def _after_identity(letter: Anatomy) -> int:
    """The row after the last identity pair (and its wrapped lines)."""
    keys = {
        "nama",
        "nik",
        "alamat",
        "telepon",
        "jabatan",
        "pekerjaan",
        "ttl",
        "koperasi",
        "no_anggota",
        "agama",
        "umur",
        "jenis_kelamin",
        "alamat_koperasi",
        "badan_hukum",
        "status",
        "email",
        "kk",
        "npwp",
        "nib",
    }
    last = letter.body
    for pair in letter.pairs:
        if letter.body <= pair.row < letter.closing and pair.key in keys and pair.has_colon and pair.value:
            height = pair.value.height or 0.01
            wraps = round((pair.value.y1 - pair.value.y0) / (height * 1.6))
            last = max(last, pair.row + max(1, min(4, wraps)))
    return last


def _is_formula(text: str) -> bool:
    if _WISH.match(text) or (_LEADING.match(text) and (len(text) < 60 or _ASKS_ONLY.search(text[:200]))):
        return True
    return bool(_INTRO.search(text)) and len(text) < 220


def paragraphs(rows: Sequence[Row]) -> tuple[Passage, ...]:
    """Rows gathered to paragraphs: an indented first line, a short last line or a wide gap parts them."""
    if not rows:
        return ()
    left = sorted(row.passage.x0 for row in rows)[len(rows) // 3]
    right = max(row.passage.x1 for row in rows)
    gaps = [b.passage.middle - a.passage.middle for a, b in itertools.pairwise(rows) if a.page == b.page]
    usual = sorted(gaps)[len(gaps) // 3] if gaps else 0.02
    groups: list[list[Passage]] = [[rows[0].passage]]
    for before, row in itertools.pairwise(rows):
        height = row.passage.height or 0.01
        is_apart = row.page == before.page and row.passage.middle - before.passage.middle > 1.45 * usual
        is_indented = row.passage.x0 - left > 1.5 * height and before.passage.x0 - left < 1.5 * height
        is_short = right - before.passage.x1 > 12 * height and before.text.rstrip().endswith((".", ":", ";"))
        if is_apart or is_indented or is_short:
            groups.append([])
        groups[-1].append(row.passage)
    return tuple(join(group) for group in groups)


def respondent(letter: Anatomy, own: Found | None) -> Found | None:
    """termohon: by label, else who the text sets the request against."""
    for pair in letter.pairs_of("termohon"):
        if pair.value:
            return text_found(pair.value, clean_name(pair.value.text), rule=0.95)
    text = letter.body_text
    for match in _AGAINST.finditer(text.text):
        tail = text.slice(match.end(), match.end() + 120)
        person = _OFFICER.match(tail.text)
        if person and looks_like_name(person[1]):
            where = tail.group(person, 1)
            return text_found(where, clean_name(where.text), rule=0.85)
        for name in koperasi_in(tail):
            return text_found(name, rule=0.85)
    return None
