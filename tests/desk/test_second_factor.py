"""A password alone does not open the desk to who has, or must have, a second factor."""

import re
import time
from base64 import b32encode, b64encode
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from desk import factor_secrets, second_factor, sitting
from desk import people as users
from desk.models import AuditEntry, Phone, RecoveryCodes
from tests.desk import people
from tests.desk.clock import standing

pytestmark = pytest.mark.usefixtures("data")


def code(who: User, step: int = 0, **which: bool) -> str:
    """What the phone shows; `step`: so many codes later."""
    device = Phone.objects.get(user=who, **which)
    made = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    made.time = time.time() + step * device.step
    return f"{made.token():06d}"


def with_factor(role: str, name: str) -> tuple[User, list[str]]:
    """A user who has set one up, and the recovery codes."""
    who = people.user(role, name)
    Phone.offered_to(who, "ponsel", confirmed=True)
    return who, second_factor.new_recovery_codes(who)


def log_in(name: str) -> Client:
    browser = Client()
    sent = {"username": name, "password": people.PASSWORD}
    assert browser.post("/masuk/", sent, headers={"user-agent": "Mozilla Firefox/140.0"}).status_code == 302
    return browser


def give(browser: Client, text: str) -> Any:
    Phone.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    return browser.post("/masuk/faktor/?next=/kabar/", {"kode": text})


def test_who_has_one_gets_nowhere_without_it() -> None:
    who, _ = with_factor("petugas", "rina")
    browser = log_in("rina")
    for path in ("/", "/kabar/", "/akun/", "/akun/faktor/", "/terima/", "/sandi/"):
        assert browser.get(path)["Location"].startswith("/masuk/faktor/"), path
        assert browser.post(path)["Location"].startswith("/masuk/faktor/"), path
    assert browser.get("/kabar/", headers={"hx-request": "true"}).status_code == 401
    assert give(browser, "000000").status_code == 400
    assert give(browser, code(who))["Location"] == "/kabar/"
    assert browser.get("/kabar/").status_code == 200
    actions = list(AuditEntry.objects.filter(actor="rina").values_list("action", flat=True))
    assert actions == ["masuk", "faktor_salah", "faktor_cocok"]


def test_a_code_is_good_once_and_guessing_waits() -> None:
    who, _ = with_factor("petugas", "rina")
    used = code(who)
    assert give(log_in("rina"), used).status_code == 302
    assert give(log_in("rina"), used).status_code == 400
    browser = log_in("rina")
    with standing():
        assert browser.post("/masuk/faktor/", {"kode": "000000"}).status_code == 400
        too_soon = browser.post("/masuk/faktor/", {"kode": code(who, 1)})
        assert too_soon.status_code == 400, "right, but too soon after a wrong one"
    assert give(browser, code(who, 1)).status_code == 302


def test_a_recovery_code_is_good_once() -> None:
    who, codes = with_factor("petugas", "rina")
    typed = f"{codes[0][:4].upper()} {codes[0][4:].upper()}"
    assert give(log_in("rina"), typed).status_code == 302
    assert give(log_in("rina"), typed).status_code == 400
    assert second_factor.codes_left(who) == second_factor.RECOVERY_CODES - 1


