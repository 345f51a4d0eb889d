"""Letters of our own tune families, tagged as voices' letters are, for the tagger to learn from.

A generator knows what each letter carries, but not which of its other words are somebody else's: these the
shipped tagger tells. The papers are no stranger's, so they are few beside the voices.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from extractors.case.letters import seen_letter
from extractors.ranking.reading_order import Placed, words_of
from extractors.ranking.roles import KIN, NAMES, OTHER, Role
from extractors.ranking.services import KOPERASI
from extractors.ranking.span_tagger import BEGIN, INSIDE, OUTSIDE, packaged_tagger
from models.case import Channel
from models.page import PageReading
from samples import complaints
from samples.letters.families import families, write_letter
from samples.sheet import Sheet
from samples.splits import Dice, Split
from samples.training.ranking.drawn import pages_of
from samples.training.ranking.labels import ROLES, labels_by_values, runs
from samples.training.ranking.material import told_of
from samples.truth import Paper, Value
from samples.voices.tagged import Block, Letter, Line, Piece, Tag

COMPLAINTS = 3
"""Of so many letters one is a complaint."""
FIRST_DAY, DAYS = date(2025, 1, 6), 700
"""Days on which the letters come."""
OTHERS: Mapping[Role, str] = {
    role: next(kin for kin in alike if kin.startswith(OTHER)) for role, alike in KIN.items()
} | {Role.BADAN_HUKUM: "lain_nomor"}
"""What is somebody else's where the tagger takes it for the letter's own."""


def own_letters(seed: int, count: int) -> Iterator[tuple[Letter, tuple[PageReading, ...]]]:
    """So many letters, tagged, and their pages as they would be read without an error."""
    for number in range(count):
        dice = Dice(f"{seed}/keluarga/{number}", Split.TUNE)
        paper, sheets, is_written = _written(dice, is_complaint=number % COMPLAINTS == 0)
        pages = pages_of(sheets, f"{number}.png", is_written=is_written)
        yield _tagged(f"keluarga-{seed}.{number}", paper, pages), pages


def _written(dice: Dice, *, is_complaint: bool) -> tuple[Paper, Sequence[Sheet], bool]:
    today = FIRST_DAY + timedelta(days=dice.randint(0, DAYS))
    if is_complaint:
        complaint = complaints.write_complaint(dice, dice.choice(complaints.families(dice.split)), today)
        return complaint.paper, complaint.sheets, complaint.is_handwritten
    letter = write_letter(dice, dice.choice(families(dice.split)), today=today, signed=dice.chance(0.9))
    return letter.paper, letter.sheets, letter.is_handwritten


def _tagged(name: str, paper: Paper, pages: tuple[PageReading, ...]) -> Letter:
    """The letter's rows with its own values and what is somebody else's."""
    seen = seen_letter(pages)
    words = words_of(seen.sections)
    names = {str(role): field for field, role in NAMES[paper.kind].items()}
    tags: dict[int, Tag] = {}
    found = sorted(runs(_labels(words, paper.values, told_of(seen))))
    for number, (start, stop, role) in enumerate(found):
        tag = Tag(names.get(role, role), is_alternative=False, number=number)
        tags |= dict.fromkeys(range(start, stop), tag)
    order = sorted(range(len(words)), key=lambda at: words[at].row)
    lines = [_line(tuple(row), words, tags) for _, row in groupby(order, key=lambda at: words[at].row)]
    asked = str(paper.values.get("jenis_layanan") or KOPERASI)
    return Letter(
        name, paper.kind, asked, Channel.LOKET, _flags(paper.values), (Block("@baris", tuple(lines)),)
    )


def _flags(values: Mapping[str, Value]) -> frozenset[str]:
    told = {"ttd": "bertanda_tangan", "stempel": "berstempel", "anonim": "anonim"}
    return frozenset(flag for flag, name in told.items() if values.get(name))


def _line(row: Sequence[int], words: Sequence[Placed], tags: Mapping[int, Tag]) -> Line:
    """The words of a row, a piece for each run of one tag and each word without one."""
    pieces = []
    for tag, run in groupby(row, key=tags.get):
        text = " ".join(words[at].token.text for at in run)
        pieces += [Piece(text, (tag,) if tag else ()), Piece(" ")]
    return tuple(pieces[:-1])


def _labels(words: Sequence[Placed], values: Mapping[str, Value], told: list[list[str]]) -> list[str]:
    """By the values; of what is left somebody else's where the shipped tagger takes it for a field. What it
    finds of a value that stands nowhere as it was written is the value, and an office that it knows better
    stands only where it says so."""
    labels = labels_by_values([word.token for word in words], values)
    _part_other_side(labels, values)
    taken = _by_tagger([word.token.text for word in words], told)
    carried = {ROLES[name] for name, value in values.items() if name in ROLES and value is not None}
    placed = {role for _, _, role in runs(labels)}
    offices = [run for run in runs(labels) if run[2] == Role.JABATAN]
    known = [run for run in offices if taken[run[0]] == BEGIN + Role.JABATAN]
    for start, stop, _ in offices if known else ():
        if (start, stop, Role.JABATAN) not in known:
            labels[start:stop] = [OUTSIDE] * (stop - start)
    for start, stop, role in runs(taken):
        if any(label != OUTSIDE for label in labels[start:stop]) or role == Role.JABATAN:
            continue
        is_own = role in carried - placed
        other = role if is_own or role.startswith(OTHER) else OTHERS.get(Role(role))
        if other:
            labels[start:stop] = _run(other, stop - start)
    return labels


def _part_other_side(labels: list[str], values: Mapping[str, Value]) -> None:
    """Of a koperasi that is complained of the last mention is the other side's."""
    bodies = [run for run in sorted(runs(labels)) if run[2] == Role.KOPERASI]
    if bodies and values.get("termohon_nama") == values.get("koperasi_nama"):
        start, stop, _ = bodies[-1]
        labels[start:stop] = _run(Role.PIHAK_LAIN, stop - start)


def _run(role: str, count: int) -> list[str]:
    return [BEGIN + role, *[INSIDE + role] * (count - 1)]


def _by_tagger(words: Sequence[str], told: list[list[str]]) -> list[str]:
    """The likeliest label of each word, by the shipped tagger."""
    tagger = packaged_tagger()
    said, _, _ = tagger.emissions(told, tagger.inner(words, told))
    return [said.labels[at] for at in said.posterior().shares.argmax(axis=1)]
