"""Dashboard and exports."""

import csv
import io
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from openpyxl import load_workbook

from desk import changes, decisions, exports, facts, figures, listing, topics
from desk.forms.asked import FilterForm
from desk.models import AuditEntry, CaseRow, FieldRow
from models.clean import safe_cell
from tests.desk import factory, people


def test_the_dashboard_counts_what_happened(data: Path) -> None:
    today = facts.today()
    cases = [
        factory.admit_case(
            data, n, doubtful=("nik",), with_images=False, received_on=today - timedelta(days=n)
        )
        for n in range(4)
    ]
    who = people.user("kepala")
    nik = FieldRow.objects.get(document__case_id=cases[0], name="nik")
    changes.set_field(cases[0], nik.id, "3517081908829500", people.editor(who, cases[0]))
    decisions.decide(cases[0], decisions.Choice("setujui"), people.editor(who, cases[0]))
    found = figures.dashboard(who)
    assert {code: number for code, _, number in found.counts}["menunggu"] == 3
    assert (found.decided, found.median_days) == (1, 0)
    assert sum(bar.value for bar in found.waiting) == 3
    assert sum(bar.value for bar in found.weekly) == 4
    assert sum(bar.other or 0 for bar in found.weekly) == 1
    assert [(bar.label, bar.value, bar.other) for bar in found.corrections] == [("NIK", 1, 0)]
    assert found.touch_rate == pytest.approx(100 * 4 / (4 * 33))
    assert sum(bar.value for bar in found.koperasi) == 4
    assert found.topics[0].label == "Simpanan tidak dapat diambil"


def test_every_bar_leads_to_the_cases_it_counts(data: Path) -> None:
    """The list behind a bar is as long as the bar says."""
    today = facts.today()
    for number in range(6):
        factory.admit_case(
            data, number, doubtful=("nik",), with_images=False, received_on=today - timedelta(days=3 * number)
        )
    who = people.user("kepala")
    for case_id in CaseRow.objects.values_list("id", flat=True)[:3]:
        nik = FieldRow.objects.get(document__case_id=case_id, name="nik")
        changes.set_field(case_id, nik.id, "3517081908829500", people.editor(who, case_id))
        decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
    found = figures.dashboard(who)
    charts_of = (
        found.weekly,
        found.waiting,
        found.days,
        found.topics,
        found.koperasi,
        found.kecamatan,
        found.corrections,
    )
    for bars in charts_of:
        assert sum(bar.value for bar in bars)
        for bar in bars:
            assert bar.query
            assert len(listed(who, bar.query)) == bar.value, bar
            if bar.other_query:
                assert len(listed(who, bar.other_query)) == bar.other, bar


def listed(who: User, query: str) -> list[str]:
    filters = FilterForm(QueryDict(query.removeprefix("/?"))).filters()
    return [row.id for row in listing.matching(who, filters)]


def test_a_narrowed_list_says_so_and_can_be_widened(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    page = (
        people.client("kepala")
        .get("/?status=semua&topik=simpanan_tidak_cair&diterima=2026-11-01..2026-11-30")
        .content.decode()
    )
    assert case_id in page
    assert "Hanya: Simpanan tidak dapat diambil" in page
    assert "Hanya: diterima 1 Nov 2026 sampai 30 Nov 2026" in page
    assert 'href="?status=semua&amp;urut=tenggat&amp;diterima=2026-11-01..2026-11-30"' in page
    assert case_id not in people.client("pemeriksa").get("/?status=semua&topik=shu").content.decode()
    petugas = people.client("petugas")
    for nonsense in ("diterima=x", "diterima=2026-02-31..2026-03-01", "lama=a..b"):
        assert case_id in petugas.get(f"/?{nonsense}").content.decode()


def test_the_dashboard_page_draws_charts_without_inline_style(data: Path) -> None:
    factory.admit_case(data, 1, with_images=False)
    text = people.client("kepala").get("/dasbor/").content.decode()
    assert text.count('class="bagan-') >= 4
    assert " style=" not in text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Simpanan saya ndak bisa diambil", "simpanan_tidak_cair"),
        ("Sertifikat tanah sebagai agunan belum dikembalikan", "agunan"),
        ("Mohon penjelasan pembagian SHU tahun 2025", "shu"),
        ("Nama saya dicatut sebagai peminjam", "nama_dicatut"),
        ("Hal lain sama sekali", "lainnya"),
        ("", ""),
    ],
)
def test_topics(text: str, code: str) -> None:
    assert topics.topic_of(text) == code


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", " ="])
def test_cells_that_a_spreadsheet_would_run_are_made_harmless(start: str) -> None:
    assert safe_cell(f"{start}cmd|' /C calc'!A0").startswith("'")
    assert safe_cell("Siti Aminah") == "Siti Aminah"


