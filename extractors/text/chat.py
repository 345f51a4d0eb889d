"""A conversation saved from a messenger and printed: each message begins with when it came and from whom.

[18/11/26 19.02.11] +62 838-4900-2176: Slmt malam pak, mau lapor
18/11/26 19.02 - Dinkopum: Selamat malam. Silakan tuliskan nama dan alamat.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from extractors.fields.candidate import Candidate, text_candidate
from extractors.fields.cues import alternatives, cue
from extractors.fields.indonesian import find_dates
from extractors.fields.office_names import OWN, office_pattern
from extractors.fields.span import TextSpan
from extractors.text.names import clean_name, looks_like_name
from extractors.text.numbers import find_phone
from extractors.text.party import Party
from extractors.text.rows import Row

_STAMP = re.compile(
    r"^\W*(?P<date>\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d)\b[,.]?\s+\d{1,2}[.:]\d\d\S*[\s|)\]–—-]*"
    r"(?P<who>[^:]{3,40}?)\s*:(?:\s+|$)"
)
"""The head of a message: date, time, sender. The bracket behind the time is read as figures too."""
_CALLED = cue("chat.called", lead=r"^\W*", tail=r"\b\.?\s+")
_OFFICE = rf"\b(?:{alternatives('chat.office')}|(?:{OWN})\w*)\b"
"""Whose answers are no part of the complaint."""
_BESIDE = cue("chat.beside", lead=r"^\W*", tail=r"")
"""Rows that nobody wrote: what stands for a picture, the file's name, a page's number."""
LEAST_MESSAGES = 2
"""One row that begins with a date and a name may be a letter's."""
SAME_SENDER = 85
"""Likeness (0..100) of two readings of one sender: one sign misread of seven leaves 86, while two numbers of
one provider have up to 82."""
MONTHS = 12


@dataclass(frozen=True)
class Chat:
    """The rows that the complainant wrote, without heads of messages and what others wrote; what the heads
    say of him, and when his first message came. `others`: what is not his, nor when he wrote."""

    rows: tuple[Row, ...]
    sender: Party
    day: Candidate | None
    others: tuple[TextSpan, ...]


def chat_in(rows: Sequence[Row]) -> Chat | None:
    """The conversation on these rows, None where they hold none."""
    heads = {index: hit for index, row in enumerate(rows) if (hit := _STAMP.match(row.text))}
    own = [index for index, hit in heads.items() if not office_pattern(_OFFICE).search(hit["who"])]
    if len(heads) < LEAST_MESSAGES or not own:
        return None
    said = {index: _message(rows, heads, index) for index in heads}
    own = _of_one(own, heads, said)
    kept = tuple(line for index in own for line in said[index])
    senders = [rows[index].span.group(heads[index], "who") for index in own]
    dates = {index: rows[index].span.group(hit, "date") for index, hit in heads.items()}
    others = [part for index in heads if index not in own for part in (rows[index], *said[index])]
    spans = (*(row.span for row in others), *dates.values())
    day = _day(dates[own[0]], [one.text for one in dates.values()])
    return Chat(kept, Party(name=_contact(senders[0]), phone=_number(senders)), day, spans)


def _of_one(
    own: Sequence[int], heads: Mapping[int, re.Match[str]], said: Mapping[int, Sequence[Row]]
) -> list[int]:
    """The messages of the one sender who wrote most: who also writes is not asking with him."""
    by_sender: dict[str, list[int]] = {}
    for index in own:
        who = heads[index]["who"]
        alike = (one for one in by_sender if fuzz.ratio(one, who) >= SAME_SENDER)
        by_sender.setdefault(next(alike, who), []).append(index)
    return max(by_sender.values(), key=lambda at: sum(len(row.text) for one in at for row in said[one]))


def _day(where: TextSpan, dates: Sequence[str]) -> Candidate | None:
    """When his first message came; what figure is the month is settled by all heads, else doubted."""
    figures = [re.findall(r"\d+", one) for one in dates]
    is_second_day, is_first_day = (any(int(one[at]) > MONTHS for one in figures) for at in (1, 0))
    own = re.findall(r"\d+", where.text)
    is_open = is_second_day == is_first_day and own[0] != own[1]
    if is_second_day and not is_first_day:
        own[:2] = own[1::-1]
    found = find_dates("/".join(own))
    return Candidate(found[0][0].isoformat(), where, "date.chat", is_doubtful=is_open) if found else None


def _message(rows: Sequence[Row], heads: dict[int, re.Match[str]], index: int) -> list[Row]:
    """The rows of the message that begins here, its head cut off."""
    said = rows[index].span.slice(heads[index].end(), len(rows[index].text))
    end = next((other for other in heads if other > index), len(rows))
    lines = [replace(rows[index], cells=(said,)) if said else None, *rows[index + 1 : end]]
    return [line for line in lines if line is not None and not _BESIDE.match(line.text)]


def _contact(sender: TextSpan) -> Candidate | None:
    name = clean_name(_CALLED.sub("", sender.text))
    return text_candidate(sender, name, "name.contact") if looks_like_name(name) else None


def _number(senders: Sequence[TextSpan]) -> Candidate | None:
    """The number from which the messages came, in the first head where it can be read."""
    for sender in senders:
        phone = find_phone(sender, "phone.chat")
        if phone is not None:
            return replace(phone, where=sender)
    return None
