"""`python -m tests.accuracy.snapshot`: every field of cached pages, to compare two states of the readers.

    python -m tests.accuracy.snapshot --out before.json          in one work tree
    python -m tests.accuracy.snapshot --against before.json      in another: what differs (exit status 1)

Of each letter of the tune voices that is in the cache: the fields by the reader of either kind before one is
chosen, and the documents as a case gets them (value, raw, confidence to four places, doubt, page, box). The
rankers hide much of what a finder does; this gate does not.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractors.case.grouping import group_pages
from extractors.case.letters import seen_letter
from extractors.case.reader import read_documents
from extractors.ranking.roles import NAMES
from models.field import Field
from models.page import PageReading
from samples.splits import Level, Split
from samples.voices.split import VOICES
from tests.accuracy.dataset import Item
from tests.accuracy.readings import Readings, open_readings
from tests.accuracy.sources import add_arguments
from tests.accuracy.voice_pages import Wanted, drawn_voices

SHOWN = 40
"""Differences that are printed."""
Told = dict[str, list[Any]]


def plain(field: Field) -> list[Any]:
    """A field as JSON holds it."""
    box = [round(edge, 5) for edge in field.box] if field.box else None
    return [field.value, field.raw, round(field.confidence, 4), field.needs_review, field.page, box]


def told(item: Item, pages: Sequence[PageReading]) -> Iterator[tuple[str, list[Any]]]:
    """Every field of a letter's pages under its place and name."""
    for at, group in enumerate(group_pages(pages, item.expected.channel)):
        if group.kind in NAMES:
            for kind, fields in seen_letter(group.pages).read.items():
                yield from ((f"{at}/read/{kind}/{name}", plain(field)) for name, field in fields.items())
    for at, document in enumerate(read_documents(pages, channel=item.expected.channel)):
        yield f"{at}/kind", [document.kind.value, list(document.known.persons)]
        yield from ((f"{at}/{document.kind}/{name}", plain(field)) for name, field in document.fields.items())


def snapshot(readings: Readings, items: Sequence[Item]) -> Told:
    """All fields of the items that are in the cache, by their pages' path."""
    found: Told = {}
    for item in items:
        kept = [reading for path in item.files() if (reading := readings.get(path)) is not None]
        pages = [page for reading in kept for page in reading.pages if page.failure is None]
        if len(kept) == len(item.files()):
            found |= {f"{item.level}/{item.path.name}:{place}": field for place, field in told(item, pages)}
    return found


def differing(before: Told, after: Told) -> list[str]:
    """The places of which one state says something else than the other, of letters that both have read."""
    read = {place.split(":")[0] for place in before} & {place.split(":")[0] for place in after}
    places = sorted(place for place in before.keys() | after.keys() if place.split(":")[0] in read)
    return [place for place in places if before.get(place) != after.get(place)]


def main() -> int:
    """Write a snapshot, or compare with one."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.accuracy.snapshot", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--level", type=Level, choices=list(Level), action="append", help="clean by default")
    parser.add_argument("--out", type=Path, help="write it here")
    parser.add_argument("--against", type=Path, help="an older one")
    add_arguments(parser)
    args = parser.parse_args()
    readings = open_readings(args.readings, args.adopt)
    wanted = [Wanted(VOICES, (), Split.TUNE, level, 1) for level in args.level or [Level.CLEAN]]
    items = [item for one in wanted for item in drawn_voices(one, args.readings / "pages")]
    found = snapshot(readings, items)
    print(f"{len({place.split(':')[0] for place in found})} letters, {len(found)} fields", file=sys.stderr)
    if args.out:
        args.out.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    if not args.against:
        return 0
    before = json.loads(args.against.read_text(encoding="utf-8"))
    places = differing(before, found)
    for place in places[:SHOWN]:
        print(f"{place}\n  - {before.get(place)}\n  + {found.get(place)}")
    print(f"{len(places)} fields differ")
    return 1 if places else 0


if __name__ == "__main__":
    sys.exit(main())
