"""Thumbnails and what kind of paper a page is."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image, UnidentifiedImageError

from desk import page_kinds, thumbnails
from desk.models import AuditEntry, CaseRow, DocumentRow
from models.document import Kind
from models.errors import UsageError
from models.paths import DataFolder
from tests.desk import factory, people


@pytest.fixture
def case_id(data: Path) -> str:
    return factory.admit_case(data, 1)


def test_a_thumbnail_is_small_and_recorded_like_the_image(case_id: str) -> None:
    browser = people.client("petugas")
    small = browser.get(f"/perkara/{case_id}/gambar/0/2/kecil/").content
    whole = browser.get(f"/perkara/{case_id}/gambar/0/2/").content
    with Image.open(io.BytesIO(small)) as picture:
        assert max(picture.size) <= max(thumbnails.SIZE)
    assert len(small) < len(whole) / 4
    entries = AuditEntry.objects.filter(action="lihat_gambar", case_id=case_id).order_by("seq")
    assert ['"ukuran": "kecil"' in entry.data for entry in entries] == [True, False]
    assert people.client("admin").get(f"/perkara/{case_id}/gambar/0/2/kecil/").status_code == 403


def test_it_is_made_once_and_again_when_the_page_changed(data: Path, case_id: str) -> None:
    use = CaseRow.objects.get(id=case_id).files.get()
    image = DataFolder(data).page_image(use.file_id, 1)
    first = thumbnails.thumbnail(image).stat().st_ino
    assert thumbnails.thumbnail(image).stat().st_ino == first
    changed = image.stat().st_mtime_ns + 10**9
    with Image.open(image) as picture:
        picture.rotate(90, expand=True).save(image)
    os.utime(image, ns=(changed, changed))
    with Image.open(thumbnails.thumbnail(image)) as picture:
        assert picture.width > picture.height
    assert [path.name for path in image.parent.glob(".*")] == []


def test_the_case_page_loads_small_pictures_into_its_strip(case_id: str) -> None:
    text = people.client("pemeriksa").get(f"/perkara/{case_id}/").content.decode()
    strip = text.split('class="lembar"')[1].split("</section>")[0]
    assert strip.count("/kecil/") == 2


def set_kind(case_id: str, number: int, kind: Kind) -> None:
    who = people.user("petugas", f"p{number}{kind.value}")
    page_kinds.set_page_kind(case_id, 0, number, kind, people.editor(who, case_id))
    CaseRow.objects.update(reviewer=None, reviewer_until=None)


def test_a_lone_page_changes_its_document(case_id: str) -> None:
    set_kind(case_id, 2, Kind.LAMPIRAN)
    kinds = list(DocumentRow.objects.filter(case_id=case_id).values_list("kind", flat=True))
    assert kinds == ["surat_permohonan", "lampiran"]
    row = CaseRow.objects.get(id=case_id)
    verdicts = {item["id"]: item["status"] for item in row.verdicts}
    assert verdicts["identitas"] == "tidak_terpenuhi"


def test_a_page_joins_the_letter_and_leaves_it_again(case_id: str) -> None:
    set_kind(case_id, 2, Kind.LAMPIRAN)
    set_kind(case_id, 2, Kind.SURAT_PERMOHONAN)
    (letter,) = DocumentRow.objects.filter(case_id=case_id)
    assert [ref["page"] for ref in letter.pages] == [1, 2]
    set_kind(case_id, 2, Kind.KTP)
    card = DocumentRow.objects.get(case_id=case_id, kind="ktp")
    assert [ref["page"] for ref in card.pages] == [2]
    assert all(field.is_doubtful for field in card.fields.all())
    letter.refresh_from_db()
    assert [ref["page"] for ref in letter.pages] == [1]


def test_fields_of_a_page_that_left_keep_their_value_without_a_box(case_id: str) -> None:
    set_kind(case_id, 2, Kind.LAMPIRAN)
    set_kind(case_id, 2, Kind.SURAT_PERMOHONAN)
    set_kind(case_id, 1, Kind.LAMPIRAN)
    letter = DocumentRow.objects.get(case_id=case_id, kind="surat_permohonan")
    name = letter.fields.get(name="pemohon_nama")
    assert (name.value is not None, name.page, name.box) == (True, None, None)


def test_a_page_of_another_case_is_refused(case_id: str) -> None:
    with pytest.raises(UsageError):
        page_kinds.set_page_kind(case_id, 7, 1, Kind.KTP, people.editor(people.user("petugas"), case_id))
    answer = people.client("pemeriksa").post(f"/perkara/{case_id}/halaman/0/1/jenis/", {"jenis": "rahasia"})
    assert answer.status_code == 404


@pytest.mark.parametrize("kind", ["PNG", "GIF", "TIFF", "PPM"])
def test_only_what_a_reading_child_draws_is_decoded_for_a_thumbnail(tmp_path: Path, kind: str) -> None:
    """A child that a hostile file has taken over can hand back anything; Pillow knows forty formats."""
    page = tmp_path / "1.jpg"
    Image.new("RGB", (64, 90), "white").save(page, kind)
    with pytest.raises(UnidentifiedImageError):
        thumbnails.thumbnail(page)
    Image.new("RGB", (64, 90), "white").save(page, "JPEG")
    assert thumbnails.thumbnail(page).read_bytes()[:2] == b"\xff\xd8"
