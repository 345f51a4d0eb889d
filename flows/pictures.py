"""Draws the pages whose pictures the desk misses (desk/pictures.py), by the reading children."""

import logging
import threading

from desk.intake import drawings
from flows.casework import Bench
from flows.store import digest_of
from models.errors import BerkasError

log = logging.getLogger("berkas.gambar")

IDLE_SECONDS = 0.5
"""Somebody waits for the picture; a look at an index of open requests costs a millisecond."""

LOST = "berkas aslinya hilang atau rusak; pulihkan dari cadangan."


def draw_until(stop: threading.Event, bench: Bench) -> None:
    """Draw whatever is asked for until told to stop; what fails for now is tried again after its lease."""
    while not stop.is_set():
        try:
            while not stop.is_set() and draw_next(bench):
                pass
        except (BerkasError, OSError) as error:
            log.warning("gambar halaman belum dapat dibuat (%s); dicoba lagi", type(error).__name__)
        stop.wait(IDLE_SECONDS)


def draw_next(bench: Bench) -> bool:
    """Draw one picture; False when none is asked for."""
    drawing = drawings.next_drawing(bench.owner)
    if drawing is None:
        return False
    original = bench.data.stored(drawing.sha256, drawing.extension)
    picture = bench.data.page_image(drawing.sha256, drawing.number)
    if not original.is_file() or digest_of(original) != drawing.sha256:
        error = LOST
    else:
        error = bench.reader.draw_page(original, drawing.number, drawing.rotation, picture)
    drawings.drawing_done(drawing, error)
    if error:
        log.warning("halaman %d dari %s tidak dapat digambar", drawing.number, drawing.sha256[:12])
    return True
