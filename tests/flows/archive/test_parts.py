"""The parts of the archive job: splitting, PDF/A, plan, index, figures, exports, progress."""

import io
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook
from PIL import Image

from flows.archive import answers, exports, figures, index, report, review
from flows.archive.heartbeat import Watcher
from flows.archive.pdfa import Facts, PdfPage, write_pdf
from flows.archive.plan import BATCH_FILES, Plan, SourceFile, batches, make_plan, save_plan
from flows.archive.record import FileResult, LetterRecord, from_json, picture_hash, to_json
from flows.archive.split import split
from flows.archive.storage import FolderStorage, open_storage
from flows.archive.topics import is_suggestion, koperasi_key, topic_of
from flows.archive.work import tally_of
from models import archive_answers
from models.archive import Review, State, wilson
from models.errors import UsageError
from models.page import Line, PageReading, Word
from tests.as_user import refused_as_user, user_folder
from tests.flows.archive.stub import page_of

HEAD = "Jombang, 3 Maret 2019\nPerihal : Pengaduan\nKepada Yth. Kepala Dinas"
BODY = "saya mengadukan simpanan yang tidak dapat ditarik\nDemikian, terima kasih"


def pages(*texts: str) -> list[PageReading]:
    return [page_of("kotak.pdf", number, text) for number, text in enumerate(texts, start=1)]


def numbers(found: list[PageReading]) -> list[list[int]]:
    return [[page.number for page in letter.pages] for letter in split(found).letters]


def test_signs_of_a_first_page_split() -> None:
    assert numbers(pages(HEAD, BODY, HEAD, BODY, "", HEAD + "\n" + BODY)) == [[1, 2], [3, 4, 5], [6]]


def test_a_blank_back_stays_with_its_letter() -> None:
    assert numbers(pages(HEAD, "", BODY)) == [[1, 2, 3]]


def test_a_single_sign_is_a_doubt_not_a_split() -> None:
    (letter,) = split(pages(HEAD, "Dengan hormat, lanjutan")).letters
    assert letter.proposals == (2,)


def test_a_separator_sheet_always_splits_and_is_kept_apart() -> None:
    found = pages(BODY, "PEMISAH", "lanjutan tanpa tanda")
    found[1] = found[1].model_copy(update={"separator": "BERKAS-PEMISAH-1"})
    made = split(found)
    assert [[page.number for page in letter.pages] for letter in made.letters] == [[1], [3]]
    assert made.separators == (2,)


def test_the_blank_back_of_a_separator_sheet_begins_no_letter() -> None:
    found = pages(HEAD, "", "PEMISAH", "", "", "lanjutan tanpa tanda", "")
    found[2] = found[2].model_copy(update={"separator": "BERKAS-PEMISAH-1"})
    made = split(found)
    assert [[page.number for page in letter.pages] for letter in made.letters] == [[1, 2], [6, 7]]
    assert made.separators == (3, 4, 5)


def test_a_letter_shows_its_first_written_page() -> None:
    (letter,) = split(pages("", HEAD, BODY)).letters
    assert (letter.first_page, letter.face) == (1, 2)


