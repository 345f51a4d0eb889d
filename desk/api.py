"""`/api/v1`: cases to read and papers to hand in, for systems such as SRIKANDI.

A token (Authorization: Bearer) acts as its user within its scopes: `baca`, `kirim`. Errors are RFC 9457
problems (application/problem+json). The description is at /api/v1/openapi.json.
"""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Field, File, Form, NinjaAPI, Query, Schema, Status
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.files import UploadedFile
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer

from desk import audit, bodies, counter, judging, rows
from desk.models import ApiToken, CaseRow, ReceiptRow
from desk.rights import may, visible
from models.case import Channel
from models.errors import BerkasError, UsageError
from models.status import CaseStatus
from models.tracking import parse

SCOPES = ("baca", "kirim")
MOST = 100
USUAL_LIFE = timedelta(days=90)
LONGEST_LIFE = timedelta(days=366)
"""No token is for ever: one that nobody renews is one that nobody needs."""
PROBLEM = "application/problem+json"
TITLES = {
    400: "Permintaan tidak dapat diterima",
    401: "Token tidak ada atau tidak berlaku",
    403: "Token tidak mencakup tindakan ini",
    404: "Tidak ditemukan",
    422: "Isian permintaan salah",
}


class Problem(Schema):
    """RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""


class CaseLine(Schema):
    """A case in a list; no NIK."""

    id: str
    status: CaseStatus
    service: str | None
    completeness: str
    channel: Channel
    received_on: date
    response_due: date | None
    service_due: date | None
    applicant: str
    koperasi: str
    decided_at: datetime | None


class CaseList(Schema):
    """A page of cases, oldest first; `next_offset` is null at the end."""

    items: list[CaseLine]
    next_offset: int | None


class CaseWhole(Schema):
    """A case with its state on the desk and its documents (berkas.case/1, people's values)."""

    id: str
    status: CaseStatus
    version: int
    decided_at: datetime | None
    case: dict[str, Any]


class Receipt(Schema):
    """The receipt for papers handed in; `id` is the number of the case to come."""

    id: str
    channel: Channel
    received_at: datetime
    files: int


class Listing(Schema):
    """What of the cases is wanted."""

    status: CaseStatus | None = None
    channel: Channel | None = None
    received_from: date | None = None
    received_to: date | None = None
    limit: int = Field(50, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000)


class Slip(Schema):
    """What comes with the papers."""

    channel: Channel
    giver: str = Field("", max_length=200)
    contact: str = Field("", max_length=200)
    subject: str = Field("", max_length=300)


def _latest_end() -> datetime:
    """Beyond which no token lasts: the longest life from now, to the end of its last day."""
    return timezone.now() + LONGEST_LIFE + timedelta(days=1)


class Bearer(HttpBearer):
    """The token in the Authorization header."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token's row, if it is active and its user too."""
        digest = sha256(token.encode()).hexdigest()
        row = ApiToken.objects.select_related("user").filter(digest=digest).first()
        is_over = bool(row and not (row.expires_at and timezone.now() <= row.expires_at <= _latest_end()))
        if row and (is_over or not row.is_active or not row.user.is_active):
            audit.append(row.user.username, "api_ditolak", "", {"token": row.id, "sebab": "tidak berlaku"})
            return None
        return row


class ProblemApi(NinjaAPI):
    """Describes its errors as what they are: application/problem+json."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        """The OpenAPI description."""
        schema = super().get_openapi_schema(*args, **kwargs)
        for methods in schema["paths"].values():
            for operation in methods.values():
                for code, answer in operation["responses"].items():
                    if int(code) >= 400 and "content" in answer:
                        answer["content"] = {PROBLEM: next(iter(answer["content"].values()))}
        return schema


api = ProblemApi(
    title="berkas",
    version="1",
    description="Berkas dan penerimaan berkas.",
    docs_url=None,
    auth=Bearer(),
    urls_namespace="api",
)
ERRORS: dict[Any, Any] = dict.fromkeys((400, 401, 403, 404, 422), Problem)


def new_token(name: str, user: User, scopes: list[str], expires_at: datetime | None = None) -> str:
    """Makes a token; its text is shown this once and only its digest is kept. UsageError beyond a year."""
    token = bodies.sealed(secrets.token_urlsafe(32))
    expires_at = expires_at or timezone.now() + USUAL_LIFE
    if expires_at > _latest_end():
        raise UsageError("Token berlaku paling lama setahun.")
    ApiToken.objects.create(
        name=name, user=user, scopes=scopes, expires_at=expires_at, digest=sha256(token.encode()).hexdigest()
    )
    return token


def _user(request: HttpRequest, scope: str, right: str) -> User:
    """The token's user, if token and user may."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    if scope not in token.scopes or not may(token.user, right):
        _record(request, "api_ditolak", "", {"lingkup": scope})
        raise HttpError(403, f"Dibutuhkan lingkup {scope}.")
    return token.user


@api.get("/perkara", response={200: CaseList, **ERRORS}, operation_id="daftar_perkara")
def list_cases(request: HttpRequest, wanted: Query[Listing]) -> Mapping[str, object]:
    """Cases, oldest first."""
    cases = visible(_user(request, "baca", "lihat")).order_by("received_at", "id")
    limits = {
        "status": wanted.status and wanted.status.value,
        "channel": wanted.channel and wanted.channel.value,
        "received_on__gte": wanted.received_from,
        "received_on__lte": wanted.received_to,
    }
    cases = cases.filter(**{name: value for name, value in limits.items() if value is not None})
    found = list(cases.defer("verdicts", "findings")[wanted.offset : wanted.offset + wanted.limit + 1])
    has_more = len(found) > wanted.limit
    asked = {name: str(value) for name, value in limits.items() if value is not None}
    _record(request, "api_daftar", "", {**asked, "mulai": wanted.offset, "jumlah": len(found)})
    return {"items": found[: wanted.limit], "next_offset": wanted.offset + wanted.limit if has_more else None}


@api.get("/perkara/{case_id}", response={200: CaseWhole, **ERRORS}, operation_id="perkara")
def one_case(request: HttpRequest, case_id: str) -> Mapping[str, object]:
    """One case with its documents; each look is in the audit log."""
    user = _user(request, "baca", "lihat")
    row = _case(user, case_id)
    _record(request, "lihat_perkara", row.id, {"lewat": "api"})
    case = judging.judged(row).model_dump(mode="json", by_alias=True)
    return {
        "id": row.id,
        "status": row.status,
        "version": row.version,
        "decided_at": row.decided_at,
        "case": case,
    }


def _record(request: HttpRequest, action: str, case_id: str, data: Mapping[str, object]) -> None:
    """Every call is in the audit log, with the token that made it."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    audit.append(token.user.username, action, case_id, {**data, "token": token.id})


def _case(user: User, case_id: str) -> CaseRow:
    number = parse(case_id)
    row = visible(user).filter(id=str(number)).first() if number else None
    if not row or not rows.is_read(row):
        raise Http404
    return row


@api.post("/berkas", response={201: Receipt, **ERRORS}, operation_id="kirim_berkas")
def hand_in(
    request: HttpRequest, slip: Form[Slip], files: File[list[UploadedFile]]
) -> Status[Mapping[str, object]]:
    """Hands papers in: one request is one case. They are read like any other drop."""
    user = _user(request, "kirim", "terima_berkas")
    receipt: ReceiptRow = counter.receive(
        files, counter.Slip(slip.channel, slip.giver, slip.contact, slip.subject), user
    )
    _record(request, "api_kirim", receipt.number, {"lewat": "api", "jumlah": len(receipt.digests)})
    answer: Mapping[str, object] = {
        "id": receipt.number,
        "channel": receipt.channel,
        "received_at": receipt.at,
        "files": len(receipt.digests),
    }
    return Status(201, answer)


def problem(status: int, detail: str) -> HttpResponse:
    """The answer for an error."""
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, "Kesalahan"),
        "status": status,
        "detail": detail,
    }
    response = JsonResponse(body, status=status, content_type=PROBLEM)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, error.message)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    where = "; ".join(
        f"{'.'.join(str(part) for part in item['loc'])}: {item['msg']}" for item in error.errors
    )
    return problem(422, where)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, "Kirim token di kepala Authorization: Bearer.")


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, "Berkas itu tidak ada atau belum dibaca.")


@api.exception_handler(BerkasError)
def _refused(request: HttpRequest, error: BerkasError) -> HttpResponse:
    return problem(400, str(error))
