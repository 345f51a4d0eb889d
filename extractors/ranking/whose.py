"""Whose a chosen value is, by what its sentence says: of one who acts for another, or of the other side.

The tagger and the ranker see a few words around a value; who a sentence turns to stands further off.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import compress

from extractors.fields.candidate import Candidate, as_field, text_candidate
from extractors.fields.cues import alternatives, cue, group
from extractors.fields.lexicon import words
from extractors.fields.span import TextSpan, Token, join
from extractors.ranking.owners import PERSONS
from extractors.ranking.ranker import Choices
from extractors.ranking.roles import NAMES, Role
from extractors.ranking.span_tagger import Tagging
from extractors.ranking.token_features import KOPERASI_WORD, covered
from extractors.text.letter_sections import LetterSections
from extractors.text.names import NAME, clean_name, looks_like_name
from models.document import Kind
from models.field import Field
from models.similarity import NAME_MATCH, name_similarity

_TURNS = cue("whose.turns_to")
"""What a writer says of somebody else, and how that one is called."""
_OF_SELF = re.compile(
    rf"(?i)\b(?<!-)(?P<kin>(?:{group('kerabat')})\s+)?(?:{'|'.join(words('letters', 'first_person'))})\b"
)
_OWN_LEAD = re.compile(rf"{_OF_SELF.pattern}(?:\s+\w+){{0,4}}\s*:?\s*$")
_NAMED = re.compile(
    rf"\b(?:(?i:{alternatives('whose.called')})(?:\s+(?i:saya|kami))?,?\s+(?=[A-Z])"
    rf"|(?i:{group('kerabat')})\s+(?i:saya|kami)\b)"
)
"""Somebody else before his name, or by what he is to the writer."""
_BODY = re.compile(rf"\b(?:(?i:{group('koperasi_pendek')})|(?i:kop\w*))\b")
_AT_HOME = cue("whose.at_home")
_THEIRS = cue("whose.theirs")
_SENTENCES = re.compile(r"(?:(?<=[a-z]{4})|(?<=\d)|(?<=\)))[.!?]\s+(?=[A-Z])")
_CALLED = rf"(?:(?i:\W+(?:{alternatives('whose.client')})){{0,5}}\W+({NAME.pattern}))"
_ACTS_FOR = re.compile(
    rf"(?i:\b(?:{alternatives('whose.acts_for')}))"
    rf"(?:{_CALLED}|(?i:\W+(?:{alternatives('whose.beloved')}))\b)"
)
"""Words of acting for another before his name, or before what he is to the writer."""
_OF_WHOM = re.compile(rf"\b(?i:{group('kerabat')}|dari){_CALLED}")
CLIENT = 0.2
"""Probability given to the name of one for whom the writer acts beside the writer's: enough for his own card
to bring him forward and for nobody's to settle it. Chosen, not measured."""
LIKELY = 0.5
"""Share of the chosen name's probability from which another one may be the writer's: an address behind the
one is then no longer surely his. Chosen, not measured."""
SURE = 0.98
"""A value is not shown for its sentence alone from this probability on: of 26 addresses and telephones of 480
letters (893 to 940) none was wrong there, and of letters that give the other side's address alone none is
so sure of it (.926 to .978)."""
CALLED = 0.5
"""Probability from which the tagger's words are somebody's name."""
PERSONAL = (Role.NAMA, Role.NIK, Role.ALAMAT, Role.TELEPON)


def owners_doubted(kind: Kind, chosen: Choices, tagging: Tagging) -> Choices:
    """What may be somebody else's is shown: of one who acts for another his name and all that is his, and an
    address that its sentence may give to the other side; the other is no other side. Where the other was
    chosen no card brings the writer forward, and the NIK may be the writer's. `chosen`: of that kind."""
    names = {role: name for name, role in NAMES[kind].items()}
    name, nik, home, phone, other = (names[role] for role in (*PERSONAL, Role.PIHAK_LAIN))
    fields, rivals = chosen.fields, chosen.rivals
    own, client = str(fields[name].value or ""), principal(tagging.letter.body_text)
    is_proxy = client is not None and not _is_of(fields[name], client)
    if client and client.value and is_proxy:
        meant = as_field(client).model_copy(update={"confidence": CLIENT})
        rivals = {**rivals, name: (*rivals[name], meant)}
    writers = [own, *_likely(fields[name], rivals.get(name, ()))]
    others = _are_anothers(fields[home], fields[phone], writers, tagging)
    anothers = [one for one in compress((home, phone), others) if fields[one].confidence < SURE]
    doubted = [name, nik, home] if is_proxy else anothers
    if client and client.value and not is_proxy:
        rivals = {**rivals, name: tuple(one for one in rivals[name] if not one.value or _is_of(one, client))}
        doubted.append(nik)
    carried = [one for one in doubted if fields[one].value]
    shown = {one: fields[one].model_copy(update={"needs_review": True}) for one in carried}
    if client and is_proxy and _is_of(fields[other], client):
        shown[other] = fields[other].model_copy(
            update={"value": None, "confidence": 0.0, "needs_review": True}
        )
    return Choices({**fields, **shown}, rivals)


