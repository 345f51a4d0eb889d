"""`berkas intake`: the intake process by itself (a part of `berkas serve`)."""

import argparse
import threading
from pathlib import Path

from extractors.files.reading_children import ReadingChildren
from flows.compose import composer
from flows.desk_first import DeskFirst
from flows.ending import end_soon
from flows.locks import only_one
from flows.logs import log_to_stderr
from flows.resident import BUSY, make_intake, work_until_stopped
from models.paths import DataFolder
from models.settings import load_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(options: argparse.Namespace, data: Path) -> int:
    """Take in and read until SIGTERM or SIGINT."""
    log_to_stderr()
    settings, folder = load_settings(data), DataFolder(data)
    count, first = settings.worker_count, DeskFirst(folder, settings.worker_count)
    with only_one(folder.intake_lock, BUSY), ReadingChildren(count, settings.limits, first.slot) as children:
        threading.Thread(target=children.warm, name="pemanasan", daemon=True).start()
        work_until_stopped(make_intake(folder, settings, children, composer(data, children)))
    end_soon()
    return 0
