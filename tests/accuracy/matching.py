"""Puts the documents that were read beside the true ones, field by field and page by page."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.case import Case, CompletenessStatus
from models.document import Document, Kind
from models.field import ABSENT
from models.field_spec import FIELD_NAMES
from tests.accuracy.scoring import Alternatives, Scored, is_right

TWICE = "berkas_ktp_dobel"
"""Family in which a page is scanned twice: the contract lets the second one be left out."""


@dataclass(frozen=True)
class PageScore:
    """One page: its true kinds and those read, and whether it was turned right (None = blank)."""

    file: str
    page: int
    expected: frozenset[Kind]
    got: frozenset[Kind]
    rotation_right: bool | None
    optional: bool = False

    @property
    def is_right(self) -> bool:
        """All kinds of the page, and no other."""
        return self.expected == self.got or (self.optional and not self.got)


@dataclass(frozen=True)
class CaseScore:
    """All that is scored of one case."""

    fields: tuple[Scored, ...]
    pages: tuple[PageScore, ...]
    status_expected: CompletenessStatus
    status_got: CompletenessStatus
    is_handwritten: bool
    service_right: bool

    @property
    def completeness_right(self) -> bool:
        """The status is right; of handwriting the contract allows `perlu_diperiksa` for `lengkap`."""
        careful = self.is_handwritten and self.status_expected is CompletenessStatus.LENGKAP
        return self.status_got is self.status_expected or (
            careful and self.status_got is CompletenessStatus.PERLU_DIPERIKSA
        )

    @property
    def false_complete(self) -> bool:
        """The worst fault: `lengkap` said of a file that is not."""
        is_complete = self.status_expected is CompletenessStatus.LENGKAP
        return self.status_got is CompletenessStatus.LENGKAP and not is_complete


def score_case(
    expected: Case, got: Case, *, family: str, is_handwritten: bool, alternatives: Alternatives | None = None
) -> CaseScore:
    """Score a whole case; `alternatives`: what may be answered instead, by field of the case's letter."""
    fields: list[Scored] = []
    rest = [doc for doc in got.documents if FIELD_NAMES[doc.kind]]
    for truth in expected.documents:
        if not FIELD_NAMES[truth.kind]:
            continue
        found = _best(truth, rest)
        if found:
            rest.remove(found)
        fields += _fields(truth, found, alternatives or {})
    for extra in rest:
        fields += [
            score
            for score in _fields(Document(kind=extra.kind, pages=()), extra, {})
            if score.got is not None
        ]
    return CaseScore(
        tuple(fields), tuple(_pages(expected, got, family)), expected.completeness.status,
        got.completeness.status, is_handwritten, expected.service == got.service,
    )  # fmt: skip


def _places(doc: Document) -> set[tuple[str, int]]:
    return {(ref.file, ref.page) for ref in doc.pages}


def _best(truth: Document, candidates: Sequence[Document]) -> Document | None:
    """The reading of the same kind that shares a page and most values with the truth."""
    same = [doc for doc in candidates if doc.kind is truth.kind and _places(doc) & _places(truth)]
    return max(same, key=lambda doc: _agreement(truth, doc), default=None)


def _agreement(truth: Document, doc: Document) -> int:
    return sum(
        is_right(name, field.value, doc.field(name).value)
        for name, field in truth.fields.items()
        if field.value is not None
    )


def _fields(truth: Document, found: Document | None, alternatives: Alternatives) -> list[Scored]:
    scores = []
    for name in FIELD_NAMES[truth.kind]:
        field, read = truth.field(name), found.field(name) if found else ABSENT
        illegible = field.value is None and field.needs_review
        scores.append(
            Scored(
                truth.kind, name, field.value, read.value, read.raw, read.confidence, read.needs_review,
                carried=field.value is not None, illegible=illegible,
                alternatives=tuple(alternatives.get(name, ())),
            )
        )  # fmt: skip
    return scores


def _pages(expected: Case, got: Case, family: str) -> list[PageScore]:
    """Kinds and rotation of every page of the truth."""
    kinds: dict[tuple[str, int], set[Kind]] = {}
    turns: dict[tuple[str, int], int] = {}
    for doc in expected.documents:
        for ref in doc.pages:
            kinds.setdefault((ref.file, ref.page), set()).add(doc.kind)
            turns[ref.file, ref.page] = ref.rotation
    read: dict[tuple[str, int], set[Kind]] = {}
    read_turns: dict[tuple[str, int], int] = {}
    for doc in got.documents:
        for ref in doc.pages:
            read.setdefault((ref.file, ref.page), set()).add(doc.kind)
            read_turns[ref.file, ref.page] = ref.rotation
    last = max(kinds, default=None)
    scores = []
    for place, true_kinds in kinds.items():
        is_blank = true_kinds == {Kind.KOSONG} or place not in read_turns
        turn = None if is_blank else turns[place] == read_turns[place]
        optional = family == TWICE and place == last
        got_kinds = frozenset(read.get(place, ()))
        scores.append(PageScore(*place, frozenset(true_kinds), got_kinds, turn, optional))
    return scores
