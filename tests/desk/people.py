"""Users of the desk for tests."""

from django.contrib.auth.models import Group, User
from django.test import Client

from desk import decisions
from desk.changes import Editor
from desk.models import CaseRow, Decision, StaffProfile

PASSWORD = "rahasia-12345"


def user(role: str, name: str | None = None) -> User:
    """A user of that role who has set a password."""
    made = User.objects.create_user(name or f"uji_{role}", password=PASSWORD)
    made.groups.add(Group.objects.get(name=role))
    StaffProfile.objects.create(user=made, must_change_password=False)
    return User.objects.get(id=made.id)


def client(role: str, name: str | None = None) -> Client:
    """A logged-in browser of a new user of that role."""
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(user(role, name))
    return browser


def editor(who: User, case_id: str) -> Editor:
    """Who has the case open as it is now."""
    return Editor(who, CaseRow.objects.get(id=case_id).version)


def client_of(who: User) -> Client:
    """A logged-in browser of that user."""
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(who)
    return browser


def undo(case_id: str, who: User) -> None:
    """Takes the case's last decision back."""
    decisions.undo(case_id, Decision.objects.filter(case_id=case_id).latest("id").id, who)
