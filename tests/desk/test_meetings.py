"""Pengaduan: parties, times, invitations, a no-show, the second invitation, settlement on site, berita
acara."""

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from desk import changes, facts
from desk.models import CasePaper, CaseRow, FieldRow, Meeting, PartyRow
from desk.paperwork import drafts, meeting_papers, shelf
from desk.procedure import meetings
from desk.procedure.meetings import Details, Plan, Presence, Result
from desk.procedure.standing import entered, key_of, parties
from models.errors import UsageError
from models.papers.content import Content
from models.procedure.stages import PaperKind
from tests.desk import people, procedures
from tests.desk.clock import it_is

RECEIVED = date(2026, 3, 13)
FIRST, SECOND, SITE_DAY = date(2026, 3, 26), date(2026, 4, 2), date(2026, 4, 6)


@pytest.fixture
def who(data: Path) -> User:
    return people.user("pengelola_pengaduan", "pengelola")


@pytest.fixture
def case_id(data: Path, who: User) -> str:
    with it_is(date(2026, 3, 16)):
        return procedures.approved(data, 1, who, "fasilitasi_pengaduan", received_on=RECEIVED)


def plan(day: date, who: User, **values: Any) -> Plan:
    made = Plan(
        starts=datetime.combine(day, time(9)),
        ends=datetime.combine(day, time(11)),
        place="",
        room="Ruang rapat dinas",
        agenda="Klarifikasi",
        officers=(who.id,),
    )
    return replace(made, **values)


def invite(case_id: str, day: date, who: User) -> Meeting:
    return meetings.schedule(case_id, "pertemuan", plan(day, who), people.editor(who, case_id))


def finish(paper: CasePaper, who: User, number: str = "") -> None:
    """Makes it final and notes that it was sent."""
    done = shelf.Finish(number, facts.today(), has_checked=True)
    shelf.finalize(paper.id, done, people.editor(who, paper.case_id), paper.case_id)
    shelf.sent(paper.id, facts.today(), "pos", people.editor(who, paper.case_id), paper.case_id)


def came(case_id: str, *absent: str) -> dict[int, Presence]:
    return {
        party.id: Presence(party.role not in absent) for party in parties(CaseRow.objects.get(id=case_id))
    }


def test_the_parties_are_those_of_the_letter_in_proper_case(case_id: str, who: User) -> None:
    found = parties(CaseRow.objects.get(id=case_id))
    assert [(party.role, party.name) for party in found] == [
        ("pemohon", "Budi Santoso"), ("termohon", "KSU Tani Makmur"),
    ]  # fmt: skip
    changed = Details("Sutrisno", "termohon", "Ploso")
    meetings.save_party(case_id, key_of(found[1]), changed, people.editor(who, case_id))
    assert [party.name for party in parties(CaseRow.objects.get(id=case_id))] == ["Budi Santoso", "Sutrisno"]


def test_looking_writes_no_party_and_a_page_of_before_still_names_them(case_id: str, who: User) -> None:
    browser = people.client("pengelola_pengaduan", "lain")
    page = browser.get(f"/perkara/{case_id}/proses/").content.decode()
    assert '<option value="termohon">KSU Tani Makmur</option>' in page and not PartyRow.objects.exists()
    entered(CaseRow.objects.get(id=case_id))  # as the intake does when the stage is prepared
    sent = {"pihak": "termohon", "nama": "Sutrisno", "peran": "termohon", "aktif": "ya"}
    sent["versi"] = str(CaseRow.objects.get(id=case_id).version)
    assert browser.post(f"/perkara/{case_id}/proses/pihak/", sent).status_code == 302
    assert [party.name for party in PartyRow.objects.all()] == ["Budi Santoso", "Sutrisno"]
    with pytest.raises(UsageError, match="tidak ada pada berkas ini"):
        meetings.save_party(case_id, "saksi", Details("X", "saksi"), people.editor(who, case_id))


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"starts": datetime(2026, 3, 20, 9), "ends": datetime(2026, 3, 20, 11)}, "bukan hari kerja"),
        ({"starts": datetime(2026, 3, 17, 9), "ends": datetime(2026, 3, 17, 11)}, "Paling cepat"),
        (
            {"starts": datetime(2026, 4, 7, 9), "ends": datetime(2026, 4, 7, 11)},
            "Melewati batas layanan 06-04-2026",
        ),
        ({"officers": ()}, "petugas"),
        ({"room": "", "place": ""}, "tempat"),
        ({"agenda": " "}, "acara"),
    ],
)
def test_a_time_that_cannot_be_is_refused(
    case_id: str, who: User, values: dict[str, object], word: str
) -> None:
    with it_is(date(2026, 3, 16)), pytest.raises(UsageError, match=word):
        meetings.schedule(case_id, "pertemuan", plan(FIRST, who, **values), people.editor(who, case_id))
    assert not Meeting.objects.exists()


