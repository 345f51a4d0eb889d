"""Data of every earlier state of the database come through: a small data folder made at each migration.

No version has been released yet, so each migration of the desk stands for one.
"""

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree

import psycopg
import pytest

from tests.flows.processes import environment
from tests.postgres import Postgres, own_postgres

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

MIGRATIONS = sorted(path.stem for path in Path("desk/migrations").glob("0*.py"))
KEPT_AT = [MIGRATIONS[0], MIGRATIONS[len(MIGRATIONS) // 2], MIGRATIONS[-1]]
"""States that a start of today meets as they were, in a process of its own; the rows of the others come to
the newest of them step by step."""
WALK = """
import json, sys
from pathlib import Path
from shutil import copytree
from desk import boot
data, copies, states, kept_at = Path(sys.argv[1]), Path(sys.argv[2]), *map(json.loads, sys.argv[3:])
boot.configure(data)
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.desk.databases import copy_postgres, is_postgres
from tests.desk.filling import fill, kept

def migrate(app, name):
    executor = MigrationExecutor(connection)
    executor.migrate([(app, name)])
    return executor.loader.project_state([(app, name)]).apps

def fill_all(apps, state):
    word, number = f"{state[:4]} CONTOH", 100 * int(state[:4]) - 99  # the log goes on behind the first's
    known = {"User": apps.get_model("auth", "User").objects.create(username=word)}
    models = [model for model in apps.get_app_config("desk").get_models() if not model._meta.proxy]
    case = next(model for model in models if model.__name__ in ("CaseRow", "Perkara"))
    fill(case, known, word, number, status="menunggu", applicant=f"SITI {word}", merged_into=None)
    for model in models:
        if model.__name__ not in known:
            fill(model, known, word, number)
    return {model.__name__: kept(model, pk=known[model.__name__].pk) for model in models}

def keep(state):
    connection.close()
    (data / "isi.json").write_text(json.dumps(filled))
    copytree(data, copies / state)
    if is_postgres():
        copy_postgres(connection.settings_dict["NAME"], state)

migrate("auth", max(MigrationExecutor(connection).loader.graph.leaf_nodes("auth"))[1])
filled = {}
for state in states:
    print(state, flush=True)
    filled[state] = fill_all(migrate("desk", state), state)
    if state in kept_at:
        keep(state)
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
now_in = {model.__name__: kept(model) for model in apps.get_app_config("desk").get_models()}
for row in now_in["DocumentRow"].values():
    known = json.loads(row["known"])
    row.update((part, json.dumps(said)) for part, said in (known.items() if type(known) is dict else ()))
for state, name, rows in [(state, *table) for state, tables in before.items() for table in tables.items()]:
    now = now_in[names.get(name, name)]
    for key, row in rows.items():
        lost = {column: (value, now.get(key, {}).get(column)) for column, value in row.items()
                if now.get(key, {}).get(column) != value}
        print(state, name, json.dumps(lost))
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

MEETING_AND_DOUBTS = """
import sys
from pathlib import Path
from desk import boot
boot.configure(Path(sys.argv[1]))
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

def migrated(state):
    call_command("migrate", "desk", state, verbosity=0)
    return MigrationExecutor(connection).loader.project_state([("desk", state)]).apps

apps = migrated("0020_bacaan_kedua")
call_command("migrate", "auth", verbosity=0)
now = timezone.now()
user = apps.get_model("auth", "User").objects.create(username="sri", last_login=now)
case = apps.get_model("desk", "Perkara").objects.create(
    id="JBG-26-000009-R", status="disetujui", channel="loket", received_at=now, received_on=now.date()
)
meeting = apps.get_model("desk", "Pertemuan").objects.create(
    case=case, kind="pertemuan", number=1, starts_at=now, ends_at=now, place="Aula", agenda="Mediasi",
    person=user,
)
meeting.officers.add(user)
apps = migrated("0030_may_ask")
for number, code in enumerate(("JENIS_SURAT_RAGU", "SURAT_RAGU", "NAMA_BERBEDA")):
    case = apps.get_model("desk", "CaseRow").objects.create(
        id=f"JBG-26-00000{number}-R", status="menunggu", channel="loket", received_at=now,
        received_on=now.date(), findings=[{"code": code}],
    )
    for place, kind in enumerate(("surat_permohonan", "ktp")):
        case.documents.create(position=place, kind=kind)
"""
NOW = """
import sys
from pathlib import Path
from desk import boot
boot.configure(Path(sys.argv[1]))
boot.prepare()
from desk.models import DocumentRow, Meeting
print([(meeting.place, meeting.officers.get().username) for meeting in Meeting.objects.all()])
print([document.known for document in DocumentRow.objects.order_by("case_id", "position")])
"""


def run(code: str, *words: str, **settings: str) -> str:
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True,
                          env=environment(**settings), check=False)  # fmt: skip
    assert done.returncode == 0, f"{done.stdout[-200:]}\n{done.stderr}"
    return done.stdout


Lost = dict[str, dict[tuple[str, str], object]]
"""State -> (table, column) -> value before and after, where they differ."""


@dataclass(frozen=True)
class Walked:
    """One database that was filled at every state on its way, as copies of some states."""

    folder: Path
    server: Postgres | None
    lost: dict[str, Lost] = field(default_factory=dict)
    """State that a start of today met -> what was lost of the rows of that state and those before it."""

    def settings(self, state: str) -> dict[str, str]:
        return {"BERKAS_DATABASE_URL": self.server.url(state)} if self.server else {}

    def start(self, state: str, data: Path | None = None) -> Lost:
        """Migrates the copy to now as a start does; what was lost."""
        lines = run(FORWARD, str(data or self.folder / state), **self.settings(state)).splitlines()
        rows = [line.split(" ", 2) for line in lines]
        tables = Counter(of for of, *_ in rows)
        assert list(tables) == MIGRATIONS[: MIGRATIONS.index(state) + 1]
        assert min(tables.values()) >= FEWEST_TABLES
        lost: Lost = {of: {} for of in tables}
        for of, name, changes in rows:
            lost[of] |= {(name, column): change for column, change in json.loads(changes).items()
                         if (name, column) not in CHANGED_ON_PURPOSE}  # fmt: skip
        return lost


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def walked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """At each state a new row in every table, every column filled, beside those of the states before it."""
    folder = tmp_path_factory.mktemp("keadaan")
    with own_postgres(in_memory=True) if request.param == "postgresql" else nullcontext() as server:
        walk = Walked(folder, server)
        if server:
            server.create("jalan")
        words = (str(folder / "jalan"), str(folder), json.dumps(MIGRATIONS), json.dumps(KEPT_AT))
        run(WALK, *words, **walk.settings("jalan"))
        walk.lost.update((state, walk.start(state)) for state in KEPT_AT)
        yield walk


@pytest.mark.parametrize("state", MIGRATIONS)
def test_data_of_that_state_come_through(walked: Walked, state: str) -> None:
    met = [lost[state] for lost in walked.lost.values() if state in lost]
    assert met
    assert met == [{}] * len(met)


@pytest.mark.parametrize("state", KEPT_AT)
def test_the_database_is_sound_after_a_start(walked: Walked, state: str) -> None:
    originals = [(len(walked.lost[state]),)]
    count = "select count(*) from desk_storedoriginal"
    if walked.server:
        with psycopg.connect(walked.server.url(state)) as server:
            assert server.execute(count).fetchall() == originals
        return
    with closing(sqlite3.connect(walked.folder / state / "berkas.sqlite3")) as database:
        assert database.execute(count).fetchall() == originals
        assert database.execute("pragma foreign_key_check").fetchall() == []
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_value_that_a_migration_loses_is_seen(walked: Walked, tmp_path: Path) -> None:
    """The control: the rows of a state in the middle are made to have held something else."""
    state = MIGRATIONS[20]
    data = copytree(walked.folder / MIGRATIONS[-1], tmp_path / "data")
    filled = data / "isi.json"
    before, applicant = filled.read_text(), f"SITI {state[:4]} CONTOH"
    assert before.count(f'"{applicant}\\"') == 1
    filled.write_text(before.replace(applicant, "SITI LAIN"))
    lost = walked.start(MIGRATIONS[-1], data)
    assert {of: list(changes) for of, changes in lost.items() if changes} == {
        state: [("CaseRow", "applicant")]
    }


def test_a_meeting_keeps_its_officers_and_a_letter_in_doubt_stays_so(tmp_path: Path) -> None:
    """The one's table is renamed, the other's doubt goes from the case to the letter."""
    run(MEETING_AND_DOUBTS, str(tmp_path))
    letters = [{"may_be": "surat_pengaduan"}, {"is_guess": True}, {}]
    known = [known for letter in letters for known in (letter, {})]
    assert run(NOW, str(tmp_path)).splitlines() == ["[('Aula', 'sri')]", str(known)]
