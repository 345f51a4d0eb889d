"""Complaints by word of mouth, written down by the officer: what is typed is data, the sheet its print."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from desk import counter, entry, facts, papers
from desk.models import ReceiptRow
from desk.rights import needs, person
from desk.views.intake import CHANNELS
from models.case import Channel
from models.errors import BerkasError, UsageError

ORAL = [code for code in CHANNELS if code[0] not in (Channel.EMAIL, Channel.KOTAK_ADUAN)]


class OralForm(forms.Form):
    """A complaint that comes without paper; numbers and the date are checked as they are typed."""

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


@require_http_methods(["GET", "POST"])
@needs("terima_berkas")
def oral(request: HttpRequest) -> HttpResponse:
    """A complaint in person, by telephone, WhatsApp or social media, written down by the officer."""
    form = OralForm(request.POST or None, initial={"tanggal": f"{facts.today():%d-%m-%Y}"})
    if request.method == "POST" and form.is_valid():
        try:
            receipt = _received(request, form.cleaned_data)
        except BerkasError as error:
            form.add_error(None, str(error))
        else:
            return redirect("tanda_terima", receipt.number)
    return render(request, "desk/lisan.html", {"form": form})


def _received(request: HttpRequest, values: dict[str, Any]) -> ReceiptRow:
    """The complaint on its way: data and print, with a receipt."""
    user, day = person(request), entry.day(values["tanggal"])
    sheet = papers.oral_complaint(
        papers.OralComplaint(
            channel=values["kanal"],
            received_on=day,
            name=values["nama"],
            nik=values["nik"],
            address=values["alamat"],
            phone=values["telepon"],
            about=values["terlapor"],
            matter=values["materi"],
            officer=user.get_full_name() or user.username,
        )
    )
    given = {
        "pelapor_nama": values["nama"], "pelapor_nik": values["nik"], "pelapor_alamat": values["alamat"],
        "pelapor_telepon": values["telepon"], "terlapor": values["terlapor"],
        "materi_pengaduan": values["materi"],
    }  # fmt: skip
    typed = entry.complaint(given, day, sheet.pages)
    channel = Channel(values["kanal"])
    slip = counter.Slip(channel, values["nama"], values["telepon"], "Pengaduan", typed=typed)
    return counter.receive([_Sheet("catatan-pengaduan.pdf", sheet.body)], slip, user)


class _Sheet:
    """A made file in the shape of an uploaded one."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name: str | None = name
        self._data = data

    def chunks(self) -> list[bytes]:
        """The bytes in one piece."""
        return [self._data]
