"""Characters that a typeface lacks: what a writer with that pen or machine would put instead."""

from functools import lru_cache

from samples import fonts

STAND_INS = {
    "✓": "v", "☑": "[v]", "☒": "[x]", "☐": "[ ]", "•": "-", "▪": "-", "·": "-", "–": "-", "—": "-",
    "←": "<-", "‹": "<", "«": "<<", "»": ">>", "★": "*", "☆": "o", "²": "2", "¹": "1", "✉": "", "☎": "Tel.",
    "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...",
}  # fmt: skip
"""For what is not here (pictures in chats) nothing is put."""
MEASURE_AT = 40
NO_CHARACTER = "\uffff"


@lru_cache(maxsize=4096)
def has_glyph(family: str, character: str) -> bool:
    """Whether the typeface draws it otherwise than a missing character."""
    font = fonts.face(family, MEASURE_AT)
    return bytes(font.getmask(character)) != bytes(font.getmask(NO_CHARACTER))


def drawable(text: str, family: str) -> str:
    """The text with stand-ins for what the typeface lacks."""
    return "".join(
        character
        if character == " " or has_glyph(family, character)
        else "".join(c for c in STAND_INS.get(character, "") if has_glyph(family, c) or c == " ")
        for character in text
    )
