"""A KTP: the fields of one card by the geometry of its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.cards.blood_group import read_blood
from extractors.cards.ktp_values import (
    Value,
    birth,
    from_list,
    lane_joined,
    name_text,
    rt_rw,
    valid_until,
    without_scraps,
)
from extractors.cards.nik_reading import NikReading, read_nik
from extractors.cards.photo import lacks_photo
from extractors.cards.pieces import Piece
from extractors.cards.region_names import born_in, resolve
from extractors.cards.row_assignment import Layout
from extractors.cards.row_texts import RowText, cut_box, likeness, read_rows, texts_of
from extractors.cards.search import FoundCard
from extractors.fields.confidence import Evidence, confidence, needs_review
from extractors.fields.name_spelling import may_lack_apostrophe, spelled
from models.document import Kind
from models.field import Field
from models.field_spec import FIELD_NAMES
from models.nik import decode
from models.page import CardReading
from models.values import closed_list

FAINT_SCORE = 0.3
"""Score of a card whose labels could not be read."""

MANY_LABELS = 6
"""A card with fewer labels read is a poor picture, whatever the engines say of its values."""

PROVINCE_WORDS = ("PROV", "PROP", "PR0")

OF_ONE_WORD = ("agama", "status_perkawinan", "kewarganegaraan")
"""Lists with words that stand in no address."""

HEAD = ("provinsi", "kabupaten_kota")
"""What shows that a paper is a card (models.identity), and is doubted where it has no photo."""

NIK_STEPS = 16.0
"""Row steps from the value column within which the number ends, also in a wide face."""


@dataclass(frozen=True)
class CardText:
    """Everything read on one card's front."""

    found: FoundCard
    layout: Layout
    rows: dict[str, RowText]
    province: RowText
    regency: RowText
    blood: RowText


def read_card(found: FoundCard) -> CardReading:
    """The fields of a found card; boxes are on the page. Never raises over what stands on it."""
    if found.is_back:
        return CardReading(quad=found.page_quad, fields={}, is_back=True)
    if found.layout is None:
        return CardReading(quad=found.page_quad, fields=_unread(found), score=FAINT_SCORE)
    fields = _fields(_card_text(found, found.layout))
    if lacks_photo(found.pixels, found.layout.rows, found.layout.photo_left):
        # What somebody typed as a card has it is no copy of one: a person looks whether it is.
        fields |= _shown(fields, HEAD)
    score = min(1.0, max(FAINT_SCORE, len(found.layout.rows.labels) / 10))
    return CardReading(quad=found.page_quad, fields=fields, score=score)


def _unread(found: FoundCard) -> dict[str, Field]:
    """A card of which no word can be read carries every field, and a person has to look at each."""
    xs, ys = [x for x, _ in found.page_quad], [y for _, y in found.page_quad]
    box = (max(0.0, min(xs)), max(0.0, min(ys)), min(1.0, max(xs)), min(1.0, max(ys)))
    return {name: Field(needs_review=True, page=1, box=box) for name in FIELD_NAMES[Kind.KTP]}


def _card_text(found: FoundCard, layout: Layout) -> CardText:
    rows = read_rows(found, layout)
    province, regency = _headers(layout, found)
    return CardText(found, layout, rows, province, regency, read_blood(found, layout))


def _headers(layout: Layout, found: FoundCard) -> tuple[RowText, RowText]:
    """The two centred lines at the top: PROVINSI and the line below it, else the lowest two."""
    texts = texts_of(layout.header_lines, found.pixels)
    for at, text in enumerate(texts):
        if text.text.startswith(PROVINCE_WORDS):
            return text, texts[at + 1] if at + 1 < len(texts) else RowText()
    return (texts[-2], texts[-1]) if len(texts) >= 2 else (RowText(), texts[-1] if texts else RowText())


def _fields(text: CardText) -> dict[str, Field]:
    rows = text.rows
    place, born = birth(rows["ttl"].text)
    sex = from_list("jenis_kelamin", rows["jenis_kelamin"].text)
    number = _nik(text, born, sex)
    address = resolve(
        text.province.text,
        text.regency.text,
        rows["kecamatan"].text,
        rows["kelurahan_desa"].text,
        number.digits,
    )
    rt, rw = rt_rw(rows["rt_rw"].text)
    make = _Maker(text.found, _quality(text.layout))
    name = without_scraps(rows["nama"].text, rows["nama"].printed)
    fields = {
        "nik": _nik_field(text, number),
        "nama": make.field("nama", Value(spelled(name_text(name)) or None), rows["nama"]),
        "tempat_lahir": make.field("tempat", born_in(place), rows["ttl"]),
        "tanggal_lahir": make.field("tanggal", born, rows["ttl"]),
        "jenis_kelamin": make.field("tertutup", sex, rows["jenis_kelamin"]),
        "golongan_darah": _blood_field(text, make),
        "alamat": make.field("alamat", Value(lane_joined(rows["alamat"].text) or None), rows["alamat"]),
        "rt": make.field("rt_rw", rt, rows["rt_rw"]),
        "rw": make.field("rt_rw", rw, rows["rt_rw"]),
        "kelurahan_desa": make.field("wilayah", address.kelurahan_desa, rows["kelurahan_desa"]),
        "kecamatan": make.field("wilayah", address.kecamatan, rows["kecamatan"]),
        "kabupaten_kota": make.field("wilayah", address.kabupaten_kota, text.regency),
        "provinsi": make.field("wilayah", address.provinsi, text.province),
        **{
            name: make.field("tertutup", from_list(name, rows[name].text), rows[name])
            for name in ("agama", "status_perkawinan", "pekerjaan", "kewarganegaraan")
        },
        "berlaku_hingga": make.field(
            "tertutup", valid_until(rows["berlaku_hingga"].text), rows["berlaku_hingga"]
        ),
    }
    return fields | at_odds(fields) | _odd(fields)


