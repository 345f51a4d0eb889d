"""A file that lies in two cases: neither loses its pictures by what happens to the other, and none shows what
is the other's alone. Its copies in gagal/ go with it."""

import io
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import transaction

from desk import casepage, doubts, mending
from desk.casepage import SCALE
from desk.intake import leases, readings
from desk.intake.values import Work
from desk.models import CaseFile, CaseRow, FieldRow, PageRow, StoredOriginal
from desk.numbers import new_number
from desk.personal import erasing, exporting
from desk.personal.erasing import Order, Said, Scope
from desk.personal.subject import Who
from flows.casework import Bench, CaseRun, Judged, hand_to_review
from flows.refusals import Refusals
from models.case import Channel
from models.document import Kind
from models.file_reading import FileReading
from models.paths import REASON_SUFFIX, DataFolder
from tests.desk import factory, people

DAY = date(2026, 12, 1)
CONTENT = b"%PDF-1.4 tumpukan"
SHA = sha256(CONTENT).hexdigest()
PAGES = (1, 2, 3)
REASON = "Permintaan subjek data, surat nomor 12"


def stack(data: Path) -> None:
    """A stored file of three pages with their pictures."""
    folder = DataFolder(data)
    folder.stored(SHA, ".pdf").parent.mkdir(parents=True, exist_ok=True)
    folder.stored(SHA, ".pdf").write_bytes(CONTENT)
    for page in PAGES:
        factory.draw_page(folder.page_image(SHA, page), "SURAT", {"nama": "x"})
    StoredOriginal.objects.create(sha256=SHA, size=len(CONTENT), extension=".pdf")


def holder(*pages: int, is_hidden: bool = False) -> str:
    """A refused case with these pages of the stack; none = the whole file."""
    with transaction.atomic():
        row = CaseRow.objects.create(
            id=new_number(), status="diterima", channel="loket", received_on=DAY,
            received_at=factory.at_nine(DAY), is_confidential=is_hidden,
        )  # fmt: skip
    row.files.create(file_id=SHA, name="tumpukan.pdf", position=0, pages=list(pages))
    read(row.id, *(pages or PAGES))
    CaseRow.objects.filter(id=row.id).update(status="ditolak")
    return row.id


def read(case_id: str, *pages: int, failure: str | None = None) -> Work:
    work = leases.take_case(case_id, "uji")
    assert work
    found = [factory.page_reading("tumpukan.pdf", page, Kind.LAMPIRAN, {"nama": "x"}) for page in pages]
    if failure:
        found = [page.model_copy(update={"failure": failure, "lines": ()}) for page in found]
    documents = [factory.made_document(Kind.LAMPIRAN, page, "tumpukan.pdf", {}) for page in pages]
    assert readings.save_reading(case_id, "uji", factory.judged(documents, Channel.LOKET, DAY), found)
    return work


def erase(case_id: str, scope: Scope = Scope.CASE) -> int:
    return erasing.erase(Order(case_id, scope, Said(REASON, case_id))).shared


def left(data: Path) -> tuple[set[int], set[int]]:
    """Page numbers that still have a reading, and those that have a picture."""
    rows = PageRow.objects.filter(file_id=SHA).values_list("number", flat=True)
    return set(rows), {page for page in PAGES if DataFolder(data).page_image(SHA, page).exists()}


@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize(
    ("erased", "other", "stays"),
    [
        ((1,), (), {1, 2, 3}),
        ((), (2,), {2}),
        ((1, 2), (2, 3), {2, 3}),
        ((), (), {1, 2, 3}),
    ],
)
def test_the_other_case_keeps_its_pages_and_no_more(
    data: Path, erased: tuple[int, ...], other: tuple[int, ...], stays: set[int], scope: Scope
) -> None:
    stack(data)
    gone, kept = holder(*erased), holder(*other)
    # The stack's third page is nobody's where neither case has it.
    everybodys = set(erased or PAGES) | set(other or PAGES)
    assert erase(gone, scope) == 1
    nobodys = set(PAGES) - everybodys
    rows, pictures = left(data)
    assert (rows, pictures - nobodys) == (stays, stays)
    browser = people.client("pemeriksa")
    for page in stays:
        assert browser.get(f"/perkara/{kept}/gambar/0/{page}/").status_code == 200
    assert erase(kept, scope) == 0
    assert not list(data.rglob(f"*{SHA}*"))


