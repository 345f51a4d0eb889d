"""What is done from lists: many cases at once, passing a case over, failures, the export."""

from desk.forms.asked import FilterForm
from desk.forms.base import DeskForm, ManyField, hidden


class BulkForm(DeskForm):
    """An action on the ticked cases; `kembali`: the list's query."""

    tindakan = hidden()
    perkara = ManyField()
    kembali = hidden()


class SkipForm(DeskForm):
    """The case that is passed over."""

    lewati = hidden()


class FailureForm(DeskForm):
    """What is done with which failure."""

    jenis = hidden()
    kunci = hidden()
    tindakan = hidden()


class ExportForm(FilterForm):
    """The table's format; the rest are the list's filters, as in its address."""

    format = hidden()
