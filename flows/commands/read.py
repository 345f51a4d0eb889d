"""`berkas read`: the given files as one case, printed as the contract's JSON; stores nothing."""

import argparse
import errno
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from extractors.case.explain import Explained, Source, explained
from extractors.case.reader import read_case
from extractors.fields.calibration import load_calibration
from extractors.fields.office_names import read_for
from extractors.files.child_process import surroundings_number
from extractors.files.reading_children import ReadingChildren
from flows.inbox import is_passed_over
from flows.is_complete import open_regular
from flows.refusals import printable
from models.case import Case, Channel, Finding, Severity
from models.errors import UsageError
from models.field_spec import BY_NAME
from models.file_reading import FileReading
from models.page import PageReading
from models.service import load_standards
from models.settings import load_settings
from models.trouble import cause_of
from models.working_days import load_calendar

EXIT_READ = 0
EXIT_UNREADABLE = 65
"""sysexits' EX_DATAERR: nothing readable in the input."""


@dataclass(frozen=True)
class Input:
    """A file to read under the name shown in the JSON; `finding` says why it is not opened."""

    path: Path
    name: str
    finding: Finding | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments per the case contract."""
    parser.add_argument(
        "paths", nargs="+", type=_path, metavar="PATH", help="berkas, atau satu folder berisi berkas"
    )
    parser.add_argument(
        "--channel", default=Channel.LOKET.value, metavar="NAMA", help="saluran (bawaan: loket)"
    )
    parser.add_argument("--received-on", metavar="TTTT-BB-HH", help="tanggal diterima (bawaan: hari ini)")
    parser.add_argument(
        "--explain",
        metavar="ISIAN",
        help="sebagai ganti JSON: semua calon nilai isian itu dengan sumbernya, misalnya pemohon_nama",
    )
    parser.add_argument("--json", action="store_true", help="cetak JSON (satu-satunya bentuk keluaran)")


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("nama berkas atau folder kosong")
    return Path(text)


def run(options: argparse.Namespace, data: Path) -> int:
    """Read, print, and say by the exit status whether anything was readable."""
    channel = _channel(options.channel)
    received_on = _day(options.received_on)
    inputs = collect(options.paths)
    explain = _field_name(options.explain)
    settings, standards = load_settings(data), load_standards(data)
    with only_json_on_stdout() as out, ReadingChildren(settings.worker_count, settings.limits) as children:
        readings = tuple(_read_one(children, item) for item in inputs)
        tell_trouble(readings)
        case = read_case(
            readings,
            channel=channel,
            received_on=received_on,
            standards=standards,
            calendar=load_calendar(data),
            calibration=load_calibration(data),
            again=children,
        )
        if explain:
            pages = [page for reading in readings for page in reading.pages if page.failure is None]
            with read_for(standards.office.known_as):
                lines = [*map(_told, explained(pages, explain, channel)), *_results(case, explain)]
            print(
                *(lines or [f"Tidak ada dokumen yang memuat isian '{explain}'."]),
                sep="\n",
                file=out,
                flush=True,
            )
            return EXIT_READ if has_reading(readings) else EXIT_UNREADABLE
        print(case.in_both_kinds().to_json(), file=out, flush=True)
    return EXIT_READ if has_reading(readings) else EXIT_UNREADABLE


def tell_trouble(readings: Sequence[FileReading]) -> None:
    """Disk or rights were in the way: what is printed says less than the papers do."""
    codes = {finding.code for reading in readings for finding in reading.findings}
    for number in sorted(filter(None, map(surroundings_number, codes))):
        print(f"berkas read: {cause_of(OSError(number, ''))}; atasi lalu baca lagi.", file=sys.stderr)


def _channel(name: str) -> Channel:
    plain = name.lower().replace("-", "_")
    if plain not in set(Channel):
        raise UsageError(f"Saluran '{name}' tidak dikenal; pilih salah satu: {', '.join(Channel)}.")
    return Channel(plain)


def _field_name(name: str | None) -> str | None:
    if name is not None and name not in BY_NAME:
        known = ", ".join(sorted(BY_NAME))
        raise UsageError(f"Isian '{printable(name)}' tidak dapat dijelaskan; yang ada: {known}.")
    return name


def _told(one: Explained) -> str:
    """A line of a candidate, one of how it was read where that differs, and one of what speaks for it."""
    features = "  ".join(f"{name}={number:.2f}" for name, number in one.features if number)
    sources = ", ".join(map(_source, one.sources)) or "-"
    lines = [f"{one.probability:.3f}  {one.kind}  {_shown(one.value)}  [sumber: {sources}]"]
    lines += [f"       terbaca: {one.raw}"] if one.raw and one.raw != one.value else []
    return "\n".join([*lines, f"       {features}"] if features else lines)


def _source(source: Source) -> str:
    return source.name if source.prior is None else f"{source.name} ({source.prior:.2f})"


def _shown(value: str | bool | None) -> str:
    return str(value) if isinstance(value, str) else {None: "(tidak ada)", True: "ya", False: "tidak"}[value]


def _results(case: Case, name: str) -> list[str]:
    """Of each document the value that the case has, once calibrated and held against its other papers."""
    lines = []
    for document in (one for one in case.documents if name in one.fields):
        field = document.field(name)
        doubt = ", perlu dilihat" if field.needs_review else ""
        lines.append(
            f"hasil: {_shown(field.value)}  {document.kind}  keyakinan {field.confidence:.3f}{doubt}"
        )
        lines += [f"pembaca kedua: {field.second}  [nilai: {field.value}]"] if field.second else []
    return lines


def _day(text: str | None) -> date:
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"Tanggal '{text}' harus berbentuk TTTT-BB-HH, misalnya 2026-11-24.") from error


@contextmanager
def only_json_on_stdout() -> Iterator[TextIO]:
    """Whatever a library or child prints goes to standard error; the JSON alone to standard output."""
    sys.stdout.flush()
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)
        try:
            yield out
        finally:
            out.flush()
            os.dup2(out.fileno(), 1)


def natural_key(path: Path) -> list[tuple[int, str]]:
    """Sorts hal-2 before hal-10."""
    return [
        (int(part), "") if part.isdecimal() else (0, part.lower()) for part in re.split(r"(\d+)", str(path))
    ]


def collect(paths: Sequence[Path]) -> tuple[Input, ...]:
    """The files named, and all files of a named folder in natural order. UsageError if one is missing."""
    found: list[Path] = []
    for path in paths:
        if _is_missing(path):
            raise UsageError(f"'{printable(str(path))}' tidak ada.")
        found += sorted(_below(path), key=natural_key) if _is_folder(path) else [path]
    bases = [path.name for path in found]
    return tuple(_input(path, str(path) if bases.count(path.name) > 1 else path.name) for path in found)


def _is_missing(path: Path) -> bool:
    """What lies in a closed folder may be there: it gets a finding as what can't be opened does."""
    try:
        path.lstat()
    except PermissionError:
        return False
    except OSError:
        return True
    return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _below(folder: Path) -> Iterator[Path]:
    """The files of a folder; itself where it is closed."""
    try:
        entries = list(folder.iterdir())
    except OSError:
        yield folder
        return
    for entry in entries:
        if is_passed_over(entry.name):
            continue
        if _is_folder(entry) and not entry.is_symlink():
            yield from _below(entry)
        else:
            yield entry


