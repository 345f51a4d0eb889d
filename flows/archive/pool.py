"""The same job on many hosts: batches as runs of a Prefect deployment in a work pool.

The queue is Prefect's (a work pool, its workers, PostgreSQL behind its server). Here batches are made,
handed to the pool, watched and, when a worker died, handed out again. A host needs the program, the
storage and Prefect's address; nothing else is shared.
"""

import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import State
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectAlreadyExists
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType

from flows.archive.batch import run_batch
from flows.archive.plan import SourceFile, batches, done_ids, save_batch, save_plan
from flows.archive.progress import Progress
from flows.archive.pulse import DEAD_SECONDS, Watcher
from flows.archive.runner import JobSettings, save_settings
from flows.archive.storage import Storage, open_storage
from flows.archive.work import Options, Tally, finish, prepare
from models.errors import BerkasError

log = logging.getLogger("berkas.arsip")

DEPLOYMENT = "arsip"
LOOK_SECONDS = 3.0
MOST_TRIES = 5
"""A batch that lost its worker so often has a file that kills workers; the job says so and ends."""


@dataclass
class Handed:
    """A batch given to the pool."""

    batch: str
    files: frozenset[str]
    run: UUID
    tries: int = 1


class Pool:
    """Hands batches to a work pool and watches them."""

    def __init__(self, client: SyncPrefectClient, deployment: UUID, target: Storage) -> None:
        self._client = client
        self._deployment = deployment
        self._target = target

    def hand_out(self, files: Sequence[SourceFile]) -> Handed:
        """A batch as a new run."""
        batch = save_batch(self._target, files)
        return Handed(batch, frozenset(file.id for file in files), self._run(batch))

    def _run(self, batch: str) -> UUID:
        parameters = {"target": self._target.url, "batch": batch}
        return self._client.create_flow_run_from_deployment(self._deployment, parameters=parameters).id

    def hand_out_again(self, handed: Handed, *, is_dead: bool) -> None:
        """The batch as another run when its run ended without all results or its worker is dead."""
        state = self._client.read_flow_run(handed.run).state
        is_final = state is not None and state.is_final()
        if not is_final and not is_dead:
            return
        if handed.tries >= MOST_TRIES:
            raise BerkasError(
                f"Kelompok {handed.batch} gagal {MOST_TRIES} kali; lihat catatan pekerja Prefect."
            )
        if not is_final:
            lost: State[None] = Crashed(message="Pekerja tidak memberi tanda hidup.")
            self._client.set_flow_run_state(handed.run, lost, force=True)
        log.warning("kelompok %s diserahkan lagi (percobaan %d)", handed.batch, handed.tries + 1)
        handed.run = self._run(handed.batch)
        handed.tries += 1


def deploy(client: SyncPrefectClient, pool: str) -> UUID:
    """The pool (made when it is not there) and the deployment of `run_batch` in it."""
    with suppress(ObjectAlreadyExists):
        client.create_work_pool(WorkPoolCreate(name=pool, type="process"))
    made = run_batch.to_deployment(
        DEPLOYMENT, work_pool_name=pool, entrypoint_type=EntrypointType.MODULE_PATH
    )
    if not isinstance(made, RunnerDeployment):
        raise BerkasError("Prefect tidak membuat deployment.")
    applied = made.apply()
    if not isinstance(applied, UUID):
        raise BerkasError("Prefect tidak mendaftarkan deployment.")
    return applied


def run_in_pool(options: Options, pool: str, dead_seconds: float = DEAD_SECONDS) -> bool:
    """Plan, hand out, watch until every file has its result, index and report."""
    target, plan, todo = prepare(options)
    kept = JobSettings(open_storage(options.source).url, options.has_pdf, options.year)
    save_plan(target, plan, kept.source)
    save_settings(target.url, kept)
    if todo:
        with get_client(sync_client=True) as client:
            hands = Pool(client, deploy(client, pool), target)
            open_batches = [hands.hand_out(files) for files in batches(todo)]
            watch(hands, open_batches, target, Watcher(target, dead_seconds))
    finish(options, target, plan)
    return True


def watch(hands: Pool, handed: list[Handed], target: Storage, watcher: Watcher) -> None:
    """Until all batches have all their results; the dead ones are handed out again."""
    progress = Progress(target)
    tally = Tally(sum(len(batch.files) for batch in handed))
    wanted = frozenset().union(*(batch.files for batch in handed))
    waiting = handed
    while waiting:
        done = done_ids(target) & wanted
        tally.done = len(done)
        progress.show(tally.state())
        waiting = [batch for batch in waiting if not batch.files <= done]
        for batch in waiting:
            hands.hand_out_again(batch, is_dead=watcher.is_dead(batch.batch, time.monotonic()))
        time.sleep(LOOK_SECONDS if waiting else 0)
    progress.show(tally.state(is_running=False), is_last=True)
