"""What every page of the desk needs to know."""

from django.conf import settings
from django.http import HttpRequest

from desk import health
from desk.accounts import pegawai
from models.paths import DataFolder


def desk(request: HttpRequest) -> dict[str, object]:
    """`keys_on`: the user wants single-key shortcuts. `states`: what is not well, looked at when a page
    shows it (a part of a page does not)."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"keys_on": False, "states": ()}
    folder = DataFolder(settings.DATA_FOLDER)
    return {"keys_on": pegawai(request.user).uses_single_keys, "states": lambda: health.active(folder)}
