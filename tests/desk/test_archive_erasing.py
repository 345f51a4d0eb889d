"""A letter of an archive erased on a person's word: gone everywhere, for good, with its line in the log."""

import json
import time
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from sqlite3 import connect

import pytest

from desk.models import AuditEntry
from flows.archive.index import FILE_NAME
from flows.cli import run_command
from models import archive_answers, archive_erasing
from models.archive import ANSWERS, STATUS, WORK, State
from models.archive_answers import Answer
from tests.desk import people
from tests.desk.archives import ids, make_archive, rows
from tests.flows.archive.stub import run

SENDER, REASON = "Zainuddin Karimullah", "permintaan pemilik data"
TYPED = "Diketik Zulkarnaen"


@pytest.fixture
def target(data: Path) -> Path:
    return make_archive(data)


@pytest.fixture
def letter(target: Path) -> str:
    """The letter of 5.pdf, with a name that a reviewer typed."""
    found = ids(target, "nama_berkas = '5.pdf'")[0]
    people.client("arsiparis").post(f"/arsip/1/surat/{found}/", {"pengirim": SENDER})
    run(target.parent / "sumber", target, 0.0, sample=1.0)
    _typed_line(target, found)
    assert holding(target, SENDER)
    assert len(holding(target, TYPED)) >= 2
    assert holding(target, "Isi surat 5")
    return found


def _typed_line(target: Path, letter: str) -> None:
    """A line of its handwriting, put right by a person."""
    with closing(connect(target / FILE_NAME)) as index, index:
        row = (letter, 0, 1, "[0.1, 0.1, 0.9, 0.2]", "[]", "terbaca", TYPED)
        index.execute("insert or replace into baris values (?, ?, ?, ?, ?, ?, ?)", row)
    archive_answers.append(target, [Answer("a", "2026", letter=letter, lines={0: ("terbaca", TYPED)})])


def holding(target: Path, words: str) -> list[str]:
    """Files of the archive whose bytes hold the words (those of the stand-in are not compressed)."""
    found = [path for path in target.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]
    return [path.relative_to(target).as_posix() for path in found]


def typed(letter: str) -> str:
    return f"{letter[:8]}-1"


def test_nothing_of_it_is_left_and_the_log_says_who_and_why(target: Path, letter: str) -> None:
    head = people.client("kepala", "kepala_dinas")
    page = head.get(f"/arsip/1/surat/{letter}/hapus/").content.decode()
    assert typed(letter) in page
    assert "5.pdf" in page
    answer = head.post(
        f"/arsip/1/surat/{letter}/hapus/", {"alasan": REASON, "tanda": typed(letter)}, follow=True
    )
    assert "sudah dihapus" in answer.content.decode()
    for words in (SENDER, "Isi surat 5", "Zainuddin", "Karimullah", TYPED):
        assert holding(target, words) == []
    assert holding(target, "Isi surat 4"), "the others stay"
    assert not list(target.glob(f"surat/*/{letter}.*"))
    query = f"select pengirim, tanggal, pdf, json, diperiksa from surat where id = '{letter}'"
    assert rows(target, query) == [("", "", "", "", "dihapus")]
    assert "tidak ada" in head.get("/arsip/1/?cari=Zainuddin", follow=True).content.decode().lower()
    entry = AuditEntry.objects.get(action="hapus_surat_arsip")
    assert (entry.actor, json.loads(entry.data)["alasan"]) == ("kepala_dinas", REASON)
    assert SENDER not in entry.data
    assert "Data surat ini dihapus" in head.get(f"/arsip/1/surat/{letter}/").content.decode()


def test_no_later_run_brings_it_back(target: Path, letter: str) -> None:
    head = people.client("kepala")
    head.post(f"/arsip/1/surat/{letter}/hapus/", {"alasan": REASON, "tanda": typed(letter)})
    source = target.parent / "sumber"
    run(source, target, 0.0, sample=1.0)
    assert (target / "indeks.csv").exists(), "tables are made anew"
    assert holding(target, "Isi surat 5") == holding(target, SENDER) == holding(target, TYPED) == []
    (target / WORK / "hasil" / f"{archive_erasing.file_of(letter)}.json").unlink()
    (target / FILE_NAME).unlink()
    run(source, target, 0.0, sample=1.0)
    assert len(ids(target, "1")) == 6
    assert holding(target, "Isi surat 5") == holding(target, SENDER) == []
    assert rows(target, f"select diperiksa, contoh from surat where id = '{letter}'") == [("dihapus", 0)]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"alasan": REASON, "tanda": "salah"}, "untuk memastikan"),
        ({"alasan": "ya", "tanda": None}, "alasannya"),
    ],
)
def test_a_person_must_mean_it(target: Path, letter: str, sent: dict[str, str | None], words: str) -> None:
    values = {key: value or typed(letter) for key, value in sent.items()}
    answer = people.client("kepala").post(f"/arsip/1/surat/{letter}/hapus/", values)
    assert words in answer.content.decode()
    assert holding(target, SENDER)
    assert not AuditEntry.objects.filter(action="hapus_surat_arsip").exists()


@pytest.mark.parametrize("role", ["petugas", "pemeriksa", "pengelola_pengaduan", "arsiparis", "admin"])
def test_others_may_not(target: Path, letter: str, role: str) -> None:
    browser = people.client(role, f"lain_{role}")
    assert browser.get(f"/arsip/1/surat/{letter}/hapus/").status_code == 403
    sent = {"alasan": REASON, "tanda": typed(letter)}
    assert browser.post(f"/arsip/1/surat/{letter}/hapus/", sent).status_code == 403
    assert holding(target, SENDER)


def test_a_running_job_is_waited_for(target: Path, letter: str) -> None:
    state = State(1, 6, 2, 0, 0, 1.0, is_running=True, at=time.time())
    (target / STATUS).write_text(json.dumps(asdict(state)))
    sent = {"alasan": REASON, "tanda": typed(letter)}
    answer = people.client("kepala").post(f"/arsip/1/surat/{letter}/hapus/", sent)
    assert "sedang dijalankan" in answer.content.decode()
    assert holding(target, SENDER)


def test_what_was_cut_off_is_finished_later(
    data: Path, target: Path, letter: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_path: Path, _letter: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive_erasing, "_clear_index", full)
    sent = {"alasan": REASON, "tanda": typed(letter)}
    answer = people.client("kepala").post(f"/arsip/1/surat/{letter}/hapus/", sent)
    assert "belum selesai" in answer.content.decode()
    assert holding(target, SENDER)
    monkeypatch.undo()
    assert run_command("personal-data", ["tidy", "--data", str(data)]) == 0
    assert "1 penghapusan diselesaikan" in capsys.readouterr().out
    assert holding(target, SENDER) == []
    run_command("personal-data", ["tidy", "--data", str(data)])
    assert "0 penghapusan diselesaikan" in capsys.readouterr().out


def test_the_command_asks_on_the_terminal(
    data: Path, target: Path, letter: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda _prompt: typed(letter))
    command = ["erase", "--letter", letter, "--reason", REASON, "--data", str(data)]
    assert run_command("personal-data", command) == 0
    assert "5.pdf" in capsys.readouterr().out
    assert holding(target, SENDER) == []
    answers = archive_answers.parse((target / ANSWERS).read_bytes())
    assert archive_answers.erased_of(answers) == {archive_erasing.file_of(letter): frozenset({1, 2})}
    with closing(connect(target / FILE_NAME)) as index:
        assert index.execute("pragma integrity_check").fetchone() == ("ok",)
