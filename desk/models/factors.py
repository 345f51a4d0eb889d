"""The tables of django-otp, their secrets not in the clear (desk/factor_secrets.py)."""

from typing import Self

from django.contrib.auth.models import User
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from desk import factor_secrets


class Phone(TOTPDevice):  # type: ignore[misc]
    """A phone that shows codes (TOTP); `key` is sealed."""

    class Meta:
        proxy = True
        default_permissions = ()

    @classmethod
    def offered_to(cls, user: User, name: str, *, confirmed: bool = False) -> Self:
        """The user's phone of that state, made with a key of its own when there is none."""
        sealed = factor_secrets.seal(bytes.fromhex(random_hex(20)), user.pk)
        found, _ = cls.objects.get_or_create(
            user=user, confirmed=confirmed, defaults={"name": name, "key": sealed}
        )
        assert isinstance(found, cls)
        return found

    @property
    def bin_key(self) -> bytes:
        """The phone's key; nothing fits a row whose key was sealed for somebody else."""
        return factor_secrets.unseal(self.key, self.user_id) or b""

    def verify_token(self, token: str) -> bool:
        """Whether the phone shows that code now; each counts once."""
        return bool(self.bin_key) and bool(super().verify_token(token))


class RecoveryCodes(StaticDevice):  # type: ignore[misc]
    """A user's recovery codes; their rows hold digests."""

    class Meta:
        proxy = True
        default_permissions = ()

    def add(self, code: str) -> None:
        """A further code."""
        self.token_set.create(token=factor_secrets.recovery_digest(code, self.user_id))

    def verify_token(self, token: str) -> bool:
        """Whether it is one of the codes; it is none any more then."""
        if not self.verify_is_allowed()[0]:
            return False
        return bool(super().verify_token(factor_secrets.recovery_digest(token, self.user_id)))
