"""A letter, read: by the rules, and what the rankers choose of it.

Its kind only decides which names its fields have, and is not always sure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.case.letter_reading import SIGNERS_NAME, LetterReading, named, read_letter
from extractors.case.numbers_by_hand import numbers_by_hand
from extractors.fields.candidate import as_field
from extractors.fields.span import join
from extractors.ranking import services
from extractors.ranking.designations import whole_designation
from extractors.ranking.letter_kind import KindReading, complaint_share, decided_kind
from extractors.ranking.matter import states_matter
from extractors.ranking.options import Letter
from extractors.ranking.ranker import Choices, choices, tagged_letter
from extractors.ranking.roles import NAMES, Role
from extractors.ranking.token_features import covered
from extractors.text.koperasi_place import with_place_behind
from extractors.text.letter_sections import LetterSections, dissect
from extractors.text.prose_address import may_be_anothers
from extractors.text.prose_identity import principal
from models.case import Channel
from models.complaint_check import anonymous, unsigned
from models.document import Kind, ServiceReading
from models.field import Field
from models.field_spec import FREE_TEXT
from models.page import PageReading
from models.similarity import name_similarity

CLIENT = 0.2
"""Probability given to the name of one for whom the writer acts beside the writer's: enough for his own card
to bring him forward and for nobody's to settle it. Chosen, not measured."""
PERSONAL = (Role.NAMA, Role.NIK, Role.ALAMAT)


@dataclass(frozen=True)
class SeenLetter(LetterReading):
    """What was read of a letter, with its sections as they were read."""

    sections: LetterSections

    @cached_property
    def read(self) -> Mapping[Kind, Mapping[str, Field]]:
        """The one reading by the names of each kind: the tagger was fitted when there were two."""
        return {kind: named(kind, self.fields) for kind in NAMES}

    @property
    def others(self) -> Mapping[str, Sequence[Field]]:
        """What stands in the other places of a role, by role."""
        return {role: [as_field(one) for one in places] for role, places in self.seen.items()}

    @cached_property
    def text(self) -> str:
        """All words of the letter, row by row."""
        return " ".join(row.text for row in self.sections.rows)

    @property
    def service(self) -> Field | None:
        """What the rules read of what it asks for."""
        return self.read[Kind.SURAT_PERMOHONAN].get("jenis_layanan")

    @cached_property
    def asked(self) -> services.Asked:
        """What it asks for, were it a request."""
        return services.asked(self.text, self.service)


def seen_letter(pages: Sequence[PageReading]) -> SeenLetter:
    """What is read of a letter's pages (at least one, in order)."""
    sections = dissect(pages)
    return SeenLetter(**vars(read_letter(pages, sections)), sections=sections)


def tagged_as(kind: Kind, seen: SeenLetter) -> Letter:
    """The letter as one of that kind, its words tagged."""
    advice = seen.asked.advice if kind is Kind.SURAT_PERMOHONAN else 0.0
    return tagged_letter(
        kind, seen.sections, seen.read, others=seen.others, is_written=seen.is_written, advice=advice
    )


def letter_choices(kind: Kind, seen: SeenLetter) -> Choices:
    """The fields of a letter of that kind, by the contract's names, and their rivals."""
    chosen = choices(tagged_as(kind, seen))
    fields = dict(chosen.fields)
    if seen.is_written:
        fields |= numbers_by_hand(fields, seen.sections)
    if "jenis_layanan" in fields:
        fields["jenis_layanan"] = seen.asked.field
    if kind is Kind.SURAT_PENGADUAN:
        fields["terlapor"] = whole_designation(fields["terlapor"], seen.sections)
        fields["anonim"] = anonymous(fields, is_written=seen.is_written)
        fields["bertanda_tangan"] = unsigned(fields["bertanda_tangan"], fields["anonim"])
    if "koperasi_nama" in fields:
        whole = join(row.span for row in seen.sections.rows)
        fields["koperasi_nama"] = with_place_behind(fields["koperasi_nama"], whole)
    stated = {name: _stated(field) if name in FREE_TEXT else field for name, field in fields.items()}
    return _owners_doubted(kind, chosen, stated, seen.sections)


def _owners_doubted(kind: Kind, chosen: Choices, fields: dict[str, Field], letter: LetterSections) -> Choices:
    """What may be somebody else's is shown: of one who acts for another his name and all that is his, and an
    address that its sentence may give to the other side."""
    names = {role: name for name, role in NAMES[kind].items()}
    name, nik, home = (names[role] for role in PERSONAL)
    text, own, rivals = letter.body_text, str(fields[name].value or ""), chosen.rivals
    client = principal(text)
    is_proxy = client is not None and name_similarity(own, str(client.value or "")) < SIGNERS_NAME
    if client and client.value and is_proxy:
        meant = as_field(client).model_copy(update={"confidence": CLIENT})
        rivals = {**rivals, name: (*rivals[name], meant)}
    doubted = [name, nik, home] if is_proxy else [home] if _is_anothers(fields[home], own, letter) else []
    shown = {
        one: fields[one].model_copy(update={"needs_review": True}) for one in doubted if fields[one].value
    }
    return Choices(fields | shown, rivals)


def _is_anothers(home: Field, writer: str, letter: LetterSections) -> bool:
    """Whether an address may be another's; behind a label it is his whose labels they are."""
    tokens = letter.body_text.tokens
    at = next(iter(covered(tokens, home)), None)
    if at is None or any(
        tokens[at] in pair.value.tokens for pair in letter.pairs_of("alamat") if pair.has_colon
    ):
        return False
    return may_be_anothers(" ".join(token.text for token in tokens[:at]), writer)


def _stated(field: Field) -> Field:
    """A statement that says nothing of the matter is shown to a person, and none that is likely right."""
    if not isinstance(field.value, str) or states_matter(field.value):
        return field
    return field.model_copy(update={"needs_review": True, "confidence": 0.0})


def letter_kind(seen: SeenLetter, pages: Sequence[PageReading], channel: Channel | None) -> KindReading:
    """Whether the letter asks or complains; one from the complaint box complains (case-contract.md), and what
    a person said of a page stays."""
    said = next((page.kinds[0][0] for page in pages if page.is_kind_said and page.kinds), None)
    if said is not None and said in NAMES:
        return KindReading(said, float(said is Kind.SURAT_PENGADUAN))
    if channel is Channel.KOTAK_ADUAN:
        return KindReading(Kind.SURAT_PENGADUAN, 1.0)
    complaint = complaint_share(seen.sections, channel)
    chances = services.service_chances(complaint, seen.asked.advice, seen.text)
    return decided_kind(complaint, chances[services.OFFICE], channel)


def service_of(reading: KindReading, seen: SeenLetter) -> ServiceReading:
    """What the letter's words say of its service, and how likely that is whatever kind of letter it is: a
    complaint about a koperasi and a request to settle a matter with it belong to one service."""
    is_complaint = reading.kind is Kind.SURAT_PENGADUAN
    chances = services.service_chances(reading.complaint, seen.asked.advice, seen.text)
    is_about_office = is_complaint and chances[services.OFFICE] > chances[services.KOPERASI]
    is_advice = not is_complaint and seen.asked.field.value == services.ADVICE
    own = services.OFFICE if is_about_office else services.ADVICE if is_advice else services.KOPERASI
    return ServiceReading(probability=chances[own], is_about_office=is_about_office)
