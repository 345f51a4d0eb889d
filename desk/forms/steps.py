"""Moves between stages, documentation, and the version of the case that a page showed."""

from django import forms
from django.http import QueryDict

from desk.forms.base import DeskForm, FilesField, YesField, text, tick


class VersionForm(forms.Form):
    """Which version of the case the page showed: hidden in every form that changes one. `pindah`: that the
    case goes out of the sender's sight was said to them (desk/views/hiding.py)."""

    versi = forms.IntegerField(required=False, min_value=0)
    pindah = YesField()

    def version(self) -> int:
        """The version; -1 (no case has it) when none was sent."""
        said = self.cleaned_data.get("versi") if self.is_valid() else None
        return -1 if said is None else int(said)

    def keeps_sight(self) -> bool:
        """Whether the case must stay in the sender's sight."""
        return not (self.is_valid() and self.cleaned_data["pindah"])


class ResentForm(forms.Form):
    """Whatever form was sent, to be sent once more with a yes (`pindah`)."""

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent)
        own = ("csrfmiddlewaretoken", "pindah")
        self.sent = [(name, str(text)) for name, found in sent.lists() if name not in own for text in found]
        """(name, text) of all its fields."""


class MoveForm(DeskForm):
    """Why a case goes to another stage, where a reason is asked for."""

    key = "alasan"
    alasan = text("Alasan", rows=2, is_needed=True)


class DocumentationForm(DeskForm):
    """Photos or scans of the case."""

    key = "dokumentasi"
    berkas = FilesField()
    keterangan = text("Keterangan", 300, is_needed=True)
    laporan = tick("Masukkan ke lampiran laporan")
