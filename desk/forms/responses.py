"""What the officer says of a response given to the applicant."""

from django import forms

from desk import typed
from desk.forms.base import DeskForm
from desk.models.responses import RESPONSE_CHANNELS
from desk.responses import Response


class ResponseForm(DeskForm):
    """A response on record; the rules are those of desk/responses.py."""

    key = "tanggapan"
    tanggal = forms.CharField(label="Tanggal disampaikan", max_length=30)
    kanal = forms.ChoiceField(label="Disampaikan lewat", choices=list(RESPONSE_CHANNELS.items()))
    teks = forms.CharField(label="Isi tanggapan", widget=forms.Textarea(attrs={"rows": 6}), max_length=5000)
    rujukan = forms.CharField(label="Bukti: nomor surat, tiket, atau pesan", max_length=200, required=False)
    lampiran = forms.FileField(label="Bukti: lampiran (PDF atau gambar)", required=False)

    def response(self) -> Response:
        """The values of the form, which is valid. UsageError for a date that is none."""
        values = self.cleaned_data
        day = typed.read_date(values["tanggal"])
        return Response(day, values["kanal"], values["teks"], values["rujukan"], values["lampiran"] or None)
