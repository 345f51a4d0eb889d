"""What a paper may say of a case, from the values that count now; doubtful ones are named."""

from datetime import date

from desk import facts, words
from desk.models import CaseRow
from desk.models.cases import CHANNEL_LABELS
from models.case import Channel
from models.field_spec import letter_names
from models.papers.matter import Matter
from models.papers.names import is_body, proper_body, proper_name
from models.wording import mid_sentence

SOURCES: dict[str, tuple[str, ...]] = {
    "applicant": (*letter_names("nama"), "nama"),
    "applicant_post": letter_names("jabatan"),
    "address": letter_names("alamat"),
    "phone": letter_names("telepon"),
    "koperasi": letter_names("koperasi"),
    "respondent": letter_names("pihak_lain"),
    "subject": letter_names("perihal"),
    "matter": letter_names("pokok"),
    "letter_number": letter_names("nomor"),
    "letter_date": letter_names("tanggal"),
}
"""Part of the matter -> fields it is taken from, best first. A NIK is none of them."""
PEOPLE = frozenset({"applicant", "respondent"})
BODIES = frozenset({"koperasi", "address"})


def matter_of(row: CaseRow) -> Matter:
    """The case for papers."""
    texts, doubtful = _texts(row)
    standard = facts.standards().get(row.service)
    kinds = set(row.documents.values_list("kind", flat=True))
    return Matter(
        tracking=row.id,
        service=standard.name if standard else "Pelayanan",
        received_on=row.received_on,
        channel=mid_sentence(CHANNEL_LABELS[Channel(row.channel)]),
        is_complaint="surat_permohonan" not in kinds and "surat_pengaduan" in kinds,
        is_confidential=row.is_confidential,
        letter_date=_day(texts.pop("letter_date", "")),
        topic=row.topic,
        basis=standard.basis if standard else "",
        sk_number=standard.sk_number if standard else "",
        doubtful=tuple(doubtful),
        **texts,
    )


def _texts(row: CaseRow) -> tuple[dict[str, str], list[str]]:
    """Part -> text, and the labels of the fields used that nobody has looked at yet."""
    found = [
        field for document in row.documents.prefetch_related("fields") for field in document.fields.all()
    ]
    texts: dict[str, str] = {}
    doubtful: list[str] = []
    for part, names in SOURCES.items():
        for name in names:
            field = next((item for item in found if item.name == name and isinstance(item.value, str)), None)
            if field and isinstance(field.value, str) and field.value.strip():
                texts[part] = _cased(part, " ".join(field.value.split()))
                doubtful += [words.label(name)] if field.is_doubtful else []
                break
    return texts, doubtful


def _cased(part: str, text: str) -> str:
    if part in BODIES or (part in PEOPLE and is_body(text)):
        return proper_body(text)
    return proper_name(text) if part in PEOPLE else text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
