"""The office in a story: papers come in through the real reader and the real queue, people work at the
real desk."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from html import unescape
from pathlib import Path

from django.contrib.auth.models import User
from django.test import Client

from desk import facts
from desk.intake import admission, leases
from desk.intake.values import Arrival, StoredFile
from desk.models import CasePaper, CaseRow
from desk.paperwork import shelf
from extractors.files.reading_children import ReadingChildren
from flows import tasks
from flows.casework import Bench, CaseRun
from flows.compose import composer
from flows.refusals import Refusals
from flows.store import store
from models.case import Channel
from models.papers.content import Content
from models.papers.letters import MARKS
from models.paths import DataFolder
from tests.desk import people
from tests.desk.factory import WIB

REFUSED = re.compile(r'class="pesan error".*?<span>(.*?)</span>', re.DOTALL)
LEASE_SECONDS = 600


@dataclass
class Office:
    """A data folder with its reader; `step` counts the numbers of the register."""

    data: Path
    children: ReadingChildren
    numbers: int = 0

    def receive(self, paper: Path, channel: Channel, day: date) -> str:
        """The paper comes in on that day and is read; the number of its case."""
        folder = DataFolder(self.data)
        stored = store(paper, folder, f"cerita-{paper.stem}")
        at = datetime.combine(day, time(9), tzinfo=WIB)
        file = StoredFile(stored.sha256, paper.name, stored.size, stored.extension)
        admitted = admission.admit(Arrival(f"cerita-{paper.stem}", channel, at, (file,)))
        refusals = Refusals(folder.gagal, admission.record_failure)
        bench = Bench(
            folder, "cerita", LEASE_SECONDS, self.children, composer(self.data, self.children), refusals
        )
        work = leases.take_case(admitted.case_id, "cerita", lease_seconds=LEASE_SECONDS)
        assert work
        tasks.run_plainly(CaseRun(bench, work))
        return admitted.case_id

    def number(self) -> str:
        """The next number that the office's register gives."""
        self.numbers += 1
        return f"518/{self.numbers:03d}/415.26/2026"


class Person:
    """Somebody at the desk: every act is a form of the desk, and a refusal ends the story."""

    def __init__(self, role: str, name: str, full_name: str) -> None:
        self.user: User = people.user(role, name)
        User.objects.filter(id=self.user.id).update(first_name=full_name)
        self.browser = Client(SERVER_NAME="localhost")

    def post(self, case_id: str, path: str, **values: object) -> None:
        """Sends a form of the case with its version now."""
        self.browser.force_login(self.user)
        version = CaseRow.objects.get(id=case_id).version
        address = f"/perkara/{case_id}/{path}"
        answer = self.browser.post(address, {"versi": version, **values}, follow=True)
        page = answer.content.decode()
        refused = REFUSED.search(page)
        assert answer.status_code == 200, f"{address}: {answer.status_code} {page[:400]}"
        assert not refused, f"{address}: {unescape(refused[1])}"

    def approve(self, case_id: str, service: str) -> None:
        """Looks at each doubtful field, sees the card itself, and approves."""
        row = CaseRow.objects.get(id=case_id)
        if row.service != service:
            self.post(case_id, "layanan/", layanan=service)
        for document in row.documents.prefetch_related("fields"):
            for field in document.fields.all():
                if field.is_doubtful:
                    self.post(case_id, f"isian/{field.id}/", nilai=_typed(field.value))
        self.post(case_id, "bukti/", bukti="ktp_ditunjukkan")
        self.post(case_id, "putusan/setujui/", tetap="ya")
        assert CaseRow.objects.get(id=case_id).status == "disetujui"

    def move(self, case_id: str, action: str, reason: str = "") -> None:
        """Goes on to the next stage."""
        self.post(case_id, f"proses/ke/{action}/", alasan=reason)

    def write(self, case_id: str, paper: CasePaper, texts: Mapping[int, str]) -> None:
        """Writes the parts of a draft that are a person's to say."""
        self.post(case_id, f"proses/surat/{paper.id}/", **_form(shelf.content_of(paper), texts))

    def finalize(self, case_id: str, paper: CasePaper, number: str = "", way: str = "") -> None:
        """Makes the paper final and notes how it went out."""
        today = facts.today().isoformat()
        self.post(case_id, f"proses/surat/{paper.id}/final/", nomor=number, tanggal=today, cocok="ya")
        assert CasePaper.objects.get(id=paper.id).is_final
        if way:
            self.post(case_id, f"proses/surat/{paper.id}/kirim/", cara=way, tanggal=today)

    def prepare(self, case_id: str, kind: str) -> CasePaper:
        """Drafts a paper of the case."""
        self.post(case_id, f"proses/siapkan/{kind}/")
        return CasePaper.objects.get(case_id=case_id, kind=kind, is_final=False)

    def report(self, case_id: str, conclusion: str) -> None:
        """Writes the conclusion of the report and makes it final."""
        paper = self.prepare(case_id, "laporan_hasil")
        self.write(case_id, paper, {3: conclusion})
        self.finalize(case_id, CasePaper.objects.get(id=paper.id))


def _typed(value: str | bool | None) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return value or ""


def _form(content: Content, texts: Mapping[int, str]) -> dict[str, str]:
    """The screen's form with its texts, those of some sections replaced."""
    values = {
        f"bagian-{place}": texts.get(place, "\n\n".join(section.paragraphs))
        for place, section in enumerate(content.sections)
    }
    values |= {
        "judul": content.title,
        "hal": content.subject,
        "yth": "\n".join(content.addressee),
        "pembuka": "\n\n".join(content.opening),
        "penutup": "\n\n".join(content.closing),
        "rincian": "\n".join(f"{item.label}: {item.value}" for item in content.details),
        "baris": "\n".join(" | ".join(row) for row in content.rows),
    }
    assert not any(mark in text for mark in MARKS for text in values.values()), "a part is not written"
    return values


def papers_of(case_id: str) -> list[str]:
    """The case's final papers, as paths below the data folder."""
    found = CasePaper.objects.filter(case_id=case_id, is_final=True).select_related("pdf", "docx")
    files = [row for paper in found for row in (paper.pdf, paper.docx) if row]
    return [f"simpan/{row.sha256[:2]}/{row.sha256}{row.extension}" for row in files]
