"""How long a login lasts, which passwords are taken, and what ends with an account."""

import re
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desk import people as users
from desk import sitting
from desk.api import new_token
from desk.models import ApiToken, AuditEntry, StaffProfile
from models.errors import UsageError
from tests.desk import people

pytestmark = pytest.mark.usefixtures("data")


def age(browser: Client, **seconds: int) -> None:
    """As if the session had begun, or been used last, so long ago."""
    session = browser.session
    for name, ago in seconds.items():
        session[name] = time.time() - ago
    session.save()


def is_in(browser: Client) -> bool:
    return browser.get("/sandi/").status_code == 200


def test_who_does_nothing_for_an_hour_logs_in_again() -> None:
    browser = people.client("petugas")
    assert is_in(browser)
    age(browser, terakhir=3500)
    assert is_in(browser), "and this look renews it"
    assert time.time() - browser.session[sitting.LAST] < 60
    age(browser, terakhir=3700)
    assert not is_in(browser)
    assert AuditEntry.objects.filter(action="sesi_berakhir", actor="uji_petugas").count() == 1


def test_the_login_page_says_that_a_session_ended() -> None:
    browser = people.client("petugas")
    age(browser, mulai=1, terakhir=3700)
    sent = browser.get("/sandi/")
    assert sent["Location"] == "/masuk/?next=/sandi/&sesi=berakhir"
    assert "Sesi Anda berakhir" in browser.get(sent["Location"]).content.decode()
    assert "Sesi Anda berakhir" not in Client().get("/masuk/?next=/sandi/").content.decode()


TEMPLATES = Path(apps.get_app_config("desk").path) / "templates"
ASKED_BY_ITSELF = re.compile(r"""hx-(get|post)="\{% url '(\w+)'[^>]*?hx-trigger="every""")


def test_what_a_page_asks_by_itself_keeps_nobody_in() -> None:
    found = {
        match for page in TEMPLATES.rglob("*.html") for match in ASKED_BY_ITSELF.findall(page.read_text())
    }
    assert {"hitungan", "pegang", "terbaca"} <= {name for _, name in found}
    for method, name in found:
        browser = people.client("petugas", f"lama_{name}")
        assert is_in(browser)
        age(browser, terakhir=3000)
        getattr(browser, method)(reverse(name, args=[] if name == "hitungan" else ["JBG-26-000001-X"]))
        assert time.time() - browser.session[sitting.LAST] > 2900, name


def test_after_a_working_day_one_logs_in_again() -> None:
    browser = people.client("petugas")
    assert is_in(browser)
    age(browser, mulai=12 * 3600 + 1)
    assert not is_in(browser)


def test_a_closed_account_comes_back_without_sessions_and_tokens() -> None:
    browser = people.client("pemeriksa", "rina")
    who = User.objects.get(username="rina")
    text = new_token("mesin", who, ["baca"])
    assert is_in(browser)
    users.set_active("rina", False, "uji")
    users.set_active("rina", True, "uji")
    assert not is_in(browser)
    assert Client().get("/api/v1/perkara", headers={"Authorization": f"Bearer {text}"}).status_code == 401
    assert not ApiToken.objects.get().is_active


def test_a_new_one_time_password_ends_the_sessions() -> None:
    browser = people.client("pemeriksa", "rina")
    assert is_in(browser)
    users.renew_password("rina", "uji")
    assert not is_in(browser)


def test_a_one_time_password_opens_the_door_for_three_days() -> None:
    password = users.add("rina", ["petugas"], "uji")
    StaffProfile.objects.update(one_time_until=timezone.now() - timedelta(seconds=1))
    page = Client().post("/masuk/", {"username": "rina", "password": password})
    assert "Kata sandi sekali pakai ini sudah lewat waktunya" in page.content.decode()
    StaffProfile.objects.update(one_time_until=timezone.now() + timedelta(hours=1))
    assert Client().post("/masuk/", {"username": "rina", "password": password}).status_code == 302


def change(browser: Client, old: str, new: str) -> str:
    sent = {"old_password": old, "new_password1": new, "new_password2": new}
    answer = browser.post("/sandi/", sent)
    return "" if answer.status_code == 302 else answer.content.decode()


def test_a_one_time_password_can_not_be_kept() -> None:
    password = users.add("rina", ["petugas"], "uji")
    browser = Client()
    browser.post("/masuk/", {"username": "rina", "password": password})
    assert "harus lain" in change(browser, password, password)
    assert change(browser, password, "kerbau-teduh-liontin") == ""


@pytest.mark.parametrize(
    "guess",
    ["Koperasi2026!", "DinasJombang#1", "Rahasia12345", "P4ssw0rd1945", "admin@koperasi26", "qwerty2026!!"],
)
def test_what_anybody_would_try_first_is_refused(guess: str) -> None:
    browser = people.client("petugas")
    assert "mudah ditebak" in change(browser, people.PASSWORD, guess)


@pytest.mark.parametrize(
    "guess",
    [
        "budibudi1234",
        "budi-budi-2026",
        "Wijaya#Budi26",
        "b.udi9wijaya!",
        "BUD1_w1jaya_0",
        "kantorBudi2026",
        "wijaya.b@2026",
    ],
)
def test_nor_is_ones_own_name_a_password(guess: str) -> None:
    browser = people.client("petugas", "budi")
    User.objects.filter(username="budi").update(
        first_name="Budi Wijaya, S.E.", email="wijaya.b@contoh.example"
    )
    page = change(browser, people.PASSWORD, guess)
    assert "mudah ditebak" in page or "terlalu mirip" in page
    assert change(browser, people.PASSWORD, "kerbau-teduh-liontin-budi") == ""


@pytest.mark.parametrize("name", ["rіna", "ｒina", "rina\u200b", "rina siti", "", "ʀina"])
def test_user_names_have_no_letters_that_only_look_like_ours(name: str) -> None:
    with pytest.raises(UsageError, match="huruf a-z"):
        users.add(name, ["petugas"], "uji")


HUGE = "9" * 40
HUGE_PATHS = (
    f"/?hal={HUGE}", f"/?hal={'9' * 5000}", f"/arsip/1/?hal={HUGE}", f"/audit/?sebelum={HUGE}",
    f"/pengguna/{HUGE}/", f"/api/v1/perkara?offset={HUGE}", f"/materi/{HUGE}/",
)  # fmt: skip


@pytest.mark.parametrize("path", HUGE_PATHS)
def test_a_huge_number_is_no_fault_of_the_server(path: str, data: Path) -> None:
    for role in ("kepala", "admin"):
        browser = people.client(role)
        browser.raise_request_exception = False
        assert browser.get(path).status_code < 500


def test_a_wrong_host_is_told_in_indonesian() -> None:
    answer = Client().get("/masuk/", headers={"host": "jahat.example"})
    assert answer.status_code == 400
    assert "Periksa kembali alamat" in answer.content.decode()
    assert "Invalid" not in answer.content.decode()
