"""The short flow after an approval or a move: what the new stage needs is prepared before anybody opens it.

Its parameters are ids. It needs no server: without Prefect the same steps run plainly.
"""

import logging

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from desk.intake import stages
from flows import tasks
from flows.prefect_watch import server_answers

log = logging.getLogger("berkas.siapkan")

draft_papers = task(name="papers", persist_result=False, cache_policy=NO_CACHE)(stages.draft_papers)
check_dates = task(name="dates", persist_result=False, cache_policy=NO_CACHE)(stages.check_dates)


@flow(
    name=tasks.PREPARE_NAME,
    flow_run_name="{case_id} {stage}",
    persist_result=False,
    validate_parameters=False,
)
def prepare_stage(case_id: str, stage: str) -> None:
    """The order of the preparation."""
    tasks.alive(f"{case_id} {stage}", str(flow_run.id))
    draft_papers(case_id, stage)
    check_dates(case_id, stage)


def prepare(case_id: str, stage: str, api_url: str | None) -> None:
    """As a Prefect run when its server answers, else the same steps without it."""
    if api_url is None or not server_answers(api_url):
        stages.draft_papers(case_id, stage)
        stages.check_dates(case_id, stage)
        return
    try:
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            prepare_stage(case_id, stage)
    finally:
        tasks.alive(f"{case_id} {stage}", None)
