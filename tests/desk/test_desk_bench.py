"""The bench of the desk asks for every page and gets it (figures: `python -m tests.bench.desk`)."""

from pathlib import Path

from desk.models import CaseRow
from tests.bench import desk_pages, desk_rows
from tests.desk import visits

CASES = 60
OF_AN_ARCHIVE = {"arsip_daftar", "arsip_surat", "arsip_kembar", "arsip_hapus", "arsip_tulisan"}
"""Pages over the index of an archive job, not over the desk's database: tests/bench/archive_index.py."""

OF_ONE_PAPER = {"surat_proses"}
"""A draft of one case's paper: it asks for that row alone, however many cases there are."""


def test_the_bench_measures_every_page(data: Path) -> None:
    desk_rows.fill(data, CASES)
    assert CaseRow.objects.count() == CASES
    measured = [found.label for found in desk_pages.measure(rounds=1)]
    waiting, returned = (CaseRow.objects.filter(status=status)[0] for status in ("menunggu", "dikembalikan"))
    pages = desk_pages.asked(waiting, returned)
    assert {page.label for page in pages} <= set(measured)
    assert set(visits.PAGES) - OF_AN_ARCHIVE - OF_ONE_PAPER <= {page.name for page in pages}, (
        "a page of the desk is not measured"
    )
