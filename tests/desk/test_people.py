"""Users: least right, one-time passwords, no way to lose the last admin; at the desk and by `berkas user`."""

import importlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from desk import accounts, people
from desk.api import new_token
from desk.models import ApiToken, AuditEntry, StaffProfile
from flows.cli import run_command
from models.errors import UsageError
from tests.desk import factory
from tests.desk.people import client


def password_in(text: str) -> str:
    return text.split(": ")[1].split(maxsplit=1)[0]


def shown_once(page: str) -> str:
    return page.split('class="rahasia">')[1].split("<", maxsplit=1)[0]


def test_the_first_admin_manages_users_and_sees_no_case(data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    User.objects.all().delete()
    assert accounts.make_first_admin()
    first = User.objects.get()
    assert not (first.is_superuser or first.is_staff)
    StaffProfile.objects.update(must_change_password=False)
    browser = Client()
    browser.force_login(first)
    assert browser.get("/")["Location"] == "/pengguna/"
    assert browser.get("/pengguna/").status_code == 200
    for path in ("", "gambar/0/2/", "gambar/0/2/kecil/", "berkas/0/", "riwayat/"):
        assert browser.get(f"/perkara/{case_id}/{path}").status_code == 403


def test_a_superuser_of_before_keeps_the_roles_alone(data: Path) -> None:
    User.objects.create_superuser("lama", password="x")
    accounts.make_roles()
    assert not User.objects.get(username="lama").is_superuser
    assert AuditEntry.objects.filter(action="hak_luar_biasa_dicabut").count() == 1


def test_a_new_user_must_change_the_password_shown_once(data: Path) -> None:
    browser = client("admin")
    sent = {"nama": "rina", "nama_lengkap": "Rina Wati", "peran": ["pemeriksa"]}
    page = browser.post("/pengguna/", sent).content.decode()
    password = shown_once(page)
    assert password not in browser.get("/pengguna/").content.decode()
    fresh = Client()
    assert fresh.post("/masuk/", {"username": "rina", "password": password}).status_code == 302
    assert fresh.get("/")["Location"] == "/sandi/"
    entry = AuditEntry.objects.get(action="pengguna_ditambah")
    assert (entry.actor, password in entry.data) == ("uji_admin", False)


def test_a_lost_password_is_replaced_from_the_command_line(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command("user", ["password", "admin", "--data", str(data)]) == 0
    password = password_in(capsys.readouterr().out)
    browser = Client()
    assert browser.post("/masuk/", {"username": "admin", "password": password}).status_code == 302
    assert browser.get("/pengguna/")["Location"] == "/sandi/"
    assert AuditEntry.objects.get(action="sandi_baru").actor == people.COMMAND_LINE


def test_users_are_added_listed_changed_and_shut_out_from_the_command_line(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def berkas(*words: str) -> str:
        assert run_command("user", [*words, "--data", str(data)]) == 0
        return capsys.readouterr().out

    berkas("add", "siti", "--role", "petugas", "--full-name", "Siti Aminah")
    berkas("roles", "siti", "--role", "pemeriksa", "--role", "kepala")
    assert "kepala, pemeriksa" in berkas("list")
    berkas("disable", "siti")
    assert "ditutup" in berkas("list")
    assert not User.objects.get(username="siti").is_active
    berkas("enable", "siti")
    actions = list(AuditEntry.objects.order_by("seq").values_list("action", flat=True))
    assert actions[-4:] == [
        "pengguna_ditambah",
        "peran_diubah",
        "pengguna_dinonaktifkan",
        "pengguna_diaktifkan",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ["add", "baru"], ["add", "baru", "--role", "raja"], ["add", "a b", "--role", "petugas"],
        ["add", "admin", "--role", "petugas"], ["password", "tiada"], ["password"], ["disable", "admin"],
        ["roles", "admin", "--role", "petugas"],
    ],
)  # fmt: skip
def test_what_can_not_be_is_told_and_changes_nothing(data: Path, words: list[str]) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(UsageError):
        run_command("user", [*words, "--data", str(data)])
    assert AuditEntry.objects.count() == before
    assert User.objects.get(username="admin").is_active


def test_roles_and_account_are_changed_at_the_desk(data: Path) -> None:
    browser = client("admin")
    people.add("budi", ["petugas"], people.COMMAND_LINE)
    who = User.objects.get(username="budi")
    sent = {"nama_lengkap": "Budi S.", "peran": ["pemeriksa", "petugas"], "aktif": "tidak"}
    assert browser.post(f"/pengguna/{who.id}/", sent).status_code == 302
    (budi,) = (person for person in people.everyone() if person.username == "budi")
    assert (budi.full_name, budi.roles, budi.is_active) == ("Budi S.", ("petugas",), False)
    assert budi.waiting_roles == ("pemeriksa",), "until a second person confirms it"
    page = browser.post(f"/pengguna/{who.id}/sandi/").content.decode()
    assert "Kata sandi sekali pakai untuk budi" in page


def test_a_token_is_shown_once_and_withdrawn_by_its_maker_or_an_admin(data: Path) -> None:
    maker, other, admin = client("pemeriksa"), client("kepala"), client("admin")
    sent = {"nama": "SRIKANDI", "lingkup": ["baca"], "hingga": timezone.localdate().isoformat()}
    for browser, path in ((maker, "/akun/token/{}/cabut/"), (admin, "/token/{}/cabut/")):
        page = maker.post("/akun/token/", sent).content.decode()
        headers = {"Authorization": f"Bearer {shown_once(page)}"}
        token = ApiToken.objects.latest("id")
        assert token.user.username == "uji_pemeriksa"
        assert Client().get("/api/v1/perkara", headers=headers).status_code == 200
        assert other.post(f"/akun/token/{token.id}/cabut/").status_code == 404
        browser.post(path.format(token.id))
        assert Client().get("/api/v1/perkara", headers=headers).status_code == 401


def test_an_admin_makes_no_token_in_anybodys_name(data: Path) -> None:
    who = people.add("mesin", ["pemeriksa"], people.COMMAND_LINE) and User.objects.get(username="mesin")
    assert who
    until = timezone.localdate().isoformat()
    sent = {"nama": "SRIKANDI", "pengguna": who.id, "lingkup": ["baca"], "hingga": until}
    browser = client("admin")
    assert browser.post("/akun/token/", sent).status_code == 403
    browser.post("/token/", sent)
    assert not ApiToken.objects.exists()
    client("pemeriksa").post("/akun/token/", sent)
    assert ApiToken.objects.get().user.username == "uji_pemeriksa"


@pytest.mark.parametrize("role", ["petugas", "pemeriksa", "kepala", "arsiparis"])
def test_others_manage_nobody(data: Path, role: str) -> None:
    browser = client(role)
    for path in ("/pengguna/", "/pengguna/1/", "/token/"):
        assert browser.get(path).status_code == 403


@pytest.mark.parametrize("until", ["", "2099-12-31", "2020-01-01"])
def test_no_token_is_for_ever(data: Path, until: str) -> None:
    sent = {"nama": "SRIKANDI", "lingkup": ["baca"], "hingga": until}
    client("pemeriksa").post("/akun/token/", sent)
    assert not ApiToken.objects.exists()
    text = new_token("lama", User.objects.get(username="uji_pemeriksa"), ["baca"])
    for end in (None, timezone.now() + timedelta(days=900)):
        ApiToken.objects.update(expires_at=end)
        answer = Client().get("/api/v1/perkara", headers={"Authorization": f"Bearer {text}"})
        assert answer.status_code == 401
    with pytest.raises(UsageError, match="setahun"):
        new_token(
            "lama", User.objects.get(username="uji_pemeriksa"), ["baca"], timezone.now() + timedelta(days=900)
        )


def test_tokens_of_before_end_with_the_upgrade(data: Path) -> None:
    client("pemeriksa")
    new_token("lama", User.objects.get(username="uji_pemeriksa"), ["baca"])
    importlib.import_module("desk.migrations.0023_end_older_tokens").end_tokens(
        apps, connection.schema_editor()
    )
    assert not ApiToken.objects.get().is_active
