"""UU 27/2022: a person's data is found, exported whole, and erased so that nothing of him is left; the audit
log stays whole."""

import csv
import io
import json
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client, override_settings

from desk import audit, boot, changes, decisions, facts, responses, rows, search
from desk.intake import admission, leases, readings
from desk.intake.values import Arrival, StoredFile
from desk.models import (
    AuditEntry,
    CasePaper,
    CaseRow,
    Erasure,
    FieldRow,
    PageRow,
    PartyRow,
    ReceiptRow,
    StoredOriginal,
)
from desk.numbers import new_number
from desk.paperwork import drafts, shelf, writer
from desk.personal import columns, erasing, exporting, files, schedule, subject
from desk.personal.erasing import Order, Said, Scope
from desk.procedure import consultation
from flows.cli import run_command
from models.case import Channel
from models.document import Kind
from models.errors import SettingsError, UsageError
from models.paths import DataFolder
from models.procedure.stages import PaperKind
from models.retention import load_retention, months_after
from tests.desk import factory, people, procedures
from tests.desk.archives import make_archive
from tests.desk.clock import it_is

NAME = "SITI MELATIWANGI"
WORDS = ("melatiwangi", "kenangasari", "085711223344")
"""The person's name, street and telephone: like nobody else's."""
REASON = "Permintaan subjek data, surat nomor 12"
TODAY = date(2026, 12, 1)


def draw_stored(data: Path, case_id: str) -> None:
    """The stored original says who it is of, so that what is left of it would be found."""
    for digest in files.scans_of(case_id):
        DataFolder(data).stored(digest, ".pdf").write_bytes(f"%PDF-1.4 {NAME} contoh".encode())


