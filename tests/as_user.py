"""Commands as a user without rights: CI runs as root, and root is refused nothing.

    subprocess.run(as_user([sys.executable, "-m", "..."]), ...)      what rights refuse, is refused
    user_folder()                                                    a folder that this user owns
    with refused_as_user(): ...                                      what he may not open, is refused

The user may still *read* everything (CAP_DAC_READ_SEARCH), since the interpreter and the work tree
may lie where only root gets to; writing, renaming and unlinking are refused as to anybody.
Where the tests do not run as root, commands run as they are.
"""

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

USER = "nobody"
_READ_ALL = ("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")


def as_user(command: Sequence[str | Path], user: str = USER) -> list[str]:
    """The command line that runs `command` as `user`, without root's rights to write."""
    words = [str(word) for word in command]
    if os.geteuid() != 0:
        return words
    entry = pwd.getpwnam(user)
    switch = ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"]
    return [*switch, *_READ_ALL, "--bounding-set=-all,+dac_read_search", "--", *words]


@contextmanager
def refused_as_user(user: str = USER) -> Iterator[None]:
    """This very process may meanwhile open no more than `user` may, reading included."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(pwd.getpwnam(user).pw_uid)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@contextmanager
def user_folder(user: str = USER) -> Iterator[Path]:
    """A new empty folder that `user` owns, gone afterwards (pytest's tmp_path is closed to others)."""
    folder = Path(tempfile.mkdtemp(prefix="berkas-uji-"))
    if os.geteuid() == 0:
        shutil.chown(folder, user)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
