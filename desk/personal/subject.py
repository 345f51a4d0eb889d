"""Where a person is found: by NIK (surely), by name (perhaps another of the same name, a person decides)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import Q, QuerySet

from desk import archive, rows, search
from desk.models import CaseRow, FieldRow, PartyRow, ReceiptRow
from models.errors import UsageError
from models.field_spec import FieldType, of_type

NIK_DIGITS, LEAST_NAME = 16, 3
MOST = 200
BY_NIK, BY_NAME, BY_PARTY, BY_TEXT = "NIK sama", "nama pemohon", "pihak dalam berkas", "disebut dalam berkas"


@dataclass(frozen=True)
class Who:
    """Whom somebody looks for; one of the two at least."""

    name: str = ""
    nik: str = ""

    def __post_init__(self) -> None:
        if self.nik and len(self.digits) != NIK_DIGITS:
            raise UsageError("NIK terdiri atas 16 angka.")
        if not self.nik and len(self.name.strip()) < LEAST_NAME:
            raise UsageError("Isi NIK, atau nama sedikitnya tiga huruf.")

    @property
    def digits(self) -> str:
        """The NIK without blanks."""
        return "".join(char for char in self.nik if char.isdigit())


@dataclass
class Found:
    """A case with the reasons why it may be the person's."""

    row: CaseRow
    why: list[str] = field(default_factory=list)

    @property
    def is_sure(self) -> bool:
        """Found by the NIK."""
        return BY_NIK in self.why


def find(who: Who, cases: QuerySet[CaseRow]) -> list[Found]:
    """The person's cases among `cases`, surest first, then newest."""
    found: dict[str, Found] = {}
    for reason, ids in _hits(who):
        for row in cases.filter(id__in=ids[:MOST]):
            found.setdefault(row.id, Found(row)).why.append(reason)
    return sorted(found.values(), key=lambda item: (not item.is_sure, -item.row.received_at.timestamp()))


@dataclass(frozen=True)
class ArchivedLetter:
    """A letter of an archive that names the person; `number` of the archive, paths of the letter's files."""

    number: int
    archive: str
    id: str
    files: tuple[Path, ...]


def letters_of(who: Who, data: Path) -> list[ArchivedLetter]:
    """Letters of the office's archives that hold every word of the name."""
    found: list[ArchivedLetter] = []
    for one in archive.archives(data) if who.name.strip() else ():
        if not one.has_index:
            continue
        with archive.opened(one) as index:
            letters, _more = archive.letters(index, "semua", who.name, 1)
        for letter in letters:
            paths = tuple(one.root / name for name in (letter.pdf, letter.json) if name)
            found.append(ArchivedLetter(one.number, one.name, letter.id, paths))
    return found


def _hits(who: Who) -> Iterator[tuple[str, list[str]]]:
    if who.nik:
        digest = rows.nik_digest(who.digits)
        fields = FieldRow.objects.filter(name__in=of_type(FieldType.NIK)).filter(
            Q(machine_value=who.digits) | Q(person_value=who.digits)
        )
        known = set(CaseRow.objects.filter(nik_hash=digest).values_list("id", flat=True))
        yield BY_NIK, sorted(known | set(fields.values_list("document__case_id", flat=True)))
    if name := " ".join(who.name.split()):
        yield BY_NAME, list(CaseRow.objects.filter(applicant__icontains=name).values_list("id", flat=True))
        parties = PartyRow.objects.filter(name__icontains=name).values_list("case_id", flat=True)
        givers = ReceiptRow.objects.filter(giver__icontains=name).values_list("number", flat=True)
        yield BY_PARTY, [*parties, *givers]
        yield BY_TEXT, search.find(name)
