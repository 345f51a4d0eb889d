"""Reading children: a hostile page costs its own child and nothing else."""

import errno
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from extractors.files import child_process
from extractors.files.child_process import Answer, ChildProcess, surroundings_number
from extractors.files.reading_children import ReadingChildren
from extractors.files.scratch import Scratch
from models.errors import SurroundingsError
from models.limits import MIB, Limits
from models.page import PageReading
from tests.extractors.made_files import huge_png, locked_pdf, made_hostile_files

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "hostile" / "files"


@pytest.fixture(scope="module")
def children() -> Iterator[ReadingChildren]:
    pool = ReadingChildren(1)
    yield pool
    pool.close()


def _blank(path: Path) -> Path:
    Image.new("L", (400, 300), 255).save(path)
    return path


@pytest.mark.tesseract
def test_pages_come_back_under_the_given_name(children: ReadingChildren, tmp_path: Path) -> None:
    path = tmp_path / "simpan.tif"
    blank = Image.new("L", (400, 300), 255)
    blank.save(path, save_all=True, append_images=[blank])
    seen: list[int] = []
    reading = children.read_file(path, "surat.tif", on_page=lambda page: seen.append(page.number))
    assert [page.file for page in reading.pages] == ["surat.tif", "surat.tif"]
    assert seen == [1, 2]
    assert reading.findings == ()


@pytest.mark.tesseract
def test_a_page_is_drawn_anew_without_being_read(children: ReadingChildren, tmp_path: Path) -> None:
    path = tmp_path / "simpan.tif"
    first = Image.new("RGB", (400, 300), "white")
    second = Image.new("RGB", (400, 300), "white")
    second.paste("red", (0, 0, 200, 150))
    first.save(path, save_all=True, append_images=[second])
    target = tmp_path / "halaman" / "2.jpg"
    assert children.draw_page(path, 2, 90, target) == ""
    with Image.open(target) as picture:
        assert picture.size == (300, 400)
        red, green, _blue = picture.convert("RGB").getpixel((250, 50))  # type: ignore[misc]
        assert (red > 200, green < 60) == (True, True)
    assert "tidak ada" in children.draw_page(path, 3, 0, tmp_path / "3.jpg")
    assert not (tmp_path / "3.jpg").exists()
    (tmp_path / "rusak.pdf").write_bytes(b"%PDF-1.4 rusak")
    assert "rusak.pdf" in children.draw_page(tmp_path / "rusak.pdf", 1, 0, tmp_path / "3.jpg")


def test_a_child_is_never_asked_by_two_threads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: set[int] = set()
    verbs: list[str] = []

    def ask(child: ChildProcess, verb: str, *_rest: object, **_more: object) -> Answer:
        assert id(child) not in asked, f"{verb} while the child still answers"
        asked.add(id(child))
        time.sleep(0.3 if verb == "warm" else 0.02)
        asked.discard(id(child))
        verbs.append(verb)
        return Answer(pages=1)

    monkeypatch.setattr(ChildProcess, "ask", ask)
    with ReadingChildren(2) as children, ThreadPoolExecutor(8) as threads:
        warming = threads.submit(children.warm)
        files = [threads.submit(children.read_file, tmp_path / "a.pdf") for _ in range(6)]
        for done in files:
            done.result(timeout=20)
        warming.result(timeout=20)
    assert verbs.count("warm") == 2
    assert verbs.count("read") == 6


@pytest.mark.parametrize(
    ("read_before", "failures", "asked"),
    [
        pytest.param(3, ["Halaman ini tidak dapat dibaca.", None], 2, id="a fresh child reads it"),
        pytest.param(3, ["tidak dapat dibaca", "tidak dapat dibaca"], 2, id="a fresh one fails, too"),
        pytest.param(0, ["tidak dapat dibaca"], 1, id="the first page of a child"),
    ],
)
def test_a_page_that_a_used_child_gave_up_is_read_by_a_fresh_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, read_before: int, failures: list[str | None], asked: int
) -> None:
    """What it read before may have left it without memory."""
    said = iter(failures)
    used: list[int] = []

    def ask(child: ChildProcess, verb: str, *_rest: object, **_more: object) -> Answer:
        if verb != "read":
            return Answer(pages=1)
        child.pages_read += 1
        used.append(child.pages_read)
        return Answer(reading=PageReading(file="a.pdf", number=1, failure=next(said)))

    monkeypatch.setattr(ChildProcess, "ask", ask)
    with ReadingChildren(1) as children:
        child = children._idle.queue[0]
        child.pages_read = read_before
        reading = children.read_file(tmp_path / "a.pdf")
    assert used == [read_before + 1, 1][:asked]
    assert reading.pages[0].failure == failures[-1]
    assert len(reading.findings) == (failures[-1] is not None)


