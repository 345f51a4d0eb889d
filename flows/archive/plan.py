"""What is to be read: every file of SOURCE once, by its digest; what has a result is not read again.

TARGET/.kerja/rencana.json          the files of SOURCE as last seen
TARGET/.kerja/kelompok/<id>.json    batches: the unit of a Prefect run
TARGET/.kerja/halaman/<file>/       pages read so far of a file in work (gone when it is done)
TARGET/.kerja/hasil/<file>.json     a file's letters: written last, so its presence means done
"""

import errno
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flows.archive.storage import Storage
from flows.store import digest_of
from models.archive import WORK
from models.errors import UsageError

PLAN = f"{WORK}/rencana.json"
BATCHES = f"{WORK}/kelompok"
PAGES = f"{WORK}/halaman"
RESULTS = f"{WORK}/hasil"
SCHEMA = "berkas.arsip/1"

BATCH_FILES = 100
"""Files of a batch: a Prefect run costs a second here, and on a worker the CPU of program and models loaded
anew (docs/performance.md); both halve with twice the files. A batch whose worker died is not read again, so a
larger one costs nothing then."""

BATCH_BYTES = 200_000_000
"""A batch of large files is smaller, so that a lost worker costs minutes, not hours."""

ID_LENGTH = 24
"""Hex digits of the digest that name a file: 96 bits, no collision among 10^8 files."""

NO_RIGHTS = "tidak boleh dibuka; berikan hak baca (folder: baca dan masuk), lalu jalankan perintah yang sama."
REFUSALS = {
    errno.EACCES: NO_RIGHTS,
    errno.EPERM: NO_RIGHTS,
    errno.EIO: "tidak terbaca dari disknya; salin atau pindai ulang, lalu jalankan perintah yang sama.",
    errno.ENOENT: "tidak ada lagi; bila hanya pindah tempat, jalankan perintah yang sama.",
}
"""The operating system's refusals that concern one file of SOURCE alone."""

READABLE = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
"""Other files in SOURCE are listed as passed over; types are judged by content when read."""


@dataclass(frozen=True)
class SourceFile:
    """A file of SOURCE: `id` from its digest (an empty one: of its name); `stamp` tells a change unread."""

    id: str
    name: str
    size: int
    stamp: str
    sha256: str


@dataclass(frozen=True)
class Plan:
    """All files, each digest once; `doubles`: (name, name of the same bytes); `passed_over`: other types;
    `closed`: (name, why) of files and folders that could not be read this time."""

    files: tuple[SourceFile, ...]
    doubles: tuple[tuple[str, str], ...] = ()
    passed_over: tuple[str, ...] = ()
    closed: tuple[tuple[str, str], ...] = ()


def make_plan(source: Storage, target: Storage) -> Plan:
    """Look through SOURCE; a file seen before with the same size and stamp keeps its digest unread. What is
    closed is in the plan as such and stops no other. UsageError when SOURCE itself is closed."""
    known = {(file.name, file.size, file.stamp): file for file in load_plan(target).files}
    files: dict[str, SourceFile] = {}
    doubles: list[tuple[str, str]] = []
    passed_over: list[str] = []
    folders: list[str] = []
    closed: dict[str, str] = {}
    for name, size, stamp in source.files(folders):
        if not name.lower().endswith(READABLE):
            passed_over.append(name)
            continue
        try:
            file = known.get((name, size, stamp)) or _look(source, name, size, stamp)
        except OSError as error:
            closed[name] = refusal_of(error)
            continue
        if file.id in files:
            doubles.append((name, files[file.id].name))
        else:
            files[file.id] = file
    if "." in folders:
        raise UsageError(f"{source.url}: {NO_RIGHTS}")
    closed |= dict.fromkeys(folders, NO_RIGHTS)
    return Plan(tuple(files.values()), tuple(doubles), tuple(passed_over), tuple(sorted(closed.items())))


def refusal_of(error: OSError) -> str:
    """Why a file of SOURCE can't be read, and what to do; raised again when it is not the file's own."""
    if error.errno not in REFUSALS:
        raise error
    return REFUSALS[error.errno]


def _look(source: Storage, name: str, size: int, stamp: str) -> SourceFile:
    with source.local(name) as path:
        digest = digest_of(path)
    if size == 0:  # a scan that failed is named by itself, not as a double of another empty one
        by_name = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
        return SourceFile(by_name[:ID_LENGTH], name, size, stamp, digest)
    return SourceFile(digest[:ID_LENGTH], name, size, stamp, digest)


def load_plan(target: Storage) -> Plan:
    """The plan as last written; an empty one at first, and where it is not whole (every file is then looked
    at anew). UsageError when TARGET holds something else."""
    facts = _facts(target.read(PLAN)) if target.exists(PLAN) else None
    if facts is None:
        return Plan(())
    if facts.get("schema") != SCHEMA:
        raise UsageError(f"{target.url} berisi arsip dengan bentuk lain ({facts.get('schema')}).")
    return Plan(
        tuple(SourceFile(**file) for file in facts["files"]),
        tuple((first, second) for first, second in facts["doubles"]),
        tuple(facts["passed_over"]),
        tuple((name, why) for name, why in facts.get("closed", ())),
    )


def _facts(content: bytes) -> dict[str, Any] | None:
    """A JSON object; None for what a lost power made of it."""
    try:
        facts = json.loads(content)
    except ValueError:
        return None
    return facts if isinstance(facts, dict) else None


def save_plan(target: Storage, plan: Plan, source_url: str) -> None:
    """Write the plan whole."""
    facts = {"schema": SCHEMA, "source": source_url, **asdict(plan)}
    target.write(PLAN, json.dumps(facts).encode("ascii"))


def done_ids(target: Storage) -> set[str]:
    """Ids of the files that have a result."""
    return {name.removesuffix(".json") for name in target.names(RESULTS)}


def has_result(target: Storage, file: SourceFile) -> bool:
    """Whether that file is done: one look, where `done_ids` lists a whole folder."""
    return target.exists(f"{RESULTS}/{file.id}.json")


def pending(plan: Plan, target: Storage) -> tuple[SourceFile, ...]:
    """The files still to be read, in order."""
    done = done_ids(target)
    return tuple(file for file in plan.files if file.id not in done)


def batches(files: Iterable[SourceFile]) -> list[tuple[SourceFile, ...]]:
    """Files gathered to batches of at most BATCH_FILES files and about BATCH_BYTES bytes."""
    made: list[list[SourceFile]] = []
    size = 0
    for file in files:
        if not made or len(made[-1]) >= BATCH_FILES or size + file.size > BATCH_BYTES:
            made.append([])
            size = 0
        made[-1].append(file)
        size += file.size
    return [tuple(batch) for batch in made]


def batch_id(files: Sequence[SourceFile]) -> str:
    """Named by its content, so that the same batch made twice is one."""
    return hashlib.sha256(" ".join(file.id for file in files).encode()).hexdigest()[:16]


def save_batch(target: Storage, files: Sequence[SourceFile]) -> str:
    """Write a batch for whoever works on it; returns its id."""
    name = batch_id(files)
    content = json.dumps([asdict(file) for file in files])
    target.write(f"{BATCHES}/{name}.json", content.encode("ascii"))
    return name


def load_batch(target: Storage, name: str) -> tuple[SourceFile, ...]:
    """The files of a batch."""
    return tuple(SourceFile(**file) for file in json.loads(target.read(f"{BATCHES}/{name}.json")))
