"""`python -m tests.on_postgres MODULE ...`: runs `python -m MODULE ...` with an own PostgreSQL as the desk's.

python -m tests.on_postgres tests.security.guessing --tries 1000
python -m tests.on_postgres pytest tests/desk/test_routes.py
"""

import os
import subprocess
import sys

from tests.postgres import own_postgres


def main(words: list[str]) -> int:
    """The command's status; the database is gone afterwards."""
    with own_postgres() as server:
        env = {**os.environ, "BERKAS_DATABASE_URL": server.create("berkas")}
        return subprocess.run([sys.executable, "-m", *words], env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
