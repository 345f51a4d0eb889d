"""The QR code of a separator sheet: printed by the desk, found by the reader, splits a stack at intake."""

SEPARATOR_TEXT = "BERKAS-PEMISAH-1"
"""What the QR code of every separator sheet says; the number is the version of the sheet."""


def is_separator(text: str | None) -> bool:
    """Whether a QR code's text is that of a separator sheet (a later version counts too)."""
    return bool(text) and str(text).startswith("BERKAS-PEMISAH-")
