"""The generator: same seed, same bytes; invented and marked; truth that fits the contract."""

import io
import json
from pathlib import Path

import numpy as np
import pdfplumber
import pytest

from models.document import Kind
from models.field_spec import FIELD_NAMES
from samples import bundles
from samples.bundle import CaseDraft
from samples.make import make_case
from samples.makers import PARTS
from samples.pdf import born_digital
from samples.rules import WORKING_DAYS
from samples.sheet import Picture, Sheet, Style, Text
from samples.splits import Dice, Level, Split
from samples.truth import load_expected
from samples.writer import encode, write_case

DPIS = (150, 200, 300)


@pytest.mark.parametrize("part", PARTS)
def test_same_seed_same_bytes(part: str) -> None:
    first, again = (make_case(part, 2, split=Split.TUNE, seed=5) for _ in range(2))
    assert [encode(f) for f in first.files] == [encode(f) for f in again.files]
    assert first.expected.to_json() == again.expected.to_json()


@pytest.mark.parametrize("part", PARTS)
def test_other_seed_other_truth(part: str) -> None:
    first, other = (make_case(part, 0, split=Split.TUNE, seed=seed, level=Level.CLEAN) for seed in (5, 6))
    assert first.expected.documents != other.expected.documents


@pytest.mark.parametrize("split", Split)
@pytest.mark.parametrize("part", PARTS)
def test_truth_is_a_case_of_the_contract(part: str, split: Split, tmp_path: Path) -> None:
    case = make_case(part, 0, split=split, seed=11, level=Level.CLEAN)
    target = write_case(case, tmp_path)
    expected, label = load_expected(tmp_path / f"{case.name}.expected.json")
    assert label["split"] == split
    files = {path.name for path in target.iterdir()} if target.is_dir() else {target.name}
    pages = {ref.file for doc in expected.documents for ref in doc.pages}
    assert pages == files
    for doc in expected.documents:
        assert tuple(doc.fields) == FIELD_NAMES[doc.kind]


@pytest.mark.parametrize("number", range(4))
def test_people_are_invented(number: int) -> None:
    case = make_case("ktp", number, split=Split.TUNE, seed=3, level=Level.CLEAN)
    for doc in case.expected.documents:
        nik = doc.text("nik")
        assert nik and len(nik) == 16 and 9001 <= int(nik[12:]) <= 9999
        day = int(nik[6:8])
        assert (day > 40) == (doc.text("jenis_kelamin") == "PEREMPUAN")


def test_every_page_of_the_files_is_in_the_truth() -> None:
    for number in range(4):
        case = make_case("bundles", number, split=Split.TUNE, seed=7, level=Level.CLEAN)
        listed = {(ref.file, ref.page) for doc in case.expected.documents for ref in doc.pages}
        made = {(f.name, i) for f in case.files for i in range(1, max(len(f.pages), len(f.sheets)) + 1)}
        assert listed == made


def test_scans_have_believable_sizes() -> None:
    case = make_case("letters", 1, split=Split.TUNE, seed=2, level=Level.MEDIUM)
    file = case.files[0]
    assert file.dpi in DPIS
    assert all(min(page.shape[:2]) > 1000 for page in file.pages)


def test_a_letter_alone_lacks_the_identity() -> None:
    case = make_case("letters", 1, split=Split.TUNE, seed=2)
    verdicts = {v.id: v.status.value for v in case.expected.completeness.requirements}
    assert verdicts["identitas"] == "tidak_terpenuhi"
    assert case.expected.completeness.status == "tidak_lengkap"


def test_unreadable_card_has_null_fields_to_review() -> None:
    case = CaseDraft("x", Dice("x", Split.TUNE), Level.CLEAN, min(WORKING_DAYS))
    bundles.unreadable_card(case)
    expected = case.finish("bundles", "x", Split.TUNE, 1).expected
    card = next(doc for doc in expected.documents if doc.kind is Kind.KTP)
    assert card.field("nik").value is None and card.field("nik").needs_review
    assert expected.completeness.status == "perlu_diperiksa"


def test_json_says_where_it_comes_from() -> None:
    data = json.loads(make_case("complaints", 0, split=Split.TUNE, seed=9).expected.to_json())
    assert data["schema"] == "berkas.case/1"
    assert set(data["sample"]) == {"part", "family", "level", "split", "seed", "handwritten"}


def test_a_tint_hides_no_word_of_a_born_digital_pdf() -> None:
    sheet = Sheet(200, 100)
    sheet.add(Text(20, 50, "TAMPAK", Style("times", 20)))
    sheet.add(Picture(10, 20, 150, 50, np.full((4, 4, 3), (240, 242, 244), np.uint8)))
    with pdfplumber.open(io.BytesIO(born_digital([sheet]))) as file:
        seen = np.asarray(file.pages[0].to_image(resolution=72).original.convert("L"))
    assert (seen[30:60, 20:120] < 100).sum() > 100
    assert 235 < np.median(seen[22:30, 20:150]) < 245
