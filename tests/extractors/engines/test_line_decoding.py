"""One line from two readers: who is heard, and how sure a word is."""

import math

import numpy as np

from extractors.engines.char_model import ALPHABET, office_language
from extractors.engines.line_decoding import DecodedWord, Look, decode, with_read, witnessed


def _look(text: str, sure: float = 0.95, instead: dict[int, tuple[str, float]] | None = None) -> Look:
    """A reader that sees `text`, every other column empty; `instead`: another letter's share at a place."""
    columns = np.full((2 * len(text) + 1, 1 + len(ALPHABET)), math.log(1e-5), np.float32)
    columns[::2, 0] = math.log(0.9999)
    for at, char in enumerate(text):
        columns[2 * at + 1, 1 + ALPHABET.index(char)] = math.log(sure)
        for other, share in filter(None, [(instead or {}).get(at)]):
            columns[2 * at + 1, 1 + ALPHABET.index(other)] = math.log(share)
            columns[2 * at + 1, 1 + ALPHABET.index(char)] = math.log(sure - share)
    return Look(columns)


def _texts(words: list[DecodedWord]) -> list[str]:
    return [word.text for word in words]


def test_two_readers_that_agree_are_surer_than_two_that_do_not() -> None:
    agreed = decode([_look("Siti Aminah"), _look("Siti Aminah")], office_language())
    parted = decode([_look("Siti Aminah"), _look("Siti Ainirah")], office_language())
    assert _texts(agreed) == ["Siti", "Aminah"]
    assert agreed[1].share > parted[1].share
    assert agreed[1].ink > 0.9


def test_a_doubtful_letter_goes_to_the_offices_word_and_stays_doubtful() -> None:
    words = decode([_look("Sili Aminah", instead={2: ("t", 0.4)})], office_language())
    assert _texts(words) == ["Siti", "Aminah"]
    assert words[0].least_ink < 0.5 < words[1].least_ink


def test_what_a_net_alone_reads_stands_beside_each_word() -> None:
    look = _look("Sili Aminah di Jl. Mawar", instead={2: ("t", 0.4)})
    words = with_read(decode([look], office_language()), look.columns)
    assert [(word.text, word.read) for word in words[:3]] == [
        ("Siti", "Sili"),
        ("Aminah", "Aminah"),
        ("di", "di"),
    ]
    parted = with_read(
        [DecodedWord("Siti", 0, 0.4, 1, 1, 1), DecodedWord("Aminah", 0.4, 1, 1, 1, 1)],
        _look("SitiAminah").columns,
    )
    assert {word.read for word in parted} == {"SitiAminah"}


def test_words_stand_where_their_letters_are() -> None:
    first, second = decode([_look("RT 03")], office_language())
    assert 0.0 <= first.left < first.right < second.left < second.right <= 1.0


def test_empty_columns_give_no_word() -> None:
    columns = np.full((9, 1 + len(ALPHABET)), math.log(1e-5), np.float32)
    columns[:, 0] = math.log(0.9999)
    assert decode([Look(columns)], office_language()) == []


def _seconded(text: str, witness: str) -> list[tuple[str, bool]]:
    words, other = (decode([_look(said)], office_language()) for said in (text, witness))
    return [(word.text, word.is_seconded) for word in witnessed(words, other)]


def test_a_witness_seconds_the_words_that_it_has_in_their_place() -> None:
    assert _seconded("bu Siti Aminah", "BU SITI AMIRAH") == [("bu", True), ("Siti", True), ("Aminah", False)]


def test_a_word_that_a_witness_joins_to_another_is_not_seconded() -> None:
    assert _seconded("Kami sudah lapor", "Kamisudah lapor") == [
        ("Kami", False), ("sudah", False), ("lapor", True),
    ]  # fmt: skip


def test_a_witness_that_sees_nothing_seconds_nothing_and_tells_nothing() -> None:
    words = decode([_look("RT 03")], office_language())
    assert witnessed(words, []) == words


def test_what_a_witness_has_instead_is_told_first() -> None:
    words, other = (decode([_look(said)], office_language()) for said in ("RT 03", "RT 08"))
    assert witnessed(words, other)[1].alternatives[0] == "08"
