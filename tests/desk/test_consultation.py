"""Konsultasi from the approved letter to the settled case: materials, what was given, the report, the end."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from desk import facts, stored
from desk.models import AuditEntry, CasePaper, CaseRow, Consultation, FieldRow, MaterialRow
from desk.paperwork import drafts, shelf, template
from desk.procedure import consultation, materials
from models.errors import ConflictError, StorageError, UsageError
from models.materials import Material
from models.papers.content import OfficePaper
from models.procedure.stages import PaperKind
from tests.desk import people, procedures

TEXT = "RAT diadakan paling lambat enam bulan setelah tahun buku lampau.\n\nDasar: UU 25/1992 Pasal 26."
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@pytest.fixture
def case_id(data: Path) -> str:
    who = people.user("pemeriksa", "pemeriksa")
    return procedures.approved(data, 1, who, "fasilitasi_konsultasi", received_on=date(2026, 11, 24))


def post(browser: Client, case_id: str, path: str, status: int = 302, **values: object) -> str:
    """Sends a form of the procedure with the version now; the page that it answers with."""
    version = CaseRow.objects.get(id=case_id).version
    answer = browser.post(f"/perkara/{case_id}/proses/{path}", {"versi": version, **values})
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def give(browser: Client, case_id: str, status: int = 302, **values: object) -> str:
    material = MaterialRow.objects.get(slug="rapat-anggota-tahunan", is_latest=True)
    return post(
        browser, case_id, "konsultasi/", status,
        **{"materi": material.id, "topik": "RAT", "isi": TEXT, "cara": "tatap_muka", **values},
    )  # fmt: skip


def test_the_packaged_materials_each_state_their_law(data: Path) -> None:
    found = materials.library()
    assert {item.topic for item in found} >= {
        "RAT",
        "PERUBAHAN_AD",
        "SHU",
        "PEMBUBARAN",
        "NIK_ODS",
        "MERAH_PUTIH",
    }
    assert all(item.sources and item.version == 1 and item.is_packaged for item in found)
    assert materials.load_packaged() == 0


def test_a_change_is_a_new_version_and_an_upgrade_leaves_it(data: Path) -> None:
    who = people.user("kepala")
    changed = Material(
        "sisa-hasil-usaha", "SHU", "SHU", ("UU 25/1992 Pasal 45",), "Isi **kantor** <b>ini</b>."
    )
    made = materials.save(changed, 1, who, [("contoh.pdf", b"%PDF-1.4 contoh")])
    assert (made.version, made.is_packaged) == (2, False)
    with pytest.raises(ConflictError):
        materials.save(changed, 1, who)
    assert materials.load_packaged() == 0
    assert "<b>" not in materials.as_html(made.body)
    assert "<strong>kantor</strong>" in materials.as_html(made.body)
    assert [item.name for item in made.attachments.all()] == ["contoh.pdf"]
    with pytest.raises(UsageError, match="dasar hukum"):
        materials.save(Material("x", "X", "SHU", (), "Isi."), 0, who)


COMPARED = {
    "nik-dan-ods",
    "simpanan-anggota",
    "koperasi-merah-putih",
    "perubahan-anggaran-dasar",
    "sisa-hasil-usaha",
}
"""Materials of which every article was compared with the law's text (docs/service.md says with which)."""


def test_an_article_that_nobody_checked_says_so_and_holds_a_letter_back(case_id: str, data: Path) -> None:
    unchecked = {item.slug for item in materials.library() if item.is_unchecked}
    named = {item.slug for item in materials.library() if "Pasal" in "".join(item.sources)}
    assert unchecked == named - COMPARED
    who = people.user("pemeriksa", "pemberi")
    assert (
        "Nomor pasal belum dicocokkan" in people.client("petugas", "pembaca").get("/materi/").content.decode()
    )
    material = MaterialRow.objects.get(slug="rapat-anggota-tahunan", is_latest=True)
    text = materials.as_text(material)
    given = consultation.Given(material.id, "RAT", text, "", facts.today(), "telepon")
    consultation.record(case_id, given, people.editor(who, case_id))
    paper = drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.SURAT_JAWABAN)
    with pytest.raises(UsageError, match="periksa pasal"):
        shelf.check_ready(paper, shelf.Finish("518/1", facts.today(), has_checked=True))


