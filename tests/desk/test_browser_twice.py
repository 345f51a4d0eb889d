"""Who clicks twice sends once: each form that makes something, pressed twice in a browser."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser

from desk import facts
from desk.models import CasePaper, CaseRow, CommentRow, Disposition, Meeting
from desk.procedure import complaints, meetings
from models.procedure.stages import PaperKind
from tests.desk import factory, people, procedures
from tests.desk.browsing import sit_down

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

OFFICER = "pengelola_pengaduan"
NUMBER = "400.3/77/415.26/2026"


@dataclass(frozen=True)
class Twice:
    """A form that is pressed twice. `begin` makes the case and gives the page and the form's address;
    `typed`: selector -> what is typed; `made`: how many there are of what the form makes."""

    begin: Callable[[Path, User], tuple[str, str]]
    made: Callable[[], int]
    typed: dict[str, str] = field(default_factory=dict)
    chosen: str = ""


def _case(data: Path, who: User, service: str) -> str:
    return procedures.approved(data, 1, who, service, received_on=facts.today())


def _comment(data: Path, _who: User) -> tuple[str, str]:
    page = f"/perkara/{factory.admit_case(data, 1)}/"
    return page, f"{page}komentar/"


def _meeting(data: Path, who: User) -> tuple[str, str]:
    page = f"/perkara/{_case(data, who, 'fasilitasi_pengaduan')}/proses/"
    return page, f"{page}jadwal/pertemuan/"


def _invitation(data: Path, who: User) -> tuple[str, str]:
    case_id = _case(data, who, "fasilitasi_pengaduan")
    slot = meetings.proposed(CaseRow.objects.get(id=case_id), who)[0]
    plan = meetings.Plan(
        starts=slot.starts, ends=slot.ends, place="", room=slot.room, agenda="Klarifikasi", officers=(who.id,)
    )
    meetings.schedule(case_id, "pertemuan", plan, people.editor(who, case_id))
    page = f"/perkara/{case_id}/proses/surat/{CasePaper.objects.filter(kind='undangan')[0].id}/"
    return page, f"{page}final/"


def _checked(data: Path, who: User, nature: str) -> str:
    case_id = _case(data, who, "pengaduan_layanan")
    check = complaints.Check(nature, False, False, frozenset({"has_matter"}))
    complaints.check(case_id, check, people.editor(who, case_id))
    return case_id


def _disposition(data: Path, who: User) -> tuple[str, str]:
    case_id = _checked(data, who, "pengaduan")
    procedures.move(case_id, "koordinasikan", who)
    page = f"/perkara/{case_id}/proses/"
    return page, f"{page}disposisi/"


def _referral(data: Path, who: User) -> tuple[str, str]:
    case_id = _checked(data, who, "bukan_wewenang")
    page = f"/perkara/{case_id}/proses/"
    return page, f"{page}siapkan/{PaperKind.SURAT_RUJUKAN}/"


def _numbered() -> int:
    return CasePaper.objects.filter(is_final=True, number=NUMBER).count()


TWICE = {
    "a comment": Twice(_comment, CommentRow.objects.count, {"[name=komentar]": "Datang besok."}),
    "a meeting": Twice(_meeting, Meeting.objects.count, chosen="[name=usul] >> nth=0"),
    "an invitation": Twice(_invitation, _numbered, {"[name=nomor]": NUMBER}, "[name=cocok]"),
    "a disposition": Twice(
        _disposition,
        Disposition.objects.count,
        {
            "[name=kepada]": "Bidang Kelembagaan",
            "[name=isi] >> nth=0": "Mohon klarifikasi.",
            "[name=batas]": f"{facts.today() + timedelta(days=3):%Y-%m-%d}",
        },
    ),
    "a referral": Twice(_referral, CasePaper.objects.filter(kind=PaperKind.SURAT_RUJUKAN).count),
}


@pytest.mark.parametrize("name", TWICE)
def test_who_clicks_twice_sends_once(browser: Browser, address: str, data: Path, name: str) -> None:
    twice = TWICE[name]
    officer = sit_down(browser, address, OFFICER)
    page, sent = officer.page, []
    where, action = twice.begin(data, User.objects.get(username=f"uji_{OFFICER}"))
    assert twice.made() == 0
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    officer.go(where)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    form = page.locator(f"form[action='{action}']")
    for selector, text in twice.typed.items():
        form.locator(selector).fill(text)
    if twice.chosen and form.locator(twice.chosen).count():
        form.locator(twice.chosen).check()
    with page.expect_response(lambda answer: answer.url.endswith(action), timeout=120_000):
        form.locator("button").last.dblclick(no_wait_after=True)
    page.wait_for_load_state("load")
    assert len([url for url in sent if url.endswith(action)]) == 1
    assert twice.made() == 1
    assert officer.faults == []
