"""The page of a change that could not be saved says what became of what was typed, and nothing else."""

from pathlib import Path

import pytest

from desk import changes
from desk.models import FieldRow
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
