"""`berkas`: a table of command -> module, and the one place with a late import.

So `berkas --help` loads nothing heavy, and a command that needs the database finds the desk
configured for its data folder before its module is imported.
"""

import argparse
import importlib
import os
import select
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from flows.privacy import handed_over, make_private
from flows.refused import as_owner, is_anothers, refusal
from flows.usage import EXIT_USAGE, Parser
from models.errors import BerkasError, DatabaseAway, StorageError, UsageError
from models.office_time import use_office_time
from models.paths import DataFolder
from models.trouble import cause_of

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_INTERRUPTED = 130
EXIT_UNREAD = 141
"""As a shell says of who was ended by SIGPIPE (128 + 13)."""


class Subcommand(Protocol):
    """What a module of `flows/commands` offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments."""

    def run(self, options: argparse.Namespace, data: Path) -> int:
        """Do the work and return the exit status."""


@dataclass(frozen=True)
class Command:
    """A row of the table: the module, one line of help, whether it needs the database, and whether that
    must have been made by `berkas serve` before."""

    module: str
    help: str
    needs_desk: bool = False
    needs_served: bool = False
    is_internal: bool = False
    has_scratch: bool = False
    """It reads pages or takes files in, so it gets a temporary folder of its own."""


COMMANDS: dict[str, Command] = {
    "serve": Command("flows.commands.serve", "menjalankan seluruh sistem kantor", needs_desk=True),
    "read": Command("flows.commands.read", "membaca pindaian sebagai satu berkas dan mencetak JSON",
                    has_scratch=True),
    "demo": Command("flows.commands.demo", "menaruh berkas contoh ke folder masuk"),
    "cases": Command("flows.commands.cases", "menampilkan daftar berkas", needs_desk=True,
                     needs_served=True),
    "doctor": Command("flows.commands.doctor", "memeriksa pemasangan dan memberi saran perbaikan"),
    "backup": Command("flows.commands.backup", "mencadangkan basis data dan berkas asli"),
    "restore": Command("flows.commands.restore", "memulihkan cadangan ke folder data baru"),
    "archive": Command("flows.commands.archive", "membaca arsip pindaian menjadi surat yang dapat dicari",
                       has_scratch=True),
    "calendar": Command("flows.commands.calendar", "memeriksa daftar hari libur untuk tenggat"),
    "remind": Command("flows.commands.remind", "mengirim ringkasan tenggat hari ini lewat surel",
                      needs_desk=True, needs_served=True),
    "audit": Command("flows.commands.audit", "memeriksa keutuhan catatan audit", needs_desk=True,
                     needs_served=True),
    "user": Command("flows.commands.user", "mengelola pengguna meja pemeriksaan", needs_desk=True,
                    needs_served=True),
    "personal-data": Command("flows.commands.personal_data",
                             "mencari, mengekspor, dan menghapus data pribadi seseorang", needs_desk=True,
                             needs_served=True),
    "calibrate": Command("flows.commands.calibrate", "menyetel kepercayaan bacaan dari bacaan berlabel",
                         needs_desk=True),
    "train": Command("flows.commands.train", "belajar dari baris tulisan tangan yang diketik di meja",
                     needs_desk=True, needs_served=True),
    "intake": Command("flows.commands.intake", "menerima dan membaca berkas (bagian dari serve)",
                      needs_desk=True, needs_served=True, is_internal=True, has_scratch=True),
    "desk": Command("flows.commands.desk", "melayani meja pemeriksaan (bagian dari serve)",
                    needs_desk=True, needs_served=True, is_internal=True, has_scratch=True),
}  # fmt: skip


def overview() -> str:
    """The text of `berkas --help`."""
    shown = {name: row for name, row in COMMANDS.items() if not row.is_internal}
    width = max(map(len, shown))
    lines = ["Pemakaian: berkas PERINTAH [pilihan]", "", "Perintah:"]
    lines += [f"  {name:<{width}}  {row.help}" for name, row in shown.items()]
    lines += ["", "Keterangan sebuah perintah: berkas PERINTAH --help",
              "Folder data: --data DIR (bawaan: ./data, atau isi variabel BERKAS_DATA)"]  # fmt: skip
    return "\n".join(lines)


def data_parser() -> argparse.ArgumentParser:
    """The parser of `--data`, shared by all commands."""
    parser = Parser(prog="berkas", add_help=False, allow_abbrev=False)
    default = Path(os.environ.get("BERKAS_DATA") or "data")
    parser.add_argument(
        "--data", type=Path, default=default, metavar="DIR", help="folder data (bawaan: ./data)"
    )
    return parser


NEVER_SERVED = (
    "Folder data {data} belum pernah dijalankan (atau dari versi lama). Jalankan dahulu sekali: "
    "berkas serve --data {data}"
)


