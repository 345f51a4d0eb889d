"""A calendar of its own for tests: the desk believes it is that moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from unittest.mock import patch

from django.utils import timezone

from tests.desk.factory import WIB


@contextmanager
def it_is(day: date, hour: int = 10, minute: int = 0) -> Iterator[None]:
    """Within the block the office's clock shows that moment (and does not run)."""
    moment = datetime.combine(day, time(hour, minute), tzinfo=WIB)
    with patch("django.utils.timezone.now", return_value=moment):
        yield


@contextmanager
def standing() -> Iterator[None]:
    """Within the block the office's clock stands still: no pause ends because the machine is slow."""
    with patch("django.utils.timezone.now", return_value=timezone.now()):
        yield
