"""What kind of paper a page belongs to, by the words that such papers carry.

Each anchor weighs what it tells: a phrase that only one kind of paper has weighs much, one that many
have little. Anchors are matched on text without spaces and marks, so that OCR's broken words still count.
Requests and complaints share most words; what parts them is form: a request is a formal letter, a
complaint comes on a form or in plain words (`formality`).
"""

import re
from collections.abc import Sequence

from extractors.text.legibility import plain_text, squeezed_text
from models.document import Kind
from models.page import PageReading

_LETTER_ANCHORS: tuple[tuple[str, float], ...] = (
    ("perihal", 1.0), ("kepadayth", 1.2), ("yth", 1.0), ("denganhormat", 1.0), ("assalam", 0.6),
    ("salamsejahtera", 0.8),
    ("bertandatangan", 1.2), ("hormatkami", 1.2), ("hormatsaya", 1.2), ("demikian", 0.8), ("kepaladinas",
    1.0),
    ("permohonan", 1.2), ("memohon", 0.6), ("pemohon", 1.0), ("terimakasih", 0.6), ("pengaduan", 1.0),
    ("pelapor", 1.2),
    ("mengadukan", 1.0), ("melaporkan", 0.8), ("mohon", 0.6), ("tolong", 0.8), ("maturnuwun", 0.8),
    ("koperasi", 0.3),
    ("mediasi", 0.4), ("konsultasi", 0.4), ("tembusan", 0.4), ("lampir", 0.4), ("terlapor", 1.0),
    ("yangdiadukan", 1.5),
    ("isipengaduan", 1.5), ("kotakaduan", 1.5), ("sekian", 0.6), ("kpdyth", 1.0), ("sehubungan", 0.4),
    ("yangterhormat", 1.0), ("selamatpagi", 0.8), ("selamatsiang", 0.8), ("selamatsore", 0.8),
    ("keluhan", 0.8), ("nuwunsewu", 0.8), ("kulonuwun", 0.8), ("pengadu", 0.8),
)  # fmt: skip
_INSTITUTION_ANCHORS: tuple[tuple[str, float], ...] = (
    ("aktapendirian", 2.0), ("aktependirian", 2.0), ("izinusahasimpanpinjam", 3.0),
    ("tandadaftarperusahaan", 3.0),
    ("bukudaftarumum", 1.2), ("notaris", 1.6), ("pengesahan", 1.2), ("keputusanmenteri", 2.5),
    ("keputusankepala", 2.0),
    ("keputusanbupati", 2.0), ("menterihukum", 1.5), ("nomorindukberusaha", 3.5), ("perizinanberusaha", 2.5),
    ("nomorpokokwajibpajak", 3.0), ("npwp", 0.8), ("direktoratjenderalpajak", 2.5), ("pratama", 0.8),
    ("sertifikat", 1.5), ("nomorindukkoperasi", 2.0), ("kementeriankoperasi", 1.5), ("memutuskan", 2.0),
    ("menimbang", 2.0),
    ("mengingat", 1.5), ("menetapkan", 1.5), ("anggarandasar", 0.6), ("badanhukum", 0.4), ("salinan", 0.8),
    ("penghadap", 2.0),
    ("suratketerangandomisili", 3.0), ("berdomisili", 1.0), ("keteranganterdaftar", 2.0), ("pasal1", 1.0),
    ("tanggalterdaftar", 1.5),
    ("menerangkanbahwakoperasi", 1.5), ("berkedudukandi", 0.8), ("republikindonesia", 0.5), ("kementerian",
    0.8),
)  # fmt: skip
_OTHER_TITLES = re.compile(
    r"kartukeluarga|bukutabungan|bukusimpanan|rekeningkoran|kwitansi|kuitansi|suratkuasa|daftarhadir"
    r"|suratperjanjian|neraca"
    r"|beritaacara|slipsetoran|buktisetor|tandaterima|suratpernyataan|suratketerangantidakmampu"
    r"|kartuanggota|daftarpengurus|fotokegiatan"
)
"""Titles of attachments; they count only at the top of a page that is no letter."""
_POWER_TITLE = re.compile(r"(?:suratkuasa|kuasakhusus)")
_LETTER_HEAD = re.compile(r"yth|perihal|denganhormat|yangterhormat|assalam")
"""What a power of attorney has not that a lawyer's letter has."""
_COMPLAINT_MARKS: tuple[tuple[str, float], ...] = (
    (r"(?:formulir|kotak|lembar) ?(?:pengaduan|aduan|saran|keluhan)", 3.0),
    (r"surat ?(?:pengaduan|aduan|keluhan)", 1.5),
    (r"\byang (?:diadukan|dilaporkan)\b", 2.5),
    (r"\b(?:isi|materi|uraian) (?:pengaduan|aduan|laporan|saran)", 2.5), (r"\bpelapor\b|\bpengadu\b", 2.0),
    (r"\byang meng?adu\w*|\byang melapor\w*|\byang membuat pengaduan", 2.0),
    (r"\b(?:mau|ingin|mo|arep) (?:lapor|ngadu|mengadu|mengeluh)", 2.0),
    (r"(?m)\bperihal\W{0,5}(?:surat )?(?:pengaduan|laporan|keluhan|aduan)(?: \w+)?\W*$", 1.5),
    (r"\bkpd\b|\bbpk\.? kepala\b", 0.8), (r"\b(?:yg|sdh|tdk|tp|tlg|mhn|sy|dgn|krn|blm|bln|skrg|utk|org|jgn"
        r"|pdhl|gak|ndak|mboten|nyuwun|kulo|niki|nggih|wonten|sampun)\b", 0.7),
    (r"\bsekian\b|harap maklum|matur ?nuwun|\bsuwun\b|\btrims\b", 0.8),
    (r"\bkeluhan\b|\bmengeluh\w*|\baduan\b", 1.5), (r"\b(?:perkenalkan|nama saya)\b", 0.5),
    (r"\btolong\b|\bmohon dibantu\b|\bmohon keadilan\b", 0.7), (r"\banonim\b|hamba allah|takut\b", 0.8),
)  # fmt: skip
_REQUEST_MARKS: tuple[tuple[str, float], ...] = (
    (r"permohonan", 2.0), (r"\bpemohon\b|yang memohon|kami yang memohon", 2.0),
    (r"\bnomor\W{1,4}\S*\d+\S*/", 1.5), (r"\blamp(?:iran)?\b\.?\W{0,3}", 1.2),
    (r"\bsifat\W{0,3}(?:segera|biasa|penting)", 1.0), (r"\btembusan\b", 1.0),
    (r"bertanda ?tangan ?di ?bawah", 1.0), (r"bertanda ?tangan", 0.6),
    (r"(?<!\d)(?:\d[ .-]?){16}(?!\d)", 1.2), (r"\bmeterai\b", 1.0), (r"\bterlampir|\bfotokopi"
        r"|\bfoto copy", 0.8),
    (r"mohon (?:keterangan|petunjuk|informasi|bimbingan|arahan|bantuan penyelesaian"
        r"|penjelasan tentang)", 1.2), (r"\bkonsultasi|\bmediasi|\bfasilitas\w*|\bpendampingan"
        r"|\bbimbingan", 1.0),
    (r"\b(?:perihal|hal)[^\w\n]{0,3}\n?[^\w\n]{0,3}(?:\w+[ ,]+){2}\w+", 1.0),
    (r"(?:atas nama|selaku|mewakili)\W+(?:pengurus|ketua|anggota|koperasi)|\bjabatan\b", 1.2),
    (r"badan hukum|\bahu\W?\d", 1.0), (r"\bmenyelesaikan|mempertemukan|menengahi|\bpenyelesaian", 0.8),
    (r"kuasa hukum|surat kuasa|advokat", 1.5), (r"kepada\W{0,4}yth", 0.7),
    (r"sebagai bahan pertimbangan|kami lampirkan", 1.2), (r"\btermohon\b", 1.5),
    (r"mengajukan|memohon bantuan|menyampaikan (?!(?:ke|pengad|adu|lapor|sar)\w*)", 0.7),
)  # fmt: skip
_PLAIN_SPEECH = 0.5
"""What a mark of complaints counts as a mark of letters: people who write plainly leave the forms out."""
HANDWRITTEN_COMPLAINT = 1.5
"""Requests come typed nearly always (domain reference 2.1), complaints from the box by hand."""
DOUBT = 0.8
"""Weight against a request: a letter with no mark of either kind is a plain complaint."""
FULL_LETTER, FULL_INSTITUTION = 4.0, 4.5
"""Anchor weights at which a page surely is a letter or an institution's paper."""
MIN_SCORE = 0.34
"""Below this share of a full score a page is nothing we know: an attachment."""
TOLD_WORDS = 20
_FIRST_PERSON = r"\b(?:saya|sy|kami|kulo|kula|aku)\b"
MIN_TEXT = 20
"""Letters of print; a page with less is blank."""


