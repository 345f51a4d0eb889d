"""Pools from which invented names, jobs and streets are put together (wording/names.toml)."""

import tomllib
from pathlib import Path

_POOLS: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "wording" / "names.toml").read_text(encoding="utf-8")
)

MEN_FIRST, MEN_LAST = _POOLS["men_first"], _POOLS["men_last"]
WOMEN_FIRST, WOMEN_LAST = _POOLS["women_first"], _POOLS["women_last"]
SINGLE = {"L": _POOLS["single_men"], "P": _POOLS["single_women"]}
PREFIXES = {"L": _POOLS["prefixes_men"], "P": _POOLS["prefixes_women"]}
SUFFIXES, JOBS = _POOLS["suffixes"], _POOLS["jobs"]
STREETS, HAMLETS, ESTATES = _POOLS["streets"], _POOLS["hamlets"], _POOLS["estates"]
COOPERATIVE_WORDS, INVENTED_VILLAGES = _POOLS["cooperative_words"], _POOLS["invented_villages"]
"""Villages that do not exist: every real desa has a real Koperasi Merah Putih."""
