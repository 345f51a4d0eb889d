"""Settings, the data folder, and TOML files with faults in them."""

import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import SettingsError
from models.limits import MIB
from models.paths import DataFolder
from models.settings import Settings, load_settings


def test_defaults_without_a_file(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}) == Settings()


def test_the_file_changes_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "pengaturan.toml").write_text("stable_seconds = 3\nworkers = 4\n")
    settings = load_settings(tmp_path, {})
    assert (settings.stable_seconds, settings.workers, settings.page_seconds) == (3, 4, 60)
    assert settings.worker_count == 4


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "pengaturan.toml").write_text("stable_seconds = 3\n")
    assert load_settings(tmp_path, {"BERKAS_STABLE_SECONDS": "0"}).stable_seconds == 0


def test_worker_count_and_bytes() -> None:
    assert Settings().worker_count >= 1
    assert Settings(child_memory_mib=2).limits.memory_bytes == 2 * MIB


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("stabil = 3", "stabil"),
        ("port = 'delapan'", "port"),
        ("port = true", "port"),
        ("page_seconds = 0", "page_seconds"),
        ("page_seconds = -1", "page_seconds"),
        ("page_seconds = 1.5", "page_seconds"),
        ("page_seconds = ", "TOML"),
        ("\udce9".encode("utf-8", "surrogateescape").decode("latin-1"), "TOML"),
    ],
)
def test_faults_in_the_file_are_named(tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / "pengaturan.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError, match=word):
        load_settings(tmp_path, {})


@pytest.mark.parametrize("value", ["", "-1", "x", "1.5"])
def test_faults_in_the_environment_are_named(tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingsError, match="BERKAS_PAGE_SECONDS"):
        load_settings(tmp_path, {"BERKAS_PAGE_SECONDS": value})


def test_a_file_that_is_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "pengaturan.toml").mkdir()
    with pytest.raises(SettingsError, match=r"pengaturan\.toml"):
        load_settings(tmp_path, {})


def test_paths_lie_below_the_root(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    assert folder.proses.parent == folder.masuk
    assert folder.stored("ab12", ".pdf") == tmp_path / "simpan" / "ab" / "ab12.pdf"
    assert {path.parent for path in (folder.gagal, folder.database, folder.prefect, folder.kunci)} == {
        tmp_path
    }


def test_settings_load_without_pydantic() -> None:
    """`berkas --help` must not pay for pydantic (0.1 s)."""
    code = "import sys, models.settings, models.paths, models.tracking; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
