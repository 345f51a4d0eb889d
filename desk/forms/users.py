"""People of the desk: names, addresses, roles."""

from django import forms

from desk import words
from desk.forms.base import NO, YES, DeskForm

ROLES = [(code, f"{text} - {does}") for code, (text, does) in words.ROLE_LABELS.items()]
ACCOUNT = [(YES, "Aktif"), (NO, "Ditutup: tidak dapat masuk, riwayatnya tetap")]


class PersonForm(DeskForm):
    """Name and roles of a user."""

    key = "pengguna"
    nama_lengkap = forms.CharField(label="Nama lengkap", max_length=150, required=False)
    surel = forms.EmailField(label="Surel untuk ringkasan tenggat", required=False)
    peran = forms.MultipleChoiceField(label="Peran", choices=ROLES, widget=forms.CheckboxSelectMultiple)


class KnownPersonForm(PersonForm):
    """The same for a user that is known, and whether they may log in."""

    aktif = forms.ChoiceField(label="Akun", choices=ACCOUNT, required=False, widget=forms.RadioSelect)


class NewPersonForm(PersonForm):
    """The same for a new user."""

    nama = forms.CharField(label="Nama pengguna", max_length=150)
    field_order = ("nama", "nama_lengkap", "surel", "peran")
