"""The steps of `flows.casework` as Prefect tasks, and the flow that lists them.

Sync only: an async flow would refuse Django's ORM. Parameters are ids alone (Prefect keeps them in
plain text); what a step leaves for the next stays in this process, in the `CaseRun` under its id.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowFilter, FlowRunFilter
from prefect.runtime import flow_run
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Crashed

from flows import casework
from flows.casework import CaseRun

FLOW_NAME = "baca-berkas"
PREPARE_NAME = "siapkan-tahap"
STALE_SECONDS = 60
"""An open run so old that is not in this process has lost its owner; looked for every 30 s."""

STALE_PAGE = 200
"""Runs looked at in one reconciling round (Prefect's own limit for one request)."""

_runs: dict[str, CaseRun] = {}
_active: dict[str, str] = {}
"""Case id -> id of its Prefect run, while it is alive in this process."""


def alive(name: str, run_id: str | None) -> None:
    """Notes that the run of that name is alive in this process, or (None) has ended."""
    if run_id is None:
        _active.pop(name, None)
    else:
        _active[name] = run_id


Step = Callable[[CaseRun], None]


def _step(name: str, step: Step) -> Any:
    """A Prefect task that does `step` for the case of that id."""

    def do(case_id: str) -> None:
        step(_runs[case_id])

    do.__name__ = name
    do.__doc__ = step.__doc__
    return task(name=name, task_run_name=name, persist_result=False, cache_policy=NO_CACHE)(do)


claim = _step("claim", casework.claim)
read = _step("read", casework.read)
check = _step("check", casework.check)
hand_to_review = _step("review", casework.hand_to_review)


@flow(name=FLOW_NAME, flow_run_name="{case_id}", persist_result=False, validate_parameters=False)
def read_case(case_id: str) -> None:
    """The order of a case's reading."""
    _active[case_id] = str(flow_run.id)
    claim(case_id)
    read(case_id)
    check(case_id)
    hand_to_review(case_id)


def run_visibly(run: CaseRun) -> None:
    """The steps as one Prefect run. Whatever a step raises is raised here too."""
    case_id = run.work.case_id
    _runs[case_id] = run
    try:
        # The environment can't say None, and a heartbeat costs a second of every run.
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            read_case(case_id)
    finally:
        _runs.pop(case_id, None)
        _active.pop(case_id, None)


def run_plainly(run: CaseRun) -> None:
    """The same steps without Prefect: a case is read even when its server is down."""
    for step in (casework.claim, casework.read, casework.check, casework.hand_to_review):
        step(run)


def close_stale_runs(now: datetime) -> int:
    """Mark open runs of this flow without a living owner as Crashed; returns how many.

    One intake owns a data folder (lock file), so every open run that is not ours and not new is dead.
    """
    open_runs = FlowRunFilter.model_validate({"state": {"type": {"any_": ["RUNNING", "PENDING"]}}})
    ours = FlowFilter.model_validate({"name": {"any_": [FLOW_NAME, PREPARE_NAME]}})
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(flow_filter=ours, flow_run_filter=open_runs, limit=STALE_PAGE)
        alive = set(_active.values())
        stale = [run for run in runs if str(run.id) not in alive and _is_old(run.created, now)]
        for run in stale:
            client.set_flow_run_state(run.id, Crashed(message="Proses pembaca berhenti."), force=True)
    return len(stale)


def _is_old(created: datetime | None, now: datetime) -> bool:
    """A run younger than this may be ours, just being created."""
    return created is not None and now - created > timedelta(seconds=STALE_SECONDS)
