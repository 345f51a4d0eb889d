"""Pages for what went wrong, each saying what the person should do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk import trace
from desk.rights import CaseMoved
from desk.views.hiding import moved_page


def _page(
    request: HttpRequest, status: int, title: str, text: str, *, gives_back: bool = False
) -> HttpResponse:
    """`gives_back`: with the way back to the form, where the browser puts in again what was typed."""
    context = {"title": title, "text": text, "status": status, "gives_back": gives_back}
    return render(request, "desk/galat.html", context, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is too old (its person logged in anew in another tab) or missing."""
    text = "Muat ulang halaman sebelumnya, lalu kirim sekali lagi."
    return _page(request, 403, "Formulir kedaluwarsa", text, gives_back=True)


def forms_only(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """405: an address that only takes forms was opened (the address bar, a login that led back to it)."""
    text = "Tidak ada yang berubah. Buka kembali halaman asalnya, lalu kirim formulirnya dari sana."
    answer = _page(request, 405, "Alamat ini hanya menerima formulir", text)
    answer["Allow"] = refused["Allow"]
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _page(request, 400, "Permintaan tidak dapat diterima", "Periksa kembali alamat dan isian Anda.")


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403; who was turned away where is recorded."""
    trace.refusal(request)
    return _page(request, 403, "Tidak berwenang", "Peran Anda tidak mencakup tindakan ini. Hubungi admin.")


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; of a case that this person has had open, where it went."""
    if isinstance(exception, CaseMoved):
        return moved_page(request, exception.row.id, 404)
    return _page(request, 404, "Tidak ditemukan", "Halaman atau berkas itu tidak ada. Kembali ke antrean.")


def failed(request: HttpRequest) -> HttpResponse:
    """500; rendered without anything that may fail again."""
    return _page(
        request,
        500,
        "Terjadi kesalahan",
        "Tidak ada yang tersimpan dari langkah terakhir. Coba sekali lagi; "
        "bila tetap terjadi, hubungi admin.",
    )
