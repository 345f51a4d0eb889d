"""Archived letters on the desk: found, looked at, answered about; the answers reach the job's report."""

import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from desk.models import AuditEntry
from flows.archive.index import FILE_NAME
from flows.archive.pdfa import Facts, PdfPage, write_pdf
from models.archive import STATUS, State
from tests.desk import people
from tests.desk.archives import ids, make_archive, rows
from tests.flows.archive.stub import run
from tests.flows.archive.test_parts import picture

ROLES = ("petugas", "pemeriksa", "pengelola_pengaduan", "kepala", "arsiparis")


@pytest.fixture
def target(data: Path) -> Path:
    return make_archive(data)


def say(browser: Client, letter: str, pile: str = "contoh", **values: str) -> str:
    """Where the answer about a letter leads."""
    return str(browser.post(f"/arsip/1/surat/{letter}/?tumpukan={pile}", values)["Location"])


@pytest.mark.parametrize("role", [*ROLES, "admin"])
def test_who_sees_the_archive(target: Path, role: str) -> None:
    browser = people.client(role)
    expected = 403 if role == "admin" else 200
    (letter, *_) = ids(target, "1")
    for path in ("/arsip/", "/arsip/1/", f"/arsip/1/surat/{letter}/", f"/arsip/1/surat/{letter}/gambar/1/"):
        assert browser.get(path).status_code == expected, path


def test_the_list_says_how_far_the_job_is_and_what_waits(target: Path) -> None:
    state = State(done=3, total=9, pages=12, errors=0, doubtful=1, seconds=6.0, at=1.0)
    (target / STATUS).write_text(json.dumps(vars(state)))
    page = people.client("arsiparis").get("/arsip/").content.decode()
    assert "Terhenti sebelum selesai" in page
    assert "3/9 berkas" in page
    assert "Meragukan (1)" in page
    assert "Contoh acak (5)" in page
    ((pairs,),) = rows(target, "select count(*) from kembar")
    assert f"Tampak kembar ({pairs})" in page


def test_words_are_found_and_operators_are_words(target: Path) -> None:
    browser = people.client("petugas")

    page = browser.post("/arsip/1/", {"cari": "pengaduan 1"}, follow=True).content.decode()
    assert "1.pdf" in page
    assert "3.pdf" not in page
    for odd in ('" OR *', "NEAR(", "-", "a\x00b"):
        assert browser.post("/arsip/1/", {"cari": odd}, follow=True).status_code == 200, odd
    assert (
        "Tidak ada surat"
        in browser.post("/arsip/1/", {"cari": "tidakadasatupun"}, follow=True).content.decode()
    )
    assert "Kira-kira" not in page


def test_a_letter_found_by_what_its_handwriting_may_say_is_marked(target: Path) -> None:
    with closing(sqlite3.connect(target / FILE_NAME)) as connection, connection:
        connection.execute(
            "update teks set mungkin = 'Aminahwati' where rowid = (select min(nomor) from surat)"
        )
    page = people.client("petugas").post("/arsip/1/", {"cari": "aminahwati"}, follow=True).content.decode()
    assert "Kira-kira" in page


def test_the_sample_is_gone_through_and_gives_the_error_rate(target: Path) -> None:
    browser = people.client("arsiparis")
    letter = ids(target, "contoh")[0]
    seen = []
    while letter:
        seen.append(letter)
        sent = {"koperasi": "KSP LAIN CONTOH"} if len(seen) == 1 else {}
        where = say(browser, letter, putusan="benar", **sent)
        letter = where.split("/surat/")[1].split("/")[0] if "/surat/" in where else ""
    assert seen == ids(target, "contoh")
    page = browser.get("/arsip/1/").content.decode()
    assert "5 dari 5 surat diperiksa, 1 salah baca: 20,0 %" in page
    assert "3,6 % sampai 62,4 %" in page
    assert rows(target, "select koperasi from surat where diperiksa = 'salah'") == [("KSP LAIN CONTOH",)]
    run(target.parent / "sumber", target, 0.0, sample=1.0)
    assert "1 salah baca: 20,0 %" in (target / "laporan.txt").read_text()
    assert "lain" in browser.post("/arsip/1/", {"cari": "lain contoh"}, follow=True).content.decode().lower()


def test_a_wrong_date_is_refused_and_nothing_is_lost(target: Path) -> None:
    browser = people.client("petugas")
    (letter, *_) = ids(target, "contoh")
    sent = {"tanggal": "31-02-2019", "pengirim": "SITI CONTOH", "putusan": "benar"}
    answer = browser.post(f"/arsip/1/surat/{letter}/", sent)
    assert answer.status_code == 400
    assert 'value="SITI CONTOH"' in answer.content.decode()
    assert rows(target, "select count(*) from surat where diperiksa != ''") == [(0,)]


@pytest.mark.parametrize("typed", ["07-03-2019", "7/3/2019", "7 Maret 2019", "2019-03-07"])
def test_a_date_is_typed_and_shown_as_on_every_page(target: Path, typed: str) -> None:
    browser = people.client("petugas")
    (letter, *_) = ids(target, "contoh")
    assert (
        browser.post(f"/arsip/1/surat/{letter}/", {"tanggal": typed, "putusan": "benar"}).status_code == 302
    )
    assert rows(target, f"select tanggal from surat where id = '{letter}'") == [("2019-03-07",)]
    page = browser.get(f"/arsip/1/surat/{letter}/").content.decode()
    assert 'value="07-03-2019"' in page
    browser.post(f"/arsip/1/surat/{letter}/", {"tanggal": "07-03-2019", "putusan": "benar"})
    assert rows(target, f"select diperiksa from surat where id = '{letter}'") == [("benar",)]


