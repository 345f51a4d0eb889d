"""A confidential case with something in every table that belongs to a case, looked for by roles that may not
see it: on every page, in every export, through the API, by ids in addresses and in forms, and in an archive.

Every row carries MARK in its texts. Each search has its control: who may see such cases finds the mark.
"""

import io
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from desk import accounts, changes
from desk.api import api, new_token
from desk.models import (
    CaseRow,
    CommentRow,
    FieldRow,
    PersonalNews,
    ReceiptRow,
)
from flows.archive.index import FILE_NAME
from tests.desk import factory, people, scenes, visits
from tests.desk.archives import ids, make_archive
from tests.desk.filling import fill
from tests.desk.scenes import CASES_ROLES, Scene, patterns

MARK = "RAHASIAWATI"
NUMBER = 77
SECRET = "lihat_rahasia"
BLIND = [role for role in CASES_ROLES if SECRET not in accounts.ROLES[role]]
EYES = [role for role in CASES_ROLES if SECRET in accounts.ROLES[role]]
OF_A_CASE = {
    model for model in apps.get_app_config("desk").get_models()
    if any(isinstance(field, models.ForeignKey) and field.related_model is CaseRow
           for field in model._meta.concrete_fields)
} - {CaseRow}  # fmt: skip
"""Tables that point at a case; a new one is filled as soon as it is there."""
GIVEN: dict[str, dict[str, object]] = {
    "DropRow": {"failure": "", "is_open": False},
    "RequestRow": {"kind": "coba_lagi", "payload": {}},
    "Decision": {"undone_at": None},
    "Erasure": {"files": [], "scope": "gambar"},
    "Meeting": {"state": "dijadwalkan"},
    "Overrule": {"requirement": "identitas", "verdict": "terpenuhi"},
    "CaseFile": {"position": 9, "pages": [], "typed": None},
    "DocumentRow": {"position": 9, "known": {"persons": [MARK], "may_ask": [MARK]}},
    "CasePaper": {"content": {}, "is_final": True, "is_edited": False, "number": f"005/{MARK}/2026"},
    "FollowUp": {"done_on": None},
    "Disposition": {"answered_on": None, "answer": ""},
    "CaseProcess": {"stage": "analisis", "ended_on": None},
    "ResponseRow": {"withdrawn_at": None},
    "PersonalNews": {"read_at": None},
}
"""Where the filling alone would make a row that the pages leave out."""


@dataclass(frozen=True)
class Hidden:
    """The desk of tests/desk/scenes.py with the hidden case on it: its number and rows by model."""

    scene: Scene
    id: str
    rows: dict[str, Any]


@pytest.fixture
def hidden(data: Path, scene: Scene) -> Hidden:
    """The case with its rows; nobody has opened it."""
    case_id = factory.admit_case(data, NUMBER, name=f"SITI {MARK}")
    CaseRow.objects.filter(id=case_id).update(
        is_confidential=True, service="pengaduan_layanan", koperasi=f"KSP {MARK}", subject=f"Perihal {MARK}",
        topic="simpanan", kecamatan=MARK, status="menunggu", due_on=date(2026, 11, 25),
        sort_on=date(2026, 11, 25),
    )  # fmt: skip
    row = CaseRow.objects.get(id=case_id)
    known: dict[str, Any] = {"CaseRow": row, "User": User.objects.get(username="adegan")}
    known |= {"DocumentRow": row.documents.first(), "CaseFile": row.files.first()}
    known["StoredOriginal"] = known["CaseFile"].file
    for model in sorted(OF_A_CASE, key=lambda found: found.__name__):
        if not model._base_manager.filter(case_of(model, row)).exists():
            fill(model, known, MARK, **GIVEN.get(model.__name__, {}))
    return Hidden(scene, case_id, known)


def case_of(model: type[models.Model], row: CaseRow) -> models.Q:
    """Rows of that table which belong to the case."""
    names = [field.name for field in model._meta.concrete_fields if field.related_model is CaseRow]
    return models.Q(**{names[0]: row})


