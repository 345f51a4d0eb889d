"""`python -m tests.accuracy.cases`: is `lengkap` ever said of a file that is not?

    python -m tests.accuracy.cases --fill                      files made of the tune voices' letters
    python -m tests.accuracy.cases --from-cache --split test   of the held-out voices'

Whole files of a case: a request and what lies beside it, most of them with one trap (samples/dossiers).
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from extractors.case.reader import read_case
from models.case import Case as Read
from models.case import Channel, CompletenessStatus
from models.service import load_standards
from models.working_days import load_calendar
from samples.voices.paper import RECEIVED
from tests.accuracy import report
from tests.accuracy.dossier_pages import EACH, Case, cases
from tests.accuracy.readings import ReadsFiles
from tests.accuracy.sources import looking, opened, split_arguments
from tests.accuracy.statistics import upper_bound

HEAD = ("trap", "files", "right %", *CompletenessStatus)
FULL = CompletenessStatus.LENGKAP


def arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The flags; to look into files of held-out voices is a usage error."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.accuracy.cases", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--each", type=int, default=EACH, help="files of each trap")
    parser.add_argument(
        "--traps", default="", help="names of traps, as in suket,tanpa_masalah (all by default)"
    )
    parser.add_argument("--voices", default="", help="numbers of voices, as in 251,252 (all of the split)")
    return split_arguments(parser, argv, wrong="every file judged wrongly, and why")


class Judge:
    """The product's reader on a file of a case."""

    def __init__(self, source: ReadsFiles) -> None:
        self._source = source
        self._standards, self._calendar = load_standards(), load_calendar()

    def __call__(self, case: Case) -> Read:
        readings = [sent.reading(self._source) for sent in case.sent]
        return read_case(
            readings, channel=Channel.LOKET, received_on=RECEIVED, standards=self._standards,
            calendar=self._calendar, again=looking(self._source),
        )  # fmt: skip


def print_table(judged: Sequence[tuple[Case, CompletenessStatus]]) -> None:
    """By trap; then the two sums that count."""
    traps = dict.fromkeys(case.dossier.trap for case, _ in judged)
    rows = []
    for trap in traps:
        said = [(case, status) for case, status in judged if case.dossier.trap == trap]
        counts = Counter(status for _, status in said)
        right = sum(status in case.dossier.allowed for case, status in said)
        rows.append([trap, str(len(said)), report.percent(right, len(said)),
                     *(str(counts[status]) for status in CompletenessStatus)])  # fmt: skip
    print(report.table(HEAD, rows))
    full = [status for case, status in judged if case.dossier.is_complete]
    open_ = [status for case, status in judged if not case.dossier.is_complete]
    false = open_.count(FULL)
    print(
        f"\n`lengkap` said of {false} of {len(open_)} incomplete files (upper 95 % bound "
        f"{100 * upper_bound(false, len(open_)):.1f} %), of {full.count(FULL)} of {len(full)} complete ones"
    )


def print_wrong(judged: Sequence[tuple[Case, Read]]) -> None:
    """Each file that was judged wrongly, with the reasons given."""
    for case, read in judged:
        if read.completeness.status not in case.dossier.allowed:
            reasons = "; ".join(f"{row.id}: {row.reason}" for row in read.completeness.requirements)
            files = ", ".join(sent.path.name for sent in case.sent)
            print(f"{case.dossier.name} ({files}): {read.completeness.status} | {reasons}")


def main(argv: Sequence[str] | None = None) -> None:
    """Draw, read, judge, print."""
    args = arguments(argv)
    traps, numbers = (frozenset(filter(None, one.split(","))) for one in (args.traps, args.voices))
    wanted = list(cases(args.split, args.readings / "pages", args.each, traps, numbers))
    print(f"{len(wanted)} files of a case", file=sys.stderr)
    files = sorted({sent.path for case in wanted for sent in case.sent})
    with opened(args, files, args.workers) as source, ThreadPoolExecutor(args.workers) as threads:
        list(threads.map(source.read_file, files if args.fill else ()))
        judged = list(zip(wanted, threads.map(Judge(source), wanted), strict=True))
    print_table([(case, read.completeness.status) for case, read in judged])
    if args.wrong:
        print_wrong(judged)


if __name__ == "__main__":
    main()
