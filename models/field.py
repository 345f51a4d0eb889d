"""A field: one value read from one place, with the doubt that goes with it."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Constraint

from models.clean import Text

Box = tuple[float, float, float, float]
"""(x0, y0, x1, y1) as fractions 0..1 of the upright page, origin top left."""

Confidence = Annotated[float, Constraint(ge=0.0, le=1.0)]


class Field(BaseModel):
    """A value with its raw reading, confidence, page and box (case-contract.md, "FIELD").

    A field the document does not carry: value None, needs_review False, box None.
    A field it carries but that can't be read: value None, needs_review True, with its box.
    `second`: what another engine reads at the same place, where it reads otherwise. `in_full`: a koperasi's
    name with the village and kecamatan behind it on the paper that are no part of it. Neither is in the JSON.
    """

    model_config = ConfigDict(frozen=True)

    value: Text | bool | None = None
    raw: Text | None = None
    confidence: Confidence = 0.0
    needs_review: bool = False
    page: int | None = None
    box: Box | None = None
    second: Text | None = Constraint(default=None, exclude=True)
    in_full: Text | None = Constraint(default=None, exclude=True)


ABSENT = Field(confidence=1.0)
"""The document does not carry this field."""


def hull(boxes: Sequence[Box]) -> Box:
    """The smallest box around boxes (at least one)."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def lies_in(inner: Box, outer: Box) -> bool:
    """Whether the middle of a box lies in another."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


OVER, REACH = 0.5, 1.3
"""Of the narrower word's width, by which a correction stands over what it corrects; heights of print above it
in which its middle lies: a row of its own stands higher."""


def stands_above(one: Box, two: Box) -> bool:
    """Whether a box stands right above another one, over it."""
    shared = min(one[2], two[2]) - max(one[0], two[0])
    high, middle = two[3] - two[1], (one[1] + one[3]) / 2
    is_over = shared > OVER * min(one[2] - one[0], two[2] - two[0])
    return is_over and two[1] - REACH * high < middle < two[1]


def common_area(one: Box, two: Box) -> float:
    """Area that two boxes share, in fractions of the page; 0.0 where they are apart."""
    wide, high = min(one[2], two[2]) - max(one[0], two[0]), min(one[3], two[3]) - max(one[1], two[1])
    return max(0.0, wide) * max(0.0, high)


def touches(one: Box, two: Box, margin: float = 0.0) -> bool:
    """Whether two boxes share a part of the page, the first one grown by `margin` on every side."""
    return (
        one[0] < two[2] + margin
        and two[0] - margin < one[2]
        and one[1] < two[3] + margin
        and two[1] - margin < one[3]
    )


def turned(box: Box, degrees: int) -> Box:
    """The box on its page turned clockwise by a multiple of 90 degrees."""
    for _ in range(degrees // 90 % 4):
        x0, y0, x1, y1 = box
        box = (1 - y1, x0, 1 - y0, x1)
    return box