def test_what_was_merged_and_merged_again_goes_whole(data: Path) -> None:
    """The pieces of one stack, joined again: nothing of it is another case's."""
    stack(data)
    one, two, three = holder(1), holder(2), holder(3)
    CaseRow.objects.filter(id__in=(one, two, three)).update(status="menunggu", applicant="SITI MELATIWANGI")
    who = people.user("pemeriksa")
    mending.merge(two, three, people.editor(who, two))
    CaseRow.objects.filter(id=two).update(status="menunggu")
    mending.merge(one, two, people.editor(who, one))
    CaseRow.objects.filter(id=one).update(status="ditolak")
    with exporting.export(
        [CaseRow.objects.get(id=one)], [], Who("SITI MELATIWANGI"), exporting.Person("uji", "Dinas", DAY)
    ) as packed:
        assert f"berkas/{three}/data.json" in zipfile.ZipFile(packed).namelist()
    assert erase(one) == 0
    assert not list(data.rglob(f"*{SHA}*"))
    assert not CaseRow.objects.exclude(applicant="").exists()


def test_a_reading_that_fails_takes_no_page_from_the_other_case(data: Path) -> None:
    stack(data)
    holder()
    again = holder()
    CaseRow.objects.filter(id=again).update(status="diterima")
    read(again, 1, failure="Waktu habis.")
    page = PageRow.objects.get(file_id=SHA, number=1)
    assert (page.failure, page.kind) == ("", "lampiran")


@pytest.mark.parametrize(("role", "status"), [("pemeriksa", 302), ("pengelola_pengaduan", 200)])
def test_the_original_of_a_stack_is_for_who_may_see_all_its_cases(data: Path, role: str, status: int) -> None:
    stack(data)
    shown, hidden = holder(1), holder(2, is_hidden=True)
    browser = people.client(role)
    answer = browser.get(f"/perkara/{shown}/berkas/0/")
    answer.close()
    assert answer.status_code == status
    if status == 302:
        assert "di luar berkas ini" in browser.get(answer["Location"]).content.decode()
    CaseFile.objects.filter(case=hidden).delete()
    answer = browser.get(f"/perkara/{shown}/berkas/0/")
    answer.close()
    assert answer.status_code == 200


def test_an_export_holds_no_page_of_another_case(data: Path) -> None:
    stack(data)
    mine, _other = holder(1), holder(2)
    row = CaseRow.objects.get(id=mine)
    with exporting.export(
        [row], [], Who("SITI MELATIWANGI"), exporting.Person("uji", "Dinas", DAY)
    ) as packed:
        names = zipfile.ZipFile(io.BytesIO(packed.read())).namelist()
    assert [name for name in names if "/asli/" in name] == []
    assert [name for name in names if "/gambar/" in name] == [f"berkas/{mine}/gambar/1-1.jpg"]


@pytest.mark.parametrize("scope", list(Scope))
def test_copies_in_gagal_go_with_the_case(data: Path, scope: Scope) -> None:
    """The copy made when the case could not be read, one that was tried again, the same bytes by hand."""
    stack(data)
    case_id, folder = holder(), DataFolder(data)
    refusals = Refusals(folder.gagal, lambda *_: None)
    for _ in range(2):
        refusals.copy(folder.stored(SHA, ".pdf"), "KTP Siti.pdf", "Rusak.", case_id)
    (folder.gagal / "disalin tangan.pdf").write_bytes(CONTENT)
    others = {"lain.pdf": b"%PDF-1.4 milik dia", "lain.pdf" + REASON_SUFFIX: b"Rusak."}
    for name, content in others.items():
        (folder.gagal / name).write_bytes(content)
    (folder.gagal / "tautan").symlink_to(folder.stored(SHA, ".pdf"))
    erase(case_id, scope)
    assert {path.name for path in folder.gagal.iterdir()} == {*others, "tautan"}


