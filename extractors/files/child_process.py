"""The parent's end of one reading child: starting, asking with a time limit, killing its whole group."""

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from extractors.files.confinement import Confinement
from extractors.files.handover import fetch_picture, handed_over
from extractors.files.page_clock import PageClock
from extractors.files.scratch import Scratch
from models.clean import clean_text
from models.errors import TooLarge
from models.field import Box
from models.limits import DEFAULT_LIMITS, MIB, Limits
from models.page import PageReading
from models.trouble import is_trouble

START_SECONDS = 60.0
"""Importing OpenCV, onnxruntime and spaCy takes 2-4 s; on a busy machine several times that."""

MAX_ANSWER_BYTES = 64 * 1024 * 1024
"""A full page of words is under 1 MB of JSON."""

_THREAD_SETTINGS = (
    "OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
    "OPENCV_FOR_THREADS_NUM",
)  # fmt: skip
ONE_THREAD = dict.fromkeys(_THREAD_SETTINGS, "1")
"""One page a core; more threads only fight (tesseract 3109: 9 s against 459 s; OpenCV's wait by spinning)."""

FREED_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(32 * MIB), "MALLOC_TRIM_THRESHOLD_": str(256 * MIB)}
"""glibc keeps so much of what a page's images took for the next page's. Else the kernel clears it anew each
time: .73 -> .19 of 10.7 s on ten typed pages. The most that a child needs stays the same (950 MB of address
space; 1,180 with an A3 sheet of 600 dpi); between pages it holds 430 MB instead of 290."""

KEPT_VARIABLES = (
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "TZ", "PYTHONWARNINGS",
)  # fmt: skip
"""All that a child gets of its parent's environment, where passwords of databases may stand."""

CHILD = "extractors.page.child"

TIMEOUT_CODE = "WAKTU_HABIS"
TIMEOUT_MESSAGE = "Halaman {page} dari {file} tidak selesai dibaca dalam {seconds:.0f} detik; pindai ulang."
ENDED = "Pembacaan dihentikan; halaman ini akan dibaca lagi."
ENDED_CODE = "DIHENTIKAN"
REFUSED = "Disk atau hak akses menolak ketika halaman ini dibaca; halaman ini akan dibaca lagi."
SURROUNDINGS_CODE = "SEKITAR_"
"""Disk or rights refused (models/trouble.py): no word on the file. The error's number follows."""


def surroundings_code(error: OSError) -> str:
    """The code of a failure that is the machine's."""
    return f"{SURROUNDINGS_CODE}{error.errno}"


def surroundings_number(code: str | None) -> int | None:
    """The error number in such a code; None for any other code."""
    is_ours = code is not None and code.startswith(SURROUNDINGS_CODE)
    return int(code.removeprefix(SURROUNDINGS_CODE)) if code is not None and is_ours else None


class PictureKind(StrEnum):
    """What the picture of a page is for, which says how it is written (extractors/files/picture.py)."""

    DESK = "meja"
    """JPEG of about 150 dpi."""
    ARCHIVE = "arsip"
    """As it was scanned."""
    FINGERPRINT = "sidik"
    """Small and grey: enough to tell two scans of one letter."""


@dataclass(frozen=True)
class Answer:
    """What a child said: a page count, a reading, the texts of places looked at again, or a failure with its
    code (None: the child died)."""

    pages: int = 0
    reading: PageReading | None = None
    texts: tuple[str, ...] = ()
    failure: str | None = None
    code: str | None = None
    is_child_fat: bool = False
    """The child's memory has grown so much that it should be replaced."""
    seconds: float = 0.0
    """How long it took, but for waiting for a core."""

    @property
    def is_given_up(self) -> bool:
        """Whether the reader itself failed on the page, or for want of memory: what it read before may have
        left it too little (two of 2,300 pages, both read by a fresh child)."""
        return self.code == TooLarge.code or (self.reading is not None and self.reading.failure is not None)