@pytest.fixture
def settled(data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A case with everything in it: corrections, parties, consultation, a final paper, a response with proof,
    a receipt, a photo; settled. Of somebody else there is one too."""
    monkeypatch.setattr(writer, "pdf", lambda docx: b"%PDF-1.4 " + NAME.encode() + sha256(docx).digest())
    factory.admit_case(data, 2, name="BUDI TETANGGA")
    who = people.user("pengelola_pengaduan", "pengelola")
    with it_is(date(2026, 11, 25)):
        case_id = factory.admit_case(data, 1, name=NAME)
        draw_stored(data, case_id)
        changes.set_service(case_id, "fasilitasi_konsultasi", people.editor(who, case_id))
        for name, value in (("pemohon_alamat", "Jalan Kenangasari 7"), ("pemohon_telepon", "085711223344")):
            field = FieldRow.objects.get(document__case_id=case_id, name=name)
            changes.set_field(case_id, field.id, value, people.editor(who, case_id))
        decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
        PartyRow.objects.create(case_id=case_id, role="pemohon", name=NAME, address="Jalan Kenangasari 7")
        said = consultation.Given(None, "RAT", f"Kepada {NAME}.", "", facts.today(), "telepon")
        consultation.record(case_id, said, people.editor(who, case_id))
        paper = drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.SURAT_JAWABAN)
        shelf.finalize(
            paper.id, shelf.Finish("518/1", facts.today(), True), people.editor(who, case_id), case_id
        )
        answer = responses.Response(facts.today(), "whatsapp", f"Kepada {NAME}", "085711223344", None)
        responses.record(case_id, answer, people.editor(who, case_id))
        ReceiptRow.objects.create(number=case_id, channel="loket", giver=NAME, first_digest="", person=who)
        procedures.move(case_id, "buat_laporan", who)
        report = drafts.prepare(CaseRow.objects.get(id=case_id), PaperKind.LAPORAN_HASIL)
        content = shelf.content_of(report)
        done = [part.model_copy(update={"paragraphs": (f"Untuk {NAME}.",)}) for part in content.sections]
        shelf.save_content(
            report.id,
            content.model_copy(update={"sections": tuple(done)}),
            people.editor(who, case_id),
            case_id,
        )
        shelf.finalize(report.id, shelf.Finish("", facts.today(), True), people.editor(who, case_id), case_id)
        procedures.move(case_id, "tutup", who)
    return case_id


def order(case_id: str, scope: Scope = Scope.CASE) -> Order:
    return Order(case_id, scope, Said(REASON, case_id))


def left(data: Path, *words: str) -> list[str]:
    """Files below the data folder whose bytes hold one of the words."""
    connections.close_all()
    found = []
    for path in sorted(data.rglob("*")):
        if path.is_file() and path.name != "asal.sqlite3":
            body = path.read_bytes().lower()
            found += [f"{path.relative_to(data)}: {word}" for word in words if word.encode() in body]
    return found


def test_nothing_of_the_person_is_left_and_the_log_is_whole(data: Path, settled: str) -> None:
    assert {line.split(":")[1].strip() for line in left(data, *WORDS)} == set(WORDS)
    other = CaseRow.objects.exclude(id=settled).get()
    before, shown = AuditEntry.objects.count(), dict(AuditEntry.objects.values_list("seq", "action"))
    digests = files.of_case(settled)
    assert len(digests) == 5  # the scan, and two final papers as DOCX and PDF

    job = erasing.erase(order(settled))

    assert left(data, *WORDS) == []
    assert not StoredOriginal.objects.filter(sha256__in=digests).exists()
    assert not PageRow.objects.filter(file_id__in=digests).exists()
    for digest in digests:
        assert not list(data.rglob(f"*{digest}*"))
    assert search.find("melatiwangi") == search.find("kenangasari") == []
    assert search.find("tetangga") == [other.id]
    assert DataFolder(data).page_image(files.scans_of(other.id).pop(), 1).exists()
    report = audit.verify()
    assert report.problems == ()
    assert report.count == before + 2  # who erased and why, and the new seal
    assert {
        seq: name for seq, name in AuditEntry.objects.values_list("seq", "action") if seq <= before
    } == shown
    assert (job.files, bool(job.finished_at)) == ([], True)


def test_what_figures_and_registers_need_stays(settled: str) -> None:
    kept = ("status", "service", "received_on", "service_due", "decided_on", "topic", "kecamatan", "channel")
    before = CaseRow.objects.values(*kept).get(id=settled)
    numbers = list(
        CasePaper.objects.filter(case_id=settled).values_list("kind", "number", "dated_on", "is_final")
    )
    moves = CaseRow.objects.get(id=settled).stage_moves.count()
    erasing.erase(order(settled))
    row = CaseRow.objects.get(id=settled)
    assert CaseRow.objects.values(*kept).get(id=settled) == before
    assert (row.applicant, row.subject, row.koperasi, row.nik_hash, row.findings) == ("", "", "", "", [])
    assert (
        list(CasePaper.objects.filter(case=row).values_list("kind", "number", "dated_on", "is_final"))
        == numbers
    )
    assert row.stage_moves.count() == moves


def test_every_free_text_of_every_table_goes(data: Path, settled: str) -> None:
    """Each column of text of each table that belongs to a case, as the models have them today."""
    who = people.user("petugas", "penulis")
    procedures.around(data, settled, who)
    filled = 0
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS surat_final_tetap")
        for table in [*columns.tables(), columns.Table(CaseRow, ("id",))]:
            if table.model.__name__ in columns.WHOLE_ROWS:
                continue
            for row in table.rows_of(settled):
                for column, blank in columns.blanks(table.model).items():
                    if isinstance(blank, str) and type(row) is not Erasure:
                        type(row)._default_manager.filter(pk=row.pk).update(**{column: "melatiwangi"[:12]})
                        filled += 1
    assert filled > 30
    erasing.erase(order(settled))
    assert left(data, "melatiwangi") == []


def test_an_edit_of_an_entry_is_still_found_afterwards(settled: str) -> None:
    erasing.erase(order(settled))
    taken = AuditEntry.objects.filter(data__startswith='{"dihapus"')
    assert taken.count() >= 4
    one, whole = taken.first(), AuditEntry.objects.filter(case_id=settled, action="tahap").first()
    assert one
    assert whole
    with pytest.raises(DatabaseError, match="hanya dapat ditambah"):
        AuditEntry.objects.filter(seq=one.seq).update(actor="lain")
    AuditEntry.objects.filter(seq=one.seq).update(data='{"dihapus": "2026-01-01", "x": 1}')
    assert any(f"Catatan {one.seq} " in problem for problem in audit.verify().problems)
    AuditEntry.objects.filter(seq=one.seq).update(data=one.data)
    assert audit.verify().problems == ()
    AuditEntry.objects.filter(seq=whole.seq).update(data='{"dihapus": "2026-01-01"}')
    assert any(f"Catatan {whole.seq} " in problem for problem in audit.verify().problems)


def test_entries_of_a_lost_key_can_lose_their_text_too(settled: str) -> None:
    """The chain that began anew holds the old entries by their digest, which the erasure renews."""
    with override_settings(AUDIT_KEY=b"baru" * 8):
        audit.begin_anew("kunci hilang", "uji")
        erasing.erase(order(settled))
        assert audit.verify().problems == ()
        assert AuditEntry.objects.filter(data__contains="MELATIWANGI").count() == 0
        AuditEntry.objects.filter(seq=2).update(data='{"dihapus": "2026-01-01", "x": 2}')
        assert any("kunci lama" in problem for problem in audit.verify().problems)
        other = CaseRow.objects.exclude(id=settled).get()
        CaseRow.objects.filter(id=other.id).update(status="ditolak")
        with pytest.raises(UsageError, match="tidak utuh"):
            erasing.erase(order(other.id))


def test_the_case_is_sealed_anew(settled: str) -> None:
    erasing.erase(order(settled))
    assert audit.verify().problems == ()
    CaseRow.objects.filter(id=settled).update(channel="email")
    assert any(settled in problem for problem in audit.verify().problems)


def test_scans_may_go_before_the_case(data: Path, settled: str) -> None:
    digests = files.scans_of(settled)
    erasing.erase(order(settled, Scope.IMAGES))
    for digest in digests:
        assert not list(data.rglob(f"*{digest}*"))
    assert CaseRow.objects.get(id=settled).applicant == NAME
    assert search.find("melatiwangi") == [settled]
    assert CasePaper.objects.filter(case_id=settled, pdf__isnull=False).count() == 2
    assert audit.verify().problems == ()
    browser = people.client("kepala")
    page = browser.get(f"/perkara/{settled}/").content.decode()
    assert "Pindaian berkas ini sudah dihapus" in page
    erasing.erase(order(settled))
    assert left(data, *WORDS) == []
    assert audit.verify().problems == ()
    assert "Data pribadi berkas ini sudah dihapus" in browser.get(f"/perkara/{settled}/").content.decode()
    for path in ("proses/", "riwayat/", "data-pribadi/", "surat/"):
        assert browser.get(f"/perkara/{settled}/{path}").status_code in (200, 404), path
    for paper in CasePaper.objects.filter(case_id=settled):
        assert browser.get(f"/perkara/{settled}/proses/surat/{paper.id}/").status_code == 200
        answer = browser.get(f"/perkara/{settled}/proses/surat/{paper.id}/berkas/pdf/", follow=True)
        assert "sudah dihapus" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "reason", "words"),
    [
        ("JBG-26-000009-X", REASON, "Ketik nomor"),
        ("", REASON, "Ketik nomor"),
        (None, "ya", "alasan"),
    ],
)
def test_a_person_must_mean_it(settled: str, typed: str | None, reason: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        erasing.erase(Order(settled, Scope.CASE, Said(reason, settled if typed is None else typed)))
    assert CaseRow.objects.get(id=settled).applicant == NAME


def test_a_running_case_is_not_erased_and_none_twice(data: Path, settled: str) -> None:
    running = factory.admit_case(data, 5)
    with pytest.raises(UsageError, match="masih berjalan"):
        erasing.erase(order(running))
    erasing.erase(order(settled))
    with pytest.raises(UsageError, match="sudah dihapus"):
        erasing.erase(order(settled))


def test_a_stack_stays_for_its_other_case_but_not_its_pages(data: Path) -> None:
    """Two cases in one scanned file: the file goes with the last of them."""
    sha = sha256(b"tumpukan").hexdigest()
    folder = DataFolder(data)
    folder.stored(sha, ".pdf").parent.mkdir(parents=True, exist_ok=True)
    folder.stored(sha, ".pdf").write_bytes(b"%PDF-1.4 tumpukan")
    cases = []
    for page in (1, 2):
        factory.draw_page(folder.page_image(sha, page), "SURAT", {"nama": "x"})
        file = StoredFile(sha, f"tumpukan-{page}.pdf", 10, ".pdf", (page,))
        arrived = Arrival(f"kiriman-{page}", Channel.LOKET, factory.at_nine(TODAY, page), (file,))
        made = admission.admit(arrived).case_id if page == 1 else _another(arrived)
        work = leases.take_case(made, "uji")
        assert work
        document = factory.made_document(Kind.LAMPIRAN, page, file.name, {})
        reading = factory.page_reading(file.name, page, Kind.LAMPIRAN, {})
        judged = factory.judged([document], Channel.LOKET, TODAY)
        assert readings.save_reading(made, "uji", judged, [reading])
        CaseRow.objects.filter(id=made).update(status="ditolak")
        cases.append(made)
    first = erasing.erase(order(cases[0]))
    assert first.shared == 1
    assert folder.stored(sha, ".pdf").exists()
    assert not folder.page_image(sha, 1).exists()
    assert folder.page_image(sha, 2).exists()
    assert list(PageRow.objects.filter(file_id=sha).values_list("number", flat=True)) == [2]
    erasing.erase(order(cases[1]))
    assert not list(data.rglob(f"*{sha}*"))


def _another(arrived: Arrival) -> str:
    """The stack's second case, as a split makes it (the same file would be linked to the first)."""
    with transaction.atomic():
        number = new_number()
    row = CaseRow.objects.create(
        id=number,
        status="diterima",
        channel="loket",
        received_at=arrived.received_at,
        received_on=TODAY,
    )
    for use in arrived.files:
        row.files.create(file_id=use.sha256, name=use.name, position=0, pages=list(use.pages))
    return row.id


def test_an_erasure_cut_off_is_finished_later(
    data: Path, settled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(job: Erasure) -> None:
        raise OSError("power")

    digests, finish = files.scans_of(settled), files.finish
    monkeypatch.setattr(files, "finish", cut)
    with pytest.raises(OSError, match="power"):
        erasing.erase(order(settled))
    assert [list(data.rglob(f"*{digest}*")) for digest in digests] != [[]]
    monkeypatch.setattr(files, "finish", finish)
    assert files.finish_all() == 1
    assert left(data, *WORDS) == []
    assert files.finish_all() == 0


def test_a_start_clears_what_a_killed_print_left(data: Path) -> None:
    left_over = data / ".cetak-abc"
    left_over.mkdir()
    (left_over / "surat-0.docx").write_text(NAME)
    boot.prepare()
    assert left(data, "melatiwangi") == []


def test_a_person_is_found_by_nik_and_by_name(data: Path, settled: str) -> None:
    cases = CaseRow.objects.all()
    nik = factory.invented_nik(1)
    found = subject.find(subject.Who(nik=nik), cases)
    assert [item.row.id for item in found] == [settled]
    assert found[0].is_sure
    by_name = subject.find(subject.Who(name="siti melatiwangi"), cases)
    assert [item.row.id for item in by_name] == [settled]
    assert not by_name[0].is_sure
    for name, number in (("ab", ""), ("", "123"), ("", "")):
        with pytest.raises(UsageError):
            subject.Who(name, number)


def test_the_export_holds_everything_of_the_person_and_nothing_of_others(data: Path, settled: str) -> None:
    make_archive(data)
    row = CaseRow.objects.get(id=settled)
    FieldRow.objects.filter(document__case=row, name="perihal").update(raw="=1+1")
    who = subject.Who(NAME, factory.invented_nik(1))
    with exporting.export([row], [], who, exporting.Person("kepala", "Dinas", TODAY)) as packed:
        archive = zipfile.ZipFile(packed)
        names = archive.namelist()
        told = json.loads(archive.read(f"berkas/{settled}/data.json"))
        fields = archive.read(f"berkas/{settled}/isian.csv").decode("utf-8-sig")
        log = list(csv.reader(io.StringIO(archive.read(f"berkas/{settled}/catatan.csv").decode("utf-8-sig"))))
        listed = archive.read("daftar.sha256").decode().splitlines()
        for line in listed:
            digest, name = line.split("  ", 1)
            assert sha256(archive.read(name)).hexdigest() == digest
        whole = b"".join(archive.read(name) for name in names)
    assert "'=1+1" in fields, "a formula is text to the program that opens it"
    assert {line.split("  ", 1)[1] for line in listed} == set(names) - {"daftar.sha256"}
    assert sum(name.startswith(f"berkas/{settled}/asli/") for name in names) == 5
    assert sum(name.startswith(f"berkas/{settled}/gambar/") for name in names) == 2
    assert {"Berkas", "Isian", "Pihak", "Konsultasi", "Surat", "Tanggapan", "TandaTerima"} <= set(told)
    assert told["Pihak"][0]["name"] == NAME
    assert factory.invented_nik(1) in fields
    assert len(log) - 1 == AuditEntry.objects.filter(case_id=settled).count() - 1  # but the export itself
    assert b"TETANGGA" not in whole
    entry = AuditEntry.objects.filter(action="data_pribadi_diekspor").get()
    assert (entry.case_id, entry.actor) == (settled, "kepala")
    assert entry.data == json.dumps({"sidik_nik": rows.nik_digest(who.digits)})
    assert audit.verify().problems == ()


def test_the_head_of_office_does_it_at_the_desk(data: Path, settled: str) -> None:
    browser = people.client("kepala")
    page = browser.get("/data-pribadi/").content.decode()
    assert "Jadwal retensi" in page
    assert "periksa pasal" in page
    found = browser.post("/data-pribadi/cari/", {"nama": "", "nik": factory.invented_nik(1)})
    assert settled in found.content.decode()
    sent = {"nama": NAME, "nik": "", "perkara": settled}
    answer = browser.post("/data-pribadi/ekspor/", sent)
    assert answer["Content-Type"] == "application/zip"
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert f"berkas/{settled}/data.json" in packed.namelist()
    address = f"/perkara/{settled}/data-pribadi/"
    assert "Ketik" in browser.get(address).content.decode()
    wrong = browser.post(address, {"lingkup": "perkara", "alasan": REASON, "nomor": "x"}, follow=True)
    assert "persis seperti tertulis" in wrong.content.decode()
    done = browser.post(address, {"lingkup": "perkara", "alasan": REASON, "nomor": settled}, follow=True)
    assert "Data pribadi berkas dihapus" in done.content.decode()
    assert left(data, *WORDS) == []
    assert Erasure.objects.get().person is not None
    looked = AuditEntry.objects.get(action="data_pribadi_dicari")
    assert factory.invented_nik(1) not in looked.data


@pytest.mark.parametrize("role", ["petugas", "pemeriksa", "pengelola_pengaduan", "arsiparis", "admin"])
def test_others_may_not(settled: str, role: str) -> None:
    browser: Client = people.client(role)
    for path in ("/data-pribadi/", "/data-pribadi/cari/", f"/perkara/{settled}/data-pribadi/"):
        assert browser.get(path).status_code == 403
    browser.post(
        f"/perkara/{settled}/data-pribadi/", {"lingkup": "perkara", "alasan": REASON, "nomor": settled}
    )
    assert CaseRow.objects.get(id=settled).applicant == NAME


def test_by_default_everything_is_held(settled: str) -> None:
    with it_is(date(2040, 1, 1)):
        assert schedule.expired(CaseRow.objects.all()) == []


def test_what_is_past_its_retention_is_proposed(data: Path, settled: str) -> None:
    kind = '[[kelas]]\nid="a"\nnama="A"\nperkara="5 tahun"\ngambar="6 bulan"\ndasar="JRA"\n'
    DataFolder(data).retensi.write_text(kind)
    try:
        for day, scope in (
            (date(2027, 5, 24), None),
            (date(2027, 5, 25), "gambar"),
            (date(2031, 11, 25), "perkara"),
        ):
            with it_is(day):
                found = schedule.expired(CaseRow.objects.all())
                assert [item.scope.value for item in found] == ([scope] if scope else []), day
        with it_is(date(2027, 6, 1)):
            erasing.erase(order(settled, Scope.IMAGES))
            assert schedule.expired(CaseRow.objects.all()) == []
    finally:
        DataFolder(data).retensi.unlink()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[kelas]]\nid="a"\nnama="A"\nperkara="1 tahun"\ngambar="2 tahun"\ndasar="x"\n', "lebih lama"),
        ('[[kelas]]\nid="a"\nnama="A"\nperkara="1 tahun"\ndasar="x"\n', "lebih lama"),
        ('[[kelas]]\nid="a"\nnama="A"\nperkara="lama"\ndasar="x"\n', "misalnya"),
        ('[[kelas]]\nid="a"\nnama="A"\nlayanan=["b"]\ndasar="x"\n', "tepat satu kelas"),
    ],
)
def test_a_wrong_schedule_is_refused(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "retensi.toml").write_text(text)
    with pytest.raises(SettingsError, match=words):
        load_retention(tmp_path)


