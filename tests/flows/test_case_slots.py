"""A case that takes long makes way for another, within bounds."""

from flows.case_slots import LONG_SECONDS, CaseSlots


def test_long_cases_make_way_but_not_without_end() -> None:
    now = [0.0]
    slots = CaseSlots(2, most_long=1, clock=lambda: now[0])
    first, second = slots.take(), slots.take()
    assert first
    assert second
    assert slots.take() is None
    now[0] = LONG_SECONDS
    third = slots.take()
    assert third, "one of the two makes way"
    assert slots.take() is None, "no more than one may"
    now[0] = 2 * LONG_SECONDS
    assert slots.take() is None
    slots.give(third)
    slots.give(third)
    assert slots.take()
    slots.give(first)
    assert slots.take()
    assert slots.take() is None


def test_none_is_given_once_closed() -> None:
    slots = CaseSlots(2)
    slots.close()
    assert slots.take() is None
