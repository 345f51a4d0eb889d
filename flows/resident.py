"""Puts the intake of a data folder together and runs it until a signal."""

import os
import signal
import socket
from datetime import UTC, datetime

from desk import door
from flows.casework import Bench, Compose, Reader
from flows.gate import Gate
from flows.inbox import Patience
from flows.intake import Intake
from flows.ledger import DeskLedger
from flows.receive import Inbox, prepare_folders
from flows.refusals import Refusals
from models.paths import DataFolder
from models.settings import Settings

BUSY = "Folder data ini sudah dilayani proses penerima lain; hentikan dahulu yang lama."


def make_intake(data: DataFolder, settings: Settings, reader: Reader, compose: Compose) -> Intake:
    """The intake of a data folder, its folders made."""
    prepare_folders(data)
    ledger = DeskLedger()
    patience = Patience(settings.stable_seconds, settings.folder_stable_seconds, settings.undecodable_seconds)
    gate = Gate(data, settings.disk_reserve_bytes, door.probe)
    inbox = Inbox(data, patience, ledger, gate, sweep_seconds=settings.sweep_seconds)
    owner = f"{socket.gethostname()}-{os.getpid()}-{datetime.now(UTC):%H%M%S}"
    refusals = Refusals(data.gagal, ledger.record_failure)
    bench = Bench(
        data,
        owner,
        settings.lease_seconds,
        reader,
        compose,
        refusals,
        case_seconds=settings.case_minutes * 60,
    )
    return Intake(bench, inbox, gate, settings.worker_count, os.environ.get("PREFECT_API_URL"))


def work_until_stopped(intake: Intake) -> None:
    """Run until SIGTERM or SIGINT."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: intake.stop.set())
    intake.run()
