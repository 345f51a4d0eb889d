"""The passes over a page: text and marks twice, and the second time only where marks hid print."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from extractors.files.pages import PageImage
from extractors.image.workspace import Workspace
from extractors.page import reader, standing
from extractors.page.page_text import NO_TEXT
from extractors.page.standing import UprightPage, as_scanned
from models.field import Field
from models.page import CardReading, Line, Mark, MarkKind
from tests.extractors.paper import line

READ, HIDDEN = line("Hormat kami,", 300, 900), line("Siti Aminah", 300, 1000)
STAMP = Mark(kind=MarkKind.STEMPEL, box=(0.2, 0.3, 0.4, 0.5), score=0.9)


@pytest.mark.parametrize(("hidden", "looks"), [((), [1]), ((HIDDEN,), [1, 2])])
def test_marks_are_found_again_only_where_they_hid_print(
    monkeypatch: pytest.MonkeyPatch, hidden: tuple[Line, ...], looks: list[int]
) -> None:
    white = np.full((2339, 1654, 3), 255, np.uint8)
    known: list[int] = []

    def find(_page: Workspace, lines: tuple[Line, ...], *_: object) -> tuple[Mark, ...]:
        known.append(len(lines))
        return (STAMP,)

    page = replace(as_scanned(PageImage("a.pdf", 1, white, 200)), text=replace(NO_TEXT, lines=(READ,)))
    monkeypatch.setattr(reader, "stand_upright", lambda *_: page)
    monkeypatch.setattr(reader, "find_marks", find)
    monkeypatch.setattr(reader, "with_occluded_text", lambda _pixels, lines, _marks: (*lines, *hidden))
    reading = reader.read_page(PageImage("a.pdf", 1, white, 200))
    assert reading.failure is None
    assert known == looks
    assert reading.lines == (READ, *hidden)
    assert reading.marks == (STAMP,)


@pytest.mark.parametrize(
    ("turn", "is_legible", "steps"),
    [
        (None, True, ["first_text", "hinted_cards", "missed_cards", "illegible_card"]),
        (None, False, ["first_text", "hinted_cards", "better_way_up", "hard_text", "cards_of_hard_text",
                       "handwriting", "missed_cards", "illegible_card"]),
        (180, True, ["first_text", "hard_text", "cards_of_hard_text", "handwriting"]),
    ],
)  # fmt: skip
def test_the_steps_of_a_page_go_on_until_one_settles_it(
    monkeypatch: pytest.MonkeyPatch, turn: int | None, is_legible: bool, steps: list[str]
) -> None:
    """A legible page is read once; one that is not, by the other engine too; of one that a person turned
    nobody asks which way up it stands."""
    taken: list[str] = []

    def noted(step: reader.Step) -> reader.Step:
        def take(page: UprightPage) -> UprightPage:
            name = step.__name__.removeprefix("with_")
            taken.append(name)
            return replace(page, is_settled=is_legible and name == "hinted_cards")

        return take

    rest = reader.UPRIGHT[1:]
    monkeypatch.setattr(reader, "UPRIGHT", (lambda page: page, *map(noted, rest)))
    monkeypatch.setattr(reader, "UPRIGHT_AS_SAID", tuple(map(noted, reader.UPRIGHT_AS_SAID)))
    for name in ("with_missed_cards", "with_illegible_card"):
        monkeypatch.setattr(standing, name, noted(getattr(standing, name)))
    reader.stand_upright(PageImage("a.pdf", 1, np.full((300, 200, 3), 255, np.uint8), 200), turn)
    assert taken == steps


@pytest.mark.parametrize(("labels", "words", "is_letter"), [(3, 40, True), (3, 10, False), (9, 40, False)])
def test_a_letters_own_block_is_no_card(labels: int, words: int, is_letter: bool) -> None:
    """Few labels of a card among many surely read words."""
    rows = [line("permohonan pengurus koperasi anggota", 300, 200 + 20 * at) for at in range(words // 4)]
    card: Any = SimpleNamespace(
        is_back=False,
        layout=SimpleNamespace(rows=SimpleNamespace(labels=range(labels))),
        page_quad=((0.0, 0.0), (1.0, 0.0), (1.0, 0.6), (0.0, 0.6)),
    )
    assert standing._is_letter(card, rows) is is_letter


@pytest.mark.parametrize(("is_upside_down", "rows"), [(False, ["Mohon dibantu"]), (True, [])])
def test_what_stands_closer_to_a_card_than_its_edge_is_read(is_upside_down: bool, rows: list[str]) -> None:
    ends = (0.2, 0.22), (0.4, 0.42)
    head, last = reversed(ends) if is_upside_down else ends
    fields = {
        name: Field(value="x", page=1, box=(0.2, top, 0.5, foot))
        for name, (top, foot) in (("provinsi", head), ("berlaku_hingga", last))
    }
    card = CardReading(quad=((0.1, 0.1), (0.9, 0.1), (0.9, 0.6), (0.1, 0.6)), score=1.0, fields=fields)
    lines = [line("BERLAKU HINGGA", 300, 950), line("Mohon dibantu", 300, 1130)]
    assert [one.text for one in standing.lines_outside(lines, [card])] == rows
