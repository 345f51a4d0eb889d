"""Options: every value that a field of a letter may have, each with what speaks for and against it.

An option comes from what the rules read, in the place that they believe most and in the others, or from the
tagger; equal ones are one. None is chosen here (ranker).
"""

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.fuzz import ratio

from extractors.fields.address import normalised_address
from extractors.fields.candidate import text_candidate, tidy
from extractors.fields.indonesian import find_dates, loose_date, normalised_romans
from extractors.fields.offices import is_no_office
from extractors.fields.place_name import is_no_place
from extractors.fields.span import TextSpan
from extractors.ranking.linear_chain import Array
from extractors.ranking.option_features import Asked, Draft, Placing, comparable, features
from extractors.ranking.owners import OWNED, Owners
from extractors.ranking.proxies import Proxies
from extractors.ranking.roles import KIN, NAMES, Role, by_role
from extractors.ranking.span_tagger import Tagging
from extractors.ranking.token_features import covered
from extractors.text.courtesy import addressed, with_attention
from extractors.text.koperasi import without_branch
from extractors.text.names import clean_name, is_asked_for
from extractors.text.numbers import find_nik, find_phone
from models.document import Kind
from models.field import Field
from models.field_spec import FREE_TEXT

_GLUED = re.compile(r"^[a-z]+\.(?=[A-Z])")
MOST_RUNS = 8
"""Runs of the tagger that are options; a ninth is hardly ever right."""
LEAST_TWICE, SAID_AGAIN = 2, 90.0
"""Words of a subject that stands twice, and how alike (0..100) the two are: a letter is misread in one."""
LEAST_KIN = 0.1
"""Probability of a run with another role from which it is an option of this one, too."""


@dataclass(frozen=True)
class Option:
    """A value of a role with its field (raw text, page, box), its features, in the order of FEATURES, and
    the letter's words that it was read from."""

    value: str
    field: Field
    features: Array
    words: tuple[int, ...] = ()


def _name(span: TextSpan) -> str | None:
    name = clean_name(span.text)
    return None if is_asked_for(name) else name or None


def _party(span: TextSpan) -> str | None:
    """A name without courtesy; who is only described keeps it: 'bapak yang jaga meja depan'."""
    name = clean_name(span.text)
    return (name if name[:1].isupper() else name and tidy(span.text)) or None


def _date(span: TextSpan) -> str | None:
    day = next((day for day, _, _ in find_dates(span.text)), None) or loose_date(span.text)
    return day.isoformat() if day else None


def _nik(span: TextSpan) -> str | None:
    found = find_nik(span)
    return str(found.value) if found and found.value else None


def _phone(span: TextSpan) -> str | None:
    found = find_phone(span)
    return str(found.value) if found else None


def _number(span: TextSpan) -> str | None:
    """Roman months put right, as the rules put them."""
    return normalised_romans(tidy(span.text)) or None


def _office(span: TextSpan) -> str | None:
    return with_attention(tidy(addressed(span).text)) or None


def _post(span: TextSpan) -> str | None:
    return None if is_no_office(span.text) else _text(span)


def _address(span: TextSpan) -> str | None:
    found = normalised_address(text_candidate(span))
    return str(found.value) if found and found.value else None


def _koperasi(span: TextSpan) -> str | None:
    """Without its branch, and without a word whose full stop was glued to it ('anggota.Koperasi X')."""
    return _GLUED.sub("", tidy(without_branch(span).text)) or None


_BEFORE_PLACE = re.compile(r"^\W+")


def _place(span: TextSpan) -> str | None:
    """Without the date's figures, where the blank before them was lost (Peterongan26), and without a speck
    that was read for a sign before it."""
    place = _BEFORE_PLACE.sub("", tidy(span.text)).rstrip("0123456789")
    return None if is_no_place(place) else place or None


def _text(span: TextSpan) -> str | None:
    return tidy(span.text) or None


def _subject(span: TextSpan) -> str | None:
    """Once, where it stands twice: in a message's head and over its text."""
    half = len(span.tokens) // 2
    first, second = TextSpan(span.tokens[:half]), TextSpan(span.tokens[half:])
    is_twice = half >= LEAST_TWICE and ratio(first.text, second.text) > SAID_AGAIN
    return _text(max(first, second, key=lambda one: one.confidence) if is_twice else span)


NORMALISERS: Mapping[Role, Callable[[TextSpan], str | None]] = {
    Role.NAMA: _name, Role.PIHAK_LAIN: _party, Role.TANGGAL: _date, Role.NIK: _nik, Role.TELEPON: _phone,
    Role.KOPERASI: _koperasi, Role.TUJUAN: _office, Role.NOMOR: _number, Role.ALAMAT: _address,
    Role.ALAMAT_KOPERASI: _address, Role.TEMPAT: _place, Role.PERIHAL: _subject, Role.JABATAN: _post,
}  # fmt: skip
"""How the words of a role become its value; other roles are their text."""


