"""Data of every earlier state of the database come through: a small data folder made at each migration.

No version has been released yet, so each migration of the desk stands for one.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.flows.processes import environment
from tests.postgres import Postgres, own_postgres

MIGRATIONS = sorted(path.stem for path in Path("desk/migrations").glob("0*.py"))
FILL = """
import sys
from pathlib import Path
from desk import boot
boot.configure(Path(sys.argv[1]))
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
call_command("migrate", "desk", sys.argv[2], verbosity=0)
call_command("migrate", "auth", verbosity=0)
apps = MigrationExecutor(connection).loader.project_state([("desk", sys.argv[2])]).apps
now = timezone.now()
names = {model.__name__ for model in apps.get_models()}
case, original = ("CaseRow", "StoredOriginal") if "CaseRow" in names else ("Perkara", "BerkasTersimpan")
apps.get_model("desk", case).objects.create(
    id="JBG-26-000001-R", status="menunggu", channel="loket", received_at=now, received_on=now.date(),
    applicant="SITI CONTOH", is_confidential=True,
)
apps.get_model("desk", original).objects.create(sha256="a" * 64, size=1, extension=".pdf")
"""
FORWARD = """
import sys
from pathlib import Path
from desk import boot
boot.configure(Path(sys.argv[1]))
print(boot.prepare())
from desk.models import CaseRow
assert boot.is_prepared()
from tests.security.frozen_rows import thawed
assert thawed() == [], thawed()
row = CaseRow.objects.get()
print(row.id, row.applicant, row.is_confidential)
"""

MEETING = """
import sys
from pathlib import Path
from desk import boot
boot.configure(Path(sys.argv[1]))
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
call_command("migrate", "desk", sys.argv[2], verbosity=0)
call_command("migrate", "auth", verbosity=0)
apps = MigrationExecutor(connection).loader.project_state([("desk", sys.argv[2])]).apps
now = timezone.now()
user = apps.get_model("auth", "User").objects.create(username="sri", last_login=now)
case = apps.get_model("desk", "Perkara").objects.create(
    id="JBG-26-000001-R", status="disetujui", channel="loket", received_at=now, received_on=now.date()
)
meeting = apps.get_model("desk", "Pertemuan").objects.create(
    case=case, kind="pertemuan", number=1, starts_at=now, ends_at=now, place="Aula", agenda="Mediasi",
    person=user,
)
meeting.officers.add(user)
"""
MEETS = """
import sys
from pathlib import Path
from desk import boot
boot.configure(Path(sys.argv[1]))
boot.prepare()
from desk.models import Meeting
print([(meeting.place, meeting.officers.get().username) for meeting in Meeting.objects.all()])
"""


def run(code: str, *words: str, **settings: str) -> str:
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True,
                          env=environment(**settings), check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def comes_through(data: Path, state: str, **settings: str) -> None:
    run(FILL, str(data), state, **settings)
    said = run(FORWARD, str(data), **settings).splitlines()
    assert said[-1] == "JBG-26-000001-R SITI CONTOH True"
    assert len(said[0]) >= 16, "the first administrator is made when there was no user"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with own_postgres() as server:
        yield server


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.timeout(300)
@pytest.mark.parametrize("state", MIGRATIONS)
def test_data_of_that_state_come_through_on_postgresql(
    postgres: Postgres, tmp_path: Path, state: str
) -> None:
    url = postgres.create(state)
    comes_through(tmp_path, state, BERKAS_DATABASE_URL=url)
    with psycopg.connect(url) as database:
        assert database.execute("select count(*) from desk_storedoriginal").fetchone() == (1,)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("state", MIGRATIONS)
def test_data_of_that_state_come_through(tmp_path: Path, state: str) -> None:
    comes_through(tmp_path, state)
    with closing(sqlite3.connect(tmp_path / "berkas.sqlite3")) as database:
        assert database.execute("select count(*) from desk_storedoriginal").fetchone() == (1,)
        assert database.execute("pragma foreign_key_check").fetchall() == []
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_meeting_keeps_its_officers_when_its_table_is_renamed(tmp_path: Path) -> None:
    run(MEETING, str(tmp_path), "0020_bacaan_kedua")
    assert run(MEETS, str(tmp_path)).strip() == "[('Aula', 'sri')]"
