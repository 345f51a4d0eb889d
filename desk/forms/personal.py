"""Personal data: whose, which cases and letters, what is erased and why."""

from django.contrib.auth.models import User

from desk.forms.base import DeskForm, ManyField, text
from desk.personal.erasing import Said, Scope
from desk.personal.subject import Who


class WhoForm(DeskForm):
    """A person by name and NIK."""

    key = "orang"
    nama = text("Nama")
    nik = text("NIK")

    def who(self) -> Who:
        """The person. UsageError for what names none."""
        values = self.checked()
        return Who(values["nama"], values["nik"])


class ExportForm(WhoForm):
    """What of that person's is given out."""

    perkara = ManyField()
    surat = ManyField()


class ErasureForm(DeskForm):
    """What of a case is erased, why, and the case's number typed as a confirmation."""

    key = "hapus"
    lingkup = text("Lingkup")
    alasan = text("Alasan")
    nomor = text("Nomor berkas")

    def said(self, who: User) -> Said:
        """Why, and the case's number as it was typed."""
        values = self.checked()
        return Said(values["alasan"], values["nomor"], who)

    def scope(self) -> Scope:
        """What is erased; images alone where nothing known was chosen."""
        wanted = self["lingkup"].value() or self.initial.get("lingkup")
        return Scope(wanted) if wanted in set(Scope) else Scope.IMAGES


class LetterErasureForm(DeskForm):
    """Why a letter of an archive is erased, and its mark typed as a confirmation."""

    key = "hapus"
    alasan = text("Alasan")
    tanda = text("Tanda")

    def said(self, who: User) -> Said:
        """Why, and the letter's mark as it was typed."""
        values = self.checked()
        return Said(values["alasan"], values["tanda"], who)
