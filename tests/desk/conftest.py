"""A data folder for the desk: configured once a process, a fresh copy of the prepared database a test.

Configured when this file is imported, so that the tests below it can import the desk's tables at their top.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from desk import boot

# Playwright keeps an event loop in the test's thread; Django would refuse the ORM there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
DATA = Path(tempfile.mkdtemp(prefix="berkas-meja-")).resolve()
SCENE = "adegan"
SCENE_FILES = DATA.with_name(f"{DATA.name}-{SCENE}")
os.environ["BERKAS_SECOND_FACTOR"] = ""
"""No role must have a second factor here; tests/desk/test_second_factor.py asks for it."""
boot.configure(DATA)

from django.conf import settings  # noqa: E402 - Django is set up from here on
from django.db import connections  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from desk import factor_secrets  # noqa: E402
from tests.desk import scenes  # noqa: E402
from tests.desk.browsing import close, launch, running_desk  # noqa: E402
from tests.desk.databases import keep_as_template, renew  # noqa: E402
from tests.desk.scenes import Scene  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
"""The real one takes half a second a user, by design."""
factor_secrets.SCRYPT.update(n=2, p=1)
"""The real one takes two seconds for a person's ten codes, by design."""


@pytest.fixture(scope="session")
def prepared(django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """The desk's folder, the prepared database kept beside it as a template (pytest-django, which would
    make a database of its own, is asked to stand aside)."""
    with django_db_blocker.unblock():
        boot.prepare()
        connections.close_all()
        keep_as_template(DATA)
        yield DATA
        connections.close_all()
    for folder in (DATA, SCENE_FILES):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def data(prepared: Path) -> Iterator[Path]:
    """The data folder with a fresh database and an empty audit log."""
    (prepared / "kunci" / "audit.anchor").unlink(missing_ok=True)
    (prepared / "alasan.toml").unlink(missing_ok=True)
    for name in ("masuk", "gagal", "simpan", "halaman", "keadaan", "layanan"):
        shutil.rmtree(prepared / name, ignore_errors=True)
    renew(prepared)
    yield prepared
    connections.close_all()


@pytest.fixture(scope="session")
def scenes_made() -> list[Scene]:
    """The scene of this process, once a test has asked for it."""
    return []


@pytest.fixture
def scene(data: Path, scenes_made: list[Scene]) -> Scene:
    """The desk of tests/desk/scenes.py: built for the first test that asks, copied for the others."""
    if scenes_made:
        renew(data, SCENE)
        shutil.copytree(SCENE_FILES, data, dirs_exist_ok=True)
    else:
        scenes_made.append(scenes.build(data))
        keep_as_template(data, SCENE)
        of_the_database = {path.name for path in data.glob("*.sqlite3*")}
        shutil.copytree(
            data, SCENE_FILES, ignore=lambda folder, _: of_the_database if folder == str(data) else ()
        )
    return scenes_made[0]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's chromium, one for all tests."""
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture
def address(data: Path) -> Iterator[str]:
    """Where the desk answers."""
    with running_desk() as where:
        yield where


@pytest.fixture
def browser(chromium: Browser, address: str) -> Iterator[Browser]:
    """The browser of a desk that answers; its windows are closed before the desk is, since an open page goes
    on asking for what is new."""
    yield chromium
    for context in chromium.contexts:
        close(context)
