"""Answers about letters of an archive: what was read, where letters begin, doubles, lines of handwriting."""

from desk.archive import Letter
from desk.forms.base import DeskForm, ManyField, NumbersField, RawField, Sent, hidden
from desk.typed import read_date
from models.archive_answers import FIELDS, WRONG

LONGEST = 300
"""Characters of an answer; what is longer is cut."""


class LetterForm(DeskForm):
    """What a reviewer says of a letter: its values as they should be, or that they are wrong."""

    key = "isi"
    putusan = hidden()

    def __init__(self, letter: Letter, sent: Sent = None) -> None:
        super().__init__(sent)
        self.letter = letter
        for name in FIELDS:
            self.fields[name] = RawField(name)

    def texts(self) -> dict[str, str]:
        """What was sent, to be shown again."""
        return {name: str(self.data[name]) for name in FIELDS if name in self.data}

    def changes(self) -> dict[str, str]:
        """The values that differ from those read. UsageError for a date that is none."""
        sent = {name: text.strip()[:LONGEST] for name, text in self.texts().items()}
        if sent.get("tanggal", "") not in ("", self.letter.values["tanggal"]):
            sent["tanggal"] = read_date(sent["tanggal"]).isoformat()
        return {name: value for name, value in sent.items() if value != self.letter.values[name]}

    def is_wrong(self) -> bool:
        """Whether it was called wrong without saying where."""
        return bool(self.known()["putusan"] == WRONG)


class DivisionForm(DeskForm):
    """Pages with which letters begin, or (`gabung`) that this one goes on from the one before."""

    gabung = hidden()
    awal = NumbersField()
    tumpukan = hidden()

    def starts(self, letter: Letter) -> dict[int, bool]:
        """Page -> whether a letter begins there, of the pages that were asked about or ticked."""
        values = self.known()
        if values["gabung"]:
            return {letter.pages[0]: False}
        marked = set(values["awal"])
        return {page: page in marked for page in letter.pages[1:] if page in letter.asked or page in marked}


class DoubleForm(DeskForm):
    """Whether two letters are the same."""

    satu = hidden()
    dua = hidden()
    putusan = hidden()

    def is_same(self) -> bool:
        """Whether they are."""
        return bool(self.known()["putusan"] == "sama")


class LineForm(DeskForm):
    """A line of handwriting as it was typed; `pakai`: fields that take what it says."""

    nilai = RawField()
    urutan = hidden()
    pakai = ManyField()

    def number(self) -> int:
        """Its place in the list, -1 for none."""
        number = str(self.known()["urutan"])
        return int(number) if number.isdecimal() else -1
