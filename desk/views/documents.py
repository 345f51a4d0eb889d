"""Pages by thumbnails: turn, split into a new case, merge with another; with the keyboard as well."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from desk import casepage, listing, matches, mending, page_kinds, sealed_words
from desk.changes import Editor
from desk.forms.asked import MergingForm
from desk.forms.case import KindForm, MergeForm, PagesForm
from desk.models import CaseRow
from desk.models.documents import KIND_LABELS
from desk.rights import case_for, needs, person, visible
from desk.views.attempts import attempt
from desk.views.conflict import conflict_page, editor_of
from models.errors import ConflictError, UsageError
from models.status import CaseStatus
from models.tracking import parse

MOST_FOUND = 8
"""Cases that a search before merging shows; more ask for better words."""
SHOWN = 6
"""Thumbnails of a case on the page that merges: enough to know its papers again."""


@needs("periksa")
def pages(request: HttpRequest, case_id: str) -> HttpResponse:
    """All pages of the case with their tools."""
    row = case_for(request, case_id)
    context = {
        "page": casepage.build(row, person(request)),
        "kinds": [(kind.value, text) for kind, text in KIND_LABELS.items()],
    }
    return render(request, "desk/halaman.html", context)


@require_POST
@needs("periksa")
def rotate(request: HttpRequest, case_id: str, position: int, number: int) -> HttpResponse:
    """Turns a page; the case is read again."""
    row = case_for(request, case_id)
    return attempt(
        request,
        row.id,
        lambda editor: mending.rotate(row.id, position, number, editor),
        "Halaman diputar; berkas dibaca ulang.",
    )


@require_POST
@needs("periksa")
def page_kind(request: HttpRequest, case_id: str, position: int, number: int) -> HttpResponse:
    """Says what kind of paper a page is."""
    row, chosen = case_for(request, case_id), KindForm(request.POST).kind()
    return attempt(
        request,
        row.id,
        lambda editor: page_kinds.set_page_kind(row.id, position, number, chosen, editor),
        "Jenis halaman disimpan.",
        back="halaman",
    )


@require_POST
@needs("periksa")
def split(request: HttpRequest, case_id: str) -> HttpResponse:
    """Moves the ticked pages into a new case."""
    row = case_for(request, case_id)
    try:
        new_id = mending.split(row.id, PagesForm(request.POST).places(), editor_of(request))
    except ConflictError as error:
        return conflict_page(request, row.id, None, None, str(error))
    except UsageError as error:
        messages.error(request, str(error))
        return redirect("halaman", row.id)
    messages.success(request, f"Halaman yang dipilih menjadi berkas {new_id}; keduanya dibaca ulang.")
    return redirect("perkara", row.id)


@needs("periksa")
def merge(request: HttpRequest, case_id: str) -> HttpResponse:
    """The form that takes another case into this one, with proposals; POST does it, or searches (`cari`)."""
    row = case_for(request, case_id)
    searched = MergingForm(request.POST).known()["cari"]
    is_search = searched is not None
    if request.method == "POST" and not is_search:
        form = MergeForm(request.POST)
        number = parse(form.cleaned_data["dengan"]) if form.is_valid() else None
        other = visible(person(request)).filter(id=str(number)).first() if number else None
        if other and other.status == CaseStatus.DIKEMBALIKAN:
            return _complete(request, row.id, other)
        if other:
            return attempt(
                request,
                row.id,
                lambda editor: mending.merge(row.id, other.id, editor),
                f"Berkas {other.id} digabungkan ke sini; berkas dibaca ulang.",
            )
        messages.error(request, "Nomor berkas itu tidak ditemukan. Periksa huruf dan angkanya.")
    asked = MergingForm(request.GET).known()
    words, chosen = searched or asked["cari"] or "", asked["dengan"]
    if is_search or words:
        return redirect(f"{request.path}?{sealed_words.query(request, words, {})}")
    words = sealed_words.of_address(request)
    found = _mergeable(row, words or chosen, person(request))
    context = {
        "row": row,
        "words": words,
        "chosen": chosen,
        "found": [(item, casepage.case_pages(item)[:SHOWN]) for item in found],
        "pages": casepage.case_pages(row)[:SHOWN],
        "proposals": [
            (item, casepage.case_pages(item.row)[:SHOWN])
            for item in matches.proposals(row, visible(person(request)))
        ],
    }
    return render(request, "desk/gabung.html", context)


def _mergeable(row: CaseRow, words: str, user: User) -> list[CaseRow]:
    """Undecided or returned cases that hold the words, newest first; to be looked at before merging."""
    if not words:
        return []
    asked = listing.Filters(status="semua", query=words)
    wanted = [CaseStatus.MENUNGGU, CaseStatus.DITERIMA, CaseStatus.GAGAL, CaseStatus.DIKEMBALIKAN]
    found = listing.matching(user, asked).filter(status__in=[status.value for status in wanted])
    return list(found.exclude(id=row.id).order_by("-received_at")[:MOST_FOUND])


def _complete(request: HttpRequest, later_id: str, returned: CaseRow) -> HttpResponse:
    """The case is the completion of a returned one: its files go there, and that one is read again."""
    editor = Editor(person(request), returned.version)
    return attempt(
        request,
        returned.id,
        lambda _: mending.merge(returned.id, later_id, editor),
        f"Berkas {later_id} melengkapi berkas ini; berkas dibaca ulang.",
    )