def test_a_proposed_division_is_decided_and_carried_out(target: Path) -> None:
    browser = people.client("petugas")
    (letter,) = ids(target, "usul_batas != ''")
    page = browser.get(f"/arsip/1/surat/{letter}/").content.decode()
    assert "diusulkan" in page
    assert browser.post(f"/arsip/1/surat/{letter}/batas/", {"awal": "3"}).status_code == 302
    run(target.parent / "sumber", target, 0.0, sample=1.0)
    file = letter.split("-")[0]
    assert rows(target, f"select halaman from surat where berkas = '{file}' order by id") == [
        ("1,2",),
        ("3",),
    ]
    second = ids(target, f"berkas = '{file}'")[1]
    assert "Sambungan dari surat sebelumnya" in browser.get(f"/arsip/1/surat/{second}/").content.decode()
    browser.post(f"/arsip/1/surat/{second}/batas/", {"gabung": "ya"})
    run(target.parent / "sumber", target, 0.0, sample=1.0)
    assert rows(target, f"select halaman from surat where berkas = '{file}'") == [("1,2,3",)]


def test_a_letter_with_a_blank_back_is_not_asked_to_be_divided(target: Path) -> None:
    (letter,) = ids(target, "usul_batas != ''")
    with closing(sqlite3.connect(target / FILE_NAME)) as index:
        index.execute("update surat set kosong = '2,3' where id = ?", (letter,))
        index.commit()
    page = people.client("petugas").get(f"/arsip/1/surat/{letter}/").content.decode()
    assert "Surat baru mulai di halaman" not in page
    assert page.count(', kosong"') == 2


def test_doubles_are_proposed_until_somebody_answers(target: Path) -> None:
    browser = people.client("pemeriksa")
    pairs = rows(target, "select satu, dua from kembar order by 1, 2")
    for number, (one, other) in enumerate(pairs):
        page = browser.get("/arsip/1/kembar/").content.decode()
        assert page.count('name="satu"') == len(pairs) - number
        assert f'value="{one}"' in page
        sent = {"satu": str(one), "dua": str(other), "putusan": "beda" if number else "sama"}
        browser.post("/arsip/1/kembar/", sent)
    assert "Tidak ada pasangan" in browser.get("/arsip/1/kembar/").content.decode()
    assert rows(target, "select sama from kembar order by satu, dua") == [
        (1,), *[(0,)] * (len(pairs) - 1)
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["", "batas/"])
def test_who_only_reads_answers_nothing(target: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.views.archive.may", lambda _user, _right: False)
    (letter, *_) = ids(target, "1")
    answer = people.client("petugas").post(f"/arsip/1/surat/{letter}/{path}", {"putusan": "benar"})
    assert answer.status_code == 403
    assert rows(target, "select count(*) from surat where diperiksa != ''") == [(0,)]


def test_looks_and_answers_are_in_the_audit_log_without_what_was_read(target: Path) -> None:
    browser = people.client("petugas")
    (letter, *_) = ids(target, "contoh")
    browser.get(f"/arsip/1/surat/{letter}/")
    say(browser, letter, pengirim="SITI CONTOH")
    entries = AuditEntry.objects.filter(actor="uji_petugas")
    assert {entry.action for entry in entries} == {"lihat_surat_arsip", "periksa_surat_arsip"}
    assert all(letter in entry.data and "SITI" not in entry.data for entry in entries)


def test_files_are_saved_and_no_others(target: Path) -> None:
    browser = people.client("arsiparis")
    (letter, *_) = ids(target, "1")
    answer = browser.get(f"/arsip/1/surat/{letter}/berkas/")
    assert answer.getvalue().startswith(b"%PDF-")
    answer.close()
    table = browser.post("/arsip/1/unduh/indeks.csv/")
    assert b"keraguan" in table.getvalue()
    table.close()
    assert browser.post("/arsip/1/unduh/indeks.sqlite3/").status_code == 404
    assert browser.post("/arsip/1/unduh/..%2f..%2fberkas.sqlite3/").status_code == 404
    assert people.client("petugas").post("/arsip/1/unduh/indeks.csv/").status_code == 403


@pytest.mark.parametrize("path", ["/arsip/2/", "/arsip/0/", "/arsip/1/surat/x/", "/arsip/1/?tumpukan=x"])
def test_what_is_not_there_is_404(target: Path, path: str) -> None:
    assert people.client("petugas").get(path).status_code == 404


def test_a_bitonal_page_is_shown_too(target: Path) -> None:
    (letter, *_) = ids(target, "1")
    ((name,),) = rows(target, f"select pdf from surat where id = '{letter}'")
    group4 = picture("1", "TIFF", compression="group4", tiffinfo={278: 877})
    facts = Facts("Surat", "kotak_aduan", "ab" * 32, datetime(2019, 3, 3, tzinfo=UTC))
    (target / str(name)).write_bytes(write_pdf([PdfPage(group4, 75.0, ())], facts))
    browser = people.client("petugas")
    shown = browser.get(f"/arsip/1/surat/{letter}/gambar/1/")
    with Image.open(io.BytesIO(shown.content)) as image:
        drawn = image.convert("L").tobytes()
    assert drawn[110 * 620 + 150] < 50
    assert drawn[10 * 620 + 10] > 200
    assert browser.get(f"/arsip/1/surat/{letter}/gambar/2/").status_code == 404
