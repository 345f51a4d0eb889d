"""A role counts when a second person has confirmed it: nobody gives himself, or a user of his making, the
sight of cases."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from desk import people as users
from desk.models import AuditEntry, Phone, RoleProposal, StaffProfile
from flows.cli import run_command
from models.errors import UsageError
from tests.desk import factory, people

pytestmark = pytest.mark.usefixtures("data")


def give(browser: Client, who: User, *roles: str) -> None:
    """The form of one user, sent with these roles."""
    answer = browser.post(f"/pengguna/{who.id}/", {"peran": roles, "aktif": "ya"})
    assert answer.status_code == 302


def roles_of(name: str) -> list[str]:
    return list(User.objects.get(username=name).groups.order_by("name").values_list("name", flat=True))


def settle(browser: Client, name: str, decision: str = "tegaskan") -> int:
    """What the page's buttons send; the answer's status."""
    who = User.objects.get(username=name)
    return browser.post(f"/pengguna/{who.id}/peran/", {"putusan": decision}).status_code


def test_an_admin_gives_himself_no_sight_of_cases(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    admin, head = people.client("admin"), people.client("kepala")
    who = User.objects.get(username="uji_admin")
    give(admin, who, "admin", "pemeriksa")
    assert roles_of("uji_admin") == ["admin"]
    assert admin.get(f"/perkara/{case_id}/").status_code == 403
    assert settle(admin, "uji_admin") == 403
    assert admin.get(f"/perkara/{case_id}/").status_code == 403
    assert "1 orang menunggu penegasan peran" in head.get("/").content.decode()
    page = head.get("/pengguna/peran/").content.decode()
    assert "uji_admin" in page
    assert "Pemeriksa" in page
    assert settle(head, "uji_admin") == 302
    assert admin.get(f"/perkara/{case_id}/").status_code == 200
    entry = AuditEntry.objects.get(action="peran_ditegaskan")
    assert (entry.actor, "uji_admin" in entry.data, "pemeriksa" in entry.data) == ("uji_kepala", True, True)


def test_neither_through_a_user_of_his_own_making() -> None:
    admin = people.client("admin")
    people.user("kepala")
    admin.post("/pengguna/", {"nama": "boneka", "peran": ["admin", "kepala"]})
    assert roles_of("boneka") == []
    puppet = people.client_of(User.objects.get(username="boneka"))
    StaffProfile.objects.update(must_change_password=False)
    assert "menunggu penegasan" in puppet.get("/").content.decode()
    give(admin, User.objects.get(username="uji_admin"), "admin", "pemeriksa")
    assert settle(puppet, "uji_admin") == 403
    assert roles_of("uji_admin") == ["admin"]


def test_nor_by_a_new_password_of_who_sees_cases() -> None:
    """The one-time password is shown to the administrator, who might be the first to use it."""
    admin, head = people.client("admin"), people.client("kepala")
    clerk = people.user("pemeriksa")
    admin.post(f"/pengguna/{clerk.id}/sandi/")
    assert roles_of("uji_pemeriksa") == []
    assert settle(head, "uji_pemeriksa") == 302
    assert roles_of("uji_pemeriksa") == ["pemeriksa"]
    Phone.offered_to(clerk, "ponsel", confirmed=True)
    admin.post(f"/pengguna/{clerk.id}/sandi/")
    assert roles_of("uji_pemeriksa") == ["pemeriksa"], "the phone's code stands between"


def test_where_there_is_no_head_another_admin_confirms() -> None:
    first, second = people.client("admin", "satu"), people.client("admin", "dua")
    first.post("/pengguna/", {"nama": "rina", "peran": ["kepala"]})
    assert settle(first, "rina") == 403
    assert settle(second, "rina") == 302
    assert roles_of("rina") == ["kepala"]
    first.post("/pengguna/", {"nama": "budi", "peran": ["petugas"]})
    assert settle(second, "budi") == 403, "now there is a head"
    assert roles_of("budi") == []


def test_a_head_confirms_nothing_of_his_own() -> None:
    head = people.user("kepala")
    people.user("admin")
    users.set_roles("uji_kepala", ["kepala", "arsiparis"], "uji_admin")
    assert settle(people.client_of(head), "uji_kepala") == 403
    assert roles_of("uji_kepala") == ["kepala"]


def test_refused_and_withdrawn_roles_never_come() -> None:
    admin, head = people.client("admin"), people.client("kepala")
    clerk = people.user("petugas")
    give(admin, clerk, "petugas", "pemeriksa")
    assert settle(head, "uji_petugas", "tolak") == 302
    assert settle(head, "uji_petugas") == 302, "nothing is left to be confirmed, and that is said"
    assert roles_of("uji_petugas") == ["petugas"]
    give(admin, clerk, "petugas", "pemeriksa")
    give(admin, clerk, "petugas")
    assert not RoleProposal.objects.filter(state=RoleProposal.WAITING).exists()
    give(admin, clerk, "arsiparis", "petugas")
    settle(head, "uji_petugas")
    assert roles_of("uji_petugas") == ["arsiparis", "petugas"]
    give(admin, clerk, "arsiparis")
    assert roles_of("uji_petugas") == ["arsiparis"], "taking away needs nobody else"


def test_who_gets_a_role_with_a_second_factor_logs_in_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SECOND_FACTOR_ROLES", ("kepala",))
    people.user("admin")
    boss = people.user("kepala", "bu_kepala")
    Phone.offered_to(boss, "ponsel", confirmed=True)
    clerk = people.client("petugas")
    assert clerk.get("/").status_code == 200
    users.set_roles("uji_petugas", ["kepala"], "uji_admin")
    users.settle_roles(User.objects.get(username="uji_petugas").id, boss, is_confirmed=True)
    assert clerk.get("/")["Location"].startswith("/masuk/")


def test_the_machine_s_own_shell_gives_roles_at_once_and_confirms(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who may run it has database and keys anyway; the head sees it."""
    assert run_command("user", ["add", "siti", "--role", "pemeriksa", "--data", str(data)]) == 0
    assert roles_of("siti") == ["pemeriksa"]
    head, admin = people.client("kepala"), people.client("admin")
    page = head.get("/pengguna/peran/").content.decode()
    assert "siti" in page
    assert users.COMMAND_LINE in page
    admin.post("/pengguna/", {"nama": "rina", "peran": ["petugas"]})
    capsys.readouterr()
    run_command("user", ["list", "--data", str(data)])
    assert "menunggu penegasan: petugas" in capsys.readouterr().out
    assert run_command("user", ["confirm", "rina", "--data", str(data)]) == 0
    assert roles_of("rina") == ["petugas"]
    with pytest.raises(UsageError, match="Tidak ada peran"):
        run_command("user", ["confirm", "rina", "--data", str(data)])


def test_an_office_may_do_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SECOND_PERSON", False)
    people.client("admin").post("/pengguna/", {"nama": "rina", "peran": ["petugas"]})
    assert roles_of("rina") == ["petugas"]
    assert "rina" in people.client("kepala").get("/pengguna/peran/").content.decode(), "shown all the same"


def test_an_admin_is_told_who_must_confirm() -> None:
    User.objects.all().delete()
    admin = people.client("admin")
    page = admin.post("/pengguna/", {"nama": "rina", "peran": ["petugas"]}).content.decode()
    assert "berkas user confirm rina" in page, "nobody else is there: the machine's shell"
    people.user("kepala", "bu_kepala")
    page = admin.post("/pengguna/", {"nama": "budi", "peran": ["petugas"]}).content.decode()
    assert "kepala (bu_kepala)" in page
