"""Archived letters: how far a job is, search, the doubtful pile, the random sample, divisions, doubles."""

import mimetypes
import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from desk import archive, archive_page, archive_pictures, audit, sealed_words, trace
from desk.archive import Archive, Letter
from desk.archive_page import ArchivePage
from desk.forms.archive import DivisionForm, DoubleForm, LetterForm, LineForm
from desk.forms.asked import EVERYTHING, LinesForm, OfPileForm, PileForm
from desk.forms.personal import LetterErasureForm
from desk.personal import old_letters
from desk.rights import hidden_services, may, needs, person
from desk.transcripts import archived
from desk.transcripts.archived import Stored
from desk.words import without_niks
from models.archive import EXPORTS
from models.archive_answers import ERASED, RIGHT, WRONG, Answer
from models.errors import BerkasError, ConflictError, UsageError

MOST_PAIRS = 20
WAITING = ("ragu", "contoh", "batas")


@needs("lihat")
def archives(request: HttpRequest) -> HttpResponse:
    """All archives, with their progress and what waits for people."""
    hidden = hidden_services(person(request))
    found = [archive.summary(each, hidden) for each in archive.archives(settings.DATA_FOLDER)]
    return render(request, "desk/arsip.html", {"found": found})


@needs("lihat")
def pile(request: HttpRequest, number: int) -> HttpResponse:
    """A pile of an archive's letters, searched and page by page."""
    chosen = _archive(number)
    is_sent = request.method == "POST"
    asked = PileForm(request.POST if is_sent else request.GET).known()
    code, words, place = asked["tumpukan"] or EVERYTHING, asked["cari"], asked["hal"] or 1
    if code not in archive.PILES:
        raise Http404
    if is_sent or words:
        trace.search(request, words, "arsip")
        here = sealed_words.query(request, words, {"tumpukan": code})
        return redirect(f"{request.path}?{here}")
    words = sealed_words.of_address(request)
    with _opened(request, chosen) as index:
        found, has_more = archive.letters(index, code, words, place)
        tabs = [(each, text, archive.count(index, where)) for each, (text, where) in archive.PILES.items()]
        review = archive.review(index)
    trace.search(request, words, "arsip")
    context = {
        "archive": chosen, "pile": code, "tabs": tabs, "letters": found, "words": words, "review": review,
        "before": place - 1, "after": place + 1 if has_more else 0, "exports": _exports(request, chosen),
        "here": sealed_words.query(request, words, {"tumpukan": code}),
    }  # fmt: skip
    return render(request, "desk/arsip_daftar.html", context)


@needs("lihat")
def letter(request: HttpRequest, number: int, letter_id: str) -> HttpResponse:
    """A letter: its pages beside what was read; POST takes what the reviewer says of it."""
    chosen = _archive(number)
    found = _letter(request, chosen, letter_id)
    code = OfPileForm(request.GET).known()["tumpukan"]
    if request.method == "POST":
        return _answered(request, chosen, found, code)
    audit.append(person(request).username, "lihat_surat_arsip", "", {"arsip": chosen.name, "nomor": found.id})
    return render(request, "desk/arsip_surat.html", _context(request, chosen, found, code))


def _context(
    request: HttpRequest, chosen: Archive, found: Letter, code: str, error: str = ""
) -> dict[str, object]:
    with _opened(request, chosen) as index:
        text, has_one_before = archive.text_of(index, found.id), archive.has_one_before(index, found)
        following = archive.following(index, code, found)
        has_lines = archived.has_lines(index, found)
    return {
        "archive": chosen, "letter": found, "pile": code, "text": text, "error": error,
        "following": following, "has_lines": has_lines,
        "page": archive_page.build(chosen, found, LetterForm(found, request.POST).texts()),
        "may_begin": [page for page in found.pages[1:] if page not in found.blank],
        "has_one_before": has_one_before, "may_answer": _may_answer(request),
    }  # fmt: skip


def _answered(request: HttpRequest, chosen: Archive, found: Letter, code: str) -> HttpResponse:
    """Right as it stands, or wrong: said so, or shown by what was changed."""
    _refuse_readers(request)
    form = LetterForm(found, request.POST)
    try:
        changed = form.changes()
    except UsageError as error:
        context = _context(request, chosen, found, code, str(error))
        return render(request, "desk/arsip_surat.html", context, status=400)
    verdict = WRONG if changed or form.is_wrong() else RIGHT
    _take(request, chosen, Answer(*_who(request), letter=found.id, verdict=verdict, values=changed))
    with _opened(request, chosen) as index:
        following = archive.next_of(index, code, found.id) if code in WAITING else ""
    if following:
        return redirect(f"/arsip/{chosen.number}/surat/{following}/?tumpukan={code}")
    messages.success(request, "Jawaban dicatat." if code not in WAITING else "Tumpukan ini sudah habis.")
    return redirect(f"/arsip/{chosen.number}/?tumpukan={code}")


