"""What is known of an option of a field: what rules and tagger say of it, its form, its place, its rivals."""

import functools
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from rapidfuzz.fuzz import ratio

from extractors.fields.span import TextSpan
from extractors.ranking.letter_kind import families_of
from extractors.ranking.linear_chain import Array
from extractors.ranking.logistic import odds
from extractors.ranking.owners import FEATURES as OWNER_FEATURES
from extractors.ranking.owners import Owners
from extractors.ranking.proxies import Proxies, known_by
from extractors.ranking.roles import Role
from extractors.ranking.signature_columns import FEATURES as COLUMN_FEATURES
from extractors.ranking.span_tagger import Tagging
from extractors.ranking.token_features import KOPERASI_WORD, folded
from extractors.text.names import looks_like_name
from extractors.text.numbers import is_mobile
from models.document import Kind
from models.field import Field
from models.nik import problems
from models.similarity import normalise_text

PARTS = ("kop", "head", "body", "closing", "signing", "copies")
"""The parts of a letter, top down."""
SIGNING = PARTS.index("signing")
FEATURES = (
    "reader", "reader_score", "reader_flag", "has_reader",
    "on_path", "exact", "exact_odds", "having", "weakest", "starts", "goes_on", "begins_before", "is_others",
    "times", "rival", "rival_exact", "rival_path", "restarts", "engine", "engine_weakest", "is_valid",
    "words", "length", "hand", "top", "first", "complaint", "labelled", "begins_cell", "ends_cell",
    "elsewhere", "elsewhere_signing", "is_kin", "kin_exact", "likeness",
    "is_short", "has_short", "within", "contains", "figures", "capitals", "options",
    "agreement", "clarity", "legibility", "is_person", "is_body", "rival_person", "rival_body", "other_role",
    "field_odds", "net_odds", "lesser_odds", "net_rival",
    "mentions", "most_mentioned", "act_before", "in_matter", "advice",
    "exact_others", "by_power", "odd_marks",
    *(f"in_{part}" for part in PARTS),
    *OWNER_FEATURES,
    *COLUMN_FEATURES,
)  # fmt: skip
"""What is known of an option, in the order of the weights."""
MOST_WORDS = 12.0
MOST_LENGTH = 80.0
MOST_TIMES, MOST_OPTIONS = 3, 8
"""Beyond these more words, letters, places or rivals say nothing more."""
_ODD = re.compile(r"[^A-Z0-9./ -]")
"""Marks and small letters, which a letter's number has few of."""
ACTS = frozenset({"pengaduan", "laporan", "pertemuan", "tindakan"})
"""Families of words (letter_kind) whose object is the other side: complained of, to be called or examined."""
BEFORE = 8
"""Words in which such a word stands before its object."""
NAMED = frozenset({Role.NAMA, Role.PIHAK_LAIN})


@dataclass
class Draft:
    """An option while its sources are gathered: `words` are those that it was read from;
    `by_field`, `by_net`: the probability of just these words by random field and by net, each alone."""

    value: str
    field: Field
    words: list[int]
    reader: Field | None = None
    on_path: bool = False
    exact: float = 0.0
    kin: float | None = None
    times: int = 0
    by_field: float = 0.0
    by_net: float = 0.0


def comparable(value: str) -> str:
    """The form in which equal values are one option."""
    return normalise_text(value)


def _mean(shares: Array, words: Sequence[int]) -> float:
    return float(shares[list(words)].mean()) if words else 0.0


def is_short_of(short: str, full: str) -> bool:
    """Whether one is the other with words left out or cut to one letter: 'E. Pratama', 'Eko Pratama'."""
    words, rest = [word.strip(".,") for word in short.split()], iter(full.split())
    if len(short) >= len(full) or not any(len(word) > 1 for word in words):
        return False
    return all(any(_stands_for(word, other.strip(".,")) for other in rest) for word in words)


def _stands_for(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))