def picture(mode: str, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image = Image.new(mode, (620, 877), 1 if mode == "1" else 255)
    image.paste(0, (100, 100, 200, 120))
    image.save(out, kind, **options)
    return out.getvalue()


def test_a_pdf_is_pdfa_2b_and_its_words_lie_where_they_stand() -> None:
    word = Word(text="Pengaduan", box=(0.1, 0.2, 0.4, 0.23), confidence=1.0)
    line = Line(words=(word,), box=word.box)
    group4 = picture("1", "TIFF", compression="group4", tiffinfo={278: 877})
    made = [PdfPage(picture("L", "JPEG"), 75.0, (line,)), PdfPage(group4, 75.0, ())]
    facts = Facts("Surat <uji>", "kotak_aduan", "ab" * 32, datetime(2019, 3, 3, tzinfo=UTC))
    content = write_pdf(made, facts)
    assert write_pdf(made, facts) == content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        with pdf.open_metadata() as xmp:
            assert xmp.pdfa_status == "2B"
            assert xmp["dc:title"] == "Surat <uji>"
        assert str(pdf.docinfo["/Title"]) == "Surat <uji>"
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/Encrypt" not in pdf.trailer
        first, second = pdf.pages
        assert [round(float(side)) for side in first.MediaBox] == [0, 0, 595, 842]
        text = first.Contents.read_bytes().decode()
        assert "3 Tr" in text
        x, y = (float(part) for part in text.split(" Tm")[0].split()[-2:])
        assert x == pytest.approx(0.1 * 595.2, abs=1)
        assert 842 * 0.77 <= y <= 842 * 0.79
        for page in (first, second):
            image = page.Resources.XObject.I
            assert isinstance(image, pikepdf.Stream)
            drawn = pikepdf.PdfImage(image).as_pil_image().convert("L").tobytes()
            assert drawn[110 * 620 + 150] < 50
            assert drawn[10 * 620 + 10] > 200


def make_source(root: Path) -> FolderStorage:
    root.mkdir(exist_ok=True)
    (root / "a.pdf").write_bytes(b"satu")
    (root / "sub").mkdir(exist_ok=True)
    (root / "sub" / "b.TIF").write_bytes(b"dua")
    (root / "sub" / "salinan.pdf").write_bytes(b"satu")
    (root / "catatan.docx").write_bytes(b"x")
    (root / ".tersembunyi.pdf").write_bytes(b"x")
    (root / "tautan.pdf").symlink_to("/etc/hostname")
    return FolderStorage(root)


def test_a_plan_has_each_digest_once_and_hashes_only_what_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = make_source(tmp_path / "s"), FolderStorage(tmp_path / "t")
    plan = make_plan(source, target)
    assert [file.name for file in plan.files] == ["a.pdf", "sub/b.TIF"]
    assert plan.doubles == (("sub/salinan.pdf", "a.pdf"),)
    assert plan.passed_over == ("catatan.docx",)
    save_plan(target, plan, source.url)
    looked: list[str] = []

    def local(name: str) -> object:
        looked.append(name)
        return FolderStorage.local(source, name)

    monkeypatch.setattr(source, "local", local)
    (source.root / "c.png").write_bytes(b"tiga")
    assert len(make_plan(source, target).files) == 3
    assert looked == ["c.png", "sub/salinan.pdf"]


def test_each_empty_scan_is_read_so_that_its_failure_names_it(tmp_path: Path) -> None:
    source = make_source(tmp_path / "s")
    for name in ("kosong.pdf", "kosong2.pdf", "kosong.docx"):
        (source.root / name).touch()
    plan = make_plan(source, FolderStorage(tmp_path / "t"))
    assert {"kosong.pdf", "kosong2.pdf"} <= {file.name for file in plan.files}
    assert plan.doubles == (("sub/salinan.pdf", "a.pdf"),)
    assert plan.passed_over == ("catatan.docx", "kosong.docx")


def test_batches_are_bounded_in_files_and_bytes() -> None:
    small = [SourceFile(str(number), str(number), 1, "", "") for number in range(BATCH_FILES + 1)]
    assert [len(batch) for batch in batches(small)] == [BATCH_FILES, 1]
    large = [SourceFile(str(number), str(number), 150_000_000, "", "") for number in range(3)]
    assert [len(batch) for batch in batches(large)] == [1, 1, 1]


def letter(number: int, **changes: object) -> LetterRecord:
    facts = {
        "id": f"f{number}-00001", "file_id": f"f{number}", "file_name": f"{number}.pdf", "pages": (1, 2),
        "kind": "surat_pengaduan", "service": "", "year": 2019, "date": "2019-03-03", "sender": "SITI CONTOH",
        "koperasi": "KSP CONTOH", "topic": "simpanan", "is_suggestion": False, "is_anonymous": False,
        "is_handwritten": False, "dpi": 200.0, "confidence": 0.9, "doubts": (),
        "picture_hash": "ff00ff00ff00ff00", "pdf": "", "json": "",
        "text": f"surat nomor {number} tentang uang simpanan anggota koperasi",
    }  # fmt: skip
    return LetterRecord(**{**facts, **changes})  # type: ignore[arg-type]


def result(*letters: LetterRecord) -> FileResult:
    return FileResult(letters[0].file_id, letters[0].file_name, 2, letters, (), (), 1.0)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with index.opened(tmp_path / "i.sqlite3") as opened:
        yield opened


def test_a_file_indexed_twice_is_there_once_and_found_by_its_words(connection: sqlite3.Connection) -> None:
    for _ in range(2):
        index.add(connection, [result(letter(1)), result(letter(2, text="rapat anggota é tahunan"))])
    assert connection.execute("select count(*) from surat").fetchone() == (2,)
    assert [hit.id for hit in index.search(connection, 'simpanan "anggota')] == ["f1-00001"]
    assert [hit.id for hit in index.search(connection, "RAPAT e")] == ["f2-00001"]
    assert index.search(connection, '" OR *') == []
    assert index.search(connection, "a\0b") == []


def test_handwriting_is_found_by_what_its_words_may_be_and_says_so(connection: sqlite3.Connection) -> None:
    doubtful = letter(1, text="saya Sili Aminoh dari Ploso", alternatives="Siti Aminah", is_handwritten=True)
    index.add(connection, [result(doubtful), result(letter(2, text="ibu Aminah dan Siti"))])
    found = {hit.id: hit.is_approximate for hit in index.search(connection, "siti aminah")}
    assert found == {"f1-00001": True, "f2-00001": False}
    (read,) = index.search(connection, "sili ploso")
    assert (read.id, read.is_approximate) == ("f1-00001", False)
    assert next(hit.id for hit in index.search(connection, "aminah")) == "f2-00001"


def test_results_survive_storage() -> None:
    made = result(letter(1, doubts=("Ragu.",), file_name="nama\udcff.pdf"))
    assert from_json(to_json(made)) == made


def test_figures_and_reports(connection: sqlite3.Connection) -> None:
    letters = [
        letter(1),
        letter(2, is_suggestion=True, doubts=("Isian meragukan: terlapor.",), text="lain", koperasi="=1+1"),
        letter(3, year=None, dpi=100.0, text="beda", picture_hash=""),
    ]
    index.add(connection, [result(each) for each in letters])
    found = figures.gather(connection)
    assert (found.letters, found.complaints, found.suggestions, found.doubtful, found.low_dpi) == (
        3,
        2,
        1,
        1,
        1,
    )
    assert dict(found.years) == {"2019": 2, "tanpa tahun": 1}
    text = report.as_text(found, Plan(()), Review(10, 0, 0))
    assert "Meragukan" in text
    assert "<svg" in report.as_html(found, Plan(()), Review(10, 10, 1))
    rows = exports.rows_of(connection)
    assert b"'=1+1" in exports.as_csv(rows)
    sheet = load_workbook(io.BytesIO(exports.as_xlsx(rows))).active
    assert sheet is not None
    assert "'=1+1" in [cell.value for row in sheet.iter_rows() for cell in row]


@pytest.mark.parametrize(
    ("wrong", "looked_at", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 100, 0.0, 0.0370), (5, 100, 0.0215, 0.1118), (50, 100, 0.4038, 0.5962)],
)
def test_wilson_agrees_with_the_published_values(wrong: int, looked_at: int, low: float, high: float) -> None:
    found = wilson(wrong, looked_at)
    assert found == pytest.approx((low, high), abs=5e-4)


