"""Complaints about the office's own people are for few eyes, on the desk and in the archive."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desk import changes, facts, judging, rows
from desk.models import CaseRow, NoticeRow
from flows.archive.index import FILE_NAME
from models.errors import UsageError
from models.settings import Settings
from tests.desk import factory, people, scenes
from tests.desk.archives import ids, make_archive

SERVICE = "pengaduan_layanan"
EYES = {"pengelola_pengaduan": True, "kepala": True, "petugas": False, "pemeriksa": False, "arsiparis": False}


def about_office(data: Path) -> str:
    """A case whose service is that of complaints about the office."""
    case_id = factory.admit_case(data, 1)
    changes.set_service(case_id, SERVICE, people.editor(people.user("kepala", "pemilih"), case_id))
    CaseRow.objects.update(reviewer=None, reviewer_until=None)
    return case_id


def test_a_complaint_about_the_office_is_confidential_by_itself(data: Path) -> None:
    case_id, other = about_office(data), factory.admit_case(data, 2)
    assert CaseRow.objects.get(id=case_id).is_confidential
    for role, sees in EYES.items():
        browser = people.client(role)
        assert browser.get(f"/perkara/{case_id}/").status_code == (200 if sees else 404), role
        assert browser.get(f"/perkara/{other}/").status_code == 200, role


def test_only_who_manages_complaints_opens_it_and_it_stays_open(data: Path) -> None:
    case_id, head = about_office(data), people.user("kepala")
    with pytest.raises(UsageError, match="pengelola pengaduan"):
        changes.set_confidential(case_id, False, people.editor(head, case_id))
    assert CaseRow.objects.get(id=case_id).is_confidential
    manager = people.user("pengelola_pengaduan")
    changes.set_confidential(case_id, False, people.editor(manager, case_id))
    row = CaseRow.objects.get(id=case_id)
    judging.judge_again(row)
    row.save()
    assert not CaseRow.objects.get(id=case_id).is_confidential
    assert people.client("petugas").get(f"/perkara/{case_id}/").status_code == 200


@pytest.mark.parametrize("role", ["petugas", "pemeriksa", "kepala"])
def test_nobody_opens_it_before_it_is_known_as_such(data: Path, role: str) -> None:
    """What was said of a case that was no complaint about the office yet does not outlast the rule."""
    case_id = factory.admit_case(data, 1)
    changes.set_confidential(case_id, False, people.editor(people.user(role, "dini"), case_id))
    CaseRow.objects.update(reviewer=None, reviewer_until=None)
    changes.set_service(case_id, SERVICE, people.editor(people.user("kepala", "pemilih"), case_id))
    assert CaseRow.objects.get(id=case_id).is_confidential


def test_the_setting_leaves_them_open(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "settings", lambda: Settings(office_complaints="terbuka"))
    assert not CaseRow.objects.get(id=about_office(data)).is_confidential


def test_who_may_not_see_such_cases_does_not_keep_one(data: Path) -> None:
    row = CaseRow.objects.get(id=factory.admit_case(data, 1))
    row.service, row.assignee = SERVICE, people.user("pemeriksa")
    rows.hide_by_rule(row)
    assert row.is_confidential
    assert row.assignee is None


def test_nobody_closes_notices_of_cases_he_cannot_see(data: Path) -> None:
    case_id = about_office(data)
    notice = NoticeRow.objects.create(case_id=case_id, text="Serupa dengan berkas lain.")
    assert people.client("pemeriksa").post(f"/kabar/{notice.id}/selesai/").status_code == 404
    assert NoticeRow.objects.get(id=notice.id).is_open
    assert people.client("pengelola_pengaduan").post(f"/kabar/{notice.id}/selesai/").status_code == 302
    assert not NoticeRow.objects.get(id=notice.id).is_open
    assert people.client("pemeriksa", "kedua").post(f"/kabar/{notice.id}/selesai/").status_code == 302


@pytest.mark.parametrize(("role", "sees"), EYES.items())
def test_archived_complaints_about_the_office(data: Path, role: str, sees: bool) -> None:
    target = make_archive(data)
    hidden, twin, *_ = ids(target, "1")
    with closing(sqlite3.connect(target / FILE_NAME)) as index:
        index.execute("update surat set layanan = 'fasilitasi_pengaduan'")
        index.execute(
            f"update surat set layanan = '{SERVICE}', nama_berkas = 'rahasia.pdf' where id = ?", (hidden,)
        )
        index.execute("insert or replace into kembar (satu, dua) values (?, ?)", (hidden, twin))
        index.commit()
    browser, wanted = people.client(role), 200 if sees else 404
    for path in ("", "gambar/1/"):
        assert browser.get(f"/arsip/1/surat/{hidden}/{path}").status_code == wanted, path
        assert browser.get(f"/arsip/1/surat/{twin}/{path}").status_code == 200, path
    for page in ("/arsip/1/", "/arsip/1/?tumpukan=contoh", "/arsip/1/?cari=pengaduan", "/arsip/1/kembar/"):
        assert (hidden in browser.get(page, follow=True).content.decode()) is (
            sees and hidden in _all(data, page)
        ), page
    if role in {"arsiparis", "pengelola_pengaduan"}:
        (target / "indeks.csv").write_text("isi")
        answer = browser.post("/arsip/1/unduh/indeks.csv/")
        answer.close()
        assert answer.status_code == (200 if sees else 403)
    if role in {"arsiparis", "petugas"}:
        sent = {"satu": hidden, "dua": twin, "putusan": "beda"}
        assert browser.post("/arsip/1/kembar/", sent).status_code == 404


def _all(data: Path, page: str) -> str:
    return people.client("kepala", "semua" + str(len(page))).get(page, follow=True).content.decode()


HIDING = {
    "layanan": {"layanan": SERVICE},
    "rahasia": {"rahasia": "ya"},
}
"""Forms of the case page that take a case out of the sight of a role without `lihat_rahasia`."""


@pytest.mark.parametrize("form", HIDING)
@pytest.mark.parametrize("role", ["petugas", "pemeriksa"])
def test_who_would_lose_sight_of_a_case_is_asked_before(data: Path, form: str, role: str) -> None:
    case_id, keeper = factory.admit_case(data, 1), people.user("kepala", "bu_kepala")
    browser = people.client(role)
    assert "Anda ditanya dahulu" in browser.get(f"/perkara/{case_id}/").content.decode()
    before = CaseRow.objects.get(id=case_id)
    sent = HIDING[form] | {"versi": str(before.version)}
    asked = browser.post(f"/perkara/{case_id}/{form}/", sent)
    page = asked.content.decode()
    assert asked.status_code == 409 and "tidak dapat membukanya lagi" in page and keeper.username in page
    assert all(f'name="{name}" value="{value}"' in page for name, value in sent.items())
    after = CaseRow.objects.get(id=case_id)
    assert (after.version, after.service, after.is_confidential) == (before.version, before.service, False)


@pytest.mark.parametrize("form", HIDING)
def test_after_the_yes_the_case_is_free_for_others_and_says_where_it_is(data: Path, form: str) -> None:
    case_id, keeper = factory.admit_case(data, 1), people.user("pengelola_pengaduan", "bu_pengelola")
    browser = people.client("pemeriksa")
    browser.get(f"/perkara/{case_id}/")
    browser.post(f"/perkara/{case_id}/pegang/")
    sent = HIDING[form] | {"versi": scenes.version(case_id), "pindah": "ya"}
    pages = [browser.post(f"/perkara/{case_id}/{form}/", sent), browser.get(f"/perkara/{case_id}/")]
    assert [page.status_code for page in pages] == [200, 404]
    for page in pages:
        text = page.content.decode()
        assert "Berkas dipindahkan" in text and keeper.username in text
    assert CaseRow.objects.get(id=case_id).is_confidential
    assert changes.hold(case_id, keeper)


def test_a_part_of_a_page_whose_case_was_hidden_meanwhile_says_so(data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    browser, stranger = people.client("pemeriksa"), people.client("pemeriksa", "lain")
    browser.get(f"/perkara/{case_id}/")
    CaseRow.objects.update(is_confidential=True)
    said = browser.post(f"/perkara/{case_id}/pegang/", headers={"HX-Request": "true"})
    assert (said.status_code, said["HX-Retarget"]) == (409, "#utama")
    assert "Berkas dipindahkan" in said.content.decode()
    never = stranger.post(f"/perkara/{case_id}/pegang/", headers={"HX-Request": "true"})
    assert never.status_code == 404 and "dipindahkan" not in never.content.decode()


def test_who_may_see_such_cases_is_not_asked(data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    sent = HIDING["layanan"] | {"versi": scenes.version(case_id)}
    assert people.client("kepala").post(f"/perkara/{case_id}/layanan/", sent).status_code == 302
    assert CaseRow.objects.get(id=case_id).is_confidential
