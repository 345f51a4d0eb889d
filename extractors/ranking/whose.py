"""Whose a chosen value is, by what its sentence says: of one who acts for another, or of the other side.

The tagger and the ranker see a few words around a value; who a sentence turns to stands further off.
"""

import re

from extractors.fields.candidate import Candidate, as_field, text_candidate
from extractors.fields.cues import alternatives, cue, group
from extractors.fields.span import TextSpan
from extractors.ranking.ranker import Choices
from extractors.ranking.roles import NAMES, Role
from extractors.ranking.token_features import KOPERASI_WORD, covered
from extractors.text.letter_sections import LetterSections
from extractors.text.names import NAME, clean_name, looks_like_name
from models.document import Kind
from models.field import Field
from models.similarity import NAME_MATCH, name_similarity

_TURNS = cue("whose.turns_to")
"""What a writer says of somebody else, and how that one is called."""
_OWN_LEAD = re.compile(r"(?i)\b(?:saya|kami)\b(?:\s+\w+){0,4}\s*:?\s*$")
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
PERSONAL = (Role.NAMA, Role.NIK, Role.ALAMAT)


def owners_doubted(kind: Kind, chosen: Choices, letter: LetterSections) -> Choices:
    """What may be somebody else's is shown: of one who acts for another his name and all that is his, and an
    address that its sentence may give to the other side; the other is no other side. Where the other was
    chosen no card brings the writer forward, and the NIK may be the writer's. `chosen`: of that kind."""
    names = {role: name for name, role in NAMES[kind].items()}
    name, nik, home, other = (names[role] for role in (*PERSONAL, Role.PIHAK_LAIN))
    fields, rivals = chosen.fields, chosen.rivals
    own, client = str(fields[name].value or ""), principal(letter.body_text)
    is_proxy = client is not None and not _is_of(fields[name], client)
    if client and client.value and is_proxy:
        meant = as_field(client).model_copy(update={"confidence": CLIENT})
        rivals = {**rivals, name: (*rivals[name], meant)}
    doubted = [name, nik, home] if is_proxy else [home] if _is_anothers(fields[home], own, letter) else []
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
            return text_candidate(text.group(named, 1), clean_name(named[1]), "name.in_prose")
    return None


def _is_of(field: Field, person: Candidate) -> bool:
    return bool(person.value) and name_similarity(str(field.value or ""), str(person.value)) >= NAME_MATCH


def _is_anothers(home: Field, writer: str, letter: LetterSections) -> bool:
    """Whether an address may be another's; behind a label it is his whose labels they are."""
    tokens = letter.body_text.tokens
    at = next(iter(covered(tokens, home)), None)
    labelled = [pair.value.tokens for pair in letter.pairs_of("alamat") if pair.has_colon]
    if at is None or any(tokens[at] in value for value in labelled):
        return False
    return may_be_anothers(" ".join(token.text for token in tokens[:at]), writer)


def may_be_anothers(before: str, writer: str) -> bool:
    """Whether an address may be that of somebody whom its sentence speaks of behind the writer's name.
    `before`: the words of the body up to the address."""
    named = before.casefold().rfind(writer.casefold())
    reach = before[named + len(writer) :] if named >= 0 else before
    return bool(_TURNS.search(_SENTENCES.split(reach)[-1])) and not _OWN_LEAD.search(reach)
