"""What the long commands make and reckon: the same each time, and none like another."""

from tests.faults.hostile import hostile_files
from tests.faults.machine import growth, part_of
from tests.faults.papers import letter_of


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


def test_parts_are_told_by_their_commands() -> None:
    assert part_of("/x/python -m flows.cli intake --data d") == "intake"
    assert part_of("/x/python -P -m extractors.page.child {}") == "child"
    assert part_of("tesseract a b") == "other"
