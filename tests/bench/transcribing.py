"""`python -m tests.bench.transcribing`: twenty doubtful lines of handwriting typed at the desk, three ways.

Line by line (the ink above, the doubtful word marked); in one text box with the page beside it, from nothing;
and in one text box that holds the reading, which is put right there. A scripted typist does each in a real
browser on a running desk; the desk must then hold what was written, or the run fails. Keys, looks and
pointings are counted and weighed by the model of tests/bench/typist.py; the clock of the machine says nothing
of a person and is told only as what the desk made the typist wait.

The lines (tests/bench/data/transcribing.json): doubtful ones of letters of tune voices in the strokes of the
tune part's writers, as the product read them.
"""

import json
import os
import tempfile
import time
from pathlib import Path

from desk import boot
from tests.accuracy.report import table
from tests.bench.typist import Work

LINES = Path(__file__).parent / "data" / "transcribing.json"
FINDS = (0.0, 0.5, 1.0)
"""Seconds to find one's place again on the page after a look away."""


def main() -> int:
    """Measures and prints."""
    with tempfile.TemporaryDirectory(prefix="berkas-bench-") as folder:
        os.environ["BERKAS_SECOND_FACTOR"] = ""
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        boot.configure(Path(folder).resolve())
        boot.prepare()
        # The desk's tables can be imported only now.
        from tests.bench.transcribing_desk import measured

        start = time.monotonic()
        ways, waited = measured(Path(folder).resolve(), json.loads(LINES.read_text(encoding="utf-8")))
        print(f"in {time.monotonic() - start:.0f} s; the desk let the typist wait {waited:.1f} s in all\n")
    print(table(HEAD, [_row(name, work) for name, work in ways.items()]))
    return 0


HEAD = (
    "20 doubtful lines", "keys", "words marked", "looks", "screens", "seconds, finding a place 0 s", "0.5 s",
    "1 s", "seconds a line (0.5)",
)  # fmt: skip


def _row(name: str, work: Work) -> list[str]:
    seconds = [work.seconds(find) for find in FINDS]
    return [
        name, str(work.keys), str(work.marked), str(work.looks), str(work.screens),
        *(f"{each:.0f}" for each in seconds), f"{seconds[1] / 20:.1f}",
    ]  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
