"""`berkas user`: the users of the desk from the command line, for a first set-up and for lost passwords."""

import argparse
from pathlib import Path

from desk import people
from models.errors import UsageError

VERBS = ("list", "add", "password", "roles", "disable", "enable", "factor", "confirm")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A verb, whom it is about, and their roles."""
    parser.add_argument(
        "verb", choices=VERBS,
        help="list: daftar pengguna; add: tambah; password: kata sandi sekali pakai yang baru; "
        "roles: ganti peran; disable, enable: tutup atau buka akun; "
        "factor: lepas faktor kedua dari yang kehilangan ponsel dan kode cadangannya; "
        "confirm: tegaskan peran yang menunggu orang kedua",
    )  # fmt: skip
    parser.add_argument("username", nargs="?", metavar="NAMA", help="nama pengguna")
    parser.add_argument(
        "--role", action="append", default=[], metavar="PERAN",
        help="peran: petugas, pemeriksa, pengelola_pengaduan, kepala, arsiparis, atau admin; boleh diulang",
    )  # fmt: skip
    parser.add_argument("--full-name", default="", metavar="NAMA_LENGKAP", help="nama lengkap (untuk add)")


def run(options: argparse.Namespace, data: Path) -> int:
    """Do it; a one-time password is printed once and stored only as a digest."""
    if options.verb == "list":
        return _list()
    if not options.username:
        raise UsageError(f"Sebutkan nama pengguna: berkas user {options.verb} NAMA")
    name, actor = options.username, people.COMMAND_LINE
    if options.verb == "add":
        _tell(name, people.add(name, options.role, actor, options.full_name))
    elif options.verb == "password":
        _tell(name, people.renew_password(name, actor))
    elif options.verb == "roles":
        people.set_roles(name, options.role, actor)
        print(f"Peran {name}: {', '.join(options.role)}.")
    elif options.verb == "factor":
        people.take_factor(name, actor)
        print(f"Faktor kedua {name} dilepas; sesinya berakhir.")
    elif options.verb == "confirm":
        people.confirm(name)
        print(f"Peran {name} ditegaskan.")
    else:
        people.set_active(name, options.verb == "enable", actor)
        print(f"Akun {name} {'dibuka' if options.verb == 'enable' else 'ditutup'}.")
    return 0


def _list() -> int:
    persons = people.everyone()
    for person in persons:
        state = "aktif" if person.is_active else "ditutup"
        waits = ", harus mengganti kata sandi" if person.must_change_password else ""
        unsettled = f", menunggu penegasan: {', '.join(person.waiting_roles)}" if person.waiting_roles else ""
        print(f"{person.username:<20} {', '.join(person.roles) or '-':<36} {state}{waits}{unsettled}")
    print(f"{len(persons)} pengguna")
    return 0


def _tell(name: str, password: str) -> None:
    print(f"Kata sandi sekali pakai untuk {name}: {password}")
    print("Sampaikan langsung kepada orangnya; kata sandi ini harus diganti saat pertama kali masuk.")
