"""The body of a letter: paragraphs, and which of them state the matter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.layout import Row
from extractors.letter.anatomy import SALUTATION, Anatomy
from extractors.letter.people_table import table_rows
from extractors.passage import Passage, Token, join

WIDE_LEAD = 1.45
"""Lines farther apart than this many usual distances begin a paragraph."""
INDENT = 1.5
"""Word heights by which a first line is set in."""
SHORT_LINE = 12.0
"""Word heights that a paragraph's last line ends before the margin."""
SPECK_GAP = 1.5
"""Word heights; a colon stands closer behind its word than dust does."""
MAX_AFTER = 4
"""Letters behind the word that announces a list."""
MAX_BETWEEN, SCRAP_WORDS, LABELLED_WORDS = 2, 8, 12
"""Rows between two labels of one block, and words of such a row and of one with a label that is not known; a
sentence has more."""
MAX_LEAD = 140
"""Letters; a longer sentence that ends in a colon tells something before it."""
IDENTITY_KEYS = frozenset({
    "nama", "nik", "alamat", "telepon", "jabatan", "pekerjaan", "ttl", "koperasi", "no_anggota", "agama",
    "umur",
    "jenis_kelamin", "alamat_koperasi", "badan_hukum", "status", "email", "kk", "npwp", "nib", "nik_koperasi",
    "termohon", "terlapor", "perihal", "nomor", "lampiran", "tanggal", "layanan",
})  # fmt: skip
_MARKER = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-h][.)]|[-–—•*▪»>+])$")
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+(?=[\"“(]?[A-Z])")
_NO_END = re.compile(
    r"(?i)\b(?:rp|no|sdr|sdri|bpk|dr|drs|dra|ir|prof|kh|fx|tn|ny|hj?|kec|kab|ds|dsn|jl|dk|gg|perum|tgl|a\.n"
    r"|an|yth|st|moch|moh|muh"
    r"|kop|kel|rt|rw|[a-z])\.$"
)
_INTRO = re.compile(
    r"(?i)^\W*(?:disampaikan dengan|(?:bersama|melalui) (?:surat )?ini|dengan ini|bermaksud"
    r"|menindaklanjuti|sehubungan dengan surat"
    r"|(?:kami |saya )?(?:yang|yg) (?:ber)?tanda|perkenankan|mewakili|selaku|hendak"
    r"|dalam (?:hal|kedudukan) (?:ini|saya|kami)|memperhatikan"
    r"|untuk selanjutnya|selanjutnya disebut|sebagai (?:pemohon|pelapor))"
)
_ASKING = re.compile(
    r"(?i)\b(?:mengajukan|memohon|mohon|menyampaikan|memerlukan bantuan|permohonan|pengaduan|mengadukan"
    r"|melaporkan|(?:ber)?konsultasi|bertindak|berikut|di ?bawah ini|uraian|penjelasan|hal-hal)\b"
)
_IDENTITY = re.compile(
    r"(?i)(?:\bNIK\b|\bKTP\b.{0,20}\d|beralamat|bertempat tinggal|bertanda ?tangan|berdomisili|alamat rumah)"
)
_PARTY = re.compile(
    r"(?i)^\W*(?:adapun )?(?:pihak|pihak-pihak|koperasi|yang)? ?(?:yang )?(?:kami |saya )?(?:maksud|adukan"
    r"|laporkan|termohon|terlapor)\b.{0,20}(?:adalah|yaitu|ialah|:)"
)
_TURN = re.compile(
    r"(?i)^\W*(?:(?:sehubungan|berkenaan|berkaitan|terkait) dengan (?:hal|itu|permasalahan)|untuk itu"
    r"|untuk hal|oleh (?:karena|sebab) itu"
    r"|karena itu|maka dari itu|berdasarkan hal|atas dasar|dengan demikian|sehubungan hal)"
)
"""Words that turn from the matter to what is wished; they do so also within a paragraph."""
_WISH = re.compile(
    r"(?i)^\W*(?:(?:saya|kami)(?: sangat| dengan hormat)? (?:mohon|memohon|berharap|mengharap\w*|meminta"
    r"|minta)|mohon|kiranya"
    r"|besar harapan|sudilah|harapan (?:kami|saya))"
)
_WISHING = re.compile(
    r"(?i)\b(?:mohon|memohon|harap|berharap|mengharap\w*|dapat(?:lah)? kiranya|meminta|mengadukan|permohonan"
    r"|mengajukan)\b"
)
_ATTACH = re.compile(
    r"(?i)(?:lampirkan|terlampir|dilampirkan|sertakan|disertakan|bahan pertimbangan|kelengkapan)\b"
)
_ATTACHED = re.compile(
    r"(?i)^\W*(?:(?:sebagai|untuk) (?:bahan|kelengkapan|bukti)|bersama (?:ini|surat)|terlampir|turut"
    r"|berikut (?:ini )?(?:kami|saya)|(?:kami|saya) (?:lampirkan|sertakan))\b"
)
"""How a sentence begins that tells what is enclosed."""
_REACHED = re.compile(r"(?i)\b(?:dihubungi|menghubungi|hubungi)\b.{0,40}\d{3}")
_CLAUSE = re.compile(
    r"\W*(?:memohon|mengajukan|bermaksud|mohon|meminta|ingin|hendak|menyampaikan(?!\s+bahwa))\b"
)
"""In small letters: the opening sentence goes on behind the identity block with what is asked."""
LONG_CLAUSE = 160
"""Letters; a longer clause tells the matter within what it asks."""
_THANKS = re.compile(
    r"(?i)^\W*(?:atas (?:perhatian|bantuan|perkenan|kerja ?sama|kebijaksanaan)|demikian|terima kasih)\b"
)
_LABELLED_ROW = re.compile(r"^\W*(?:[\w./()]+\s+){0,3}[\w./()]+\s*:\s*\S")
_BACKGROUND = re.compile(
    r"(?i)^\W*(?:sebagai informasi|(?:hal|surat|permohonan|laporan|pengaduan) ini (?:kami |saya )?(?:di)?"
    r"(?:ajukan|buat|sampaikan) (?:berdasarkan|sesuai)"
    r"|\w+ ini dapat (?:dikuatkan|dibuktikan|disaksikan))"
    r"|\b(?:NPWP|nomor induk koperasi|NIB)\b.{0,30}(?:\d|diperbarui|perbarui)|\brekening\b.{0,60}\bbersaldo\b"
    r"|\b(?:saya|kami) (?:telah |sudah )?(?:menjadi|adalah|merupakan|tercatat sebagai|terdaftar sebagai)"
    r" anggota\b|^\W*(?:adalah|merupakan|selaku|sebagai) (?:anggota|nasabah|pengurus)\b"
    r"|\bkoperasi kami (?:berdiri|didirikan)\b"
)
"""Who the writer or koperasi is and by which law he asks: no part of what is wrong."""
_LEADS_ON = re.compile(r"(?i)(?:berikut(?: ini)?|di ?bawah ini|sbb|yaitu|antara lain)\W*$|:\W*$")


@dataclass(frozen=True)
class Paragraph:
    """Rows that belong together; `is_point`: an item of a list."""

    words: Passage
    is_point: bool

    @property
    def text(self) -> str:
        """Its words."""
        return self.words.text


def statement(letter: Anatomy) -> Passage:
    """The words of the paragraphs that state the matter: no opening, identity, wish, attachments, closing."""
    kept: list[Passage] = []
    wishes: list[Passage] = []
    is_attachment = False
    for paragraph in paragraphs(body_rows(letter)):
        if is_attachment and paragraph.is_point:
            continue
        parts = list(sentences(paragraph.words))
        is_attachment = any(_is_attaching(part.text) for part in parts)
        told = [part for part in parts if not _is_formula(part.text) and not _is_attaching(part.text)]
        if told and _WISH.match(told[0].text):
            wishes.extend(told)
        else:
            kept.extend(part for part in told if not _is_turn(part.text, paragraph.is_point))
    return join(_told(kept) or wishes)


def _told(kept: Sequence[Passage]) -> list[Passage]:
    """The sentences without those on the side, unless nothing else is told."""
    main = [part for part in kept if not _is_aside(part.text)]
    return main or list(kept)


def _is_aside(text: str) -> bool:
    is_fragment = text.strip(" .,").isalpha()
    is_bare_clause = bool(_CLAUSE.match(text)) and len(text) < LONG_CLAUSE
    return (
        is_fragment
        or is_bare_clause
        or bool(_THANKS.match(text) or _BACKGROUND.search(text) or _REACHED.search(text) or _WISH.match(text))
    )


def _is_attaching(text: str) -> bool:
    found = _ATTACH.search(text)
    if found is None:
        return False
    if _ATTACHED.match(text):
        return True
    return bool(_LEADS_ON.search(text)) or len(text) - found.end() < MAX_AFTER


def _is_turn(text: str, is_point: bool) -> bool:
    """A sentence that turns to the wish; after a list's last item it may lack the turning words."""
    return (bool(_TURN.match(text)) and bool(_WISHING.search(text))) or (is_point and bool(_WISH.match(text)))


def body_rows(letter: Anatomy) -> tuple[Row, ...]:
    """The body's rows without salutation and label-value pairs."""
    taken = _identity_rows(letter)
    inner = letter.rows[letter.body : letter.closing]
    table = {letter.body + index for index in table_rows(inner)}
    rows = enumerate(inner, letter.body)
    return tuple(row for i, row in rows if i not in taken and i not in table and not _is_greeting(row.text))


def _identity_rows(letter: Anatomy) -> set[int]:
    """Rows of label and value, and what stands between two of them: values whose label was not known."""
    spans = [(p.row, p.last_row) for p in letter.pairs if p.key in IDENTITY_KEYS and p.value]
    taken = {index for start, end in spans for index in range(start, end + 1)}
    for (_, end), (start, _) in pairwise(sorted(spans)):
        between = range(end + 1, start)
        if len(between) <= MAX_BETWEEN and all(_is_scrap(letter.rows[index]) for index in between):
            taken |= set(between)
    for index in range(letter.body, letter.closing):
        row = letter.rows[index]
        is_labelled = len(row.passage.tokens) <= LABELLED_WORDS and _LABELLED_ROW.match(row.text)
        if index - 1 in taken and is_labelled:
            taken.add(index)
    return taken


def _is_scrap(row: Row) -> bool:
    return len(row.passage.tokens) <= SCRAP_WORDS


def _is_greeting(text: str) -> bool:
    return bool(SALUTATION.match(text)) and len(text) < 50


def _is_formula(text: str) -> bool:
    is_opening = bool(_INTRO.match(text)) and bool(_ASKING.search(text))
    is_identity = bool(_IDENTITY.search(text)) and bool(
        re.match(r"(?i)^\W*(?:saya|kami|nama|yang|perkenal)", text)
    )
    return is_opening or is_identity or bool(_PARTY.match(text)) or _is_lead(text)


def _is_lead(text: str) -> bool:
    """'... dengan uraian di bawah ini.'"""
    return bool(_LEADS_ON.search(text)) and (len(text) < MAX_LEAD or bool(_ASKING.search(text)))


def sentences(words: Passage) -> Iterator[Passage]:
    """A passage's sentences; abbreviations' dots end none."""
    start = 0
    for match in _SENTENCE_END.finditer(words.text):
        if not _NO_END.search(words.text[start : match.start()]):
            yield words.slice(start, match.start())
            start = match.end()
    yield words.slice(start, len(words.text))


def paragraphs(rows: Sequence[Row]) -> tuple[Paragraph, ...]:
    """Rows gathered to paragraphs: a set-in or marked first line, a short last line or a gap parts them."""
    groups: list[list[Row]] = []
    margins = _margins(rows) if rows else (0.0, 1.0, 0.02)
    for row in rows:
        if not groups or _begins(row, groups[-1][-1], margins):
            groups.append([])
        groups[-1].append(row)
    return tuple(_paragraph(group) for group in groups)


def _begins(row: Row, before: Row, margins: tuple[float, float, float]) -> bool:
    height = row.passage.height or 0.01
    left, right, lead = margins
    is_apart = row.page == before.page and row.passage.middle - before.passage.middle > WIDE_LEAD * lead
    is_set_in = row.passage.x0 - left > INDENT * height and before.passage.x0 - left < INDENT * height
    is_after_short = right - before.passage.x1 > SHORT_LINE * height and before.text.rstrip()[-1:] in ".:;"
    return is_apart or is_set_in or is_after_short or _is_marked(row)


def _margins(rows: Sequence[Row]) -> tuple[float, float, float]:
    """Left margin, right margin and usual distance of lines."""
    lefts = sorted(row.passage.x0 for row in rows)
    gaps = sorted(
        below.passage.middle - above.passage.middle
        for above, below in pairwise(rows)
        if above.page == below.page
    )
    lead = gaps[len(gaps) // 3] if gaps else 0.02
    return lefts[len(lefts) // 4], max(row.passage.x1 for row in rows), lead


def _is_marked(row: Row) -> bool:
    return bool(_MARKER.match(row.passage.tokens[0].text)) and len(row.passage.tokens) > 1


def _without_specks(row: Passage) -> Passage:
    """The row's words; lone marks stay only where they are close behind a word."""
    kept: list[Token] = []
    for token in row.tokens:
        is_word = any(char.isalnum() for char in token.text)
        if is_word or (kept and token.x0 - kept[-1].x1 < SPECK_GAP * row.height):
            kept.append(token)
    return Passage(tuple(kept))


def _paragraph(rows: Sequence[Row]) -> Paragraph:
    is_point = _is_marked(rows[0])
    words = [_without_specks(row.passage) for row in rows]
    if is_point and words[0] and not words[0].tokens[0].text[:1].isdigit():
        words[0] = Passage(words[0].tokens[1:])
    return Paragraph(join(words), is_point)
