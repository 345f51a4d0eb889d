"""A form that is sent twice is done once, whatever it makes."""

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser

from desk import facts, sendings
from desk.models import ApiToken, CommentRow, ReceiptRow, SentForm, StaffProfile
from tests.desk import factory, people
from tests.desk.browsing import sit_down

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def sign_in(role: str) -> Client:
    """A browser whose forms carry their page's token, as a real one's do."""
    browser = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    browser.force_login(people.user(role))
    return browser


def token_of(browser: Client, page: str) -> str:
    """The token of that page as it is shown now."""
    found = TOKEN.search(browser.get(page).content.decode())
    assert found, page
    return found[1]


def twice(browser: Client, page: str, values: Mapping[str, object], to: str = "") -> list[Any]:
    """The page's form, sent twice as it stands."""
    sent = {**values, "csrfmiddlewaretoken": token_of(browser, page)}
    return [browser.post(to or page, sent) for _ in range(2)]


@pytest.fixture
def case_id(data: Path) -> str:
    return factory.admit_case(data, 1, with_images=False)


def test_a_comment_sent_twice_is_one(case_id: str) -> None:
    browser = sign_in("pemeriksa")
    answers = twice(
        browser, f"/perkara/{case_id}/", {"komentar": "Sudah ditelepon."}, f"/perkara/{case_id}/komentar/"
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert CommentRow.objects.count() == 1
    assert sendings.REPEATED in browser.get(f"/perkara/{case_id}/").content.decode()


def test_the_same_words_from_a_new_page_are_a_second_comment(case_id: str) -> None:
    browser = sign_in("pemeriksa")
    for _ in range(2):
        sent = {
            "komentar": "Sudah ditelepon.",
            "csrfmiddlewaretoken": token_of(browser, f"/perkara/{case_id}/"),
        }
        browser.post(f"/perkara/{case_id}/komentar/", sent)
    assert CommentRow.objects.count() == 2


def test_papers_of_one_name_and_size_are_told_apart_by_their_bytes(data: Path) -> None:
    browser = sign_in("petugas")
    sent = {"kanal": "loket", "csrfmiddlewaretoken": token_of(browser, "/terima/")}
    for page in (b"%PDF-1.4 contoh satu\n", b"%PDF-1.4 contoh lain\n"):
        file = SimpleUploadedFile("scan.pdf", page, content_type="application/pdf")
        assert browser.post("/terima/", {**sent, "berkas": file}).status_code == 302
    assert ReceiptRow.objects.count() == 2


def test_papers_handed_in_twice_have_one_receipt(data: Path) -> None:
    browser, page = sign_in("petugas"), b"%PDF-1.4 contoh satu\n"
    sent = {"kanal": "loket", "csrfmiddlewaretoken": token_of(browser, "/terima/")}
    for _ in range(2):
        file = SimpleUploadedFile("surat.pdf", page, content_type="application/pdf")
        assert browser.post("/terima/", {**sent, "berkas": file}).status_code == 302
    assert ReceiptRow.objects.count() == 1


def test_an_oral_complaint_sent_twice_is_one(data: Path) -> None:
    values = {
        "kanal": "telepon",
        "tanggal": f"{facts.today():%d-%m-%Y}",
        "materi": "Tidak ada petugas di loket.",
    }
    answers = twice(sign_in("petugas"), "/terima/lisan/", values)
    assert answers[0]["Location"] == answers[1]["Location"]
    assert ReceiptRow.objects.count() == 1


def test_the_same_oral_complaint_after_the_back_button_is_no_second_case(data: Path) -> None:
    browser = sign_in("petugas")
    values = {"kanal": "loket", "tanggal": f"{facts.today():%d-%m-%Y}", "materi": "Menunggu lama di loket."}
    answers = []
    for words in (
        "Menunggu lama di loket.",
        "Menunggu lama di loket.",
        "Lain lagi: tidak ada nomor antrean.",
    ):
        sent = {**values, "materi": words, "csrfmiddlewaretoken": token_of(browser, "/terima/lisan/")}
        answers.append(browser.post("/terima/lisan/", sent)["Location"])
    assert answers[0] == answers[1] != answers[2]
    assert ReceiptRow.objects.count() == 2


def test_a_token_sent_again_is_no_second_token(data: Path) -> None:
    browser = sign_in("kepala")
    until = timezone.localdate() + timedelta(days=30)
    first, second = twice(
        browser, "/akun/token/", {"nama": "portal", "lingkup": ["baca"], "hingga": until.isoformat()}
    )
    assert first.status_code == 200
    assert "portal" in first.content.decode()
    assert second["Location"] == "/akun/token/"
    assert ApiToken.objects.count() == 1


def test_a_one_time_password_asked_for_again_stays_the_one_that_was_shown(data: Path) -> None:
    who = people.user("petugas", "budi")
    browser = sign_in("admin")
    first, second = twice(browser, "/pengguna/", {}, f"/pengguna/{who.id}/sandi/")
    shown = re.search(r'class="rahasia">([^<]+)<', first.content.decode())
    assert shown
    assert second["Location"] == "/pengguna/"
    assert User.objects.get(id=who.id).check_password(shown[1])
    assert StaffProfile.objects.get(user=who).must_change_password


def test_a_user_made_twice_is_one_and_no_error(data: Path) -> None:
    first, second = twice(
        sign_in("admin"), "/pengguna/", {"nama": "rini", "nama_lengkap": "Rini", "peran": ["petugas"]}
    )
    assert first.status_code == 200
    assert second["Location"] == "/pengguna/"
    assert User.objects.filter(username="rini").count() == 1


def test_what_was_refused_may_be_sent_again_as_it_is(data: Path) -> None:
    first, second = twice(sign_in("petugas"), "/terima/lisan/", {"kanal": "telepon", "tanggal": "31-02-2026"})
    assert first.status_code == second.status_code == 200
    assert "galat" in second.content.decode()
    assert not SentForm.objects.exists()


def test_the_second_waits_for_the_first_and_then_says_so(
    case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sendings, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(sendings, "_begin", lambda digest: False)
    monkeypatch.setattr(sendings, "_address", lambda digest: "")
    browser = sign_in("pemeriksa")
    sent = {"komentar": "Sudah.", "csrfmiddlewaretoken": token_of(browser, f"/perkara/{case_id}/")}
    answer = browser.post(f"/perkara/{case_id}/komentar/", sent)
    assert answer.status_code == 409
    assert "masih dikerjakan" in answer.content.decode()
    assert not CommentRow.objects.exists()


def test_a_request_that_died_holds_nobody_up(data: Path) -> None:
    SentForm.objects.create(digest="a", at=timezone.now() - 2 * sendings.LOST)
    SentForm.objects.create(digest="b", address="/", at=timezone.now() - 2 * sendings.KEPT)
    assert sendings._begin("a")
    assert not sendings._begin("a")
    assert not SentForm.objects.filter(digest="b").exists()


def test_what_was_typed_when_the_session_ended_is_given_back(
    browser: Browser, address: str, data: Path
) -> None:
    officer = sit_down(browser, address, "petugas", "budi")
    page = officer.page
    officer.go("/terima/lisan/")
    page.fill("[name=materi]", "Antrean dipanggil tidak berurutan.")
    Session.objects.all().delete()
    page.click("main button.utama")
    page.wait_for_url("**/masuk/**")
    page.fill("#id_username", "budi")
    page.fill("#id_password", people.PASSWORD)
    page.click("button.utama")
    page.wait_for_selector("text=Yang Anda ketik dikembalikan")
    assert page.input_value("[name=materi]") == "Antrean dipanggil tidak berurutan."
    page.click("main button.utama")
    page.wait_for_selector("text=TANDA TERIMA BERKAS")
    assert ReceiptRow.objects.count() == 1
    officer.go("/terima/lisan/")
    assert page.input_value("[name=materi]") == "", "nothing lies about for the next"