def principal(text: TextSpan) -> Candidate | None:
    """For whom the writer says that he acts, a person and no body; 'beliau' is who was named as his kin just
    before. Without a value where nobody was."""
    for match in _ACTS_FOR.finditer(text.text):
        before = [match] if match[1] else [*_OF_WHOM.finditer(text.text, 0, match.start())]
        if not before:
            return Candidate(None, text.group(match), "unread")
        named = before[-1]
        if looks_like_name(named[1]) and not KOPERASI_WORD.match(named[1]):
            return text_candidate(text.group(named, 1), clean_name(named[1]), "name.client")
    return None


def _is_of(field: Field, person: Candidate) -> bool:
    return bool(person.value) and name_similarity(str(field.value or ""), str(person.value)) >= NAME_MATCH


def _likely(chosen: Field, rivals: Sequence[Field]) -> list[str]:
    """Who may be the writer beside the chosen one."""
    least = LIKELY * chosen.confidence
    return [
        str(one.value) for one in rivals if one.value not in (None, chosen.value) and one.confidence >= least
    ]


def _are_anothers(home: Field, phone: Field, writers: Sequence[str], tagging: Tagging) -> tuple[bool, bool]:
    """Whether an address may be another's, and a telephone behind it in one sentence; `writers`: whoever may
    be the writer. What stands behind a label is his whose labels they are."""
    letter = tagging.letter
    tokens, at = _place(home, letter)
    labelled = {(pair.key, token) for pair in letter.pairs if pair.has_colon for token in pair.value.tokens}
    if at is None or ("alamat", tokens[at]) in labelled:
        return False, False
    before = TextSpan(tokens[:at]).text
    is_others = any(may_be_anothers(before, one, _persons(tagging, one)) for one in writers)
    call = next(iter(covered(tokens, phone)), None)
    is_beside = call is not None and call > at and ("telepon", tokens[call]) not in labelled
    is_beside = is_beside and not _SENTENCES.search(TextSpan(tokens[at:call]).text)
    return is_others, is_others and is_beside


def _persons(tagging: Tagging, writer: str) -> list[str]:
    """Whom the tagger takes for persons, whoever they are, but for the writer."""
    called: dict[tuple[int, int], float] = defaultdict(float)
    for run in tagging.runs:
        if run.role in PERSONS:
            called[run.start, run.stop] += run.probability
    names = [
        TextSpan(tuple(word.token for word in tagging.words[start:stop])).text
        for (start, stop), share in called.items()
        if share >= CALLED
    ]
    return [name for name in names if name_similarity(name, writer) < NAME_MATCH]


def _place(value: Field, letter: LetterSections) -> tuple[tuple[Token, ...], int | None]:
    """The words of the body, or those below the letterhead, in which a value stands, and where it begins."""
    whole = join(row.span for row in letter.rows[letter.kop_end : letter.closing])
    places = [(text.tokens, covered(text.tokens, value)) for text in (letter.body_text, whole)]
    return next(((tokens, found[0]) for tokens, found in places if found), ((), None))


def may_be_anothers(before: str, writer: str, persons: Sequence[str] = ()) -> bool:
    """Whether an address may be that of somebody of whom its sentence speaks behind the writer's name, or
    nothing in that says that it is the writer's. `before`: the words up to the address; `persons`: others
    named in the letter."""
    named = before.casefold().rfind(writer.casefold())
    reach = before[named + len(writer) :] if named >= 0 else before
    lead, said = _OWN_LEAD.search(reach), _SENTENCES.split(reach)
    if lead and not lead["kin"]:
        return False
    is_his = (named >= 0 and len(said) == 1) or bool(_OF_SELF.search(said[-1]))
    return not is_his or bool(_TURNS.search(said[-1])) or _is_behind_another(said[-1], persons)


def _is_behind_another(said: str, names: Sequence[str]) -> bool:
    """Whether somebody else, or a koperasi, is the last of whom these words speak. `names`: of others."""
    persons = [one.end() for one in _NAMED.finditer(said)]
    persons += [said.rfind(name) + len(name) for name in names if name in said]
    bodies = [one.end() for one in _BODY.finditer(said)]
    last = max((*persons, *bodies), default=len(said))
    behind = said[last:]
    if any(not one["kin"] for one in _OF_SELF.finditer(behind)):
        return False
    if last in bodies:
        return not _AT_HOME.search(behind) or bool(_THEIRS.search(behind))
    return bool(persons)
