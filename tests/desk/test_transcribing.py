"""Handwriting line by line: what a typed line does to the fields in it, who may type, what is kept of it."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.test import Client

from desk import changes, facts, history
from desk.models import AuditEntry, CaseRow, FieldRow, LineTranscript, PageRow
from desk.personal import erasing, exporting, subject
from desk.transcripts import lines
from desk.transcripts.carried import corrected
from models.settings import Settings
from tests.desk import handwriting, people

CARRIED = (
    (("pelapor_nama", "Sili Amin", "Sili Amin"), "Nama : Sili Amin", "Nama : Siti Amin", "Siti Amin"),
    (("pelapor_nama", "SILI AMIN", "Sili Amin"), "Nama : Sili Amin", "Nama: Siti Amin.", "SITI AMIN"),
    (("pelapor_nama", "Siti", "Siti"), "Nama : Siti", "Nama : Siti Aminah", "Siti Aminah"),
    (("pelapor_nama", "Siti Amina", "Siti Amina"), "Siti Amina", "Siti Aminah", "Siti Aminah"),
    (("pelapor_nama", "Siti Amina", "Sili Arnina"), "Nama : Siti Amina", "Nama : Siti Aminah", "Siti Aminah"),
    (("pelapor_nama", "Sri", "Sri"), "Saya Sri umur 40", "Saya Sri Wahyuni umur 40", None),
    (("pelapor_nama", "Budi", "Budi"), "Nama : Siti", "Nama : Siti Aminah", None),
    (("tanggal_surat", "2826-11-02", "2 Nopember 2826"), "Jombang, 2 Nopember 2826",
     "Jombang, 2 Nopember 2026", "2026-11-02"),
    (("pelapor_telepon", "081234567890", "0812-3456-7890"), "HP 0812-3456-7890", "HP 0812-3456-7899",
     "081234567899"),
    (("pelapor_nik", "3517081908829007", "3517081908829007"), "NIK 3517081908829007", "NIK 351708190882900",
     None),
    (("materi_pengaduan", "Simpanan saya di KSP Mekan Jaya belum kembali", None),
     "Simpanan saya di KSP Mekan Jaya", "Simpanan saya di KSP Mekar Jaya",
     "Simpanan saya di KSP Mekar Jaya belum kembali"),
    (("bertanda_tangan", True, None), "Hormat saya", "Hormat kami", None),
)  # fmt: skip
"""Field, value and raw words; the line as read; as typed; what the field becomes."""


@pytest.mark.parametrize(("field", "read", "text", "expected"), CARRIED)
def test_what_a_corrected_line_says_of_a_field(
    field: tuple[str, object, str | None], read: str, text: str, expected: str | None
) -> None:
    assert corrected(*field, read, text) == expected


def shown(case_id: str) -> list[lines.LineView]:
    row = CaseRow.objects.get(id=case_id)
    return lines.line_views(row, lines.places(row))


def who(role: str) -> User:
    return User.objects.filter(username=f"uji_{role}").first() or people.user(role)


def browser_of(role: str) -> Client:
    return people.client_of(who(role))


def send(case_id: str, number: int, text: str, *, role: str = "pemeriksa", **more: str) -> Any:
    version = CaseRow.objects.get(id=case_id).version
    sent = {
        "kotak": shown(case_id)[number].key, "urutan": str(number), "nilai": text, "versi": str(version),
    }  # fmt: skip
    address = f"/perkara/{case_id}/tulisan/baris/"
    return browser_of(role).post(address, sent | more, headers={"HX-Request": "true"})


def value(case_id: str, name: str) -> object:
    return FieldRow.objects.get(document__case_id=case_id, name=name).value


def test_a_typed_line_is_kept_recorded_and_changes_the_field_in_it(data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    answer = send(case_id, 1, "Nama : Siti  Aminah")
    assert "Nama pelapor kini: <strong>Siti Aminah</strong>" in answer.content.decode()
    assert value(case_id, "pelapor_nama") == "Siti Aminah"
    kept = LineTranscript.objects.get()
    assert (kept.read, kept.text, kept.may_train) == ("Nama : Sili Aminah", "Nama : Siti Aminah", False)
    assert [word for word, sure in kept.words if sure < 0.8] == ["Sili"]
    told = json.loads(AuditEntry.objects.get(action="baris_disalin").data)
    assert (told["sebelum"], told["sesudah"]) == ("Nama : Sili Aminah", "Nama : Siti Aminah")
    assert AuditEntry.objects.filter(action="isian_diubah").count() == 1
    assert shown(case_id)[1].is_done


def test_a_persons_own_value_stays_and_the_line_is_offered(data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    field = FieldRow.objects.get(document__case_id=case_id, name="pelapor_nama")
    changes.set_field(case_id, field.id, "Siti Aminah, S.Pd.", people.editor(who("pemeriksa"), case_id))
    body = send(case_id, 1, "Nama : Siti Aminah").content.decode()
    assert value(case_id, "pelapor_nama") == "Siti Aminah, S.Pd."
    assert "menurut baris ini Siti Aminah" in body
    send(case_id, 1, "Nama : Siti Aminah", pakai=str(field.id))
    assert value(case_id, "pelapor_nama") == "Siti Aminah"


def test_a_line_typed_again_changes_its_own_value_again(data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    send(case_id, 1, "Nama : Sita Aminah")
    send(case_id, 1, "Nama : Siti Aminah")
    assert value(case_id, "pelapor_nama") == "Siti Aminah"


def test_a_line_accepted_as_read_accepts_its_field(data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    send(case_id, 2, f"NIK : {handwriting.NIK}")
    field = FieldRow.objects.get(document__case_id=case_id, name="pelapor_nik")
    assert (field.is_person, field.is_corrected, field.is_doubtful) == (True, False, False)


def test_a_value_of_several_lines_waits_for_its_last_doubtful_one(data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    body = send(case_id, 4, "Simpanan saya di KSP Mekar Jaya").content.decode()
    assert "menunggu baris ragunya yang lain" in body
    assert FieldRow.objects.get(document__case_id=case_id, name="materi_pengaduan").is_doubtful
    send(case_id, 5, "tidak dapat diambil sejak Maret")
    truth = " ".join(handwriting.LETTER[row].truth for row in handwriting.MATTER)
    assert value(case_id, "materi_pengaduan") == truth
    assert not FieldRow.objects.get(document__case_id=case_id, name="materi_pengaduan").is_doubtful


def test_an_older_version_saves_nothing(data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    answer = send(case_id, 1, "Nama : Siti Aminah", versi="0")
    assert answer.status_code == 409 and "Nama : Siti Aminah" in answer.content.decode()
    assert not LineTranscript.objects.exists()


def test_a_line_that_is_no_longer_there_saves_nothing(data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    answer = send(case_id, 1, "Nama", kotak="0:1:0.10000,0.90000,0.20000,0.95000")
    assert answer.status_code == 409 and not LineTranscript.objects.exists()
    assert send(case_id, 1, "Nama", kotak="di mana-mana").status_code == 404


def test_lines_are_typed_by_reviewers_of_cases_they_may_see(data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    assert send(case_id, 1, "Nama", role="arsiparis").status_code == 403
    editor = people.editor(who("pengelola_pengaduan"), case_id)
    changes.set_confidential(case_id, True, editor)
    changes.release(case_id, editor.user)
    assert send(case_id, 1, "Nama", role="pemeriksa").status_code == 404
    assert browser_of("pemeriksa").get(f"/perkara/{case_id}/tulisan/").status_code == 404
    assert browser_of("pengelola_pengaduan").get(f"/perkara/{case_id}/tulisan/").status_code == 200


def test_only_doubtful_lines_are_shown_unless_all_are_asked_for(data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    browser = browser_of("pemeriksa")
    doubtful = browser.get(f"/perkara/{case_id}/tulisan/").content.decode()
    assert doubtful.count('<form class="isian baris') == 4
    assert browser.get(f"/perkara/{case_id}/tulisan/?tampil=semua").content.decode().count("isian baris") == 7
    assert "Salin tulisan tangan" in browser.get(f"/perkara/{case_id}/").content.decode()


def test_consent_is_kept_with_the_line(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case_id = handwriting.admit(data, 1)
    monkeypatch.setattr(facts, "settings", lambda: Settings(learn_from_lines="ya"))
    send(case_id, 1, "Nama : Siti Aminah")
    assert LineTranscript.objects.get().may_train


def test_a_typed_line_is_never_changed(data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    send(case_id, 1, "Nama : Siti Aminah")
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"), transaction.atomic():
        LineTranscript.objects.update(text="lain")


def test_the_log_of_a_line_hides_a_nik(data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    send(case_id, 2, f"NIK : {handwriting.NIK} ya")
    told = [event.detail for event in history.latest(case_id, 9) if event.action == "baris_disalin"]
    assert told and handwriting.NIK not in told[0] and "3517********" in told[0]


def test_erasing_a_case_erases_its_typed_lines(data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    send(case_id, 1, "Nama : Siti Aminah")
    CaseRow.objects.filter(id=case_id).update(status="ditolak")
    order = erasing.Order(case_id, erasing.Scope.CASE, erasing.Said("permintaan pemilik data", case_id))
    erasing.erase(order)
    assert not LineTranscript.objects.exists() and not PageRow.objects.exists()
    assert not AuditEntry.objects.filter(data__contains="Aminah").exists()


def test_the_persons_export_holds_the_typed_lines(data: Path) -> None:
    case_id = handwriting.admit(data, 1)
    send(case_id, 1, "Nama : Siti Aminah")
    by = exporting.Person("uji", "Dinas", facts.today())
    cases = list(CaseRow.objects.filter(id=case_id))
    with (
        exporting.export(cases, [], subject.Who(name="Siti"), by) as packed,
        zipfile.ZipFile(packed) as found,
    ):
        text = found.read(f"berkas/{case_id}/salinan.csv").decode("utf-8-sig")
    assert '"Nama : Sili Aminah","Nama : Siti Aminah"' in text