class ChildProcess:
    """One child; started when first asked, started anew after a crash or a time-out."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch: Scratch | None = None
        self._lock = threading.Lock()
        self._is_closed = False
        self.pages_read = 0
        self.confinement = Confinement()
        """What held in the child that was started last."""

    def ask(
        self,
        verb: str,
        path: Path | None = None,
        number: int = 0,
        *,
        turn: int | None = None,
        picture: Path | None = None,
        picture_kind: PictureKind = PictureKind.DESK,
        boxes: Sequence[Box] = (),
    ) -> Answer:
        """Send one question and wait for the answer. Never raises over the child's fate.

        It may take the limits' page_seconds of computing (extractors/files/page_clock.py).
        `turn`: a person's choice of rotation. `picture`: where the upright page is to be written. `boxes`:
        where to look again.
        """
        kind = picture_kind if picture else None
        question = {"verb": verb, "number": number, "turn": turn, "picture_kind": kind, "boxes": boxes}
        process: subprocess.Popen[bytes] | None = None
        try:
            process, scratch = self._started()
            if process is None or scratch is None:
                return Answer(failure=ENDED, code=ENDED_CODE)
            if path is None:
                return self._asked(process, {**question, "path": None})
            with handed_over(path.absolute(), scratch, self._limits.max_file_bytes) as given:
                answer = self._asked(process, {**question, "path": str(given)})
            if picture and answer.failure is None and (answer.reading is None or not answer.reading.failure):
                fetch_picture(scratch, picture.absolute(), self._limits.max_file_bytes)
        except OSError as refusal:  # no room for its folder or its picture, no memory for its process
            if is_trouble(refusal):
                return Answer(failure=REFUSED, code=surroundings_code(refusal))
            if process is None:
                raise
            return Answer()
        return answer

    def _asked(self, process: subprocess.Popen[bytes], question: Mapping[str, object]) -> Answer:
        """The child's answer; it is stopped when it gives none."""
        seconds = self._limits.page_seconds
        clock = PageClock(process.pid, seconds)
        try:
            _send(process, json.dumps(question).encode())
            line = _receive(process, clock)
        except TimeoutError:
            self.stop()
            page, name = question["number"] or 1, Path(str(question["path"] or "")).name
            message = TIMEOUT_MESSAGE.format(page=page, file=name, seconds=seconds)
            return Answer(failure=message, code=TIMEOUT_CODE, seconds=clock.spent())
        except OSError:
            line = None
        if line is None:
            self.stop()
            if self._is_closed:
                return Answer(failure=ENDED, code=ENDED_CODE)
            return Answer(seconds=clock.spent())
        self.pages_read += question["verb"] == "read"
        return replace(_parsed(line), seconds=clock.spent())

    def stop(self) -> None:
        """Kill the child and everything it started; the next question starts a new one."""
        with self._lock:
            process, self._process = self._process, None
            scratch, self._scratch = self._scratch, None
            self.pages_read = 0
        if process is not None:
            _kill(process)
        if scratch is not None:
            scratch.remove()

    def close(self) -> None:
        """Stop for good."""
        self._is_closed = True
        self.stop()

    def _started(self) -> tuple[subprocess.Popen[bytes] | None, Scratch | None]:
        with self._lock:
            if self._is_closed:
                return None, None
            if self._process is not None and self._process.poll() is None:
                return self._process, self._scratch
            dead, self._process = self._process, None
            if dead is not None:
                _kill(dead)
            if self._scratch is not None:
                self._scratch.remove()
            self._scratch = scratch = Scratch()
            self._process = process = _start(self._limits, scratch)
            self.pages_read = 0
        try:
            greeting = _receive(process, PageClock(process.pid, START_SECONDS))
        except (TimeoutError, OSError):
            greeting = None
        if greeting is None:
            self.stop()
            return None, None
        self.confinement = _confinement(greeting)
        return process, scratch


def _start(limits: Limits, scratch: Scratch) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[2])
    inherited = os.environ.get("PYTHONPATH")
    path = {"PYTHONPATH": f"{root}:{inherited}" if inherited else root}
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    environment = {**kept, **ONE_THREAD, **FREED_MEMORY, **path, **scratch.environment}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", CHILD, json.dumps(limits.as_dict()), str(scratch.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
        close_fds=True,
    )


def _confinement(greeting: bytes) -> Confinement:
    try:
        return Confinement(**json.loads(greeting)["confinement"])
    except (ValueError, TypeError, KeyError):
        return Confinement()


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()


def _send(process: subprocess.Popen[bytes], message: bytes) -> None:
    assert process.stdin is not None
    process.stdin.write(message + b"\n")
    process.stdin.flush()


def _receive(process: subprocess.Popen[bytes], clock: PageClock) -> bytes | None:
    """The next line of the child's answers; None when it has died. Raises TimeoutError."""
    assert process.stdout is not None
    handle = process.stdout.fileno()
    received = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(handle, selectors.EVENT_READ)
        while not received.endswith(b"\n"):
            left = clock.left()
            if left <= 0:
                raise TimeoutError
            if not selector.select(left):
                continue
            part = os.read(handle, 1 << 20)
            if not part or len(received) > MAX_ANSWER_BYTES:
                return None
            received += part
    return bytes(received)


def _parsed(line: bytes) -> Answer:
    try:
        said = json.loads(line)
        reading = said.get("reading")
        return Answer(
            pages=int(said.get("pages", 0)),
            reading=PageReading.model_validate(reading) if reading is not None else None,
            texts=tuple(clean_text(str(text)) for text in said.get("texts", ())),
            failure=said.get("failure"),
            code=said.get("code"),
            is_child_fat=bool(said.get("is_fat", False)),
        )
    except (ValueError, TypeError, AttributeError, ValidationError):
        return Answer()
