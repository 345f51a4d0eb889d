"""Comments that name a colleague, whose case it is, and what each person has not seen yet."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser

from desk import changes, colleagues, decisions, mending
from desk import people as accounts
from desk.models import AuditEntry, CaseRow, CommentRow, PersonalNews
from models.errors import UsageError
from tests.desk import factory, people
from tests.desk.browsing import sit_down


@pytest.fixture
def case_id(data: Path) -> str:
    return factory.admit_case(data, 1, with_images=False)


@pytest.fixture
def sri(data: Path) -> User:
    return people.user("pemeriksa", "sri.wahyuni")


@pytest.fixture
def budi(data: Path) -> User:
    return people.user("petugas", "budi")


def row(case_id: str) -> CaseRow:
    return CaseRow.objects.get(id=case_id)


def test_who_is_named_has_news_until_they_open_the_case(case_id: str, sri: User, budi: User) -> None:
    browser = people.client("petugas", "penulis")
    browser.post(
        f"/perkara/{case_id}/komentar/", {"komentar": "@sri.wahyuni, mohon dilihat NIK-nya. Surel: a@budi.id"}
    )
    assert colleagues.news(budi).count() == 0, "an address of e-mail names nobody"
    reader = people.client_of(sri)
    queue = reader.get("/").content.decode()
    assert "Pemberitahuan: 1 untuk Anda" in queue
    assert "Ada pemberitahuan baru untuk Anda" in queue
    assert "menyebut Anda" in reader.get("/kabar/").content.decode()
    opened = reader.get(f"/perkara/{case_id}/").content.decode()
    assert "baru, untuk Anda" in opened
    again = reader.get(f"/perkara/{case_id}/").content.decode()
    assert "mohon dilihat NIK-nya" in again
    assert "baru, untuk Anda" not in again
    assert "Pemberitahuan: 0 untuk Anda" in again


def test_a_colleague_is_picked_from_the_list_and_the_log_holds_no_words(
    case_id: str, sri: User, budi: User
) -> None:
    colleagues.comment(row(case_id), "Teleponnya 0812.", [budi.id, sri.id], sri)
    assert [news.user for news in PersonalNews.objects.all()] == [budi], "nobody is told of their own words"
    entry = AuditEntry.objects.get(action="komentar")
    assert "budi" in entry.data
    assert "0812" not in entry.data


@pytest.mark.parametrize("text", ["", "  \n", "x" * 2001, "@tidak.ada tolong"])
def test_what_can_be_no_comment_is_refused(case_id: str, sri: User, text: str) -> None:
    with pytest.raises(UsageError):
        colleagues.comment(row(case_id), text, [], sri)
    assert not CommentRow.objects.exists()


def test_a_confidential_case_names_only_those_who_may_see_it(case_id: str, sri: User) -> None:
    head = people.user("kepala", "kepala.dinas")
    changes.set_confidential(case_id, True, people.editor(head, case_id))
    assert list(colleagues.of(row(case_id))) == [head]
    with pytest.raises(UsageError, match=r"@sri\.wahyuni"):
        colleagues.comment(row(case_id), "@sri.wahyuni lihat", [], head)
    with pytest.raises(UsageError):
        colleagues.assign(case_id, sri, head)


def test_a_case_that_becomes_confidential_is_taken_from_who_may_not_see_it(case_id: str, sri: User) -> None:
    colleagues.assign(case_id, sri, people.user("petugas", "pembagi"))
    assert colleagues.news(sri).count() == 1
    head = people.user("kepala", "kepala.dinas")
    changes.set_confidential(case_id, True, people.editor(head, case_id))
    assert row(case_id).assignee is None
    assert colleagues.news(sri).count() == 0, "and the news of it is theirs no longer"


def test_a_case_given_to_a_colleague_is_theirs_and_comes_up_for_nobody_else(
    case_id: str, sri: User, budi: User
) -> None:
    browser = people.client_of(budi)
    browser.post(f"/perkara/{case_id}/tugas/", {"kepada": sri.id})
    changes.release(case_id, budi)
    assert row(case_id).assignee == sri
    assert [item.kind for item in colleagues.news(sri)] == ["tugas"]
    assert list(decisions.waiting_for(budi, CaseRow.objects.all())) == []
    assert [item.id for item in decisions.waiting_for(sri, CaseRow.objects.all())] == [case_id]
    assert "ditugaskan kepadanya" in browser.get("/berikut/").content.decode()
    mine = people.client_of(sri).get("/?status=berjalan&pemegang=milik").content.decode()
    assert case_id in mine
    assert case_id not in browser.get("/?status=berjalan&pemegang=milik").content.decode()
    assert case_id not in browser.get("/?status=menunggu&pemegang=tanpa").content.decode()


def test_own_cases_are_shown_until_they_end(data: Path, sri: User) -> None:
    ids = [factory.admit_case(data, number, with_images=False) for number in range(2)]
    for case_id in ids:
        colleagues.assign(case_id, sri, sri)
    decisions.decide(ids[0], decisions.Choice("setujui"), people.editor(sri, ids[0]))
    decisions.decide(ids[1], decisions.Choice("tolak", "Bukan kewenangan."), people.editor(sri, ids[1]))
    page = people.client_of(sri).get("/?status=berjalan&pemegang=milik").content.decode()
    assert ids[0] in page, "approved, and still to be served"
    assert ids[1] not in page
    with pytest.raises(UsageError, match="tuntas"):
        colleagues.assign(ids[1], None, sri)


def test_an_account_that_is_closed_owns_no_case(case_id: str, sri: User) -> None:
    colleagues.assign(case_id, sri, sri)
    accounts.set_active(sri.username, False, "admin")
    assert row(case_id).assignee is None


def test_who_only_archives_is_given_no_case_and_gives_none(case_id: str) -> None:
    archivist = people.user("arsiparis")
    with pytest.raises(UsageError, match="tidak dapat memeriksa"):
        colleagues.assign(case_id, archivist, archivist)
    assert (
        people.client_of(archivist).post(f"/perkara/{case_id}/tugas/", {"kepada": "saya"}).status_code == 403
    )


def test_several_cases_become_ones_own_at_once(data: Path, sri: User) -> None:
    ids = [factory.admit_case(data, number, with_images=False) for number in range(3)]
    answer = people.client_of(sri).post("/borongan/", {"tindakan": "milik", "perkara": ids[:2]}, follow=True)
    assert "2 berkas menjadi milik Anda" in answer.content.decode()
    assert [row(case_id).assignee for case_id in ids] == [sri, sri, None]


def test_comments_and_owner_go_with_a_case_that_is_merged(data: Path, sri: User, budi: User) -> None:
    kept, gone = (factory.admit_case(data, number, with_images=False) for number in (1, 2))
    colleagues.comment(row(gone), "@budi pemohonnya sama", [], sri)
    colleagues.assign(gone, budi, sri)
    mending.merge(kept, gone, people.editor(sri, kept))
    assert [item.row.text for item in colleagues.comments(row(kept), budi)] == ["@budi pemohonnya sama"]
    assert {item.case_id for item in colleagues.news(budi)} == {kept}
    assert row(kept).assignee == budi


@pytest.mark.browser
@pytest.mark.timeout(300)
def test_one_key_makes_a_case_mine_and_one_key_shows_mine(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    factory.admit_case(data, 2)
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    reviewer.press("c")
    assert page.evaluate("document.activeElement.id") == "komentar"
    page.keyboard.type("Sudah saya telepon.")
    page.click("text=Kirim komentar")
    page.wait_for_selector(".komentar >> text=Sudah saya telepon.")
    page.evaluate("document.activeElement.blur()")
    reviewer.press("m")
    page.wait_for_selector("text=Berkas ini menjadi milik Anda.")
    reviewer.go("/")
    assert page.locator("#daftar a.nomor").count() == 2
    reviewer.press("m")
    reviewer.wait_path("pemegang=milik")
    assert page.locator("#daftar a.nomor").all_inner_texts() == [case_id]
    assert reviewer.faults == []
