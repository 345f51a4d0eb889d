"""A NIK in the name of a scan ("KTP_3517...jpg") is masked wherever the name is shown."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desk import words
from desk.models import CaseFile, CaseRow, DropRow
from flows.archive.index import FILE_NAME
from tests.desk import factory, people
from tests.desk.archives import make_archive

NIK = factory.invented_nik(77)
NAME = f"KTP_{NIK}.jpg"
SHOWN = f"KTP_{NIK[:4]}********{NIK[-4:]}.jpg"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (NAME, SHOWN),
        (f"{NIK}.pdf", f"{NIK[:4]}********{NIK[-4:]}.pdf"),
        ("KTP 351708 190882 9002 Budi.pdf", "KTP 3517********9002 Budi.pdf"),
        ("3517-0819-0882-9002.pdf", "3517********9002.pdf"),
        ("3517_0819_0882_9002 (2).tif", "3517********9002 (2).tif"),
        ("scan_20261128181707123.pdf", "scan_20261128181707123.pdf"),
        ("2026-11-28-181707-0012.jpg", "2026-11-28-181707-0012.jpg"),
        ("IMG-20260101-WA0012.jpg", "IMG-20260101-WA0012.jpg"),
        ("surat 005 12 2026.pdf", "surat 005 12 2026.pdf"),
    ],
)
def test_what_may_be_a_nik_is_masked_and_a_time_is_not(name: str, shown: str) -> None:
    assert words.without_niks(name) == shown


def test_lists_and_cases_show_it_masked(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    other = factory.admit_case(data, 2, with_images=False)
    CaseFile.objects.filter(case_id=case_id).update(name=NAME)
    found = {"code": "X", "severity": "info", "message": f"{NAME} sudah ada.", "field": None, "file": NAME}
    CaseRow.objects.filter(id=case_id).update(findings=[found])
    drop = DropRow.objects.create(
        drop_id="k", channel="loket", name=NAME, failure=f"{NAME} kosong.", is_open=True
    )
    browser = people.client("petugas")
    for path in (f"/perkara/{case_id}/", f"/perkara/{case_id}/halaman/", "/gagal/"):
        page = browser.get(path).content.decode()
        assert (SHOWN in page, NIK in page) == (True, False), path
    assert NIK not in browser.get(f"/perkara/{other}/gabung/?dengan={case_id}", follow=True).content.decode()
    sent = {"jenis": "kiriman", "kunci": drop.id, "tindakan": "sisihkan"}
    assert SHOWN in browser.post("/gagal/tindakan/", sent, follow=True).content.decode()
    CaseRow.objects.filter(id=case_id).update(status="gagal", failure=f"{NAME} rusak; pindai ulang.")
    for path in (f"/perkara/{case_id}/", "/gagal/"):
        page = browser.get(path).content.decode()
        assert (SHOWN in page, NIK in page) == (True, False), path


def test_archives_show_it_masked(data: Path) -> None:
    target = make_archive(data)
    with closing(sqlite3.connect(target / FILE_NAME)) as index, index:
        index.execute("update surat set nama_berkas = ?", (NAME,))
        (letter,) = index.execute("select id from surat limit 1").fetchone()
    browser, letters = people.client("kepala"), f"/arsip/1/surat/{letter}/"
    for path in ("/arsip/1/", "/arsip/1/kembar/", letters, f"{letters}hapus/", f"{letters}tulisan/"):
        page = browser.get(path).content.decode()
        assert (SHOWN in page, NIK in page) == (True, False), path
