"""Figures of a month: kept and passed limits, the month before, the cases behind, the register, the
report."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from desk import changes
from desk.models import CaseProcess, CaseRow
from desk.procedure import performance, register
from desk.procedure.performance import Slice
from desk.views import procedure_figures
from models.case import Channel
from tests.desk import factory, people, procedures
from tests.desk.clock import it_is

MARCH, FEBRUARY = date(2026, 3, 1), date(2026, 2, 1)
LATER = date(2026, 4, 20)


@pytest.fixture
def month(data: Path) -> list[str]:
    """March: one settled in time, one settled late, one passed and open, one young and open; one of
    February."""
    who = people.user("kepala", "pembuat")
    with it_is(date(2026, 3, 16)):
        early, late, passed = (
            procedures.approved(data, n, who, "fasilitasi_konsultasi", received_on=date(2026, 3, 13))
            for n in (1, 2, 3)
        )
    with it_is(LATER):
        young = factory.admit_case(
            data, 4, received_on=date(2026, 3, 31), channel=Channel.WHATSAPP, with_images=False
        )
        factory.admit_case(data, 5, received_on=date(2026, 2, 10), with_images=False)
    CaseProcess.objects.filter(case_id=early).update(ended_on=date(2026, 4, 6))
    CaseProcess.objects.filter(case_id=late).update(ended_on=date(2026, 4, 7))
    CaseRow.objects.filter(id__in=(early, late)).update(status="selesai")
    CaseRow.objects.filter(id=young).update(service_due=LATER + timedelta(days=1), answered_at=timezone.now())
    return [early, late, passed, young]


def test_what_is_kept_passed_and_open(month: list[str]) -> None:
    user = people.user("kepala")
    with it_is(LATER):
        found = performance.report(user, MARCH)
    share = found.total.service_share
    assert (found.total.count, found.total.before) == (4, 1)
    assert (share.kept, share.passed, share.open, share.percent) == (1, 2, 1, 33)
    services = {line.label: line.count for line in found.tables[0][1]}
    assert services == {"Fasilitasi konsultasi": 3, "Fasilitasi pengaduan dan penyelesaian masalah": 1}
    assert {line.label: line.count for line in found.tables[1][1]} == {"Loket": 3, "WhatsApp": 1}
    assert [(item.all.label, item.all.count, item.late.count) for item in found.load] == [("pembuat", 1, 1)]
    assert sum(item.count for item in found.waiting) == 3


def test_every_figure_is_the_number_of_cases_behind_it(month: list[str]) -> None:
    user = people.user("kepala")
    with it_is(LATER):
        found = performance.report(user, MARCH)
        lines = [found.total, *(line for _title, table in found.tables for line in table)]
        assert len(lines) > 5
        for line in lines:
            assert performance.cases(user, line.where).count() == line.count
            for how, number in (("tepat", line.service_share.kept), ("lewat", line.service_share.passed)):
                where = replace(line.where, kept=f"layanan:{how}")
                assert performance.cases(user, where).count() == number
            assert performance.cases(user, line.where_before).count() == line.before
        figures = [*found.waiting, *(each for item in found.load for each in (item.all, item.late))]
        assert len(figures) >= 4
        for figure in figures:
            assert performance.running(user, figure.where).count() == figure.count, figure.label
        months = performance.course(user, MARCH)
        assert [(item.label, item.count, item.late) for item in months[-2:]] == [
            ("Feb 26", 1, 1),
            ("Mar 26", 4, 2),
        ]
        browser = people.client("kepala", "lain")
        page = browser.get("/kinerja/?bulan=2026-03").content.decode()
        links = set(re.findall(r'href="(/kinerja/perkara/[^"]*)">(?:<strong>|\()?(\d+)', page))
        assert len(links) > 20
        for link, number in links:
            behind = browser.get(unescape(link)).content.decode()
            assert f"<h1>{number} berkas" in behind, link


def test_a_long_list_is_cut_and_says_so(month: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(procedure_figures, "MOST", 2)
    browser = people.client("kepala")
    with it_is(LATER):
        page = browser.get("/kinerja/perkara/?bulan=2026-03").content.decode()
        rows = load_workbook(
            io.BytesIO(browser.get("/kinerja/perkara/?bulan=2026-03&register").content)
        ).active
    assert "<h1>4 berkas" in page and "Ditampilkan 2 yang paling lama" in page
    assert page.count('class="nomor"') == 2
    assert rows is not None and rows.max_row == 5


def test_a_confidential_case_is_for_the_few_and_not_named(data: Path, month: list[str]) -> None:
    who = people.user("kepala")
    changes.set_confidential(month[3], True, people.editor(who, month[3]))
    name = CaseRow.objects.get(id=month[3]).applicant
    with it_is(LATER):
        assert performance.cases(people.user("arsiparis"), Slice(MARCH)).count() == 3
        rows = performance.cases(who, Slice(MARCH, channel="whatsapp"))
        sheet = load_workbook(io.BytesIO(register.workbook(rows))).active
    assert sheet is not None
    values = [cell.value for cell in sheet[2]]
    assert register.HIDDEN in values
    assert name not in values
    assert values[1].date() == date(2026, 3, 31)  # type: ignore[union-attr]


def test_the_pages_the_register_and_the_report(month: list[str]) -> None:
    browser = people.client("kepala")
    with it_is(LATER):
        text = browser.get("/kinerja/?bulan=2026-03").content.decode()
        assert "Kinerja layanan, Maret 2026" in text
        assert "1 (33%)" in text
        behind = browser.get("/kinerja/perkara/?bulan=2026-03&batas=layanan:tepat").content.decode()
        assert month[0] in behind
        assert month[1] not in behind
        assert browser.get("/kinerja/perkara/?bulan=2026-03&register").content[:2] == b"PK"
        assert browser.get("/kinerja/?bulan=2026-03&cetak").content[:4] == b"%PDF"
        paper = Document(io.BytesIO(browser.get("/kinerja/?bulan=2026-03&cetak=docx").content))
        lines = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
        assert lines[0] == list(register.COLUMNS)
        assert ["Jumlah", "4", "1", "1", "2", "0", "1"] in lines, "answered, but months after its limit"
        assert ["Menurut saluran"] * len(register.COLUMNS) in lines
        assert ["WhatsApp", "1", "0", "0", "0", "0", "1"] in lines
        words = "\n".join(line.text for line in paper.paragraphs)
        for part in ("LAPORAN BULANAN PELAYANAN", "Bulan Maret 2026", "pembuat: 1 berkas berjalan"):
            assert part in words
        assert people.client("petugas").get("/kinerja/").status_code == 403
        assert people.client("admin").get("/kinerja/").status_code == 404
