"""The desk on PostgreSQL: its own tests, run again in a process of their own with BERKAS_DATABASE_URL set."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import own_postgres

SUITES = ("test_intake_door", "test_leases", "test_audit", "test_bulk", "test_at_once")
"""Admit, take, leases, save, requests, the audit log's triggers and chain, two at once: where they differ.

Left out: tampered, cut and rolled-back logs and cases changed by SQL, whose attacker speaks SQLite; what
finds them is the same code on both."""
SINGLE = (
    "test_personal_data.py::test_what_figures_and_registers_need_stays",
    "test_personal_data.py::test_an_edit_of_an_entry_is_still_found_afterwards",
    "test_personal_data.py::test_scans_may_go_before_the_case",
    "test_transcribing.py::test_a_typed_line_is_never_changed",
    "test_transcribing.py::test_erasing_a_case_erases_its_typed_lines",
)
"""Erasures pass triggers that each database has in its own words."""
ON_BOTH = "not tampered and not by_sql and not cut_log and not rollback and not turns_the_state"


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(600)
def test_the_desk_s_own_tests_hold_on_postgresql() -> None:
    folder = Path(__file__).parent
    with own_postgres(in_memory=True) as server:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", ON_BOTH,
             *(str(folder / f"{name}.py") for name in SUITES), *(str(folder / name) for name in SINGLE)],
            env={**os.environ, "BERKAS_DATABASE_URL": server.create("berkas")},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    print(done.stdout[-4000:])
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed and int(passed.group(1)) >= 15
    assert not re.search(r"\d+ skipped", done.stdout)
