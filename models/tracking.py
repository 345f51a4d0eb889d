"""Tracking numbers on receipts: JBG-26-000123-K, to be read out on the telephone and typed by hand.

Office prefix, year, running number, check letter. The check letter catches every single wrong digit and
every two digits changed round: weights are different and the modulus is a prime (23 letters).
"""

import re
from dataclasses import dataclass

CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""23 letters: I, O and S are left out, which are taken for 1, 0 and 5."""

LOOKALIKES = str.maketrans("IOS", "105")
"""What people type for a digit."""

WIDTH = 6

_FORM = re.compile(r"([A-Z]{2,5})[\s-]*([\dIOS]{2})[\s-]*([\dIOS]{6,9})[\s-]*([A-Z])")


@dataclass(frozen=True)
class TrackingNumber:
    """`year`: two digits; `serial`: from 1, running within the year."""

    prefix: str
    year: int
    serial: int

    @property
    def check_letter(self) -> str:
        """Weighted sum of prefix, year and serial modulo 23, as a letter."""
        digits = f"{self.year:02d}{self.serial:0{WIDTH}d}"
        values = [ord(letter) - ord("A") for letter in self.prefix] + [int(digit) for digit in digits]
        total = sum(weight * value for weight, value in enumerate(reversed(values), start=1))
        return CHECK_LETTERS[total % len(CHECK_LETTERS)]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year:02d}-{self.serial:0{WIDTH}d}-{self.check_letter}"


def parse(text: str) -> TrackingNumber | None:
    """The number a person typed (small letters, blanks, O for 0 allowed), or None if it is not one.

    A number whose check letter is wrong, or with a nought too many, is none either: ask to look at the
    receipt again.
    """
    match = _FORM.fullmatch(text.strip().upper())
    if match is None:
        return None
    year, serial = (int(part.translate(LOOKALIKES)) for part in match.group(2, 3))
    number = TrackingNumber(match.group(1), year, serial)
    is_whole = len(match.group(3)) == len(f"{serial:0{WIDTH}d}")
    return number if is_whole and match.group(4) == number.check_letter else None


def is_valid(text: str) -> bool:
    """Whether the text is a tracking number with the right check letter."""
    return parse(text) is not None
