"""Figures about an archive: counts, years, quality, doubt, near-doubles."""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from flows.archive.index import indexed_files

LEAST_DPI = 150.0

Count = tuple[str, int]


@dataclass(frozen=True)
class Figures:
    """What the report says; each list is (name, number), largest first unless by year."""

    files: frozenset[str]
    """Ids of the source files that were read."""
    pages: int
    letters: int
    complaints: int
    suggestions: int
    anonymous: int
    handwritten: int
    doubtful: int
    failures: tuple[tuple[str, str, str], ...]
    years: tuple[Count, ...]
    topics: tuple[Count, ...]
    koperasi: tuple[Count, ...]
    low_dpi: int
    near_doubles: tuple[tuple[str, str, int | None], ...]
    blank: int
    looked_at: int
    topics_by_year: tuple[tuple[str, str, int], ...]
    koperasi_by_year: tuple[tuple[str, str, int], ...]
    sharpness: tuple[Count, ...]
    reasons: tuple[Count, ...]


QUALITY = """
    select case when dpi = 0 then 'resolusi tidak tercatat' when dpi < 150 then 'di bawah 150 dpi'
        when dpi < 250 then '150 sampai 249 dpi' else '250 dpi ke atas' end, count(*)
    from surat group by 1 order by min(dpi)"""
PAIRS = """
    select a.nama_berkas || ' hal. ' || a.halaman, b.nama_berkas || ' hal. ' || b.halaman, sama
    from kembar join surat a on a.id = satu join surat b on b.id = dua order by 1, 2"""
BLANK = "select sum(length(kosong) - length(replace(kosong, ',', '')) + (kosong != '')) from surat"
MOST_SERIES = 5
"""Topics and koperasi drawn over the years; more lines than these can't be told apart."""


def _over_years(connection: sqlite3.Connection, column: str) -> tuple[tuple[str, str, int], ...]:
    """(name, year, letters) of the most frequent names, for the letters that have a year."""
    query = f"""
        select {column}, tahun, count(*) from surat where tahun is not null and {column} in (
            select {column} from surat where {column} != '' group by 1 order by count(*) desc, 1 limit ?)
        group by 1, 2 order by 1, 2"""
    return tuple((str(a), str(b), int(c)) for a, b, c in connection.execute(query, (MOST_SERIES,)))


def gather(connection: sqlite3.Connection) -> Figures:
    """All figures from the index."""

    def one(query: str) -> int:
        return int(connection.execute(query).fetchone()[0] or 0)

    def counts(query: str) -> tuple[Count, ...]:
        return tuple((str(name), int(number)) for name, number in connection.execute(query))

    return Figures(
        files=frozenset(indexed_files(connection)),
        pages=one("select sum(halaman) from berkas"),
        letters=one("select count(*) from surat"),
        complaints=one("select count(*) from surat where jenis = 'surat_pengaduan' and not saran"),
        suggestions=one("select count(*) from surat where saran"),
        anonymous=one("select count(*) from surat where anonim"),
        handwritten=one("select count(*) from surat where tulisan_tangan"),
        doubtful=one("select count(*) from surat where keraguan != ''"),
        failures=tuple(
            connection.execute("select id, nama, kegagalan from berkas where kegagalan != '' order by nama")
        ),
        years=counts("select coalesce(tahun, 'tanpa tahun'), count(*) from surat group by 1 order by 1"),
        topics=counts("select topik, count(*) from surat group by 1 order by 2 desc, 1"),
        koperasi=counts(
            "select koperasi_baku(koperasi) as nama, count(*) from surat where nama != '' "
            "group by 1 order by 2 desc, 1 limit 15"
        ),
        low_dpi=one(f"select count(*) from surat where dpi > 0 and dpi < {LEAST_DPI}"),
        near_doubles=tuple(connection.execute(PAIRS)),
        blank=one(BLANK),
        looked_at=one("select count(*) from surat where diperiksa != ''"),
        topics_by_year=_over_years(connection, "topik"),
        koperasi_by_year=_over_years(connection, "koperasi_baku(koperasi)"),
        sharpness=counts(QUALITY),
        reasons=_reasons(connection),
    )


def _reasons(connection: sqlite3.Connection) -> tuple[Count, ...]:
    counted: dict[str, int] = defaultdict(int)
    for (doubts,) in connection.execute("select keraguan from surat where keraguan != ''"):
        for doubt in doubts.split("\n"):
            counted[doubt.split(":")[0]] += 1
    return tuple(sorted(counted.items(), key=lambda item: -item[1]))
