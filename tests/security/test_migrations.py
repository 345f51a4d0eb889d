"""Data of every earlier state of the database come through: a small data folder made at each migration.

No version has been released yet, so each migration of the desk stands for one.
"""

import json
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
import json, sys
from pathlib import Path
from desk import boot
boot.configure(Path(sys.argv[1]))
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.desk.filling import fill, kept
call_command("migrate", "desk", sys.argv[2], verbosity=0)
call_command("migrate", "auth", verbosity=0)
apps = MigrationExecutor(connection).loader.project_state([("desk", sys.argv[2])]).apps
case, given = ("CaseRow" if "CaseRow" in {model.__name__ for model in apps.get_models()} else "Perkara"), {
    "status": "menunggu", "applicant": "SITI CONTOH", "merged_into": None}
known = {"User": apps.get_model("auth", "User").objects.create(username="sri")}
fill(apps.get_model("desk", case), known, "CONTOH", **given)
models = [model for model in apps.get_app_config("desk").get_models() if not model._meta.proxy]
for model in models:
    if not model._base_manager.exists():
        fill(model, known, "CONTOH")
Path(sys.argv[1], "isi.json").write_text(json.dumps({model.__name__: kept(model) for model in models}))
"""
FORWARD = """
import json, sys
from importlib import import_module
from pathlib import Path
from desk import boot
boot.configure(Path(sys.argv[1]))
boot.prepare()
from django.apps import apps
assert boot.is_prepared()
from tests.security.frozen_rows import thawed
assert thawed() == [], thawed()
from tests.desk.filling import kept
names = dict(import_module("desk.migrations.0021_english_tables").NAMES)
before = json.loads(Path(sys.argv[1], "isi.json").read_text())
for name, rows in before.items():
    now = kept(apps.get_model("desk", names.get(name, name)))
    for row in now.values():
        known = json.loads(row.get("known", "0"))
        row.update((part, json.dumps(said)) for part, said in (known.items() if type(known) is dict else ()))
    for key, row in rows.items():
        lost = {column: (value, now.get(key, {}).get(column)) for column, value in row.items()
                if now.get(key, {}).get(column) != value}
        print(name, key, len(row), json.dumps(lost))
"""
CHANGED_ON_PURPOSE = {
    ("Perkara", "is_confidential_set"), ("CaseRow", "is_confidential_set"),
    ("TokenApi", "is_active"), ("ApiToken", "is_active"),
    ("KepalaAudit", "count"), ("KepalaAudit", "mac"), ("AuditHead", "count"), ("AuditHead", "mac"),
}  # fmt: skip
"""(table, column) that a migration or the start itself sets anew: what people said of confidentiality, tokens
of earlier versions, the head of the audit log that goes on."""
FEWEST_TABLES = 18
"""So many the first state has; a state whose tables were not found would compare nothing."""

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

DOUBTS = """
import sys
from pathlib import Path
from desk import boot
boot.configure(Path(sys.argv[1]))
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
call_command("migrate", "desk", "0030_may_ask", verbosity=0)
apps = MigrationExecutor(connection).loader.project_state([("desk", "0030_may_ask")]).apps
now = timezone.now()
for number, code in enumerate(("JENIS_SURAT_RAGU", "SURAT_RAGU", "NAMA_BERBEDA")):
    case = apps.get_model("desk", "CaseRow").objects.create(
        id=f"JBG-26-00000{number}-R", status="menunggu", channel="loket", received_at=now,
        received_on=now.date(), findings=[{"code": code}],
    )
    for place, kind in enumerate(("surat_permohonan", "ktp")):
        case.documents.create(position=place, kind=kind)
"""
DOUBTED = """
import sys
from pathlib import Path
from desk import boot
boot.configure(Path(sys.argv[1]))
boot.prepare()
from desk.models import DocumentRow
print([document.known for document in DocumentRow.objects.order_by("case_id", "position")])
"""


def run(code: str, *words: str, **settings: str) -> str:
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True,
                          env=environment(**settings), check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def comes_through(data: Path, state: str, **settings: str) -> None:
    """Every table of that state with a row in it, every column of the row filled: all of it is there, and
    the same, after migrating to now."""
    run(FILL, str(data), state, **settings)
    assert lost_on_the_way(data, **settings) == {}


def lost_on_the_way(data: Path, **settings: str) -> dict[tuple[str, str], object]:
    """Migrates to now; (table, column) -> value before and after, where they differ."""
    rows = [line.split(" ", 3) for line in run(FORWARD, str(data), **settings).splitlines()]
    assert len({name for name, *_ in rows}) >= FEWEST_TABLES
    return {
        (name, column): change
        for name, _key, _columns, changes in rows
        for column, change in json.loads(changes).items()
        if (name, column) not in CHANGED_ON_PURPOSE
    }


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


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_letter_whose_kind_was_in_doubt_stays_so(tmp_path: Path) -> None:
    run(DOUBTS, str(tmp_path))
    letters = [{"may_be": "surat_pengaduan"}, {"is_guess": True}, {}]
    assert run(DOUBTED, str(tmp_path)).strip() == str([known for letter in letters for known in (letter, {})])


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_value_that_a_migration_loses_is_seen(tmp_path: Path) -> None:
    """The control: the state before is made to have held something else."""
    run(FILL, str(tmp_path), MIGRATIONS[-1])
    filled = tmp_path / "isi.json"
    before = filled.read_text()
    assert before.count('"SITI CONTOH\\"') == 1
    filled.write_text(before.replace("SITI CONTOH", "SITI LAIN"))
    assert list(lost_on_the_way(tmp_path)) == [("CaseRow", "applicant")]
