"""The regions of the whole country by the codes of Kemendagri (those a NIK opens with).

Codes here are digits without dots: 35 province, 3517 kabupaten/kota, 351701 kecamatan, 3517012001 desa
or kelurahan. Loaded on first use, once a process; villages are taken apart kecamatan by kecamatan.
Source: models/data/wilayah.tsv.gz, built by scripts/build_regions.py (docs/data-sources.md).
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from models.similarity import raw_similarity
from models.toml_file import PACKAGED

REGIONS_FILE = PACKAGED / "data" / "wilayah.tsv.gz"


class Level(IntEnum):
    """How deep a region lies."""

    PROVINSI = 1
    KABUPATEN = 2
    KECAMATAN = 3
    DESA = 4


CODE_LENGTHS = {2: Level.PROVINSI, 4: Level.KABUPATEN, 6: Level.KECAMATAN, 10: Level.DESA}

_KELURAHAN = "1"
"""The seventh digit of a code: 1 kelurahan, 2 desa, 3 desa adat."""


class Region(NamedTuple):
    """One region; `name` as Kemendagri writes it (`Jawa Timur`, `Kabupaten Jombang`, `Diwek`)."""

    code: str
    name: str

    @property
    def level(self) -> Level:
        """Province, kabupaten/kota, kecamatan or desa/kelurahan."""
        return CODE_LENGTHS[len(self.code)]

    @property
    def is_kelurahan(self) -> bool:
        """Whether it is a kelurahan and no desa."""
        return len(self.code) == 10 and self.code[6] == _KELURAHAN


class Match(NamedTuple):
    """A region found by name: official name, code, and likeness 0..1."""

    name: str
    code: str
    score: float


ALIASES = {
    "DKIJAKARTA": "31", "DKJAKARTA": "31", "JAKARTA": "31", "DAERAHKHUSUSJAKARTA": "31",
    "DIYOGYAKARTA": "34", "DIY": "34", "YOGYAKARTA": "34", "NANGGROEACEHDARUSSALAM": "11", "NAD": "11",
    "DAERAHISTIMEWAACEH": "11", "BANGKABELITUNG": "19", "KEPBANGKABELITUNG": "19", "KEPRIAU": "21",
    "NTB": "52", "NTT": "53",
}  # fmt: skip
"""Names of provinces on cards of other years, in comparable form."""

_TYPE_WORDS = re.compile(
    r"^\s*(?:PROVINSI|PROPINSI|PROV|KABUPATEN|KAB|KOTAMADYA|KOTA|KODYA|KECAMATAN|KEC|DISTRIK|DESA|DS|KELURAHAN|KEL)"
    r"\b[\s.:/]*(?:ADMINISTRASI\b|ADM\b)?[\s.]*"
)
_TOWN = re.compile(r"^\s*(?:KOTAMADYA|KOTA|KODYA)\b")
_REGENCY = re.compile(r"^\s*(?:KABUPATEN|KAB)\b")
_NOT_ALNUM = re.compile(r"[^A-Z0-9]+")

OTHER_TYPE_PENALTY = 0.05
"""Taken from the score when KOTA is written of a kabupaten or the other way round: they are two places
(Kota Kediri, Kabupaten Kediri), but a card may be misread, so the better spelling still wins."""


def is_short_form(name: str) -> bool:
    """Whether a province goes by this name beside the official one: DKI Jakarta."""
    return comparable(name) in ALIASES


def comparable(name: str) -> str:
    """Upper case without the word for the kind of region, blanks and punctuation."""
    upper = name.upper()
    bare = _NOT_ALNUM.sub("", _TYPE_WORDS.sub("", upper))
    return bare or _NOT_ALNUM.sub("", upper)


@dataclass(frozen=True)
class Regions:
    """All regions: `names` by code down to the kecamatan, `packed` villages by kecamatan."""

    names: dict[str, str]
    packed: dict[str, str]
    _below: dict[str, tuple[Region, ...]] = field(default_factory=dict, repr=False)

    def get(self, code: str) -> Region | None:
        """The region with that code (digits, dots are passed over), or None."""
        code = code.replace(".", "")
        if len(code) == 10:
            return next((desa for desa in self.children(code[:6]) if desa.code == code), None)
        name = self.names.get(code)
        return Region(code, name) if name else None

    def children(self, code: str) -> tuple[Region, ...]:
        """The regions one level below; of "" the provinces."""
        known = self._below.get(code)
        if known is None:
            known = tuple(self._villages(code) if len(code) == 6 else self._next_level(code))
            self._below[code] = known
        return known

    def within(self, parent: str, level: Level) -> Iterator[Region]:
        """All regions of a level inside `parent` ("" = the country), in the order of the codes."""
        for child in self.children(parent):
            if child.level == level:
                yield child
            elif child.level < level:
                yield from self.within(child.code, level)

    def _next_level(self, code: str) -> Iterable[Region]:
        return (Region(other, self.names[other]) for other in self._codes_below.get(code, ()))

    @cached_property
    def _codes_below(self) -> dict[str, list[str]]:
        """The codes one level below each, down to the kecamatan."""
        below: dict[str, list[str]] = defaultdict(list)
        for code in self.names:
            below[code[:-2]].append(code)
        return below

    def _villages(self, code: str) -> Iterable[Region]:
        packed = self.packed.get(code, "")
        return (Region(code + item[:4], item[4:]) for item in packed.split("|") if item)


@lru_cache(maxsize=1)
def regions() -> Regions:
    """The country, read once a process (some 20 ms)."""
    names, packed = {}, {}
    for line in gzip.decompress(REGIONS_FILE.read_bytes()).decode().splitlines():
        code, name, *villages = line.split("\t")
        names[code] = name
        if villages:
            packed[code] = villages[0]
    return Regions(names, packed)


def best_match(name: str, parent_code: str, level: Level | int) -> Match | None:
    """The region of `level` inside `parent_code` ("" = the country) whose name is most like `name`.

    None if there is no name or no such region; the caller decides which score is enough. Of equal
    ones the first by code, the kind written (KOTA, KABUPATEN) going before. Inside a kabupaten a
    look-up takes a millisecond; a desa is never looked for in the whole country for that reason.
    """
    wanted, parent = comparable(name), parent_code.replace(".", "")
    if not wanted or (level == Level.DESA and len(parent) < 4):
        return None
    alias = ALIASES.get(wanted) if level == Level.PROVINSI else None
    if alias:
        return Match(regions().names[alias], alias, 1.0)
    return _best(wanted, _written_kind(name), parent, Level(level))


@lru_cache(maxsize=8192)
def _best(wanted: str, kind: str, parent: str, level: Level) -> Match | None:
    best: Match | None = None
    for code, name, plain in _candidates(parent, level):
        score = 1.0 if plain == wanted else raw_similarity(plain, wanted)
        if kind and not name.startswith(kind):
            score -= OTHER_TYPE_PENALTY
        if best is None or score > best.score:
            best = Match(name, code, max(score, 0.0))
    return best


@lru_cache(maxsize=4096)
def _candidates(parent: str, level: Level) -> tuple[tuple[str, str, str], ...]:
    return tuple((code, name, comparable(name)) for code, name in regions().within(parent, level))


def _written_kind(name: str) -> str:
    upper = name.upper()
    if _TOWN.match(upper):
        return "Kota"
    return "Kabupaten" if _REGENCY.match(upper) else ""
