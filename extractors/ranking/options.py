"""Options: every value that a field of a letter may have, each with what speaks for and against it.

An option comes from the reader of the letter's kind, from the reader of the other kind, or from the tagger;
equal ones are one. None is chosen here (ranker).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extractors.fields.candidate import tidy
from extractors.fields.indonesian import find_dates
from extractors.fields.span import TextSpan
from extractors.ranking.linear_chain import Array
from extractors.ranking.roles import NAMES, Role
from extractors.ranking.span_tagger import TaggedRun, Tagging
from extractors.ranking.token_features import covered
from extractors.text.names import clean_name, looks_like_name
from extractors.text.numbers import find_nik, find_phone, is_mobile
from models.document import Kind
from models.field import Field
from models.nik import problems
from models.similarity import normalise_text

FEATURES = (
    "reader", "reader_score", "reader_flag", "other_reader", "other_score", "has_reader", "has_other",
    "on_path", "having", "weakest", "starts", "goes_on", "begins_before", "is_others", "times", "rival",
    "rival_path", "restarts", "engine", "engine_weakest", "is_valid", "words", "length", "hand", "top",
    "first", "complaint",
)  # fmt: skip
"""What is known of an option, in the order of the weights."""
MOST_WORDS = 12.0
MOST_LENGTH = 80.0
MOST_TIMES = 3
"""Beyond these more words, letters or places say nothing more."""
NAMED = frozenset({Role.NAMA, Role.PIHAK_LAIN})


@dataclass(frozen=True)
class Option:
    """A value of a role with its field (raw text, page, box) and its features, in the order of FEATURES."""

    value: str
    field: Field
    features: Array


@dataclass
class _Draft:
    """An option while its sources are gathered: `words` are those that it was read from."""

    value: str
    field: Field
    words: list[int]
    reader: Field | None = None
    other: Field | None = None
    on_path: bool = False
    times: int = 0


def _name(span: TextSpan) -> str | None:
    return clean_name(span.text) or None


def _date(span: TextSpan) -> str | None:
    return next((day.isoformat() for day, _, _ in find_dates(span.text)), None)


def _nik(span: TextSpan) -> str | None:
    found = find_nik(span)
    return str(found.value) if found and found.value else None


def _phone(span: TextSpan) -> str | None:
    found = find_phone(span)
    return str(found.value) if found else None


def _text(span: TextSpan) -> str | None:
    return tidy(span.text) or None


NORMALISERS: Mapping[Role, Callable[[TextSpan], str | None]] = {
    Role.NAMA: _name, Role.PIHAK_LAIN: _name, Role.TANGGAL: _date, Role.NIK: _nik, Role.TELEPON: _phone,
}  # fmt: skip
"""How the words of a role become its value; other roles are their text."""


def comparable(value: str) -> str:
    """The form in which equal values are one option."""
    return normalise_text(value)


def options(
    kind: Kind, name: str, read: Mapping[Kind, Mapping[str, Field]], tagging: Tagging, *, is_written: bool
) -> tuple[Option, ...]:
    """The options of field `name` of a letter of `kind`; `read`: the fields by each kind's reader."""
    role = NAMES[kind][name]
    drafts: dict[str, _Draft] = {}
    for draft in (*_from_readers(kind, role, read, tagging), *_from_tagger(role, tagging)):
        _merged(drafts, draft)
    found = list(drafts.values())
    return tuple(
        Option(draft.value, draft.field, _features(kind, role, draft, found, tagging, is_written=is_written))
        for draft in found
    )


def _merged(drafts: dict[str, _Draft], new: _Draft) -> None:
    old = drafts.setdefault(comparable(new.value), new)
    if old is not new:
        old.reader, old.other = old.reader or new.reader, old.other or new.other
        old.on_path |= new.on_path
        old.words = old.words or new.words
    old.times += 1


