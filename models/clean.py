"""Text without what nobody can see: cleaned where it enters the nouns, so that nothing behind them chokes.

Control characters (Unicode Cc), characters that turn the direction of writing (a name could show the
opposite of what it says; Unicode TR 36), other invisible format characters (Cf), lone surrogates and
non-characters go; other line ends become a line feed, other blanks a blank. A PDF's text layer, a file name,
a form or a program that calls the API may hold any of them.
"""

import re
from typing import Annotated

from pydantic import BeforeValidator

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_DECEIVING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

MOST_CELL = 32_767
"""Characters of a spreadsheet's cell (Excel's limit, ECMA-376 keeps it)."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that starts so for a formula (OWASP, CSV injection)."""


def clean_text(text: str) -> str:
    """The text with only what can be seen; unchanged where nothing else is in it."""
    if text.isprintable():
        return text
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))


def is_deceiving(text: str) -> bool:
    """Whether it holds control characters or such that turn the direction: a font without a map, or intent.
    A soft hyphen or a zero-width space is neither."""
    return not text.isprintable() and _DECEIVING.search(text) is not None


def safe_cell(text: str) -> str:
    """The text for a cell of CSV or XLSX: clean, of bearable length, and no formula."""
    plain = clean_text(text)
    cell = f"'{plain}" if plain.lstrip(" ").startswith(_FORMULA_STARTS) else plain
    return cell[:MOST_CELL]


def _cleaned(value: object) -> object:
    return clean_text(value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_cleaned)]
"""A text of the nouns."""
