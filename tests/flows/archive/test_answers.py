"""What people answer about an archive: kept, taken into index and report, letters divided anew."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from flows.archive import index
from flows.archive.answers import stored_answers
from flows.archive.index import FILE_NAME
from flows.archive.plan import PAGES
from flows.archive.storage import FolderStorage
from models import archive_answers
from models.archive import ANSWERS
from models.archive_answers import Answer
from models.case import Case
from models.file_reading import FileReading
from tests.flows.archive.stub import compose, run
from tests.flows.archive.test_kill import letter
from tests.flows.processes import wait_until

WHEN = "2026-11-25T09:00:00+00:00"
UNSURE = [*letter(1), "Dengan hormat, lanjutan"]


def rows(target: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(target / FILE_NAME)) as index:
        return index.execute(query).fetchall()


def archive(folder: Path, *files: list[str]) -> tuple[Path, Path]:
    source, target = folder / "sumber", folder / "arsip"
    source.mkdir()
    for number, texts in enumerate(files):
        (source / f"{number}.pdf").write_text(json.dumps(texts))
    run(source, target, 0.0)
    return source, target


def read_pages(folder: Path) -> int:
    return len((folder / "dibaca.txt").read_text().splitlines())


def test_a_decision_divides_the_letters_anew_without_reading_again(tmp_path: Path) -> None:
    source, target = archive(tmp_path, UNSURE, letter(2))
    ((first, file, asked),) = rows(target, "select id, berkas, usul_batas from surat where usul_batas != ''")
    assert asked == "3"
    assert FolderStorage(target).names(PAGES) == [file]
    before = read_pages(tmp_path)
    archive_answers.append(target, [Answer("uji", WHEN, file=str(file), starts={3: True})])
    run(source, target, 0.0)
    assert read_pages(tmp_path) == before
    assert rows(target, f"select halaman, usul_batas from surat where berkas = '{file}' order by id") == [
        ("1,2", ""),
        ("3", ""),
    ]
    assert FolderStorage(target).names(PAGES) == []
    archive_answers.append(target, [Answer("uji", WHEN, file=str(file), starts={3: False})])
    run(source, target, 0.0)
    assert rows(target, f"select id, halaman from surat where berkas = '{file}'") == [(first, "1,2,3")]
    made = {path.name for path in (target / "surat").rglob("*.pdf")}
    assert made == {f"{id_}.pdf" for (id_,) in rows(target, "select id from surat")}


def test_the_same_decision_is_carried_out_once(tmp_path: Path) -> None:
    source, target = archive(tmp_path, UNSURE)
    ((file,),) = rows(target, "select berkas from surat")
    archive_answers.append(target, [Answer("uji", WHEN, file=str(file), starts={3: False})])
    run(source, target, 0.0)
    (result,) = (target / ".kerja" / "hasil").iterdir()
    stamp = result.stat().st_mtime_ns
    run(source, target, 0.0)
    assert result.stat().st_mtime_ns == stamp
    assert rows(target, "select keraguan from surat where usul_batas != ''") == []


def test_corrections_are_found_by_search_and_outlive_the_index(tmp_path: Path) -> None:
    source, target = archive(tmp_path, letter(1))
    ((id_,),) = rows(target, "select id from surat")
    values = {"pengirim": "SUPRIYADI CONTOH", "tanggal": "2018-01-02"}
    archive_answers.append(target, [Answer("uji", WHEN, letter=str(id_), verdict="salah", values=values)])
    for _ in range(2):
        run(source, target, 0.0)
        assert rows(target, "select pengirim, tanggal, tahun, diperiksa from surat") == [
            ("SUPRIYADI CONTOH", "2018-01-02", 2018, "salah")
        ]
        assert rows(target, "select rowid from teks where teks match 'supriyadi'")
        (target / FILE_NAME).unlink()


def test_an_index_of_an_earlier_shape_is_made_anew(tmp_path: Path) -> None:
    source, target = archive(tmp_path, letter(1))
    (target / FILE_NAME).unlink()
    with closing(sqlite3.connect(target / FILE_NAME)) as old:
        old.execute("create table surat (nomor integer primary key, id text)")
        old.execute("create table berkas (id text primary key)")
        old.commit()
    run(source, target, 0.0)
    assert len(rows(target, "select id, contoh, kosong from surat")) == 1


def test_a_line_cut_off_by_a_lost_power_loses_no_other(tmp_path: Path) -> None:
    archive_answers.append(tmp_path, [Answer("uji", WHEN, letter="a", verdict="benar")])
    path = tmp_path / ANSWERS
    path.write_bytes(path.read_bytes() + b'{"by": "uji", "at"')
    archive_answers.append(tmp_path, [Answer("uji", WHEN, double=("a", "b"), is_same=True)])
    found = stored_answers(FolderStorage(tmp_path))
    assert [(answer.letter, answer.double) for answer in found] == [("a", None), ("", ("a", "b"))]


def test_pairs_that_look_like_one_letter_keep_what_was_answered(tmp_path: Path) -> None:
    again = [text.replace("Isi surat", "Isi  surat") for text in letter(1)]
    source, target = archive(tmp_path, letter(1), again)
    ((one, other, same),) = rows(target, "select * from kembar")
    assert same is None
    archive_answers.append(target, [Answer("uji", WHEN, double=(str(one), str(other)), is_same=True)])
    run(source, target, 0.0)
    assert rows(target, "select sama from kembar") == [(1,)]
    assert "diperiksa: surat yang sama" in (target / "laporan.html").read_text()


def test_a_letter_that_cannot_be_judged_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(reading: FileReading, *, received_on: date) -> Case:
        if "surat 1" in reading.pages[-1].lines[0].text:
            raise KeyError("uji")
        return compose(reading, received_on=received_on)

    monkeypatch.setattr("tests.flows.archive.stub.compose", failing)
    _source, target = archive(tmp_path, letter(1), letter(2))
    found = rows(target, "select nama_berkas, keraguan, pdf != '' from surat order by nama_berkas")
    assert found == [("0.pdf", "Jenis surat tidak dikenali.", 1), ("1.pdf", "", 1)]


LATER = 4
"""Letters judged, some batches after the first: stub reading takes no time, so the index is waited for."""


def test_the_index_grows_while_the_job_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.archive.plan.BATCH_FILES", 1)
    seen: list[int] = []

    def judged(reading: FileReading, *, received_on: date) -> Case:
        index = tmp_path / "arsip" / FILE_NAME
        if len(seen) >= LATER:
            wait_until(
                lambda: index.exists() and bool(rows(index.parent, "select id from surat")), 30, "letters"
            )
        seen.append(len(rows(index.parent, "select id from surat")) if index.exists() else 0)
        return compose(reading, received_on=received_on)

    monkeypatch.setattr("tests.flows.archive.stub.compose", judged)
    archive(tmp_path, *(letter(number) for number in range(1, 9)))
    assert 0 < seen[-1] < 8


def test_blank_pages_and_backs_are_marked(tmp_path: Path) -> None:
    head, rest = letter(1)
    _source, target = archive(tmp_path, [head, "", rest, "", head.replace("1", "2"), ""])
    assert rows(target, "select halaman, kosong, belakang from surat order by id") == [
        ("1,2,3,4", "2,4", "2,4"),
        ("5,6", "6", "6"),
    ]
    assert "Halaman kosong               3" in (target / "laporan.txt").read_text()


def test_the_index_is_at_its_place_only_with_its_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, there, shape = tmp_path / FILE_NAME, list[bool](), index._shape

    def shaped(connection: sqlite3.Connection) -> None:
        there.append(path.exists())
        shape(connection)

    monkeypatch.setattr(index, "_shape", shaped)
    path.with_name(f"{FILE_NAME}.baru").write_text("terputus")
    with index.opened(path):
        pass
    assert there == [False, True]
    assert rows(tmp_path, "select id from surat") == []
    assert [entry.name for entry in tmp_path.iterdir()] == [FILE_NAME]