def _from_readers(
    kind: Kind, role: Role, read: Mapping[Kind, Mapping[str, Field]], tagging: Tagging
) -> Iterator[_Draft]:
    tokens = [word.token for word in tagging.words]
    for reader, fields in sorted(read.items(), key=lambda item: item[0] is not kind):
        name = next((name for name, other in NAMES[reader].items() if other is role), None)
        field = fields.get(name) if name else None
        if field is None or not isinstance(field.value, str):
            continue
        draft = _Draft(field.value, field, covered(tokens, field))
        if reader is kind:
            draft.reader = field
        else:
            draft.other = field
        yield draft


def _joined(runs: Sequence[TaggedRun]) -> list[TaggedRun]:
    """The runs, and each two that follow each other without a word between, as one."""
    ordered = sorted(runs, key=lambda run: run.start)
    pairs = [
        TaggedRun(one.role, one.start, two.stop, False)
        for one, two in pairwise(ordered)
        if one.stop == two.start
    ]
    return [*runs, *pairs]


def _from_tagger(role: Role, tagging: Tagging) -> Iterator[_Draft]:
    for run in _joined([run for run in tagging.runs if run.role is role]):
        span = TextSpan(tuple(word.token for word in tagging.words[run.start : run.stop]))
        value = NORMALISERS.get(role, _text)(span)
        if value:
            field = Field(value=value, raw=span.raw, page=span.page, box=span.box)
            yield _Draft(value, field, list(range(run.start, run.stop)), on_path=run.is_best)


def _mean(shares: Array, words: Sequence[int]) -> float:
    return float(shares[list(words)].mean()) if words else 0.0


def _features(
    kind: Kind, role: Role, draft: _Draft, drafts: Sequence[_Draft], tagging: Tagging, *, is_written: bool
) -> Array:
    having, starting = tagging.having[role], tagging.starting[role]
    words, count = draft.words, len(tagging.words)
    rivals = [other for other in drafts if other is not draft]
    span = TextSpan(tuple(tagging.words[at].token for at in words))
    after, before = (words[-1] + 1, words[0]) if words else (count, 0)
    inner = words[1:]
    told = {
        "reader": draft.reader is not None,
        "reader_score": draft.reader.confidence if draft.reader else 0.0,
        "reader_flag": bool(draft.reader and draft.reader.needs_review),
        "other_reader": draft.other is not None,
        "other_score": draft.other.confidence if draft.other else 0.0,
        "has_reader": any(other.reader for other in drafts),
        "has_other": any(other.other for other in drafts),
        "on_path": draft.on_path,
        "having": _mean(having, words),
        "weakest": float(having[words].min()) if words else 0.0,
        "starts": float(starting[before]) if words else 0.0,
        "goes_on": float(having[after] - starting[after]) if after < count else 0.0,
        "begins_before": float(having[before] - starting[before]) if words else 0.0,
        "is_others": _mean(tagging.others, words),
        "times": min(MOST_TIMES, draft.times) / MOST_TIMES,
        "rival": max((_mean(having, other.words) for other in rivals), default=0.0),
        "rival_path": any(other.on_path for other in rivals),
        "restarts": float(starting[inner].max()) if inner else 0.0,
        "engine": span.confidence,
        "engine_weakest": span.weakest,
        "is_valid": _is_valid(role, draft.value),
        "words": min(MOST_WORDS, len(draft.value.split())) / MOST_WORDS,
        "length": min(MOST_LENGTH, len(draft.value)) / MOST_LENGTH,
        "hand": is_written,
        "top": before / max(1, count),
        "first": draft is drafts[0],
        "complaint": kind is Kind.SURAT_PENGADUAN,
    }
    return np.array([float(told[name]) for name in FEATURES])


def _is_valid(role: Role, value: str) -> bool:
    """Whether the value has the form of its role, as far as there is one."""
    if role is Role.NIK:
        return not problems(value)
    if role is Role.TELEPON:
        return is_mobile(value)
    return looks_like_name(value) if role in NAMED else True
