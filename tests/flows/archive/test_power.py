"""What a lost power may leave of an archive is found and done again; the rest is not read twice."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from extractors.files.child_process import ENDED_CODE
from flows.archive import index
from flows.archive.filework import Job, Stopped, do_file
from flows.archive.plan import PAGES, PLAN, RESULTS, SourceFile, load_plan
from flows.archive.record import BrokenResult, from_json
from flows.archive.runner import JOB, load_settings_of
from flows.archive.storage import FolderStorage
from flows.store import digest_of
from models import durable
from models.archive import STATUS
from models.case import Finding, Severity
from models.errors import SurroundingsError, UsageError
from models.file_reading import FileReading
from tests.flows.archive.stub import compose, page_of, run
from tests.flows.archive.test_kill import letter

FILES = 4


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An archive that is done, of four files with a letter each."""
    source = tmp_path / "sumber"
    source.mkdir()
    for number in range(FILES):
        (source / f"{number}.pdf").write_text(json.dumps(letter(number)))
    run(source, tmp_path / "arsip", 0.0)
    return tmp_path


def archive(place: Path) -> FolderStorage:
    return FolderStorage(place / "arsip")


def results(place: Path) -> list[str]:
    return archive(place).names(RESULTS)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def shortened(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def forget_index(place: Path) -> None:
    for path in (place / "arsip").glob(f"{index.FILE_NAME}*"):
        path.unlink()


def again(place: Path) -> list[str]:
    """Resume; which pages were read."""
    journal = place / "dibaca.txt"
    journal.unlink()
    run(place / "sumber", place / "arsip", 0.0)
    return sorted(journal.read_text().splitlines()) if journal.exists() else []


def assert_whole(place: Path) -> None:
    for name in results(place):
        result = from_json(archive(place).read(f"{RESULTS}/{name}"))
        assert result.digests
        assert {name for name, _ in result.digests} == {
            name for each in result.letters for name in (each.pdf, each.json)
        }
    with index.opened(place / "arsip" / index.FILE_NAME) as connection:
        assert connection.execute("select count(*) from surat").fetchone() == (FILES,)


def files_of(place: Path, kind: str) -> Path:
    result = from_json(archive(place).read(f"{RESULTS}/{results(place)[0]}"))
    names = {"pdf": result.letters[0].pdf, "json": result.letters[0].json}
    return place / "arsip" / names.get(kind, f"{RESULTS}/{results(place)[0]}")


@pytest.mark.parametrize("kind", ["hasil", "pdf", "json"])
@pytest.mark.parametrize("spoil", [empty, shortened, flipped])
def test_what_does_not_verify_is_done_again(place: Path, kind: str, spoil: Callable[[Path], None]) -> None:
    spoil(files_of(place, kind))
    forget_index(place)
    assert len(again(place)) == 2
    assert_whole(place)
    assert again(place) == []


@pytest.mark.parametrize("kind", ["hasil", "pdf", "json"])
def test_an_empty_file_is_found_though_the_index_has_it(place: Path, kind: str) -> None:
    empty(files_of(place, kind))
    assert len(again(place)) == 2
    assert_whole(place)


@pytest.mark.parametrize("name", [PLAN, JOB, STATUS])
def test_an_empty_note_of_the_job_is_written_anew(place: Path, name: str) -> None:
    empty(place / "arsip" / name)
    assert again(place) == []
    assert len(load_plan(archive(place)).files) == FILES
    assert load_settings_of(str(place / "arsip")).source == str(place / "sumber")


def test_a_broken_note_of_the_job_is_told_to_who_asks(place: Path) -> None:
    empty(place / "arsip" / JOB)
    with pytest.raises(UsageError, match="rusak"):
        load_settings_of(str(place / "arsip"))


def test_a_broken_index_is_made_anew(place: Path) -> None:
    path = place / "arsip" / index.FILE_NAME
    path.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    assert again(place) == []
    assert_whole(place)


def test_an_empty_page_in_work_is_read_again(place: Path) -> None:
    name = results(place)[0]
    folder = f"{PAGES}/{name.removesuffix('.json')}"
    target = archive(place)
    result = from_json(target.read(f"{RESULTS}/{name}"))
    target.remove(f"{RESULTS}/{name}")
    forget_index(place)
    target.write(f"{folder}/00001.json", b"")
    target.write(f"{folder}/00001.gambar", b"x")
    page = page_of(result.file_name, 2, "Isi")
    target.write(f"{folder}/00002.json", page.model_dump_json().encode())
    target.write(f"{folder}/00002.gambar", b"")
    assert len(again(place)) == 2
    assert_whole(place)


@pytest.mark.parametrize(
    ("code", "error"), [(f"SEKITAR_{errno.ENOSPC}", SurroundingsError), (ENDED_CODE, Stopped)]
)
def test_a_file_that_could_not_be_counted_for_the_machines_sake_is_no_result(
    tmp_path: Path, code: str, error: type[Exception]
) -> None:
    (tmp_path / "a.pdf").write_text("[]")
    finding = Finding(code=code, severity=Severity.GALAT, message="Disk menolak.", file="a.pdf")
    reader = SimpleNamespace(read_file=lambda *_args, **_kwargs: FileReading("a.pdf", (), (finding,)))
    target = FolderStorage(tmp_path / "arsip")
    job = Job(FolderStorage(tmp_path), target, tmp_path / "kerja", reader, compose)
    with pytest.raises(error):
        do_file(job, SourceFile("a" * 16, "a.pdf", 2, "", digest_of(tmp_path / "a.pdf")))
    assert target.names(RESULTS) == []


def test_a_result_of_an_earlier_version_counts(place: Path) -> None:
    for name in results(place):
        facts = json.loads(archive(place).read(f"{RESULTS}/{name}"))
        del facts["sidik"], facts["digests"]
        (place / "arsip" / RESULTS / name).write_text(json.dumps(facts))
    forget_index(place)
    assert again(place) == []


def test_a_result_that_is_no_json_is_told() -> None:
    for content in (b"", b"[]", b'{"letters": 3}', b'{"sidik": "0"}'):
        with pytest.raises(BrokenResult):
            from_json(content)


def test_a_write_is_on_the_disk_before_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a" / "b" / "hasil.json"
    steps: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        name = Path(f"/proc/self/fd/{handle}").readlink().name
        steps.append(f"{'isi' if name.endswith(durable.SCRATCH) else name}, bernama: {target.exists()}")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    durable.write(target, b"isi")
    assert steps == [
        f"{tmp_path.name}, bernama: False",
        "a, bernama: False",
        "isi, bernama: False",
        "b, bernama: True",
    ]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "hasil.json"
    target.write_bytes(b"lama")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        durable.write(target, b"baru")
    assert [path.name for path in tmp_path.iterdir()] == ["hasil.json"]
    assert target.read_bytes() == b"lama"
