"""What a reading child gives up before it looks at a stranger's file, for itself and all it starts.

Landlock (kernel 5.13 and later) leaves it the files it needs: program, models and libraries for reading,
tesseract for running, one folder to read pages from and one to write in. seccomp takes the network and the
calls of extractors/files/syscalls.py from it. A kernel without one of these still reads: `confine` says
what holds, `berkas doctor` says what does not. No library: PyPI's are unkept or ask for a compiler.

Only the calling thread and its descendants are confined: call it before any other thread is started.
"""

import ctypes
import json
import os
import shutil
import site
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from extractors.files.scratch import Scratch
from extractors.files.syscalls import seccomp_filter

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
"""linux/landlock.h and linux/prctl.h; the numbers of Landlock's calls are the same on every machine."""

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_DIR, REMOVE_FILE, MAKE_DIR, MAKE_REG = 1 << 4, 1 << 5, 1 << 7, 1 << 8
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
ALL_OF_FIRST_VERSION = (1 << 13) - 1
ADDED = {2: REFER, 3: TRUNCATE, 5: IOCTL_DEV}
"""Landlock's version -> the right that it knows from then on."""
TCP_VERSION, SCOPE_VERSION = 4, 6
TCP = 0b11
"""Bind and connect."""
SCOPE = 0b11
"""Abstract Unix sockets, and signals to processes outside."""

LOOK = READ_FILE | READ_DIR
WORK = LOOK | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER | TRUNCATE
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV

PROGRAM = Path(__file__).resolve().parents[2]
LIBRARIES = ("/usr", "/lib", "/lib32", "/lib64", "/bin")
SYSTEM_FILES = (
    "/etc/ld.so.cache", "/etc/ld.so.preload", "/etc/localtime", "/proc/cpuinfo", "/proc/meminfo",
    "/proc/self/statm", "/sys/devices/system/cpu", "/dev/urandom", "/dev/random", "/dev/zero",
)  # fmt: skip
LOADERS = ("/lib/ld-*.so*", "/lib64/ld-*.so*", "/lib/*-linux-*/ld-*.so*")


@dataclass(frozen=True)
class Confinement:
    """What holds in a child. `landlock` is the kernel's version of it, 0 = none."""

    landlock: int = 0
    seccomp: bool = False
    no_new_privs: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return self.landlock >= SCOPE_VERSION and self.seccomp and self.no_new_privs


def confine(scratch: Scratch) -> Confinement:
    """Gives up all but reading; for good. Never raises: what the kernel lacks is missing in the answer."""
    library = ctypes.CDLL(None, use_errno=True)
    no_new_privs = library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    if not no_new_privs:
        return Confinement()
    return Confinement(_landlock(library, scratch), _seccomp(library), no_new_privs)


def on_this_kernel() -> Confinement:
    """What would hold in a reading child started now, tried by a process that confines itself."""
    command = [sys.executable, "-P", "-m", "extractors.files.confinement"]
    environment = {**os.environ, "PYTHONPATH": str(PROGRAM)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return Confinement(**json.loads(done.stdout)) if done.returncode == 0 else Confinement()


def _landlock(library: ctypes.CDLL, scratch: Scratch) -> int:
    version = int(library.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION))
    if version < 1:
        return 0
    handled = ALL_OF_FIRST_VERSION
    for since, right in ADDED.items():
        handled |= right if version >= since else 0
    attributes = struct.pack(
        "=QQQ", handled, TCP if version >= TCP_VERSION else 0, SCOPE if version >= SCOPE_VERSION else 0
    )
    size = 8 * (1 + (version >= TCP_VERSION) + (version >= SCOPE_VERSION))
    ruleset = int(library.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(size), 0))
    if ruleset < 0:
        return 0
    try:
        for path, rights in _allowed(scratch):
            _add(library, ruleset, path, rights & handled)
        return version if library.syscall(_RESTRICT_SELF, ruleset, 0) == 0 else 0
    finally:
        os.close(ruleset)


def _allowed(scratch: Scratch) -> Iterator[tuple[Path, int]]:
    """What may be reached, with which rights."""
    yield scratch.pages, LOOK
    yield scratch.work, WORK
    yield Path(os.devnull), READ_FILE | WRITE_FILE | TRUNCATE
    packages = {*site.getsitepackages(), *(place for place in sys.path if place.endswith("-packages"))}
    for place in (*LIBRARIES, sys.prefix, sys.base_prefix, *sorted(packages), *SYSTEM_FILES):
        yield Path(place), LOOK
    for room in ("extractors", "models"):
        yield PROGRAM / room, LOOK
    if models := os.environ.get("TESSDATA_PREFIX"):
        yield Path(models), LOOK
    if tesseract := shutil.which("tesseract"):
        yield Path(tesseract).resolve(), READ_FILE | EXECUTE
        for pattern in LOADERS:
            for loader in Path("/").glob(pattern.lstrip("/")):
                yield loader, READ_FILE | EXECUTE


def _add(library: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    """Allows it; what is not there needs no rule."""
    with suppress(OSError):
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            rule = struct.pack("=Qi", rights if path.is_dir() else rights & OF_FILES, handle)
            library.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0)
        finally:
            os.close(handle)


class _Program(ctypes.Structure):
    """struct sock_fprog."""

    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def _seccomp(library: ctypes.CDLL) -> bool:
    steps = seccomp_filter()
    if steps is None:
        return False
    program = _Program(len(steps) // 8, steps)
    return bool(library.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


if __name__ == "__main__":
    own = Scratch()
    found = confine(own)
    print(json.dumps(asdict(found)))
    own.remove()
