"""Prefect's API: nobody without the password, no other name, no other site, no port shared by two systems."""

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from flows.ports import HOST, held_port
from flows.prefect_env import (
    api_url,
    credentials,
    environment,
    new_password,
    prepare_home,
    server_command,
    without_prefect,
)
from flows.supervisor import Part
from models.paths import DataFolder
from models.settings import Settings
from tests.flows.processes import wait_until

START_SECONDS = 120.0
FOREIGN = "https://jahat.example"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    folder = DataFolder(tmp_path_factory.mktemp("kantor"))
    prepare_home(folder)
    new_password(folder)
    return folder


@pytest.fixture(scope="module")
def url(data: DataFolder) -> Iterator[str]:
    """The API of a server that runs as `berkas serve` runs it."""
    with held_port(0) as held:
        port, handle = held.getsockname()[1], held.fileno()
        part = Part(
            "prefect", server_command(handle), environment(data, Settings(), port), data.log, [handle]
        )
        part.start()
        try:
            wait_until(lambda: _answers(api_url(port)), START_SECONDS, "Prefect's server")
            yield api_url(port)
        finally:
            part.signal_group(15)
            part.wait(0.0)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health", timeout=1.0, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def _auth(data: DataFolder) -> tuple[str, str]:
    user, _, password = credentials(data)["PREFECT_API_AUTH_STRING"].partition(":")
    return user, password


@pytest.mark.slow
@pytest.mark.timeout(200)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/flow_runs/filter"), ("GET", "/admin/settings"), ("POST", "/admin/database/clear"),
     ("GET", "/collections/views/aggregate-worker-metadata"), ("POST", "/variables/"), ("GET", "/health/x")],
)  # fmt: skip
def test_nobody_asks_without_the_password(url: str, data: DataFolder, method: str, path: str) -> None:
    assert httpx.request(method, url + path, json={}).status_code == 401
    user, _ = _auth(data)
    assert httpx.request(method, url + path, json={}, auth=(user, "tebakan")).status_code == 401


@pytest.mark.slow
def test_who_has_it_may_ask(url: str, data: DataFolder) -> None:
    done = httpx.post(f"{url}/flow_runs/filter", json={}, auth=_auth(data))
    assert (done.status_code, done.json()) == (200, [])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["jahat.example", "berkas.lan:4200", "127.0.0.1.jahat.example"])
def test_another_host_name_is_refused(url: str, data: DataFolder, name: str) -> None:
    for path in (f"{url}/health", f"{url}/version", url.removesuffix("/api")):
        assert httpx.get(path, headers={"Host": name}, auth=_auth(data)).status_code == 400


@pytest.mark.slow
def test_another_sites_page_reads_nothing(url: str, data: DataFolder) -> None:
    asked = httpx.get(f"{url}/version", headers={"Origin": FOREIGN}, auth=_auth(data))
    assert "access-control-allow-origin" not in asked.headers
    before = {"Origin": FOREIGN, "Access-Control-Request-Method": "POST"}
    assert httpx.options(f"{url}/flow_runs/filter", headers=before).status_code == 400


@pytest.mark.slow
def test_the_password_is_on_no_command_line(url: str, data: DataFolder) -> None:
    lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert any(b"flows.prefect_server" in line for line in lines)
    assert not [line for line in lines if _auth(data)[1].encode() in line]


def test_its_file_is_closed_and_new_at_each_start(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    assert credentials(data) == {}
    new_password(data)
    first = credentials(data)
    new_password(data)
    assert first["PREFECT_API_AUTH_STRING"] != credentials(data)["PREFECT_API_AUTH_STRING"]
    assert len(_auth(data)[1]) >= 32
    assert stat.S_IMODE(data.prefect_password.stat().st_mode) == 0o600


def test_the_desk_knows_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", "x")
    assert not [name for name in without_prefect() if name.startswith("PREFECT")]


def test_two_systems_never_share_a_port() -> None:
    """Also at the same moment, and also while the first one's server is between two starts."""
    held = [held_port(wanted) for wanted in (0,)]
    port = held[0].getsockname()[1]
    try:
        held += [held_port(port) for _ in range(20)]
        assert len({one.getsockname()[1] for one in held}) == len(held)
        script = f"from flows.ports import held_port; print(held_port({port}).getsockname()[1])"
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert int(done.stdout) != port
        assert {one.getsockname()[0] for one in held} == {HOST}
    finally:
        for one in held:
            one.close()


def test_the_sample_units_carry_no_password() -> None:
    folder = Path(__file__).parents[2] / "docs" / "systemd"
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert "AUTH_STRING=" not in text
    assert "SANDI-INI" not in text
    assert "://prefect:" not in text
