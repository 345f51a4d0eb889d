"""A reading child that a hostile file took over gets nowhere: no network, no other file, no secret."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.files import child_process
from extractors.files.child_process import ChildProcess
from extractors.files.confinement import SCOPE_VERSION, Confinement, on_this_kernel
from extractors.files.syscalls import AUDIT_ARCH, DENIED, seccomp_filter

SECRET = "postgresql://berkas:rahasia@127.0.0.1/berkas"
TRYING = "tests.security.trying_child"
HEADERS = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")


@pytest.fixture(scope="module")
def child() -> Iterator[ChildProcess]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child_process, "CHILD", TRYING)
        patch.setenv("BERKAS_DATABASE_URL", SECRET)
        patch.setenv("DATABASE_URL", SECRET)
        one = ChildProcess()
        yield one
        one.close()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "simpan").mkdir()
    (tmp_path / "berkas.sqlite3").write_bytes(b"rahasia")
    (tmp_path / "simpan" / "lain.pdf").write_bytes(b"%PDF-rahasia")
    return tmp_path


def how(child: ChildProcess, tmp_path: Path, words: str) -> str | None:
    """How the try ends that these words name."""
    page = tmp_path / "halaman.png"
    page.write_text(words, encoding="utf-8")
    return child.ask("count", page).failure


def test_everything_holds_on_this_kernel(child: ChildProcess, tmp_path: Path) -> None:
    how(child, tmp_path, "read /dev/null")
    assert child.confinement.is_whole, child.confinement
    assert child.confinement.landlock >= SCOPE_VERSION


def test_the_doctor_asks_the_same_kernel(child: ChildProcess, tmp_path: Path) -> None:
    how(child, tmp_path, "read /dev/null")
    assert on_this_kernel() == child.confinement


def test_the_page_itself_can_be_read_but_not_changed(child: ChildProcess, tmp_path: Path) -> None:
    assert child.ask("decode", _page(tmp_path), 1).pages == 1
    assert how(child, tmp_path, "read /usr/share/tesseract-ocr") != "berhasil"
    assert how(child, tmp_path, "read /etc/ld.so.cache") == "berhasil"
    assert how(child, tmp_path, "run tesseract --version") == "berhasil"


OUT_OF_REACH = ("/etc/passwd", "/etc/shadow", "/proc/1/environ")
ELSEWHERE = ("/tmp/keluar", "/var/tmp/keluar", "/dev/shm/keluar")


@pytest.mark.parametrize(
    "words",
    [
        *(f"read {path}" for path in OUT_OF_REACH),
        *(f"list {path}" for path in ("/root", "/home", "/tmp", "/proc")),
        *(f"write {path}" for path in ELSEWHERE),
        *("link /etc/passwd", "hard_link /etc/passwd", "run /bin/sh -c true", "run /usr/bin/env"),
        *("unix /run/x.sock", "ask_name 127.0.0.1", "parents_environment", "ptrace", "kill"),
        *("namespace", "escape_group", "environment DATABASE_URL", "environment BERKAS_DATABASE_URL"),
    ],
)
def test_what_a_taken_over_child_tries(child: ChildProcess, tmp_path: Path, words: str) -> None:
    assert how(child, tmp_path, words) in {"EACCES", "EPERM", "TIDAK ADA", "EXDEV"}


@pytest.mark.parametrize("name", ["berkas.sqlite3", "simpan/lain.pdf"])
@pytest.mark.parametrize("what", ["read", "write", "link", "hard_link", "chmod"])
def test_the_data_folder(child: ChildProcess, office: Path, tmp_path: Path, what: str, name: str) -> None:
    before = (office / name).stat()
    assert how(child, tmp_path, f"{what} {office / name}") in {"EACCES", "EPERM", "EXDEV"}
    assert ((office / name).stat().st_mode, (office / name).stat().st_mtime_ns) == (
        before.st_mode, before.st_mtime_ns,
    )  # fmt: skip


def test_the_original_behind_the_page_cannot_be_written(child: ChildProcess, tmp_path: Path) -> None:
    page = tmp_path / "halaman.png"
    how(child, tmp_path, "read /dev/null")
    for words in (f"write {page}", f"write {_given(child, page)}", f"chmod {_given(child, page)}"):
        assert how(child, tmp_path, words) in {"EACCES", "EPERM"}
        assert page.read_text(encoding="utf-8") == words


def test_no_connection_to_a_server_on_this_machine(child: ChildProcess, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert how(child, tmp_path, f"connect 127.0.0.1:{server.getsockname()[1]}") == "EPERM"


def test_the_same_tries_succeed_without_confinement(
    monkeypatch: pytest.MonkeyPatch, office: Path, tmp_path: Path
) -> None:
    """The tries are real: each ends well in a child that gives nothing up."""
    code = (
        "from tests.security import trying_child; from extractors.page import child;"
        "from extractors.files.confinement import Confinement;"
        "child.confine = lambda scratch: Confinement(); raise SystemExit(trying_child.main())"
    )
    stub = tmp_path / "modul"
    stub.mkdir()
    (stub / "tidak_terkurung.py").write_text(code, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(stub))
    monkeypatch.setattr(child_process, "CHILD", "tidak_terkurung")
    free = ChildProcess()
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            tries = [f"connect 127.0.0.1:{server.getsockname()[1]}", "read /etc/passwd", "kill",
                     f"read {office / 'berkas.sqlite3'}", f"write {tmp_path / 'keluar'}", "escape_group",
                     "parents_environment", f"chmod {office / 'berkas.sqlite3'}",
                     "run /bin/sh -c true"]  # fmt: skip
            ended = {words: how(free, tmp_path, words) for words in tries}
        assert ended == dict.fromkeys(tries, "berhasil")
        assert not free.confinement.is_whole
        assert how(free, tmp_path, "environment DATABASE_URL") == "TIDAK ADA", (
            "the environment is the parent's part"
        )
    finally:
        free.close()


def test_a_picture_that_is_a_link_is_not_fetched(child: ChildProcess, office: Path, tmp_path: Path) -> None:
    how(child, tmp_path, "read /dev/null")
    scratch = child._scratch
    assert scratch is not None
    page = _page(tmp_path)
    scratch.picture.symlink_to(office / "berkas.sqlite3")
    answer = child.ask("draw", page, 1, turn=0, picture=tmp_path / "gambar.jpg")
    scratch.picture.unlink(missing_ok=True)
    assert answer.pages == 0
    assert not (tmp_path / "gambar.jpg").exists()
    assert (office / "berkas.sqlite3").read_bytes() == b"rahasia"


@pytest.mark.parametrize(
    ("lost", "want"),
    [
        (
            "confinement.seccomp_filter = lambda: None",
            "Confinement(landlock=VERSION, seccomp=False, no_new_privs=True)",
        ),
        ("confinement._CREATE_RULESET = 9999", "Confinement(landlock=0, seccomp=True, no_new_privs=True)"),
    ],
)
def test_a_kernel_without_one_of_them_is_told(tmp_path: Path, lost: str, want: str) -> None:
    script = (
        "from extractors.files import confinement; from extractors.files.scratch import Scratch;"
        f"{lost}; print(confinement.confine(Scratch()))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True,
                          env={**os.environ, "TMPDIR": str(tmp_path)})  # fmt: skip
    found = done.stdout.strip()
    assert found == want.replace("VERSION", found.split("landlock=")[1].split(",")[0])
    assert not Confinement().is_whole


@pytest.mark.skipif(not HEADERS.exists(), reason="the kernel's headers are not installed")
def test_the_numbers_are_the_kernels() -> None:
    known = {
        words[1].removeprefix("__NR_"): int(words[2])
        for words in (line.split() for line in HEADERS.read_text(encoding="ascii").splitlines())
        if len(words) == 3 and words[1].startswith("__NR_")
    }
    assert {name: number for name, (number, _) in DENIED.items() if known.get(name, number) != number} == {}


def test_a_filter_for_each_known_machine_and_none_for_others() -> None:
    for machine in AUDIT_ARCH:
        steps = seccomp_filter(machine)
        assert steps is not None
        assert len(steps) % 8 == 0
    assert seccomp_filter("riscv64") is None


def _page(folder: Path) -> Path:
    path = folder / "kosong.pgm.png"
    if not path.exists():
        from PIL import Image

        Image.new("L", (64, 64), 255).save(path)
    return path


def _given(child: ChildProcess, page: Path) -> Path:
    scratch = child._scratch
    assert scratch is not None
    return scratch.pages / page.name
