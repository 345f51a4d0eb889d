"""The same job on many hosts: batches as runs of a Prefect deployment in a work pool.

The queue is Prefect's (a work pool of type process, its workers, PostgreSQL behind its server). Here the
batches are made, handed to the pool a window at a time, watched, and handed out again when a worker died.
A host needs the program, the storage and Prefect's address; nothing else is shared. Results lie in TARGET
under the digest of their source file, so a batch done twice at once gives one result.
"""

import logging
import shlex
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from prefect import Flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.filters import DeploymentFilter, FlowRunFilter
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectAlreadyExists
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType

from flows.archive.batch import run_batch
from flows.archive.heartbeat import Watcher
from flows.archive.plan import RESULTS, SourceFile, batches, load_batch, pending, save_batch, save_plan
from flows.archive.progress import Progress
from flows.archive.record import from_json
from flows.archive.runner import JobSettings, save_settings
from flows.archive.storage import Storage, open_storage
from flows.archive.work import Options, Tally, catch_up, finish, prepare, tally_of
from models.errors import BerkasError

log = logging.getLogger("berkas.arsip")

Work = Flow[..., None]

DEPLOYMENT = "arsip"

COMMAND = shlex.join([sys.executable, "-m", "prefect.engine"])
"""What a worker starts for a run. Left to itself it starts another process before, which loads Prefect only
to find that there is no code to fetch: 2 s of CPU a batch. So the program lies at one place on all hosts."""

SYNC: dict[str, Any] = {"_sync": True}
"""Prefect's calls that can be awaited give their result at once, whatever loop runs in this thread."""

LOOK_SECONDS = 2.0
WINDOW = 200
"""Batches at Prefect at a time: one page of its answers, and ten waiting for each of 20 hosts. Its
database stays small whatever the job's size, and a look at all of them is one request."""

AT_ONCE = 20
"""Batches handed out between two looks: a busy server takes up to a second for each, and the progress
stands still meanwhile."""

MOST_TRIES = 5
"""A batch that lost its worker so often has a file that kills workers; the job says so and ends."""

OPEN = ("SCHEDULED", "PENDING", "RUNNING", "PAUSED", "CANCELLING")
TAKEN = (StateType.PENDING, StateType.RUNNING)
"""A worker has it, so it must give a sign of life."""


@dataclass
class Handed:
    """A batch given to the pool as the run `run`."""

    batch: str
    files: tuple[SourceFile, ...]
    run: UUID
    tries: int = 1


class Pool:
    """Hands batches to a deployment in a work pool and looks after their runs."""

    def __init__(self, client: SyncPrefectClient, deployment: UUID, target: Storage) -> None:
        self._client = client
        self._deployment = deployment
        self._target = target

    def adopt(self) -> list[Handed]:
        """Batches of this archive that an earlier, interrupted command handed out and that still run."""
        is_open = FlowRunFilter.model_validate({"state": {"type": {"any_": OPEN}}})
        ours = DeploymentFilter.model_validate({"id": {"any_": [self._deployment]}})
        runs = self._client.read_flow_runs(flow_run_filter=is_open, deployment_filter=ours, limit=WINDOW)
        return [
            Handed(run.parameters["batch"], load_batch(self._target, run.parameters["batch"]), run.id)
            for run in runs
            if run.parameters.get("target") == self._target.url
        ]

    def hand_out(self, files: Sequence[SourceFile]) -> Handed:
        """A batch as a new run."""
        batch = save_batch(self._target, files)
        return Handed(batch, tuple(files), self._run(batch))

    def _run(self, batch: str) -> UUID:
        parameters = {"target": self._target.url, "batch": batch}
        return self._client.create_flow_run_from_deployment(self._deployment, parameters=parameters).id

    def states(self, handed: Iterable[Handed]) -> dict[UUID, StateType | None]:
        """The state of each batch's run; a run that Prefect no longer knows is not in it."""
        ids = [batch.run for batch in handed]
        wanted = FlowRunFilter.model_validate({"id": {"any_": ids}})
        runs: list[FlowRun] = self._client.read_flow_runs(flow_run_filter=wanted, limit=WINDOW)
        return {run.id: run.state_type for run in runs}

    def hand_out_again(self, handed: Handed, *, is_open: bool) -> None:
        """The batch as another run; the lost one is closed."""
        if handed.tries >= MOST_TRIES:
            raise BerkasError(
                f"Kelompok {handed.batch} gagal {MOST_TRIES} kali; lihat catatan pekerja Prefect."
            )
        if is_open:
            lost: State[None] = Crashed(message="Pekerja tidak memberi tanda hidup.")
            self._client.set_flow_run_state(handed.run, lost, force=True)
        log.warning("kelompok %s diserahkan lagi (percobaan %d)", handed.batch, handed.tries + 1)
        handed.run = self._run(handed.batch)
        handed.tries += 1


