"""A password alone does not open the desk to who has, or must have, a second factor."""

import re
import time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from desk import people as users
from desk import second_factor
from desk.models import AuditEntry
from tests.desk import people
from tests.desk.clock import standing

pytestmark = pytest.mark.usefixtures("data")


def code(who: User, step: int = 0, **which: bool) -> str:
    """What the phone shows; `step`: so many codes later."""
    device = TOTPDevice.objects.get(user=who, **which)
    made = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    made.time = time.time() + step * device.step
    return f"{made.token():06d}"


def with_factor(role: str, name: str) -> tuple[User, list[str]]:
    """A user who has set one up, and the recovery codes."""
    who = people.user(role, name)
    TOTPDevice.objects.create(user=who, name="ponsel", confirmed=True)
    return who, second_factor.new_recovery_codes(who)


def log_in(name: str) -> Client:
    browser = Client()
    sent = {"username": name, "password": people.PASSWORD}
    assert browser.post("/masuk/", sent, headers={"user-agent": "Mozilla Firefox/140.0"}).status_code == 302
    return browser


def give(browser: Client, text: str) -> Any:
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
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
    assert TOTPDevice.objects.get(user=who).confirmed is False
    assert browser.post("/akun/faktor/", {"kode": "123"}).status_code == 400
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    shown = browser.post("/akun/faktor/", {"kode": code(who)}).content.decode()
    codes = re.findall(r"<code>(\w+)</code>", shown)
    assert len(codes) == second_factor.RECOVERY_CODES
    assert set(codes) == set(StaticToken.objects.values_list("token", flat=True))
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
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    StaticDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert browser.post("/akun/faktor/lepas/", {"kode": codes[2]})["Location"] == "/masuk/"
    assert not second_factor.has_one(who)
    TOTPDevice.objects.create(user=who, name="ponsel", confirmed=True)
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


@pytest.mark.parametrize("target", ["//jahat.example/", "https://jahat.example/", "javascript:alert(1)"])
def test_the_page_leads_to_no_other_site(target: str) -> None:
    who, _ = with_factor("petugas", "rina")
    browser = log_in("rina")
    TOTPDevice.objects.update(throttling_failure_count=0)
    answer = browser.post(f"/masuk/faktor/?next={target}", {"kode": code(who)})
    assert answer["Location"] == "/"
