"""Tokens of the API."""

from datetime import date

from django import forms
from django.utils import timezone

from desk.api import LONGEST_LIFE, SCOPES
from desk.forms.base import DeskForm

SCOPE_WORDS = {"baca": "baca - membaca berkas", "kirim": "kirim - menyerahkan berkas"}


class TokenForm(DeskForm):
    """A new token."""

    key = "token"
    nama = forms.CharField(label="Nama sistem yang memakai", max_length=100)
    lingkup = forms.MultipleChoiceField(
        label="Lingkup",
        choices=[(scope, SCOPE_WORDS[scope]) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
    )
    hingga = forms.DateField(
        label="Berlaku hingga akhir (paling lama setahun)", widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_hingga(self) -> date:
        """A day to come, within a year: no token is for ever."""
        day: date = self.cleaned_data["hingga"]
        today = timezone.localdate()
        if not today <= day <= today + LONGEST_LIFE:
            raise forms.ValidationError("Pilih tanggal mulai hari ini sampai setahun ke depan.")
        return day
