"""A letter, read: by the rules, and what the rankers choose of it.

Its kind only decides which names its fields have, and is not always sure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from extractors.case.addressee import as_addressed
from extractors.case.asking import people, sure_names, unsure_names
from extractors.case.evidence import Evidence, shown
from extractors.case.letter_reading import LetterReading, named, on_hard_page, read_letter
from extractors.case.request_matter import (
    COMPLAINT,
    CONSULTATION,
    SETTLEMENT,
    asks_to_meet,
    is_only_mediation,
    takes_back,
    ticked_service,
)
from extractors.fields.candidate import Candidate, as_field, prose_candidate
from extractors.fields.cues import anywhere, cue
from extractors.fields.span import join
from extractors.ranking import services
from extractors.ranking.letter_kind import KindReading, complaint_share, decided_kind, family_marks
from extractors.ranking.matter import BRIEF_STRETCH, LEAST, SURE, is_told
from extractors.ranking.options import Letter
from extractors.ranking.purpose import HOLLOW, IDLE, purpose_share
from extractors.ranking.ranker import Choices, choices
from extractors.ranking.roles import NAMES, by_role
from extractors.ranking.span_tagger import Tagging, tagged
from extractors.ranking.statement import statement
from extractors.ranking.whose import owners_doubted
from extractors.text.courtesy import is_written_to
from extractors.text.koperasi_place import with_place_behind
from extractors.text.letter_sections import LetterSections, dissect
from extractors.text.signature_place import is_signed_by_nobody
from models.case import Channel
from models.complaint_check import anonymous, unsigned
from models.document import Kind, ServiceReading
from models.field import Field
from models.field_spec import FREE_TEXT
from models.page import PageReading

_NAMELESS, _HIDES_NAME = cue("letters.nameless", lead=r"^\W*"), anywhere("letters.hides_name")
SAYS_NOTHING = 0.6
"""Probability that a letter never comes to its matter from which it states none: of six such letters by four
strangers five have .96 and more, of their 216 complete ones none over .49 (docs/ranking.md, 7)."""
EVEN, MEDIATED = 0.5, 0.76
"""Probability of a value that is as likely as another one, and of a settlement where mediasi is all that is
asked (29 of 38)."""
TICKED = 0.97
"""The same of a service whose box is ticked: of twenty forms by strangers fifteen are so, all rightly."""
TO_THE_POINT = 0.1
"""The same below which it surely comes to its matter: of four traps of a twenty-eighth adversary that urge
and flatter .51 and more, of his short complete letters .07 at most."""
LEAST_STATED = 20
"""Letters of a statement; less is a heading or a scrap."""
ASKS_NOTHING = 0.6
"""Probability that a paper asks for nothing from which each of its values is shown, for it may be no letter:
of 960 letters of six looked-at sets none is so (.302 at most), of a stranger's six such papers three (a note
that goes with papers .71, a disposition .92, an announcement .96)."""
SURELY_TO_THE_POINT, LIKELY_STATED = 0.03, 0.6
"""Probability that a letter never comes to its matter below which a statement that is at least so likely
right tells what for: of 200 complete files of strangers four more are called so, of 280 incomplete none."""


@dataclass(frozen=True)
class SeenLetter(LetterReading):
    """What was read of a letter, with its pages, and its sections as they were read."""

    sections: LetterSections
    pages: tuple[PageReading, ...]

    @cached_property
    def read(self) -> Mapping[Kind, Mapping[str, Field]]:
        """The one reading by the names of each kind: the tagger was fitted when there were two."""
        return _by_kind({**self.fields, "pokok": self.stated})

    @property
    def others(self) -> Mapping[str, Sequence[Field]]:
        """What stands in the other places of a role, by role."""
        return {role: [as_field(one) for one in places] for role, places in self.seen.items()}

    @cached_property
    def text(self) -> str:
        """All words of the letter, row by row."""
        return " ".join(row.text for row in self.sections.rows)

    @cached_property
    def tagging(self) -> Tagging:
        """Its words tagged, whatever kind of letter it is."""
        return tagged(self.sections, by_role(_by_kind(self.fields)))

    @cached_property
    def statement(self) -> Candidate | None:
        """The words that state its matter."""
        where = statement(self.own, self.tagging)
        found = prose_candidate(where, "matter") if len(where.text) >= LEAST_STATED else None
        return on_hard_page(found) if found and self.is_written else found

    @cached_property
    def stated(self) -> Field:
        """The same as a field; a person looks at words that hardly state it and are likely not right, and at
        a letter by hand that seems to state nothing."""
        field = as_field(self.statement)
        is_likely = self.tagging.matter_of(field) >= LEAST if field.value else not self.is_written
        return field if is_likely else field.model_copy(update={"needs_review": True, "confidence": 0.0})

    @property
    def persons(self) -> tuple[str, ...]:
        """Surely read names of those for whom it speaks."""
        return sure_names(self._people)

    @property
    def unsure_persons(self) -> tuple[str, ...]:
        """Names of such that were not surely read."""
        return unsure_names(self._people)

    @cached_property
    def _people(self) -> Sequence[Field]:
        return people(self.named, self.tagging)

    @cached_property
    def says_what(self) -> bool | None:
        """Whether it surely says what is wrong or asked, wherever it does; None where that is open."""
        hollow = self._share(HOLLOW)
        if hollow >= SAYS_NOTHING:
            return False
        is_to_the_point = hollow < TO_THE_POINT
        told = is_told(self.tagging.matter, is_to_the_point=is_to_the_point)
        return True if told is None and is_to_the_point and self._states_matter() else told

    def says(self, fields: Mapping[str, Field]) -> bool | None:
        """The same beside the statement that was chosen, which tells it where the letter surely comes to its
        matter and the statement is likely right."""
        told, stated = self.says_what, [fields[name] for name in FREE_TEXT if name in fields]
        is_likely = any(one.value and one.confidence >= LIKELY_STATED for one in stated)
        return True if told is None and is_likely and self._share(HOLLOW) < SURELY_TO_THE_POINT else told

    def _states_matter(self) -> bool:
        """Whether the words that state its matter do by themselves; those of a form around them are many."""
        is_put = isinstance(self.stated.value, str) and len(self.stated.value.split()) >= BRIEF_STRETCH
        return is_put and self.tagging.matter_of(self.stated) >= SURE

    @cached_property
    def idle(self) -> float:
        """The probability that it asks for nothing and complains of nothing."""
        return self._share(IDLE)

    def _share(self, purpose: str) -> float:
        return purpose_share(purpose, self.text, self.tagging.purpose.get(purpose, 0.0))

    def is_written_to(self, name: str) -> bool:
        """Whether its head is addressed to that person."""
        head = self.sections.rows[: self.sections.body]
        return any(is_written_to(name, cell.text) for row in head for cell in row.cells)

    @property
    def takes_back(self) -> bool:
        """Whether it takes back what was asked."""
        return takes_back(self.sections)

    @property
    def service(self) -> Field | None:
        """What the rules read of what it asks for."""
        return self.read[Kind.SURAT_PERMOHONAN].get("jenis_layanan")

    @cached_property
    def asked(self) -> services.Asked:
        """What it asks for, were it a request. A form's tick says it. Who asks to meet somebody writes of
        penyelesaian masalah as often as of a pengaduan, who asks for a mediasi mostly of the former."""
        if ticked := ticked_service(self.sections):
            chosen = as_field(ticked).model_copy(update={"confidence": TICKED})
            return services.Asked(chosen, TICKED if chosen.value == CONSULTATION else 1 - TICKED)
        found, subject = services.asked(self.wording, self.service), self.found.perihal
        if found.field.value != SETTLEMENT:
            return found
        if asks_to_meet(self.text, subject):
            return replace(found, field=Field(value=COMPLAINT, confidence=EVEN))
        if is_only_mediation(self.text, subject):
            sure = min(MEDIATED, found.field.confidence)
            return replace(found, field=found.field.model_copy(update={"confidence": sure}))
        return found

    @cached_property
    def wording(self) -> services.Wording:
        """What tells what it asks for."""
        return services.Wording(self.text, tuple(family_marks(self.sections)), self.tagging.asks)

    @cached_property
    def office(self) -> float:
        """The probability that it is about the office, were it a complaint."""
        return services.about_office(self.text)


def _by_kind(fields: Mapping[str, Field]) -> Mapping[Kind, Mapping[str, Field]]:
    return {kind: named(kind, fields) for kind in NAMES}


def seen_letter(pages: Sequence[PageReading]) -> SeenLetter:
    """What is read of a letter's pages (at least one, in order)."""
    sections = dissect(pages)
    return SeenLetter(**vars(read_letter(pages, sections)), sections=sections, pages=tuple(pages))