def _odd(fields: Mapping[str, Field]) -> dict[str, Field]:
    """An address with a creed or a marital status in it, of a card whose rows have another order (of 2003,
    say); a name that may have lost its apostrophe."""
    words = set(str(fields["alamat"].value or "").split())
    is_mixed = any(words & set(closed_list(name).printed) for name in OF_ONE_WORD)
    lacks = may_lack_apostrophe(str(fields["nama"].value or ""))
    return _shown(fields, [*(["alamat"] if is_mixed else []), *(["nama"] if lacks else [])])


def _shown(fields: Mapping[str, Field], names: Sequence[str]) -> dict[str, Field]:
    """These fields, to be looked at by a person."""
    return {name: fields[name].model_copy(update={"needs_review": True}) for name in names}


def at_odds(fields: Mapping[str, Field]) -> dict[str, Field]:
    """What the number contradicts: one of the two is misread or misprinted, so a person looks at both."""
    names = ("nik", "tanggal_lahir", "jenis_kelamin", "berlaku_hingga")
    nik, born, sex, until = (fields[name].value for name in names)
    facts = decode(nik) if isinstance(nik, str) else None
    if facts is None or not facts.birth_dates:
        return {}
    odd = []
    if isinstance(born, str) and date.fromisoformat(born) not in facts.birth_dates:
        odd.append("tanggal_lahir")
    if sex is not None and sex != facts.sex:
        odd.append("jenis_kelamin")
    doubted = [*odd, "nik"] if odd else []
    if isinstance(until, str) and not _is_birthday(until, facts.birth_dates):
        doubted.append("berlaku_hingga")
    return _shown(fields, doubted)


def _is_birthday(until: str, births: Sequence[date]) -> bool:
    """Whether a card's last day is a birthday, as it is on all cards that end; SEUMUR HIDUP is no date."""
    return not until[:1].isdigit() or until[5:] in {born.isoformat()[5:] for born in births}


def _quality(layout: Layout) -> float:
    """0..1: how much of the card's own print could be read."""
    return min(1.0, len(layout.rows.labels) / MANY_LABELS)


def _nik(text: CardText, born: Value, sex: Value) -> NikReading:
    layout, found = text.layout, text.found
    crop = cut_box(found.pixels, _nik_box(layout, layout.values.get("nik", ())))
    wide = cut_box(found.pixels, _nik_box(layout, ()))
    return read_nik(crop, wide, date.fromisoformat(born.text) if born.text else None, sex.text)


def _nik_box(layout: Layout, pieces: Sequence[Piece]) -> tuple[float, float, float, float]:
    """Where the digits stand: as detected with some paper around, else where the layout has them."""
    step = layout.step
    if pieces:
        left, right = min(p.left for p in pieces) - 0.3 * step, max(p.right for p in pieces) + 0.5 * step
        return (
            left,
            min(p.top for p in pieces) - 0.1 * step,
            right,
            max(p.bottom for p in pieces) + 0.1 * step,
        )
    middle = layout.height_of("nik")
    left = layout.value_left - 1.2 * step
    return (left, middle - 0.85 * step, left + NIK_STEPS * step, middle + 0.85 * step)


def _nik_field(text: CardText, number: NikReading) -> Field:
    pieces = text.layout.values.get("nik", ())
    evidence = Evidence(
        "nik", number.engine, number.weakest, number.agreement, number.is_valid, quality=_quality(text.layout)
    )
    sure = confidence(evidence) if number.digits else 0.0
    return Field(
        value=number.digits,
        raw=" ".join(piece.text for piece in pieces) or None,
        confidence=sure,
        needs_review=needs_review("nik", sure),
        page=1,
        box=text.found.region.page_box(*_nik_box(text.layout, pieces)),
    )


def _blood_field(text: CardText, make: "_Maker") -> Field:
    """The group. A dash that was seen is a value that is not there, and no doubt; where the two readers and
    the ink do not agree on it a person looks."""
    if text.blood.text != "-":
        group = Value(text.blood.text.strip("-") or None, is_valid=True)
        return make.field("golongan_darah", group, text.blood)
    sure = confidence(Evidence("golongan_darah", text.blood.engine, text.blood.weakest, is_valid=True))
    box = text.found.region.page_box(*text.blood.box) if text.blood.box else None
    return Field(
        value=None,
        raw="-",
        confidence=sure,
        needs_review=not text.blood.is_seen,
        page=1,
        box=box,
    )


@dataclass(frozen=True)
class _Maker:
    """Makes contract fields of values and the row texts they come from."""

    found: FoundCard
    quality: float

    def field(self, kind: str, value: Value, row: RowText) -> Field:
        """The field with its confidence; a row that is empty on the card is an absent field."""
        box = self.found.region.page_box(*row.box) if row.box else None
        raw = row.read or row.text or None
        if value.text is None:
            return Field(value=None, raw=raw, confidence=0.0, needs_review=True, page=1, box=box)
        agreement = likeness(row)
        sure = confidence(Evidence(kind, row.engine, row.weakest, agreement, value.is_valid, value.corrected))
        return Field(
            value=value.text, raw=raw, confidence=sure, needs_review=needs_review(kind, sure), page=1, box=box
        )
