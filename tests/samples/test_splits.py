"""Tune and test never meet: families, typefaces and pools of words are apart."""

import pytest

from samples import complaints, fonts, names
from samples.letters import families, topics
from samples.splits import SHARED_BELOW, Dice, Split, half


def test_letter_families_are_apart() -> None:
    tune, test = ({f.name for f in families.families(split)} for split in Split)
    assert tune and test and not tune & test
    assert len(tune | test) >= 14


def test_complaint_families_are_apart() -> None:
    tune, test = ({f.name for f in complaints.families(split)} for split in Split)
    assert tune and test and not tune & test


@pytest.mark.parametrize("pool", [fonts.MACHINE, fonts.HANDWRITTEN])
def test_hands_and_machines_are_apart(pool: dict[Split, tuple[str, ...]]) -> None:
    assert not set(pool[Split.TUNE]) & set(pool[Split.TEST])


@pytest.mark.parametrize("pool", [names.MEN_FIRST, names.WOMEN_LAST, names.COOPERATIVE_WORDS, names.STREETS])
def test_words_are_apart(pool: list[str]) -> None:
    tune, test = set(half(pool, Split.TUNE)), set(half(pool, Split.TEST))
    assert test and not tune & test
    assert tune | test == set(pool)


def test_subjects_of_letters_are_apart() -> None:
    for topic in topics.topics():
        assert len(topic.perihal) >= SHARED_BELOW
        assert not set(half(topic.perihal, Split.TUNE)) & set(half(topic.perihal, Split.TEST))


def test_small_pools_are_shared() -> None:
    assert half(("a", "b"), Split.TUNE) == half(("a", "b"), Split.TEST)


def test_dice_are_seeded() -> None:
    assert Dice("k", Split.TUNE).random() == Dice("k", Split.TUNE).random()
    assert Dice("k", Split.TUNE).random() != Dice("l", Split.TUNE).random()
