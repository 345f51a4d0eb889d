"""The scripted typist at a running desk, for `python -m tests.bench.transcribing`."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from desk.models import FieldRow, LineTranscript
from tests.bench import typist
from tests.bench.typist import Edit, Work
from tests.desk import handwriting
from tests.desk.browsing import Reviewer, launch, running_desk, sit_down
from tests.desk.handwriting import Written

MATTER = "materi_pengaduan"
SELECT = """([start, end]) => {
  const words = [...document.activeElement.value.matchAll(/\\S+/g)];
  const last = words[end - 1];
  document.activeElement.setSelectionRange(words[start].index, last.index + last[0].length);
}"""
"""A double click on a word (and one with Shift on the last), in effect."""
SPAN = """() => {
  const { value, selectionStart, selectionEnd } = document.activeElement;
  const words = [...value.matchAll(/\\S+/g)].map((word) => [word.index, word.index + word[0].length]);
  const first = words.findIndex(([, end]) => end > selectionStart), marked = words.filter(
    ([start, end]) => start >= selectionStart && end <= selectionEnd);
  return [first < 0 ? words.length : first, (first < 0 ? words.length : first) + marked.length];
}"""
"""Number of the first word that is marked, and of the one after the last."""
WORD = f"({SPAN})()[0]"
MARK_LINE, ENTER = Work(keys=2), Work(keys=1)
Row = Mapping[str, Any]


def measured(data: Path, rows: Sequence[Row]) -> tuple[dict[str, Work], float]:
    """Each way's work, and the seconds that the desk made the typist wait line by line."""
    letter = [
        Written(row["truth"], " ".join(word for word, _ in row["words"]),
                frozenset(word for word, sure in row["words"] if sure < 0.8))
        for row in rows
    ]  # fmt: skip
    with running_desk() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        case_id = handwriting.admit(data, 1, letter)
        reviewer = sit_down(browser, address, "pengelola_pengaduan")
        by_line, waited = _line_by_line(reviewer, case_id, letter)
        empty = _in_a_box(reviewer, handwriting.admit(data, 2, letter), letter, is_filled=False)
        filled = _in_a_box(reviewer, handwriting.admit(data, 3, letter), letter, is_filled=True)
        assert not reviewer.faults, reviewer.faults
        browser.close()
    ways = {
        "line by line, ink above": by_line,
        "one box, typed from nothing": empty,
        "one box with the reading, put right": filled,
    }
    return ways, waited


def _line_by_line(reviewer: Reviewer, case_id: str, letter: Sequence[Written]) -> tuple[Work, float]:
    reviewer.go(f"/perkara/{case_id}/tulisan/")
    work, waited = Work(), 0.0
    for number, written in enumerate(letter):
        start = time.monotonic()
        reviewer.until(f"document.activeElement.id === 't{number}'")
        waited += time.monotonic() - start
        read, truth = written.read.split(), written.truth.split()
        work += typist.compared(read, truth, is_above=True) + _put_right(reviewer, number, truth) + ENTER
        reviewer.press("Enter")
    start = time.monotonic()
    reviewer.settle()
    waited += time.monotonic() - start
    kept = list(LineTranscript.objects.order_by("id").values_list("text", flat=True))
    other = [(got, written.truth) for got, written in zip(kept, letter, strict=True) if got != written.truth]
    assert not other, f"the desk does not hold what was written: {other}"
    return work, waited


def _put_right(reviewer: Reviewer, number: int, truth: Sequence[str]) -> Work:
    """The line typed over word by word with the keys alone, or anew where that is less to type."""
    page, place = reviewer.page, f"#t{number}"
    planned = typist.edits(page.input_value(place).split(), truth)
    anew = typist.whole(truth, MARK_LINE)
    if anew.seconds(0) < typist.typed_over(planned).seconds(0) - len(planned) * typist.DOUBLE_CLICK:
        page.keyboard.press("Control+A")
        page.keyboard.type(" ".join(truth))
        return anew
    work = Work()
    while found := typist.edits(page.input_value(place).split(), truth):
        word = int(page.evaluate(WORD))
        edit = typist.nearest(found, word)
        work += _marked(reviewer, edit)
        _type(reviewer, edit)
        work += Work(keys=max(1, len(edit.text)))
    return work


def _marked(reviewer: Reviewer, edit: Edit) -> Work:
    """Goes word by word to the edit's first word and takes in the others, with Ctrl and Shift."""
    page, keys = reviewer.page, 0
    while (at := page.evaluate(SPAN))[0] != edit.start or at[1] != edit.start + 1:
        page.keyboard.press("Control+ArrowRight" if at[0] < edit.start else "Control+ArrowLeft")
        keys += 1
        assert keys < 99, (edit, at, page.evaluate("document.activeElement.value"))
    held = 1 if keys else 0
    for _ in range(edit.end - edit.start - 1):
        page.keyboard.press("Control+Shift+ArrowRight")
        keys += 1
    return Work(keys=keys + held + (1 if edit.end - edit.start > 1 else 0))


def _in_a_box(reviewer: Reviewer, case_id: str, letter: Sequence[Written], *, is_filled: bool) -> Work:
    """The matter's box of the case page, the scan beside it."""
    field = FieldRow.objects.get(document__case_id=case_id, name=MATTER)
    lines = [written.read if is_filled else "" for written in letter]
    FieldRow.objects.filter(id=field.id).update(machine_value=" ".join(lines).strip() or None)
    reviewer.go(f"/perkara/{case_id}/")
    box = f"#i{field.id}"
    reviewer.page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")
    reviewer.page.focus(box)
    work, done = Work(screens=_screens(reviewer)), 0
    for written in letter:
        read, truth = written.read.split(), written.truth.split()
        if is_filled:
            found = typist.edits(read, truth)
            for edit in reversed(found):
                reviewer.page.evaluate(SELECT, [done + edit.start, done + edit.end])
                _type(reviewer, edit)
            work += typist.compared(read, truth, is_above=False) + typist.typed_over(found)
            done += len(truth)
        else:
            reviewer.page.keyboard.insert_text(f"{written.truth} ")
            work += typist.copied(truth)
    reviewer.page.keyboard.press("Enter")
    reviewer.settle()
    said = FieldRow.objects.get(id=field.id).value
    assert said == " ".join(written.truth for written in letter), "the box does not hold what was written"
    return work + Work(keys=1)


def _type(reviewer: Reviewer, edit: Edit) -> None:
    if edit.text:
        reviewer.page.keyboard.type(edit.text)
    else:
        reviewer.page.keyboard.press("Backspace")


def _screens(reviewer: Reviewer) -> int:
    """Times that the page beside has to be scrolled on at the full width of its viewer."""
    shown = (
        "(({ clientHeight, clientWidth, dataset }) => [clientHeight, clientWidth * dataset.tinggi / 1000])"
    )
    high, whole = reviewer.page.evaluate(
        f"{shown}(document.querySelector('svg.halaman-gambar:not([hidden])'))"
    )
    return max(0, -(-int(whole) // max(1, int(high))) - 1)