@dataclass(frozen=True)
class Letter:
    """A letter as readers and tagger took it: `read`, the fields by each kind's reader; whether it is written
    by hand; the probability that it asks for advice; `others`: what finders saw in other places, by role."""

    kind: Kind
    read: Mapping[Kind, Mapping[str, Field]]
    tagging: Tagging
    is_written: bool
    advice: float
    others: Mapping[str, Sequence[Field]] = dataclasses.field(default_factory=dict)

    @cached_property
    def matter(self) -> frozenset[int]:
        """The words of its statement, by the reader of its kind."""
        tokens = [word.token for word in self.tagging.words]
        found = (field for name, field in self.read[self.kind].items() if name in FREE_TEXT)
        return frozenset(at for field in found for at in covered(tokens, field))

    @cached_property
    def proxies(self) -> Proxies:
        """Who writes for another."""
        return Proxies(self.tagging)


def options(letter: Letter, name: str) -> tuple[Option, ...]:
    """The options of a field of a letter, but for words of which a finder knows that they are another's."""
    kind, read, tagging = letter.kind, by_role(letter.read), letter.tagging
    role = NAMES[kind][name]
    drafts: dict[str, Draft] = {}
    others = letter.others.get(role, ())
    tokens = [word.token for word in tagging.words]
    refused = {at for field in others if field.value is None for at in covered(tokens, field)}
    for draft in (
        *_from_rules(role, read, tagging),
        *_from_tagger(role, tagging),
        *_from_kin(role, read, tagging),
    ):
        if draft.reader or refused.isdisjoint(draft.words):
            _merged(drafts, draft)
    for draft in _from_other_places(others, tagging):
        if comparable(draft.value) not in drafts:
            _merged(drafts, draft)
    found, placing = list(drafts.values()), Placing(tagging, letter.proxies)
    for draft in found:
        draft.by_field, draft.by_net = tagging.exact(role, draft.words)
    owners = Owners(tagging, role) if role in OWNED else None
    asked = Asked(kind, role, tagging, letter.is_written, letter.matter, letter.advice, owners)
    return tuple(
        Option(one.value, one.field, features(asked, one, found, placing), tuple(one.words)) for one in found
    )


def _merged(drafts: dict[str, Draft], new: Draft) -> None:
    old = drafts.setdefault(comparable(new.value), new)
    if old is not new:
        old.reader = old.reader or new.reader
        old.on_path |= new.on_path
        old.exact = min(1.0, old.exact + new.exact)
        old.kin = max((one for one in (old.kin, new.kin) if one is not None), default=None)
        old.words = old.words or new.words
    old.times += 1


def _from_rules(role: Role, read: Mapping[Role, Field], tagging: Tagging) -> Iterator[Draft]:
    field = read.get(role)
    if field is not None and isinstance(field.value, str):
        value = with_attention(field.value) if role is Role.TUJUAN else field.value
        tokens = [word.token for word in tagging.words]
        yield Draft(value, field, covered(tokens, field), reader=field)


def _from_other_places(fields: Sequence[Field], tagging: Tagging) -> Iterator[Draft]:
    tokens = [word.token for word in tagging.words]
    for field in fields:
        if isinstance(field.value, str):
            yield Draft(field.value, field, covered(tokens, field))


def _from_tagger(role: Role, tagging: Tagging) -> Iterator[Draft]:
    for run in [run for run in tagging.runs if run.role == role][:MOST_RUNS]:
        draft = _draft(role, list(range(run.start, run.stop)), tagging)
        if draft:
            draft.on_path, draft.exact = run.is_best, run.probability
            yield draft


def _draft(role: Role, words: Sequence[int], tagging: Tagging) -> Draft | None:
    """These words as a value of the role; None where they make none."""
    span = TextSpan(tuple(tagging.words[at].token for at in words))
    value = NORMALISERS.get(role, _text)(span)
    if not value:
        return None
    return Draft(value, Field(value=value, raw=span.raw, page=span.page, box=span.box), list(words))


def _from_kin(role: Role, read: Mapping[Role, Field], tagging: Tagging) -> Iterator[Draft]:
    """Values with a role that looks alike, by rules and tagger."""
    kin = KIN.get(role, ())
    tokens = [word.token for word in tagging.words]
    for other, field in read.items():
        if other in kin and isinstance(field.value, str):
            yield Draft(field.value, field, covered(tokens, field), kin=0.0)
    for run in [run for run in tagging.runs if run.role in kin and run.probability >= LEAST_KIN]:
        draft = _draft(role, list(range(run.start, run.stop)), tagging)
        if draft:
            draft.kin = run.probability
            yield draft
