"""The page of a change that could not be saved says what became of what was typed, and nothing else."""

from pathlib import Path

import pytest
from django.test import Client

from desk import changes
from desk.models import AuditEntry, CaseRow, FieldRow
from tests.desk import factory, people

CHOOSE = "pilih nilai yang benar"
COPY = "tidak tersimpan; salin bila perlu"
AGAIN = "ulangi bila masih perlu"


@pytest.fixture
def case_id(data: Path) -> str:
    return factory.admit_case(data, 1, with_images=False)


def test_who_only_opens_a_held_case_is_asked_to_choose_nothing(case_id: str) -> None:
    changes.hold(case_id, people.user("pemeriksa", "sri"))
    said = people.client("kepala").get(f"/perkara/{case_id}/putusan/setujui/")
    assert said.status_code == 409
    text = said.content.decode()
    assert "Berkas sedang dipegang oleh sri." in text and "Ambil alih berkas" in text
    assert not [words for words in (CHOOSE, COPY, AGAIN, "Perubahan bentrok") if words in text]


def test_a_value_saved_too_late_stands_beside_the_one_that_is_saved(case_id: str) -> None:
    field = FieldRow.objects.get(document__case_id=case_id, name="pemohon_nama")
    said = people.client("pemeriksa").post(
        f"/perkara/{case_id}/isian/{field.id}/", {"versi": "0", "nilai": "SITI BARU"}
    )
    text = said.content.decode()
    assert said.status_code == 409 and CHOOSE in text and "SITI BARU" in text and str(field.value) in text


def test_a_choice_sent_too_late_is_to_be_made_again(case_id: str) -> None:
    said = people.client("kepala").post(f"/perkara/{case_id}/rahasia/", {"versi": "0", "rahasia": "ya"})
    text = said.content.decode()
    assert said.status_code == 409 and AGAIN in text and CHOOSE not in text


def test_a_text_sent_too_late_is_given_back(case_id: str) -> None:
    said = people.client("kepala").post(
        f"/perkara/{case_id}/putusan/tolak/", {"versi": "0", "alasan": "Bukan kewenangan kantor ini."}
    )
    text = said.content.decode()
    assert said.status_code == 409 and COPY in text and "Bukan kewenangan kantor ini." in text
    assert CHOOSE not in text


def late(browser: Client, case_id: str, **sent: str) -> tuple[int, str]:
    field = FieldRow.objects.get(document__case_id=case_id, name="pemohon_nama")
    said = browser.post(f"/perkara/{case_id}/isian/{field.id}/", {"nilai": "SITI BARU", **sent})
    return said.status_code, said.content.decode()


def name(case_id: str) -> object:
    return FieldRow.objects.get(document__case_id=case_id, name="pemohon_nama").value


def test_what_was_typed_into_a_case_that_was_taken_over_can_be_saved(case_id: str) -> None:
    browser = people.client("pemeriksa")
    changes.take_over(case_id, people.user("pemeriksa", "sri"))
    status, text = late(browser, case_id, versi="1")
    assert status == 409 and "Ambil alih dan simpan nilai saya" in text and "dapat disalin" in text
    assert 'name="nilai" value="SITI BARU"' in text and "Tidak ada yang hilang" not in text
    seen = str(CaseRow.objects.get(id=case_id).version)
    status, _ = late(browser, case_id, versi=seen, ambil_alih="ya")
    assert status == 302 and name(case_id) == "SITI BARU"
    assert str(changes.holder(CaseRow.objects.get(id=case_id))) == "uji_pemeriksa"
    assert AuditEntry.objects.filter(action="ambil_alih").count() == 1


def test_a_case_that_was_changed_since_is_not_taken_over_for_a_value(case_id: str) -> None:
    browser, sri = people.client("pemeriksa"), people.user("pemeriksa", "sri")
    changes.take_over(case_id, sri)
    seen, before = str(CaseRow.objects.get(id=case_id).version), name(case_id)
    changes.set_service(case_id, "fasilitasi_konsultasi", people.editor(sri, case_id))
    status, text = late(browser, case_id, versi=seen, ambil_alih="ya")
    assert status == 409 and "SITI BARU" in text
    assert name(case_id) == before and changes.holder(CaseRow.objects.get(id=case_id)) == sri
