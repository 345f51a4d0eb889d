"""Reads a TOML file of facts or settings, with errors that say what to mend, in Indonesian.

Every file a person may edit goes through `Table`: a key that nobody asked for is a typing error and
is named, and so is a value of the wrong type.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from models.errors import SettingsError
from models.trouble import cause_of

PACKAGED = Path(__file__).parent
"""Folder of the packaged data files (`data/`, `services/`)."""


class Table:
    """One table of a TOML file; `finish` refuses keys that were never asked for."""

    def __init__(self, values: dict[str, Any], where: str) -> None:
        self._values = values
        self._asked: set[str] = set()
        self.where = where

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def names(self) -> tuple[str, ...]:
        """The keys of the table, as they stand in the file."""
        return tuple(self._values)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; SettingsError if it is missing (and has no default), empty or no text."""
        value = self._take(key, default)
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self._wrong(key, "teks")
        return value

    def integer(self, key: str, default: int | None = None, *, least: int = 0) -> int:
        """A whole number of at least `least`."""
        value = self._take(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self._wrong(key, f"bilangan bulat paling kecil {least}")
        return value

    def day(self, key: str) -> date:
        """A date, written without quotes: 2026-11-24."""
        value = self._take(key, None)
        if type(value) is not date:
            raise self._wrong(key, "tanggal, misalnya 2026-11-24")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise self._wrong(key, "true atau false")
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        value = self._take(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            raise self._wrong(key, "daftar teks")
        return tuple(value)

    def integers(self, key: str, default: tuple[int, ...] | None = None) -> tuple[int, ...]:
        """A list of whole numbers."""
        value = self._take(key, default)
        if not isinstance(value, list | tuple) or not all(type(item) is int for item in value):
            raise self._wrong(key, "daftar bilangan bulat")
        return tuple(value)

    def table(self, key: str) -> "Table":
        """A sub-table; an empty one if it is missing."""
        value = self._take(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, f"tabel [{key}]")
        return Table(value, f"{self.where}, [{key}]")

    def tables(self, key: str) -> "tuple[Table, ...]":
        """A list of sub-tables; empty if it is missing."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._wrong(key, f"daftar tabel [[{key}]]")
        return tuple(Table(item, f"{self.where}, [[{key}]] ke-{n}") for n, item in enumerate(value, 1))

    def finish(self) -> None:
        """SettingsError for keys that nobody asked for."""
        unknown = sorted(set(self._values) - self._asked)
        if unknown:
            known = ", ".join(sorted(self._asked))
            raise SettingsError(
                f"{self.where}: kunci {', '.join(unknown)} tidak dikenal. Hapus atau perbaiki ejaannya; "
                f"yang dikenal: {known}."
            )

    def _take(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        value = self._values.get(key, default)
        if value is None:
            raise SettingsError(f"{self.where}: kunci {key} wajib diisi.")
        return value

    def _wrong(self, key: str, expected: str) -> SettingsError:
        return SettingsError(f"{self.where}: nilai {key} harus {expected}; perbaiki lalu jalankan lagi.")


def read_table(path: Path) -> Table:
    """The whole of a TOML file. SettingsError if it can't be opened or is no TOML."""
    try:
        return Table(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except OSError as error:
        raise SettingsError(
            f"{path} tidak dapat dibuka ({cause_of(error)}); periksa hak aksesnya."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} bukan TOML yang benar: {error}. Perbaiki baris itu.") from error
