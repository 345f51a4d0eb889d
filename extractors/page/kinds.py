"""What kind of paper a page belongs to, by the words that such papers carry.

The words lie in data/kinds.toml. Those of letters and of institutions' papers are sought in text without
spaces and marks, so that OCR's broken words still count.
Requests and complaints share most words; what parts them is form: a request is a formal letter, a
complaint comes on a form or in plain words (`formality`).
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractors.text.copied_paper import copied_paper
from extractors.text.first_person import BELOW_A_CARD, LEAST_WORDS, tells_of_himself
from extractors.text.identity_papers import paper_of
from extractors.text.legibility import plain_text, squeezed, squeezed_text, without_sentences
from models.document import Kind
from models.page import PageReading

WORDS_FILE = Path(__file__).resolve().parent / "data" / "kinds.toml"
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
OF_HIMSELF = 0.15
"""Score that the first person adds to a letter's against that of an institution's paper, which it speaks of:
a somasi over a certificate lacked .08, of 12 deeds ("kepada saya, notaris") none came nearer than .6."""
NAMED, COPIED = 0.8, 0.7
"""Score of a page that is a SIM, a kartu keluarga, a suket; of a koperasi's paper on its letter's sheet."""
_LETTERS = (Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN)
TITLED = 90
"""Letters from the top in which an attachment's words stand."""
TITLE_ROWS, TITLE_WORDS = 6, 6
"""Rows from the top, and words of one of them, in which an attachment's title stands."""
MIN_TEXT = 20
"""Letters of print; a page with less is blank."""
MIN_LETTER = 3 * MIN_TEXT
"""Letters from which it is a paper of its own: what is fewer beside a card is a note ("Lampiran: fotokopi KTP
pemohon")."""


@dataclass(frozen=True)
class Words:
    """Words and patterns with their weights, and titles as patterns; see data/kinds.toml."""

    letter: Mapping[str, float]
    institution: Mapping[str, float]
    complaint: Mapping[re.Pattern[str], float]
    request: Mapping[re.Pattern[str], float]
    attachment: re.Pattern[str]
    power: re.Pattern[str]
    letter_head: re.Pattern[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The packaged words."""
    data: dict[str, Any] = tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))
    complaint, request = (_patterns(data[kind]) for kind in ("complaint", "request"))
    attachment, power, head = (
        re.compile("|".join(data["titles"][name])) for name in ("attachment", "power", "letter_head")
    )
    return Words(data["letter"], data["institution"], complaint, request, attachment, power, head)


def _patterns(weights: Mapping[str, float]) -> dict[re.Pattern[str], float]:
    return {re.compile(pattern): weight for pattern, weight in weights.items()}


def page_kinds(page: PageReading) -> tuple[tuple[Kind, float], ...]:
    """The kinds of which the page carries a part, best first. Blank pages: kosong; photographs and
    whatever else is not known: lampiran."""
    text = squeezed_text(page.lines)
    is_bare = len(text) < MIN_TEXT and not page.seen_marks and not page.quality.is_picture
    is_empty = page.quality.is_blank or is_bare
    if not page.cards and is_empty:
        return ((Kind.KOSONG, 0.95),)
    found: list[tuple[Kind, float]] = []
    if page.cards:
        found.append((Kind.KTP, max(card.score for card in page.cards)))
    found.extend(_papers_on(page, text))
    return tuple(found) or ((Kind.LAMPIRAN, 0.6),)


def _papers_on(page: PageReading, text: str) -> list[tuple[Kind, float]]:
    """The paper on a page; of a letter's sheet that a koperasi's paper was copied onto, both."""
    place = copied_paper(page)
    if place is not None:
        lines = tuple(line for line in page.lines if line.box[3] < place[0] or line.box[1] > place[1])
        beside = _papers(page.model_copy(update={"lines": lines}), squeezed_text(lines))
        if beside and beside[0][0] in _LETTERS:
            return [*beside, (Kind.IDENTITAS_LEMBAGA, COPIED)]
    return _papers(page, text)


def _papers(page: PageReading, text: str) -> list[tuple[Kind, float]]:
    is_by_writer = page.is_handwritten and tells_of_himself(page.lines)
    if paper_of(page.lines) is not None and not is_by_writer:  # cards and certificates are printed
        return [(Kind.LAMPIRAN, NAMED)]
    if page.cards and len(text) < MIN_LETTER:
        return []  # a note beside a card
    plain = _PLAIN_SPEECH * _weight(plain_text(page.lines), words().complaint)
    letter = (_score(text, words().letter) + plain) / FULL_LETTER
    institution = _score(text, words().institution) / FULL_INSTITUTION
    is_hand = page.is_handwritten or page.reader == "rapidocr"
    least = BELOW_A_CARD if page.cards else LEAST_WORDS
    if letter < MIN_SCORE and (is_hand or page.cards) and tells_of_himself(page.lines, least):
        letter = MIN_SCORE
    if (words().power.match(text) or _is_titled(page)) and not words().letter_head.search(text):
        return [(Kind.LAMPIRAN, 0.7)]
    best = max(letter, institution)
    if best < MIN_SCORE or (_is_attachments(page, text) and letter < 0.8):
        is_paper = len(text) >= MIN_LETTER and not page.cards
        return [(Kind.LAMPIRAN, 0.7)] if is_paper else []
    if institution >= letter + OF_HIMSELF * tells_of_himself(page.lines):
        return [(Kind.IDENTITAS_LEMBAGA, min(1.0, institution))]
    request = formality(page)
    share = min(1.0, letter)
    kinds = [(Kind.SURAT_PERMOHONAN, share * request), (Kind.SURAT_PENGADUAN, share * (1 - request))]
    return sorted(kinds, key=lambda hit: -hit[1])


def _is_attachments(page: PageReading, text: str) -> bool:
    """Whether an attachment's words stand at the top, not in a sentence ("Bukti setoran saya simpan")."""
    titles = squeezed_text(without_sentences(page.lines))
    return any(found[0] in titles for found in words().attachment.finditer(text[:TITLED]))


def _is_titled(page: PageReading) -> bool:
    """Whether an attachment's title stands at the top in a row of its own, below a letterhead too."""
    rows = [line.text for line in sorted(page.lines, key=lambda line: line.box[1])[:TITLE_ROWS]]
    titles = [squeezed(text) for text in rows if text.isupper() and len(text.split()) <= TITLE_WORDS]
    return any(words().attachment.match(title) for title in titles)


def formality(page: PageReading) -> float:
    """0..1: how much a letter looks like a request (1) rather than a complaint (0)."""
    text = plain_text(page.lines)
    request = _weight(text, words().request)
    complaint = _weight(text, words().complaint) + HANDWRITTEN_COMPLAINT * page.is_handwritten
    return request / (request + complaint + DOUBT)


def _weight(text: str, marks: Mapping[re.Pattern[str], float]) -> float:
    return sum(weight for pattern, weight in marks.items() if pattern.search(text))


def _score(text: str, anchors: Mapping[str, float]) -> float:
    return sum(weight for anchor, weight in anchors.items() if anchor in text)
