"""What the long commands make and reckon: the same each time, and none like another."""

import pytest

from tests.faults.hostile import hostile_files
from tests.faults.machine import growth, part_of
from tests.faults.papers import letter_of
from tests.faults.soak import faults


def test_hostile_files_are_the_same_for_a_seed_and_none_like_another() -> None:
    files = hostile_files(300, 7)
    assert files == hostile_files(300, 7)
    assert len({content for _name, content in files}) == 300
    assert len({name for name, _content in files}) == 300


def test_letters_are_of_many_people() -> None:
    assert len({letter_of(number) for number in range(20)}) == 20


def test_growth_leaves_the_start_out() -> None:
    assert abs(growth([10, 20, 100, 100, 100, 100, 110, 110]) - 0.1) < 1e-9
    assert growth([1, 2]) == 0.0


HELD: dict[str, object] = {
    "drops": 1000, "lost": 0, "doubled": 0, "left": 0, "failed": 0, "refused clicks": 0, "left out": 20,
    "p95 of a click s": 1.5, "desk MiB growth": "9.9 %",
}  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "value"),
    [("lost", 1), ("refused clicks", 2), ("left out", 1628), ("p95 of a click s", 3.2),
     ("desk MiB growth", "10.4 %")],
)  # fmt: skip
def test_a_soak_with_a_figure_that_is_off_is_no_pass(figure: str, value: object) -> None:
    assert faults(HELD) == []
    assert len(faults(HELD | {figure: value})) == 1


def test_parts_are_told_by_their_commands() -> None:
    assert part_of("/x/python -m flows.cli intake --data d") == "intake"
    assert part_of("/x/python -P -m extractors.page.child {}") == "child"
    assert part_of("tesseract a b") == "other"
