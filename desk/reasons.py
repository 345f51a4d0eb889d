"""The office's list of reasons: changed at the desk, written as `alasan.toml` of the data folder."""

from collections.abc import Mapping

from django.conf import settings

from desk import facts
from desk.own_files import write_own
from models.clean import clean_text
from models.paths import DataFolder
from models.reasons import KINDS, Reasons, as_toml, check


def change(sent: Mapping[str, str]) -> None:
    """Keeps what was typed, one reason a line. SettingsError for too many or too long ones."""
    by_kind = {kind: _lines(sent.get(kind, "")) for kind in KINDS}
    for kind, texts in by_kind.items():
        check(texts, KINDS[kind])
    write_own(DataFolder(settings.DATA_FOLDER).alasan, as_toml(Reasons(by_kind)))


def count() -> int:
    """How many there are."""
    return sum(len(facts.reasons().of(kind)) for kind in KINDS)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in clean_text(text).split("\n") if line.strip())