@pytest.mark.tesseract
@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("kosong.pdf", b"", "BERKAS_RUSAK"),
        ("teks.pdf", b"bukan pdf", "JENIS_TIDAK_DIDUKUNG"),
        ("terkunci.pdf", locked_pdf(), "TERKUNCI_SANDI"),
        ("bom.png", huge_png(30000, 30000), "TERLALU_BESAR"),
    ],
)
def test_failures_are_named_findings(
    children: ReadingChildren, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    reading = children.read_file(tmp_path / name)
    assert [finding.code for finding in reading.findings] == [code]
    assert all(page.failure for page in reading.pages)


@pytest.mark.tesseract
def test_fifo_symlink_and_odd_names(children: ReadingChildren, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.pdf")
    odd = _blank(tmp_path / "nama 'aneh' \"kutip\" \U0001f600.png")
    (tmp_path / "tautan.png").symlink_to(odd)
    assert children.read_file(tmp_path / "pipa.pdf").findings[0].code == "JENIS_TIDAK_DIDUKUNG"
    assert children.read_file(tmp_path / "tautan.png").findings == ()


@pytest.mark.tesseract
def test_made_hostile_files_and_then_a_good_one(tmp_path: Path) -> None:
    child = ChildProcess()
    try:
        for path in made_hostile_files(tmp_path):
            answer = child.ask("decode", path, 1)
            assert answer.pages == 1 or answer.failure is None or answer.failure.endswith(".")
        assert child.ask("decode", _blank(tmp_path / "baik.png"), 1).pages == 1
    finally:
        child.close()


@pytest.mark.tesseract
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of hostile files is not here")
def test_every_hostile_file_ends_as_pages_or_a_finding() -> None:
    """Each file's first page decoded in a child with limits (reading all of them takes too long here)."""
    child = ChildProcess(Limits(memory_bytes=2048 * MIB))
    try:
        for path in sorted(CORPUS.iterdir()):
            counted = child.ask("count", path)
            assert counted.pages or counted.failure or counted.code is None
            decoded = child.ask("decode", path, 1)
            assert decoded.failure is None or decoded.failure.endswith(".")
    finally:
        child.close()


@pytest.mark.tesseract
def test_a_killed_child_fails_one_page_and_the_next_is_read(tmp_path: Path) -> None:
    path = _blank(tmp_path / "kosong.png")
    child = ChildProcess()
    try:
        assert child.ask("count", path).pages == 1
        process = child._process
        assert process is not None
        os.kill(process.pid, signal.SIGSTOP)
        killer = threading.Timer(0.3, os.kill, (process.pid, signal.SIGKILL))
        killer.start()
        crashed = child.ask("count", path)
        killer.join()
        assert (crashed.pages, crashed.failure) == (0, None)
        assert child.ask("count", path).pages == 1
    finally:
        child.close()


@pytest.mark.tesseract
def test_a_page_over_its_time_is_marked_and_its_group_killed(tmp_path: Path) -> None:
    child = ChildProcess(Limits(page_seconds=2))
    try:
        assert child.ask("count", _blank(tmp_path / "a.png")).pages == 1
        process = child._process
        assert process is not None
        os.kill(process.pid, signal.SIGSTOP)
        answer = child.ask("count", tmp_path / "a.png")
        assert answer.code == "WAKTU_HABIS"
        assert process.poll() is not None
        assert child.ask("count", tmp_path / "a.png").pages == 1
    finally:
        child.close()


def test_a_child_that_cannot_start_is_an_answer_not_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(limits: Limits, scratch: Scratch) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", "raise SystemExit(1)"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    monkeypatch.setattr(child_process, "_start", broken)
    child = ChildProcess()
    try:
        assert child.ask("count", Path("x.pdf")).pages == 0
    finally:
        child.close()


@pytest.mark.parametrize("refused", ["mkdtemp", "popen"])
def test_no_room_for_a_child_is_the_machines_trouble_and_over_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, refused: str
) -> None:
    """Its folder or its process can not be made: no word on the file; the next question asks anew."""
    path = _blank(tmp_path / "a.png")

    def full(*_args: object, **_kwargs: object) -> object:
        raise OSError(errno.ENOSPC, "No space left on device")

    with ReadingChildren(1) as children:
        with monkeypatch.context() as patch:
            patch.setattr(*{"mkdtemp": (tempfile, "mkdtemp"), "popen": (subprocess, "Popen")}[refused], full)
            children.warm()
            (finding,) = children.read_file(path).findings
            assert surroundings_number(finding.code) == errno.ENOSPC
            with pytest.raises(SurroundingsError) as told:
                children.draw_page(path, 1, 0, tmp_path / "a.jpg")
            assert told.value.number == errno.ENOSPC
        assert children.draw_page(path, 1, 0, tmp_path / "a.jpg") == ""


def test_the_parent_loads_no_image_library() -> None:
    heavy = {"cv2", "numpy", "onnxruntime", "PIL", "spacy"}
    script = f"import sys, extractors.files.reading_children; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