def test_the_sample_is_the_same_each_time_and_about_its_share(connection: sqlite3.Connection) -> None:
    letters = [letter(number, text=str(number)) for number in range(400)]
    index.add(connection, [result(letter(400, doubts=("Ragu.",))), *(result(each) for each in letters)])
    found = []
    for _ in range(2):
        index.draw(connection, 0.1)
        found.append([row[0] for row in connection.execute("select id from surat where contoh order by id")])
    assert found[0] == found[1]
    assert 20 <= len(found[0]) <= 65
    index.draw(connection, 1.0)
    assert connection.execute("select count(*) from surat where contoh").fetchone() == (400,)


def test_topics_and_suggestions() -> None:
    assert topic_of("uang simpanan saya tidak bisa diambil") == "Simpanan tidak dapat diambil"
    assert topic_of("entah apa") == "Lainnya"
    assert is_suggestion("Saran: sebaiknya loket dibuka pagi")
    assert not is_suggestion("Pengaduan, saya kecewa dan mengadukan; saran nanti")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ('Koperasi Simpan Pinjam "Mekar Jaya"', "KSP MEKAR JAYA"),
        ("KSP. Mekar  Jaya,", "KSP MEKAR JAYA"),
        ("koperasi tersebut", ""),
        ("petugas pelayanan", ""),
        ("KPRI Bina Warga", "KPRI BINA WARGA"),
        ("koperasi", ""),
        ("Koperasi Serba Usaha KSU Bakti Artha", "KSU BAKTI ARTHA"),
        ("Koperasi Simpan Pinjam", ""),
        ("Pusat Koperasi Pegawai", "PUSAT KOPERASI PEGAWAI"),
        ("Primer Koperasi Kepolisian", "PRIMER KOPERASI KEPOLISIAN"),
    ],
)
def test_letters_about_one_koperasi_are_counted_together(name: str, key: str) -> None:
    assert koperasi_key(name) == key


def test_picture_hash_tells_pictures_apart() -> None:
    rising, falling = bytes(range(72)), bytes(reversed(range(72)))
    assert picture_hash(rising) != picture_hash(falling)


