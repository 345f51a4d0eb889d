"""`python -m tests.security.guessing [--tries 1000]`: guesses at passwords, with the real password digest.

Guesses go round known and unknown names in several spellings, from few addresses; then as many at one name
from ever new addresses. Told: at which try each name is first turned away, whether a known and an unknown
name answer alike and equally fast, what the audit log says, and whether the owner gets in from a known
browser.
"""

import argparse
import os
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desk import boot

NAMES = {"rina": True, "tiada": False, "budi": True, "entah": False}
"""Name -> whether there is such a user."""
FULL_WIDTH = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz", "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
)
FORM_TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")
"""New on every page."""
BY_TRY = 10
"""Goal: turned away by then."""
SAME_TIME = 0.15
"""Largest share by which the medians of known and unknown names may differ."""
TIMED = 5


def main(tries: int) -> int:
    """All of it; 1 when a goal is missed."""
    with _desk():
        from desk.models import AuditEntry
        from tests.desk import people

        for name in (name for name, is_there in NAMES.items() if is_there):
            people.user("pemeriksa", name)
        owner = _stranger()
        assert _guess(owner, "rina", "10.9.9.9", people.PASSWORD).status_code == 302
        times, bodies = _timed()
        first = _round(tries // 2)
        far = [
            _guess(_stranger(), "budi", f"10.{n // 250}.7.{n % 250}").status_code for n in range(tries // 2)
        ]
        first["budi, ever new addresses"] = far.index(429) + 1 if 429 in far else 0
        is_in = _guess(owner, "rina", "10.9.9.9", people.PASSWORD).status_code == 302
        logged = AuditEntry.objects.filter(action="masuk_gagal").count()
    known, unknown = (statistics.median(times[there]) for there in (True, False))
    gap = abs(known - unknown) / max(known, unknown)
    print(f"tries {tries}; first turned away at try: {first}")
    print(f"median answer: known name {known:.2f} s, unknown name {unknown:.2f} s, apart by {gap:.0%}")
    print(f"answers alike: {len(bodies) == 1}; failures in the audit log: {logged}; owner gets in: {is_in}")
    is_well = all(0 < at <= BY_TRY for at in first.values()) and gap < SAME_TIME and len(bodies) == 1
    return 0 if is_well and is_in and logged else 1


@contextmanager
def _desk() -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="berkas-uji-") as folder:
        os.environ["BERKAS_SECOND_FACTOR"] = ""
        boot.configure(Path(folder))
        boot.prepare()
        yield


def _stranger() -> Any:
    """A browser from which nobody has logged in yet."""
    from django.test import Client

    return Client(SERVER_NAME="localhost")


def _guess(browser: Any, name: str, address: str, password: str = "tebakan-1") -> Any:
    return browser.post("/masuk/", {"username": name, "password": password}, REMOTE_ADDR=address)


def _timed() -> tuple[dict[bool, list[float]], set[str]]:
    """Seconds of first guesses at names there and not there, in turn; and the different answers."""
    from desk.models import FailedLogins

    times: dict[bool, list[float]] = {True: [], False: []}
    bodies = set()
    for number in range(TIMED):
        for name, is_there in NAMES.items():
            began = time.perf_counter()
            answer = _guess(_stranger(), name, f"10.3.{number}.1")
            times[is_there].append(time.perf_counter() - began)
            bodies.add(FORM_TOKEN.sub("", answer.content.decode().replace(name, "NAMA")))
    FailedLogins.objects.all().delete()
    return times, bodies


def _round(tries: int) -> dict[str, int]:
    """Name -> number of its try that was turned away first; 0 = never."""
    first = dict.fromkeys(NAMES, 0)
    done = dict.fromkeys(NAMES, 0)
    for number in range(tries):
        name = list(NAMES)[number % len(NAMES)]
        spelling = (name, name.upper(), name.translate(FULL_WIDTH), f" {name} ")[number // len(NAMES) % 4]
        done[name] += 1
        status = _guess(_stranger(), spelling, f"10.5.0.{number % len(NAMES)}").status_code
        if status == 429 and not first[name]:
            first[name] = done[name]
    return first


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=1000)
    raise SystemExit(main(parser.parse_args().tries))
