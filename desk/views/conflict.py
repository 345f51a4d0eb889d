"""Two people, one case: the later saver gets a 409 page with both values; nothing is lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk import changes, typed, words
from desk.models import CaseRow, FieldRow
from desk.rights import person
from models.status import CaseStatus


def editor_of(request: HttpRequest) -> changes.Editor:
    """Who saves, and which version their page showed (field `versi`)."""
    version = request.POST.get("versi", "")
    return changes.Editor(person(request), int(version) if version.isdecimal() else -1)


def conflict_page(
    request: HttpRequest, case_id: str, field: FieldRow | None, value: changes.Value, reason: str
) -> HttpResponse:
    """Both values side by side; the person chooses. `field` is None for a decision."""
    row = CaseRow.objects.get(id=case_id)
    if field:
        field.refresh_from_db()
    holder = changes.holder(row)
    is_held = holder not in (None, person(request))
    typed_text = typed.as_text(field.name if field else "", value)
    context = {
        "row": row,
        "field": field,
        "label": words.label(field.name) if field else "",
        "mine": value,
        "mine_text": typed_text,
        "reason": reason,
        "title": "Berkas dipegang orang lain" if is_held and not typed_text else "Perubahan bentrok",
        "advice": _advice(row, field, typed_text, was_sent=request.method == "POST"),
        "holder": holder,
        "is_waiting": row.status == CaseStatus.MENUNGGU,
        "user": person(request),
    }
    response = render(request, "desk/bentrok.html", context, status=409)
    response["HX-Retarget"] = "#utama"
    response["HX-Reselect"] = "#utama"
    response["HX-Reswap"] = "outerHTML"
    return response


def _advice(row: CaseRow, field: FieldRow | None, typed_text: str, *, was_sent: bool) -> str:
    """What became of what the person typed or chose; "" where nothing was sent yet."""
    if field and row.status == CaseStatus.MENUNGGU:
        return "Tidak ada yang hilang: pilih nilai yang benar."
    if field or typed_text:
        return f"{'Nilai' if field else 'Teks'} Anda tidak tersimpan; salin bila perlu."
    return "Pilihan Anda tidak tersimpan; buka berkas, lalu ulangi bila masih perlu." if was_sent else ""
