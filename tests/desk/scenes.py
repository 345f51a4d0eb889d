"""A desk with a case in every state, for tests that visit every page; and which pages there are."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, get_resolver

from desk import changes, decisions, responses
from desk.intake import admission, leases
from desk.intake.values import Arrival, StoredFile
from desk.models import ApiToken, CaseRow, FieldRow, ReceiptRow, RequestRow
from models.case import Channel
from tests.desk import factory, handwriting, people, procedures
from tests.desk.archives import ids, make_archive, write_lines

CASES_ROLES = ("petugas", "pemeriksa", "pengelola_pengaduan", "kepala", "arsiparis")


@dataclass(frozen=True)
class Scene:
    """Numbers of cases by their state, and of other rows the pages need."""

    waiting: str
    incomplete: str
    returned: str
    approved: str
    finished: str
    postponed: str
    failed: str
    unread: str
    held: str
    confidential: str
    document: int
    field: int
    receipt: str
    user: int
    archived: str
    asked: str
    plain: str
    response: int
    consulted: str
    paper: int
    photo: int
    attachment: int
    meeting: int
    follow_up: int
    complained: str
    order: int
    handwritten: str

    def path(self, pattern: str) -> str:
        """`/perkara/{waiting}/` -> the address."""
        return pattern.format_map(vars(self))


def build(data: Path) -> Scene:
    """Makes it."""
    reviewer = people.user("pemeriksa", "adegan")

    def case(number: int, **values: object) -> str:
        return factory.admit_case(data, number, **values)  # type: ignore[arg-type]

    def decide(case_id: str, kind: str, **words: str) -> str:
        choice = decisions.Choice(kind, **words)
        decisions.decide(case_id, choice, people.editor(reviewer, case_id))
        return case_id

    waiting = case(1, doubtful=("pemohon_nama", "nik"), received_on=date(2026, 11, 2))
    case(1001, name="BUDI SANTOSO")
    returned = decide(case(4, without_ktp=True), "kembalikan", letter="Mohon dilengkapi.\n\n1. Fotokopi KTP.")
    settled = procedures.give_plain_service(data, case(7), reviewer)
    finished = decide(decide(settled, "setujui"), "selesaikan", letter="Sudah kami tindak lanjuti.")
    plain = decide(procedures.give_plain_service(data, case(8), reviewer), "setujui")
    held = case(10)
    changes.hold(held, people.user("pemeriksa", "lain"))
    confidential = _hidden(case(11), reviewer)
    unread, failed = (_arrive(number) for number in (20, 21))
    work = leases.take_case(failed, "uji")
    assert work
    leases.fail(failed, "uji", "Berkas rusak; pindai ulang lalu serahkan lagi.", is_final=True)
    receipt = _around(reviewer)
    archive = _archive(data)
    field = FieldRow.objects.get(document__case_id=waiting, name="nik")
    return Scene(
        waiting=waiting,
        incomplete=case(13, without_ktp=True),
        returned=returned,
        approved=decide(case(5), "setujui"),
        finished=finished,
        postponed=decide(case(6), "tunda", reason="Menunggu keterangan."),
        failed=failed,
        unread=unread,
        held=held,
        confidential=confidential,
        document=field.document_id,
        field=field.id,
        receipt=receipt,
        user=reviewer.id,
        archived=ids(archive, "contoh")[0],
        asked=ids(archive, "usul_batas != ''")[0],
        plain=plain,
        response=_respond(waiting, reviewer),
        handwritten=handwriting.admit(data, 30),
        **vars(procedures.around(data, waiting, reviewer)),
    )


def _archive(data: Path) -> Path:
    """An archive; the first letter of its sample is written by hand."""
    archive = make_archive(data)
    write_lines(archive, ids(archive, "contoh")[0])
    return archive


def _hidden(case_id: str, reviewer: User) -> str:
    """The case, confidential."""
    changes.set_confidential(case_id, True, people.editor(reviewer, case_id))
    return case_id


def _respond(case_id: str, reviewer: User) -> int:
    """A response with its proof on record."""
    proof = SimpleUploadedFile("bukti.png", b"\x89PNG\r\n\x1a\n contoh")
    said = responses.Response(date(2026, 11, 25), "whatsapp", "Sudah kami teruskan.", "", proof)
    made = responses.record(case_id, said, people.editor(reviewer, case_id))
    changes.release(case_id, reviewer)
    return made.id


def _around(reviewer: User) -> str:
    """Rows that belong to no case: refused drops, a request that failed, a token, a receipt (its number)."""
    for name in ("rusak.pdf", "kosong.pdf"):
        admission.record_failure(name, Channel.LOKET, name, "Berkas rusak; pindai lagi.")
    RequestRow.objects.create(
        kind="coba_lagi", error="Berkas tidak ditemukan.", done_at="2026-11-24T10:00+07:00"
    )
    receipt = ReceiptRow.objects.create(
        number="JBG-26-000900-X",
        channel="loket",
        digests=["a"],
        first_digest="a",
        giver="Siti",
        person=reviewer,
    )
    ApiToken.objects.create(name="SRIKANDI", digest="d", user=reviewer, scopes=["baca"])
    return receipt.number


def _arrive(number: int) -> str:
    """A case nobody has read yet."""
    at = factory.at_nine(date(2026, 11, 24))
    file = StoredFile(f"{number:064d}", f"pindaian-{number}.pdf", 1000, ".pdf")
    return admission.admit(Arrival(f"datang-{number}", Channel.LOKET, at, (file,))).case_id


def patterns() -> list[URLPattern]:
    """All addresses of the desk; the API describes itself (tests/desk/test_api.py)."""
    return [pattern for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)]


def page_names() -> set[str]:
    """Their names."""
    return {pattern.name or "" for pattern in patterns()}


def version(case_id: str) -> int:
    """The case's version now."""
    return CaseRow.objects.get(id=case_id).version