@require_POST
@needs("lihat")
def division(request: HttpRequest, number: int, letter_id: str) -> HttpResponse:
    """Where letters begin in this letter's pages; the job carries it out when it runs next."""
    chosen = _archive(number)
    found = _letter(request, chosen, letter_id)
    _refuse_readers(request)
    form = DivisionForm(request.POST)
    if starts := form.starts(found):
        _take(request, chosen, Answer(*_who(request), file=found.file, starts=starts))
    messages.success(
        request, "Keputusan dicatat; surat dibagi menurut keputusan itu saat arsip dijalankan lagi."
    )
    return redirect(f"/arsip/{chosen.number}/surat/{found.id}/?tumpukan={form.cleaned_data['tumpukan']}")


@needs("lihat")
def doubles(request: HttpRequest, number: int) -> HttpResponse:
    """Pairs that look like one letter, side by side; POST says whether they are."""
    chosen = _archive(number)
    if request.method == "POST":
        _refuse_readers(request)
        form = DoubleForm(request.POST)
        one, other = (_letter(request, chosen, form.known()[name]).id for name in ("satu", "dua"))
        _take(request, chosen, Answer(*_who(request), double=(one, other), is_same=form.is_same()))
        return redirect(f"/arsip/{chosen.number}/kembar/")
    with _opened(request, chosen) as index:
        found = archive.pairs(index, MOST_PAIRS)
    context = {"archive": chosen, "pairs": found, "may_answer": _may_answer(request)}
    return render(request, "desk/arsip_kembar.html", context)


@needs("lihat")
def writing(request: HttpRequest, number: int, letter_id: str) -> HttpResponse:
    """The letter's lines of handwriting, the doubtful ones alone unless `?tampil=semua`; POST keeps one."""
    chosen = _archive(number)
    found = _letter(request, chosen, letter_id)
    page = archive_page.build(chosen, found, {})
    with _opened(request, chosen) as index:
        stored = archived.stored_lines(index, found)
    if request.method == "POST":
        return _typed(request, chosen, found, page, stored)
    lines = archived.line_views(page, found, stored)
    waiting = [line for line in lines if line.is_doubtful and not line.is_done]
    wants_all = LinesForm(request.GET).wants_all()
    audit.append(person(request).username, "lihat_surat_arsip", "", {"arsip": chosen.name, "nomor": found.id})
    context = {
        "subject": f"{without_niks(found.file_name)}, halaman {', '.join(map(str, found.pages))}",
        "lines": lines if wants_all else waiting, "wants_all": wants_all, "doubtful": len(waiting),
        "all": len(lines), "is_open": _may_answer(request), "save_url": request.path,
        "back_url": reverse("arsip_surat", args=[number, found.id]), "back_words": "Surat arsip",
    }  # fmt: skip
    return render(request, "desk/tulisan.html", context)


def _typed(
    request: HttpRequest, chosen: Archive, found: Letter, page: ArchivePage, stored: Sequence[Stored]
) -> HttpResponse:
    """Keeps a line as typed; answers with it."""
    _refuse_readers(request)
    form = LineForm(request.POST)
    try:
        item = archived.line_of(stored, form.number())
    except ConflictError as error:
        return HttpResponse(str(error), status=409, content_type="text/plain")
    values = form.cleaned_data
    typed = archived.Sent(values["nilai"], frozenset(values["pakai"]), *_who(request))
    answer, view = archived.answer(page, found, item, typed)
    archive.take(chosen, [answer])
    data = {"arsip": chosen.name, "nomor": found.id, "isian": ", ".join(sorted(answer.values))}
    audit.append(answer.by, "salin_surat_arsip", "", data)
    context = {"line": view, "is_open": True, "save_url": request.path}
    return render(request, "desk/_baris.html", context)


