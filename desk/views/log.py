"""The audit log for who may read it, and its check."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from desk import audit, history, words
from desk.forms.asked import LogForm
from desk.models import AuditEntry
from desk.rights import may, needs, person

PAGE_SIZE = 100


@needs("lihat_audit")
def log(request: HttpRequest) -> HttpResponse:
    """The newest entries, filtered; POST checks the whole chain."""
    asked = LogForm(request.GET).known()
    actor, action = asked["pelaku"], asked["tindakan"]
    entries = AuditEntry.objects.order_by("-seq")
    if actor:
        entries = entries.filter(actor=actor)
    if action:
        entries = entries.filter(action=action)
    if asked["sebelum"]:
        entries = entries.filter(seq__lt=asked["sebelum"])
    found = list(entries[: PAGE_SIZE + 1])
    context = {
        "events": [(entry, history.event(entry)) for entry in found[:PAGE_SIZE]],
        "sees_cases": may(person(request), "lihat"),
        "next": found[PAGE_SIZE - 1].seq if len(found) > PAGE_SIZE else None,
        "actor": actor,
        "action": action,
        "actions": sorted(words.ACTION_LABELS.items(), key=lambda item: item[1]),
        "report": audit.verify(with_cases=False) if request.method == "POST" else None,
    }
    return render(request, "desk/audit.html", context)
