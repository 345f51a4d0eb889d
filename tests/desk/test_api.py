"""The API: tokens and scopes, problems, and schemathesis over the whole description."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from desk import boot
from desk.api import new_token
from desk.models import ApiToken, AuditEntry, ReceiptRow
from tests.desk import factory, people

PDF = b"%PDF-1.4 contoh\n"
EXAMPLES = 20


def bearer(role: str = "pemeriksa", *scopes: str) -> dict[str, str]:
    token = new_token("uji", people.user(role), list(scopes or ("baca", "kirim")))
    return {"Authorization": f"Bearer {token}"}


def get(path: str, headers: Mapping[str, str] | None = None) -> Any:
    return Client().get(f"/api/v1{path}", headers=dict(headers or {}))


def test_cases_are_listed_by_pages_without_niks(data: Path) -> None:
    ids = [factory.admit_case(data, n, with_images=False) for n in range(3)]
    headers = bearer()
    first = get("/perkara?limit=2", headers).json()
    second = get(f"/perkara?limit=2&offset={first['next_offset']}", headers).json()
    assert [item["id"] for item in first["items"] + second["items"]] == ids
    assert second["next_offset"] is None
    assert factory.invented_nik(0) not in json.dumps(first)


def test_a_case_is_the_contracts_json_and_the_look_is_recorded(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    answer = get(f"/perkara/{case_id}", bearer()).json()
    assert answer["case"]["schema"] == "berkas.case/1"
    assert answer["case"]["documents"][1]["fields"]["nik"]["value"] == factory.invented_nik(1)
    assert AuditEntry.objects.filter(action="lihat_perkara", case_id=case_id).count() == 1


def test_papers_are_handed_in(data: Path) -> None:
    answer = Client().post(
        "/api/v1/berkas",
        {"channel": "email", "giver": "SRIKANDI", "files": [SimpleUploadedFile("surat.pdf", PDF)]},
        headers=bearer("petugas"),
    )
    assert answer.status_code == 201
    assert ReceiptRow.objects.get().number == answer.json()["id"]
    (drop,) = (data / "masuk" / "email").iterdir()
    assert drop.read_bytes() == PDF


def test_without_a_good_token_nothing_is_told(data: Path) -> None:
    headers = bearer()
    for sent in (None, {"Authorization": "Bearer salah"}):
        answer = get("/perkara", sent)
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["WWW-Authenticate"] == "Bearer"
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert get("/perkara", headers).status_code == 401
    ApiToken.objects.update(expires_at=None, is_active=False)
    assert get("/perkara", headers).status_code == 401


@pytest.mark.parametrize(("role", "scope"), [("pemeriksa", "kirim"), ("admin", "baca")])
def test_scope_and_role_both_count(data: Path, role: str, scope: str) -> None:
    answer = get("/perkara", bearer(role, scope))
    assert answer.status_code == 403
    assert answer.json()["status"] == 403


def test_problems_say_what_is_wrong(data: Path) -> None:
    headers = bearer()
    assert get("/perkara/JBG-26-000001-R", headers).status_code == 404
    wrong = get("/perkara?limit=0", headers)
    assert wrong.status_code == 422
    assert "limit" in wrong.json()["detail"]
    refused = Client().post(
        "/api/v1/berkas",
        {"channel": "email", "files": [SimpleUploadedFile("x.pdf", b"MZ")]},
        headers=bearer("petugas"),
    )
    assert refused.status_code == 400
    assert "bukan PDF" in refused.json()["detail"]


def test_schemathesis_finds_nothing(data: Path) -> None:
    factory.admit_case(data, 1, with_images=False)
    headers = bearer()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", boot.wsgi())
    operations = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    assert len(operations) == 3
    for operation in operations:

        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy())
        def check(case: Any) -> None:
            # Made-up bytes are valid by the description and still no PDF.
            excluded = [positive_data_acceptance] if case.operation.path == "/api/v1/berkas" else []
            case.call_and_validate(headers=headers, excluded_checks=excluded)

        check()