def test_roles_of_the_setting_must_set_one_up(settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = ("admin", "kepala")
    who = people.user("kepala", "bu.kepala")
    assert people.client("petugas").get("/").status_code == 200
    browser, other = log_in("bu.kepala"), log_in("bu.kepala")
    assert browser.get("/dasbor/")["Location"].startswith("/akun/faktor/")
    page = browser.get("/akun/faktor/").content.decode()
    assert "<svg" in page
    assert Phone.objects.get(user=who).confirmed is False
    assert browser.post("/akun/faktor/", {"kode": "123"}).status_code == 400
    Phone.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    shown = browser.post("/akun/faktor/", {"kode": code(who)}).content.decode()
    codes = re.findall(r"<code>(\w+)</code>", shown)
    assert len(codes) == second_factor.RECOVERY_CODES
    digests = {factor_secrets.recovery_digest(shown_code, who.id) for shown_code in codes}
    assert digests == set(StaticToken.objects.values_list("token", flat=True))
    assert browser.get("/dasbor/").status_code == 200
    assert other.get("/dasbor/")["Location"].startswith("/masuk/?"), "other sessions have ended"
    assert browser.post("/akun/faktor/lepas/", {"kode": codes[0]})["Location"] == "/akun/"
    assert second_factor.has_one(who), "the role needs it"


def test_who_gets_such_a_role_logs_in_again(settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = ("kepala",)
    people.user("petugas", "rina")
    browser = log_in("rina")
    assert browser.get("/").status_code == 200
    users.set_roles("rina", ["kepala"], users.COMMAND_LINE)
    assert browser.get("/")["Location"].startswith("/masuk/?")
    assert log_in("rina").get("/")["Location"].startswith("/akun/faktor/")


def test_one_takes_it_off_with_a_code_and_the_command_line_without() -> None:
    who, codes = with_factor("petugas", "rina")
    browser = log_in("rina")
    give(browser, codes[1])
    assert browser.post("/akun/faktor/lepas/", {"kode": "000000"})["Location"] == "/akun/"
    assert second_factor.has_one(who)
    Phone.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    RecoveryCodes.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert browser.post("/akun/faktor/lepas/", {"kode": codes[2]})["Location"] == "/masuk/"
    assert not second_factor.has_one(who)
    Phone.offered_to(who, "ponsel", confirmed=True)
    users.take_factor("rina", users.COMMAND_LINE)
    assert not second_factor.has_one(who)


def test_an_administrators_one_time_password_does_not_replace_it() -> None:
    who, _ = with_factor("kepala", "bu.kepala")
    password = users.renew_password("bu.kepala", "uji")
    browser = Client()
    browser.post("/masuk/", {"username": "bu.kepala", "password": password})
    new = {
        "old_password": password,
        "new_password1": "kucing-gunung-pagi",
        "new_password2": "kucing-gunung-pagi",
    }
    assert browser.post("/sandi/", new).status_code == 302
    assert browser.get("/dasbor/")["Location"].startswith("/masuk/faktor/")
    assert second_factor.has_one(who)


def test_ones_sessions_are_listed_and_ended() -> None:
    people.user("petugas", "rina")
    people.user("petugas", "budi")
    browser, other, stranger = log_in("rina"), log_in("rina"), log_in("budi")
    page = browser.get("/akun/").content.decode()
    assert page.count("Firefox") == 2
    assert page.count("Sesi ini") == 1
    assert str(browser.session.session_key) not in page
    (mark,) = re.findall(r'name="sesi" value="([0-9a-f]{16})"', page)
    assert stranger.post("/akun/sesi/", {"sesi": mark}).status_code == 404
    assert other.get("/").status_code == 200
    assert browser.post("/akun/sesi/", {"sesi": mark}).status_code == 302
    assert other.get("/").status_code == 302
    assert browser.get("/").status_code == 200
    third = log_in("rina")
    assert browser.post("/akun/sesi/", {"sesi": "semua"}).status_code == 302
    assert third.get("/").status_code == 302
    assert stranger.get("/").status_code == 200


def left_open(browser: Client) -> None:
    """The password was given longer ago than it counts."""
    session = browser.session
    session[sitting.BEGAN] = time.time() - sitting.FRESH_SECONDS - 1
    session.save()


def test_an_older_session_ends_no_other_without_the_password() -> None:
    people.user("petugas", "rina")
    browser, other = log_in("rina"), log_in("rina")
    assert other.get("/").status_code == 200
    assert 'name="sandi"' not in browser.get("/akun/").content.decode()
    left_open(browser)
    assert 'name="sandi"' in browser.get("/akun/").content.decode()
    for sent in ({}, {"sandi": "salah"}):
        assert browser.post("/akun/sesi/", {"sesi": "semua", **sent}).status_code == 302
        assert "Kata sandi tidak cocok" in browser.get("/akun/").content.decode()
        assert other.get("/").status_code == 200
    assert browser.post("/akun/sesi/", {"sesi": "semua", "sandi": people.PASSWORD}).status_code == 302
    assert other.get("/").status_code == 302
    assert 'name="sandi"' not in browser.get("/akun/").content.decode(), "given a moment ago"


def test_an_older_session_sets_no_factor_up_without_the_password() -> None:
    who = people.user("petugas", "rina")
    browser = log_in("rina")
    left_open(browser)
    assert 'name="sandi"' in browser.get("/akun/faktor/").content.decode()
    assert browser.post("/akun/faktor/", {"kode": code(who)}).status_code == 400
    assert browser.post("/akun/faktor/", {"kode": code(who), "sandi": "salah"}).status_code == 400
    assert not second_factor.has_one(who)
    assert browser.post("/akun/faktor/", {"kode": code(who), "sandi": people.PASSWORD}).status_code == 200
    assert second_factor.has_one(who)


def test_guessing_there_waits_as_at_the_login_page() -> None:
    people.user("petugas", "rina")
    browser = log_in("rina")
    left_open(browser)
    tries = [browser.post("/akun/sesi/", {"sesi": "semua", "sandi": f"x{n}"}).status_code for n in range(12)]
    assert 429 in tries[:10]
    assert browser.post("/akun/sesi/", {"sesi": "semua", "sandi": people.PASSWORD}).status_code == 429


@pytest.mark.parametrize("target", ["//jahat.example/", "https://jahat.example/", "javascript:alert(1)"])
def test_the_page_leads_to_no_other_site(target: str) -> None:
    who, _ = with_factor("petugas", "rina")
    browser = log_in("rina")
    Phone.objects.update(throttling_failure_count=0)
    answer = browser.post(f"/masuk/faktor/?next={target}", {"kode": code(who)})
    assert answer["Location"] == "/"


def test_the_database_holds_neither_key_nor_code() -> None:
    who, codes = with_factor("petugas", "rina")
    key = Phone.objects.get(user=who).bin_key
    assert len(key) == 20
    said = [key.hex(), b32encode(key).decode(), b64encode(key).decode(), *codes]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key FROM otp_totp_totpdevice UNION ALL SELECT token FROM otp_static_statictoken"
        )
        held = "\n".join(row[0] for row in cursor.fetchall()).lower()
    assert len(held.splitlines()) == 1 + second_factor.RECOVERY_CODES
    assert [word for word in said if word.lower() in held] == []


def test_a_sealed_key_serves_its_owner_alone(settings: Any) -> None:
    """Who can write into the database gives himself nobody's phone, and the boss not his own."""
    boss, _ = with_factor("kepala", "bu.kepala")
    thief, _ = with_factor("petugas", "rina")
    Phone.objects.filter(user=boss).update(key=Phone.objects.get(user=thief).key)
    with standing():
        shown = code(thief)
        assert give(log_in("bu.kepala"), shown).status_code == 400
        assert give(log_in("rina"), shown).status_code == 302
    settings.NIK_KEY = b"another" * 5
    assert give(log_in("rina"), code(thief, 1)).status_code == 400


def test_an_older_databases_phones_and_codes_stay_good() -> None:
    """As they lay there before migration 0025."""
    who = people.user("petugas", "rina")
    key = random_hex(20)
    TOTPDevice.objects.create(user=who, name="ponsel", confirmed=True, key=key)
    RecoveryCodes.objects.create(user=who, name="cadangan").token_set.create(token="abcd2345")
    import_module("desk.migrations.0025_sealed_factors").seal(apps, None)
    assert not TOTPDevice.objects.filter(key=key).exists()
    assert not StaticToken.objects.filter(token="abcd2345").exists()
    assert give(log_in("rina"), "ABCD 2345").status_code == 302
    assert give(log_in("rina"), "abcd2345").status_code == 400
    phone = TOTP(bytes.fromhex(key))
    phone.time = time.time()
    assert give(log_in("rina"), f"{phone.token():06d}").status_code == 302
