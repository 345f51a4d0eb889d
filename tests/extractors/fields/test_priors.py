"""The table of sources and priors, and what a candidate makes of it."""

import ast
import re
from pathlib import Path

import pytest

import extractors
from extractors.fields.candidate import PRIORS, Candidate

CODE = Path(extractors.__file__).parent
QUOTED = re.compile(r"(?<!cue\()(?<!where\()\"([a-z_]+(?:\.[a-z_]+)?)\"")
FILES = (".npz", ".json")
BUILT = frozenset({"party.label_plain", "party.told_plain"})
"""Named in the code by what goes before '_plain'."""


def test_every_source_of_the_table_is_used_and_none_is_missing() -> None:
    said = {
        name
        for room in ("case", "text", "fields", "ranking")
        for path in (CODE / room).glob("*.py")
        for name in QUOTED.findall(path.read_text(encoding="utf-8"))
    }
    assert set(PRIORS) - said <= BUILT
    tables = {name.split(".")[0] for name in PRIORS}
    told = {name for name in said if "." in name and not name.endswith(FILES)}
    assert {name for name in told if name.split(".")[0] in tables} <= set(PRIORS)
    assert all(0.0 <= prior <= 1.0 for prior in PRIORS.values())


def test_no_code_compares_a_prior() -> None:
    """A source's name says what it is; its number only weighs, in `Candidate` alone."""
    compared, asking = [], set()
    for room in ("case", "text", "fields", "ranking"):
        for path in (CODE / room).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Name) and node.id == "PRIORS":
                    asking.add(path.name)
                if _compares(node) and any(_is_prior(part) for part in ast.walk(node)):
                    compared.append(f"{path.name}: {ast.unparse(node)}")
    assert compared == []
    assert asking == {"candidate.py"}


def _compares(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in {"min", "max", "sorted"}
    return isinstance(node, ast.Compare)


def _is_prior(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "prior"


@pytest.mark.parametrize("doubt", ["address.odd", "nik.by_hand"])
def test_a_doubt_takes_the_place_of_surer_sources_and_of_no_others(doubt: str) -> None:
    """What is said by name agrees with the table, whatever numbers stand in it."""
    table = doubt.partition(".")[0]
    for source in [name for name in PRIORS if name.partition(".")[0] in (table, "unread")]:
        made = Candidate("x", source=source).doubted(doubt)
        assert made.source == (doubt if PRIORS[source] > PRIORS[doubt] else source)


def test_a_share_lowers_the_prior_and_a_models_probability_takes_its_place() -> None:
    found = Candidate("x", source="nik")
    assert found.prior == PRIORS["nik"]
    assert found.weighed("weight.hard_page").prior < found.prior
    assert found.weighed("weight.hard_page").sourced("phone").prior == PRIORS["phone"]
    told = Candidate(True, source="ink_model", probability=0.4)
    assert told.prior == 0.4
    assert told.sourced("phone").prior == PRIORS["phone"]