class Placing:
    """Where an option's words stand in the letter, and where else."""

    def __init__(self, tagging: Tagging, proxies: Proxies) -> None:
        letter, self._words = tagging.letter, tagging.words
        self.columns, self._proxies = proxies.columns, proxies
        self._bounds = (letter.kop_end, letter.body, letter.closing, letter.signing, letter.end)
        self._folded = [folded(word.token.text) for word in self._words]
        self._acts = {at for at, word in enumerate(self._folded) if families_of(word) & ACTS}
        self._values = {
            (pair.value.tokens[0].box, pair.value.page) for pair in letter.pairs if pair.value.tokens
        }

    def features(self, words: Sequence[int]) -> dict[str, float]:
        """Part of the letter, label, edges of the cell, other places of the same words."""
        if not words:
            return {}
        first, last = self._words[words[0]], self._words[words[-1]]
        after = self._words[words[-1] + 1] if words[-1] + 1 < len(self._words) else None
        part = self._part(first.row)
        places = self._elsewhere(words)
        return {
            f"in_{PARTS[part]}": 1.0,
            "labelled": (first.token.box, first.token.page) in self._values,
            "begins_cell": first.at == 0,
            "ends_cell": after is None or (after.row, after.cell) != (last.row, last.cell),
            "elsewhere": min(MOST_TIMES, len(places)) / MOST_TIMES,
            "elsewhere_signing": any(self._part(self._words[at].row) == SIGNING for at in places),
            "act_before": any(at in self._acts for at in range(words[0] - BEFORE, words[0])),
            "by_power": self._proxies.is_one(words),
        }

    def mentions(self, words: Sequence[int]) -> float:
        """How often somebody is named again elsewhere, in full or in part, as a share of MOST_TIMES."""
        own = known_by(self._folded[at] for at in words)
        places = sum(word in own for at, word in enumerate(self._folded) if at not in words)
        return min(MOST_TIMES, places / max(1, len(own))) / MOST_TIMES

    def _part(self, row: int) -> int:
        return next((part for part, end in enumerate(self._bounds) if row < end), len(self._bounds))

    def _elsewhere(self, words: Sequence[int]) -> list[int]:
        """Starts of the same words in other places of the letter."""
        own = [self._folded[at] for at in words]
        return [
            at
            for at in range(len(self._folded) - len(own) + 1)
            if at not in words and self._folded[at] == own[0] and self._folded[at : at + len(own)] == own
        ]


@dataclass(frozen=True)
class Asked:
    """The field that options are gathered for, and the letter's tagging; the words of its statement; the
    probability that it asks for advice, where nobody is complained of."""

    kind: Kind
    role: Role
    tagging: Tagging
    is_written: bool
    matter: frozenset[int] = frozenset()
    advice: float = 0.0
    owners: Owners | None = None


def features(asked: Asked, draft: Draft, drafts: Sequence[Draft], placing: Placing) -> Array:
    """The features of one of the field's drafts, in the order of FEATURES."""
    rivals = [other for other in drafts if other is not draft]
    persons = [other for other in rivals if is_person(other.value)]
    told: dict[str, float] = {
        **_from_rules(draft, drafts),
        **_from_tags(asked, draft, rivals),
        **asdict(asked.tagging.ordinary),
        **_form(draft.value),
        **_among(draft, rivals),
        **placing.features(draft.words),
        **_mentioned(draft, persons, rivals, placing),
        **placing.columns.features(draft.words, [other.words for other in persons]),
        **(asked.owners.features(draft.words, [other.words for other in rivals]) if asked.owners else {}),
        "odd_marks": asked.role is Role.NOMOR and len(_ODD.findall(draft.value)) / max(1, len(draft.value)),
        "in_matter": bool(draft.words) and draft.words[0] in asked.matter,
        "advice": asked.advice,
        "is_valid": _is_valid(asked.role, draft.value),
        "hand": asked.is_written,
        "complaint": asked.kind is Kind.SURAT_PENGADUAN,
    }
    return np.array([float(told.get(name, 0.0)) for name in FEATURES])


def _from_rules(draft: Draft, drafts: Sequence[Draft]) -> dict[str, float]:
    """What the rules say of it."""
    return {
        "reader": draft.reader is not None,
        "reader_score": draft.reader.confidence if draft.reader else 0.0,
        "reader_flag": bool(draft.reader and draft.reader.needs_review),
        "has_reader": any(other.reader for other in drafts),
        "is_kin": draft.kin is not None,
        "kin_exact": draft.kin or 0.0,
        "times": min(MOST_TIMES, draft.times) / MOST_TIMES,
        "first": draft is drafts[0],
    }


