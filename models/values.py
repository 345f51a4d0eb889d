"""The closed lists of the KTP: which values a field may hold, and which of them a misread text means.

Lists are in models/data/isian_ktp.toml. `closest` proposes; whether the likeness is enough, and what
the correction does to the confidence, the reader decides (a correction to a list is never silent).
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from models.similarity import raw_similarity
from models.toml_file import PACKAGED, Table, read_table

VALUES_FILE = PACKAGED / "data" / "isian_ktp.toml"

_NOT_SIGN = re.compile(r"[^A-Z0-9+-]+")


@dataclass(frozen=True)
class ClosedList:
    """The official values of a field and other spellings once printed (spelling -> official value).

    `is_open`: other values are possible (new names of trades).
    """

    name: str
    values: tuple[str, ...]
    spellings: MappingProxyType[str, str]
    is_open: bool = False

    @property
    def printed(self) -> tuple[str, ...]:
        """Every text that a card may carry: official values, then other spellings."""
        return self.values + tuple(self.spellings)

    def official(self, value: str) -> str | None:
        """The official value of a printed text (KATOLIK -> KATHOLIK), or None."""
        upper = value.strip().upper()
        return upper if upper in self.values else self.spellings.get(upper)


@lru_cache(maxsize=1)
def closed_lists() -> MappingProxyType[str, ClosedList]:
    """All lists by field name: jenis_kelamin, golongan_darah, agama, status_perkawinan, pekerjaan, ..."""
    table = read_table(VALUES_FILE)
    names = ("jenis_kelamin", "golongan_darah", "agama", "status_perkawinan", "kewarganegaraan", "pekerjaan")
    lists = {name: _closed_list(name, table.table(name)) for name in names}
    table.finish()
    return MappingProxyType(lists)


def closed_list(name: str) -> ClosedList:
    """The list of that field; KeyError if there is none."""
    return closed_lists()[name]


def closest(value: str, choices: ClosedList) -> tuple[str, float]:
    """The printed text of the list that is most like `value`, and the likeness 0..1 (0.0 for no text).

    Spacing and punctuation count for nothing (`LAKI LAKI`), so that 1.0 means "these letters". What a
    card printed comes back as printed, be it an old spelling: `choices.official` gives the official one.
    """
    return _closest(_plain(value), choices.printed)


@lru_cache(maxsize=8192)
def _closest(plain: str, printed: tuple[str, ...]) -> tuple[str, float]:
    if not plain:
        return printed[0], 0.0
    scored = ((_score(plain, _plain(text)), text) for text in printed)
    score, text = max(scored, key=lambda pair: pair[0])
    return text, score


def _score(one: str, two: str) -> float:
    return 1.0 if one == two else raw_similarity(one, two)


def _plain(text: str) -> str:
    plain = _NOT_SIGN.sub("", text.upper())
    return plain.replace("-", "") if len(plain) > 3 else plain


def _closed_list(name: str, table: Table) -> ClosedList:
    values = table.texts("nilai")
    is_open = table.flag("terbuka", False)
    spellings = table.table("ejaan")
    pairs = {spelling: spellings.text(spelling) for spelling in spellings.names()}
    table.finish()
    return ClosedList(name, values, MappingProxyType(pairs), is_open)