@needs("lihat")
def picture(request: HttpRequest, number: int, letter_id: str, place: int) -> HttpResponse:
    """A page of a letter."""
    chosen = _archive(number)
    found = archive_pictures.page_picture(chosen, _letter(request, chosen, letter_id), place)
    if found is None:
        raise Http404("Gambar halaman tidak ada di arsip ini.")
    data = {"arsip": chosen.name, "nomor": letter_id, "halaman": place}
    audit.append(person(request).username, "lihat_gambar_arsip", "", data)
    response = HttpResponse(found[0], content_type=found[1])
    response["Cache-Control"] = "no-store"
    return response


@needs("lihat")
def letter_file(request: HttpRequest, number: int, letter_id: str) -> HttpResponseBase:
    """The letter's PDF/A, for saving."""
    chosen = _archive(number)
    found = _letter(request, chosen, letter_id)
    if not found.pdf:
        raise Http404("Surat ini tidak mempunyai PDF.")
    return _download(request, chosen, found.pdf, archive_page.file_name(found))


@require_http_methods(["GET", "POST"])
@needs("kelola_data_pribadi")
def erase(request: HttpRequest, number: int, letter_id: str) -> HttpResponse:
    """Asks why the letter's data is erased; erases when its mark was typed."""
    chosen = _archive(number)
    found = _letter(request, chosen, letter_id)
    form = LetterErasureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            old_letters.erase(old_letters.Order(chosen, found, form.said(person(request))))
        except BerkasError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Data surat arsip dihapus; catatan auditnya tinggal.")
            return redirect("arsip_hapus", chosen.number, found.id)
    context = {
        "archive": chosen, "letter": found, "mark": old_letters.mark(found),
        "reason": form["alasan"].value() or "", "is_erased": found.verdict == ERASED,
    }  # fmt: skip
    return render(request, "desk/pribadi/hapus_arsip.html", context)


@require_POST
@needs("ekspor")
def export(request: HttpRequest, number: int, name: str) -> HttpResponseBase:
    """The report or the index as a table."""
    if name not in EXPORTS:
        raise Http404
    chosen = _archive(number)
    if _is_closed(request, chosen):
        raise PermissionDenied
    return _download(request, chosen, name)


def _download(request: HttpRequest, chosen: Archive, name: str, saved_as: str = "") -> HttpResponseBase:
    path = chosen.root / name
    if not path.is_file():
        raise Http404("Berkas itu tidak ada di arsip.")
    audit.append(person(request).username, "unduh_arsip", "", {"arsip": chosen.name, "nama": Path(name).name})
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FileResponse(
        path.open("rb"), content_type=kind, as_attachment=True, filename=saved_as or Path(name).name
    )


def _exports(request: HttpRequest, chosen: Archive) -> list[str]:
    if not may(person(request), "ekspor") or _is_closed(request, chosen):
        return []
    return [name for name in EXPORTS if (chosen.root / name).is_file()]


def _archive(number: int) -> Archive:
    found = next((each for each in archive.archives(settings.DATA_FOLDER) if each.number == number), None)
    if found is None or not found.has_index:
        raise Http404("Arsip itu tidak ada di sini, atau belum mempunyai indeks.")
    return found


def _opened(request: HttpRequest, chosen: Archive) -> AbstractContextManager[sqlite3.Connection]:
    """The index as the person may see it."""
    return archive.opened(chosen, hidden_services(person(request)))


def _is_closed(request: HttpRequest, chosen: Archive) -> bool:
    """Whether tables of the whole archive hold what the person may not see."""
    return archive.has_hidden(chosen, hidden_services(person(request)))


def _letter(request: HttpRequest, chosen: Archive, letter_id: str) -> Letter:
    with _opened(request, chosen) as index:
        found = archive.letter(index, letter_id)
    if found is None:
        raise Http404("Surat itu tidak ada di arsip ini.")
    return found


def _may_answer(request: HttpRequest) -> bool:
    user = person(request)
    return may(user, "periksa") or may(user, "arsipkan")


def _refuse_readers(request: HttpRequest) -> None:
    if not _may_answer(request):
        raise PermissionDenied


def _who(request: HttpRequest) -> tuple[str, str]:
    return person(request).username, timezone.now().isoformat(timespec="seconds")


def _take(request: HttpRequest, chosen: Archive, answer: Answer) -> None:
    """Keep the answer; the audit log has who and what about, the answer itself is in the archive."""
    archive.take(chosen, [answer])
    about = answer.letter or answer.file or " ".join(answer.double or ())
    data = {"arsip": chosen.name, "nomor": about, "putusan": answer.verdict}
    audit.append(answer.by, "periksa_surat_arsip", "", data)
