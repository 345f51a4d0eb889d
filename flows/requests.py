"""What the desk asks of the intake, taken up as rows of `permintaan` (it never calls flows)."""

import logging
from collections.abc import Callable
from pathlib import Path

from desk.intake import requests
from desk.intake.values import Request
from flows import preparing
from flows.casework import Bench
from flows.inbox import channel_named
from models.case import Channel
from models.errors import BerkasError, StorageError, UsageError
from models.paths import REASON_SUFFIX, DataFolder
from models.trouble import cause_of, trouble_of

MOST_TRIES = 20
"""Of a request that meets trouble, two minutes apart; then the desk is told that it could not be done."""

log = logging.getLogger("berkas.permintaan")


def answer_requests(bench: Bench, wake: Callable[[], None], api_url: str | None = None) -> bool:
    """Answer one waiting request; False when there is none. One that meets a full disk or the like stays
    and is taken again after its lease."""
    request = requests.take_request(bench.owner)
    if request is None:
        return False
    try:
        _answer(request, bench.data, api_url)
    except (BerkasError, OSError) as error:
        if trouble_of(error) is not None and request.attempt < MOST_TRIES:
            raise
        message = str(error) if isinstance(error, BerkasError) else cause_of(error)
        log.warning("permintaan %d (%s) gagal", request.id, request.kind)
        requests.finish_request(request.id, error=message)
    else:
        requests.finish_request(request.id)
        wake()
    return True


def _answer(request: Request, data: DataFolder, api_url: str | None) -> None:
    if request.kind == "siapkan_tahap" and request.case_id:
        preparing.prepare(request.case_id, request.payload["tahap"], api_url)
        return
    if request.kind != "coba_lagi":
        raise UsageError(f"Permintaan '{request.kind}' belum dilayani; lakukan di meja pemeriksaan.")
    try_again(data, request.payload["name"], channel_named(request.payload["channel"]) or Channel.LOKET)


def try_again(data: DataFolder, name: str, channel: Channel) -> Path:
    """Move a drop from gagal/ back into its channel's folder. StorageError when it is not there."""
    source = data.gagal / Path(name).name
    if not source.exists() and not source.is_symlink():
        raise StorageError("Berkas itu tidak ada lagi di folder gagal.")
    home = data.masuk / channel.value
    home.mkdir(parents=True, exist_ok=True)
    target = home / source.name
    if target.exists():
        raise StorageError("Berkas dengan nama itu sudah ada di folder masuk.")
    source.rename(target)
    source.with_name(source.name + REASON_SUFFIX).unlink(missing_ok=True)
    return target
