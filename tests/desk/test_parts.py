"""A case that becomes two: nothing that came is lost, and what was said of pages goes with them."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desk import changes, mending
from desk.intake import admission, leases, readings, stacks
from desk.intake.values import Arrival, StoredFile, Work
from desk.models import CaseFile, CaseRow, FieldRow
from flows.casework import Bench, CaseRun, check
from flows.refusals import Refusals
from models.case import Channel
from models.document import Kind
from models.file_reading import FileReading
from models.page import PageReading
from models.paths import DataFolder
from models.separator import SEPARATOR_TEXT
from tests.desk import factory, people
from tests.flows.stub_intake import StubReader, compose

DAY = date(2026, 11, 24)
STACK, LOCKED = "tumpukan.pdf", "terkunci.pdf"


def admitted(*names: str) -> str:
    """A case of those files, being read by "uji"."""
    return taken(*names).case_id


def taken(*names: str) -> Work:
    """What "uji" has to read of such a case."""
    files = tuple(StoredFile(hashlib.sha256(name.encode()).hexdigest(), name, 10, ".pdf") for name in names)
    case_id = admission.admit(Arrival("kiriman", Channel.LOKET, factory.at_nine(DAY), files)).case_id
    work = leases.take_case(case_id, "uji")
    assert work
    return work


def read(case_id: str, kinds: Sequence[Kind]) -> None:
    """The stack's pages are read, each a paper of its own; the locked file has none."""
    documents = [factory.made_document(kind, at, STACK, {}) for at, kind in enumerate(kinds, 1)]
    pages = [factory.page_reading(STACK, at, kind, {}) for at, kind in enumerate(kinds, 1)]
    assert readings.save_reading(case_id, "uji", factory.judged(documents, Channel.LOKET, DAY), pages)


def held(case_id: str) -> dict[str, list[int]]:
    return dict(CaseFile.objects.filter(case_id=case_id).values_list("name", "pages"))


def test_a_file_that_could_not_be_read_stays_when_pages_are_split_off(data: Path) -> None:
    case_id = admitted(STACK, LOCKED)
    read(case_id, (Kind.SURAT_PERMOHONAN, Kind.LAMPIRAN))
    new_id = mending.split(case_id, [(0, 2)], people.editor(people.user("petugas"), case_id))
    assert held(case_id) == {STACK: [1], LOCKED: []}
    assert held(new_id) == {STACK: [2]}


def test_a_file_that_could_not_be_read_stays_where_it_came_in_a_stack(data: Path) -> None:
    work = taken(STACK, LOCKED)
    folder = DataFolder(data)
    refusals = Refusals(folder.gagal, admission.record_failure)
    run = CaseRun(Bench(folder, "uji", 60, StubReader(0, 1), compose, refusals), work)
    pages = [PageReading(file=STACK, number=number) for number in (1, 2, 3)]
    pages[1] = pages[1].model_copy(update={"separator": SEPARATOR_TEXT})
    run.readings = (FileReading(STACK, tuple(pages)), FileReading(LOCKED, ()))
    check(run)
    assert [held(each.work.case_id) for each in run.cases] == [{STACK: [1]}, {STACK: [2, 3], LOCKED: []}]


def test_a_file_that_begins_with_a_separator_is_only_where_its_pages_are(data: Path) -> None:
    case_id = admitted(STACK, "kedua.pdf")
    ids = stacks.divide(case_id, "uji", [{STACK: [1], "kedua.pdf": []}, {"kedua.pdf": [1, 2]}])
    assert [held(each) for each in ids] == [{STACK: [1]}, {"kedua.pdf": [1, 2]}]


def test_parts_of_a_confidential_stack_are_confidential_and_keep_turns_and_kinds(data: Path) -> None:
    case_id = admitted(STACK)
    CaseRow.objects.filter(id=case_id).update(is_confidential=True)
    said = {"rotations": {"1": 90, "3": 180}, "kinds": {"1": ["ktp"], "3": ["lampiran"]}}
    CaseFile.objects.filter(case_id=case_id).update(**said)
    _, new_id = stacks.divide(case_id, "uji", [{STACK: [1]}, {STACK: [2, 3]}])
    assert CaseRow.objects.get(id=new_id).is_confidential
    use = CaseFile.objects.get(case_id=new_id)
    assert (use.rotations, use.kinds) == ({"3": 180}, {"3": ["lampiran"]})


def test_what_a_person_said_of_a_paper_is_in_the_part_that_the_paper_is_in(data: Path) -> None:
    case_id = admitted(STACK)
    read(case_id, (Kind.SURAT_PERMOHONAN, Kind.KTP))
    who = people.user("petugas")
    name = FieldRow.objects.get(document__case_id=case_id, name="nama")
    changes.set_field(case_id, name.id, "NAMA BENAR", people.editor(who, case_id))
    mending.read_again(case_id, people.editor(who, case_id))
    assert leases.take_case(case_id, "uji")
    _, new_id = stacks.divide(case_id, "uji", [{STACK: [1]}, {STACK: [2]}])
    read_part = factory.judged([factory.made_document(Kind.KTP, 2, STACK, {})], Channel.LOKET, DAY)
    assert readings.save_reading(new_id, "uji", read_part, [])
    assert FieldRow.objects.get(document__case_id=new_id, name="nama").value == "NAMA BENAR"
