"""Printed lines of writing paper."""

from samples.pixels import Colour
from samples.sheet import Rule, Sheet

RULED: Colour = (150, 180, 215)


def rule_sheet(sheet: Sheet, top: float, step: float) -> None:
    """Lines under the writing, below all that stands on the sheet already."""
    count = int((sheet.height - top - 24) / step)
    lines = [top + 3 + i * step for i in range(count)]
    sheet.items[:0] = [Rule(14, y, sheet.width - 14, y, 0.5, RULED) for y in lines]
