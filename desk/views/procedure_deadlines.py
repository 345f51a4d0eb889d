"""What is due (reminders), and the list of holidays that the dates follow from."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from desk import audit, facts, holidays, typed
from desk.procedure.deadlines import reminders
from desk.rights import needs, person
from models.errors import BerkasError
from models.working_days import KINDS, Holiday


@needs("lihat")
def due(request: HttpRequest) -> HttpResponse:
    """Late and near dates of the cases under way, and the next meetings."""
    return render(request, "desk/proses/tenggat.html", {"found": reminders(person(request))})


@require_http_methods(["GET", "POST"])
@needs("kelola_pengguna")
def holiday_list(request: HttpRequest) -> HttpResponse:
    """The holidays of a year; POST adds, changes or removes one, with its source (SKB)."""
    if request.method == "POST":
        try:
            _change(request)
        except BerkasError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, "Daftar hari libur disimpan; tenggat yang dihitung sesudah ini memakainya."
            )
        return redirect("hari_libur")
    calendar = facts.calendar()
    wanted = request.GET.get("tahun", "")
    year = int(wanted) if wanted.isdecimal() else facts.today().year
    context = {
        "year": year,
        "years": sorted(calendar.years | {year}),
        "is_complete": year in calendar.years,
        "holidays": [item for day, item in sorted(calendar.holidays.items()) if day.year == year],
        "source": holidays.source(),
        "kinds": list(KINDS.items()),
    }
    return render(request, "desk/proses/hari_libur.html", context)


def _change(request: HttpRequest) -> None:
    sent = request.POST
    day = typed.day(sent.get("tanggal", ""))
    removed = typed.day(sent.get("hapus", ""))
    wanted = None
    if day:
        wanted = Holiday(
            day, sent.get("nama", "").strip(), sent.get("jenis", ""), sent.get("perkiraan") == "ya"
        )
    holidays.change(wanted, removed, sent.get("sumber", ""), _year(sent.get("lengkap", "")))
    shown: date | None = day or removed
    audit.append(
        person(request).username, "hari_libur", "", {"tanggal": shown or "", "sumber": sent.get("sumber", "")}
    )


def _year(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
