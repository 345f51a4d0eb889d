"""What is asked: the kind of service, and whether it is taken back."""

import re

from extractors.fields.candidate import Candidate
from extractors.fields.cues import alternatives, anywhere, cue
from extractors.fields.span import TextSpan, join
from extractors.text.letter_sections import LetterSections
from extractors.text.voided import says_void

CONSULTATION, COMPLAINT, SETTLEMENT = "konsultasi", "pengaduan", "penyelesaian_masalah"
_SUBJECT_WORDS = (
    (CONSULTATION, anywhere("request_matter.subject_advice")),
    (COMPLAINT, anywhere("request_matter.subject_complaint")),
    (SETTLEMENT, anywhere("request_matter.subject_settlement")),
    (CONSULTATION, anywhere("request_matter.subject_support")),
)
"""Words of a perihal, in the order in which they win: advice asked on a dispute is still advice."""
_TICKED = re.compile(r"(?i)[xv✓√]\s*[)\]]\s*(konsultasi|pengaduan|penyelesaian)\b")
"""The box of a form that is ticked, of signs."""
_COMPLAINT_TITLE = re.compile(r"(?i)\W*(?:surat|formulir) pengaduan\W*$")
_HELP = re.compile(r"bantuan", re.I)
"""Of a perihal: help is asked for anything; the body says for what."""
_BODY_WORDS = (
    (SETTLEMENT, anywhere("request_matter.body_settlement")),
    (COMPLAINT, anywhere("request_matter.body_complaint")),
    (CONSULTATION, anywhere("request_matter.body_advice")),
)
_TAKEN, _TAKING = alternatives("request_matter.taken"), alternatives("request_matter.taking")
_TAKES_BACK = re.compile(
    rf"(?i)\b(?:(?:{_TAKEN})\b[^.!?:]{{0,120}}\b(?:{_TAKING})|(?:{_TAKING})\b[^.!?:]{{0,40}}\b(?:{_TAKEN}))\b"
)
"""Within a sentence, and not from a label to its value. Of 478 letters of 48 voices two have it: one takes
back and asks anew, one is pressed to take back."""
_MEETING, _ON_SITE = cue("request_matter.meeting"), cue("request_matter.on_site")
_SETTLED, _MEDIATED = anywhere("request_matter.settled"), anywhere("request_matter.mediated")
_CONTENT = cue("request_matter.content")
_STRUCK = re.compile(rf"(?i)\W*(?:{alternatives('request_matter.struck')})\W*")


def takes_back(letter: LetterSections) -> bool:
    """Whether its words take back what was asked, whatever its subject still says, a note below it does, or a
    word written over its head ("BATAL")."""
    text = join(row.span for row in letter.rows[letter.body :]).text
    subjects = {pair.row for pair in letter.pairs_of("perihal")}
    head = (row for at, row in enumerate(letter.rows[: letter.body]) if at not in subjects)
    is_struck = any(says_void(row.text) for row in head) or any(
        _STRUCK.fullmatch(row.text) for row in letter.rows
    )
    return is_struck or bool(_TAKES_BACK.search(text) or _CONTENT.search(text))


def service_kind(letter: LetterSections, subject: Candidate | None) -> Candidate | None:
    """jenis_layanan: by a ticked box or label, else the perihal's words, else what the body asks."""
    ticked = letter.body_text.search(_TICKED, 1)
    places = [(ticked, ticked.text, "service.ticked")] if ticked else []
    places += [(pair.value, pair.value.text, "service.label") for pair in letter.pairs_of("layanan")]
    places += [(subject.where, str(subject.value), "service.subject")] if subject else []
    for where, text, source in places:
        if kind := _by_words(text):
            return Candidate(kind, where, source)
    titled = next((row.span for row in letter.rows[: letter.body] if _COMPLAINT_TITLE.match(row.text)), None)
    if titled:
        return Candidate(COMPLAINT, titled, "service.title")
    asked = _by_body(letter.body_text)
    help_asked = subject and _HELP.search(str(subject.value))
    return asked or (Candidate(SETTLEMENT, subject.where, "service.help") if subject and help_asked else None)


def ticked_service(letter: LetterSections) -> Candidate | None:
    """jenis_layanan by the box of a form that has a tick in it."""
    tokens = (token for row in letter.rows for token in row.span.tokens)
    ticked = (token for token in tokens if any(word.is_ticked for word in token.read))
    kinds = ((token, _by_words(token.text)) for token in ticked)
    return next((Candidate(kind, TextSpan((one,)), "service.ticked") for one, kind in kinds if kind), None)


def _by_words(text: str) -> str | None:
    return next((kind for kind, pattern in _SUBJECT_WORDS if pattern.search(text)), None)


def asks_to_meet(text: str, subject: Candidate | None) -> bool:
    """Whether it asks that somebody be called or met, at no other place, and names neither penyelesaian nor,
    as its subject, mediasi. That is a pengaduan, for which an officer schedules a meeting (the customer's
    reference): of the customer's 25 such letters 22, but of 77 by strangers 38. `text`: all its words."""
    is_named = _SETTLED.search(text) or (subject and _MEDIATED.search(str(subject.value)))
    return bool(_MEETING.search(text)) and not (is_named or _ON_SITE.search(text))


def is_only_mediation(text: str, subject: Candidate | None) -> bool:
    """Whether its subject is mediasi and it nowhere speaks of a penyelesaian: of 38 such letters by strangers
    nine are a pengaduan to their writers, of eleven others none. `text`: all its words."""
    return bool(subject and _MEDIATED.search(str(subject.value))) and not _SETTLED.search(text)


def _by_body(body: TextSpan) -> Candidate | None:
    counts = [(len(pattern.findall(body.text)), kind, pattern) for kind, pattern in _BODY_WORDS]
    best = max(counts, key=lambda hit: hit[0])
    return Candidate(best[1], body.search(best[2]), "service.body") if best[0] else None
