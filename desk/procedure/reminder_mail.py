"""One summary a day to each officer with an address: how much is late or near, and the numbers of his cases.

It names no person and says no matter: who wants to know opens the desk. Sent on hari kerja, once.
"""

from dataclasses import dataclass

from django.conf import settings as live
from django.contrib.auth.models import User
from django.utils import timezone

from desk import audit, facts, mail
from desk.accounts import profile_of
from desk.door import door
from desk.models import StaffProfile
from desk.procedure.deadlines import Item, Reminders, reminders
from desk.rights import may
from models.wording import long_date

FROM_HOUR = 6
"""Nobody is written to at night; a machine that was off writes when it is on."""
MOST_NAMED = 20
CLOSING = (
    "Rinciannya ada pada menu Tenggat di meja pemeriksaan. Surel ini dibuat otomatis dan tidak memuat data "
    "pribadi."
)


@dataclass(frozen=True)
class Sent:
    """What became of a day: how many were written to, or why nobody was."""

    count: int
    reason: str = ""


@door
def send_daily() -> Sent:
    """Writes to everybody who was not written to today. StorageError when the server is away."""
    settings, today = facts.settings(), facts.today()
    if not mail.is_on(settings):
        return Sent(0, "Surel tidak dinyalakan (smtp_host kosong).")
    if not facts.calendar().is_working_day(today):
        return Sent(0, "Hari ini bukan hari kerja.")
    if timezone.localtime().hour < FROM_HOUR:
        return Sent(0, f"Ringkasan dikirim mulai pukul {FROM_HOUR:02}.00.")
    letters = {made.to: (user, made) for user in _readers() if (made := summary(user))}
    taken = (
        mail.send([made for _user, made in letters.values()], settings, live.DATA_FOLDER) if letters else []
    )
    for made in taken:
        user = letters[made.to][0]
        StaffProfile.objects.filter(user=user).update(reminded_on=today)
        audit.append(audit.SYSTEM, "pengingat_surel", "", {"pengguna": user.username})
    return Sent(len(taken))


def _readers() -> list[User]:
    """Who has an address, may see cases, and was not written to today."""
    found = User.objects.filter(is_active=True).exclude(email="").order_by("username")
    return [user for user in found if may(user, "lihat") and profile_of(user).reminded_on != facts.today()]


def summary(user: User) -> mail.Mail | None:
    """The user's summary; None when nothing is due."""
    found = reminders(user)
    if not found.items and not found.meetings:
        return None
    near = len(found.items) - found.late
    subject = f"Tenggat {long_date(facts.today())}: {found.late} terlambat, {near} dekat"
    return mail.Mail(user.email, subject, _text(user, found, near))


def _text(user: User, found: Reminders, near: int) -> str:
    own = [item for item in found.items if item.officer_id == user.id]
    parts = [
        f"Berkas yang dapat Anda lihat: {found.late} terlambat, {near} jatuh tempo dalam waktu dekat, "
        f"{len(found.meetings)} pertemuan dalam dua minggu."
    ]
    if own:
        parts.append("Yang ada pada Anda:\n" + "\n".join(_line(item) for item in own[:MOST_NAMED]))
    return "\n\n".join([*parts, CLOSING]) + "\n"


def _line(item: Item) -> str:
    state = "terlambat" if item.is_late else f"sisa {item.days_left} hari kerja"
    return f"- {item.row.id}: {long_date(item.due_on)} ({state})"
