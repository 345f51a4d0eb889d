"""The queue page, its live counts, and "the next case"."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from desk import changes, decisions, facts, listing, narrowing, sealed_words, second_person, trace
from desk.forms.asked import FilterForm
from desk.forms.lists import SkipForm
from desk.models import CaseRow
from desk.models.cases import CHANNEL_LABELS, COMPLETENESS_LABELS
from desk.rights import may, needs, person, visible
from models.status import CaseStatus

MOST_PASSED = 200
"""More than a person passes over in a day; the session stays small."""
PARAMETERS = {
    "status": "status", "query": "cari", "channel": "kanal", "service": "layanan",
    "completeness": "kelengkapan", "holder": "pemegang", "order": "urut",
}  # fmt: skip


def queue(request: HttpRequest) -> HttpResponse:
    """The list of cases; htmx asks for the list alone. Who manages users only goes to where they work.
    The search box sends by POST, and the address holds its words sealed (desk/sealed_words.py)."""
    user = person(request)
    if not may(user, "lihat"):
        if may(user, "kelola_pengguna"):
            return redirect("pengguna")
        if waiting := second_person.waiting_roles(user):
            return render(request, "desk/menunggu_peran.html", {"roles": waiting})
        raise PermissionDenied
    is_sent = request.method == "POST"
    is_part = request.headers.get("HX-Target") == "daftar"
    filters = FilterForm(request.POST if is_sent else request.GET).filters()
    has_plain_words = bool(filters.query) and not is_sent
    if not is_sent and not has_plain_words:
        filters = replace(filters, query=sealed_words.of_address(request))
    trace.search(request, filters.query, "antrean")
    here = _address(request, filters)
    if has_plain_words or (is_sent and not is_part):
        return redirect(f"/?{here}")
    if filters.status == CaseStatus.GAGAL and not filters.query:
        return redirect("gagal")
    context = {
        "listing": listing.listing(user, filters),
        "counts": listing.counts(user),
        "overdue": listing.overdue(user),
        "filters": filters,
        "channels": [(channel.value, text) for channel, text in CHANNEL_LABELS.items()],
        "completeness": [(code.value, text) for code, text in COMPLETENESS_LABELS.items()],
        "services": [(code, item.name) for code, item in facts.standards().services.items()],
        "here": here,
        "views": [(*view, _is_shown(view[1], filters)) for view in listing.views(user)],
        "columns": _headings(request, filters),
        "orders": list(listing.ORDER_WORDS.items()),
        "fields": list(_values(filters).items()),
        "chips": _chips(request, filters),
        "holders": list(listing.HOLDERS.items()),
    }
    answer = render(request, "desk/_daftar.html" if is_part else "desk/antrean.html", context)
    # Back leads from what was found to the list as it was before, not through each half of a word.
    is_further = f"{sealed_words.NAME}=" in request.headers.get("HX-Current-URL", "")
    answer["HX-Replace-Url" if is_further else "HX-Push-Url"] = f"/?{here}"
    return answer


@needs("lihat")
def live_counts(request: HttpRequest) -> HttpResponse:
    """The tabs with fresh numbers and the states of the system, asked for every few seconds."""
    user = person(request)
    filters = FilterForm(request.GET).filters()
    context = {
        "counts": listing.counts(user),
        "overdue": listing.overdue(user),
        "filters": filters,
        "oob": True,
    }
    return render(request, "desk/hitungan.html", context)


@require_http_methods(["GET", "POST"])
@needs("periksa")
def next_case(request: HttpRequest) -> HttpResponse:
    """Opens the most urgent free case, or the friendly end of the queue. POST: the case `lewati` is passed
    over and given back first."""
    user = person(request)
    waiting = decisions.waiting_for(user, visible(user))
    skip = SkipForm(request.POST).known()["lewati"]
    passed = _passed_over(request, skip)
    if skip:
        changes.release(skip, user)
    row = _first(waiting.exclude(id__in=passed), user) or _first(waiting.exclude(id=skip), user)
    if row:
        if row.id in passed:
            request.session["dilewati"] = [skip]  # all were passed over: round again
        return redirect("perkara", row.id)
    if skip and waiting.exists():
        messages.info(request, "Tidak ada berkas lain yang menunggu.")
        return redirect("perkara", skip)
    context = {"done": user_today(request), "held": listing.held_by_others(user)}
    return render(request, "desk/selesai.html", context)


def _first(waiting: QuerySet[CaseRow], user: User) -> CaseRow | None:
    """The most urgent one; for who does not decide, one with doubtful fields before any other."""
    cases = waiting.only("id")
    if may(user, "putuskan"):
        return cases.first()
    return cases.filter(doubtful__gt=0).first() or cases.first()


def _passed_over(request: HttpRequest, skip: str) -> list[str]:
    """Cases this person has passed over since they logged in, so that two of them don't take turns."""
    passed: list[str] = request.session.get("dilewati", [])
    if skip and skip not in passed:
        passed = [*passed[-MOST_PASSED:], skip]
        request.session["dilewati"] = passed
    return passed


def user_today(request: HttpRequest) -> int:
    """How many decisions the user took today."""
    return decisions.taken_on(person(request), facts.today())


@dataclass(frozen=True)
class Heading:
    """A column's heading: what a click on it asks for, and how the list is sorted by it now."""

    words: str
    css: str
    order: str
    address: str
    direction: str


def _headings(request: HttpRequest, filters: listing.Filters) -> list[Heading]:
    """The headings: the one the list is sorted by turns round."""
    found = []
    for column in listing.COLUMNS:
        directions = {column.up: "ascending", column.down: "descending"} if column.up else {}
        wanted = column.down if filters.order == column.up else column.up
        address = _address(request, replace(filters, order=wanted)) if wanted else ""
        found.append(Heading(column.words, column.css, wanted, address, directions.get(filters.order, "")))
    return found


def _is_shown(query: str, filters: listing.Filters) -> bool:
    """Whether the list is what that query string asks for."""
    return FilterForm(QueryDict(query)).filters() == replace(filters, page=1)


def _chips(request: HttpRequest, filters: listing.Filters) -> list[tuple[narrowing.Chip, str]]:
    """What the list is narrowed to, each with the address without it."""
    return [
        (
            chip,
            _address(
                request,
                replace(filters, narrowed=tuple(item for item in filters.narrowed if item[0] != chip.name)),
            ),
        )
        for chip in narrowing.chips(filters.narrowed)
    ]


def _address(request: HttpRequest, filters: listing.Filters) -> str:
    """The query string of these filters, without the page; the words that are looked for sealed."""
    return sealed_words.query(request, filters.query, _values(replace(filters, query="")))


def _values(filters: listing.Filters) -> dict[str, str]:
    """The filters that limit or order the list, as its form names them."""
    values = {name: str(getattr(filters, key)) for key, name in PARAMETERS.items()}
    values |= {"lewat": "ya" if filters.overdue else "", "yakin": "ya" if filters.sure else ""}
    values |= dict(filters.narrowed)
    return {name: value for name, value in values.items() if value}
