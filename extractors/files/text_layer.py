"""A PDF's own text, when it can be trusted: typed by a program, not laid under a scan by one."""

import re
import warnings
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium

from models.clean import is_deceiving
from models.page import Word

MIN_CHARACTERS = 40
"""Fewer characters are a stamp or a page number over a picture."""

MAX_CHARACTERS = 20_000
"""More than a page can show: made to hurt, or a drawing."""

MAX_INVISIBLE_SHARE = 0.02
"""Invisible text is some other program's OCR; ours reads the page again."""

MIN_LETTER_SHARE = 0.75
"""Letters, digits and usual marks among the characters of a text that fonts map rightly."""

MIN_UPRIGHT_SHARE = 0.9
MIN_WORD_SHARE = 0.5
"""Share of words of two letters or more with a vowel: text of a font without a map has none."""

INVISIBLE_RENDER_MODE = 3
"""ISO 32000-1, table 106."""

_USUAL = re.compile(r"[A-Za-z0-9.,:;()/\-'\"&@%+]")
_SYLLABLE = re.compile(r"(?i)[a-z]*[aeiou][a-z]*")


def is_worth_reading(page: pypdfium2.PdfPage) -> bool:
    """Cheap look through pdfium: enough characters, and none of them invisible."""
    text = page.get_textpage()
    try:
        if not MIN_CHARACTERS <= text.count_chars() <= MAX_CHARACTERS:
            return False
    finally:
        text.close()
    total = hidden = 0
    for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=3):
        total += 1
        hidden += pdfium.FPDFTextObj_GetTextRenderMode(found) == INVISIBLE_RENDER_MODE
    return total > 0 and hidden <= MAX_INVISIBLE_SHARE * total


def words(path: Path, number: int) -> tuple[Word, ...]:
    """The page's words with their boxes, or () when the layer is not to be trusted."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with pdfplumber.open(path, pages=[number]) as document:
                return _trusted(document.pages[0])
    except Exception:  # noqa: BLE001 - pdfminer raises whatever a damaged PDF makes it trip over
        return ()


def _trusted(page: Any) -> tuple[Word, ...]:
    characters = page.chars
    upright = sum(1 for char in characters if char.get("upright"))
    if not characters or upright < MIN_UPRIGHT_SHARE * len(characters):
        return ()
    found = page.extract_words(x_tolerance_ratio=0.2, keep_blank_chars=False, use_text_flow=False)
    if not reads_like_words([word["text"] for word in found]):
        return ()
    left, top, right, bottom = page.bbox
    width, height = float(right - left), float(bottom - top)
    result = []
    for word in found:
        box = (
            (float(word["x0"]) - left) / width,
            (float(word["top"]) - top) / height,
            (float(word["x1"]) - left) / width,
            (float(word["bottom"]) - top) / height,
        )
        if all(-0.01 <= edge <= 1.01 for edge in box):
            clipped = tuple(min(1.0, max(0.0, edge)) for edge in box)
            result.append(Word(text=word["text"], box=clipped, confidence=1.0))
    return tuple(result)


def reads_like_words(texts: list[str]) -> bool:
    """Mostly letters, digits and usual marks, most longer words have a vowel, none hides anything."""
    joined = "".join(texts)
    if len(joined) < MIN_CHARACTERS or "(cid:" in joined or is_deceiving(joined):
        return False
    usual = sum(1 for char in joined if _USUAL.match(char))
    if usual < MIN_LETTER_SHARE * len(joined):
        return False
    longer = [text for text in texts if sum(char.isalpha() for char in text) >= 2]
    sounding = sum(1 for text in longer if _SYLLABLE.search(text))
    return bool(longer) and sounding >= MIN_WORD_SHARE * len(longer)
