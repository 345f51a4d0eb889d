"""Figures for the head of office, the cases behind each, the register and the monthly report."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from desk import audit, charts, facts
from desk.figures import Bar
from desk.forms.asked import MonthForm, PrintForm, RunningForm, SliceForm
from desk.models import CaseRow
from desk.paperwork import template, writer
from desk.procedure import performance, register
from desk.procedure.performance import AGES, Running
from desk.rights import may, needs, person
from desk.views.figures import XLSX
from desk.views.files import paper_file
from models.errors import BerkasError

MONTHS_BACK = 12
MOST = 500
"""Rows of the list behind a figure on one page; the register holds all."""


@needs("lihat_dasbor")
def figures(request: HttpRequest) -> HttpResponse:
    """A month beside the one before; `?cetak` gives the report as PDF, `?cetak=docx` as DOCX."""
    month, user = MonthForm(request.GET).month(), person(request)
    if not may(user, "lihat"):
        raise Http404
    found = performance.report(user, month)
    if form := PrintForm(request.GET).print_form():
        return _printed(request, found, form)
    months = [performance.first_of(facts.today())]
    while len(months) < MONTHS_BACK:
        months.append(performance.month_before(months[-1]))
    course = performance.course(user, month)
    bars = [
        Bar(item.label, item.count, item.late, f"{reverse('kinerja_daftar')}?{item.where.query}")
        for item in course
    ]
    context = {
        "found": found,
        "course": course,
        "chart": charts.columns(
            "Dua belas bulan", bars, "menurut bulan diterima", ("diterima", "di antaranya terlambat")
        ),
        "may_list": True,
        "title": register.month_words(month),
        "months": [(f"{item:%Y-%m}", register.month_words(item)) for item in months],
        "chosen": f"{month:%Y-%m}",
    }
    return render(request, "desk/proses/kinerja.html", context)


def _printed(request: HttpRequest, found: performance.Report, form: str) -> HttpResponse:
    """The month's report to print, or as DOCX to complete before it is."""
    try:
        body = template.docx(register.content(found), number="", dated_on=facts.today())
        body = writer.pdf(body) if form == "pdf" else body
    except BerkasError as error:
        messages.error(request, str(error))
        return redirect("kinerja")
    audit.append(person(request).username, "laporan_bulanan", "", {"bulan": f"{found.month:%Y-%m}"})
    return paper_file(body, f"laporan-{found.month:%Y-%m}", form)


@needs("lihat_dasbor")
def behind(request: HttpRequest) -> HttpResponse:
    """The cases behind a figure; `?register` gives them as XLSX (who may export)."""
    user = person(request)
    if not may(user, "lihat"):
        raise Http404
    if running := RunningForm(request.GET).where():
        return _running(request, running)
    form = SliceForm(request.GET)
    where = form.where()
    rows = performance.cases(user, where)
    if form.known()["register"] is not None and may(user, "ekspor"):
        audit.append(user.username, "ekspor", "", {"format": "register", "bulan": f"{where.month:%Y-%m}"})
        response = HttpResponse(register.workbook(rows), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="register-{where.month:%Y-%m}.xlsx"'
        return response
    context = {**_listed(rows), "title": register.month_words(where.month), "query": where.query()}
    return render(request, "desk/proses/kinerja_daftar.html", context)


def _running(request: HttpRequest, where: Running) -> HttpResponse:
    """The cases behind a figure of what is not settled yet."""
    rows = performance.running(person(request), where)
    name = AGES.get(where.age, "") or where.officer
    context = {
        **_listed(rows),
        "title": f"belum tuntas, {name}",
        "query": where.query(),
        "has_no_register": True,
    }
    return render(request, "desk/proses/kinerja_daftar.html", context)


def _listed(rows: QuerySet[CaseRow]) -> dict[str, object]:
    """All of them counted, the oldest shown."""
    return {"rows": rows[:MOST], "count": rows.count(), "most": MOST}