def _input(path: Path, name: str) -> Input:
    """A file to read, or a finding in place of what is no file or can't be opened."""
    shown = printable(name)
    try:
        mode = path.stat().st_mode
        is_file = stat.S_ISREG(mode)
        if is_file:
            os.close(open_regular(path.resolve()))
        elif stat.S_ISDIR(mode):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except PermissionError:
        return Input(path, shown, _bad(f"{shown} tidak dapat dibuka: Anda tidak berhak membacanya.", shown))
    except OSError as error:
        return Input(path, shown, _bad(f"{shown} tidak dapat dibuka: {cause_of(error)}.", shown))
    if not is_file:
        return Input(path, shown, _bad(f"{shown} bukan berkas biasa sehingga tidak dibuka.", shown))
    return Input(path.resolve(), shown)


def _bad(message: str, name: str) -> Finding:
    return Finding(code="BERKAS_TIDAK_TERBACA", severity=Severity.GALAT, message=message, file=name)


def _read_one(children: ReadingChildren, item: Input) -> FileReading:
    """The file as children read it; progress goes to standard error."""
    if item.finding is not None:
        return FileReading(item.name, (), (item.finding,))
    return children.read_file(item.path, item.name, on_page=_report)


def _report(page: PageReading) -> None:
    state = f"tidak terbaca: {page.failure}" if page.failure else "terbaca"
    print(f"{page.file} halaman {page.number}: {state}", file=sys.stderr, flush=True)


def has_reading(readings: Sequence[FileReading]) -> bool:
    """Whether at least one page was read."""
    return any(page.failure is None for reading in readings for page in reading.pages)