def test_the_material_of_the_letters_topic_is_proposed_first(case_id: str) -> None:
    CaseRow.objects.filter(id=case_id).update(topic="pembubaran")
    page = people.client("petugas").get(f"/perkara/{case_id}/proses/").content.decode()
    assert page.index("Pembubaran koperasi") < page.index("Rapat Anggota Tahunan (RAT)")
    material = MaterialRow.objects.get(slug="pembubaran-koperasi")
    picked = people.client("petugas", "lain").get(f"/perkara/{case_id}/proses/?materi={material.id}")
    text = picked.content.decode().split('name="isi"')[1]
    assert "Dua jalan\n" in text
    assert "- Status badan hukum hapus" in text
    assert "##" not in text


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"isi": "  "}, "materi"),
        ({"cara": "telepati"}, "telepati"),
        ({"tanggal": "2026-11-20"}, "Tanggal konsultasi"),
        ({"tanggal": "2031-01-01"}, "Tanggal konsultasi"),
        ({"tanggal": "kemarin"}, "tidak dikenali"),
    ],
)
def test_what_cannot_be_is_not_recorded(case_id: str, values: dict[str, str], word: str) -> None:
    browser = people.client("petugas")
    page = give(browser, case_id, 400, **values)
    assert not Consultation.objects.exists()
    assert word in page and (values.get("isi") or TEXT) in page


def test_from_the_material_to_the_report_and_the_end(case_id: str, data: Path) -> None:
    browser, kepala = people.client("petugas"), people.user("kepala")
    with pytest.raises(UsageError, match="materi konsultasi"):
        procedures.move(case_id, "buat_laporan", kepala)
    give(browser, case_id)
    post(browser, case_id, "ke/buat_laporan/")
    photo = io.BytesIO(PNG)
    photo.name = "foto.png"
    post(browser, case_id, "dokumentasi/", berkas=photo, keterangan="Foto konsultasi", laporan="ya")
    post(browser, case_id, "siapkan/laporan_hasil/")
    paper = CasePaper.objects.get(kind="laporan_hasil")
    assert "RAT diadakan paling lambat enam bulan" in json.dumps(paper.content)
    post(browser, case_id, f"surat/{paper.id}/final/", 400, nomor="", tanggal=facts.today().isoformat())
    assert not CasePaper.objects.filter(is_final=True).exists()  # the conclusion is a person's to write
    values: dict[str, Any] = {
        f"bagian-{n}": "\n\n".join(section.paragraphs)
        for n, section in enumerate(shelf.content_of(paper).sections)
    }
    values["bagian-3"] = "Pemohon memahami tata cara RAT dan akan mengadakannya."
    details = "\n".join(f"{item.label}: {item.value}" for item in shelf.content_of(paper).details)
    post(browser, case_id, f"surat/{paper.id}/", judul="LAPORAN HASIL KONSULTASI", rincian=details, **values)
    post(browser, case_id, f"surat/{paper.id}/final/", tanggal=facts.today().isoformat())
    paper.refresh_from_db()
    assert paper.is_final
    assert paper.pdf
    text = pdf_text(browser, case_id, paper)
    for part in ("LAPORAN HASIL KONSULTASI", "akan mengadakannya", "Budi Santoso", "LAMPIRAN DOKUMENTASI"):
        assert part in text
    assert procedures.move(case_id, "tutup", kepala) == "selesai"
    row = CaseRow.objects.get(id=case_id)
    assert (row.status, row.process.due_on, row.process.ended_on) == ("selesai", None, facts.today())
    assert "tidak ada tenggat" in browser.get(f"/perkara/{case_id}/proses/").content.decode()


def pdf_text(browser: Client, case_id: str, paper: CasePaper) -> str:
    answer = browser.get(f"/perkara/{case_id}/proses/surat/{paper.id}/berkas/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    with pdfplumber.open(io.BytesIO(answer.content)) as found:
        return " ".join(" ".join(page.extract_text().split()) for page in found.pages)


def made_final(case_id: str, number: str = "518/12/415.26/2026") -> CasePaper:
    """An answer, final."""
    who = people.user("kepala", f"kepala{CasePaper.objects.count()}")
    consultation.record(
        case_id,
        consultation.Given(None, "RAT", TEXT, "", facts.today(), "telepon"),
        people.editor(who, case_id),
    )
    paper = drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.SURAT_JAWABAN)
    finish = shelf.Finish(number, facts.today(), has_checked=True)
    shelf.finalize(paper.id, finish, people.editor(who, case_id), case_id)
    return CasePaper.objects.get(id=paper.id)


