"""A backup of PostgreSQL, by the settings file alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.cli import main
from models.paths import DataFolder
from tests.flows.backup.folders import TABLE
from tests.postgres import Postgres, own_postgres, programs


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    if programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with own_postgres() as running:
        yield running


@pytest.mark.postgres
@pytest.mark.slow
def test_postgresql_by_the_settings_file_alone(
    data: DataFolder, tmp_path: Path, server: Postgres, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """The same settings as everything else; a restore never touches the database that is in use."""
    import psycopg

    monkeypatch.delenv("BERKAS_DATABASE_URL", raising=False)
    live, fresh = server.create("hidup"), server.create("baru")
    data.pengaturan.write_text(f'database_url = "{live}"\n')
    data.database.unlink()
    command = ["backup", str(tmp_path / "backups"), "--plain", "--data", str(data.root)]
    assert main(command) == 1
    assert "tidak memuat berkas" in capsys.readouterr().err
    with psycopg.connect(live) as connection:
        connection.execute("create table desk_caserow (id text)")
        connection.execute("insert into desk_caserow values ('B-1')")
        connection.execute(TABLE)
        connection.execute("insert into desk_storedoriginal values (%s, '.pdf', 5)", ["f" * 64])
    assert main(command) == 1
    assert f"{'f' * 12} hilang" in capsys.readouterr().out
    (backup,) = (tmp_path / "backups").glob("berkas-*")
    back = ["restore", str(backup), "--new-audit-key", "--data", str(tmp_path / "new")]
    assert main(back) == 2
    assert "tidak kosong" in capsys.readouterr().err
    monkeypatch.setenv("BERKAS_DATABASE_URL", fresh)
    assert main(back) == 1
    assert "Tulis 'database_url' yang baru" in capsys.readouterr().out
    with psycopg.connect(fresh) as connection:
        assert connection.execute("select id from desk_caserow").fetchall() == [("B-1",)]
