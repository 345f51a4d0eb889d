"""A person's own account: keys, codes, sessions."""

from desk.forms.base import DeskForm, RawField, YesField, hidden


class KeysForm(DeskForm):
    """Whether single keys are wanted; `kembali`: the page it was asked from."""

    pintasan = YesField()
    kembali = hidden()


class CodeForm(DeskForm):
    """A code of the second factor, or a recovery code."""

    kode = hidden()


class AgainForm(DeskForm):
    """The person's own password, asked for again."""

    sandi = RawField()


class SessionForm(DeskForm):
    """The session that is to end."""

    sesi = hidden()


class NameForm(DeskForm):
    """Who tries to log in, for the gate that slows guessing; the login itself is Django's form."""

    username = RawField()


class DoorForm(DeskForm):
    """What sends to the login page: `sesi` is OVER when a session has just ended."""

    OVER = "berakhir"
    sesi = hidden()

    def is_over(self) -> bool:
        """Whether one has."""
        return bool(self.known()["sesi"] == self.OVER)
