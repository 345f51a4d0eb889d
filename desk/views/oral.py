"""Complaints by word of mouth, written down by the officer: what is typed is data, the sheet its print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from desk import counter, entry, facts, papers
from desk.forms.counter import OralForm
from desk.models import ReceiptRow
from desk.rights import needs, person
from models.case import Channel
from models.errors import BerkasError


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