@pytest.mark.parametrize(
    ("role", "shown"), [("pemeriksa", "3517********9002"), ("kepala", "3517081908829002")]
)
def test_exports_mask_the_nik_unless_allowed_and_are_logged(data: Path, role: str, shown: str) -> None:
    case_id = factory.admit_case(data, 1, name="=HYPERLINK(1)", with_images=False)
    browser = people.client(role)
    text = browser.post("/ekspor/", {"format": "csv", "status": "menunggu"}).content.decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(text))
    assert (line["Nomor"], line["NIK"], line["Pemohon"]) == (case_id, shown, "'=HYPERLINK(1)")
    body = browser.post("/ekspor/", {"format": "xlsx", "status": "menunggu"}).content
    sheet = load_workbook(io.BytesIO(body)).active
    assert sheet
    cells = {cell.value: cell for cell in sheet[2]}
    assert cells[shown].data_type == "s"
    assert AuditEntry.objects.filter(action="ekspor").count() == 2


def test_who_may_not_export_cannot(data: Path) -> None:
    assert people.client("petugas").post("/ekspor/", {"format": "csv"}).status_code == 403


def test_the_audit_page_checks_the_chain(data: Path) -> None:
    factory.admit_case(data, 1, with_images=False)
    browser = people.client("kepala")
    assert "Berkas diterima" in browser.get("/audit/").content.decode()
    assert "catatan utuh" in browser.post("/audit/").content.decode()
    assert people.client("pemeriksa").get("/audit/").status_code == 403


def test_waiting_cases_are_counted_by_what_is_left_to_them(data: Path) -> None:
    today = facts.today()
    for number, days in enumerate((40, 30, 0)):
        received = today - timedelta(days=days)
        factory.admit_case(data, number, received_on=received, with_images=False)
    found = {bar.label: bar.value for bar in figures.dashboard(people.user("kepala")).waiting}
    assert found["melewati tenggat"] == 2
    assert found["3-5 hari kerja lagi"] == 1
    assert sum(found.values()) == 3


BAD = "SITI\x01 \u202eAMINAH\ud800 \ufffe=1+1"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_never_dies_of_a_cell_and_leaves_nothing_behind(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(exports, "_niks", lambda ids: dict.fromkeys(ids, BAD))
    factory.admit_case(data, 1, with_images=False)
    CaseRow.objects.update(applicant="SITI\x01 \u202eAMINAH", koperasi="x" * 200, subject="=1+1\x00"[:5])
    answer = people.client("kepala").post("/ekspor/", {"format": kind, "status": "semua"})
    assert answer.status_code == 200
    if kind == "xlsx":
        sheet = load_workbook(io.BytesIO(answer.content)).active
        assert sheet is not None
        row = [str(cell.value) for cell in sheet[2]]
        assert (row[8], row[9]) == ("SITI AMINAH", "SITI AMINAH =1+1")
        assert row[11].startswith("'=1+1")
    assert list(tmp_path.iterdir()) == []
