"""Managing users: people, their roles, one-time passwords. For the role `admin`, who sees no case."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from desk import people, second_person, sendings, words
from desk.forms.office import ConfirmationForm
from desk.forms.users import KnownPersonForm, NewPersonForm
from desk.rights import needs, person
from models.errors import UsageError


@require_http_methods(["GET", "POST"])
@needs("kelola_pengguna")
def users(request: HttpRequest) -> HttpResponse:
    """All users, and the form for a new one; its one-time password is shown once, on this answer alone."""
    form = NewPersonForm(request.POST or None)
    made: tuple[str, str] | None = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            password = people.add(
                values["nama"], values["peran"], person(request).username, values["nama_lengkap"]
            )
        except UsageError as error:
            form.add_error("nama", str(error))
        else:
            if values["surel"]:
                people.set_email(values["nama"], values["surel"], person(request).username)
            made, form = (values["nama"], password), NewPersonForm()
            sendings.ends_at(request, request.path)
            _tell_who_confirms(request, User.objects.get(username=values["nama"].strip()))
    return render(request, "desk/pengguna.html", {"people": people.everyone(), "form": form, "made": made})


@require_http_methods(["GET", "POST"])
@needs("kelola_pengguna")
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    """One user: name, roles, whether they may log in."""
    who, actor = get_object_or_404(User, id=user_id), person(request).username
    roles = [*second_person.names(who), *second_person.waiting_roles(who)]
    known = {"nama_lengkap": who.get_full_name(), "surel": who.email, "peran": roles}
    known["aktif"] = "ya" if who.is_active else "tidak"
    form = KnownPersonForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["nama_lengkap"] != who.get_full_name():
                people.set_full_name(who.username, form.cleaned_data["nama_lengkap"], actor)
            if form.cleaned_data["surel"] != who.email:
                people.set_email(who.username, form.cleaned_data["surel"], actor)
            if sorted(form.cleaned_data["peran"]) != sorted(roles):
                people.set_roles(who.username, form.cleaned_data["peran"], actor)
            is_active = form.cleaned_data["aktif"] == "ya"
            if is_active != who.is_active:
                people.set_active(who.username, is_active, actor)
        except UsageError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Pengguna {who.username} disimpan.")
            _tell_who_confirms(request, who)
            return redirect("pengguna")
    return render(request, "desk/satu_pengguna.html", {"who": who, "form": form})


@require_POST
@needs("kelola_pengguna")
def new_password(request: HttpRequest, user_id: int) -> HttpResponse:
    """A new one-time password, shown once, on this answer alone."""
    who = get_object_or_404(User, id=user_id)
    made = (who.username, people.renew_password(who.username, person(request).username))
    sendings.ends_at(request, reverse("pengguna"))
    _tell_who_confirms(request, who)
    context = {"people": people.everyone(), "form": NewPersonForm(), "made": made}
    return render(request, "desk/pengguna.html", context)


@require_GET
@needs("tegaskan_peran")
def roles(request: HttpRequest) -> HttpResponse:
    """Roles that wait for a second person, and what became of others: also those given on the machine."""
    context = {"waiting": second_person.waiting(person(request)), "settled": second_person.settled()}
    return render(request, "desk/peran.html", context)


@require_POST
@needs("tegaskan_peran")
def settle_roles(request: HttpRequest, user_id: int) -> HttpResponse:
    """Confirms the user's waiting roles, or refuses them; 403 for who is no second person."""
    who = get_object_or_404(User, id=user_id)
    by, is_confirmed = person(request), ConfirmationForm(request.POST).is_confirmed()
    if any(each.user.pk == who.pk and each.obstacle for each in second_person.waiting(by)):
        raise PermissionDenied
    try:
        people.settle_roles(who.pk, by, is_confirmed=is_confirmed)
    except UsageError as error:
        messages.error(request, str(error))
    else:
        done = "ditegaskan" if is_confirmed else "tidak ditegaskan"
        messages.success(request, f"Peran {who.username} {done}.")
    return redirect("peran")


def _tell_who_confirms(request: HttpRequest, who: User) -> None:
    if waiting := second_person.waiting_roles(who):
        named = ", ".join(words.label(role) for role in waiting)
        advice = second_person.who_confirms(who, person(request).username)
        messages.warning(request, f"{named}: menunggu penegasan. {advice}.")
