"""Guessing passwords: slowed down whatever the spelling, logged, and the owner's own browser stays free."""

import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from desk.login_lanes import STRANGERS, Lane
from desk.models import AuditEntry, FailedLogins
from tests.desk import people
from tests.desk.browsing import running_desk
from tests.desk.clock import standing
from tests.flows.processes import wait_until

pytestmark = pytest.mark.usefixtures("data")
REAL_HASHER = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
FULL_WIDTH = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz", "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
)


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with standing():
        yield


def tries(browser: Client, names: list[str], address: str = "10.0.0.9") -> list[int]:
    return [
        browser.post("/masuk/", {"username": name, "password": "salah"}, REMOTE_ADDR=address).status_code
        for name in names
    ]


def log_in(browser: Client, name: str, address: str = "10.0.0.1") -> int:
    sent = {"username": name, "password": people.PASSWORD}
    return browser.post("/masuk/", sent, REMOTE_ADDR=address).status_code


def later(seconds: int) -> None:
    """As if so much time had gone by."""
    ago = timedelta(seconds=seconds)
    FailedLogins.objects.update(last_at=F("last_at") - ago)
    FailedLogins.objects.filter(paused_until__isnull=False).update(paused_until=F("paused_until") - ago)


def pause() -> int:
    ends = [row.paused_until for row in FailedLogins.objects.all() if row.paused_until]
    return round(max(end - timezone.now() for end in ends).total_seconds())


def test_spellings_of_one_name_are_one_name() -> None:
    name = people.user("pemeriksa", "rina").username
    spellings = [name, name.upper(), name.translate(FULL_WIDTH), f" {name} ", "Rina", "ｒina"]
    assert tries(Client(), spellings) == [200] * 5 + [429]
    assert log_in(Client(), name, "10.0.0.9") == 429, "the right password waits too, or it would be told"


@pytest.mark.parametrize("is_there", [True, False])
def test_guesses_from_many_addresses_are_throttled_by_the_tenth(is_there: bool) -> None:
    name = people.user("pemeriksa", "rina").username if is_there else "tiada"
    addresses = [f"10.1.0.{n}" for n in range(100)]
    answers = [tries(Client(), [name], address)[0] for address in addresses]
    assert answers == [200] * 9 + [429] * 91
    assert AuditEntry.objects.filter(action="masuk_gagal").count() == 9
    later(10)
    tries(Client(), [name])
    assert '"ditahan": 91' in AuditEntry.objects.order_by("seq").last().data  # type: ignore[union-attr]


def test_many_names_from_one_address_are_throttled_and_flush_nothing() -> None:
    first = tries(Client(), ["siti"] * 5)
    assert first == [200] * 5
    others = tries(Client(), [f"nama{n}" for n in range(60)], "10.0.0.8")
    assert others.count(200) == 9
    assert tries(Client(), ["siti"]) == [429]


def test_the_pause_grows_and_ends() -> None:
    browser, seen = Client(), []
    tries(browser, ["siti"] * 5)
    for _ in range(4):
        seen.append(pause())
        later(seen[-1] + 1)
        assert tries(browser, ["siti"]) == [200]
    assert seen == [10, 20, 40, 80]
    later(2 * 3600)
    assert tries(browser, ["siti"] * 5) == [200] * 5, "an old slip is forgotten"


def test_a_clock_set_back_locks_nobody_out() -> None:
    name = people.user("pemeriksa", "rina").username
    tries(Client(), [name] * 5)
    later(-1000 * 86_400)
    assert log_in(Client(), name) == 302


def test_strangers_do_not_lock_out_a_browser_where_one_has_logged_in() -> None:
    name = people.user("pemeriksa", "rina").username
    own = Client()
    assert log_in(own, name) == 302
    own.post("/keluar/")
    for address in ("10.9.9.9", "10.0.0.1"):
        tries(Client(), [name] * 20, address)
    assert log_in(Client(), name) == 429
    assert log_in(own, name) == 302


