"""The labels printed on letters and forms, in the ways people write them (`[labels]` of the lexicon)."""

import re
from functools import lru_cache

from extractors.fields.lexicon import word_lists

_ALONE = r"(?=\W*(?:[:=]|$))"
"""Behind a label that also begins names, addresses or sentences ('Griya Kencana', 'tinggal di Ploso'): its
colon or nothing."""
_WHOSE = r"(?:pemohon|pelapor|(?:calon )?ketua(?: panitia)?)"


def _free(variant: str) -> str:
    """Spaces in a variant stand for any white space or none: OCR fuses words."""
    variant = variant.replace("<alone>", _ALONE).replace("<whose>", _WHOSE)
    return variant.replace(r"\.?", "[.,]?").replace(" ?", r"\s?").replace(" ", r"\s*")


def label_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each label's key with each of its variants as a pattern."""
    return tuple(
        (key, re.compile(_free(variant), re.IGNORECASE))
        for key, variants in word_lists("labels").items()
        for variant in variants
    )


LABEL_PATTERNS = label_patterns()
"""Each way to write each label, to be matched at a cell's start; the longest match wins."""
_SPACED = re.compile(r"(?:[A-Za-z]\s){2,}[A-Za-z1|](?![A-Za-z])")


def label_at(text: str) -> tuple[str, int] | None:
    """The label that `text` begins with and where it ends, else None. 'A l a m a t' reads as Alamat."""
    spaced = _SPACED.match(text)
    if spaced:
        closed = label_at(re.sub(r"[1|]", "l", spaced[0].replace(" ", "")))
        return (closed[0], spaced.end()) if closed else None
    best: tuple[str, int] | None = None
    for key, pattern in LABEL_PATTERNS:
        match = pattern.match(text)
        if match and _ends_a_word(text, match.end()) and (best is None or match.end() > best[1]):
            best = (key, match.end())
    return best


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """Whether a text is a label and nothing else (JENIS KELAMIN)."""
    hit = label_at(text)
    return hit is not None and hit[1] == len(text)


def _ends_a_word(text: str, end: int) -> bool:
    return end >= len(text) or not text[end].isalnum()
