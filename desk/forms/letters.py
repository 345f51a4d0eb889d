"""Papers of a case: the draft's text, making it final, how it went out."""

from datetime import date

from django import forms

from desk import facts
from desk.forms.base import DeskForm, FilesField, Sent, choice, day, text, tick
from desk.paperwork import shelf
from models.papers.content import Content


class PaperForm(DeskForm):
    """The text of a draft, part by part."""

    key = "s"

    def __init__(self, content: Content, sent: Sent = None, *, is_final: bool = False) -> None:
        super().__init__(sent, initial=_texts(content))
        shown: dict[str, forms.Field] = {}
        if content.title:
            shown["judul"] = text("Judul")
        if content.subject:
            shown["hal"] = text("Hal")
        if content.addressee:
            shown["lampiran"] = text("Lampiran")
            shown["yth"] = text("Kepada (satu baris satu bagian)", rows=4)
        if content.opening:
            shown["pembuka"] = text("Pembuka (alinea dipisah baris kosong)", rows=5)
        if content.details:
            shown["rincian"] = text("Rincian (Label: nilai)", rows=6)
        for place, section in enumerate(content.sections):
            shown[f"bagian-{place}"] = text(section.title or "Isi", rows=5 if section.title else 10)
        if content.columns:
            shown["baris"] = text(f"Tabel: {' | '.join(content.columns)}", rows=5)
        if content.closing:
            shown["penutup"] = text("Penutup", rows=5)
        if content.addressee:
            shown["tembusan"] = text("Tembusan (satu baris satu nama; boleh kosong)", rows=2)
        self.fields.update(shown)
        self.content = content
        for field in self.fields.values() if is_final else ():
            field.widget.attrs["readonly"] = True

    def edited(self) -> Content:
        """The content as it was typed."""
        values = self.checked()
        return shelf.edited(self.content, {name: values[name] for name in values if name in self.data})


class ReturnedForm(DeskForm):
    """A draft that comes back from a word processor."""

    docx = FilesField()


def _texts(content: Content) -> dict[str, str]:
    """The parts as the form shows them; what desk/paperwork/shelf.edited takes."""
    return {
        "judul": content.title,
        "hal": content.subject,
        "lampiran": content.attachment,
        "yth": "\n".join(content.addressee),
        "pembuka": "\n\n".join(content.opening),
        "rincian": "\n".join(f"{item.label}: {item.value}" for item in content.details),
        "baris": "\n".join(" | ".join(line) for line in content.rows),
        "penutup": "\n\n".join(content.closing),
        "tembusan": "\n".join(content.copies),
        **{f"bagian-{place}": "\n\n".join(part.paragraphs) for place, part in enumerate(content.sections)},
    }


class FinalForm(DeskForm):
    """Number and date of a paper that becomes final."""

    key = "final"
    nomor = text("Nomor surat", 80)
    tanggal = day("Tanggal surat", is_needed=True)

    def __init__(self, content: Content, sent: Sent = None) -> None:
        super().__init__(sent, initial={"tanggal": facts.today()})
        number = self.fields["nomor"]
        if content.kind in shelf.NUMBERED:
            number.widget.attrs["required"] = True
        else:
            number.label = "Nomor surat (boleh kosong)"
        if hint := facts.office().number_hint:
            number.widget.attrs["placeholder"] = hint
        number.widget.attrs["aria-describedby"] = "nomor-ket"
        self.limit("tanggal", max=facts.today())
        self.fields["cocok"] = tick(f"Sudah saya cocokkan: {', '.join(content.doubtful)}")

    def finish(self) -> shelf.Finish:
        """How it becomes final; of today when no day was said."""
        values = self.checked()
        return shelf.Finish(values["nomor"], values["tanggal"] or facts.today(), values["cocok"])


class SentForm(DeskForm):
    """How and when a paper went out."""

    key = "kirim"
    cara = choice("Disampaikan lewat", list(shelf.WAYS.items()))
    tanggal = day("Tanggal", is_needed=True)

    def __init__(self, sent: Sent = None) -> None:
        super().__init__(sent, initial={"tanggal": facts.today()})
        self.limit("tanggal", max=facts.today())

    def way(self) -> tuple[date, str]:
        """(day, way); today when no day was said."""
        values = self.checked()
        return values["tanggal"] or facts.today(), values["cara"]