def tagged_as(kind: Kind, seen: SeenLetter) -> Letter:
    """The letter as one of that kind, its words tagged."""
    advice = seen.asked.advice if kind is Kind.SURAT_PERMOHONAN else 0.0
    return Letter(kind, seen.read, seen.tagging, seen.is_written, advice, seen.others)


def letter_choices(kind: Kind, seen: SeenLetter, last: date = date.max) -> Choices:
    """The fields of a letter of that kind, by the contract's names, and their rivals. `last`: no letter is
    younger."""
    chosen = choices(tagged_as(kind, seen))
    paper = Evidence(seen.sections, seen.pages, seen.is_written, seen.found.tanggal, last)
    fields = dict(chosen.fields)
    if "tujuan" in fields:
        fields["tujuan"] = as_addressed(fields["tujuan"], seen, seen.tagging)
    fields = paper.completed(shown(fields, paper.against(fields)))
    if "jenis_layanan" in fields:
        fields["jenis_layanan"] = seen.asked.field
    if kind is Kind.SURAT_PENGADUAN:
        name = str(fields["pelapor_nama"].value or "")
        nameless = anonymous(fields, is_written=seen.is_written)
        fields["anonim"] = _doubted_if_unnamed(nameless, name, seen.sections)
        fields["bertanda_tangan"] = unsigned(fields["bertanda_tangan"], fields["anonim"])
    fields = shown(fields, paper.against_names(fields))
    if "koperasi_nama" in fields:
        whole = join(row.span for row in seen.sections.rows)
        fields["koperasi_nama"] = with_place_behind(fields["koperasi_nama"], whole)
    told = owners_doubted(kind, Choices(fields, chosen.rivals | paper.corrected(fields)), seen.tagging)
    return (
        told if seen.idle < ASKS_NOTHING else Choices(shown(told.fields, frozenset(told.fields)), told.rivals)
    )


