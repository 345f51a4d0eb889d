"""Reasons that an office often gives, by what they are given for: one sentence each, picked by key."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import SettingsError
from models.paths import DataFolder
from models.toml_file import PACKAGED, read_table

KINDS = {
    "kembalikan": "Kembalikan",
    "tolak": "Tolak",
    "tunda": "Tunda",
    "koreksi": "Koreksi penilaian syarat",
}
"""What a reason is given for; the first three are decisions."""
MOST = 9
"""As many as there are digits to pick them by."""
LONGEST = 300


@dataclass(frozen=True)
class Reasons:
    """The reasons of every kind, in the order of their keys."""

    by_kind: Mapping[str, tuple[str, ...]]

    def of(self, kind: str) -> tuple[str, ...]:
        """Those of that kind; none for a kind that has no reasons."""
        return self.by_kind.get(kind, ())


def load_reasons(data: Path | None = None) -> Reasons:
    """The reasons of the data folder's alasan.toml, else the packaged ones. SettingsError names the fault."""
    own = DataFolder(data).alasan if data else None
    table = read_table(own if own and own.exists() else PACKAGED / "data" / "alasan.toml")
    reasons = Reasons({kind: table.texts(kind, ()) for kind in KINDS})
    table.finish()
    for kind, texts in reasons.by_kind.items():
        check(texts, f"{table.where}, {kind}")
    return reasons


def check(texts: tuple[str, ...], where: str) -> None:
    """SettingsError when there are more than keys, or one is empty or too long."""
    if len(texts) > MOST:
        raise SettingsError(f"{where}: paling banyak {MOST} alasan, sebanyak angka tombolnya.")
    if any(not text.strip() or len(text) > LONGEST for text in texts):
        raise SettingsError(f"{where}: setiap alasan berisi 1 sampai {LONGEST} huruf.")


def as_toml(reasons: Reasons) -> str:
    """The reasons as the file that `load_reasons` reads."""
    lines = ["# Alasan yang sering dipakai, disunting di meja pemeriksaan."]
    for kind in KINDS:
        texts = (f"  {json.dumps(text, ensure_ascii=False)}," for text in reasons.of(kind))
        lines += ["", f"{kind} = [", *texts, "]"]
    return "\n".join(lines) + "\n"
