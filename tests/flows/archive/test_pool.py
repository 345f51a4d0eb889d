"""What becomes of a batch at Prefect: completed, failed, vanished, silent, or left by an earlier command."""

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from prefect.client.schemas.objects import StateType

from flows.archive.heartbeat import HEARTBEATS, Watcher
from flows.archive.plan import SourceFile, save_batch
from flows.archive.pool import MOST_TRIES, Handed, Pool, look
from flows.archive.storage import FolderStorage
from models.errors import BerkasError

FILE = SourceFile("a" * 24, "a.pdf", 1, "1", "a" * 64)


@dataclass
class Server:
    """Prefect's part as far as the pool speaks with it."""

    runs: list[Any] = field(default_factory=list)
    closed: list[UUID] = field(default_factory=list)

    def create_flow_run_from_deployment(self, _deployment: UUID, *, parameters: dict[str, str]) -> Any:
        run = SimpleNamespace(id=uuid4(), state_type=StateType.SCHEDULED, parameters=parameters)
        self.runs.append(run)
        return run

    def read_flow_runs(self, **_filters: Any) -> list[Any]:
        return self.runs

    def set_flow_run_state(self, run: UUID, _state: Any, *, force: bool) -> None:
        assert force
        self.closed.append(run)


def handed_out(folder: Path) -> tuple[Server, Pool, Handed, Watcher]:
    server, target = Server(), FolderStorage(folder)
    pool = Pool(server, uuid4(), target)  # type: ignore[arg-type]
    return server, pool, pool.hand_out([FILE]), Watcher(target, dead_seconds=0.0, start_seconds=0.0)


@pytest.mark.parametrize("state", [StateType.SCHEDULED, StateType.PENDING, StateType.RUNNING])
def test_a_run_that_waits_or_works_is_left_alone(tmp_path: Path, state: StateType) -> None:
    server, pool, batch, watcher = handed_out(tmp_path)
    server.runs[0].state_type = state
    assert look(pool, [batch], watcher) == ([batch], [])
    assert len(server.runs) == 1


def test_a_completed_run_is_done(tmp_path: Path) -> None:
    server, pool, batch, watcher = handed_out(tmp_path)
    server.runs[0].state_type = StateType.COMPLETED
    assert look(pool, [batch], watcher) == ([], [batch])


@pytest.mark.parametrize("state", [StateType.FAILED, StateType.CRASHED, StateType.CANCELLED, None])
def test_a_run_that_ended_otherwise_or_vanished_is_replaced(tmp_path: Path, state: StateType | None) -> None:
    server, pool, batch, watcher = handed_out(tmp_path)
    if state is None:
        server.runs.clear()
    else:
        server.runs[0].state_type = state
    before = batch.run
    assert look(pool, [batch], watcher) == ([batch], [])
    assert batch.run != before
    assert server.runs[-1].parameters == {"target": str(tmp_path), "batch": batch.batch}


def test_a_silent_run_is_closed_and_replaced_and_its_successor_may_wait(tmp_path: Path) -> None:
    server, pool, batch, watcher = handed_out(tmp_path)
    server.runs[0].state_type = StateType.RUNNING
    first = batch.run
    watcher.target.write(f"{HEARTBEATS}/{batch.batch}", f"{first} 1".encode())
    look(pool, [batch], watcher)
    assert batch.run == first
    look(pool, [batch], watcher)
    assert server.closed == [first]
    second = batch.run
    for _ in range(3):
        look(pool, [batch], watcher)
    assert batch.run == second


def test_a_batch_that_fails_again_and_again_ends_the_job(tmp_path: Path) -> None:
    server, pool, batch, watcher = handed_out(tmp_path)
    with pytest.raises(BerkasError, match=batch.batch):
        for _ in range(MOST_TRIES + 1):
            server.runs[-1].state_type = StateType.FAILED
            look(pool, [batch], watcher)
    assert len(server.runs) == MOST_TRIES


def test_batches_of_an_interrupted_command_are_taken_over(tmp_path: Path) -> None:
    _server, pool, batch, _watcher = handed_out(tmp_path)
    other = {"target": "s3://arsip/lain", "batch": save_batch(FolderStorage(tmp_path), [FILE])}
    pool._client.create_flow_run_from_deployment(uuid4(), parameters=other)
    assert pool.adopt() == [batch]
