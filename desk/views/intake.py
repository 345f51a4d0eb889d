"""Intake at the counter: upload, complaints by word of mouth, receipts, separator sheets."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from desk import counter, facts, joined, papers
from desk.forms.asked import LaterForm, PrintForm
from desk.forms.counter import UploadForm
from desk.models import CaseRow, ReceiptRow
from desk.paperwork import receipts
from desk.rights import needs, person, visible
from desk.views.files import paper_file
from models.case import Channel
from models.errors import BerkasError, UsageError
from models.separator import SEPARATOR_TEXT
from models.tracking import parse

KNOWN = "Dokumen ini sudah ada pada berkas {}, jadi tidak dibuat berkas baru. Tanda terima memakai nomor itu."
SHEETS = 10
"""Separator sheets in one print."""


@require_http_methods(["GET", "POST"])
@needs("terima_berkas")
def upload(request: HttpRequest) -> HttpResponse:
    """The upload form; a good upload ends at its receipt."""
    form = UploadForm(request.POST or None, request.FILES or None, initial=LaterForm(request.GET).known())
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            slip = counter.Slip(
                Channel(values["kanal"]), values["dari"], values["kontak"], values["perihal"],
                _later_for(request, values["susulan"]),
            )  # fmt: skip
            receipt = counter.receive(values["berkas"], slip, person(request))
        except BerkasError as error:
            messages.error(request, str(error))
        else:
            if receipt.adds_to and not slip.adds_to:
                messages.info(request, KNOWN.format(receipt.adds_to.id))
            return redirect("tanda_terima", receipt.number)
    return render(request, "desk/terima.html", {"form": form})


def _later_for(request: HttpRequest, text: str) -> CaseRow | None:
    """The case that later documents belong to. UsageError when the number is none of ours."""
    if not text.strip():
        return None
    number = parse(text)
    row = visible(person(request)).filter(id=str(number)).first() if number else None
    if not row:
        raise UsageError(
            "Nomor berkas susulan tidak ditemukan. Periksa huruf dan angkanya pada tanda terima."
        )
    if row.status not in ("dikembalikan", "menunggu", "diterima", "gagal", "disetujui"):
        raise UsageError("Berkas itu sudah berakhir, jadi tidak dapat ditambah dokumen.")
    return row


@needs("terima_berkas")
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The tanda terima to print; `?pdf` gives the same as PDF."""
    row = get_object_or_404(ReceiptRow.objects.select_related("person"), number=number)
    case = joined.of_number(number)
    if case and not visible(person(request)).filter(id=case.id).exists():
        raise Http404
    return receipt_answer(request, papers.receipt_of_slip(row), is_read=case is not None)


def receipt_answer(request: HttpRequest, receipt: papers.Receipt, *, is_read: bool) -> HttpResponse:
    """The receipt as a page, or with `?pdf` and `?docx` as a file. `is_read`: its case is on the desk."""
    name = f"tanda-terima-{receipt.number}"
    wanted = PrintForm(request.GET).kinds()
    if "docx" in wanted:
        return paper_file(receipts.docx(receipt), name, "docx")
    if "pdf" in wanted:
        try:
            return paper_file(receipts.pdf([receipt]), name, "pdf")
        except BerkasError as error:
            messages.error(request, str(error))
    context = {
        "receipt": receipt,
        "is_read": is_read,
        "lines": papers.receipt_lines(receipt),
        "office": facts.office(),
        "code": mark_safe(papers.qr_svg(papers.code_text(receipt.number))),
    }
    return render(request, "desk/tanda_terima.html", context)


@needs("terima_berkas")
def separators(request: HttpRequest) -> HttpResponse:
    """Separator sheets to print."""
    code = mark_safe(papers.qr_svg(SEPARATOR_TEXT))
    return render(request, "desk/pemisah.html", {"code": code, "sheets": range(SHEETS)})