def configure_desk(data: Path, *, must_be_served: bool = False) -> None:
    """Set the database up for that data folder; must precede the import of anything that uses it.

    UsageError when `must_be_served` and its database was never made, or by an older version.
    """
    from desk import boot

    if must_be_served and not DataFolder(data).kunci.is_dir():
        raise UsageError(NEVER_SERVED.format(data=data))
    boot.configure(data)
    if must_be_served and not boot.is_prepared():
        raise UsageError(NEVER_SERVED.format(data=data))


def own_scratch(data: Path, name: str) -> AbstractContextManager[Path]:
    """The command's own temporary folder; imported late, so that `berkas --help` stays quick."""
    from flows.scratch import occupied, root_of

    return occupied(root_of(DataFolder(data)), name)


def run_command(name: str, arguments: Sequence[str]) -> int:
    """Parse `--data`, configure what the command needs, import it, and run it. What disk, rights or database
    refuse is a BerkasError."""
    make_private()
    use_office_time()
    row = COMMANDS[name]
    data = data_parser().parse_known_args(arguments)[0].data.absolute()
    wants_help = bool({"-h", "--help"} & set(arguments))
    if wants_help:
        return _explain(name, row)
    try:
        with handed_over(data):
            return _run(name, row, data, arguments)
    except DatabaseAway as error:
        if is_anothers(data):
            raise StorageError(as_owner(data)) from error
        raise
    except sqlite3.Error as error:
        raise StorageError(f"Basis data SQLite menolak: {error}. {LOOK}") from error
    except OSError as error:
        raise refusal(error, data) from error


LOOK = "Periksa ruang disk dan hak akses (berkas doctor)."


def _run(name: str, row: Command, data: Path, arguments: Sequence[str]) -> int:
    if row.needs_desk:
        configure_desk(data, must_be_served=row.needs_served)
    module, parser = _command(name, row)
    options = parser.parse_args(arguments)
    run = told_plainly(module.run) if row.needs_desk else module.run
    if not row.has_scratch:
        return run(options, data)
    with own_scratch(data, name):
        return run(options, data)


def told_plainly(run: Callable[[argparse.Namespace, Path], int]) -> Callable[[argparse.Namespace, Path], int]:
    """The command with the database's errors as ours."""
    from desk.door import door

    return door(run)


def _command(name: str, row: Command) -> tuple[Subcommand, Parser]:
    """The command's module and the parser of its arguments."""
    module = cast(Subcommand, importlib.import_module(row.module))
    parser = Parser(prog=f"berkas {name}", description=row.help, parents=[data_parser()], allow_abbrev=False)
    module.add_arguments(parser)
    return module, parser


def _explain(name: str, row: Command) -> int:
    """Prints the command's help. Its module may want a desk: one in a folder that is gone afterwards, so
    that asking makes nothing in the data folder."""
    import tempfile  # late, so that `berkas --help` stays quick

    from desk import boot

    with tempfile.TemporaryDirectory(prefix="berkas-keterangan-") as nowhere:
        if row.needs_desk and not boot.is_configured():
            configure_desk(Path(nowhere))
        _module, parser = _command(name, row)
        parser.print_help()
    return EXIT_OK


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point; returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        status = _answer(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        if not _is_unread():
            raise
        return EXIT_UNREAD
    except OSError as error:
        _forget_output()
        print(f"berkas: keluaran tidak dapat ditulis: {cause_of(error)}.", file=sys.stderr)
        return EXIT_FAILED
    return status


def _is_unread() -> bool:
    """Whether nobody reads our output any more (`berkas cases | head`); then the rest of it goes nowhere."""
    asked = select.poll()
    asked.register(sys.stdout.fileno(), 0)
    if not asked.poll(0):
        return False
    _forget_output()
    return True


def _forget_output() -> None:
    """What is still to be written of it goes nowhere, instead of failing once more at the very end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _answer(arguments: Sequence[str]) -> int:
    """The overview, or a command with its errors in words."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(overview(), file=sys.stdout if arguments else sys.stderr)
        return EXIT_OK if arguments else EXIT_USAGE
    name, rest = arguments[0], arguments[1:]
    if name not in COMMANDS:
        print(f"berkas: perintah tidak dikenal: {name}\n\n{overview()}", file=sys.stderr)
        return EXIT_USAGE
    try:
        return run_command(name, rest)
    except UsageError as error:
        print(f"berkas {name}: {error}", file=sys.stderr)
        return EXIT_USAGE
    except BerkasError as error:
        print(f"berkas {name}: {error}", file=sys.stderr)
        return EXIT_FAILED
    except EOFError:
        print(f"berkas {name}: perintah ini bertanya; jalankan di terminal.", file=sys.stderr)
        return EXIT_USAGE
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED


if __name__ == "__main__":
    raise SystemExit(main())
