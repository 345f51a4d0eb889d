"""Markup in all that people, scanners and papers can bring in, on every page of every role in a real browser:
none of it becomes an element, nothing of it runs, and the page's policy has nothing to report."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat, Left
from playwright.sync_api import Browser

from desk import audit
from desk.accounts import ROLES
from desk.models import DropRow
from flows.archive.index import FILE_NAME as INDEX
from tests.desk import archives, factory, scenes, visits
from tests.desk.browsing import Reviewer, sit_down
from tests.desk.scenes import Scene
from tests.flows.archive.test_kill import letter

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

MARKUP = (
    "\"'><b data-terobos><img src=x onerror=terobos()><svg onload=terobos()>"
    "<script>terobos()</script><a href=javascript:terobos()>{{7*7}}{% now %}"
)
IN_A_NAME = "<img data-terobos src=x onerror=terobos()>"
"""No slash: it is a file's name."""
WATCH = """
window.berjalan = [];
window.terobos = () => window.berjalan.push("berjalan");
document.addEventListener("securitypolicyviolation", (event) =>
  window.berjalan.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""
FOUND = """() => [...window.berjalan,
  ...[...document.querySelectorAll("[data-terobos], [onerror], [onload], a[href^='javascript:']")]
    .map((item) => item.outerHTML.slice(0, 120))]"""
FREE_TEXT = 100
"""A column for so many characters holds words of people or papers; a shorter one a number or a kind."""
OURS = {"drop_id", "intake_owner", "owner", "name"}
"""Free by their length, but keys, or files' names (set apart)."""
LEAST_SHOWN = 60
"""Pages of all roles on which the markup stands as text; 77 when this was written."""


@pytest.fixture
def scene(data: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Every state of a case, all of it made of names, papers and files with markup."""
    monkeypatch.setattr(factory, "NAMES", tuple(name + MARKUP for name in factory.NAMES))
    monkeypatch.setattr(factory, "KOPERASI", tuple(name + MARKUP for name in factory.KOPERASI))
    monkeypatch.setattr(factory, "MATTER", factory.MATTER + MARKUP)
    monkeypatch.setattr(factory, "FILE_NAME", f"surat-{{}}{IN_A_NAME}.pdf")
    monkeypatch.setattr(archives, "letter", lambda number: [f"{page}\n{MARKUP}" for page in letter(number)])
    made = scenes.build(data)
    with closing(sqlite3.connect(data / "lama" / "arsip 2019" / INDEX)) as index, index:
        index.execute("update surat set pengirim = ?, koperasi = ?, nama_berkas = ?", (MARKUP,) * 3)
    for model in apps.get_app_config("desk").get_models():
        _mark(model)
    DropRow.objects.update(name=IN_A_NAME)
    User.objects.filter(id=made.user).update(first_name=MARKUP, last_name=MARKUP)
    audit.append(MARKUP, "isian_diubah", made.waiting, {"sebelum": MARKUP, "sesudah": MARKUP})
    return made


def _mark(model: type[models.Model]) -> None:
    """Markup behind what stands in the table's columns of free text; a frozen table stays as it is."""
    if model._meta.model_name in ("auditentry", "sentform", "casepaper", "erasure", "linetranscript"):
        return
    for column in model._meta.fields:
        is_text = isinstance(column, models.TextField | models.CharField)
        is_key = column.primary_key or column.unique or column.name in OURS
        if is_text and not is_key and not column.choices and (column.max_length or FREE_TEXT) >= FREE_TEXT:
            filled = model._default_manager.exclude(**{column.name: ""})
            marked = Concat(column.name, Value(MARKUP))
            filled.update(**{column.name: Left(marked, column.max_length) if column.max_length else marked})


def _shown(reviewer: Reviewer, scene: Scene, role: str) -> Iterator[tuple[str, list[str], bool]]:
    """Path, what came through there, and whether the markup stands there as text."""
    for visit in visits.of_role(role):
        path = scene.path(visit.path)
        answer = reviewer.page.goto(reviewer.address + path)
        assert answer
        assert answer.status == visit.status, path
        reviewer.settle()
        yield path, reviewer.page.evaluate(FOUND), "data-terobos" in reviewer.page.inner_text("body")


def test_no_markup_comes_through_on_any_page(browser: Browser, address: str, scene: Scene) -> None:
    came_through, shown = [], 0
    for role in ROLES:
        reviewer = sit_down(browser, address, role)
        reviewer.page.add_init_script(WATCH)
        for path, found, is_shown in _shown(reviewer, scene, role):
            came_through += [f"{role} {path}: {what}" for what in found]
            shown += is_shown
        came_through += [fault for fault in reviewer.faults if "Content Security Policy" in fault]
        reviewer.page.context.close()
    print(f"markup stands as text on {shown} pages")
    assert came_through == []
    assert shown >= LEAST_SHOWN


def test_what_would_come_through_is_seen(browser: Browser, address: str, data: Path) -> None:
    """The same look, at a page into which markup was put as such: without this it could see nothing."""
    reviewer = sit_down(browser, address, "petugas")
    reviewer.page.add_init_script(WATCH)
    reviewer.go("/")
    assert reviewer.page.evaluate(FOUND) == []
    reviewer.page.evaluate("(markup) => { document.querySelector('main').innerHTML = markup; }", MARKUP)
    reviewer.until("window.berjalan.length > 0")
    found = reviewer.page.evaluate(FOUND)
    assert any("script-src" in what for what in found), found
    assert any("<b data-terobos" in what for what in found), found
