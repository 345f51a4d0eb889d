"""What comes at the counter: files, or a complaint by word of mouth."""

from typing import Any

from django import forms

from desk import entry
from desk.forms.base import DeskForm, FilesField
from desk.models.cases import CHANNEL_LABELS
from models.case import Channel
from models.errors import UsageError

CHANNELS = [(channel.value, text) for channel, text in CHANNEL_LABELS.items()]
ORAL = [code for code in CHANNELS if code[0] not in (Channel.EMAIL, Channel.KOTAK_ADUAN)]


class UploadForm(DeskForm):
    """Files at the counter."""

    key = "terima"
    berkas = FilesField()
    kanal = forms.ChoiceField(label="Saluran", choices=CHANNELS, initial=Channel.LOKET.value)
    dari = forms.CharField(label="Diterima dari", max_length=200, required=False)
    kontak = forms.CharField(label="Telepon atau WhatsApp", max_length=200, required=False)
    perihal = forms.CharField(label="Perihal", max_length=300, required=False)
    susulan = forms.CharField(label="Susulan untuk berkas nomor", max_length=30, required=False)


class OralForm(DeskForm):
    """A complaint that comes without paper; numbers and the date are checked as they are typed."""

    key = "lisan"
    kanal = forms.ChoiceField(label="Saluran", choices=ORAL, initial=Channel.LOKET.value)
    tanggal = forms.CharField(label="Tanggal disampaikan", max_length=30)
    nama = forms.CharField(label="Nama pelapor", max_length=120, required=False)
    nik = forms.CharField(label="NIK", max_length=25, required=False)
    nik_dicocokkan = forms.BooleanField(
        label="NIK sudah dicocokkan dengan KTP", required=False, widget=forms.HiddenInput
    )
    alamat = forms.CharField(label="Alamat lengkap", max_length=300, required=False)
    telepon = forms.CharField(label="Telepon atau WhatsApp", max_length=40, required=False)
    terlapor = forms.CharField(label="Siapa yang diadukan", max_length=200, required=False)
    materi = forms.CharField(
        label="Materi pengaduan", widget=forms.Textarea(attrs={"rows": 6}), max_length=5000
    )

    def clean(self) -> dict[str, Any]:
        """Numbers that can't be any are refused; an odd NIK asks whether it was compared."""
        values = super().clean() or {}
        self._check("telepon", lambda: entry.phone(values.get("telepon", "")))
        self._check("tanggal", lambda: entry.day(values.get("tanggal", "")))
        is_compared = bool(values.get("nik_dicocokkan"))
        if not self._check("nik", lambda: entry.nik(values.get("nik", ""), is_compared=is_compared)):
            self.fields["nik_dicocokkan"].widget = forms.CheckboxInput()
        return values

    def _check(self, name: str, check: Any) -> bool:
        if name in self.errors:
            return False
        try:
            check()
        except UsageError as error:
            self.add_error(name, str(error))
            return False
        return True
