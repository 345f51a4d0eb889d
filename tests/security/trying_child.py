"""A reading child taken over by the file it reads: `count` tries to break out instead of counting.

The path's name says what to try; the answer's failure says how it ended (`berhasil` or the error's name).
"""

import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractors.files import pages
from extractors.page import child
from models.errors import DamagedFile
from models.limits import Limits

PTRACE_ATTACH = 16
PARENT = os.getppid()


def _called(result: int) -> None:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _connect(target: str) -> None:
    host, port = target.rsplit(":", 1)
    with socket.create_connection((host, int(port)), timeout=5):
        return


def _unix(target: str) -> None:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.connect(target)


def _ask_name(target: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.sendto(b"x", (target, 53))


def _read(target: str) -> None:
    Path(target).read_bytes()


def _list(target: str) -> None:
    list(Path(target).iterdir())


def _write(target: str) -> None:
    Path(target).write_text("x", encoding="utf-8")


def _environment(target: str) -> None:
    if target not in os.environ and target.encode() not in Path("/proc/self/environ").read_bytes():
        raise KeyError(target)


def _parents_environment(_target: str) -> None:
    Path(f"/proc/{PARENT}/environ").read_bytes()


def _ptrace(_target: str) -> None:
    _called(ctypes.CDLL(None, use_errno=True).ptrace(PTRACE_ATTACH, PARENT, None, None))


def _kill(_target: str) -> None:
    os.kill(PARENT, signal.SIGCONT)


def _run(target: str) -> None:
    subprocess.run(target.split(), check=True, capture_output=True)


def _namespace(_target: str) -> None:
    _called(ctypes.CDLL(None, use_errno=True).unshare(0x10000000))


def _chmod(target: str) -> None:
    Path(target).chmod(0o777)


def _link(target: str) -> None:
    Path(os.environ["TMPDIR"], "tautan").symlink_to(target)
    Path(os.environ["TMPDIR"], "tautan").read_bytes()


def _hard_link(target: str) -> None:
    os.link(target, Path(os.environ["TMPDIR"], "nama-kedua"))
    Path(os.environ["TMPDIR"], "nama-kedua").read_bytes()


def _escape_group(_target: str) -> None:
    if os.fork() == 0:
        try:
            os.setsid()
        except OSError as refusal:
            os._exit(refusal.errno or 1)
        os._exit(0)
    _pid, status = os.wait()
    if number := os.waitstatus_to_exitcode(status):
        raise OSError(number, os.strerror(number))


TRIES: dict[str, Callable[[str], None]] = {
    name.removeprefix("_"): found
    for name, found in list(globals().items())
    if name.startswith("_") and callable(found) and name != "_called"
}


def attempt(path: Path, _limits: Limits) -> int:
    """Tries what the file's first line names. DamagedFile with how it ended."""
    what, _, target = path.read_text(encoding="utf-8").partition(" ")
    try:
        TRIES[what](target)
    except OSError as refusal:
        raise DamagedFile(errno.errorcode.get(refusal.errno or 0, type(refusal).__name__)) from refusal
    except KeyError as absent:
        raise DamagedFile("TIDAK ADA") from absent
    raise DamagedFile("berhasil")


def main() -> int:
    """The real child, but for what it does with a page."""
    changed: Any = pages
    changed.count_pages = attempt
    return child.main()


if __name__ == "__main__":
    sys.exit(main())
