"""Parties, times of a meeting, who came, what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.forms.boundfield import BoundField

from desk import facts
from desk.forms.base import NO, YES, DeskForm, OpenChoiceField, Sent, choice, day, read_time, text
from desk.models import Meeting, PartyRow
from desk.models.meetings import OUTCOME_LABELS, ROLES_OF_PARTIES
from desk.procedure import meetings
from desk.procedure.standing import key_of
from models.errors import UsageError

FOLLOW_UPS = 3
"""Empty lines for follow-ups in the form of a result."""
OFFICERS = ("petugas", "pemeriksa", "pengelola_pengaduan", "kepala")
"""Roles whose people may lead a meeting."""
CAME = [(YES, "Hadir"), (NO, "Tidak hadir")]


class PartyForm(DeskForm):
    """A new party, or changes of one."""

    key = "pihak"
    peran = choice("Sebagai", list(ROLES_OF_PARTIES.items()))
    nama = text("Nama", 200, is_needed=True)
    alamat = text("Alamat", 300)
    telepon = text("Telepon", 40)
    aktif = choice("Masih pihak", [(YES, "Ya"), (NO, "Tidak lagi")])

    def __init__(self, people: Sequence[PartyRow], sent: Sent = None) -> None:
        super().__init__(sent)
        known = [(key_of(party), party.name) for party in people]
        self.fields["pihak"] = OpenChoiceField(
            label="Pihak", choices=[("", "Pihak baru"), *known], required=False
        )
        self.order_fields(["pihak"])

    def party(self) -> tuple[str, meetings.Details]:
        """Which party ("": a new one) and what it is now."""
        values = self.checked()
        said = meetings.Details(
            values["nama"], values["peran"], values["alamat"], values["telepon"], values["aktif"] != NO
        )
        return values["pihak"], said


class TimeForm(DeskForm):
    """When and where parties meet, and what for; `staff`: officers to choose from, at first `user`."""

    tanggal = day("Tanggal")
    mulai = text("Mulai", 10, placeholder="09.00")
    selesai = text("Selesai", 10, placeholder="11.00")
    tempat = text("Tempat (kosong: ruang di atas)", 200)
    acara = text("Acara", 200, is_needed=True)
    alasan = text("Alasan bila melewati batas layanan", 300)
    first_agenda = "Klarifikasi dan musyawarah para pihak"

    def __init__(self, user: User, staff: Sequence[User], sent: Sent = None) -> None:
        super().__init__(sent, initial={"acara": self.first_agenda, "petugas": [user.id]})
        rooms = [(room, room) for room in facts.office().meetings.rooms]
        self.fields["ruang"] = choice("Ruang", [*rooms, ("", "Di luar kantor")])
        self.fields["petugas"] = forms.TypedMultipleChoiceField(
            label="Petugas yang bertugas", choices=[(each.id, meetings.shown(each)) for each in staff],
            coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """With `waktu`: (starts, ends, room)."""
        values = super().clean() or {}
        if not self.errors:
            try:
                values["waktu"] = _proposed(values.get("usul", "")) or _own_time(values)
            except UsageError as error:
                self.add_error(None, str(error))
        return values

    def plan(self) -> meetings.Plan:
        """The meeting as it is wanted."""
        values = self.checked()
        starts, ends, room = values["waktu"]
        return meetings.Plan(
            starts=starts,
            ends=ends,
            place=values["tempat"],
            room=room,
            agenda=values["acara"],
            officers=tuple(values["petugas"]),
            late_reason=values["alasan"],
            agreed_by=values.get("disepakati", ""),
            agreed_on=values.get("disepakati_tanggal"),
        )


class PlanForm(TimeForm):
    """A meeting: one of the proposed times, or another."""

    key = "jadwal"
    usul = forms.CharField(label="Waktu yang masih kosong", max_length=200, required=False)
    """`starts|ends|room` of a proposal; "": the day and hours below."""


class SiteForm(TimeForm):
    """A settlement at a place that the parties agreed on."""

    key = "lokasi"
    tanggal = day("Tanggal", is_needed=True)
    mulai = text("Mulai", 10, is_needed=True, placeholder="09.00")
    tempat = text("Tempat yang disepakati", 200, is_needed=True)
    disepakati = text("Disepakati oleh", 300, is_needed=True)
    disepakati_tanggal = day("Disepakati pada", is_needed=True)
    first_agenda = "Penyelesaian masalah di lokasi yang disepakati"

    def __init__(self, user: User, staff: Sequence[User], sent: Sent = None) -> None:
        super().__init__(user, staff, sent)
        self.fields["ruang"].widget = forms.HiddenInput()
        self.limit("disepakati_tanggal", max=facts.today())
        self.initial["disepakati_tanggal"] = facts.today()


def officers() -> list[User]:
    """Who may lead a meeting."""
    return list(User.objects.filter(is_active=True, groups__name__in=OFFICERS).distinct())


def _proposed(said: str) -> tuple[datetime, datetime, str] | None:
    parts = said.split("|")
    if len(parts) != 3:
        return None
    try:
        return datetime.fromisoformat(parts[0]), datetime.fromisoformat(parts[1]), parts[2]
    except ValueError as error:
        raise UsageError("Usul waktu itu tidak dikenali; pilih lagi.") from error


def _own_time(values: Mapping[str, Any]) -> tuple[datetime, datetime, str]:
    on = values["tanggal"]
    if on is None:
        raise UsageError("Pilih salah satu usul, atau isi tanggal dan jamnya.")
    starts = datetime.combine(on, read_time(values["mulai"]))
    ends = starts + timedelta(minutes=facts.office().meetings.minutes)
    if values["selesai"]:
        ends = datetime.combine(on, read_time(values["selesai"]))
    return starts, ends, values["ruang"]


class CancelForm(DeskForm):
    """Why a meeting does not take place."""

    key = "batal"
    alasan = text("Alasan pembatalan", 300, is_needed=True)


class AttendanceForm(DeskForm):
    """Who of the parties came."""

    key = "hadir"

    def __init__(self, people: Sequence[PartyRow], sent: Sent = None, *, about: object = "") -> None:
        super().__init__(sent, about=about)
        self.people = people
        for party in people:
            self.fields[f"hadir-{party.id}"] = choice(party.name, CAME, as_radio=True, is_needed=True)
            self.fields[f"wakil-{party.id}"] = text("Diwakili oleh (boleh kosong)", 200)

    def sides(self) -> Iterator[tuple[PartyRow, BoundField, BoundField]]:
        """Each party with its two fields."""
        for party in self.people:
            yield party, self[f"hadir-{party.id}"], self[f"wakil-{party.id}"]

    def presence(self) -> dict[int, meetings.Presence]:
        """Party -> whether it came; a party of whom nothing was said is left out."""
        values = self.checked()
        return {
            party.id: meetings.Presence(values[f"hadir-{party.id}"] == YES, values[f"wakil-{party.id}"])
            for party in self.people
            if values[f"hadir-{party.id}"]
        }


class ResultForm(DeskForm):
    """What came of a meeting, and what is to follow."""

    key = "hasil"
    hasil = choice("Hasil", list(OUTCOME_LABELS.items()))
    keterangan = text("Keterangan para pihak (alinea dipisah baris kosong)", rows=4)
    pokok = text("Pokok yang disepakati (satu baris satu pokok)", rows=4)

    def __init__(self, meeting: Meeting, sent: Sent = None) -> None:
        known = {"hasil": meeting.outcome, "keterangan": meeting.positions, "pokok": meeting.points}
        super().__init__(sent, about=meeting.id, initial=known)
        for place in range(FOLLOW_UPS):
            self.fields[f"tl-{place}"] = text(f"Tindak lanjut {place + 1}", 300)
            self.fields[f"tl-siapa-{place}"] = text("Pelaksana", 200)
            self.fields[f"tl-tanggal-{place}"] = day("Paling lambat")

    def follow_ups(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        """What, who and by when, line by line."""
        for place in range(FOLLOW_UPS):
            yield self[f"tl-{place}"], self[f"tl-siapa-{place}"], self[f"tl-tanggal-{place}"]

    def result(self) -> meetings.Result:
        """What came of it. UsageError for a follow-up without a date."""
        values = self.checked()
        promised: list[tuple[str, str, date]] = []
        for place in range(FOLLOW_UPS):
            what, due_on = values[f"tl-{place}"], values[f"tl-tanggal-{place}"]
            if what and due_on is None:
                raise UsageError("Isi batas waktu setiap tindak lanjut.")
            if what:
                promised.append((what, values[f"tl-siapa-{place}"], due_on))
        return meetings.Result(values["hasil"], values["keterangan"], values["pokok"], tuple(promised))
