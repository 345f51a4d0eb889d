"""`python -m tests.accuracy.outside`: papers that others wrote than the makers of our samples.

    python -m tests.accuracy.outside                      every set
    python -m tests.accuracy.outside --set t --set z      two of those that nobody has looked at while mending
    python -m tests.accuracy.outside --level medium       copied and photographed as the samples are
    python -m tests.accuracy.outside --folder DIR         scans of your own, NAME.json beside each file

`samples/outside/` holds them as HTML with the values that they carry: letters of request (sets a to e, h,
n), complaints (f, i), papers of a koperasi (g), cards (k), all kinds (m), whole cases with their
completeness (q; 7 to 9 by adversaries), letters in layouts of their own, some of them on paper that
suffered (j, l, o, p, r to t, v, x to z, 0, 1, 3 to 6) or all of them (u, w, 2). Debian's chromium prints them
(kept in a cache), the product's reader reads them, the contract's rules score them. Their writers knew the
contract and the domain reference, and neither our reader nor our samples.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from extractors.case.reader import read_case
from models.case import Case, Channel, Completeness, CompletenessStatus
from models.service import load_standards
from models.working_days import load_calendar
from samples.splits import Level
from tests.accuracy.matching import CaseScore, score_case
from tests.accuracy.outside_papers import PAPERS, Outside, lying_in, printed
from tests.accuracy.readings import ReadsFiles
from tests.accuracy.report import ece, percent, table
from tests.accuracy.scoring import Scored
from tests.accuracy.sources import add_arguments, looking, opened

RECEIVED = date(2026, 11, 26)
Reader = Callable[[Path, Channel], Case]
"""A paper's file and how it came, to a case."""
UNSEEN = frozenset("emtz3")
"""The sets at which nobody has looked while mending the reader."""
HEAD = ("set", "fields", "right %", "silent % (n)", "lost %", "touch %")


def reader(children: ReadsFiles) -> Reader:
    """The product's reader, with the office's standards and calendar loaded once."""
    standards, calendar = load_standards(), load_calendar()

    def read(path: Path, channel: Channel) -> Case:
        readings = [children.read_file(path)]
        return read_case(
            readings, channel=channel, received_on=RECEIVED, standards=standards, calendar=calendar,
            again=looking(children),
        )  # fmt: skip

    return read


def score(paper: Outside, read: Reader) -> CaseScore:
    """The paper, read and scored. Of a document alone only its own fields count: what its writer enclosed
    besides is not told; taken for another kind, it has lost them all."""
    got = read(paper.path, paper.channel)
    if paper.status is None:
        kinds = {document.kind for document in paper.documents}
        got = got.model_copy(update={"documents": tuple(d for d in got.documents if d.kind in kinds)})
    status = paper.status or CompletenessStatus.PERLU_DIPERIKSA
    expected: Case = got.model_copy(
        update={
            "documents": paper.documents,
            "completeness": Completeness(status=status, requirements=()),
        }
    )
    return score_case(expected, got, family=paper.name, is_handwritten=False)


def row(name: str, fields: Sequence[Scored]) -> list[str]:
    """A line of the table."""
    counted = [field for field in fields if not field.is_free_text]
    carried = [field for field in counted if field.carried]
    silent = sum(field.is_silent for field in counted)
    return [
        name, str(len(carried)), percent(sum(field.is_right for field in carried), len(carried)),
        f"{percent(silent, len(counted))} ({silent})",
        percent(sum(field.is_lost for field in carried), len(carried)),
        percent(sum(field.needs_review for field in carried), len(carried)),
    ]  # fmt: skip


def print_tables(sets: Sequence[str], pairs: Sequence[tuple[Outside, CaseScore]]) -> None:
    """Fields by set and by name, then the completeness of whole cases."""
    groups = {
        name: [f for paper, case in pairs if paper.name[0] == name for f in case.fields] for name in sets
    }
    everything = [field for fields in groups.values() for field in fields]
    print(table(HEAD, [*(row(name, fields) for name, fields in groups.items()), row("all", everything)]))
    names = dict.fromkeys(f"{field.kind}/{field.name}" for field in everything)
    rows = [row(name, [f for f in everything if f"{f.kind}/{f.name}" == name]) for name in names]
    print("\n" + table(("field", *HEAD[1:]), rows))
    print(f"\nECE of all fields: {ece([field for field in everything if not field.is_free_text])}")
    cases = [case for paper, case in pairs if paper.status is not None]
    if cases:
        right = sum(case.completeness_right for case in cases)
        false = sum(case.false_complete for case in cases)
        complete = [case for case in cases if case.status_expected is CompletenessStatus.LENGKAP]
        known = sum(case.completeness_right for case in complete)
        print(
            f"\ncompleteness right of {len(cases)} cases: {percent(right, len(cases))} %, "
            f"lengkap wrongly: {false} of {len(cases) - len(complete)}, "
            f"of complete ones: {known} of {len(complete)}"
        )


def print_wrong(pairs: Sequence[tuple[Outside, CaseScore]]) -> None:
    """Every value and status that was read wrong; `?` what a person is shown, `!` what passes."""
    for paper, case in pairs:
        for f in case.fields:
            if not f.is_free_text and not f.is_right and (f.carried or f.got is not None):
                flag = "?" if f.needs_review else "!"
                print(paper.name, f.name, repr(f.expected), "->", repr(f.got), f"{f.confidence:.2f}{flag}")
        if paper.status is not None and not case.completeness_right:
            print(paper.name, "completeness", case.status_expected, "->", case.status_got)


def main(argv: Sequence[str] | None = None) -> None:
    """Print, read, score; a table by set, and by field."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.outside")
    parser.add_argument("--set", action="append", choices=sorted({p.stem[0] for p in PAPERS.glob("*.html")}))
    parser.add_argument("--level", type=Level, choices=list(Level), default=Level.CLEAN)
    parser.add_argument("--folder", type=Path, help="papers as they are to be read, with their truth")
    parser.add_argument("--only", default="", help="with --folder: names with commas between")
    parser.add_argument("--wrong", action="store_true", help="what was read wrong; not of the unseen sets")
    add_arguments(parser)
    options = parser.parse_args(argv)
    sets = options.set or sorted({path.stem[0] for path in PAPERS.glob("*.html")})
    if options.wrong and not options.folder and UNSEEN & set(sets):
        parser.error(f"nobody looks at sets {', '.join(sorted(UNSEEN))}: --wrong is for the others")
    papers = lying_in(options.folder) if options.folder else list(printed(sets, options.level))
    if options.only:
        papers = [paper for paper in papers if paper.name in options.only.split(",")]
    sets = sorted({paper.name[0] for paper in papers})
    workers = os.cpu_count() or 1
    files = [paper.path for paper in papers]
    with opened(options, files, workers) as source, ThreadPoolExecutor(workers) as threads:
        read = reader(source)
        found = list(threads.map(lambda paper: score(paper, read), papers))
    pairs = list(zip(papers, found, strict=True))
    print_tables(sets, pairs)
    if options.wrong:
        print_wrong(pairs)


if __name__ == "__main__":
    main()
