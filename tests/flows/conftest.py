"""A data folder that was served once, made once a process for the tests that copy it."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.processes import environment

SERVE = """
import sys
from pathlib import Path
from flows.cli import configure_desk
from flows.privacy import make_private
from flows.receive import prepare_folders
from models.paths import DataFolder
make_private()
data = Path(sys.argv[1])
configure_desk(data)
from desk import boot
prepare_folders(DataFolder(data))
boot.prepare()
"""


@pytest.fixture(scope="session")
def served_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its tables and folders are made, nobody was there: to be read, or copied with `copytree`."""
    data = tmp_path_factory.mktemp("dijalankan") / "data"
    subprocess.run([sys.executable, "-c", SERVE, str(data)], check=True, env=environment())
    return data
