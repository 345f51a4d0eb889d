"""The desk's pages as each role: what is shown, what is refused, what is never shown."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from desk import audit, changes, decisions, history, search
from desk.models import AuditEntry, CaseRow, FieldRow, StaffProfile
from models.case import Channel
from tests.desk import factory, people

ROLES = ("petugas", "pemeriksa", "pengelola_pengaduan", "kepala", "arsiparis", "admin")
SEES_CASES = set(ROLES) - {"admin"}


@pytest.fixture
def case_id(data: Path) -> str:
    return factory.admit_case(data, 1, doubtful=("nik",))


def save(browser: Client, case_id: str, name: str, value: str, version: int | None = None) -> HttpResponse:
    target = FieldRow.objects.get(document__case_id=case_id, name=name)
    version = version or CaseRow.objects.get(id=case_id).version
    answer = browser.post(f"/perkara/{case_id}/isian/{target.id}/", {"nilai": value, "versi": version})
    assert isinstance(answer, HttpResponse)
    return answer


def test_without_login_every_page_leads_to_the_login(case_id: str) -> None:
    for path in ("/", f"/perkara/{case_id}/", f"/perkara/{case_id}/gambar/0/1/", "/pengguna/", "/berikut/"):
        response = Client().get(path)
        assert response.status_code == 302
        assert "/masuk/" in response["Location"]


def test_after_logging_in_again_one_is_where_one_was(case_id: str) -> None:
    path = f"/perkara/{case_id}/"
    assert Client().get(f"{path}?a=1")["Location"] == f"/masuk/?next={path}%3Fa%3D1"
    sent = Client().post(f"{path}lepas/", headers={"Referer": f"http://localhost{path}"})
    assert sent["Location"] == f"/masuk/?next={path}"
    assert Client().get("/hitungan/", headers={"HX-Request": "true"}).status_code == 401


def test_a_one_time_password_must_be_changed_first(case_id: str) -> None:
    who = people.user("pemeriksa")
    StaffProfile.objects.filter(user=who).update(must_change_password=True)
    browser = Client()
    browser.force_login(who)
    assert browser.get("/")["Location"] == "/sandi/"
    new = "sandi-baru-yang-panjang"
    data = {"old_password": people.PASSWORD, "new_password1": new, "new_password2": new}
    assert browser.post("/sandi/", data).status_code == 302
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_cases(case_id: str, role: str) -> None:
    browser = people.client(role)
    expected = 200 if role in SEES_CASES else 403
    assert browser.get("/").status_code == (200 if role in SEES_CASES else 302)
    assert browser.get(f"/perkara/{case_id}/").status_code == expected
    assert browser.get(f"/perkara/{case_id}/gambar/0/1/").status_code == expected


@pytest.mark.parametrize("role", ROLES)
def test_who_may_decide(case_id: str, role: str) -> None:
    response = people.client(role).post(
        f"/perkara/{case_id}/putusan/setujui/",
        {"versi": CaseRow.objects.get(id=case_id).version, "tetap": "ya"},
    )
    may = role in ("pemeriksa", "pengelola_pengaduan", "kepala")
    assert response.status_code == (302 if may else 403)
    assert CaseRow.objects.get(id=case_id).status == ("disetujui" if may else "menunggu")


@pytest.mark.parametrize("path", ["/", "/masuk/"])
def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(case_id: str, path: str) -> None:
    browser = people.client("pemeriksa") if path == "/" else Client()
    response = browser.get(path)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    text = response.content.decode()
    assert " style=" not in text
    assert "<script>" not in text
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "https://" not in text


def test_the_queue_never_shows_a_nik(case_id: str) -> None:
    nik = str(FieldRow.objects.get(document__case_id=case_id, name="nik").value)
    assert nik not in people.client("kepala").get("/").content.decode()


def test_a_field_saved_by_htmx_answers_with_the_row_and_what_follows(case_id: str) -> None:
    browser = people.client("pemeriksa")
    target = FieldRow.objects.get(document__case_id=case_id, name="nik")
    version = CaseRow.objects.get(id=case_id).version
    response = browser.post(
        f"/perkara/{case_id}/isian/{target.id}/",
        {"nilai": "3517081908829002", "versi": version},
        headers={"HX-Request": "true"},
    )
    text = response.content.decode()
    assert f'id="f{target.id}"' in text
    assert f'value="{version + 1}"' in text
    assert 'id="periksa"' in text


def test_a_stale_save_is_answered_409_with_both_values(case_id: str) -> None:
    first, second = people.client("pemeriksa", "satu"), people.client("pemeriksa", "dua")
    version = CaseRow.objects.get(id=case_id).version
    assert save(first, case_id, "pemohon_nama", "NAMA SATU", version).status_code == 302
    first.post(f"/perkara/{case_id}/lepas/")
    response = save(second, case_id, "pemohon_nama", "NAMA DUA", version)
    assert response.status_code == 409
    assert "NAMA SATU" in response.content.decode()
    assert "NAMA DUA" in response.content.decode()
    assert save(second, case_id, "pemohon_nama", "NAMA DUA").status_code == 302
    assert FieldRow.objects.get(document__case_id=case_id, name="pemohon_nama").value == "NAMA DUA"


def test_looking_at_an_identity_image_is_recorded(case_id: str) -> None:
    browser = people.client("petugas")
    response = browser.get(f"/perkara/{case_id}/gambar/0/2/")
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "no-store"
    assert response.content[:2] == b"\xff\xd8"
    entry = AuditEntry.objects.get(action="lihat_gambar")
    assert (entry.actor, entry.case_id) == ("uji_petugas", case_id)
    assert '"jenis": "ktp"' in entry.data


def test_a_confidential_case_is_for_the_few(case_id: str) -> None:
    who = people.user("pengelola_pengaduan")
    changes.set_confidential(case_id, True, people.editor(who, case_id))
    assert people.client("pemeriksa").get(f"/perkara/{case_id}/").status_code == 404
    assert case_id not in people.client("petugas").get("/").content.decode()
    assert people.client("kepala").get(f"/perkara/{case_id}/").status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("siti", False),
        ("budi san", True),
        ("simpanan anggota", True),
        ("tani makmur", True),
        ("'; DROP", False),
    ],
)
def test_search_finds_names_koperasi_and_text(case_id: str, query: str, found: bool) -> None:
    assert (case_id in search.find(query)) is found
    response = people.client("pemeriksa").post("/", {"cari": query}, follow=True)
    assert (case_id in response.content.decode()) is found


def test_a_corrected_value_is_found_and_the_pages_words_still_are(case_id: str) -> None:
    """The index was written at the reading alone: what a person put right was not found by."""
    who = people.user("pemeriksa")
    field = FieldRow.objects.get(document__case_id=case_id, document__kind="ktp", name="nama")
    assert search.find("wiratmaja") == []
    changes.set_field(case_id, field.id, "BUDI WIRATMAJA", people.editor(who, case_id))
    assert search.find("wiratmaja") == [case_id]
    assert search.find("simpanan anggota") == [case_id], "from the page, as before"
    changes.set_field(case_id, field.id, "BUDI SANTOSO", people.editor(who, case_id))
    assert search.find("wiratmaja") == []


def test_filters_and_tabs(data: Path) -> None:
    desk = factory.admit_case(data, 1, with_images=False)
    phone = factory.admit_case(data, 2, channel=Channel.TELEPON, without_ktp=True, with_images=False)
    browser = people.client("pemeriksa")
    text = browser.get("/", {"kanal": "telepon"}).content.decode()
    assert phone in text
    assert desk not in text
    text = browser.get("/", {"kelengkapan": "tidak_lengkap"}).content.decode()
    assert phone in text
    assert desk not in text
    assert desk not in browser.get("/", {"status": "disetujui"}).content.decode()


def test_returning_drafts_the_letter_from_what_is_missing(data: Path) -> None:
    case_id = factory.admit_case(data, 2, without_ktp=True, with_images=False)
    browser = people.client("pemeriksa")
    page = browser.get(f"/perkara/{case_id}/putusan/kembalikan/").content.decode()
    assert "fotokopi KTP" in page
    assert case_id in page
    version = CaseRow.objects.get(id=case_id).version
    letter = "Mohon dilengkapi fotokopi KTP."
    browser.post(f"/perkara/{case_id}/putusan/kembalikan/", {"versi": version, "surat": letter})
    assert letter in browser.get(f"/perkara/{case_id}/surat/").content.decode()


def test_the_next_case_is_the_most_urgent_free_one(data: Path) -> None:
    late = factory.admit_case(data, 1, received_on=date(2026, 11, 2), with_images=False)
    soon = factory.admit_case(data, 2, received_on=date(2026, 11, 20), with_images=False)
    browser, other = people.client("pemeriksa", "satu"), people.client("pemeriksa", "dua")
    assert browser.get("/berikut/")["Location"] == f"/perkara/{late}/"
    browser.post(f"/perkara/{late}/pegang/")
    assert other.get("/berikut/")["Location"] == f"/perkara/{soon}/"


def test_the_end_of_the_queue_is_friendly(data: Path) -> None:
    response = people.client("pemeriksa").get("/berikut/")
    assert "Antrean sudah kosong" in response.content.decode()


def test_looks_in_a_row_are_one_line_of_the_history_and_people_have_names(case_id: str) -> None:
    who = people.user("petugas", "sri")
    User.objects.filter(id=who.id).update(first_name="Sri Wahyuni")
    for number in (1, 2, 1):
        audit.append("sri", "lihat_surat", case_id, {"surat": "surat_jawaban", "id": number})
    audit.append("sri", "komentar", case_id, {"kepada": "rina"})
    whole = history.whole(case_id, 3)
    assert [(item.actor, item.text) for item in whole] == [
        ("Sri Wahyuni", "Komentar untuk rekan"),
        ("Sri Wahyuni", "Surat dilihat"),
    ]
    assert whole[1].detail == "Surat jawaban", "which letter, not its number in a table"
    assert [item.action for item in history.latest(case_id, 2)] == ["komentar", "dibaca"]


def test_the_history_is_readable_and_masks_the_nik(case_id: str) -> None:
    browser = people.client("pemeriksa")
    save(browser, case_id, "nik", "3517081908829002")
    text = browser.get(f"/perkara/{case_id}/riwayat/").content.decode()
    assert "Isian dibetulkan" in text or "Isian diterima" in text
    assert "3517********9002" in text
    assert "3517081908829002" not in text


def test_every_text_is_escaped(data: Path) -> None:
    case_id = factory.admit_case(data, 3, name="<b>JAHAT</b>", with_images=False)
    browser = people.client("pemeriksa")
    for path in ("/", f"/perkara/{case_id}/"):
        assert "<b>JAHAT" not in browser.get(path).content.decode()


def test_views_of_a_role_show_what_is_due(data: Path) -> None:
    late = factory.admit_case(data, 1, received_on=date(2026, 1, 5), with_images=False)
    fresh = factory.admit_case(data, 2, doubtful=("nik",), received_on=date(2030, 1, 7), with_images=False)
    browser = people.client("pemeriksa")
    page = browser.get("/").content.decode()
    assert "status=menunggu&amp;lewat=ya" in page
    overdue = browser.get("/?status=menunggu&lewat=ya").content.decode()
    assert late in overdue
    assert fresh not in overdue
    sure = browser.get("/?status=menunggu&yakin=ya").content.decode()
    assert late in sure
    assert fresh not in sure


def test_a_verdict_leads_to_its_evidence_and_files_can_be_saved(case_id: str) -> None:
    browser = people.client("pemeriksa")
    text = browser.get(f"/perkara/{case_id}/").content.decode()
    nik = FieldRow.objects.get(document__case_id=case_id, name="nik").id
    assert f'data-ke="f{nik}"' in text
    assert f'href="/perkara/{case_id}/berkas/0/"' in text
    response = browser.get(f"/perkara/{case_id}/berkas/0/")
    assert "attachment" in response["Content-Disposition"]
    assert response.getvalue().startswith(b"%PDF")
    response.close()
    assert AuditEntry.objects.filter(action="lihat_berkas", case_id=case_id).count() == 1


def test_a_notice_about_the_same_paper_is_shown_on_the_case(data: Path) -> None:
    first = factory.admit_case(data, 1, name="SITI AMINAH", with_images=False)
    second = factory.admit_case(data, 1001, name="SITI AMINAH", with_images=False)
    text = people.client("pemeriksa").get(f"/perkara/{second}/").content.decode()
    assert f"Mungkin satu berkas dengan {first}" in text
    assert f"/perkara/{second}/gabung/?dengan={first}" in text


def test_a_later_paper_completes_the_returned_case(data: Path) -> None:
    returned = factory.admit_case(data, 4, without_ktp=True, name="SITI AMINAH", with_images=False)
    browser = people.client("pemeriksa")
    sent = {"versi": CaseRow.objects.get(id=returned).version, "surat": "Mohon dilengkapi."}
    browser.post(f"/perkara/{returned}/putusan/kembalikan/", sent)
    later = factory.admit_case(data, 1004, name="SITI AMINAH", with_images=False)
    page = browser.get(f"/perkara/{later}/gabung/").content.decode()
    assert returned in page
    assert "menunggu kelengkapan" in page
    sent = {"versi": CaseRow.objects.get(id=later).version, "dengan": returned}
    assert browser.post(f"/perkara/{later}/gabung/", sent)["Location"] == f"/perkara/{returned}/"
    row = CaseRow.objects.get(id=returned)
    assert (row.status, row.files.count()) == ("diterima", 2)
    assert browser.get(f"/perkara/{later}/")["Location"] == f"/perkara/{returned}/"


def test_a_paper_that_carries_a_tracking_number_is_proposed_to_its_case(data: Path) -> None:
    returned = factory.admit_case(data, 4, without_ktp=True, name="SITI AMINAH", with_images=False)
    who = people.user("pemeriksa")
    decisions.decide(returned, decisions.Choice("kembalikan", letter="x"), people.editor(who, returned))
    subject = f"Kelengkapan berkas {returned.replace('-', ' ')}"
    later = factory.admit_case(data, 1005, subject=subject, with_images=False)
    page = people.client("petugas").get(f"/perkara/{later}/").content.decode()
    assert f"Mungkin satu berkas dengan {returned}: nomor penelusurannya tertulis pada berkas ini" in page


def test_a_tracking_number_typed_by_hand_is_found(case_id: str) -> None:
    typed = case_id.lower().replace("-", " ")
    assert case_id in people.client("petugas").post("/", {"cari": typed}, follow=True).content.decode()


def test_cases_passed_over_do_not_take_turns(data: Path) -> None:
    days = [date(2026, 11, day) for day in (2, 3, 4)]
    ids = [factory.admit_case(data, n, received_on=day, with_images=False) for n, day in enumerate(days)]
    browser = people.client("pemeriksa")
    seen = [browser.get("/berikut/")["Location"]]
    for _ in range(3):
        seen.append(browser.post("/berikut/", {"lewati": seen[-1].split("/")[2]})["Location"])
    assert seen == [f"/perkara/{case_id}/" for case_id in (*ids, ids[0])]


def test_petugas_is_led_to_doubtful_fields_and_hands_on(data: Path) -> None:
    factory.admit_case(data, 1, received_on=date(2026, 11, 2), with_images=False)
    doubtful = factory.admit_case(data, 2, doubtful=("nik",), with_images=False)
    browser = people.client("petugas")
    assert browser.get("/berikut/")["Location"] == f"/perkara/{doubtful}/"
    page = browser.get(f"/perkara/{doubtful}/").content.decode()
    assert "Selesai diperiksa, lanjut" in page
    assert "Setujui" not in page.split('class="putusan"')[1].split("</main>")[0]


def test_the_end_of_the_queue_tells_what_colleagues_hold(data: Path) -> None:
    changes.hold(factory.admit_case(data, 1, with_images=False), people.user("pemeriksa", "rekan"))
    page = people.client("pemeriksa").get("/berikut/").content.decode()
    assert "1 berkas dipegang rekan Anda atau ditugaskan kepadanya" in page


def test_a_confidential_case_is_never_proposed_to_others(data: Path) -> None:
    secret = factory.admit_case(data, 1, name="SITI AMINAH", with_images=False)
    who = people.user("kepala")
    changes.set_confidential(secret, True, people.editor(who, secret))
    second = factory.admit_case(data, 1001, name="SITI AMINAH", with_images=False)
    assert secret not in people.client("pemeriksa").get(f"/perkara/{second}/").content.decode()


def test_a_case_passed_over_is_free_for_others(data: Path) -> None:
    first = factory.admit_case(data, 1, received_on=date(2026, 11, 2), with_images=False)
    factory.admit_case(data, 2, with_images=False)
    browser = people.client("pemeriksa", "satu")
    browser.post(f"/perkara/{first}/pegang/")
    assert changes.holder(CaseRow.objects.get(id=first))
    assert browser.post("/berikut/", {"lewati": first}).status_code == 302
    assert changes.holder(CaseRow.objects.get(id=first)) is None
