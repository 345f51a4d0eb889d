"""A row of any table, filled from what its columns are: for tests that must not know every table by heart.

Works on the models of today and on those of an earlier migration's state.
"""

import json
from datetime import UTC, date, datetime
from typing import Any

from django.db import models

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
"""A fixed moment (nine in the morning in the office), so that two fillings are the same."""
VALUES: list[tuple[type[Any], object]] = [
    (models.BooleanField, True),
    (models.FloatField, 0.5),
    (models.DateTimeField, AT),
    (models.DateField, date(2026, 11, 24)),
    (models.BinaryField, b"contoh"),
]
"""Kind of column -> value; the first that fits counts. Unlike usual defaults, so that a lost value shows."""


def fill(
    model: type[models.Model], known: dict[str, Any], word: str, number: int = 1, /, **given: object
) -> Any:
    """A new row, every column filled: `known` are rows to refer to by the name of their model (one that is
    missing is filled first and added), `word` begins each free text, `number` stands in each whole number,
    `given` are values by column."""
    values = dict(given)
    for field in model._meta.concrete_fields:
        if field.name in given or field.attname in given or isinstance(field, models.AutoField):
            continue
        if isinstance(field, models.ForeignKey):
            if row := _referred(field, known, word, number):
                values[field.name] = row
        else:
            values[field.name] = _value(field, word, number)
    row = model._base_manager.create(**values)
    known.setdefault(model.__name__, row)
    return row


def _referred(field: Any, known: dict[str, Any], word: str, number: int) -> Any:
    """The row it points at; None for a table's reference to itself."""
    to: type[models.Model] = field.related_model
    if to is field.model:
        return None
    return known.get(to.__name__) or fill(to, known, word, number)


def _value(field: Any, word: str, number: int) -> object:
    if field.choices:
        return next(iter(field.flatchoices))[0]
    if isinstance(field, models.JSONField):
        return field.get_default() or [word]
    if isinstance(field, models.IntegerField):
        return number
    for kind, value in VALUES:
        if isinstance(field, kind):
            return value
    return word[: field.max_length or len(word)]


def kept(model: type[models.Model], **only: object) -> dict[str, dict[str, str]]:
    """The table's rows as text by their key, column by column: to be compared with another state's."""
    return {
        str(row.pk): {
            field.attname: _text(getattr(row, field.attname)) for field in model._meta.concrete_fields
        }
        for row in model._base_manager.filter(**only)
    }


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return json.dumps(value, sort_keys=True, default=str)