def test_the_same_room_or_officer_twice_is_refused(data: Path, case_id: str, who: User) -> None:
    with it_is(date(2026, 3, 16)):
        other = procedures.approved(data, 2, who, "fasilitasi_pengaduan", received_on=RECEIVED)
        invite(other, FIRST, who)
        with pytest.raises(UsageError, match="Ruang rapat dinas sudah dipakai"):
            invite(case_id, FIRST, who)
        with pytest.raises(UsageError, match="sudah bertugas"):
            meetings.schedule(
                case_id,
                "pertemuan",
                plan(FIRST, who, room="", place="Balai desa"),
                people.editor(who, case_id),
            )
        free = meetings.proposed(CaseRow.objects.get(id=case_id), who)
        assert free[0].starts == datetime(2026, 3, 26, 13)
        assert datetime(2026, 3, 26, 9) not in [slot.starts for slot in free]


def test_invitations_name_no_nik_and_no_secret_complainant(data: Path, case_id: str, who: User) -> None:
    changes.set_confidential(case_id, True, people.editor(who, case_id))
    niks = [
        str(field.value) for field in FieldRow.objects.filter(document__case_id=case_id, name__endswith="nik")
    ]
    with it_is(date(2026, 3, 16)):
        meeting = invite(case_id, FIRST, who)
    letters = {
        item.recipient_id: shelf.content_of(item) for item in CasePaper.objects.filter(kind="undangan")
    }
    applicant, respondent = parties(CaseRow.objects.get(id=case_id))
    assert set(letters) == {applicant.id, respondent.id}
    told = letters[respondent.id].words() + meeting_papers.ics(meeting)
    told += shelf.content_of(CasePaper.objects.get(kind="daftar_hadir")).words()
    assert "Budi" not in told
    assert "Budi Santoso" in letters[applicant.id].words()
    assert "seorang anggota masyarakat" in told
    for letter in letters.values():
        assert "tidak dipungut biaya" in letter.words()
        assert not any(nik in letter.words() for nik in niks)


def test_a_no_show_a_second_invitation_and_settlement_on_site(case_id: str, who: User) -> None:
    with it_is(date(2026, 3, 16)):
        meeting = invite(case_id, FIRST, who)
        with pytest.raises(UsageError, match="undangan"):
            procedures.move(case_id, "undang", who)
        for number, paper in enumerate(CasePaper.objects.filter(kind="undangan")):
            finish(paper, who, f"518/{number}/415.26/2026")
        assert procedures.move(case_id, "undang", who) == "pertemuan"
        with pytest.raises(UsageError, match="belum dimulai"):
            meetings.record_attendance(case_id, meeting.id, came(case_id), people.editor(who, case_id))
    with it_is(FIRST):
        meetings.record_attendance(
            case_id, meeting.id, came(case_id, "termohon"), people.editor(who, case_id)
        )
        with pytest.raises(UsageError, match="berita acara"):
            procedures.move(case_id, "buat_laporan", who)
        assert procedures.move(case_id, "undang_lagi", who) == "penjadwalan"
    with it_is(date(2026, 3, 27)):
        second = invite(case_id, SECOND, who)
        content = shelf.content_of(CasePaper.objects.filter(subject_id=second.id, kind="undangan")[0])
        assert content.subject == "Undangan Kedua Pertemuan"
        for number, paper in enumerate(CasePaper.objects.filter(subject_id=second.id, kind="undangan")):
            finish(paper, who, f"518/2{number}/415.26/2026")
        procedures.move(case_id, "undang", who)
    with it_is(SECOND):
        meetings.record_attendance(case_id, second.id, came(case_id), people.editor(who, case_id))
        site = plan(
            SITE_DAY, who, room="", place="Kantor KSU Tani Makmur", agreed_by="Para pihak", agreed_on=SECOND
        )
        with pytest.raises(UsageError, match="siapa yang menyepakati"):
            meetings.schedule(case_id, "lokasi", replace(site, agreed_by=""), people.editor(who, case_id))
        on_site = meetings.schedule(case_id, "lokasi", site, people.editor(who, case_id))
        assert procedures.move(case_id, "ke_lokasi", who) == "penyelesaian"
    with it_is(SITE_DAY):
        _settle(case_id, on_site, who)
    row = CaseRow.objects.get(id=case_id)
    assert row.status == "selesai"
    assert row.process.ended_on == SITE_DAY


