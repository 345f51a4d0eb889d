"""The typist of `python -m tests.bench.transcribing`: what has to be typed over, and what it costs."""

import pytest

from tests.bench import typist
from tests.bench.typist import Edit, Work

EDITS = (
    ("nama saja Sili", "nama saya Siti", [Edit(1, 3, "saya Siti")]),
    ("nama saya Sili Aminah", "nama saya Siti Aminah", [Edit(2, 3, "Siti")]),
    ("se gera dibayar", "segera dibayar", [Edit(0, 2, "segera")]),
    ("x nama saya", "nama saya", [Edit(0, 1, "")]),
    ("nama Siti", "nama saya Siti", [Edit(0, 1, "nama saya")]),
    ("Siti", "saya Siti", [Edit(0, 1, "saya Siti")]),
)


@pytest.mark.parametrize(("read", "truth", "expected"), EDITS)
def test_what_is_typed_over_makes_the_truth(read: str, truth: str, expected: list[Edit]) -> None:
    found = typist.edits(read.split(), truth.split())
    assert found == expected
    words = read.split()
    for edit in reversed(found):
        words[edit.start : edit.end] = edit.text.split()
    assert " ".join(words) == truth


def test_only_a_page_beside_costs_finding_ones_place() -> None:
    read, truth = ["nama", "saja", "Sili"], ["nama", "saya", "Siti"]
    above, beside = (typist.compared(read, truth, is_above=is_above) for is_above in (True, False))
    assert above.seconds(1.0) == above.seconds(0.0) == beside.seconds(0.0)
    assert beside.seconds(1.0) == pytest.approx(beside.seconds(0.0) + 1.0)


def test_work_adds_up() -> None:
    work = Work(keys=2, marked=1) + Work(keys=3, screens=1)
    assert work == Work(keys=5, marked=1, screens=1)
    assert work.seconds(0.0) == pytest.approx(5 * 0.28 + 1.1 + 0.4 + 0.8 + 1.1 + 0.8 + 0.1)
