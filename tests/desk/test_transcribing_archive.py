"""Handwriting of archived letters line by line: kept with the answers, found by the search."""

from pathlib import Path

from desk import archive
from desk.models import AuditEntry
from flows.archive.record import lines_of
from models import archive_answers
from models.archive import ANSWERS
from models.page import Line, PageReading, Word
from tests.desk import people
from tests.desk.archives import ids, make_archive, rows, write_lines


def prepared(data: Path) -> tuple[Path, str, list[str]]:
    target = make_archive(data)
    letter = ids(target, "contoh")[0]
    return target, letter, write_lines(target, letter)


def test_a_typed_line_is_kept_and_the_letter_is_found_by_it(data: Path) -> None:
    target, letter, lines = prepared(data)
    browser, page = people.client("arsiparis"), f"/arsip/1/surat/{letter}/tulisan/"
    assert browser.get(page).content.decode().count("isian baris") == len(lines)
    answer = browser.post(page, {"urutan": "1", "nilai": "Kepada Yth. Dinas Wredatama"})
    assert "Disalin" in answer.content.decode()
    assert rows(target, "select diketik from baris where urutan = 1") == [("Kepada Yth. Dinas Wredatama",)]
    (kept,) = archive_answers.parse((target / ANSWERS).read_bytes())
    assert kept.lines == {1: (lines[1], "Kepada Yth. Dinas Wredatama")} and not kept.verdict
    with archive.opened(archive.archives(data)[0]) as index:
        found, _ = archive.letters(index, "semua", "wredatama", 1)
        assert [item.id for item in found] == [letter]
        assert not archive.letter(index, letter).verdict  # type: ignore[union-attr]
        archive_answers.apply(index, [kept])
        assert archive.text_of(index, letter).split("\n")[1] == "Kepada Yth. Dinas Wredatama"
    assert AuditEntry.objects.filter(action="salin_surat_arsip").count() == 1


def test_a_line_of_a_letter_read_anew_is_not_applied(data: Path) -> None:
    target, letter, _ = prepared(data)
    kept = archive_answers.Answer("uji", "2026", letter=letter, lines={0: ("lain", "Baru")})
    with archive.opened(archive.archives(data)[0]) as index:
        archive_answers.apply(index, [kept])
    assert rows(target, "select count(*) from baris where diketik is not null") == [(0,)]


def test_who_may_only_look_types_nothing(data: Path) -> None:
    _, letter, _ = prepared(data)
    page = f"/arsip/1/surat/{letter}/tulisan/"
    assert people.client("admin").get(page).status_code == 403
    browser = people.client("kepala")
    assert browser.post(page, {"urutan": "99", "nilai": "x"}).status_code in (403, 409)


def test_lines_of_handwritten_pages_are_kept_with_their_number_in_the_text() -> None:
    def page(number: int, text: str, *, by_hand: bool) -> PageReading:
        box = (0.1, 0.2, 0.9, 0.25)
        word = Word(text=text, box=box, confidence=0.5)
        line = Line(words=(word,), box=box)
        return PageReading(file="a", number=number, lines=(line, line), is_handwritten=by_hand)

    packed = lines_of([page(1, "cetak", by_hand=False), page(2, "tulis", by_hand=True)])
    assert packed.startswith('[[2, 2, [0.1, 0.2, 0.9, 0.25], [["tulis", 0.5]]], [3, 2,')
    assert lines_of([page(1, "cetak", by_hand=False)]) == ""
