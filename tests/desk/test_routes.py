"""Every route against every role and somebody else's case: nothing is shown or changed that the role may not.

The rows are made from the routes themselves: a new one is tried as soon as it is there. What answers without
a session stands in OPEN, and fails the first test until somebody has put it there on purpose.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import URLPattern, reverse

from desk.accounts import ROLES
from desk.models import AuditEntry, CaseRow
from tests.desk import factory, people, scenes, visits
from tests.desk.scenes import Scene, patterns

OPEN = frozenset({"login", "sehat", "lacak", "lacak_nomor", "metrik", "lambang"})
"""Answers without a session: logging in, the health page, tracking (off unless its setting is there), the
office's emblem, and figures of the machine, which answer this machine only (tests/desk/test_health.py)."""
NAME = "SITI RAHASIAWATI"
SECRET = "lihat_rahasia"
BLIND = [role for role, rights in ROLES.items() if SECRET not in rights]
WORDS = {
    "kind": "setujui",
    "requirement_id": "identitas",
    "letter_id": "x",
    "name": "indeks.csv",
    "action": "x",
}


def address(pattern: URLPattern, case_id: str) -> str:
    """The route with somebody else's case, and 1 or a word for all else."""
    values = {
        name: case_id if name == "case_id" else WORDS.get(name, "1" if "Str" in type(kind).__name__ else 1)
        for name, kind in pattern.pattern.converters.items()
    }
    return reverse(str(pattern.name), kwargs=values)


def of_cases() -> list[URLPattern]:
    return [pattern for pattern in patterns() if "case_id" in pattern.pattern.converters]


@pytest.fixture
def case_id(data: Path) -> str:
    """A confidential case whose applicant's name is like no other."""
    made = factory.admit_case(data, 1, name=NAME, with_images=False)
    CaseRow.objects.filter(id=made).update(is_confidential=True)
    return made


def body(answer: Any) -> str:
    if getattr(answer, "streaming", False):
        return ""
    return str(answer.content.decode("utf-8", "replace"))


def test_nobody_without_a_session_gets_anything(case_id: str) -> None:
    for pattern in patterns():
        if pattern.name in OPEN:
            continue
        for method in ("get", "post"):
            answer = getattr(Client(), method)(address(pattern, case_id))
            assert answer.status_code == 302, (method, pattern.name)
            assert answer["Location"].startswith("/masuk/"), (method, pattern.name)


@pytest.mark.parametrize("role", BLIND)
def test_somebody_elses_confidential_case_is_not_there(case_id: str, role: str) -> None:
    browser = people.client(role)
    before = CaseRow.objects.values_list("version", "status", "is_confidential").get(id=case_id)
    for pattern in of_cases():
        for method in ("get", "post"):
            answer = getattr(browser, method)(address(pattern, case_id))
            assert answer.status_code in (403, 404, 405), (method, pattern.name, answer.status_code)
            assert NAME not in body(answer), (method, pattern.name)
    assert CaseRow.objects.values_list("version", "status", "is_confidential").get(id=case_id) == before


@pytest.mark.parametrize("role", BLIND)
def test_its_name_stands_on_no_other_page(case_id: str, role: str) -> None:
    browser = people.client(role)
    for pattern in patterns():
        if pattern in of_cases() or pattern.name in {"logout"}:
            continue
        for query in ("", "?cari=rahasiawati&status=semua"):
            answer = browser.get(address(pattern, case_id) + query, follow=bool(query))
            assert answer.status_code < 500, pattern.name
            assert NAME not in body(answer), pattern.name


def test_the_admin_sees_no_case_at_all(data: Path) -> None:
    open_case = factory.admit_case(data, 2, name=NAME, with_images=False)
    browser = people.client("admin")
    for pattern in of_cases():
        for method in ("get", "post"):
            answer = getattr(browser, method)(address(pattern, open_case))
            assert answer.status_code in (403, 404, 405), (method, pattern.name, answer.status_code)
            assert NAME not in body(answer), (method, pattern.name)


def guarded() -> Iterator[tuple[URLPattern, str]]:
    """Routes that ask for a right before anything else, and which."""
    for pattern in patterns():
        if right := getattr(pattern.callback, "right", ""):
            yield pattern, right


@pytest.mark.parametrize("role", ROLES)
def test_a_route_is_closed_to_roles_without_its_right(case_id: str, role: str) -> None:
    browser = people.client(role)
    tried = 0
    for pattern, right in guarded():
        if right in ROLES[role]:
            continue
        for method in ("get", "post"):
            status = getattr(browser, method)(address(pattern, case_id)).status_code
            assert status in (403, 405), (method, pattern.name, status)
            tried += status == 403
    assert tried > 0
    assert AuditEntry.objects.filter(action="ditolak_akses").count() == tried


def test_no_change_without_the_forms_token_or_from_elsewhere(case_id: str) -> None:
    who: User = people.user("pengelola_pengaduan")
    for headers in ({}, {"origin": "https://jahat.example"}, {"origin": "null"}):
        for pattern in patterns():
            browser = Client(enforce_csrf_checks=True)
            browser.force_login(who)
            sent = {}
            if headers:
                browser.cookies["csrftoken"] = "a" * 32
                sent = {"csrfmiddlewaretoken": "a" * 32}
            answer = browser.post(address(pattern, case_id), sent, headers=headers)
            assert answer.status_code == 403, (pattern.name, headers, answer.status_code)
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert actions <= {"diterima", "dibaca", "ditolak_akses"}


WRITES_BY_LOOKING = {
    "desk_auditentry": "who looked at what",
    "desk_audithead": "the head of the audit log",
    "django_session": "the session's own signs of life",
    "otp_totp_totpdevice": "the key that is offered when a second factor is set up, unconfirmed",
    "desk_personalnews": "what colleagues said of a case counts as read by opening it",
}


def stored() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables."""
    found: dict[str, list[dict[str, Any]]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if "search" in table or "cari" in table:
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def test_looking_at_any_page_changes_nothing(scene: Scene) -> None:
    """Each page that a GET answers, in its states (a new one fails tests/desk/test_access.py until it has a
    visit, and what only a POST answers is refused there): afterwards every table is as it was, but for
    WRITES_BY_LOOKING."""
    browsers = {role: people.client(role) for role in ROLES}
    may_differ = set(WRITES_BY_LOOKING)
    before, changed = stored(), {}
    for name, found in visits.PAGES.items():
        for visit in found:
            browsers[visit.role].get(scene.path(visit.path))
        after = stored()
        changed[name] = {table for table in after if after[table] != before.get(table)} - may_differ
        before = after
    assert {name: tables for name, tables in changed.items() if tables} == {}


def test_every_address_that_is_open_is_still_there() -> None:
    assert scenes.page_names() >= OPEN
