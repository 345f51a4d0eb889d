"""What is true of a tagged letter: the contract's values, what else may be answered, the service."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.document import Kind
from models.field_spec import FIELD_NAMES
from samples import rules
from samples.truth import Value
from samples.voices.dates import iso_date
from samples.voices.tagged import Letter, Span

SERVICE_OF_COMPLAINT = {"koperasi": False, "layanan": True, "saran": True}
"""Whether a complaint of this sort is about the office: a suggestion in its box is, too."""


@dataclass(frozen=True)
class Truth:
    """`values`: what the letter carries. `alternatives`: field -> what a fair reader may answer instead (None
    among them: nothing is right, too)."""

    values: Mapping[str, Value]
    alternatives: Mapping[str, tuple[Value, ...]]
    facts: rules.CaseFacts


def truth_of(letter: Letter) -> Truth:
    """Values from the first tag of each field, alternatives from its `alt` tags, the rest from the head."""
    names = FIELD_NAMES[letter.kind]
    spans = [span for span in letter.spans() if span.tag.name in names]
    values: dict[str, Value] = {}
    others: dict[str, list[Value]] = {}
    for span in spans:
        value = _value(span)
        if span.tag.is_alternative:
            others.setdefault(span.tag.name, []).append(value)
        elif value is not None:
            values.setdefault(span.tag.name, value)
    for name, found in others.items():
        if name not in values:
            found.append(None)
    values |= _flags(letter)
    return Truth(values, {name: tuple(found) for name, found in others.items()}, _facts(letter, values))


def _value(span: Span) -> Value:
    return iso_date(span.text) if span.tag.name == "tanggal_surat" else span.text


def _flags(letter: Letter) -> dict[str, Value]:
    """What the head line tells: signed, stamped, nameless, what is asked."""
    signed: dict[str, Value] = {"bertanda_tangan": "ttd" in letter.flags}
    if letter.kind is Kind.SURAT_PENGADUAN:
        return signed | {"anonim": "anonim" in letter.flags}
    stamped = "stempel" in letter.flags or letter.has_mark("stempel")
    return signed | {"berstempel": stamped, "jenis_layanan": letter.asked}


def _facts(letter: Letter, values: Mapping[str, Value]) -> rules.CaseFacts:
    """What the rules of completeness need to know."""
    if letter.kind is Kind.SURAT_PENGADUAN:
        return rules.CaseFacts(
            complaint=rules.ComplaintFact(
                has_name="pelapor_nama" in values,
                has_address="pelapor_alamat" in values,
                has_phone="pelapor_telepon" in values,
                has_matter=True,
                is_about_office=SERVICE_OF_COMPLAINT[letter.asked],
            )
        )
    nik, cooperative = values.get("pemohon_nik"), values.get("koperasi_nama")
    return rules.CaseFacts(
        letter=rules.LetterFact(
            people=frozenset({str(nik)} if nik else ()),
            cooperative=str(cooperative) if cooperative else None,
            wants=letter.asked,
            is_signed="ttd" in letter.flags,
            is_clear="pemohon_nama" in values,
        )
    )