def test_a_known_browser_may_not_guess_without_end_nor_for_others() -> None:
    people.user("pemeriksa", "rina")
    people.user("kepala", "joko")
    own = Client()
    assert log_in(own, "rina") == 302
    own.post("/keluar/")
    assert tries(own, ["rina"] * 9) == [200] * 8 + [429]
    assert tries(own, ["joko"] * 6) == [200] * 5 + [429]


def test_a_made_up_cookie_makes_nobody_known() -> None:
    people.user("pemeriksa", "rina")
    browser = Client()
    browser.cookies["berkas_peramban"] = '{"1": "x"}'
    assert tries(browser, ["rina"] * 6) == [200] * 5 + [429]


def test_a_success_clears_the_account_and_not_the_address() -> None:
    people.user("pemeriksa", "rina")
    names = [f"nama{n}" for n in range(8)]
    assert tries(Client(), names) == [200] * 8
    assert log_in(Client(), "rina", "10.0.0.9") == 302
    assert tries(Client(), ["lain", "lain"]) == [200, 429]


def test_the_old_password_is_guarded_too() -> None:
    browser = people.client("pemeriksa", "rina")
    sent = {"old_password": "salah", "new_password1": "kembang-sepatu-7", "new_password2": "kembang-sepatu-7"}
    assert [browser.post("/sandi/", sent).status_code for _ in range(6)] == [200] * 5 + [429]
    assert AuditEntry.objects.filter(action="sandi_salah", actor="rina").count() == 5
    later(30)
    right = sent | {"old_password": people.PASSWORD}
    assert browser.post("/sandi/", right).status_code == 302
    assert not FailedLogins.objects.exists()


def test_failures_are_in_the_audit_log_without_what_was_typed() -> None:
    people.user("pemeriksa", "rina")
    tries(Client(), ["rina", "RahasiaSaya123"])
    known, unknown = AuditEntry.objects.filter(action="masuk_gagal").order_by("seq")
    assert (known.actor, '"10.0.0.9"' in known.data) == ("rina", True)
    assert unknown.actor == "tidak dikenal"
    assert "RahasiaSaya123" not in unknown.data


def test_networks_of_ipv6_are_one_address() -> None:
    answers = [tries(Client(), [f"n{n}"], f"2001:db8::{n:x}")[0] for n in range(12)]
    assert answers == [200] * 9 + [429] * 3


def answered(open_: Callable[..., object], *request: object) -> int:
    try:
        with open_(*request) as answer:  # type: ignore[attr-defined]
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_the_desk_answers_while_sixteen_strangers_log_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """No digest is worked out before the test lets it: whoever waits for one keeps nobody else waiting."""
    seen: list[int] = []
    gate, turn = threading.Event(), Lane.place

    @contextmanager
    def gated(lane: Lane) -> Iterator[None]:
        with turn(lane):
            assert gate.wait(60)
            yield

    monkeypatch.setattr(Lane, "place", gated)

    def stranger(where: str, number: int) -> None:
        jar = CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        opener.open(f"{where}/masuk/").close()
        token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
        ready.wait()
        sent = {"username": f"n{number}", "password": "x", "csrfmiddlewaretoken": token}
        seen.append(answered(opener.open, f"{where}/masuk/", urlencode(sent).encode()))

    with running_desk(threads=12) as where:
        ready = threading.Barrier(17)
        threads = [threading.Thread(target=stranger, args=(where, n)) for n in range(16)]
        for thread in threads:
            thread.start()
        ready.wait()
        wait_until(lambda: len(seen) == 16 - STRANGERS, 60, "an answer to all who found no place")
        assert set(seen) == {503}
        assert answered(urllib.request.urlopen, f"{where}/sehat/") == 200
        gate.set()
        for thread in threads:
            thread.join(60)
    assert seen[-STRANGERS:] == [200] * STRANGERS and len(seen) == 16


def test_the_pause_is_told_in_words(data: Path) -> None:
    browser = Client()
    tries(browser, ["siti"] * 5)
    answer = browser.post("/masuk/", {"username": "siti", "password": "x"}, REMOTE_ADDR="10.0.0.9")
    assert "Coba lagi 10 detik lagi" in answer.content.decode() or "9 detik" in answer.content.decode()
    assert int(answer["Retry-After"]) in (9, 10)
