"""Behind a TLS proxy, in the clear beyond this machine, and bodies too large to be read."""

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from waitress import wasyncore

from desk import bodies
from desk.api import new_token
from flows.commands.desk import make_server
from flows.commands.serve import open_warning
from tests.desk import people

ASK = """
import sys
from pathlib import Path
from desk import boot
boot.configure(Path(sys.argv[1]))
boot.prepare()
from django.test import Client
answer = Client(SERVER_NAME="meja.contoh").get("/masuk/", secure=True)
print(answer.status_code, answer.headers.get("Strict-Transport-Security"))
for cookie in answer.cookies.values():
    print(cookie.key, bool(cookie["secure"]), cookie["path"], repr(cookie["domain"]))
"""


def test_behind_a_proxy_cookies_are_for_tls_alone(tmp_path: Path) -> None:
    environment = os.environ | {"BERKAS_TRUSTED_PROXY": "127.0.0.1", "BERKAS_HOSTS": "meja.contoh"}
    told = subprocess.run(
        [sys.executable, "-c", ASK, str(tmp_path)],
        env=environment, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert told == ["200 max-age=31536000", "__Host-csrf True / ''"]


@pytest.mark.parametrize(
    ("host", "proxy", "is_warned"),
    [("127.0.0.1", "", False), ("localhost", "", False), ("::1", "", False), ("0.0.0.0", "", True),
     ("10.1.2.3", "", True), ("::", "", True), ("0.0.0.0", "10.1.2.4", False)],
)  # fmt: skip
def test_plain_http_beyond_this_machine_is_warned_of(host: str, proxy: str, is_warned: bool) -> None:
    assert ("PERINGATAN" in open_warning(host, proxy)) is is_warned


@pytest.fixture
def port(data: Path) -> Iterator[int]:
    """A desk as `berkas desk` runs it."""
    server = make_server("127.0.0.1", 0, "")
    thread = threading.Thread(target=_run, args=(server,), daemon=True)
    thread.start()
    yield server.effective_port
    server.close()
    server.task_dispatcher.shutdown()
    wasyncore.close_all(server._map, ignore_all=True)
    thread.join(10)


def _run(server: object) -> None:
    try:
        server.run()  # type: ignore[attr-defined]
    except (OSError, ValueError, KeyError, RuntimeError):
        return


def status(port: int, path: str, size: int, headers: dict[str, str]) -> int:
    """What is answered when only the headers were sent."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("POST", path)
    connection.putheader("Content-Length", str(size))
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    code = connection.getresponse().status
    connection.close()
    return code


@pytest.mark.parametrize("path", ["/masuk/", "/terima/", "/api/v1/berkas", "/"])
def test_a_strangers_60_megabytes_are_not_read(port: int, path: str) -> None:
    assert status(port, path, 60 * 2**20, {}) == 413


MADE_UP = [
    {"Cookie": "sesi=x"},
    {"Cookie": f"sesi=x; {bodies.PROOF}=MQ:1wAAAA:abc"},
    {"Authorization": "Bearer x"},
    {"Authorization": "Bearer abc.0123456789abcdef"},
    {"Authorization": "Bearer \xe9.\xe9"},
]


@pytest.mark.parametrize("headers", MADE_UP)
@pytest.mark.parametrize("path", ["/terima/", "/api/v1/berkas"])
def test_nor_of_who_makes_up_a_session_or_a_token(port: int, path: str, headers: dict[str, str]) -> None:
    assert status(port, path, 60 * 2**20, headers) == 413


def test_who_is_logged_in_or_has_a_token_hands_papers_in(data: Path) -> None:
    browser = people.client("petugas")
    browser.get("/")
    logged_in = {"COOKIE": f"sesi=x; {bodies.PROOF}={browser.cookies[bodies.PROOF].value}"}
    token = {"AUTHORIZATION": f"Bearer {new_token('mesin', people.user('petugas', 'mesin'), ['kirim'])}"}
    assert bodies.most_bytes("/terima/", logged_in, 2**30) == 2**30
    assert bodies.most_bytes("/api/v1/berkas", token, 2**30) == 2**30
    assert bodies.most_bytes("/perkara/x/", logged_in, 2**30) == bodies.SMALL_BYTES
    assert bodies.most_bytes("/masuk/", {"COOKIE": "csrftoken=x"}, 2**30) == bodies.STRANGER_BYTES


@pytest.mark.parametrize(("hours", "is_good"), [(1.1, True), (12.1, False)])
def test_a_proof_of_a_login_is_renewed_in_time_and_ends(
    data: Path, monkeypatch: pytest.MonkeyPatch, hours: float, is_good: bool
) -> None:
    browser, now = people.client("petugas"), time.time()
    with monkeypatch.context() as earlier:
        earlier.setattr("django.core.signing.time", SimpleNamespace(time=lambda: now - hours * 3600))
        browser.get("/")
    first = browser.cookies[bodies.PROOF].value
    browser.get("/")
    second = browser.cookies[bodies.PROOF].value
    browser.get("/")
    assert browser.cookies[bodies.PROOF].value == second != first
    most = bodies.most_bytes("/", {"COOKIE": f"{bodies.PROOF}={first}"}, 2**30)
    assert most == (bodies.SMALL_BYTES if is_good else bodies.STRANGER_BYTES)


@pytest.mark.parametrize("name", bodies.FORWARDED)
def test_figures_are_not_told_through_a_proxy(port: int, name: str) -> None:
    """Through the real server: it takes such headers away where no proxy is trusted."""
    for headers, expected in (({}, 200), ({name: "10.0.0.7"}, 403)):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/metrics", headers=headers)
        assert connection.getresponse().status == expected
        connection.close()


def test_pictures_are_not_kept_by_browsers(data: Path) -> None:
    from tests.desk import factory

    case_id = factory.admit_case(data, 1)
    answer = people.client("pemeriksa").get(f"/perkara/{case_id}/gambar/0/2/kecil/")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