def test_of_a_shared_file_only_the_erased_case_s_copy_goes(data: Path) -> None:
    stack(data)
    gone, kept, folder = holder(1), holder(2), DataFolder(data)
    refusals = Refusals(folder.gagal, lambda *_: None)
    for case_id in (gone, kept):
        refusals.copy(folder.stored(SHA, ".pdf"), f"{case_id}.pdf", "Rusak.", case_id)
    erase(gone)
    assert {path.name for path in folder.gagal.glob("*.pdf")} == {f"{kept}.pdf"}


def test_a_case_that_is_read_at_last_leaves_no_copy_in_gagal(data: Path) -> None:
    stack(data)
    case_id, folder = holder(), DataFolder(data)
    CaseRow.objects.filter(id=case_id).update(status="diterima")
    work = leases.take_case(case_id, "uji")
    assert work
    refusals = Refusals(folder.gagal, lambda *_: None)
    run = CaseRun(Bench(folder, "uji", 60, None, None, refusals), work)  # type: ignore[arg-type]
    broken = factory.page_reading("tumpukan.pdf", 1, Kind.LAMPIRAN, {}).model_copy(
        update={"failure": "Rusak."}
    )
    run.readings = (FileReading("tumpukan.pdf", (broken,)),)
    hand_to_review(run)
    assert {path.name for path in folder.gagal.iterdir()} == {"tumpukan.pdf", "tumpukan.pdf" + REASON_SUFFIX}
    CaseRow.objects.filter(id=case_id).update(status="diterima")
    again = leases.take_case(case_id, "uji")
    assert again
    page = factory.page_reading("tumpukan.pdf", 1, Kind.LAMPIRAN, {"nama": "x"})
    document = factory.made_document(Kind.LAMPIRAN, 1, "tumpukan.pdf", {})
    run.readings = (FileReading("tumpukan.pdf", (page,)),)
    run.cases = (Judged(again, run.readings, factory.judged([document], Channel.LOKET, DAY)),)
    hand_to_review(run)
    assert CaseRow.objects.get(id=case_id).status == "menunggu"
    assert list(folder.gagal.iterdir()) == []


@pytest.mark.parametrize(
    ("turn", "box"),
    [
        (0, (0.1, 0.2, 0.4, 0.3)),
        (90, (0.7, 0.1, 0.8, 0.4)),
        (180, (0.6, 0.7, 0.9, 0.8)),
        (270, (0.2, 0.6, 0.3, 0.9)),
    ],
)
def test_a_box_follows_a_page_that_the_other_case_turned(
    data: Path, turn: int, box: tuple[float, ...]
) -> None:
    stack(data)
    case_id = holder()
    document = CaseRow.objects.get(id=case_id).documents.first()
    assert document
    field = FieldRow(document=document, name="perihal", position=0, confidence=0.9, needs_review=False)
    field.page, field.box = 1, [0.1, 0.2, 0.4, 0.3]
    field.save()
    PageRow.objects.filter(file_id=SHA, number=1).update(rotation=turn)
    row = CaseRow.objects.get(id=case_id)
    view = casepage.document_view(row.documents.all()[0], casepage.case_pages(row), doubts.Case())
    (rect,) = (one.rect for one in view.fields if one.rect)
    height = view.pages[0].height
    found = (rect.x / SCALE, rect.y / height, (rect.x + rect.width) / SCALE, (rect.y + rect.height) / height)
    assert found == pytest.approx(box, abs=1e-6)
