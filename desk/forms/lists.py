"""What is done from lists: many cases at once, passing a case over, failures, the export."""

from collections.abc import Mapping

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


class SearchForm(DeskForm):
    """A list's filters, as in its address (desk/listing.py)."""

    def filters(self) -> Mapping[str, str]:
        """The filters by name."""
        return {name: str(self.data[name]) for name in self.data}


class ExportForm(SearchForm):
    """The table's format beside the list's filters."""

    format = hidden()
