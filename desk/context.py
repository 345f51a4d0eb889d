"""What every page of the desk needs to know."""

from django.http import HttpRequest

from desk.accounts import pegawai


def desk(request: HttpRequest) -> dict[str, object]:
    """`keys_on`: the user wants single-key shortcuts."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"keys_on": False}
    return {"keys_on": pegawai(request.user).uses_single_keys}
