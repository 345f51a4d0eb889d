"""Behind a TLS proxy, in the clear beyond this machine, and bodies too large to be read."""

import http.client
import os
import re
import socket
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


HIDDEN = b"GET /sehat/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
"""What an attacker wants taken for a request of its own (the next person's), not for the body of his."""


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Content-Length: 0\r\nContent-Length: 46\r\n\r\n",
        b"Content-Length: 0, 46\r\n\r\n",
        b"Content-Length: +0\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding:\x0bchunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        b"X: a\rContent-Length: 5\r\n\r\n",
        b"X: a\nContent-Length: 5\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n1;a\nb\r\nX\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n0_0\r\n\r\n",
    ],
)
def test_a_request_whose_end_is_in_doubt_is_refused_and_the_connection_ends(
    port: int, framing: bytes
) -> None:
    """ASVS 4.2.1: nothing after it is answered, so a proxy that sees another end than we lets nothing in."""
    answers = spoken(port, b"POST /masuk/ HTTP/1.1\r\nHost: 127.0.0.1\r\n" + framing + HIDDEN)
    assert answers in ([400], [501])


def test_an_older_protocol_knows_no_chunks(port: int) -> None:
    head = (
        b"POST /masuk/ HTTP/1.0\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"
    )
    assert spoken(port, head + b"0\r\n\r\n" + HIDDEN) == [400]


def test_what_follows_a_whole_request_is_the_next_one(port: int) -> None:
    """The control: so a hidden request would be seen."""
    assert spoken(port, HIDDEN + HIDDEN.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")) == [200, 200]


def spoken(port: int, sent: bytes) -> list[int]:
    """The statuses of all answers until the other side ends the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(sent)
        heard = b""
        while more := connection.recv(65536):
            heard += more
    return [int(found) for found in re.findall(rb"HTTP/1\.[01] (\d{3}) ", heard)]


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "PROPFIND"])
def test_methods_that_nothing_here_knows_are_refused(port: int, method: str) -> None:
    """ASVS 13.4.4: above all no TRACE, which says a request's headers back."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, "/masuk/", headers={"X-Rahasia": "jangan diulang"})
    answer = connection.getresponse()
    assert answer.status == 405
    assert b"jangan diulang" not in answer.read()
