"""Review of a case: its fields and lines of handwriting, what is said of the whole case, decisions."""

from django import forms
from django.http import Http404

from desk import decisions, facts, typed
from desk.changes import Spot
from desk.forms.base import (
    DeskForm,
    ManyField,
    NumbersField,
    RawField,
    Sent,
    YesField,
    choice,
    hidden,
    text,
)
from desk.models.cases import EVIDENCE_LABELS
from desk.models.documents import KIND_LABELS
from desk.transcripts.saving import Typed
from desk.words import VERDICT_LABELS
from models.case import Verdict
from models.document import Kind

NO_PLACE = "Baris itu tidak dikenali; muat ulang halaman ini."


class FieldForm(DeskForm):
    """A field's value as it was typed, and where on the scan it was taken from; `ambil_alih`: the case is to
    be taken from its holder for it."""

    key = "isian"
    nilai = RawField()
    kotak = hidden()
    ambil_alih = YesField()

    def said(self) -> tuple[str, Spot | None]:
        """(text, spot); no spot when none was chosen or it is none."""
        values = self.known()
        return values["nilai"], typed.read_spot(values["kotak"])


class LineForm(FieldForm):
    """A line of handwriting as it was typed."""

    key = "baris"
    urutan = hidden()
    pakai = NumbersField()

    def line(self) -> Typed:
        """The line with its place. 404 when it has none."""
        text_typed, spot = self.said()
        number = self.cleaned_data["urutan"]
        if spot is None or not number.isdecimal():
            raise Http404(NO_PLACE)
        return Typed(spot, int(number), text_typed, frozenset(self.cleaned_data["pakai"]))


class HoldForm(DeskForm):
    """A sign of life; `baru` from a page that has just been opened."""

    baru = hidden()


class ServiceForm(DeskForm):
    """The service of the case; "": as the letter says."""

    def __init__(self, sent: Sent = None) -> None:
        super().__init__(sent)
        self.fields["layanan"] = choice("Layanan", [(code, code) for code in facts.standards().ids])


class EvidenceForm(DeskForm):
    """How identity was shown."""

    bukti = forms.ChoiceField(choices=list(EVIDENCE_LABELS.items()))


class ConfidentialForm(DeskForm):
    """Whether the complainant's name is kept secret."""

    rahasia = YesField()


class KindForm(DeskForm):
    """What kind of paper a page or document is."""

    jenis = forms.ChoiceField(choices=[(code.value, words) for code, words in KIND_LABELS.items()])

    def kind(self) -> Kind:
        """The kind. 404 for what the page never offered."""
        return Kind(self.known()["jenis"])


class OverruleForm(DeskForm):
    """A person's verdict on a requirement; `batalkan`: the check's own counts again."""

    key = "syarat"
    nilai = choice("Penilaian", list(VERDICT_LABELS.items()), as_radio=True, is_needed=True)
    alasan = text("Alasan", rows=3)
    batalkan = hidden()

    def verdict(self) -> tuple[Verdict, str] | None:
        """(verdict, reason); None while one is missing."""
        if not self.is_valid() or not (self.cleaned_data["nilai"] and self.cleaned_data["alasan"]):
            return None
        return Verdict(self.cleaned_data["nilai"]), self.cleaned_data["alasan"]


class DecisionForm(DeskForm):
    """A decision's reason and letter; `tetap`: in spite of doubts."""

    key = "keputusan"
    alasan = RawField("Alasan")
    surat = RawField("Surat")
    tetap = YesField()

    def choice(self, kind: str) -> decisions.Choice:
        """The decision of that kind."""
        values = self.known()
        return decisions.Choice(kind, values["alasan"], values["surat"])


class CommentForm(DeskForm):
    """A comment, and whom it is for."""

    key = "komentar"
    komentar = text("Komentar untuk rekan")
    sebut = NumbersField()

    def picked(self) -> list[int]:
        """Whom a refused comment named by a tick."""
        return self.cleaned_data["sebut"] if self.is_valid() else []


class AssignForm(DeskForm):
    """Whose case it is to be: a user's number, ME, or "" for nobody's."""

    kepada = hidden()


class PagesForm(DeskForm):
    """The ticked pages, each as `file-page`."""

    halaman = ManyField()

    def places(self) -> list[tuple[int, int]]:
        """(file, page) of each; what is none is passed over."""
        parts = [place.partition("-") for place in self.known()["halaman"]]
        return [(int(one), int(two)) for one, _, two in parts if one.isdecimal() and two.isdecimal()]


class MergeForm(DeskForm):
    """The number of the case that this one takes in."""

    dengan = text("Nomor berkas", 40)


class WithdrawForm(DeskForm):
    """Whether a response on record is taken back."""

    cabut = hidden()
