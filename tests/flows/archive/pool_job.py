"""`python -m tests.flows.archive.pool_job SOURCE TARGET POOL DEAD_SECONDS`: `archive --pool`, stub OCR."""

import sys
from pathlib import Path

from flows.archive.pool import run_in_pool
from flows.archive.work import Options
from flows.logs import log_to_stderr
from tests.flows.archive.stub_flow import run_stub

if __name__ == "__main__":
    log_to_stderr()
    source, target, pool, dead_seconds = sys.argv[1:5]
    run_in_pool(
        Options(source, target, Path(source).parent, has_pdf="--no-pdf" not in sys.argv),
        pool,
        float(dead_seconds),
        run_stub,
    )
