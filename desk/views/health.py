"""`/sehat/` and `/metrics`: for whoever watches the system from outside."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from desk import bodies, health, metrics
from models.paths import DataFolder


def healthy(request: HttpRequest) -> HttpResponse:
    """200 and "sehat", or 503 when a state keeps the system from its work; a line for each state."""
    states = health.active(DataFolder(settings.DATA_FOLDER))
    is_critical = health.is_critical(states)
    lines = ["tidak sehat" if is_critical else "sehat"]
    lines += [f"{item.state.severity} {item.state.id}: {item.state.message} {item.detail}".rstrip()
              for item in states]  # fmt: skip
    return HttpResponse(
        "\n".join(lines) + "\n",
        status=503 if is_critical else 200,
        content_type="text/plain; charset=utf-8",
    )


LOOPBACK = ("127.0.0.1", "::1")


def figures(request: HttpRequest) -> HttpResponse:
    """Prometheus' text, for a program on this machine; what came through a proxy is not from here."""
    is_forwarded = any(request.headers.get(name) for name in (*bodies.FORWARDED, bodies.CAME_BY_PROXY))
    if is_forwarded or request.META.get("REMOTE_ADDR") not in LOOPBACK:
        raise PermissionDenied
    content = metrics.text(metrics.gauges(DataFolder(settings.DATA_FOLDER)))
    return HttpResponse(content, content_type=metrics.CONTENT_TYPE)
