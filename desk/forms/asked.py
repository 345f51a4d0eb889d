"""What an address asks of a page: filters, a page's number, a form of print.

Words that no address may hold (a NIK that is looked for) come in the same form by POST.

An address may be old, cut off or typed by hand: what is not understood counts as not said, and nothing is
refused.
"""

from collections.abc import Collection
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms

from desk import facts, listing, narrowing
from desk.archive import PILES
from desk.forms.base import DeskForm, YesField
from desk.listing import HIGHEST_PAGE, Filters
from desk.paperwork import outgoing
from desk.procedure import performance
from models.status import CaseStatus

LONGEST_WORDS = 200
"""Characters that are looked for; what is longer is cut."""

EVERYTHING = "semua"


class WordsField(forms.Field):
    """Words to look for, or a code that the page itself put into the address: str, "" when not said."""

    def __init__(self, most: int = LONGEST_WORDS) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)
        self.most = most

    def to_python(self, value: Any) -> str:
        """Without the NUL that no database takes."""
        return str(value or "").replace("\0", "").strip()[: self.most]


class OneOfField(WordsField):
    """One of these words; else `otherwise`."""

    def __init__(self, words: Collection[str], otherwise: str = "") -> None:
        super().__init__()
        self.words, self.otherwise = words, otherwise

    def to_python(self, value: Any) -> str:
        """The word, if it is one of them."""
        found = super().to_python(value)
        return found if found in self.words else self.otherwise


class NumberField(forms.Field):
    """A whole number: int from 1 to `most`; 0 when none of these was said."""

    def __init__(self, most: int) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)
        self.most = most

    def to_python(self, value: Any) -> int:
        """Digits alone, no more of them than `most` has."""
        text = str(value or "")
        number = int(text) if text.isdecimal() and len(text) <= len(str(self.most)) else 0
        return number if number <= self.most else 0


class PresentField(WordsField):
    """A word that says something by standing there (`?pdf`): its value as str, None when it does not."""

    def to_python(self, value: Any) -> Any:
        """The value as it is, "" too."""
        return None if value is None else super().to_python(value)


class AskedForm(DeskForm):
    """What an address asks. No field of it can be wrong."""

    def address(self, *left_out: str) -> str:
        """The same without these names, as an address."""
        return urlencode([(name, self.data[name]) for name in self.data if name not in left_out])


class FilterForm(AskedForm):
    """The filters of the list of cases; with the narrowings that figures lead to (desk/narrowing.py)."""

    status = OneOfField(("semua", listing.UNDER_WAY, *CaseStatus), CaseStatus.MENUNGGU.value)
    cari = WordsField(100)
    kanal = WordsField()
    layanan = WordsField()
    kelengkapan = WordsField()
    pemegang = WordsField()
    urut = OneOfField(listing.ORDERS, "tenggat")
    lewat = YesField()
    yakin = YesField()
    hal = NumberField(HIGHEST_PAGE)

    def __init__(self, *sent: Any, **options: Any) -> None:
        super().__init__(*sent, **options)
        self.fields.update({name: WordsField() for name in narrowing.NARROWINGS})

    def filters(self) -> Filters:
        """The filters."""
        values = self.known()
        return Filters(
            status=values["status"],
            query=values["cari"],
            channel=values["kanal"],
            service=values["layanan"],
            completeness=values["kelengkapan"],
            holder=values["pemegang"],
            overdue=values["lewat"],
            sure=values["yakin"],
            order=values["urut"],
            narrowed=narrowing.read(values),
            page=values["hal"] or 1,
        )


class SealedForm(AskedForm):
    """The words that are looked for, as an address holds them (desk/sealed_words.py)."""

    pencarian = WordsField(1000)


class PrintForm(AskedForm):
    """In which form a paper is wanted: `?pdf`, `?docx`, or `?cetak` (=docx) for a report."""

    pdf = PresentField()
    docx = PresentField()
    cetak = PresentField()

    def kinds(self) -> list[str]:
        """pdf, docx, both or none."""
        values = self.known()
        return [form for form in ("pdf", "docx") if values[form] is not None]

    def print_form(self) -> str:
        """pdf or docx; "" when no print is wanted."""
        said = self.known()["cetak"]
        return "" if said is None else "docx" if said == "docx" else "pdf"


