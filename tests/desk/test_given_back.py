"""What a person typed comes back when it is refused or comes too late: nothing has to be typed twice."""

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from desk import changes
from desk.models import CasePaper, CaseRow, Disposition
from desk.paperwork import drafts
from models.procedure.stages import PaperKind
from tests.desk import factory, people, procedures
from tests.desk.clock import it_is

MONDAY = date(2026, 3, 16)
LONG = "Mohon klarifikasi tertulis atas layanan tanggal 2 Maret beserta nama petugas loketnya."


@pytest.fixture
def who(data: Path) -> User:
    return people.user("pengelola_pengaduan", "pengelola")


def dispute(data: Path, who: User) -> str:
    return procedures.approved(data, 1, who, "fasilitasi_pengaduan", received_on=date(2026, 3, 13))


def version(case_id: str) -> int:
    return CaseRow.objects.get(id=case_id).version


def test_a_refused_plan_stands_in_its_form_again(data: Path, who: User) -> None:
    with it_is(MONDAY):
        case_id = dispute(data, who)
        sent = {
            "versi": version(case_id), "tanggal": "2026-03-26", "mulai": "pagi", "acara": "Musyawarah",
            "tempat": "Balai Desa Sumobito", "petugas": who.id,
        }  # fmt: skip
        said = people.client("pengelola_pengaduan", "lain").post(
            f"/perkara/{case_id}/proses/jadwal/pertemuan/", sent
        )
    page = said.content.decode()
    assert said.status_code == 400 and "Tulislah waktunya seperti 09.00." in page
    for typed in ("2026-03-26", "pagi", "Musyawarah", "Balai Desa Sumobito"):
        assert f'value="{typed}"' in page, typed
    assert "<summary>Jadwalkan pertemuan" in page.split("open>")[-1]


def test_what_the_work_itself_refuses_comes_back_too(data: Path, who: User) -> None:
    with it_is(MONDAY):
        case_id = procedures.in_coordination(data, who, MONDAY)
        sent = {
            "versi": version(case_id),
            "kepada": "Bidang A",
            "isi": LONG,
            "batas": "2026-03-13",
            "luar": "ya",
        }
        said = people.client("pengelola_pengaduan", "lain").post(
            f"/perkara/{case_id}/proses/disposisi/", sent
        )
    page = said.content.decode()
    assert said.status_code == 400 and "Batas waktu disposisi sudah lewat." in page
    assert LONG in page and 'value="Bidang A"' in page and 'value="2026-03-13"' in page
    assert not Disposition.objects.exists()


@pytest.mark.parametrize("is_held", [True, False])
def test_what_comes_too_late_is_given_back_to_be_copied(data: Path, who: User, is_held: bool) -> None:
    with it_is(MONDAY):
        case_id = procedures.in_coordination(data, who, MONDAY)
        if is_held:
            changes.take_over(case_id, who)
        seen = version(case_id) - (0 if is_held else 1)
        sent = {"versi": seen, "kepada": "Bidang A", "isi": LONG, "batas": "2026-03-20", "luar": "ya"}
        said = people.client("pengelola_pengaduan", "lain").post(
            f"/perkara/{case_id}/proses/disposisi/", sent
        )
    page = said.content.decode()
    assert said.status_code == 409 and "salin bila perlu" in page
    assert all(typed in page for typed in (LONG, "Bidang A", "2026-03-20", "Instansi lain (eksternal)"))


def test_a_letters_text_that_comes_too_late_is_given_back(data: Path, who: User) -> None:
    case_id = dispute(data, who)
    paper = drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.SURAT_JAWABAN)
    sent = {"versi": version(case_id) - 1, "bagian-0": LONG, "penutup": "Demikian disampaikan."}
    said = people.client("pengelola_pengaduan", "lain").post(
        f"/perkara/{case_id}/proses/surat/{paper.id}/", sent
    )
    page = said.content.decode()
    assert said.status_code == 409 and LONG in page
    assert LONG not in str(CasePaper.objects.get(id=paper.id).content)


def test_a_number_that_is_refused_stands_there_again(data: Path, who: User) -> None:
    case_id = dispute(data, who)
    paper = drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.SURAT_JAWABAN)
    sent = {"versi": version(case_id), "nomor": "518/77/2026", "tanggal": "2099-01-01"}
    said = people.client("pengelola_pengaduan", "lain").post(
        f"/perkara/{case_id}/proses/surat/{paper.id}/final/", sent
    )
    assert said.status_code == 400 and 'value="518/77/2026"' in said.content.decode()


def test_a_refused_comment_and_whom_it_names_stand_there_again(data: Path, who: User) -> None:
    case_id = dispute(data, who)
    said = people.client("kepala").post(
        f"/perkara/{case_id}/komentar/", {"komentar": f"{LONG} @tidak.ada", "sebut": who.id}
    )
    page = said.content.decode()
    assert said.status_code == 400 and "Tidak ada rekan bernama @tidak.ada" in page
    assert f"{LONG} @tidak.ada</textarea>" in page and f'name="sebut" value="{who.id}" checked' in page


def test_a_refused_holiday_stands_in_its_form_again(data: Path) -> None:
    sent = {"tanggal": "2026-12-26", "nama": "Cuti bersama Natal", "jenis": "cuti_bersama", "sumber": " "}
    said = people.client("admin").post("/hari-libur/", sent)
    page = said.content.decode()
    assert said.status_code == 400 and "Sebutkan sumbernya" in page
    assert 'value="2026-12-26"' in page and 'value="Cuti bersama Natal"' in page


def test_reason_and_letter_of_a_late_decision_come_back_both(data: Path, who: User) -> None:
    case_id = dispute(data, who)
    sent = {"versi": version(case_id) - 1, "alasan": "Bukan wewenang kantor ini.", "surat": LONG}
    said = people.client("kepala").post(f"/perkara/{case_id}/putusan/tolak/", sent)
    page = said.content.decode()
    assert said.status_code == 409 and LONG in page and "Bukan wewenang kantor ini." in page


def test_a_reason_without_a_verdict_stands_there_again(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    said = people.client("kepala").post(
        f"/perkara/{case_id}/syarat/identitas/", {"versi": version(case_id), "alasan": LONG}
    )
    assert said.status_code == 400 and f"{LONG}</textarea>" in said.content.decode()