def text_of(answer: Any) -> str:
    """All that the answer says, also inside a ZIP (XLSX, DOCX) and where it goes on to."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"\n".join(parts.read(name) for name in parts.namelist())
    answer.close()
    return content.decode("utf-8", "replace") + str(answer.headers.get("Location", ""))


def tells(answer: Any, hidden: Hidden) -> bool:
    """Whether it gives the case away: by a text of its rows or by its number."""
    said = text_of(answer)
    return MARK in said or hidden.id in said


def test_every_table_of_a_case_has_a_row(hidden: Hidden) -> None:
    row = CaseRow.objects.get(id=hidden.id)
    assert len(OF_A_CASE) > 20
    for model in OF_A_CASE:
        assert model._base_manager.filter(case_of(model, row)).exists(), model.__name__


EXTRA = (
    "/?status=semua", "/?status=semua&cari=rahasiawati", "/?lewat=ya&status=semua", "/kinerja/perkara/",
    "/surat-keluar/?tahun=2026&nomor=005", "/gagal/", "/kabar/", "/tenggat/", "/dasbor/", "/kinerja/",
    "/berikut/", "/hitungan/?status=semua",
)  # fmt: skip
"""Addresses that every role asks for, beside the visits of all pages."""


def pages_of(hidden: Hidden) -> list[str]:
    """Every page that a GET answers, in its states (tests/desk/visits.py)."""
    known = [visit.path for found in visits.PAGES.values() for visit in found]
    return [hidden.scene.path(path) for path in dict.fromkeys([*known, *EXTRA])]


@pytest.mark.timeout(600)
def test_no_page_tells_of_it_but_to_who_may_see_it(hidden: Hidden) -> None:
    comment = CommentRow.objects.get(case_id=hidden.id)
    for role in BLIND:
        browser = people.client(role)
        told = User.objects.get(username=f"uji_{role}")
        PersonalNews.objects.create(case_id=hidden.id, user=told, by=told, kind="sebutan", comment=comment)
        leaks = [path for path in pages_of(hidden) if tells(browser.get(path, follow=True), hidden)]
        assert leaks == [], role
    browser = people.client("kepala")
    found = {path.split("?")[0] for path in pages_of(hidden) if tells(browser.get(path, follow=True), hidden)}
    assert {
        "/",
        "/kabar/",
        "/surat-keluar/",
        "/tenggat/",
        "/dasbor/",
        "/gagal/",
        "/kinerja/perkara/",
    } <= found


def test_a_case_that_was_joined_to_it_does_not_lead_there(hidden: Hidden) -> None:
    CaseRow.objects.filter(id=hidden.scene.incomplete).update(merged_into=hidden.id)
    path = f"/perkara/{hidden.scene.incomplete}/"
    assert people.client("kepala").get(path)["Location"] == f"/perkara/{hidden.id}/"
    for role in (*BLIND, "admin"):
        assert not tells(people.client(role).get(path), hidden), role


EXPORTS: dict[str, Callable[[Client], Any]] = {
    "csv": lambda browser: browser.post("/ekspor/", {"format": "csv", "status": "semua"}),
    "xlsx": lambda browser: browser.post("/ekspor/", {"format": "xlsx", "status": "semua"}),
    "searched": lambda browser: browser.post(
        "/ekspor/", {"format": "csv", "status": "semua", "cari": MARK.lower()}
    ),
    "outgoing": lambda browser: browser.get("/surat-keluar/?tahun=2026&unduh"),
    "register": lambda browser: browser.get("/kinerja/perkara/?bulan=2026-11&register"),
    "report": lambda browser: browser.get("/kinerja/?bulan=2026-11&cetak=docx"),
}
"""Tables and papers over many cases; the report names none, so that it has no control."""


@pytest.mark.timeout(300)
def test_no_export_holds_it(hidden: Hidden) -> None:
    head = people.client("kepala")
    for name, ask in EXPORTS.items():
        assert tells(ask(head), hidden) is (name != "report"), name
    for role in BLIND:
        browser = people.client(role)
        for name, ask in EXPORTS.items():
            answer = ask(browser)
            assert answer.status_code in (200, 403, 404), (role, name)
            assert not tells(answer, hidden), (role, name)


OPERATIONS = ("daftar_perkara", "perkara", "kirim_berkas")
"""Of the API; one that is not tried below fails the next test."""


def test_the_api_is_tried_whole() -> None:
    described = api.get_openapi_schema()["paths"].values()
    assert {operation["operationId"] for each in described for operation in each.values()} == set(OPERATIONS)
    others = [each for each in get_resolver().url_patterns if isinstance(each, URLResolver)]
    assert [str(each.pattern) for each in others] == ["api/v1/"], "addresses no test goes over"
    assert {each.name for each in patterns()} == scenes.page_names() - {""}, "a route without a name"


@pytest.mark.timeout(300)
def test_the_api_gives_it_to_no_token_of_who_may_not_see_it(hidden: Hidden) -> None:
    for role in CASES_ROLES:
        api_as(role, hidden)


def api_as(role: str, hidden: Hidden) -> None:
    """Asks with a token of that role for the case and for lists it stands in."""
    token = new_token("uji", people.user(role), ["baca", "kirim"])
    sent = {"Authorization": f"Bearer {token}"}
    whole = Client().get(f"/api/v1/perkara/{hidden.id}", headers=sent)
    listed = Client().get("/api/v1/perkara?limit=100", headers=sent)
    assert listed.status_code == 200
    assert whole.status_code == (200 if role in EYES else 404)
    assert (tells(whole, hidden), tells(listed, hidden)) == (role in EYES, role in EYES)
    for query in ("status=menunggu", "channel=loket", "received_from=2026-11-24&received_to=2026-11-24"):
        answer = Client().get(f"/api/v1/perkara?{query}&limit=100", headers=sent)
        assert tells(answer, hidden) is (role in EYES), query


def others_rows() -> list[Any]:
    """Routes of a case that also name a row of it."""
    return [
        pattern for pattern in patterns()
        if "case_id" in pattern.pattern.converters
        and any(name.endswith("_id") and name not in ("case_id", "requirement_id")
                for name in pattern.pattern.converters)
    ]  # fmt: skip


ROWS = {
    "field_id": "FieldRow", "response_id": "ResponseRow", "document_id": "DocumentRow",
    "paper_id": "CasePaper", "meeting_id": "Meeting", "follow_up_id": "FollowUp", "order_id": "Disposition",
    "decision_id": "Decision",
}  # fmt: skip
BY_ROUTE = {"berkas_dokumentasi": {"document_id": "Documentation"}}


@pytest.mark.timeout(300)
def test_its_rows_are_not_had_through_another_case(hidden: Hidden) -> None:
    """The address of a case that the role may see, with the id of a row of the one it may not."""
    hidden.rows["FieldRow"] = FieldRow.objects.filter(document__case_id=hidden.id).first()
    before = {name: model_values(hidden.rows[name]) for name in ROWS.values()}
    for role in BLIND:
        assert rows_through_another(role, hidden) > 20
    assert {name: model_values(hidden.rows[name]) for name in ROWS.values()} == before


def rows_through_another(role: str, hidden: Hidden) -> int:
    """Asks for every such address; how many."""
    browser, tried = people.client(role), 0
    for pattern in others_rows():
        names = ROWS | BY_ROUTE.get(str(pattern.name), {})
        values = {
            name: hidden.rows[names[name]].pk if name in names else "docx"
            for name in pattern.pattern.converters if name != "case_id"
        }  # fmt: skip
        path = reverse(str(pattern.name), kwargs={"case_id": hidden.scene.waiting, **values})
        changes.release(hidden.scene.waiting, User.objects.get(username=f"uji_{role}"))
        for method in ("get", "post"):
            answer = getattr(browser, method)(path, {"versi": scenes.version(hidden.scene.waiting)})
            assert answer.status_code in (302, 400, 403, 404, 405, 409), (method, pattern.name)
            assert not tells(answer, hidden), (method, pattern.name)
            tried += 1
    return tried


def model_values(row: models.Model) -> dict[str, object]:
    """What the database says of the row now."""
    return dict(type(row)._base_manager.filter(pk=row.pk).values().get())


def bodies(hidden: Hidden) -> dict[str, tuple[str, dict[str, object]]]:
    """Forms that name a case in their body: where they go and what they say."""
    found: dict[str, tuple[str, dict[str, object]]] = {
        f"borongan {action}": ("/borongan/", {"tindakan": action, "perkara": [hidden.id]})
        for action in ("ambil", "lepas", "milik", "baca_ulang", "tanda_terima")
    }
    found |= {
        f"gagal {action}": ("/gagal/tindakan/", {"jenis": "perkara", "kunci": hidden.id, "tindakan": action})
        for action in ("coba", "sisihkan", "kembalikan")
    }
    into = f"/perkara/{hidden.scene.waiting}/gabung/"
    found["gabung"] = (into, {"dengan": hidden.id, "versi": scenes.version(hidden.scene.waiting)})
    paper = io.BytesIO(b"%PDF-1.4 contoh\n")
    paper.name = "surat.pdf"
    found["susulan"] = ("/terima/", {"kanal": "loket", "susulan": hidden.id, "berkas": paper})
    found["lewati"] = ("/berikut/", {"lewati": hidden.id})
    return found


@pytest.mark.timeout(300)
def test_naming_it_in_a_form_does_nothing(hidden: Hidden) -> None:
    CaseRow.objects.filter(id=hidden.id).update(status="gagal")
    before = stored(hidden)
    for role in BLIND:
        browser = people.client(role)
        for name, (path, sent) in bodies(hidden).items():
            answer = browser.post(path, sent)
            assert answer.status_code in (200, 302, 400, 403, 404), (role, name)
            assert MARK not in text_of(answer), (role, name)
            assert stored(hidden) == before, (role, name)
    assert not ReceiptRow.objects.filter(adds_to_id=hidden.id, giver="").exists()
    head = people.client("pengelola_pengaduan")
    head.post(*bodies(hidden)["gagal sisihkan"])
    assert stored(hidden) != before, "the control changes it"


def stored(hidden: Hidden) -> list[object]:
    """The case's row and how many rows belong to it."""
    row = CaseRow.objects.get(id=hidden.id)
    counts = [
        model._base_manager.filter(case_of(model, row)).count()
        for model in sorted(OF_A_CASE, key=lambda found: found.__name__)
    ]
    return [model_values(row), counts]


