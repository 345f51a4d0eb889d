"""What is due (reminders), and the list of holidays that the dates follow from."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from desk import audit, facts, holidays
from desk.forms.asked import YearForm
from desk.forms.office import HolidayForm, HolidayRemovalForm
from desk.procedure.deadlines import reminders
from desk.rights import needs, person
from models.errors import BerkasError


@needs("lihat")
def due(request: HttpRequest) -> HttpResponse:
    """Late and near dates of the cases under way, and the next meetings."""
    return render(request, "desk/proses/tenggat.html", {"found": reminders(person(request))})


@require_http_methods(["GET", "POST"])
@needs("kelola_pengguna")
def holiday_list(request: HttpRequest) -> HttpResponse:
    """The holidays of a year; POST adds, changes or removes one, with its source (SKB)."""
    calendar = facts.calendar()
    year = YearForm(request.GET).known()["tahun"] or facts.today().year
    is_complete, source = year in calendar.years, holidays.source()
    form = HolidayForm(year, source=source, is_complete=is_complete)
    if request.method == "POST":
        form = HolidayForm(year, request.POST)
        try:
            _change(request, form)
        except BerkasError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, "Daftar hari libur disimpan; tenggat yang dihitung sesudah ini memakainya."
            )
            return redirect("hari_libur")
    context = {
        "year": year,
        "years": sorted(calendar.years | {year}),
        "is_complete": is_complete,
        "holidays": [item for day, item in sorted(calendar.holidays.items()) if day.year == year],
        "source": source,
        "form": form,
    }
    return render(request, "desk/proses/hari_libur.html", context, status=400 if form.is_bound else 200)


def _change(request: HttpRequest, form: HolidayForm) -> None:
    removed = HolidayRemovalForm(request.POST).checked()["hapus"]
    wanted, said = form.holiday(), form.cleaned_data
    holidays.change(wanted, removed, said["sumber"], said["lengkap"])
    shown: date | None = wanted.day if wanted else removed
    audit.append(
        person(request).username, "hari_libur", "", {"tanggal": shown or "", "sumber": said["sumber"]}
    )
