"""Readings kept: what a file's pixels gave, so that whatever only reads text is measured in seconds.

A reading's key is the digest of the file's bytes, under the digest of all code and data that reads pages
(the modules which `extractors.page.child` imports, however indirectly). Where that code has changed,
nothing is taken from the cache unless somebody says which older code's readings count as its own
(`adopt`): after a change that moves files and no pixel, say. What was adopted is told with the figures.
"""

import ast
import gzip
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from extractors.files.pages import load_page
from extractors.page.name_rereading import read_places
from models.case import Finding
from models.field import Box
from models.file_reading import FileReading
from models.limits import DEFAULT_LIMITS
from models.page import PageReading

ROOT = Path(__file__).resolve().parents[2]
DEFAULT = ROOT / "build" / "readings"
"""Git-ignored; another folder is shared between work trees by `--readings`."""
ENTRY = "extractors.page.child"
DATA = ("extractors/*/data/*", "models/data/*")
CODE_FILE, ADOPTED_FILE = "code.json", "adopted"
NAMES_CODE, LOOKS = "extractors.page.name_rereading", "looks"
"""What looks at names a second time, and the folder of what it saw."""
SHORT = 12
"""Digits of a code digest that name its folder."""


class ReadsFiles(Protocol):
    """What gives a file's pages: reading children, or the cache."""

    def read_file(self, path: Path, /) -> FileReading:
        """All pages of a file."""


class NotCachedError(LookupError):
    """The cache lacks a file's reading; the message says how to get it."""


def _file_of(root: Path, module: str) -> Path | None:
    base = root / module.replace(".", "/")
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@lru_cache(maxsize=8)
def page_code(root: Path = ROOT, entry: str = ENTRY) -> dict[str, str]:
    """Logical name (module, or name of a data file that a module names) -> digest of its content, of all that
    `entry` imports."""
    found: dict[str, str] = {}
    said: set[str] = set()
    waiting = [entry]
    while waiting:
        module = waiting.pop()
        path = _file_of(root, module)
        if module in found or path is None:
            continue
        source = path.read_bytes()
        found[module] = hashlib.sha256(source).hexdigest()
        tree = ast.parse(source)
        said |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        waiting += _imports(tree)
    for pattern in DATA:
        for path in root.glob(pattern):
            if path.name in said:
                found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def code_digest(root: Path = ROOT, entry: str = ENTRY) -> str:
    """One digest of `page_code`."""
    return hashlib.sha256(json.dumps(page_code(root, entry), sort_keys=True).encode()).hexdigest()[:SHORT]


@dataclass(frozen=True)
class Readings:
    """The cache in a folder; `codes`: whose readings are taken, the current code's first."""

    root: Path
    codes: tuple[str, ...]

    def get(self, path: Path) -> FileReading | None:
        """The reading of a file with these bytes, named as the file is."""
        digest = _digest(path)
        for code in self.codes:
            stored = self.root / code / digest[:2] / f"{digest}.json.gz"
            if stored.is_file():
                return replace(_loaded(stored, path.name), path=path)
        return None

    def put(self, path: Path, reading: FileReading) -> None:
        """Keep a reading, whole or not at all."""
        digest = _digest(path)
        folder = self.root / self.codes[0] / digest[:2]
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{digest}.json.gz"
        partial = target.with_suffix(f".{os.getpid()}")
        partial.write_bytes(gzip.compress(json.dumps(_plain(reading)).encode(), mtime=0))
        partial.replace(target)

    def looks(self, path: Path) -> dict[str, str]:
        """What was seen at places of this file at a second look: place -> text."""
        stored = self._looks_file(path)
        found: dict[str, str] = json.loads(stored.read_bytes()) if stored.is_file() else {}
        return found

    def keep_looks(self, path: Path, looks: Mapping[str, str]) -> None:
        """Keep them, whole or not at all."""
        stored = self._looks_file(path)
        stored.parent.mkdir(parents=True, exist_ok=True)
        partial = stored.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps(looks), encoding="utf-8")
        partial.replace(stored)

    def _looks_file(self, path: Path) -> Path:
        digest = _digest(path)
        return self.root / LOOKS / code_digest(entry=NAMES_CODE) / digest[:2] / f"{digest}.json"

    def missing(self, paths: Sequence[Path]) -> list[Path]:
        """The files whose readings are not kept."""
        return [path for path in paths if not self._has(_digest(path))]

    def _has(self, digest: str) -> bool:
        return any((self.root / code / digest[:2] / f"{digest}.json.gz").is_file() for code in self.codes)

    def told(self) -> str:
        """Which code's readings these are."""
        return " + ".join([f"code {self.codes[0]}", *(f"adopted {code}" for code in self.codes[1:])])


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _plain(reading: FileReading) -> dict[str, Any]:
    return {
        "pages": [page.model_dump(mode="json") for page in reading.pages],
        "findings": [finding.model_dump(mode="json") for finding in reading.findings],
    }


