"""What every page of the desk needs to know."""

from django.conf import settings
from django.http import HttpRequest

from desk import colleagues, facts, health, second_person
from desk.accounts import profile_of
from desk.rights import may, visible_notices
from models.paths import DataFolder

BELONGS_AT = "berkas_belongs_at"
"""Attribute of a request whose answer is a page that belongs at another address (desk/views/attempts.py)."""


def desk(request: HttpRequest) -> dict[str, object]:
    """`keys_on`: the user wants single-key shortcuts. `states`: what is not well, looked at when a page
    shows it (a part of a page does not). `news_count`: what colleagues want this person to know;
    `notice_count`: open notices about cases. `roles_to_confirm`: how many people's roles wait for this
    person. `office`: whose desk it is. `belongs_at`: the page's own address where a refused form shows it."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"keys_on": False, "states": (), "office": facts.office}
    folder, user = DataFolder(settings.DATA_FOLDER), request.user
    return {
        "keys_on": profile_of(user).uses_single_keys,
        "belongs_at": getattr(request, BELONGS_AT, ""),
        "states": lambda: health.active(folder),
        "office": facts.office,
        "news_count": lambda: colleagues.news(user).count(),
        "notice_count": lambda: visible_notices(user).count(),
        "roles_to_confirm": lambda: may(user, "tegaskan_peran") and second_person.count_for(user),
    }
