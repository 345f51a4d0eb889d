"""Names and numbers exchanged between letters: one word is the same other one all over a letter, its features
follow, and nothing else moves."""

import re
from collections.abc import Sequence

from extractors.case.letters import seen_letter
from extractors.ranking.reading_order import words_of
from extractors.ranking.roles import NAMES
from models.case import Channel
from models.document import Kind
from samples.training.ranking.exchange import Exchange
from samples.training.ranking.labels import labels_by_values
from samples.training.ranking.material import Example, told_of
from tests.extractors.paper import Cell, page

LETTERS: dict[str, tuple[list[str | Sequence[Cell]], dict[str, str]]] = {
    "01": (
        [
            "Jombang, 9 Pebruari 2026",
            "Hal : Permohonan mediasi",
            "Dengan hormat, saya yang bertanda tangan di bawah ini",
            [(150, "Nama"), (500, ": Siti Aminah")],
            [(150, "NIK"), (500, ": 3517094708880002")],
            [(150, "HP"), (500, ": 081234567890")],
            "anggota KSP Tirta Kencana di Puton. Ibu Aminah mohon ditengahi.",
            "SITI AMINAH",
        ],
        {
            "pemohon_nama": "Siti Aminah", "pemohon_nik": "3517094708880002",
            "pemohon_telepon": "081234567890", "koperasi_nama": "KSP Tirta Kencana",
        },
    ),
    "02": (
        [
            "Jombang, 3 Maret 2026",
            "Hal : Permohonan mediasi",
            "Dengan hormat, saya yang bertanda tangan di bawah ini",
            [(150, "Nama"), (500, ": Bagus Prayitno")],
            "anggota KSP Lumbung Rejeki di Puton mohon ditengahi.",
            "Bagus Prayitno",
        ],
        {"pemohon_nama": "Bagus Prayitno", "koperasi_nama": "KSP Lumbung Rejeki"},
    ),
}  # fmt: skip


def _example(voice: str) -> Example:
    rows, values = LETTERS[voice]
    pages = (page(rows),)
    seen = seen_letter(pages)
    tokens = [word.token for word in words_of(seen.sections)]
    return Example(
        voice, f"{voice}-01", Kind.SURAT_PERMOHONAN, "penyelesaian_masalah", Channel.LOKET, pages, seen,
        told_of(seen), labels_by_values(tokens, dict.fromkeys(NAMES[Kind.SURAT_PERMOHONAN]) | values),
        values, {},
    )  # fmt: skip


def _words(example: Example) -> list[str]:
    return [word.token.text for word in words_of(example.seen.sections)]


def _exchanged(times: int) -> tuple[Example, list[list[str]]]:
    """The first letter, and its words after so many exchanges."""
    one = _example("01")
    exchange = Exchange([one, _example("02")], 1)
    return one, [exchange.letter(one).words for _ in range(times)]


def test_a_word_is_the_same_other_one_wherever_it_stands() -> None:
    one, letters = _exchanged(20)
    places = [at for at, word in enumerate(_words(one)) if word.lower() == "aminah"]
    assert len(places) == 3
    for words in letters:
        assert len({words[at].lower() for at in places}) == 1
    assert {words[places[0]] for words in letters} == {"Aminah", "Prayitno"}
    assert {words[places[-1]] for words in letters} == {"AMINAH", "PRAYITNO"}


def test_kinds_of_bodies_and_common_words_stay() -> None:
    one, letters = _exchanged(20)
    old = _words(one)
    changed = {old[at].lower() for words in letters for at in range(len(old)) if words[at] != old[at]}
    assert changed == {"siti", "aminah", "tirta", "kencana", "3517094708880002", "081234567890"}


def test_a_number_keeps_its_begin_and_its_length() -> None:
    one, letters = _exchanged(5)
    nik, phone = _words(one).index("3517094708880002"), _words(one).index("081234567890")
    for words in letters:
        assert re.fullmatch(r"3517\d{12}", words[nik]) and words[nik] != _words(one)[nik]
        assert re.fullmatch(r"0812\d{8}", words[phone])


def test_features_are_those_of_the_new_words_and_what_was_read_stays() -> None:
    one = _example("01")
    exchange = Exchange([one, _example("02")], 1)
    new = exchange.letter(one)
    at = _words(one).index("3517094708880002")
    assert len(new.told) == len(one.told)
    assert [name for name in one.told[at] if name.startswith("read=")] == [
        name for name in new.told[at] if name.startswith("read=")
    ]
    name = _words(one).index("Aminah")
    assert f"0w={new.words[name].lower()}" in new.told[name]
    still = Exchange([one], 1).letter(one)
    assert [told for told, word, old in zip(still.told, still.words, _words(one), strict=True) if word == old]
