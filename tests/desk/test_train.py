"""`berkas train`: lines typed at the desk make the office's own sureness of words, or are given out."""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PIL import Image

from desk import facts, page_text
from desk.intake.values import Work
from desk.models import AuditEntry, LineTranscript, PageRow
from desk.transcripts import lines, training
from flows import compose
from flows.commands import train
from flows.fitting.word_curve_fit import WordLabel, fit, labels_of, left_out, loss
from models.case import Channel
from models.errors import SettingsError, UsageError
from models.file_reading import FileReading
from models.page import PageReading
from models.settings import Settings
from models.word_curve import FILE_NAME, WordCurve, load_word_curve, write_word_curve
from tests.desk import handwriting, people


@pytest.fixture(autouse=True)
def own_file(data: Path) -> Iterator[None]:
    yield
    for path in data.glob("keyakinan-tulisan*"):
        path.unlink()


def allow(monkeypatch: pytest.MonkeyPatch, said: str = "ya") -> None:
    monkeypatch.setattr(facts, "settings", lambda: Settings(learn_from_lines=said))


def options(export: Path | None = None, *, undo: bool = False) -> argparse.Namespace:
    return argparse.Namespace(export=export, undo=undo)


def typed_letters(data: Path, count: int, *, may_train: bool = True) -> None:
    """Letters whose words the machine is far too sure of: said .9, right three times in five."""
    dice, person = random.Random(3), people.user("pemeriksa")
    for number in range(count):
        handwriting.admit(data, number)
        page = PageRow.objects.get(file__uses__name=f"tulisan-{number}.jpg")
        for row in range(6):
            truth = [f"kata{dice.randrange(999)}" for _ in range(5)]
            read = [word if dice.random() < 0.6 else f"{word}x" for word in truth]
            LineTranscript.objects.create(
                page=page, box=list(handwriting.box_of(row)), read=" ".join(read), text=" ".join(truth),
                words=[[word, 0.9] for word in read], person=person, may_train=may_train,
            )  # fmt: skip


def test_words_are_right_where_they_stand_whole_in_the_typed_line() -> None:
    words = [("nama", 0.9), ("Siti", 0.8), ("Amina", 0.7), ("di", 0.6)]
    found = labels_of("a", words, "Nama siti Aminah di")
    assert [label.is_right for label in found] == [True, True, False, True]


def test_the_fit_learns_that_words_are_less_sure_here(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    allow(monkeypatch)
    typed_letters(data, 20)
    assert train.run(options(), data) == 0
    told = capsys.readouterr().out
    assert "0.9-1.0 | 600 | 0.6" in told and "0 | -" in told.partition("0.9-1.0")[2]
    own = load_word_curve(data)
    assert own.probability(0.9) == pytest.approx(0.6, abs=0.05)
    assert "20 surat" in own.fitted_on
    train.run(options(undo=True), data)
    assert not load_word_curve(data).is_own
    with pytest.raises(UsageError, match="Tidak ada pelatihan"):
        train.run(options(undo=True), data)


def test_a_second_fit_is_taken_back_to_the_first(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch)
    typed_letters(data, 20)
    write_word_curve(WordCurve(-3.0, 1.0, "dahulu"), data / FILE_NAME)
    train.run(options(), data)
    assert load_word_curve(data).fitted_on != "dahulu"
    train.run(options(undo=True), data)
    assert load_word_curve(data).fitted_on == "dahulu"


def test_what_is_no_better_is_not_kept(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch)
    typed_letters(data, 20)
    monkeypatch.setattr(train, "left_out", lambda labels: [(WordCurve(-9.0), label) for label in labels])
    train.run(options(), data)
    assert not (data / FILE_NAME).exists()


@pytest.mark.parametrize(
    ("said", "letters", "why"), [("tidak", 20, "tidak mengizinkan"), ("ya", 3, "sedikitnya")]
)
def test_nothing_is_learnt_without_leave_or_from_too_little(
    data: Path, monkeypatch: pytest.MonkeyPatch, said: str, letters: int, why: str
) -> None:
    allow(monkeypatch, said)
    typed_letters(data, letters)
    with pytest.raises(UsageError, match=why):
        train.run(options(), data)
    assert not (data / FILE_NAME).exists()


def test_lines_typed_before_the_leave_stay_out(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch)
    typed_letters(data, 2, may_train=False)
    assert training.typed_lines() == []


def test_lines_are_exported_as_pictures_and_texts(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allow(monkeypatch)
    typed_letters(data, 1)
    train.run(options(tmp_path / "baris"), data)
    rows = [json.loads(row) for row in (tmp_path / "baris" / "baris.jsonl").read_text().splitlines()]
    assert len(rows) == 6 and {row["surat"] for row in rows} == {1}
    with Image.open(tmp_path / "baris" / rows[0]["gambar"]) as strip:
        assert strip.width == pytest.approx(0.8 * 1240, abs=2) and 70 < strip.height < 130
        dark, light = strip.convert("L").getextrema()
        assert dark < 128 < light  # type: ignore[operator]
    assert AuditEntry.objects.get(action="baris_diekspor").data == '{"jumlah": 6}'
    with pytest.raises(UsageError, match="sudah ada"):
        train.run(options(tmp_path / "baris"), data)


def test_the_desk_and_the_next_reading_go_by_the_offices_own(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handwriting.admit(data, 1)
    page = PageRow.objects.get()
    line = page_text.lines_of(page)[0]
    assert lines.unsure_words(line) == ()
    write_word_curve(WordCurve(-3.0, 1.0, "uji"), data / FILE_NAME)
    assert lines.unsure_words(line) == tuple(word.text for word in line.words)
    work = cast(Work, SimpleNamespace(
        kinds={}, channel=Channel.KOTAK_ADUAN, received_on=handwriting.RECEIVED, service=None, files=(),
    ))  # fmt: skip
    seen: list[PageReading] = []

    def watch(readings: Sequence[FileReading], **_: object) -> None:
        seen.extend(page for reading in readings for page in reading.pages)

    monkeypatch.setattr(compose, "read_case", watch)
    compose.composer(data)([FileReading("a.jpg", (handwriting.reading(handwriting.LETTER, "a.jpg"),))], work)
    assert seen[0].lines[0].words[0].confidence < handwriting.UNSURE


def test_only_handwritten_pages_are_bent() -> None:
    reading = handwriting.reading(handwriting.LETTER, "a.jpg")
    curve = WordCurve(-2.0, 1.0)
    bent = curve.applied(reading)
    assert bent.lines[0].words[0].confidence == pytest.approx(curve.probability(handwriting.SURE))
    printed = reading.model_copy(update={"is_handwritten": False})
    assert curve.applied(printed) is printed and WordCurve().applied(reading) is reading


def test_a_broken_file_is_told(data: Path) -> None:
    (data / FILE_NAME).write_text('{"schema": "lain"}')
    with pytest.raises(SettingsError, match="berkas train"):
        load_word_curve(data)


def test_what_was_said_is_judged_on_letters_left_out() -> None:
    labels = [WordLabel(f"s{at % 10}", 0.9, at % 10 < 5) for at in range(400)]
    assert loss(left_out(labels)) > loss([(fit(labels), label) for label in labels])
