"""For whom a letter speaks, and which persons in it may be the one who asks."""

from collections.abc import Iterable, Sequence

from extractors.fields.candidate import Candidate, as_field
from extractors.ranking.owners import PERSONS, cover
from extractors.ranking.proxies import Proxies
from extractors.ranking.ranker import Choices
from extractors.ranking.span_tagger import Tagging
from extractors.ranking.token_features import covered
from models.document import LetterKnowledge
from models.field import Field
from models.field_spec import letter_names
from models.similarity import NAME_MATCH, is_another_person, name_similarity

APPLICANT, APPLICANTS = "pemohon_nama", letter_names("nama")
A_PERSON = 0.12
"""Mean probability of its words to be somebody's name from which a signature is one: of 278 in letters of 24
voices the scraps (months, last words, marks read as letters) are at .1 at most, names but for one at .16."""
RIVAL = 0.15
"""Probability that another name is the applicant's from which it is open who of the two asks."""
LESS = 0.3
"""Share of an unlikely name's own probability from which another one rivals it."""
NO_NAME = 0.05
"""Least probability that a letter names no applicant at which one cannot be sure that it does."""
NAMED = 0.85
"""Probability from which the letter surely names a person, all spellings of the name together; the threshold
of the rankers (docs/ranking.md)."""


def people(named: Sequence[Candidate], tagging: Tagging) -> list[Field]:
    """Those of these names whose words the tagger takes for a person's, surely read or not."""
    shares = cover(tagging, (run for run in tagging.runs if run.role in PERSONS))
    tokens = [word.token for word in tagging.words]
    read = [field for field in map(as_field, named) if field.value]
    return [one for one in read if _share(covered(tokens, one), shares) >= A_PERSON]


def sure_names(found: Sequence[Field]) -> tuple[str, ...]:
    """The names of people that need no second look; no scrap of a word of another one of them (`WAN` of a
    KURNIAWAN over whom his signature lies)."""
    names = [str(one.value) for one in found if not one.needs_review]
    words = {word for name in names for word in name.upper().split()}
    return tuple(name for name in dict.fromkeys(names) if not is_scrap(name.upper(), words))


def unsure_names(found: Sequence[Field]) -> tuple[str, ...]:
    """The names of people that were not surely read (under a stamp)."""
    return tuple(dict.fromkeys(str(one.value) for one in found if one.needs_review))


def is_scrap(name: str, words: Iterable[str]) -> bool:
    """Whether a name is less than half of one of these words."""
    return any(name in word and 2 * len(name) < len(word) for word in words)


def _share(words: Sequence[int], shares: Sequence[float]) -> float:
    """Mean of these words' shares; of words that the tagger did not see so, 1."""
    return sum(shares[at] for at in words) / len(words) if words else 1.0


def who_asks(
    chosen: Choices, persons: Sequence[str], proxies: Proxies, known: LetterKnowledge
) -> LetterKnowledge:
    """What is known of a request, with for whom it speaks and who may ask. `persons`: surely read names."""
    rivals, name = chosen.rivals.get(APPLICANT, ()), str(chosen.fields[APPLICANT].value or "")
    own = max((one.confidence for one in rivals if one.value == name), default=0.0)
    least = min(RIVAL, own * LESS)
    likely = tuple(str(one.value) for one in rivals if one.value and one.confidence >= least)
    named = with_applicant(persons, rivals, is_said=is_told(name, proxies))
    others = [one for one in dict.fromkeys((*named, *likely)) if is_another_person(name, one)]
    helping = [one for one in others if proxies.is_named(one)]
    if proxies.is_named(name):
        likely, helping = (*likely, *filter(None, [proxies.client])), []
    elif is_told(name, proxies):
        signing = () if proxies.is_client(name) else named
        helping += [one for one in others if one not in signing]
    told = {"persons": named, "may_ask": likely, "helping": tuple(dict.fromkeys(helping))}
    return known.model_copy(update=told)


def likely_names(chosen: Choices) -> list[str]:
    """Names of whom one may be his who asks or complains."""
    name = next(name for name in APPLICANTS if name in chosen.fields)
    found = (chosen.fields[name], *(one for one in chosen.rivals.get(name, ()) if one.confidence >= RIVAL))
    return [str(one.value) for one in found if one.value]


def with_applicant(
    persons: Sequence[str], rivals: Sequence[Field], *, is_said: bool = False
) -> tuple[str, ...]:
    """The names of those for whom a letter speaks, with the applicant's where only its spelling is doubtful:
    all spellings of the likeliest person together are surely right, or the letter says that somebody acts for
    him (`is_said`), and it surely names one. `rivals`: of the field with the applicant's name."""
    named = [rival for rival in rivals if isinstance(rival.value, str)]
    none = max((rival.confidence for rival in rivals if rival.value is None), default=0.0)
    if not named or none > NO_NAME:
        return tuple(persons)
    name = str(named[0].value)
    share = sum(rival.confidence for rival in named if not is_another_person(name, str(rival.value)))
    is_new = all(name_similarity(name, person) < NAME_MATCH for person in persons)
    return (*persons, name) if (is_said or share >= NAMED) and is_new else tuple(persons)


def is_told(name: str, proxies: Proxies) -> bool:
    """Whether the letter says that somebody acts for that person, or that he speaks for a group."""
    return not proxies.is_named(name) and (proxies.is_client(name) or proxies.is_spokesman(name))
