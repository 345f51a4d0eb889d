"""'Bapak Kepala Dinas': the letter is for the office; all who labelled letters leave the courtesy out."""

import re

COURTESY = re.compile(
    r"(?i)^\W*(?:(?:bapak|bpk|ibu|sdr|saudara)\.?(?:\s*/\s*(?:bapak|ibu|sdri|saudari)\.?)?\s+)"
    r"(?=(?:kepala|ka\.|din(?:as|kop)|bupati|pimpinan|kabid|ketua|plt|sekretaris|bidang)\b)"
)