def _loaded(stored: Path, name: str) -> FileReading:
    """The reading under the file's own name: the same bytes may lie about under several."""
    data = json.loads(gzip.decompress(stored.read_bytes()))
    pages = tuple(PageReading.model_validate(page | {"file": name}) for page in data["pages"])
    findings = tuple(Finding.model_validate(finding | {"file": name}) for finding in data["findings"])
    return FileReading(name, pages, findings)


def open_readings(root: Path = DEFAULT, adopt: str = "") -> Readings:
    """The cache in `root` for the code as it is; `adopt`: older codes whose readings count as its own, the
    first one's before the next one's."""
    code = code_digest()
    folder = root / code
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CODE_FILE).write_text(json.dumps(page_code(), indent=1, sort_keys=True), encoding="utf-8")
    marker = folder / ADOPTED_FILE
    if adopt:
        older: list[str] = []
        for one in adopt.split(","):
            if not (root / one / CODE_FILE).is_file():
                known = sorted(path.parent.name for path in root.glob(f"*/{CODE_FILE}"))
                raise NotCachedError(f"no readings by code {one} in {root}; there are: {', '.join(known)}")
            older += [code_ for code_ in open_chain(root, one) if code_ not in (code, *older)]
        marker.write_text("\n".join(older), encoding="utf-8")
    return Readings(root, open_chain(root, code))


def open_chain(root: Path, code: str) -> tuple[str, ...]:
    """A code and those that it adopted."""
    marker = root / code / ADOPTED_FILE
    return (code, *(marker.read_text(encoding="utf-8").split() if marker.is_file() else ()))


def differences(root: Path, older: str) -> list[str]:
    """Names of modules and data that differ between the code as it is and an older one's."""
    then: dict[str, str] = json.loads((root / older / CODE_FILE).read_text(encoding="utf-8"))
    now = page_code()
    return sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))


class FromCache:
    """Reads from the cache; what it lacks is read by `children` and kept, or is an error without them."""

    def __init__(self, readings: Readings, children: ReadsFiles | None = None) -> None:
        self._readings = readings
        self._children = children

    def read_file(self, path: Path, /) -> FileReading:
        """All pages of a file."""
        reading = self._readings.get(path)
        if reading is None:
            if self._children is None:
                raise NotCachedError(f"{path.name} is not in the cache; read it with --fill")
            reading = self._children.read_file(path)
            self._readings.put(path, reading)
        return reading

    def look_again(self, path: Path, number: int, rotation: int, boxes: Sequence[Box]) -> list[str]:
        """What the second engine reads in these boxes; looked at in this process where it is not kept."""
        looks = self._readings.looks(path)
        keys = [f"{number}|{rotation}|{','.join(f'{edge:.5f}' for edge in box)}" for box in boxes]
        missing = {key: box for key, box in zip(keys, boxes, strict=True) if key not in looks}
        if missing:
            image = load_page(path, number, DEFAULT_LIMITS)
            looks |= dict(zip(missing, read_places(image, rotation, [*missing.values()]), strict=True))
            self._readings.keep_looks(path, looks)
        return [looks[key] for key in keys]
