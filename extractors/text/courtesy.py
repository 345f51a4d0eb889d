"""'Bapak Kepala Dinas': the letter is for the office; all who labelled letters leave the courtesy out."""

import re

from extractors.fields.cues import alternatives
from extractors.fields.office_names import OWN, office_pattern

_COURTESY = (
    r"^\W*(?:(?:bapak|bpk|ibu|sdr|saudara)\.?(?:\s*/\s*(?:bapak|ibu|sdri|saudari)\.?)?\s+)"
    rf"(?=(?:ka\.|{alternatives('courtesy.head')}|{OWN})\b)"
)


def courtesy() -> re.Pattern[str]:
    """What stands before an office out of courtesy."""
    return office_pattern(_COURTESY)
