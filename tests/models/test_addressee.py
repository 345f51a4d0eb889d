"""Whom a letter is written to, as a reason tells it."""

from models.addressee import fault_of_addressee
from models.field import Field


def test_an_unlikely_addressee_is_not_called_by_name() -> None:
    likely = Field(value="Dinas Kesehatan Kabupaten Jombang", confidence=0.7, needs_review=True)
    unlikely = likely.model_copy(update={"confidence": 0.13})
    named, unnamed = (fault_of_addressee(one, ("Dinkopum",), "Jombang") for one in (likely, unlikely))
    assert named and "Kesehatan" in named
    assert unnamed and "Kesehatan" not in unnamed