class LogForm(AskedForm):
    """Whose entries of the audit log, of which action, before which number."""

    pelaku = WordsField()
    tindakan = WordsField()
    sebelum = NumberField(10**15)


class PileForm(AskedForm):
    """Letters of an archive: the pile (any word; the list of an unknown one is not found), words, page."""

    tumpukan = WordsField()
    cari = WordsField()
    hal = NumberField(HIGHEST_PAGE)


class OfPileForm(AskedForm):
    """The pile from which a letter was opened."""

    tumpukan = OneOfField(PILES, EVERYTHING)


class LinesForm(AskedForm):
    """Lines of handwriting: of which page (a number as it was sent), and whether those without doubt too."""

    hal = WordsField()
    tampil = WordsField()

    def wants_all(self) -> bool:
        """Whether all lines are wanted."""
        return bool(self.known()["tampil"] == EVERYTHING)


class MergingForm(AskedForm):
    """Words to find the other case by (None: no search was sent), or its number from a notice."""

    cari = PresentField(100)
    dengan = WordsField()


class RegisterForm(AskedForm):
    """A year of outgoing letters; `unduh`: as a table."""

    tahun = NumberField(date.max.year)
    nomor = WordsField()
    jenis = WordsField()
    belum = YesField()
    hal = NumberField(HIGHEST_PAGE)
    unduh = PresentField()

    def wanted(self) -> outgoing.Wanted:
        """Which letters; of this year when none was said."""
        values = self.known()
        kind = values["jenis"] if values["jenis"] in dict(outgoing.kinds()) else ""
        words = " ".join(values["nomor"].split())[:80]
        return outgoing.Wanted(values["tahun"] or facts.today().year, kind, values["belum"], words)


class MonthForm(AskedForm):
    """A month of figures: `2026-11`."""

    bulan = WordsField()

    def month(self) -> date:
        """Its first day; of this month when none was said."""
        try:
            return date.fromisoformat(f"{self.known()['bulan']}-01")
        except ValueError:
            return performance.first_of(facts.today())


class SliceForm(MonthForm):
    """The cases behind a figure of a month; `register`: as a table."""

    layanan = WordsField()
    saluran = WordsField()
    pokok = WordsField()
    kecamatan = WordsField()
    batas = WordsField()
    register = PresentField()

    def where(self) -> performance.Slice:
        """Which cases."""
        values = self.known()
        names = ("layanan", "saluran", "pokok", "kecamatan", "batas")
        return performance.Slice(self.month(), *(values[name] for name in names))


class RunningForm(AskedForm):
    """The cases behind a figure of what is not settled yet."""

    umur = PresentField()
    petugas = PresentField()
    terlambat = YesField()

    def where(self) -> performance.Running | None:
        """Which cases; None when the figure is of a month."""
        values = self.known()
        if values["umur"] is None and values["petugas"] is None:
            return None
        return performance.Running(values["umur"] or "", values["petugas"] or "", values["terlambat"])


class YearForm(AskedForm):
    """A year of holidays."""

    tahun = NumberField(date.max.year)


class NumberForm(AskedForm):
    """The number on a receipt, typed by a citizen."""

    nomor = WordsField()


class FailuresForm(AskedForm):
    """Whether those set aside are wanted."""

    disisihkan = YesField()


class MaterialChoiceForm(AskedForm):
    """The material picked for a consultation."""

    materi = WordsField()


class LaterForm(AskedForm):
    """The case that later documents are for."""

    susulan = WordsField()


class ScopeForm(AskedForm):
    """How much is to be erased (desk/forms/personal.py)."""

    lingkup = PresentField()


class NextForm(AskedForm):
    """Where a person wanted to go before the code was asked for."""

    next = PresentField()


class BlankForm(DeskForm):
    """Whether a decision's form is wanted without the words of the one that was undone (`baku`)."""

    baku = YesField()

    def is_blank(self) -> bool:
        """As it is for a case of which nothing was decided."""
        return bool(self.known()["baku"])
