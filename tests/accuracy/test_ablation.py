"""Taking finders out: what takes their place, and that they come back."""

from importlib import import_module

import pytest

from extractors.case import letter_reading
from extractors.text import koperasi_village

ablation = pytest.importorskip("tests.accuracy.ablation", reason="needs the dependency group train")

USER = "extractors.text.koperasi"
"""A module that imports the finder."""


def test_a_finder_that_is_out_finds_nothing_wherever_it_is_imported_and_comes_back() -> None:
    taken = [finder for finder in ablation.finders() if finder.name == "text.koperasi_village:named"]
    assert [finder.function for finder in taken] == [koperasi_village.named]
    own, users = koperasi_village.named, vars(import_module(USER))
    assert users["named"] is own
    with ablation.without(taken):
        assert users["named"] is koperasi_village.named is not own
        assert taken[0].nothing() is None
    assert users["named"] is koperasi_village.named is own


def test_what_takes_a_function_s_place_is_told_by_its_annotations() -> None:
    found = {finder.name: finder.nothing for finder in ablation.finders()}
    assert found["text.signing:chief_signer"](()) is None
    assert found["text.koperasi:has_kop"](None) is False
    assert list(found["text.koperasi:koperasi_in"](None)) == []
    assert found["case.letter_reading:_with_signer"]("person", None) == "person"
    assert letter_reading._with_signer is not found["case.letter_reading:_with_signer"]
