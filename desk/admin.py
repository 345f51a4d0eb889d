"""User management for the role `admin`, in Indonesian: people, their roles, tokens of the API.

No superuser flag and no single permission can be given here: a role is all there is.
"""

import secrets
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.forms import ModelForm
from django.http import HttpRequest

from desk import audit
from desk.accounts import pegawai
from desk.api import SCOPES, new_token
from desk.models import TokenApi
from desk.rights import person

admin.site.site_header = "berkas - kelola pengguna"
admin.site.site_title = "berkas"
admin.site.index_title = "Pengguna dan token"
admin.site.site_url = "/"
admin.site.unregister(User)
admin.site.unregister(Group)


class AddForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new user; the password is made by the system."""

    class Meta:
        """Name and role."""

        model = User
        fields = ("username", "first_name", "last_name", "groups")


@admin.register(User)
class PeopleAdmin(UserAdmin):  # type: ignore[type-arg]
    """Users with their roles; a new one gets a one-time password, shown once."""

    add_form = AddForm
    fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email")}),
        ("Peran", {"fields": ("groups", "is_active")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "first_name", "last_name", "groups")}),)
    list_display = ("username", "first_name", "last_name", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    actions = ("new_password",)

    def save_model(self, request: HttpRequest, obj: User, form: "ModelForm[User]", change: bool) -> None:
        """A new user gets a one-time password."""
        password = "" if change else secrets.token_urlsafe(9)
        if not change:
            obj.set_password(password)
        super().save_model(request, obj, form, change)
        if not change:
            pegawai(obj)
            messages.warning(request, f"Kata sandi sekali pakai untuk {obj.username}: {password}")

    def save_related(
        self, request: HttpRequest, form: "ModelForm[User]", formsets: Any, change: bool
    ) -> None:
        """Who has the role `admin` may open these pages; recorded."""
        super().save_related(request, form, formsets, change)
        user: User = form.instance
        user.is_staff = user.is_superuser or user.groups.filter(name="admin").exists()
        user.save(update_fields=["is_staff"])
        roles = ", ".join(user.groups.values_list("name", flat=True))
        audit.append(
            person(request).username, "pengguna_diubah", "", {"pengguna": user.username, "peran": roles}
        )

    @admin.action(description="Buat kata sandi sekali pakai yang baru")
    def new_password(self, request: HttpRequest, queryset: Any) -> None:
        """For who forgot theirs."""
        for user in queryset:
            password = secrets.token_urlsafe(9)
            user.set_password(password)
            user.save(update_fields=["password"])
            settings = pegawai(user)
            settings.must_change_password = True
            settings.save(update_fields=["must_change_password"])
            audit.append(person(request).username, "sandi_baru", "", {"pengguna": user.username})
            messages.warning(request, f"Kata sandi sekali pakai untuk {user.username}: {password}")


class TokenForm(forms.ModelForm):  # type: ignore[type-arg]
    """Scopes as boxes to tick."""

    scopes = forms.MultipleChoiceField(
        label="Lingkup", choices=[(s, s) for s in SCOPES], widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        """All but the digest."""

        model = TokenApi
        fields = ("name", "user", "scopes", "expires_at", "is_active")


@admin.register(TokenApi)
class TokenAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Tokens of the API; the text of a new one is shown once."""

    form = TokenForm
    list_display = ("name", "user", "scopes", "expires_at", "is_active")

    def save_model(
        self, request: HttpRequest, obj: TokenApi, form: "ModelForm[TokenApi]", change: bool
    ) -> None:
        """Makes the token and shows it once."""
        if not change:
            token = new_token(obj.name, obj.user, obj.scopes)
            made = TokenApi.objects.latest("id")
            obj.pk, obj.digest = made.pk, made.digest
            messages.warning(request, f"Token (hanya ditampilkan sekali): {token}")
        obj.save()
        audit.append(person(request).username, "token_api", "", {"token": obj.name, "lingkup": obj.scopes})