def _from_tags(asked: Asked, draft: Draft, rivals: Sequence[Draft]) -> dict[str, float]:
    """What the tagger says of its words and of those around them."""
    having, starting = asked.tagging.having[asked.role], asked.tagging.starting[asked.role]
    words, count = draft.words, len(asked.tagging.words)
    roles = [shares for role, shares in asked.tagging.having.items() if role is not asked.role]
    span = TextSpan(tuple(asked.tagging.words[at].token for at in words))
    after, before = (words[-1] + 1, words[0]) if words else (count, 0)
    return {
        "field_odds": odds(draft.by_field),
        "net_odds": odds(draft.by_net),
        "lesser_odds": odds(min(draft.by_field, draft.by_net)),
        "net_rival": odds(max((other.by_net for other in rivals), default=0.0)),
        "exact_others": _others_exact(asked, words),
        "on_path": draft.on_path,
        "exact": draft.exact,
        "exact_odds": odds(draft.exact),
        "having": _mean(having, words),
        "weakest": float(having[words].min()) if words else 0.0,
        "starts": float(starting[before]) if words else 0.0,
        "goes_on": float(having[after] - starting[after]) if after < count else 0.0,
        "begins_before": float(having[before] - starting[before]) if words else 0.0,
        "is_others": _mean(asked.tagging.others, words),
        "other_role": max((_mean(shares, words) for shares in roles), default=0.0),
        "rival": max((_mean(having, other.words) for other in rivals), default=0.0),
        "rival_exact": max((other.exact for other in rivals), default=0.0),
        "rival_path": any(other.on_path for other in rivals),
        "restarts": float(starting[words[1:]].max()) if words[1:] else 0.0,
        "engine": span.confidence,
        "engine_weakest": span.weakest,
        "top": before / max(1, count),
    }


def _others_exact(asked: Asked, words: Sequence[int]) -> float:
    """How likely just these words have another role."""
    place = (words[0], words[-1] + 1) if words else None
    runs = [run for run in asked.tagging.runs if run.role != asked.role and (run.start, run.stop) == place]
    return max((run.probability for run in runs), default=0.0)


def _form(value: str) -> dict[str, float]:
    """What shows in the value's letters."""
    return {
        "words": min(MOST_WORDS, len(value.split())) / MOST_WORDS,
        "length": min(MOST_LENGTH, len(value)) / MOST_LENGTH,
        "figures": sum(map(str.isdigit, value)) / max(1, len(value)),
        "capitals": sum(map(str.isupper, value)) / max(1, len(value)),
        "is_person": is_person(value),
        "is_body": is_body(value),
    }


def is_body(value: str) -> bool:
    """Whether it begins as a koperasi's name does."""
    return bool(KOPERASI_WORD.match(value))


@functools.lru_cache(maxsize=4096)
def is_person(value: str) -> bool:
    """Whether it has the form of a person's name."""
    return not is_body(value) and looks_like_name(value)


def _mentioned(
    draft: Draft, persons: Sequence[Draft], rivals: Sequence[Draft], placing: Placing
) -> dict[str, float]:
    """How often an option is named again, and what other persons and bodies there are."""
    own = placing.mentions(draft.words)
    bodies = [other for other in rivals if is_body(other.value)]
    return {
        "mentions": own,
        "most_mentioned": all(placing.mentions(other.words) <= own for other in persons),
        "rival_person": max((other.exact for other in persons), default=0.0),
        "rival_body": max((other.exact for other in bodies), default=0.0),
    }


def _among(draft: Draft, rivals: Sequence[Draft]) -> dict[str, float]:
    """How an option stands to the others: nearly spelled like one, a part of one, around one."""
    own, value = set(draft.words), comparable(draft.value)
    apart = [(comparable(other.value), other.exact) for other in rivals if not own & set(other.words)]
    return {
        "likeness": max((ratio(value, other) for other, _ in apart), default=0.0) / 100.0,
        "is_short": max((exact for other, exact in apart if is_short_of(value, other)), default=0.0),
        "has_short": max((exact for other, exact in apart if is_short_of(other, value)), default=0.0),
        "within": max((other.exact for other in rivals if own < set(other.words)), default=0.0),
        "contains": max((other.exact for other in rivals if own and own > set(other.words)), default=0.0),
        "options": min(MOST_OPTIONS, len(rivals)) / MOST_OPTIONS,
    }


def _is_valid(role: Role, value: str) -> bool:
    """Whether the value has the form of its role, as far as there is one."""
    if role is Role.NIK:
        return not problems(value)
    if role is Role.TELEPON:
        return is_mobile(value) or value.startswith("+")
    return looks_like_name(value) if role in NAMED else True
