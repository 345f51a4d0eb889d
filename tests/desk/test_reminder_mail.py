"""One summary a day, off by default, without personal data; against a mail server of our own."""

import socketserver
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from desk import people as accounts
from desk.models import AuditEntry
from desk.procedure import reminder_mail
from flows.cli import run_command
from models.errors import SettingsError, StorageError, UsageError
from models.paths import DataFolder
from tests.desk import people, procedures
from tests.desk.clock import it_is

RECEIVED, LATE = date(2026, 3, 13), date(2026, 3, 26)
"""The response was due on 25 March."""


class Stub(socketserver.ThreadingTCPServer):
    """A mail server (RFC 5321) that keeps what it is given; an address with `salah` is refused."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.mails: list[tuple[str, str]] = []
        self.logins: list[str] = []
        super().__init__(("127.0.0.1", 0), Talk)

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Talk(socketserver.StreamRequestHandler):
    server: Stub

    def handle(self) -> None:
        self.say("220 uji")
        to = ""
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ", 1)[0].upper()
            if verb == "DATA":
                self.say("354 mulai")
                body = []
                while (part := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                    body.append(part)
                self.server.mails.append((to, "\n".join(body)))
                self.say("250 ok")
            elif verb == "EHLO":
                self.say("250-uji")
                self.say("250 AUTH PLAIN")
            elif verb == "AUTH":
                self.server.logins.append(line)
                self.say("235 ok")
            elif verb == "RCPT" and "salah" in line:
                self.say("550 tidak dikenal")
            elif verb == "QUIT":
                self.say("221 sampai jumpa")
                return
            else:
                to = line.split("<")[1].split(">")[0] if verb == "RCPT" else to
                self.say("250 ok")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def server() -> Iterator[Stub]:
    with Stub() as stub:
        thread = threading.Thread(target=stub.serve_forever, daemon=True)
        thread.start()
        yield stub
        stub.shutdown()


@pytest.fixture
def who(data: Path) -> User:
    made = people.user("pengelola_pengaduan", "pengelola")
    accounts.set_email("pengelola", "pengelola@contoh.id", "uji")
    return User.objects.get(id=made.id)


@pytest.fixture
def case_id(data: Path, who: User) -> str:
    with it_is(date(2026, 3, 16)):
        return procedures.approved(
            data, 1, who, "fasilitasi_pengaduan", received_on=RECEIVED, name="SITI MELATIWANGI"
        )


@pytest.fixture
def settings(data: Path, server: Stub) -> Iterator[Path]:
    path = DataFolder(data).pengaturan
    path.write_text(
        f'smtp_host = "127.0.0.1"\nsmtp_port = {server.port}\nsmtp_security = "tanpa"\n'
        'smtp_sender = "berkas@contoh.id"\n'
    )
    yield path
    path.unlink()


def test_off_by_default(data: Path, case_id: str, server: Stub) -> None:
    with it_is(LATE):
        assert "tidak dinyalakan" in reminder_mail.send_daily().reason
    assert server.mails == []


def test_one_summary_a_day_and_nobody_named(data: Path, case_id: str, server: Stub, settings: Path) -> None:
    people.user("petugas", "tanpa_surel")
    with it_is(LATE, hour=7):
        assert reminder_mail.send_daily().count == 1
        assert reminder_mail.send_daily().count == 0
    ((to, text),) = server.mails
    assert to == "pengelola@contoh.id"
    assert "1 terlambat" in text
    assert f"{case_id}: 25 Maret 2026 (terlambat)" in text
    for word in ("MELATIWANGI", "Melatiwangi", "KSP", "KSU", "3517", "Simpanan"):
        assert word not in text
    with it_is(date(2026, 3, 27), hour=7):
        assert reminder_mail.send_daily().count == 1
    entries = AuditEntry.objects.filter(action="pengingat_surel")
    assert [entry.data for entry in entries] == ['{"pengguna": "pengelola"}'] * 2


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 3, 28), 9), (date(2026, 3, 23), 9), (LATE, 5)])
def test_not_on_holidays_nor_at_night(
    case_id: str, server: Stub, settings: Path, day: date, hour: int
) -> None:
    """A Saturday, a day of Idul Fitri, five in the morning."""
    with it_is(day, hour=hour):
        assert reminder_mail.send_daily().reason
    assert server.mails == []


def test_one_wrong_address_stops_no_other(data: Path, case_id: str, server: Stub, settings: Path) -> None:
    people.user("kepala", "kepala")
    accounts.set_email("kepala", "salah@contoh.id", "uji")
    with it_is(LATE):
        assert reminder_mail.send_daily().count == 1
    assert [to for to, _text in server.mails] == ["pengelola@contoh.id"]


def test_a_server_that_is_away_is_tried_again(data: Path, case_id: str, server: Stub, settings: Path) -> None:
    good = settings.read_text()
    with it_is(LATE):
        settings.write_text(good.replace(str(server.port), "1"))
        with pytest.raises(StorageError, match="Surel tidak terkirim"):
            run_command("remind", ["--data", str(data)])
        settings.write_text(good)
        assert run_command("remind", ["--data", str(data)]) == 0
    assert len(server.mails) == 1


def test_a_password_comes_from_its_file_and_never_goes_in_the_clear_to_another_machine(
    data: Path, case_id: str, server: Stub, settings: Path
) -> None:
    DataFolder(data).mail_password.write_text("rahasia\n")
    settings.write_text(settings.read_text() + 'smtp_user = "berkas"\n')
    with it_is(LATE):
        assert reminder_mail.send_daily().count == 1
        assert len(server.logins) == 1
        settings.write_text(settings.read_text().replace("127.0.0.1", "mail.contoh.id"))
        with (
            it_is(date(2026, 3, 27)),
            pytest.raises(SettingsError, match="hanya untuk server di komputer ini"),
        ):
            reminder_mail.send_daily()
    DataFolder(data).mail_password.unlink()


def test_an_address_is_set_at_the_desk(data: Path) -> None:
    browser, other = people.client("admin"), people.user("petugas", "budi")
    browser.post(f"/pengguna/{other.id}/", {"surel": "budi@contoh.id", "peran": ["petugas"], "aktif": "ya"})
    assert User.objects.get(id=other.id).email == "budi@contoh.id"
    with pytest.raises(UsageError, match="surel"):
        accounts.set_email("budi", "bukan alamat", "uji")
