"""What belongs to the office: holidays, reasons, confirmed roles."""

from collections.abc import Mapping
from typing import Any

from django import forms

from desk.forms.base import DeskForm, Sent, choice, day, hidden, text, tick
from models.reasons import KINDS
from models.working_days import KINDS as HOLIDAY_KINDS
from models.working_days import Holiday


class _YearBox(forms.CheckboxInput):
    """A box that sends a year."""

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> Any:
        """The year, None where it was not ticked."""
        return data.get(name)

    def format_value(self, value: object) -> None:
        """Its value stands in its attributes."""


class HolidayForm(DeskForm):
    """A holiday to add or change, whether the year's list is complete, and the source."""

    key = "hl"
    tanggal = day("Tanggal")
    nama = text("Nama", 120)
    jenis = choice("Jenis", list(HOLIDAY_KINDS.items()))
    perkiraan = tick("Masih perkiraan")
    lengkap = forms.IntegerField(required=False)
    sumber = text("Sumber (SKB 3 Menteri, nomor dan tahun)", 500, rows=2, is_needed=True)

    def __init__(self, year: int, sent: Sent = None, *, source: str = "", is_complete: bool = False) -> None:
        first = {"sumber": source, "lengkap": is_complete}
        super().__init__(sent, initial=first)
        complete = self.fields["lengkap"]
        complete.label = f"Daftar tahun {year} lengkap"
        complete.widget = _YearBox({"value": year})

    def holiday(self) -> Holiday | None:
        """The holiday; None when no day was said."""
        values = self.checked()
        if values["tanggal"] is None:
            return None
        return Holiday(values["tanggal"], values["nama"], values["jenis"], values["perkiraan"])


class HolidayRemovalForm(DeskForm):
    """The day that is no holiday any more."""

    hapus = day("Tanggal")


class ReasonsForm(DeskForm):
    """The office's reasons by kind, one a line."""

    key = "alasan"

    def __init__(self, sent: Sent = None, **options: Any) -> None:
        super().__init__(sent, **options)
        for kind, words in KINDS.items():
            self.fields[kind] = text(words, rows=6)


class ConfirmationForm(DeskForm):
    """Whether a waiting role is confirmed."""

    putusan = hidden()

    def is_confirmed(self) -> bool:
        """Whether it is; anything else refuses it."""
        return bool(self.known()["putusan"] == "tegaskan")
