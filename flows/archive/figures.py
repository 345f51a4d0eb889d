"""Figures about an archive: counts, years, quality, doubt, near-doubles and the sample's error rate."""

import math
import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from flows.archive.doubles import near_doubles
from flows.archive.record import sample_share

LEAST_DPI = 150.0
Z95 = 1.959964
"""Two-sided 95 % of the normal distribution."""

Count = tuple[str, int]


@dataclass(frozen=True)
class Figures:
    """What the report says; each list is (name, number), largest first unless by year."""

    files: int
    pages: int
    letters: int
    complaints: int
    suggestions: int
    anonymous: int
    handwritten: int
    doubtful: int
    failures: tuple[tuple[str, str], ...]
    years: tuple[Count, ...]
    topics: tuple[Count, ...]
    koperasi: tuple[Count, ...]
    low_dpi: int
    near_doubles: tuple[tuple[str, str], ...]
    reasons: tuple[Count, ...]


def gather(connection: sqlite3.Connection) -> Figures:
    """All figures from the index."""

    def one(query: str) -> int:
        return int(connection.execute(query).fetchone()[0] or 0)

    def counts(query: str) -> tuple[Count, ...]:
        return tuple((str(name), int(number)) for name, number in connection.execute(query))

    return Figures(
        files=one("select count(*) from berkas"),
        pages=one("select sum(halaman) from berkas"),
        letters=one("select count(*) from surat"),
        complaints=one("select count(*) from surat where jenis = 'surat_pengaduan' and not saran"),
        suggestions=one("select count(*) from surat where saran"),
        anonymous=one("select count(*) from surat where anonim"),
        handwritten=one("select count(*) from surat where tulisan_tangan"),
        doubtful=one("select count(*) from surat where keraguan != ''"),
        failures=tuple(
            connection.execute("select nama, kegagalan from berkas where kegagalan != '' order by nama")
        ),
        years=counts("select coalesce(tahun, 'tanpa tahun'), count(*) from surat group by 1 order by 1"),
        topics=counts("select topik, count(*) from surat group by 1 order by 2 desc, 1"),
        koperasi=counts(
            "select koperasi, count(*) from surat where koperasi != '' group by 1 order by 2 desc, 1 limit 15"
        ),
        low_dpi=one(f"select count(*) from surat where dpi > 0 and dpi < {LEAST_DPI}"),
        near_doubles=near_doubles(connection),
        reasons=_reasons(connection),
    )


def _reasons(connection: sqlite3.Connection) -> tuple[Count, ...]:
    counted: dict[str, int] = defaultdict(int)
    for (doubts,) in connection.execute("select keraguan from surat where keraguan != ''"):
        for doubt in doubts.split("\n"):
            counted[doubt.split(":")[0]] += 1
    return tuple(sorted(counted.items(), key=lambda item: -item[1]))


def drawn(connection: sqlite3.Connection, share: float, seed: str = "berkas") -> tuple[str, ...]:
    """The random sample of letters without doubt that a reviewer looks at; the same ones on every run."""
    ids = connection.execute("select id from surat where keraguan = '' order by id")
    return tuple(id_ for (id_,) in ids if sample_share(id_, seed) < share)


def wilson(wrong: int, looked_at: int) -> tuple[float, float]:
    """The 95 % confidence interval of a share by Wilson's score; (0, 1) when nothing was looked at."""
    if looked_at == 0:
        return 0.0, 1.0
    share = wrong / looked_at
    spread = Z95**2 / looked_at
    middle = share + spread / 2
    half = Z95 * math.sqrt(share * (1 - share) / looked_at + spread / (4 * looked_at))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return max(0.0, low), min(1.0, high)
