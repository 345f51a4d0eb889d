"""Two people, one case: the later saver gets a 409 page with both values; nothing is lost."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk import changes, typed, words
from desk.forms.base import given_back
from desk.forms.steps import VersionForm
from desk.models import CaseRow, FieldRow
from desk.rights import person
from models.status import CaseStatus

HELD = (
    "Nilai Anda belum tersimpan dan masih ada di bawah: salin lalu titipkan kepada rekan itu, atau ambil "
    "alih berkasnya dan simpan nilai itu."
)


def editor_of(request: HttpRequest) -> changes.Editor:
    """Who saves, and which version their page showed (field `versi`)."""
    form = VersionForm(request.POST)
    return changes.Editor(person(request), form.version(), form.keeps_sight())


def conflict_page(
    request: HttpRequest,
    case_id: str,
    field: FieldRow | None,
    value: changes.Value,
    reason: str,
    *,
    form: forms.Form | None = None,
) -> HttpResponse:
    """Both values side by side; the person chooses. `field` is None for a decision; what a `form` holds is
    given back to be copied."""
    row = CaseRow.objects.get(id=case_id)
    if field:
        field.refresh_from_db()
    holder = changes.holder(row)
    is_held = holder not in (None, person(request))
    typed_text = typed.as_text(field.name if field else "", value)
    sent = given_back(form) if form else []
    context = {
        "row": row,
        "field": field,
        "label": words.label(field.name) if field else "",
        "mine": value,
        "mine_text": typed_text,
        "given_back": sent,
        "reason": reason,
        "title": "Berkas dipegang orang lain"
        if is_held and not (typed_text or sent)
        else "Perubahan bentrok",
        "advice": _advice(
            row, field, bool(typed_text or sent), is_held=is_held, was_sent=request.method == "POST"
        ),
        "holder": holder,
        "is_waiting": row.status == CaseStatus.MENUNGGU,
        "user": person(request),
    }
    return in_place_of_page(render(request, "desk/bentrok.html", context, status=409))


def in_place_of_page(response: HttpResponse) -> HttpResponse:
    """The page stands in place of the whole one that asked, also where that asked for a part (htmx)."""
    response["HX-Retarget"] = "#utama"
    response["HX-Reselect"] = "#utama"
    response["HX-Reswap"] = "outerHTML"
    return response


def _advice(row: CaseRow, field: FieldRow | None, has_text: bool, *, is_held: bool, was_sent: bool) -> str:
    """What became of what the person typed or chose; "" where nothing was sent yet."""
    if field and row.status == CaseStatus.MENUNGGU:
        return HELD if is_held else "Tidak ada yang hilang: pilih nilai yang benar."
    if field or has_text:
        return f"{'Nilai' if field else 'Teks'} Anda tidak tersimpan; salin bila perlu."
    return "Pilihan Anda tidak tersimpan; buka berkas, lalu ulangi bila masih perlu." if was_sent else ""
