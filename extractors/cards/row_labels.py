"""The labels of a KTP: which row of the card a misread piece of text opens.

Rows stand in the same order on every KTP since 2004; their spacing, typeface and wording vary a little.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from extractors.fields.lexicon import word_lists, words

ROWS = (
    "nik", "nama", "ttl", "jenis_kelamin", "alamat", "rt_rw", "kelurahan_desa", "kecamatan",
    "agama", "status_perkawinan", "pekerjaan", "kewarganegaraan", "berlaku_hingga",
)  # fmt: skip
"""Rows from top to bottom."""

ROW_HEIGHTS = (-1.5, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0)
"""Place of each row in steps of one row, the name being 0; the NIK stands apart."""

INDENTED = frozenset({"rt_rw", "kelurahan_desa", "kecamatan"})

WORDINGS = word_lists("card_rows")
FOREIGN = word_lists("card_rows_foreign")
"""Labels of a card of somebody from abroad, alone or behind the Indonesian ones. A letter may be wrong in a
long one; what follows is no letter, and so the name of an estate is no label."""
FOREIGN_LONG = 12
"""Letters from which one of them may be wrong."""

BLOOD = words("cards", "blood")

HEADERS = words("cards", "headers")

ERRORS_BY_LENGTH = ((3, 0), (4, 1), (6, 1), (9, 2), (12, 3), (99, 4))
"""Wrong letters allowed in a label of up to so many letters: about a quarter, none in the shortest."""

_LOOKALIKES = str.maketrans({"1": "i", "0": "o", "|": "i", "5": "s", "8": "b", "6": "g", "!": "i"})
_LETTER = re.compile(r"[A-Za-z0-9|!]")


@dataclass(frozen=True)
class LabelMatch:
    """A label found at the start of a text: its row, likeness 0..1 and where its letters end."""

    row: str
    score: float
    end: int


def allowed_errors(length: int) -> int:
    """Wrong letters a label of that length may have."""
    return next(errors for limit, errors in ERRORS_BY_LENGTH if length <= limit)


@lru_cache(maxsize=4096)
def match_label(text: str) -> LabelMatch | None:
    """The row whose label opens `text`, or None. The longest good match wins (Kecamatan before Kota)."""
    letters = [(at, char) for at, char in enumerate(text) if _LETTER.match(char)]
    plain = "".join(char for _, char in letters).lower().translate(_LOOKALIKES)
    best: LabelMatch | None = None
    best_weight = 0.0
    for row, wordings in WORDINGS.items():
        for wording in wordings:
            found = _opening(plain, wording, letters, text)
            if found is None:
                continue
            score, end = found
            if best is None or score * len(wording) > best_weight:
                best, best_weight = LabelMatch(row, score, end), score * len(wording)
    return best or _foreign_label(plain, letters, text)


def _foreign_label(plain: str, letters: list[tuple[int, str]], text: str) -> LabelMatch | None:
    """The row whose English label opens the text."""
    found = [
        LabelMatch(row, 1.0 - errors / len(wording), letters[len(wording) - 1][0] + 1)
        for row, wordings in FOREIGN.items()
        for wording in wordings
        if len(plain) >= len(wording)
        and (errors := Levenshtein.distance(plain[: len(wording)], wording)) <= (len(wording) >= FOREIGN_LONG)
    ]
    ends = [match for match in found if not text[match.end : match.end + 1].isalpha()]
    return max(ends, key=lambda match: match.end, default=None)


def second_label_end(text: str, end: int) -> int:
    """Where the label that opens `text` and ends at `end` is over, in English behind a stroke too."""
    behind = text[end:].lstrip()
    if not behind.startswith("/"):
        return end
    start = len(text) - len(behind) + 1
    colon = text.find(":", start)
    second = match_label(text[start:])
    if second is None:
        return colon if colon >= 0 else len(text) if text[start:].replace(" ", "").isalpha() else end
    return start + second.end


def _opening(plain: str, wording: str, letters: list[tuple[int, str]], text: str) -> tuple[float, int] | None:
    """Likeness and end (in `text`) of `wording` at the start of `plain`, if it is there."""
    limit = allowed_errors(len(wording))
    best: tuple[int, int, int] | None = None
    for length in range(max(1, len(wording) - limit), min(len(plain), len(wording) + limit) + 1):
        errors = Levenshtein.distance(plain[:length], wording, score_cutoff=limit)
        if errors <= limit and (best is None or (errors, abs(length - len(wording))) <= best[:2]):
            best = (errors, abs(length - len(wording)), length)
    if best is None:
        return None
    errors, _, length = best
    end = letters[length - 1][0] + 1
    follows = text[end : end + 1]
    if len(wording) <= 6 and follows.isalpha():
        return None
    return 1.0 - errors / len(wording), end


@lru_cache(maxsize=4096)
def find_blood_label(text: str) -> tuple[int, int] | None:
    """Start and end of `Gol. Darah` anywhere in `text`, or None."""
    letters = [(at, char) for at, char in enumerate(text) if _LETTER.match(char)]
    plain = "".join(char for _, char in letters).lower().translate(_LOOKALIKES)
    best: tuple[int, int, int] | None = None
    for wording in BLOOD:
        for start in range(max(0, len(plain) - len(wording) + 3)):
            window = plain[start : start + len(wording)]
            errors = Levenshtein.distance(window, wording, score_cutoff=2)
            if errors <= 2 and (best is None or errors < best[0]):
                best = (errors, start, min(len(plain), start + len(wording)))
    if best is None:
        return None
    return letters[best[1]][0], letters[best[2] - 1][0] + 1


@lru_cache(maxsize=4096)
def is_header(text: str) -> bool:
    """Whether the text opens with PROVINSI, KABUPATEN or KOTA."""
    words = text.strip().lower().translate(_LOOKALIKES).split()
    if not words:
        return False
    return any(Levenshtein.distance(words[0], word) <= allowed_errors(len(word)) for word in HEADERS)