def test_months_are_calendar_months() -> None:
    assert months_after(date(2026, 11, 25), 6) == date(2027, 5, 25)
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 1, 15), 60) == date(2031, 1, 15)


def test_the_command_asks_on_the_terminal(
    data: Path,
    settled: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed: list[str] = []
    monkeypatch.setattr("builtins.input", lambda prompt: typed.pop(0))
    at, zipped = ["--data", str(data)], tmp_path / "orang.zip"
    typed[:] = ["", factory.invented_nik(1)]
    assert run_command("personal-data", ["find", *at]) == 0
    assert settled in capsys.readouterr().out
    assert run_command("personal-data", ["export", "--case", settled, "--to", str(zipped), *at]) == 0
    assert zipfile.is_zipfile(zipped)
    assert run_command("personal-data", ["due", *at]) == 0
    assert run_command("personal-data", ["record", *at]) == 0
    assert "CATATAN KEGIATAN PEMROSESAN" in capsys.readouterr().out
    typed[:] = ["salah"]
    with pytest.raises(UsageError, match="persis"):
        run_command("personal-data", ["erase", "--case", settled, "--reason", REASON, *at])
    typed[:] = [settled]
    assert run_command("personal-data", ["erase", "--case", settled, "--reason", REASON, *at]) == 0
    assert run_command("personal-data", ["tidy", *at]) == 0
    assert left(data, *WORDS) == []
    assert AuditEntry.objects.get(action="data_pribadi_dihapus").actor == "baris perintah"
