"""The NIK decoded beside its field, with what disagrees with the rest of the card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk import words
from desk.models import FieldRow
from models.nik import PROBLEM_TEXTS, decode, problems


@dataclass(frozen=True)
class Decoded:
    """What the NIK says in words, and its conflicts, each one sentence."""

    text: str
    conflicts: tuple[str, ...]


def decoded(item: FieldRow, fields: Sequence[FieldRow]) -> Decoded | None:
    """None when the field holds no text."""
    if not isinstance(item.value, str) or not item.value:
        return None
    conflicts = [f"NIK {PROBLEM_TEXTS[problem]}." for problem in problems(item.value)]
    facts = decode(item.value)
    if not facts:
        return Decoded("", tuple(conflicts))
    regions = [region.name for region in (facts.kecamatan, facts.kabupaten_kota, facts.provinsi) if region]
    dates = " atau ".join(words.short_date(day) for day in facts.birth_dates if day <= date.today())
    others = {other.name: other.value for other in fields}
    born, sex = others.get("tanggal_lahir"), others.get("jenis_kelamin")
    if isinstance(born, str) and born and born not in {day.isoformat() for day in facts.birth_dates}:
        conflicts.append(
            f"Tanggal lahir pada kartu {words.show_value(born)}, menurut NIK {dates or 'tidak terbaca'}."
        )
    if isinstance(sex, str) and sex and sex != facts.sex:
        conflicts.append(f"Jenis kelamin pada kartu {sex}, menurut NIK {facts.sex}.")
    parts = [", ".join(regions), f"lahir {dates}" if dates else "", facts.sex.lower()]
    return Decoded("; ".join(part for part in parts if part), tuple(conflicts))