def _settle(case_id: str, on_site: Meeting, who: User) -> None:
    meetings.record_attendance(case_id, on_site.id, came(case_id), people.editor(who, case_id))
    result = Result(
        "sepakat",
        "Pemohon meminta simpanannya.\n\nTermohon bersedia mengangsur.",
        "Simpanan dibayar tiga kali.",
        (("Angsuran pertama", "KSU Tani Makmur", date(2026, 4, 20)),),
    )
    meetings.record_result(case_id, on_site.id, result, people.editor(who, case_id))
    paper = CasePaper.objects.get(kind="berita_acara")
    text = shelf.content_of(paper).words()
    assert "tanggal enam bulan April tahun dua ribu dua puluh enam" in text
    assert "Kantor KSU Tani Makmur" in text
    finish(paper, who)
    assert procedures.move(case_id, "buat_laporan", who) == "laporan"
    report = drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.LAPORAN_HASIL)
    content = shelf.content_of(report)
    assert ("Angsuran pertama", "KSU Tani Makmur", "20 April 2026") in content.rows
    assert "Pertemuan ke-1" in content.words()
    written = shelf.edited(content, _said(content))
    shelf.save_content(report.id, written, people.editor(who, case_id), case_id)
    finish(CasePaper.objects.get(id=report.id), who)
    assert procedures.move(case_id, "tutup", who) == "selesai"


def _said(content: Content) -> dict[str, str]:
    """The form of a paper with its conclusion written."""
    values = {f"bagian-{n}": "\n\n".join(part.paragraphs) for n, part in enumerate(content.sections)}
    values["bagian-3"] = "Para pihak sepakat; pelaksanaannya dipantau."
    values["baris"] = "\n".join(" | ".join(row) for row in content.rows)
    values["rincian"] = "\n".join(f"{item.label}: {item.value}" for item in content.details)
    return values


def test_no_agreement_is_a_valid_result(case_id: str, who: User) -> None:
    with it_is(date(2026, 3, 16)):
        meeting = invite(case_id, FIRST, who)
    with it_is(FIRST):
        meetings.record_attendance(case_id, meeting.id, came(case_id), people.editor(who, case_id))
        with pytest.raises(UsageError, match="pokok"):
            meetings.record_result(
                case_id, meeting.id, Result("sepakat", "", ""), people.editor(who, case_id)
            )
        meetings.record_result(case_id, meeting.id, Result("tidak", "", ""), people.editor(who, case_id))
    assert (
        "belum mencapai kesepakatan" in shelf.content_of(CasePaper.objects.get(kind="berita_acara")).words()
    )


def test_the_screen_schedules_a_proposal_and_records_who_came(case_id: str, who: User) -> None:
    browser = people.client("pengelola_pengaduan", "lain")
    with it_is(date(2026, 3, 16)):
        page = browser.get(f"/perkara/{case_id}/proses/").content.decode()
        assert "Kamis, 26 Mar 2026 pukul 09.00-11.00" in page
        assert "batas layanan 6 Apr 2026" in page
        values = {
            "versi": CaseRow.objects.get(id=case_id).version,
            "usul": "2026-03-26T09:00:00|2026-03-26T11:00:00|Ruang rapat dinas",
            "acara": "Klarifikasi",
            "petugas": who.id,
        }
        browser.post(f"/perkara/{case_id}/proses/jadwal/pertemuan/", values)
        meeting = Meeting.objects.get()
        answer = browser.get(f"/perkara/{case_id}/proses/pertemuan/{meeting.id}/kalender/")
    assert "DTSTART:20260326T020000Z" in answer.content.decode()
    with it_is(date(2026, 3, 26)):  # ten days later a session has ended
        browser.force_login(User.objects.get(username="lain"))
        sent = {f"hadir-{party.id}": "ya" for party in parties(meeting.case)}
        sent |= {"versi": str(CaseRow.objects.get(id=case_id).version)}
        browser.post(f"/perkara/{case_id}/proses/pertemuan/{meeting.id}/kehadiran/", sent)
    meeting.refresh_from_db()
    assert meeting.state == "terlaksana"