def test_a_worker_without_a_beat_is_dead_by_our_own_clock(tmp_path: Path) -> None:
    target = FolderStorage(tmp_path)
    watcher = Watcher(target, dead_seconds=60, start_seconds=0)
    target.write(".kerja/denyut/b", b"jalan-1 1")
    assert not watcher.is_dead("b", "jalan-1", 1_000)
    assert not watcher.is_dead("b", "jalan-1", 1_060)
    target.write(".kerja/denyut/b", b"jalan-1 2")
    assert not watcher.is_dead("b", "jalan-1", 1_061)
    assert watcher.is_dead("b", "jalan-1", 1_122)


def test_state_tells_pace_and_rest() -> None:
    line = State(done=1, total=4, pages=10, errors=0, doubtful=2, seconds=5.0, share=0.5).line()
    assert "2,00 halaman/detik" in line
    assert "sisa 0 menit 5 detik" in line


def test_the_rest_is_told_by_bytes_since_a_file_may_hold_a_year() -> None:
    small, large = SourceFile("a", "a", 100, "", ""), SourceFile("b", "b", 900, "", "")
    tally = tally_of([small, large])
    tally.file(FileResult("a", "a", 1, (), (), (), 1.0), small.size)
    assert (tally.state().done, tally.state().share) == (1, 0.1)


def test_an_unknown_place_is_refused_plainly() -> None:
    with pytest.raises(UsageError):
        open_storage("entah://x")
    assert json.dumps(open_storage("/tmp/x").url) == '"/tmp/x"'


def test_the_reviewers_answers_become_an_error_rate(connection: sqlite3.Connection, tmp_path: Path) -> None:
    letters = [letter(number, text=str(number)) for number in range(20)]
    letters.append(letter(20, doubts=("Jenis surat tidak dikenali.",)))
    index.add(connection, [result(each) for each in letters])
    index.draw(connection, 1.0)
    content, doubtful, drawn = review.sheet(connection)
    assert (doubtful, drawn) == (1, 20)
    book = load_workbook(io.BytesIO(content))
    page = book.active
    assert page is not None
    for number, row in enumerate(page.iter_rows(min_row=2), start=1):
        row[7].value = "tidak" if number == 2 else "ya" if number < 12 else None
    book.save(tmp_path / "lembar.xlsx")
    target = FolderStorage(tmp_path)
    review.keep_answers(target, review.read_answers(tmp_path / "lembar.xlsx"))
    archive_answers.apply(connection, answers.stored_answers(target))
    found = review.review_of(connection)
    assert (found.drawn, found.looked_at, found.wrong) == (20, 10, 1)
    assert "10,0 %" in found.sentence
    page["H3"].value = "barangkali"
    book.save(tmp_path / "salah.xlsx")
    with pytest.raises(UsageError):
        review.read_answers(tmp_path / "salah.xlsx")


@pytest.mark.parametrize(
    ("modes", "planned", "closed"),
    [
        ({"tertutup": 0}, ["a.pdf", "z.pdf"], ["tertutup"]),
        ({"tertutup": 0o444}, ["a.pdf", "z.pdf"], ["tertutup/surat.pdf"]),
        ({"a.pdf": 0, "z.pdf": 0}, ["tertutup/surat.pdf"], ["a.pdf", "z.pdf"]),
        ({}, ["a.pdf", "z.pdf", "tertutup/surat.pdf"], []),
    ],
)
def test_what_is_closed_is_named_and_stops_no_other(
    modes: dict[str, int], planned: list[str], closed: list[str]
) -> None:
    with user_folder() as source:
        source.chmod(0o755)
        (source / "tertutup").mkdir()
        (source / "tertutup").chmod(0o755)
        for name in ("a.pdf", "tertutup/surat.pdf", "z.pdf"):
            (source / name).write_bytes(name.encode())
            (source / name).chmod(0o644)
        for name, mode in modes.items():
            (source / name).chmod(mode)
        with refused_as_user():
            plan = make_plan(FolderStorage(source), FolderStorage(source / "arsip"))
        (source / "tertutup").chmod(0o755)
    assert [file.name for file in plan.files] == planned
    assert [name for name, why in plan.closed if "hak baca" in why] == closed


def test_a_closed_source_is_refused() -> None:
    with user_folder() as source, user_folder() as target:
        source.chmod(0)
        with refused_as_user(), pytest.raises(UsageError, match="hak baca"):
            make_plan(FolderStorage(source), FolderStorage(target))
