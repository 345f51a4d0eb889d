"""Pengaduan layanan: check, the complainant's identity, dispositions and their answers, resolution."""

from datetime import date

from desk import facts
from desk.forms.base import DeskForm, Sent, choice, day, text, tick
from desk.models import ComplaintCheck
from desk.models.complaints import CHECKS, NATURES
from desk.procedure import complaints
from models.errors import UsageError


class CheckForm(DeskForm):
    """Cek administrasi."""

    key = "cek"
    jenis = choice("Surat ini berupa", list(NATURES.items()), as_radio=True, is_needed=True)
    anonim = tick("Tanpa identitas: dicatat dan dimintakan identitas")
    jawaban = tick("Meminta jawaban (saran yang tidak meminta jawaban cukup diucapkan terima kasih)")
    catatan = text("Catatan (boleh kosong)", rows=2)

    def __init__(self, made: ComplaintCheck | None, sent: Sent = None) -> None:
        known: dict[str, object] = {name: bool(made and getattr(made, name)) for name in CHECKS}
        if made:
            said = {"jenis": made.nature, "anonim": made.is_anonymous, "jawaban": made.wants_answer}
            known |= {**said, "catatan": made.note}
        super().__init__(sent, initial=known)
        for name, words in CHECKS.items():
            self.fields[name] = tick(words)
        self.found = [self[name] for name in CHECKS]

    def check(self) -> complaints.Check:
        """The check as it was made."""
        values = self.checked()
        return complaints.Check(
            nature=values["jenis"],
            is_anonymous=values["anonim"],
            wants_answer=values["jawaban"],
            found=frozenset(name for name in CHECKS if values[name]),
            note=values["catatan"],
        )


class IdentityForm(DeskForm):
    """Who the complainant is, said later."""

    key = "identitas"
    nama = text("Nama", 200, is_needed=True)
    alamat = text("Alamat lengkap", 300, is_needed=True)
    telepon = text("Telepon", 40)

    def identity(self) -> complaints.Identity:
        """What was said."""
        values = self.checked()
        return complaints.Identity(values["nama"], values["alamat"], values["telepon"])


class DispositionForm(DeskForm):
    """A disposition to a colleague, a bidang or another office."""

    key = "disposisi"
    kepada = text("Diteruskan kepada", 200, is_needed=True)
    luar = tick("Instansi lain (eksternal)")
    isi = text("Isi disposisi", rows=3, is_needed=True)
    batas = day("Paling lambat", is_needed=True)

    def __init__(self, sent: Sent = None, *, until: date | None = None) -> None:
        super().__init__(sent, initial={"batas": until})
        self.limit("batas", min=facts.today())

    def order(self) -> complaints.Order:
        """The disposition. UsageError without a date."""
        values = self.checked()
        if values["batas"] is None:
            raise UsageError("Isi batas waktu disposisi.")
        return complaints.Order(values["luar"], values["kepada"], values["isi"], values["batas"])


class AnswerForm(DeskForm):
    """What came back to a disposition."""

    key = "jawaban"
    jawaban = text("Jawaban", rows=3, is_needed=True)


class ResolutionForm(DeskForm):
    """How a complaint was settled."""

    key = "penyelesaian"
    isi = text("Penyelesaian, sesuai kondisi dan permasalahan yang ada", rows=4, is_needed=True)