def _doubted_if_unnamed(nameless: Field, name: str, sections: LetterSections) -> Field:
    """Whether nobody is named, to be looked at where a form or a portal says 'Pelapor: Anonim', or where who
    writes or signs hides his name."""
    is_unnamed = any(_NAMELESS.match(pair.value.text.lower()) for pair in sections.pairs_of("nama"))
    is_unnamed = is_unnamed or is_signed_by_nobody(name, sections)
    is_unnamed = is_unnamed or _HIDES_NAME.search(sections.body_text.text) is not None
    is_doubtful = nameless.needs_review or (nameless.value is False and is_unnamed)
    return nameless.model_copy(update={"needs_review": is_doubtful})


def addressee(seen: SeenLetter) -> Field:
    """Whom the letter is written to, be it a request or a complaint."""
    chosen = choices(tagged_as(Kind.SURAT_PERMOHONAN, seen), ("tujuan",))
    return as_addressed(chosen.fields["tujuan"], seen, seen.tagging)


def letter_kind(seen: SeenLetter, pages: Sequence[PageReading], channel: Channel | None) -> KindReading:
    """Whether the letter asks or complains; one from the complaint box complains (case-contract.md), and what
    a person said of a page stays."""
    said = next((page.kinds[0][0] for page in pages if page.is_kind_said and page.kinds), None)
    if said is not None and said in NAMES:
        return KindReading(said, float(said is Kind.SURAT_PENGADUAN))
    if channel is Channel.KOTAK_ADUAN:
        return KindReading(Kind.SURAT_PENGADUAN, 1.0)
    complaint = complaint_share(seen.sections, channel, seen.tagging.complains)
    chances = services.service_chances(complaint, seen.office, seen.asked.advice, seen.text)
    return decided_kind(complaint, chances[services.OFFICE])


def service_of(reading: KindReading, seen: SeenLetter) -> ServiceReading:
    """What the letter's words say of its service, and how likely that is whatever kind of letter it is: a
    complaint about a koperasi and a request to settle a matter with it belong to one service."""
    is_complaint = reading.kind is Kind.SURAT_PENGADUAN
    chances = services.service_chances(reading.complaint, seen.office, seen.asked.advice, seen.text)
    is_about_office = is_complaint and chances[services.OFFICE] > chances[services.KOPERASI]
    is_advice = not is_complaint and seen.asked.field.value == services.ADVICE
    own = services.OFFICE if is_about_office else services.ADVICE if is_advice else services.KOPERASI
    return ServiceReading(probability=chances[own], is_about_office=is_about_office)