def deploy(client: SyncPrefectClient, pool: str, work: Work = run_batch) -> UUID:
    """The pool (made when it is not there) and the deployment of `work` in it."""
    with suppress(ObjectAlreadyExists):
        client.create_work_pool(WorkPoolCreate(name=pool, type="process"))
    made = work.to_deployment(
        DEPLOYMENT,
        work_pool_name=pool,
        job_variables={"command": COMMAND},
        entrypoint_type=EntrypointType.MODULE_PATH,
        **SYNC,
    )
    if not isinstance(made, RunnerDeployment):
        raise BerkasError("Prefect tidak membuat deployment.")
    applied = made.apply(**SYNC)
    if not isinstance(applied, UUID):
        raise BerkasError("Prefect tidak mendaftarkan deployment.")
    return applied


def run_in_pool(options: Options, pool: str, dead_seconds: float, work: Work = run_batch) -> bool:
    """Plan, hand out, watch until every file has its result, index and report."""
    target, plan, todo = prepare(options)
    kept = JobSettings(
        open_storage(options.source).url, options.has_pdf, options.year, dead_seconds, options.sample
    )
    save_plan(target, plan, kept.source)
    save_settings(target.url, kept)
    with get_client(sync_client=True) as client:
        hands = Pool(client, deploy(client, pool, work), target) if todo else None
        while hands and todo:
            watch(hands, todo, target, Watcher(target, dead_seconds), options.sample)
            # One listing at the end instead of one a look: normally nothing is left.
            todo = pending(plan, target)
    finish(options, target, plan)
    return True


def watch(
    hands: Pool,
    todo: Sequence[SourceFile],
    target: Storage,
    watcher: Watcher,
    sample: float,
) -> None:
    """Until every batch's run has completed; lost ones are handed out again."""
    progress = Progress(target)
    in_hand = hands.adopt()
    handed = {file.id: file for batch in in_hand for file in batch.files}
    tally = tally_of((handed | {file.id: file for file in todo}).values())
    waiting = _not_in(in_hand, todo)
    while True:
        free = max(0, min(AT_ONCE, WINDOW - len(in_hand)))
        in_hand += [hands.hand_out(files) for files in islice(waiting, free)]
        if not in_hand:
            break
        progress.show(tally.state())
        time.sleep(LOOK_SECONDS)
        in_hand, done = look(hands, in_hand, watcher)
        for batch in done:
            count(tally, batch, target)
        if done:
            catch_up(target, sample)
    progress.show(tally.state(is_running=False), is_last=True)


def count(tally: Tally, batch: Handed, target: Storage) -> None:
    """Add what a completed batch brought to the progress."""
    for file in batch.files:
        result = from_json(target.read(f"{RESULTS}/{file.id}.json"))
        tally.pages += result.pages
        tally.file(result, file.size)


def _not_in(in_hand: Sequence[Handed], todo: Sequence[SourceFile]) -> Iterator[tuple[SourceFile, ...]]:
    taken = {file.id for batch in in_hand for file in batch.files}
    return iter(batches(file for file in todo if file.id not in taken))


def look(hands: Pool, in_hand: Sequence[Handed], watcher: Watcher) -> tuple[list[Handed], list[Handed]]:
    """One look at all runs: (still in hand, completed). A run that failed, vanished or fell silent is
    replaced by another of the same batch."""
    states = hands.states(in_hand)
    still: list[Handed] = []
    done: list[Handed] = []
    for batch in in_hand:
        state = states.get(batch.run)
        if state == StateType.COMPLETED:
            done.append(batch)
            continue
        still.append(batch)
        is_silent = state in TAKEN and watcher.is_dead(batch.batch, str(batch.run), time.monotonic())
        if state is None or state.value not in OPEN or is_silent:
            hands.hand_out_again(batch, is_open=is_silent)
    return still, done