def page_kinds(page: PageReading) -> tuple[tuple[Kind, float], ...]:
    """The kinds of which the page carries a part, best first. Blank pages: kosong; unknown: lampiran."""
    text = squeezed_text(page.lines)
    is_empty = page.quality.is_blank or (len(text) < MIN_TEXT and not page.marks)
    if not page.cards and is_empty:
        return ((Kind.KOSONG, 0.95),)
    found: list[tuple[Kind, float]] = []
    if page.cards:
        found.append((Kind.KTP, max(card.score for card in page.cards)))
    found.extend(_papers(page, text))
    return tuple(found) or ((Kind.LAMPIRAN, 0.6),)


def _papers(page: PageReading, text: str) -> list[tuple[Kind, float]]:
    if page.cards and len(text) < MIN_TEXT:
        return []  # a note beside a card
    told = _PLAIN_SPEECH * _weight(plain_text(page.lines), _COMPLAINT_MARKS)
    letter = (_score(text, _LETTER_ANCHORS) + told) / FULL_LETTER
    institution = _score(text, _INSTITUTION_ANCHORS) / FULL_INSTITUTION
    if letter < MIN_SCORE and _is_told(page):
        letter = MIN_SCORE
    if _POWER_TITLE.match(text) and not _LETTER_HEAD.search(text):
        return [(Kind.LAMPIRAN, 0.7)]
    best = max(letter, institution)
    if best < MIN_SCORE or (_OTHER_TITLES.search(text[:90]) and letter < 0.8):
        is_paper = len(text) >= MIN_TEXT * 3 and not page.cards
        return [(Kind.LAMPIRAN, 0.7)] if is_paper else []
    if institution >= letter:
        return [(Kind.IDENTITAS_LEMBAGA, min(1.0, institution))]
    request = formality(page)
    share = min(1.0, letter)
    kinds = [(Kind.SURAT_PERMOHONAN, share * request), (Kind.SURAT_PENGADUAN, share * (1 - request))]
    return sorted(kinds, key=lambda hit: -hit[1])


def _is_told(page: PageReading) -> bool:
    """Whether somebody writes by hand of himself: a letter, however little of its wording can be read."""
    text = plain_text(page.lines)
    is_hand = page.is_handwritten or page.reader == "rapidocr"
    return is_hand and len(text.split()) >= TOLD_WORDS and re.search(_FIRST_PERSON, text) is not None


def formality(page: PageReading) -> float:
    """0..1: how much a letter looks like a request (1) rather than a complaint (0)."""
    text = plain_text(page.lines)
    request = _weight(text, _REQUEST_MARKS)
    complaint = _weight(text, _COMPLAINT_MARKS) + HANDWRITTEN_COMPLAINT * page.is_handwritten
    return request / (request + complaint + DOUBT)


def _weight(text: str, marks: Sequence[tuple[str, float]]) -> float:
    return sum(weight for pattern, weight in marks if re.search(pattern, text))


def _score(text: str, anchors: Sequence[tuple[str, float]]) -> float:
    return sum(weight for anchor, weight in anchors if anchor in text)
