"""What the words of a role become as its value."""

import pytest

from extractors.fields.span import TextSpan
from extractors.ranking.options import NORMALISERS
from extractors.ranking.roles import Role
from extractors.text.rows import rows_of
from tests.extractors.paper import page


@pytest.mark.parametrize(
    ("rows", "subject"),
    [
        (("Mohon petunjuk RAT daring", "Mohon petunjuk RAT daring"), "Mohon petunjuk RAT daring"),
        (("Mohon petunjuk RAT daring", "Mohon petuniuk RAT daring"), "Mohon petunjuk RAT daring"),
        (("Mohon petunjuk", "pembubaran koperasi"), "Mohon petunjuk pembubaran koperasi"),
    ],
    ids=["twice", "a letter misread", "goes on"],
)
def test_a_subject_that_stands_twice_is_said_once(rows: tuple[str, str], subject: str) -> None:
    tokens = tuple(token for row in rows_of([page(rows)]) for token in row.span.tokens)
    assert NORMALISERS[Role.PERIHAL](TextSpan(tokens)) == subject
