"""The head of a private person's or a group's paper: where he lives and is reached."""

import re

from extractors.found import text_found
from extractors.letter.anatomy import Anatomy
from extractors.letter.numbers import find_phone
from extractors.letter.person import Person

PROPOSED = 0.5
"""Worth of data from a paper's head: a person looks."""
_OFFICIAL = re.compile(
    r"(?i)\b(?:koperasi|kop\w+|ksp\w*|ksu|kud|kpri|kpn|bmt|pemerintah|desa\W+\w+\W*$|advokat|hukum|lbh|rekan|lembaga)\b"
)
"""Words of papers that are no private person's: a koperasi's, a village's, a lawyer's."""
_HOME_LINE = re.compile(r"(?i)\b(?:jl|jln|jalan|dsn|dusun|perum|toko|ruko|sekretariat|alamat)\b")
_HOME_LABEL = re.compile(r"(?i)^\W*(?:sekretariat|alamat)\s*:\s*")
_HOME_END = re.compile(r"(?i)\s*\W?\s*\b(?:telp?|telepon|tlp|hp|wa|e-?mail)\b.*$")


def own_paper(letter: Anatomy) -> Person:
    """Address and telephone in the head of a private person's or a group's paper, proposed; else nothing."""
    rows = [row.passage for row in letter.rows[: letter.kop_end]]
    if any(_OFFICIAL.search(row.text) for row in rows):
        return Person(0)
    homes = [row for row in rows if _HOME_LINE.search(row.text)]
    phones = [phone for row in rows if (phone := find_phone(row, rule=PROPOSED))]
    home = homes[0].behind(_HOME_LABEL) if homes else None
    end = _HOME_END.search(home.text) if home else None
    alamat = text_found(home.slice(0, end.start()) if end else home, rule=PROPOSED) if home else None
    return Person(0, alamat=alamat, telepon=next(iter(phones), None))
