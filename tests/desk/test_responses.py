"""A response needs text, channel, date and proof; what was answered or has ended counts down no longer."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk import decisions, facts, responses
from desk.models import AuditEntry, CaseRow, ResponseRow
from models.case import Channel
from models.paths import DataFolder
from tests.desk import factory, people, procedures

WHOLE = {
    "tanggal": "25-11-2026", "kanal": "whatsapp", "teks": "Aduan kami teruskan kepada pengawas.",
    "rujukan": "Pesan WA 25-11-2026 10.12",
}  # fmt: skip


def send(browser: Client, case_id: str, **values: Any) -> Any:
    version = CaseRow.objects.get(id=case_id).version
    return browser.post(f"/perkara/{case_id}/tanggapan/", {"versi": version, **WHOLE, **values})


def test_a_response_is_recorded_with_text_channel_date_officer_and_reference(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    response = send(people.client("petugas"), case_id)
    assert response["Location"] == f"/perkara/{case_id}/"
    made = ResponseRow.objects.get()
    assert (made.given_on, made.channel, made.person.username) == (
        date(2026, 11, 25),
        "whatsapp",
        "uji_petugas",
    )
    row = CaseRow.objects.get(id=case_id)
    assert row.due_on == row.service_due
    assert row.answered_at is not None
    (entry,) = AuditEntry.objects.filter(action="tanggapan", case_id=case_id)
    for part in ("25-11-2026", "whatsapp", "Aduan kami teruskan", "Pesan WA"):
        assert part in entry.data


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"teks": "  "}, ""),
        ({"rujukan": ""}, "Sertakan buktinya"),
        ({"tanggal": "31-02-2026"}, "Tanggal itu tidak dikenali"),
        ({"tanggal": "25-11-2099"}, "belum tiba"),
        ({"tanggal": "01-11-2026"}, "lebih awal"),
        ({"kanal": "merpati"}, ""),
        ({"rujukan": "", "lampiran": SimpleUploadedFile("bukti.exe", b"MZ")}, "bukan PDF"),
    ],
)
def test_what_lacks_a_part_is_refused_and_stays_in_the_form(
    data: Path, values: dict[str, Any], why: str
) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    answer = send(people.client("petugas"), case_id, **values)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert why in page
    assert "Pesan WA" in page or "rujukan" in values
    assert ResponseRow.objects.count() == 0
    assert CaseRow.objects.get(id=case_id).answered_at is None
    assert list(DataFolder(data).simpan.rglob("*.part")) == []


def test_an_attachment_is_proof_and_can_be_saved_again(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    browser = people.client("petugas")
    picture = b"\x89PNG\r\n\x1a\n tangkapan layar"
    send(browser, case_id, rujukan="", lampiran=SimpleUploadedFile("tangkapan layar.png", picture))
    made = ResponseRow.objects.get()
    assert made.proof
    assert DataFolder(data).stored(made.proof.sha256, ".png").read_bytes() == picture
    answer = browser.get(f"/perkara/{case_id}/tanggapan/{made.id}/bukti/")
    assert b"".join(answer) == picture
    assert "tangkapan layar.png" in answer["Content-Disposition"]


def test_a_record_made_by_mistake_is_withdrawn_and_the_date_binds_again(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    browser = people.client("petugas")
    send(browser, case_id)
    send(browser, case_id, cabut="ya")
    row = CaseRow.objects.get(id=case_id)
    assert row.due_on == row.response_due
    assert responses.current(row) is None
    assert ResponseRow.objects.get().withdrawn_at is not None
    assert AuditEntry.objects.filter(action="tanggapan_dicabut", case_id=case_id).count() == 1


def test_who_only_reads_records_none(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    assert send(people.client("arsiparis"), case_id).status_code == 404
    assert ResponseRow.objects.count() == 0


def test_a_case_that_has_ended_counts_down_no_longer(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False, received_on=date(2026, 1, 5))
    who = people.user("kepala")
    browser = people.client("kepala", "dua")
    assert "terlambat" in browser.get("/").content.decode()
    procedures.give_plain_service(data, case_id, who)
    for kind in ("setujui", "selesaikan"):
        decisions.decide(case_id, decisions.Choice(kind), people.editor(who, case_id))
    for path in (f"/perkara/{case_id}/", "/?status=selesai"):
        page = browser.get(path).content.decode()
        assert "terlambat" not in page
        assert "tuntas" in page.lower()


def test_an_answered_complaint_about_a_service_counts_down_no_longer(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False, received_on=date(2026, 1, 5))
    row = CaseRow.objects.get(id=case_id)
    row.service, row.is_service_set, row.service_due = "pengaduan_layanan", True, None
    row.save()
    browser = people.client("petugas")
    send(browser, case_id)
    page = browser.get("/").content.decode()
    assert "sudah ditanggapi" in page
    assert "terlambat" not in page
    assert CaseRow.objects.get(id=case_id).sort_on == date.max


def test_the_view_of_complaints_holds_every_service_that_takes_complaints(data: Path) -> None:
    about = {}
    for number, service in enumerate(("fasilitasi_pengaduan", "pengaduan_layanan", "fasilitasi_konsultasi")):
        about[service] = factory.admit_case(data, number, with_images=False, channel=Channel.LOKET)
        CaseRow.objects.filter(id=about[service]).update(service=service)
    browser = people.client("pengelola_pengaduan")
    front = browser.get("/").content.decode()
    assert "status=menunggu&amp;layanan=pengaduan" in front
    page = browser.get("/?status=menunggu&layanan=pengaduan").content.decode()
    assert about["fasilitasi_pengaduan"] in page
    assert about["pengaduan_layanan"] in page
    assert about["fasilitasi_konsultasi"] not in page


def test_the_date_of_today_is_offered(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False, received_on=facts.today() - timedelta(days=1))
    page = people.client("petugas").get(f"/perkara/{case_id}/tanggapan/").content.decode()
    assert f"{facts.today():%d-%m-%Y}" in page