ARCHIVED = [pattern for pattern in patterns() if "letter_id" in pattern.pattern.converters]


@pytest.mark.timeout(300)
def test_an_archived_letter_of_a_hidden_service_is_behind_no_route(data: Path) -> None:
    target = make_archive(data)
    letter, *_ = ids(target, "1")
    with closing(sqlite3.connect(target / FILE_NAME)) as index, index:
        index.execute("update surat set layanan = 'fasilitasi_pengaduan'")
        index.execute("update surat set layanan = 'pengaduan_layanan' where id = ?", (letter,))
    shown = {f"arsip_{name} get" for name in ("surat", "gambar", "berkas", "tulisan")}
    for role in (*BLIND, "admin", *EYES):
        codes = codes_of_letter(people.client(role), letter)
        assert len(codes) >= 12
        reached = {name for name, code in codes.items() if code in (200, 302, 400)}
        assert shown <= reached if role in EYES else not reached, (role, codes)


def codes_of_letter(browser: Client, letter: str) -> dict[str, int]:
    """Route and method -> what the browser is answered about the letter."""
    codes: dict[str, int] = {}
    for pattern in ARCHIVED:
        known = {"number": 1, "letter_id": letter, "place": 1}
        path = reverse(str(pattern.name), kwargs={name: known[name] for name in pattern.pattern.converters})
        for method in ("get", "post"):
            answer = getattr(browser, method)(path)
            codes[f"{pattern.name} {method}"] = answer.status_code
            answer.close()
    return codes
