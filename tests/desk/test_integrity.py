"""What must not happen: a decided case changed, a confidential one leaked, a colleague's work lost."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from desk import changes, decisions, mending, page_kinds, rights
from desk.intake import admission, leases, readings
from desk.models import CaseRow, FieldRow, NoticeRow
from models.case import Verdict
from models.document import Kind
from models.errors import ConflictError
from tests.desk import factory, people


@pytest.fixture
def case_id(data: Path) -> str:
    return factory.admit_case(data, 1, doubtful=("nik",), with_images=False)


def field(case_id: str, name: str) -> FieldRow:
    return FieldRow.objects.get(document__case_id=case_id, name=name)


def save(browser: Client, case_id: str, target: int, value: str, **headers: str) -> str:
    sent = {"nilai": value, "versi": str(CaseRow.objects.get(id=case_id).version)}
    answer = browser.post(f"/perkara/{case_id}/isian/{target}/", sent, headers=headers or None)
    return f"{answer.status_code} {answer.content.decode()}"


def test_a_decided_case_is_not_changed_any_more(case_id: str) -> None:
    who = people.user("pemeriksa")
    decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
    nik = field(case_id, "nik")
    seen = people.editor(who, case_id)
    tried: list[Callable[[], object]] = [
        lambda: changes.set_field(case_id, nik.id, "1", seen),
        lambda: changes.set_service(case_id, None, seen),
        lambda: changes.set_evidence(case_id, "ikd", seen),
        lambda: changes.overrule(case_id, "identitas", Verdict.TERPENUHI, "x", seen),
        lambda: page_kinds.set_kind(case_id, nik.document_id, Kind.LAMPIRAN, seen),
    ]
    for change in tried:
        with pytest.raises(ConflictError, match="tidak lagi menunggu"):
            change()
    row = CaseRow.objects.get(id=case_id)
    assert (row.version, row.reviewer, field(case_id, "nik").is_person) == (seen.version, None, False)
    changes.set_confidential(case_id, True, seen)
    assert CaseRow.objects.get(id=case_id).reviewer is None


def test_a_value_that_comes_after_the_decision_is_told_and_shown(case_id: str) -> None:
    target = field(case_id, "pemohon_nama").id
    browser = people.client("pemeriksa")
    who = people.user("kepala")
    decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
    answer = save(browser, case_id, target, "NAMA TERLAMBAT")
    assert answer.startswith("409")
    assert "Kini: disetujui" in answer
    assert "NAMA TERLAMBAT" in answer
    assert "Simpan nilai saya" not in answer


def test_a_value_for_a_field_that_was_read_anew_is_not_lost(case_id: str) -> None:
    target = field(case_id, "pemohon_nama").id
    browser = people.client("pemeriksa")
    admission.requeue(CaseRow.objects.get(id=case_id))
    work = leases.take("baca")
    assert work
    values = factory.ktp_values("SITI", factory.invented_nik(1), "DIWEK")
    document = factory.made_document(Kind.KTP, 2, work.files[0].name, values)
    read = factory.judged([document], work.channel, work.received_on)
    assert readings.save_reading(case_id, "baca", read, [])
    answer = save(browser, case_id, target, "NAMA YANG DIKETIK")
    assert answer.startswith("409")
    assert "NAMA YANG DIKETIK" in answer
    assert "sudah dibaca ulang" in answer


def hide(case_id: str) -> None:
    who = people.user("kepala", f"kepala{case_id.split('-')[2]}")
    changes.set_confidential(case_id, True, people.editor(who, case_id))
    changes.release(case_id, who)


def test_a_part_of_a_confidential_case_is_confidential(case_id: str) -> None:
    hide(case_id)
    who = people.user("pengelola_pengaduan")
    new_id = mending.split(case_id, [(0, 2)], people.editor(who, case_id))
    assert CaseRow.objects.get(id=new_id).is_confidential
    assert people.client("petugas").get(f"/perkara/{new_id}/").status_code == 404


def test_what_takes_in_a_confidential_case_becomes_confidential(data: Path, case_id: str) -> None:
    other = factory.admit_case(data, 2, with_images=False)
    hide(other)
    who = people.user("pengelola_pengaduan")
    mending.merge(case_id, other, people.editor(who, case_id))
    assert CaseRow.objects.get(id=case_id).is_confidential


def test_a_case_a_colleague_works_on_is_not_merged_away(data: Path, case_id: str) -> None:
    other = factory.admit_case(data, 2, with_images=False)
    changes.hold(other, people.user("pemeriksa", "rekan"))
    with pytest.raises(ConflictError, match="sedang dipegang oleh rekan"):
        mending.merge(case_id, other, people.editor(people.user("petugas"), case_id))
    assert CaseRow.objects.get(id=other).merged_into is None


def test_corrections_of_a_merged_case_are_kept(data: Path) -> None:
    """The letter's case takes in the card's, of which a person has mended the name."""
    letter = factory.admit_case(data, 2, without_ktp=True, with_images=False)
    other = factory.admit_case(data, 3, with_images=False)
    who = people.user("petugas")
    changes.set_field(other, field(other, "nama").id, "NAMA DIBETULKAN", people.editor(who, other))
    mending.merge(letter, other, people.editor(who, letter))
    work = leases.take_case(letter, "baca")
    assert work
    values = factory.ktp_values("SALAH BACA", factory.invented_nik(1), "DIWEK")
    card = factory.made_document(Kind.KTP, 2, work.files[1].name, values)
    read = factory.judged([card], work.channel, work.received_on)
    assert readings.save_reading(letter, "baca", read, [])
    assert field(letter, "nama").value == "NAMA DIBETULKAN"


def test_a_notice_that_names_a_confidential_case_is_not_for_others(data: Path) -> None:
    secret = factory.admit_case(data, 1, name="SITI AMINAH", with_images=False)
    second = factory.admit_case(data, 1001, name="SITI AMINAH", with_images=False)
    hide(secret)
    assert NoticeRow.objects.filter(is_open=True).count() == 1
    browser = people.client("pemeriksa")
    for path in ("/", "/kabar/", f"/perkara/{second}/"):
        text = browser.get(path).content.decode()
        assert secret not in text
        assert "1 pemberitahuan" not in text
    assert secret in people.client("kepala").get("/kabar/").content.decode()
    assert rights.visible_notices(people.user("kepala", "lain")).count() == 1


def test_an_export_holds_what_the_list_shows(data: Path) -> None:
    late = factory.admit_case(data, 1, received_on=date(2026, 1, 5), with_images=False)
    factory.admit_case(data, 2, received_on=date(2030, 1, 7), with_images=False)
    browser = people.client("pemeriksa")
    page = browser.get("/?status=menunggu&lewat=ya").content.decode()
    form = page.split('class="ekspor"')[1].split("</form>")[0]
    hidden = [part.split('"') for part in form.split("<input ")[1:]]
    sent = {part[3]: part[5] for part in hidden if part[3] != "csrfmiddlewaretoken"}
    text = browser.post("/ekspor/", {**sent, "format": "csv"}).content.decode("utf-8-sig")
    assert [line["Nomor"] for line in csv.DictReader(io.StringIO(text))] == [late]


def test_who_manages_users_reads_no_values_of_cases_in_the_log(case_id: str) -> None:
    who = people.user("pemeriksa")
    changes.set_field(case_id, field(case_id, "nama").id, "NAMA RAHASIA", people.editor(who, case_id))
    assert "NAMA RAHASIA" in people.client("kepala").get("/audit/").content.decode()
    text = people.client("admin").get("/audit/").content.decode()
    assert case_id in text
    assert "NAMA RAHASIA" not in text


def test_an_emptied_nik_reads_as_empty_in_the_history(case_id: str) -> None:
    who = people.user("pemeriksa")
    changes.set_field(case_id, field(case_id, "nik").id, None, people.editor(who, case_id))
    text = people.client("pemeriksa", "lain").get(f"/perkara/{case_id}/riwayat/").content.decode()
    assert "3517********9002 \N{RIGHTWARDS ARROW} (kosong)" in text


def test_a_lease_that_ran_out_frees_the_case(case_id: str) -> None:
    first, second = people.user("pemeriksa", "satu"), people.user("pemeriksa", "dua")
    assert changes.hold(case_id, first)
    assert not changes.hold(case_id, second)
    CaseRow.objects.update(reviewer_until=F("reviewer_until") - timedelta(minutes=changes.LEASE_MINUTES))
    assert changes.holder(CaseRow.objects.get(id=case_id)) is None
    assert changes.hold(case_id, second)
    row = CaseRow.objects.get(id=case_id)
    assert row.reviewer == second
    assert row.reviewer_until
    assert row.reviewer_until > timezone.now() + timedelta(minutes=changes.LEASE_MINUTES - 1)


def test_the_open_page_renews_its_lease_and_is_told_when_it_lost_it(case_id: str) -> None:
    browser = people.client("pemeriksa", "satu")
    address, by_htmx = f"/perkara/{case_id}/pegang/", {"HX-Request": "true"}
    assert browser.post(address, {"baru": "ya"}, headers=by_htmx).status_code == 204
    people.client("pemeriksa", "dua").post(f"/perkara/{case_id}/ambil-alih/")
    told = browser.post(address, headers=by_htmx)
    assert told.status_code == 200
    text = told.content.decode()
    assert "sedang diperiksa oleh dua" in text and 'role="alert"' in text and "tidak tersimpan" in text
    late = browser.post(address, {"baru": "ya"}, headers=by_htmx)
    assert late["HX-Refresh"] == "true", "the page shows fields that another holds"


def test_a_page_asks_often_whether_it_still_has_the_case_and_writes_seldom(case_id: str) -> None:
    browser, by_htmx = people.client("pemeriksa", "satu"), {"HX-Request": "true"}
    assert 'hx-trigger="every 20s"' in browser.get(f"/perkara/{case_id}/").content.decode()
    browser.post(f"/perkara/{case_id}/pegang/", headers=by_htmx)
    given = CaseRow.objects.get(id=case_id).reviewer_until
    assert given
    browser.post(f"/perkara/{case_id}/pegang/", headers=by_htmx)
    assert CaseRow.objects.get(id=case_id).reviewer_until == given
    CaseRow.objects.filter(id=case_id).update(reviewer_until=given - changes.FRESH)
    browser.post(f"/perkara/{case_id}/pegang/", headers=by_htmx)
    assert CaseRow.objects.get(id=case_id).reviewer_until >= given  # type: ignore[operator]


def test_opening_a_case_takes_it_by_a_form_of_its_page_and_by_no_get(case_id: str) -> None:
    browser = people.client("pemeriksa", "satu")
    page = browser.get(f"/perkara/{case_id}/").content.decode()
    assert changes.holder(CaseRow.objects.get(id=case_id)) is None
    assert '<form id="ambil"' in page
    assert "<noscript><button" in page
    assert browser.post(f"/perkara/{case_id}/pegang/", {"baru": "ya"})["Location"] == f"/perkara/{case_id}/"
    assert str(changes.holder(CaseRow.objects.get(id=case_id))) == "satu"
    assert "Pegang berkas ini" not in browser.get(f"/perkara/{case_id}/").content.decode()
    elsewhere = people.client("pemeriksa", "dua").get(f"/perkara/{case_id}/").content.decode()
    assert '<form id="ambil"' not in elsewhere
    assert "sedang diperiksa oleh satu" in elsewhere


def test_a_case_that_waits_no_longer_is_held_by_nobody(case_id: str) -> None:
    who = people.user("pemeriksa")
    decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
    assert changes.hold(case_id, who)
    assert changes.holder(CaseRow.objects.get(id=case_id)) is None