def test_a_final_paper_never_changes(case_id: str, data: Path) -> None:
    paper = made_final(case_id)
    who = people.user("pemeriksa", "lain")
    changes: list[dict[str, object]] = [
        {"content": {}}, {"number": "1"}, {"is_final": False}, {"pdf_id": None},
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            CasePaper.objects.filter(id=paper.id).update(**change)
    with pytest.raises(UsageError, match="final"):
        shelf.save_content(paper.id, shelf.content_of(paper), people.editor(who, case_id), case_id)
    shelf.sent(paper.id, facts.today(), "whatsapp", people.editor(who, case_id), case_id)
    entry = json.loads(AuditEntry.objects.get(action="surat_final").data)
    assert (entry["pdf"], entry["docx"]) == (paper.pdf_id, paper.docx_id)
    assert paper.pdf
    path = data / "simpan" / paper.pdf.sha256[:2] / f"{paper.pdf.sha256}.pdf"
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(StorageError, match="berubah"):
        shelf.pdf_of(paper)


def test_numbers_are_entered_and_used_once_a_year(case_id: str) -> None:
    made_final(case_id)
    with pytest.raises(UsageError, match="sudah dipakai"):
        made_final(case_id)
    with pytest.raises(UsageError, match="buku agenda"):
        made_final(case_id, number=" ")


def test_a_paper_with_a_nik_or_an_unwritten_part_or_an_unseen_doubt_is_not_final(case_id: str) -> None:
    who = people.user("kepala")
    nik = str(FieldRow.objects.get(document__case_id=case_id, name="nik").value)
    FieldRow.objects.filter(document__case_id=case_id, name="pemohon_nama").update(needs_review=True)
    paper = drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.SURAT_JAWABAN)
    content = shelf.content_of(paper)
    ready = shelf.Finish("518/1", facts.today(), has_checked=True)
    assert content.doubtful == ("Nama pemohon",)
    with pytest.raises(UsageError, match="tuliskan hasilnya"):
        shelf.check_ready(paper, ready)
    written = content.model_copy(
        update={
            "sections": (
                content.sections[0].model_copy(update={"paragraphs": (f"NIK {nik[:8]} {nik[8:]}",)}),
            )
        }
    )
    shelf.save_content(paper.id, written, people.editor(who, case_id), case_id)
    paper.refresh_from_db()
    with pytest.raises(UsageError, match="ragu"):
        shelf.check_ready(paper, shelf.Finish("518/1", facts.today(), has_checked=False))
    with pytest.raises(UsageError, match="NIK"):
        shelf.check_ready(paper, ready)


def test_a_docx_goes_out_to_a_word_processor_and_comes_back(case_id: str) -> None:
    browser = people.client("pemeriksa", "lain")
    paper = drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.SURAT_JAWABAN)
    answer = browser.get(f"/perkara/{case_id}/proses/surat/{paper.id}/berkas/docx/")
    assert answer.content[:2] == b"PK"
    back = io.BytesIO(answer.content)
    back.name = "surat.docx"
    post(browser, case_id, f"surat/{paper.id}/", docx=back)
    paper.refresh_from_db()
    assert paper.is_edited
    assert paper.docx
    assert stored.read(paper.docx) == answer.content


def test_the_offices_own_template_goes_before_the_packaged_one(case_id: str, data: Path) -> None:
    paper = drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.SURAT_JAWABAN)
    (data / "templat").mkdir()
    (data / "templat" / "surat_jawaban.docx").write_bytes(
        (template.PACKAGED / "ucapan_terima_kasih.docx").read_bytes()
    )
    assert shelf.docx_of(paper)[:2] == b"PK"
    assert {path.stem for path in template.PACKAGED.glob("*.docx")} == {*PaperKind, *OfficePaper}
