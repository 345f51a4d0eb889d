"""The table of sources and priors, and what a candidate makes of it."""

import re
from pathlib import Path

import pytest

import extractors
from extractors.fields.candidate import PRIORS, Candidate

CODE = Path(extractors.__file__).parent
QUOTED = re.compile(r"(?<!cue\()(?<!where\()\"([a-z_]+(?:\.[a-z_]+)?)\"")
BUILT = frozenset({"party.label_plain", "party.told_plain"})
"""Named in the code by what goes before '_plain'."""


def test_every_source_of_the_table_is_used_and_none_is_missing() -> None:
    said = {
        name
        for room in ("case", "text", "fields")
        for path in (CODE / room).glob("*.py")
        for name in QUOTED.findall(path.read_text(encoding="utf-8"))
    }
    assert set(PRIORS) - said <= BUILT
    tables = {name.split(".")[0] for name in PRIORS}
    assert {name for name in said if "." in name and name.split(".")[0] in tables} <= set(PRIORS)
    assert all(0.0 <= prior <= 1.0 for prior in PRIORS.values())


def test_no_code_compares_a_prior() -> None:
    """A source's name says what it is; its number only weighs."""
    compared = [
        f"{path.name}: {line.strip()}"
        for room in ("case", "text", "fields")
        for path in (CODE / room).glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\.prior\s*[<>=!]", line) and "PRIORS[source]" not in line
    ]
    assert compared == []


@pytest.mark.parametrize(
    ("made", "source", "prior"),
    [
        (Candidate("x"), "text", 0.95),
        (Candidate("x").at_most("address.odd"), "address.odd", 0.5),
        (Candidate("x", source="unread").at_most("address.odd"), "unread", 0.0),
        (Candidate("x", source="nik").weighed("weight.hard_page"), "nik", 0.97 * 0.8),
        (Candidate(True, probability=0.4), "text", 0.4),
        (Candidate(True, probability=0.4).sourced("phone"), "phone", 0.96),
    ],
)
def test_what_a_candidate_is_worth(made: Candidate, source: str, prior: float) -> None:
    assert made.source == source
    assert made.prior == pytest.approx(prior)
