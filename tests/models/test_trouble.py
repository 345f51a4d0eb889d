"""The operating system's reasons in the office's language."""

import errno
import os

import pytest

from models.trouble import BY_NUMBER, cause_of


@pytest.mark.parametrize("number", [*BY_NUMBER, errno.ENOENT, errno.EEXIST, errno.ENOTDIR, errno.EISDIR])
def test_a_reason_that_people_read_is_indonesian(number: int) -> None:
    said = cause_of(OSError(number, os.strerror(number)))
    assert said != os.strerror(number)
    assert said[0].islower()


def test_another_reason_stays_as_it_is() -> None:
    assert cause_of(OSError(errno.EPIPE, "Broken pipe")) == "Broken pipe"
    assert cause_of(OSError("x")) == "galat berkas"
